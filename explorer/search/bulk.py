"""Numbers out of the tables of a database, many at once.

SQLite writes a column as one text and numpy reads it: a fifth of the time that a Python object for each row takes, and
other threads run meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from explorer.search.storage import DAMAGED, DamagedIndexError

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

Value = tuple[Any, ...]


def read_integers(connection: sqlite3.Connection, sql: str, columns: int, *parameters: int) -> list[NDArray[np.int64]]:
    """The columns of a query that gives integers alone, in any order of its rows. Raises DamagedIndexError."""
    names = [f"c{number}" for number in range(columns)]
    texts = ", ".join(f"group_concat({name})" for name in names)
    query = f"with given({', '.join(names)}) as ({sql}) select {texts} from given"  # noqa: S608 - constants
    read = [_parsed(text) for text in connection.execute(query, parameters).fetchone()]
    _check(len({len(column) for column in read}) == 1)  # a NULL is left out
    return read


def read_grouped(
    connection: sqlite3.Connection, sql: str, columns: int
) -> tuple[list[Value], NDArray[np.int64], NDArray[np.int64]]:
    """Of a query that gives (row, …) with so many columns after the row: its distinct values, and for each row that it
    gives, in any order, the row and the place of its value among them. Raises DamagedIndexError.
    """
    names = ", ".join(f"c{number}" for number in range(columns))
    query = (
        f"with given(row, {names}) as ({sql}) select {names}, count(*), group_concat(row) from given group by {names}"  # noqa: S608 - constants
    )
    found = connection.execute(query).fetchall()
    rows = _parsed(",".join([one[-1] for one in found]))
    numbers = np.repeat(np.arange(len(found)), np.array([one[-2] for one in found], np.int64))
    _check(len(rows) == len(numbers))
    return [one[:-2] for one in found], rows, numbers


def _parsed(text: str | None) -> NDArray[np.int64]:
    try:
        read: NDArray[np.int64] = np.fromstring(text or "", np.int64, sep=",")
    except ValueError:  # no number: not a table of ours
        raise DamagedIndexError(DAMAGED) from None
    return read


def _check(fits: bool) -> None:
    if not fits:
        raise DamagedIndexError(DAMAGED)
