"""Every stored span, re-read: `text[start:end]` must equal the excerpt that stands beside it.

The writer runs this before it lets a database appear, and `explorer verify` whenever the user asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

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


_Row = tuple[Any, ...]
_Wrong = tuple[str, int, int, str]
"""What a span is, its start and end, and what is stored of it."""


def _quotes(what: str, rows: Sequence[_Row], text: str) -> Iterator[_Wrong]:
    """Of (source, start, end, excerpt) those whose excerpt is not what a text has there."""
    length = len(text)
    for _, start, end, quote in rows:
        if not 0 <= start <= end <= length or text[start:end] != quote:
            yield what, start, end, quote


def _digests(what: str, rows: Sequence[_Row], text: str) -> Iterator[_Wrong]:
    """The same of spans that may be as long as the article, which have a digest in place of an excerpt."""
    length = len(text)
    for _, start, end, stored in rows:
        if not 0 <= start <= end <= length or digest(text[start:end]) != stored:
            yield what, start, end, f"digest {stored}"


def _statements(what: str, rows: Sequence[_Row], text: str) -> Iterator[_Wrong]:
    """Of evidence and the sentence around it, which are most of all spans and stand in one row."""
    length = len(text)
    for _, start, end, quote, opening, close, stored in rows:
        if not 0 <= start <= end <= length or text[start:end] != quote:
            yield what, start, end, quote
        if not 0 <= opening <= close <= length or digest(text[opening:close]) != stored:
            yield "sentence", opening, close, f"digest {stored}"


class _Kind(NamedTuple):
    """Spans that are re-read: what they are, a query for them that begins with the row of the source and is sorted by
    it, which of its rows are wrong, and how many spans a row has.
    """

    what: str
    query: str
    wrong: Callable[[str, Sequence[_Row], str], Iterator[_Wrong]] = _quotes
    spans: int = 1


def _own(table: str, excerpt: str, start: str = "start", end: str = "end", source: str = "source") -> str:
    """A query over a table that names its source itself, or 0 for none."""
    return (
        f'SELECT coalesce("{source}", 0), "{start}", "{end}", "{excerpt}" FROM "{table}" '  # noqa: S608 - names of ours
        f'WHERE "{start}" IS NOT NULL ORDER BY "{source}", rowid'
    )


def _below(table: str, excerpt: str, start: str = "start", end: str = "end", also: str = "") -> str:
    """A query over a table whose source is that of its evidence."""
    return (
        f'SELECT e.source, t."{start}", t."{end}", t."{excerpt}" FROM "{table}" t '  # noqa: S608 - names of ours
        f'JOIN evidence e ON e.row = t.evidence WHERE t."{start}" IS NOT NULL {also} ORDER BY e.source, t.row'
    )


_STATED = (
    'SELECT source, start, "end", quote, sentence_start, sentence_end, sentence_digest FROM evidence '
    "ORDER BY source, rowid"
)

_OWN: tuple[_Kind, ...] = (
    _Kind("metadata", _own("fields", "quote")),
    _Kind("region", _own("regions", "digest"), _digests),
    _Kind("flag", _own("flags", "digest"), _digests),
    _Kind("reference", _own("reference_entries", "quote")),
    _Kind("host", _own("reference_entries", "host_quote", "host_start", "host_end")),
    _Kind("marker", _own("markers", "quote")),
    _Kind("mention", _own("mentions", "text")),
    _Kind("evidence", _STATED, _statements, 2),
    _Kind("cue", _own("evidence", "cue_quote", "cue_start", "cue_end")),
    _Kind("loss", _own("losses", "original_quote", "original_start", "original_end", "original_source")),
    _Kind("loss", _own("losses", "rewrite_quote", "rewrite_start", "rewrite_end", "rewrite_source")),
    _Kind("disagreement", _own("disagreement_passages", "quote")),
)
"""What an index has in the order of sources, so that all are read together and each text once."""

_SORTED: tuple[_Kind, ...] = (
    _Kind("segment", _below("segments", "quote")),
    _Kind("speaker", _below("links", "quote")),
    _Kind("speaker", _below("links", "text", also="AND t.part = 'chain'")),
    _Kind("referent", _below("links", "referent_quote", "referent_start", "referent_end")),
    _Kind("quantity", _below("quantities", "text")),
    _Kind("date", _below("dates", "text")),
    _Kind("hedge", _below("hedges", "quote")),
)
"""What is sorted to be read, each by itself, because it is in memory."""


class SpanCheck:
    """Re-reads every span of an open database; `checked` counts them while `wrong` runs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.checked = 0

    def wrong(self) -> Iterator[WrongSpan]:
        """The spans that do not re-read, source by source; then those of what belongs to evidence."""
        yield from self._reread(_OWN)
        for kind in _SORTED:
            yield from self._reread([kind])

    def _reread(self, kinds: Sequence[_Kind]) -> Iterator[WrongSpan]:
        walks = [_Walk(kind, self._connection) for kind in kinds]
        while left := [walk.source for walk in walks if walk.source is not None]:
            source = min(left)
            path, text = self._text(source)
            for walk in walks:
                if walk.source != source:
                    continue
                self.checked += walk.kind.spans * len(walk.rows)
                for what, start, end, expected in walk.kind.wrong(walk.kind.what, walk.rows, text):
                    found = text[start:end] if 0 <= start <= end <= len(text) else ""
                    yield WrongSpan(path, what, start, end, expected, found)
                walk.go_on()

    def _text(self, source: int) -> tuple[str, str]:
        row = self._connection.execute(
            "SELECT s.path, t.text FROM sources s LEFT JOIN texts t ON t.source = s.row WHERE s.row = ?", (source,)
        ).fetchone()
        return (row[0], row[1] or "") if row else (f"source {source}", "")


class _Walk:
    """The rows of one query, those of one source after those of the other."""

    def __init__(self, kind: _Kind, connection: sqlite3.Connection) -> None:
        self.kind = kind
        self._groups = groupby(connection.execute(kind.query), itemgetter(0))
        self.go_on()

    def go_on(self) -> None:
        """To the next source that has any; None is the end."""
        self.source: int | None
        self.source, rows = next(self._groups, (None, ()))
        self.rows: list[_Row] = [*rows]
