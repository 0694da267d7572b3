"""Into the results of a search, and back to where one was before a row was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.tui.explore.finding import Finding
from explorer.tui.frame.chrome import TopLine

if TYPE_CHECKING:
    from dataclasses import dataclass

    from explorer.lists import SearchKind
    from explorer.tui.lists.panes import PaneState
    from explorer.tui.reading.steps import Steps
else:
    from explorer.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader was before a row was chosen: `Esc` brings that back without asking the database again."""

    steps: Steps
    query: str
    panes: dict[SearchKind, PaneState]
    following: SearchKind


class Placing(Finding):
    """Keeps what was on the screen at each step."""

    def __init__(self) -> None:
        super().__init__()
        self._places: list[Place] = []

    def enter_results(self) -> None:
        """From the search line to the list in which something was found; nowhere where nothing was."""
        kinds = [self.following, *reversed(self.shown_kinds)]
        kind = next((kind for kind in kinds if self.pane(kind).rows and kind in self.shown_kinds), None)
        if kind is None:
            self.app.typed_ahead.clear()
            self.set_focus(self.searchbar.input)
            if (claims := self.pane("claim")).results is None:  # nobody knows what would be found
                self.tell(claims.hint, severity="warning")
            else:
                self.say_found()  # which suggests the nearest words again
            return
        self._has_entered = self._has_entered or bool(self.query_text)
        if not self.query_text:
            self.searchbar.remove_class("-asked")
        self.go_to(self.pane(kind))

    def remember_place(self) -> None:
        """Keep what is on the screen, for `go_back`; not while an answer is to come, for it would come to nobody."""
        self._places = [place for place in self._places if len(place.steps.taken) < len(self.steps.taken)]
        if self.unanswered:
            return
        panes = {pane.kind: pane.state() for pane in self.panes}
        self._places.append(Place(self.steps, self.query_text, panes, self.following))

    def go_back(self) -> bool:
        """Undo the last step to the very rows and cursor there were before; False where they are not kept any more."""
        while self._places and len(self._places[-1].steps.taken) >= len(self.steps.taken):
            self._places.pop()
        if not self._places or self._places[-1].steps != self.steps.undo():
            return False
        place = self._places.pop()
        if place.query != self.query_text:
            return False
        self.steps = place.steps
        self.seeker.next_request()
        self.unanswered.clear()
        self.query_one(TopLine).set_crumbs(self.crumbs())
        for pane in self.panes:
            pane.restore(place.panes[pane.kind])
        self.following = place.following if place.following in self.shown_kinds else "claim"
        if self.query_text:
            self.say_found()
        self.go_to(self.pane(self.following))
        self.follow_cursor(rest=False)
        return True
