"""The tables of a database that is being indexed: what several parts of an index are made of is read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from explorer.search.bulk import read_grouped, read_integers
from explorer.search.field_names import Called, FieldNames, fold_name
from explorer.search.fields import FieldSpec

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

Key = int | str

_NAMES = {
    "source": (
        "select row, publisher from sources where publisher <> '' union all select row, title from sources "
        "where title <> '' union all select row, path from sources union all select row, id from sources"
    ),
    "entity": (
        "select row, name from entities union all select entity, surface from aliases "
        "union all select row, id from entities"
    ),
}
_NAMES["speaker"] = _NAMES["entity"]


def read_names(connection: sqlite3.Connection, spec: FieldSpec) -> Iterator[tuple[int, str]]:
    """Every name of every thing that a field of names may ask for, by its key; the first is the one to show."""
    return connection.execute(_NAMES[spec.name])


class Claims(NamedTuple):
    """Of every claim its row, in any order, and at the same place its kind, a number of `kinds`, and its counts."""

    rows: NDArray[np.int64]
    kinds: list[str]
    kind: NDArray[np.int64]
    worth: NDArray[np.int64]
    origins: NDArray[np.int64]
    sources: NDArray[np.int64]


class Regions(NamedTuple):
    """Of every region, in any order, its row, source, start and end."""

    rows: NDArray[np.int64]
    sources: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


class Tables:
    """The rows beyond `after` of the tables of a database. Raises DamagedIndexError."""

    def __init__(self, connection: sqlite3.Connection, after: int = 0) -> None:
        self.connection = connection
        self.after = after
        self._called: dict[str, dict[int, Called]] = {}

    @cached_property
    def claims(self) -> Claims:
        """All claims, by the few values that their columns have together: a million are read in half a second."""
        sql = f"select row, kind, worth, origins, sources from claims where row > {self.after}"  # noqa: S608 - a number
        groups, rows, numbers = read_grouped(self.connection, sql, 4)
        kinds = sorted({kind for kind, *_ in groups})
        counts = np.array([counts for _, *counts in groups], np.int64).reshape(-1, 3)[numbers]
        kind = np.array([kinds.index(kind) for kind, *_ in groups], np.int64)[numbers]
        return Claims(rows, kinds, kind, *counts.T)

    @cached_property
    def claim_sources(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The claims and, at the same places, the sources that make them."""
        sql = "select claim, source from claim_sources where claim > ?"
        claims, sources = read_integers(self.connection, sql, 2, self.after)
        return claims, sources

    @cached_property
    def regions(self) -> Regions:
        """The regions of all articles, also of those before."""
        return Regions(*read_integers(self.connection, 'select row, source, start, "end" from regions', 4))

    def names(self, spec: FieldSpec, keys: Iterable[Key]) -> FieldNames:
        """The names of the values of a field; a text is its own and only one."""
        called: dict[int, Called] = {}
        if spec.sort == "name":
            called = self._called.get(spec.name) or self._called.setdefault(spec.name, self._all_names(spec))
        return FieldNames.of(called.get(key, _NAMELESS) if isinstance(key, int) else Called.of([key]) for key in keys)

    def _all_names(self, spec: FieldSpec) -> dict[int, Called]:
        names: dict[int, list[str]] = {}
        for row, title in read_names(self.connection, spec):
            names.setdefault(row, []).append(title)
        fold = cache(fold_name)  # many articles have one publisher
        return {row: Called.of(several, fold) for row, several in names.items()}


_NAMELESS = Called.of([""])
