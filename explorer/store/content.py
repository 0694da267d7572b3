"""The content of an open database as lines of text, in one order on every machine, and a digest over it.

Page layout, indexes, row storage and the vectors of claims (`vectors.py`) and what a build keeps for
the next one (`kept.py`) leave no trace. The digest stands
in `meta`, so that `explorer verify` notices any value that has changed since the build, also where no span could tell:
a claim's wording, an address, an index.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from explorer.store import vectors

if TYPE_CHECKING:
    import sqlite3

DIGEST_KEY = "content_sha256"
"""The key of the digest in the table `meta`; the digest covers every row but its own."""

NO_CONTENT = ("kept_", vectors.TABLE)
"""How the names of tables begin that hold no content: what saves the next build some work, and vectors, whose last bits
processors differ in."""


_PIECE = 500  # rows that are put into JSON at once
_TEXTS = 16  # the same where a row may be a whole article


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
    return combined({table: table_digest(connection, table) for table in content_tables(connection)})


def combined(digests: Mapping[str, str]) -> str:
    """The digest of a database from those of its tables, whatever their order."""
    return sha256(json.dumps(sorted(digests.items())).encode()).hexdigest()


def table_digest(connection: sqlite3.Connection, table: str) -> str:
    """The SHA-256 over the columns and rows of a table, without the row of the digest itself. Raises sqlite3.Error.

    Numbered tables of nothing but texts and integers, which are the long ones, are put into JSON by SQLite: a million
    rows take two seconds, while Python would take ten to make its objects of them. How SQLite prints other numbers
    depends on its version.
    """
    columns = _columns(connection, table)
    digest = sha256(json.dumps({"table": table, "columns": list(columns)}).encode())
    if "row" in columns and set(columns.values()) <= {"TEXT", "INTEGER"}:
        pieces = _by_sqlite(connection, table, list(columns))
    else:
        pieces = _by_python(connection, table, list(columns))
    for piece in pieces:
        digest.update(piece.encode() + b"\n")
    return digest.hexdigest()


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Names and types of a table's columns, in their order."""
    return {row[1]: row[2] for row in connection.execute(f'PRAGMA table_info("{table}")')}


def _rows(table: str, columns: Sequence[str]) -> str:
    order = ", ".join(str(number) for number in range(1, len(columns) + 1))
    return f'SELECT * FROM "{table}" ORDER BY {order}'  # noqa: S608 - names of ours


def _by_sqlite(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[str]:
    values = ", ".join(f'"{column}"' for column in columns)
    query = (
        f'SELECT json_group_array(json_array({values})), max("row") FROM '  # noqa: S608 - names of ours
        f'(SELECT * FROM "{table}" WHERE "row" > ? ORDER BY "row" LIMIT {_PIECE})'
    )
    last: int | None = -(2**63)
    while last is not None:
        piece, last = connection.execute(query, (last,)).fetchone()
        yield piece


def _by_python(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[str]:
    encode = json.JSONEncoder(default=_plain).encode
    rows = connection.execute(_rows(table, columns))
    while piece := rows.fetchmany(_TEXTS):
        yield encode([row for row in piece if row[0] != DIGEST_KEY])


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"sha256": sha256(value).hexdigest()}
    raise TypeError(f"SQLite stores no {type(value).__name__}")
