"""The full text of one source: its card, its regions named in the margin, its evidence highlighted."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from explorer.models import Span
from explorer.tui.actions import Context, actions_in
from explorer.tui.chrome import Hints, TopLine
from explorer.tui.commands import CommandScreen, bindings
from explorer.tui.compare import Compare
from explorer.tui.layout import Matches, StopId
from explorer.tui.passages import Comparison
from explorer.tui.rendering import content


class ReaderScreen(CommandScreen):
    """Opened by `o`; Esc leads back to where the reader was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("reader")

    def __init__(
        self, name: str, comparison: Comparison, stop: StopId | None, matches: Matches | None,
        passage: Span | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.passage = passage
        self.database_name = name
        self.comparison = comparison
        self.stop = stop
        self.matches = matches

    def compose(self) -> ComposeResult:
        """Top line, text, hints."""
        yield TopLine(self.database_name, [])
        yield Compare(id="reading", number=None)
        yield Hints()

    def on_mount(self) -> None:
        """Show the text with the evidence in view."""
        compare = self.compare()
        compare.matches = self.matches
        compare.focus()
        self.query_one(TopLine).set_crumbs([f"source {self.comparison.title}"])
        self.query_one(Hints).offer(actions_in("reader"))
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        compare = self.compare()
        compare.show(self.comparison, stop=self.stop, at=self.passage)
        compare.border_title = content("Full text")

    def context(self) -> Context:
        """Always the full text."""
        return "reader"

    def compare(self) -> Compare:
        """The text."""
        return self.query_one(Compare)

    def do_close(self) -> None:
        """Back to the main screen."""
        self.dismiss(None)

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
