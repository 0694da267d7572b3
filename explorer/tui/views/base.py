"""What all views have in common: the frame around them, a model made off the event loop, and the ways out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from explorer.errors import ExplorerError
from explorer.tui.comparison.compare import Compare
from explorer.tui.drawing.rendering import content
from explorer.tui.frame.chrome import Hints, TopLine
from explorer.tui.frame.commands import CommandScreen, bindings
from explorer.tui.keys.actions import Context, actions_in
from explorer.tui.reading.history import Spot
from explorer.tui.reading.messages import CrumbClicked
from explorer.tui.work.visiting import Subject
from explorer.views.scope import Scope

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.tui.comparison.layout import Matches
    from explorer.tui.reading.entries import Goal

_SLOW = 0.1  # seconds after which a view that is still being made says so


@dataclass
class Made(Message):
    """The model of a view was made, or could not be: then `reason` says why."""

    model: object = None
    reason: str = ""


class ViewScreen[Model](CommandScreen):
    """A view over the main screen. Subclasses make a model (in a thread), draw it, and say what is under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("view")
    place: ClassVar[Context] = "view"
    """The context of its keys."""
    HOLDS_FIRST: ClassVar[bool] = True
    TOGETHER: ClassVar[float] = _SLOW
    """Seconds that the first frame waits for the view itself: one frame, not an empty one before it."""

    def __init__(
        self, database: Database, scope: Scope, matches: Matches | None, name: str, spot: Spot | None = None
    ) -> None:
        super().__init__()
        self.database = database
        self.scope = scope
        self.matches = matches
        self.database_name = name
        self.opened = spot or Spot(self.view, scope)
        """Where in the history this view stands, with the state it is to have."""
        self.model: Model | None = None
        self._is_reading = True
        self._stands = False
        self._worker: Worker[None] | None = None
        self._thread: threading.Thread | None = None
        self.gather_frame()

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

    def make(self, database: Database, scope: Scope) -> Model:
        """Read what the view shows, in a thread; `scope.cancelled()` says whether it is still wanted."""
        raise NotImplementedError

    def draw(self, model: Model) -> Widget:
        """The widget that shows it; it gets the focus."""
        raise NotImplementedError

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
        """Ask for the model; of a view that was left before it stood, for nothing."""
        if not self.query(TopLine):
            return
        self.query_one(TopLine).set_crumbs(self.crumbs())
        self.query_one(Hints).offer(actions_in(self.context()))
        self.set_timer(_SLOW, self._say_slow)
        self.read_again()

    def crumbs(self) -> list[str]:
        """What the top line says after "All"."""
        return self.main.crumbs()

    def _say_slow(self) -> None:
        if self._is_reading:
            self._say("Reading …")

    def _say(self, words: str) -> None:
        for waiting in self.query("#waiting").results(Static):
            waiting.update(content(words))
        self._has_come()

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
        self._worker = self.run_worker(self._make, group="view", thread=True, exit_on_error=True)

    def _make(self) -> None:
        worker = get_current_worker()
        self._thread = threading.current_thread()
        try:
            model = self.read(lambda: worker.is_cancelled)
        except ExplorerError as error:
            if not worker.is_cancelled:
                self.post_message(Made(reason=str(error)))
        else:
            if not worker.is_cancelled:
                self.post_message(Made(model))
        finally:
            self._thread = None

    @on(Made)
    async def _made(self, message: Made) -> None:
        message.stop()
        if self._is_left:
            return
        self._is_reading = False
        if message.reason:
            self._say(f"{message.reason}. Esc leads back.")
            return
        model: Model = message.model  # type: ignore[assignment]  # what `make` of this class returned
        self.model = model
        words = self.nothing(model)
        if words:
            self._say(words)
            return
        if not self.query("#waiting"):  # it was asked for again before the first came
            self._show_unless_left(model)
            return
        widget = self.draw(model)
        await self.query_one("#waiting").remove()
        if self._is_left:
            return
        await self.mount(widget, before=self.query_one(Hints))
        if self._is_left:
            return
        self.set_focus(widget)
        self.call_after_refresh(self._show_unless_left, model)

    def _show_unless_left(self, model: Model) -> None:
        if not self._is_left:
            self.shown(model)
            self._has_come()

    @property
    def _is_left(self) -> bool:
        """Whether the reader has gone on: what a view still waited for then finds no widget any more."""
        return self not in self.app.screen_stack or not self.query(Hints)

    def on_unmount(self) -> None:
        """Stop what is being read."""
        thread = self._thread
        if self._worker is not None:
            self._worker.cancel()
        if thread is not None:
            self.database.interrupt(thread)

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
