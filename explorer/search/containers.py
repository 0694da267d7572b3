"""Posting lists of one segment as bytes: three sorts of containers, after how many documents of it hold a word.

A segment has at most 2^16 documents, so a document's number within it takes two bytes. Words in few documents are
plain lists of such numbers, which need no decoding and lie one behind the other in the order of the vocabulary: a
beginning of words is one slice. Words in more than `MOST_LISTED` are gaps of a byte each, 255 meaning "255 further, and
no document yet"; words in more than an eighth are bitmaps. (The idea is that of Roaring bitmaps, with gaps between.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEGMENT = 1 << 16
"""Documents of a segment."""

MOST_LISTED = 256
"""Above it a byte for each gap takes less room than two bytes a document, however the documents lie."""

_ESCAPE = 255


class Encoded(NamedTuple):
    """The containers of one segment: for each sort its words, ascending, and what its lists hold."""

    list_words: NDArray[np.uint32]
    list_counts: NDArray[np.uint16]
    lists: NDArray[np.uint16]
    gap_words: NDArray[np.uint32]
    gap_counts: NDArray[np.uint16]
    gap_bytes: NDArray[np.uint32]
    gaps: NDArray[np.uint8]
    map_words: NDArray[np.uint32]
    map_counts: NDArray[np.uint32]
    maps: NDArray[np.uint8]


def encode(words: NDArray[np.uint32], documents: NDArray[np.uint16], size: int) -> Encoded:
    """The postings of a segment of `size` documents: pairs in the order of words, then of documents, none twice."""
    firsts = np.flatnonzero(np.diff(words, prepend=np.uint32(0xFFFFFFFF)))
    counts = np.diff(firsts, append=len(words))
    numbers = words[firsts]
    is_list = counts <= MOST_LISTED
    is_map = ~is_list & (counts * 8 > size)
    is_gap = ~is_list & ~is_map
    listed = np.repeat(is_list, counts)
    maps = [_bitmap(documents[first : first + count], size) for first, count in _ranges(firsts, counts, is_map)]
    gaps, gap_bytes = to_many_gaps(documents[np.repeat(is_gap, counts)], counts[is_gap])
    return Encoded(
        numbers[is_list],
        counts[is_list].astype(np.uint16),
        documents[listed],
        numbers[is_gap],
        counts[is_gap].astype(np.uint16),
        gap_bytes,
        gaps,
        numbers[is_map],
        counts[is_map].astype(np.uint32),
        np.concatenate([*maps, np.empty(0, np.uint8)]),
    )


def _ranges(firsts: NDArray[np.int64], counts: NDArray[np.int64], chosen: NDArray[np.bool_]) -> list[tuple[int, int]]:
    return list(zip(firsts[chosen].tolist(), counts[chosen].tolist(), strict=True))


def map_bytes(size: int) -> int:
    """Bytes of a bitmap over `size` documents."""
    return (size + 7) // 8


def _bitmap(documents: NDArray[np.uint16], size: int) -> NDArray[np.uint8]:
    bits = np.zeros(map_bytes(size) * 8, np.uint8)
    bits[documents] = 1
    return np.packbits(bits, bitorder="little")


def to_gaps(numbers: NDArray[np.unsignedinteger]) -> NDArray[np.uint8]:
    """Ascending numbers as the bytes of their differences, the first from 0."""
    differences = np.diff(numbers.astype(np.int64), prepend=0)
    escapes = differences // _ESCAPE
    ends = np.cumsum(escapes + 1)
    coded = np.full(int(ends[-1]) if len(ends) else 0, _ESCAPE, np.uint8)
    coded[ends - 1] = differences - escapes * _ESCAPE
    return coded


def to_many_gaps(
    numbers: NDArray[np.unsignedinteger], counts: NDArray[np.int64]
) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """The bytes of several lists of ascending numbers, so many each and none empty, and how many bytes each takes."""
    if not len(counts):
        return np.empty(0, np.uint8), np.empty(0, np.uint32)
    firsts = np.cumsum(counts) - counts
    differences = np.diff(numbers.astype(np.int64), prepend=0)
    differences[firsts] = numbers[firsts]
    escapes = differences // _ESCAPE
    ends = np.cumsum(escapes + 1)
    coded = np.full(int(ends[-1]), _ESCAPE, np.uint8)
    coded[ends - 1] = differences - escapes * _ESCAPE
    return coded, np.diff(ends[firsts + counts - 1], prepend=0).astype(np.uint32)


def _kept[T: np.unsignedinteger](sums: NDArray[T], coded: NDArray[np.uint8]) -> NDArray[T]:
    """The sums at which a document stands."""
    kept: NDArray[T] = sums[coded != _ESCAPE]
    return kept


def from_gaps(coded: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """What `to_gaps` was given."""
    sums: NDArray[np.uint32] = np.cumsum(coded, dtype=np.uint32)
    return _kept(sums, coded)


def from_many_gaps(coded: NDArray[np.uint8], starts: NDArray[np.int64]) -> NDArray[np.uint16]:
    """The numbers of several lists of gaps, one behind the other; the first begins at `starts[0]` = 0.

    Sums wrap around at 2^16, which takes nothing from differences between numbers below it.
    """
    sums: NDArray[np.uint16] = np.cumsum(coded, dtype=np.uint16)
    if len(starts) > 1:
        bases = np.zeros(len(starts), np.uint16)
        bases[1:] = sums[starts[1:] - 1]
        sums -= np.repeat(bases, np.diff(starts, append=len(coded)))
    return _kept(sums, coded)


def spread(bitmap: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A bitmap as one byte, 0 or 1, for each document."""
    return np.unpackbits(bitmap, bitorder="little")
