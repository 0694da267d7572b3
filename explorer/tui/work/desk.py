"""The journal of the open database as the screen needs it: which sign stands before which row. No widgets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from explorer.journal import Anchor, Journal, locate
from explorer.tui.lists.panes import MARKED

if TYPE_CHECKING:
    from explorer.lists import ListKind
    from explorer.store.reader import Database

NOTED, BOOKMARKED = "✎", "★"
"""What stands before a row of a list, where it is not marked; where both are true, the first."""

Row = tuple[str, str]
"""Kind and id of a row as the database has it now."""


class Desk:
    """What the reader keeps of a database. Reading and writing raise ExplorerError, as the journal does."""

    def __init__(self, database: Database) -> None:
        """Read the journal and find the rows that have another id since a rebuild."""
        self._database = database
        self._moved: dict[Row, Row] = {}
        self.journal = Journal.of(database.path)
        self.signs: Mapping[Row, str] = {}
        self.arrange()

    def follow(self) -> bool:
        """Read what another window has written since; whether there was anything."""
        has_changed = self.journal.refresh()
        if has_changed:
            self.arrange()
        return has_changed

    def arrange(self) -> None:
        """Work out the signs anew; to be called after everything that was written."""
        kept = self.journal.kept
        signs: dict[Row, str] = {}
        for sign, anchors in (
            (BOOKMARKED, kept.bookmarks.values()),
            (NOTED, [noted.on for noted in kept.notes.values()]),
            (MARKED, kept.marks.values()),
        ):
            signs.update((row, sign) for anchor in anchors if (row := self.row(anchor)) is not None)
        self.signs = signs

    def row(self, anchor: Anchor) -> Row | None:
        """The row of a mark, a bookmark or a note as it is now; None for a passage, and for what is no longer there."""
        if anchor.kind == "passage":
            return None
        known = (anchor.kind, anchor.id)
        if known not in self._moved:
            place = locate(self._database, anchor)
            self._moved[known] = (place.kind, place.id) if place is not None else ("", "")
        found = self._moved[known]
        return found if found[0] else None

    def marked(self, kind: ListKind) -> list[str]:
        """Ids of the marked rows of a list, in the order in which they were marked."""
        rows = map(self.row, self.journal.kept.marked(kind))
        return [row[1] for row in rows if row is not None]

    def mark_of(self, row: Row) -> Anchor | None:
        """The mark of a row, None where it has none."""
        return next((mark for mark in self.journal.kept.marks.values() if self.row(mark) == row), None)

    def note_on(self, row: Row) -> str:
        """The note on a row; empty where there is none."""
        noted = self.journal.kept.notes.values()
        return next((each.text for each in noted if self.row(each.on) == row), "")

    def notes(self) -> dict[str, str]:
        """The notes on claims, by the ids that the claims have now."""
        rows = [(self.row(noted.on), noted.text) for noted in self.journal.kept.notes.values()]
        return {row[1]: text for row, text in rows if row is not None and row[0] == "claim"}
