"""What all views have in common: the frame around them, when they stand, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer
from textual.widget import Widget

from explorer.tui.comparison.compare import Compare
from explorer.tui.drawing.frames import keep_lines
from explorer.tui.frame.chrome import Hints, TopLine
from explorer.tui.frame.commands import CommandScreen, bindings
from explorer.tui.keys.actions import Action, Context, actions_in, key_of
from explorer.tui.reading.errands import Errands
from explorer.tui.reading.history import Spot
from explorer.tui.reading.messages import CrumbClicked
from explorer.tui.views.making import Made, Making
from explorer.tui.views.notice import Notice
from explorer.tui.work.visiting import Subject
from explorer.views.scope import Scope

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.tui.comparison.layout import Matches
    from explorer.tui.reading.entries import Goal

_NEEDS_NOTHING = frozenset(
    "explore sources entities claims comparison leave history_back history_forward search search_lists palette help "
    "theme quit suspend reopen copy_selection".split()
)
"""What can be done before a view stands: from one view to the next the row under its cursor is taken along."""
_LEADS_ON = frozenset({"leave", "search", "search_lists", "palette", "help", "matrix_singles"})
"""What is offered below a view in which nothing is shown."""
_NEAR = 0.04  # seconds after a key until what the way back would show is read
_SLOW = 0.1  # seconds after which a view that is still being made says so


class _Phase(Enum):
    """How far an opening of a view has come."""

    READING = auto()
    SLOW = auto()
    """It is still being read, and that is said in its place."""
    FILLED = auto()
    """The widget has its model, and not yet its size."""
    SHOWN = auto()
    EXPLAINED = auto()
    """Instead of the view it is said why there is none."""


class ViewScreen[Model](Making[Model], CommandScreen):
    """A view over the main screen. Subclasses make a model (in a thread), draw it, and say what is under the cursor.

    A screen is made once and opened again and again: to make and style one takes longer than to draw it (measured).
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("view")
    place: ClassVar[Context] = "view"
    """The context of its keys."""
    HOLDS_FIRST: ClassVar[bool] = True
    TOGETHER: ClassVar[float] = 10 * _SLOW
    """Seconds that the frame waits for the view itself, at most: before, it says that it is slow."""

    _phase = _Phase.READING

    def __init__(
        self, database: Database, scope: Scope, matches: Matches | None, name: str, spot: Spot | None = None
    ) -> None:
        super().__init__()
        self.database = database
        self.database_name = name
        self.model: Model | None = None
        self._widget: Widget | None = None
        self._is_laid = self._is_tried = False
        """Whether the widget knows its size, and has drawn something where nobody saw it."""
        self._landed: object = None
        """How the view stood when it was opened anew: a reader who leaves it so has moved nothing."""
        self._slow: Timer | None = None
        self._looking_back: Timer | None = None
        self._take(scope, matches, spot)

    def _take(self, scope: Scope, matches: Matches | None, spot: Spot | None) -> None:
        self.scope = scope
        self.matches = matches
        self.opened = spot or Spot(self.view, scope)
        """Where in the history this view stands, with the state it is to have."""
        self._forget()

    def _forget(self) -> None:
        """Show nothing of what was read, and wait for what is to come."""
        self.model, self._phase = None, _Phase.READING
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
        return self._phase not in (_Phase.READING, _Phase.FILLED)

    @property
    def is_shown(self) -> bool:
        """Whether the widget shows what the view was opened for."""
        return self._phase is _Phase.SHOWN

    @property
    def is_coming(self) -> bool:
        """Whether what the view was opened for, or the reason why there is nothing, is still to come."""
        return self._phase not in (_Phase.SHOWN, _Phase.EXPLAINED)

    @property
    def _is_reading(self) -> bool:
        return self._phase in (_Phase.READING, _Phase.SLOW)

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

    def draw(self) -> Widget:
        """The widget that shows models; there is none yet."""
        raise NotImplementedError

    def fill(self, widget: Widget, model: Model) -> None:
        """Have the widget show this model, from its beginning."""
        raise NotImplementedError

    def put_away(self, widget: Widget) -> None:
        """The reader has left: let go of what takes much room."""

    def nothing(self, model: Model) -> str:  # noqa: ARG002 - for subclasses
        """Where there is nothing to show: a sentence that says so and what to do; else an empty string."""
        return ""

    def shown(self, model: Model) -> None:
        """The widget has its size: put the cursor where `scope.subject`, or `opened.state`, wants it."""

    def offered(self) -> Sequence[Action]:
        """The actions of which the hints name some."""
        return actions_in(self.context())

    def leave_for(self, goal: Goal) -> None:
        """Close this view and go to a claim, an entity, or the place of a passage in its source."""
        self.main.open_goal(goal)

    # -- frame ------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Top line, the view or what is said in its place, hints."""
        self._widget = self.draw()
        yield TopLine(self.database_name, [], self.view)
        yield self._widget
        yield Notice()
        yield Hints()

    def on_mount(self) -> None:
        """Begin, unless it was only made ahead."""
        keep_lines(self, *self.query(TopLine), *self.query(Hints))
        if self in self.app.screen_stack:
            self._begin()

    def _begin(self) -> None:
        """Ask for the model, unless it is there; of a view that was left before it stood, for nothing."""
        if not self.query(TopLine):
            return
        self.begin()
        self.query_one(TopLine).set_crumbs(self.crumbs())
        self._is_laid = self._is_laid and self.size == self.app.size
        if self._known() is None:
            self.query_one(Hints).offer(self.offered())
            self._ask()

    def _update_auto_focus(self) -> None:
        """As Textual does, which looks not at what is seen: what is said in the place of the view takes no keys."""
        if self._widget is None or self._widget.display:
            super()._update_auto_focus()

    def show_known(self) -> None:
        """It lies on top now: show in its first frame what need not be read."""
        self.call_later(self._show_known, self._request)

    def _show_known(self, request: int) -> None:
        model = self._known()
        if model is not None and request == self._request and self._is_reading and not self._is_left:
            self._take_model(model)

    @property
    def is_laid_ahead(self) -> bool:
        """Whether its first frame need not wait for what is the same in every frame."""
        return self._is_drawn

    def lay_ahead(self) -> None:
        """Lay out and draw what was only made ahead, as large as the screen: its first frame would wait for that."""
        if self._is_drawn or self in self.app.screen_stack or not self.query(Hints):
            return
        if self._is_laid:
            self._compositor.render_strips(self.size)
            self._is_drawn = True
        else:
            self._lay_out_unseen()
            self._is_laid = True

    def _try(self, model: Model) -> None:
        """Draw the first model that was read ahead where nobody sees it: what is worked out once, or is the same for
        every row, need not be when the view is opened for the first time.
        """
        hints, widget, notice = self.query_one(Hints), self._widget, self.query_one(Notice)
        self._is_tried = True
        words = self.nothing(model)
        if words:
            notice.say(words)
        elif widget is not None:
            self.fill(widget, model)
            widget.refresh()
        hints.offer(self._leading_on() if words else self.offered())
        self._put(is_view=not words)
        self._lay_out_unseen()
        self._compositor.render_strips(self.size)

    def _lay_out_unseen(self) -> None:
        """Lay it out as large as the screen, and once more who found out by that how large they are: the first frame
        would have it done.
        """
        self._refresh_layout(self.app.size)
        late = [widget for widget in self.walk_children(Widget) if widget._layout_required]
        for widget in late:
            self._take_to_lay_out(widget)
        if late:
            self._refresh_layout(self.app.size)
        self._layout_required = False

    def crumbs(self) -> list[str]:
        """What the top line says after "All"."""
        return self.main.crumbs()

    def make_anew(self) -> None:
        """Show something else of what it was opened for, from its beginning; what acts on that waits for it."""
        self.opened = replace(self.opened, state=None)
        self._phase = _Phase.READING
        self._ask()

    def _ask(self) -> None:
        self._slow = self.set_timer(_SLOW, self._say_slow)
        self.read_again()

    def _say_slow(self) -> None:
        if self._is_reading:
            self._say("Reading …", _Phase.SLOW)

    def _say(self, words: str, phase: _Phase) -> None:
        for notice in self.query(Notice):
            notice.say(words)
        self._put(is_view=False)
        self._phase = phase
        self.gather_frame()

    def _put(self, *, is_view: bool) -> bool:
        """Have the view or what is said in its place seen; False where it is."""
        notice, widget = self.query_one(Notice), self._widget
        if widget is None or widget.display is is_view:
            return False
        if not is_view:
            self.set_focus(None)  # before it is hidden: that would be a frame of its own
        widget.display, notice.display = is_view, not is_view
        self.refresh(layout=True)  # Textual would ask for it some turns later, and draw the old one meanwhile
        return True

    def _say_alone(self, words: str) -> None:
        """Say why nothing is shown, and offer below only what leads on from nothing."""
        self.query_one(Hints).offer(self._leading_on())
        self._say(words, _Phase.EXPLAINED)
        self.app.go_on()

    def _leading_on(self) -> Sequence[Action]:
        return [action for action in actions_in(self.context()) if action.id in _LEADS_ON]

    def must_wait(self, action_id: str) -> bool:
        """Whether an action needs what the view is still to show."""
        return self.is_coming and action_id not in _NEEDS_NOTHING

    def read_ahead(self, spot: Spot, errands: Errands) -> None:
        """Have the model of an opening that may come read while nobody waits for anything; of what is open, nothing."""
        if self in self.app.screen_stack or not self.query(Hints):
            return
        self._take(spot.scope, None, spot)
        self.begin()
        self._make_when_idle(errands)

    def _stop_reading(self) -> None:
        """What is being read is not wanted any more."""
        if self._slow is not None:
            self._slow.stop()
        super()._stop_reading()

    @on(Made)
    def _made(self, message: Made) -> None:
        message.stop()
        if message.request != self._request:
            return
        model = self._answer(message)
        if self._is_left:
            is_first = self._is_drawn and not self._is_tried
            if model is not None and model is self.kept and is_first and self.main.is_resting:
                self._try(model)
            return
        if model is None:
            self._say_alone(f"{message.reason}. {key_of('leave')} leads back.")
        else:
            self._take_model(model)

    def _take_model(self, model: Model) -> None:
        """Show it, or say why there is nothing to show."""
        self.model, self._phase = model, _Phase.FILLED
        words = self.nothing(model)
        if words:
            self._say_alone(words)
            return
        self.query_one(Hints).offer(self.offered())
        if self._widget is not None:
            self.fill(self._widget, model)
        if self._put(is_view=True) or not self._is_laid:
            self.call_after_refresh(self._show_unless_left, model)
        else:
            self._show_unless_left(model)

    def _show_unless_left(self, model: Model) -> None:
        if model is self.model and not self._is_left:
            self._phase, self._is_laid = _Phase.SHOWN, True
            if self.focused is None:
                self.set_focus(self._widget)
            self.shown(model)
            self._landed = self.state() if self.opened.state is None else None
            self.gather_frame()
            self.app.go_on()
            self._look_back_soon()

    def do(self, action_id: str) -> None:
        """Do an action; the row that the way back leads to may be another then."""
        super().do(action_id)
        self._look_back_soon()

    def _look_back_soon(self) -> None:
        if self._looking_back is not None:
            self._looking_back.stop()
        self._looking_back = None if self._is_left else self.set_timer(_NEAR, self._look_back)

    def _look_back(self) -> None:
        """Have what the lists would show be read, as they have what views would show."""
        subject = self.subject()
        if subject is not None and self.app.screen is self:
            self.main.read_back(subject)

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
        """Where the reader is: what the view was opened for, and how it stands now, or is to stand once it is shown."""
        return replace(self.opened, state=self.state()) if self.is_shown else self.opened

    def subject(self) -> Subject | None:
        """The row under the cursor; until there is one, the row for which the view was opened."""
        return self.scope.subject

    def left_for(self) -> Subject | None:
        """The row under the cursor; where the reader only looked, the row for which the view was opened.

        A view has not every row: its cursor may stand on one that the reader never went to.
        """
        return self.scope.subject if self.is_shown and self.state() == self._landed else self.subject()

    @on(CrumbClicked)
    def _crumb(self, message: CrumbClicked) -> None:
        message.stop()
        self.main.take_crumb(message.index)
