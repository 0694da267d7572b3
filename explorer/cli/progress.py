"""How far long work is: a bar or a line on a terminal, plain lines of a build elsewhere, always on standard error."""

from __future__ import annotations

import os
import sys
import threading
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


_PATIENCE = 0.5  # seconds in which nobody asks whether anything goes on
_LINE = 39  # columns of a line that is taken away again, "^C" and all, so as not to wrap on a terminal of 40
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


def is_watched() -> bool:
    """Whether standard error is a terminal on which a line can be written over."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def write_over(words: str) -> None:
    """One line on that terminal in the place of the one before, at most 37 cells."""
    sys.stderr.write(f"\r{words}")
    sys.stderr.flush()


def clear_line() -> None:
    """Leave nothing of it, nor of the "^C" that a terminal writes behind it."""
    write_over(f"{' ' * _LINE}\r")


@contextmanager
def doing(words: str) -> Iterator[None]:
    """Say on a terminal what is being done, at most 37 cells, where it takes long enough for somebody to wonder."""
    if not is_watched():
        yield
        return
    is_done = threading.Event()

    def tell() -> None:
        if not is_done.wait(_PATIENCE):
            write_over(words)
            is_done.wait()
            clear_line()

    telling = threading.Thread(target=tell, daemon=True)
    telling.start()
    try:
        yield
    finally:
        is_done.set()
        telling.join()


@contextmanager
def shown_progress() -> Iterator[Show]:
    """Give the function that a build reports to."""
    if not is_watched():
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
