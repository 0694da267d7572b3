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
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from textual._ansi_sequences import SYNC_END, SYNC_START

from explorer.tui.frame.pasting import KeyParser
from explorer.tui.frame.wire import LATIN, Wire, Writer

if sys.platform != "win32":
    import termios

    from textual.drivers import linux_driver
    from textual.drivers.linux_driver import LinuxDriver
else:  # pragma: no cover - tests run where terminals are devices
    from textual.drivers.windows_driver import WindowsDriver as LinuxDriver

if TYPE_CHECKING:
    from types import FrameType

    from explorer.tui.frame.ending import Ending

_HANDED_OVER = 0.002  # seconds that a frame may take to be written before we go on: mostly it takes a tenth of that
_PATIENCE = 2.0  # seconds that a terminal may take to be given back, where others want us to end
_LEAVES_SCREEN = "\x1b[?1049l"
_WIPES = "\x1b[m\x1b[H\x1b[J"
"""The shell goes on below its own lines; in GNU screen and on consoles that have one screen alone, on an empty one."""
_LAST_KEYS = 1.0  # seconds that the thread which reads keys may take to end; it looks ten times in one
_SIGNALS = ("SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP", "SIGTSTP")
"""Those that wait until the terminal has been given back."""

if sys.platform != "win32":
    # The thread that reads keys has a strict decoder, and one byte that is no UTF-8 would be a crash.
    vars(linux_driver)["getincrementaldecoder"] = lambda name: partial(codecs.getincrementaldecoder(name), errors=LATIN)
    vars(linux_driver)["XTermParser"] = KeyParser
    vars(linux_driver)["WriterThread"] = Writer


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


def _hang_up() -> None:
    """End the program as one whose terminal was hung up."""
    os.kill(os.getpid(), signal.SIGHUP)


class ScreenDriver(LinuxDriver):
    """Textual's driver, with what it does not expect of a terminal."""

    _frame = ""
    """What there is of a frame that is not complete."""
    _wire: Wire | None = None
    _attributes: list[Any] | None = None
    """How the terminal was set before the screen took it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._drawing = threading.get_ident()
        if sys.platform != "win32" and self._file is not None:
            self._wire = Wire(self._file, _hang_up, partial(self._in_loop, self._app._handle_exception))
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
            wire, frame, self._frame = self._wire, self._frame, ""
            if wire is not None:
                wire.is_written.clear()
            if data == _LEAVES_SCREEN:
                super().write(_WIPES)
            super().write(frame + data)
            if wire is not None and frame:
                wire.is_written.wait(_HANDED_OVER)

    @property
    def is_behind(self) -> bool:
        """Whether the line has not yet taken what was drawn: what is drawn meanwhile would only come later still."""
        if self._wire is None or not isinstance(self._writer_thread, Writer) or not self._has_terminal:
            return False
        return not (self._wire.is_written.is_set() and self._writer_thread.is_idle)

    def start_application_mode(self) -> None:
        """Take the terminal, and keep in mind how it was."""
        if sys.platform != "win32":
            with suppress(termios.error):  # none, or one that is gone
                self._attributes = termios.tcgetattr(self.fileno)
        if self._wire is not None:
            self._wire.is_hurried = False
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual says nothing of its types

    def stop_application_mode(self) -> None:
        """Give the terminal back; a frame that was never completed may not hold back what does.

        Where it has been given back already, as behind Ctrl+Z, it is the shell's, and nothing of it is touched.
        """
        if not self._has_terminal:
            return
        self._frame = ""
        if self._wire is not None:
            self._wire.is_hurried = True
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Read no more keys, where they are read."""
        if self._has_terminal:
            super().disable_input()

    def close(self) -> None:
        """Have all written that was to be; a terminal that takes nothing any more holds up nobody who is to end."""
        writer = self._writer_thread
        if isinstance(writer, Writer):
            writer.end(partial(self._is_hopeless, monotonic() + _PATIENCE))
        self.give_back()

    @property
    def _is_to_end(self) -> bool:
        ending: Ending | None = getattr(self._app, "ending", None)
        return ending is not None and ending.is_asked

    def _is_hopeless(self, until: float) -> bool:
        return self._is_to_end and monotonic() > until

    def give_back(self) -> None:
        """Leave the terminal as it was found, whatever has not done so before; nothing where all is done."""
        if sys.platform == "win32":
            return
        numbers = {getattr(signal, name) for name in _SIGNALS}
        before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
        try:
            self._give_back()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _give_back(self) -> None:
        keys, writer = self._key_thread, self._writer_thread
        if keys is not None and keys.is_alive():
            self.exit_event.set()
            keys.join(_LAST_KEYS)
            self.exit_event.clear()
        if self._wire is not None and (writer is None or not writer.is_alive()):
            self._wire.give_back()
        attributes, self._attributes = self._attributes, None
        with suppress(termios.error):  # it is gone
            if attributes is not None and termios.tcgetattr(self.fileno) != attributes:
                termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)

    def run_input_thread(self) -> None:
        """Read keys; a terminal that is gone ends the program, as the system ends those in its foreground."""
        try:
            super().run_input_thread()
        except OSError:
            _hang_up()

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
        if not (self._auto_restart and os.isatty(self.fileno)) or self._is_to_end:
            return  # lent to another program meanwhile; or hung up, and SIGHUP is under way; or woken up to end
        if self._has_terminal:
            self.suspend_application_mode()
        self._must_signal_resume = True
        self.resume_application_mode()
        self._draw_all()

    def _draw_all(self) -> None:
        """Draw the screen that the terminal has lost, also where its size is that of before."""
        self._app.refresh(layout=True)
