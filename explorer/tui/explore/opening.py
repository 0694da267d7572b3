"""What the main screen opens over itself: the views, each with the rows that the lists show, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

from explorer.errors import ExplorerError
from explorer.lists import Filter, ListKind
from explorer.models import Span
from explorer.tui.frame.commands import CommandScreen
from explorer.tui.reading.history import History, Spot
from explorer.tui.reading.places import ViewId, screen_of
from explorer.tui.reading.steps import Steps
from explorer.tui.work.visiting import Subject
from explorer.views.scope import Scope

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.tui.comparison.layout import Matches
    from explorer.tui.dialogs.palette import Row
    from explorer.tui.reading.entries import Goal
    from explorer.tui.reading.loading import Loader
    from explorer.tui.views.base import ViewScreen

_AHEAD: tuple[ViewId, ...] = ("origins", "matrix", "disagreements", "timeline", "source", "entity")
_NEXT = 0.1  # seconds from one to the next
_FIRST: tuple[ViewId, ...] = ("matrix", "timeline", "origins", "disagreements")
_FEW = 300_000  # rows of all lists up to which these are read before somebody asks for them
_CHEAP = 0.01  # seconds of the processor's time


if TYPE_CHECKING:
    _Part = CommandScreen
else:
    _Part = MessagePump  # to make one more subclass of a widget takes Textual as long as to import a module


class Opening(_Part):
    """A screen with a database that says which row is in focus, goes to another one, and keeps where one has been."""

    database: Database
    loader: Loader
    steps: Steps
    query_text: str

    def __init__(self) -> None:
        super().__init__()
        self.history = History()
        self._screens: dict[ViewId, ViewScreen[object]] = {}
        self.manners: dict[str, str] = {}
        """View → how the reader has arranged it, in its own words: it is so again whenever it is opened."""

    def claims_found(self) -> Sequence[int] | None:
        """The rows of claims that the search of now found; None without a search."""
        raise NotImplementedError

    def all_found(self, query: str, scope: Scope, cancelled: Callable[[], bool]) -> Sequence[int] | None:
        """All claims that a search finds, where a scope has but the first page of them; asked in a thread."""
        raise NotImplementedError

    def do_search(self) -> None:
        """To the search line."""
        raise NotImplementedError

    def matches_of(self, query: str) -> Matches | None:
        """What marks the words of a query in a text."""
        raise NotImplementedError

    def go_to_row(self, kind: ListKind, row: int) -> None:
        """Put the cursor on a row of a list."""
        raise NotImplementedError

    def put_back(self, spot: Spot) -> None:
        """Have filter, query and, where the spot is in the lists, the cursor as they were there."""
        raise NotImplementedError

    def crumbs(self) -> list[str]:
        """The filters and the search of now, as the top line says them."""
        crumbs = [f"{step.kind} {step.label}" for step in self.steps.taken]
        return [*crumbs, f"search “{self.query_text}”"] if self.query_text else crumbs

    def take_crumb(self, index: int) -> None:
        """To the lists, with the filters up to the one of that index; -1 is none at all."""
        raise NotImplementedError

    def rows_like(self, query: str, cancelled: Callable[[], bool]) -> Sequence[Row]:
        """Rows of the lists that a search finds, for the palette; asked in a thread."""
        raise NotImplementedError

    # -- views ------------------------------------------------------------------------------------------------

    def scope(self, subject: Subject | None) -> Scope:
        """What the views speak of now."""
        chosen = {step.kind: step.id for step in self.steps.taken}
        return Scope(Filter(**chosen), self.claims_found(), subject)

    def spot(self) -> Spot:
        """Where the reader is in the lists."""
        return Spot("explore", Scope(subject=self.subject()), self.steps, self.query_text)

    def here(self) -> Spot:
        """Where the reader is: in the lists, or in the view that lies over them."""
        screen = next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, CommandScreen))
        return screen.spot()

    def visit(self, view: ViewId, subject: Subject | None, at: Span | None = None, *, at_passage: bool = False) -> None:
        """Go to a view for a row; of a source's text, to a place in it. Where one was becomes a step of the history."""
        here = self.here()
        self.history.leave(here)
        was = here.scope if here.view != "explore" else self.scope(None)
        scope = replace(was, subject=subject, at=at, at_passage=at_passage)
        self._enter(Spot(view, scope, self.steps, self.query_text))

    def read_back(self, subject: Subject) -> None:
        """Read what the lists would show, should the reader come back to this row of them."""
        raise NotImplementedError

    def return_to_lists(self, subject: Subject | None) -> None:
        """Out of a view, to its row where the lists show it: leaving a view gives neither filter nor search up."""
        self.visit("explore", subject if subject is not None and self.shows(subject) else None)

    def shows(self, subject: Subject) -> bool:
        """Whether a row stands in its list now."""
        raise NotImplementedError

    def open_goal(self, goal: Goal) -> None:
        """Go where an entry of a view leads: a passage in its source, or a row of a list."""
        if goal.kind == "source":
            self.visit("source", ("source", goal.id), goal.at)
        else:
            self.visit("explore", (goal.kind, goal.id))

    def _enter(self, spot: Spot, *, again: bool = False) -> None:
        self.app.clear_notifications()  # they spoke of another screen, and would cover this one
        if again:
            self.put_back(spot)
        if spot.view == "explore":
            while self.app.screen is not self:
                self.app.pop_screen()
            if not again and spot.scope.subject is not None and spot.scope.subject != self.subject():
                self._go_to(spot.scope.subject)
            self.draw_on_top()
            return
        screen = self._screen_for(spot)
        if screen in self.app.screen_stack:
            while self.app.screen is not screen:
                self.app.pop_screen()
        elif self.app.screen is self:
            self.app.push_screen(screen)
        else:
            self.app.switch_screen(screen)
        screen.show_known()

    def _screen_for(self, spot: Spot) -> ViewScreen[object]:
        """The screen of a view, opened: each is made once, because to make one takes longer than to draw it."""
        screen, matches = self._screens.get(spot.view), self.matches_of(spot.query)
        if screen is not None:
            screen.open_again(spot.scope, matches, spot)
            return screen
        return self._make_screen(spot, matches)

    def _make_screen(self, spot: Spot, matches: Matches | None) -> ViewScreen[object]:
        # What opens later must not delay the first frame: the screens are imported when they are asked for.
        screen = screen_of(spot.view)(self.database, spot.scope, matches, self.database.path.name, spot)
        self._screens[spot.view] = screen
        self.app.install_screen(screen, f"view {spot.view}")
        return screen

    def make_views(self) -> None:
        """Make a screen that has a key on the lists, and later the next: the first key would wait for it."""
        view = next((view for view in _AHEAD if view not in self._screens), None)
        if view is None and all(screen.is_laid_ahead for screen in self._screens.values()):
            if sum(self.database.counts().values()) <= _FEW:
                self._read_ahead(_FIRST)
            return
        if self.is_resting and self.app.screen is self:
            for screen in self._screens.values():
                screen.lay_ahead()
            if view is not None:
                self.app._get_screen(self._make_screen(Spot(view, Scope()), None))  # which has it composed and styled
        self.set_timer(_NEXT, self.make_views)

    def read_views_ahead(self) -> None:
        """Read what the views that the reader has opened would show for the row in focus, where that costs little."""
        cheap = [view for view, screen in self._screens.items() if screen.cost is not None and screen.cost <= _CHEAP]
        self._read_ahead(cheap)

    def _read_ahead(self, views: Sequence[ViewId]) -> None:
        if self.query_text or self.app.screen is not self:
            return  # what is found is another with every letter
        scope = self.scope(self.subject())
        for view in views:
            self._screens[view].read_ahead(Spot(view, scope, self.steps), self.loader.seeker.errands)

    def _go_to(self, subject: Subject) -> None:
        kind, identity = subject
        try:
            self.go_to_row(kind, self.database.row_of(identity))
        except ExplorerError as error:  # the file was replaced by another since
            self.tell(str(error), severity="error", seconds=10)

    # -- settings ---------------------------------------------------------------------------------------------

    def tell_settings(self) -> None:
        """What is wrong in the reader's settings, in one line; nothing where all is well."""
        problems = self.app.config_problems
        if problems:
            more = f" And {len(problems) - 1} more: explorer config lists all." if len(problems) > 1 else ""
            self.tell(f"Settings: {problems[0]}.{more}", severity="warning", seconds=10)

    # -- history ----------------------------------------------------------------------------------------------

    def step_back(self) -> None:
        """To the place before this one, or to the lists."""
        if self.history.has_before:
            self._enter(self.history.back(self.here()), again=True)
        else:
            self.visit("explore", None)

    def go_in_history(self, delta: int) -> None:
        """To the place before or after; where there is none, say so on the screen that is open."""
        there = self.history.has_before if delta < 0 else self.history.has_after
        screen = self.app.screen
        if there:
            move = self.history.back if delta < 0 else self.history.forward
            self._enter(move(self.here()), again=True)
        elif isinstance(screen, CommandScreen):
            screen.tell(
                "There is nothing to go back to." if delta < 0 else "There is nothing ahead.", severity="warning"
            )
