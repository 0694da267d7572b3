"""What a sheet shows: sections of entries, each of which may lead somewhere. Plain records, made off the event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.lists import ListKind
from explorer.models import Source, Span

if TYPE_CHECKING:
    from dataclasses import dataclass

    from explorer.tui.comparison.model import Stop
else:
    from explorer.records import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """Where Enter leads from an entry: another claim or entity, or the place of a passage in its source.

    Of a claim, `at` is the evidence to be shown first, in the text of `source`, an id.
    """

    kind: ListKind
    id: str
    at: Span | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Some lines that belong together. `label` stands in the margin; `source` and `stop` are what `y` cites.

    `children` stand below it unless they are folded away, which they are at first where it is `folded`; their `indent`
    (cells) is their own. `about` is the row that the entry speaks of, where that is not the goal's.
    """

    text: str
    label: str = ""
    ink: str = "text"
    indent: int = 0
    goal: Goal | None = None
    source: Source | None = None
    stop: Stop | None = None
    children: tuple[Entry, ...] = ()
    folded: bool = False
    about: tuple[ListKind, str] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    entries: tuple[Entry, ...]
