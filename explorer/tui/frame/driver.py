"""The terminal as Textual's driver has it, made to outlive what happens to terminals: hangups, SIGCONT, odd modes."""

from __future__ import annotations

import codecs
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO, cast

from rich.cells import cell_len
from textual._ansi_sequences import SYNC_END, SYNC_START

from explorer.tui.frame.pasting import KeyParser

if sys.platform != "win32":
    from textual.drivers import linux_driver
    from textual.drivers.linux_driver import LinuxDriver
else:  # pragma: no cover - tests run where terminals are devices
    from textual.drivers.windows_driver import WindowsDriver as LinuxDriver

if TYPE_CHECKING:
    from types import FrameType

_MOST_WAITING = 1 << 16  # bytes
_HANDED_OVER = 0.002  # seconds that a frame may take to be written before we go on: mostly it takes a tenth of that
_CELLS, _LATIN = "explorer-cells", "explorer-latin"
_FIRST_LETTER = 0xA0  # of Latin-1; below it stand controls


def _question_marks(error: UnicodeError) -> tuple[str | bytes, int]:
    """As many cells as the characters take that an encoding does not have: else whole lines would move."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "?" * cell_len(error.object[error.start : error.end]), error.end


def _as_latin(error: UnicodeError) -> tuple[str | bytes, int]:
    """The letters that bytes are in Latin-1: what a terminal sends that is not set to UTF-8."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    letters = bytes(each for each in error.object[error.start : error.end] if each >= _FIRST_LETTER)
    return letters.decode("latin-1"), error.end


codecs.register_error(_CELLS, _question_marks)
codecs.register_error(_LATIN, _as_latin)
if sys.platform != "win32":
    # The thread that reads keys has a strict decoder, and one byte that is no UTF-8 would be a crash.
    vars(linux_driver)["getincrementaldecoder"] = lambda name: partial(
        codecs.getincrementaldecoder(name), errors=_LATIN
    )
    vars(linux_driver)["XTermParser"] = KeyParser


def draws_boxes(encoding: str | None) -> bool:
    """Whether a terminal of this encoding can be sent what the screen is drawn with."""
    try:
        "╭━▌≠×…“".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def forget_sizes() -> None:
    """Believe the terminal about its size, where it knows one, and not a COLUMNS that never changes with it."""
    with suppress(OSError):  # no terminal to ask
        if sys.__stderr__ is not None and all(os.get_terminal_size(sys.__stderr__.fileno())):
            for name in ("COLUMNS", "LINES"):
                os.environ.pop(name, None)


class Wire:
    """The file that the screen is written to, never raising: one that is gone swallows what is written.

    Textual writes in a thread. An error would end the thread, and once thirty pieces wait that nobody takes, the
    program stands still for ever, after its window is closed.
    """

    def __init__(self, file: TextIO) -> None:
        """Write past the buffers of this file, in its encoding."""
        self.is_written = threading.Event()
        """Set when all that was taken has been written."""
        self._descriptor = file.fileno()
        self._encoding = file.encoding or "utf-8"
        self._waiting = bytearray()
        self._is_gone = False
        file.flush()

    def write(self, text: str) -> None:
        """Take a piece; it goes with the next `flush`."""
        self._waiting += text.encode(self._encoding, _CELLS)
        if len(self._waiting) > _MOST_WAITING:
            self.flush()

    def flush(self) -> None:
        """Write all that waits, as long as somebody is there to read."""
        data, self._waiting = bytes(self._waiting), bytearray()
        while data and not self._is_gone:
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:  # another program has set it so, for all who have the terminal open
                os.set_blocking(self._descriptor, True)
            except OSError:
                self._is_gone = True
        self.is_written.set()

    def fileno(self) -> int:
        """The descriptor of the terminal."""
        return self._descriptor

    def isatty(self) -> bool:
        """It was one."""
        return True


class ScreenDriver(LinuxDriver):
    """Textual's driver, with what it does not expect of a terminal."""

    _frame = ""
    """What there is of a frame that is not complete."""
    _wire: Wire | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._drawing = threading.get_ident()
        if sys.platform != "win32" and self._file is not None:
            self._wire = Wire(self._file)
            self._file = cast("Any", self._wire)

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size that Textual begins with: of a terminal that knows none, as on a serial line, it guesses twice.

        First 80×25 and then 80×24, and it would have gone from the one to the other and back for ever.
        """
        return self._app.console.size

    @property
    def _has_terminal(self) -> bool:
        """Whether the screen is drawn, by the thread that does: not while another program has the terminal."""
        return self._writer_thread is not None and self._writer_thread.is_alive()

    def write(self, data: str) -> None:
        """Have it written, where we have the terminal; a frame as one piece.

        What waits for a thread that has ended would wait for ever.

        Textual hands its beginning, its lines and its end to the thread that writes one by one, and the thread would
        take the interpreter from us three times before the frame is complete. Then it would get it when we have done
        all that follows on the frame: so we wait until it is written, unless the terminal is slow to take it.
        """
        if not self._has_terminal:
            return
        if threading.get_ident() != self._drawing:  # which copies to the clipboard meanwhile
            super().write(data)
        elif data == SYNC_START or (self._frame and data != SYNC_END):
            self._frame += data
        else:
            wire, frame, self._frame = self._wire if self._frame else None, self._frame, ""
            if wire is not None:
                wire.is_written.clear()
            super().write(frame + data)
            if wire is not None:
                wire.is_written.wait(_HANDED_OVER)

    def stop_application_mode(self) -> None:
        """Give the terminal back; a frame that was never completed may not hold back what does."""
        self._frame = ""
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Read keys; a terminal that is gone ends the program, as the system ends those in its foreground."""
        try:
            super().run_input_thread()
        except OSError:
            os.kill(os.getpid(), signal.SIGHUP)

    def _run_input_thread(self) -> None:
        """The thread: what goes wrong in it takes the way of all crashes, and not that of Textual's own screenful."""
        try:
            self.run_input_thread()
        except Exception as error:  # nothing stands above a thread: what it does not hand over, nobody learns of
            self._in_loop(self._app._handle_exception, error)

    def _in_loop(self, act: Callable[..., object], *arguments: object) -> None:
        with suppress(RuntimeError):  # the loop has ended, too
            self._loop.call_soon_threadsafe(act, *arguments)

    def _sigtstp_application(self, *_: int | FrameType | None) -> None:
        """Stop; where the terminal is lent, at once, else by the event loop.

        There nothing is half done: a stop amid another waits for a thread that it waits for itself.
        """
        if self._auto_restart:
            self._in_loop(self._stop)
        else:
            super()._sigtstp_application()

    def _stop(self) -> None:
        if self._has_terminal:  # else it was pressed twice
            super()._sigtstp_application()

    def _sigcont_application(self, *_: int | FrameType | None) -> None:
        """Go on after a stop, by the event loop, where no lock is held and nothing is half done."""
        if self._auto_restart:
            self._in_loop(self._begin_again)

    def _begin_again(self) -> None:
        """Enter the screen's modes anew, from those of the shell, and draw everything.

        Where it was not Ctrl+Z that stopped us (SIGSTOP, a debugger, the end of a session) nothing was given up, and
        Textual would read keys with a second thread and take our modes for those of the shell.
        """
        if not (self._auto_restart and os.isatty(self.fileno)):
            return  # lent to another program meanwhile; or hung up, and SIGHUP is under way
        if self._has_terminal:
            self.suspend_application_mode()
        self._must_signal_resume = True
        self.resume_application_mode()
        self._draw_all()

    def _draw_all(self) -> None:
        """Draw the screen that the terminal has lost, also where its size is that of before."""
        self._app.refresh(layout=True)
