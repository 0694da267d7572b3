"""A parsed region together with its quotations: what the finders of statements work on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.extract.carried import NOTHING, Carry
from explorer.extract.parsing import Parsed
from explorer.extract.quotations import find_single_quotations, pair_marks
from explorer.extract.tree import Doc, Token
from explorer.models import CueKind, Span
from explorer.text.spans import contains, overlaps


@dataclass(slots=True)
class Paragraph:
    """Offsets are those of the parse: add `offset` for the text of record."""

    parsed: Parsed
    text: str = ""
    """The text of the parse, which spaCy puts together anew each time it is asked."""
    quotations: list[Span] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Where each word begins, for look-ups by offset."""
    quoted: list[bool] = field(default_factory=list)
    """For each word: does it stand within a quotation?"""
    printed: list[bool] = field(default_factory=list)
    """As `quoted`, by the marks alone: not the turns of a transcript that stand without any."""
    runs_on: bool = False
    """The last quotation has no closing mark: the next paragraph may go on with it."""
    marks: str = ""
    """The text of record, for the marks as printed; empty where it is not known."""
    opening: str = ""
    """The mark, as printed, of a last quotation without a closing one."""
    goes_on: bool = False
    """It begins within a quotation that an earlier paragraph opened, without a mark of its own."""
    turn: Attribution | None = None
    """Where the paragraph is somebody's turn of a transcript, or signed: whose, and what."""

    @classmethod
    def of(cls, parsed: Parsed, raw: str = "", carry: Carry = NOTHING, *, single: bool = False) -> Paragraph:
        """Find the quotations of a parsed region; `raw` is its text of record, with the marks as printed.

        `single`: speech stands in single marks, so that double ones within them only quote further. `carry`: what of it
        belongs to a quotation over several paragraphs.
        """
        text = parsed.doc.text
        if carry is not NOTHING:
            return cls._carried(parsed, raw, carry, single=single)
        pairs = pair_marks(text, raw)
        spans = pairs.spans
        if single:
            inner = find_single_quotations(text, raw)
            outer = [span for span in spans if not any(contains(other, span) for other in inner)]
            spans = sorted([*outer, *(one for one in inner if not any(overlaps(one, span) for span in outer))])
        one = cls._with(parsed, raw, spans, runs_on=pairs.runs_on)
        one.opening = one.mark_of(spans[-1]) if pairs.runs_on and spans else ""
        return one

    @classmethod
    def _carried(cls, parsed: Parsed, raw: str, carry: Carry, *, single: bool) -> Paragraph:
        """A paragraph that a quotation goes on in, or is left open in."""
        text, front = parsed.doc.text, carry.front
        tail = carry.tail if carry.tail >= 0 else len(text)
        middle, printed = text[front:tail], raw[front:tail] if len(raw) == len(text) else ""
        inner = find_single_quotations(middle, printed) if single else []
        pairs = pair_marks(middle, printed)
        inner += [one for one in pairs.spans if not any(overlaps(one, other) for other in inner)]
        spans = [Span(one.start + front, one.end + front) for one in sorted(inner)]
        spans = [Span(0, front), *spans] if front else spans
        spans = [*spans, Span(tail, len(text.rstrip()))] if front <= tail < len(text) else spans
        one = cls._with(parsed, raw, spans, runs_on=carry.tail >= 0 or pairs.runs_on)
        one.goes_on = front > 0
        one.opening = one.mark_of(spans[-1]) if one.runs_on and spans else ""
        return one

    @classmethod
    def _with(cls, parsed: Parsed, raw: str, spans: list[Span], *, runs_on: bool) -> Paragraph:
        text, starts = parsed.doc.text, [word.idx for word in parsed.doc]
        marks = raw if len(raw) == len(text) else ""
        one = cls(parsed, text, [], starts, [False] * len(starts), [], runs_on, marks)
        for span in spans:
            one._mark(span)
        one.printed = one.quoted
        return one

    def quote(self, span: Span) -> None:
        """Take a stretch, and nothing else, for quotation, whatever marks stand in it."""
        self.quotations, self.quoted = [], [False] * len(self.starts)
        self._mark(span)

    def _mark(self, span: Span) -> None:
        first, last = self.position(span.start), self.position(span.end)
        self.quotations.append(span)
        self.quoted[first:last] = [True] * (last - first)

    @property
    def doc(self) -> Doc:
        """The parsed words."""
        return self.parsed.doc

    @property
    def offset(self) -> int:
        """Where the parsed text begins in the source, in code points."""
        return self.parsed.offset

    def mark_of(self, quote: Span) -> str:
        """The mark that opens a quotation, as printed."""
        return (self.marks or self.text)[quote.start]

    def words_in(self, span: Span) -> list[Token]:
        """Words (no punctuation) that begin within a stretch."""
        return [word for word in self.tokens_in(span) if not word.is_space and not word.is_punct]

    def tokens_in(self, span: Span) -> list[Token]:
        """Everything that begins within a stretch."""
        return self.doc[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def position(self, offset: int) -> int:
        """Position of the first word that begins at or behind an offset."""
        return bisect_left(self.starts, offset)

    def token_at(self, offset: int) -> Token:
        """The token that holds an offset, or the last one before it."""
        return self.doc[max(bisect_left(self.starts, offset + 1) - 1, 0)]

    def loose_words(self) -> Iterator[Token]:
        """Words outside quotations, in order."""
        return (word for word in self.doc if not self.quoted[word.i] and not word.is_space)


@dataclass(slots=True)
class Attribution:
    """Words put down to somebody, as found in the parse, before speakers are resolved.

    `whole` says that the clause makes sense only with its subject and its verb ("the union criticised the plan"), so
    that these belong to the statement. `impersonal`: somebody is meant, nobody is named.
    """

    cue: Token
    lemma: str
    kind: CueKind
    content: set[int]
    speaker: Token | None = None
    cue_end: int = 0
    """Position of the cue's last word, where it has several ("according to")."""
    whole: bool = False
    impersonal: bool = False
    quotes: list[Span] = field(default_factory=list)
    """Whole quotations that belong to the content, beyond what the parse shows."""
    cited: list[Token] = field(default_factory=list)
    """Heads of those whom the speaker cites: farther links of the chain."""
