"""The comparison: excerpts side by side or stacked, evidence highlighted, every column scrolled on its own."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.reactive import reactive

from explorer.models import Source, Span
from explorer.text.sentences import sentence_around
from explorer.text.spans import overlaps
from explorer.tui import wording
from explorer.tui.columns import Columns
from explorer.tui.layout import Laid, Matches, MatchId, StopId, lay_out
from explorer.tui.passages import Comparison, Stop
from explorer.tui.rendering import content


@dataclass(frozen=True, slots=True)
class Focus:
    """The excerpt that `y` cites and `o` opens."""

    source: Source
    stop: Stop | None


class Compare(Columns):
    """Draws one comparison by lines. It knows no database: it is given comparisons and matches to highlight."""

    comparison: reactive[Comparison | None] = reactive(None, repaint=False, init=False)

    def __init__(self, *, id: str, number: int | None = 4) -> None:  # noqa: A002 - textual's word
        super().__init__(id=id)
        self.number = number
        self.matches: Matches | None = None
        self.stop: StopId | None = None
        self.match: MatchId | None = None
        """The match of the search that `n` went to last; None before."""

    def shown(self) -> Comparison | None:
        """What is laid out."""
        return self.comparison

    # -- contents ---------------------------------------------------------------------------------------------

    def show(
        self, comparison: Comparison | None, *, hint: str = "", stop: StopId | None = None, at: Span | None = None
    ) -> None:
        """Show a comparison with its first evidence in view, or a hint where there is nothing to compare.

        A `stop` or a passage `at` (offsets of a source's text) is gone to in the place of the first evidence; in a
        source of which its title does not show why it was found, the passage that shows it best.
        """
        before = self.comparison
        self.hint = hint
        self._offsets.clear()
        self._first = self._column = 0
        self.set_reactive(Compare.comparison, comparison)
        self.stop = stop if stop is not None else self._opening_stop(comparison)
        self.match = None
        self._lay_out()
        if comparison is not None and comparison.kind == "source" and stop is None:
            self._land(comparison, at)
        elif comparison is not None and self.stop is not None:
            if stop is None:
                self._take_found_stop()
            for column in range(len(self._laid.columns) if self._laid else 0):
                self._centre(column, only_if_hidden=True)
            self._follow()
        if before is None or comparison is None or before.id != comparison.id:
            self._retitle()
        self._subtitle()
        self.refresh()

    def _land(self, comparison: Comparison, at: Span | None) -> None:
        """In a source: go to the passage `at`, or to the one in which most of what was searched for stands."""
        laid = self._laid
        if laid is None:
            return
        spans = [passage.span for passage in comparison.columns[0].passages]
        if at is not None:
            place = next((p for p, span in enumerate(spans) if overlaps(span, at)), None)
        else:
            place = self._best_passage(comparison, laid)
        if place is None:
            return
        self.match = next((match for match in laid.matches if match[1] == place), None)
        self.stop = self._stop_of_match()
        self._lay_out()
        start = laid.columns[0].starts[(0, place)]
        end = laid.columns[0].starts.get((0, place + 1), len(laid.columns[0].body))
        self._centre_on(0, laid.columns[0].found.get(self.match or (0, 0, 0), Span(start, end)), start)

    def _best_passage(self, comparison: Comparison, laid: Laid) -> int | None:
        if self.matches is None or self.matches(comparison.title):
            return None
        text = comparison.columns[0].source.text
        words: dict[int, set[str]] = {}
        for (_, place, _), span in laid.matches.items():
            words.setdefault(place, set()).add(text[span.start : span.end].casefold())
        return min(words, key=lambda place: (-len(words[place]), place), default=None)

    def _take_found_stop(self) -> None:
        """Open at the first evidence in which something was found, where there is one."""
        opening, laid = self.stop, self._laid
        for match in laid.matches if laid else ():
            self.match = match
            found = self._stop_of_match()
            if found is not None:
                self.stop = found
                break
        self.match = None
        if self.stop != opening:
            self._lay_out()

    def _stop_of_match(self) -> StopId | None:
        """The evidence that holds the match in focus, or that stands in the same place."""
        if self.match is None or self._laid is None or self.comparison is None:
            return None
        c, p, _ = self.match
        span = self._laid.matches[self.match]
        stops = self.comparison.columns[c].passages[p].stops
        return next(((c, p, s) for s, stop in enumerate(stops) if overlaps(stop.whole, span)), None)

    @staticmethod
    def _opening_stop(comparison: Comparison | None) -> StopId | None:
        for c, column in enumerate(comparison.columns if comparison else ()):
            for p, passage in enumerate(column.passages):
                if passage.stops:
                    return (c, p, 0)
        return None

    @property
    def focus_excerpt(self) -> Focus | None:
        """What is cited and opened from here; None when nothing is shown."""
        if self.comparison is None or not self.comparison.columns:
            return None
        if self.stop is None and self.match is not None and self._laid is not None:
            source = self.comparison.columns[self.match[0]].source
            span = self._laid.matches[self.match]
            return Focus(source, Stop((span,), sentence=sentence_around(source, span)))
        if self.stop is None:
            return Focus(self.comparison.columns[self._column].source, None)
        c, p, s = self.stop
        column = self.comparison.columns[c]
        return Focus(column.source, column.passages[p].stops[s])

    def highlight(self, matches: Matches | None) -> None:
        """Mark what a search found, from now on."""
        self.matches = matches
        self.match = None
        self._lay_out()
        self._subtitle()
        self.refresh()

    def _lay_out(self) -> None:
        width, height = self.size
        if self.comparison is None or width < 8 or height < 1:
            self._laid = None
            return
        self._laid = lay_out(self.comparison, width, height, self.stop, self.matches, self.match)

    def _retitle(self) -> None:
        names = {"claim": "who says it", "entity": "every mention", "source": "source"}
        words = names[self.comparison.kind] if self.comparison else ""
        number = f"{self.number} " if self.number is not None else ""
        self.border_title = content(f"{number}Comparison" + (f" · {words}" if words else ""))
        self._subtitle()

    def _subtitle(self) -> None:
        laid = self._laid
        parts = []
        if laid is not None and self.match in laid.matches:
            parts.append(f"match {list(laid.matches).index(self.match) + 1}/{len(laid.matches)}")
        elif laid is not None and self.stop in laid.stops:
            what = "mention" if self.comparison and self.comparison.kind == "entity" else "evidence"
            parts.append(f"{what} {laid.stops.index(self.stop) + 1}/{len(laid.stops)}")
        if laid is not None and len(laid.columns) > self._fit(laid):
            last = min(self._first + self._fit(laid), len(laid.columns))
            parts.append(f"{wording.letter(self._first)}–{wording.letter(last - 1)} of {len(laid.columns)} sources")
        self.border_subtitle = content(" · ".join(parts)) if parts else None

    # -- moving -----------------------------------------------------------------------------------------------

    def step(self, delta: int) -> bool:
        """Go to the next or previous evidence and centre it; False when there is none to go to."""
        if self._laid is None or not self._laid.stops:
            return False
        stops = self._laid.stops
        position = stops.index(self.stop) if self.stop in stops else (-1 if delta > 0 else 0)
        self._go(stops[(position + delta) % len(stops)])
        return len(stops) > 1

    def step_match(self, delta: int, *, around: bool = False) -> bool:
        """Go to the next or previous match of the search and centre it; False beyond the last one.

        `around` goes on at the other end instead. The first step goes to the match nearest to what is in focus.
        """
        matches = list(self._laid.matches) if self._laid is not None else []
        if not matches:
            return False
        if self.match in matches:
            position = matches.index(self.match) + delta
        else:
            here = self.stop[:2] if self.stop is not None else (0, 0)
            after = next((n for n, match in enumerate(matches) if match[:2] >= here), len(matches))
            position = after if delta > 0 else after - 1
        if not around and not 0 <= position < len(matches):
            return False
        self.go_match(matches[position % len(matches)])
        return True

    def go_match(self, match: MatchId) -> None:
        """Go to a match and centre it."""
        self.match = match
        self.stop = self._stop_of_match()
        self._lay_out()
        self._follow()
        if self._laid is not None:
            self._centre_on(self._column, self._laid.columns[self._column].found[match], None)
        self._subtitle()
        self.refresh()

    @property
    def found(self) -> list[MatchId]:
        """Every match of the search here, in reading order."""
        return list(self._laid.matches) if self._laid is not None else []

    def go_column(self, delta: int) -> bool:
        """Move to the neighbouring column, to its first evidence; False at the edge."""
        laid = self._laid
        if laid is None or self.comparison is None:
            return False
        here = (self.stop or self.match or (0,))[0]
        target = here + delta
        stop = next((stop for stop in laid.stops if stop[0] == target), None)
        if stop is None:
            return False
        self._go(stop)
        return True

    def _go(self, stop: StopId) -> None:
        self.stop, self.match = stop, None
        self._lay_out()
        self._follow()
        self._centre(self._column)
        self._subtitle()
        self.refresh()

    def _follow(self) -> None:
        """Bring the column of the stop or match in focus into view."""
        laid, focus = self._laid, self.match or self.stop
        if laid is None or focus is None:
            return
        self._column = next((i for i, column in enumerate(laid.columns) if focus[0] in column.members), 0)
        fit = self._fit(laid)
        if self._column < self._first:
            self._first = self._column
        elif self._column >= self._first + fit:
            self._first = self._column - fit + 1
        self._subtitle()

    def _centre(self, column: int, *, only_if_hidden: bool = False) -> None:
        laid = self._laid
        if laid is None:
            return
        at = laid.columns[column].at
        stop = self.stop if self.stop in at else next(iter(at), None)
        if stop is None:
            return
        if only_if_hidden and at[stop].end <= self._room(laid, column):
            return
        self._centre_on(column, at[stop], laid.columns[column].starts.get(stop[:2]))

    def _centre_on(self, column: int, span: Span, start: int | None) -> None:
        """Bring body lines into the middle; from `start` on, where that fits: who says it stays in view with it."""
        if self._laid is None:
            return
        room, size = self._room(self._laid, column), span.end - span.start
        offset = span.start if size >= room else span.start - (room - size) // 2
        if start is not None and span.end - start <= room:
            offset = max(span.end - room, min(offset, start))
        self._set_offset(column, offset)

    # -- events -----------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Lay out for the new width and keep the evidence in view."""
        self._lay_out()
        self._first = 0
        self._follow()
        if self.comparison is not None and self.comparison.kind != "source" and self._laid is not None:
            for column in range(len(self._laid.columns)):
                self._offsets.pop(column, None)
                self._centre(column, only_if_hidden=True)
        if self.match is not None and self._laid is not None and self.match in self._laid.matches:
            self._centre_on(self._column, self._laid.columns[self._column].found[self.match], None)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on a column takes the evidence nearest to it."""
        column, offset = self._column_at(event), event.get_content_offset(self)
        if column is None or offset is None or self._laid is None:
            return
        laid = self._laid.columns[column]
        line = offset.y - self._above(self._laid) - laid.head_size + self._offsets.get(column, 0)
        if laid.at:
            keep = dict(self._offsets)
            self._go(min(laid.at, key=lambda stop: (abs(laid.at[stop].start - line), stop)))
            self._offsets = keep  # what was clicked stays under the pointer
            self.refresh()
