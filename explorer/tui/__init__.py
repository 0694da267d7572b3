"""The screen. Nothing outside this package imports textual, and nothing imports this package before it opens.

This module and `keys.actions` stay free of textual, so that the documentation can list the keys without a screen.
"""

from __future__ import annotations

import gc
from pathlib import Path


def run(database: Path, *, theme: str = "", ascii_only: bool = False, fresh: bool = False) -> int:
    """Open the screen on `database` and return the exit status once the reader leaves.

    `theme` is a name of `explorer.tui.drawing.theme.THEMES`, nothing for that of the settings; `ascii_only` draws with
    ASCII alone; `fresh` ignores where the reader was. Raises DatabaseError when the file cannot be read and UsageError
    when there is no terminal to draw on.
    """
    gc.disable()  # until the first frame stands (`Browser` enables it): importing makes objects that all stay
    from explorer.config import read_config
    from explorer.tui.app import run as run_app
    from explorer.tui.drawing.theme import Look

    config = read_config()
    look = Look(theme or config.settings.theme, ascii_only or config.settings.ascii, bool(theme), fresh)
    return run_app(database, look, config)
