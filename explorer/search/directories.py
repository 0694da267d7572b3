"""The directories of an index's segments: which words stand in which lists of one, and of all at once.

Segments are written one behind the other, so a directory is read by going through those before it: see `segments`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from explorer.search.containers import from_gaps, map_bytes
from explorer.search.storage import DAMAGED, DamagedIndexError, Parts

HEADER = 8
"""Numbers a segment has in the part "segments"."""

Sums = NDArray[np.uint32]


def summed(counts: NDArray[np.integer]) -> Sums:
    """How many there are before each, and all of them at the end; where there are none no memory is touched."""
    sums = np.zeros(len(counts) + 1, np.uint32)
    if counts.any():
        np.cumsum(counts, out=sums[1:])
    return sums


@dataclass(frozen=True, slots=True)
class Segment:
    """Where the containers of one segment lie; documents `first`..`first + size` are its."""

    first: int
    size: int
    words: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    """Of the listed `words`, in the numbers of all lists; one more than there are words."""
    gap_words: NDArray[np.uint32]
    gap_starts: NDArray[np.int64]
    gap_counts: NDArray[np.uint16]
    map_words: NDArray[np.uint32]
    map_start: int
    map_counts: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Across:
    """Where the lists of a word are in all segments: entries `entries[starts[word]]` up to those of the next word."""

    starts: NDArray[np.uint32]
    """Of each word of the index, and where the last ends."""
    entries: NDArray[np.uint32]
    """Which of the lists of all segments, one segment behind the other."""
    firsts: NDArray[np.uint32]
    """Where each list begins; one more than there are lists."""
    segments: NDArray[np.uint32]
    """Which list is the first of each segment."""
    documents: NDArray[np.int64]
    """The first document of each segment."""
    long: NDArray[np.uint32]
    """Words that are no list in some segment, ascending, once for each of these."""

    @classmethod
    def of(cls, segments: Sequence[Segment], firsts: NDArray[np.uint32], words: int) -> Across:
        """Of an index of so many words; `firsts` as below."""
        sizes = [len(segment.words) for segment in segments]
        counts = np.zeros(words, np.uint32)
        for segment in segments:
            counts[segment.words] += np.uint32(1)
        starts = summed(counts)
        entries, free, at = np.empty(sum(sizes), np.uint32), starts[:-1].copy(), 0
        for segment, size in zip(segments, sizes, strict=True):
            places = free[segment.words]
            entries[places] = np.arange(at, at + size, dtype=np.uint32)
            places += np.uint32(1)
            free[segment.words] = places
            at += size
        long = [np.empty(0, np.uint32)]
        for segment in segments:
            long += [segment.gap_words, segment.map_words]
        return cls(
            starts,
            entries,
            firsts,
            np.cumsum([0, *sizes[:-1]], dtype=np.uint32),
            np.array([segment.first for segment in segments], np.int64),
            np.sort(np.concatenate(long)),
        )


def read_segments(parts: Parts, name: str) -> tuple[list[Segment], NDArray[np.uint32]]:
    """The directory of each segment, out of the parts that hold them one behind the other; and where each list of all
    begins, and the last one ends.
    """
    headers = parts.whole(f"{name}.segments", "u4").astype(np.int64)
    if len(headers) % HEADER:
        raise DamagedIndexError(DAMAGED)
    words, counts = parts.whole(f"{name}.words", "u1"), parts.whole(f"{name}.counts", "u1")
    long = parts.whole(f"{name}.long", "u4")
    rows = headers.reshape(-1, HEADER)
    sums = rows.sum(axis=0).tolist()
    if (sums[1], sums[2], 3 * sums[4] + 2 * sums[6]) != (len(counts), len(words), len(long)):
        raise DamagedIndexError(DAMAGED)
    firsts = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=firsts[1:])
    firsts += np.arange(len(firsts), dtype=np.uint32)  # what is kept is one less than there are
    found: list[Segment] = []
    at = _At()
    for row in rows.tolist():
        found.append(_read_segment(row, at, words, firsts, long))
        at = at.after(row)
    return found, firsts


class _At(NamedTuple):
    """Where what is of a segment begins: its documents, codes of words, lists, numbers in `long`, and containers."""

    document: int = 0
    code: int = 0
    listed: int = 0
    long: int = 0
    gap: int = 0
    map: int = 0

    def after(self, header: Sequence[int]) -> Self:
        """Where the next one's begins."""
        size, lists, coded, _, gaps, gap_bytes, maps, _ = header
        more = (size, coded, lists, 3 * gaps + 2 * maps, gap_bytes, maps * map_bytes(size))
        return type(self)(*(at + own for at, own in zip(self, more, strict=True)))


def _read_segment(
    header: Sequence[int], at: _At, words: NDArray[np.uint8], firsts: NDArray[np.uint32], long: NDArray[np.uint32]
) -> Segment:
    size, lists, coded, postings, gaps, gap_bytes, maps, _ = header
    numbers = from_gaps(words[at.code : at.code + coded])
    starts = firsts[at.listed : at.listed + lists + 1]
    ends = np.cumsum([at.long, gaps, gaps, gaps, maps, maps]).tolist()
    columns = [long[start:end] for start, end in pairwise(ends)]
    if len(numbers) != lists or int(columns[2].sum()) != gap_bytes or int(starts[-1]) - int(starts[0]) != postings:
        raise DamagedIndexError(DAMAGED)
    gap_starts = at.gap + np.concatenate([[0], np.cumsum(columns[2], dtype=np.int64)])
    return Segment(
        at.document,
        size,
        numbers,
        starts,
        columns[0],
        gap_starts,
        columns[1].astype(np.uint16),
        columns[3],
        at.map,
        columns[4],
    )
