"""Does a database still say what its articles say? Every span is read again, every file hashed again.

Two builds are equal when their `dump`s are.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import BuildError, NotFoundError
from explorer.store import vectors
from explorer.store.content import DIGEST_KEY, content_digest, lines
from explorer.store.reader import Database
from explorer.store.schema import TABLES, text_sha256
from explorer.store.spans import SpanCheck, WrongSpan
from explorer.text.inert import make_inert

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `verify` found; `ok` when nothing is wrong."""

    spans: int
    """Spans read again."""
    wrong: tuple[WrongSpan, ...]
    """Spans whose text is not what was stored."""
    damaged: tuple[str, ...]
    """What else is wrong inside the database, one readable line each: a changed text, a row out of place."""
    folder: Path | None
    """Where the articles are, or most of them; None when no folder was given and none beside the database has any."""
    files_checked: int
    changed: tuple[str, ...]
    """Paths of articles whose bytes are no longer those that were built."""
    missing: tuple[str, ...]
    """Paths of articles that cannot be read there."""
    added: tuple[str, ...] = ()
    """Articles in the named folders that the database has not; they do not make it wrong."""

    @property
    def ok(self) -> bool:
        """Whether all is as it was built; articles that were not looked for do not count."""
        return not (self.wrong or self.damaged or self.changed or self.missing)


def verify(database: Path, *folders: Path) -> VerifyReport:
    """Read every span of `database` again and hash its articles again.

    The articles are those in `folders`, which should be all that were built. Without any they are looked for in the
    database's own folder and in those beside it, first where most of them are. Raises DatabaseError when the file
    cannot be read at all, NotFoundError when one of `folders` is none.
    """
    for folder in folders:
        if not folder.is_dir():
            raise NotFoundError(f"there is no folder {make_inert(str(folder))} to verify against")
    with Database.open(database) as opened, opened.clear_errors():
        check = SpanCheck(opened.connection)
        # Rows of a file that SQLite itself finds damaged may hold anything: there is no sense in reading on.
        broken = tuple(_broken(opened.connection))
        wrong = () if broken else tuple(check.wrong())
        damaged = broken or tuple(_damaged(opened.connection))
        files = dict(opened.connection.execute("SELECT path, sha256 FROM sources ORDER BY path").fetchall())
    places = list(folders) or _folders_beside(database, list(files))
    if not places:
        return VerifyReport(check.checked, wrong, damaged, None, 0, (), ())
    found = {path: _find(places, path) for path in files}
    changed = tuple(make_inert(path) for path, at in found.items() if at and at[1] != files[path])
    missing = tuple(make_inert(path) for path, at in found.items() if at is None)
    added = _added(folders, {os.path.realpath(at[0]) for at in found.values() if at})
    return VerifyReport(check.checked, wrong, damaged, places[0], len(files) - len(missing), changed, missing, added)


def _find(folders: list[Path], path: str) -> tuple[Path, str] | None:
    """Where the article with the stored `path` is, and the SHA-256 of its bytes; None when it cannot be read."""
    for folder in folders:
        for file in _candidates(folder, path):
            digest = _digest(file)
            if digest is not None:
                return file, digest
    return None


def _candidates(folder: Path, path: str) -> Iterator[Path]:
    """The places in `folder` that a stored path may mean.

    A path may begin with the folder's own name, where several folders were built and had a path in common. A name that
    is no UTF-8 was stored with replacement characters.
    """
    parts, above = Path(path).parts, folder.resolve().parts
    for start in range(len(parts)):
        if start and above[-start:] != parts[:start]:
            continue
        yield folder.joinpath(*parts[start:])
        if "\N{REPLACEMENT CHARACTER}" in path:
            yield from _spelt_alike(folder, parts[start:])


def _spelt_alike(folder: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    """The entries below `folder` whose names, decoded as they are when a folder is built, are `parts`."""
    if not parts:
        yield folder
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if os.fsencode(entry.name).decode("utf-8", "replace") == parts[0]:
            yield from _spelt_alike(entry, parts[1:])


def _added(folders: Sequence[Path], known: set[str]) -> tuple[str, ...]:
    """What a build of `folders` would list as an article and is none of the files in `known`; nothing if it cannot."""
    from explorer.ingest import find_files

    try:
        found = find_files(folders).found
    except BuildError:
        return ()
    return tuple(make_inert(each.relative) for each in found if os.path.realpath(each.path) not in known)


def _digest(file: Path) -> str | None:
    """The SHA-256 of a regular file, or None when it cannot be read; pipes and devices are not waited for."""
    try:
        if not file.is_file():
            return None
        with file.open("rb") as opened:
            return file_digest(opened, sha256).hexdigest()
    except OSError:
        return None


def _is_file(file: Path) -> bool:
    """Whether there is a regular file; a folder that we may not look into has none."""
    try:
        return file.is_file()
    except OSError:
        return False


def _folders_beside(database: Path, paths: list[str]) -> list[Path]:
    """The folders at and beside the database that hold an article of it, those with most of them first."""
    home = database.resolve().parent
    try:
        beside = sorted(entry for entry in home.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        beside = []
    held = [(sum(_is_file(folder / path) for path in paths), folder) for folder in (home, *beside)]
    return [folder for count, folder in sorted(held, key=lambda pair: -pair[0]) if count]


def _broken(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite finds wrong with its own pages, indexes and types."""
    for (answer,) in connection.execute("PRAGMA integrity_check"):
        if answer != "ok":
            yield make_inert(f"SQLite: {answer}")


def _damaged(connection: sqlite3.Connection) -> Iterator[str]:
    """What no span shows: a text that is not the one built, a hole in a list, a reference to nothing."""
    texts = (
        "SELECT s.path, s.length, t.text, t.sha256 FROM sources s LEFT JOIN texts t ON t.source = s.row ORDER BY s.row"
    )
    for path, length, text, expected in connection.execute(texts):
        if text is None or len(text) != length or text_sha256(text) != expected:
            yield make_inert(f"{path}: its text in the database is not the one that was built")
        yield from _bad_regions(connection, path, text or "")
    for name, table in TABLES.items():
        if table.key == ("row",):
            sql = f"SELECT count(*), coalesce(max(row), 0) FROM {name}"  # noqa: S608 - names of ours
            count, last = connection.execute(sql).fetchone()
            if count != last:
                yield f"table {name}: {count} rows, numbered up to {last}"
    for table_name, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"table {table_name}: row {row} refers to a row of {parent} that is not there"
    if vectors.exist(connection) and not vectors.intact(connection):
        yield f"table {vectors.TABLE}: the vectors of the claims, by which search finds what is related, are damaged"
    built = connection.execute("SELECT value FROM meta WHERE key = ?", (DIGEST_KEY,)).fetchone()
    if built != (content_digest(connection),):
        yield "the content of the database is not what was built: something in it has been changed"


def _bad_regions(connection: sqlite3.Connection, path: str, text: str) -> Iterator[str]:
    """Regions that overlap or stand out of order, and visible text that belongs to none."""
    query = 'SELECT start, "end" FROM regions WHERE source = (SELECT row FROM sources WHERE path = ?) ORDER BY row'
    reached = 0
    for start, end in connection.execute(query, (path,)):
        if start < reached:
            yield make_inert(f"{path}: two regions overlap at {start}")
        elif text[reached:start].strip():
            yield make_inert(f"{path}: the text at {reached}–{start} belongs to no region")
        reached = max(reached, end)
    if text[reached:].strip():
        yield make_inert(f"{path}: the text from {reached} on belongs to no region")


def dump(database: Path) -> Iterator[str]:
    """The content of a database as lines of JSON; see `explorer.store.content`. Raises DatabaseError."""
    with Database.open(database) as opened, opened.clear_errors():
        yield from lines(opened.connection)
