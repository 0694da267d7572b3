"""The actions that lead from one view to another, the same on every screen; the main screen does them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from explorer.lists import ListKind

if TYPE_CHECKING:
    from explorer.tui.app import Explorer
    from explorer.tui.explore.opening import Opening
    from explorer.tui.reading.history import Spot
    from explorer.tui.reading.places import ViewId

Subject = tuple[ListKind, str]
"""A row: its list and its id."""


class Visiting:
    """What the keys of the views and of the history do; whoever mixes this in says which row is in focus."""

    app: Explorer
    view: ViewId = "explore"
    """Which view this screen is."""

    @property
    def main(self) -> Opening:
        """The main screen, whatever lies over it."""
        return cast("Opening", self.app.screen_stack[0])

    def subject(self) -> Subject | None:
        """The row that the cursor is on; None where there is none."""
        raise NotImplementedError

    def state(self) -> object:
        """What this view wants to know again when the reader comes back to it."""
        return None

    def left_for(self) -> Subject | None:
        """The row of the lists to which the reader goes out of this view."""
        return self.subject()

    def do_leave(self) -> None:
        """Out of this view: of one that was opened for a single row, to where it was opened; else to Explore."""
        if self.view in ("source", "entity", "about"):
            self.main.step_back()
        else:
            self.main.return_to_lists(self.left_for())

    def spot(self) -> Spot:
        """Where the reader is."""
        raise NotImplementedError

    def _switch(self, view: ViewId) -> None:
        """Go to a view, for the row in focus; the key of the view one is in leads out of it."""
        if view == self.view:
            self.do_leave()
        else:
            self.main.visit(view, self.subject())

    def do_explore(self) -> None:
        """To the lists and the comparison."""
        if self.view != "explore":
            self.main.return_to_lists(self.left_for())
        else:
            self.app.say("These are the lists and the comparison: you are there.", seconds=2)

    def do_sources(self) -> None:
        """Out of this view, to the sources."""
        self._to_pane("sources")

    def do_entities(self) -> None:
        """Out of this view, to the entities."""
        self._to_pane("entities")

    def do_claims(self) -> None:
        """Out of this view, to the claims."""
        self._to_pane("claims")

    def do_comparison(self) -> None:
        """Out of this view, to the comparison of its row."""
        self._to_pane("comparison")

    def _to_pane(self, pane: str) -> None:
        self.main.return_to_lists(self.left_for())
        self.main.do(pane)

    def do_matrix(self) -> None:
        """To the matrix."""
        self._switch("matrix")

    def do_origins(self) -> None:
        """To the origins."""
        self._switch("origins")

    def do_disagreements(self) -> None:
        """To the disagreements."""
        self._switch("disagreements")

    def do_timeline(self) -> None:
        """To the timeline."""
        self._switch("timeline")

    def do_entity(self) -> None:
        """To what is known of an entity."""
        self._switch("entity")

    def do_about(self) -> None:
        """To what is known of the row."""
        self._switch("about")

    def do_history_back(self) -> None:
        """To the place before."""
        self.main.go_in_history(-1)

    def do_history_forward(self) -> None:
        """To the place after."""
        self.main.go_in_history(1)

    def do_reopen(self) -> None:
        """The database as it is on disk now, at the same place."""
        self.app.reopen()
