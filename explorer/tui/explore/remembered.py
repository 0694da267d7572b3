"""Where the reader was: for each database in a file of its own in the state folder, written in one step on leaving.

Standard library only, and nothing of the screen. What cannot be read, or was written by another version, is as if it
were not there: nobody should learn of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.lists import LIST_KINDS
from explorer.state import database_file, from_json, read_small, replace_whole, state_folder

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

_VERSION = 1
_LARGEST = 200_000  # bytes: many times what is ever written
_LONGEST = 1000  # characters of a query, as elsewhere
_ARRANGED = ("matrix", "timeline")  # views that the reader can arrange otherwise


@dataclass(frozen=True, slots=True)
class Remembered:
    """One database as its reader left it. Empty values stand for what the screen does by itself."""

    kind: str = ""
    """The list that the keyboard was in."""
    rows: Mapping[str, str] = field(default_factory=dict)
    """List → id of the row under its cursor."""
    steps: tuple[str, ...] = ()
    """Ids of the rows that filter, oldest first."""
    query: str = ""
    orders: Mapping[str, str] = field(default_factory=dict)
    """List → how it is sorted."""
    divider: int = 0
    """Steps that the divider was moved (negative: up or left)."""
    view: str = ""
    """Which view was open."""
    subject: str = ""
    """What it spoke of: list and id with a space between."""
    theme: str = ""
    style: str = ""
    """The citation style."""
    manners: Mapping[str, str] = field(default_factory=dict)
    """View → how it is arranged, in its own words, where the reader changed that."""
    toured: bool = False
    """Whether the reader has seen the tour."""


def recall(database: Path, folder: Callable[[], Path] = state_folder) -> Remembered:
    """What is remembered of a database; nothing where nothing is, or where it cannot be read."""
    try:
        data = read_small(database_file(folder() / "screens", database), _LARGEST)
        return _parsed(from_json(data.decode("utf-8-sig"))) if len(data) <= _LARGEST else Remembered()
    except (OSError, ValueError, RuntimeError, RecursionError):  # no file, no JSON, no home
        return Remembered()


def remember(database: Path, remembered: Remembered, folder: Callable[[], Path] = state_folder) -> None:
    """Keep it; raises OSError or RuntimeError where that is not possible."""
    import json

    path = database_file(folder() / "screens", database)
    replace_whole(path, json.dumps({"version": _VERSION, **asdict(remembered)}, indent=1))


def _parsed(found: Any) -> Remembered:
    """What a file says; raises ValueError where `remember` would not have written it."""
    if not isinstance(found, dict) or found.get("version") != _VERSION:
        raise ValueError("another version")
    steps, divider, toured = found.get("steps", []), found.get("divider", 0), found.get("toured", False)
    if not (isinstance(steps, list) and type(divider) is int and type(toured) is bool):
        raise ValueError("not where a reader was")
    return Remembered(
        kind=_text(found.get("kind", "")),
        rows=_by_name(found.get("rows", {}), LIST_KINDS),
        steps=tuple(_text(each) for each in steps[:3]),
        query=_text(found.get("query", "")),
        orders=_by_name(found.get("orders", {}), LIST_KINDS),
        divider=max(-99, min(divider, 99)),
        view=_text(found.get("view", "")),
        subject=_text(found.get("subject", "")),
        theme=_text(found.get("theme", "")),
        style=_text(found.get("style", "")),
        manners=_by_name(found.get("manners", {}), _ARRANGED),
        toured=toured,
    )


def _by_name(value: object, names: Iterable[str]) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError("not by name")
    return {name: _text(value[name]) for name in names if name in value}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value[:_LONGEST]
