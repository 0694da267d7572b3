"""Search over one database: the index of each list, pages of results, and what a query was taken for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from explorer.lists import SEARCH_KINDS, Hit, Meant, Results, SearchKind
from explorer.models import Span
from explorer.search.highlighting import asked, highlight
from explorer.search.hinting import FEW, Named, asked_id, operators_meant, rows_by_id
from explorer.search.indexes import Indexes
from explorer.search.parsing import parse
from explorer.search.words import LONGEST_QUERY, flatten, query_words

if TYPE_CHECKING:
    import sqlite3

    import numpy as np
    from numpy.typing import NDArray

    from explorer.search.completion import Completion
    from explorer.search.engine import Engine
    from explorer.search.evaluate import Answer
    from explorer.search.query import Node, Query
    from explorer.store.reader import Database

_LOOKED_AT = 20
"""Hits whose texts tell what a mistyped word was read as."""

_MOST_KEPT, _LONGEST_KEPT = 2000, 2000
"""Texts of rows that are kept for the next key, and the characters that each may have."""

_NEAREST = 5
"""Words that are offered where nothing was found."""


def index(connection: sqlite3.Connection) -> None:
    """Write the indexes of all lists into a database that is being built. The caller commits."""
    from explorer.search.indexing import index

    index(connection)


def _never() -> bool:
    """The search is wanted."""
    return False


class _Asked(NamedTuple):
    """One page that is asked for: the `limit` best hits for a query, or those after `last`; more as `Searcher.find`."""

    wanted: Query
    kind: SearchKind
    limit: int
    among: tuple[int, ...] | None
    cancelled: Callable[[], bool]
    last: Hit | None
    is_thorough: bool = True
    suggest: bool = True


class Searcher:
    """Fuzzy search in the lists of one database. Costs nothing until the first search or `load`.

    May be used by several threads at once.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.indexes = Indexes(database)
        """For what looks behind the answers: `find` and the others open what they need."""
        self._texts: OrderedDict[tuple[SearchKind, int], str] = OrderedDict()
        self._keeping = threading.Lock()

    def load(self, kind: SearchKind = "claim") -> None:
        """Read the libraries and the index of one list, so that the first search in it need not wait.

        For a thread of its own; `warm` follows, at leisure.
        """
        import rapidfuzz.fuzz
        import rapidfuzz.process  # noqa: F401 - loaded here, so that the first search need not

        import explorer.search.contents
        import explorer.search.ranking
        import explorer.search.reading  # noqa: F401 - as well

        with self._database.clear_errors():
            self.indexes.engine(kind)
            self.indexes.evaluator()

    def warm(self) -> None:
        """Read the indexes of all lists, and what the first typing error would have to wait for. Searches may go on."""
        import rapidfuzz.distance  # noqa: F401 - loaded here, so that the first search need not

        with self._database.clear_errors():
            self.indexes.warm()

    def find(
        self,
        query: str,
        kind: SearchKind,
        *,
        limit: int = 100,
        among: Iterable[int] | None = None,
        cancelled: Callable[[], bool] | None = None,
        is_finished: bool = False,
        suggest: bool = True,
    ) -> Results:
        """The first page of rows of the list `kind` that match `query`, the best first.

        Words may be in any order, begun, mistyped, abbreviated or run together; the last one counts as unfinished. What
        else a query may hold (phrases, fields, NOT and OR) is told by `explorer.search.query`. `among` restricts the
        search to these row numbers; `cancelled` is asked now and then and ends it with QueryInterruptedError. A query
        that asks for nothing finds nothing. `is_finished` tells that nobody is typing it any more: a quotation mark
        that is never closed is then a mistake. Without `suggest`, nobody is told the nearest words where nothing is
        found; looking for them takes as long as the search itself. The spans of a hit are left empty: ask `highlight`
        for the rows that are drawn. The beginning of an id finds the rows that have it, that of a disagreement its
        claims. Raises DatabaseError, as `Database` does.
        """
        rows = None if among is None else tuple(among)
        named = self._named(query)
        if named is not None:
            own = [row for row in named.rows.get(kind, ()) if rows is None or row in rows]
            hits, told = tuple(Hit(row, 100.0) for row in own[:limit]), named.told(kind)
            found = Results(kind, query, hits, len(own), True, among=rows)
            return replace(found, hints=told) if own else replace(found, problems=told)
        wanted = parse(query, kind, is_finished=is_finished)
        results = self._page(_Asked(wanted, kind, limit, rows, cancelled or _never, None, is_finished, suggest))
        return replace(results, hints=self._hints(results))

    def more(self, results: Results, limit: int = 100, *, cancelled: Callable[[], bool] | None = None) -> Results:
        """The page after the last hit of `results`, in the order of one long page; without hits at the end of it."""
        if not results.hits:
            return results
        if self._named(results.query) is not None:
            return replace(results, hits=())
        wanted = parse(results.query, results.kind)
        return self._page(_Asked(wanted, results.kind, limit, results.among, cancelled or _never, results.hits[-1]))

    def highlight(self, query: str, text: str, kind: SearchKind = "claim") -> list[Span]:
        """Spans of `text` that match `query`: see `explorer.search.highlighting`."""
        return highlight(query, text, kind)

    def complete(self, query: str, cursor: int, kind: SearchKind | None = None) -> list[Completion]:
        """What the field or value before `cursor` (code points) may go on as, the likeliest first."""
        from explorer.search.completion import complete

        with self._database.clear_errors():
            return self._repairing([SEARCH_KINDS], lambda: complete(query, cursor, kind, self.indexes.engine))

    def why(self, query: str, kind: SearchKind, row: int) -> str:
        """Where the parts of a query stand that the row itself does not show; an empty text where it shows them all."""
        from explorer.search.contents import read_hidden_of, read_shown
        from explorer.search.reading import reasons

        parts = asked(query, kind)
        with self._database.clear_errors():
            connection = self._database.connection
            shown = read_shown(connection, kind, [row]).get(row)
            if shown is None:
                return ""
            return "; ".join(reasons(parts, shown, read_hidden_of(connection, kind, row)))

    def fitting(self, node: Node, kind: SearchKind) -> NDArray[np.bool_]:
        """For each row of a list, from row 0 on, whether it surely fits a part of a query; the rest is left out."""
        import numpy as np

        with self._database.clear_errors():
            bounds = self.indexes.evaluator().bounds(node, kind)
            rows = self.indexes.engine(kind).rows(np.flatnonzero(bounds.sure))
        flags = np.zeros(int(rows.max(initial=0)) + 1, np.bool_)
        flags[rows] = True
        return flags

    def _named(self, query: str) -> Named | None:
        """The rows whose ids begin with a query; None where there are none."""
        wanted = asked_id(query)
        if not wanted:
            return None
        with self._database.clear_errors():
            named = rows_by_id(self._database.connection, wanted)
        return named if named.rows else None

    def _hints(self, results: Results) -> tuple[str, ...]:
        """What a query may have been meant for that found few rows with all its words."""

        def texts() -> Iterable[str]:
            with self._database.clear_errors():
                rows = [hit.row for hit in results.hits[:FEW] if not hit.partial]
                return self._shown(results.kind, rows).values()

        return operators_meant(results.query, texts) if results.total < FEW else ()

    # -- pages -------------------------------------------------------------------------------------------------------

    def _page(self, asked: _Asked) -> Results:
        wanted, kind, last = asked.wanted, asked.kind, asked.last
        if wanted.node is None or asked.limit <= 0:
            return Results(kind, wanted.text, (), 0, True, wanted.problems, among=asked.among)
        with self._database.clear_errors():
            answer, hits, texts = self._hits(asked)
            words, _ = query_words(" ".join(answer.words))
            read, nearest = self._read_as(asked, words, answer, hits, texts) if last is None else ((), ())
        return Results(
            kind,
            wanted.text,
            tuple(hits[: asked.limit]),
            answer.total,
            answer.is_exact,
            wanted.problems + answer.problems,
            read,
            nearest,
            asked.among,
        )

    def _hits(self, asked: _Asked) -> tuple[Answer, list[Hit], dict[int, str]]:
        """What was found, in the order it is shown, as far as it is wanted; and the texts of the best."""
        from explorer.search.ranking import BEST

        limit, last, most = asked.limit, asked.last, max(asked.limit, BEST)
        while True:
            answer, hits, texts = self._repairing(
                [(asked.kind,), SEARCH_KINDS], partial(self._ranked, asked, most, limit if last is None else None)
            )
            if last is None:
                return answer, hits, texts
            left = _after(hits, last, self.indexes.engine(asked.kind))
            if len(left) >= limit or len(answer.documents) < most:
                return answer, left, texts
            most *= 2

    def _ranked(self, asked: _Asked, most: int, limit: int | None) -> tuple[Answer, list[Hit], dict[int, str]]:
        """The best `most` of what is found; of these the first `limit` as they are shown, and the texts of the best."""
        from explorer.search.ranking import BEST, rank

        kind, query = asked.kind, asked.wanted.text
        answer = self.indexes.evaluator().find(
            asked.wanted,
            kind,
            most=most,
            among=self._flags(kind, asked.among),
            cancelled=asked.cancelled,
            is_thorough=asked.is_thorough,
        )
        rows = self.indexes.engine(kind).rows(answer.documents)
        texts = self._shown(kind, rows[:BEST].tolist())
        typed = " ".join(answer.words) if answer.narrowed else query[:LONGEST_QUERY].strip()
        has_names = kind in ("source", "entity")
        order, scores = rank(typed, answer.documents, answer.weights, rows, texts, has_names=has_names)
        order, scores = order[:limit], scores[:limit]
        found = zip(rows[order].tolist(), scores.tolist(), answer.partial[order].tolist(), strict=True)
        return answer, [Hit(row, score, (), partial) for row, score, partial in found], texts

    def _repairing[T](self, attempts: Sequence[Sequence[SearchKind]], work: Callable[[], T]) -> T:
        """What `work` gives; each time that it meets damage some more lists are indexed anew, until none are left."""
        from explorer.search.storage import DamagedIndexError

        for kinds in attempts:
            try:
                return work()
            except DamagedIndexError:
                for kind in kinds:
                    self.indexes.rebuilt(kind)
        return work()

    def _shown(self, kind: SearchKind, rows: list[int]) -> dict[int, str]:
        """The folded texts that rows show; the latest are kept, because the next key finds many of the same rows."""
        from explorer.search.contents import read_shown

        kept = self._texts
        texts = {row: text for row in rows if (text := kept.get((kind, row))) is not None}
        missing = [row for row in rows if row not in texts]
        if missing:
            new = {row: flatten(text) for row, text in read_shown(self._database.connection, kind, missing).items()}
            texts |= new
            with self._keeping:
                kept.update(((kind, row), text) for row, text in new.items() if len(text) <= _LONGEST_KEPT)
                while len(kept) > _MOST_KEPT:
                    kept.popitem(last=False)
        return texts

    def _read_as(
        self, asked: _Asked, words: Sequence[str], answer: Answer, hits: Sequence[Hit], texts: dict[int, str]
    ) -> tuple[tuple[Meant, ...], tuple[str, ...]]:
        """What mistyped words were read as; where nothing was found, the words that are nearest to them."""
        from explorer.search.reading import meant

        engine = self.indexes.engine(asked.kind)
        if not hits:
            if not asked.suggest:
                return (), ()
            near = dict.fromkeys(near for word in words for near in engine.nearest(word, _NEAREST))
            return (), tuple(near)[:_NEAREST]
        full = [hit.row for hit in hits[:_LOOKED_AT] if not hit.partial]
        read = meant(words, [texts[row] for row in full if row in texts])
        found = answer.documents[~answer.partial]
        # A word that rows have out of sight, as articles have theirs, was read as it stands.
        return tuple(one for one in read if not engine.holding(one.typed)[found].any()), ()

    def _flags(self, kind: SearchKind, among: tuple[int, ...] | None) -> NDArray[np.bool_] | None:
        """A flag for each document, whether its row is among these."""
        if among is None:
            return None
        import numpy as np

        engine = self.indexes.engine(kind)
        flags = np.zeros(engine.size, np.bool_)
        flags[engine.documents(np.array(among, np.int64))] = True
        return flags


def _after(hits: Sequence[Hit], last: Hit, engine: Engine) -> list[Hit]:
    """The hits that follow `last`, by score and then by document."""
    import numpy as np

    rows = np.array([last.row, *(hit.row for hit in hits)], np.int64)
    first, *places = engine.documents(rows).tolist()
    return [hit for hit, place in zip(hits, places, strict=True) if (-hit.score, place) > (-last.score, first)]
