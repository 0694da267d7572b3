"""Rows into a new database: in this process, or, as soon as they are many, in one of its own beside it.

There the rows are written, indexed and checked while this process makes more of them and works on what belongs to
higher layers. Three commits where there are many rows, wherever they are written: a file counts its commits.
"""

from __future__ import annotations

import marshal
import multiprocessing
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import batched, chain
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from explorer.errors import BuildError
from explorer.processes import beside, has_several_cores
from explorer.store import schema
from explorer.store.checking import Checked, check_all, checking
from explorer.store.content import Digests
from explorer.store.rows import Rowset

if sys.platform == "linux":
    import fcntl

MANY = 100_000
"""Rows from which on a process is worth its start."""

Read = Callable[[sqlite3.Connection], None]
"""Reads rows, in no transaction, and writes nothing."""

Values = list[object]
"""Rows of a table, the values of one behind those of the other: in this form they are handed on the fastest."""

_VALUES = 999  # in one statement; SQLite takes so many even in its oldest builds
_CACHE = 32 * 1024  # KiB; indexes are sorted in as much again, which holds a million ids
_WAITING = 1 << 20  # bytes of rows between two processes: some batches, and all that Linux allows by itself
_MARSHAL = 2  # the last version that takes every value for a new one
_PATIENCE = 600  # seconds; who writes waits for whoever reads just then, and the other way round


class Filling:
    """Fills the empty file `stage` with rows; use it in a `with`. Raises sqlite3.Error."""

    def __init__(self, stage: Path, prepare: Callable[[sqlite3.Connection], None]) -> None:
        """`prepare` adds the first rows of all, in the transaction that creates."""
        self._stage = stage
        self._stack = ExitStack()
        self._count = 0
        self._is_many = False
        self._other: _Other | None = None
        self._connection = self._open()
        try:
            _create(self._connection)
            _begin(self._connection)
            prepare(self._connection)
        except BaseException:  # also a key that stops it: nothing half done is left behind
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
        values = [*chain.from_iterable(rows)]
        if self._other is not None:
            self._other.add(table, values)
            return
        _insert(self._connection, table, values)
        before, self._count = self._count, self._count + len(rows)
        if before < MANY <= self._count:
            self._is_many = True
            self._connection.execute("COMMIT")
            if has_several_cores():
                self._stack.close()
                self._other = self._stack.enter_context(_elsewhere(self._stage))
            else:
                _begin(self._connection)

    @contextmanager
    def finished(self, read: Read) -> Iterator[tuple[sqlite3.Connection, Checked]]:
        """When all rows are in: a connection to add more tables by, and what waits for the checks of the rows.

        Before that `read` is given it: where another process writes the rows, while that makes their indexes; else
        while the rows are being checked.
        """
        if self._other is not None:
            self._other.end()  # until then the other process has the file for itself
            connection = self._open()
            read(connection)
            yield connection, self._other.indexed()
            return
        if self._is_many:
            _commit_rows(self._connection)
        _index(self._connection)
        with checking(self._stage) as checked:
            read(self._connection)
            yield self._connection, checked

    def _open(self) -> sqlite3.Connection:
        return self._stack.enter_context(closing(_connect(self._stage)))


def _connect(stage: Path) -> sqlite3.Connection:
    """A connection to a file that needs no journal, because one that is not finished is thrown away."""
    connection = sqlite3.connect(stage, isolation_level=None, timeout=_PATIENCE)
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


class _Statement:
    """Adds rows to a table, as many at once as SQLite takes: narrow ones in a third of the time of one by one."""

    def __init__(self, table: str) -> None:
        self.width = len(schema.TABLES[table].columns)
        marks = f"({', '.join('?' * self.width)})"
        self._one = f'INSERT INTO "{table}" VALUES {marks}'  # noqa: S608 - names of ours
        rows = _VALUES // self.width
        self._together = rows * self.width
        self._many = f"{self._one}{f', {marks}' * (rows - 1)}"

    def run(self, connection: sqlite3.Connection, values: Values) -> None:
        left = len(values) % self._together
        for start in range(0, len(values) - left, self._together):
            connection.execute(self._many, values[start : start + self._together])
        connection.executemany(self._one, batched(values[len(values) - left :], self.width))


_STATEMENTS = {table: _Statement(table) for table in schema.TABLES}


def _insert(connection: sqlite3.Connection, table: str, values: Values) -> int:
    """Add rows to a table; how many."""
    statement = _STATEMENTS[table]
    statement.run(connection, values)
    return len(values) // statement.width


def _commit_rows(connection: sqlite3.Connection) -> None:
    """End the transaction of many rows, so that others can read them while their indexes are made."""
    connection.execute("COMMIT")
    _begin(connection)


def _index(connection: sqlite3.Connection) -> None:
    """Make the indexes and end the transaction."""
    schema.create_indexes(connection)
    connection.execute("COMMIT")


class _Other:
    """The process that writes rows."""

    def __init__(self, rows: Connection, steps: Connection, checked: Checked) -> None:
        self._rows = rows
        self._steps = steps
        self._checked = checked

    def add(self, table: str, values: Values) -> None:
        """Hand over rows; raises what the other process has raised."""
        self._send((table, values))

    def end(self) -> None:
        """Wait until all rows can be read."""
        self._send(None)
        self._wait()

    def indexed(self) -> Checked:
        """After that, wait until their indexes are made."""
        self._wait()
        return self._checked

    def _wait(self) -> None:
        try:
            self._steps.recv()
        except EOFError:
            self._fail()

    def _send(self, given: Any) -> None:
        """Send a table and values of its rows, or None when there are no more."""
        try:
            # Values are what SQLite takes, so there is no need of `send`, which pickles them: that takes longer, and so
            # does a later version of `marshal`, which looks whether it has met a value before.
            self._rows.send_bytes(marshal.dumps(given, _MARSHAL))
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
    _widen(rows)
    steps, stepped = context.Pipe(duplex=False)
    with ExitStack() as stack:
        for end in (rows, steps):
            stack.callback(end.close)
        with closing(rows_in), closing(stepped):  # the other's, who alone may hold them open
            checked = stack.enter_context(beside(_fill, rows_in, stepped, stage))
        yield _Other(rows, steps, checked)


def _widen(pipe: Connection) -> None:
    """Let rows wait in a pipe, where the system has room: else neither process goes on while the other is busy."""
    if sys.platform == "linux":
        with suppress(OSError):  # others of this user have taken all there is
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _WAITING)


def _fill(rows: Connection, stepped: Connection, stage: Path) -> Mapping[str, str]:
    """In the other process: write rows and check them; the digest of each table. Raises EOFError when left alone."""
    with closing(_connect(stage)) as connection:
        _begin(connection)
        digests = Digests(connection)
        while (given := _next(rows, digests)) is not None:
            digests.added(given[0], _insert(connection, *given))
        _commit_rows(connection)
        stepped.send("rows")
        _index(connection)
        stepped.send("indexes")
        return check_all(connection, digests)


def _next(rows: Connection, digests: Digests) -> tuple[str, Values] | None:
    """The rows that come next; while there are none the digests go on. None for the end."""
    while not rows.poll() and digests.go_on():
        pass
    given: tuple[str, Values] | None = marshal.loads(rows.recv_bytes())  # noqa: S302 - our own process wrote them
    return given
