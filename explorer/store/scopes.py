"""Which rows of a table are wanted, and how they are asked for: what every reader of a database shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import batched
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

Row = tuple[Any, ...]
"""A row of SQLite; that its columns have the types the records want is held by the strict tables."""

Query = Callable[[str, tuple[object, ...]], Iterable[Row]]
"""Runs one SELECT with its parameters."""

_PAGE = 500  # row numbers in one query; SQLite takes 999 even in its oldest builds


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows of a list are wanted: `test` follows the column of their number, as in `= ?` or `IN (SELECT …)`."""

    test: str = ""
    parameters: tuple[object, ...] = ()

    def where(self, column: str) -> str:
        """The WHERE clause, empty for everything."""
        return f"WHERE {column} {self.test}" if self.test else ""

    def below(self, table: str, parent: str) -> Scope:
        """The scope of what hangs on the rows of `table` whose `parent` is in this one."""
        if not self.test:
            return self
        return Scope(f"IN (SELECT row FROM {table} {self.where(parent)})", self.parameters)  # noqa: S608 - names of ours


EVERYTHING = Scope()


def pages(rows: Iterable[int]) -> Iterator[Scope]:
    """Scopes that hold these rows together, each few enough for one query."""
    for page in batched(rows, _PAGE):
        yield Scope(f"IN ({', '.join('?' * len(page))})", page)
