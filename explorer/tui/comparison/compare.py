"""The comparison: excerpts side by side or stacked, the evidence of all accounts in one row, what differs marked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual import events

from explorer.models import Span
from explorer.tui.comparison import captions
from explorer.tui.comparison.focusing import (
    Focus,
    first_found,
    first_stop,
    focused,
    match_after,
    moved,
    passage_to_open,
    stop_of_match,
)
from explorer.tui.comparison.looking import Looking
from explorer.tui.drawing.painted import Painted
from explorer.tui.drawing.rendering import content
from explorer.tui.keys.jumping import Landing

if TYPE_CHECKING:
    from explorer.tui.comparison.layout import Matches, MatchId, StopId
    from explorer.tui.comparison.model import Comparison, Context


class Compare(Looking, Painted, can_focus=True):
    """Draws one comparison by lines. It knows no database: it is given comparisons and matches to highlight."""

    def __init__(self, *, id: str, number: int | None = 4) -> None:
        super().__init__(id=id)
        self.number = number
        self.called = ""
        """What the border says in the place of what is compared."""
        self.sought = ""
        """The words that the reader looks for in a text, where `matches` marks these."""
        self.context_shown: Context | None = None
        """How much is shown around an evidence, here and in the comparisons to come; None: what there is room for."""

    # -- contents ---------------------------------------------------------------------------------------------

    def show(
        self, comparison: Comparison | None, *, hint: str = "", stop: StopId | None = None, at: Span | None = None
    ) -> None:
        """Show a comparison with its first evidence in view, or a hint where there is nothing to compare.

        A `stop` or a passage `at` (offsets of a source's text) is gone to in the place of the first evidence; in a
        source of which its title does not show why it was found, the passage that shows it best.
        """
        before, self.hint, self.held = self.comparison, hint, None
        way = self._way
        known = None
        if comparison is None:
            self._opened.clear()
        elif stop is None and at is None:
            known = self._opened.get(comparison, self.matches, way)
        if known is not None:
            self._stand_as(known)
        else:
            self._open(comparison, stop, at)
        if before is None or comparison is None or before.id != comparison.id:
            self._retitle()
        else:
            self._subtitle()
        self.refresh()
        if comparison is not None and self.comparison is not None and stop is None and at is None:
            known = known or self._as_opened(comparison, self.comparison)
            self._opened.keep(known, way)
            if self.text_selection is None:  # what is selected looks different
                self.frame.show_lines(known.lines)

    def prepare(self, comparison: Comparison) -> bool:
        """Lay out and draw a comparison that may be shown next, while nobody waits for it; False where it was."""
        way, shown = self._way, self.comparison
        is_as_marked = self._marked is self.matches and self.text_selection is None and self.held is None
        if shown is None or not is_as_marked or self._opened.get(comparison, self.matches, way) is not None:
            return False
        now = self._as_opened(shown, shown)
        self._open(comparison, None, None)
        opened = self._as_opened(comparison, self.comparison or comparison)
        opened.lines.update(self.drawn_lines(self.size.height))
        self._opened.keep(opened, way)
        self._stand_as(now)
        return True

    @property
    def _way(self) -> tuple[object, ...]:
        """All that a comparison is opened by, beside itself and what was searched for."""
        return self.size, self.context_shown, tuple(self._locks.items()), self.app.theme if self.is_attached else ""

    def _open(self, comparison: Comparison | None, stop: StopId | None, at: Span | None) -> None:
        """Lay a comparison out from its beginning."""
        self._first = self._column = 0
        self._offsets, self._floors, self._current = {}, {}, {}
        shown = self._with_context(comparison) if comparison is not None else None
        self.set_reactive(Looking.comparison, shown)
        self.match = None
        self._build()
        self.stop = stop if stop is not None or shown is None else first_stop(shown)
        self._lay_out()
        if comparison is not None and comparison.kind == "source" and stop is None:
            self._land(comparison, at)
        elif comparison is not None and self.stop is not None:
            if stop is None:
                self._take_found_stop()
            self._settle(gently=True)

    def complete(self, comparison: Comparison) -> None:
        """Take in the columns that were still to be read; all that is in view stays where it is."""
        if self.comparison is None or self.comparison.id != comparison.id or not self.comparison.more[0]:
            return
        self.set_reactive(Looking.comparison, self._with_context(comparison))
        self._build()
        if self._layout is not None and self.match not in self._layout.matches:
            self.match = None
        self._lay_out()
        self._subtitle()
        self.refresh()

    def _with_context(self, comparison: Comparison) -> Comparison:
        from explorer.tui.comparison.model import with_context  # like all that lays out, not before the first frame
        from explorer.tui.comparison.roominess import filling

        return with_context(comparison, self.context_shown) if self.context_shown else filling(comparison, *self.size)

    def _land(self, comparison: Comparison, at: Span | None) -> None:
        """In a source: go to the passage `at`, or to the one in which most of what was searched for stands."""
        layout = self._layout
        if layout is None:
            return
        place = passage_to_open(comparison, layout, self.matches, at)
        if place is None:
            return
        self.match = next((match for match in layout.matches if match[1] == place), None)
        self.stop = stop_of_match(layout, self.match)
        self._lay_out()
        if self._laid is None:
            return
        column = self._laid.columns[0]
        start, end = column.starts[(0, place)], column.starts.get((0, place + 1), len(column.body))
        self._centre_on(0, column.found.get(self.match or (0, 0, 0), Span(start, end)), start)

    def _take_found_stop(self) -> None:
        """Open at the first evidence in which something was found, where there is one."""
        found = first_found(self._layout)
        if found is not None and found != self.stop:
            self.stop = found
            self._lay_out()

    @property
    def focus_excerpt(self) -> Focus | None:
        """What is cited and opened from here; None when nothing is shown."""
        return focused(self.comparison, self._layout, self._column, self.stop, self.match)

    def highlight(self, matches: Matches | None, match: MatchId | None = None) -> None:
        """Mark what a search found, from now on, with this match in focus; all that is in view stays where it is."""
        self.matches = matches
        self._build()
        self.match = match if match in self.found else None
        self._lay_out()
        self._subtitle()
        self.refresh()

    def mark_anew(self) -> None:
        """Mark what `matches` says, where what stands here was laid out for an earlier search."""
        if self._marked is not self.matches:
            self.highlight(self.matches)

    # -- what is shown ----------------------------------------------------------------------------------------

    def widen(self, steps: int) -> bool:
        """Show more or less around the evidence; False where there is no more, or no less."""
        from explorer.tui.comparison.model import CONTEXTS

        shown = self.comparison
        if shown is None or shown.kind == "source":
            return False
        level = CONTEXTS.index(shown.context) + steps
        if not 0 <= level < len(CONTEXTS):
            return False
        self.context_shown = CONTEXTS[level]
        self._show_around(shown)
        self.match = None
        self._build()
        self._look()
        return True

    def _show_around(self, shown: Comparison) -> None:
        """Show what is to be shown around the evidence now, with the same evidence in focus."""
        wider = self._with_context(shown)
        if wider.context == shown.context:
            return
        self._current, self.stop = moved(shown, wider, self._current, self.stop)
        self.set_reactive(Looking.comparison, wider)

    def toggle_words(self) -> bool:
        """Set the others against the column in focus word by word, or no longer; False where there is no other."""
        if self.comparison is None or self._layout is None or len(self.comparison.columns) < 2:
            return False
        if self.comparison.kind != "claim":
            return False
        self.hold((self.stop or self.match or (0,))[0] if self.held is None else None)
        self._look()
        return True

    def _retitle(self) -> None:
        has_facts = self._layout is not None and not self._layout.tells_facts
        room = self.size.width - 4 if has_facts else 0
        self.border_title = content(self.called or captions.title(self.comparison, self.number, room))
        self._subtitle()

    def _subtitle(self) -> None:
        layout, visible = self._layout, list(self._laid.columns) if self._laid is not None else []
        parts = []
        if layout is not None and visible:
            parts.append(captions.place_words(layout, self.stop, self.match, self.sought))
            parts.append(captions.word_words(layout, self.held, self._against))
            parts.append(captions.column_words(layout, visible, is_compared=self.held is not None))
            parts.append(captions.manner_words(layout, visible, is_locked=self.is_locked))
        words = " · ".join(part for part in parts if part)
        self.border_subtitle = content(words) if words else None

    def toggle_lock(self) -> bool:
        """Lock or free the columns; False where there is only one."""
        is_done = super().toggle_lock()
        self._subtitle()
        return is_done

    # -- moving -----------------------------------------------------------------------------------------------

    def step(self, delta: int) -> bool:
        """Go to the next or previous evidence and centre it; False when there is none to go to."""
        if self._layout is None or not self._layout.stops:
            return False
        stops = self._layout.stops
        position = stops.index(self.stop) if self.stop in stops else (-1 if delta > 0 else 0)
        self._go(stops[(position + delta) % len(stops)])
        return len(stops) > 1

    def step_match(self, delta: int, *, around: bool = False) -> bool:
        """Go to the next or previous match of the search and centre it; False beyond the last one.

        `around` goes on at the other end instead. The first step goes to the match nearest to what is in focus.
        """
        layout = self._layout
        found = match_after(layout, self.match, self.stop, delta, around=around) if layout is not None else None
        if found is None:
            return False
        self.go_match(found)
        return True

    def go_match(self, match: MatchId) -> None:
        """Go to a match and centre it."""
        self.match = match
        self.stop = stop_of_match(self._layout, self.match)
        self._look()

    @property
    def match_in_view(self) -> MatchId | None:
        """The first match that begins in view or below; None where there is none."""
        rows = self._laid.columns[self._column].found if self._laid is not None else {}
        return next((match for match, at in rows.items() if at.start >= self._offset(self._column)), None)

    @property
    def found(self) -> list[MatchId]:
        """Every match of the search here, in reading order."""
        return list(self._layout.matches) if self._layout is not None else []

    def go_column(self, delta: int) -> bool:
        """Move to the neighbouring column, to the evidence that was in focus there; False at the edge."""
        layout = self._layout
        if layout is None or self.comparison is None:
            return False
        stop = self._currents(layout).get((self.stop or self.match or (0,))[0] + delta)
        if stop is None:
            return False
        self._go(stop)
        return True

    def jump_places(self) -> Iterator[Landing]:
        """The heads of the columns in view, and the accounts that have none."""
        if self._laid is not None and len(self._laid.columns) > 1:
            from explorer.tui.comparison.bridges import GUTTER, LEFT

            for number, column in enumerate(self._laid.columns):
                x = LEFT + number * (self._laid.width + GUTTER)
                yield Landing(x, self._above(self._laid), partial(self._jump_to, column))
            below = self._laid.below
            first = {each.column: row for row, each in reversed([*enumerate(below)]) if each.column >= 0}
            for column, row in sorted(first.items()):
                yield Landing(0, self.size.height - len(below) + row, partial(self._jump_to, column))

    def _jump_to(self, column: int) -> None:
        self.focus()
        self.go_column(column - self._column)

    def _go(self, stop: StopId) -> None:
        self.stop, self.match = stop, None
        self._look()

    def _look(self) -> None:
        """Lay out what is in focus now, and bring it into view."""
        self._lay_out()
        self._settle()
        self._subtitle()
        self.refresh()

    # -- events -----------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Take another size."""
        if not self.is_fitted:
            self.fit()

    def fit(self) -> None:
        """Lay out for the new size and keep the evidence in view."""
        if self.comparison is not None and self.match is None:
            self._show_around(self.comparison)
        self._build()
        self._first = 0
        self._lay_out()
        if self.comparison is not None and (self.comparison.kind != "source" or self.match is not None):
            self._offsets, self._floors = {}, {}
            self._settle(gently=True)
        self._retitle()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on a column takes the evidence nearest to it, which stays under the pointer."""
        further = self._further_at(event)
        if further >= 0:
            self.go_column(further - self._column)
            return
        column, laid = self._column_at(event), self._laid
        if column is None or laid is None or not laid.columns[column].at:
            return
        at, line = laid.columns[column].at, self._body_line(event, column)
        self.stop, self.match = min(at, key=lambda stop: (abs(at[stop].start - line), stop)), None
        self._lay_out()
        self._subtitle()
        self.refresh()
