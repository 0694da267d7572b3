"""all-MiniLM-L6-v2 under onnxruntime."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from contextlib import suppress
from itertools import batched
from pathlib import Path

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
# Read when it is imported. Without it onnxruntime 1.31 keeps an id of this computer in the user's cache, notes which
# program runs where, and sends that to its maker; its own function for it comes too late for the first of them.

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from explorer.vectors import DIMENSIONS

_TOGETHER = 8
"""Texts in one run; more gain nothing, and take memory with the length of the longest."""


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
        _give_back()
        self._pieces.no_padding()
        self._pieces.enable_truncation(longest)
        self._name, self._decimals = name, decimals

    @property
    def name(self) -> str:
        """Model and version."""
        return self._name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text.

        Texts of the same number of pieces run together, which is half as quick again as one by one (measured: 168 and
        114 a second). Nothing is padded, the weights are multiplied as floats and each row by itself, so that no vector
        depends on the company in which it was made.
        """
        rows = np.zeros((len(texts), DIMENSIONS), np.float32)
        alike: dict[int, list[int]] = {}
        pieces = [piece.ids for piece in self._pieces.encode_batch(list(texts))]
        for number, ids in enumerate(pieces):
            alike.setdefault(len(ids), []).append(number)
        for numbers in alike.values():
            for some in batched(numbers, _TOGETHER):
                rows[list(some)] = self._run(np.array([pieces[number] for number in some], np.int64))
        return rows

    def _run(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of texts with equally many pieces, a row each."""
        inputs = {
            "input_ids": pieces,
            "attention_mask": np.ones_like(pieces),
            "token_type_ids": np.zeros_like(pieces),
        }
        (hidden,) = self._session.run(None, inputs)
        rows = [mean / max(float(np.linalg.norm(mean)), 1e-9) for mean in (each.mean(axis=0) for each in hidden)]
        return np.round(np.stack(rows), self._decimals).astype(np.float32)


def _give_back() -> None:
    """Give memory that is free back to the system, where the C library can: loading leaves 60 of 210 MB behind."""
    with suppress(OSError, AttributeError, TypeError):  # another C library than glibc
        ctypes.CDLL(None).malloc_trim(0)
