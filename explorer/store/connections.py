"""A database file held open: checked, read-only, one connection a thread, and errors that a user can read."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from explorer.errors import DatabaseError, reason_of
from explorer.store.header import Header
from explorer.store.schema import SCHEMA_VERSION, TABLES
from explorer.text.inert import make_inert

if TYPE_CHECKING:
    from dataclasses import dataclass

    from explorer.store.scopes import Row
else:
    from explorer.records import dataclass

_STATEMENTS = 32
"""Statements that each thread's connection keeps: with the 128 of Python memory grows by megabytes as one types."""

_CACHE = 256
"""KiB of pages that each thread's connection keeps. With SQLite's own 2,000 the connections of the screen come to hold
16 MB, and rows strewn over a million are read more slowly (1.0 ms for 256 of them in the place of .9): what the system
holds anyway is copied sooner than found among so many.
"""

_BUSY = 2.0  # seconds to wait for another program's lock
_MOST_SPARE = 6  # connections; more threads than the screen has at work at once
_REBUILD = "rebuild it with explorer build"
_DAMAGES = {
    sqlite3.SQLITE_CORRUPT: "a part of it is not as it was written",
    sqlite3.SQLITE_NOTADB: "its beginning is not as it was written",
    sqlite3.SQLITE_ERROR: "what it says of its tables is not as it was made",
    sqlite3.SQLITE_IOERR: "the disk does not give a part of it",
}
"""What is wrong, by SQLite's primary code."""


class QueryInterruptedError(DatabaseError):
    """`Database.interrupt` stopped a query, because its answer is no longer wanted."""


@dataclass(slots=True, eq=False)
class _Reading:
    """One thread's connection, how many of its `clear_errors` are open, and whether what it reads is still wanted."""

    thread: threading.Thread
    connection: sqlite3.Connection | None = None
    depth: int = 0
    wanted: Callable[[], bool] | None = None

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


class OpenFile:
    """A database file of ours and the connections of all threads to it; close it, or use it in a `with`."""

    def __init__(self, path: Path) -> None:
        """Use `open`."""
        self.path = path
        self._name = make_inert(str(path))
        self._identity = _check_file(path, self._name)
        self._local = threading.local()
        self._lock = threading.Lock()
        self._readings: list[_Reading] = []
        self._spare: list[sqlite3.Connection] = []  # of threads that have ended, and for those to come
        self._closed = False
        try:
            self._check_tables()
            self.meta: dict[str, str] = dict(self._query("SELECT key, value FROM meta ORDER BY key"))
            """Versions of schema, program, rules and model, and the digest of the content."""
        except DatabaseError:
            self.close()
            raise

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the file at `path`.

        Raises DatabaseError when it is missing, no database, not ours, cut short, locked, or of another schema.
        """
        return cls(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- connections -------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Stop all queries and close the connections of all threads; no method may be called afterwards.

        A thread within `clear_errors` closes its own connection when it comes out: a connection closed under a running
        query takes the whole interpreter down (SQLite is asked for the last row of a connection that is no more).
        """
        mine = threading.current_thread()
        with self._lock:
            self._closed = True
            while self._spare:
                self._spare.pop().close()
            for reading in self._readings:
                if reading.connection is not None:
                    reading.connection.interrupt()
                if not reading.depth or reading.thread is mine or not reading.thread.is_alive():
                    reading.close()

    def interrupt(self, thread: threading.Thread | None = None) -> None:
        """Stop the queries that other threads, or this one alone, are running; those raise QueryInterruptedError."""
        mine = threading.current_thread()
        with self._lock:
            for reading in self._readings:
                is_meant = reading.thread is thread if thread is not None else reading.thread is not mine
                if is_meant and reading.connection is not None:
                    reading.connection.interrupt()

    @contextmanager
    def while_wanted(self, wanted: Callable[[], bool]) -> Iterator[None]:
        """Have this thread's next query raise QueryInterruptedError once `wanted` says no: for what asks many."""
        reading = self._reading()
        reading.wanted = wanted
        try:
            yield
        finally:
            reading.wanted = None

    @property
    def changed(self) -> bool:
        """Whether a build has replaced the file since it was opened: time to open it again."""
        try:
            return _identity(self.path.stat()) != self._identity
        except OSError:
            return True

    @property
    def news(self) -> str:
        """What has become of the file since it was opened, without a full stop; nothing where all is as it was."""
        if not self.changed:
            return ""
        try:
            identity = _check_file(self.path, self._name)
        except DatabaseError as error:
            return str(error) if self.path.exists() else f"{self._name} is no longer there: it was deleted or moved"
        was = "written over" if identity[:2] == self._identity[:2] else "built anew"
        return f"{self._name} has been {was} since it was opened"

    @property
    def is_readable(self) -> bool:
        """Whether what was opened can still be read: also a file that lies nowhere any more, but no other's content."""
        try:
            now = _identity(self.path.stat())
        except OSError:
            return True
        return now == self._identity or now[:2] != self._identity[:2]

    def hold(self) -> None:
        """Keep connections for threads to come: they read what is open now on, whatever takes the file's place."""
        opened: list[sqlite3.Connection] = []
        while len(opened) < _MOST_SPARE and not self.changed:
            opened.append(self._connect())
        with self._lock:
            while opened and not self._closed and len(self._spare) < _MOST_SPARE:
                self._spare.append(opened.pop())
        for connection in opened:
            connection.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's read-only connection; texts come back with bad UTF-8 replaced. Do not close it.

        Use it within `clear_errors` only, which keeps it open until the query is over.
        """
        reading = self._reading()
        if self._closed:
            raise DatabaseError(f"{self._name} is closed")
        if reading.connection is not None:
            return reading.connection
        with self._lock:
            opened = self._spare.pop() if self._spare else None
        opened = opened or self._connect()
        with self._lock:
            if self._closed:  # meanwhile, by another thread
                opened.close()
                raise DatabaseError(f"{self._name} is closed")
            reading.connection = opened
        opened.execute(f"PRAGMA cache_size = -{_CACHE}")  # not before it is used: this has it read the schema
        return opened

    def _reading(self) -> _Reading:
        """What this thread reads with; connections of threads that have ended are for others."""
        existing = cast("_Reading | None", getattr(self._local, "reading", None))
        if existing is not None:
            return existing
        mine = self._local.reading = _Reading(threading.current_thread())
        with self._lock:
            for reading in self._readings:
                if not reading.thread.is_alive():
                    self._spare_of(reading)
            self._readings = [*(reading for reading in self._readings if reading.thread.is_alive()), mine]
        return mine

    def _spare_of(self, reading: _Reading) -> None:
        """Take the connection of a thread that has ended; the lock is held."""
        if reading.connection is not None and not self._closed and len(self._spare) < _MOST_SPARE:
            self._spare.append(reading.connection)
            reading.connection = None
        reading.close()

    def _connect(self) -> sqlite3.Connection:
        if news := self.news:
            raise DatabaseError(f"{news}: open it again")
        try:
            connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode=ro",
                uri=True,
                timeout=_BUSY,
                check_same_thread=False,
                cached_statements=_STATEMENTS,
            )
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            connection.execute("PRAGMA query_only = 1")
        except sqlite3.Error as error:
            raise self._clear(error) from error
        return connection

    def _query(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[Row]:
        """Rows of one SELECT, with SQLite's errors as ours."""
        with self.clear_errors(), closing(self.connection.execute(sql, tuple(parameters))) as cursor:
            yield from cursor

    @contextmanager
    def clear_errors(self) -> Iterator[None]:
        """Turn SQLite's errors into DatabaseError with one clear line, for those who query `connection` themselves."""
        reading = self._reading()
        if reading.wanted is not None and not reading.wanted():
            raise QueryInterruptedError(f"a query of {self._name} was stopped")
        with self._lock:
            reading.depth += 1
        try:
            yield
        except sqlite3.Error as error:
            raise self._clear(error) from error
        except UnicodeDecodeError as error:  # of a column's name, which no text_factory reaches
            raise self.damaged("a column has no name") from error
        finally:
            with self._lock:
                reading.depth -= 1
                if self._closed and not reading.depth:
                    reading.close()

    def _clear(self, error: sqlite3.Error) -> DatabaseError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code of an extended one
        if code == sqlite3.SQLITE_INTERRUPT:
            return QueryInterruptedError(f"a query of {self._name} was stopped")
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return DatabaseError(f"{self._name} is locked by another program; try again when that has finished")
        if code in _DAMAGES:  # SQLite's own words are of its schema, and repeat what stands in the damaged place
            return self.damaged(_DAMAGES[code])
        return DatabaseError(f"{self._name} cannot be read ({make_inert(str(error))})")

    def damaged(self, what: str) -> DatabaseError:
        """The error for what cannot be as a build wrote it."""
        return DatabaseError(f"{self._name} is damaged ({what}); {_REBUILD}")

    def _check_tables(self) -> None:
        """Raise DatabaseError unless all columns are there: SQLite takes a quoted name it does not know for text."""
        columns: dict[str, list[str]] = {name: [] for name in TABLES}
        query = (
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
            "WHERE m.type = 'table' ORDER BY m.name, c.cid"
        )
        for table, column in self._query(query):
            columns.setdefault(table, []).append(column)
        for name, table in TABLES.items():
            if columns[name] != list(table.columns):
                raise self.damaged(f"its table {name} is not as it was made")


def _identity(status: os.stat_result) -> tuple[int, int, int, int]:
    """What tells one state of a file from the next."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _check_file(path: Path, name: str) -> tuple[int, int, int, int]:
    """The file's identity; raises DatabaseError unless it is a whole database of our schema."""
    try:
        header = Header.read(path)
        identity = _identity(path.stat())
    except FileNotFoundError:
        raise DatabaseError(f"there is no database {name}; make one with explorer build FOLDER") from None
    except IsADirectoryError:
        raise DatabaseError(f"{name} is a folder; build it with explorer build, or name a database file") from None
    except OSError as error:
        raise DatabaseError(f"{name} cannot be read ({reason_of(error)}); check its permissions") from error
    if header.is_sqlite and (header.size < header.promised or header.promised == 0):
        raise DatabaseError(f"{name} is cut short ({header.size:,} bytes left); {_REBUILD}")
    if not header.is_ours:
        raise DatabaseError(f"{name} is not an explorer database; make one with explorer build FOLDER --db NAME")
    if header.schema > SCHEMA_VERSION:
        made = f"schema {header.schema}; this one reads {SCHEMA_VERSION}"
        raise DatabaseError(f"{name} was made by a newer explorer ({made}): update explorer")
    if header.schema < SCHEMA_VERSION:
        raise DatabaseError(f"{name} is of an older schema ({header.schema}): rebuild it with explorer build")
    return identity
