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
        if self.is_answered:
            self._frame_waits_until = 0.0
        elif not self._frame_waits_until:
            self._frame_waits_until = monotonic() + self.TOGETHER

    def expect_answers(self) -> None:
        """A question was asked: what has changed since the last frame comes with the answers, unless it is due."""
        if not self._dirty_widgets:
            self.gather_frame()
