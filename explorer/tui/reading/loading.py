"""Reading the database off the event loop: threads that only post messages, and of several requests the newest wins.

A request for a comparison has a number, and an old answer is dropped on arrival. What searches is `seeking`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cached_property, partial
from importlib import import_module
from time import sleep
from typing import TYPE_CHECKING

from textual.message_pump import MessagePump
from textual.worker import get_current_worker

from explorer.errors import ExplorerError, reason_of
from explorer.lists import SearchKind
from explorer.models import Span
from explorer.store.reader import QueryInterruptedError
from explorer.tui.reading.errands import Cancelled, Urgency, go_on
from explorer.tui.reading.messages import (
    ComparisonLoaded,
    Failed,
    RowsFailed,
    SearchesRead,
    SearchReady,
)
from explorer.tui.reading.places import MODULES
from explorer.tui.reading.seeking import Seeker

if TYPE_CHECKING:
    from textual.screen import Screen

    from explorer.store.reader import Database
    from explorer.tui.comparison.model import Comparison
    from explorer.tui.reading.searches import Searches

_TRIES = 3
_LATER = 0.3  # seconds that a search typed at once has for itself
_BREATH = 0.03  # seconds between two modules that nobody waits for: a key goes before them


class Loader:
    """Starts the threads of one screen and knows which answers are still wanted."""

    def __init__(self, screen: Screen[None], database: Database) -> None:
        self._screen = screen
        self._database = database
        self.seeker = Seeker(screen, database)
        self.comparison_wanted = 0
        self.comparison_got = 0

    @property
    def ready(self) -> bool:
        """Whether the search engine has been loaded."""
        return self.seeker.searcher is not None

    @property
    def is_comparing(self) -> bool:
        """Whether a comparison is being read."""
        return self.comparison_got != self.comparison_wanted

    @cached_property
    def searches(self) -> Searches:
        """Earlier searches and those that are kept."""
        from explorer.tui.reading.searches import Searches  # not before the first frame

        return Searches(self._database.path)

    # -- requests ---------------------------------------------------------------------------------------------

    def load_engine(self) -> None:
        """Load the search engine; importing its libraries must neither precede the first frame nor slow it."""

        def work() -> None:
            from explorer.search import Searcher

            self._database.hold()
            searcher = Searcher(self._database)
            searcher.load()
            self.seeker.searcher = searcher
            self._post(SearchReady())
            searcher.warm()

        self._run(work, "engine", failed=RowsFailed)

    def prepare_views(self) -> None:
        """Import what the keys of the views open, one module after the other: the first key would wait for all."""

        def work() -> None:
            worker = get_current_worker()
            for name in MODULES:
                if name not in sys.modules and not worker.is_cancelled:
                    import_module(name)
                    sleep(_BREATH)

        self._screen.set_timer(_LATER, lambda: self._run(work, "views"))

    def first_comparison(self, kind: SearchKind, identity: str) -> Comparison:
        """The comparison at the opening, at once."""
        from explorer.tui.comparison import passages  # not before the first frame, which shows none

        return passages.LOADERS[kind](self._database, identity)

    def load_comparison(self, kind: SearchKind, identity: str, at: Span | None = None, *, whole: bool = True) -> None:
        """Ask for the comparison of one row; of a passage, for its source, to be opened `at` the passage.

        Where it need not be `whole`, only as many columns of an entity are read as can stand in view.
        """
        from explorer.tui.comparison import passages

        self.comparison_wanted += 1
        loader: Callable[[Database, str], Comparison] = passages.LOADERS["source" if kind == "passage" else kind]
        if kind == "entity" and not whole:
            loader = partial(passages.of_entity, first=passages.FIRST_COLUMNS)
        self._compare(loader, identity, at)

    def load_rest(self, identity: str, request: int) -> None:
        """Ask for all columns of an entity of which the first have come, if it is still what is compared."""
        from explorer.tui.comparison import passages

        if request == self.comparison_wanted:
            self._compare(passages.of_entity, identity, None, is_rest=True)

    def _compare(
        self, loader: Callable[[Database, str], Comparison], identity: str, at: Span | None, *, is_rest: bool = False
    ) -> None:
        request = self.comparison_wanted

        def run(cancelled: Cancelled) -> None:
            comparison = loader(self._database, identity)
            go_on(cancelled)
            self._post(ComparisonLoaded(request, comparison, at, is_rest))

        self.seeker.errands.ask(Urgency.COMPARE, run, lambda: request == self.comparison_wanted)

    def forget_comparison(self) -> None:
        """No comparison that is still under way is wanted."""
        self.comparison_wanted += 1
        self.comparison_got = self.comparison_wanted

    # -- earlier searches -------------------------------------------------------------------------------------

    def read_searches(self) -> None:
        """Read the searches of earlier sessions."""

        def work() -> None:
            self._post(SearchesRead(self.searches.load()))

        self._run(work, "searches")

    def keep_searches(self) -> None:
        """Write the searches of this session beside those of others."""

        def work() -> None:
            try:
                self.searches.write()
            except (OSError, RuntimeError) as error:  # RuntimeError: the user has no home
                why = reason_of(error) if isinstance(error, OSError) else "there is no home"
                self._post(SearchesRead(f"Searches cannot be kept: {why}."))

        self._run(work, "searches", exclusive=False)

    # -- threads ----------------------------------------------------------------------------------------------

    def _run(
        self, work: Callable[[], object], group: str, *, failed: type[Failed] = Failed, exclusive: bool = True
    ) -> None:
        def guarded() -> None:
            for attempt in range(_TRIES):
                try:
                    work()
                except QueryInterruptedError as error:  # by a newer search; it is asked again
                    if get_current_worker().is_cancelled:
                        return
                    if attempt == _TRIES - 1:
                        self._post(failed(str(error)))
                    continue
                except ExplorerError as error:
                    self._post(failed(str(error)))
                return

        self._screen.run_worker(guarded, group=group, thread=True, exclusive=exclusive, exit_on_error=True)

    def _post(self, message: ComparisonLoaded | Failed | SearchesRead | SearchReady) -> None:
        pump: MessagePump = self._screen
        pump.post_message(message)
