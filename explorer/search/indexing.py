"""Makes the index of a list out of the tables of a database, into the same database or into memory.

Texts are read once, row by row, and only the numbers of their words are kept, four bytes each. The words of an article
are those of its passages and of what stands between them, so that nothing is cut into words twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

import numpy as np

from explorer.lists import SEARCH_KINDS, SearchKind
from explorer.search.containers import SEGMENT
from explorer.search.contents import document_rows, last_row, read_articles, read_hidden, read_texts
from explorer.search.field_indexing import write_field
from explorer.search.fields import FIELDS, LINKS, stored_fields
from explorer.search.segments import PostingsWriter, Sink
from explorer.search.storage import Held, Writer, create_table
from explorer.search.tokenising import Texts, Tokeniser

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray


class ClosingSink(Sink, Protocol):
    """A sink that wants to know when an index is complete."""

    def close(self) -> None:
        """Nothing more comes."""


def index(connection: sqlite3.Connection) -> None:
    """Write the indexes of all lists into a database that is being built. The caller commits."""
    create_table(connection)
    tokeniser = Tokeniser()
    for kind in SEARCH_KINDS:
        if kind not in ("source", "passage"):
            _write_list(connection, kind, Writer(connection, kind), tokeniser)
    _write_articles(connection, {kind: Writer(connection, kind) for kind in ("source", "passage")}, tokeniser)


def index_in_memory(connect: Callable[[], sqlite3.Connection], kind: SearchKind, after: int = 0) -> Held:
    """The index of the rows of a list beyond `after`. Of its fields each is read from the tables once it is wanted.

    `connect` gives the calling thread's connection.
    """
    held = Held(lambda name: _write_wanted(connect(), kind, held, name, after))
    if kind in ("source", "passage"):
        _write_articles(connect(), {kind: held}, Tokeniser(), after)
    else:
        _write_list(connect(), kind, held, Tokeniser(), after)
    return held


def _write_wanted(connection: sqlite3.Connection, kind: SearchKind, held: Held, part: str, after: int) -> None:
    """Write the field to which a part of an index in memory belongs."""
    spec = {**FIELDS, **LINKS}[part.split(".")[1]]
    if kind in spec.lists:
        documents, rows = _documents(connection, kind, after)
        write_field(connection, kind, spec, held, documents, len(rows))


def _documents(
    connection: sqlite3.Connection, kind: SearchKind, after: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The document of each row, -1 for none, and the row of each document."""
    rows = document_rows(connection, kind, after)
    documents = np.full(last_row(connection, kind) + 1, -1, np.int64)
    documents[rows] = np.arange(len(rows))
    return documents, rows


class _Words:
    """The words of rows, as they come in."""

    def __init__(self) -> None:
        self._rows: list[NDArray[np.int64]] = []
        self._counts: list[NDArray[np.int64]] = []
        self._words: list[NDArray[np.uint32]] = [np.empty(0, np.uint32)]

    def add(self, texts: Texts) -> None:
        self._rows.append(texts.rows)
        self._counts.append(texts.counts)
        self._words.append(texts.words)

    def mark(self, used: NDArray[np.bool_]) -> None:
        """Set `used` for every word that is there."""
        for words in self._words:
            used[words] = True

    def arrange(self, documents: NDArray[np.int64]) -> None:
        """Put all in the order of documents; `documents[row]` is the document of a row, negative for none."""
        rows = np.concatenate([*self._rows, np.empty(0, np.int64)])
        counts = np.concatenate([*self._counts, np.empty(0, np.int64)])
        self._flat = np.concatenate(self._words)
        self._rows, self._counts, self._words = [], [], []
        owners = documents[rows]
        order = np.argsort(owners, kind="stable")
        self._owners, self._lengths = owners[order], counts[order]
        self._starts = (np.cumsum(counts) - counts)[order]

    def keys(self, first: int, ranks: NDArray[np.uint32]) -> NDArray[np.uint64]:
        """The postings of the segment that begins with document `first`: word and document in it, as one number."""
        low, high = np.searchsorted(self._owners, [first, first + SEGMENT])
        lengths, starts = self._lengths[low:high], self._starts[low:high]
        places = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(int(lengths.sum()))
        keys = ranks[self._flat[places]].astype(np.uint64) << np.uint64(16)
        keys |= np.repeat(self._owners[low:high] - first, lengths).astype(np.uint64)
        keys.sort()
        return keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys


def _collect(tokeniser: Tokeniser, texts: Iterable[tuple[int, str]]) -> _Words:
    words = _Words()
    for batch in tokeniser.read(texts):
        words.add(batch)
    return words


def _write_list(
    connection: sqlite3.Connection, kind: SearchKind, sink: ClosingSink, tokeniser: Tokeniser, after: int = 0
) -> None:
    """Index claims or entities."""
    shown = _collect(tokeniser, read_texts(connection, kind, after))
    hidden = _collect(tokeniser, read_hidden(connection, kind, after))
    _write(connection, kind, sink, tokeniser, shown, hidden, after)


def _write_articles(
    connection: sqlite3.Connection, sinks: dict[SearchKind, ClosingSink], tokeniser: Tokeniser, after: int = 0
) -> None:
    """Index sources, passages or both, in one reading of the articles."""
    wants_sources, wants_passages = "source" in sinks, "passage" in sinks
    passages, articles = _Words(), _Words()
    owner = np.zeros(last_row(connection, "passage") + 1, np.int64)

    def texts() -> Iterable[tuple[int, str]]:
        """Passages by region, what stands between them by the negative of its source."""
        beyond = (after, last_row(connection, "passage")) if wants_sources else (last_row(connection, "source"), after)
        for source, region, text in read_articles(connection, *beyond):
            owner[region] = source
            if region or wants_sources:
                yield region or -source, text

    for batch in tokeniser.read(texts()):
        read = batch.rows > 0
        if wants_passages:
            passages.add(Texts(batch.rows[read], batch.counts[read], batch.words[np.repeat(read, batch.counts)]))
        if wants_sources:
            articles.add(_merged(np.where(read, owner[batch.rows.clip(0)], -batch.rows), batch))
    if wants_passages:
        _write(connection, "passage", sinks["passage"], tokeniser, passages, _Words(), after)
    if wants_sources:
        shown = _collect(tokeniser, read_texts(connection, "source", after))
        for batch in tokeniser.read(read_hidden(connection, "source", after)):
            articles.add(batch)
        _write(connection, "source", sinks["source"], tokeniser, shown, articles, after)


def _merged(sources: NDArray[np.int64], batch: Texts) -> Texts:
    """The words of a batch by source, each once."""
    keys = (np.repeat(sources, batch.counts) << 32) | batch.words
    keys.sort()
    keys = keys[np.flatnonzero(np.diff(keys, prepend=-1))]
    rows, counts = np.unique(keys >> 32, return_counts=True)
    return Texts(rows, counts, keys.astype(np.uint32))


def _write(
    connection: sqlite3.Connection,
    kind: SearchKind,
    sink: ClosingSink,
    tokeniser: Tokeniser,
    shown: _Words,
    hidden: _Words,
    after: int,
) -> None:
    """Number words by their order and rows by their worth, and write everything."""
    documents, rows = _documents(connection, kind, after)
    words = tokeniser.words
    used = np.zeros(len(words), np.bool_)
    shown.mark(used)
    hidden.mark(used)
    kept = sorted(np.flatnonzero(used).tolist(), key=words.__getitem__)
    ranks = np.zeros(len(words), np.uint32)
    ranks[kept] = np.arange(len(kept), dtype=np.uint32)
    sink.add("words", np.frombuffer("\n".join([words[number] for number in kept]).encode("utf-8", "replace"), np.uint8))
    sink.add("size", np.array([len(rows), last_row(connection, kind)], np.uint64))
    if not np.array_equal(rows, np.arange(1, len(rows) + 1)):
        sink.add("rows", rows.astype(np.uint32))
    shown.arrange(documents)
    hidden.arrange(documents)
    visible, unseen = PostingsWriter(sink, "shown", len(rows)), PostingsWriter(sink, "hidden", len(rows))
    for first in range(0, len(rows), SEGMENT):
        keys = shown.keys(first, ranks)
        others = np.setdiff1d(hidden.keys(first, ranks), keys, assume_unique=True)
        for writer, pairs in ((visible, keys), (unseen, others)):
            writer.add((pairs >> np.uint64(16)).astype(np.uint32), (pairs & np.uint64(0xFFFF)).astype(np.uint16))
    if not isinstance(sink, Writer):
        return
    for spec in stored_fields(kind):
        write_field(connection, kind, spec, sink, documents, len(rows))
    sink.close()
