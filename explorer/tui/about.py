"""The screen that tells everything known about one row; Enter follows an entry to its place, Esc leads back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from explorer.tui.actions import Context
from explorer.tui.chrome import TopLine
from explorer.tui.commands import bindings
from explorer.tui.rendering import content
from explorer.tui.views import ViewId
from explorer.tui.views.entries import Section
from explorer.tui.views.sheet import Sheet
from explorer.tui.views.sheets import SheetScreen

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.tui.dossier import Dossier
    from explorer.views.scope import Scope

NOTHING = "Nothing more is recorded about this than its excerpts show."


class AboutScreen(SheetScreen["Dossier"]):
    """Opened by `i` for the row in focus."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("about")
    view: ViewId = "about"
    place: ClassVar[Context] = "about"

    def make(self, database: Database, scope: Scope) -> Dossier:
        """Everything known about the subject."""
        from explorer.tui import dossier

        if scope.subject is None:  # no action opens it without one
            return dossier.Dossier("claim", "", ())
        kind, identity = scope.subject
        return dossier.LOADERS[kind](database, identity)

    def draw(self, model: Dossier) -> Widget:
        """The sheet, which says so where nothing more is known."""
        sheet = Sheet(model.sections, title=model.title, nothing=NOTHING)
        sheet.border_title = content(f"About this {model.kind}")
        return sheet

    def sections(self, model: Dossier) -> Sequence[Section]:
        """What is known."""
        return model.sections

    def shown(self, model: Dossier) -> None:
        """Name what it is about, and put the cursor where it was."""
        self.query_one(TopLine).set_crumbs([f"{model.kind} {model.title}"])
        if isinstance(self.opened.state, int):
            super().shown(model)
