"""From one word of a query to the words of the index that it may stand for, each with a weight.

A typing error is looked for with rapidfuzz on the few words left by a filter on sets of letters: one edit changes the
set of letters by at most two, so `popcount(a ^ b) <= 2 * edits` loses nothing (about 1 ms over 100,000 words).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from explorer.search.words import edits_allowed, is_abbreviation
from explorer.text.tokens import STOPWORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXACT, PREFIX, CLOSED_PREFIX, INFIX, ABBREVIATION = 100, 90, 80, 62, 40
TYPO = {1: 70, 2: 50}
TYPO_IN_BEGINNING = 4
"""Taken off where the typing error stands in the beginning of a word that is still being typed."""

STAGE_EXACT, STAGE_TYPO, STAGE_ABBREVIATION = 0, 1, 2
"""Each stage includes the ones before it; a later one is entered only when the earlier found too little."""

_LETTERS = 16  # letters of a word that its set of letters covers
_MOST_INFIXES = 1000
_MOST_ABBREVIATIONS = 64
_LAST = "\U0010ffff"


class Reach(NamedTuple):
    """Words `low`..`high` (end exclusive) stand for the query's word with this weight (0–100)."""

    weight: int
    low: int
    high: int


def _bit(code: int) -> int:
    """The bit of one letter: a–z and 0–9 have their own, all others share 28."""
    if 97 <= code <= 122:
        return code - 97
    return code - 22 if 48 <= code <= 57 else 36 + code % 28


def _letter_set(word: str) -> np.uint64:
    bits = 0
    for char in word[:_LETTERS]:
        bits |= 1 << _bit(ord(char))
    return np.uint64(bits)


class Vocabulary:
    """A sorted list of words. Answers are remembered, because a query is typed letter by letter."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self._joined = "\n".join(words)
        self._sets: tuple[NDArray[np.uint64], NDArray[np.int64]] | None = None
        self._starts: NDArray[np.int64] | None = None
        self.typos: Callable[[str, bool], list[Reach]] = lru_cache(256)(self._find_typos)
        self.infixes: Callable[[str], list[Reach]] = lru_cache(256)(self._find_infixes)
        self.abbreviations: Callable[[str], list[Reach]] = lru_cache(256)(self._find_abbreviations)

    def warm(self) -> None:
        """Compute what the first typing error would otherwise have to wait for."""
        self._letter_sets()

    def beginning_with(self, prefix: str) -> tuple[int, int]:
        """The range of words that begin with `prefix`."""
        return bisect_left(self.words, prefix), bisect_left(self.words, prefix + _LAST)

    def expand(self, word: str, *, is_open: bool, stage: int, is_common: Callable[[int], bool]) -> list[Reach]:
        """Words that `word` may stand for at `stage`, lightest first; `is_open` if it may still be being typed.

        A word of the index that `is_common` is taken as meant: it is never read as an error or an abbreviation.
        """
        low, high = self.beginning_with(word)
        is_known = low < high and self.words[low] == word
        found: list[Reach] = []
        if stage >= STAGE_TYPO and not (is_known and is_common(low)):
            found += self.infixes(word) + self.typos(word, is_open)
            if stage >= STAGE_ABBREVIATION:
                found += self.abbreviations(word)
        if low < high and (is_open or (stage >= STAGE_TYPO and len(word) > 2)):
            found.append(Reach(PREFIX if is_open else CLOSED_PREFIX, low, high))
        if is_known:
            found.append(Reach(EXACT, low, low + 1))
        return sorted(found)

    def parts(self, word: str) -> list[Reach]:
        """Words of which `word` is a part of a run-together query: whole, beginning or abbreviation."""
        low, high = self.beginning_with(word)
        found = list(self.abbreviations(word))
        if low < high and len(word) > 1:
            found.append(Reach(PREFIX - 20 + min(9, len(word)), low, high))
        if low < high and self.words[low] == word:
            found.append(Reach(EXACT, low, low + 1))
        return sorted(found)

    def _letter_sets(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """For each word, the letters of its first 1, 2, … 16 characters (one row each), and its length."""
        if self._sets is None:
            codes = np.array(self.words or [""], f"U{_LETTERS}").view(np.uint32).reshape(-1, _LETTERS)
            other = np.where((codes >= 48) & (codes <= 57), codes - 22, 36 + codes % 28)
            bits = np.where((codes >= 97) & (codes <= 122), codes - 97, other).astype(np.uint64)
            sets = np.where(codes == 0, np.uint64(0), np.uint64(1) << bits)
            np.bitwise_or.accumulate(sets, axis=1, out=sets)
            lengths = np.array([len(word) for word in self.words or [""]], np.int64)
            self._sets = np.ascontiguousarray(sets.T), lengths
        return self._sets

    def _find_typos(self, word: str, is_open: bool) -> list[Reach]:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        edits, length, words = edits_allowed(word), len(word), self.words
        if not edits or not words:
            return []
        sets, lengths = self._letter_sets()
        near = (np.bitwise_count(sets[-1] ^ _letter_set(word)) <= 2 * edits) | (lengths > _LETTERS)
        ids = np.flatnonzero(near & (abs(lengths - length) <= edits)).tolist()
        close = extract(word, [words[i] for i in ids], scorer=OSA.distance, score_cutoff=edits, limit=None)
        found = [
            Reach(TYPO[int(distance)], ids[at], ids[at] + 1)
            for near_word, distance, at in close
            if distance and near_word not in STOPWORDS  # else "four" finds every text with "for"
        ]
        if not is_open or length > _LETTERS:
            return found
        near = np.bitwise_count(sets[length - 1] ^ _letter_set(word)) <= 2 * edits
        beginnings: dict[str, tuple[int, int]] = {}
        for i in np.flatnonzero(near & (lengths > length)).tolist():
            beginning = words[i][:length]
            beginnings[beginning] = (beginnings.get(beginning, (i, i))[0], i + 1)
        close = extract(word, list(beginnings), scorer=OSA.distance, score_cutoff=edits, limit=None)
        for beginning, distance, _ in close:
            if distance == 1 or (distance and beginning[0] == word[0]):
                found.append(Reach(TYPO[int(distance)] - TYPO_IN_BEGINNING, *beginnings[beginning]))
        return found

    def _find_infixes(self, word: str) -> list[Reach]:
        if len(word) < (3 if word.isascii() else 1):  # a single Han character is a word
            return []
        if self._starts is None:
            lengths = np.fromiter((len(w) + 1 for w in self.words), np.int64, len(self.words))
            self._starts = np.cumsum(lengths) - lengths
        places: list[int] = []
        for match in re.finditer(re.escape(word), self._joined):
            places.append(match.start())
            if len(places) == _MOST_INFIXES:
                break
        ids = np.unique(np.searchsorted(self._starts, np.array(places, np.int64), side="right") - 1)
        return [Reach(INFIX, i, i + 1) for i in ids.tolist()]

    def _find_abbreviations(self, word: str) -> list[Reach]:
        """The shortest words that `word` abbreviates: `hngng` is Hanguang."""
        if len(word) < 3:
            return []
        low, high = self.beginning_with(word[0])
        sets, lengths = self._letter_sets()
        wanted = _letter_set(word)
        may = (sets[-1, low:high] & wanted == wanted) | (lengths[low:high] > _LETTERS)
        ids = [i for i in (np.flatnonzero(may) + low).tolist() if is_abbreviation(word, self.words[i])]
        ids.sort(key=lambda i: len(self.words[i]))
        return [Reach(ABBREVIATION, i, i + 1) for i in ids[:_MOST_ABBREVIATIONS]]
