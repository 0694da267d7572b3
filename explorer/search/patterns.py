"""What stands for one word of a query, as readings with weights, and the documents that hold one of them.

A pattern remembers what it has read: the stages of a search, and the next keys of a query, do not read it again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from explorer.search.containers import SEGMENT
from explorer.search.directories import Sums
from explorer.search.segments import Postings, Ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from explorer.search.lexicon import Reach
    from explorer.search.parts import Part

OUT_OF_SIGHT = 8
"""Taken off a word's weight where the row does not show it."""

_REMEMBERED = 64  # segments painted for one word, 64 kB each
_SPARSE = 2000  # postings a segment; of fewer it is faster to sort them all than to paint every segment
_MOST_KEPT = 6_000_000  # bytes of what has been read of the words of the last searches
_MOST_PATTERNS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Readings of one word that weigh the same: `postings` of ranges of words, out of sight or not."""

    weight: int
    is_hidden: bool
    lows: NDArray[np.uint32]
    highs: NDArray[np.uint32]
    size: int


class Pattern:
    """The readings of one word of a query: groups, lightest first, in two sets of postings.

    It is made of another pattern that has some of its groups, whose documents may have been read before, and the rest.
    """

    def __init__(
        self, groups: Sequence[Group], postings: Sequence[tuple[Postings, Sums]], other: Pattern | None = None
    ) -> None:
        """`postings`: in sight and out of it, each with how many postings the words before each have."""
        self.groups = groups
        self._postings = postings
        self.size = sum(group.size for group in groups)
        """How many postings the readings have."""
        self.top = groups[-1].weight if groups else 0
        """The weight of the best reading."""
        self._made_of = _Made.of(groups, postings, other)
        self._painted: dict[int, NDArray[np.uint8]] = {}
        self._gathered: tuple[NDArray[np.int64], NDArray[np.uint8]] | None = None
        self._above: dict[int, Pattern] = {}
        self.is_sparse = bool(postings) and self.size <= _SPARSE * len(postings[0][0].segments)
        """Whether the documents are few enough to be asked for by `gather`."""

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def kept_bytes(self) -> int:
        """The memory of what has been read of it."""
        held = sum(array.nbytes for array in self._gathered or ()) + len(self._painted) * SEGMENT
        return held + sum(above.kept_bytes for above in list(self._above.values()))

    def forget(self) -> None:
        """Let go of what has been read of it; another that is made of it may hold it still, and has it read anew."""
        self._gathered, self._painted, self._above = None, {}, {}

    def above(self, place: int) -> Pattern:
        """The readings that weigh more than the group of this place."""
        known = self._above.get(place)
        if known is None:
            groups, other = self.groups[place + 1 :], self._made_of.other
            shared = sum(group in groups for group in other.groups) if other else 0
            if other and shared == len(groups):
                known = other if len(groups) == len(other.groups) else other.above(len(other.groups) - len(groups) - 1)
            else:
                known = Pattern(groups, self._postings, other if other and shared == len(other.groups) else None)
                self._made_of = _Made.of(self.groups, self._postings, known)
            self._above[place] = known
        return known

    def gather(self) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """The documents of the part, ascending, that hold a reading, and the weight of the best that each holds."""
        gathered = self._gathered
        if gathered is None:
            made = self._made_of
            found = [held.gather(ranges, len(sums) - 1) for (held, sums), ranges in made.ranges]
            if made.other is not None:
                documents, weights = made.other.gather()
                found.append(documents << 8 | weights)
            both = np.concatenate(found) if len(found) > 1 else found[0] if found else np.empty(0, np.int64)
            both.sort()
            documents = both >> 8
            best = np.append(documents[1:] != documents[:-1], True)[: len(both)]
            gathered = self._gathered = documents[best], both[best].astype(np.uint8)
        return gathered

    def among(self, documents: NDArray[np.int64]) -> NDArray[np.uint8]:
        """What `gather` tells of these documents of the part, 0 for those that hold no reading."""
        held, weights = self.gather()
        if not len(held):
            return np.zeros(len(documents), np.uint8)
        places = held.searchsorted(documents)
        found = weights.take(places, mode="clip")
        found[held.take(places, mode="clip") != documents] = 0
        return found

    def paint(self, number: int) -> NDArray[np.uint8]:
        """For each document of a segment the weight of the best reading it holds, or 0; not to be changed.

        Where the documents are many it is remembered.
        """
        known = self._painted.get(number)
        if known is None:
            known = self._paint(number)
            if not self.is_sparse and len(self._painted) < _REMEMBERED:
                self._painted[number] = known
        return known

    def _paint(self, number: int) -> NDArray[np.uint8]:
        made = self._made_of
        weights = made.other.paint(number) if made.other is not None else None
        for (postings, _), ranges in made.ranges:
            more = np.zeros(SEGMENT, np.uint8)
            if weights is None:
                postings.paint(number, more, ranges)
                weights = more
            elif postings.paint(number, more, ranges):
                weights = np.maximum(weights, more, out=more)
        return np.zeros(SEGMENT, np.uint8) if weights is None else weights


class _Made(NamedTuple):
    """What a pattern is made of: another one, and ranges of the groups that this has not, by postings."""

    other: Pattern | None
    ranges: Sequence[tuple[tuple[Postings, Sums], Ranges]]

    @classmethod
    def of(cls, groups: Sequence[Group], postings: Sequence[tuple[Postings, Sums]], other: Pattern | None) -> Self:
        """The groups, but for those of `other`."""
        left = [group for group in groups if not other or group not in other.groups]
        ranges = [
            ((held, sums), Ranges.of([(group.lows, group.highs, group.weight) for group in own], sums))
            for is_hidden, (held, sums) in enumerate(postings)
            if (own := [group for group in left if group.is_hidden == is_hidden])
        ]
        return cls(other, ranges)


def pattern(
    reaches: Iterable[Reach], postings: Sequence[tuple[Postings, Sums]], other: Pattern | None = None
) -> Pattern:
    """What reaches find in sight, and out of sight, where it weighs a little less; see `Pattern`.

    `other` is what others find, of which it takes its part.
    """
    groups = list(other.groups) if other else []
    for weight, lows, highs in reaches:
        for is_hidden, (_, counts) in enumerate(postings):
            if not counts[-1]:
                continue
            sizes = counts[highs] - counts[lows]
            some = sizes > 0
            if some.any():
                loss = OUT_OF_SIGHT if is_hidden else 0
                groups.append(Group(weight - loss, bool(is_hidden), lows[some], highs[some], int(sizes.sum())))
    groups.sort(key=lambda group: group.weight)
    return Pattern(groups, postings, other)


Key = tuple[int, tuple[tuple[int, bytes, bytes], ...]]
"""A part of an index, and what a word reaches in it."""


class Patterns:
    """The patterns of the words of the last searches: letter by letter a query changes in its last word alone."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._read: OrderedDict[tuple[int, str, bool, int], Key] = OrderedDict()
        self._known: OrderedDict[Key, Pattern] = OrderedDict()

    def of(self, part: Part, word: str, *, is_open: bool, stage: int) -> Pattern:
        """What stands for a word at a stage of the search."""
        asked = part.first, word, is_open, stage
        with self._lock:
            key = self._read.get(asked)
            known = self._latest(key) if key else None
        if known is not None:
            return known
        reaches = part.lexicon.expand(word, is_open=is_open, stage=stage, is_meant=part.is_meant)
        key = part.first, tuple(reach.key for reach in reaches)
        with self._lock:
            self._read[asked] = key
            known = self._latest(key)  # at another stage it may stand for the same
            if known is None:
                before = self._read.get((part.first, word, is_open, stage - 1))
                less = self._known.get(before) if before else None
                count = len(before[1]) if before and less is not None else 0
                if count and before and key[1][-count:] == before[1]:  # what it stood for, and more
                    known = pattern(reaches[:-count], part.postings, less)
                else:
                    known = pattern(reaches, part.postings)
                self._known[key] = known
        return known

    def _latest(self, key: Key) -> Pattern | None:
        known = self._known.get(key)
        if known is not None:
            self._known.move_to_end(key)
        return known

    def trim(self) -> None:
        """Forget the oldest beyond what may be kept."""
        with self._lock:
            kept = sum(pattern.kept_bytes for pattern in self._known.values())
            while self._known and (kept > _MOST_KEPT or len(self._known) > _MOST_PATTERNS):
                _, oldest = self._known.popitem(last=False)
                kept -= oldest.kept_bytes
                oldest.forget()
            while len(self._read) > _MOST_PATTERNS:
                self._read.popitem(last=False)
