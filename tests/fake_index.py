"""The index of one list done the plain way: every question is answered by looking at every document."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.lists import SearchKind
from explorer.search import field_values
from explorer.search.contents import document_rows
from explorer.search.field_names import Called, FieldNames
from explorer.search.fields import FieldSpec, stored_fields
from explorer.search.matching import Found
from explorer.search.tables import Tables, read_names
from explorer.search.texts import read_texts
from explorer.search.words import index_words

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


def _values(connection: sqlite3.Connection, kind: SearchKind, spec: FieldSpec) -> Iterator[tuple[int, tuple[Any, ...]]]:
    values = field_values.read_values(Tables(connection), kind, spec)
    keys = values.keys if isinstance(values.keys, list) else [(key,) for key in values.keys.tolist()]
    return ((row, keys[number]) for row, number in zip(values.rows.tolist(), values.numbers.tolist(), strict=True))


class FakeIndex:
    """As `explorer.search.list_index.ListIndex` describes it; documents in the order of rows, no error is forgiven."""

    def __init__(self, connection: sqlite3.Connection, kind: SearchKind) -> None:
        self._rows = document_rows(Tables(connection), kind).tolist()
        texts = read_texts(connection, kind, self._rows)
        self._words = [{word for text in texts[row] for word in index_words(text)} for row in self._rows]
        self._place = {row: place for place, row in enumerate(self._rows)}
        self._specs = {spec.name: spec for spec in stored_fields(kind)}
        self._keys: dict[str, list[set[int | str]]] = {}
        self._spans: dict[str, list[list[tuple[float, float, str]]]] = {}
        self._numbering: dict[str, list[int | str]] = {}
        self._names: dict[str, FieldNames] = {}
        self._counts: dict[str, list[int]] = {}
        for spec in self._specs.values():
            if spec.sort in ("number", "date"):
                self._spans[spec.name] = self._read_spans(connection, kind, spec)
            else:
                self._read_keys(connection, kind, spec)

    @property
    def size(self) -> int:
        return len(self._rows)

    def _read_spans(
        self, connection: sqlite3.Connection, kind: SearchKind, spec: FieldSpec
    ) -> list[list[tuple[float, float, str]]]:
        found: list[list[tuple[float, float, str]]] = [[] for _ in self._rows]
        for row, (low, high, *unit) in _values(connection, kind, spec):
            if row in self._place:
                found[self._place[row]].append((low, high, "".join(unit)))
        return found

    def _read_keys(self, connection: sqlite3.Connection, kind: SearchKind, spec: FieldSpec) -> None:
        found: list[set[int | str]] = [set() for _ in self._rows]
        for row, (key,) in _values(connection, kind, spec):
            if row in self._place:
                found[self._place[row]].add(key)
        self._keys[spec.name] = found
        if spec.sort == "link":
            return
        counts = Counter(key for keys in found for key in keys)
        called: defaultdict[int | str, list[str]] = defaultdict(list)
        if spec.sort == "name":
            for number, name in read_names(connection, spec):
                called[number].append(name)
        order = sorted(counts, key=lambda key: (-counts[key], str(key)))
        self._numbering[spec.name] = order
        self._counts[spec.name] = [counts[key] for key in order]
        self._names[spec.name] = FieldNames.of(Called.of(called.get(key) or [str(key)]) for key in order)

    def find(
        self,
        words: Sequence[str],
        *,
        is_open: bool,
        most: int,
        allowed: Flags | None = None,
        cancelled: Callable[[], bool] = lambda: False,  # noqa: ARG002 - it takes no time to find
    ) -> Found:
        flags = np.ones(self.size, np.bool_) if allowed is None else allowed.copy()
        for place, word in enumerate(words):
            flags &= self.holding(word, is_prefix=is_open and place == len(words) - 1)
        documents = np.flatnonzero(flags)[:most]
        weights, partial = np.full(len(documents), 100, np.float32), np.zeros(len(documents), np.bool_)
        return Found(documents, weights, partial, int(flags.sum()), is_exact=True)

    def holding(self, word: str, *, is_prefix: bool = False, widen: bool = False) -> Flags:
        beginnings = is_prefix or widen
        held = [any(w == word or (beginnings and w.startswith(word)) for w in words) for words in self._words]
        return np.array(held, np.bool_)

    def field(self, name: str, value: str, *, is_prefix: bool = False) -> Flags:
        whole_first = self._specs[name].whole_first
        found = self._names[name].find(value, is_prefix=is_prefix, whole_first=whole_first)
        keys = {self._numbering[name][number] for number in found.tolist()}
        return np.array([bool(held & keys) for held in self._keys[name]], np.bool_)

    def names(self, name: str) -> FieldNames:
        return self._names[name]

    def counts(self, name: str) -> Sequence[int]:
        return self._counts[name]

    def range(self, name: str, low: float | None, high: float | None, unit: str = "") -> Flags:
        def meets(value: tuple[float, float, str]) -> bool:
            return (
                (low is None or value[1] >= low)
                and (high is None or value[0] <= high)
                and (not unit or value[2] == unit or value[2].startswith(f"{unit}/"))
            )

        return np.array([any(map(meets, values)) for values in self._spans[name]], np.bool_)

    def rows(self, documents: Numbers) -> Numbers:
        return np.array(self._rows, np.int64)[documents]

    def documents(self, rows: Numbers) -> Numbers:
        return np.array([self._place[row] for row in rows.tolist() if row in self._place], np.int64)

    def touched(self, name: str, documents: Flags) -> Numbers:
        held = (self._keys[name][place] for place in np.flatnonzero(documents).tolist())
        return np.array(sorted({key for keys in held for key in keys if isinstance(key, int)}), np.int64)

    def reached(self, name: str, rows: Numbers) -> Flags:
        wanted = set(rows.tolist())
        return np.array([bool(held & wanted) for held in self._keys[name]], np.bool_)
