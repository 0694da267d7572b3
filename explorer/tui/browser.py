"""The main screen: three linked lists, the comparison of what the cursor is on, live search and the breadcrumb."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from explorer.errors import ExplorerError
from explorer.lists import LIST_KINDS, ClaimItem, EntityItem, ListKind, SourceItem
from explorer.text.phrases import plural
from explorer.tui import wording
from explorer.tui.actions import Context, actions_in
from explorer.tui.chrome import Hints, TopLine
from explorer.tui.commands import bindings
from explorer.tui.compare import Compare
from explorer.tui.loading import Loader
from explorer.tui.messages import (
    ComparisonLoaded,
    CrumbClicked,
    ListsLoaded,
    SearchReady,
    Typed,
)  # fmt: skip
from explorer.tui.opening import Opening
from explorer.tui.panes import TITLES, Pane
from explorer.tui.rendering import content
from explorer.tui.rows import RowList
from explorer.tui.searchbar import SearchBar
from explorer.tui.steps import Step, Steps

if TYPE_CHECKING:
    from explorer.store.reader import Database

SMALLEST = (40, 12)
_NARROW, _LOW = 60, 18  # below these one pane at a time
_WIDE, _TALL = 160, 30  # from these on the lists stand beside the comparison
_AT_ONCE = 50_000  # rows that are read within a frame; more are read in a thread
_SETTLED = 0.3  # seconds until the first frame stands: numpy's import would compete with it for the interpreter


class Browser(Opening):
    """Holds the state: steps, query, and which list the comparison follows."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list", "comparison", "search")
    DEBOUNCE = 0.06
    """Seconds the cursor must rest before the comparison is read: a held key does not load what it passes."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.steps = Steps()
        self.query_text = ""
        self.following: ListKind = "claim"
        self.zoomed = False
        self.loader = Loader(self, database)
        self._resting: Timer | None = None
        self._shown: tuple[ListKind, int] | None = None
        self._waiting = False
        self._wanted: dict[ListKind, int] = {}
        self._complete = False
        self._settled = False

    # -- composition ------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Top line, search line, lists and comparison, hints: filled already where the database is small enough."""
        counts = self.database.counts()
        totals = dict(zip(LIST_KINDS, (counts["sources"], counts["entities"], counts["claims"]), strict=True))
        panes = {kind: Pane(kind, number, self.database, totals[kind]) for number, kind in enumerate(LIST_KINDS, 1)}
        compare = Compare(id="compare")
        self._complete = self._fill(panes, compare)
        panes["claim"].add_class("-current")
        yield TopLine(self.database.path.name, [plural(totals[kind], kind) for kind in LIST_KINDS])
        yield SearchBar()
        with Container(id="body"):
            yield Container(*panes.values(), id="lists", classes="-current")
            yield compare
        yield Hints()
        yield Static("", id="tiny", markup=False)

    def _fill(self, panes: dict[ListKind, Pane], compare: Compare) -> bool:
        """Put lists and comparison in before the first frame; False where reading them might delay it, or fails."""
        if sum(pane.total for pane in panes.values()) > _AT_ONCE:
            return False
        try:
            for kind, pane in panes.items():
                pane.show(self.loader.first_rows(kind), hint=self._empty_hint(kind, ""))
                pane.retitle()
            item = panes[self.following].item
            if item is None:
                compare.show(None, hint=panes[self.following].hint)
            else:
                compare.show(self.loader.first_comparison(self.following, item.id))
                self._shown = (self.following, item.row)
        except ExplorerError:
            return False
        return True

    def on_mount(self) -> None:
        """Ask for what the first frame could not hold, and load the search engine after it, off the event loop."""
        self.set_focus(self.pane("claim"))
        if not self._complete:
            self._reload()
        self.set_timer(_SETTLED, self._settle)

    def _settle(self) -> None:
        """What can wait until the first frame stands, or until a search asks for it."""
        if self._settled:
            return
        self._settled = True
        if not gc.isenabled():  # `explorer.tui.run` switched it off
            gc.freeze()
            gc.enable()
        self.loader.load_engine()

    def pane(self, kind: ListKind) -> Pane:
        """The list of a kind."""
        return next(pane for pane in self.query(Pane) if pane.kind == kind)

    def compare(self) -> Compare:
        """The comparison."""
        return self.query_one(Compare)

    @property
    def searchbar(self) -> SearchBar:
        """The search line."""
        return self.query_one(SearchBar)

    # -- sizes ------------------------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Choose the arrangement for this size."""
        width, height = event.size
        tiny = width < SMALLEST[0] or height < SMALLEST[1]
        self.set_class(tiny, "-tiny")
        self.set_class(width < _NARROW or height < _LOW, "-small")
        self.set_class(width >= _WIDE and height >= _TALL, "-wide")
        self._arrange()
        if tiny:  # only then, because a new text lays the whole screen out again
            needs = f"{SMALLEST[0]}×{SMALLEST[1]}"
            self.query_one("#tiny", Static).update(content(f"Terminal too small ({width}×{height}): needs {needs}"))

    def _arrange(self) -> None:
        self.set_class(self.zoomed or self.has_class("-small"), "-single")

    def _mark_current(self, widget: Widget) -> None:
        """The pane that stays when there is room for one."""
        for pane in self.query(".pane"):
            pane.set_class(pane is widget, "-current")
        self.query_one("#lists").set_class(isinstance(widget, Pane), "-current")

    # -- focus ------------------------------------------------------------------------------------------------

    def context(self) -> Context:
        """Where the keyboard is."""
        if isinstance(self.focused, Input):
            return "search"
        return "comparison" if isinstance(self.focused, Compare) else "list"

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The comparison follows the list in focus; the hints follow the context."""
        if isinstance(event.widget, Pane):
            self.following = event.widget.kind
            self._follow_cursor(rest=False)
        if isinstance(event.widget, Pane | Compare):
            self._mark_current(event.widget)
        self.query_one(Hints).offer(actions_in(self.context()))

    def _go_to(self, widget: Widget) -> None:
        if isinstance(widget, Pane | Compare):
            self._mark_current(widget)
        self.set_focus(widget)

    def _cycle(self, delta: int) -> None:
        stops: list[Widget] = [*self.query(Pane), self.compare()]
        if isinstance(self.focused, Pane | Compare):
            self._go_to(stops[(stops.index(self.focused) + delta) % len(stops)])
        else:
            self.do_results()

    # -- lists ------------------------------------------------------------------------------------------------

    def _reload(self) -> None:
        """Ask for the three lists anew, for the steps and the query of now."""
        crumbs = [f"{step.kind} {step.label}" for step in self.steps.taken]
        if self.query_text:
            crumbs.append(f"search “{self.query_text}”")
        self.query_one(TopLine).set_crumbs(crumbs)
        self._waiting = bool(self.query_text) and not self.loader.ready
        if self._waiting:
            self.searchbar.say("loading the index …")
            self._settle()
            return
        self.loader.load_lists(self.steps, self.query_text)

    @on(SearchReady)
    def _search_ready(self) -> None:
        if self._waiting:
            self._reload()

    @on(ListsLoaded)
    def _lists_loaded(self, message: ListsLoaded) -> None:
        if message.request != self.loader.lists_wanted:
            return
        matches = self.loader.matches(message.query)
        for pane in self.query(Pane):
            pane.matches = matches
            pane.chosen = self.steps.row_of(pane.kind)
            keep = self._wanted.pop(pane.kind, pane.row if not message.query else -1)
            pane.show(message.rows[pane.kind], keep=keep, hint=self._empty_hint(pane.kind, message.query))
            pane.retitle()
        compare = self.compare()
        if compare.matches is not None or matches is not None:
            compare.highlight(matches)
        found = sum(len(rows) for rows in message.rows.values())
        self.searchbar.say(f"{found:,} found" if message.query else "")
        if not message.rows[self.following] and found and self.context() == "search":
            self.following = next(kind for kind in reversed(LIST_KINDS) if message.rows[kind])
        self._follow_cursor(rest=False)

    def _empty_hint(self, kind: ListKind, query: str) -> str:
        if query:
            return f"Nothing matches “{query}”. Esc clears the search."
        if self.steps.taken:
            return "Nothing here with this filter. Esc undoes it."
        return f"This database holds no {TITLES[kind].lower()}."

    # -- the comparison follows the cursor --------------------------------------------------------------------

    def _follow_cursor(self, *, rest: bool) -> None:
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if rest and self.DEBOUNCE:
            self._resting = self.set_timer(self.DEBOUNCE, self._load_comparison)
        else:
            self._load_comparison()

    def _load_comparison(self) -> None:
        pane = self.pane(self.following)
        item = pane.item
        if item is None:
            self._shown = None
            self.loader.forget_comparison()
            self.compare().show(None, hint=pane.hint)
            return
        wanted = (self.following, item.row)
        if wanted != self._shown:
            self._shown = wanted
            self.loader.load_comparison(self.following, item.id)

    @on(ComparisonLoaded)
    def _comparison_loaded(self, message: ComparisonLoaded) -> None:
        if message.request == self.loader.comparison_wanted:
            self.compare().show(message.comparison)

    @on(RowList.Moved)
    def _row_moved(self, message: RowList.Moved) -> None:
        pane = cast(Pane, message.sender)
        if isinstance(message, RowList.Chosen):
            self.do_choose()
        elif pane.kind == self.following:
            self._follow_cursor(rest=True)

    @on(RowList.Unreadable)
    def _unreadable(self, message: RowList.Unreadable) -> None:
        self.tell(message.reason, severity="error", seconds=10)

    # -- choosing and undoing ---------------------------------------------------------------------------------

    def do_choose(self) -> None:
        """Filter the other lists by the row under the cursor; a row already chosen leads to its excerpts."""
        pane = self.pane(self.following)
        item = pane.item
        if item is None:
            self.tell(pane.hint, severity="warning")
            return
        if pane.chosen == item.row:
            self._go_to(self.compare())
            return
        self.steps = self.steps.choose(Step(pane.kind, item.id, item.row, _label(item)))
        self._reload()
        if self.has_class("-small"):
            self._go_to(self.compare())

    def do_back(self) -> None:
        """Undo one step: zoom, comparison, search, the last filter."""
        if self.zoomed:
            self.do_zoom()
        elif self.context() == "comparison":
            self._go_to(self.pane(self.following))
        elif self.query_text:
            self.searchbar.clear()
        elif self.steps.taken:
            self.steps = self.steps.undo()
            self._reload()
        else:
            self.tell("Nothing to undo: everything is shown. q leaves.", severity="warning")

    @on(CrumbClicked)
    def _crumb(self, message: CrumbClicked) -> None:
        if message.index < len(self.steps.taken) and self.query_text:
            self.searchbar.clear()
        self.steps = self.steps.back_to(message.index)
        self._reload()

    # -- searching --------------------------------------------------------------------------------------------

    def do_search(self) -> None:
        """To the search line."""
        self.searchbar.add_class("-asked")
        self.set_focus(self.searchbar.input)

    @on(Typed)
    def _typed(self, message: Typed) -> None:
        if message.query != self.query_text:
            self.query_text = message.query
            self._reload()
        self.searchbar.set_class(bool(message.query) or self.context() == "search", "-asked")

    def do_results(self) -> None:
        """From the search line to the list with results."""
        kinds = [self.following, *reversed(LIST_KINDS)]
        kind = next((kind for kind in kinds if self.pane(kind).rows), None)
        if kind is None:
            self.tell(self._empty_hint("claim", self.query_text), severity="warning")
            return
        if not self.query_text:
            self.searchbar.remove_class("-asked")
        self._go_to(self.pane(kind))

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.do_results()

    def do_clear(self) -> None:
        """Clear the search; on an empty line: back to the lists."""
        if self.searchbar.query_text or self.searchbar.input.value:
            self.searchbar.clear()
        else:
            self.do_results()

    # -- moving -----------------------------------------------------------------------------------------------

    def move(self, rows: int, *, pages: float = 0) -> None:
        """Move the cursor of the list in focus, or scroll the comparison."""
        focused = self.focused
        if isinstance(focused, Pane):
            focused.move(rows + round(pages * focused.page))
        elif isinstance(focused, Compare):
            focused.scroll_by(rows + round(pages * focused.page))

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
        """To the sources."""
        self._go_to(self.pane("source"))

    def do_entities(self) -> None:
        """To the entities."""
        self._go_to(self.pane("entity"))

    def do_claims(self) -> None:
        """To the claims."""
        self._go_to(self.pane("claim"))

    def do_comparison(self) -> None:
        """To the comparison."""
        self._go_to(self.compare())

    def do_zoom(self) -> None:
        """One pane on the whole screen, and back."""
        self.zoomed = not self.zoomed
        self._arrange()

    # -- what opens over this screen --------------------------------------------------------------------------

    def subject(self) -> tuple[ListKind, str] | None:
        """The row that the comparison shows."""
        item = self.pane(self.following).item
        return (self.following, item.id) if item is not None else None

    def go_to_row(self, kind: ListKind, row: int) -> None:
        """Put the cursor on a row; where a filter or search hides it, they are given up."""
        pane = self.pane(kind)
        if row in pane.rows:
            pane.show(pane.rows, keep=row, hint=pane.hint)
        else:
            self._wanted[kind] = row
            self.steps = Steps()
            self.searchbar.clear()
            self._reload()
        self._go_to(pane)
        self._follow_cursor(rest=False)


def _label(item: SourceItem | EntityItem | ClaimItem) -> str:
    """How the breadcrumb calls a chosen row."""
    if isinstance(item, SourceItem):
        return item.publisher or wording.item_title(item)
    return item.name if isinstance(item, EntityItem) else f"“{item.text}”"
