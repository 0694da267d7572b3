"""From folders to sources: which files are articles, what their paths are, and which of them have been read before."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.build.report import FileReport, Progress, Show
from explorer.errors import BuildError, ExplorerError
from explorer.models import Reading, Source
from explorer.text.ids import content_id
from explorer.text.inert import make_inert

if TYPE_CHECKING:
    from explorer.ingest import Found


@dataclass(frozen=True, slots=True)
class Article:
    """One file of a build; `reading` is what an earlier build made of the same bytes, or None."""

    source: Source
    reading: Reading | None = None


def find(folders: Sequence[Path], files: list[FileReport]) -> list[tuple[Path, Path]]:
    """Each article with the folder its path is relative to, by path; what is skipped goes to `files`.

    Raises BuildError where there is no article.
    """
    from explorer.ingest import find_files

    listing = find_files([Path(os.path.abspath(folder)) for folder in folders])  # noqa: PTH100 - keeps links
    files += [FileReport(make_inert(entry.relative), "skipped", entry.reason) for entry in listing.skipped]
    if not listing.found:
        names = ", ".join(make_inert(str(folder)) for folder in folders)
        raise BuildError(f"there is no article in {names}: put .txt files there, one article each")
    return _told_apart(listing.found)


def ingest(
    found: Sequence[tuple[Path, Path]], known: Mapping[str, str], files: list[FileReport], show: Show
) -> list[Article]:
    """All readable articles by path; refused ones go to `files`.

    `known` maps the hash of a file to its packed reading; a reading that does not fit the file is not used.
    """
    articles: dict[str, Article] = {}
    for done, (path, root) in enumerate(found, 1):
        name = make_inert(path.relative_to(root).as_posix())
        try:
            article = _article(path, root, known)
            if article.source.path in articles:
                raise BuildError(f"{name}: another file has the same path; rename one of them")
            articles[article.source.path] = article
        except ExplorerError as error:
            files.append(FileReport(name, "refused", str(error)))
        show(Progress("ingest", done, len(found), name))
    return _distinct([articles[path] for path in sorted(articles)])


def _article(path: Path, root: Path, known: Mapping[str, str]) -> Article:
    from explorer.ingest import read_article, read_bytes, relative_path

    name = relative_path(path, root)
    data = read_bytes(path, name)
    digest = sha256(data).hexdigest()
    if digest in known:
        reading = _known_reading(known[digest], data, digest, name)
        if reading is not None:
            return Article(reading.source, reading)
    return Article(read_article(data, name))


def _known_reading(packed: str, data: bytes, digest: str, name: str) -> Reading | None:
    """The reading of the file with these bytes, or None where `packed` turns out to be no reading of them."""
    from explorer.ingest import decode
    from explorer.store.packing import File, UnpackError, unpack_reading
    from explorer.store.spans import misread

    file = File(content_id("s", digest), name, digest, decode(data, name).text)
    try:
        reading = unpack_reading(packed, file)
    except UnpackError:
        return None
    return reading if misread(reading) is None else None


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


def _distinct(articles: Sequence[Article]) -> list[Article]:
    """The same articles, with an id of their own for the second and later file of equal bytes."""
    seen: set[str] = set()
    distinct = []
    for article in articles:
        digest = article.source.sha256
        distinct.append(_renamed(article) if digest in seen else article)
        seen.add(digest)
    return distinct


def _renamed(article: Article) -> Article:
    """The article under an id that its path goes into, in its source and wherever the reading names that."""
    from explorer.store.packing import File, pack_reading, unpack_reading

    old = article.source
    source = replace(old, id=content_id("s", old.sha256, old.path))
    if article.reading is None:
        return Article(source)
    file = File(source.id, source.path, source.sha256, source.text)
    return Article(source, unpack_reading(pack_reading(article.reading), file))
