"""Writes the values of a list's fields into its index: see `columns`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any

import numpy as np

from explorer.lists import SearchKind
from explorer.search.containers import SEGMENT
from explorer.search.field_values import Values, read_values
from explorer.search.fields import FieldSpec
from explorer.search.segments import PostingsWriter, Sink
from explorer.search.tables import Key, Tables

if TYPE_CHECKING:
    from numpy.typing import NDArray


def write_field(
    tables: Tables, kind: SearchKind, spec: FieldSpec, sink: Sink, documents: NDArray[np.int64], size: int
) -> None:
    """Write one field of a list; `documents[row]` is the document of a row, negative for none of these `size`."""
    known, places, numbers = _held(read_values(tables, kind, spec), documents)
    name = f"field.{spec.name}"
    if spec.sort in ("number", "date"):
        scales = [_scale(*value) for value in known]
        order = np.array(sorted(range(len(scales)), key=scales.__getitem__), np.int64)
        _write_scale(sink, name, [scales[number] for number in order.tolist()])
    else:
        keys = known if isinstance(known, np.ndarray) else [key for (key,) in known]
        order = _by_frequency(keys, numbers)
        _write_keys(spec, sink, keys, order, tables)
    ranks = np.zeros(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    _write_postings(sink, name, ranks[numbers], places, size)


def _held(
    values: Values, documents: NDArray[np.int64]
) -> tuple[list[tuple[Any, ...]] | NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The values that a document has, and for each document that has one this and its value's place among them."""
    within = (values.rows >= 0) & (values.rows < len(documents))  # else no row has this number
    places = documents[np.where(within, values.rows, 0)]
    own = within & (places >= 0)
    numbers = values.numbers[own]
    used = np.bincount(numbers, minlength=len(values.keys)) > 0
    keys = values.keys[used] if isinstance(values.keys, np.ndarray) else [*compress(values.keys, used.tolist())]
    return keys, places[own], (np.cumsum(used) - 1)[numbers]


def _by_frequency(keys: Sequence[Key] | NDArray[np.int64], numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers of keys, the most frequent first; rows before texts, then as they sort."""
    frequency = np.bincount(numbers, minlength=len(keys))
    if isinstance(keys, np.ndarray):
        return np.lexsort((keys, -frequency))
    counts = frequency.tolist()

    def place(number: int) -> tuple[int, int, str]:
        key = keys[number]
        return -counts[number], *((key, "") if isinstance(key, int) else (1 << 62, key))

    return np.array(sorted(range(len(keys)), key=place), np.int64)


def _write_keys(
    spec: FieldSpec, sink: Sink, keys: Sequence[Key] | NDArray[np.int64], order: NDArray[np.int64], tables: Tables
) -> None:
    """What the values are, in their order: their rows in their own list, and what they are called."""
    name = f"field.{spec.name}"
    if isinstance(keys, np.ndarray):
        rows = keys[order]
        if spec.sort != "link":
            keys = keys.tolist()
    else:
        rows = np.array([-1 if isinstance(key, str) else key for key in keys], np.int64)[order]
    sink.add(f"{name}.keys", rows.astype(np.int32))
    if spec.sort == "link" or not len(keys):
        return
    called = tables.names(spec, (keys[number] for number in order.tolist()))
    shown = "\n".join(" ".join(title.split()) for title in called.shown)
    for part, text in (("shown", shown), ("folded", called.folded)):
        sink.add(f"{name}.{part}", np.frombuffer(text.encode("utf-8", "replace"), np.uint8))
    sink.add(f"{name}.owners", called.owners)


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
