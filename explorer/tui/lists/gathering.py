"""One frame for what belongs together: rows of several lists, their counts and the comparison of what was found.

Stands, as `drawing.composing`, on what Textual 8.2.8 keeps to itself.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Mapping
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.geometry import Offset, Size
from textual.message_pump import MessagePump
from textual.reactive import Reactive
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widget import Widget

from explorer.tui.drawing.composing import Composing
from explorer.tui.drawing.pace import is_behind
from explorer.tui.drawing.painted import LooksFocused, Painted
from explorer.tui.drawing.pointing import unless_gone
from explorer.tui.reading.memory import RUBBISH

_IDLE = 0.12  # seconds after a frame, when whoever holds a key down or types has pressed the next one


if TYPE_CHECKING:
    _Part = Screen[None]
else:
    _Part = MessagePump  # another subclass of a screen takes Textual longer than importing a module


class Gathering(_Part):
    """A screen whose frame waits a little for answers that are under way."""

    TOGETHER: ClassVar[float] = 0.04
    """Seconds that an answer waits for the others, so that one frame shows them all."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The widgets that lose and take the focus draw themselves; Textual would write the whole screen anew."""

    HOLDS_FIRST: ClassVar[bool] = False
    """Whether the first frame of all waits too: not where something else is better than nothing."""

    _theme = ""
    """With which it was styled."""
    _frame_waits_until = 0.0
    _is_drawn = False
    _is_drawn_on_top = False
    """Whether it was drawn before it took notice that it lies on top again."""
    _is_withheld = False
    """Whether a frame was due while it waited."""
    _is_laying_out = False
    _drawn_at = 0.0
    _is_to_tidy = False

    def __init__(self) -> None:
        super().__init__()
        self._compositor = Composing()

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """The widget at a place of the screen, if it is not being taken away, and where in it that is."""
        return unless_gone(*super().get_widget_and_offset_at(x, y))

    def on_mount(self) -> None:
        """It is styled now."""
        self._theme = self.app.theme

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Style nothing anew that was styled when it was put in its place, unless the theme was changed meanwhile.

        A theme changes all screens that lie over one another, but not those that are kept to be opened again.
        """
        theme, self._theme = self._theme, self.app.theme
        event.refresh_styles = theme not in ("", self._theme)
        is_drawn, self._is_drawn_on_top = self._is_drawn_on_top, False
        if is_drawn and not event.refresh_styles and self._has_room:
            event.prevent_default()  # Textual would draw all of it once more; what else it does is done here
            self.stack_updates += 1
            self.app._refresh_notifications()
            self._update_auto_focus()

    @property
    def is_answered(self) -> bool:
        """Whether nothing is under way that the next frame should show."""
        return True

    def _on_timer_update(self) -> None:
        """Draw what has changed; where widgets have yet to say that they have, after that: one frame shows it all."""
        late = [widget for widget in self._compositor.visible_widgets if widget is not self and _is_changed(widget)]
        if late or not self._message_queue.empty():
            self._update_timer.pause()
            for widget in late:
                widget._check_refresh()
            self.call_later(self._draw_changes)
        else:
            self._draw_changes()

    def _draw_changes(self) -> None:
        """Lay out and draw what has changed; while more is about to come, only lay out: the next tick asks again."""
        if self._layout_required and self._repaint_required:  # of which Textual makes two frames
            self._repaint_required = False
            self._dirty_widgets.add(self)
        if self._layout_required and self._is_drawn and not self._is_laying_out:
            self._is_laying_out = True  # who has another size now draws itself anew in this frame
            before = {widget: widget.size for widget in self._compositor.visible_widgets}
            super()._on_timer_update()
            if not self._fit(before):
                asyncio.get_running_loop().call_soon(self.call_later, self._on_timer_update)
                return
        self._is_laying_out = False
        super()._on_timer_update()
        if not self._is_withheld:
            return
        if self._is_waiting:
            self._update_timer.resume()
        else:
            self._compositor_refresh()

    def _fit(self, before: Mapping[Widget, Size]) -> bool:
        """Have who has another size take it at once; False where some take it in a turn of their own."""
        after = self._compositor.visible_widgets
        resized = [widget for widget in after if widget.size != before.get(widget)]
        fitting = [widget for widget in resized if isinstance(widget, Painted) and widget.fits_at_once]
        for widget in fitting:
            widget.fit_at_once()
        if len(after) != len(before) or not all(each in fitting or isinstance(each, ScrollBar) for each in resized):
            return False
        changed = [widget for widget in after if widget._repaint_required]
        for each in changed:
            each._repaint_required = False
        self._dirty_widgets.update(resized, changed)
        return True

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Give the focus to a widget, and have both look so now, and not in the turn in which they are told."""
        before = self.focused
        super().set_focus(widget, scroll_visible, from_app_focus)
        for each in (before, self.focused):
            if isinstance(each, LooksFocused) and each.is_attached:
                each.look_focused(each is self.focused)

    def _compositor_refresh(self) -> None:
        """Write what has changed to the terminal, unless it waits for what belongs to it, or another screen hides it.

        Of a screen below, Textual takes any change for one of the whole screen above.
        """
        if self._is_hidden:
            self._compositor._dirty_regions.clear()
            self._dirty_widgets.clear()
            self._is_withheld = False
            return
        self._is_withheld = (self._is_laying_out or self._is_waiting) and self.is_current
        if self._is_withheld:
            self._update_timer.resume()
        else:
            self._is_drawn = True
            super()._compositor_refresh()
            if self is not self.app.screen:  # the dialog above draws it now; Textual would ask for it again for ever
                self._repaint_required = False
            self._tidy_later()

    def _tidy_later(self) -> None:
        """Look for rubbish while the reader reads: in the middle of a frame it takes as long as half the frame."""
        self._drawn_at = monotonic()
        if not self._is_to_tidy and gc.get_threshold()[0] > RUBBISH:  # what starts the program says so
            self._is_to_tidy = True
            self.set_timer(_IDLE, self._tidy)

    def _tidy(self) -> None:
        self._is_to_tidy = False
        if not self.is_resting:
            self._tidy_later()
        elif gc.get_count()[0] > RUBBISH:
            gc.collect(1)

    @property
    def is_resting(self) -> bool:
        """Whether nothing was drawn for a while: what takes a moment, and nobody waits for, is done now."""
        return monotonic() - self._drawn_at >= _IDLE

    @property
    def _is_hidden(self) -> bool:
        """Whether nobody sees it: others lie over it, or it has been closed."""
        stack = self.app.screen_stack
        return self not in stack or any(isinstance(above, Gathering) for above in stack[stack.index(self) + 1 :])

    @property
    def _is_waiting(self) -> bool:
        if is_behind(self.app):
            return True
        if self._frame_waits_until and monotonic() >= self._frame_waits_until:
            self._frame_waits_until = 0.0
        return bool(self._frame_waits_until) and (self._is_drawn or self.HOLDS_FIRST)

    def gather_frame(self, seconds: float = 0.0) -> None:
        """Have the frame wait a little (`seconds`) while answers are under way; draw it where all are there."""
        if not self.is_answered:
            if not self._frame_waits_until:
                self._frame_waits_until = monotonic() + (seconds or self.TOGETHER)
        elif self._frame_waits_until:
            self._frame_waits_until = 0.0
            self._draw_now()

    def _draw_now(self) -> None:
        """Draw what has changed without the turns of the event loop and the ticks that Textual takes for it.

        Where something is to be styled anew or has scrolled its widgets, it comes as it always does.
        """
        if not self._is_drawn or not self.is_current or self._scroll_required:
            return
        changed = [widget for widget in self._compositor.visible_widgets if _is_changed(widget)]
        if any(each._scroll_required or each._refresh_styles_required for each in changed):
            return
        for widget in changed:
            widget._repaint_required = False
            if widget._layout_required:
                self._take_to_lay_out(widget)
        self._dirty_widgets.update(changed)
        self._draw_changes()

    def lay_out_at_once(self) -> None:
        """Have what has been styled anew take its size in this turn, and its frame come as it always does."""
        if not self._is_drawn or not self.is_current:
            return
        for widget in self.walk_children(Widget):
            if widget._layout_required:
                self._take_to_lay_out(widget)
        self._is_laying_out = False  # what was laid out for a key before is laid out once more
        self._draw_changes()

    def draw_on_top(self) -> None:
        """Draw all of it, which lies on top again: at once, where nothing is under way that the frame should show."""
        if self._is_waiting or not self._has_room or self._theme != self.app.theme:
            self.call_later(self._draw_unless_waiting)  # once it has taken notice that it is on top again
            return
        self.refresh()
        self._draw_now()
        self._is_drawn_on_top = not self._repaint_required

    def _draw_unless_waiting(self) -> None:
        if not self._is_waiting:
            self._draw_now()

    @property
    def _has_room(self) -> bool:
        """Whether it is as large as the terminal: what is hidden is not always told of its size."""
        return self.size == self.app.size

    def _take_to_lay_out(self, widget: Widget) -> None:
        """Have a widget laid out in the next frame: what it and its screen would do in two turns."""
        widget._layout_required = False
        for ancestor in widget.ancestors:
            if not isinstance(ancestor, Widget):
                break
            ancestor._clear_arrangement_cache()
            ancestor._layout_updates += 1
            if not ancestor.styles.auto_dimensions:
                break
        self._layout_required = True

    def draw_at_once(self) -> None:
        """Draw what a key has changed, where nothing else is to come: no answer that the frame waits for, no other key.

        Textual draws at the next of its ticks: it would be half of the time from a key to its frame.
        """
        if not self._is_waiting and self.app._message_queue.empty():
            self._draw_now()

    def expect_answers(self) -> None:
        """A question was asked: what has changed since the last frame comes with the answers, unless it is due."""
        if not self._dirty_widgets:
            self.gather_frame()


def _is_changed(widget: Widget) -> bool:
    return widget._repaint_required or widget._layout_required or widget._scroll_required
