"""Sources made of plain lines, and the names read from them, for the tests of mentions and entities."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from explorer.extract.mentions import find_mentions
from explorer.extract.parsing import parse
from explorer.ingest import read_source
from explorer.models import Field, Reading, Region, RegionKind, Source
from explorer.text.ids import content_id

SEEDS = Path(__file__).parent.parent / "seeds"


def article(text: str, *, first: RegionKind = "body") -> Source:
    """A source whose lines are regions: the first of kind `first`, the others body."""
    regions: list[Region] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            regions.append(Region("body" if regions else first, at, at + len(line)))
        at += len(line) + 1
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    none = Field()
    identifier = content_id("s", digest)
    return Source(identifier, f"{digest[:6]}.txt", digest, text, "utf-8", "en", none, none, (), none, tuple(regions))


def reading(text: str, *, first: RegionKind = "body") -> Reading:
    """The names of an article, without its statements."""
    source = article(text, first=first)
    return Reading(source, find_mentions(source, parse(source)), (), ())


@cache
def seed_readings() -> tuple[Reading, ...]:
    """The names of the five articles in `seeds/`."""
    sources = [read_source(path, SEEDS) for path in sorted(SEEDS.glob("*.txt"))]
    return tuple(Reading(source, find_mentions(source, parse(source)), (), ()) for source in sources)
