"""Where the program keeps what is neither an article nor a database: the last copy, reports of crashes, searches, and
where a reader was.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


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
