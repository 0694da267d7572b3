"""The search line of the main screen: typing, what the line suggests, earlier searches and those that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING

from textual import on

from explorer.lists import Results
from explorer.tui.explore.further import Further
from explorer.tui.keys.actions import key_of
from explorer.tui.lists.searchbar import Suggestion, Suggestions
from explorer.tui.reading.messages import Completed, SearchesRead, SuggestionTaken, Typed

if TYPE_CHECKING:
    from explorer.tui.reading.searches import Change, Recall, Searches

_NEAREST = 5  # words suggested where nothing was found
_SHOWN = 40  # cells of a query in a toast


class Asking(Further):
    """What can be done in the search line."""

    def __init__(self) -> None:
        super().__init__()
        self._recalled: str | None = None
        self.suggestions = Suggestions()
        """The list under the search line; mounted when there is something to suggest."""

    @cached_property
    def _recall(self) -> Recall:
        from explorer.tui.reading.searches import Recall  # not before the first frame

        return Recall()

    @property
    def searches(self) -> Searches:
        """Earlier searches and those that are kept."""
        return self.loader.searches

    # -- typing -----------------------------------------------------------------------------------------------

    def do_search(self) -> None:
        """To the search line."""
        self._show_line(is_asked=True)
        self.go_to(self.searchbar.input)
        self.draw_at_once()
        self.settle_engine()

    def _show_line(self, *, is_asked: bool) -> None:
        """Only a small screen hides the line: on others its styles are the same, and to work them out takes a while."""
        self.searchbar.set_class(is_asked, "-asked", update=self.has_class("-small"))

    @on(Typed)
    def _typed(self, message: Typed) -> None:
        self.take_typed()
        self._show_line(is_asked=bool(message.query) or self.context() == "search")

    def take_typed(self) -> None:
        """Search for what the line holds, if that is not yet done."""
        query = self.searchbar.query_text
        if query == self.query_text:
            return
        if query != self._recalled:
            self._recall.rest()
        self._typed_before, self._typed_at = self._typed_at, monotonic()
        if not self.query_text or (not query and self._has_entered):
            self.history.leave(self.spot())  # a search begins here, or one whose results were read ends
        if query and not self.query_text:
            self._before = {pane.kind: pane.row for pane in map(self.pane, self.shown_kinds)}
        self._steps_when_typed = len(self.steps.taken)
        self.query_text = query
        self._enters = False
        self.suggest()
        self.reload()
        self._ask_completions()

    def do_results(self) -> None:
        """To what the line finds as it stands: at once, or as soon as that is known."""
        taken = self.suggestions.taken
        if taken is not None and self.suggestions.chosen >= 0:
            self._take(taken)
            return
        self.take_typed()
        self._remember()
        self.suggest()
        if not self.unanswered or not self.pane(self.following).is_waiting:
            self.enter_results()
            return
        self._enters = True
        self._has_entered = True
        self.go_to(self.pane(self.following))

    def do_clear(self) -> None:
        """Clear the search; on an empty line: back to the lists."""
        if self.suggestions.chosen >= 0:
            self.suggestions.offer(self.suggestions.entries, column=self.suggestions.column)
        elif self.searchbar.input.value:
            self._remember()
            self.searchbar.clear()
            self.take_typed()
        else:
            self.enter_results()

    # -- what the line suggests -------------------------------------------------------------------------------

    def suggest(
        self, entries: Sequence[Suggestion] = (), *, heading: str = "", notice: str = "", column: int = 3
    ) -> None:
        """Suggest these; the first stands in grey in the line where it goes on with what is there."""
        if not self.is_attached:
            return  # the reader leaves, and an answer came late
        if self.context() != "search":
            entries, heading, notice = (), "", ""
        if not self.suggestions.is_attached and (entries or notice):
            self.mount(self.suggestions)
        if self.suggestions.is_attached:
            self.suggestions.offer(entries, heading=heading, notice=notice, column=column)
        line = self.searchbar.input
        rest = entries[0].line.removeprefix(line.value) if entries and line.cursor_at_end else ""
        line.grey(rest if entries and entries[0].line == line.value + rest else "")

    def _ask_completions(self) -> None:
        line = self.searchbar.input
        if line.value and self.loader.ready:
            self.seeker.ask_completions(line.value, line.cursor_position, self.following)

    @on(Completed)
    def _completed(self, message: Completed) -> None:
        line = self.searchbar.input
        if (message.query, message.cursor) != (line.value, line.cursor_position):
            return
        entries = [
            Suggestion(
                message.query[: each.start] + each.text + message.query[each.end :],
                each.start + len(each.text),
                each.text.strip(),
                each.means,
            )
            for each in message.completions
        ]
        if entries:
            start = min(each.start for each in message.completions)
            self.suggest(entries, column=2 + start, notice=self._long_notice())

    def results_said(self, results: Sequence[Results]) -> None:
        """Where nothing was found: suggest the nearest words. Say in full what the line has no room for."""
        nearest = list(dict.fromkeys(word for each in results for word in each.nearest))
        nothing = not any(each.hits for each in results)
        if nothing:
            self._say_once()
        if nothing and self.related:
            self.suggest()  # what is related stands where nearest words would
        elif nothing and nearest:
            entries = [self._corrected(word) for word in nearest[:_NEAREST]]
            self.suggest(entries, heading="Nothing matches. Nearest words:", notice=self._long_notice())
        elif self._long_notice() and not self.suggestions.is_open:
            self.suggest(notice=self._long_notice())

    def _say_once(self) -> None:
        """Say that nothing was found beside the lists, whose titles count; in them where one has all the screen."""
        said = self.empty_hint("claim") if self.has_class("-single") else ""
        for pane in map(self.pane, self.shown_kinds):
            pane.hint = said
            pane.refresh()

    @property
    def nothing_found(self) -> str:
        """What stands in the place of a comparison where a search found nothing: the words nearest to its own, too."""
        found = [pane.results.nearest for pane in self.panes if pane.results is not None]
        nearest = list(dict.fromkeys(word for words in found for word in words))[:_NEAREST]
        if not nearest:
            return self.empty_hint("claim")
        words = f"Nearest {'word' if len(nearest) == 1 else 'words'}: {', '.join(nearest)}."
        return f"{self.empty_hint('claim')}\n\n{words} {key_of('take')} in the search line takes {nearest[0]}."

    def _long_notice(self) -> str:
        bar = self.searchbar
        return bar.told.notice if bar.told.is_problem and not bar.holds_all else ""

    def _corrected(self, word: str) -> Suggestion:
        """The line with this word in the place of the typed one that is most like it."""
        from difflib import SequenceMatcher

        words = self.searchbar.query_text.split(" ")
        wrong = max(range(len(words)), key=lambda n: SequenceMatcher(None, words[n].casefold(), word).ratio())
        words[wrong] = word
        line = " ".join(words)
        return Suggestion(line, len(line), word)

    def do_take(self) -> None:
        """Take what the line suggests; where there is nothing to take, go to the results."""
        if self.suggestions.taken is not None:
            self._take(self.suggestions.taken)
        else:
            self.do_results()

    @on(SuggestionTaken)
    def _suggestion_taken(self) -> None:
        if self.suggestions.taken is not None:
            self._take(self.suggestions.taken)

    def _take(self, taken: Suggestion) -> None:
        self.suggest()
        self.searchbar.put(taken.line, taken.cursor)
        self.take_typed()

    # -- earlier searches -------------------------------------------------------------------------------------

    def do_line_down(self) -> None:
        """Into the suggestions; to a later search; else to the results."""
        if self.suggestions.is_open and self.suggestions.choose(1):
            return
        if self._recall.is_walking:
            self._go_in_history(1)
        else:
            self.do_results()

    def do_line_up(self) -> None:
        """Out of the suggestions; else to the search before."""
        if self.suggestions.chosen >= 0:
            self.suggestions.choose(-1)
        else:
            self._go_in_history(-1)

    def _go_in_history(self, delta: int) -> None:
        entry = self._recall.step(delta, self.searchbar.input.value, self.searches.kept.history)
        if entry is not None:
            self._recalled = entry.strip()
            self.searchbar.put(entry)
            self.take_typed()

    def _remember(self) -> None:
        """Put the query into the history."""
        self._recall.rest()
        if self.query_text and self.searches.remember(self.query_text):
            self.loader.keep_searches()

    @on(SearchesRead)
    def _searches_read(self, message: SearchesRead) -> None:
        if message.words:
            self.tell(message.words, severity="warning")

    # -- searches that are kept -------------------------------------------------------------------------------

    def do_save_search(self) -> None:
        """Keep the search of now; where it is kept already, give it a name."""
        from explorer.tui.reading.searches import LONGEST, Saved

        query = self.query_text[:LONGEST]
        if not query:
            self.tell(f"There is no search to keep: type one after {key_of('search')}.", severity="warning")
        elif any(search.query == query for search in self.searches.kept.saved):
            self._ask_name(query)
        else:
            self._change(lambda kept: kept.with_saved(Saved(query)))
            lists = f"{key_of('searches')} or {key_of('searches_typed')} lists what is kept"
            self.tell(f"Kept “{query[:_SHOWN]}”. The same key again gives it a name; {lists}.")

    def do_save_typed(self) -> None:
        """As `do_save_search`, for what stands in the line."""
        self.take_typed()
        self.do_save_search()

    def _ask_name(self, query: str) -> None:
        from explorer.tui.dialogs.saved import name_screen  # like all that opens later: not before the first frame
        from explorer.tui.reading.searches import LONGEST, Saved

        def named(name: str | None) -> None:
            if name is not None:
                self._change(lambda kept: kept.with_saved(Saved(query, name[:LONGEST])))

        search = next((search for search in self.searches.kept.saved if search.query == query), Saved(query))
        self.app.push_screen(name_screen(search), named)

    def _change(self, change: Change) -> None:
        self.searches.change(change)
        self.loader.keep_searches()

    def do_searches(self) -> None:
        """Choose from the searches that are kept and those that were made."""
        from explorer.tui.dialogs.saved import SearchesScreen

        if not self.searches.kept.saved and not self.searches.kept.history:
            self.tell(f"No searches yet: type one after {key_of('search')}.", severity="warning")
            return

        def chosen(query: str | None) -> None:
            if query is not None:
                self.do_search()
                self.searchbar.put(query)
                self.take_typed()

        self.suggest()
        self.app.clear_notifications()
        self.app.push_screen(SearchesScreen(self.searches.kept, self._change), chosen)

    def do_help_typed(self) -> None:
        """What a query can ask for, and every key."""
        self.suggest()
        self.do_help()

    def do_searches_typed(self) -> None:
        """As `do_searches`."""
        self.do_searches()
