"""Reading an article outside: in the reader's pager, editor or browser, as a copy in which nothing can act.

The copy is the text of record with control characters drawn (one for one, so that line numbers hold), readable by its
owner alone and not to be written to: what is changed there would change nothing here.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Literal

from explorer.clipboard import command_words
from explorer.errors import ExplorerError
from explorer.models import Source
from explorer.text.inert import make_inert

Place = Literal["pager", "editor", "browser"]

_GOES_TO_LINE = frozenset(
    {"less", "more", "most", "vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "kak", "micro", "joe", "ne"}
)
"""Programs that take +LINE before the file's name."""
_COLON = frozenset({"hx", "helix", "subl", "zed"})
"""Programs that take FILE:LINE."""
_SOON = 1.0  # seconds in which a browser that cannot start has ended
_PREFIX = "explorer-article-"
_OLD = 24 * 60 * 60  # seconds after which nobody reads a copy any more that was left behind
_CODE = frozenset({"code", "codium", "code-insiders"})


def command_of(place: Place, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The command of the pager or the editor: the reader's own, else the usual ones that are there.

    Raises ExplorerError where there is none.
    """
    names = ("PAGER",) if place == "pager" else ("VISUAL", "EDITOR")
    for name in names:
        words = command_words(environment.get(name, ""))
        if words and shutil.which(words[0], path=environment.get("PATH")):
            return words
        if words:
            raise ExplorerError(f"${name} names {make_inert(words[0])}, which is not there: set it to another program")
    for usual in ("less", "more") if place == "pager" else ("nano", "vim", "vi"):
        if shutil.which(usual, path=environment.get("PATH")):
            return (usual,)
    raise ExplorerError(f"no {place} is there: set ${names[-1]} to one")


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that can show an address: `command` of one that has the terminal to itself, else how it is opened."""

    command: tuple[str, ...]
    open: Callable[[], bool]
    takes_terminal: bool


def browser_of(address: str) -> Browser | None:
    """The reader's browser, as Python's `webbrowser` finds it (so $BROWSER counts); None where there is none.

    That module runs some browsers in the foreground and waits for them (w3m, lynx, a script of the reader's), and lets
    others print on the screen: these are started here, silently, and those are said to take the terminal.
    """
    import webbrowser

    try:
        found = webbrowser.get()
    except (webbrowser.Error, ValueError):  # ValueError: an open quotation mark
        return None
    command = (found.name, *(word.replace("%s", address) for word in getattr(found, "args", ())))
    if isinstance(found, webbrowser.BackgroundBrowser):
        return Browser(command, partial(_started, command), takes_terminal=False)
    return Browser(command, partial(found.open, address), isinstance(found, webbrowser.GenericBrowser))


def _started(command: Sequence[str]) -> bool:
    import subprocess

    null = subprocess.DEVNULL
    try:
        started = subprocess.Popen(  # noqa: S603 - the reader's own program
            command, stdin=null, stdout=null, stderr=null, start_new_session=True
        )
        return started.wait(_SOON) == 0
    except OSError:
        return False
    except subprocess.TimeoutExpired:
        return True


def arguments(command: tuple[str, ...], path: Path, line: int) -> list[str]:
    """The whole command line that opens `path` at `line` (from 1), where the program is known to take one."""
    name = PurePosixPath(command[0]).name
    if name in _GOES_TO_LINE and line > 1:
        return [*command, f"+{line}", str(path)]
    if name in _COLON:
        return [*command, f"{path}:{line}"]
    if name in _CODE:
        waits = [] if {"-w", "--wait"} & set(command) else ["--wait"]
        return [*command, *waits, "--goto", f"{path}:{line}"]
    return [*command, str(path)]


def line_of(text: str, offset: int) -> int:
    """The line, from 1, on which a code point of the text stands."""
    return text.count("\n", 0, offset) + 1


def written_copy(source: Source, folder: Path | None = None) -> Path:
    """A copy of the text of record under the article's own name, in a new private folder.

    Raises ExplorerError where it cannot be written.
    """
    name = make_inert(PurePosixPath(source.path).name).replace("/", "_").lstrip("-. ") or "article"
    try:
        private = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
        path = private / (name if name.endswith(".txt") else f"{name}.txt")
        path.write_text(make_inert(source.text, keep_newlines=True), encoding="utf-8", newline="\n")
        path.chmod(0o400)
    except (OSError, ValueError) as error:
        why = (error.strerror or "no room") if isinstance(error, OSError) else "its name is no file's"
        raise ExplorerError(f"no copy of {make_inert(source.path)} can be written ({why.lower()})") from error
    return path


def remove_copy(path: Path) -> None:
    """Take a copy and its folder away, where they are still there."""
    shutil.rmtree(path.parent, ignore_errors=True)


def remove_old_copies(folder: Path | None = None) -> None:
    """Take away what an end without warning has left of earlier copies: of this user, a day old, and nothing else."""
    before = time.time() - _OLD
    with suppress(OSError):  # a folder that cannot be listed has nothing of ours
        for private in Path(folder or tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            with suppress(OSError):  # what cannot be looked at is not ours
                found = private.lstat()
                is_own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
                if is_own and stat.S_ISDIR(found.st_mode) and found.st_mtime < before and _holds_a_copy(private):
                    shutil.rmtree(private, ignore_errors=True)


def _holds_a_copy(private: Path) -> bool:
    """Whether nothing lies there but the one file that `written_copy` writes, or not even that."""
    held = list(private.iterdir())
    return len(held) <= 1 and all(stat.S_ISREG(each.lstat().st_mode) and each.suffix == ".txt" for each in held)
