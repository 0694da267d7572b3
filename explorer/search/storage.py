"""Arrays kept as BLOBs beside the tables they index, read whole or piece by piece as searches need them.

Numbers are little endian on every machine, so that a database is the same file everywhere. Every BLOB has its CRC-32
beside it and is checked whenever it is read: a bit that a disk has lost must not become a wrong answer.
"""

from __future__ import annotations

import mmap
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from explorer.errors import DatabaseError

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

DAMAGED = "its search index is damaged; rebuild it with explorer build"


class DamagedIndexError(DatabaseError):
    """The stored index does not fit together, or there is none; the rows themselves may still be read."""


TABLE = "search_index"
COMMON = "all"
"""What belongs to the indexes of all lists is kept under this kind."""

CHUNK = 1 << 17
"""Bytes of one BLOB: few enough to be read for one word, enough that a whole index is few of them."""

Numbers = Any
"""An array of numbers of any sort; numpy's own types are too wide to be told apart here."""


class Parts(Protocol):
    """Where the named arrays of one index come from."""

    def whole(self, name: str, dtype: str) -> Numbers:
        """A whole array; an empty one where there is none."""

    def lazy(self, name: str, dtype: str) -> LazyArray:
        """An array that is read as it is used."""


def create_table(connection: sqlite3.Connection) -> None:
    """Make an empty table for the indexes of all lists."""
    connection.execute(f"drop table if exists {TABLE}")
    connection.execute(
        f"create table {TABLE} (kind text not null, part text not null, chunk integer not null, crc integer not null,"
        " data blob not null,"
        " primary key (kind, part, chunk)) strict"
    )


class Writer:
    """Writes the parts of one index one after the other; a part may come in pieces. The caller commits."""

    def __init__(self, connection: sqlite3.Connection, kind: str) -> None:
        self._connection = connection
        self._kind = kind
        self._open: dict[str, tuple[int, bytearray]] = {}

    def add(self, name: str, array: Numbers) -> None:
        """Append `array` to the part `name`."""
        number, held = self._open.get(name, (0, bytearray()))
        held += array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes()
        while len(held) >= CHUNK:
            self._write(name, number, bytes(held[:CHUNK]))
            del held[:CHUNK]
            number += 1
        self._open[name] = number, held

    def close(self) -> None:
        """Write what has not filled a chunk."""
        for name, (number, held) in self._open.items():
            if held:
                self._write(name, number, bytes(held))
        self._open.clear()

    def _write(self, name: str, number: int, data: bytes) -> None:
        sql = f"insert into {TABLE} values (?, ?, ?, ?, ?)"  # noqa: S608 - a constant
        self._connection.execute(sql, (self._kind, name, number, zlib.crc32(data), data))


class Held:
    """An index that is built in memory, where the database has none: both a writer and its parts."""

    def __init__(self, fill: Callable[[str], None]) -> None:
        """`fill` adds the parts of the field to which a part belongs that is wanted."""
        self._parts: dict[str, list[Numbers]] = {}
        self._fill = fill
        self._filled: set[str] = set()
        self._lock = threading.Lock()

    def add(self, name: str, array: Numbers) -> None:
        """See `Writer`."""
        self._parts.setdefault(name, []).append(array)

    def whole(self, name: str, dtype: str) -> Numbers:
        """See `Parts`."""
        field = name.rpartition(".")[0]
        if field.startswith("field."):
            with self._lock:
                if field not in self._filled:
                    self._fill(field)
                    self._filled.add(field)
        pieces = self._parts.get(name, [])
        return np.concatenate([*pieces, np.empty(0, dtype)]).astype(dtype, copy=False)

    def lazy(self, name: str, dtype: str) -> LazyArray:
        """See `Parts`."""
        return LazyArray.of(self.whole(name, dtype))


class Stored:
    """The parts of one index in a database. `connect` gives the calling thread's connection, its errors made clear."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], kind: str) -> None:
        self._connect = connect
        self._kind = kind
        known = "select 1 from sqlite_master where type = 'table' and name = ?"
        if connect().execute(known, (TABLE,)).fetchone() is None:
            raise DamagedIndexError(DAMAGED)
        sql = f"select part, count(*), sum(length(data)) from {TABLE} where kind = ? group by part"  # noqa: S608 - a constant
        self.sizes: dict[str, int] = {}
        """Bytes of each part."""
        for part, count, size in connect().execute(sql, (kind,)):
            if count != -(-size // CHUNK):
                raise DamagedIndexError(DAMAGED)
            self.sizes[part] = size

    def whole(self, name: str, dtype: str) -> Numbers:
        """See `Parts`."""
        data = b"".join(self._chunks(name, 0, self.sizes.get(name, 0)))
        if len(data) % np.dtype(dtype).itemsize:
            raise DamagedIndexError(DAMAGED)
        return np.frombuffer(data, np.dtype(dtype).newbyteorder("<"))

    def lazy(self, name: str, dtype: str) -> LazyArray:
        """See `Parts`."""
        size = self.sizes.get(name, 0)
        if size % np.dtype(dtype).itemsize:
            raise DamagedIndexError(DAMAGED)
        return LazyArray(size, dtype, lambda first, last: self._chunks(name, first, last))

    def _chunks(self, name: str, first: int, last: int) -> Iterator[bytes]:
        """The chunks `first`..`last`, end exclusive."""
        sql = f"select crc, data from {TABLE} where kind = ? and part = ? and chunk >= ? and chunk < ? order by chunk"  # noqa: S608 - a constant
        for crc, data in self._connect().execute(sql, (self._kind, name, first, last)):
            if zlib.crc32(data) != crc:
                raise DamagedIndexError(DAMAGED)
            yield data


class LazyArray:
    """A long array of which only those chunks are in memory that somebody has asked for.

    Room for all of it is reserved, which takes no memory until it is filled. Several threads may read at once: at worst
    they fill a chunk twice with the same bytes.
    """

    def __init__(self, size: int, dtype: str, read: Callable[[int, int], Iterator[bytes]], *, most: int = 1 << 26):
        """`size` in bytes; above `most` bytes in memory everything is forgotten and read anew."""
        self._dtype = np.dtype(dtype).newbyteorder("<")
        self._size = size
        self._read = read
        self._most = most
        self._forget()

    @classmethod
    def of(cls, array: Numbers) -> LazyArray:
        """An array that is all there."""
        made = cls(0, "u1", lambda _first, _last: iter(()))
        made._data, made._missing, made._loaded = array, None, 0
        return made

    def __len__(self) -> int:
        return len(self._data)

    def _forget(self) -> None:
        raw = _room(self._size)
        self._missing: NDArray[np.bool_] | None = np.ones(-(-self._size // CHUNK), np.bool_)
        self._data: Numbers = raw.view(self._dtype)
        self._loaded = 0

    def part(self, start: int, stop: int) -> Numbers:
        """The numbers from `start` to `stop`, end exclusive."""
        data, missing = self._data, self._missing
        if missing is not None and stop > start:
            width = data.itemsize
            self._fill(data, missing, start * width // CHUNK, (stop * width - 1) // CHUNK + 1)
        return data[start:stop]

    def parts(self, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> Numbers:
        """Several parts, one behind the other; none of them empty."""
        data, missing = self._data, self._missing
        if missing is not None:
            width = data.itemsize
            firsts, lasts = starts * width // CHUNK, (stops * width - 1) // CHUNK
            wanted = np.concatenate([firsts, lasts])
            for number in np.unique(wanted[missing[wanted]]).tolist():
                self._fill(data, missing, number, number + 1)
            long = lasts > firsts + 1
            for first, last in zip(firsts[long].tolist(), lasts[long].tolist(), strict=True):
                self._fill(data, missing, first, last)
        lengths = stops - starts
        places = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        places += np.arange(len(places))
        return data[places]

    def at(self, places: NDArray[np.int64]) -> Numbers:
        """The numbers at some places."""
        data, missing = self._data, self._missing
        if missing is not None:
            chunks = places * data.itemsize // CHUNK
            for number in np.unique(chunks[missing[chunks]]).tolist():
                self._fill(data, missing, number, number + 1)
        return data[places]

    def _fill(self, data: Numbers, missing: NDArray[np.bool_], first: int, last: int) -> None:
        """Read what is missing of the chunks `first`..`last`, end exclusive."""
        wanted = missing[first:last]
        if not wanted.any():
            return
        at = first + int(wanted.argmax())
        end = last - int(wanted[::-1].argmax())
        raw = data.view(np.uint8)
        for chunk in self._read(at, end):
            room = min(CHUNK, self._size - at * CHUNK)
            if len(chunk) != room:
                break
            raw[at * CHUNK : at * CHUNK + room] = np.frombuffer(chunk, np.uint8)
            missing[at] = False
            self._loaded += room
            at += 1
        if at != end:
            raise DamagedIndexError(DAMAGED)
        if self._loaded > self._most and data is self._data:
            self._forget()


def _room(size: int) -> NDArray[np.uint8]:
    """So many bytes, of which those that nobody fills take no memory: numpy has the system give out 2 MB at a time."""
    if sys.platform == "win32" or not size:
        return np.empty(size, np.uint8)
    return np.frombuffer(mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS), np.uint8)
