"""The articles of an axis of time: of each its day is known, and what else their list says is read where it is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from explorer.lists import SourceItem
from explorer.models import Status

if TYPE_CHECKING:
    from explorer.store.reader import Database

Day = tuple[str, Status]
"""When an article was published, empty where nobody knows, and how that is known."""

_BLOCK = 64  # articles read at once


class Articles(Mapping[int, SourceItem]):
    """Items of sources by their rows; reading one raises as `Database.items` does.

    A database of a million claims has forty thousand of them, which took two thirds of the time of its timeline.
    """

    def __init__(self, database: Database, days: Mapping[int, Day]) -> None:
        self._database = database
        self._days = days
        self._items: dict[int, SourceItem] = {}

    def read(self, rows: Iterable[int]) -> None:
        """Read these, where they were not read yet."""
        wanted = [row for row in dict.fromkeys(rows) if row not in self._items]
        self._items.update((item.row, item) for item in self._database.items("source", wanted))

    def __getitem__(self, row: int) -> SourceItem:
        if row not in self._days:
            raise KeyError(row)
        if row not in self._items:
            first = row - row % _BLOCK
            self.read(each for each in range(first, first + _BLOCK) if each in self._days)
        return self._items[row]

    def __contains__(self, row: object) -> bool:
        return row in self._days

    def __iter__(self) -> Iterator[int]:
        return iter(self._days)

    def __len__(self) -> int:
        return len(self._days)
