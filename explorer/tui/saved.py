"""What opens over the main screen to choose an earlier search, and to name one that is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from explorer.tui.dialogs import Dialog
from explorer.tui.menus import LineScreen
from explorer.tui.rendering import INKS, Line, Run, cells, content, cut, inert, strip, styles_of
from explorer.tui.searches import Change, Kept, Saved


def name_screen(search: Saved) -> LineScreen:
    """Asks for the name of a search; an empty one stands for the query itself."""
    return LineScreen("Name this search", search.query, search.name, "a name, or nothing")


class _Rows(ScrollView, can_focus=True):
    """Searches, one a line: those that are kept, then the history from the newest on."""

    ALLOW_SELECT = False

    def __init__(self, kept: Kept) -> None:
        super().__init__(id="searchlist")
        self.cursor = 0
        self.kept = kept
        self.entries: list[Saved] = []
        self.count = 0

    def fill(self, kept: Kept) -> None:
        """Show these; the cursor stays where it is."""
        saved = list(kept.saved)
        known = {search.query for search in saved}
        self.count = len(saved)
        self.entries = [*saved, *(Saved(query) for query in reversed(kept.history) if query not in known)]
        self.virtual_size = Size(1, len(self.entries))
        self.move(0)

    def move(self, delta: int) -> None:
        """Move the cursor, stopping at the ends."""
        self.cursor = max(0, min(self.cursor + delta, len(self.entries) - 1))
        height, top = max(1, self.size.height), int(self.scroll_offset.y)
        if not top <= self.cursor < top + height:
            self.scroll_to(y=min(self.cursor, max(0, self.cursor - height + 1)), animate=False, immediate=True)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.move(0)

    def render_line(self, y: int) -> Strip:
        """One search: kept ones are marked and have their name before them."""
        width, ink, base = self.size.width, styles_of(self), self.rich_style
        position = y + int(self.scroll_offset.y)
        if position >= len(self.entries):
            return strip([], width, ink, base)
        entry, here = self.entries[position], position == self.cursor
        if here:
            base += ink("cursor")
        line: Line = [Run("▌" if here else " ", "accent"), Run("★ " if position < self.count else "  ", "label")]
        room = width - 4
        if entry.name:
            name = cut(inert(entry.name), room // 2)
            line.append(Run(f"{name}  ", "title"))
            room -= cells(name) + 2
        line.append(Run(cut(inert(entry.query), room), "quiet" if position >= self.count or entry.name else "text"))
        return strip(line, width, ink, base)


class SearchesScreen(Dialog[str | None]):
    """Choose an earlier search; closes with its query, or with None."""

    COMPONENT_CLASSES: ClassVar[set[str]] = INKS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,S,ctrl+r,f3", "dismiss(None)", show=False, priority=True),
        Binding("j,down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("k,up,ctrl+p", "move(-1)", show=False, priority=True),
        Binding("pagedown,space", "move(10)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
        Binding("enter", "choose", show=False, priority=True),
        Binding("s", "keep", show=False, priority=True),
        Binding("n", "name", show=False, priority=True),
        Binding("d,delete", "forget", show=False, priority=True),
        Binding("u", "undo", show=False, priority=True),
    ]

    def __init__(self, kept: Kept, change: Callable[[Change], None]) -> None:
        super().__init__()
        self.kept = kept
        self.change = change
        self._undo: list[Saved] = []
        self._were_kept: set[str] = set()

    def compose(self) -> ComposeResult:
        """The list in a dialog."""
        with Vertical(id="dialog") as dialog:
            yield _Rows(self.kept)
        dialog.border_title = content("Searches")
        dialog.border_subtitle = content("Enter takes · s keeps · n names · d forgets · Esc")

    def on_mount(self) -> None:
        """Fill the list."""
        self.rows.fill(self.kept)
        self.rows.focus()
        lines = min(len(self.rows.entries), max(3, self.size.height - 6))
        self.rows.styles.height = lines

    @property
    def rows(self) -> _Rows:
        """The list."""
        return self.query_one(_Rows)

    def _apply(self, change: Change) -> None:
        self.kept = change(self.kept)
        self.change(change)
        self.rows.fill(self.kept)

    def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, a second takes; a click beside the dialog closes it."""
        if event.widget is self:
            self.dismiss(None)
        elif event.widget is self.rows:
            offset = event.get_content_offset(self.rows)
            if offset is not None:
                self.rows.cursor = offset.y + int(self.rows.scroll_offset.y)
                self.rows.move(0)
                if event.chain == 2:
                    self.action_choose()

    def action_move(self, delta: int) -> None:
        """Move the cursor."""
        self.rows.move(delta)

    def action_choose(self) -> None:
        """Close with the search under the cursor."""
        if self.rows.entries:
            self.dismiss(self.rows.entries[self.rows.cursor].query)

    def action_keep(self) -> None:
        """Keep the search under the cursor."""
        if self.rows.entries:
            query = self.rows.entries[self.rows.cursor].query
            if all(search.query != query for search in self.kept.saved):
                self._apply(lambda kept: kept.with_saved(Saved(query)))

    def action_name(self) -> None:
        """Keep the search under the cursor under a name."""
        if self.rows.entries:
            search = self.rows.entries[self.rows.cursor]

            def named(name: str | None) -> None:
                if name is not None:
                    self._apply(lambda kept: kept.with_saved(Saved(search.query, name)))

            self.app.push_screen(name_screen(search), named)

    def action_forget(self) -> None:
        """Forget the search under the cursor; `u` brings it back."""
        if self.rows.entries:
            search = self.rows.entries[self.rows.cursor]
            self._undo.append(search)
            if self.rows.cursor < self.rows.count:
                self._were_kept.add(search.query)
            self._apply(lambda kept: kept.without_saved(search.query).without_query(search.query))

    def action_undo(self) -> None:
        """Bring back what was forgotten last."""
        if self._undo:
            search = self._undo.pop()
            if search.query in self._were_kept:
                self._apply(lambda kept: kept.with_saved(search))
            else:
                self._apply(lambda kept: kept.with_query(search.query))
