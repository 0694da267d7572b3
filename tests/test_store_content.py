"""The digest of a table: the same however its rows came in, and however they are read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256

import pytest

from explorer.store.content import PIECE, Digests, combined, content_digest, table_digest

COLUMNS = ["row", "name", "count"]


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        made.execute("CREATE TABLE towns (row INTEGER PRIMARY KEY, name TEXT, count INTEGER)")
        made.execute("CREATE TABLE roads (first INTEGER, second INTEGER, PRIMARY KEY (first, second))")
        yield made


def add(connection: sqlite3.Connection, rows: range) -> None:
    connection.executemany("INSERT INTO towns VALUES (?, ?, ?)", [(row, f"Grünau “{row}”", row % 7) for row in rows])


def test_a_digest_begun_while_rows_are_added_is_that_of_the_whole(connection: sqlite3.Connection) -> None:
    digests = Digests(connection)
    connection.execute("BEGIN")
    assert not digests.go_on()
    for first in range(1, 3 * PIECE, 400):
        rows = range(first, first + 400)
        add(connection, rows)
        digests.added("towns", len(rows))
        while digests.go_on():
            pass
        connection.executemany("INSERT INTO roads VALUES (?, ?)", [(row, -row) for row in rows])
        digests.added("roads", len(rows))  # which has no numbers, and waits
    connection.execute("COMMIT")
    assert not digests.go_on()
    assert combined(digests.whole()) == content_digest(connection)


def expected(rows: Sequence[tuple[object, ...]], size: int, *, compact: bool) -> str:
    """What the digest is by its definition: pieces of so many rows as JSON, one a line."""
    separators = (",", ":") if compact else None
    lines = [
        json.dumps(rows[at : at + size], ensure_ascii=not compact, separators=separators)
        for at in range(0, len(rows), size)
    ]
    columns = COLUMNS if compact else ["first", "second"]
    head = json.dumps({"table": "towns" if compact else "roads", "columns": columns})
    return sha256((head + "".join(f"{line}\n" for line in [*lines, *(["[]"] if compact else [])])).encode()).hexdigest()


@pytest.mark.parametrize("rows", [range(1, 2 * PIECE + 1), range(1, 4 * PIECE, 3), range(-5, PIECE + 9), range(0)])
def test_gaps_between_rows_leave_no_trace(connection: sqlite3.Connection, rows: range) -> None:
    add(connection, rows)
    held = [(row, f"Grünau “{row}”", row % 7) for row in rows]
    assert table_digest(connection, "towns") == expected(held, PIECE, compact=True)


@pytest.mark.parametrize("count", [0, 1, 16, 17, 1024, 1041])
def test_pairs_of_numbers_are_read_in_their_order(connection: sqlite3.Connection, count: int) -> None:
    pairs = [(row * 7919 % 2003, row) for row in range(count)]
    connection.executemany("INSERT INTO roads VALUES (?, ?)", pairs)
    assert table_digest(connection, "roads") == expected([*sorted(pairs)], 16, compact=False)
