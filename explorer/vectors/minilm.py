"""all-MiniLM-L6-v2 under onnxruntime."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from explorer.vectors import DIMENSIONS


class MiniLM:
    """The encoder: word pieces, six layers of attention, the mean over the pieces, brought to length 1.

    Raises ValueError where `model` or `vocabulary` is none.
    """

    def __init__(self, model: Path, vocabulary: Path, name: str, longest: int, decimals: int) -> None:
        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        # One thread: more gain little on sentences, and a sum in one order is the same in every run.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4  # what goes wrong is raised; nothing belongs on the user's terminal
        try:
            self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
            self._pieces = Tokenizer.from_file(str(vocabulary))
        except Exception as error:  # both raise it bare, or a direct child of it that has no public name
            raise ValueError(f"{model.name} or {vocabulary.name} cannot be read: {error}") from error
        self._pieces.no_padding()
        self._pieces.enable_truncation(longest)
        self._name, self._decimals = name, decimals

    @property
    def name(self) -> str:
        """Model and version."""
        return self._name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text.

        Each text runs alone: padding to a common length costs what a batch saves (measured: 99 and 104 sentences a
        second), and so no vector depends on the company in which it was made.
        """
        rows = [self._one(list(piece.ids)) for piece in self._pieces.encode_batch(list(texts))]
        return np.stack(rows) if rows else np.zeros((0, DIMENSIONS), np.float32)

    def _one(self, ids: list[int]) -> NDArray[np.float32]:
        pieces = np.array([ids], np.int64)
        inputs = {
            "input_ids": pieces,
            "attention_mask": np.ones_like(pieces),
            "token_type_ids": np.zeros_like(pieces),
        }
        (hidden,) = self._session.run(None, inputs)
        mean = hidden[0].mean(axis=0)
        unit: NDArray[np.float32] = np.round(mean / max(float(np.linalg.norm(mean)), 1e-9), self._decimals)
        return unit.astype(np.float32)
