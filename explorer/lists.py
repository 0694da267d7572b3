"""The rows that lists show and what narrows them: read from a database, never part of what is resolved.

Nothing here imports more than the standard library, because the screen reads these before its first frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from explorer.models import EntityType, EvidenceKind, Span, Status

ListKind = Literal["source", "entity", "claim"]
LIST_KINDS: tuple[ListKind, ...] = get_args(ListKind)
"""What has a list of its own, in the order of the lists."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What narrows a list: rows that touch this source, entity and claim (ids), all of them at once."""

    source: str | None = None
    entity: str | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class SourceItem:
    """A row of the list of sources; `claims` and `flags` are counts, an empty string stands for no value."""

    row: int
    id: str
    path: str
    title: str
    title_status: Status
    publisher: str
    published: str
    published_status: Status
    claims: int
    flags: int


@dataclass(frozen=True, slots=True)
class EntityItem:
    """A row of the list of entities; `mentions` and `sources` are counts, `aliases` its other names."""

    row: int
    id: str
    name: str
    type: EntityType
    mentions: int
    sources: int
    aliases: str = ""


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A row of the list of claims; `sources`, `origins` and `disagreements` are counts, `speakers` those nearest."""

    row: int
    id: str
    text: str
    kind: EvidenceKind
    worth: int
    sources: int
    origins: int
    disagreements: int
    speakers: str = ""


ListItem = SourceItem | EntityItem | ClaimItem


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result: `row` in its list, higher `score` first, spans of the matched words in the row's text."""

    row: int
    score: float
    spans: tuple[Span, ...] = ()
