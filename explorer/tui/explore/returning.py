"""Coming back to a database as it was left: the rows under the cursors, filters, search, orders, divider and view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from explorer.errors import NotFoundError
from explorer.lists import LIST_KINDS, ListKind
from explorer.tui.explore.choosing import label_of
from explorer.tui.explore.sizing import Sizing
from explorer.tui.keys.actions import key_of
from explorer.tui.reading.places import VIEWS
from explorer.tui.reading.steps import Step

if TYPE_CHECKING:
    from explorer.tui.explore.remembered import Remembered
    from explorer.tui.reading.places import ViewId
    from explorer.tui.work.visiting import Subject


_KINDS: Mapping[str, ListKind] = {"s": "source", "e": "entity", "c": "claim"}
"""Letter that an id begins with → the list that it is of."""

MOVING = frozenset(
    "down up left right page_down page_up half_down half_up top bottom next_pane previous_pane sources entities claims "
    "comparison".split()
)
"""Actions that move nothing but the cursor, and so leave the five lines of the first time where they are."""


class Returning(Sizing):
    """Puts the screen as it was, and says how it is."""

    remembered: Remembered | None = None
    """How the database was left; None where nobody knows, or nobody should."""

    def row_left(self, kind: ListKind) -> int:
        """The row that the cursor of a list was on; -1 for none, or for one that is no longer there."""
        identity = self.remembered.rows.get(kind, "") if self.remembered is not None else ""
        try:
            return self.database.row_of(identity) if identity else -1
        except NotFoundError:
            return -1

    def take_up(self) -> None:
        """Once the lists are there: filters, orders and search as they were. What no longer fits is left out."""
        left = self.remembered
        if left is None:
            return
        self.manners.update(left.manners)
        self.divider = left.divider
        if self.divider:
            self.call_after_refresh(self.place_divider)
        self._take_up_orders(left)
        self._take_up_steps(left)
        for kind in LIST_KINDS:
            if (row := self.row_left(kind)) > 0:
                self._wanted[kind] = row
        if left.query:
            self.searchbar.put(left.query)
            self.searchbar.add_class("-asked")
        if self.steps.taken or any(self.seeker.orders.values()):
            self.reload()
        if left.query or left.view in VIEWS:
            self.set_timer(0.05, self._take_up_rest)  # behind the first frame, which neither may delay

    def _take_up_orders(self, left: Remembered) -> None:
        if not left.orders:
            return
        from explorer.store.orders import ORDERS

        for kind in LIST_KINDS:
            if (name := left.orders.get(kind, "")) in ORDERS[kind] and name:
                self.seeker.orders[kind] = name
                self.pane(kind).sorted_by = self.order_words(kind)

    def _take_up_steps(self, left: Remembered) -> None:
        for identity in left.steps:
            kind = _KINDS.get(identity[:1])
            if kind is None:
                continue
            try:
                row = self.database.row_of(identity)
                (item,) = self.database.items(kind, [row])
            except NotFoundError:
                continue
            self.steps = self.steps.choose(Step(kind, identity, row, label_of(item)))

    def _take_up_rest(self) -> None:
        left = self.remembered
        if left is None:
            return
        self.take_typed()
        if left.view in VIEWS and left.view != "explore" and self.app.screen is self:
            kind, _, identity = left.subject.partition(" ")
            is_there = kind in LIST_KINDS and self._is_there(identity)
            self.visit(cast("ViewId", left.view), cast("Subject", (kind, identity)) if is_there else None)

    def _is_there(self, identity: str) -> bool:
        try:
            return self.database.row_of(identity) > 0
        except NotFoundError:
            return False

    # -- the tour ---------------------------------------------------------------------------------------------

    @property
    def is_touring(self) -> bool:
        """Whether the five lines of the first time are on the screen."""
        return any(child.id == "tour" for child in self.children)  # asked at every key

    def do_tour(self) -> None:
        """Show the five lines of the first time, or take them away."""
        from explorer.tui.frame.tour import Tour

        if self.is_touring:
            self.end_tour()
        elif self.has_class("-single"):
            told = f"{key_of('help')} tells every key"
            self.tell(f"There is no room for the tour beside one pane alone: {told}.", severity="warning")
        else:
            self.mount(Tour(), before=self.query_one("#hints"))

    def end_tour(self) -> None:
        """Take the five lines away."""
        self.query("#tour").remove()

    def do(self, action_id: str) -> None:
        """Do an action; with the first that is more than moving the five lines of the first time go."""
        was_touring = action_id not in MOVING and self.is_touring and action_id != "tour"
        if was_touring:
            self.end_tour()
        if not (was_touring and action_id == "back"):
            super().do(action_id)

    def as_left(self) -> Remembered:
        """How the database is being left."""
        from explorer.tui.explore.remembered import Remembered

        here = self.here()
        subject = here.scope.subject
        items = {kind: self.pane(kind).item for kind in LIST_KINDS}
        return Remembered(
            kind=self.following,
            rows={kind: cast(str, getattr(item, "id", "")) for kind, item in items.items() if item is not None},
            steps=tuple(step.id for step in self.steps.taken),
            query=self.query_text,
            orders={kind: name for kind, name in self.seeker.orders.items() if name},
            divider=self.divider,
            view=here.view,
            subject=f"{subject[0]} {subject[1]}" if subject is not None else "",
            theme=self.app.theme_name if self.app.is_theme_chosen else "",
            style=self.app.citation_style if self.app.is_style_chosen else "",
            manners=dict(self.manners),
            toured=True,
        )
