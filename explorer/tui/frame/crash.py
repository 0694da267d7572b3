"""What is left of a crash: two lines for the reader and a report without anything of theirs.

Textual's own crash screen prints local variables, which would put the reader's articles into a bug report.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from explorer import __version__
from explorer.state import state_folder

CODE = 70
"""EX_SOFTWARE of sysexits.h: an internal error."""

_FRAMES = 40  # of a traceback, from either end
_MOST_SCREENS = 20


def report_text(error: BaseException, terminal: str, screens: Sequence[str] = ()) -> str:
    """Versions, the terminal, what was open, and where it happened.

    No messages of exceptions, no locals, no paths outside ours; of an error that calls itself over and over only the
    beginning and the end. `screens` are classes of ours, the lowest first.
    """
    lines = [
        f"explorer {__version__}",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
        f"textual {_version('textual')}, rich {_version('rich')}",
        f"terminal {terminal}",
        f"screens {' '.join(screens[:_MOST_SCREENS])}",
        "",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        frames = traceback.extract_tb(seen.__traceback__)
        told = [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
        left_out = len(told) - 2 * _FRAMES
        lines += [*told[:_FRAMES], f"  … {left_out} more …", *told[-_FRAMES:]] if left_out > 0 else told
        seen = _before(seen)
    return "\n".join(lines) + "\n"


def _before(error: BaseException) -> BaseException | None:
    """What an error came from; Textual hands the error of a thread over within another, which comes from nowhere."""
    within = getattr(error, "error", None)
    if isinstance(within, BaseException):
        return within
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _short(filename: str) -> str:
    """The path from the package's name on, so that no folder of the reader is named."""
    parts = Path(filename).parts
    for name in ("explorer", "textual", "rich"):
        if name in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(name) :])
    return parts[-1] if parts else "?"


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def where(error: BaseException) -> str:
    """The innermost place in our own code: "KeyError at explorer/tui/lists/rows.py:120"."""
    if error.__traceback__ is None and (within := _before(error)) is not None:
        return where(within)
    frames = [_short(frame.filename) + f":{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    ours = [frame for frame in frames if frame.startswith("explorer/")] or frames or ["?"]
    return f"{type(error).__name__} at {ours[-1]}"


def write_report(error: BaseException, terminal: str, screens: Sequence[str] = ()) -> Path | None:
    """Write the report, readable by its owner alone, to the state folder or a temporary one; None if neither works."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    for folder in (state_folder, tempfile.gettempdir):
        try:
            path = Path(folder()) / f"crash-{stamp}-{os.getpid()}.txt"
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(report_text(error, terminal, screens))
        except (OSError, RuntimeError):  # RuntimeError: the user has no home
            continue
        return path
    return None


def tell(error: BaseException) -> int:
    """Write the report and print the two lines, where no screen does it; the exit status."""
    for line in last_words(error, write_report(error, terminal_words())):
        print(line, file=sys.stderr)
    return CODE


def last_words(error: BaseException, report: Path | None) -> list[str]:
    """The two lines printed once the terminal is restored."""
    first = f"explorer stopped on an internal error ({where(error)}). Nothing of yours was changed."
    second = f"A report without your texts is in {report}." if report else "A report could not be written."
    return [first, second]


def terminal_words() -> str:
    """TERM and whether a multiplexer stands between."""
    size = os.get_terminal_size(sys.__stderr__.fileno()) if sys.__stderr__ and sys.__stderr__.isatty() else None
    words = [os.environ.get("TERM", "?"), "tmux" if os.environ.get("TMUX") else ""]
    return " ".join([*filter(None, words), f"{size.columns}x{size.lines}" if size else ""]).strip()
