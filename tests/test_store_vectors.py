"""The vectors of the claims in a database: one for every claim or of no use, and damage is noticed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from explorer.build.relating import Relating
from explorer.build.report import Progress
from explorer.store import vectors
from explorer.store.verify import dump, verify
from explorer.store.writer import write
from explorer.vectors import DIMENSIONS
from explorer.vectors.remembering import Remembering
from tests.factories import VERSIONS, large_resolution

CLAIMS = 20


class Lengths:
    """An encoder for which texts of one length mean the same."""

    name = "lengths 1"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[len(text)] = 1
        return rows


def written(database: Path, *, told: list[Progress] | None = None) -> Path:
    encoder = Lengths()
    told = [] if told is None else told
    relating = Relating(encoder, Remembering(encoder, {}), {}, 2, told.append)
    write(large_resolution(CLAIMS), database, VERSIONS, extras=[relating.store])
    return database


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "PIECE", 8)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return written(tmp_path / "data.db")


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database, isolation_level=None)) as opened:
        yield opened


def test_the_vectors_stand_in_the_order_of_the_claims(connection: sqlite3.Connection) -> None:
    pieces = list(vectors.pieces(connection))
    assert [piece.first for piece in pieces] == [1, 9, 17]
    rows = np.vstack([np.frombuffer(piece.vectors, np.int8).reshape(-1, DIMENSIONS) for piece in pieces])
    texts = [text for (text,) in connection.execute("SELECT text FROM claims ORDER BY row")]
    assert rows.argmax(axis=1).tolist() == [len(text) for text in texts]
    assert vectors.fit(connection)
    assert vectors.intact(connection)


def test_vectors_are_no_content(database: Path, tmp_path: Path) -> None:
    """Processors differ in their last bits, so no two databases are told apart by them."""
    plain = tmp_path / "plain.db"
    write(large_resolution(CLAIMS), plain, VERSIONS)
    assert list(dump(database)) == list(dump(plain))
    assert verify(database).ok
    assert verify(plain).ok


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        ("UPDATE search_vectors SET vectors = zeroblob(length(vectors)) WHERE first = 9", True),
        ("UPDATE search_vectors SET scales = zeroblob(length(scales))", True),
        ("UPDATE search_vectors SET checksum = checksum + 1", True),
        ("UPDATE search_vectors SET vectors = substr(vectors, 2)", False),
        ("UPDATE search_vectors SET scales = x'00'", False),
        ("UPDATE search_vectors SET first = 10 WHERE first = 9", False),
        ("DELETE FROM search_vectors WHERE first = 1", False),
        ("DELETE FROM search_vectors WHERE first = 17", False),
        ("DELETE FROM search_vectors", False),
    ],
)
def test_what_is_no_longer_as_it_was_written_is_named(
    connection: sqlite3.Connection, database: Path, change: str, fits: bool
) -> None:
    assert connection.execute(change).rowcount > 0
    assert vectors.fit(connection) is fits
    assert not vectors.intact(connection)
    (line,) = verify(database).damaged
    assert "vectors of the claims" in line


def test_a_damaged_piece_is_left_out_of_what_the_next_build_takes_over(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE search_vectors SET vectors = zeroblob(length(vectors)) WHERE first = 9")
    assert [piece.first for piece in vectors.sound(connection)] == [1, 17]


def test_the_build_is_told_how_many_claims_are_done(tmp_path: Path) -> None:
    told: list[Progress] = []
    written(tmp_path / "told.db", told=told)
    assert {step.stage for step in told} == {"relate"}
    assert [step.done for step in told] == sorted(step.done for step in told)
    assert (told[-1].done, told[-1].total) == (CLAIMS, CLAIMS)
