"""Many texts to the numbers of their words: what `words.index_words` gives, at a fraction of the time.

Texts are cut at whatever is no letter, digit or joiner, all at once and as bytes; what stands between two cuts
("t-head's") is taken apart once by `index_words` and afterwards known by its letters. Whatever is ASCII, or becomes so
when folded, goes this way; the rest, little in news, is found by the same expression as in a query.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from explorer.search.words import COMPOUND, flatten, index_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BATCH = 4096  # texts

_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_JOINERS = b"-.'&"
_BYTES = bytes(code + 32 if 65 <= code <= 90 else code if code in _LETTERS + _JOINERS else 32 for code in range(256))
"""ASCII in lower case; what neither stands in a word nor joins one is a space."""

_IS_JOINER = np.isin(np.arange(256), np.frombuffer(_JOINERS, np.uint8))
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)
_SHORT, _WIDE = 8, 16  # bytes of one and of two 64-bit numbers

_PUNCTUATION = str.maketrans(dict.fromkeys("–—―•·€£¥§…®™°×¬", " "))
"""Common in news, in no word, and the only reason why many texts are not ASCII."""


class Texts(NamedTuple):
    """The distinct words of some texts: `counts[i]` of them, numbers in `words`, belong to row `rows[i]`."""

    rows: NDArray[np.int64]
    counts: NDArray[np.int64]
    words: NDArray[np.uint32]


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
        for batch in batched(texts, _BATCH):
            rows, contents = zip(*batch, strict=True)
            yield self._read(np.array(rows, np.int64), contents)

    def _read(self, rows: NDArray[np.int64], contents: Sequence[str]) -> Texts:
        plain = [_plain(text) for text in contents]
        other = [(at, text) for at, text in enumerate(contents) if plain[at] is None]
        numbers, lengths = self._cut([text or "" for text in plain])
        owners = np.repeat(np.arange(len(plain)), lengths)
        if other:
            found = [(at, self._known(token)) for at, text in other for token in COMPOUND.findall(flatten(text))]
            more = np.array(found or np.empty((0, 2)), np.int64)
            owners, numbers = np.concatenate([owners, more[:, 0]]), np.concatenate([numbers, more[:, 1]])
        starts, words = np.frombuffer(self._starts, np.uint32), np.frombuffer(self._words, np.uint32)
        firsts = starts[numbers].astype(np.int64)
        several = starts[numbers + 1] - firsts
        places = np.repeat(firsts - np.cumsum(several) + several, several) + np.arange(int(several.sum()))
        keys = (np.repeat(owners, several) << 32) | words[places]
        del starts, words  # a view keeps an array from growing
        keys.sort()
        keys = keys[np.flatnonzero(np.diff(keys, prepend=-1))]
        return Texts(rows, np.bincount(keys >> 32, minlength=len(plain)), keys.astype(np.uint32))

    def _cut(self, texts: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The numbers of what stands between the cuts of ASCII texts, and how many of them each text has."""
        data = " ".join([*texts, " " * _WIDE]).encode().translate(_BYTES)
        codes = np.frombuffer(data, np.uint8)
        inside = codes != 32
        edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
        if inside[0]:
            edges = np.concatenate([[0], edges])
        starts, ends = edges[::2].copy(), edges[1::2].copy()
        _strip(codes, starts, ends)
        kept = starts < ends
        starts, ends = starts[kept], ends[kept]
        bounds = np.cumsum(np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts)))
        lengths = np.diff(np.searchsorted(starts, bounds), prepend=0)
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
        return numbers, lengths

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
        text = token.decode() if isinstance(token, bytes) else token
        numbers = self._numbers
        if isinstance(token, bytes) and text.isalnum():  # a word as it stands: most are
            self._words.append(numbers.setdefault(text, len(numbers)))
        else:
            self._words.extend(dict.fromkeys(numbers.setdefault(word, len(numbers)) for word in index_words(text)))
        self._starts.append(len(self._words))
        self._long[token] = number = len(self._starts) - 2
        return number


def _pairs(starts: NDArray[np.int64], ends: NDArray[np.int64], chosen: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    return zip(starts[chosen].tolist(), ends[chosen].tolist(), strict=True)


def _strip(codes: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
    """Take joiners off both ends, where they join nothing."""
    left = np.flatnonzero(_IS_JOINER[codes[starts]])
    while len(left):
        starts[left] += 1
        left = left[(starts[left] < ends[left]) & _IS_JOINER[codes[starts[left]]]]
    left = np.flatnonzero((starts < ends) & _IS_JOINER[codes[ends - 1]])
    while len(left):
        ends[left] -= 1
        left = left[(starts[left] < ends[left]) & _IS_JOINER[codes[ends[left] - 1]]]


def _plain(text: str) -> str | None:
    """The text in ASCII, or None for one that holds other letters."""
    if text.isascii():
        return text
    text = flatten(text)
    if not text.isascii():
        text = text.translate(_PUNCTUATION)
    return text if text.isascii() else None


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
