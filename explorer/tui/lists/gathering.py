"""One frame for what belongs together: rows of several lists, their counts and the comparison of what was found."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from textual import events
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget


class Gathering(Screen[None]):
    """A screen whose frame waits a little for answers that are under way."""

    TOGETHER: ClassVar[float] = 0.04
    """Seconds that an answer waits for the others, so that one frame shows them all."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The widgets that lose and take the focus draw themselves; Textual would write the whole screen anew."""

    HOLDS_FIRST: ClassVar[bool] = False
    """Whether the first frame of all waits too: not where something else is better than nothing."""

    _frame_waits_until = 0.0
    _is_drawn = False
    _is_withheld = False
    """Whether a frame was due while it waited."""

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Style nothing anew: each widget was styled when it was put in its place, and a theme changes all screens."""
        event.refresh_styles = False

    @property
    def is_answered(self) -> bool:
        """Whether nothing is under way that the next frame should show."""
        return True

    def _on_timer_update(self) -> None:
        """Lay out and draw what has changed; while more is about to come, only lay out: the next tick asks again."""
        super()._on_timer_update()
        if not self._is_withheld:
            return
        if self._is_waiting:
            self._update_timer.resume()
        else:
            self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        """Write what has changed to the terminal, unless it waits for what belongs to it, or another screen hides it.

        Of a screen below, Textual takes any change for one of the whole screen above.
        """
        if self._is_hidden:
            self._compositor._dirty_regions.clear()
            self._dirty_widgets.clear()
            self._is_withheld = False
            return
        self._is_withheld = self._is_waiting and self.is_current
        if self._is_withheld:
            self._update_timer.resume()
        else:
            self._is_drawn = True
            super()._compositor_refresh()

    @property
    def _is_hidden(self) -> bool:
        stack = self.app.screen_stack
        return self in stack and any(isinstance(above, Gathering) for above in stack[stack.index(self) + 1 :])

    @property
    def _is_waiting(self) -> bool:
        if self._frame_waits_until and monotonic() >= self._frame_waits_until:
            self._frame_waits_until = 0.0
        return bool(self._frame_waits_until) and (self._is_drawn or self.HOLDS_FIRST)

    def gather_frame(self) -> None:
        """Have the frame wait a little while answers are under way; draw it where all are there."""
        if not self.is_answered:
            if not self._frame_waits_until:
                self._frame_waits_until = monotonic() + self.TOGETHER
        elif self._frame_waits_until:
            self._frame_waits_until = 0.0
            self._draw_now()

    def _draw_now(self) -> None:
        """Draw what has changed without the two turns of the event loop and the tick that Textual takes for it.

        Where something is to be laid out or styled anew as well, it comes as it always does.
        """
        if not self._is_drawn or not self.is_current or self._layout_required or self._scroll_required:
            return
        changed = [widget for widget in self._compositor.visible_widgets if widget._repaint_required]
        if any(each._layout_required or each._scroll_required or each._refresh_styles_required for each in changed):
            return
        for widget in changed:
            widget._repaint_required = False
        self._dirty_widgets.update(changed)
        self._on_timer_update()

    def expect_answers(self) -> None:
        """A question was asked: what has changed since the last frame comes with the answers, unless it is due."""
        if not self._dirty_widgets:
            self.gather_frame()
