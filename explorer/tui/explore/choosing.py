"""Choosing rows in the lists and undoing it: filters, the breadcrumb, and going back to where one was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from textual import events, on

from explorer.errors import ExplorerError
from explorer.lists import ClaimItem, EntityItem, Filter, ListKind, PassageItem, SourceItem
from explorer.models import Span
from explorer.tui.comparison.compare import Compare
from explorer.tui.drawing import wording
from explorer.tui.explore.comparing import Comparing
from explorer.tui.keys.actions import key_of
from explorer.tui.lists.panes import Pane
from explorer.tui.reading.entries import Goal
from explorer.tui.reading.history import Spot
from explorer.tui.reading.messages import CrumbClicked
from explorer.tui.reading.seeking import MOST_HITS, PAGE
from explorer.tui.reading.steps import Step, Steps
from explorer.tui.work.visiting import Subject
from explorer.views.scope import Scope

if TYPE_CHECKING:
    from explorer.tui.dialogs.palette import Row

_MOST_LIKE: dict[ListKind, int] = {"entity": 12, "claim": 30, "source": 8}
"""Rows of each list that the palette shows."""


class Choosing(Comparing):
    """What Enter and Esc do in the lists, and where the history leads in them."""

    zoomed: bool

    # -- choosing and undoing ---------------------------------------------------------------------------------

    def do_choose(self) -> None:
        """Filter the other lists by the row under the cursor; a row already chosen leads to its excerpts."""
        pane = self.pane(self.following)
        item = pane.item
        if item is None:
            self.tell(pane.hint or self.empty_hint(pane.kind), severity="warning")
            return
        if isinstance(item, PassageItem):
            self.main.visit("source", ("source", item.source), Span(item.start, item.end), at_passage=True)
            return
        if pane.chosen == item.row:
            self.go_to(self.compare())
            return
        self.remember_place()
        self.history.leave(self.spot())
        if pane.results is None:
            self._wanted[pane.kind] = item.row
        self.steps = self.steps.choose(Step(cast(ListKind, pane.kind), item.id, item.row, label_of(item)))
        self.reload(keep=pane)
        if self.has_class("-small"):
            self.go_to(self.compare())

    def do_back(self) -> None:
        """Undo one step: zoom, comparison, search, the last filter."""
        if self.zoomed:
            self.do_zoom()
        elif self.context() == "comparison":
            self.go_to(self.pane(self.following))
        elif self.query_text and len(self.steps.taken) <= self._steps_when_typed:
            self.history.leave(self.spot())
            self.searchbar.clear()
            self.take_typed()
        elif self.steps.taken:
            self.history.leave(self.spot())
            self._undo_step()
        else:
            self.tell(f"This is the beginning: no search, no filter. {key_of('quit')} leaves.", severity="warning")

    def do_zoom(self) -> None:
        """One pane on the whole screen, and back."""
        raise NotImplementedError

    def _undo_step(self) -> None:
        if not self.go_back():
            self.steps = self.steps.undo()
            self.reload()

    @on(CrumbClicked)
    def _crumb(self, message: CrumbClicked) -> None:
        self.take_crumb(message.index)

    def take_crumb(self, index: int) -> None:
        """To the lists, with the filters up to the one of that index; -1 is none at all."""
        self.visit("explore", None)
        if index < len(self.steps.taken) and self.query_text:
            self.searchbar.clear()
            self.take_typed()
        self.steps = self.steps.back_to(index)
        self.reload()

    def on_click(self, event: events.Click) -> None:
        """Two clicks on the border of a pane give it the whole screen, and take it back."""
        pane = event.widget
        if isinstance(pane, Pane | Compare) and event.chain == 2 and event.get_content_offset(pane) is None:
            self.do("zoom")

    def do_passages(self) -> None:
        """From the sources to the passages that the search finds, or back."""
        if self.query_text:
            self.toggle_passages()
        else:
            self.tell("Passages are what a search finds in the articles: search first, with /.", severity="warning")

    # -- rows by their words ----------------------------------------------------------------------------------

    def rows_like(self, query: str, cancelled: Callable[[], bool]) -> list[Row]:
        """Entities, claims and sources that a search finds, at most fifty, the best of each; asked in a thread."""
        from explorer.tui.dialogs.palette import Row

        searcher, found = self.seeker.searcher, []
        for kind, most in _MOST_LIKE.items() if searcher is not None else ():
            hits = searcher.find(query, kind, limit=most, cancelled=cancelled).hits if searcher else ()
            for item in self.database.items(kind, [hit.row for hit in hits if not hit.partial]):
                found.append(Row(Goal(kind, item.id), _named(item)))
        return found

    # -- the row in focus -------------------------------------------------------------------------------------

    def subject(self) -> Subject | None:
        """The row that the comparison shows."""
        item = self.pane(self.following).item
        if isinstance(item, PassageItem):
            return "source", item.source
        return (cast(ListKind, self.following), item.id) if item is not None else None

    def claims_found(self) -> Sequence[int] | None:
        """The claims that the search found: those with every word of the query; where none has, the others."""
        results = self.pane("claim").results
        if not self.query_text or results is None:
            return None
        return tuple(hit.row for hit in results.hits if not hit.partial) or tuple(hit.row for hit in results.hits)

    def all_found(self, query: str, scope: Scope, cancelled: Callable[[], bool]) -> Sequence[int] | None:
        """`scope.claims`, and where that is but the first page of a search, all that it finds; asked in a thread."""
        searcher, first = self.seeker.searcher, scope.claims
        if searcher is None or first is None or len(first) < PAGE:
            return first
        among = self.seeker.narrowed("claim", scope.filter) if scope.filter != Filter() else None
        hits = searcher.find(query, "claim", limit=MOST_HITS, among=among, cancelled=cancelled).hits
        return tuple(hit.row for hit in hits if not hit.partial) or first

    def shows(self, subject: Subject) -> bool:
        """Whether a row stands in its list now."""
        kind, identity = subject
        try:
            return self.database.row_of(identity) in self.pane(kind).rows
        except ExplorerError:  # the file was replaced by another since
            return False

    def go_to_row(self, kind: ListKind, row: int) -> None:
        """Put the cursor on a row; where a filter or search hides it, they are given up."""
        pane = self.pane(kind)
        if row in pane.rows:
            pane.show(pane.rows, keep=row, hint=pane.hint)
        else:
            self._wanted[kind] = row
            self.steps = Steps()
            with self.history.held():
                self.searchbar.clear()
                self.take_typed()
            self.reload()
        self.go_to(pane)
        self.follow_cursor(rest=False)

    def put_back(self, spot: Spot) -> None:
        """Have filter, query and, where the spot is in the lists, the cursor as they were there."""
        is_changed = (spot.steps, spot.query) != (self.steps, self.query_text)
        subject = spot.scope.subject if spot.view == "explore" else None
        if not is_changed and subject == self.subject():  # the lists stand as they were left
            subject = None
        row = self.database.row_of(subject[1]) if subject is not None else 0
        if not is_changed:
            if subject is not None:
                self.go_to_row(subject[0], row)
            return
        if subject is not None:
            self.following = subject[0]
            self._wanted[subject[0]] = row
        self.steps = spot.steps
        if spot.query != self.query_text:
            self.searchbar.put(spot.query)
            self.searchbar.set_class(bool(spot.query), "-asked")
            with self.history.held():
                self.take_typed()
        else:
            self.reload()
        if subject is not None:
            self.go_to(self.pane(subject[0]))


def _named(item: SourceItem | EntityItem | ClaimItem) -> str:
    """What a row says in one line of its own."""
    if isinstance(item, SourceItem):
        title = wording.item_title(item)
        return f"{item.publisher}: {title}" if item.publisher else title
    return item.name if isinstance(item, EntityItem) else item.text


def label_of(item: SourceItem | EntityItem | ClaimItem) -> str:
    """How the breadcrumb calls a chosen row."""
    if isinstance(item, SourceItem):
        return item.publisher or wording.item_title(item)
    return item.name if isinstance(item, EntityItem) else f"“{item.text}”"
