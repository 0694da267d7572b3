"""Search over one database: the index of each list, ranking, and highlighting."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.lists import SEARCH_KINDS, Hit, Results, SearchKind
from explorer.models import Span
from explorer.search.documents import read_documents, read_shown
from explorer.search.highlighting import highlight
from explorer.search.words import LONGEST_QUERY, flatten, query_words

if TYPE_CHECKING:
    import sqlite3

    from explorer.search.completion import Completion
    from explorer.search.engine import Engine
    from explorer.store.reader import Database

BEST = 256
"""So many documents are compared with the query as a whole; the rest keep the order of their words' weights."""

PHRASE, NAME = 0.25, 0.1
"""Shares of the likeness (0–100) of the query with the best part of a row, and of a name with the query, in a score.

A word's weight counts in full, so that wording decides only among rows whose words match about equally well."""


def index(connection: sqlite3.Connection) -> None:
    """Write the word indexes of all lists into a database that is being built. The caller commits."""
    from explorer.search.postings import build_index, create_table, store_index

    create_table(connection)
    for kind in SEARCH_KINDS:
        store_index(connection, kind, build_index(read_documents(connection, kind)))


class Searcher:
    """Fuzzy search in the lists of one database. Costs nothing until the first search or `load`.

    May be used by several threads at once.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._engines: dict[SearchKind, Engine] = {}
        self._loading = threading.Lock()

    def load(self) -> None:
        """Read the indexes and the libraries, so that the first search need not wait. For a thread of its own."""
        for kind in SEARCH_KINDS:
            self._engine(kind).vocabulary.warm()

    def find(
        self,
        query: str,
        kind: SearchKind,
        *,
        limit: int = 100,
        among: Iterable[int] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Results:
        """The first page of rows of the list `kind` that match `query`, the best first.

        Words may be in any order, begun, mistyped, abbreviated or run together; the last one counts as unfinished.
        `among` restricts the search to these row numbers; `cancelled` is asked now and then and ends it with
        QueryInterruptedError. A query without a word finds nothing. The spans of a hit are left empty: ask
        `highlight` for the rows that are drawn. Raises DatabaseError, as `Database` does.
        """
        words, is_open = query_words(query)
        if not words or limit <= 0:
            return Results(kind, query, (), 0, True)
        import numpy as np

        engine = self._engine(kind)
        allowed = None
        if among is not None:
            allowed = np.zeros(engine.size, np.bool_)
            rows = np.fromiter(among, np.int64)
            allowed[rows[(rows > 0) & (rows <= engine.size)] - 1] = True
        found = engine.find(words, is_open=is_open, most=max(limit, BEST), allowed=allowed)
        order = np.lexsort((found.documents, -found.weights))
        rows, weights = (found.documents[order] + 1).tolist(), found.weights[order].tolist()
        best = self._rank(query[:LONGEST_QUERY], kind, list(zip(rows[:BEST], weights[:BEST], strict=True)))
        if limit > len(best) > 0:
            last = best[-1].score
            pairs = zip(rows[BEST:], weights[BEST:], strict=True)
            best += [Hit(row, min(weight, last)) for row, weight in pairs]
        return Results(kind, query, tuple(best[:limit]), len(rows), len(rows) < BEST)

    def more(self, results: Results, limit: int = 100) -> Results:
        """The page after the last hit of `results`, in the same order as one long page."""
        page = self.find(results.query, results.kind, limit=len(results.hits) + limit)
        return replace(page, hits=page.hits[len(results.hits) :])

    def complete(self, query: str, cursor: int, kind: SearchKind | None = None) -> list[Completion]:
        """What the word of `query` before `cursor` (code points) may go on as."""
        return []

    def why(self, query: str, kind: SearchKind, row: int) -> str:
        """Why a row was found where nothing on the row shows it: one phrase, or an empty text."""
        return ""

    def highlight(self, query: str, text: str) -> list[Span]:
        """Spans of `text` that match `query`: see `explorer.search.highlighting`."""
        return highlight(query, text)

    def _engine(self, kind: SearchKind) -> Engine:
        with self._loading:
            if kind not in self._engines:
                from explorer.search.engine import Engine
                from explorer.search.postings import build_index, load_index

                with self._database.clear_errors():
                    connection = self._database.connection
                    stored = load_index(connection, kind)
                    self._engines[kind] = Engine(stored or build_index(read_documents(connection, kind)))
            return self._engines[kind]

    def _rank(self, query: str, kind: SearchKind, found: list[tuple[int, float]]) -> list[Hit]:
        """Order rows by their words' weights and by how much the rows' texts are like the query."""
        from rapidfuzz import fuzz
        from rapidfuzz.process import cdist

        with self._database.clear_errors():
            shown = read_shown(self._database.connection, kind, [row for row, _ in found])
        found = [pair for pair in found if pair[0] in shown]
        if not found:
            return []
        wanted, texts = [flatten(query.strip())], [flatten(shown[row]) for row, _ in found]
        phrase = cdist(wanted, texts, scorer=fuzz.partial_ratio)[0].tolist()
        whole = [0.0] * len(texts)
        if kind != "claim":
            names = [text.partition("\n")[0] for text in texts]
            whole = cdist(wanted, names, scorer=fuzz.ratio)[0].tolist()
        scored = [
            (-round(weight + PHRASE * part + NAME * name), row)
            for (row, weight), part, name in zip(found, phrase, whole, strict=True)
        ]
        return [Hit(row, float(-score)) for score, row in sorted(scored)]
