"""By whose hand a reading or a vector was made: the rules as they stand, the parser, the encoder and their models.

Version numbers alone would let a reading outlive the rule that made it, where somebody changes a rule or a word list
and forgets the number. So the files themselves are hashed: a few hundred, in some hundredths of a second.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING
from zlib import ZLIB_RUNTIME_VERSION

from explorer.extract import MODEL_VERSION

if TYPE_CHECKING:
    from explorer.vectors import Encoder

_ROOMS = (
    "ingest",
    "extract",
    "text",
    "terms.py",
    "lists.py",
    "models.py",
    "errors.py",
    "store/packing.py",
    "store/kept.py",
)
"""What of the package goes into a packed reading, and into how it is kept."""

_LIBRARIES = ("spacy", "thinc", "numpy")
"""What works out the numbers of a parse; the ones below them come with them."""

_WRITERS = ("sqlite-utils", "rapidfuzz")
"""What else has a hand in a database, beside SQLite."""


@cache
def reading_hand() -> str:
    """A digest over all that a reading depends on beside its article; equal only where readings are equal."""
    return _hand((MODEL_VERSION, sys.version, f"zlib {ZLIB_RUNTIME_VERSION}", *_versions(_LIBRARIES)), _ROOMS)


@cache
def build_hand() -> str:
    """A digest over all that a database depends on beside its readings and vectors: the whole package and more."""
    rooms = sorted(entry.name for entry in files("explorer").iterdir() if entry.name != "__pycache__")
    return _hand((reading_hand(), sqlite3.sqlite_version, *_versions(_WRITERS)), rooms)


def _versions(libraries: Iterable[str]) -> Iterator[str]:
    return (f"{name} {version(name)}" for name in libraries)


def _hand(parts: Iterable[str], rooms: Iterable[str]) -> str:
    digest = sha256()
    for part in parts:
        digest.update(part.encode() + b"\n")
    root = files("explorer")
    for room in rooms:
        for name, data in _files(root.joinpath(room), room):
            digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def vector_hand(encoder: Encoder | None) -> str:
    """The same for a vector; empty where there is no encoder."""
    return f"{encoder.name}, onnxruntime {version('onnxruntime')}" if encoder is not None else ""


def _files(place: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """Every file at or below `place` by name, but for what Python makes itself."""
    if place.is_dir():
        for child in sorted(place.iterdir(), key=lambda entry: entry.name):
            if child.name != "__pycache__":
                yield from _files(child, f"{name}/{child.name}")
    else:
        yield name, place.read_bytes()
