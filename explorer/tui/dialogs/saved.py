"""What opens over the main screen to choose an earlier search, and to name one that is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from explorer.tui.dialogs.dialogs import ListDialog, keys_hint
from explorer.tui.dialogs.menus import CursorLines, LineScreen
from explorer.tui.drawing.rendering import Line, Run, cells, content, cut, inert
from explorer.tui.keys.actions import Context
from explorer.tui.reading.searches import Change, Kept, Saved

_AROUND = 8  # cells of the border that are not its words
_TOLD = (
    ("choice_take", "takes"),
    ("keep_search", "keeps"),
    ("name_search", "names"),
    ("forget_search", "forgets"),
    ("restore_search", "undoes"),
    ("choice_leave", "leaves"),
)


def name_screen(search: Saved) -> LineScreen:
    """Asks for the name of a search; an empty one stands for the query itself."""
    return LineScreen("Name this search", search.query, search.name, "a name, or nothing")


class _Rows(CursorLines):
    """Searches, one a line: those that are kept, then the history from the newest on."""

    def __init__(self, kept: Kept) -> None:
        super().__init__(id="searchlist")
        self.kept = kept
        self.entries: list[Saved] = []
        self.saved = 0
        """How many of them are kept: these come first."""

    def fill(self, kept: Kept) -> None:
        """Show these; the cursor stays where it is."""
        saved = list(kept.saved)
        known = {search.query for search in saved}
        self.saved = len(saved)
        self.entries = [*saved, *(Saved(query) for query in reversed(kept.history) if query not in known)]
        self.move_to(self.cursor)

    @property
    def count(self) -> int:
        """How many searches there are."""
        return len(self.entries)

    def line_of(self, position: int, width: int) -> Line:
        """One search: kept ones are marked and have their name before them."""
        entry, is_kept = self.entries[position], position < self.saved
        line: Line = [Run("★ " if is_kept else "  ", "label")]
        room = width - 3
        if entry.name:
            name = cut(inert(entry.name), room // 2)
            line.append(Run(f"{name}  ", "title"))
            room -= cells(name) + 2
        line.append(Run(cut(inert(entry.query), room), "text" if is_kept and not entry.name else "quiet"))
        return line


class SearchesScreen(ListDialog[str | None]):
    """Choose an earlier search; closes with its query, or with None."""

    place: ClassVar[Context | None] = "searches"
    opened_by: ClassVar[tuple[str, ...]] = ("searches", "searches_typed")

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
        dialog.border_subtitle = content(keys_hint(*_TOLD, room=self.app.size.width - _AROUND))

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

    def point_at(self, row: int) -> None:
        """Move the cursor to a row of the list."""
        self.rows.move_to(row)

    def move(self, rows: int, *, pages: int = 0) -> None:
        """Move the cursor."""
        self.rows.move_to(self.rows.cursor + rows + pages * self.rows.page)

    def take(self) -> None:
        """Close with the search under the cursor."""
        if self.rows.entries:
            self.dismiss(self.rows.entries[self.rows.cursor].query)

    def do_keep_search(self) -> None:
        """Keep the search under the cursor."""
        if self.rows.entries:
            query = self.rows.entries[self.rows.cursor].query
            if all(search.query != query for search in self.kept.saved):
                self._apply(lambda kept: kept.with_saved(Saved(query)))

    def do_name_search(self) -> None:
        """Keep the search under the cursor under a name."""
        if self.rows.entries:
            search = self.rows.entries[self.rows.cursor]

            def named(name: str | None) -> None:
                if name is not None:
                    self._apply(lambda kept: kept.with_saved(Saved(search.query, name)))

            self.app.push_screen(name_screen(search), named)

    def do_forget_search(self) -> None:
        """Forget the search under the cursor; it can be brought back."""
        if self.rows.entries:
            search = self.rows.entries[self.rows.cursor]
            self._undo.append(search)
            if self.rows.cursor < self.rows.saved:
                self._were_kept.add(search.query)
            self._apply(lambda kept: kept.without_saved(search.query).without_query(search.query))

    def do_restore_search(self) -> None:
        """Bring back what was forgotten last."""
        if self._undo:
            search = self._undo.pop()
            if search.query in self._were_kept:
                self._apply(lambda kept: kept.with_saved(search))
            else:
                self._apply(lambda kept: kept.with_query(search.query))
