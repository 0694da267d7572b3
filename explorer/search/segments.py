"""The documents that hold each of a list of words (or values of a field), by segments: see `containers`.

Words and documents are numbers here. Documents are numbered in the order of their worth to a reader, so that a search
may stop after the first segments once it has found enough that nothing can surpass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from explorer.search.containers import (
    MOST_LISTED,
    SEGMENT,
    encode,
    from_gaps,
    from_many_gaps,
    map_bytes,
    spread,
    to_gaps,
)
from explorer.search.storage import DAMAGED, DamagedIndexError, Numbers, Parts

_FEW = 4  # lists that are faster read one by one than gathered
_HEADER = 8  # numbers a segment has in the part "segments"


Sums = NDArray[np.uint32]


def summed(counts: NDArray[np.integer]) -> Sums:
    """How many there are before each, and all of them at the end; where there are none no memory is touched."""
    sums = np.zeros(len(counts) + 1, np.uint32)
    if counts.any():
        np.cumsum(counts, out=sums[1:])
    return sums


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
        self.segments, self._firsts = _read_segments(parts, name)
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


def _read_segments(parts: Parts, name: str) -> tuple[list[Segment], NDArray[np.uint32]]:
    """The directory of each segment, out of the parts that hold them one behind the other; and where each list of all
    begins, and the last one ends.
    """
    headers = parts.whole(f"{name}.segments", "u4").astype(np.int64)
    if len(headers) % _HEADER:
        raise DamagedIndexError(DAMAGED)
    words, counts = parts.whole(f"{name}.words", "u1"), parts.whole(f"{name}.counts", "u1")
    long = parts.whole(f"{name}.long", "u4")
    rows = headers.reshape(-1, _HEADER)
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
        at.document, size, numbers, starts, columns[0], gap_starts, columns[1].astype(np.uint16), columns[3], at.map,
        columns[4],
    )  # fmt: skip
