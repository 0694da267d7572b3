"""Keys that must wait: what acts on a row is kept until the rows that were asked for are there.

So that Enter right after a letter acts on what the query as typed finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from explorer.tui.explore.opening import Opening
from explorer.tui.reading.messages import ComparisonLoaded, LoadFailed

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

_CITING = frozenset("copy style source next_evidence previous_evidence".split())
"""What acts on the comparison and must wait for that of the row under the cursor."""

_MOST_KEPT = 64  # keys kept while an answer is under way; more are a cat on the keyboard


class Waiting(Opening):
    """Does at once what can be done, and the rest in its order as soon as the answers are there."""

    loader: Loader

    def __init__(self) -> None:
        super().__init__()
        self.following: SearchKind = "claim"
        """The list that the comparison shows a row of."""
        self._kept_keys: list[str] = []
        self._enters = False
        """Whether the keyboard goes into the results once they are there."""

    def pane(self, kind: SearchKind) -> Pane:
        """The list of a kind, shown or not."""
        raise NotImplementedError

    @property
    def is_comparing(self) -> bool:
        """Whether the comparison of the row under the cursor is still to come."""
        raise NotImplementedError

    def do(self, action_id: str) -> None:
        """Do an action, once there is what it acts on."""
        if self.context() != "search" and action_id in _ACTING and (self._kept_keys or self._must_wait(action_id)):
            if len(self._kept_keys) < _MOST_KEPT:
                self._kept_keys.append(action_id)
            return
        self._kept_keys.clear()
        super().do(action_id)

    def _must_wait(self, action_id: str) -> bool:
        if self.pane(self.following).is_waiting or self._enters:
            return True
        return action_id in _CITING and self.is_comparing

    def _flush(self) -> None:
        """Do what was kept for the answers that are there now."""
        while self._kept_keys and not self._must_wait(self._kept_keys[0]):
            super().do(self._kept_keys.pop(0))

    @on(ComparisonLoaded)
    def _may_cite(self, message: ComparisonLoaded) -> None:
        self.comparison_loaded(message)
        self.gather_frame()
        self._flush()

    def comparison_loaded(self, message: ComparisonLoaded) -> None:
        """Show a comparison, if it is the one that is wanted."""
        raise NotImplementedError

    @on(LoadFailed)
    def _nothing_to_wait_for(self) -> None:
        self._kept_keys.clear()
        self._enters = False
        self.loader.comparison_got = self.loader.comparison_wanted
