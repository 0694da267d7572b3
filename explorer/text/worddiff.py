"""What one text says and another does not, word by word.

The longest common run of words, where words that carry meaning count more than small ones: so "the" and "of" alone
hold no two texts together. Time and memory are bounded by `MOST` words a side, whatever the texts hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from explorer.text.fold import straighten
from explorer.text.tokens import STOPWORDS

MOST = 400
"""Words of each side that are compared: 160,000 pairs, a twentieth of a second."""

_TOKEN = re.compile(r"[^\W_]+(?:[.,'’&/-][^\W_]+)*|[^\s]")
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


def _marked(old: Sequence[_Token], new: Sequence[_Token]) -> list[tuple[Kind, _Token]]:
    """Every word with its kind; of two sides that differ in one place the old words come first."""
    low = 0
    while low < min(len(old), len(new)) and old[low].key == new[low].key:
        low += 1
    high = 0
    while high < min(len(old), len(new)) - low and old[-1 - high].key == new[-1 - high].key:
        high += 1
    middle = _aligned(old[low : len(old) - high], new[low : len(new) - high])
    return [
        *(("same", token) for token in new[:low]),
        *middle,
        *(("same", token) for token in new[len(new) - high :]),
    ]


def _aligned(old: Sequence[_Token], new: Sequence[_Token]) -> list[tuple[Kind, _Token]]:
    """The heaviest common subsequence, walked from the front."""
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    weights = [_weight(token) for token in new]
    for i in range(len(old) - 1, -1, -1):
        row, below, key = best[i], best[i + 1], old[i].key
        for j in range(len(new) - 1, -1, -1):
            most = below[j] if below[j] > row[j + 1] else row[j + 1]
            if key == new[j].key and below[j + 1] + weights[j] >= most:
                most = below[j + 1] + weights[j]
            row[j] = most
    made: list[tuple[Kind, _Token]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i].key == new[j].key and best[i][j] == best[i + 1][j + 1] + weights[j]:
            made.append(("same", new[j]))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            made.append(("gone", old[i]))
            i += 1
        else:
            made.append(("new", new[j]))
            j += 1
    return [*made, *(("gone", token) for token in old[i:]), *(("new", token) for token in new[j:])]


def _weight(token: _Token) -> int:
    return 1 if _is_small(token) else _WEIGHT


def _is_small(token: _Token) -> bool:
    return not token.key[0].isalnum() or token.key.casefold() in STOPWORDS


def _joined(marked: Sequence[tuple[Kind, _Token]]) -> list[tuple[Kind, _Token]]:
    """Small words alone between two changes belong to them: "-a- of -b-" reads worse than "-a of b-"."""
    runs = [(is_same, list(run)) for is_same, run in groupby(marked, key=lambda pair: pair[0] == "same")]
    out: list[tuple[Kind, _Token]] = []
    change: list[tuple[Kind, _Token]] = []
    for number, (is_same, run) in enumerate(runs):
        inner = 0 < number < len(runs) - 1
        if not is_same:
            change += run
        elif inner and len(run) <= _ISLAND and all(_is_small(token) for _, token in run):
            change += [(kind, token) for _, token in run for kind in ("gone", "new")]  # it is on both sides
        else:
            out += [*_sides(change), *run]
            change = []
    return [*out, *_sides(change)]


def _sides(change: Sequence[tuple[Kind, _Token]]) -> list[tuple[Kind, _Token]]:
    return [pair for kind in ("gone", "new") for pair in change if pair[0] == kind]


def _pieces(marked: Sequence[tuple[Kind, _Token]]) -> list[Piece]:
    """Runs of one kind as text; the space between two runs belongs to neither."""
    pieces: list[Piece] = []
    before: _Token | None = None
    for kind, run in groupby(marked, key=lambda pair: pair[0]):
        tokens = [token for _, token in run]
        instead = kind == "new" and bool(pieces) and pieces[-1].kind == "gone"
        if before is not None and (before.after or tokens[0].before or instead):
            pieces.append(Piece("same", " "))
        *rest, before = tokens
        pieces.append(Piece(kind, "".join(token.text + " " * token.after for token in rest) + before.text))
    return pieces
