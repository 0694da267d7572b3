"""What the main screen opens over itself: the full text of a source, and everything known about a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from explorer.lists import ListKind
from explorer.tui.commands import CommandScreen
from explorer.tui.loading import Loader
from explorer.tui.messages import DossierLoaded, SourceLoaded

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.tui.dossier import Goal


class Opening(CommandScreen):
    """A screen with a database that says which row is in focus and can go to another one."""

    database: Database
    loader: Loader

    def subject(self) -> tuple[ListKind, str] | None:
        """Kind and id of the row in focus; None when there is none."""
        raise NotImplementedError

    def go_to_row(self, kind: ListKind, row: int) -> None:
        """Put the cursor on a row of a list."""
        raise NotImplementedError

    def reason_against(self, action_id: str) -> str:
        """Why an action cannot be done now; empty when it can."""
        if action_id == "about" and self.subject() is None:
            return "Nothing to tell about: no row is shown."
        return super().reason_against(action_id)

    # What opens later must not delay the first frame: the screens are imported when they are asked for.

    def do_open_source(self) -> None:
        """The full text of the source in focus, at its evidence."""
        focus = self.cited()
        if focus is not None:
            self.loader.load_source(focus.source.id, focus.stop.whole if focus.stop else None)

    @on(SourceLoaded)
    def _source_loaded(self, message: SourceLoaded) -> None:
        from explorer.tui.reader import ReaderScreen

        matches = self.compare().matches
        self.app.clear_notifications()  # they spoke of this screen, and would cover the next one
        self.app.push_screen(
            ReaderScreen(self.database.path.name, message.comparison, message.at, matches, message.passage)
        )

    def do_about(self) -> None:
        """Everything known about the row in focus."""
        subject = self.subject()
        if subject is not None:
            self.loader.load_dossier(*subject)

    @on(DossierLoaded)
    def _dossier_loaded(self, message: DossierLoaded) -> None:
        from explorer.tui.about import AboutScreen

        screen = AboutScreen(self.database.path.name, message.dossier)
        self.app.clear_notifications()
        self.app.push_screen(screen, lambda _: self._follow(screen.chosen))

    def _follow(self, goal: Goal | None) -> None:
        """Go where the reader chose to go: to a passage in its source, or to a row."""
        if goal is None:
            return
        if goal.kind == "source":
            self.loader.load_source(goal.id, goal.at)
        else:
            self.go_to_row(goal.kind, self.database.row_of(goal.id))
