"""The full text of one source: its card, its regions named in the margin, its evidence highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from explorer.tui import passages
from explorer.tui.actions import Context
from explorer.tui.chrome import TopLine
from explorer.tui.commands import bindings
from explorer.tui.compare import Compare, Focus
from explorer.tui.passages import Comparison
from explorer.tui.rendering import content
from explorer.tui.views import ViewId
from explorer.tui.views.base import ViewScreen

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.views.scope import Scope


class ReaderScreen(ViewScreen[Comparison]):
    """Opened by `r`; Esc leads back to where the reader was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("reader")
    view: ViewId = "source"
    place: ClassVar[Context] = "reader"

    def make(self, database: Database, scope: Scope) -> Comparison:
        """The source with all its evidence; what it is opened at can be cited, unless a search found it."""
        identity = scope.subject[1] if scope.subject else ""
        return passages.of_source(database, identity, None if scope.at_passage else scope.at)

    def draw(self, model: Comparison) -> Widget:  # noqa: ARG002 - it is shown once it has its size
        """The text."""
        compare = Compare(id="reading", number=None)
        compare.matches = self.matches
        return compare

    def shown(self, model: Comparison) -> None:
        """The text with the evidence in view."""
        self.query_one(TopLine).set_crumbs([f"source {model.title}"])
        compare, at = self.compare(), self.scope.at
        stop = passages.stop_at(model, at) if at is not None and not self.scope.at_passage else None
        compare.show(model, stop=stop, at=at if self.scope.at_passage else None)
        compare.border_title = content("Full text")

    def compare(self) -> Compare:
        """The text."""
        return self.query_one(Compare)

    def cited(self) -> Focus | None:
        """What is in focus; nothing while the text is being read."""
        return self.compare().focus_excerpt if self.query(Compare) else None

    def _step(self, delta: int) -> None:
        """The next match of the search, around the ends; without a search the next piece of evidence."""
        compare = self.compare()
        if not compare.found:
            super()._step(delta)
        elif not compare.step_match(delta):
            compare.step_match(delta, around=True)
            self.tell("From the top again." if delta > 0 else "From the end again.")

    def move(self, rows: int, *, pages: float = 0) -> None:
        """Scroll the text."""
        self.compare().scroll_by(rows + round(pages * self.compare().page))
