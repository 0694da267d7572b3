"""Where the packed vectors of the claims stand in a database: written by a build that has an encoder, read by search.

They are no content, as the word index is: processors differ in the last bits of a vector, and two databases that tell
the same must compare equal. So no dump and no digest covers them, and each piece carries a checksum of its own.

Vectors stand in the order of the claims, some thousand to a piece, which is read and let go. The scales are what brings
each to the length 1. Nothing here knows numpy: `explorer.vectors.packing` makes the bytes and reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from explorer.vectors import DIMENSIONS

if TYPE_CHECKING:
    import sqlite3

TABLE = "search_vectors"

PIECE = 4096
"""Vectors in one piece: 1.5 MB, which is all that a search holds of them at a time."""

_SCALE = 4  # bytes of a scale: a float, little endian


class Piece(NamedTuple):
    """Vectors of the claims from row `first` on: signed bytes, and a little-endian float32 for each vector."""

    first: int
    vectors: bytes
    scales: bytes


def create(connection: sqlite3.Connection) -> None:
    """Make the table, empty."""
    connection.execute(
        f"CREATE TABLE {TABLE} (first INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, vectors BLOB NOT NULL,"
        " scales BLOB NOT NULL) STRICT"
    )


def add(connection: sqlite3.Connection, piece: Piece) -> None:
    """Write a piece; the caller commits."""
    row = (piece.first, _checksum(piece), piece.vectors, piece.scales)
    connection.execute(f"INSERT INTO {TABLE} VALUES (?, ?, ?, ?)", row)  # noqa: S608 - a constant


def exist(connection: sqlite3.Connection) -> bool:
    """Whether the database was built with vectors."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(query, (TABLE,)).fetchone() is not None


def fit(connection: sqlite3.Connection) -> bool:
    """Whether there is a vector for every claim, by the sizes of the pieces alone, without reading them."""
    expected = 1
    sizes_and_types = "length(vectors), length(scales), typeof(vectors) || typeof(scales)"
    query = f"SELECT first, {sizes_and_types} FROM {TABLE} ORDER BY first"  # noqa: S608 - constants
    for first, size, scales, types in connection.execute(query):
        count = scales // _SCALE
        sizes = (count * DIMENSIONS, count * _SCALE)
        if first != expected or not count or (size, scales) != sizes or types != "blobblob":
            return False
        expected += count
    (claims,) = connection.execute("SELECT coalesce(max(row), 0) FROM claims").fetchone()
    return bool(expected == claims + 1)


def pieces(connection: sqlite3.Connection) -> Iterator[Piece]:
    """All pieces in the order of the claims, unchecked."""
    query = f"SELECT first, vectors, scales FROM {TABLE} ORDER BY first"  # noqa: S608 - a constant
    yield from (Piece(*row) for row in connection.execute(query))


def sound(connection: sqlite3.Connection) -> Iterator[Piece]:
    """The pieces that are as they were written; a damaged one is left out."""
    query = f"SELECT first, vectors, scales, checksum FROM {TABLE} ORDER BY first"  # noqa: S608 - a constant
    for *columns, checksum in connection.execute(query):
        piece = Piece(*columns)
        if _checksum(piece) == checksum and len(piece.vectors) == len(piece.scales) // _SCALE * DIMENSIONS:
            yield piece


def intact(connection: sqlite3.Connection) -> bool:
    """Whether every claim has its vector and every piece is as it was written; reads them all."""
    (count,) = connection.execute(f"SELECT count(*) FROM {TABLE}").fetchone()  # noqa: S608 - a constant
    return fit(connection) and sum(1 for _ in sound(connection)) == count


def _checksum(piece: Piece) -> int:
    return crc32(piece.scales, crc32(piece.vectors, piece.first))
