"""A reading as compact JSON and back, without its text: whatever stands in the text is cut out of it again.

A record is the list of its fields in their order. A field that is what the record's own span cuts out of the article,
or a fact of the file (its id, path, hash, text), is written as 0, and fields at the end that hold their default are
left out. No class is named in it: the types of `models` alone say what is read where, and what does not fit is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from explorer.models import Reading, Source

_KNOWN = 0
"""Written instead of a text that the file or the record's own span gives."""


class UnpackError(ValueError):
    """What was kept is no packed reading of this text."""


@dataclass(frozen=True, slots=True)
class File:
    """What of a source is no result of reading: its id, path, hash and text of record."""

    id: str
    path: str
    sha256: str
    text: str


def pack_reading(reading: Reading) -> str:
    """`reading` as one line of JSON; equal readings give equal lines."""
    source = reading.source
    packed = _coder(Reading).pack(reading, File(source.id, source.path, source.sha256, source.text))
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":"))


def unpack_reading(packed: str, file: File) -> Reading:
    """The reading of `file`; raises UnpackError where `packed` is none."""
    try:
        reading: Reading = _coder(Reading).unpack(json.loads(packed), file)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise UnpackError(str(error)) from error
    return reading


@dataclass(frozen=True, slots=True)
class _Coder:
    """Both ways of one type; the second argument is the file that the value belongs to."""

    pack: Callable[[Any, File], Any]
    unpack: Callable[[Any, File], Any]


@cache
def _coder(hint: Any) -> _Coder:
    if hint in (str, int, bool):
        return _plain(hint)
    if hint is float:
        return _plain(float, int)
    if is_dataclass(hint) and isinstance(hint, type):
        return _record(hint)
    kind, inner = get_origin(hint), get_args(hint)
    if kind is Literal:
        return _choice(frozenset(inner))
    if kind in (Union, UnionType) and NoneType in inner and len(inner) == 2:
        return _optional(_coder(next(one for one in inner if one is not NoneType)))
    if kind is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return _sequence(_coder(inner[0]))
    raise TypeError(f"no rule packs {hint}")


def _plain(*kinds: type) -> _Coder:
    def unpack(value: Any, _: File) -> Any:
        if type(value) not in kinds:
            raise UnpackError(f"{type(value).__name__} instead of {kinds[0].__name__}")
        return value

    return _Coder(lambda value, _: value, unpack)


def _choice(words: frozenset[Any]) -> _Coder:
    def unpack(value: Any, _: File) -> Any:
        if value not in words:
            raise UnpackError("a word that is not in use")
        return value

    return _Coder(lambda value, _: value, unpack)


def _optional(coder: _Coder) -> _Coder:
    return _Coder(
        lambda value, file: None if value is None else coder.pack(value, file),
        lambda value, file: None if value is None else coder.unpack(value, file),
    )


def _sequence(coder: _Coder) -> _Coder:
    def unpack(value: Any, file: File) -> tuple[Any, ...]:
        if type(value) is not list:
            raise UnpackError("no list")
        return tuple(coder.unpack(one, file) for one in value)

    return _Coder(lambda value, file: [coder.pack(one, file) for one in value], unpack)


def _record(kind: type) -> _Coder:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    coders = [_coder(hints[name]) for name in names]
    readers = [coder.unpack for coder in coders]
    defaults = [field.default for field in fields(kind)]
    known = _known(kind, names)

    def pack(value: Any, file: File) -> list[Any]:
        given = [getattr(value, name) for name in names]
        packed = [coder.pack(one, file) for coder, one in zip(coders, given, strict=True)]
        for place, find in known.items():
            if given[place] == find(given, file):
                packed[place] = _KNOWN
        while (
            packed and defaults[len(packed) - 1] is not MISSING and given[len(packed) - 1] == defaults[len(packed) - 1]
        ):
            packed.pop()
        return packed

    def unpack(value: Any, file: File) -> Any:
        if type(value) is not list or len(value) > len(names):
            raise UnpackError(f"no {kind.__name__}")
        elided = [place for place in known if place < len(value) and type(value[place]) is int]
        if not elided:
            return kind(*[read(one, file) for read, one in zip(readers, value, strict=False)])
        given = [
            None if place in elided else read(one, file)
            for place, (read, one) in enumerate(zip(readers, value, strict=False))
        ]
        whole = [*given, *defaults[len(given) :]]
        for place in elided:
            given[place] = known[place](whole, file)
        return kind(*given)

    return _Coder(pack, unpack)


Find = Callable[[Sequence[Any], File], str | None]
"""The text that a field has without being written down, from the record's other fields and the file."""


def _known(kind: type, names: Sequence[str]) -> Mapping[int, Find]:
    """By place in the record: the fields that need not be written."""
    if kind is Source:
        return {names.index(name): _fact(name) for name in ("id", "path", "sha256", "text")}
    found: dict[int, Find] = {}
    if "source" in names and kind is not Reading:
        found[names.index("source")] = lambda _, file: file.id
    if {"text", "start", "end"} <= set(names):
        start, end = names.index("start"), names.index("end")
        found[names.index("text")] = lambda given, file: _cut(file.text, given[start], given[end])
    return found


def _fact(name: str) -> Find:
    return lambda _, file: getattr(file, name)


def _cut(text: str, start: int | None, end: int | None) -> str | None:
    return None if start is None or end is None else text[start:end]
