"""The values of a field in an index: what they are, and which documents have each of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from explorer.search.containers import SEGMENT
from explorer.search.directories import Sums
from explorer.search.field_names import FieldNames
from explorer.search.segments import Postings, Ranges
from explorer.search.storage import DAMAGED, DamagedIndexError, Parts

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Column:
    """One field of one list. Values are numbered from 0: of names and choices the most frequent first."""

    def __init__(self, parts: Parts, name: str, size: int) -> None:
        self._parts = parts
        self._name = f"field.{name}"
        self._size = size

    @cached_property
    def postings(self) -> Postings:
        """The documents of each value."""
        postings = Postings(self._parts, self._name)
        if postings.segments and postings.segments[-1].first + postings.segments[-1].size != self._size:
            raise DamagedIndexError(DAMAGED)
        return postings

    @cached_property
    def counts(self) -> Sequence[int]:
        """How many documents have each value."""
        return list(self.postings.counts(len(self.keys) or len(self.lows)).tolist())

    @cached_property
    def _sums(self) -> Sums:
        return np.concatenate([np.zeros(1, np.uint32), np.cumsum(self.counts, dtype=np.uint32)])

    @cached_property
    def keys(self) -> NDArray[np.int64]:
        """Of names and links: the row that each value is in its own list, negative for one that is in none."""
        keys: NDArray[np.int64] = self._parts.whole(f"{self._name}.keys", "i4").astype(np.int64)
        return keys

    @cached_property
    def names(self) -> FieldNames:
        """What the values of a name or a choice are called."""
        shown = self._text("shown")
        owners = self._parts.whole(f"{self._name}.owners", "u4")
        called = shown.split("\n") if shown or len(owners) else []
        folded = self._text("folded")
        lines = folded.count("\n") + 1 if folded else 0
        if lines != len(owners) or len(called) != len(self.keys):
            raise DamagedIndexError(DAMAGED)
        if int(owners.max(initial=0)) >= max(len(called), 1):
            raise DamagedIndexError(DAMAGED)
        return FieldNames(called, folded, owners)

    def _text(self, part: str) -> str:
        return bytes(self._parts.whole(f"{self._name}.{part}", "u1")).decode("utf-8", "replace")

    @cached_property
    def lows(self) -> NDArray[np.float64]:
        """Of numbers and dates: the low end of each value."""
        lows: NDArray[np.float64] = self._parts.whole(f"{self._name}.lows", "f8")
        return lows

    @cached_property
    def highs(self) -> NDArray[np.float64]:
        """Of numbers and dates: the high end of each value."""
        highs: NDArray[np.float64] = self._parts.whole(f"{self._name}.highs", "f8")
        return highs

    @cached_property
    def units(self) -> list[str]:
        """Of numbers: the unit of each value."""
        units = self._text("units")
        return units.split("\n") if units else [""] * len(self.lows)

    def having(self, values: NDArray[np.int64]) -> NDArray[np.bool_]:
        """A flag a document: whether it has one of these values."""
        flags = np.zeros(self._size, np.bool_)
        lows, highs = _runs(np.unique(values).astype(np.uint32))
        ranges = Ranges.of([(lows, highs, 1)], self._sums)
        for number, segment in enumerate(self.postings.segments):
            painted = np.zeros(SEGMENT, np.uint8)
            self.postings.paint(number, painted, ranges)
            flags[segment.first : segment.first + segment.size] = painted[: segment.size].view(np.bool_)
        return flags

    def within(self, low: float | None, high: float | None, unit: str) -> NDArray[np.bool_]:
        """A flag a document: whether it has a value that meets `low` to `high`, in `unit` or a rate of it."""
        if not len(self.lows) == len(self.highs) == len(self.units):
            raise DamagedIndexError(DAMAGED)
        fits = (self.highs >= (-np.inf if low is None else low)) & (self.lows <= (np.inf if high is None else high))
        if unit:
            fits &= np.array([own == unit or own.startswith(f"{unit}/") for own in self.units], np.bool_)
        return self.having(np.flatnonzero(fits))

    def values_in(self, documents: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The values that flagged documents have."""
        return np.flatnonzero(self.postings.held_by(documents, len(self.keys)))


def _runs(values: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Ascending numbers as ranges without a gap."""
    if not len(values):
        return values, values
    starts = np.append(0, np.flatnonzero(np.diff(values) > 1) + 1)
    return values[starts], values[np.append(starts[1:] - 1, len(values) - 1)] + np.uint32(1)
