"""The way to the screen: `explorer` and `explorer DB` open it without the parser of all other command lines."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from explorer.cli.names import DEFAULT_DATABASE, usual_database
from explorer.cli.output import say
from explorer.errors import DatabaseError, UsageError

SEEDS = "seeds"
"""The folder that `explorer` builds by itself where there is no database yet."""


def open_screen(named: Path | None, *, theme: str = "", ascii_only: bool = False, fresh: bool = False) -> int:
    """Open the database of that name, or the usual one; see `explorer.tui.run`."""
    database = named or usual_database()
    if database.is_dir():
        raise UsageError(f"{database} is a folder; build it first: explorer build {database} --db {DEFAULT_DATABASE}")
    is_new = not database.exists()
    start = f"there is no {database}; make one from a folder of articles: explorer build FOLDER --db {database}"
    if is_new and named:
        raise DatabaseError(start)
    if is_new and not Path(SEEDS).is_dir():
        raise UsageError(start)
    if not all(_is_terminal(stream) for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError("the screen needs a terminal; for files and pipes use a verb (see: explorer --help)")
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            "the screen needs a terminal that can move its cursor, and TERM is dumb; use a verb or set TERM"
        )
    if is_new:
        say(f"There is no {database} yet; building it from {SEEDS}/.")
        from explorer.cli.building import build_and_tell

        build_and_tell([Path(SEEDS)], database)
    from explorer.tui import run

    return run(database, theme=theme, ascii_only=ascii_only, fresh=fresh)


def _is_terminal(stream: object) -> bool:
    isatty: Callable[[], bool] | None = getattr(stream, "isatty", None)
    return isatty is not None and isatty()
