"""Vectors in one byte a number: near enough to what they were, and the same bytes from the same vectors."""

from __future__ import annotations

import numpy as np
import pytest

from explorer import vectors
from explorer.vectors import DIMENSIONS
from explorer.vectors.packing import PEAK, STEPS, in_steps, pack, scales, text_key

NEWS = [
    "The harbour authority closed the northern pier after the storm.",
    "Following the storm, port officials shut the pier in the north.",
    "Parliament voted to raise the tax on cigarettes next year.",
    "The mayor of Halden denied that the ferry had been inspected.",
]


def test_a_packed_vector_says_of_its_neighbours_what_the_whole_one_says() -> None:
    encoder = vectors.load()
    assert encoder is not None
    whole = encoder.encode(NEWS)
    packed = pack(in_steps(whole))
    assert packed.dtype == np.int8
    near = (packed * scales(packed)[:, None]) @ whole.T
    assert np.abs(near - whole @ whole.T).max() < 0.005


def test_the_largest_number_becomes_the_peak_and_nothing_stays_nothing() -> None:
    steps = np.zeros((3, DIMENSIONS), np.int16)
    steps[0, 5], steps[0, 6] = -STEPS, STEPS // 2
    steps[1, 0] = 1
    packed = pack(steps)
    assert (packed[0, 5], packed[0, 6], packed[1, 0]) == (-PEAK, 64, PEAK)
    assert not packed[2].any()
    assert scales(packed)[2] == 0
    assert np.linalg.norm(packed[0] * scales(packed)[0]) == pytest.approx(1)


def test_steps_lose_nothing_of_what_an_encoder_gives() -> None:
    given = np.round(np.linspace(-1, 1, DIMENSIONS), 4).astype(np.float32)[None]
    assert np.array_equal((in_steps(given) / STEPS).astype(np.float32), given)


def test_any_text_has_a_key_of_its_own() -> None:
    texts = ["", " ", "Ferry", "ferry", "\ud800", "\x00", "渡船"]
    keys = {text_key(text) for text in texts}
    assert len(keys) == len(texts)
    assert {len(key) for key in keys} == {16}
