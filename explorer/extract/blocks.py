"""Quotations that run over paragraphs, and paragraphs that hand over to the next.

By the usage of printers a quotation of several paragraphs is opened anew in each and closed in the last alone. One that
was closed is an utterance of its own, though its speaker is the same: shorter claims are easier to compare. A paragraph
that ends in "she said:" names the speaker of the quotation that begins the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.extract.paragraph import Paragraph
from explorer.models import Cue, Link, Span, Statement
from explorer.text.spans import overlaps

_QUOTING = frozenset({"direct_quote", "mixed_quote"})


@dataclass(frozen=True, slots=True)
class Handover:
    """Cue and speakers of a paragraph that ends in a colon."""

    cue: Cue
    chain: tuple[Link, ...]


class Blocks:
    """The statements of one source, joined over paragraphs as these come in, in text order."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self._paragraph: Paragraph | None = None
        self._open: int | None = None
        """Place of the statement that the next paragraph may go on with."""
        self._handover: Handover | None = None

    def add(self, paragraph: Paragraph, found: Sequence[Statement], handover: Handover | None = None) -> None:
        """The statements of the next paragraph, the first of them joined to what goes on, if anything does."""
        before, place = self._paragraph, self._open
        first = _opening(paragraph, found)
        kept = list(found)
        joined: int | None = None
        if first is not None:
            if self._handover is not None and first.cue is None:
                first = self._replaced(kept, first, replace(first, cue=self._handover.cue, chain=self._handover.chain))
            elif (
                before is not None and place is not None and _goes_on(before, self.statements[place], paragraph, first)
            ):
                kept.remove(first)
                self.statements[place] = _joined(self.statements[place], first)
                joined = place
        base = len(self.statements)
        self.statements += kept
        closing = _closing(paragraph, kept if joined is None or first is None else [first, *kept])
        self._open = None
        if closing is not None:
            self._open = joined if closing is first and joined is not None else base + _index(kept, closing)
        self._paragraph, self._handover = paragraph, handover

    @staticmethod
    def _replaced(kept: list[Statement], old: Statement, new: Statement) -> Statement:
        kept[_index(kept, old)] = new
        return new


def _index(statements: Sequence[Statement], one: Statement) -> int:
    return next(i for i, other in enumerate(statements) if other is one)


def _absolute(paragraph: Paragraph, span: Span) -> Span:
    return Span(span.start + paragraph.offset, span.end + paragraph.offset)


def _opening(paragraph: Paragraph, found: Sequence[Statement]) -> Statement | None:
    """The quoted statement with which a paragraph begins."""
    if not paragraph.quotations or paragraph.text[: paragraph.quotations[0].start].strip():
        return None
    return _holding(paragraph, found, paragraph.quotations[0])


def _closing(paragraph: Paragraph, found: Sequence[Statement]) -> Statement | None:
    """The quoted statement with which a paragraph ends, its cue clause included."""
    if not paragraph.quotations:
        return None
    one = _holding(paragraph, found, paragraph.quotations[-1])
    end = paragraph.offset + len(paragraph.text.rstrip())
    return one if one is not None and max(one.end, one.sentence.end) >= end - 1 else None


def _holding(paragraph: Paragraph, found: Sequence[Statement], quote: Span) -> Statement | None:
    span = _absolute(paragraph, quote)
    holding = (one for one in found if one.kind in _QUOTING and any(overlaps(span, part) for part in one.segments))
    return next(holding, None)


def _goes_on(before: Paragraph, one: Statement, paragraph: Paragraph, first: Statement) -> bool:
    """Whether a paragraph that begins with `first` goes on with `one`, whose quotation the paragraph before left open.

    A second cue begins a second utterance; so does a mark of another make, which quotes within the quotation.
    """
    if not before.runs_on or before.parsed.region.kind != paragraph.parsed.region.kind:
        return False
    same = paragraph.goes_on or before.opening == paragraph.mark_of(paragraph.quotations[0])
    return same and (one.cue is None or first.cue is None)


def _joined(one: Statement, more: Statement) -> Statement:
    """One utterance of two pieces; the speaker is that of the piece that has a cue."""
    named = more if one.cue is None and more.cue is not None else one
    weighty = max((one, more), key=lambda piece: piece.worth)
    return replace(
        one,
        end=max(one.end, more.end),
        segments=one.segments + more.segments,
        sentence=Span(one.sentence.start, max(one.sentence.end, more.sentence.end)),
        kind="direct_quote" if one.kind == more.kind == "direct_quote" else "mixed_quote",
        cue=named.cue,
        chain=named.chain,
        impersonal=named.impersonal,
        quantities=one.quantities + more.quantities,
        dates=one.dates + more.dates,
        hedges=one.hedges + more.hedges,
        worth=weighty.worth,
        worth_reasons=weighty.worth_reasons,
        whole=(),
    )
