"""The words of the rows of every list, gathered from the tables of a database, and from them the postings of a segment.

Words come as runs of a long array of them: of the words of all articles, out of which most texts are cut, or of what
has been read by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from explorer.lists import SearchKind
from explorer.search.articles import Articles, Runs
from explorer.search.containers import SEGMENT
from explorer.search.contents import (
    Cut,
    last_row,
    read_articles,
    read_cut,
    read_hidden,
    read_quotes,
    read_some,
    read_texts,
)
from explorer.search.tables import Tables
from explorer.search.tokenising import Tokeniser

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AT_ONCE = 1 << 17
"""Words that are looked up together: few enough for the processor's own memory."""

_LONG = 200
"""Words of a text in which many come again."""


class _Part:
    """Some runs of an array of words, each with its row."""

    def __init__(self, rows: NDArray[np.int64], runs: Runs, words: NDArray[np.uint32]) -> None:
        self._rows, self._runs, self._words = rows, runs, words

    def arrange(self, documents: NDArray[np.int64]) -> None:
        """Put the runs in the order of documents."""
        owners = documents[self._rows]
        if len(owners) and (owners[1:] < owners[:-1]).any():
            order = np.argsort(owners, kind="stable")
            owners, self._runs = owners[order], Runs(self._runs.firsts[order], self._runs.lengths[order])
        self._owners = owners
        self._ends = np.cumsum(self._runs.lengths)

    def bounds(self, first: int) -> tuple[int, int, int]:
        """Which runs are of the segment that begins with document `first`, and how many words they have together."""
        low, high = map(int, np.searchsorted(self._owners, [first, first + SEGMENT]))
        before = int(self._ends[low - 1]) if low else 0
        return low, high, int(self._ends[high - 1]) - before if high > low else 0

    def fill(self, keys: NDArray[np.uint64], first: int, ranks: NDArray[np.uint64]) -> int:
        """Put the postings of a segment at the beginning of `keys`, in no order; how many. For `ranks` see `Words`."""
        low, high, _ = self.bounds(first)
        at = 0
        while low < high:
            before = int(self._ends[low - 1]) if low else 0
            end = max(low + 1, min(high, int(np.searchsorted(self._ends, before + _AT_ONCE, side="right"))))
            lengths = self._runs.lengths[low:end]
            some = keys[at : at + int(self._ends[end - 1]) - before]
            # Numbers of another sort than numpy's own are slow to look up by, and so is a mode that may raise.
            np.take(ranks, self._of(low, end, len(some)).astype(np.intp), out=some, mode="clip")
            some |= np.repeat((self._owners[low:end] - first).astype(np.uint64), lengths)
            if len(some) > _LONG * (end - low):
                some = _distinct(some)  # else most of what is in memory at the peak would be what comes again
            at, low = at + len(some), end
        return at

    def _of(self, low: int, end: int, size: int) -> NDArray[np.uint32]:
        """The words of the runs `low`..`end`, end exclusive: so many."""
        firsts, lengths = self._runs.firsts[low:end], self._runs.lengths[low:end]
        skipped = firsts - np.cumsum(lengths) + lengths
        if (skipped == skipped[0]).all():  # one run goes on where the other ends
            return self._words[skipped[0] : skipped[0] + size]
        places = np.repeat(skipped, lengths)
        places += np.arange(size)
        return self._words[places]


def _distinct(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers, which are sorted in place, without repeats: the beginning of the same array."""
    keys.sort()
    size = 0
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        is_new = np.ones(len(some), np.bool_)
        np.not_equal(some[1:], some[:-1], out=is_new[1:])
        if size:
            is_new[0] = some[0] != keys[size - 1]
        kept = some[is_new]
        keys[size : size + len(kept)] = kept
        size += len(kept)
    return keys[:size]


class Words:
    """The words of the rows of a list."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self._room = np.empty(0, np.uint64)

    def add(self, rows: NDArray[np.int64], runs: Runs, words: NDArray[np.uint32]) -> None:
        """Add the words that rows have in an array of words; a row may come several times."""
        self._parts.append(_Part(rows, runs, words))

    def read(self, tokeniser: Tokeniser, texts: Iterable[tuple[int, str]]) -> None:
        """Add the words of texts, each with the row it belongs to."""
        batches = list(tokeniser.read(texts))
        none = np.empty(0, np.int64)
        counts = np.concatenate([none, *(batch.counts for batch in batches)])
        words = np.concatenate([np.empty(0, np.uint32), *(batch.words for batch in batches)])
        rows = np.concatenate([none, *(batch.rows for batch in batches)])
        self.add(rows, Runs(np.cumsum(counts) - counts, counts), words)

    def arrange(self, documents: NDArray[np.int64]) -> None:
        """Put all in the order of documents; `documents[row]` is the document of a row, negative for none."""
        for part in self._parts:
            part.arrange(documents)

    def keys(self, first: int, ranks: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """The postings of the segment that begins with document `first`: word and document in it, as one number.

        `ranks`: for each word, as the tokeniser numbers it, its place among all, 16 bits to the left. The postings are
        overwritten by those of the next segment.
        """
        most = sum(part.bounds(first)[2] for part in self._parts)
        if most > len(self._room):
            self._room = np.empty(most + most // 8, np.uint64)  # the next ones may be a little longer
        size = 0
        for part in self._parts:
            size += part.fill(self._room[size:], first, ranks)
        return _distinct(self._room[:size])


class Gathered:
    """The words of rows of several lists, in sight and out of it."""

    def __init__(self, tables: Tables, tokeniser: Tokeniser) -> None:
        self._tables = tables
        self._connection, self._after = tables.connection, tables.after
        self._tokeniser = tokeniser

    def alone(self, kind: SearchKind) -> tuple[Words, Words]:
        """The words of one list, of which no article is read that has none of its rows."""
        if kind not in ("source", "passage"):
            return self._read(kind)
        last = last_row(self._connection, "source"), last_row(self._connection, "passage")
        beyond = (self._after, last[1]) if kind == "source" else (last[0], self._after)
        articles = Articles(self._tokeniser)
        articles.add(read_articles(self._connection, *beyond))
        return self.among(kind, articles)

    def among(self, kind: SearchKind, articles: Articles) -> tuple[Words, Words]:
        """The words of one list, as far as they are cut out of articles by those of all `articles`."""
        shown, hidden = Words(), Words()
        if kind == "passage":
            apart = self._cut(shown, articles, read_cut(self._connection, kind, self._after))
            shown.read(self._tokeniser, read_some(self._connection, kind, apart.rows.tolist()))
        elif kind == "claim":
            self._claims(shown, hidden, articles)
        else:
            shown, hidden = self._read(kind)
        if kind == "source":
            sources, runs = articles.whole()
            hidden.add(sources, runs, articles.words)
        return shown, hidden

    def _claims(self, shown: Words, hidden: Words, articles: Articles) -> None:
        """The words of claims: those that none of their evidence has word for word are read by themselves."""
        connection, after = self._connection, self._after
        cut = read_cut(connection, "claim", after)
        quoted, worded = cut.of(cut.shown == 1), cut.of(cut.shown == 0)
        rows, firsts = np.unique(quoted.rows, return_index=True)
        if len(firsts) < len(quoted.rows):
            quoted = quoted.of(firsts)  # of two that have the same words one is enough
        cut_up = self._cut(shown, articles, quoted).rows
        apart = np.setdiff1d(self._tables.claims.rows, rows, assume_unique=True)
        shown.read(self._tokeniser, read_some(connection, "claim", np.concatenate([apart, cut_up]).tolist()))
        cut_up = self._cut(hidden, articles, worded).evidence
        hidden.read(self._tokeniser, read_quotes(connection, cut_up.tolist()))
        hidden.read(self._tokeniser, read_hidden(connection, "claim", after, without_cut=True))

    def _cut(self, into: Words, articles: Articles, cut: Cut) -> Cut:
        """Add what is cut out of articles, and return what would be cut in the middle of a word."""
        runs, is_clean = articles.cut(cut.sources, cut.starts, cut.ends)
        if is_clean.all():
            into.add(cut.rows, runs, articles.words)
        else:
            into.add(cut.rows[is_clean], Runs(runs.firsts[is_clean], runs.lengths[is_clean]), articles.words)
        return cut.of(~is_clean)

    def _read(self, kind: SearchKind) -> tuple[Words, Words]:
        shown, hidden = Words(), Words()
        shown.read(self._tokeniser, read_texts(self._connection, kind, self._after))
        hidden.read(self._tokeniser, read_hidden(self._connection, kind, self._after))
        return shown, hidden
