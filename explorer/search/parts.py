"""One index as it is read: of all rows of a list, or of those that came after it was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from explorer.search.columns import Column
from explorer.search.directories import Sums, summed
from explorer.search.lexicon import Lexicon
from explorer.search.segments import Postings
from explorer.search.storage import DAMAGED, DamagedIndexError, Parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


def _nowhere(_: str) -> bool:
    """There is nothing else."""
    return False


class Part:
    """The words, postings and fields of some documents: numbers `first`..`first + size` of the whole list.

    Raises DamagedIndexError where what is stored does not fit together.
    """

    def __init__(
        self, parts: Parts, lexicon: Lexicon, first: int = 0, *, elsewhere: Callable[[str], bool] = _nowhere
    ) -> None:
        """`elsewhere` tells whether a word is common in the articles, whatever this list has of it."""
        self._parts = parts
        self._elsewhere = elsewhere
        self.lexicon = lexicon
        self.first = first
        size = parts.whole("size", "u8")
        if len(size) != 2:
            raise DamagedIndexError(DAMAGED)
        self.size, self.last_row = int(size[0]), int(size[1])
        self.shown, self.hidden = Postings(parts, "shown"), Postings(parts, "hidden")
        self._rows = parts.lazy("rows", "u4")
        if len(self._rows) not in (0, self.size) or any(
            sum(segment.size for segment in postings.segments) != self.size for postings in (self.shown, self.hidden)
        ):
            raise DamagedIndexError(DAMAGED)
        self.postings = [(postings, self._sums(postings)) for postings in (self.shown, self.hidden)]
        """Those in sight and out of it, each with how many postings the words before each have."""
        self._columns: dict[str, Column] = {}

    def _sums(self, postings: Postings) -> Sums:
        return summed(postings.counts(len(self.lexicon)))

    def is_common(self, word: int) -> bool:
        """Whether a word stands in more than a hundredth of the documents."""
        return sum(int(sums[word + 1] - sums[word]) for _, sums in self.postings) > self.size // 100

    def is_meant(self, word: int) -> bool:
        """Whether a word is too common, here or in the articles, to be a typing error: "said" stands in few claims."""
        return self.is_common(word) or self._elsewhere(self.lexicon.word(word))

    def rows(self) -> NDArray[np.int64]:
        """The row of each document."""
        if len(self._rows):
            every: NDArray[np.int64] = self._rows.part(0, self.size).astype(np.int64)
            return every
        return np.arange(1, self.size + 1)

    def rows_of(self, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of some documents, by their numbers within this part."""
        if not len(self._rows):
            return documents + 1
        rows: NDArray[np.int64] = self._rows.at(documents).astype(np.int64)
        return rows

    def column(self, name: str) -> Column:
        """The values of a field; a field that the list has not has none."""
        return self._columns.setdefault(name, Column(self._parts, name, self.size))
