"""A view that is one sheet: what its keys do with the entry under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from textual import on
from textual.widget import Widget

from explorer.tui.comparison.focusing import Focus
from explorer.tui.drawing.rendering import content
from explorer.tui.reading.entries import Entry, Section
from explorer.tui.views.base import ViewScreen
from explorer.tui.views.sheet import Sheet
from explorer.tui.work.visiting import Subject


class SheetScreen[Model](ViewScreen[Model]):
    """Subclasses make a model and say which sections show it, and under which titles."""

    def sections(self, model: Model) -> Sequence[Section]:
        """What stands on the sheet."""
        raise NotImplementedError

    def heading(self, model: Model) -> str:  # noqa: ARG002 - for subclasses
        """What stands above the sections: nothing, unless a subclass says so."""
        return ""

    def border(self, model: Model) -> str:
        """What the border calls the sheet."""
        raise NotImplementedError

    def draw(self) -> Widget:
        """The sheet."""
        return Sheet()

    def fill(self, widget: Widget, model: Model) -> None:
        """The sheet, from its beginning."""
        if isinstance(widget, Sheet):
            widget.title, widget.border_title = self.heading(model), content(self.border(model))
            widget.show(self.sections(model))

    @override
    def shown(self, model: Model) -> None:
        """The cursor where it was, or on the first entry that speaks of the subject."""
        left, sheet = self.cursor_left(), self.sheet
        if sheet is None:
            return
        if left is not None:
            sheet.move(left - sheet.cursor)
        elif self.scope.subject is not None:
            sheet.go_to(self.scope.subject)

    def cursor_left(self) -> int | None:
        """Where the cursor was when the reader left; None where the view is opened anew."""
        return self.opened.state if isinstance(self.opened.state, int) else None

    def state(self) -> object:
        """The cursor."""
        return self.sheet.cursor if self.sheet is not None else None

    @property
    def sheet(self) -> Sheet | None:
        """The sheet, once it is there."""
        return self.query_one(Sheet) if self.is_shown else None

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        return self.sheet.entry if self.sheet is not None else None

    def subject(self) -> Subject | None:
        """The row that the entry under the cursor speaks of, or is; of a passage without one, that of the view."""
        entry = self.entry
        if entry is not None and entry.about is not None:
            return entry.about
        if entry is not None and entry.goal is not None and entry.goal.at is None:
            return entry.goal.kind, entry.goal.id
        return self.scope.subject

    def cited(self) -> Focus | None:
        """The passage under the cursor."""
        entry = self.entry
        return Focus(entry.source, entry.stop) if entry is not None and entry.source is not None else None

    def reason_against(self, action_id: str) -> str:
        """Why an action cannot be done now; empty when it can."""
        entry = self.entry
        if action_id == "follow" and (entry is None or (entry.goal is None and not entry.children)):
            return "Nothing to open here: go to a passage, a claim or an entity."
        if action_id in ("copy", "style") and self.cited() is None:
            return "Nothing to cite here: go to a passage."
        return super().reason_against(action_id)

    def move(self, rows: int, *, pages: float = 0) -> None:
        """Move the cursor."""
        if self.sheet is not None:
            self.sheet.move(rows, round(pages * self.sheet.page))

    def do_left(self) -> None:
        """Fold, or to the entry above this one in the tree."""
        if self.sheet is not None:
            self.sheet.close_fold()

    def do_right(self) -> None:
        """Unfold, or to the first entry below this one in the tree."""
        if self.sheet is not None:
            self.sheet.open_fold()

    def do_follow(self) -> None:
        """Go where the entry under the cursor leads; fold or unfold one that leads nowhere."""
        entry = self.entry
        if entry is not None and entry.goal is not None:
            self.leave_for(entry.goal)
        elif self.sheet is not None:
            self.sheet.toggle()

    @on(Sheet.Chosen)
    def _chosen(self) -> None:
        self.do("follow")
