"""What is said in the place of a view: that there is nothing to show, or that it takes a while."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from explorer.tui.drawing.painted import Painted
from explorer.tui.drawing.rendering import Line, Run, line_width, strip, wrapped

_READABLE = 72  # cells of a line


class Notice(Painted, Widget):
    """What is said in the place of a view, in the middle of its room."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="waiting")
        self.display = False
        self.words = ""
        self._laid: tuple[tuple[str, int, int], list[Line]] | None = None
        """What was laid out last, and for which words, width and height."""

    def say(self, words: str) -> None:
        """Say this."""
        self.words = words
        self.refresh()

    def _lines(self, width: int, height: int) -> list[Line]:
        wanted = self.words, width, height
        if self._laid is None or self._laid[0] != wanted:  # every line of the room asks for them
            self._laid = wanted, self._lay(width, height)
        return self._laid[1]

    def _lay(self, width: int, height: int) -> list[Line]:
        """What there is to say first, and apart from it why that is so and what leads on."""
        room = max(20, min(_READABLE, width - 6))
        first, stop, more = self.words.partition(". ")
        if not more:
            return wrapped(self.words, room, "quiet")
        lines, rest = wrapped(first + stop.rstrip(), room, "title"), wrapped(more, room, "quiet")
        return [*lines, *([[]] if len(lines) + len(rest) < height else []), *rest]

    def render_line(self, y: int) -> Strip:
        """One line of the room."""
        width, height = self.size
        lines = self._lines(width, height)
        at = y - max(0, height - len(lines)) // 2
        base, ink = self.paint
        if not 0 <= at < len(lines):
            return Strip.blank(width, base)
        line = lines[at]
        return strip([Run(" " * (max(0, width - line_width(line)) // 2)), *line], width, ink, base)
