"""What comes after the first page of a search: further pages, and what a rest of the fingers is good for."""

from __future__ import annotations

from textual import on

from explorer.lists import LIST_KINDS, Results, SearchKind
from explorer.tui.explore.placing import Placing
from explorer.tui.lists.panes import RELATED, Pane
from explorer.tui.lists.rows import RowList
from explorer.tui.reading.messages import Explained, RelatedFound, Unexplained
from explorer.tui.reading.seeking import MOST_HITS, PAGE


class Further(Placing):
    """Lets lists grow as they are read, and adds what nobody waited for."""

    def __init__(self) -> None:
        super().__init__()
        self._to_end: set[SearchKind] = set()
        self._growing: set[SearchKind] = set()
        self._related = 0
        self._asked_to_the_end = 0
        """The number of the question that was asked again."""

    # -- further pages ----------------------------------------------------------------------------------------

    @on(RowList.NearEnd)
    def _near_end(self, message: RowList.NearEnd) -> None:
        pane = message.sender
        if isinstance(pane, Pane) and pane.results is not None and not pane.is_waiting:
            pane.grows = False  # until the page is there: it says whether there are more
            self._growing.add(pane.kind)
            self.seeker.ask_more(pane.results)

    def to_end(self, pane: Pane) -> None:
        """To the last row; of a search, to the last of the hits that a list holds."""
        if pane.kind in self._growing:
            self._to_end.add(pane.kind)
        elif pane.results is not None and pane.grows:
            pane.grows = False
            self._growing.add(pane.kind)
            self._to_end.add(pane.kind)
            self.seeker.ask_more(pane.results, MOST_HITS - len(pane.results.hits))
        else:
            pane.move(len(pane.rows))

    def more_found(self, pane: Pane, results: Results) -> None:
        """Add a further page."""
        pane.add_results(results, page=PAGE, most=MOST_HITS)
        self._growing.discard(pane.kind)
        if pane.kind in self._to_end and pane.grows:
            self.to_end(pane)
        elif pane.kind in self._to_end:
            self._to_end.discard(pane.kind)
            pane.move(len(pane.rows))
            if pane.results is not None and len(pane.results.hits) >= MOST_HITS:
                self.tell(f"The list ends after its {MOST_HITS:,} best rows: more words find fewer.")
        self.after_rest("idle", self.IDLE, self.ask_idle)

    def forget_pages(self) -> None:
        """No further page that was asked for is wanted."""
        for kind in self._growing:
            self.pane(kind).grows = True
        self._to_end.clear()
        self._growing.clear()

    # -- idle time --------------------------------------------------------------------------------------------

    def ask_idle(self) -> None:
        """What is asked for while the fingers rest: claims of like meaning, and how many passages there are."""
        claims = self.pane("claim")
        if not self.query_text or self.unanswered:
            return
        self._ask_to_the_end()
        if (place := claims.place_for_related) is not None:
            self.seeker.ask_related(self.steps, self.query_text, (row for row in claims.rows[:place] if row > 0))
        wanted = self.context() != "search" or not any(len(self.pane(kind).rows) for kind in LIST_KINDS)
        if wanted and self.first_kind == "source" and self.pane("passage").is_waiting:
            self.seeker.ask_also(self.steps, self.query_text, "passage")

    def _ask_to_the_end(self) -> None:
        """Go on in the background where nothing was found and not all was looked at: any key stops it."""
        given_up = [
            kind
            for kind in self.shown_kinds
            if (results := self.pane(kind).results) is not None and not results.total and not results.is_exact
        ]
        if given_up and self._asked_to_the_end != self.seeker.request:
            self._asked_to_the_end = self.seeker.request
            self.seeker.ask_to_the_end(self.steps, self.query_text, given_up)

    @on(RelatedFound)
    def _related_found(self, message: RelatedFound) -> None:
        claims = self.pane("claim")
        if message.request != self.seeker.request:
            return
        had_any = bool(self.pane(self.following).rows)
        claims.add_related(message.rows)
        self._related = len(message.rows) if RELATED in claims.rows else 0
        if had_any or not self._related:
            return
        self.say_found()
        if self.following != "claim" and self.context() == "search":
            self._stands_in = "claim", self.following
            self.following = "claim"
        self.follow_cursor(rest=False)

    @property
    def related(self) -> int:
        """How many claims the list shows that mean what the query means, without its words."""
        return self._related if RELATED in self.pane("claim").rows else 0

    def passages_counted(self, pane: Pane) -> None:
        """Say beside the sources how many passages there are; where nothing else was found, show them."""
        others = [self.pane(kind) for kind in LIST_KINDS]
        if len(pane.rows) and not any(len(other.rows) for other in others):
            self.toggle_passages()
            return
        sources = self.pane("source")
        sources.note = f"{pane.count} passages" if pane.results is not None and pane.results.total else ""
        sources.retitle()

    @on(Unexplained)
    def _unexplained(self) -> None:
        seconds = self.IDLE if self.context() == "search" else self.SLOW  # one frame a letter, while there are letters
        self.after_rest("why", seconds, self._ask_why)

    def _ask_why(self) -> None:
        kinds = [self.following, *(kind for kind in self.shown_kinds if kind != self.following)]
        asked = [(kind, rows) for kind in kinds if (rows := self.pane(kind).unexplained())]
        if asked and self.query_text:
            self.seeker.ask_why(self.query_text, asked)

    @on(Explained)
    def _explained(self, message: Explained) -> None:
        if message.request == self.seeker.request:
            self.pane(message.kind).explain(message.why)
