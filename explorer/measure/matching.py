"""Spans as sets of words, matched one to one, and the precision and recall that come of it.

Same definitions as the field's: two spans match when the Jaccard index of their words is at least one half; matches
are one to one, best pairs first; marks and spaces do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.models import Span

OVERLAP = 0.5
"""Least Jaccard index of the words of two spans that match."""
EXACT = 1.0
"""Jaccard index of spans that hold the same words."""

_WORD = re.compile(r"\w+")

Words = frozenset[int]
"""A stretch of text as the numbers of its words."""


class Text:
    """A text with its words counted; offsets are code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        spans = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def words(self, spans: Iterable[Span]) -> Words:
        """The words that overlap any of `spans`."""
        found: set[int] = set()
        for span in spans:
            if span.start < span.end:
                found.update(range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)))
        return frozenset(found)

    def word(self, number: int) -> str:
        """The word of that number, in lower case."""
        return self.text[self._starts[number] : self._ends[number]].lower()


def jaccard(one: Words, other: Words) -> float:
    """Shared words as a share of all words of both; 0 for two empty sets."""
    return len(one & other) / len(one | other) if one or other else 0.0


def match(gold: Sequence[Words], found: Sequence[Words], least: float = OVERLAP) -> list[tuple[int, int]]:
    """Pairs (place in `gold`, place in `found`) whose index is at least `least`, each used once, best first."""
    by_word: dict[int, list[int]] = defaultdict(list)
    for place, words in enumerate(found):
        for word in words:
            by_word[word].append(place)
    pairs = []
    for place, words in enumerate(gold):
        for other in sorted({other for word in words for other in by_word.get(word, ())}):
            likeness = jaccard(words, found[other])
            if likeness >= least:
                pairs.append((-likeness, place, other))
    used_gold, used_found, matched = set[int](), set[int](), list[tuple[int, int]]()
    for _, place, other in sorted(pairs):
        if place not in used_gold and other not in used_found:
            used_gold.add(place)
            used_found.add(other)
            matched.append((place, other))
    return matched


@dataclass(frozen=True, slots=True)
class Score:
    """Hits among what was found and among what there is; two numbers, because one class may be counted two ways."""

    found: int = 0
    gold: int = 0
    right: int = 0
    """Of what was found, how many are right."""
    reached: int = 0
    """Of what there is, how many were found."""

    @classmethod
    def of(cls, hits: int, found: int, gold: int) -> Score:
        """Where each hit is one found and one there."""
        return cls(found, gold, hits, hits)

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found,
            self.gold + other.gold,
            self.right + other.right,
            self.reached + other.reached,
        )

    @property
    def precision(self) -> float | None:
        """Per cent of what was found that is right; None where nothing was found."""
        return percent(self.right, self.found)

    @property
    def recall(self) -> float | None:
        """Per cent of what there is that was found; None where there is nothing."""
        return percent(self.reached, self.gold)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where either is unknown."""
        if not self.found or not self.gold:
            return None
        precision, recall = self.right / self.found, self.reached / self.gold
        return round(200 * precision * recall / (precision + recall), 1) if precision + recall else 0.0


def percent(part: int, whole: int) -> float | None:
    """`part` in per cent of `whole`, to one decimal; None of nothing."""
    return round(100 * part / whole, 1) if whole else None
