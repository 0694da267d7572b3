"""The steps of a build, one after the other: what is found, what is taken over, what is read, what is made of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from explorer import vectors
from explorer.build import hand
from explorer.build.files import Article, find, ingest
from explorer.build.making import Making, make
from explorer.build.relating import too_many
from explorer.build.report import (
    BuildReport,
    FileReport,
    Progress,
    Show,
    duplicates,
    nothing_read,
    report_of_read,
)
from explorer.build.workers import read_all
from explorer.collecting import uncollected
from explorer.errors import BuildError
from explorer.models import Reading, Source
from explorer.store.counts import counts_of
from explorer.store.kept import Hands, Kept, load_kept
from explorer.store.staging import staged
from explorer.text.inert import make_inert


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a build is wanted: in so many processes, with nothing taken over, with every claim found by its meaning."""

    workers: int | None
    fresh: bool
    related: bool


def run(folders: Sequence[Path], database: Path, wanted: Wanted, show: Show) -> BuildReport:
    """What `explorer.build.build` does; raises BuildError."""
    files: list[FileReport] = []
    found = find(folders, files)
    with staged(database) as stage:
        encoder = vectors.load()
        hands = Hands(hand.reading_hand(), hand.vector_hand(encoder), hand.build_hand())
        kept = Kept() if wanted.fresh else load_kept(database, hands)
        with uncollected():
            articles = ingest(found, kept.readings, files, show)
        taken_over = {article.source.path: article.source.sha256 for article in articles if article.reading is not None}
        kept = kept.of(taken_over.values())
        readings = _extract(articles, wanted.workers, files, show)
        making = Making(hands, kept, encoder, wanted.related, wanted.workers, show, str(database))
        told_anew = make(readings, stage, None if wanted.fresh else database, making)
        counts = counts_of(stage)
        show(Progress("store", 1, 1))
    report = _report(database, [reading.source for reading in readings], files, taken_over, kept)
    return replace(
        report,
        counts=counts,
        same=told_anew is None,
        told_anew=told_anew or 0,
        words_alone=encoder is None,
        unrelated="" if wanted.related or encoder is None else too_many(counts["claims"]),
    )


def _report(
    database: Path, read: Sequence[Source], files: Sequence[FileReport], taken_over: Collection[str], kept: Kept
) -> BuildReport:
    """What became of every file; the counts are left open."""
    told = [*files, *(report_of_read(source, unchanged=source.path in taken_over) for source in read)]
    told.sort(key=lambda file: file.path)
    return BuildReport(database, tuple(told), {}, duplicates(read), _removed(kept.sources, read, told), kept.why)


def _extract(articles: Sequence[Article], workers: int | None, files: list[FileReport], show: Show) -> list[Reading]:
    """Readings in the order of `articles`; one that cannot be read goes to `files`. Raises BuildError for none."""
    new = [article.source for article in articles if article.reading is None]
    readings = {article.source.path: article.reading for article in articles if article.reading is not None}
    for done, (source, result) in enumerate(zip(new, read_all(new, workers), strict=True), 1):
        if isinstance(result, str):
            files.append(FileReport(make_inert(source.path), "refused", result))
        else:
            readings[source.path] = result
        show(Progress("extract", done, len(new), make_inert(source.path)))
    if not readings:
        raise BuildError(nothing_read(files))
    return [readings[article.source.path] for article in articles if article.source.path in readings]


def _removed(before: Mapping[str, str], read: Sequence[Source], files: Sequence[FileReport]) -> tuple[str, ...]:
    """Paths that the database had and the folders have not, but for articles that only have another name now."""
    there = {file.path for file in files}
    renamed = {source.sha256 for source in read if source.path not in before}
    gone = (make_inert(path) for path, digest in before.items() if digest not in renamed)
    return tuple(sorted(path for path in gone if path not in there))
