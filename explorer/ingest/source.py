"""Reading one article file into a Source."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from explorer.ingest.decode import decode
from explorer.ingest.files import check_length, read_bytes, relative_path
from explorer.ingest.flags import content_flags, reference_flags, text_flags
from explorer.ingest.language import guess_language
from explorer.ingest.metadata import read_authors, read_bylines, read_published, read_publisher, read_title
from explorer.ingest.references import find_markers, read_references
from explorer.ingest.regions import label
from explorer.ingest.repeats import Tokens, find_runs, label_repeats, label_summary_leads
from explorer.models import Region, Source
from explorer.text.ids import content_id

RULES_VERSION = "6"
"""Raised whenever a rule of this room changes what it reads."""


def read_source(path: Path, root: Path) -> Source:
    """Read the article at `path`, found below `root`; raises BuildError with one clear line for a bad file."""
    name = relative_path(path, root)
    return read_article(read_bytes(path, name), name)


def read_article(data: bytes, name: str) -> Source:
    """Read the bytes of an article; `name` is its path in messages and in the result.

    The id is that of the bytes alone: whoever builds a folder tells apart files with the same bytes.
    """
    decoded = decode(data, name)
    text = decoded.text
    check_length(text, name)
    tokens = Tokens(text)
    pieces = label_summary_leads(text, label(text))
    runs = find_runs(text, tokens, pieces)
    pieces = label_repeats(text, tokens, pieces, runs)
    bylines = read_bylines(text, pieces)
    title, published = read_title(text, pieces), read_published(text, pieces)
    publisher = read_publisher(text, pieces, bylines)
    references, markers = read_references(text, pieces), find_markers(text, pieces)
    language = guess_language(text)
    flags = [
        *text_flags(text, pieces, decoded.doubt),
        *content_flags(text, pieces, title, language, runs),
        *reference_flags(references, markers, publisher, published),
    ]
    digest = sha256(data).hexdigest()
    return Source(
        content_id("s", digest),
        name,
        digest,
        text,
        decoded.encoding,
        language,
        title,
        publisher,
        read_authors(bylines),
        published,
        tuple(Region(p.kind or "body", p.start, p.end, p.repeat_of) for p in pieces),
        references.entries,
        tuple(markers),
        tuple(sorted(flags, key=lambda flag: (flag.start, flag.end, flag.kind))),
    )
