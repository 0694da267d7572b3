"""The screen. Nothing outside this package imports textual, and nothing imports this package before it opens.

This module and `keys.actions` stay free of textual, so that the documentation can list the keys without a screen.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from explorer.errors import ExplorerError
from explorer.tui.reading.memory import share_memory

if TYPE_CHECKING:
    from types import ModuleType

_UNUSED = {"asyncio": ("ssl",), "shutil": ("bz2", "lzma")}
"""Of modules that the screen needs: those that a Python can be built without, and that it has no use for."""


def run(database: Path, *, theme: str = "", ascii_only: bool = False, fresh: bool = False) -> int:
    """Open the screen on `database` and return the exit status once the reader leaves.

    `theme` is a name of `explorer.tui.drawing.theme.THEMES`, nothing for that of the settings; `ascii_only` draws with
    ASCII alone; `fresh` ignores where the reader was. Raises DatabaseError when the file cannot be read and UsageError
    when there is no terminal to draw on.
    """
    try:
        return _run(database, theme, ascii_only=ascii_only, fresh=fresh)
    except (ExplorerError, OSError, MemoryError):
        raise  # whoever called has a line for each
    except Exception as error:  # before the screen opens and after it closed nothing else keeps texts off a traceback
        from explorer.tui.frame import crash

        return crash.tell(error)


def _run(database: Path, theme: str, *, ascii_only: bool, fresh: bool) -> int:
    share_memory()
    gc.disable()  # until the first frame stands (`Browser` enables it): importing makes objects that all stay
    import_lean()
    from explorer.config import read_config
    from explorer.tui.app import run as run_app
    from explorer.tui.drawing.theme import Look

    config = read_config()
    look = Look(theme or config.settings.theme, ascii_only or config.settings.ascii, bool(theme), fresh)
    return run_app(database, look, config)


def import_lean() -> None:
    """Import some modules as they are in a Python that was built without OpenSSL, bzip2 and LZMA.

    Nothing here talks to a network or packs archives, and to load these takes a start 7 ms and the process 4 MB. Who
    asks for them later gets them; a module that something has imported already stays as it is.
    """
    modules = cast("dict[str, ModuleType | None]", sys.modules)
    for name, unused in _UNUSED.items():
        if name in modules:
            continue
        kept_out = [each for each in unused if each not in modules]
        modules.update(dict.fromkeys(kept_out))  # None: "not to be found", in Python's own words
        try:
            import_module(name)
        finally:
            for each in kept_out:
                del modules[each]
