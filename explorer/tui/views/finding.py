"""Finding words in a full text: a line asks for them; their places are marked and gone through as those of a search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from explorer.text.occurrences import occurrences
from explorer.text.phrases import shortened

if TYPE_CHECKING:
    from textual.widget import Widget

    from explorer.tui.comparison.layout import Matches
    from explorer.tui.frame.commands import CommandScreen
    from explorer.tui.reading.history import Spot

    _Part = CommandScreen
else:

    class _Part:
        """No screen by itself: to make one more subclass of one takes Textual as long as to import a module."""


_SHOWN = 60  # characters of what was looked for, in a toast


def words_of(query: str, text: str) -> str:
    """What a search asks for as words that can stand in a text: all of them as they follow each other, or where they do
    not, the first that stands in `text`; empty where it asks for no words.
    """
    from explorer.search.highlighting import asked
    from explorer.search.query import Phrase, Prefix, Word

    words = []
    for part in asked(query, "source"):
        if isinstance(part, Word | Prefix):
            words.append(part.text)
        elif isinstance(part, Phrase):
            words.append(" ".join(part.words))
    together = " ".join(words)
    return next((each for each in (together, *words) if occurrences(text, each)), together)


class FindingWords(_Part):
    """What the keys of finding do in the full text, of which whoever mixes this in is the screen."""

    matches: Matches | None
    opened: Spot
    _sought = ""
    """The words whose places are marked; empty while nothing is looked for."""
    _last = ""
    """Those that were found last, in whatever text."""

    def turn_to(self, widget: Widget) -> None:
        """Give the keyboard to the text, and show it."""
        raise NotImplementedError

    def do_find(self) -> None:
        """Ask for words, and mark them while they are typed."""
        from explorer.tui.dialogs.finding import FindScreen

        compare = self.compare()
        if self.focused is not compare:
            self.turn_to(compare)
        before = compare.matches, compare.match
        text = compare.comparison.columns[0].source.text if compare.comparison is not None else ""
        offered = self._last or words_of(self.opened.query, text)

        def mark(words: str) -> int:
            compare.highlight(_finder(words) if words else before[0], None if words else before[1])
            return len(compare.found) if words else 0

        self.app.clear_notifications()
        self.app.push_screen(FindScreen(offered, mark, self._go_to_words))

    def _go_to_words(self, words: str) -> None:
        """Mark these words and go to the first of their places that is in view or below; say where there is none."""
        compare = self.compare()
        before = compare.matches, compare.match
        compare.highlight(_finder(words))
        if not compare.found:
            compare.highlight(*before)
            what = f"“{shortened(words, _SHOWN)}” is not in this text." if words else "No words were typed to be found."
            self.tell(what, severity="warning")
            return
        self._sought = self._last = compare.sought = words
        first = compare.match_in_view
        compare.go_match(first or compare.found[0])
        if first is None:
            self._tell_turn(1)

    def _step(self, delta: int) -> None:
        """The next match of what is looked for, around the ends; without that the next piece of evidence."""
        compare = self.compare()
        if not compare.found:
            super()._step(delta)
        elif not compare.step_match(delta):
            compare.step_match(delta, around=True)
            self._tell_turn(delta)

    def _tell_turn(self, delta: int) -> None:
        """Say that it goes on at the other end, and which match that is: what says so in the border is covered."""
        count = len(self.compare().found)
        end, number = ("top", 1) if delta > 0 else ("end", count)
        self.tell(f"From the {end} again: {number:,} of {count:,}.")

    def do_leave(self) -> None:
        """Take away what was looked for; then leave."""
        if self._sought:
            self._forget_words()
        else:
            super().do_leave()

    def do_source(self) -> None:
        """Out of the text, whatever is looked for in it."""
        super().do_leave()

    def _forget_words(self) -> None:
        """Mark only what the search found again, and have the evidence in focus at which the reader is."""
        from explorer.tui.comparison.layout import stops_of
        from explorer.tui.comparison.passages import stop_at

        compare = self.compare()
        focus, shown = compare.focus_excerpt, compare.comparison
        if compare.stop is None and shown is not None and focus is not None and focus.stop is not None:
            compare.stop = stop_at(shown, focus.stop.whole) or next(reversed(stops_of(shown)), None)
        self._sought = compare.sought = ""
        compare.highlight(self.matches)


def _finder(words: str) -> Matches:
    return partial(occurrences, words=words)
