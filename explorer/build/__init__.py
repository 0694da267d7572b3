"""From folders of articles to a database: ingest, extract, resolve, store, with a report that leaves nothing out.

One bad article costs one line of the report and never the others. The result depends on the bytes and relative paths
of the articles alone: not on the number of workers, the order of files, the clock, the machine, or on what an earlier
build has left for this one, which only saves work on what has not changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from explorer.build.files import Article, find, ingest
from explorer.build.report import (
    BuildReport,
    FileReport,
    Outcome,
    Progress,
    Show,
    Stage,
    duplicates,
    nothing_read,
    report_of_read,
)
from explorer.build.workers import read_all
from explorer.collecting import uncollected
from explorer.errors import BuildError
from explorer.models import Reading, Source
from explorer.text.inert import make_inert

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
    from explorer import vectors
    from explorer.build.hand import build_hand, reading_hand, vector_hand
    from explorer.build.making import Making, make
    from explorer.build.relating import too_many
    from explorer.store.counts import counts_of
    from explorer.store.kept import Hands, Kept, load_kept
    from explorer.store.staging import staged

    show = progress or _silent
    files: list[FileReport] = []
    found = find(folders, files)
    with staged(database) as stage:
        encoder = vectors.load()
        hands = Hands(reading_hand(), vector_hand(encoder), build_hand())
        kept = Kept() if fresh else load_kept(database, hands)
        with uncollected():
            articles = ingest(found, kept.readings, files, show)
        taken_over = {article.source.path: article.source.sha256 for article in articles if article.reading is not None}
        kept = kept.of(taken_over.values())
        readings = _extract(articles, workers, files, show)
        if not readings:
            raise BuildError(nothing_read(files))
        making = Making(hands, kept, encoder, related, workers, show, str(database))
        told_anew = make(readings, stage, None if fresh else database, making)
        counts = counts_of(stage)
        show(Progress("store", 1, 1))
    read = [reading.source for reading in readings]
    files += [report_of_read(source, unchanged=source.path in taken_over) for source in read]
    files.sort(key=lambda file: file.path)
    return BuildReport(
        database, tuple(files), counts, duplicates(read), _removed(kept.sources, read, files), kept.why,
        same=told_anew is None, told_anew=told_anew or 0, words_alone=encoder is None,
        unrelated="" if related or encoder is None else too_many(counts["claims"]),
    )  # fmt: skip


def _silent(_: Progress) -> None:
    pass


def _extract(articles: Sequence[Article], workers: int | None, files: list[FileReport], show: Show) -> list[Reading]:
    """Readings in the order of `articles`; one that cannot be read goes to `files`."""
    new = [article.source for article in articles if article.reading is None]
    readings = {article.source.path: article.reading for article in articles if article.reading is not None}
    for done, (source, result) in enumerate(zip(new, read_all(new, workers), strict=True), 1):
        if isinstance(result, str):
            files.append(FileReport(make_inert(source.path), "refused", result))
        else:
            readings[source.path] = result
        show(Progress("extract", done, len(new), make_inert(source.path)))
    return [readings[article.source.path] for article in articles if article.source.path in readings]


def _removed(before: Mapping[str, str], read: Sequence[Source], files: Sequence[FileReport]) -> tuple[str, ...]:
    """Paths that the database had and the folders have not, but for articles that only have another name now."""
    there = {file.path for file in files}
    renamed = {source.sha256 for source in read if source.path not in before}
    gone = (make_inert(path) for path, digest in before.items() if digest not in renamed)
    return tuple(sorted(path for path in gone if path not in there))
