"""Which words of two wordings of one thing are not common to both."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from explorer.models import Span
from explorer.text.fold import straighten

_WORD = re.compile(r"[$€£¥]?\w+(?:[.,:'’-]\w+)*%?")
_MOST = 400
"""Words of a side that are compared: the time grows with their product."""
_COMMON = 0.2
"""Share of the shorter side's words that must stand in both: of two quite different sentences nothing is marked."""


def differing(one: str, other: str) -> tuple[list[Span], list[Span]]:
    """Spans of each text, in code points, whose words stand not in the other in the same order.

    Words that follow one another make one span. Nothing is marked where hardly a word is common to both, or where one
    has more words than a reader would compare.
    """
    sides = [list(_WORD.finditer(text)) for text in (one, other)]
    if not all(sides) or max(map(len, sides)) > _MOST:
        return [], []
    words = [[straighten(match[0]).casefold() for match in side] for side in sides]
    blocks = SequenceMatcher(None, words[0], words[1], autojunk=False).get_matching_blocks()
    if sum(block.size for block in blocks) < _COMMON * min(map(len, sides)):
        return [], []
    ends = [(0, 0), *((block.a + block.size, block.b + block.size) for block in blocks)]
    starts = [(block.a, block.b) for block in blocks]
    gaps = list(zip(ends, starts, strict=False))
    return (
        _spans(sides[0], [(end[0], start[0]) for end, start in gaps]),
        _spans(sides[1], [(end[1], start[1]) for end, start in gaps]),
    )


def _spans(words: list[re.Match[str]], gaps: list[tuple[int, int]]) -> list[Span]:
    return [Span(words[first].start(), words[last - 1].end()) for first, last in gaps if first < last]
