"""A sheet and, where the screen is wide, beside it what the entry under the cursor speaks of.

That is its passage in the article, its claim in all accounts, or its entity in all places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, override

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from explorer.lists import ListKind
from explorer.models import Span
from explorer.terms import full_account_name
from explorer.text.spans import overlaps
from explorer.tui.comparison import passages
from explorer.tui.comparison.compare import Compare
from explorer.tui.comparison.layout import StopId
from explorer.tui.comparison.model import Comparison
from explorer.tui.reading.entries import Entry
from explorer.tui.views.sheet import Sheet

if TYPE_CHECKING:
    from explorer.store.reader import Database

WIDE = 140
"""Cells from which there is room for both."""

_CALLED: dict[ListKind, str] = {"claim": "Who says it", "entity": "Every mention"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is shown beside an entry: a row, and in it a place of the text of `source`, an id."""

    kind: ListKind
    id: str
    at: Span | None = None
    source: str = ""


def seen_of(entry: Entry | None) -> Seen | None:
    """What an entry, or the first that stands under it and has something, speaks of; None for mere words."""
    if entry is None:
        return None
    if entry.source is not None and entry.stop is not None:
        return Seen("source", entry.source.id, entry.stop.whole, entry.source.id)
    if entry.goal is not None:
        return Seen(entry.goal.kind, entry.goal.id, entry.goal.at, entry.goal.source)
    if entry.about is not None:
        return Seen(*entry.about)
    return next((seen for child in entry.children if (seen := seen_of(child)) is not None), None)


def read_seen(database: Database, seen: Seen) -> Comparison:
    """What is shown beside an entry, read from the database; a place that is no evidence can be cited like one."""
    if seen.kind == "source":
        return passages.of_source(database, seen.id, seen.at)
    return passages.LOADERS[seen.kind](database, seen.id)


def stop_in(comparison: Comparison, seen: Seen, claim: str = "") -> StopId | None:
    """The stop that stands at the place; where no place is meant, the first evidence of a claim in an article."""
    stops = {
        (c, p, s): stop
        for c, column in enumerate(comparison.columns)
        if column.source.id in (seen.source, seen.id)
        for p, passage in enumerate(column.passages)
        for s, stop in enumerate(passage.stops)
    }
    if seen.at is None:
        return next((at for at, stop in stops.items() if stop.claim is not None and stop.claim.id == claim), None)
    meant = {at: stop for at, stop in stops.items() if overlaps(stop.whole, seen.at)}
    return next((at for at, stop in meant.items() if stop.whole == seen.at), next(iter(meant), None))


class Listed(Sheet):
    """A sheet that tells when its cursor may stand on another entry."""

    class Moved(Message):
        """It may."""

    def move(self, entries: int, lines: int = 0) -> None:
        """As every sheet, and tell."""
        super().move(entries, lines)
        self.post_message(self.Moved())

    def toggle(self) -> bool:
        """As every sheet, and tell: a click on a fold comes here."""
        self.post_message(self.Moved())
        return super().toggle()

    @override
    def on_click(self, event: events.Click) -> None:
        """The class above, which is asked after this one, moves the cursor."""
        self.call_later(self.post_message, self.Moved())


class Beside(Container):
    """Both, or the sheet alone."""

    class Changed(Message):
        """From now on there is room for both, or there is no longer."""

    def __init__(self, sheet: Listed, *, is_wide: bool) -> None:
        super().__init__(id="beside-view", classes="-wide" if is_wide else "")
        self._sheet = sheet

    def compose(self) -> ComposeResult:
        """Both."""
        yield self._sheet
        yield Compare(id="beside", number=None)

    @property
    def is_wide(self) -> bool:
        """Whether both are seen."""
        return self.has_class("-wide")

    @property
    def compare(self) -> Compare:
        """What stands beside the sheet."""
        return self.query_one(Compare)

    def show(self, seen: Seen, comparison: Comparison, claim: str) -> None:
        """Show what the entry under the cursor speaks of; of an article, where it gives the `claim` of the view."""
        shown = replace(comparison, card=()) if comparison.kind == "source" else comparison
        at = seen.at if seen.kind == "source" else None
        self.compare.called = _CALLED.get(seen.kind) or full_account_name(comparison.columns[0].source)
        self.compare.show(shown, stop=stop_in(shown, seen, claim), at=at)

    def on_resize(self, event: events.Resize) -> None:
        """Side by side where it is wide enough."""
        is_wide = event.size.width >= WIDE
        if is_wide != self.is_wide:
            self.set_class(is_wide, "-wide")
            self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        """Have both lay themselves out for the size that they have now: what was hidden is not told of a change."""
        for sheet in self.query(Sheet):
            sheet.on_resize()
        for compare in self.query(Compare):
            compare.on_resize()
        self.post_message(self.Changed())
