"""Lending the terminal to another program, and having it back as it was, however that program ends or leaves it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

if sys.platform != "win32":
    import termios

Handler = Callable[[int, "FrameType | None"], None]
"""Of a signal."""
_Before = Handler | int | None
"""What `signal` says of who handles a signal."""

SANE = "\x0f\x1b(B\x1b[m\x1b[4l\x1b[r\x1b[?6l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1049l\x1b[?25h"
"""Takes back what a program may have left: the other character set, colours, inserting, a scroll region and its origin,
the mouse, its own screen, a hidden cursor. A VT100 knows or ignores each."""

_GRACE = 2.0  # seconds that a program has to end once we are asked to

_FOR_THE_OTHER = ("SIGINT", "SIGQUIT")
"""Ctrl+C and Ctrl+\\ are for that program; a handler, unlike ignoring, is not handed down to it."""
_FOR_BOTH = ("SIGTERM", "SIGHUP")
"""Who asks us to end asks for both: our own handler comes after."""


def run_in_terminal(command: Sequence[str], is_to_end: Callable[[], bool]) -> int:
    """Run a program that has the terminal until it ends; its exit status, negative where a signal ended it.

    `is_to_end` says whether somebody has asked us to end: then it is not run, or asked to end too. Raises OSError where
    it cannot be run.
    """
    running: list[subprocess.Popen[bytes]] = []

    def pass_on(number: int, frame: FrameType | None) -> None:
        for process in running:
            _end(process, number)
        handler = before[number]
        if callable(handler):
            handler(number, frame)

    handlers: dict[str, Handler] = {
        **dict.fromkeys(_FOR_THE_OTHER, lambda *_: None),
        **dict.fromkeys(_FOR_BOTH, pass_on),
    }
    with _handled(handlers) as before:
        if is_to_end():  # since the key was pressed
            return 0
        with _kept_in_order(), subprocess.Popen(command) as process:  # noqa: S603 - the reader's own program
            running.append(process)
            if is_to_end():  # while it was being started
                _end(process, signal.SIGTERM)
            return process.wait()


def _end(process: subprocess.Popen[bytes], number: int) -> None:
    """Ask a program to end by a signal, and see that it does."""
    with suppress(OSError):  # it has ended already
        process.send_signal(number)
    timer = threading.Timer(_GRACE, process.kill)
    timer.daemon = True  # where that program has ended, our own end need not wait for it
    timer.start()


@contextmanager
def _handled(handlers: dict[str, Handler]) -> Iterator[dict[int, _Before]]:
    """Have signals handled so for a while, where the system knows them; gives who handled them before."""
    before: dict[int, _Before] = {}
    try:
        for name, handler in handlers.items():
            number = getattr(signal, name, None)
            if number is not None:
                before[number] = signal.getsignal(number)
                signal.signal(number, handler)
        yield before
    finally:
        for number, handler_before in before.items():
            signal.signal(number, handler_before)


@contextmanager
def _kept_in_order() -> Iterator[None]:
    """Put the terminal's modes back as they are now."""
    streams = [stream for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__) if stream is not None]
    if sys.platform == "win32" or not all(stream.isatty() for stream in streams):
        yield
        return
    keyboard = streams[0].fileno()
    modes = termios.tcgetattr(keyboard)
    try:
        yield
    finally:
        with suppress(OSError, termios.error):  # hung up
            for stream in streams:
                os.set_blocking(stream.fileno(), True)  # some set it for all who have the terminal open
            termios.tcsetattr(keyboard, termios.TCSADRAIN, modes)
            os.write(streams[-1].fileno(), SANE.encode())


def ending(name: str, status: int) -> str:
    """What is said of a program that ended so; nothing where all is well, or where Ctrl+C ended it."""
    if status >= 0:
        return f"{name} ended with status {status}." if status else ""
    if -status in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        return ""
    with suppress(ValueError):  # a real-time signal has a number and no name
        return f"{name} was ended by {signal.Signals(-status).name}."
    return f"{name} was ended by signal {-status}."
