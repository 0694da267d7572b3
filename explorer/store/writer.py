"""The only writer of a database: a whole `Resolution` into a new file, checked, then put in its place at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from explorer import __version__
from explorer.errors import BuildError
from explorer.models import Resolution
from explorer.store import schema
from explorer.store.checking import Checked, check_pages
from explorer.store.content import DIGEST_KEY, combined, content_tables, table_digest
from explorer.store.filling import Filling
from explorer.store.rows import Inserter, Rowset, insert_resolution
from explorer.store.staging import no_space, staged
from explorer.text.inert import make_inert

Extra = Callable[[sqlite3.Connection], None]
"""Adds what belongs to a higher layer, such as the search index, once all rows are in; it must not commit."""

Watch = Callable[[str, Rowset], None]

Rows = Callable[[Inserter], None]
"""Adds all rows of a database, each list in its order."""


class Reading(Protocol):
    """What a higher layer, such as the search index, reads of the rows before it adds its own."""

    def watch(self, table: str, rows: Rowset) -> None:
        """Rows are added to a table; the list must not be kept."""

    def read(self, connection: sqlite3.Connection) -> None:
        """All rows are in, though perhaps not their indexes; nothing must be written."""


def write(resolution: Resolution, database: Path, versions: Mapping[str, str], *, extras: Sequence[Extra] = ()) -> None:
    """Replace the file `database` by one that holds `resolution`; on any failure the old one stays as it was.

    `versions` (rules, model) go into the table `meta` beside ours. Raises BuildError with one clear line when the
    place cannot be written, the disk is full, or a stored span would not re-read.
    """
    with staged(database) as stage:
        fill(stage, resolution, versions, extras=extras, name=str(database))


def fill(
    stage: Path,
    resolution: Resolution,
    versions: Mapping[str, str],
    *,
    extras: Sequence[Extra] = (),
    reading: Reading | None = None,
    name: str = "",
) -> None:
    """Write everything into the empty file `stage` and check it; `name` is what error messages call it."""
    fill_rows(
        stage, lambda rows: insert_resolution(resolution, rows), versions, extras=extras, reading=reading, name=name
    )


def fill_rows(
    stage: Path,
    insert: Rows,
    versions: Mapping[str, str],
    *,
    extras: Sequence[Extra] = (),
    reading: Reading | None = None,
    name: str = "",
) -> None:
    """As `fill`, with the rows that `insert` adds, which need never be in memory together."""
    name = make_inert(name or str(stage))
    try:
        with Filling(stage, lambda connection: _insert_meta(connection, versions)) as filling:
            rows = Inserter(_both(filling.add, reading.watch) if reading is not None else filling.add)
            insert(rows)
            rows.flush()
            with filling.finished(reading.read if reading is not None else _nothing) as (connection, checked):
                _add(extras, connection, checked)
    except sqlite3.Error as error:
        raise BuildError(_failure(name, error)) from error
    except UnicodeEncodeError as error:
        raise BuildError(f"cannot write {name}: a text holds half a surrogate pair, which is no Unicode") from error


def _nothing(_: sqlite3.Connection) -> None:
    """Nobody reads."""


def _both(add: Watch, watch: Watch) -> Watch:
    def told(table: str, rows: Rowset) -> None:
        add(table, rows)
        watch(table, rows)

    return told


def _failure(name: str, error: sqlite3.Error) -> str:
    """One line for an error of SQLite while writing."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code of an extended one
    if code == sqlite3.SQLITE_FULL:
        return no_space(name)
    reason = make_inert(str(error))
    if code == sqlite3.SQLITE_IOERR:  # all that SQLite tells of a quota or a size limit
        return f"cannot write {name}: {reason}; is the disk full, or a quota used up? (the old database is untouched)"
    return f"cannot write {name}: {reason}; choose another place with --db"


def _insert_meta(connection: sqlite3.Connection, versions: Mapping[str, str]) -> None:
    meta = {"schema_version": str(schema.SCHEMA_VERSION), "explorer_version": __version__, **versions}
    connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", sorted(meta.items()))


def _add(extras: Sequence[Extra], connection: sqlite3.Connection, checked: Checked) -> None:
    """Add what higher layers have, while all else is being checked, and the digest of everything."""
    # What is added stays in memory until then: to write a page would wait for the end of the checks.
    connection.execute("PRAGMA cache_spill = OFF")
    connection.execute("BEGIN")
    for extra in extras:
        extra(connection)
    digests = checked()
    new = [table for table in content_tables(connection) if table not in digests]
    digest = combined({**digests, **{table: table_digest(connection, table) for table in new}})
    connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (DIGEST_KEY, digest))
    connection.execute("COMMIT")
    for table in new:
        check_pages(connection, table)
