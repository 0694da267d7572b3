"""The documents that hold each of a list of words (or values of a field), by segments: see `containers`.

Words and documents are numbers here. Documents are numbered in the order of their worth to a reader, so that a search
may stop after the first segments once it has found enough that nothing can surpass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.search.containers import (
    MOST_LISTED,
    SEGMENT,
    encode,
    from_many_gaps,
    map_bytes,
    spread,
    to_gaps,
)
from explorer.search.directories import Across, Segment, Sums, read_segments
from explorer.search.storage import DAMAGED, DamagedIndexError, Numbers, Parts

_FEW = 4  # lists that are faster read one by one than gathered


class Sink(Protocol):
    """Takes the parts of an index."""

    def add(self, name: str, array: Numbers) -> None:
        """Append `array` to the part `name`."""


class Within(NamedTuple):
    """Which words of a segment some ranges cover: places from `firsts[i]` to `ends[i]`, lightest first."""

    firsts: NDArray[np.int64]
    ends: NDArray[np.int64]
    weights: NDArray[np.uint8]

    def each(self) -> Iterator[tuple[int, int, np.uint8]]:
        """One range after the other."""
        return zip(self.firsts.tolist(), self.ends.tolist(), self.weights, strict=True)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Ranges of words, end exclusive, each with a weight; in the order of words, which are looked up faster so."""

    lows: NDArray[np.uint32]
    highs: NDArray[np.uint32]
    weights: NDArray[np.uint8]
    by_weight: NDArray[np.intp]
    """The places of the ranges, lightest first."""
    long: Ranges | None
    """Those that may hold a word which is no plain list in some segment."""

    @classmethod
    def of(cls, several: Sequence[tuple[NDArray[np.uint32], NDArray[np.uint32], int]], sums: Sums) -> Ranges:
        """From (lows, highs, weight of all of them); `sums[w]`: how many postings the words before `w` have."""
        lows = np.concatenate([lows for lows, _, _ in several])
        highs = np.concatenate([highs for _, highs, _ in several])
        weights = np.repeat(
            np.array([weight for _, _, weight in several], np.uint8), [len(own) for own, _, _ in several]
        )
        order = np.argsort(lows, kind="stable")
        return cls._sorted(lows[order], highs[order], weights[order], sums)

    @classmethod
    def _sorted(
        cls, lows: NDArray[np.uint32], highs: NDArray[np.uint32], weights: NDArray[np.uint8], sums: Sums | None
    ) -> Ranges:
        long = None
        if sums is not None:
            some = sums[highs] - sums[lows] > MOST_LISTED
            if some.any():
                long = cls._sorted(lows[some], highs[some], weights[some], None)
        return cls(lows, highs, weights, np.argsort(weights, kind="stable"), long)

    def within(self, words: NDArray[np.uint32]) -> Within | None:
        """The places that the ranges cover among ascending words; None for none."""
        if not len(words):
            return None
        firsts, ends = words.searchsorted(self.lows), words.searchsorted(self.highs)
        if len(firsts) == 1:
            return Within(firsts, ends, self.weights) if firsts[0] < ends[0] else None
        kept = self.by_weight[(firsts < ends)[self.by_weight]]
        return Within(firsts[kept], ends[kept], self.weights[kept]) if len(kept) else None


def _spans(firsts: NDArray[np.unsignedinteger], counts: NDArray[np.unsignedinteger]) -> NDArray[np.int64]:
    """The numbers of several ranges, one behind the other."""
    lengths = counts.astype(np.int64)
    places: NDArray[np.int64] = np.repeat(firsts.astype(np.int64) - np.cumsum(lengths) + lengths, lengths)
    places += np.arange(len(places))
    return places


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
        numbers = (
            size,
            len(coded.list_words),
            len(directory),
            len(coded.lists),
            len(coded.gap_words),
            len(coded.gaps),
            len(coded.map_words),
            0,
        )
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
        self.segments, self._firsts = read_segments(parts, name)
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
        self._across: Across | None = None

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

    def paint(self, number: int, into: NDArray[np.uint8], ranges: Ranges) -> bool:
        """Set `into` (zeros, one a document of segment `number`, room for `SEGMENT`) to the weight of the best range
        that a document holds a word of; whether there is any.
        """
        segment = self.segments[number]
        listed = ranges.within(segment.words)
        if listed is not None:
            starts, stops = segment.starts[listed.firsts], segment.starts[listed.ends]
            if len(starts) <= _FEW:
                parts = zip(starts.tolist(), stops.tolist(), listed.weights.tolist(), strict=True)
                for start, stop, weight in parts:
                    into[self._lists.part(start, stop)] = weight
            else:
                numbers = self._lists.parts(starts.astype(np.int64), stops.astype(np.int64))
                into[numbers] = np.repeat(listed.weights, stops - starts)
        if ranges.long is None:
            return listed is not None
        heaviest = 0 if listed is None else int(listed.weights[-1])
        long = [self._paint_gaps(segment, into, ranges.long, heaviest), self._paint_maps(segment, into, ranges.long)]
        return listed is not None or any(long)

    def _paint_gaps(self, segment: Segment, into: NDArray[np.uint8], ranges: Ranges, heaviest: int) -> bool:
        """Paint over what weighs `heaviest` at most."""
        held = ranges.within(segment.gap_words)
        if held is None:
            return False
        for first, end, weight in held.each():
            documents = self._gapped(segment, first, end)
            into[documents] = weight if weight >= heaviest else np.maximum(into[documents], weight)
        return True

    def _paint_maps(self, segment: Segment, into: NDArray[np.uint8], ranges: Ranges) -> bool:
        held = ranges.within(segment.map_words)
        if held is None:
            return False
        for first, end, weight in held.each():
            for index in range(first, end):
                bits = spread(self._map(segment, index))
                bits *= np.uint8(weight)
                np.maximum(into[: len(bits)], bits, out=into[: len(bits)])
        return True

    def gather(self, ranges: Ranges, words: int) -> NDArray[np.int64]:
        """Every posting of ranges in all segments at once, in no order, some repeated: 256 · document + weight.

        `words`: how many the index has.
        Worth it for words in few documents: what `paint` costs for each segment is paid once.
        """
        across = self.across(words)
        firsts, ends = across.starts[ranges.lows], across.starts[ranges.highs]
        some = firsts < ends
        firsts, counts = firsts[some], (ends - firsts)[some]
        entries = across.entries[_spans(firsts, counts)]
        found: list[NDArray[np.int64]] = []
        if len(entries):
            starts, stops = across.firsts[entries].astype(np.int64), across.firsts[entries + 1].astype(np.int64)
            bases = across.documents[across.segments.searchsorted(entries, side="right") - 1] << 8
            bases += np.repeat(ranges.weights[some], counts)
            listed = self._lists.parts(starts, stops).astype(np.int64)
            listed <<= 8
            listed += np.repeat(bases, stops - starts)
            found.append(listed)
        if ranges.long is not None and ranges.long.within(across.long) is not None:
            for segment in self.segments:
                for columns, decode in ((segment.gap_words, self._gapped), (segment.map_words, self._mapped)):
                    held = ranges.long.within(columns)
                    for first, end, weight in held.each() if held else ():
                        documents = decode(segment, first, end) + np.int64(segment.first)
                        found.append(documents << 8 | weight)
        return np.concatenate(found) if len(found) > 1 else found[0] if found else np.empty(0, np.int64)

    def _mapped(self, segment: Segment, first: int, end: int) -> NDArray[np.int64]:
        return np.concatenate([np.flatnonzero(spread(self._map(segment, at))) for at in range(first, end)])

    def across(self, words: int) -> Across:
        """The directories of all segments as one, by words, of which there are so many."""
        if self._across is None:
            self._across = Across.of(self.segments, self._firsts, words)
        return self._across

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
