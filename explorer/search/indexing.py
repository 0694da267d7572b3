"""Makes the index of a list out of the tables of a database, into the same database or into memory.

Texts are read once, row by row, and only the numbers of their words are kept, four bytes each. The words of an article
are those of its passages and of what stands between them, so that nothing is cut into words twice. All lists of a
database share one list of words, which is in memory once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from explorer.lists import SEARCH_KINDS, SearchKind
from explorer.search.containers import SEGMENT
from explorer.search.contents import document_rows, last_row, read_articles, read_hidden, read_texts
from explorer.search.field_indexing import write_field
from explorer.search.field_names import fold_name
from explorer.search.fields import FIELDS, LINKS, stored_fields
from explorer.search.segments import PostingsWriter, Sink
from explorer.search.storage import COMMON, Held, Writer, create_table
from explorer.search.tokenising import Texts, Tokeniser

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray


def index(connection: sqlite3.Connection) -> None:
    """Write the indexes of all lists into a database that is being built. The caller commits."""
    create_table(connection)
    tokeniser = Tokeniser()
    gathered = _gather(connection, SEARCH_KINDS, tokeniser, 0)
    common = Writer(connection, COMMON)
    ranks = _write_words(common, tokeniser)
    common.close()
    fold = cache(fold_name)
    for kind in SEARCH_KINDS:
        sink = Writer(connection, kind)
        documents, size = _write(connection, kind, sink, ranks, *gathered.pop(kind), 0)
        for spec in stored_fields(kind):
            write_field(connection, kind, spec, sink, documents, size, fold)
        sink.close()


def index_in_memory(connect: Callable[[], sqlite3.Connection], kind: SearchKind, after: int = 0) -> Held:
    """The index of the rows of a list beyond `after`. Of its fields each is read from the tables once it is wanted.

    `connect` gives the calling thread's connection.
    """
    held = Held(lambda name: _write_wanted(connect(), kind, held, name, after))
    tokeniser = Tokeniser()
    gathered = _gather(connect(), (kind,), tokeniser, after)
    _write(connect(), kind, held, _write_words(held, tokeniser), *gathered[kind], after)
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


def _gather(
    connection: sqlite3.Connection, kinds: Sequence[SearchKind], tokeniser: Tokeniser, after: int
) -> dict[SearchKind, tuple[_Words, _Words]]:
    """The words of the rows beyond `after` of some lists, in sight and out of it."""
    gathered = {
        kind: (
            _collect(tokeniser, read_texts(connection, kind, after)) if kind != "passage" else _Words(),
            _collect(tokeniser, read_hidden(connection, kind, after)),
        )
        for kind in kinds
    }
    articles = gathered["source"][1] if "source" in gathered else None
    passages = gathered["passage"][0] if "passage" in gathered else None
    if articles or passages:
        _read_articles(connection, tokeniser, articles, passages, after)
    return gathered


def _read_articles(
    connection: sqlite3.Connection, tokeniser: Tokeniser, articles: _Words | None, passages: _Words | None, after: int
) -> None:
    """Read the texts of articles once, for sources, passages or both."""
    last_source, last_region = last_row(connection, "source"), last_row(connection, "passage")
    owner = np.zeros(last_region + 1, np.int64)

    def texts() -> Iterable[tuple[int, str]]:
        """Passages by region, what stands between them by the negative of its source."""
        beyond = (after, last_region) if articles else (last_source, after)
        for source, region, text in read_articles(connection, *beyond):
            owner[region] = source
            if region or articles:
                yield region or -source, text

    for batch in tokeniser.read(texts()):
        read = batch.rows > 0
        if passages:
            passages.add(Texts(batch.rows[read], batch.counts[read], batch.words[np.repeat(read, batch.counts)]))
        if articles:
            articles.add(_merged(np.where(read, owner[batch.rows.clip(0)], -batch.rows), batch))


def _merged(sources: NDArray[np.int64], batch: Texts) -> Texts:
    """The words of a batch by source, each once."""
    keys = (np.repeat(sources, batch.counts) << 32) | batch.words
    keys.sort()
    keys = keys[np.flatnonzero(np.diff(keys, prepend=-1))]
    rows, counts = np.unique(keys >> 32, return_counts=True)
    return Texts(rows, counts, keys.astype(np.uint32))


def _write_words(sink: Sink, tokeniser: Tokeniser) -> NDArray[np.uint32]:
    """Write all words, sorted; for each word, as the tokeniser numbers it, its place among them."""
    words = tokeniser.words
    order = sorted(range(len(words)), key=words.__getitem__)
    joined = "\n".join([words[number] for number in order]).encode("utf-8", "replace")
    sink.add("words", np.frombuffer(joined, np.uint8))
    ranks = np.zeros(len(words), np.uint32)
    ranks[order] = np.arange(len(order), dtype=np.uint32)
    return ranks


def _write(
    connection: sqlite3.Connection,
    kind: SearchKind,
    sink: Sink,
    ranks: NDArray[np.uint32],
    shown: _Words,
    hidden: _Words,
    after: int,
) -> tuple[NDArray[np.int64], int]:
    """Number rows by their worth and write their postings; the document of each row, and how many there are."""
    documents, rows = _documents(connection, kind, after)
    sink.add("size", np.array([len(rows), last_row(connection, kind)], np.uint64))
    if not np.array_equal(rows, np.arange(1, len(rows) + 1)):
        sink.add("rows", rows.astype(np.uint32))
    shown.arrange(documents)
    hidden.arrange(documents)
    visible, unseen = PostingsWriter(sink, "shown", len(rows)), PostingsWriter(sink, "hidden", len(rows))
    for first in range(0, len(rows), SEGMENT):
        keys = shown.keys(first, ranks)
        others = _without(hidden.keys(first, ranks), keys)
        for writer, pairs in ((visible, keys), (unseen, others)):
            writer.add((pairs >> np.uint64(16)).astype(np.uint32), (pairs & np.uint64(0xFFFF)).astype(np.uint16))
    return documents, len(rows)


def _without(keys: NDArray[np.uint64], others: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Those of some ascending keys that are none of `others`, which ascend too."""
    if not len(others):
        return keys
    nearest = np.minimum(others.searchsorted(keys), len(others) - 1)
    kept: NDArray[np.uint64] = keys[others[nearest] != keys]
    return kept
