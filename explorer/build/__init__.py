"""From folders of articles to a database: ingest, extract, resolve, store, with a report that leaves nothing out.

One bad article costs one line of the report and never the others. The result depends on the bytes and relative paths
of the articles alone: not on the number of workers, the order of files, the clock, the machine, or on what an earlier
build has left for this one, which only saves the reading of files that have not changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

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
from explorer.models import Reading, Resolution, Source
from explorer.text.inert import make_inert

if TYPE_CHECKING:
    from explorer.vectors import Encoder

__all__ = ["BuildReport", "FileReport", "Outcome", "Progress", "Show", "Stage", "build"]


def build(
    folders: Sequence[Path],
    database: Path,
    *,
    progress: Show | None = None,
    workers: int | None = None,
    fresh: bool = False,
) -> BuildReport:
    """Read the articles in `folders` into `database`, which is replaced only when everything has gone well.

    Files whose bytes the database already holds are not read again, unless all is wanted `fresh`. `workers` is the
    number of processes that read articles; by default one for few articles, else one a core. Raises BuildError when
    there is nothing to read, when no article can be read, or when the database cannot be written.
    """
    from explorer import extract, search, vectors
    from explorer import ingest as ingestion
    from explorer.build.hand import reading_hand, vector_hand
    from explorer.build.relating import Relating
    from explorer.resolve import RULES_VERSION
    from explorer.store.kept import Hands, Kept, load_kept, store_kept
    from explorer.store.staging import staged
    from explorer.store.writer import Extra, fill
    from explorer.vectors.remembering import Remembering

    show = progress or _silent
    files: list[FileReport] = []
    found = find(folders, files)
    with staged(database) as stage:
        encoder = vectors.load()
        hands = Hands(reading_hand(), vector_hand(encoder))
        kept = Kept() if fresh else load_kept(database, hands)
        remembering = Remembering(encoder, kept.vectors) if encoder is not None else None
        articles = ingest(found, kept.readings, files, show)
        readings = _extract(articles, workers, files, show)
        if not readings:
            raise BuildError(nothing_read(files))
        with uncollected():
            resolution = _resolve(readings, remembering, show)
        used = remembering.used if remembering is not None else {}
        show(Progress("store", 0, 1))
        rules = f"ingest {ingestion.RULES_VERSION}, extract {extract.RULES_VERSION}, resolve {RULES_VERSION}"
        versions = {
            "model_version": extract.MODEL_VERSION,
            "rules_version": rules,
            "vectors_version": encoder.name if encoder is not None else "none: statements are compared by words alone",
        }
        extras: list[Extra] = [search.index]
        if encoder is not None and remembering is not None:
            extras.append(Relating(encoder, remembering, kept.claims, workers, show).store)
        extras.append(lambda connection: store_kept(connection, hands, readings, used))
        fill(stage, resolution, versions, extras=extras, name=str(database))
        show(Progress("store", 1, 1))
    counts = {
        "sources": len(resolution.sources),
        "entities": len(resolution.entities),
        "claims": len(resolution.claims),
        "derivations": len(resolution.derivations),
        "disagreements": len(resolution.disagreements),
    }
    taken_over = {article.source.path for article in articles if article.reading is not None}
    read = [reading.source for reading in readings]
    files += [report_of_read(source, unchanged=source.path in taken_over) for source in read]
    files.sort(key=lambda file: file.path)
    removed = _removed(kept.sources, read, files)
    return BuildReport(database, tuple(files), counts, duplicates(read), removed, kept.why, words_alone=encoder is None)


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


def _resolve(readings: Sequence[Reading], encoder: Encoder | None, show: Show) -> Resolution:
    from explorer.resolve import resolve
    from explorer.resolve.progress import telling

    statements = 1

    def tell(done: int, total: int) -> None:
        nonlocal statements
        statements = max(total, 1)
        if done < statements:  # the last step is that of the claims, which are made of all pairs together
            show(Progress("resolve", done, statements))

    show(Progress("resolve", 0, 1))
    with telling(tell):
        resolution = resolve(readings, encoder)
    show(Progress("resolve", statements, statements))
    return resolution


def _removed(before: Mapping[str, str], read: Sequence[Source], files: Sequence[FileReport]) -> tuple[str, ...]:
    """Paths that the database had and the folders have not, but for articles that only have another name now."""
    there = {file.path for file in files}
    renamed = {source.sha256 for source in read if source.path not in before}
    gone = (make_inert(path) for path, digest in before.items() if digest not in renamed)
    return tuple(sorted(path for path in gone if path not in there))
