"""The screen that tells everything known about one row; Enter follows an entry to its place, Esc leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, override

from textual.binding import BindingType

from explorer.tui.frame.chrome import TopLine
from explorer.tui.frame.commands import bindings
from explorer.tui.keys.actions import Context
from explorer.tui.reading.places import ViewId
from explorer.tui.views.outlines import Outlined, OutlineScreen, outlined

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.views.scope import Scope


class AboutScreen(OutlineScreen):
    """Opened by `i` for the row in focus."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("about")
    view: ViewId = "about"
    place: ClassVar[Context] = "about"

    def make(self, database: Database, scope: Scope) -> Outlined:
        """Everything known about the subject."""
        from explorer.views import about
        from explorer.views.outline import Item, Part

        model = about.make(database, scope)
        desk = self.app.desk
        note = desk.note_on(scope.subject) if desk is not None and scope.subject is not None else ""
        own = (Part("Your note", (Item(note),)),) if note else ()
        return outlined(database, model.title, f"About this {model.kind}", (*own, *model.parts))

    @override
    def made_from(self, scope: Scope) -> object:
        """Also the reader's own note, which may be another by now."""
        return None

    def shown(self, model: Outlined) -> None:
        """Name what it is about, and put the cursor where it was."""
        self.query_one(TopLine).set_crumbs([f"{model.border.rpartition(' ')[2]} {model.title}"])
        if isinstance(self.opened.state, int):
            super().shown(model)
        else:  # from its beginning, and not at the first entry that leads to what it is about
            self.stand()
