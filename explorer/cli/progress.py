"""How far a build is: a bar on a terminal, plain lines elsewhere, always on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from explorer.cli.output import say
from explorer.text.inert import make_inert

if TYPE_CHECKING:
    from explorer.build import Progress, Show, Stage

_DOING: dict[Stage, str] = {
    "ingest": "Reading files",
    "extract": "Reading who says what",
    "resolve": "Comparing the accounts",
    "store": "Writing the database",
    "relate": "Working out what the claims mean",
}

_LINE_EACH: dict[Stage, int] = {"extract": 100, "resolve": 5000, "relate": 5000}
"""Articles, statements compared, and claims, between two lines of a log: some ten seconds' work at least."""


_SPACES = 5  # cells between the parts of the line, and one that stays free
_BARS = ((100, 40), (70, 20), (50, 8))
"""Columns of a terminal, and how long the bar is on one of at least so many."""
_LEAST_PATH = 6  # cells


def _bar_of(width: int) -> int:
    """Cells of the bar; the counts beside it are worth more, and are never cut for it."""
    return next((bar for least, bar in _BARS if width >= least), 0)


def _cut(path: str, room: int) -> str:
    """What fits of a path; of many that are alike at the beginning, the end tells them apart."""
    from rich.cells import cell_len

    if room < _LEAST_PATH:
        return ""
    if cell_len(path) <= room:
        return path
    while cell_len(path) >= room:
        path = path[1:]
    return f"…{path}"


@contextmanager
def shown_progress() -> Iterator[Show]:
    """Give the function that a build reports to."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _PlainLines().show
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
    from rich.progress import Progress as Bars

    tasks: dict[Stage, TaskID] = {}
    console = Console(stderr=True)
    bar = _bar_of(console.width)
    columns = (TextColumn("{task.description}", markup=False), *([BarColumn(bar)] if bar else ()), MofNCompleteColumn())
    more_columns = (TextColumn("{task.fields[pace]}"), TextColumn("{task.fields[path]}", markup=False))
    with Bars(*columns, *more_columns, console=console, transient=True) as bars:

        def show(progress: Progress) -> None:
            if progress.stage not in tasks:
                tasks[progress.stage] = bars.add_task(_DOING[progress.stage], total=progress.total, path="", pace="")
            task = bars.tasks[tasks[progress.stage]]
            pace = f"{task.speed:.1f}/s" if task.speed and progress.stage == "extract" else ""
            counted = 2 * len(str(progress.total)) + 1
            room = console.width - bar - len(_DOING[progress.stage]) - counted - len(pace) - _SPACES
            path = _cut(make_inert(progress.path), room) if progress.done < progress.total else ""
            bars.update(task.id, completed=progress.done, total=progress.total, path=path, pace=pace)

        yield show


class _PlainLines:
    """One line when a stage begins, and one for every so many articles or statements; more would be noise in a log."""

    def __init__(self) -> None:
        self._stage = ""
        self._next = 0
        self._told: set[Stage] = set()

    def show(self, progress: Progress) -> None:
        if progress.stage != self._stage:
            self._stage = progress.stage
            if progress.stage in self._told:  # storing goes on after what is a part of it
                return
            self._told.add(progress.stage)
            number = f" ({progress.total:,})" if progress.stage in ("ingest", "extract") else ""
            say(f"{_DOING[progress.stage]}{number}")
            self._next = _LINE_EACH.get(progress.stage, 0)
        elif self._next and self._next <= progress.done < progress.total:
            say(f"{progress.done:,} of {progress.total:,}")
            self._next = progress.done + _LINE_EACH[progress.stage]
