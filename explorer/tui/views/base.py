"""What all views have in common: the frame around them, a model made off the event loop, and the ways out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from explorer.errors import ExplorerError
from explorer.tui.comparison.compare import Compare
from explorer.tui.drawing.frames import keep_lines
from explorer.tui.drawing.rendering import lines_content, styles_of, wrapped
from explorer.tui.frame.chrome import Hints, TopLine
from explorer.tui.frame.commands import CommandScreen, bindings
from explorer.tui.keys.actions import Context, actions_in, key_of
from explorer.tui.reading.history import Spot
from explorer.tui.reading.messages import CrumbClicked
from explorer.tui.work.visiting import Subject
from explorer.views.scope import Scope

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.tui.comparison.layout import Matches
    from explorer.tui.reading.entries import Goal

_LEADS_ON = frozenset({"leave", "search", "palette", "help", "matrix_singles"})
"""What is offered below a view in which nothing is shown."""
_READABLE = 72  # cells of a line of what is said in the place of a view
_SLOW = 0.1  # seconds after which a view that is still being made says so


@dataclass
class Made(Message):
    """The model of a view was made, or could not be: then `reason` says why."""

    request: int
    """Which request this answers."""
    model: object = None
    reason: str = ""


class ViewScreen[Model](CommandScreen):
    """A view over the main screen. Subclasses make a model (in a thread), draw it, and say what is under the cursor.

    A screen is made once and opened again and again: to make and style one takes longer than to draw it (measured).
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("view")
    place: ClassVar[Context] = "view"
    """The context of its keys."""
    HOLDS_FIRST: ClassVar[bool] = True
    TOGETHER: ClassVar[float] = 10 * _SLOW
    """Seconds that the frame waits for the view itself, at most: before, it says that it is slow."""

    is_shown = False
    """Whether the widget shows what the view was opened for."""

    def __init__(
        self, database: Database, scope: Scope, matches: Matches | None, name: str, spot: Spot | None = None
    ) -> None:
        super().__init__()
        self.database = database
        self.database_name = name
        self.model: Model | None = None
        self._widget: Widget | None = None
        self._request = 0
        self._worker: Worker[None] | None = None
        self._thread: threading.Thread | None = None
        self._slow: Timer | None = None
        self._take(scope, matches, spot)

    def _take(self, scope: Scope, matches: Matches | None, spot: Spot | None) -> None:
        self.scope = scope
        self.matches = matches
        self.opened = spot or Spot(self.view, scope)
        """Where in the history this view stands, with the state it is to have."""
        self._forget()

    def _forget(self) -> None:
        """Show nothing of what was read, and wait for what is to come."""
        self.model, self.is_shown = None, False
        self._is_reading, self._stands = True, False
        self._frame_waits_until = 0.0
        self.gather_frame()

    def open_again(self, scope: Scope, matches: Matches | None, spot: Spot) -> None:
        """Open it for another row, or anew."""
        self._stop_reading()
        self._take(scope, matches, spot)
        self._begin()

    @property
    def is_answered(self) -> bool:
        """Whether the view stands, or says why it does not."""
        return self._stands

    def in_passage(self) -> bool:
        """What is bookmarked and noted is the passage under the cursor, where there is one."""
        return True

    def do_search(self) -> None:
        """To the lists, into the search line: what it finds narrows the views."""
        self.main.visit("explore", None)
        self.main.do_search()

    # -- for subclasses ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """It is opened: have everything that the reader can change as it is at first, or as `opened.state` says."""

    def make(self, database: Database, scope: Scope) -> Model:
        """Read what the view shows, in a thread; `scope.cancelled()` says whether it is still wanted."""
        raise NotImplementedError

    def draw(self, model: Model) -> Widget:
        """The widget that shows it; it gets the focus."""
        raise NotImplementedError

    def draw_again(self, widget: Widget, model: Model) -> None:
        """Have the widget that showed another model show this one."""
        raise NotImplementedError

    def put_away(self, widget: Widget) -> None:
        """The reader has left: let go of what takes much room."""

    def nothing(self, model: Model) -> str:  # noqa: ARG002 - for subclasses
        """Where there is nothing to show: a sentence that says so and what to do; else an empty string."""
        return ""

    def shown(self, model: Model) -> None:
        """The widget has its size: put the cursor where `scope.subject`, or `opened.state`, wants it."""

    def leave_for(self, goal: Goal) -> None:
        """Close this view and go to a claim, an entity, or the place of a passage in its source."""
        self.main.open_goal(goal)

    # -- frame ------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Top line, room for the view, hints."""
        yield TopLine(self.database_name, [], self.view)
        yield Static("", id="waiting", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        """Begin, unless it was only made ahead."""
        keep_lines(self, *self.query(TopLine), *self.query(Hints))
        if self in self.app.screen_stack:
            self._begin()

    def _begin(self) -> None:
        """Ask for the model; of a view that was left before it stood, for nothing."""
        if not self.query(TopLine):
            return
        self.begin()
        self.query_one(TopLine).set_crumbs(self.crumbs())
        self.query_one(Hints).offer(actions_in(self.context()))
        self._slow = self.set_timer(_SLOW, self._say_slow)
        self.read_again()

    def crumbs(self) -> list[str]:
        """What the top line says after "All"."""
        return self.main.crumbs()

    def _say_slow(self) -> None:
        if self._is_reading:
            self._say("Reading …")

    def _say(self, words: str) -> None:
        lines = wrapped(words, max(20, min(_READABLE, self.size.width - 6)), "quiet")
        for waiting in self.query("#waiting").results(Static):
            waiting.update(lines_content(lines, styles_of(self)))
            waiting.display = True
        if self._widget is not None:
            self._widget.display = False
        self._has_come()

    def _say_alone(self, words: str) -> None:
        """Say why nothing is shown, and offer below only what leads on from nothing."""
        self.query_one(Hints).offer([action for action in actions_in(self.context()) if action.id in _LEADS_ON])
        self._say(words)

    def _has_come(self) -> None:
        """What the first frame waits for is there."""
        self._stands = True
        self.gather_frame()

    def read(self, cancelled: Callable[[], bool]) -> Model:
        """What is to be shown now, of all that the search finds; asked in a thread."""
        scope = replace(self.scope, cancelled=cancelled)
        return self.make(self.database, replace(scope, claims=self.main.all_found(self.opened.query, scope, cancelled)))

    def read_again(self) -> None:
        """Make the model; what is being made already is not wanted any more."""
        if self._worker is not None:
            self._worker.cancel()
        self._request += 1
        self._worker = self.run_worker(
            partial(self._make, self._request), group="view", thread=True, exit_on_error=True
        )

    def _make(self, request: int) -> None:
        worker = get_current_worker()
        self._thread = thread = threading.current_thread()
        try:
            model = self.read(lambda: worker.is_cancelled)
        except ExplorerError as error:
            if not worker.is_cancelled:
                self.post_message(Made(request, reason=str(error)))
        else:
            if not worker.is_cancelled:
                self.post_message(Made(request, model))
        finally:
            if self._thread is thread:
                self._thread = None

    def _stop_reading(self) -> None:
        """What is being read is not wanted any more."""
        thread = self._thread
        self._request += 1
        if self._slow is not None:
            self._slow.stop()
        if self._worker is not None:
            self._worker.cancel()
        if thread is not None:
            self.database.interrupt(thread)

    @on(Made)
    async def _made(self, message: Made) -> None:
        message.stop()
        if message.request != self._request or self._is_left:
            return
        self._is_reading = False
        if message.reason:
            self._say_alone(f"{message.reason}. {key_of('leave')} leads back.")
            return
        model: Model = message.model  # type: ignore[assignment]  # what `make` of this class returned
        self.model = model
        words = self.nothing(model)
        if words:
            self._say_alone(words)
            return
        widget = self._widget
        if widget is not None:
            self.draw_again(widget, model)
            if widget.display:
                self._show_unless_left(model)
                return
        else:
            widget = self.draw(model)
            if self._is_left:
                return
            self._widget = widget
            await self.mount(widget, before=self.query_one(Hints))
            if self._is_left:
                return
        self.query_one("#waiting").display = False
        widget.display = True
        self.set_focus(widget)
        self.call_after_refresh(self._show_unless_left, model)

    def _show_unless_left(self, model: Model) -> None:
        if model is self.model and not self._is_left:
            self.is_shown = True
            self.shown(model)
            self._has_come()

    @property
    def _is_left(self) -> bool:
        """Whether the reader has gone on: what a view still waited for then finds no widget any more."""
        return self not in self.app.screen_stack or not self.query(Hints)

    def on_screen_suspend(self) -> None:
        """Another screen lies over this one, or the reader has left it."""
        if self not in self.app.screen_stack:
            self._stop_reading()
            self._forget()
            if self._widget is not None:
                self.put_away(self._widget)

    def on_unmount(self) -> None:
        """Stop what is being read."""
        self._stop_reading()

    # -- as a screen with keys --------------------------------------------------------------------------------

    def context(self) -> Context:
        """Always this view's own."""
        return self.place

    def compare(self) -> Compare:
        """A view has no comparison, unless its class says so."""
        raise NotImplementedError

    def spot(self) -> Spot:
        """Where the reader is: what the view was opened for, and how it stands now."""
        return replace(self.opened, state=self.state())

    def subject(self) -> Subject | None:
        """The row under the cursor; until there is one, the row for which the view was opened."""
        return self.scope.subject

    @on(CrumbClicked)
    def _crumb(self, message: CrumbClicked) -> None:
        message.stop()
        self.main.take_crumb(message.index)
