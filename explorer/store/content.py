"""The content of an open database as lines of text, in one order on every machine, and a digest over it.

Page layout, indexes, row storage and the vectors of claims (`vectors.py`) and what a build keeps for
the next one (`kept.py`) leave no trace. The digest stands
in `meta`, so that `explorer verify` notices any value that has changed since the build, also where no span could tell:
a claim's wording, an address, an index.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import batched
from typing import TYPE_CHECKING

from explorer.store import vectors

if TYPE_CHECKING:
    import sqlite3

DIGEST_KEY = "content_sha256"
"""The key of the digest in the table `meta`; the digest covers every row but its own."""

NO_CONTENT = ("kept_", vectors.TABLE)
"""How the names of tables begin that hold no content: what saves the next build some work, and vectors, whose last bits
processors differ in."""


PIECE = 500
"""Rows of a numbered table that are put into JSON at once."""

_TEXTS = 16  # the same of other tables, where a row may be a whole article
_PIECES = 64  # of those at once, where rows are narrow


def lines(connection: sqlite3.Connection) -> Iterator[str]:
    """JSON lines: each table by name with its columns, then its rows in the order of all columns.

    A BLOB stands as the SHA-256 of its bytes. Raises sqlite3.Error.
    """
    encode = json.JSONEncoder(default=_plain).encode  # made once: there are as many lines as rows
    for table in content_tables(connection):
        columns = list(_columns(connection, table))
        yield json.dumps({"table": table, "columns": columns})
        for row in connection.execute(_rows(table, columns)):
            yield encode(row)


def content_tables(connection: sqlite3.Connection) -> list[str]:
    """The names of all tables that hold content. Raises sqlite3.Error."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return [table for (table,) in tables if not table.startswith(NO_CONTENT)]


def content_digest(connection: sqlite3.Connection) -> str:
    """The SHA-256 over the digests of all tables that hold content. Raises sqlite3.Error."""
    return combined(Digests(connection).whole())


def combined(digests: Mapping[str, str]) -> str:
    """The digest of a database from those of its tables, whatever their order."""
    return sha256(json.dumps(sorted(digests.items())).encode()).hexdigest()


def table_digest(connection: sqlite3.Connection, table: str) -> str:
    """The SHA-256 over the columns and rows of a table, without the row of the digest itself. Raises sqlite3.Error."""
    return TableDigest(connection, table).whole()


class TableDigest:
    """The SHA-256 over the columns and rows of a table, without the row of the digest itself. Raises sqlite3.Error.

    Numbered tables of nothing but texts and integers, which are the long ones, are put into JSON by SQLite: a million
    rows take two seconds, while Python would take ten to make its objects of them. How SQLite prints other numbers
    depends on its version.
    """

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        columns = _columns(connection, table)
        self._digest = sha256(json.dumps({"table": table, "columns": list(columns)}).encode())
        self.is_numbered = "row" in columns and set(columns.values()) <= {"TEXT", "INTEGER"}
        """Whether it can be begun while rows are added that have ever higher numbers."""
        self._pieces = (_by_sqlite if self.is_numbered else _by_python)(connection, table, columns)

    def go_on(self) -> None:
        """Take in the next `PIECE` rows of a numbered table, all of which must be there."""
        self._take(next(self._pieces))

    def whole(self) -> str:
        """When all rows are there: the digest, in hex digits."""
        for piece in self._pieces:
            self._take(piece)
        return self._digest.hexdigest()

    def _take(self, piece: str) -> None:
        self._digest.update(piece.encode() + b"\n")


class Digests:
    """The digests of all tables, begun while rows are added: of those in numbered tables, which come in order."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._begun: dict[str, TableDigest] = {}
        self._left: Counter[str] = Counter()
        """Rows of each table that are there and not yet taken in."""

    def added(self, table: str, rows: int) -> None:
        """So many rows have been added at the end of a table, whether it is one that can be begun or not."""
        self._left[table] += rows

    def go_on(self) -> bool:
        """Take in some rows of a table that has enough; whether any has."""
        for table, rows in self._left.items():
            if rows >= PIECE and self._of(table).is_numbered:
                self._of(table).go_on()
                self._left[table] -= PIECE
                return True
        return False

    def whole(self) -> dict[str, str]:
        """When all rows are there: the digest of each table that holds content."""
        return {table: self._of(table).whole() for table in content_tables(self._connection)}

    def _of(self, table: str) -> TableDigest:
        if table not in self._begun:
            self._begun[table] = TableDigest(self._connection, table)
        return self._begun[table]


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Names and types of a table's columns, in their order."""
    return {row[1]: row[2] for row in connection.execute(f'PRAGMA table_info("{table}")')}


def _rows(table: str, columns: Sequence[str]) -> str:
    order = ", ".join(str(number) for number in range(1, len(columns) + 1))
    return f'SELECT * FROM "{table}" ORDER BY {order}'  # noqa: S608 - names of ours


def _by_sqlite(connection: sqlite3.Connection, table: str, columns: Iterable[str]) -> Iterator[str]:
    made = f"json_group_array(json_array({', '.join(map(_quoted, columns))}))"
    beyond = f'FROM "{table}" WHERE "row" > :last'
    some = f'SELECT {made}, max("row") FROM (SELECT * {beyond} ORDER BY "row" LIMIT {PIECE})'  # noqa: S608 - names of ours
    near = f'SELECT {made}, count(*) {beyond} AND "row" <= :last + {PIECE}'
    last: int | None = -(2**63)
    while last is not None:
        # Rows without a gap between them, as ours are, are read in three quarters of the time.
        piece, count = connection.execute(near, {"last": last}).fetchone()
        if count == PIECE:
            last += PIECE
        else:
            piece, last = connection.execute(some, {"last": last}).fetchone()
        yield piece


def _by_python(connection: sqlite3.Connection, table: str, columns: Mapping[str, str]) -> Iterator[str]:
    encode = json.JSONEncoder(default=_plain).encode
    rows = connection.execute(_rows(table, list(columns)))
    if set(columns.values()) == {"INTEGER"}:  # narrow, and perhaps long: many pieces are encoded at once
        while several := rows.fetchmany(_TEXTS * _PIECES):
            yield encode([*batched(several, _TEXTS)])[1:-1].replace("]], [[", "]]\n[[")
        return
    while piece := rows.fetchmany(_TEXTS):
        yield encode([row for row in piece if row[0] != DIGEST_KEY])


def _quoted(column: str) -> str:
    return f'"{column}"'


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"sha256": sha256(value).hexdigest()}
    raise TypeError(f"SQLite stores no {type(value).__name__}")
