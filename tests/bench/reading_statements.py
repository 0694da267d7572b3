"""Scores of attributed statements: content, speaker, both; whole utterances or piece by piece.

Same definitions as the field's scorers of attribution (the figures agree to the decimal):

* *exact*: the same words; *overlap*: at least half of the words of both shared, one to one;
* *speaker*, on overlapping pairs whose gold has a speaker: the spans share a word that is more than a function word;
* *end to end*: overlap and the right speaker; where gold names none, none is right;
* *core*: quotations, and indirect content with a cue of saying; the rest is attitude, evidence and intent;
* *direct*: only statements of the kind direct quotation, on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from explorer.measure.matching import EXACT, Score, Text, match, percent
from explorer.measure.readings import Found
from explorer.measure.speakers import same_speaker
from explorer.models import Span

_SAYING = r"""
say says said saying tell tells told telling add adds added adding ask asks asked asking call calls called calling
write writes wrote writing written note notes noted noting state states stated stating statement reply replies replied
replying argue argues argued arguing deny denies denied denying report reports reported reporting reportedly according
suggest\w* announc\w* claim\w* describ\w* tweet\w* explain\w* declar\w* insist\w* acknowledg\w* warn\w* conclud\w*
predict\w* respond\w* mention\w* admit\w* assert\w* alleg\w* accus\w* contend\w* confirm\w* reveal\w* promis\w* vow\w*
pledg\w* recall\w* remark\w* emphasi\w* stress\w* complain\w*
"""
"""The forms of verbs of saying, and "according", that mark core speech: part of the definition of the measure."""
_CORE_CUE = re.compile(rf"\b(?:{'|'.join(_SAYING.split())})\b", re.I)
DIRECT = 0.9
"""Share of quoted words from which content counts as a direct quotation."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """One statement of somebody, as annotated or as read; `kind` is one of direct, mixed and indirect quote, …"""

    segments: tuple[Span, ...]
    kind: str
    cue: str = ""
    speaker: Span | None = None


def attributed(found: Found) -> Attributed:
    """What was read, with its nearest speaker."""
    one = found.statement
    return Attributed(one.segments, one.kind, one.cue.lemma if one.cue else "", found.speaker)


@dataclass(slots=True)
class Tally:
    """Counts over any number of texts; properties give the measures in per cent."""

    exact: Score = field(default_factory=Score)
    overlap: Score = field(default_factory=Score)
    end_to_end: Score = field(default_factory=Score)
    direct: Score = field(default_factory=Score)
    direct_end_to_end: Score = field(default_factory=Score)
    core: int = 0
    core_found: int = 0
    core_end_to_end: int = 0
    with_speaker: int = 0
    speaker_right: int = 0

    @property
    def speaker(self) -> float | None:
        """Per cent of right speakers among overlapping pairs whose gold has one."""
        return percent(self.speaker_right, self.with_speaker)

    @property
    def core_recall(self) -> float | None:
        """Per cent of core speech that was found."""
        return percent(self.core_found, self.core)

    @property
    def core_recall_with_speaker(self) -> float | None:
        """Per cent of core speech that was found with its speaker."""
        return percent(self.core_end_to_end, self.core)

    def add(self, text: Text, gold: Sequence[Attributed], found: Sequence[Attributed]) -> None:
        """Count one text."""
        found = [one for one in found if text.words(one.segments)]
        gold_words = [text.words(one.segments) for one in gold]
        found_words = [text.words(one.segments) for one in found]
        pairs = match(gold_words, found_words)
        self.exact += Score.of(len(match(gold_words, found_words, EXACT)), len(found), len(gold))
        self.overlap += Score.of(len(pairs), len(found), len(gold))
        right = {(i, j) for i, j in pairs if same_speaker(text, gold[i].speaker, found[j].speaker)}
        self.end_to_end += Score.of(len(right), len(found), len(gold))
        self.core += sum(map(is_core, gold))
        self.core_found += sum(is_core(gold[i]) for i, _ in pairs)
        self.core_end_to_end += sum(is_core(gold[i]) for i, _ in right)
        named = [(i, j) for i, j in pairs if gold[i].speaker is not None]
        self.with_speaker += len(named)
        self.speaker_right += sum(pair in right for pair in named)
        self._add_direct(text, gold, found)

    def _add_direct(self, text: Text, gold: Sequence[Attributed], found: Sequence[Attributed]) -> None:
        gold = [one for one in gold if one.kind == "direct_quote"]
        found = [one for one in found if one.kind == "direct_quote"]
        pairs = match([text.words(one.segments) for one in gold], [text.words(one.segments) for one in found])
        right = sum(same_speaker(text, gold[i].speaker, found[j].speaker) for i, j in pairs)
        self.direct += Score.of(len(pairs), len(found), len(gold))
        self.direct_end_to_end += Score.of(right, len(found), len(gold))


def is_core(one: Attributed) -> bool:
    """Whether it is speech: a quotation, or indirect content with a cue of saying."""
    return one.kind != "indirect_quote" or _CORE_CUE.search(one.cue) is not None


def pieces(text: str, ones: Sequence[Attributed], *, judge: bool) -> list[Attributed]:
    """Every segment as a statement of its own; with `judge` its kind is read off the quotation marks around it."""
    mask = quoted(text) if judge else []
    return [
        replace(one, segments=(segment,), kind=kind_by_marks(text, mask, [segment]) if judge else one.kind)
        for one in ones
        for segment in one.segments
    ]


def kind_by_marks(text: str, mask: Sequence[bool], segments: Sequence[Span]) -> str:
    """direct_quote, mixed_quote or indirect_quote, by the share of words that begin inside quotation marks."""
    starts = [m.start() for span in segments for m in re.compile(r"\w+").finditer(text, span.start, span.end)]
    share = sum(mask[start] for start in starts) / max(len(starts), 1)
    return "direct_quote" if share >= DIRECT else "mixed_quote" if share else "indirect_quote"


def quoted(text: str) -> list[bool]:
    """For each code point whether it stands inside double quotation marks.

    Marks are curly, angled, straight and the doubled apostrophes and backticks of some agencies; straight and doubled
    ones open and close in turn. A blank line closes what is open.
    """
    mask, inside = [], False
    for place, mark in enumerate(text):
        pair = text[place : place + 2]
        if pair == "\n\n" or mark in "”»":
            inside = False
        elif mark in "“«„" or pair == "``":
            inside = True
        elif mark == '"' or (pair == "''" and text[place - 1 : place] != "'"):
            inside = not inside
        mask.append(inside)
    return mask
