"""Reading the database off the event loop: threads that only post messages, and of several requests the newest wins.

`exclusive=True` does not stop a thread that already runs (measured: `ab`, `abc`, `a` was the order of arrival), so a
request has a number, an old query is interrupted, and an old answer is dropped on arrival.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message_pump import MessagePump
from textual.worker import get_current_worker

from explorer.errors import ExplorerError
from explorer.lists import LIST_KINDS, Filter, ListKind
from explorer.models import Span
from explorer.store.reader import QueryInterruptedError
from explorer.tui import passages
from explorer.tui.messages import (
    ComparisonLoaded,
    DossierLoaded,
    ListsLoaded,
    LoadFailed,
    SearchReady,
    SourceLoaded,
)  # fmt: skip
from explorer.tui.panes import Matches
from explorer.tui.passages import Comparison
from explorer.tui.steps import Steps

if TYPE_CHECKING:
    from textual.screen import Screen

    from explorer.search import Searcher
    from explorer.store.reader import Database

MOST_HITS = 1000
"""Rows of a search result per list; nobody scrolls further, and everybody types another letter."""

_TRIES = 3


class Loader:
    """Starts the threads of one screen and knows which answers are still wanted."""

    def __init__(self, screen: Screen[None], database: Database) -> None:
        self._screen = screen
        self._database = database
        self._searcher: Searcher | None = None
        self.lists_wanted = 0
        self.comparison_wanted = 0

    @property
    def ready(self) -> bool:
        """Whether the search engine has been loaded."""
        return self._searcher is not None

    def matches(self, query: str) -> Matches | None:
        """What highlights a query in a text, None for no query."""
        searcher = self._searcher
        if searcher is None or not query:
            return None
        engine = searcher  # for the closure: never None

        def spans(text: str) -> list[Span]:
            return engine.highlight(query, text)

        return spans

    # -- requests ---------------------------------------------------------------------------------------------

    def load_engine(self) -> None:
        """Load the search engine; its libraries must not stand before, or slow, the first frame."""

        def work() -> None:
            from explorer.search import Searcher

            searcher = Searcher(self._database)
            searcher.load()
            self._searcher = searcher
            self._post(SearchReady())

        self._run(work, "engine")

    def first_rows(self, kind: ListKind) -> array[int]:
        """The rows of a list at the opening, at once: a thread's way there and back costs a frame more."""
        return self._database.rows(kind, Filter())

    def first_comparison(self, kind: ListKind, identity: str) -> Comparison:
        """The comparison at the opening, at once."""
        return passages.LOADERS[kind](self._database, identity)

    def load_lists(self, steps: Steps, query: str) -> None:
        """Ask for the rows of the three lists."""
        self.lists_wanted += 1
        request = self.lists_wanted
        self._database.interrupt()

        def work() -> None:
            rows: dict[ListKind, array[int]] = {}
            for kind in LIST_KINDS:
                rows[kind] = self._rows(kind, steps.filter_for(kind), query)
                if get_current_worker().is_cancelled or request != self.lists_wanted:
                    return
            self._post(ListsLoaded(request, rows, query))

        self._run(work, "lists", wanted=lambda: request == self.lists_wanted)

    def _rows(self, kind: ListKind, narrowed: Filter, query: str) -> array[int]:
        if not query or self._searcher is None:
            return self._database.rows(kind, narrowed)
        among = self._database.rows(kind, narrowed) if narrowed != Filter() else None
        hits = self._searcher.find(query, kind, limit=MOST_HITS, among=among).hits
        return array("q", (hit.row for hit in hits))

    def load_comparison(self, kind: ListKind, identity: str) -> None:
        """Ask for the comparison of one row."""
        self.comparison_wanted += 1
        request = self.comparison_wanted

        def work() -> None:
            comparison = passages.LOADERS[kind](self._database, identity)
            if not get_current_worker().is_cancelled:
                self._post(ComparisonLoaded(request, comparison))

        self._run(work, "comparison", wanted=lambda: request == self.comparison_wanted)

    def forget_comparison(self) -> None:
        """No comparison that is still under way is wanted."""
        self.comparison_wanted += 1

    def load_source(self, identity: str, at: Span | None) -> None:
        """Ask for the full text of a source, to be opened at the evidence that stands at `at`."""

        def work() -> None:
            comparison = passages.of_source(self._database, identity, at)
            stop = passages.stop_at(comparison, at) if at is not None else None
            self._post(SourceLoaded(comparison, stop))

        self._run(work, "source")

    def load_dossier(self, kind: ListKind, identity: str) -> None:
        """Ask for everything known about one row."""

        def work() -> None:
            from explorer.tui import dossier

            self._post(DossierLoaded(dossier.LOADERS[kind](self._database, identity)))

        self._run(work, "dossier")

    # -- threads ----------------------------------------------------------------------------------------------

    def _run(self, work: Callable[[], None], group: str, *, wanted: Callable[[], bool] = lambda: True) -> None:
        def guarded() -> None:
            for attempt in range(_TRIES):
                try:
                    work()
                except QueryInterruptedError as error:  # by a newer search; what is still wanted is asked again
                    if not wanted() or get_current_worker().is_cancelled:
                        return
                    if attempt == _TRIES - 1:
                        self._post(LoadFailed(str(error)))
                    continue
                except ExplorerError as error:
                    if wanted():
                        self._post(LoadFailed(str(error)))
                return

        self._screen.run_worker(guarded, group=group, thread=True, exclusive=True, exit_on_error=True)

    def _post(
        self, message: ComparisonLoaded | DossierLoaded | ListsLoaded | LoadFailed | SearchReady | SourceLoaded
    ) -> None:
        pump: MessagePump = self._screen
        pump.post_message(message)
