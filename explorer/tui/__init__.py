"""The screen. Nothing outside this package imports textual, and nothing imports this package before it opens.

This module and `keys.actions` stay free of textual, so that the documentation can list the keys without a screen.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from explorer.tui.reading.memory import share_memory

if TYPE_CHECKING:
    from types import ModuleType


def run(database: Path, *, theme: str = "", ascii_only: bool = False, fresh: bool = False) -> int:
    """Open the screen on `database` and return the exit status once the reader leaves.

    `theme` is a name of `explorer.tui.drawing.theme.THEMES`, nothing for that of the settings; `ascii_only` draws with
    ASCII alone; `fresh` ignores where the reader was. Raises DatabaseError when the file cannot be read and UsageError
    when there is no terminal to draw on.
    """
    share_memory()
    gc.disable()  # until the first frame stands (`Browser` enables it): importing makes objects that all stay
    import_asyncio()
    from explorer.config import read_config
    from explorer.tui.app import run as run_app
    from explorer.tui.drawing.theme import Look

    config = read_config()
    look = Look(theme or config.settings.theme, ascii_only or config.settings.ascii, bool(theme), fresh)
    return run_app(database, look, config)


def import_asyncio() -> None:
    """Import asyncio as it is in a Python that was built without OpenSSL, unless something has imported it already.

    Nothing here talks to a network, and to load OpenSSL takes a start 6 ms and the process 4 MB.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    modules = cast("dict[str, ModuleType | None]", sys.modules)
    modules["ssl"] = None  # "not to be found", in Python's own words
    try:
        import asyncio  # noqa: F401 - for its own sake
    finally:
        del modules["ssl"]
