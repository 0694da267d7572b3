"""Reading one article file into a Source."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from explorer.ingest.decode import decode
from explorer.ingest.files import check_length, read_bytes, relative_path
from explorer.ingest.paragraphs import paragraphs
from explorer.models import Field, Region, Source
from explorer.text.ids import content_id


def read_source(path: Path, root: Path) -> Source:
    """Read the article at `path`, found below `root`; raises BuildError with one clear line for a bad file."""
    name = relative_path(path, root)
    data = read_bytes(path, name)
    decoded = decode(data, name)
    text = decoded.text
    check_length(text, name)
    digest = sha256(data).hexdigest()
    regions = []
    pieces = paragraphs(text)
    for n, p in enumerate(pieces):
        printed = p.of(text)
        short = len(printed) < 120 and not printed.endswith((".", '"', "”"))
        if n == 0 and len(printed) < 200 and len(pieces) > 1:
            regions.append(Region("title", p.start, p.end))
        else:
            regions.append(Region("heading" if short else "body", p.start, p.end))
    first = pieces[0].of(text)
    title = (
        Field(first.rstrip("."), "stated", pieces[0].start, pieces[0].end, "first line")
        if regions[0].kind == "title"
        else Field(first[:100].rsplit(" ", 1)[0], "supplied", pieces[0].start, pieces[0].end, "first sentence")
    )
    return Source(
        content_id("s", digest), name, digest, text, decoded.encoding, "en", title, Field(), (), Field(), tuple(regions)
    )
