"""A view's headed items as the sections of a sheet: the screen's side of `explorer.views.outline`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from explorer.models import Source, Span
from explorer.tui.comparison.passages import Stop
from explorer.tui.reading.entries import Entry, Goal, Section
from explorer.tui.views.sheets import SheetScreen
from explorer.views.outline import Excerpt, Item, Lead, Part

if TYPE_CHECKING:
    from explorer.store.reader import Database

_INDENT = 2  # cells a step


@dataclass(frozen=True, slots=True)
class Outlined:
    """A view ready to be drawn: its model put into sections, with the sources that `y` cites."""

    title: str
    border: str
    sections: tuple[Section, ...]


def outlined(database: Database, title: str, border: str, parts: Iterable[Part]) -> Outlined:
    """Put a view into sections; reads each source that can be cited once, so not for the event loop."""
    source = lru_cache(maxsize=None)(database.source)
    sections = [Section(part.title, tuple(entry_of(item, source) for item in part.items)) for part in parts]
    return Outlined(title, border, tuple(sections))


def entry_of(item: Item, source: Callable[[str], Source]) -> Entry:
    """An item as an entry."""
    cited = item.cited
    return Entry(
        text=item.text, label=item.label, ink=item.tone, indent=_INDENT * item.depth, goal=goal_of(item.lead),
        source=source(cited.source) if cited is not None else None, stop=stop_of(cited) if cited is not None else None,
        children=tuple(entry_of(child, source) for child in item.children), folded=item.folded, about=item.about,
    )  # fmt: skip


def goal_of(lead: Lead | None) -> Goal | None:
    """Where Enter leads."""
    return None if lead is None else Goal(lead.kind, lead.id, lead.at)


def stop_of(excerpt: Excerpt) -> Stop:
    """What `y` cites of a passage."""
    return Stop((Span(excerpt.start, excerpt.end),))


class OutlineScreen(SheetScreen[Outlined]):
    """A sheet of a view's sections; subclasses make them."""

    def heading(self, model: Outlined) -> str:
        """What it is about."""
        return model.title

    def border(self, model: Outlined) -> str:
        """What the border says."""
        return model.border

    def sections(self, model: Outlined) -> Sequence[Section]:
        """What stands on the sheet."""
        return model.sections
