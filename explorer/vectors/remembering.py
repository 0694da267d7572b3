"""An encoder that knows the vectors of an earlier run, and remembers those that this one has asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from explorer.vectors import DIMENSIONS
from explorer.vectors.packing import STEPS, in_steps, text_key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from explorer.vectors import Encoder

_KEPT = np.dtype("<i2")  # whole steps, little endian on every machine


class Remembering:
    """Gives what `encoder` gives; `known` and `used` map the key of a text to its kept vector."""

    def __init__(self, encoder: Encoder, known: Mapping[bytes, bytes]) -> None:
        self._encoder, self._known = encoder, known
        self.used: dict[bytes, bytes] = {}
        """What was asked for in this run, known or not."""

    @property
    def name(self) -> str:
        """The name of the encoder behind it."""
        return self._encoder.name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text."""
        return np.stack([self._one(text) for text in texts]) if texts else np.zeros((0, DIMENSIONS), np.float32)

    def steps(self, key: bytes) -> NDArray[np.int16] | None:
        """The vector of the text with this key in whole steps, or None where neither run has asked for it."""
        kept = self.used.get(key) or self._known.get(key)
        if kept is None or len(kept) != DIMENSIONS * _KEPT.itemsize:
            return None
        return np.frombuffer(kept, _KEPT)

    def _one(self, text: str) -> NDArray[np.float32]:
        key = text_key(text)
        steps = self.steps(key)
        if steps is None:
            steps = in_steps(self._encoder.encode([text])[0])
        self.used[key] = steps.astype(_KEPT).tobytes()
        return (steps / STEPS).astype(np.float32)
