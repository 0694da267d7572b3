"""The word index of one list: a sorted vocabulary and, for each word, the sorted numbers of the documents that hold it.

It lives as BLOBs in the database it indexes and is read back without parsing. Every word has two posting lists: number
`w` for documents that show the word in their row, number `len(words) + w` for those that hold it only out of sight (a
source's text, another wording of a claim). So a range of words is one slice of postings in either list.

Document `n - 1` is row `n`: documents are numbered in the order of their list, which is also the order in which
equally good matches are shown.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from explorer.search.words import index_words

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

TABLE = "search_index"
_CHUNK = 256 * 2**20  # bytes of one BLOB; SQLite refuses more than a billion
_NUMBER = "<u4"  # little endian on every machine, so that a database is the same file everywhere


@dataclass(frozen=True, slots=True)
class Index:
    """See the module; `pointers` has `2 * len(words) + 1` bounds into `postings`, `size` counts the documents."""

    words: list[str]
    pointers: NDArray[np.int64]
    postings: NDArray[np.uint32]
    size: int

    def documents(self, low: int, high: int) -> NDArray[np.uint32]:
        """Documents in the posting lists `low`..`high` (end exclusive), sorted within each list."""
        return self.postings[self.pointers[low] : self.pointers[high]]

    def length(self, low: int, high: int) -> int:
        """How many postings the lists `low`..`high` hold."""
        return int(self.pointers[high] - self.pointers[low])


def build_index(documents: Iterable[tuple[int, str, Iterable[str]]]) -> Index:
    """Index the rows of a list: number (from 1, ascending), shown text, further texts that should find the row.

    Row `n` becomes document `n - 1`; a number that is left out becomes a document without words.
    """
    numbers: dict[str, int] = {}
    counts, flat = array("I"), array("I")
    for row, text, others in documents:
        counts.extend([0] * (row - 1 - len(counts)))
        shown = {numbers.setdefault(word, len(numbers)) for word in index_words(text)}
        hidden = {numbers.setdefault(word, len(numbers)) for other in others for word in index_words(other)} - shown
        flat.extend(2 * number for number in shown)
        flat.extend(2 * number + 1 for number in hidden)
        counts.append(len(shown) + len(hidden))
    words = sorted(numbers)
    rank = np.empty(len(words), np.uint64)
    rank[[numbers[word] for word in words]] = np.arange(len(words), dtype=np.uint64)
    entries = np.frombuffer(flat, np.uint32)
    lists = rank[entries >> 1] + (entries & 1).astype(np.uint64) * np.uint64(len(words))
    holders = np.repeat(np.arange(len(counts), dtype=np.uint64), np.frombuffer(counts, np.uint32))
    keys = (lists << np.uint64(32)) | holders
    keys.sort()
    pointers = np.zeros(2 * len(words) + 1, np.int64)
    np.cumsum(np.bincount(lists.astype(np.int64), minlength=2 * len(words)), out=pointers[1:])
    return Index(words, pointers, keys.astype(np.uint32), len(counts))


def create_table(connection: sqlite3.Connection) -> None:
    """Make an empty table for the indexes of all lists."""
    connection.execute(f"drop table if exists {TABLE}")
    connection.execute(
        f"create table {TABLE} (kind text not null, part text not null, chunk integer not null, data blob not null,"
        " primary key (kind, part, chunk)) strict"
    )


def store_index(connection: sqlite3.Connection, kind: str, index: Index) -> None:
    """Write `index` under `kind`; the caller commits."""
    parts = {
        "words": "\n".join(index.words).encode(),
        "pointers": index.pointers.astype(_NUMBER).tobytes(),
        "postings": index.postings.astype(_NUMBER).tobytes(),
        "size": index.size.to_bytes(8, "little"),
    }
    rows = (
        (kind, part, number, data[start : start + _CHUNK])
        for part, data in parts.items()
        for number, start in enumerate(range(0, max(len(data), 1), _CHUNK))
    )
    connection.executemany(f"insert into {TABLE} values (?, ?, ?, ?)", rows)  # noqa: S608 - a constant


def load_index(connection: sqlite3.Connection, kind: str) -> Index | None:
    """Read the index of `kind`, or return None where the database has none or it does not fit together."""
    known = connection.execute("select 1 from sqlite_master where type = 'table' and name = ?", (TABLE,)).fetchone()
    if known is None:
        return None
    query = f"select data from {TABLE} where kind = ? and part = ? order by chunk"  # noqa: S608 - a constant

    def part(name: str) -> bytes:
        return b"".join(data for (data,) in connection.execute(query, (kind, name)))

    words = part("words").decode("utf-8", "replace")
    index = Index(
        words.split("\n") if words else [],
        np.frombuffer(part("pointers"), _NUMBER).astype(np.int64),
        np.frombuffer(part("postings"), _NUMBER),
        int.from_bytes(part("size"), "little"),
    )
    return index if _is_sound(index) else None


def _is_sound(index: Index) -> bool:
    """Whether every slice and every number that a search may take stays inside the index."""
    pointers, postings = index.pointers, index.postings
    if len(pointers) != 2 * len(index.words) + 1 or pointers[0] != 0 or pointers[-1] != len(postings):
        return False
    return not len(postings) or (bool((np.diff(pointers) >= 0).all()) and int(postings.max()) < index.size)
