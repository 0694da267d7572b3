"""A pseudo-terminal to run the program in, as a user's terminal would: it answers queries and keeps every byte.

Pilot tests see widgets; this sees what really goes over the wire, when it goes, and what is left behind at the end.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

ANSWERS = (
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?6n"), b"\x1b[?1;1R"),
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\]10;\?(?:\x07|\x1b\\)"), b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
    (re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"), b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),
)
"""Questions that full-screen programs ask at the start, and what an ordinary terminal says."""

LONGEST_QUESTION = 16
"""Bytes."""

PATIENCE = 120.0
"""Seconds that a program is waited for; on a busy machine the first frame has taken ten."""

ESCAPES = re.compile(
    rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\|\x1b[=>()][A-Z0-9]?"
)


class Terminal:
    """Run `command` in a pty of `columns` x `rows`; a context manager that kills it on the way out.

    COLUMNS and LINES of our own environment do not reach it, because they would win over the size of the pty.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 36,
        env: Mapping[str, str] | None = None,
        cwd: str | os.PathLike[str] | None = None,
    ) -> None:
        self.output = bytearray()
        self.last_output = self.started = time.perf_counter()
        self._answered = 0
        self._status: int | None = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:  # pragma: no cover - the child becomes the program
            try:
                if cwd is not None:
                    os.chdir(cwd)
                for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):  # which are ignored in the background
                    signal.signal(number, signal.SIG_DFL)
                ours = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}
                base = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
                os.execvpe(command[0], list(command), {**ours, **base, **(env or {})})  # noqa: S606 - the child becomes it
            finally:
                os._exit(127)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _read(self, timeout: float) -> bool | None:
        """One read: whether there was output, or None at the end of the program."""
        if not select.select([self.fd], [], [], max(0.0, timeout))[0]:
            return False
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:  # Linux reports the end of a pty as EIO
            return None
        if not data:
            return None
        self.output += data
        self.last_output = time.perf_counter()
        self._answer()
        return True

    def _answer(self) -> None:
        fresh = bytes(self.output[self._answered :])
        for question, answer in ANSWERS:
            for match in question.finditer(fresh):
                os.write(self.fd, answer)
                self._answered = max(self._answered, len(self.output) - len(fresh) + match.end())
        self._answered = max(self._answered, len(self.output) - LONGEST_QUESTION)  # may be cut in two by a read

    def read(self, timeout: float) -> bool:
        """Read what there is, at most once, waiting up to `timeout` seconds; False at the end of the program."""
        return self._read(timeout) is not None

    def wait_until_quiet(self, gap: float = 0.6, limit: float = 30.0) -> None:
        """Read until nothing has come for `gap` seconds, or the program ends, or nothing has come at all in `limit`.

        A program that still has something to do, because a busy machine gives it no time to, is not quiet.
        """
        now = time.perf_counter()
        end, seen = now + limit, len(self.output)
        while now < end + PATIENCE:
            got = self._read(gap if len(self.output) > seen else min(gap, end - now))
            now = time.perf_counter()
            if got is None or (not got and (len(self.output) > seen or now >= end) and self._is_at_rest()):
                return

    def _is_at_rest(self) -> bool:
        """Whether the program waits for something; where the system does not tell, it is taken to."""
        states, ours = list[str](), {self.pid}
        with suppress(OSError):  # the program has ended
            ours.add(os.tcgetpgrp(self.fd))  # what runs in a shell
        for pid in ours:
            for stat in Path("/proc", str(pid), "task").glob("*/stat"):
                with suppress(OSError):  # that thread has ended
                    states.append(stat.read_text(errors="replace").rpartition(")")[2].split()[0])
        return not {"R", "D"} & set(states)

    def wait_for(self, pattern: str, limit: float = PATIENCE) -> bool:
        """Read until the text so far (escapes left out) matches `pattern`; False if it never does."""
        end = time.perf_counter() + limit
        while not re.search(pattern, self.text()):
            if time.perf_counter() > end or self._read(0.2) is None:
                return bool(re.search(pattern, self.text()))
        return True

    def send(self, keys: str) -> None:
        """Type `keys`."""
        os.write(self.fd, keys.encode())

    def text(self) -> str:
        """Everything printed so far, with the terminal's own escape sequences taken out."""
        return ESCAPES.sub(b"", bytes(self.output)).decode("utf-8", "replace")

    def wait(self, limit: float = PATIENCE) -> int:
        """Read until the program ends and return its exit status; -1 if it does not end within `limit` seconds."""
        end = time.perf_counter() + limit
        while self._status is None and time.perf_counter() < end:
            self._read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        while self._read(0.05):
            pass
        return -1 if self._status is None else self._status

    def close(self) -> None:
        """End the program, harshly if it must be."""
        if self._status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self._status = -signal.SIGKILL
        os.close(self.fd)
