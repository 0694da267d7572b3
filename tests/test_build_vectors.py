"""The vectors that a build makes: once for each text, kept as long as they are good, and never needed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from explorer import vectors
from explorer.build import build, relating, workers
from explorer.store import vectors as stored_vectors
from explorer.store.verify import verify
from explorer.vectors import DIMENSIONS
from tests.building import STORY, spoil


class CountingEncoder:
    """An encoder that counts what it is asked; texts are alike as far as their letters are."""

    name = "letters 1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        rows = np.zeros((len(texts), DIMENSIONS))
        for row, text in enumerate(texts):
            for letter in text.lower():
                rows[row, ord(letter) % DIMENSIONS] += 1
        return np.round(rows / np.linalg.norm(rows, axis=1, keepdims=True), 4).astype(np.float32)


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> CountingEncoder:
    """What builds ask for vectors."""
    encoder = CountingEncoder()
    monkeypatch.setattr(vectors, "load", lambda: encoder)
    return encoder


def test_no_text_is_embedded_twice_and_the_database_is_the_same(
    articles: Path, database: Path, encoder: CountingEncoder
) -> None:
    build([articles], database)
    assert encoder.asked, "some pair must be left open by its words, or this test tests nothing"
    assert len(set(encoder.asked)) == len(encoder.asked)
    first = set(encoder.asked)
    (articles / "more.txt").write_text(STORY[3])
    encoder.asked.clear()
    assert not build([articles], database).words_alone
    assert not first & set(encoder.asked)
    build([articles], database.with_name("fresh.db"))
    assert database.read_bytes() == database.with_name("fresh.db").read_bytes()


def test_vectors_that_are_damaged_or_of_another_encoder_are_made_anew(
    articles: Path, database: Path, encoder: CountingEncoder
) -> None:
    build([articles], database)
    expected, asked = database.read_bytes(), set(encoder.asked)
    for change, is_all in (
        ("UPDATE kept_vectors SET vector = zeroblob(768)", False),  # those of the claims are good yet
        ("UPDATE search_vectors SET vectors = zeroblob(length(vectors))", False),
        ("DROP TABLE search_vectors", False),
        ("UPDATE kept_meta SET vectors = 'another'", True),
    ):
        spoil(database, change)
        encoder.asked.clear()
        build([articles], database)
        assert len(set(encoder.asked)) == len(encoder.asked)
        assert set(encoder.asked) == asked if is_all else set() < set(encoder.asked) < asked
        assert database.read_bytes() == expected


def test_vectors_outlive_a_change_of_the_rules_by_which_articles_are_read(
    articles: Path, database: Path, encoder: CountingEncoder
) -> None:
    build([articles], database)
    expected = database.read_bytes()
    encoder.asked.clear()
    spoil(database, "UPDATE kept_meta SET readings = 'other rules'")
    assert build([articles], database).anew
    assert encoder.asked == []
    assert database.read_bytes() == expected


def test_every_claim_has_a_vector_whatever_the_number_of_threads(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relating, "_SHARE", 1)
    monkeypatch.setattr(stored_vectors, "PIECE", 3)
    build([articles], database, workers=1)
    with closing(sqlite3.connect(database)) as connection:
        assert stored_vectors.fit(connection)
        kept = list(stored_vectors.sound(connection))
        assert len(kept) > 1
        assert kept == list(stored_vectors.pieces(connection))
    monkeypatch.setattr(os, "cpu_count", lambda: 5)
    monkeypatch.setattr(workers, "FEW_FILES", 100)
    build([articles], database.with_name("threads.db"))
    assert database.with_name("threads.db").read_bytes() == database.read_bytes()


def test_many_claims_are_related_only_for_who_asks(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def has_vectors() -> bool:
        with closing(sqlite3.connect(database)) as connection:
            return stored_vectors.exist(connection)

    encoder = CountingEncoder()
    monkeypatch.setattr(vectors, "load", lambda: encoder)
    monkeypatch.setattr(relating, "UNASKED", 2)
    assert "build again with --related" in build([articles], database).unrelated
    assert not has_vectors()
    before = database.read_bytes()
    assert build([articles], database, related=True).unrelated == ""
    assert has_vectors()
    assert build([articles], database, related=True).same
    assert build([articles], database).unrelated
    assert database.read_bytes() == before, "what stood there before changes nothing"


def test_without_an_encoder_the_words_alone_decide_and_the_report_says_so(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "load", lambda: None)
    assert build([articles], database).words_alone
    assert verify(database, articles).ok
    with closing(sqlite3.connect(database)) as connection:
        assert not stored_vectors.exist(connection)
