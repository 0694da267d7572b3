"""Asking for the rows of the lists: all of them, those that a filter leaves, those that a search finds, and more.

Every question of the lists has a number. Of several the newest counts: older ones are stopped, and an answer of theirs
that is on its way is dropped on arrival. See `errands` for the thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from explorer.lists import Filter, ListKind, Results, SearchKind
from explorer.models import Span
from explorer.tui.reading.errands import Cancelled, Errands, Urgency, go_on
from explorer.tui.reading.messages import Completed, Explained, Found, RelatedFound, RowsLoaded
from explorer.tui.reading.steps import Steps

if TYPE_CHECKING:
    from array import array

    from textual.screen import Screen

    from explorer.search import Searcher
    from explorer.search.related import Related
    from explorer.store.reader import Database
    from explorer.tui.comparison.layout import Matches

PAGE = 100
"""Hits of a page: what is seen at once, and some more."""

MOST_HITS = 10_000
"""Hits of a search that a list holds: before anybody reads that far, they type another letter."""

MOST_RELATED = 20

_NARROWED_KEPT = 8
_TIDIED = 64  # questions after which memory that stands free is given back
_TEXTS_KEPT = 500
"""Texts whose matches are remembered: a comparison is laid out anew at every step through it."""


class Seeker:
    """Asks for rows on behalf of one screen, which gets the answers as messages."""

    def __init__(self, screen: Screen[None], database: Database) -> None:
        self._screen = screen
        self._database = database
        self.errands = Errands(screen, database)
        self._narrowed: dict[tuple[SearchKind, Filter], array[int]] = {}
        self._sorted: dict[tuple[SearchKind, Filter, str], array[int]] = {}
        self.orders: dict[ListKind, str] = {}
        """List → the name of the order it stands in; the stored one where there is none."""
        self.searcher: Searcher | None = None
        self.related: Related | None = None
        self.request = 0
        """The number of the newest question."""

    def matches(self, query: str) -> Matches | None:
        """What highlights a query in a text, None for no query. It remembers what it was asked."""
        if self.searcher is None or not query:
            return None
        highlight = self.searcher.highlight
        known: dict[str, list[Span]] = {}

        def spans(text: str) -> list[Span]:
            found = known.get(text)
            if found is None:
                if len(known) >= _TEXTS_KEPT:
                    known.clear()
                found = known[text] = highlight(query, text)
            return found

        return spans

    # -- questions --------------------------------------------------------------------------------------------

    def next_request(self) -> int:
        """A new number: no answer to an older question is wanted any more."""
        self.request += 1
        self.errands.drop()
        return self.request

    def ask(self, steps: Steps, query: str, kinds: Sequence[SearchKind]) -> None:
        """Ask for the rows of these lists, each answered for itself, in this order."""
        request = self.next_request()
        if request % _TIDIED == 0:
            from explorer.tui.reading.memory import give_back

            give_back()
        self._ask(Urgency.SEARCH, lambda cancelled: self._answer(request, steps, query, kinds, cancelled))

    def ask_also(self, steps: Steps, query: str, kind: SearchKind) -> None:
        """Ask for one more list; the other answers stay wanted."""
        request = self.request
        self._ask(Urgency.ALSO, lambda cancelled: self._answer(request, steps, query, [kind], cancelled))

    def ask_more(self, results: Results, limit: int = PAGE) -> None:
        """Ask for the page after these results, which begin with the first hit of the first page."""
        request, searcher = self.request, self.searcher
        if searcher is None:
            return

        def run(cancelled: Cancelled) -> None:
            page = searcher.more(results, limit, cancelled=cancelled)
            go_on(cancelled)
            self._screen.post_message(Found(request, page, is_more=True))

        self._ask(Urgency.MORE, run, results.kind)

    def ask_to_the_end(self, steps: Steps, query: str, kinds: Sequence[SearchKind]) -> None:
        """Ask again in these lists for what was given up for the sake of the next key, and look at every row."""
        request, searcher = self.request, self.searcher
        if searcher is None:
            return

        def run(cancelled: Cancelled) -> None:
            for kind in kinds:
                among = self._among(steps, kind)
                found = searcher.find(query, kind, limit=PAGE, among=among, cancelled=cancelled, is_finished=True)
                go_on(cancelled)
                self._screen.post_message(Found(request, found))

        self._ask(Urgency.IDLE, run, "to the end")

    def ask_related(self, steps: Steps, query: str, exclude: Iterable[int]) -> None:
        """Ask for claims that mean what the query means, apart from those found already."""
        request, known = self.request, frozenset(exclude)

        def run(cancelled: Cancelled) -> None:
            from explorer.search.related import Related

            if self.related is None:
                self.related = Related(self._database, self.searcher)
            narrowed = steps.filter_for("claim")
            limit = MOST_RELATED if narrowed == Filter() else 10 * MOST_RELATED
            hits = self.related.find(query, "claim", limit, exclude=known, cancelled=cancelled)
            go_on(cancelled)
            rows = [hit.row for hit in hits]
            if narrowed != Filter():
                allowed = set(self.narrowed("claim", narrowed))
                rows = [row for row in rows if row in allowed][:MOST_RELATED]
            self._screen.post_message(RelatedFound(request, rows))

        self._ask(Urgency.IDLE, run)

    def ask_why(self, query: str, asked: Sequence[tuple[SearchKind, Sequence[int]]]) -> None:
        """Ask why these rows of these lists were found."""
        request = self.request

        searcher = self.searcher
        if searcher is None:
            return

        def run(cancelled: Cancelled) -> None:
            for kind, rows in asked:
                why: dict[int, str] = {}
                for row in rows:
                    why[row] = searcher.why(query, kind, row)
                    go_on(cancelled)
                self._screen.post_message(Explained(request, kind, why))

        self._ask(Urgency.EXPLAIN, run)

    def ask_completions(self, query: str, cursor: int, kind: SearchKind) -> None:
        """Ask what the word before the cursor may go on as."""

        searcher = self.searcher
        if searcher is None:
            return

        def run(cancelled: Cancelled) -> None:
            found = searcher.complete(query, cursor, kind)
            go_on(cancelled)
            self._screen.post_message(Completed(query, cursor, found))

        self.errands.ask(Urgency.COMPLETE, run, lambda: True)

    def _ask(self, urgency: Urgency, run: Callable[[Cancelled], None], name: str = "") -> None:
        request = self.request
        self.errands.ask(urgency, run, lambda: request == self.request, name)

    # -- answers, in the errands' thread ----------------------------------------------------------------------

    def _answer(
        self, request: int, steps: Steps, query: str, kinds: Sequence[SearchKind], cancelled: Cancelled
    ) -> None:
        searcher = self.searcher if query else None
        if searcher is not None:
            from explorer.search.parsing import parse

        suggest = True  # words for a query that found nothing are shown where no list has anything
        for kind in kinds:
            if searcher is not None and parse(query, kind).node is not None:
                among = self._among(steps, kind)
                results = searcher.find(query, kind, limit=PAGE, among=among, cancelled=cancelled, suggest=suggest)
                suggest = suggest and not results.hits
                go_on(cancelled)
                self._screen.post_message(Found(request, results))
            else:
                narrowed = steps.filter_for(kind)
                rows = self.listed(kind, narrowed)
                go_on(cancelled)
                self._screen.post_message(RowsLoaded(request, kind, rows))

    def _among(self, steps: Steps, kind: SearchKind) -> array[int] | None:
        return self._filtered(kind, steps.filter_for(kind))

    def _filtered(self, kind: SearchKind, narrowed: Filter) -> array[int] | None:
        """The rows that a filter leaves; None for no filter."""
        return self.narrowed(kind, narrowed) if narrowed != Filter() else None

    def narrowed(self, kind: SearchKind, narrowed: Filter) -> array[int]:
        """The rows that a filter leaves; remembered, because a query within it is typed letter by letter."""
        return _kept(self._narrowed, (kind, narrowed), lambda: self._database.rows(kind, narrowed))

    def listed(self, kind: SearchKind, narrowed: Filter) -> array[int] | None:
        """The rows that a filter leaves, in the order that the list is in; None for all in the stored one."""
        order = self.orders.get(kind, "") if kind != "passage" else ""
        if kind == "passage" or not order:
            return self._filtered(kind, narrowed)
        ordered = partial(self._database.ordered, kind, order)
        return _kept(self._sorted, (kind, narrowed, order), lambda: ordered(self._filtered(kind, narrowed)))

    def remembered(self, kind: SearchKind, narrowed: Filter) -> array[int] | None:
        """What `listed` would answer, where it need not read."""
        order = self.orders.get(kind, "") if kind != "passage" else ""
        return self._sorted.get((kind, narrowed, order)) if order else self._narrowed.get((kind, narrowed))


def _kept[Key](kept: dict[Key, array[int]], key: Key, read: Callable[[], array[int]]) -> array[int]:
    """The rows under a key, read where they are not there; those that were read first make room.

    A search and a view that is being made ask for them at the same time, each in its thread.
    """
    rows = kept.get(key)
    if rows is None:
        rows = read()
        for oldest in list(kept)[: -(_NARROWED_KEPT - 1)]:
            kept.pop(oldest, None)
        kept[key] = rows
    return rows
