"""What one text says and another does not, word by word: as one text of pieces, or as marks in both.

The longest common run of words, where words that carry meaning count more than small ones: so "the" and "of" alone
hold no two texts together. Time and memory are bounded by `MOST` words a side, whatever the texts hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from explorer.models import Span
from explorer.text.fold import straighten
from explorer.text.tokens import STOPWORDS

MOST = 400
"""Words of each side that are compared: 160,000 pairs, a twentieth of a second."""

_TOKEN = re.compile(r"[^\W_]+(?:[.,'’&/-][^\W_]+)*|[^\s]")
_WORD = re.compile(r"[$€£¥]?\w+(?:[.,:'’-]\w+)*%?")
_COMMON = 0.2
"""Share of the shorter side's words that must stand in both: in two quite different sentences nothing is marked."""
_WEIGHT = 4  # of a word that carries meaning, beside one that does not
_ISLAND = 2  # small words between two changes that are no common ground

Kind = Literal["same", "gone", "new"]


class Piece(NamedTuple):
    """A run of words: both texts have it, only the old one, or only the new one."""

    kind: Kind
    text: str


class Difference(NamedTuple):
    """All pieces in reading order; `is_whole` is False where a side was longer than `MOST` words and was cut there."""

    pieces: tuple[Piece, ...]
    is_whole: bool


class _Token(NamedTuple):
    key: str
    """What it is compared by: quotation marks and apostrophes of all shapes are one."""
    text: str
    before: bool
    """Whether a space stands before it in its text; then whether one stands after it."""
    after: bool


class _Word(NamedTuple):
    """A word of the result: of both texts, where it may stand before a mark in one of them alone, or of one."""

    kind: Kind
    token: _Token
    """As the new text has it, where both do."""
    old: _Token
    """As the old text has it, where both do."""


def word_diff(old: str, new: str) -> Difference:
    """Compare two texts word by word; letters that differ in case are different."""
    before, after = _tokens(old), _tokens(new)
    is_whole = len(before) <= MOST and len(after) <= MOST
    before, after = before[:MOST], after[:MOST]
    marked = _joined(_marked(before, after))
    return Difference(tuple(_pieces(marked)), is_whole)


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(
            straighten(found.group()), found.group(), _is_space(text, found.start() - 1), _is_space(text, found.end())
        )
        for found in _TOKEN.finditer(text)
    ]


def _is_space(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isspace()


def _marked(old: Sequence[_Token], new: Sequence[_Token]) -> list[_Word]:
    """Every word with its kind; of two sides that differ in one place the old words come first."""
    made: list[_Word] = []
    i = j = 0
    for a, b in [*_common([token.key for token in old], [token.key for token in new]), (len(old), len(new))]:
        made += [_Word("gone", token, token) for token in old[i:a]]
        made += [_Word("new", token, token) for token in new[j:b]]
        made += [_Word("same", token, before) for token, before in zip(new[b : b + 1], old[a : a + 1], strict=True)]
        i, j = a + 1, b + 1
    return made


def differing(one: str, other: str) -> tuple[list[Span], list[Span]]:
    """Spans of each text, in code points, whose words stand not in the other in the same order, whatever their case.

    Words that follow one another make one span. Nothing is marked where hardly a word is common to both, or where one
    has more than `MOST` words, more than a reader would compare.
    """
    sides = [list(_WORD.finditer(text)) for text in (one, other)]
    if not all(sides) or max(map(len, sides)) > MOST:
        return [], []
    mine, theirs = ([straighten(match[0]).casefold() for match in side] for side in sides)
    common = _common(mine, theirs)
    if len(common) < _COMMON * min(len(mine), len(theirs)):
        return [], []
    first, second = ([place[side] for place in common] for side in (0, 1))
    return _between(sides[0], first), _between(sides[1], second)


def _between(words: Sequence[re.Match[str]], common: Sequence[int]) -> list[Span]:
    """The spans of the runs of words between those at the places that are `common`."""
    gaps = zip((-1, *common), (*common, len(words)), strict=True)
    return [Span(words[low + 1].start(), words[high - 1].end()) for low, high in gaps if low + 1 < high]


def _common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of the words that stand in both in the same order."""
    low = 0
    while low < min(len(old), len(new)) and old[low] == new[low]:
        low += 1
    high = 0
    while high < min(len(old), len(new)) - low and old[-1 - high] == new[-1 - high]:
        high += 1
    inner = _heaviest(old[low : len(old) - high], new[low : len(new) - high])
    return [
        *((at, at) for at in range(low)),
        *((low + i, low + j) for i, j in inner),
        *((len(old) - at, len(new) - at) for at in range(high, 0, -1)),
    ]


def _heaviest(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The heaviest common subsequence, walked from the front."""
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    weights = [1 if _is_small(key) else _WEIGHT for key in new]
    for i in range(len(old) - 1, -1, -1):
        row, below, key = best[i], best[i + 1], old[i]
        for j in range(len(new) - 1, -1, -1):
            most = below[j] if below[j] > row[j + 1] else row[j + 1]
            if key == new[j] and below[j + 1] + weights[j] >= most:
                most = below[j + 1] + weights[j]
            row[j] = most
    made: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j] and best[i][j] == best[i + 1][j + 1] + weights[j]:
            made.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return made


def _is_small(key: str) -> bool:
    """Whether a word carries no meaning, or is but a mark."""
    return key.casefold() in STOPWORDS or not any(char.isalnum() for char in key)


def _joined(marked: Sequence[_Word]) -> list[_Word]:
    """Small words alone between two changes belong to them: "-a- of -b-" reads worse than "-a of b-"."""
    runs = [(is_same, list(run)) for is_same, run in groupby(marked, key=lambda word: word.kind == "same")]
    out: list[_Word] = []
    change: list[_Word] = []
    for number, (is_same, run) in enumerate(runs):
        inner = 0 < number < len(runs) - 1
        if not is_same:
            change += run
        elif inner and len(run) <= _ISLAND and all(_is_small(word.token.key) for word in run):
            for word in run:  # it is on both sides
                change += [_Word("gone", word.old, word.old), _Word("new", word.token, word.token)]
        else:
            out += [*_sides(change), *run]
            change = []
    return [*out, *_sides(change)]


def _sides(change: Sequence[_Word]) -> list[_Word]:
    return [word for kind in ("gone", "new") for word in change if word.kind == kind]


def _pieces(marked: Sequence[_Word]) -> list[Piece]:
    """Runs of one kind as text; the space between two runs belongs to neither."""
    pieces: list[Piece] = []
    before: _Token | None = None
    for kind, run in groupby(marked, key=lambda word: word.kind):
        tokens = [word.token for word in run]
        instead = kind == "new" and bool(pieces) and pieces[-1].kind == "gone"
        if before is not None and (before.after or tokens[0].before or instead):
            pieces.append(Piece("same", " "))
        *rest, before = tokens
        pieces.append(Piece(kind, "".join(token.text + " " * token.after for token in rest) + before.text))
    return pieces
