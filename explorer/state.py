"""Where the program keeps what is neither an article nor a database: the last copy, reports of crashes, searches, and
where a reader was.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable


def state_path(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder's place: XDG_STATE_HOME wherever it is set, else where the system of that name keeps such things.

    Raises RuntimeError when the user has no home.
    """
    if Path(environment.get("XDG_STATE_HOME", "")).is_absolute():  # a relative one is to be ignored
        return Path(environment["XDG_STATE_HOME"]) / "explorer"
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "explorer"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "explorer"
    return Path.home() / ".local" / "state" / "explorer"


def state_folder() -> Path:
    """The folder at `state_path`, for its owner alone, made where it is missing.

    Raises OSError when it cannot be made and RuntimeError when the user has no home.
    """
    folder = state_path()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def database_file(folder: Path, database: Path) -> Path:
    """The file in `folder` of what is kept of one database, wherever it was opened from; the folder is made.

    Raises OSError when it cannot be.
    """
    try:
        from _sha2 import sha256  # type: ignore[import-not-found]  # unlike hashlib it does not load OpenSSL
    except ImportError:  # another Python than CPython
        from hashlib import sha256

    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{sha256(os.fsencode(database.resolve())).hexdigest()[:24]}.json"


def from_json(text: str) -> Any:
    """What `text` holds, read as `json.loads` does; raises ValueError or RecursionError where that would.

    The screen reads one such file before its first frame, which would wait longer for Python's module than for all that
    is in the file: this is the part of it that reads.
    """
    try:
        from _json import make_scanner
    except ImportError:  # another Python than CPython
        from json import loads

        return loads(text)
    text = text.strip(" \t\n\r")
    try:
        value, end = make_scanner(cast("make_scanner", _Plain))(text, 0)
    except StopIteration:
        raise ValueError("no JSON") from None
    if end != len(text):
        raise ValueError("more than one value of JSON")
    return value


class _Plain:
    """How the scanner is to read: by the letter, and into Python's own types."""

    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int = float, int
    parse_constant: Callable[[str], float] = float


_AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def read_small(path: Path, most: int) -> bytes:
    """What a file holds; of one of more than `most` bytes one byte more than that. Raises OSError.

    A pipe or a terminal that lies in its place is not waited for, and a device not read for ever.
    """
    descriptor = os.open(path, _AT_ONCE)
    try:
        data = b""
        while len(data) <= most and (piece := os.read(descriptor, most + 1 - len(data))):
            data += piece
    finally:
        os.close(descriptor)
    return data


def replace_whole(path: Path, text: str) -> None:
    """Put `text` in the place of a file in one step, readable by its owner alone.

    Raises OSError, and then what stood there still does.
    """
    import tempfile

    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.parent.name}-")
    written = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        written.replace(path)
    except BaseException:  # also a key that stops it: nothing half done is left behind
        written.unlink(missing_ok=True)
        raise
