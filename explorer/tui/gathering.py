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

    _frame_waits_until = 0.0
    _is_styled = False

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Do not style all widgets anew at the opening: each was styled when it was put in its place."""
        event.refresh_styles = self._is_styled
        self._is_styled = True

    @property
    def is_answered(self) -> bool:
        """Whether nothing is under way that the next frame should show."""
        raise NotImplementedError

    def _on_timer_update(self) -> None:
        """Draw what has changed, unless more that belongs to it is about to come: the next tick asks again."""
        if monotonic() >= self._frame_waits_until:
            self._frame_waits_until = 0.0
            super()._on_timer_update()

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
