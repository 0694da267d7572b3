"""From folders of articles to a database: ingest, extract, resolve, store, with a report that leaves nothing out.

One bad article costs one line of the report and never the others. The result depends on the bytes and relative paths
of the articles alone: not on the number of workers, the order of files, the clock or the machine.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from explorer.errors import BuildError, ExplorerError
from explorer.models import Reading, Source
from explorer.text.ids import content_id
from explorer.text.inert import make_inert

if TYPE_CHECKING:
    from explorer.extract import Reader
    from explorer.ingest import Found

FEW_FILES = 40
"""Up to so many articles one process is faster: an article takes 0.3 s, loading the model 3–5 s in each process."""

MOST_WORKERS = 8
"""More processes cost more memory than they save time on the machines this is for."""

_CHUNK = 4  # articles handed to a worker at once

_BETWEEN = "between regions"
"""What the report calls the characters outside every region: blank lines and spaces."""

Stage = Literal["ingest", "extract", "resolve", "store"]
Outcome = Literal["read", "skipped", "refused"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build is: `done` of `total` articles (1 of 1 in the last two stages); `path` is the last one."""

    stage: Stage
    done: int
    total: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file.

    `reason` says why it was skipped (no article) or refused (a bad one), `doubt` why one that was read should be looked
    at before it is trusted, and what to do; each is one inert line, or empty.
    """

    path: str
    outcome: Outcome
    reason: str = ""
    characters: Mapping[str, int] = field(default_factory=dict)
    """Code points of the text by kind of region, and between regions; they add up to its length."""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did with every file and every character."""

    database: Path
    files: tuple[FileReport, ...]
    """Every file that lies in the folders, by path."""
    counts: Mapping[str, int]
    """Rows of the database by kind: sources, entities, claims, disagreements, …"""
    duplicates: tuple[tuple[str, ...], ...]
    """Paths of articles that are equal byte for byte, a group each."""

    def by_outcome(self, outcome: Outcome) -> list[FileReport]:
        """The files that were read, skipped or refused."""
        return [file for file in self.files if file.outcome == outcome]

    @property
    def characters(self) -> dict[str, int]:
        """Code points of all articles by kind of region and between them, the most frequent kind first."""
        total: Counter[str] = Counter()
        for file in self.files:
            total.update(file.characters)
        return dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))


Show = Callable[[Progress], None]


def build(
    folders: Sequence[Path], database: Path, *, progress: Show | None = None, workers: int | None = None
) -> BuildReport:
    """Read the articles in `folders` into `database`, which is replaced only when everything has gone well.

    `workers` is the number of processes that read articles; by default one for few articles, else one a core. Raises
    BuildError when there is nothing to read, when no article can be read, or when the database cannot be written.
    """
    from explorer import extract, ingest, search
    from explorer.resolve import RULES_VERSION, resolve
    from explorer.store.staging import staged
    from explorer.store.writer import fill

    show = progress or _silent
    files: list[FileReport] = []
    found = _find(folders, files)
    with staged(database) as stage:
        sources = _ingest(found, files, show)
        readings = _extract(sources, workers, files, show)
        if not readings:
            raise BuildError(_nothing_read(files))
        show(Progress("resolve", 0, 1))
        resolution = resolve(readings)
        show(Progress("resolve", 1, 1))
        show(Progress("store", 0, 1))
        rules = f"ingest {ingest.RULES_VERSION}, extract {extract.RULES_VERSION}, resolve {RULES_VERSION}"
        versions = {"model_version": extract.MODEL_VERSION, "rules_version": rules}
        fill(stage, resolution, versions, extras=[search.index], name=str(database))
        show(Progress("store", 1, 1))
    counts = {
        "sources": len(resolution.sources),
        "entities": len(resolution.entities),
        "claims": len(resolution.claims),
        "derivations": len(resolution.derivations),
        "disagreements": len(resolution.disagreements),
    }
    read = [reading.source for reading in readings]
    files += [
        FileReport(make_inert(source.path), "read", characters=_characters(source), doubt=_doubt(source))
        for source in read
    ]
    files.sort(key=lambda file: file.path)
    return BuildReport(database, tuple(files), counts, _duplicates(read))


def _silent(_: Progress) -> None:
    pass


# -- ingest ------------------------------------------------------------------------------------------------------------


def _find(folders: Sequence[Path], files: list[FileReport]) -> list[tuple[Path, Path]]:
    """Each article with the folder its path is relative to, by path; what is skipped goes to `files`."""
    from explorer.ingest import find_files

    listing = find_files([Path(os.path.abspath(folder)) for folder in folders])  # noqa: PTH100 - keeps links
    files += [FileReport(make_inert(entry.relative), "skipped", entry.reason) for entry in listing.skipped]
    if not listing.found:
        names = ", ".join(make_inert(str(folder)) for folder in folders)
        raise BuildError(f"there is no article in {names}: put .txt files there, one article each")
    return _told_apart(listing.found)


def _ingest(found: list[tuple[Path, Path]], files: list[FileReport], show: Show) -> list[Source]:
    """The sources of all readable articles by path; refused ones go to `files`."""
    from explorer.ingest import read_source

    sources: dict[str, Source] = {}
    for done, (path, root) in enumerate(found, 1):
        name = make_inert(path.relative_to(root).as_posix())
        try:
            source = read_source(path, root)
            if source.path in sources:
                raise BuildError(f"{name}: another file has the same path; rename one of them")
            sources[source.path] = source
        except ExplorerError as error:
            files.append(FileReport(name, "refused", str(error)))
        show(Progress("ingest", done, len(found), name))
    return _distinct([sources[path] for path in sorted(sources)])


def _told_apart(found: Sequence[Found]) -> list[tuple[Path, Path]]:
    """Each file with the folder its path is relative to.

    Where files of two folders have the same relative path, the paths of both begin with their folder's name, or with as
    many names above it as it takes to tell them apart.
    """
    roots = {entry.root: entry.root for entry in found}
    while True:
        by_path: dict[str, set[Path]] = defaultdict(set)
        for entry in found:
            by_path[entry.path.relative_to(roots[entry.root]).as_posix()].add(entry.root)
        alike = {root for group in by_path.values() if len(group) > 1 for root in group}
        if not alike:
            pairs = [(entry.path, roots[entry.root]) for entry in found]
            return sorted(pairs, key=lambda pair: pair[0].relative_to(pair[1]).as_posix())
        for root in alike:
            roots[root] = roots[root].parent


def _distinct(sources: list[Source]) -> list[Source]:
    """The same sources, with an id of their own for the second and later file of equal bytes."""
    seen: set[str] = set()
    distinct = []
    for source in sources:
        again = source.sha256 in seen
        seen.add(source.sha256)
        distinct.append(replace(source, id=content_id("s", source.sha256, source.path)) if again else source)
    return distinct


# -- extract -----------------------------------------------------------------------------------------------------------


def _extract(sources: list[Source], workers: int | None, files: list[FileReport], show: Show) -> list[Reading]:
    """Readings in the order of `sources`; an article that cannot be read goes to `files`."""
    readings = []
    for done, (source, result) in enumerate(zip(sources, _read_all(sources, workers), strict=True), 1):
        if isinstance(result, str):
            files.append(FileReport(make_inert(source.path), "refused", result))
        else:
            readings.append(result)
        show(Progress("extract", done, len(sources), make_inert(source.path)))
    return readings


def _read_all(sources: list[Source], workers: int | None) -> Iterator[Reading | str]:
    if workers is None:
        workers = 1 if len(sources) <= FEW_FILES else min(os.cpu_count() or 1, MOST_WORKERS)
    if workers <= 1:
        yield from map(_read_one, sources)
        return
    before = set(multiprocessing.active_children())
    # Spawned, not forked: the screen builds from a thread, and forking a process with threads may lock up.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts_to_the_parent)
    try:
        with _interrupts_ignored():  # what the processes inherit, from before their first line
            results = pool.map(_read_one, sources, chunksize=_CHUNK)
        yield from results
    except BrokenProcessPool as error:
        raise BuildError("a process that reads articles was killed, perhaps for want of memory; try again") from error
    except BaseException:
        # The user wants out now, not after the articles that are being read.
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ignore Ctrl-C for the moment, where this thread may say so: processes started meanwhile print no traceback."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


@cache
def _reader() -> Reader:
    """One reader a process: it keeps the model."""
    from explorer.extract import Reader

    return Reader()


def _read_one(source: Source) -> Reading | str:
    """The reading of one source, or the line that says why there is none."""
    from explorer.store.spans import misread

    try:
        source.text.encode()
        source.path.encode()
        reading = _reader().read(source)
        wrong = misread(reading)
        return reading if wrong is None else f"{wrong}; please report it"
    except ExplorerError as error:
        return str(error)
    except UnicodeEncodeError:
        return make_inert(f"{source.path}: holds half a surrogate pair, which is no Unicode; save it as UTF-8")
    except MemoryError:
        return make_inert(f"{source.path}: there was not enough memory to analyse it; close other programs")
    except (ArithmeticError, LookupError, RecursionError, ValueError) as error:
        # What a rule or the parser may trip over in a hostile text must not cost the other articles.
        return make_inert(f"{source.path}: cannot be analysed ({type(error).__name__}: {error}); please report it")


# -- report ------------------------------------------------------------------------------------------------------------


def _nothing_read(files: list[FileReport]) -> str:
    refused = [file for file in files if file.outcome == "refused"]
    more = f" (and {len(refused) - 1} more)" if len(refused) > 1 else ""
    return f"no article could be read: {refused[0].reason}{more}"


_ADVICE = {
    "no_sentences": "see whether its text was saved, or remove it",
    "other_language": "only English is understood, so check what is taken from it, or remove it",
    "long_paragraph": "put the line breaks back if they were lost",
    "encoding_doubt": "save it as UTF-8 if letters look wrong",
}
"""Flags that tell of a whole file, the gravest first, and what the user can do about them."""


def _doubt(source: Source) -> str:
    """The gravest thing to know about a source that was read, and how often it is so, in one line."""
    for kind, advice in _ADVICE.items():
        flags = [flag for flag in source.flags if flag.kind == kind]
        if flags:
            more = f" (and {len(flags) - 1} more)" if len(flags) > 1 else ""
            return make_inert(f"{flags[0].note}{more}; {advice}")
    return ""


def _characters(source: Source) -> dict[str, int]:
    """Code points by kind of region; what is in none is counted too, so that the sum is the length of the text."""
    counts: Counter[str] = Counter()
    for region in source.regions:
        counts[region.kind] += region.end - region.start
    counts[_BETWEEN] = len(source.text) - counts.total()
    return dict(sorted(counts.items()))


def _duplicates(sources: list[Source]) -> tuple[tuple[str, ...], ...]:
    groups: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        groups[source.sha256].append(make_inert(source.path))
    return tuple(sorted(tuple(sorted(paths)) for paths in groups.values() if len(paths) > 1))
