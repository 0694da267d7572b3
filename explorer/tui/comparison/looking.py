"""What of a comparison is looked at: the evidence in focus, the columns in view, what is compared word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from explorer.tui.comparison.columns import Columns
from explorer.tui.comparison.opened import AllOpened, Opened

if TYPE_CHECKING:  # what lays out is imported with the first comparison: no first frame needs it
    from explorer.tui.comparison.layout import Layout, Matches, MatchId, StopId
    from explorer.tui.comparison.model import Comparison
    from explorer.tui.comparison.painter import Place, Rewording


class Looking(Columns):
    """Columns laid out around what is in focus. What that is, its subclass says."""

    comparison: reactive[Comparison | None] = reactive(None, repaint=False, init=False)

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.matches: Matches | None = None
        self._marked: Matches | None = None
        """What was marked when this was laid out."""
        self.stop: StopId | None = None
        self.match: MatchId | None = None
        """The match of the search that `n` went to last; None before."""
        self.held: int | None = None
        """The column that the others are set against word by word; None: none is."""
        self._against = 0
        """The column that it is set against."""
        self._opened = AllOpened()
        self._first = 0
        self._current: dict[int, StopId] = {}

    def _as_opened(self, given: Comparison, shown: Comparison) -> Opened:
        """How it stands now."""
        return Opened(
            (given, self.matches), shown, self._layout, self._laid, self._first, self._column, self.stop, self.match,
            dict(self._current), dict(self._offsets), dict(self._floors), {},
        )  # fmt: skip

    def _stand_as(self, opened: Opened) -> None:
        """Stand as one that was opened before."""
        self.set_reactive(Looking.comparison, opened.comparison)
        self._layout, self._laid, self._marked = opened.layout, opened.laid, self.matches
        self._first, self._column, self.stop, self.match = opened.first, opened.column, opened.stop, opened.match
        self._current, self._offsets, self._floors = dict(opened.current), dict(opened.offsets), dict(opened.floors)

    def _build(self) -> None:
        """Begin anew: another comparison, size, search or context."""
        self._marked = self.matches
        width, height = self.size
        is_drawn = self.comparison is not None and width >= 8 and height >= 1
        self._layout = None
        if is_drawn and self.comparison is not None:
            from explorer.tui.comparison.layout import Layout

            self._layout = Layout(self.comparison, width, height, self.matches)

    def _lay_out(self) -> None:
        """Lay out what is in view, with the column in focus among it: what was opened so stands no longer as it did."""
        layout = self._layout
        self._opened.forget(layout)
        if layout is None:
            self._laid = None
            return
        from explorer.tui.comparison.layout import View

        focus = self.match or self.stop
        if self.stop is not None:
            self._current[self.stop[0]] = self.stop
        if focus is not None and focus[0] != self.held:
            self._against = focus[0]
        if layout.is_stacked or layout.comparison.kind == "source":
            self._column = 0
        elif focus is not None:
            self._column = focus[0]
        visible, rewordings = self._window(layout), self._rewordings(layout.comparison)
        self._laid = layout.lay_out(View(self.stop, self.match, visible, self._currents(layout), rewordings))

    def _window(self, layout: Layout) -> tuple[int, ...]:
        """The columns in view: as many as fit, with the one in focus, or with both that are compared word by word."""
        count, fit = len(layout.comparison.columns), layout.fit
        self._first = max(self._column - fit + 1, min(self._first, self._column, count - fit))
        window = tuple(range(self._first, min(self._first + fit, count)))
        compared = self._pair or ()
        if fit >= 2 and not set(compared) <= set(window):
            others = [column for column in window if column not in compared]
            window = tuple(sorted((*compared, *others[: fit - 2])))
        return window

    def _currents(self, layout: Layout) -> dict[int, StopId]:
        """The stop of each column that was last in focus, or its first."""
        first: dict[int, StopId] = {}
        for stop in layout.stops:
            first.setdefault(stop[0], stop)
        return first | self._current

    def _settle(self, *, gently: bool = False) -> None:
        """Bring what is in focus into view, in one row with the other accounts where they are side by side.

        `gently`: what can be seen stays where it is.
        """
        layout = self._layout
        if layout is None or self._laid is None:
            return
        if self.match is not None and not layout.is_aligned:
            self._centre_on(self._column, self._laid.columns[self._column].found[self.match], None)
        elif layout.is_aligned:
            self._align(self._currents(layout))
            if self.match is not None and self.match in self._laid.columns[self._column].found:
                self._reveal(self._laid.columns[self._column].found[self.match])
        else:
            compared = self._pair  # stacked, it is the words of the other account that are looked at
            wanted = self.stop if compared is None else self._currents(layout)[compared[1]]
            for column in self._laid.columns:
                self._centre(column, wanted, only_if_hidden=gently or column != self._column)

    def hold(self, column: int | None) -> None:
        """Set the other accounts against that of a column: the next one, of the last the first, then each gone to."""
        self.held = column
        if column is not None and self._layout is not None:
            self._against = (column + 1) % len(self._layout.comparison.columns)

    @property
    def _pair(self) -> tuple[int, int] | None:
        """The columns that are compared word by word, the old before the new."""
        if self.held is None or self.comparison is None:
            return None
        from explorer.tui.comparison.rewording import pair  # most readers never ask for it

        return pair(self.comparison, self.held, self._against)

    def _rewordings(self, comparison: Comparison) -> dict[Place, Rewording]:
        compared = self._pair
        if compared is None or self._layout is None:
            return {}
        from explorer.tui.comparison.rewording import reworded

        current = self._currents(self._layout)
        old, new = (current[column] for column in compared)
        return {new[:2]: reworded(comparison, old, new)}
