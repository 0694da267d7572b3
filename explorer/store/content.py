"""The content of an open database as lines of text, in one order on every machine, and a digest over it.

Page layout, indexes, row storage and the vectors of claims (`vectors.py`) and what a build keeps for
the next one (`kept.py`) leave no trace. The digest stands
in `meta`, so that `explorer verify` notices any value that has changed since the build, also where no span could tell:
a claim's wording, an address, an index.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
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


def lines(connection: sqlite3.Connection) -> Iterator[str]:
    """JSON lines: each table by name with its columns, then its rows in the order of all columns.

    A BLOB stands as the SHA-256 of its bytes. Raises sqlite3.Error.
    """
    encode = json.JSONEncoder(default=_plain).encode  # made once: there are as many lines as rows
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    for (table,) in tables:
        if table.startswith(NO_CONTENT):
            continue
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        yield json.dumps({"table": table, "columns": columns})
        order = ", ".join(str(number) for number in range(1, len(columns) + 1))
        for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}'):  # noqa: S608 - names of ours
            yield encode(row)


def content_digest(connection: sqlite3.Connection) -> str:
    """The SHA-256 over all lines but that of the digest itself. Raises sqlite3.Error."""
    digest = sha256()
    own = f'["{DIGEST_KEY}", '
    for line in lines(connection):
        if not line.startswith(own):
            digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"sha256": sha256(value).hexdigest()}
    raise TypeError(f"SQLite stores no {type(value).__name__}")
