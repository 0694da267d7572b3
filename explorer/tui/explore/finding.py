"""The lists of the main screen and what stands in them: everything, what a filter leaves, what a search finds.

A list whose answer is not there yet is *waiting*. It goes on showing what it showed, but nothing in it can be acted
upon: see `explorer.tui.explore.waiting`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.timer import Timer
from textual.widget import Widget

from explorer.lists import LIST_KINDS, Filter, Results, SearchKind, shared_hints
from explorer.tui.explore.waiting import Waiting
from explorer.tui.frame.chrome import TopLine
from explorer.tui.keys.actions import key_of
from explorer.tui.lists.panes import TITLES, Pane
from explorer.tui.lists.searchbar import SearchBar
from explorer.tui.reading.messages import Found, RowsFailed, RowsLoaded, SearchReady
from explorer.tui.reading.seeking import PAGE, Seeker
from explorer.tui.reading.steps import Steps

if TYPE_CHECKING:
    from explorer.tui.comparison.layout import Matches


class Finding(Waiting):
    """Holds the query and the steps, and fills the lists accordingly."""

    IDLE: ClassVar[float] = 0.3
    """Seconds without a key after which is asked for what only idle time may cost."""
    BRISK: ClassVar[float] = 0.15
    """Seconds between two letters under which the comparison waits for a rest, as it does while a key is held."""
    SLOW: ClassVar[float] = 0.1
    """Seconds after which a list without its answer says so: no number on the screen outlives its query for longer."""

    def __init__(self) -> None:
        super().__init__()
        self._panes: dict[SearchKind, Pane] = {}
        self.steps = Steps()
        self.query_text = ""
        self.prefers_passages = False
        """Whether the first list shows passages while a search is on."""
        self.unanswered: set[SearchKind] = set()
        self._matches: tuple[str, Matches | None] = ("", None)
        self._before: dict[SearchKind, int] = {}
        self._has_entered = False
        self._wanted: dict[SearchKind, int] = {}
        self._stands_in: tuple[SearchKind, SearchKind] | None = None
        self._steps_when_typed = 0
        self._rests: dict[str, Timer] = {}
        self._typed_at = self._typed_before = 0.0

    # -- what the rest of the screen gives --------------------------------------------------------------------

    def pane(self, kind: SearchKind) -> Pane:
        """The list of a kind, shown or not."""
        if kind not in self._panes:
            self._panes = {pane.kind: pane for pane in self.query(Pane)}
        return self._panes[kind]

    @property
    def panes(self) -> Iterable[Pane]:
        """Every list, shown or not."""
        return self._panes.values() or self.query(Pane)

    def go_to(self, widget: Widget) -> None:
        """Give a pane the focus."""
        raise NotImplementedError

    def follow_cursor(self, *, rest: bool) -> None:
        """Show the comparison of the row under the cursor: at once, but with `rest` not before a held key is let go."""
        raise NotImplementedError

    @property
    def searchbar(self) -> SearchBar:
        """The search line."""
        return self.query_one(SearchBar)

    @property
    def seeker(self) -> Seeker:
        """Who asks for rows."""
        return self.loader.seeker

    @property
    def first_kind(self) -> SearchKind:
        """What the first list shows now."""
        return "passage" if self.prefers_passages and self.query_text else "source"

    @property
    def shown_kinds(self) -> list[SearchKind]:
        """The lists on the screen, from the first to the last."""
        return [self.first_kind, "entity", "claim"]

    def after_rest(self, name: str, seconds: float, do: Callable[[], None]) -> None:
        """Do something after so many seconds without another call under this name."""
        self.forget_rest(name)
        self._rests[name] = self.set_timer(seconds, do)

    def forget_rest(self, name: str) -> None:
        """Do nothing of that name after all."""
        timer = self._rests.pop(name, None)
        if timer is not None:
            timer.stop()

    @property
    def is_answered(self) -> bool:
        """Whether all lists and the comparison are there."""
        return not self.unanswered and not self.loader.is_comparing

    # -- asking -----------------------------------------------------------------------------------------------

    def reload(self, *, keep: Pane | None = None) -> None:
        """Ask for the lists anew, for the steps and the query of now; the list in focus is answered first.

        What a search found in the list `keep` stays as it is: a row chosen there narrows the others alone.
        """
        self.query_one(TopLine).set_crumbs(self.crumbs())
        self.forget_pages()
        self.forget_rest("idle")
        self._show_first_list()
        self._follow_own_list()
        kinds = [self.following, *(kind for kind in reversed(self.shown_kinds) if kind != self.following)]
        if keep is not None and keep.results is not None and not keep.is_waiting and self.loader.ready:
            keep.chosen = self.steps.row_of(keep.kind)
            keep.refresh()
            kinds.remove(keep.kind)
        self.unanswered = set(kinds)
        for pane in self.panes:
            pane.is_waiting = pane.kind in kinds or pane.kind not in self.shown_kinds
        if self.query_text:
            self.after_rest("slow", self.SLOW, self._say_slow)
            if self.loader.ready:
                self.expect_answers()
                self.seeker.ask(self.steps, self.query_text, kinds)
            else:
                self.seeker.next_request()
                self.settle_engine()
            return
        self.seeker.next_request()
        self.searchbar.say("")
        self._restore(kinds)

    def settle_engine(self) -> None:
        """See that the search engine is being loaded."""
        raise NotImplementedError

    def _restore(self, kinds: Sequence[SearchKind]) -> None:
        """Show lists without a search: at once where nothing need be read for it."""
        request, missing = self.seeker.request, []
        for kind in kinds:
            narrowed = self.steps.filter_for(kind)
            is_whole = narrowed == Filter() and (kind == "passage" or not self.seeker.orders.get(kind))
            rows = self.all_rows(kind) if is_whole else self.seeker.remembered(kind, narrowed)
            if rows is None:
                missing.append(kind)
            else:
                self._rows_loaded(RowsLoaded(request, kind, rows))
        if missing:
            self.seeker.ask(self.steps, "", missing)

    def all_rows(self, kind: SearchKind) -> range:
        """Every row of a list: a range, whatever its length."""
        return range(1, self.pane(kind).total + 1)

    @on(SearchReady)
    def _search_ready(self) -> None:
        if self.query_text:
            self.reload()
        self.read_own()
        self.loader.prepare_views()

    def read_own(self) -> None:
        """Read what the reader has kept."""
        raise NotImplementedError

    def _say_slow(self) -> None:
        """No number of an older query stays on the screen while the newest is answered."""
        if self.unanswered:
            self.searchbar.say("searching …" if self.loader.ready else "loading the index …")
            for pane in self.panes:
                pane.retitle()

    def _is_typing_fast(self) -> bool:
        """Whether the comparison can wait, because the next letter will be there before it."""
        return self.context() == "search" and self._typed_at - self._typed_before < self.BRISK

    # -- answers ----------------------------------------------------------------------------------------------

    @on(RowsLoaded)
    def _rows_loaded(self, message: RowsLoaded) -> None:
        if message.request != self.seeker.request:
            return
        pane = self.pane(message.kind)
        keep = self._wanted.pop(pane.kind, 0) or (pane.row if self._has_entered or not self._before else 0)
        pane.chosen = self.steps.row_of(pane.kind)
        pane.note = ""
        rows = self.all_rows(pane.kind) if message.rows is None else message.rows
        pane.show_rows(rows, keep=keep or self._before.get(pane.kind, -1), hint=self.empty_hint(pane.kind))
        self._answered(pane)

    @on(Found)
    def _found(self, message: Found) -> None:
        results = message.results
        if message.request != self.seeker.request:
            return
        pane = self.pane(results.kind)
        if message.is_more:
            self.more_found(pane, results)
            return
        pane.chosen = self.steps.row_of(pane.kind)
        matches = self.matches_of(results.query)
        pane.show_results(results, matches, hint=self.empty_hint(pane.kind), page=PAGE)
        pane.go_to_row(self._wanted.pop(pane.kind, 0))
        self._answered(pane)

    def _answered(self, pane: Pane) -> None:
        self.unanswered.discard(pane.kind)
        if pane.kind == "passage" and pane.kind not in self.shown_kinds:
            self.passages_counted(pane)
            return
        if pane.kind == self.following and len(pane.rows):
            self._enters = False
            self.follow_cursor(rest=self._is_typing_fast())
        compare, matches = self.compare(), self.matches_of(self.query_text)
        if self.is_comparing:
            compare.matches = matches
        elif compare.matches is not matches:
            compare.highlight(matches)
        if not self.unanswered:
            self._all_answered()
        self.gather_frame()
        self.app.go_on()

    def _all_answered(self) -> None:
        self.forget_rest("slow")
        shown = [self.pane(kind) for kind in self.shown_kinds]
        if self.query_text:
            self.say_found()
            self.after_rest("idle", self.IDLE, self.ask_idle)
        else:
            self._before.clear()
            self._has_entered = False
        with_rows = [pane for pane in reversed(shown) if pane.rows]
        if not self.pane(self.following).rows or self.following not in self.shown_kinds:
            if with_rows and (self.context() == "search" or self._enters):
                self._stands_in = with_rows[0].kind, self.following
                self.following = with_rows[0].kind
            self.follow_cursor(rest=False)
        if self._enters:
            self._enters = False
            self.enter_results()

    @on(RowsFailed)
    def _no_rows_come(self) -> None:
        """Lists without their answer hold nothing: what they show is none, and a key would wait for one for ever."""
        if not self.unanswered:
            return
        self.app.typed_ahead.clear()
        self._enters = False
        for kind in self.unanswered:
            self.pane(kind).show_rows((), hint=f"What was asked for cannot be read. {key_of('back')} leads back.")
        self.unanswered.clear()
        self.forget_rest("slow")
        self.searchbar.say("")
        self.follow_cursor(rest=False)
        self.gather_frame()

    def _follow_own_list(self) -> None:
        """Follow the list that the reader was in again, where another one stood in because that one held nothing.

        What stands beside the lists is then the same for the same words, whatever was typed before them.
        """
        if self._stands_in is None or self.context() != "search":
            return
        now, own = self._stands_in
        self._stands_in = None
        if self.following == now:  # else the reader has gone to another list meanwhile
            self.following = own if own in self.shown_kinds else self.first_kind

    def say_found(self) -> None:
        """How much was found in the three lists, and how the query was read."""
        results = [pane.results for pane in self.panes if pane.kind in LIST_KINDS and pane.results is not None]
        if not results:
            self.searchbar.say("")  # what is typed asks for nothing yet
            return
        found = sum(each.total for each in results)
        is_exact = all(each.is_exact for each in results)
        every = [pane.results for pane in self.panes if not pane.is_waiting and pane.results is not None]
        problems = list(dict.fromkeys(problem for each in every for problem in each.problems))
        meant = {item.typed: item.words for each in reversed(results) for item in each.meant}
        corrected = ", ".join(f"{typed} → {words[0]}" for typed, words in meant.items() if words)
        notice = " ".join(problems) or corrected or " ".join(shared_hints(results))
        related = f", {self.related:,} related" if self.related and not found else ""
        count = f"{'' if is_exact else '≥ '}{found:,} found{related}"
        self.searchbar.say(count, notice, is_problem=bool(problems))
        self.results_said(results)

    @property
    def related(self) -> int:
        """How many claims the list shows that mean what the query means, without its words."""
        raise NotImplementedError

    def enter_results(self) -> None:
        """From the search line to the list in which something was found; nowhere where nothing was."""
        raise NotImplementedError

    def results_said(self, results: Sequence[Results]) -> None:
        """All lists have their answers: what else there is to say of them."""

    def forget_pages(self) -> None:
        """No further page that was asked for is wanted."""
        raise NotImplementedError

    def ask_idle(self) -> None:
        """The fingers rest: ask for what only idle time may cost."""
        raise NotImplementedError

    def more_found(self, pane: Pane, results: Results) -> None:
        """A further page of a search is there."""
        raise NotImplementedError

    def passages_counted(self, pane: Pane) -> None:
        """The passages that a search finds are known, and another list stands in their place."""
        raise NotImplementedError

    def matches_of(self, query: str) -> Matches | None:
        """What marks the words of a query in a text."""
        if self._matches[0] != query or self._matches[1] is None:
            self._matches = (query, self.seeker.matches(query))
        return self._matches[1]

    def empty_hint(self, kind: SearchKind) -> str:
        """What an empty list says."""
        if self.query_text and kind != "claim":  # what to do is told beside it, and other lists may have found some
            return f"No {TITLES[kind].lower()} match."
        if self.query_text:
            among = " among what the filter leaves" if self.steps.taken else ""
            return f"Nothing matches “{self.query_text}”{among}. {key_of('back')} clears the search."
        if self.steps.taken:
            return f"Nothing here with this filter. {key_of('back')} undoes it."
        if kind == "claim":
            to_them = f"{key_of('sources')} goes to them, {key_of('source')} reads one"
            return f"This database holds no claims: nothing in its articles was read as one. {to_them}."
        return f"This database holds no {TITLES[kind].lower()}."

    # -- the first list ---------------------------------------------------------------------------------------

    def toggle_passages(self) -> None:
        """From the sources to the passages that a search finds, or back."""
        had_focus = self.focused is self.pane(self.first_kind)
        self.prefers_passages = not self.prefers_passages
        kind = self.first_kind
        self._show_first_list()
        pane = self.pane(kind)
        if self.following in ("source", "passage") or not len(self.pane(self.following).rows):
            self.following = kind
        if had_focus:
            self.go_to(pane)
        if pane.is_waiting:
            self.unanswered.add(kind)
            self.seeker.ask_also(self.steps, self.query_text, kind)
        else:
            self.follow_cursor(rest=False)

    def _show_first_list(self) -> None:
        """Show the passages or the sources; who had the one in focus has the other."""
        shown, hidden = self.first_kind, "source" if self.first_kind == "passage" else "passage"
        was = self.pane("source" if hidden == "source" else "passage")
        if not was.display:
            return
        now = self.pane(shown)
        was.display, now.display = False, True
        now.set_class(was.has_class("-current"), "-current")
        was.remove_class("-current")
        if self.following == was.kind:
            self.following = now.kind
        if self.focused is was:
            self.set_focus(now)
