"""What opens over a screen to ask something, and closes once; its keys are those of the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.actions import SkipAction
from textual.await_complete import AwaitComplete
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from explorer.tui.drawing.pace import is_behind
from explorer.tui.drawing.pointing import unless_gone
from explorer.tui.keys.actions import TYPING, Context, actions_in, find, key_name, meant
from explorer.tui.keys.keynames import is_typed
from explorer.tui.reading.messages import Passed

if TYPE_CHECKING:
    from explorer.tui.app import Explorer

_FAR = 10**9  # further than any list goes
_IN_TURN = frozenset({"entry_take"})
"""What waits until all that was typed before it has arrived in its line."""


class Dialog[Result](ModalScreen[Result]):
    """A screen over another that ends with an answer. Each action of its place is a method `do_<action>`."""

    app: Explorer
    place: ClassVar[Context | None] = None
    """The context of its keys; None for a dialog in which every key is an answer."""
    opened_by: ClassVar[tuple[str, ...]] = ()
    """Actions whose keys close it again, where they mean nothing else in it."""

    def __init__(self) -> None:
        super().__init__()
        self._is_open = False
        self._is_withheld = False
        """Whether a frame was due while the one before it was still on its way."""
        if self.place is None:
            return
        for action in actions_in(self.place):
            for key in action.keys:
                self._bind(key, at_once=action.id not in _IN_TURN)
        for key in self._closers():
            self._bind(key)

    def _bind(self, key: str, *, at_once: bool = True) -> None:
        """Letters wait their turn too: one that is held would else close this and go on to the screen below."""
        self._bindings.bind(key, f"press('{key}')", show=False, priority=at_once and not is_typed(key))

    def _closers(self) -> list[str]:
        keys = [key for opener in self.opened_by for key in find(opener).keys]
        return [key for key in keys if not (self.place in TYPING and is_typed(key))]

    def on_screen_resume(self) -> None:
        """What it asks with gets the focus in this turn, and then what was typed ahead."""
        self.call_later(self._open)

    def _open(self) -> None:
        self._is_open = True
        self.app.typed_ahead.is_through()  # what led here, or closed what lay over it, has been done
        self.post_message(Passed())

    def waits_for(self, key: str) -> bool:  # noqa: ARG002 - see `frame.typed_ahead.Waits`
        """Whether it is still to open."""
        return not self._is_open

    def overtakes(self, key: str) -> bool:  # noqa: ARG002 - as above
        """None does: each is an answer."""
        return False

    def stays(self, key: str) -> bool:  # noqa: ARG002 - as above
        """None does: each may close it."""
        return False

    def action_press(self, key: str) -> None:
        """Do what `key` means here.

        One that comes while explorer ends does nothing: what it would move in goes first, and this screen after it.
        """
        if self.is_attached and not self.takes(key):
            raise SkipAction

    def takes(self, key: str) -> bool:
        """Do what `key` means here; False where it means nothing."""
        action = meant(key, self.place) if self.place is not None else None
        if action is not None:
            getattr(self, f"do_{action.id}")()
        elif key in self._closers():
            self.dismiss(None)
        else:
            return False
        return True

    def _on_timer_update(self) -> None:
        super()._on_timer_update()
        if self._is_withheld:
            self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        """Write what has changed to the terminal; behind a slow line, once that has taken what came before."""
        self._is_withheld = is_behind(self.app) and self.is_current
        if self._is_withheld:
            self._update_timer.resume()
        else:
            super()._compositor_refresh()

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """The widget at a place of the screen, if it is not being taken away, and where in it that is."""
        return unless_gone(*super().get_widget_and_offset_at(x, y))

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """End with this answer; nothing where it has ended, or where another lies over it.

        A key that is pressed twice, or held, asks for it twice before the screen is gone, and Textual would then take
        away the screen below, which may be the last.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()


class ListDialog[Result](Dialog[Result]):
    """A dialog with a list that letters move in: subclasses say how far, and what is taken."""

    @property
    def rows(self) -> Widget:
        """The list."""
        raise NotImplementedError

    def point_at(self, row: int) -> None:
        """Move the cursor to a row of the list."""
        raise NotImplementedError

    def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, a second takes; a click beside the dialog closes it."""
        if event.widget is self:
            self.dismiss(None)
        elif event.widget is self.rows:
            offset = event.get_content_offset(self.rows)
            if offset is not None:
                self.point_at(offset.y + int(self.rows.scroll_offset.y))
                if event.chain == 2:
                    self.take()

    def move(self, rows: int, *, pages: int = 0) -> None:
        """Move the cursor by rows and pages (negative: up)."""
        raise NotImplementedError

    def take(self) -> None:
        """Take what is under the cursor."""
        raise NotImplementedError

    def do_choice_down(self) -> None:
        """Next choice."""
        self.move(1)

    def do_choice_up(self) -> None:
        """Previous choice."""
        self.move(-1)

    def do_choice_page_down(self) -> None:
        """A page of choices down."""
        self.move(0, pages=1)

    def do_choice_page_up(self) -> None:
        """A page of choices up."""
        self.move(0, pages=-1)

    def do_choice_top(self) -> None:
        """First choice."""
        self.move(-_FAR)

    def do_choice_bottom(self) -> None:
        """Last choice."""
        self.move(_FAR)

    def do_choice_take(self) -> None:
        """Take it."""
        self.take()

    def do_choice_leave(self) -> None:
        """Close it."""
        self.dismiss(None)


class TypedDialog[Result](Dialog[Result]):
    """A dialog with a line to type in, and maybe with lines below it that the arrows move in."""

    def move(self, rows: int, *, pages: int = 0) -> None:
        """Move in what stands below the line by rows and pages (negative: up)."""

    def take(self) -> None:
        """Take what is under the cursor, or what is written."""
        raise NotImplementedError

    def takes(self, key: str) -> bool:
        """Do what `key` means here; Ctrl+C closes nothing while words are selected: it is there to copy them."""
        line = self.focused
        return not (key == "ctrl+c" and isinstance(line, Input) and line.selected_text) and super().takes(key)

    def submitted(self) -> None:
        """Enter was pressed in the line: it may mean nothing here, by the reader's settings."""
        self.takes("enter")

    def do_entry_down(self) -> None:
        """Next entry or line."""
        self.move(1)

    def do_entry_up(self) -> None:
        """Previous entry or line."""
        self.move(-1)

    def do_entry_page_down(self) -> None:
        """A page down."""
        self.move(0, pages=1)

    def do_entry_page_up(self) -> None:
        """A page up."""
        self.move(0, pages=-1)

    def do_entry_take(self) -> None:
        """Take it."""
        self.take()

    def do_entry_leave(self) -> None:
        """Close it."""
        self.dismiss(None)


def keys_hint(*told: tuple[str, str], room: int = 1000) -> str:
    """ "Enter takes · Esc leaves": the first key of each action that has one, and what it does here.

    Of more than `room` cells the first ones and the last.
    """
    words = [f"{key_name(find(action).keys[0])} {does}" for action, does in told if find(action).keys]
    while len(words) > 2 and len(" · ".join(words)) > room:
        del words[-2]
    return " · ".join(words)
