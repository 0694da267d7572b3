"""Makes the index of a list out of the tables of a database, into the same database or into memory.

Texts are read once and only the numbers of their words are kept: see `gathering`. All lists of a database share one
list of words, which is in memory once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from explorer.lists import SEARCH_KINDS, SearchKind
from explorer.search.articles import Articles
from explorer.search.containers import SEGMENT
from explorer.search.contents import document_rows, last_row, read_articles
from explorer.search.field_indexing import write_field
from explorer.search.fields import FIELDS, LINKS, stored_fields
from explorer.search.gathering import Gathered, Words
from explorer.search.segments import PostingsWriter, Sink
from explorer.search.storage import COMMON, Held, Writer, create_table
from explorer.search.tables import Tables
from explorer.search.tokenising import Tokeniser

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray


class Indexing:
    """Makes the indexes of all lists of a database that is being built, and reads its articles as they are written."""

    _tables: Tables

    def __init__(self) -> None:
        self._tokeniser = Tokeniser()
        self._articles = Articles(self._tokeniser)
        self._gathered: dict[SearchKind, tuple[Words, Words]] = {}

    def watch(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Read what rows that are added to a table tell."""
        if table == "texts":
            self._articles.add((source, text) for source, text, *_ in rows)

    def read(self, connection: sqlite3.Connection) -> None:
        """Gather the words of all lists, when all rows are in."""
        self._tables = Tables(connection)
        gathering = Gathered(self._tables, self._tokeniser)
        self._gathered = {kind: gathering.among(kind, self._articles) for kind in SEARCH_KINDS}
        self._articles = Articles(self._tokeniser)  # where each word stands takes as much memory as the words

    def write(self, connection: sqlite3.Connection) -> None:
        """Write the indexes, after `read` with the same connection. The caller commits."""
        create_table(connection)
        common = Writer(connection, COMMON)
        ranks = _write_words(common, self._tokeniser)
        common.close()
        for kind in SEARCH_KINDS:
            sink = Writer(connection, kind)
            documents, size = _write(self._tables, kind, sink, ranks, *self._gathered.pop(kind))
            for spec in stored_fields(kind):
                write_field(self._tables, kind, spec, sink, documents, size)
            sink.close()


def index(connection: sqlite3.Connection) -> None:
    """Write the indexes of all lists into a database whose rows are all in. The caller commits."""
    indexing = Indexing()
    indexing.watch("texts", read_articles(connection, 0, 0))
    indexing.read(connection)
    indexing.write(connection)


def index_in_memory(connect: Callable[[], sqlite3.Connection], kind: SearchKind, after: int = 0) -> Held:
    """The index of the rows of a list beyond `after`. Of its fields each is read from the tables once it is wanted.

    `connect` gives the calling thread's connection.
    """
    held = Held(lambda name: _write_wanted(connect(), kind, held, name, after))
    tokeniser = Tokeniser()
    tables = Tables(connect(), after)
    gathered = Gathered(tables, tokeniser).alone(kind)
    _write(tables, kind, held, _write_words(held, tokeniser), *gathered)
    return held


def _write_wanted(connection: sqlite3.Connection, kind: SearchKind, held: Held, part: str, after: int) -> None:
    """Write the field to which a part of an index in memory belongs."""
    spec = {**FIELDS, **LINKS}[part.split(".")[1]]
    if kind in spec.lists:
        tables = Tables(connection, after)
        documents, rows = _documents(tables, kind)
        write_field(tables, kind, spec, held, documents, len(rows))


def _documents(tables: Tables, kind: SearchKind) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The document of each row, -1 for none, and the row of each document."""
    rows = document_rows(tables, kind)
    documents = np.full(last_row(tables.connection, kind) + 1, -1, np.int64)
    documents[rows] = np.arange(len(rows))
    return documents, rows


def _write_words(sink: Sink, tokeniser: Tokeniser) -> NDArray[np.uint64]:
    """Write all words, sorted; for each, as the tokeniser numbers it, its place among them, 16 bits to the left."""
    words = tokeniser.words
    order = sorted(range(len(words)), key=words.__getitem__)
    joined = "\n".join([words[number] for number in order]).encode("utf-8", "replace")
    sink.add("words", np.frombuffer(joined, np.uint8))
    ranks = np.zeros(len(words), np.uint64)
    ranks[order] = np.arange(len(order), dtype=np.uint64) << np.uint64(16)
    return ranks


def _write(
    tables: Tables, kind: SearchKind, sink: Sink, ranks: NDArray[np.uint64], shown: Words, hidden: Words
) -> tuple[NDArray[np.int64], int]:
    """Number rows by their worth and write their postings; the document of each row, and how many there are."""
    documents, rows = _documents(tables, kind)
    sink.add("size", np.array([len(rows), last_row(tables.connection, kind)], np.uint64))
    if not np.array_equal(rows, np.arange(1, len(rows) + 1)):
        sink.add("rows", rows.astype(np.uint32))
    shown.arrange(documents)
    hidden.arrange(documents)
    visible, unseen = PostingsWriter(sink, "shown", len(rows)), PostingsWriter(sink, "hidden", len(rows))
    for first in range(0, len(rows), SEGMENT):
        keys = shown.keys(first, ranks)
        others = _without(hidden.keys(first, ranks), keys)
        for writer, pairs in ((visible, keys), (unseen, others)):  # which nobody needs any more
            numbers = pairs.astype(np.uint16)  # the last 16 bits
            pairs >>= np.uint64(16)
            writer.add(pairs.astype(np.uint32), numbers)
    return documents, len(rows)


def _without(keys: NDArray[np.uint64], others: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Those of some ascending keys that are none of `others`, which ascend too."""
    if not len(others) or not len(keys):
        return keys
    if len(others) > len(keys):
        nearest = np.minimum(others.searchsorted(keys), len(others) - 1)
        kept: NDArray[np.uint64] = keys[others[nearest] != keys]
        return kept
    nearest = np.minimum(keys.searchsorted(others), len(keys) - 1)
    is_own = np.ones(len(keys), np.bool_)
    is_own[nearest[keys[nearest] == others]] = False
    return keys[is_own]
