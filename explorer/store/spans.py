"""Every stored span, re-read: `text[start:end]` must equal the excerpt that stands beside it.

The writer runs this before it lets a database appear, and `explorer verify` whenever the user asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.store.schema import digest
from explorer.text.inert import make_inert

if TYPE_CHECKING:
    import sqlite3

    from explorer.models import Reading, Source, Statement

_SHOWN = 60  # code points of an excerpt in a message


@dataclass(frozen=True, slots=True)
class WrongSpan:
    """A span of the source at `path` that does not re-read; `found` is what the text has there."""

    path: str
    what: str
    start: int
    end: int
    expected: str
    found: str

    def __str__(self) -> str:
        """One inert line."""
        place = f"{self.path}: {self.what} {self.start}–{self.end}"
        return make_inert(f"{place}: stored {_short(self.expected)}, the text has {_short(self.found)}")


def misread(reading: Reading) -> WrongSpan | None:
    """The first span of a reading that is not in its article as it says: a build leaves out that article alone."""
    source = reading.source
    for what, start, end, expected in _claimed(reading):
        in_bounds = 0 <= start <= end <= len(source.text)
        found = source.text[start:end] if in_bounds else ""
        if not in_bounds or expected not in (None, found):
            return WrongSpan(source.path, what, start, end, expected or "", found)
    return None


_Claimed = tuple[str, int, int, str | None]
"""What a span is, its start and end, and the words that should stand there where its record holds them."""


def _claimed(reading: Reading) -> Iterator[_Claimed]:
    """Every span of a reading."""
    yield from _claimed_by_source(reading.source)
    for mention in reading.mentions:
        yield "mention", mention.start, mention.end, mention.text
    for statement in reading.statements:
        yield from _claimed_by_statement(statement)


def _claimed_by_source(source: Source) -> Iterator[_Claimed]:
    for field in (source.title, source.publisher, *source.authors, source.published):
        if field.start is not None and field.end is not None:
            yield "metadata", field.start, field.end, None
    for entry in source.references:
        yield "reference", entry.start, entry.end, None
        yield "host", entry.host_start, entry.host_end, None
    yield from (("region", region.start, region.end, None) for region in source.regions)
    yield from (("marker", marker.start, marker.end, None) for marker in source.markers)
    yield from (("flag", flag.start, flag.end, None) for flag in source.flags)


def _claimed_by_statement(said: Statement) -> Iterator[_Claimed]:
    yield "evidence", said.start, said.end, None
    yield from (
        ("sentence or segment", span.start, span.end, None) for span in (said.sentence, *said.segments, *said.whole)
    )
    yield from (("hedge", hedge.start, hedge.end, None) for hedge in said.hedges)
    if said.cue:
        yield "cue", said.cue.start, said.cue.end, None
    yield from (("quantity", quantity.start, quantity.end, quantity.text) for quantity in said.quantities)
    yield from (("date", date.start, date.end, date.text) for date in said.dates)
    for link in said.chain:
        if link.start is not None and link.end is not None:
            yield "speaker", link.start, link.end, link.text
        if link.referent is not None:
            yield "referent", link.referent.start, link.referent.end, None


def _short(excerpt: str) -> str:
    return f"“{excerpt[:_SHOWN]}…”" if len(excerpt) > _SHOWN else f"“{excerpt}”"


def _own(table: str, excerpt: str, start: str = "start", end: str = "end", source: str = "source") -> str:
    """A query over a table that names its source itself."""
    return (
        f'SELECT "{source}" AS source, "{start}", "{end}", "{excerpt}" FROM "{table}" '  # noqa: S608 - names of ours
        f'WHERE "{start}" IS NOT NULL ORDER BY "{source}", rowid'
    )


def _evidence(table: str, excerpt: str, start: str = "start", end: str = "end", also: str = "") -> str:
    """A query over a table whose source is that of its evidence."""
    return (
        f'SELECT e.source, t."{start}", t."{end}", t."{excerpt}" FROM "{table}" t '  # noqa: S608 - names of ours
        f'JOIN evidence e ON e.row = t.evidence WHERE t."{start}" IS NOT NULL {also} ORDER BY e.source, t.row'
    )


_QUOTED: tuple[tuple[str, str], ...] = (
    ("metadata", _own("fields", "quote")),
    ("reference", _own("reference_entries", "quote")),
    ("host", _own("reference_entries", "host_quote", "host_start", "host_end")),
    ("marker", _own("markers", "quote")),
    ("mention", _own("mentions", "text")),
    ("evidence", _own("evidence", "quote")),
    ("cue", _own("evidence", "cue_quote", "cue_start", "cue_end")),
    ("segment", _evidence("segments", "quote")),
    ("speaker", _evidence("links", "quote")),
    ("speaker", _evidence("links", "text", also="AND t.part = 'chain'")),
    ("referent", _evidence("links", "referent_quote", "referent_start", "referent_end")),
    ("quantity", _evidence("quantities", "text")),
    ("date", _evidence("dates", "text")),
    ("hedge", _evidence("hedges", "quote")),
    ("loss", _own("losses", "original_quote", "original_start", "original_end", "original_source")),
    ("loss", _own("losses", "rewrite_quote", "rewrite_start", "rewrite_end", "rewrite_source")),
    ("disagreement", _own("disagreement_passages", "quote")),
)
"""What is re-read and the query for it: source row, start, end, excerpt; sorted by source, so a text is read once."""

_DIGESTED: tuple[tuple[str, str], ...] = (
    ("region", _own("regions", "digest")),
    ("flag", _own("flags", "digest")),
    ("sentence", _own("evidence", "sentence_digest", "sentence_start", "sentence_end")),
)
"""The same for spans that may be as long as the article: the last column is a digest."""


class SpanCheck:
    """Re-reads every span of an open database; `checked` counts them while `wrong` runs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.checked = 0

    def wrong(self) -> Iterator[WrongSpan]:
        """The spans that do not re-read, table by table and in text order of their sources."""
        for what, query in _QUOTED:
            yield from self._reread(what, query, digested=False)
        for what, query in _DIGESTED:
            yield from self._reread(what, query, digested=True)

    def _reread(self, what: str, query: str, *, digested: bool) -> Iterator[WrongSpan]:
        current, path, text = -1, "", ""
        for source, start, end, expected in self._connection.execute(query):
            if source != current:
                current, (path, text) = source, self._text(source)
            self.checked += 1
            in_bounds = 0 <= start <= end <= len(text)
            found = text[start:end] if in_bounds else ""
            if not in_bounds or (digest(found) if digested else found) != expected:
                yield WrongSpan(path, what, start, end, f"digest {expected}" if digested else str(expected), found)

    def _text(self, source: int) -> tuple[str, str]:
        row = self._connection.execute(
            "SELECT s.path, t.text FROM sources s LEFT JOIN texts t ON t.source = s.row WHERE s.row = ?", (source,)
        ).fetchone()
        return (row[0], row[1] or "") if row else (f"source {source}", "")
