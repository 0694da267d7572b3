"""Where the program keeps what is neither an article nor a database: the last copy, reports of crashes."""

from __future__ import annotations

import os
from pathlib import Path


def state_folder() -> Path:
    """A folder for its owner alone, made where it is missing, as the XDG base directory specification names it.

    Raises OSError when it cannot be made and RuntimeError when the user has no home.
    """
    folder = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "explorer"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
