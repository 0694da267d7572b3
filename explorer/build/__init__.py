"""From folders of articles to a database: ingest, extract, resolve, store, with a report that leaves nothing out.

One bad article costs one line of the report and never the others. The result depends on the bytes and relative paths
of the articles alone: not on the number of workers, the order of files, the clock, the machine, or on what an earlier
build has left for this one, which only saves work on what has not changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from explorer.build.report import BuildReport, FileReport, Outcome, Progress, Show, Stage

__all__ = ["BuildReport", "FileReport", "Outcome", "Progress", "Show", "Stage", "build"]


def build(
    folders: Sequence[Path],
    database: Path,
    *,
    progress: Show | None = None,
    workers: int | None = None,
    fresh: bool = False,
    related: bool = False,
) -> BuildReport:
    """Read the articles in `folders` into `database`, which is replaced only when everything has gone well.

    Files whose bytes the database already holds are not read again, and where nothing at all has changed the database
    stays as it is, byte for byte, unless all is wanted `fresh`. `workers` is the number of processes that read
    articles; by default one for few articles, else one a core. `related` has claims prepared for being found by their
    meaning however many they are. Raises BuildError when there is nothing to read, when no article can be read, or when
    the database cannot be written.
    """
    from explorer.build.steps import Wanted, run  # what a build needs is much, and its report little

    return run(folders, database, Wanted(workers, fresh, related), progress or _silent)


def _silent(_: Progress) -> None:
    pass
