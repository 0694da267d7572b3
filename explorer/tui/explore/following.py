"""The comparison follows the cursor: at once where it is known, after a rest where a key is held, the newest wins."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, cast

from explorer.lists import ClaimItem, EntityItem, ListKind, PassageItem, SearchKind, SourceItem
from explorer.models import Span
from explorer.text.spans import overlaps
from explorer.tui.explore.ahead import Ahead
from explorer.tui.explore.returning import Returning
from explorer.tui.reading.messages import ComparisonLoaded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

    from explorer.store.reader import Database
    from explorer.tui.comparison.layout import StopId
    from explorer.tui.comparison.passages import Comparison
    from explorer.tui.explore.ahead import Row
    from explorer.tui.lists.panes import Pane
    from explorer.tui.lists.rows import ListItem
    from explorer.tui.reading.entries import Goal
    from explorer.tui.work.visiting import Subject

_HELD = 0.15  # seconds between two keys of a held one, at most: terminals repeat it ten to thirty times a second
_SOON = 0.02  # seconds that a frame waits for a comparison: mostly they make one
_UNHURRIED = 0.16  # seconds after it until those that were read are laid out: until then it takes a thread to read them
_NEXT = 0.01  # seconds from one of them to the next
_NEAR = 0.04  # seconds after a comparison until those beside it are read; keys that are held come quicker


class Following(Returning):
    """Has the comparison show the row under the cursor, and reads what the next key may ask for."""

    DEBOUNCE = 0.06
    """Seconds the cursor must rest before the comparison is read, where a key is held: what it passes is not loaded."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.ahead = Ahead(database)
        self._moved_at = 0.0
        self._shown: tuple[SearchKind, int] | None = None
        self._followed: tuple[SearchKind, int] | None = None
        self._land_on = 0
        self._landing: Goal | None = None
        self._looks_known: tuple[object, Size] | None = None
        """By which rules and in which size it is known how panes look with and without the focus."""

    @property
    def is_comparing(self) -> bool:
        """Whether the comparison of the row under the cursor is still to come."""
        return self.loader.is_comparing or self._under_cursor != self._shown

    @property
    def _under_cursor(self) -> tuple[SearchKind, int] | None:
        item = self.pane(self.following).item
        return (self.following, item.row) if item is not None else None

    def catch_up(self) -> None:
        """Ask for the comparison of the row under the cursor, however fast it came there."""
        if self._under_cursor != self._shown:
            self.forget_rest("held")
            self._load_comparison()

    def follow_cursor(self, *, rest: bool, together: float = _SOON) -> None:
        """Show the comparison of the row under the cursor: at once, but with `rest` not before a held key is let go,
        unless it is known already.

        With `rest`, the frame of what has changed waits for it `together` seconds at most; else as long as it may.
        """
        self.forget_rest("held")
        self.forget_rest("look ahead")
        self.forget_rest("prepare")
        pane = self.pane(self.following)
        self._followed = (self.following, pane.row)
        before, self._moved_at = self._moved_at, monotonic()
        is_held = rest and self.DEBOUNCE and self._moved_at - before < _HELD
        if is_held and self._known_comparison(pane.item) is None:
            self.after_rest("held", self.DEBOUNCE, self._load_comparison)
        else:
            self._load_comparison(together if rest else self.TOGETHER)

    def _known_comparison(self, item: ListItem | None) -> Comparison | None:
        """The comparison of a row of the list that is followed, where it was read already."""
        if item is None or isinstance(item, PassageItem):
            return None
        return self.ahead.get((cast(ListKind, self.following), item.id), whole=self._wants_all)

    @property
    def _wants_all(self) -> bool:
        """Whether all columns are to be there from the beginning: what is found or gone to may stand in any."""
        return bool(self.query_text or self._landing)

    def _load_comparison(self, together: float = _SOON) -> None:
        pane = self.pane(self.following)
        item = pane.item
        if item is None:
            self._shown = None
            self.loader.forget_comparison()
            self.compare().show(None, hint=pane.hint or self.nothing_found)
            return
        wanted = (self.following, item.row)
        if wanted == self._shown:
            if not self.loader.is_comparing:
                self.compare().mark_anew()  # the search went on while the cursor rested on the same row
            return
        self._shown = wanted
        known = self._known_comparison(item)
        if known is not None:
            self.loader.forget_comparison()
            self._take_comparison(ComparisonLoaded(self.loader.comparison_wanted, known))
            self.gather_frame()
            return
        if isinstance(item, PassageItem):
            self.loader.load_comparison("passage", item.source, Span(item.start, item.end))
        else:
            self.loader.load_comparison(self.following, item.id, whole=self._wants_all)
        if together:
            self.gather_frame(together)  # a pane that takes the focus, and what is compared then, make one frame

    def comparison_loaded(self, message: ComparisonLoaded) -> None:
        """Show a comparison, if it is the one that is wanted."""
        self._take_comparison(message)
        self.draw_at_once()

    def _take_comparison(self, message: ComparisonLoaded) -> None:
        if message.request != self.loader.comparison_wanted:
            return
        self.loader.comparison_got = message.request
        compare = self.compare()
        if message.is_rest:
            compare.complete(message.comparison)
            return
        if message.at is None:
            self.ahead.keep(message.comparison)
        if message.comparison.more[0]:
            self.set_timer(
                self.DEBOUNCE or _SOON, partial(self.loader.load_rest, message.comparison.id, message.request)
            )
        compare.show(message.comparison, stop=self._landing_in(message.comparison), at=message.at)
        found, land_on = compare.found, self._land_on
        self._land_on = 0
        if land_on and found:
            compare.go_match(found[0] if land_on > 0 else found[-1])
        self.after_rest("look ahead", _NEAR, self._look_ahead)

    def _look_ahead(self) -> None:
        """Read what the next key may ask for: rows beside this one, a page off and in the other lists, and its views.

        With them the lists have what they show of these rows.
        """
        pane = self.pane(self.following)
        others = [self.pane(kind).item for kind in self.shown_kinds if kind != pane.kind]
        items = [*(pane.item_at(pane.cursor + step) for step in (1, -1, pane.page, -pane.page)), *others]
        rows = list(dict.fromkeys(row for item in items if (row := _row_of(item)) is not None))
        self.ahead.read(rows, self.seeker.errands)
        self.after_rest("prepare", _UNHURRIED, partial(self._prepare, rows))
        self.read_views_ahead()

    def _prepare(self, rows: Sequence[Row]) -> None:
        """Lay out the comparisons of rows that a single key leads to, one by one: a key that comes waits for one."""
        self._learn_looks()
        self._draw_looks()
        for at, row in enumerate(rows, 1):
            known = self.ahead.get(row, whole=self._wants_all)
            if known is not None and not self.is_comparing and self.compare().prepare(known):
                self.after_rest("prepare", _NEXT, partial(self._prepare, rows[at:]))
                return

    def make_views(self) -> None:
        """As every main screen; what views are styled by is known to the stylesheet then."""
        super().make_views()
        if self.is_resting and self.app.screen is self:
            self._learn_looks()

    def _learn_looks(self) -> None:
        """Find out how panes look when they get the focus or lose it: the first key that does it would wait for it."""
        if self.has_class("-single"):  # one pane comes and another goes: that is laid out anew
            return
        looks = self.app.stylesheet.rules, self.app.size
        if self._looks_known is not None and self._looks_known[0] is looks[0] and self._looks_known[1] == looks[1]:
            return
        self._looks_known = looks
        for pane in (*self.panes, self.compare()):
            for is_current in (not pane.has_class("-current"), pane.has_class("-current")):
                pane.set_class(is_current, "-current", update=False)
                pane.learn_focus()

    def _draw_looks(self) -> None:
        """Draw what the focus changes as it looks then, where it does not change the room that panes have."""
        if self.has_class("-single") or self.has_class("-narrow"):
            return
        self.searchbar.input.draw_focus_ahead()
        for pane in self.panes:
            if pane.display:
                pane.draw_focus_ahead()

    def read_back(self, subject: Subject) -> None:
        """Read what the lists would show, should the reader come back to this row of them."""
        if self.shows(subject) and not self.query_text:  # of what is found all is wanted, and that may be much
            self.ahead.read([subject], self.seeker.errands)
            self.after_rest("prepare", _UNHURRIED, partial(self._prepare, [subject]))

    def open_goal(self, goal: Goal) -> None:
        """As every main screen does; of a claim that is to be shown at a passage, go to that in its comparison."""
        landing = self._landing = goal if goal.kind == "claim" and goal.at is not None else None
        super().open_goal(goal)
        if landing is None:
            return
        compare = self.compare()
        shown = compare.comparison
        if self._landing is not None and shown is not None and not self.is_comparing:  # it stood there already
            compare.show(shown, stop=self._landing_in(shown))
        self.go_to(compare)

    def _landing_in(self, comparison: Comparison) -> StopId | None:
        """The evidence that one comes for; None for another comparison, or where nothing in particular is wanted."""
        goal = self._landing
        if goal is None or goal.at is None or comparison.id != goal.id:
            return None
        self._landing = None
        wanted = (
            (c, p, s)
            for c, column in enumerate(comparison.columns)
            if column.source.id == goal.source
            for p, passage in enumerate(column.passages)
            for s, stop in enumerate(passage.stops)
            if overlaps(stop.whole, goal.at)
        )
        return next(wanted, None)

    def _follow_moved(self, pane: Pane) -> None:
        if pane.kind == self.following and (pane.kind, pane.row) != self._followed:
            self.follow_cursor(rest=True, together=0.0)


def _row_of(item: ListItem | None) -> Row | None:
    """The row of an item, of which there is a comparison by itself."""
    match item:
        case SourceItem():
            return "source", item.id
        case EntityItem():
            return "entity", item.id
        case ClaimItem():
            return "claim", item.id
    return None
