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
}


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
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    path_column = TextColumn("{task.fields[path]}", markup=False)
    with Bars(*columns, path_column, console=Console(stderr=True), transient=True) as bars:

        def show(progress: Progress) -> None:
            if progress.stage not in tasks:
                tasks[progress.stage] = bars.add_task(_DOING[progress.stage], total=progress.total, path="")
            path = make_inert(progress.path) if progress.done < progress.total else ""
            bars.update(tasks[progress.stage], completed=progress.done, total=progress.total, path=path)

        yield show


class _PlainLines:
    """One line when a stage begins; in a log, more would be noise."""

    def __init__(self) -> None:
        self._stage = ""

    def show(self, progress: Progress) -> None:
        if progress.stage != self._stage:
            self._stage = progress.stage
            number = f" ({progress.total:,})" if progress.stage in ("ingest", "extract") else ""
            say(f"{_DOING[progress.stage]}{number}")
