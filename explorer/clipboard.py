"""Put text on the reader's clipboard, by the first way that works, and tell the truth about it.

The ladder: the command in EXPLORER_CLIPBOARD; tmux's own buffer, which tmux hands on to the terminal (its defaults
drop an OSC 52 sent from inside); on a local session the desktop's helper; OSC 52, which no terminal acknowledges; a
file. Nothing here raises because a helper is missing or fails.
"""

from __future__ import annotations

import base64
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from explorer.errors import ExplorerError
from explorer.state import state_folder
from explorer.text.inert import make_inert

COMMAND_VARIABLE = "EXPLORER_CLIPBOARD"
"""Environment variable that names a command of the user's own; it reads the text, as UTF-8, from standard input."""

_TIMEOUT = 3.0  # seconds; helpers answer at once, a display that is gone would hang for ever
_GRACE = 0.5  # seconds that a helper still has once the program is to end
_SLOW_START = (
    2.0  # seconds that may lie between a key, with its imports, and the helper's start: who left then waits too
)
_LOOK = 0.05  # seconds between two looks whether it is
_OSC52_DOUBTFUL = 64 * 1024  # bytes; several terminals take less
_OSC52_LIMIT = 74_994  # bytes; as base64 and with its frame 100,000 bytes, the oldest common cap
_SCREEN_TAKES = 600  # bytes
_NO_OSC52 = frozenset({"dumb", "linux"})


@dataclass(frozen=True, slots=True)
class Copied:
    """How the text left us. `certain` is true only when a helper took it; `message` is one line for the user."""

    route: str
    certain: bool
    detail: str
    message: str


@dataclass(frozen=True, slots=True)
class _Helper:
    """A program that reads the clipboard's text from standard input."""

    route: str
    command: tuple[str, ...]
    encoding: str = "utf-8"


class _Hurry:
    """When the program was last asked to end (monotonic seconds)."""

    since = 0.0


def hurry() -> None:
    """Wait no more than a moment for the helpers that run: the program is to end, and they may hang."""
    _Hurry.since = time.monotonic()


def copy(text: str, *, osc52: Callable[[str], None] | None = None) -> Copied:
    """Copy `text`, made inert; inner newlines stay, those at its end go, because a pasted one would run a command.

    `osc52` writes the text to the screen's terminal as OSC 52; without it the sequence goes to the controlling
    terminal. Raises ExplorerError when even the last resort, a private file, cannot be written, or where the program
    ends first.
    """
    began = time.monotonic()
    plain = make_inert(text, keep_newlines=True).rstrip("\n ")
    failures: list[str] = []
    for helper in _helpers(failures):
        failure = _run(helper, plain)
        if not failure:
            return Copied(helper.route, True, "", _with(failures, f"Copied ({helper.route})"))
        if _Hurry.since > began:
            raise ExplorerError(f"not copied: {failure}, and explorer was ending")
        failures.append(failure)
    size = len(plain.encode())
    if size <= _OSC52_LIMIT and os.environ.get("TERM") not in _NO_OSC52 and _send(plain, osc52):
        doubt = "it does not say whether it took it"
        if size > _OSC52_DOUBTFUL:
            doubt += f", and {size:,} bytes are more than many terminals take"
        return Copied("OSC 52", False, doubt, _with(failures, f"Sent to the terminal by OSC 52; {doubt}"))
    path = make_inert(str(_write(plain)))
    why = (
        "No clipboard found" if size <= _OSC52_LIMIT else f"No clipboard helper found, and {size:,} bytes are too long"
    )
    return Copied("file", False, f"written to {path}", _with(failures, f"{why}: written to {path}"))


def _with(failures: list[str], message: str) -> str:
    return f"{message} ({'; '.join(failures)})" if failures else message


def _helpers(failures: list[str]) -> Iterator[_Helper]:
    """The helpers that this session has, best first. A command of the user's that cannot run is told in `failures`."""
    configured = os.environ.get(COMMAND_VARIABLE, "").strip()
    if configured:
        command = command_words(configured)
        if command and shutil.which(command[0]):
            yield _Helper(Path(command[0]).name, command)
        else:
            failures.append(f"{COMMAND_VARIABLE} names no command that can run")
    known = [_Helper("tmux", ("tmux", "load-buffer", "-w", "-"))] if os.environ.get("TMUX") else []
    if not (os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY")):
        known += _local_helpers()
    for helper in known:
        if shutil.which(helper.command[0]):
            yield helper


def command_words(command: str) -> tuple[str, ...]:
    """The words of a command that a person has set, as a shell reads them; none where a quotation mark stays open."""
    try:
        return tuple(shlex.split(command))
    except ValueError:
        return ()


def _local_helpers() -> list[_Helper]:
    """The desktop's own helpers: over SSH they would fill the clipboard of the wrong machine."""
    helpers: list[_Helper] = []
    if sys.platform == "darwin":
        helpers.append(_Helper("pbcopy", ("pbcopy",)))
    if os.environ.get("WSL_DISTRO_NAME") or sys.platform == "win32":
        helpers.append(
            _Helper("clip.exe", ("clip.exe",), "utf-16")
        )  # with its mark: else clip.exe guesses the code page
    if os.environ.get("WAYLAND_DISPLAY"):
        helpers.append(_Helper("wl-copy", ("wl-copy",)))
    if os.environ.get("DISPLAY"):
        helpers.append(_Helper("xclip", ("xclip", "-selection", "clipboard")))
        helpers.append(_Helper("xsel", ("xsel", "--clipboard", "--input")))
    return helpers


def _run(helper: _Helper, text: str) -> str:
    """Feed the helper; an empty string when it took the text, else one phrase on what went wrong.

    Its output goes nowhere: xclip stays behind to serve the clipboard, and would hold our pipes open.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - the command is ours, or the user's own setting
            helper.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # without a terminal, on which it would draw, or which it would read from
        )
    except OSError as error:
        return f"{helper.route} cannot run: {error.strerror}"
    with process:
        if not _has_taken(process, text.encode(helper.encoding)):
            _kill(process)
            return f"{helper.route} did not answer"
    return f"{helper.route} failed with status {process.returncode}" if process.returncode else ""


def _has_taken(process: subprocess.Popen[bytes], data: bytes) -> bool:
    """Feed a helper; False where it has not ended in time, of which there is little once the program is to end."""
    began = time.monotonic()
    to_send: bytes | None = data
    while True:
        try:
            process.communicate(to_send, timeout=_LOOK)
        except subprocess.TimeoutExpired:
            to_send = None  # what was given is sent on
            end = began + _TIMEOUT
            if _Hurry.since > began - _SLOW_START:
                end = min(end, max(_Hurry.since, began) + _GRACE)
            if time.monotonic() > end:
                return False
        else:
            return True


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a helper and all that it has started."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(OSError):  # all have ended already
        os.killpg(process.pid, signal.SIGKILL)


def osc52_sequence(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """What asks a terminal to take `text` on its clipboard.

    GNU screen hands only on what is wrapped for it, of which it takes 768 bytes at a time (its manual, "Control
    Sequences"; MAXSTR of its source).
    """
    sequence = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    if not environment.get("STY") or environment.get("TMUX"):
        return sequence
    pieces = [sequence[start : start + _SCREEN_TAKES] for start in range(0, len(sequence), _SCREEN_TAKES)]
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


def _send(text: str, osc52: Callable[[str], None] | None) -> bool:
    """Write the OSC 52 sequence; False when there is no terminal to write to."""
    if osc52 is not None:
        osc52(text)
        return True
    try:
        with Path("/dev/tty").open("wb", buffering=0) as terminal:
            terminal.write(osc52_sequence(text).encode())
    except OSError:
        return False
    return True


def _write(text: str) -> Path:
    """The text in a private file of the user's state folder, or of the folder for temporary files."""
    try:
        folder = state_folder()
        return _write_new(text, folder).replace(folder / "clipboard.txt")
    except (OSError, RuntimeError):
        pass  # no home, or one that cannot be written to: the temporary folder is the next best
    try:
        return _write_new(text, Path(tempfile.gettempdir()))
    except OSError as error:
        raise ExplorerError(
            f"cannot copy: there is no clipboard, and no file can be written ({error.strerror}); free some disk space"
        ) from error


def _write_new(text: str, folder: Path) -> Path:
    """A new file that only its owner may read, whatever stood or was linked there before."""
    handle, name = tempfile.mkstemp(prefix="explorer-clipboard-", suffix=".txt", dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError:
        path.unlink()
        raise
    return path
