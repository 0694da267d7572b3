"""What a new database must pass before it appears: whole pages, references that point somewhere, spans that re-read.

Pages, references and the digests of the tables are SQLite's own work, which lets other threads run meanwhile: they are
done beside the building of the search index, over a connection of their own, and cost no time of the user's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from explorer.errors import BuildError
from explorer.store.content import content_tables, table_digest
from explorer.store.spans import SpanCheck
from explorer.text.inert import make_inert

Checked = Future[Mapping[str, str]]
"""The digest of each table, when all has been checked; its result raises BuildError, or what SQLite raises."""

_REPORTED = 5  # wrong spans named in the error


@contextmanager
def checking(database: Path) -> Iterator[Checked]:
    """Check everything that is committed in `database` by now, in a thread; on an error within, that is cut short."""
    uri = f"{database.absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(uri, uri=True, check_same_thread=False)) as connection,
        ThreadPoolExecutor(max_workers=1) as pool,
    ):
        try:
            yield pool.submit(_check, connection)
        except BaseException:
            connection.interrupt()
            raise


def _check(connection: sqlite3.Connection) -> Mapping[str, str]:
    check_pages(connection)
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise BuildError(f"nothing was built: a row of “{broken[0]}” refers to no “{broken[2]}”; please report it")
    return {table: table_digest(connection, table) for table in content_tables(connection)}


def check_pages(connection: sqlite3.Connection, table: str | None = None) -> None:
    """Raise BuildError unless every page, index and type of the file, or of one table, is as SQLite wants it."""
    (answer,) = connection.execute(
        f'PRAGMA integrity_check("{table}")' if table else "PRAGMA integrity_check"
    ).fetchone()
    if answer != "ok":
        raise BuildError(f"nothing was built: the new file is damaged ({make_inert(answer)}); check the disk")


def check_spans(connection: sqlite3.Connection) -> None:
    """Raise BuildError unless every stored span is what stands there in its article."""
    wrong = list(islice(SpanCheck(connection).wrong(), _REPORTED))
    if wrong:
        raise BuildError(f"nothing was built: a span does not re-read ({'; '.join(map(str, wrong))}); please report it")
