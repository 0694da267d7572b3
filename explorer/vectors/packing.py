"""Vectors as few bytes: in whole steps, which lose nothing, and in one byte a number, which is enough for a search.

Measured on news: one byte a number changes a cosine by .002 at most, and of the nearest five 996 in 1,000 stay. Fewer
numbers cost more: on their 192 main axes queries of four words find the right sentence first in 77 of 100 cases instead
of 80, on 128 in 72, by random projection in fewer still.

The arithmetic is of whole numbers, and of single roundings where it is not, so that equal vectors give equal bytes.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS = 10_000
"""A number of a vector is a whole number of this fraction: the encoder has rounded it to four decimals."""

PEAK = 127
"""What the largest number of a packed vector becomes, whatever its sign; the others keep their proportion to it."""


def text_key(text: str) -> bytes:
    """What a vector of `text` is kept under: 16 bytes, so that no text is kept twice."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def in_steps(vectors: NDArray[np.float32]) -> NDArray[np.int16]:
    """The vectors of an encoder in whole steps."""
    return np.rint(vectors * STEPS).astype(np.int16)


def pack(steps: NDArray[np.int16]) -> NDArray[np.int8]:
    """Vectors in steps, one a row, in one byte a number; a vector of nothing stays one."""
    peaks = np.abs(steps.astype(np.int32)).max(axis=1, keepdims=True)
    return np.rint(steps * (PEAK / np.maximum(peaks, 1))).astype(np.int8)


def scales(packed: NDArray[np.int8]) -> NDArray[np.float32]:
    """For each packed vector what to multiply it by to give it the length 1, or 0 where it has none."""
    squares = np.einsum("ij,ij->i", packed, packed, dtype=np.int64)
    return np.where(squares > 0, 1 / np.sqrt(np.maximum(squares, 1)), 0).astype(np.float32)
