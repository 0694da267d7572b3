"""Rows into a new database: in this process, or, as soon as they are many, in one of its own beside it.

There the rows are written, indexed and checked while this process makes more of them and works on what belongs to
higher layers. Two commits where there are many rows, wherever they are written: a file counts its commits.
"""

from __future__ import annotations

import multiprocessing
import pickle
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

from explorer.errors import BuildError
from explorer.processes import beside, has_several_cores
from explorer.store import schema
from explorer.store.checking import Checked, check_all, checking
from explorer.store.rows import Rowset

MANY = 100_000
"""Rows from which on a process is worth its start."""

_CACHE = 64 * 1024  # KiB; indexes are sorted in it


class Filling:
    """Fills the empty file `stage` with rows; use it in a `with`. Raises sqlite3.Error."""

    def __init__(self, stage: Path, prepare: Callable[[sqlite3.Connection], None]) -> None:
        """`prepare` adds the first rows of all, in the transaction that creates."""
        self._stage = stage
        self._stack = ExitStack()
        self._count = 0
        self._other: _Other | None = None
        self._connection = self._open()
        try:
            _create(self._connection)
            _begin(self._connection)
            prepare(self._connection)
        except BaseException:
            self._stack.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def add(self, table: str, rows: Rowset) -> None:
        """Add rows to a table."""
        if self._other is not None:
            self._other.add(table, rows)
            return
        _insert(self._connection, table, rows)
        before, self._count = self._count, self._count + len(rows)
        if before < MANY <= self._count:
            self._connection.execute("COMMIT")
            if has_several_cores():
                self._stack.close()
                self._other = self._stack.enter_context(_elsewhere(self._stage))
            else:
                _begin(self._connection)

    @contextmanager
    def finished(self) -> Iterator[tuple[sqlite3.Connection, Checked]]:
        """When all rows are in: a connection to add more tables by, and what waits for the checks of the rows."""
        if self._other is not None:
            checked = self._other.finish()  # until then the other process has the file for itself
            yield self._open(), checked
            return
        _index(self._connection)
        with checking(self._stage) as checked:
            yield self._connection, checked

    def _open(self) -> sqlite3.Connection:
        return self._stack.enter_context(closing(_connect(self._stage)))


def _connect(stage: Path) -> sqlite3.Connection:
    """A connection to a file that needs no journal, because one that is not finished is thrown away."""
    connection = sqlite3.connect(stage, isolation_level=None)
    for pragma in (
        f"page_size = {schema.PAGE_SIZE}",
        "encoding = 'UTF-8'",
        "auto_vacuum = NONE",
        "journal_mode = MEMORY",
        "synchronous = OFF",
        "foreign_keys = OFF",  # checked at the end, all at once
        f"cache_size = -{_CACHE}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _create(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
    schema.create(connection)


def _begin(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")


_SQL = {
    name: f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(table.columns))})'  # noqa: S608 - names of ours
    for name, table in schema.TABLES.items()
}


def _insert(connection: sqlite3.Connection, table: str, rows: Rowset) -> None:
    connection.executemany(_SQL[table], rows)


def _index(connection: sqlite3.Connection) -> None:
    """Finish the transaction of the rows."""
    schema.create_indexes(connection)
    connection.execute("COMMIT")


class _Other:
    """The process that writes rows."""

    def __init__(self, rows: Connection, is_filled: Connection, checked: Checked) -> None:
        self._rows = rows
        self._is_filled = is_filled
        self._checked = checked

    def add(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Hand over rows; raises what the other process has raised."""
        self._send((table, rows))

    def finish(self) -> Checked:
        """Wait until all rows are in, with their indexes."""
        self._send(None)
        try:
            self._is_filled.recv()
        except EOFError:
            self._fail()
        return self._checked

    def _send(self, given: tuple[str, Rowset] | None) -> None:
        try:
            # Python 3.12.1 crashes over the buffer that `send` pickles into, where that fails on a closed pipe.
            self._rows.send_bytes(pickle.dumps(given, pickle.HIGHEST_PROTOCOL))
        except OSError:  # nobody is there to read it
            self._fail()

    def _fail(self) -> None:
        self._checked()  # which raises the reason
        raise BuildError("a process of the build ended too early; please report it")


@contextmanager
def _elsewhere(stage: Path) -> Iterator[_Other]:
    """Start the process that writes rows; whoever leaves early ends it."""
    context = multiprocessing.get_context("spawn")  # as `processes` says
    rows_in, rows = context.Pipe(duplex=False)
    is_filled, filled = context.Pipe(duplex=False)
    with ExitStack() as stack:
        for end in (rows, is_filled):
            stack.callback(end.close)
        with closing(rows_in), closing(filled):  # the other's, who alone may hold them open
            checked = stack.enter_context(beside(_fill, rows_in, filled, stage))
        yield _Other(rows, is_filled, checked)


def _fill(rows: Connection, filled: Connection, stage: Path) -> Mapping[str, str]:
    """In the other process: write rows and check them; the digest of each table. Raises EOFError when left alone."""
    with closing(_connect(stage)) as connection:
        _begin(connection)
        while (given := rows.recv()) is not None:
            _insert(connection, *given)
        _index(connection)
        filled.send(True)
        return check_all(connection)
