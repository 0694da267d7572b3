"""The letters of many words at a time: which words may be what a mistyped, shortened or partial word stands for.

Words are given as one string of bytes with a line break between them, and where each ends. The letters of a word are a
set of bits. One edit changes the set of letters by at most two, so `popcount(a ^ b) <= changed(word, edits)` loses no
word that is so near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEGINNING = 12
"""Bytes of the beginning of a word whose letters are compared."""

_MANY = 1500  # words of which it is worth asking more closely
_AT_ONCE = 1 << 14  # words whose sets are made together: what that takes stays small
_LONGEST = 64  # bytes of a word that an abbreviation is looked for in


def _bits() -> NDArray[np.uint32]:
    """The bit of each byte: a–z have their own, six are shared by digits and by the last bytes of other letters.

    First bytes of longer characters have none, so that one letter put for another changes a set by two bits at most;
    by four where letters take three bytes.
    """
    bits = np.zeros(256, np.uint32)
    for code in range(256):
        if 97 <= code <= 122:
            bits[code] = 1 << (code - 97)
        elif 48 <= code <= 57 or 128 <= code < 192:
            bits[code] = 1 << (26 + code % 6)
    return bits


_BITS = _bits()


def changed(word: str, edits: int) -> int:
    """By how many bits so many errors may change the set of letters."""
    return 2 * edits if max(word) < "\u0800" else 4 * edits


def letter_set(word: bytes) -> np.uint32:
    """The letters of one word."""
    return np.uint32(np.bitwise_or.reduce(_BITS[np.frombuffer(word, np.uint8)], initial=np.uint32(0)))


def ends_of(joined: bytes) -> NDArray[np.uint32]:
    """Where each word ends."""
    breaks = np.flatnonzero(np.frombuffer(joined, np.uint8) == 10)
    return np.append(breaks, len(joined)).astype(np.uint32) if joined else np.empty(0, np.uint32)


def starts_of(ends: NDArray[np.uint32], numbers: NDArray[np.integer]) -> NDArray[np.int64]:
    """Where words begin."""
    starts: NDArray[np.int64] = np.where(numbers > 0, ends[numbers - 1].astype(np.int64) + 1, 0)
    return starts


def windows(joined: bytes, starts: NDArray[np.int64], width: int) -> NDArray[np.uint8]:
    """So many bytes from each place on, one row for each; none may go beyond the end."""
    if not len(starts):
        return np.empty((0, width), np.uint8)
    rows = np.ndarray((len(joined) - width + 1,), f"V{width}", joined, strides=(1,))
    return rows[starts].view(np.uint8).reshape(len(starts), width)


def words_with(raw: bytes, joined: bytes, ends: NDArray[np.uint32], most: int) -> NDArray[np.int64]:
    """The first `most` words that hold some bytes, two at least, anywhere; fewer are all there are."""
    places = _places_of(raw, joined)
    words = np.searchsorted(ends, places.astype(np.uint32), side="right")
    first: NDArray[np.int64] = words[np.append(True, words[1:] != words[:-1])[: len(words)]][:most]
    return first


def _places_of(raw: bytes, joined: bytes) -> NDArray[np.int64]:
    """Every place where some bytes stand, ascending."""
    codes = np.frombuffer(joined, np.uint8)
    pairs = np.frombuffer(joined, "<u2", len(joined) // 2)  # wherever it stands, two of three bytes are such a pair
    even = np.flatnonzero(pairs == raw[0] | raw[1] << 8) * 2
    if len(raw) > 2:
        odd = np.flatnonzero(pairs == raw[1] | raw[2] << 8) * 2 - 1
        odd = odd[(odd >= 0) & (codes[odd] == raw[0])]
    else:
        odd = np.flatnonzero(pairs >> 8 == raw[0]) * 2 + 1
    places: NDArray[np.int64] = np.sort(np.concatenate([even, odd]))
    places = places[places <= len(codes) - len(raw)]
    for at, code in enumerate(raw[1:], 1):
        places = places[codes[places + at] == code]
    return places


def _differences(columns: NDArray[np.uint8], raw: bytes) -> NDArray[np.uint8]:
    """By how many bits the letters of words differ from these, those counted anew that stand twice or more often."""
    once, twice = _once_and_twice(columns)
    raw_once, raw_twice = _once_and_twice(np.frombuffer(raw, np.uint8)[:, np.newaxis])
    differences: NDArray[np.uint8] = np.bitwise_count(once ^ raw_once) + np.bitwise_count(twice ^ raw_twice)
    return differences


def _once_and_twice(columns: NDArray[np.uint8]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    once, twice = np.zeros(columns.shape[1], np.uint32), np.zeros(columns.shape[1], np.uint32)
    for column in columns:
        letters = _BITS[column]
        twice |= once & letters
        once |= letters
    return once, twice


class Letters:
    """The sets of letters of all words, and how long they are."""

    def __init__(self, joined: bytes, ends: NDArray[np.uint32]) -> None:
        self._joined, self._ends = joined, ends
        codes = np.frombuffer(joined, np.uint8)
        stops = ends.astype(np.int64)
        starts = np.append(0, stops[:-1] + 1)[: len(stops)]
        lengths = stops - starts
        if not joined.isascii():
            inner = np.flatnonzero((codes & 0xC0) == 0x80)
            lengths -= np.bincount(np.searchsorted(stops, inner, side="right"), minlength=len(stops))
        self.sizes = np.minimum(lengths, 255).astype(np.uint8)
        """The characters of each word; 255 stands for more."""
        self.sets = np.empty(len(stops), np.uint32)
        """The letters of each word."""
        for low in range(0, len(stops), _AT_ONCE):
            some = starts[low : low + _AT_ONCE]
            own = codes[int(some[0]) : int(stops[low + len(some) - 1]) + 1]
            np.bitwise_or.reduceat(_BITS[own], some - some[0], out=self.sets[low : low + len(some)])
        self.firsts = self._firsts(codes, starts)
        """The characters that words begin with, and the range of words of each; none of those that take three bytes."""

    def near(self, raw: bytes, bits: int) -> NDArray[np.bool_]:
        """Whether the letters of a word differ from these by so many bits at most."""
        near: NDArray[np.bool_] = np.bitwise_count(self.sets ^ letter_set(raw)) <= bits
        return near

    def holding(self, raw: bytes, low: int, high: int) -> NDArray[np.bool_]:
        """Whether words `low`..`high` have all these letters."""
        wanted = letter_set(raw)
        held: NDArray[np.bool_] = self.sets[low:high] & wanted == wanted
        return held

    def near_in_beginning(self, raw: bytes, bits: int, low: int, high: int, length: int) -> NDArray[np.int64]:
        """Of words `low`..`high` with more than `length` characters those that begin with about these letters."""
        numbers = low + np.flatnonzero(self.sizes[low:high] > length)
        held = raw[:BEGINNING]
        return numbers[_differences(self._beginnings(numbers, len(held)), held) <= bits]

    def near_whole(self, raw: bytes, bits: int, shortest: int, longest: int) -> NDArray[np.int64]:
        """Words of `shortest` to `longest` characters that have about these letters."""
        near = self.near(raw, bits)
        near &= self.sizes >= shortest
        near &= self.sizes <= longest
        numbers = np.flatnonzero(near)
        if len(numbers) > _MANY and raw.isascii():  # also by letters that stand twice
            numbers = numbers[_differences(self._beginnings(numbers, longest), raw) <= bits]
        return numbers

    def in_order(self, raw: bytes, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether words have these bytes in this order, with any others between them."""
        wanted = np.frombuffer(raw + b"\xff", np.uint8)  # the last stands in no UTF-8: there it stops
        found = np.zeros(len(numbers), np.intp)
        longest = int(self.sizes[numbers].max(initial=0))
        for column in self._beginnings(numbers, min(longest, _LONGEST)):
            found += wanted[found] == column
        complete: NDArray[np.bool_] = found == len(raw)
        return complete

    def _beginnings(self, numbers: NDArray[np.int64], width: int) -> NDArray[np.uint8]:
        """The first bytes of words, one column for each word, with 0 beyond its end."""
        starts = starts_of(self._ends, numbers)
        lengths = self._ends[numbers] - starts
        room = np.minimum(starts, max(len(self._joined) - width, 0))  # of the last words a little more is read
        codes = windows(self._joined, room, min(width, len(self._joined)))
        for row in np.flatnonzero(room < starts).tolist():
            codes[row] = np.roll(codes[row], int(room[row] - starts[row]))
        columns = np.ascontiguousarray(codes.T)
        columns *= np.arange(len(columns), dtype=np.uint32)[:, np.newaxis] < lengths
        return columns

    @staticmethod
    def _firsts(codes: NDArray[np.uint8], starts: NDArray[np.int64]) -> list[tuple[bytes, int, int]]:
        first = codes[starts]
        plain, last = np.searchsorted(first, np.array([0x80, 0xE0], np.uint8)).tolist()
        keys = first[:last].astype(np.uint16)
        keys[plain:] = keys[plain:] << 8 | codes[starts[plain:last] + 1]
        lows = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
        highs = np.append(lows[1:], len(keys))[: len(lows)]
        return [
            (bytes([key >> 8, key & 255]) if key >= 0x80 else bytes([key]), low, high)
            for key, low, high in zip(keys[lows].tolist(), lows.tolist(), highs.tolist(), strict=True)
        ]
