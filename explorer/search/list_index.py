"""What a query asks of the index of one list; `explorer.search.engine` answers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from explorer.search.engine import Found
    from explorer.search.field_names import FieldNames

    Flags = NDArray[np.bool_]
    """A flag for each document."""
    Numbers = NDArray[np.int64]


class ListIndex(Protocol):
    """What is asked of the index of one list. Documents are 0 to `size - 1`, the best-placed first."""

    @property
    def size(self) -> int:
        """How many documents there are."""

    def find(
        self,
        words: Sequence[str],
        *,
        is_open: bool,
        most: int,
        allowed: Flags | None = None,
        cancelled: Callable[[], bool] = ...,
    ) -> Found:
        """The best `most` documents for `words`, forgiving errors, among those `allowed`.

        Raises QueryInterruptedError once `cancelled` says so.
        """

    def holding(self, word: str, *, is_prefix: bool = False, widen: bool = False) -> Flags:
        """Whether a document holds `word`, or a word that begins so, or (`widen`) what it may stand for."""

    def field(self, name: str, value: str, *, is_prefix: bool = False) -> Flags:
        """Whether one of a document's values of a name or a choice is called so (`FieldNames.find`)."""

    def names(self, name: str) -> FieldNames:
        """What the values of a name or a choice are called, the most frequent first."""

    def counts(self, name: str) -> Sequence[int]:
        """How many documents have each value, in the order of `names`."""

    def range(self, name: str, low: float | None, high: float | None, unit: str = "") -> Flags:
        """Whether a document has a value that meets `low` to `high`, both included, in `unit` or a rate of it."""

    def rows(self, documents: Numbers) -> Numbers:
        """The row numbers of documents."""

    def documents(self, rows: Numbers) -> Numbers:
        """The documents of those `rows` that the list has."""

    def touched(self, name: str, documents: Flags) -> Numbers:
        """The keys, which are rows of another list, that flagged documents have in a field (`entity`, `source`)."""

    def reached(self, name: str, rows: Numbers) -> Flags:
        """Whether a document has one of these keys in a field or a link (`claim`)."""
