"""Vectors that an earlier build has made are not made again, and are the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.vectors import DIMENSIONS
from explorer.vectors.remembering import Remembering


class Counting:
    """An encoder of nonsense that counts what it is asked."""

    name = "nonsense 1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        chance = np.random.default_rng(len(texts[0]))
        rows = chance.standard_normal((len(texts), DIMENSIONS))
        return np.round(rows / np.linalg.norm(rows, axis=1, keepdims=True), 4).astype(np.float32)


def test_a_known_vector_is_not_asked_for_and_is_the_very_same() -> None:
    plain, first = Counting(), Remembering(Counting(), {})
    texts = ["The ferry was late.", "Nobody was hurt, the police said."]
    expected = np.vstack([plain.encode([text]) for text in texts])
    assert np.array_equal(first.encode(texts), expected)
    encoder = Counting()
    second = Remembering(encoder, first.used)
    assert np.array_equal(second.encode(texts[:1]), expected[:1])
    assert encoder.asked == []
    assert len(second.used) == 1, "only what this run has used goes into the next"
    assert second.name == "nonsense 1"


def test_a_damaged_vector_is_made_anew() -> None:
    first = Remembering(Counting(), {})
    expected = first.encode(["The ferry was late."])
    encoder = Counting()
    again = Remembering(encoder, {key: kept[:-2] for key, kept in first.used.items()})
    assert np.array_equal(again.encode(["The ferry was late."]), expected)
    assert encoder.asked == ["The ferry was late."]


def test_nothing_has_no_vectors() -> None:
    assert Remembering(Counting(), {}).encode([]).shape == (0, DIMENSIONS)
