"""What must wait in the lists: what acts on a row, until the rows that were asked for are there.

So that Enter right after a letter acts on what the query as typed finds. What waits is kept by `frame.typed_ahead`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from explorer.tui.explore.opening import Opening
from explorer.tui.reading.messages import ComparisonFailed, ComparisonLoaded

if TYPE_CHECKING:
    from explorer.lists import SearchKind
    from explorer.tui.lists.panes import Pane
    from explorer.tui.reading.loading import Loader

_ACTING = frozenset(
    "choose down up page_down page_up half_down half_up top bottom next_evidence previous_evidence copy style "
    "source about explore matrix origins disagreements timeline entity mark range bookmark "
    "note".split()
)
"""What acts on a row and must wait for the rows that were asked for."""

_COMPARED = frozenset(
    "copy style source outside next_evidence previous_evidence word_diff lock more_context less_context "
    "read_excerpt".split()
)
"""What acts on the comparison and must wait for that of the row under the cursor."""

_WITHIN = frozenset("down up left right page_down page_up half_down half_up top bottom bookmark note".split())
"""What does so where the keyboard is in it."""


class Waiting(Opening):
    """Does at once what can be done, and the rest in its order as soon as the answers are there."""

    loader: Loader

    def __init__(self) -> None:
        super().__init__()
        self.following: SearchKind = "claim"
        """The list that the comparison shows a row of."""
        self._enters = False
        """Whether the keyboard goes into the results once they are there."""

    def pane(self, kind: SearchKind) -> Pane:
        """The list of a kind, shown or not."""
        raise NotImplementedError

    @property
    def is_comparing(self) -> bool:
        """Whether the comparison of the row under the cursor is still to come."""
        raise NotImplementedError

    def catch_up(self) -> None:
        """Ask for the comparison of the row under the cursor, if nobody has: it follows a held key only at its end."""
        raise NotImplementedError

    def do(self, action_id: str) -> None:
        """Do an action, once there is what it acts on: a key that comes here has waited for that already."""
        if self.must_wait(action_id):
            self.app.typed_ahead.keep(partial(self.must_wait, action_id), partial(super().do, action_id))
        else:
            super().do(action_id)

    def overtakes(self, key: str) -> bool:
        """As everywhere; what is typed in the search line waits in its own way."""
        return self.context() == "search" or super().overtakes(key)

    def must_wait(self, action_id: str) -> bool:
        """Whether a row, or its comparison, is still to come."""
        context = self.context()
        is_of_comparison = action_id in _COMPARED or (context == "comparison" and action_id in _WITHIN)
        if context == "search" or not (is_of_comparison or action_id in _ACTING):
            return False
        if self.pane(self.following).is_waiting or self._enters:
            return True
        if not is_of_comparison:
            return False
        self.catch_up()
        return self.is_comparing

    @on(ComparisonLoaded)
    def _may_cite(self, message: ComparisonLoaded) -> None:
        self.comparison_loaded(message)
        self.gather_frame()
        self.app.go_on()

    def comparison_loaded(self, message: ComparisonLoaded) -> None:
        """Show a comparison, if it is the one that is wanted."""
        raise NotImplementedError

    @on(ComparisonFailed)
    def _no_comparison_comes(self) -> None:
        self.app.typed_ahead.clear()
        self.loader.comparison_got = self.loader.comparison_wanted
