"""One line of a journal: what the reader did, to what, and when."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, cast, get_args

AnchorKind = Literal["source", "entity", "claim", "passage"]
"""What can be marked: a row of the three lists, or a passage of an article."""

Doing = Literal["mark", "unmark", "bookmark", "unbookmark", "note", "undo", "redo"]
"""*note* with an empty text takes the note away; *undo* and *redo* name an earlier entry."""

_KINDS: frozenset[str] = frozenset(get_args(AnchorKind))
_DOINGS: frozenset[str] = frozenset(get_args(Doing))


class EntryError(ValueError):
    """A line is no entry; the message says why, to stand behind the line's number."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an entry is about, tied to the content of an article so that a rebuild does not lose it.

    `id` is that of the row (of a passage: of its source). `sha256` and `path` tell the article, `start`/`end` a passage
    of it in code points, `quote` the words there: of a claim those of its first evidence, of an entity of its first
    mention, of a source nothing (0, 0, ""). `name` is how the reader saw it, for when it cannot be found again.
    """

    kind: AnchorKind
    id: str
    path: str = ""
    sha256: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""
    name: str = ""

    @property
    def key(self) -> tuple[str, str, int, int]:
        """What makes two anchors the same: a row is itself wherever its first evidence stands."""
        return (self.kind, self.id, self.start, self.end) if self.kind == "passage" else (self.kind, self.id, 0, 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the reader did. `at` is UTC in ISO 8601; `of` the id of the entry that is undone or redone."""

    id: str
    at: str
    do: Doing
    on: tuple[Anchor, ...] = ()
    text: str = ""
    of: str = ""

    def record(self) -> dict[str, object]:
        """The entry as JSON holds it, without what is empty."""
        record: dict[str, object] = {"id": self.id, "at": self.at, "do": self.do}
        if self.on:
            record["on"] = [{name: value for name, value in asdict(each).items() if value} for each in self.on]
        if self.text:
            record["text"] = self.text
        if self.of:
            record["of"] = self.of
        return record


def entry_of(record: object) -> Entry:
    """The entry that a decoded line holds; raises EntryError for anything else."""
    if not isinstance(record, dict):
        raise EntryError("it is no entry")
    doing = record.get("do")
    if doing not in _DOINGS:
        raise EntryError("it tells of something this version does not know")
    on = record.get("on", [])
    if not isinstance(on, list):
        raise EntryError("it does not say to what")
    identity = _text(record, "id")
    if not identity:
        raise EntryError("it has no id")
    return Entry(
        identity,
        _text(record, "at"),
        cast(Doing, doing),
        tuple(map(_anchor_of, on)),
        _text(record, "text"),
        _text(record, "of"),
    )


def _anchor_of(record: Any) -> Anchor:
    if not isinstance(record, dict) or record.get("kind") not in _KINDS or not _text(record, "id"):
        raise EntryError("it does not say to what")
    start, end = record.get("start", 0), record.get("end", 0)
    if not (type(start) is type(end) is int and 0 <= start <= end):
        raise EntryError("its place in the article is no place")
    return Anchor(
        cast(AnchorKind, record["kind"]),
        _text(record, "id"),
        _text(record, "path"),
        _text(record, "sha256"),
        start,
        end,
        _text(record, "quote"),
        _text(record, "name"),
    )


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name, "")
    if not isinstance(value, str):
        raise EntryError(f"its “{name}” is no text")
    return value
