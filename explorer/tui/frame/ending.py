"""What the system asks of the program by signals: to end, in good order."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

_FROM_OTHERS = ("SIGTERM", "SIGHUP", "SIGABRT", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGXCPU")
"""What would end the program where it stands, in the midst of the screen."""
_FROM_THE_KEYBOARD = ("SIGINT", "SIGQUIT")


class Ending:
    """Handles the signals that ask us to end, by having the event loop leave.

    Not by handlers of the loop's own: those would act on what Ctrl+C was for another program that had the terminal, and
    while the loop does something nobody could tell whether they were called.
    """

    is_asked = False
    """Whether others want us to end (and not the keyboard): then no program is given the terminal any more."""

    def __init__(self, leave: Callable[[int], None]) -> None:
        """`leave` takes the exit status."""
        self._leave = leave
        self._loop: asyncio.AbstractEventLoop | None = None

    def listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """Handle what signals the system has; where this is not the main thread, none."""
        self._loop = loop
        with suppress(ValueError):  # not the main thread
            for name in (*_FROM_OTHERS, *_FROM_THE_KEYBOARD):
                number = getattr(signal, name, None)
                if number is not None:
                    signal.signal(number, self)

    def __call__(self, number: int, _: FrameType | None) -> None:
        """Take a signal; where the loop has ended already it ends the program as it does any other."""
        self.is_asked |= signal.Signals(number).name in _FROM_OTHERS
        try:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._leave, 128 + number)
        except RuntimeError:
            raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number) from None
