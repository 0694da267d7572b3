"""A comparison as plain records: what stands in which column, how much around it, and what stands between columns.

How much is shown around an evidence is chosen here (`with_context`), without a database: the sources hold their texts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, Literal

from explorer.models import STATING, Claim, Evidence, Source, Span
from explorer.text.sentences import paragraph
from explorer.text.spans import merge, overlaps, trim
from explorer.views.differing import Difference

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

Context = Literal["sentence", "paragraph", "neighbours", "article"]
CONTEXTS: tuple[Context, ...] = ("sentence", "paragraph", "neighbours", "article")
"""How much is shown around an evidence, from the least to the most."""

WHOLE = 20_000
"""Code points of an article that are shown before and after an evidence at most: more is read in its source."""

Inked = tuple[str, str]
"""The ink and the words of a line."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that `n` steps to: one evidence or one mention. Offsets are those of its source's text."""

    spans: tuple[Span, ...]
    claim: Claim | None = None
    evidence: Evidence | None = None
    sentence: Span | None = None
    """For a mention, the sentence around it: a bare name is no quotation."""
    lines: tuple[Inked, ...] = ()
    """What is said about it: who has it from whom, what kind of statement it is."""

    @property
    def whole(self) -> Span:
        """From the first to the last piece."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def cited(self) -> Span:
        """What a citation quotes."""
        return self.sentence or self.whole

    @property
    def sentences(self) -> Span:
        """The sentence, or run of sentences, that a reader needs to understand it."""
        around = self.evidence.statement.sentence if self.evidence is not None else self.cited
        return Span(min(around.start, self.whole.start), max(around.end, self.whole.end))


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with what it holds. `label` names its region where that matters; `quiet` marks boilerplate."""

    span: Span
    stops: tuple[Stop, ...] = ()
    lines: tuple[Inked, ...] = ()
    """What stands above it."""
    marks: tuple[Difference, ...] = ()
    """Words that differ from the other accounts."""
    label: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One source's side of the comparison."""

    source: Source
    passages: tuple[Passage, ...]

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Every stop, in reading order."""
        return tuple(stop for passage in self.passages for stop in passage.stops)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that stands between columns (their indices, from left to right), or that concerns one alone."""

    kind: Literal["disagreement", "derivation"]
    text: str
    sides: tuple[int, ...]
    mark: str
    parts: bool = True
    """Whether the mark stands between the sides; if not, some of them may agree, and the text tells which."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything about one row: what it is, in columns by source."""

    kind: Literal["source", "entity", "claim"]
    id: str
    title: str
    facts: tuple[str, ...]
    columns: tuple[Column, ...]
    notes: tuple[Note, ...] = ()
    card: tuple[tuple[str, str], ...] = field(default=())
    """Label and value, for a source."""
    context: Context = "paragraph"
    more: tuple[int, int] = (0, 0)
    """Columns, and stops in them, that follow and are still to be read."""


def passages_of(
    source: Source, stops: Sequence[Stop], marks: Iterable[Difference], context: Context = "paragraph"
) -> tuple[Passage, ...]:
    """Stops grouped by what is shown around them, in the order of the first stop of each."""
    spans = [around(source, stop, context) for stop in stops]
    shown = merge(spans)
    starts = [span.start for span in shown]
    grouped: dict[Span, list[Stop]] = {}
    for stop, span in zip(stops, spans, strict=True):
        grouped.setdefault(shown[bisect_right(starts, span.start) - 1], []).append(stop)
    differing = tuple(marks)
    return tuple(
        Passage(
            span,
            tuple(members),
            tuple(dict.fromkeys(line for stop in members for line in stop.lines)),
            tuple(mark for mark in differing if overlaps(mark.span, span)),
        )
        for span, members in grouped.items()
    )


def around(source: Source, stop: Stop, context: Context) -> Span:
    """What of its article is shown with a stop."""
    match context:
        case "sentence":
            return stop.sentences
        case "paragraph":
            return paragraph(source, stop.whole)
        case "neighbours":
            return _with_neighbours(source, paragraph(source, stop.whole))
        case "article":
            low = max(0, stop.whole.start - WHOLE)
            return trim(source.text, low, min(len(source.text), stop.whole.end + WHOLE))


def _with_neighbours(source: Source, span: Span) -> Span:
    """From the paragraph before to the paragraph after; what is no part of the article's text is passed over."""
    told = [region for region in source.regions if region.kind in STATING or region.kind == "heading"]
    before = [region.start for region in told if region.end <= span.start]
    after = [region.end for region in told if region.start >= span.end]
    return Span(max(before, default=span.start), min(after, default=span.end))


def with_context(comparison: Comparison, context: Context) -> Comparison:
    """The same comparison with so much shown around each evidence; a source is always shown whole."""
    if comparison.kind == "source" or comparison.context == context:
        return comparison
    columns = []
    for column in comparison.columns:
        marks = sorted({mark for passage in column.passages for mark in passage.marks})
        columns.append(Column(column.source, passages_of(column.source, column.stops, marks, context)))
    return replace(comparison, columns=tuple(columns), context=context)


def place_of(comparison: Comparison, column: int, stop: Stop) -> tuple[int, int, int] | None:
    """Where a stop came to stand: column, passage, stop within it."""
    for p, passage in enumerate(comparison.columns[column].passages):
        if stop in passage.stops:
            return column, p, passage.stops.index(stop)
    return None
