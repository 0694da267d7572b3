"""The main screen: three linked lists, the comparison of what the cursor is on, live search and the breadcrumb."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Input

from explorer.errors import ExplorerError
from explorer.lists import LIST_KINDS, ListKind, PassageItem
from explorer.text.phrases import plural
from explorer.tui.comparison.compare import Compare
from explorer.tui.drawing.frames import keep_lines
from explorer.tui.explore.following import Following
from explorer.tui.explore.returning import MOVING
from explorer.tui.frame.chrome import Hints, TopLine
from explorer.tui.frame.commands import CommandScreen, bindings
from explorer.tui.keys.actions import Context, actions_in
from explorer.tui.lists.panes import Pane
from explorer.tui.lists.rows import RowList
from explorer.tui.lists.searchbar import SearchBar
from explorer.tui.reading.loading import Loader

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.tui.explore.remembered import Remembered

_AT_ONCE = 50_000  # rows up to which a comparison is read within a frame; of more, in a thread
_YOUNG = 50_000  # objects made before rubbish is looked for within a frame: mostly it is while nothing is drawn
_UNHURRIED = 1.2  # seconds after which what views are drawn by has been imported
_SETTLED = 0.02  # seconds after the first frame; before it, numpy's import would compete for the interpreter


class Browser(Following, CommandScreen):
    """Says where everything stands, has the comparison follow the cursor, and moves."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list", "comparison", "search")
    AUTO_FOCUS: ClassVar[str | None] = ""  # `None` would give the first widget the focus, and style it twice for that

    def __init__(self, database: Database, remembered: Remembered | None = None) -> None:
        super().__init__(database)
        self.remembered = remembered
        if remembered is not None and remembered.kind in LIST_KINDS:
            self.following = remembered.kind
        self.loader = Loader(self, database)
        self._filled = False
        self._settled = False
        self._has_read_own = False

    # -- composition ------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Top line, search line, lists and comparison, hints: the lists filled already."""
        counts = self.database.counts()
        totals = dict(zip(LIST_KINDS, (counts["sources"], counts["entities"], counts["claims"]), strict=True))
        panes = {kind: Pane(kind, number, self.database, totals[kind]) for number, kind in enumerate(LIST_KINDS, 1)}
        found = Pane("passage", 1, self.database, 0)
        found.display = False
        compare = Compare(id="compare")
        compare.context_shown = self.app.context_shown
        self._filled = self._fill(panes, compare)
        self.suit(self.app.size.width, update=False)
        first = panes[self.first_focus]
        first.add_class("-current", update=False)
        first.set_reactive(Widget.has_focus, True)  # it is styled once, and not again when it gets the focus
        yield TopLine(self.database.path.name, [plural(totals[kind], kind) for kind in LIST_KINDS])
        yield SearchBar()
        with Container(id="body"):
            yield Container(found, *panes.values(), id="lists", classes="-current")
            yield compare
        if self.remembered is not None and not self.remembered.toured:
            from explorer.tui.frame.tour import Tour  # once in a reader's life

            yield Tour()
        yield Hints()

    @property
    def first_focus(self) -> ListKind:
        """The list that the keyboard begins in."""
        return self.following if self.following in LIST_KINDS else "claim"

    def _fill(self, panes: dict[ListKind, Pane], compare: Compare) -> bool:
        """Put the rows in before the first frame; False where that fails."""
        try:
            for kind, pane in panes.items():
                pane.show_rows(range(1, pane.total + 1), keep=self.row_left(kind), hint=self.empty_hint(kind))
            first = panes[self.first_focus]
            compare.show(None, hint=first.hint if first.item is None else "")
        except ExplorerError:
            return False
        return True

    def on_mount(self) -> None:
        """Ask for what the first frame could not hold, and load the search engine after it, off the event loop."""
        self.searchbar.input.submitted, self.searchbar.input.missed = self.do_results, self._missed
        keep_lines(self, *self.query(Container), *self.query(TopLine), *self.query(Hints))
        self.set_focus(self.pane(self.first_focus))
        if self._filled:
            self.call_after_refresh(self._compare_first)
        else:
            self.reload()  # which says what is wrong
        self.take_up()
        self.call_after_refresh(self.set_timer, _SETTLED, self.settle_engine)

    def _compare_first(self) -> None:
        """Show what is compared at the opening: right after the first frame, and in a thread if that may take long."""
        pane = self.pane(self.first_focus)
        item = pane.item
        if self._shown is not None or self.query_text or item is None or isinstance(item, PassageItem):
            return
        if sum(self.pane(kind).total for kind in LIST_KINDS) > _AT_ONCE:
            self._load_comparison()
            return
        self._shown = (self.first_focus, item.row)
        try:
            self.compare().show(self.loader.first_comparison(self.first_focus, item.id))
        except ExplorerError:
            self.reload()  # which says what is wrong

    def settle_engine(self) -> None:
        """What can wait until the first frame stands, or until a search asks for it."""
        if self._settled:
            return
        self._settled = True
        if not gc.isenabled():  # `explorer.tui.run` switched it off
            gc.freeze()
            gc.set_threshold(_YOUNG)
            gc.enable()
        self.loader.load_engine()
        self.set_timer(_UNHURRIED, self.make_views)
        self.set_timer(_UNHURRIED, self.read_own)
        self.tell_settings()

    def read_own(self) -> None:
        """Read what the reader has kept, as soon as a search need not wait for it."""
        if not self._has_read_own:
            self._has_read_own = True
            self.loader.read_searches()
            self.read_desk()

    def compare(self) -> Compare:
        """The comparison."""
        return self.query_one(Compare)

    # -- focus ------------------------------------------------------------------------------------------------

    def context(self) -> Context:
        """Where the keyboard is."""
        if isinstance(self.focused, Input):
            return "search"
        return "comparison" if isinstance(self.focused, Compare) else "list"

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What follows the focus, where a click or Textual has given it."""
        if event.widget is self.focused:
            self._follow_focus(event.widget)

    async def _missed(self, key: events.Key) -> None:
        """Have a key that waited in the search line, behind one that led elsewhere, mean what it means there."""
        await self.app.on_event(events.Key(key.key, key.character))

    def go_to(self, widget: Widget) -> None:
        """Give a pane the focus, in one frame with what follows it."""
        self.set_focus(widget)
        self._follow_focus(widget)

    def _follow_focus(self, widget: Widget) -> None:
        """The comparison follows the list in focus; the hints follow the context."""
        if isinstance(widget, Pane):
            self.following = widget.kind
            if not widget.is_waiting:
                self.follow_cursor(rest=False)
        if not isinstance(widget, Input):
            self.suggest()
        if isinstance(widget, Pane | Compare):
            self.mark_current(widget)
        self.query_one(Hints).offer(actions_in(self.context()))

    def _cycle(self, delta: int) -> None:
        stops: list[Widget] = [*map(self.pane, self.shown_kinds), self.compare()]
        if self.focused in stops:
            self.go_to(stops[(stops.index(self.focused) + delta) % len(stops)])
        else:  # the search line; or a list that has just given way to another
            self.do_results()

    # -- the rows ---------------------------------------------------------------------------------------------

    @on(RowList.Moved)
    def _row_moved(self, message: RowList.Moved) -> None:
        pane = cast(Pane, message.sender)
        if isinstance(message, RowList.NearEnd):
            return
        if isinstance(message, RowList.Chosen):
            if not pane.is_waiting:  # else what was clicked is no answer to what is asked
                self.do_choose()
        else:
            self._follow_moved(pane)
            self.draw_at_once()

    @on(RowList.Unreadable)
    def _unreadable(self, message: RowList.Unreadable) -> None:
        self.tell(message.reason, severity="error", seconds=10)

    # -- moving -----------------------------------------------------------------------------------------------

    def do(self, action_id: str) -> None:
        """Do an action; what only moves is drawn in the same turn."""
        super().do(action_id)
        if action_id in MOVING:
            self.draw_at_once()

    def move(self, rows: int, *, pages: float = 0) -> None:
        """Move the cursor of the list in focus, or scroll the comparison."""
        focused = self.focused
        if isinstance(focused, Pane):
            focused.move(rows + round(pages * focused.page))
            self._follow_moved(focused)  # in this turn, and not in that of the message: both make one frame
        elif isinstance(focused, Compare):
            focused.scroll_by(rows + round(pages * focused.page))

    def do_bottom(self) -> None:
        """The last row or line."""
        if isinstance(self.focused, Pane):
            self.to_end(self.focused)
        else:
            super().do_bottom()

    def _step(self, delta: int) -> None:
        """The next match of the search, here or in the next row; without a search the next piece of evidence."""
        compare, pane = self.compare(), self.pane(self.following)
        if not (self.query_text and compare.found):
            super()._step(delta)
            return
        if compare.step_match(delta):
            return
        before = pane.cursor
        pane.move(delta)
        if pane.cursor == before:
            self.tell(f"This is the {'last' if delta > 0 else 'first'} match.", severity="warning")
        else:
            self._land_on = delta
            self.follow_cursor(rest=False)

    def do_left(self) -> None:
        """Column or pane to the left."""
        if not (isinstance(self.focused, Compare) and self.focused.go_column(-1)):
            self._cycle(-1)

    def do_right(self) -> None:
        """Column or pane to the right."""
        if not (isinstance(self.focused, Compare) and self.focused.go_column(1)):
            self._cycle(1)

    def do_next_pane(self) -> None:
        """Next pane."""
        self._cycle(1)

    def do_previous_pane(self) -> None:
        """Previous pane."""
        self._cycle(-1)

    def do_sources(self) -> None:
        """To the first list."""
        self.go_to(self.pane(self.first_kind))

    def do_entities(self) -> None:
        """To the entities."""
        self.go_to(self.pane("entity"))

    def do_claims(self) -> None:
        """To the claims."""
        self.go_to(self.pane("claim"))

    def do_comparison(self) -> None:
        """To the comparison."""
        self.go_to(self.compare())
