"""Many texts to the numbers of their words: what `words.index_words` gives, at a fraction of the time.

Texts are cut at whatever is no letter, digit or joiner, all at once and as bytes; what stands between two cuts
("t-head's") is taken apart once by `index_words` and afterwards known by its letters. Whatever is ASCII, or becomes so
when folded, goes this way; the rest, little in news, is found by the same expression as in a query.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from explorer.search.words import COMPOUND, SHARE_SIGN, index_words
from explorer.text.fold import fold_with_map, straighten

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AT_ONCE = 1 << 18  # code points: what is made of them stays in the processor's own memory

_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_JOINERS = b"-.'&"
_SHARE = "~"
_KEPT = {code: code for code in _LETTERS + _JOINERS} | {ord(SHARE_SIGN): ord(_SHARE)}
_BYTES = bytes(_KEPT.get(code + 32 if 65 <= code <= 90 else code, 32) for code in range(256))
"""ASCII in lower case; what neither stands in a word nor joins one is a space, and a sign that is a word a letter."""

_STANDING = re.compile(f"{COMPOUND.pattern}|{SHARE_SIGN}")

_MASKS = np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)
_SHORT, _WIDE = 8, 16  # bytes of one and of two 64-bit numbers

_PUNCTUATION = str.maketrans(dict.fromkeys("–—―•·€£¥§…®™°×¬", " "))
"""Common in news, in no word, and the only reason why many texts are not ASCII."""


class Texts(NamedTuple):
    """The distinct words of some texts: `counts[i]` of them, numbers in `words`, belong to row `rows[i]`."""

    rows: NDArray[np.int64]
    counts: NDArray[np.int64]
    words: NDArray[np.uint32]


class Standing(NamedTuple):
    """The words of some texts as they stand there, `counts[i]` of them in the text `i`.

    `starts` and `ends` are those of what stands between two cuts and has the word, in code points from the beginning of
    the first text on; of one such there may be several words.
    """

    words: NDArray[np.uint32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    counts: NDArray[np.int64]


class Tokeniser:
    """Numbers words in the order in which they first come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._table = _Table()
        self._long: dict[bytes | str, int] = {}
        self._starts = array("I", [0])
        self._words = array("I")
        """What stood between two cuts, by number; the words of `n` are `_words[_starts[n]:_starts[n + 1]]`."""

    @property
    def words(self) -> list[str]:
        """All words so far; a word's place is its number."""
        return list(self._numbers)

    def read(self, texts: Iterable[tuple[int, str]]) -> Iterator[Texts]:
        """Texts with the row each belongs to, in batches of their words."""
        for batch in in_batches(texts):
            rows, contents = zip(*batch, strict=True)
            standing = self.stand(contents)
            keys = (np.repeat(np.arange(len(contents)), standing.counts) << 32) | standing.words
            keys.sort()
            keys = keys[np.flatnonzero(np.diff(keys, prepend=-1))]
            counts = np.bincount(keys >> 32, minlength=len(contents))
            yield Texts(np.array(rows, np.int64), counts, keys.astype(np.uint32))

    def stand(self, contents: Sequence[str]) -> Standing:
        """The words of some texts, one after the other."""
        levelled = [_levelled(text) for text in contents]
        plain = [text if text.isascii() else "" for text, _ in levelled]
        numbers, starts, ends = self._cut(plain)
        lengths = np.fromiter(map(len, plain), np.int64, len(plain))
        counts = np.diff(np.searchsorted(starts, np.cumsum(lengths + 1)), prepend=0)
        own = np.fromiter(map(len, contents), np.int64, len(contents))
        homes = np.cumsum(own) - own
        moved = np.repeat(homes - np.cumsum(lengths + 1) + lengths + 1, counts)
        starts += moved
        ends += moved
        found = _Found(numbers, starts, ends, counts)
        if any(origin is not None for _, origin in levelled):
            found = self._unlevelled(found, levelled, homes)
        return self._spelled(found)

    def _unlevelled(
        self, found: _Found, levelled: Sequence[tuple[str, Sequence[int] | None]], homes: NDArray[np.int64]
    ) -> _Found:
        """With what stands in texts that are not ASCII, and all where it stood before its text was folded."""
        numbers, starts, ends, counts = found
        more: list[tuple[int, int, int, int]] = []
        firsts = np.cumsum(counts) - counts
        for at, (text, origin) in enumerate(levelled):
            home = int(homes[at])
            if not text.isascii() and origin is not None:
                more += (
                    (at, self._known(match[0]), home + origin[match.start()], home + origin[match.end() - 1] + 1)
                    for match in _STANDING.finditer(text)
                )
            elif origin is not None and not isinstance(origin, range):
                own = slice(int(firsts[at]), int(firsts[at] + counts[at]))
                places = np.array(origin, np.int64)
                starts[own] = places[starts[own] - home] + home
                ends[own] = places[ends[own] - home - 1] + home + 1
        if not more:
            return found
        others = np.array(more, np.int64)
        owners = np.concatenate([np.repeat(np.arange(len(counts)), counts), others[:, 0]])
        order = np.argsort(owners, kind="stable")
        numbers, starts, ends = (
            np.concatenate([column, others[:, place]])[order]
            for place, column in enumerate((numbers, starts, ends), start=1)
        )
        return _Found(numbers, starts, ends, np.bincount(owners, minlength=len(counts)))

    def _spelled(self, found: _Found) -> Standing:
        """The words of what stands between cuts."""
        starts, words = np.frombuffer(self._starts, np.uint32), np.frombuffer(self._words, np.uint32)
        firsts = starts[found.numbers].astype(np.int64)
        several = starts[found.numbers + 1] - firsts
        if len(several) and int(several.min()) == int(several.max()) == 1:
            return Standing(words[firsts], found.starts, found.ends, found.counts)
        ends = np.cumsum(several)
        spelled = words[np.repeat(firsts - ends + several, several) + np.arange(int(several.sum()))]
        owners = np.cumsum(found.counts)
        counts = np.diff(np.concatenate([[0], ends])[owners], prepend=0)
        return Standing(spelled, np.repeat(found.starts, several), np.repeat(found.ends, several), counts)

    def _cut(self, texts: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """What stands between the cuts of ASCII texts: numbers, starts and ends, with a space after every text."""
        data = " ".join([*texts, " " * _WIDE]).encode().translate(_BYTES)
        starts, ends = _runs(np.frombuffer(data, np.uint8))
        sizes = ends - starts
        eights = np.ndarray((len(data) - 7,), "<u8", data, strides=(1,))
        low = eights[starts] & _MASKS[np.minimum(sizes, _SHORT)]
        high = np.zeros(len(starts), np.uint64)
        more = np.flatnonzero(sizes > _SHORT)
        high[more] = eights[starts[more] + _SHORT] & _MASKS[np.minimum(sizes[more], _WIDE) - _SHORT]
        numbers = self._table.find(low, high)
        for at in np.flatnonzero(sizes > _WIDE).tolist():
            numbers[at] = self._known(data[starts[at] : ends[at]])
        self._learn(numbers, low, high, [data[a:b] for a, b in _pairs(starts, ends, numbers < 0)])
        return numbers, starts, ends

    def _learn(
        self, numbers: NDArray[np.int64], low: NDArray[np.uint64], high: NDArray[np.uint64], tokens: list[bytes]
    ) -> None:
        """Number what the table does not know yet, the `tokens` at the places where `numbers` are negative."""
        if not tokens:
            return
        unknown = np.flatnonzero(numbers < 0)
        numbers[unknown] = [self._known(token) for token in tokens]
        new, first = np.unique(numbers[unknown], return_index=True)
        self._table.add(low[unknown[first]], high[unknown[first]], new)
        for token in tokens:  # from now on the table knows them
            self._long.pop(token, None)

    def _known(self, token: bytes | str) -> int:
        """The number of what the table does not know; new ones are taken apart."""
        known = self._long.get(token)
        if known is not None:
            return known
        text = token.decode().replace(_SHARE, SHARE_SIGN) if isinstance(token, bytes) else token
        numbers = self._numbers
        if isinstance(token, bytes) and text.isalnum():  # a word as it stands: most are
            self._words.append(numbers.setdefault(text, len(numbers)))
        else:
            self._words.extend(dict.fromkeys(numbers.setdefault(word, len(numbers)) for word in index_words(text)))
        self._starts.append(len(self._words))
        self._long[token] = number = len(self._starts) - 2
        return number


class _Found(NamedTuple):
    """What stands between cuts: its numbers, and the rest as in `Standing`."""

    numbers: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    counts: NDArray[np.int64]


def in_batches(texts: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Texts with their rows, as many at once as are quickly tokenised together."""
    batch: list[tuple[int, str]] = []
    size = 0
    for row, text in texts:
        batch.append((row, text))
        size += len(text) + _LEAST
        if size >= _AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


_LEAST = 16  # a text costs as much as so many code points, even an empty one


def _runs(codes: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where letters and digits with single joiners between them begin and end; the last of `codes` is a space."""
    letters = codes >= _FIRST  # the joiners and the space are below the figures
    inside = letters.copy()
    inside[1:-1] |= (codes[1:-1] != _SPACE) & letters[:-2] & letters[2:]
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    if inside[0]:
        edges = np.concatenate([[0], edges])
    return edges[::2].copy(), edges[1::2].copy()


_FIRST, _SPACE = ord("0"), ord(" ")


def _pairs(starts: NDArray[np.int64], ends: NDArray[np.int64], chosen: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    return zip(starts[chosen].tolist(), ends[chosen].tolist(), strict=True)


def _levelled(text: str) -> tuple[str, Sequence[int] | None]:
    """The text, its letters folded where it is not ASCII, and where each character of it stood; None for: as it is."""
    plain = straighten(text)
    if plain.isascii():
        return plain, None
    folded, origin = fold_with_map(plain)
    return folded.translate(_PUNCTUATION), origin


class _Table:
    """A hash table of up to sixteen bytes (two numbers) to a number, asked for many at once."""

    _FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)

    def __init__(self) -> None:
        self._count = 0
        self._make(12)

    def _make(self, bits: int) -> None:
        self._shift, self._mask = np.uint64(64 - bits), (1 << bits) - 1
        self._low, self._high = np.zeros(1 << bits, np.uint64), np.zeros(1 << bits, np.uint64)
        self._numbers = np.full(1 << bits, -1, np.int64)

    def _slots(self, low: NDArray[np.uint64], high: NDArray[np.uint64]) -> NDArray[np.int64]:
        mixed = low * self._FACTORS[0]
        mixed ^= (mixed >> np.uint64(29)) + high * self._FACTORS[1]
        mixed *= self._FACTORS[0]
        slots: NDArray[np.int64] = (mixed >> self._shift).astype(np.int64)
        return slots

    def find(self, low: NDArray[np.uint64], high: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The number of each pair, -1 for those not there."""
        slots = self._slots(low, high)
        found: NDArray[np.int64] = self._numbers[slots]
        left = np.flatnonzero((found >= 0) & ((self._low[slots] != low) | (self._high[slots] != high)))
        while len(left):
            slots[left] = (slots[left] + 1) & self._mask
            here = slots[left]
            found[left] = self._numbers[here]
            left = left[(found[left] >= 0) & ((self._low[here] != low[left]) | (self._high[here] != high[left]))]
        return found

    def add(self, low: NDArray[np.uint64], high: NDArray[np.uint64], numbers: NDArray[np.int64]) -> None:
        """Put pairs in that are not there, none twice."""
        self._count += len(numbers)
        if 2 * self._count > len(self._numbers):
            held = self._numbers >= 0
            low, high = np.concatenate([self._low[held], low]), np.concatenate([self._high[held], high])
            numbers = np.concatenate([self._numbers[held], numbers])
            self._make((4 * self._count - 1).bit_length())
        slots = self._slots(low, high)
        left = np.arange(len(numbers))
        while len(left):
            free = left[self._numbers[slots[left]] < 0]
            self._numbers[slots[free]] = numbers[free]  # of several that want one place the last has it
            placed = self._numbers[slots[left]] == numbers[left]
            done = left[placed]
            self._low[slots[done]], self._high[slots[done]] = low[done], high[done]
            left = left[~placed]
            slots[left] = (slots[left] + 1) & self._mask
