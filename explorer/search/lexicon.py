"""The sorted words of an index, and from one word of a query to the words that it may stand for, each with a weight.

Words are kept as one string of bytes, which takes a fifth of the memory of as many Python strings; UTF-8 sorts as its
characters do. A typing error is looked for with rapidfuzz on the few words left by a filter on sets of letters: see
`letters`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from explorer.search.letters import BEGINNING, Letters, changed, ends_of, starts_of, windows, words_with
from explorer.search.scripts import is_unspaced
from explorer.search.storage import Parts
from explorer.search.words import ABBREVIATED, SHARE, edits_allowed, is_figure
from explorer.text.tokens import STOPWORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXACT, PREFIX, CLOSED_PREFIX, INFIX, ABBREVIATION = 100, 90, 80, 62, 40
TYPO = {1: 70, 2: 50}
TYPO_IN_BEGINNING = 4
"""Taken off where the typing error stands in the beginning of a word that is still being typed."""

STAGE_EXACT, STAGE_TYPO, STAGE_ABBREVIATION = 0, 1, 2
"""Each stage includes the ones before it; a later one is entered only when the earlier found too little."""

_MOST_INFIXES = 1000
_MOST_ABBREVIATIONS = 64
_MOST_COMPARED = 20_000
_REMEMBERED = 96


class Reach(NamedTuple):
    """Words `lows[i]`..`highs[i]` (ends exclusive) stand for the query's word with this weight (0–100)."""

    weight: int
    lows: NDArray[np.uint32]
    highs: NDArray[np.uint32]

    @classmethod
    def over(cls, weight: int, low: int, high: int) -> Self:
        """One range of words."""
        return cls(weight, np.array([low], np.uint32), np.array([high], np.uint32))

    @classmethod
    def of(cls, weight: int, numbers: Sequence[int] | NDArray[np.integer]) -> list[Self]:
        """Single words, or nothing where there are none."""
        lows = np.asarray(numbers, np.uint32)
        return [cls(weight, lows, lows + np.uint32(1))] if len(lows) else []

    @property
    def key(self) -> tuple[int, bytes, bytes]:
        """What is the same for equal reaches."""
        return self.weight, self.lows.tobytes(), self.highs.tobytes()


def _lightest_first(reaches: list[Reach]) -> list[Reach]:
    return sorted(reaches, key=lambda reach: reach.weight)


class Lexicon:
    """A sorted list of words, numbered from 0. Answers are remembered, because a query is typed letter by letter."""

    def __init__(self, joined: bytes) -> None:
        """`joined`: the words in UTF-8, with a line break between them."""
        self._joined = joined
        self._ends = ends_of(joined)
        self._letters: Letters | None = None
        self.forget()

    @classmethod
    def read(cls, parts: Parts) -> Lexicon:
        """The words as an index keeps them."""
        return cls(bytes(parts.whole("words", "u1")))

    def __len__(self) -> int:
        return len(self._ends)

    def forget(self) -> None:
        """Empty the memory of answers."""
        self._within: OrderedDict[str, NDArray[np.int64]] = OrderedDict()  # all words that hold some letters
        self._ends_like: OrderedDict[str, list[tuple[bytes, int, int]]] = OrderedDict()  # see `_with_another_first`
        self.place: Callable[[bytes], int] = lru_cache(4 * _REMEMBERED)(self._find_place)
        """The number of the first word that is not before some bytes."""
        self.typos: Callable[[str, bool], list[Reach]] = lru_cache(_REMEMBERED)(self._find_typos)
        self.infixes: Callable[[str], list[Reach]] = lru_cache(_REMEMBERED)(self._find_infixes)
        self.abbreviations: Callable[[str], list[Reach]] = lru_cache(_REMEMBERED)(self._find_abbreviations)

    def word(self, number: int) -> str:
        """The word of a number."""
        return self._raw(number).decode("utf-8", "replace")

    def words(self, numbers: NDArray[np.integer]) -> list[str | bytes]:
        """Several words; those in ASCII, which are most, as their bytes, which compare with letters as letters do."""
        raws = self._raws(numbers)
        if b"".join(raws).isascii():
            return list(raws)
        return [raw if raw.isascii() else raw.decode("utf-8", "replace") for raw in raws]

    def _raws(self, numbers: NDArray[np.integer]) -> list[bytes]:
        ends, starts = self._ends[numbers].tolist(), starts_of(self._ends, numbers).tolist()
        joined = self._joined
        return [joined[start:end] for start, end in zip(starts, ends, strict=True)]

    def _raw(self, number: int) -> bytes:
        start = int(self._ends[number - 1]) + 1 if number else 0
        return self._joined[start : int(self._ends[number])]

    def _find_place(self, word: bytes) -> int:
        return bisect_left(range(len(self)), word, key=self._raw)

    def beginning_with(self, prefix: str) -> tuple[int, int]:
        """The range of words that begin with `prefix`."""
        raw = prefix.encode("utf-8", "replace")
        return self.place(raw), self.place(raw + b"\xff")

    def find(self, word: str) -> int | None:
        """The number of a word, if it is there."""
        raw = word.encode("utf-8", "replace")
        at = self.place(raw)
        return at if at < len(self) and self._raw(at) == raw else None

    # -- what a word may stand for -------------------------------------------------------------------------------------

    def expand(self, word: str, *, is_open: bool, stage: int, is_meant: Callable[[int], bool]) -> list[Reach]:
        """Words that `word` may stand for at `stage`, lightest first; `is_open` if it may still be being typed.

        A word of the index that `is_meant`, and a small word of the language whether the index has it or not, is never
        read as an error or an abbreviation of another.
        """
        low, high = self.beginning_with(word)
        is_known = low < high and self.find(word) is not None
        is_pair = is_unspaced(word)
        found: list[Reach] = []
        if stage >= STAGE_TYPO and not is_pair and word not in STOPWORDS and not (is_known and is_meant(low)):
            found += self.infixes(word) + self.typos(word, is_open)
            if stage >= STAGE_ABBREVIATION:
                found += self.abbreviations(word)
        if low < high and (is_open or (is_pair and len(word) == 1)):
            found.append(Reach.over(PREFIX, low, high))
        elif low < high and stage >= STAGE_TYPO and len(word) > 2:
            found.append(Reach.over(CLOSED_PREFIX, low, high))
        if is_known:
            found.append(Reach.over(EXACT, low, low + 1))
        for other in ("cent", "pct") if word == SHARE else ():  # "per cent"
            if (at := self.find(other)) is not None:
                found.append(Reach.over(EXACT, at, at + 1))
        return _lightest_first(found)

    def parts(self, word: str) -> list[Reach]:
        """Words of which `word` is a part of a run-together query: whole, beginning or abbreviation."""
        low, high = self.beginning_with(word)
        found = list(self.abbreviations(word))
        if low < high and len(word) > 1:
            found.append(Reach.over(PREFIX - 20 + min(9, len(word)), low, high))
        if low < high and self.find(word) is not None:
            found.append(Reach.over(EXACT, low, low + 1))
        return _lightest_first(found)

    def nearest(self, word: str, most: int) -> list[str]:
        """The words most like `word`, for somebody whose query found nothing."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        if not len(self) or len(word) < 2:
            return []
        raw = word.encode("utf-8", "replace")
        edits = 1 + len(word) // 3
        letters = self._known_letters()
        near = letters.near(raw, changed(word, edits))
        near &= abs(letters.sizes.astype(np.int16) - len(word)) <= edits
        numbers = np.flatnonzero(near)[:_MOST_COMPARED]
        found = extract(word, self.words(numbers), scorer=OSA.distance, score_cutoff=edits, limit=most)
        return [self.word(int(numbers[at])) for _, distance, at in found if distance]

    # -- errors ------------------------------------------------------------------------------------------------------

    def warm(self) -> None:
        """Compute what the first typing error would otherwise have to wait for."""
        self._known_letters()

    def _known_letters(self) -> Letters:
        if self._letters is None:
            self._letters = Letters(self._joined, self._ends)
        return self._letters

    def _find_typos(self, word: str, is_open: bool) -> list[Reach]:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        edits, length = edits_allowed(word), len(word)
        if not edits or not len(self):
            return []
        raw = word.encode("utf-8", "replace")
        numbers = self._known_letters().near_whole(raw, changed(word, edits), length - edits, length + edits)
        close = extract(word, self.words(numbers), scorer=OSA.distance, score_cutoff=edits, limit=None)
        by_distance: dict[int, list[int]] = {}
        for _, distance, at in close:
            number = int(numbers[at])
            if distance and self.word(number) not in STOPWORDS:  # else "four" finds every text with "for"
                by_distance.setdefault(int(distance), []).append(number)
        found = [reach for distance, hits in by_distance.items() for reach in Reach.of(TYPO[distance], sorted(hits))]
        return found + self._typos_in_beginnings(word, edits) if is_open else found

    def _typos_in_beginnings(self, word: str, edits: int) -> list[Reach]:
        """Longer words that begin with what `word` may be an error for; the first letter is wrong by itself alone."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        raw = word.encode("utf-8", "replace")
        low, high = self.beginning_with(word[0])
        numbers = self._known_letters().near_in_beginning(raw, changed(word, edits), low, high, len(word))
        beginnings = list(self._beginnings(numbers, len(word)))
        close = extract(
            word, [beginning for beginning, _ in beginnings], scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        by_distance: dict[int, list[tuple[int, int]]] = {1: self._with_another_first(word)}
        for _, distance, at in close:
            if distance:
                beginning, words = beginnings[at]
                if words is None or len(raw) > min(len(word), BEGINNING):
                    words = self.beginning_with(beginning if isinstance(beginning, str) else beginning.decode())
                elif words[0] and self._raw(words[0] - 1) == beginning:
                    words = words[0] - 1, words[1]
                by_distance.setdefault(int(distance), []).append(words)
        return [
            Reach(TYPO[distance] - TYPO_IN_BEGINNING, *np.array(sorted(ranges), np.uint32).T)
            for distance, ranges in by_distance.items()
            if ranges
        ]

    def _with_another_first(self, word: str) -> list[tuple[int, int]]:
        """Ranges of longer words that begin like `word` but for the first letter, or with its first two swapped."""
        rest = word[1:].encode("utf-8", "replace")
        shorter = self._ends_like.get(word[:-1])  # a query is typed letter by letter
        known, found = [], []
        for first, low, high in self._known_letters().firsts if shorter is None else shorter:
            low, high = self._begin_within(first + rest, low, high)
            if low < high:
                known.append((first, low, high))
                if first != word[0].encode("utf-8", "replace"):
                    found.append((low, high))
        self._ends_like[word] = known
        while len(self._ends_like) > _REMEMBERED:
            self._ends_like.popitem(last=False)
        if word[0] != word[1]:
            found.append(self.beginning_with(word[1] + word[0] + word[2:]))
        # One word alone may be no longer; then it is among the whole words.
        return [
            (low, high) for low, high in found if high > low + (len(self.word(low)) == len(word) if low < high else 0)
        ]

    def _begin_within(self, raw: bytes, low: int, high: int) -> tuple[int, int]:
        """The range of words that begin with these bytes, all of which are among words `low`..`high`."""
        words = range(len(self))
        low = bisect_left(words, raw, low, high, key=self._raw)
        if low == high or not self._raw(low).startswith(raw):
            return low, low
        return low, bisect_left(words, raw + b"\xff", low, high, key=self._raw)

    def _beginnings(
        self, numbers: NDArray[np.int64], length: int
    ) -> Iterator[tuple[str | bytes, tuple[int, int] | None]]:
        """The different beginnings of so many characters that words (ascending, all longer) have, ASCII as bytes.

        Each with the range of longer words that begin so, which follow each other: those from the first to the last
        given, which are all there are if the filter that left these looked at nothing beyond the beginning.
        """
        if not len(numbers):
            return
        codes = windows(self._joined, starts_of(self._ends, numbers), length)
        plain = codes.max(axis=1) < 128
        for beginning in {full[:length] for full in self.words(numbers[~plain])}:
            yield beginning, None
        numbers, codes = numbers[plain], codes[plain]
        if not len(numbers):
            return
        firsts = np.flatnonzero(np.append(True, (codes[1:] != codes[:-1]).any(axis=1)))
        lows = numbers[firsts].tolist()
        highs = (numbers[np.append(firsts[1:], len(numbers)) - 1] + 1).tolist()
        joined = codes[firsts].tobytes()
        for at, words in enumerate(zip(lows, highs, strict=True)):
            yield joined[at * length : (at + 1) * length], words

    def _find_infixes(self, word: str) -> list[Reach]:
        if len(word) < (3 if word.isascii() else 1):
            return []
        raw = word.encode("utf-8", "replace")
        shorter = self._within.get(word[:-1])
        if shorter is not None:  # a query is typed letter by letter
            held = zip(shorter.tolist(), self._raws(shorter), strict=True)
            numbers = np.array([number for number, full in held if raw in full], np.int64)
        else:
            numbers = words_with(raw, self._joined, self._ends, _MOST_INFIXES)
        if len(numbers) < _MOST_INFIXES:
            self._within[word] = numbers
            while len(self._within) > _REMEMBERED:
                self._within.popitem(last=False)
        return Reach.of(INFIX, numbers)

    def _find_abbreviations(self, word: str) -> list[Reach]:
        """The shortest words that `word` abbreviates: `hngng` is Hanguang."""
        if len(word) < 3 or is_figure(word):
            return []
        raw = word.encode("utf-8", "replace")
        low, high = self.beginning_with(word[0])
        letters = self._known_letters()
        longest = ABBREVIATED * len(word)
        numbers = low + np.flatnonzero(letters.holding(raw, low, high) & (letters.sizes[low:high] <= longest))
        numbers = numbers[np.argsort(letters.sizes[numbers], kind="stable")]
        # As `is_abbreviation`, but thousands of words at a time.
        if word.isascii():
            fitting = numbers[letters.in_order(raw, numbers)]
        else:
            abbreviated = re.compile(b".*?".join(re.escape(letter.encode("utf-8", "replace")) for letter in word)).match
            fitting = numbers[np.array([bool(abbreviated(full)) for full in self._raws(numbers)], np.bool_)]
        return Reach.of(ABBREVIATION, np.sort(fitting[:_MOST_ABBREVIATIONS]))
