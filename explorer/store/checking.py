"""What a new database must pass before it appears: whole pages, references that point somewhere, spans that re-read.

All of it, and the digests of the tables, is done beside the building of the search index and costs little of the user's
time: of a large database in a process of its own, of a small one, which would be done before a process has started, by
SQLite in a thread, and the spans, which keep the interpreter busy, after the index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from explorer.errors import BuildError
from explorer.processes import beside, has_several_cores
from explorer.store.content import Digests
from explorer.store.schema import TABLES
from explorer.store.spans import SpanCheck
from explorer.text.inert import make_inert

Checked = Callable[[], Mapping[str, str]]
"""The digest of each table, when all has been checked; raises BuildError, or what SQLite raises."""

LARGE = 1 << 25
"""Bytes of a file from which on a process is worth its start."""

_REPORTED = 5  # wrong spans named in the error


@contextmanager
def checking(database: Path) -> Iterator[Checked]:
    """Check everything that is committed in `database` by now; on an error within, that is cut short."""
    if database.stat().st_size >= LARGE and has_several_cores():
        with beside(_check_file, database) as checked:
            yield checked
        return
    with closing(_open(database)) as connection, ThreadPoolExecutor(max_workers=1) as pool:
        digests = pool.submit(_check, connection)
        try:
            yield lambda: _with_spans(connection, digests.result())
        except BaseException:  # also a key that stops it: nothing half done is left behind
            connection.interrupt()
            raise


def _open(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)


def _check_file(database: Path) -> Mapping[str, str]:
    with closing(_open(database)) as connection:
        return check_all(connection)


def check_all(connection: sqlite3.Connection, begun: Digests | None = None) -> Mapping[str, str]:
    """Check everything that is committed; the digest of each table, some of which may have been `begun`.

    Raises BuildError, or what SQLite raises.
    """
    return _with_spans(connection, _check(connection, begun))


def _with_spans(connection: sqlite3.Connection, digests: Mapping[str, str]) -> Mapping[str, str]:
    _check_spans(connection)
    return digests


def _check(connection: sqlite3.Connection, begun: Digests | None = None) -> Mapping[str, str]:
    check_pages(connection)
    _check_references(connection)
    return (begun or Digests(connection)).whole()


def _check_references(connection: sqlite3.Connection) -> None:
    """Raise BuildError unless every row that a row refers to is there.

    Rows are numbered from 1 without a gap, so the lowest and the highest reference tell, which an index has at once;
    SQLite itself would look every one of them up.
    """
    targets = {target for table in TABLES.values() for target in table.refers.values()}
    gapless = {
        name: _one(connection, 'CASE WHEN min("row") = 1 AND max("row") = count(*) THEN count(*) END', name)
        for name in targets
    }
    for name, table in TABLES.items():
        for column, target in table.refers.items():
            lowest, highest = (_one(connection, f'{end}("{column}")', name) for end in ("min", "max"))
            if lowest is None or (lowest >= 1 and highest <= (gapless[target] or 0)):
                continue
            broken = connection.execute(f'PRAGMA foreign_key_check("{name}")').fetchone()
            if broken:
                told = f"a row of “{name}” refers to no “{broken[2]}”"
                raise BuildError(f"nothing was built: {told}; please report it")


def _one(connection: sqlite3.Connection, told: str, table: str) -> Any:
    """What a table tells of all its rows, as one expression."""
    return connection.execute(f'SELECT {told} FROM "{table}"').fetchone()[0]  # noqa: S608 - names of ours


def check_pages(connection: sqlite3.Connection, table: str | None = None) -> None:
    """Raise BuildError unless every page and type of the file, or of one table, is as SQLite wants it.

    That each row has its entry in each index is left to `verify`: SQLite has made the indexes of these rows just now,
    and to look every entry up takes twice as long as all else.
    """
    (answer,) = connection.execute(f'PRAGMA quick_check("{table}")' if table else "PRAGMA quick_check").fetchone()
    if answer != "ok":
        raise BuildError(f"nothing was built: the new file is damaged ({make_inert(answer)}); check the disk")


def _check_spans(connection: sqlite3.Connection) -> None:
    """Raise BuildError unless every stored span is what stands there in its article."""
    wrong = list(islice(SpanCheck(connection).wrong(), _REPORTED))
    if wrong:
        raise BuildError(f"nothing was built: a span does not re-read ({'; '.join(map(str, wrong))}); please report it")
