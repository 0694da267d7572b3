"""Of the pairs of statements that meet, those that can be alike: a bound for many at once before each is looked at.

Of a hundred pairs that share a rare word four or five are alike enough to matter, and to find the exact score of the
others takes longer than to know that it is low. The bound is worked out in floats in whatever order the processor adds
them, so its last digits may differ from one machine to the next. Therefore it has some room, and no score comes from
it: what it lets through is scored exactly, and what it holds back would have been dropped.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.resolve.candidates import candidates_of
from explorer.resolve.features import FEATURES, LETTER_BITS, WORDS, WORDS_BIAS, Profile
from explorer.resolve.items import Item
from explorer.resolve.telling import WHOLLY

_ROOM = 1e-6
"""More than all rounding of the bound together."""

_ROWS = 64
"""First statements of the pairs that are looked at together: a bit each of a number."""

_UNLOOKED = sum(max(0.0, WORDS[FEATURES.index(name)]) for name in ("names", "numbers_missed"))
"""The most that the features which are not looked at can add to the score, each being 1 at most."""

_OVERLAP, _SPELLING, _LENGTH = (WORDS[FEATURES.index(name)] for name in ("overlap", "spelling", "length"))


def pairs_to_score(items: Sequence[Item], best: int, least: float) -> Iterator[tuple[int, int]]:
    """The places in `items` of each two statements worth comparing that may be as alike as `least`, in order.

    As alike are all whose words score so high, all of which one says what the other does, all of one wording, and
    perhaps those that borrow their subjects, of which other words are compared.
    """
    words: dict[str, int] = {}
    wording = np.array([words.setdefault(item.profile.words, len(words)) for item in items], np.int64)
    borrowed = np.array([item.borrowed is not None for item in items], np.bool_)
    profiles = [item.profile for item in items]
    screen = _Screen(profiles)
    pairs = candidates_of(profiles, best)
    firsts, seconds = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    low = 0
    while low < len(pairs):
        high = int(np.searchsorted(firsts, firsts[low] + _ROWS))
        a, b = firsts[low:high], seconds[low:high]
        likely = screen.likely(a, b, least) | (wording[a] == wording[b]) | (borrowed[a] & borrowed[b])
        yield from zip(a[likely].tolist(), b[likely].tolist(), strict=True)
        low = high


class _Screen:
    """The words of many statements as arrays."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        numbers: dict[str, int] = {}
        weights: list[float] = []
        tokens: list[int] = []
        for profile in profiles:
            for token, weight in profile.weight.items():
                number = numbers.setdefault(token, len(weights))
                if number == len(weights):
                    weights.append(weight)
                tokens.append(number)
        self._tokens, self._weights = np.array(tokens, np.int64), np.array(weights, np.float64)
        self._sizes = np.array([len(profile.weight) for profile in profiles], np.int64)
        self._starts = np.cumsum(self._sizes) - self._sizes
        self._totals = np.array([profile.total for profile in profiles], np.float64)
        self._lengths = np.array([profile.length for profile in profiles], np.float64)
        self._letters = tuple(_letters([profile.letters[side] for profile in profiles]) for side in (0, 1))
        self._rows = np.zeros(len(weights), np.uint64)

    def likely(self, a: NDArray[np.int64], b: NDArray[np.int64], least: float) -> NDArray[np.bool_]:
        """Whether each pair may score `least` by its words, or one side hold the other; `a` spans `_ROWS` at most."""
        shared, lesser = self._shared(a, b), np.minimum(self._totals[a], self._totals[b])
        overlap = (shared / (self._totals[a] + self._totals[b] - shared) + shared / lesser) / 2
        spelling = sum(_alike(letters[a], letters[b]) for letters in self._letters) / 2
        longer = np.maximum(np.maximum(self._lengths[a], self._lengths[b]), 1)
        length = np.minimum(self._lengths[a], self._lengths[b]) / longer
        most = _OVERLAP * overlap + _SPELLING * spelling + _LENGTH * length + WORDS_BIAS + _UNLOOKED
        logit = math.log(least / (1 - least))
        return (most >= logit - _ROOM) | (shared >= (WHOLLY - _ROOM) * lesser)

    def _shared(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.float64]:
        """The weight of the words that both of each pair say."""
        first = int(a[0])
        rows = a[np.flatnonzero(np.r_[True, a[1:] != a[:-1]])]  # they come sorted
        mine, owners = self._of(rows)
        bits = np.left_shift(np.uint64(1), (rows[owners] - first).astype(np.uint64))
        np.bitwise_or.at(self._rows, mine, bits)
        theirs, pairs = self._of(b)
        hit = np.right_shift(self._rows[theirs], (a[pairs] - first).astype(np.uint64)) & np.uint64(1)
        self._rows[mine] = 0
        return np.bincount(pairs, weights=self._weights[theirs] * hit, minlength=len(b))

    def _of(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The words of these statements, and for each of them the place of its statement in `rows`."""
        sizes = self._sizes[rows]
        owners = np.repeat(np.arange(len(rows)), sizes)
        within = np.arange(len(owners)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return self._tokens[self._starts[rows][owners] + within], owners


def _letters(bits: Sequence[int]) -> NDArray[np.uint64]:
    """Sets of bits as rows of numbers."""
    data = b"".join(one.to_bytes(LETTER_BITS // 8, "little") for one in bits)
    return np.frombuffer(data, np.uint64).reshape(len(bits), LETTER_BITS // 64)


def _alike(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Share of the marks of both that both have, pair by pair."""
    both = np.bitwise_count(a & b).sum(axis=1, dtype=np.int64)
    any_ = np.bitwise_count(a | b).sum(axis=1, dtype=np.int64)
    return both / np.maximum(any_, 1)
