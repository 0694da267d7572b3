"""The way of all text to the terminal: what was written, how far the line is behind, and what is still switched on."""

from __future__ import annotations

import codecs
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Full
from typing import TextIO

from rich.cells import cell_len
from textual._ansi_sequences import SYNC_END
from textual.drivers._writer_thread import WriterThread

_MOST_WAITING = 1 << 16  # bytes
_AT_ONCE = 2048  # bytes of a frame; the next are only written where the frame is still wanted
_TURN = 0.1  # seconds
_LONGEST_MODE = 16  # characters that switch a mode; what is longer is a frame, or goes to the clipboard
_CELLS = "explorer-cells"
LATIN = "explorer-latin"
"""How bytes are decoded that are no UTF-8."""
_FIRST_LETTER = 0xA0  # of Latin-1; below it stand controls
_MODE = re.compile(rb"\x1b\[(?:\?(\d+)([hl])|([<>])\d*u)")
_USUALLY_ON = {b"7", b"25"}
"""Long lines are wrapped, and the cursor is seen."""


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
codecs.register_error(LATIN, _as_latin)


class Modes:
    """What a terminal was switched to and not back from, followed by what is written to it."""

    def __init__(self) -> None:
        self._ends: dict[bytes, bytes] = {}

    def follow(self, data: bytes) -> None:
        """Take notice of what this switches."""
        for number, way, keyboard in _MODE.findall(data):
            is_on = keyboard == b">" if keyboard else (way == b"h") != (number in _USUALLY_ON)
            self._ends.pop(number, None)
            if is_on:
                back = b"h" if number in _USUALLY_ON else b"l"
                self._ends[number] = b"\x1b[?%s%s" % (number, back) if number else b"\x1b[<u"

    @property
    def ends(self) -> bytes:
        """What switches all of it back, what came last first: each screen of a terminal has a keyboard of its own."""
        return b"".join(reversed(self._ends.values()))


class Wire:
    """The file that the screen is written to, never raising: one that is gone swallows what is written.

    Textual writes in a thread. An error would end the thread, and once thirty pieces wait that nobody takes, the
    program stands still for ever, after its window is closed.
    """

    def __init__(
        self,
        file: TextIO,
        gone: Callable[[], None] = lambda: None,
        failed: Callable[[Exception], None] = lambda _: None,
    ) -> None:
        """Write past the buffers of this file, in its encoding.

        `gone` is called once it can no longer be written, `failed` with what else went wrong; both in any thread.
        """
        self.is_written = threading.Event()
        """Set when all that was taken has been written."""
        self.is_written.set()
        self.is_hurried = False
        """Whether nobody wants to see the rest of a frame that is being written."""
        self.modes = Modes()
        """Those that the terminal is in by what was written."""
        self._descriptor = file.fileno()
        self._encoding = file.encoding or "utf-8"
        self._waiting: list[bytes] = []
        self._size = 0
        self.failed = failed
        self._gone = gone
        self._is_gone = False
        file.flush()

    def write(self, text: str) -> None:
        """Take a piece; it goes with the next `flush`."""
        data = text.encode(self._encoding, _CELLS)
        self._waiting.append(data)
        self._size += len(data)
        if self._size > _MOST_WAITING:
            self.flush()

    def flush(self) -> None:
        """Write all that waits, as long as somebody is there to read."""
        waiting, self._waiting, self._size = self._waiting, [], 0
        for data in waiting:
            if len(data) > _LONGEST_MODE and data.startswith(b"\x1b["):
                self._put_frame(data)
            elif self._put(data) and len(data) <= _LONGEST_MODE:
                self.modes.follow(data)
        self.is_written.set()

    def _put_frame(self, frame: bytes) -> None:
        """Write a frame, and no more of it than a terminal can do with, once nobody wants to see it."""
        for piece in _pieces(frame):
            if self.is_hurried:
                self._put(SYNC_END.encode())  # else it might wait for the rest; any other terminal ignores it
                return
            self._put(piece)

    def _put(self, data: bytes) -> bool:
        """Whether all of it was written."""
        while data and not self._is_gone:
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:  # another program has set it so, for all who have the terminal open
                os.set_blocking(self._descriptor, True)
            except OSError:
                self._is_gone = True
                self._gone()
        return not data

    def give_back(self) -> None:
        """Switch back what is still switched on; only where nobody else writes any more."""
        ends, self.modes = self.modes.ends, Modes()
        if ends:
            with suppress(OSError):  # there is nothing left that could be given back
                os.write(self._descriptor, ends)

    def fileno(self) -> int:
        """The descriptor of the terminal."""
        return self._descriptor

    def isatty(self) -> bool:
        """It was one."""
        return True


def _pieces(frame: bytes) -> Iterator[bytes]:
    """A frame in pieces after each of which a terminal can be told something else."""
    start = 0
    while len(frame) - start > _AT_ONCE:
        end = frame.rfind(b"\x1b", start + 1, start + _AT_ONCE)
        if end < 0:
            end = frame.find(b"\x1b", start + _AT_ONCE)
        if end < 0:
            break
        yield frame[start:end]
        start = end
    yield frame[start:]


class Writer(WriterThread):
    """Textual's thread that writes, from which an error is handed over; what comes then is taken and goes nowhere.

    Whoever writes to a thread that has ended would wait for it for ever.
    """

    def run(self) -> None:
        """Write until told to stop."""
        try:
            super().run()
        except Exception as error:  # nothing stands above a thread: what it does not hand over, nobody learns of
            if isinstance(self._file, Wire):
                self._file.failed(error)
            while self._queue.get() is not None:
                pass

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits for it that it has not yet begun with."""
        return self._queue.empty()

    def end(self, is_hopeless: Callable[[], bool]) -> None:
        """Have it write what waits and end; come back before that only where `is_hopeless`, which is asked often."""
        is_told = False
        while self.is_alive() and not is_hopeless():
            if is_told:
                self.join(_TURN)
            else:
                with suppress(Full):  # it is behind: asked again, as long as there is hope
                    self._queue.put(None, timeout=_TURN)
                    is_told = True
