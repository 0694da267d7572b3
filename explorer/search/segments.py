"""The documents that hold each of a list of words (or values of a field), by segments: see `containers`.

Words and documents are numbers here. Documents are numbered in the order of their worth to a reader, so that a search
may stop after the first segments once it has found enough that nothing can surpass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np

from explorer.search.containers import SEGMENT, encode, from_gaps, from_many_gaps, map_bytes, spread, to_gaps
from explorer.search.storage import DAMAGED, DamagedIndexError, Numbers, Parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEW = 4  # lists that are faster read one by one than gathered
_HEADER = 8  # numbers a segment has in the part "segments"


class Sink(Protocol):
    """Takes the parts of an index."""

    def add(self, name: str, array: Numbers) -> None:
        """Append `array` to the part `name`."""


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


class PostingsWriter:
    """Writes the postings of `size` documents into the parts of one name, segment after segment."""

    def __init__(self, sink: Sink, name: str, size: int) -> None:
        self._sink = sink
        self._name = name
        self._left = size

    def add(self, words: NDArray[np.uint32], documents: NDArray[np.uint16]) -> None:
        """The postings of the next segment: pairs in order, see `containers.encode`."""
        size = min(SEGMENT, self._left)
        self._left -= size
        coded = encode(words, documents, size)
        directory = to_gaps(coded.list_words)
        numbers = (size, len(coded.list_words), len(directory), len(coded.lists), len(coded.gap_words),
                   len(coded.gaps), len(coded.map_words), 0)  # fmt: skip
        long = (coded.gap_words, coded.gap_counts, coded.gap_bytes, coded.map_words, coded.map_counts)
        for part, array in (
            ("segments", np.array(numbers, np.uint32)),
            ("words", directory),
            ("counts", (coded.list_counts - 1).astype(np.uint8)),
            ("lists", coded.lists),
            ("long", np.concatenate([column.astype(np.uint32) for column in long])),
            ("gaps", coded.gaps),
            ("maps", coded.maps),
        ):
            self._sink.add(f"{self._name}.{part}", array)


class Postings:
    """Reads the postings of one name. Raises DamagedIndexError where they do not fit together."""

    def __init__(self, parts: Parts, name: str) -> None:
        self.segments = list(_read_segments(parts, name))
        self._lists = parts.lazy(f"{name}.lists", "u2")
        self._gaps = parts.lazy(f"{name}.gaps", "u1")
        self._maps = parts.lazy(f"{name}.maps", "u1")
        ends = (0, 0, 0)
        if self.segments:
            last = self.segments[-1]
            maps = last.map_start + len(last.map_words) * map_bytes(last.size)
            ends = int(last.starts[-1]), int(last.gap_starts[-1]), maps
        if ends != (len(self._lists), len(self._gaps), len(self._maps)):
            raise DamagedIndexError(DAMAGED)

    def counts(self, words: int) -> NDArray[np.uint32]:
        """In how many documents each of the first `words` words is."""
        counts = np.zeros(words, np.uint32)
        for segment in self.segments:
            for numbers, held in (
                (segment.words, np.diff(segment.starts)),
                (segment.gap_words, segment.gap_counts),
                (segment.map_words, segment.map_counts),
            ):
                if len(numbers) and int(numbers[-1]) >= words:
                    raise DamagedIndexError(DAMAGED)
                counts[numbers] += held
        return counts

    def paint(
        self, number: int, into: NDArray[np.uint8], weight: int, lows: NDArray[np.uint32], highs: NDArray[np.uint32]
    ) -> None:
        """Set `into` (one element a document of segment `number`, room for `SEGMENT`) to `weight` where a document
        holds one of the words `lows[i]`..`highs[i]`, end exclusive. Never lowers: call with ascending weights.
        """
        segment = self.segments[number]
        firsts, ends = _within(segment.words, lows, highs)
        if len(firsts):
            starts, stops = segment.starts[firsts].astype(np.int64), segment.starts[ends].astype(np.int64)
            if len(firsts) <= _FEW:
                for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
                    into[self._lists.part(start, stop)] = weight
            else:
                into[self._lists.parts(starts, stops)] = weight
        for first, end in zip(*(ends.tolist() for ends in _within(segment.gap_words, lows, highs)), strict=True):
            into[self._gapped(segment, first, end)] = weight
        for first, end in zip(*(ends.tolist() for ends in _within(segment.map_words, lows, highs)), strict=True):
            for index in range(first, end):
                bits = spread(self._map(segment, index))
                bits *= np.uint8(weight)
                np.maximum(into[: len(bits)], bits, out=into[: len(bits)])

    def held_by(self, documents: NDArray[np.bool_], words: int) -> NDArray[np.bool_]:
        """For each of the first `words` words whether any flagged document holds it."""
        held = np.zeros(words, np.bool_)
        for segment in self.segments:
            flags = np.zeros(SEGMENT, np.bool_)
            flags[: segment.size] = documents[segment.first : segment.first + segment.size]
            if not flags.any():
                continue
            if len(segment.words):
                start, stop = int(segment.starts[0]), int(segment.starts[-1])
                listed = flags[self._lists.part(start, stop)]
                held[segment.words] |= np.logical_or.reduceat(listed, segment.starts[:-1].astype(np.int64) - start)
            for at, word in enumerate(segment.gap_words.tolist()):
                held[word] |= flags[self._gapped(segment, at, at + 1)].any()
            for at, word in enumerate(segment.map_words.tolist()):
                bits = spread(self._map(segment, at)).view(np.bool_)
                held[word] |= (bits & flags[: len(bits)]).any()
        return held

    def _map(self, segment: Segment, index: int) -> NDArray[np.uint8]:
        width = map_bytes(segment.size)
        start = segment.map_start + index * width
        bits: NDArray[np.uint8] = self._maps.part(start, start + width)
        return bits

    def _gapped(self, segment: Segment, first: int, end: int) -> NDArray[np.uint16]:
        starts = segment.gap_starts[first : end + 1]
        return from_many_gaps(self._gaps.part(int(starts[0]), int(starts[-1])), starts[:-1] - starts[0])


def _within(
    words: NDArray[np.uint32], lows: NDArray[np.uint32], highs: NDArray[np.uint32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of `words` that the ranges cover: first and end (exclusive) of each range that covers any."""
    firsts, ends = words.searchsorted(lows), words.searchsorted(highs)
    some = firsts < ends
    return firsts[some], ends[some]


def _read_segments(parts: Parts, name: str) -> Iterator[Segment]:
    """The directory of each segment, out of the parts that hold them one behind the other."""
    headers = parts.whole(f"{name}.segments", "u4").astype(np.int64)
    if len(headers) % _HEADER:
        raise DamagedIndexError(DAMAGED)
    words, counts = parts.whole(f"{name}.words", "u1"), parts.whole(f"{name}.counts", "u1")
    long = parts.whole(f"{name}.long", "u4")
    sums = headers.reshape(-1, _HEADER).sum(axis=0).tolist()
    if (sums[1], sums[2], 3 * sums[4] + 2 * sums[6]) != (len(counts), len(words), len(long)):
        raise DamagedIndexError(DAMAGED)
    first = listed = gapped = mapped = 0
    at_words = at_counts = at_long = 0
    for size, lists, coded, postings, gaps, gap_bytes, maps, _ in headers.reshape(-1, _HEADER).tolist():
        numbers = from_gaps(words[at_words : at_words + coded])
        held = np.cumsum(counts[at_counts : at_counts + lists].astype(np.uint32) + np.uint32(1), dtype=np.uint32)
        ends = np.cumsum([at_long, gaps, gaps, gaps, maps, maps]).tolist()
        columns = [long[start:end] for start, end in pairwise(ends)]
        if len(numbers) != lists or int(columns[2].sum()) != gap_bytes or (lists and int(held[-1]) != postings):
            raise DamagedIndexError(DAMAGED)
        yield Segment(
            first, size, numbers, np.concatenate([[0], held]).astype(np.uint32) + np.uint32(listed),
            columns[0], gapped + np.concatenate([[0], np.cumsum(columns[2], dtype=np.int64)]),
            columns[1].astype(np.uint16), columns[3], mapped, columns[4],
        )  # fmt: skip
        first, listed, gapped, mapped = (
            first + size,
            listed + postings,
            gapped + gap_bytes,
            mapped + maps * map_bytes(size),
        )
        at_words, at_counts, at_long = at_words + coded, at_counts + lists, ends[-1]
