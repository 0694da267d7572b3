"""The names of a field's values, so folded that a value typed finds them: the people, outlets or speakers there are.

Values are numbered from 0, the most frequent first; a value may have several names, of which the first is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.search.sequences import sequence

_ALIKE = 75
"""From 0 to 100: a letter wrong in five."""


def fold_name(name: str) -> str:
    """A name as one line: its words, each after a space, and a space at the end."""
    return f" {' '.join(sequence(name))} "


class Called(NamedTuple):
    """What one value is called."""

    shown: str
    folded: tuple[str, ...]
    """Its names as `fold_name` gives them, each once."""

    @classmethod
    def of(cls, names: Sequence[str], fold: Callable[[str], str] = fold_name) -> Called:
        """From its names, at least one; `fold` is `fold_name`, or one that remembers."""
        return cls(names[0], tuple(dict.fromkeys(map(fold, names))))


class FieldNames:
    """What a field's values are called. `folded` and `owners` are what an index keeps, `of` makes them."""

    def __init__(self, shown: Sequence[str], folded: str, owners: NDArray[np.uint32]) -> None:
        """`shown`: by value, its first name; `folded`: every name as `fold_name` gives it, one a line, in the order of
        the values; `owners`: by line, whose name it is.
        """
        self.shown = shown
        self.folded = folded
        self.owners = owners
        self._lengths = np.fromiter(map(len, folded.split("\n")), np.int64)
        self._ends = np.cumsum(self._lengths + 1)

    @classmethod
    def of(cls, called: Iterable[Called]) -> FieldNames:
        """From what each value is called, in the order of the values."""
        shown: list[str] = []
        lines: list[str] = []
        counts: list[int] = []
        for first, folded in called:
            shown.append(first)
            lines += folded
            counts.append(len(folded))
        return cls(shown, "\n".join(lines), np.repeat(np.arange(len(counts), dtype=np.uint32), counts))

    def find(self, value: str, *, is_prefix: bool = False, whole_first: bool = False) -> NDArray[np.int64]:
        """The values, ascending, one of whose names holds the words of `value` one after the other.

        `is_prefix` lets the last word be the beginning of one. With `whole_first` a value that is called so and no
        more leaves out those that are called so among other words: China leaves out Air China.
        """
        wanted = fold_name(value)
        if not wanted.strip():
            return np.empty(0, np.int64)
        lines = self._lines(wanted[:-1] if is_prefix else wanted)
        if whole_first and not is_prefix:
            whole = lines[self._lengths[lines] == len(wanted)]
            lines = whole if len(whole) else lines
        return np.unique(self.owners[lines]).astype(np.int64)

    def beginning(self, value: str, most: int) -> list[int]:
        """The first `most` values one of whose names goes on as `value` begins, the most frequent first."""
        wanted = fold_name(value).rstrip() or " "
        found: dict[int, None] = {}
        at = self.folded.find(wanted)
        while at >= 0 and len(found) < most:
            line = int(np.searchsorted(self._ends, at, side="right"))
            found[int(self.owners[line])] = None
            at = self.folded.find(wanted, int(self._ends[line]))
        return list(found)

    def nearest(self, value: str) -> str | None:
        """The first name of the value, one of whose names begins the most as `value` does; None where none is alike."""
        from rapidfuzz import fuzz
        from rapidfuzz.process import extractOne

        wanted = fold_name(value).strip()
        if not wanted or not len(self.owners):
            return None
        beginnings = [line[1 : len(wanted) + 2].rstrip() for line in self.folded.split("\n")]
        best = extractOne(wanted, beginnings, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return self.shown[self.owners[best[2]]] if best else None

    def _lines(self, wanted: str) -> NDArray[np.int64]:
        """The lines that hold `wanted`, each once."""
        places = np.array([match.start() for match in re.finditer(re.escape(wanted), self.folded)], np.int64)
        return np.unique(np.searchsorted(self._ends, places, side="right"))
