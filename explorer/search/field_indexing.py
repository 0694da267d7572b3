"""Writes the values of a list's fields into its index: see `columns`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import batched, compress
from typing import TYPE_CHECKING, Any

import numpy as np

from explorer.lists import SearchKind
from explorer.search.containers import SEGMENT
from explorer.search.field_names import FieldNames
from explorer.search.field_values import Key, Pair, read_dates, read_names, read_numbers, read_pairs
from explorer.search.fields import FieldSpec
from explorer.search.segments import PostingsWriter, Sink

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

_BATCH = 1 << 12  # records
_ROWS = frozenset({"source", "entity", "claim"})
"""Fields whose values are rows, none of them a text."""


def write_field(
    connection: sqlite3.Connection,
    kind: SearchKind,
    spec: FieldSpec,
    sink: Sink,
    documents: NDArray[np.int64],
    size: int,
) -> None:
    """Write one field of a list; `documents[row]` is the document of a row, negative for none of these `size`."""
    name = f"field.{spec.name}"
    match spec.sort:
        case "name" | "choice" | "link":
            pairs = read_pairs(connection, kind, spec)
            if spec.name in _ROWS:
                keys, places, numbers = _numbered_rows(pairs, documents)
            else:
                known, places, numbers = _numbered(pairs, documents)
                keys = [key for (key,) in known]
            order = _by_frequency(keys, numbers)
            _write_keys(connection, spec, sink, [keys[number] for number in order])
        case "number" | "date":
            values = (
                read_numbers(connection, kind, spec) if spec.sort == "number" else read_dates(connection, kind, spec)
            )
            known, places, numbers = _numbered(values, documents)
            scales = [_scale(*value) for value in known]
            order = sorted(range(len(scales)), key=scales.__getitem__)
            _write_scale(sink, name, [scales[number] for number in order])
    ranks = np.zeros(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    _write_postings(sink, name, ranks[numbers], places, size)


class _Numbering(dict[tuple[Any, ...], int]):
    """Numbers values as they come."""

    def __missing__(self, value: tuple[Any, ...]) -> int:
        self[value] = number = len(self)
        return number


def _numbered(
    records: Iterable[tuple[Any, ...]], documents: NDArray[np.int64]
) -> tuple[list[tuple[Any, ...]], NDArray[np.int64], NDArray[np.int64]]:
    """The distinct values (all that follows a row), and of each row that is a document this and its value's number."""
    known = _Numbering()
    places: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    numbers: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    for batch in batched(records, _BATCH):
        given, *columns = zip(*batch, strict=True)
        rows = np.array(given, np.int64)
        rows[(rows < 0) | (rows >= len(documents))] = 0  # no row has this number
        held = documents[rows]
        own = held >= 0
        places.append(held[own])
        numbers.append(
            np.fromiter(map(known.__getitem__, compress(zip(*columns, strict=True), own.tolist())), np.int64)
        )
    return list(known), np.concatenate(places), np.concatenate(numbers)


def _numbered_rows(
    pairs: Iterable[Pair], documents: NDArray[np.int64]
) -> tuple[list[Key], NDArray[np.int64], NDArray[np.int64]]:
    """As `_numbered`, for keys that are all rows: as many as there are claims, so it must be quick."""
    table: NDArray[np.int64] = np.fromiter(pairs, np.dtype((np.int64, 2)))
    table = table[(table[:, 0] >= 0) & (table[:, 0] < len(documents))]
    places = documents[table[:, 0]]
    own = places >= 0
    keys, numbers = np.unique(table[own, 1], return_inverse=True)
    return keys.tolist(), places[own], numbers


def _by_frequency(keys: Sequence[Key], numbers: NDArray[np.int64]) -> list[int]:
    """The numbers of keys, the most frequent first; rows before texts, then as they sort."""
    frequency = np.bincount(numbers, minlength=len(keys))
    if all(isinstance(key, int) for key in keys):
        ascending: list[int] = np.lexsort((np.array(keys, np.int64), -frequency)).tolist()
        return ascending
    counts = frequency.tolist()

    def place(number: int) -> tuple[int, int, str]:
        key = keys[number]
        return -counts[number], *((key, "") if isinstance(key, int) else (1 << 62, key))

    return sorted(range(len(keys)), key=place)


def _write_keys(connection: sqlite3.Connection, spec: FieldSpec, sink: Sink, keys: Sequence[Key]) -> None:
    """What the values are: their rows in their own list, and what they are called."""
    name = f"field.{spec.name}"
    sink.add(f"{name}.keys", np.array([key if isinstance(key, int) else -1 for key in keys], np.int32))
    if spec.sort == "link" or not keys:
        return
    called: dict[int, list[str]] = {}
    if spec.sort == "name":
        wanted = {key for key in keys if isinstance(key, int)}
        for row, title in read_names(connection, spec):
            if row in wanted:
                called.setdefault(row, []).append(title)
    names = FieldNames.of([str(key)] if isinstance(key, str) else called.get(key, [""]) for key in keys)
    shown = "\n".join(" ".join(title.split()) for title in names.shown)
    for part, text in (("shown", shown), ("folded", names.folded)):
        sink.add(f"{name}.{part}", np.frombuffer(text.encode("utf-8", "replace"), np.uint8))
    sink.add(f"{name}.owners", names.owners)


def _scale(low: float, high: float, unit: str = "") -> tuple[str, float, float]:
    """A number or a date as it sorts."""
    return unit, float(low), float(high)


def _write_scale(sink: Sink, name: str, values: Sequence[tuple[str, float, float]]) -> None:
    units = "\n".join(unit for unit, _, _ in values)
    sink.add(f"{name}.units", np.frombuffer(units.encode("utf-8", "replace"), np.uint8))
    sink.add(f"{name}.lows", np.array([low for _, low, _ in values], np.float64))
    sink.add(f"{name}.highs", np.array([high for _, _, high in values], np.float64))


def _write_postings(sink: Sink, name: str, values: NDArray[np.int64], documents: NDArray[np.int64], size: int) -> None:
    keys = ((documents // SEGMENT) << 48) | (values << 16) | (documents % SEGMENT)
    keys.sort()
    keys = keys[np.flatnonzero(np.diff(keys, prepend=-1))]
    writer = PostingsWriter(sink, name, size)
    for number in range(-(-size // SEGMENT)):
        low, high = np.searchsorted(keys, [number << 48, (number + 1) << 48])
        some = keys[low:high]
        writer.add(((some >> 16) & 0xFFFFFFFF).astype(np.uint32), (some & 0xFFFF).astype(np.uint16))
