"""Marking rows of the lists: one after another with Space, or a whole range from where `v` was pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on

from explorer.lists import ListKind, PassageItem
from explorer.tui.explore.choosing import Choosing
from explorer.tui.keys.actions import key_of
from explorer.tui.lists.panes import Pane
from explorer.tui.reading.messages import DeskRead

if TYPE_CHECKING:
    from explorer.tui.work.visiting import Subject


class Marking(Choosing):
    """The lists with marks."""

    def in_passage(self) -> bool:
        """Whether the keyboard is in the comparison."""
        return self.context() == "comparison"

    def _list(self) -> Pane | None:
        return self.focused if isinstance(self.focused, Pane) else None

    def do_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go down; where a range is begun, mark that."""
        pane = self._list()
        if pane is None:
            super().do_mark()
        elif pane.range_from >= 0:
            self.do_range()
        elif pane.item is not None:
            self.marks_of(self._rows(pane, pane.cursor, pane.cursor))
            pane.move(1)

    def do_range(self) -> None:
        """Begin a range of rows at the cursor; once more: mark it."""
        pane = self._list()
        if pane is None or pane.item is None:
            self.tell("A range is one of rows: go to a list first.", severity="warning")
        elif pane.range_from < 0:
            pane.begin_range()
            marks = f"{key_of('mark')} or {key_of('range')} marks the range"
            self.tell(f"Move to the other end; {marks}, {key_of('back')} gives it up.")
        else:
            first, last = sorted((pane.range_from, pane.cursor))
            pane.end_range()
            self.marks_of(self._rows(pane, first, last))

    def do_back(self) -> None:
        """Give up a range that is begun; else undo one step."""
        pane = self._list()
        if pane is not None and pane.range_from >= 0:
            pane.end_range()
        else:
            super().do_back()

    def _rows(self, pane: Pane, first: int, last: int) -> list[Subject]:
        items = self.database.items(pane.kind, [row for row in pane.rows[first : last + 1] if row > 0])
        return [
            ("source", item.source) if isinstance(item, PassageItem) else (cast(ListKind, pane.kind), item.id)
            for item in items
        ]

    # -- the journal ------------------------------------------------------------------------------------------

    def read_desk(self) -> None:
        """Read the reader's marks, bookmarks and notes in a thread."""
        self.run_worker(self._read_desk, group="desk", thread=True, exit_on_error=True)

    def _read_desk(self) -> None:
        from explorer.errors import ExplorerError
        from explorer.tui.reading.messages import Failed
        from explorer.tui.work.desk import Desk  # not before the first frame

        try:
            self.post_message(DeskRead(Desk(self.database)))
        except ExplorerError as error:
            self.post_message(Failed(str(error)))

    @on(DeskRead)
    def _desk_read(self, message: DeskRead) -> None:
        if self.app.desk is None:
            self.app.desk = message.desk
            self.app.signs_changed()
            problems = message.desk.journal.problems
            if problems:
                more = f"; so are {len(problems) - 1:,} more" if len(problems) > 1 else ""
                self.tell(f"{problems[0]}{more}", severity="warning", seconds=8)
