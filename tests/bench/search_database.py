"""A database of as many claims as are wanted, written by the store as a build writes it, from lines of text.

    uv run python -m tests.bench.search_database LINES DATABASE

LINES holds one claim a line. They are read as they are written, so that no more than one article is in memory. Each
stands as a sentence in an article of 25, five to a paragraph, and has what the screen shows of a claim: its evidence
with the span it was cut from, its article with title, outlet and day, and where a sentence names somebody the entity
with its mention. No claim has two sources, and none a chain of speakers: to read and resolve a million real statements
takes hours, and what is measured here is the store, the index and the search.

Prints what each part took as JSON; a process of its own, so that its memory is that of the build alone.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import batched, islice
from pathlib import Path

from explorer.collecting import uncollected
from explorer.store.rows import Inserter
from explorer.store.schema import digest, text_sha256
from explorer.store.staging import staged
from explorer.store.writer import fill_rows
from explorer.text.ids import content_id

PARAGRAPH, ARTICLE = 5, 25
"""Claims in a paragraph and in an article."""

VERSIONS = {"rules_version": "made up by tests/bench/search.py", "model_version": "none", "vectors_version": "none"}

_NAMES_A_SOURCE = 2
_NAME = re.compile(r"[a-z,] ([A-Z][a-z]+(?: [A-Z][a-z]+)+)")
_FIRM = re.compile(
    r"(?:Group|Holdings|Energy|Bank|Technologies|Airlines|Institute|Motors|Foods|Media|Labs|Pharma|Inc)$"
)
_OUTLETS = tuple(f"{place} {paper}" for paper in ("Courier", "Herald", "Post", "Wire") for place in
                 "Ardal Brenn Corvia Dunmore Elster Farrow Gant Halden Ister Jorvik".split())  # fmt: skip
_WORTHS = (3, 2, 1, 0)
_SHARES = (0.4, 0.4, 0.15, 0.05)
"""Check-worthiness and the share of the claims that have it; the list of claims begins with the worthiest."""
_KINDS = {3: "assertion", 2: "assertion", 1: "prediction", 0: "opinion"}


@dataclass(slots=True)
class _Named:
    """Where an entity is named: source row, start, end, claim row."""

    places: list[tuple[int, int, int, int]] = field(default_factory=list)


def write(lines: Iterable[str], count: int, database: Path) -> dict[str, float]:
    """Write `count` distinct `lines` as claims into `database`; what the rows, the index and everything took."""
    from explorer.search.indexing import Indexing

    class Timed(Indexing):
        def read(self, connection: sqlite3.Connection) -> None:
            with _timed(took, "index"):
                super().read(connection)

        def write(self, connection: sqlite3.Connection) -> None:
            with _timed(took, "index"):
                super().write(connection)

    indexing = Timed()
    took = dict.fromkeys(("rows_s", "rows_cpu_s", "index_s", "index_cpu_s", "build_s", "build_cpu_s"), 0.0)

    def rows(inserter: Inserter) -> None:
        with _timed(took, "rows"):
            _insert(lines, count, inserter)

    with _timed(took, "build"), uncollected(), staged(database) as stage:
        fill_rows(stage, rows, VERSIONS, extras=[indexing.write], reading=indexing, name=str(database))
    return took


class _timed:  # noqa: N801 - used as a statement
    """Adds up the seconds of blocks, by the clock and of the processor, as `<name>_s` and `<name>_cpu_s`."""

    def __init__(self, took: dict[str, float], name: str) -> None:
        self._took, self._name = took, name
        self._start, self._busy = 0.0, 0.0

    def __enter__(self) -> None:
        self._start, self._busy = time.perf_counter(), _busy()

    def __exit__(self, *_: object) -> None:
        self._took[f"{self._name}_s"] += time.perf_counter() - self._start
        self._took[f"{self._name}_cpu_s"] += _busy() - self._busy


def _busy() -> float:
    """Seconds of the processor that this process has taken, and those it started that are over."""
    return sum(os.times()[:4])


def _insert(lines: Iterable[str], count: int, rows: Inserter) -> None:
    """All rows, article by article; those of entities at the end, when their order is known."""
    named: dict[str, _Named] = defaultdict(_Named)
    worths = _worths(count)
    for number, article in enumerate(batched(lines, ARTICLE)):
        _insert_article(rows, number, article, worths, named)
    _insert_entities(rows, named)


def _worths(count: int) -> Iterator[int]:
    """The worth of one claim after the other, best first."""
    for worth, share in zip(_WORTHS, _SHARES, strict=True):
        for _ in range(round(count * share)):
            yield worth
    while True:
        yield _WORTHS[-1]


def _insert_article(
    rows: Inserter, number: int, article: tuple[str, ...], worths: Iterator[int], named: dict[str, _Named]
) -> None:
    title = article[0][:60].rpartition(" ")[0]
    paragraphs = [" ".join(part) for part in batched(article, PARAGRAPH)]
    text = "\n\n".join([title, *paragraphs])
    sha = text_sha256(text)
    day = f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    outlet = _OUTLETS[number % len(_OUTLETS)]
    source = rows.add(
        "sources", content_id("s", sha), f"{number:07d}.txt", sha, "utf-8", "en", len(text), title, "stated", outlet,
        day, "supplied", len(article), 0,
    )  # fmt: skip
    rows.join("texts", source, text, sha)
    rows.add("fields", source, "title", title, "stated", 0, len(title), "first_line", "", title)
    for name, value in (("publisher", outlet), ("published", day)):
        rows.add("fields", source, name, value, "supplied", None, None, "made_up", "", None)
    rows.add("regions", source, "title", 0, len(title), None, digest(title))
    first = rows.number("claims") + 1
    at, placed = len(title) + 2, list[tuple[int, int, str, int]]()
    for claims, paragraph in zip(batched(article, PARAGRAPH), paragraphs, strict=True):
        rows.add("regions", source, "body", at, at + len(paragraph), None, digest(paragraph))
        for claim in claims:
            placed.append((first + len(placed), at, claim, next(worths)))
            at += len(claim) + 1
        at += 1
    _insert_claims(rows, source, sha, placed)
    _note_names(named, text, source, first, article, len(title) + 2)


def _insert_claims(rows: Inserter, source: int, sha: str, placed: Sequence[tuple[int, int, str, int]]) -> None:
    """The claims of an article, each with its row, start and worth; their evidence is the sentence itself."""
    rows.add_all("claims", [
        (row, content_id("c", sha, f"{start}:{start + len(text)}"), text, _KINDS[worth], worth, 1, "", 1, 0, "")
        for row, start, text, worth in placed
    ])  # fmt: skip
    rows.add_all("claim_sources", [(row, source) for row, _, _, _ in placed])
    rows.add_all("evidence", [
        (row, row, source, start, end := start + len(text), text, start, end, digest(text), _KINDS[worth], "body",
         "same", 0, worth, None, None, None, None, None)
        for row, start, text, worth in placed
    ])  # fmt: skip


def _note_names(
    named: dict[str, _Named], text: str, source: int, first: int, article: tuple[str, ...], start: int
) -> None:
    """The first names in an article that begin no sentence."""
    found = 0
    for number, claim in enumerate(article):
        for match in _NAME.finditer(claim):
            named[match[1]].places.append((source, start + match.start(1), start + match.end(1), first + number))
            found += 1
            if found == _NAMES_A_SOURCE:
                return
        start += len(claim) + (2 if number % PARAGRAPH == PARAGRAPH - 1 else 1)


def _insert_entities(rows: Inserter, named: dict[str, _Named]) -> None:
    """Entities in the order of their list: named by more sources, then more often, then by name."""

    def weight(entry: tuple[str, _Named]) -> tuple[int, int, str, str]:
        name, one = entry
        return -len({place[0] for place in one.places}), -len(one.places), name.casefold(), name

    touches = []
    for name, one in sorted(named.items(), key=weight):
        kind = "organization" if _FIRM.search(name) else "person"
        sources = Counter(place[0] for place in one.places)
        entity = rows.add("entities", content_id("e", name), name, kind, len(one.places), len(sources), "")
        for source, start, end, claim in one.places:
            rows.add("mentions", entity, source, start, end, name, kind, "name", 0.5)
            touches.append((claim, entity))
        for source, count in sorted(sources.items()):
            rows.join("entity_sources", entity, source, count)
    for claim, entity in sorted(set(touches)):
        rows.add("claim_entities", claim, entity)
        rows.join("claim_touches", claim, entity)


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from (line[:-1] for line in file)


def sample(database: Path, most: int) -> list[str]:
    """At most `most` claims of a database, spread evenly over its list."""
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("SELECT max(row) FROM claims").fetchone()
        step = max(1, count // most)
        rows = connection.execute("SELECT text FROM claims WHERE row % ? = 0 ORDER BY row", (step,))
        return [text for (text,) in islice(rows, most)]


def every_claim(database: Path) -> Iterator[str]:
    """The text of every claim of a database, in the order of the list."""
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        for (text,) in connection.execute("SELECT text FROM claims ORDER BY row"):
            yield text


def peak_mb() -> float:
    """The most memory this process has had, in MB of 2**20 bytes."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]  # Linux has it
    except OSError:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return used / 2**20 if sys.platform == "darwin" else used / 1024


def main() -> int:
    lines, database = map(Path, sys.argv[1:3])
    with lines.open("rb") as file:
        count = sum(block.count(b"\n") for block in iter(partial(file.read, 1 << 20), b""))
    took = write(_lines(lines), count, database)
    print(json.dumps({**took, "peak_rss_mb": peak_mb()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
