"""The least that Textual needs to draw lines anew at a key: `moves.py` compares with it.

    python -m tests.bench.repaint LINES

Every key but `q` draws so many lines of the screen anew, each of them in four styles, as a row with a match has.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("TEXTUAL_FPS", "120")
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.events import Key
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

_STYLES = [Style.parse(words) for words in ("#d9dee5", "bold underline #7fb2f0", "#939ca9", "#93c287")]
_WORDS = ("ministers met in Oslo ", "again ", "to speak of wages ", "before the vote ")


class Lines(Widget):
    """Lines that say something else after every key."""

    keys = 0

    def render_line(self, y: int) -> Strip:
        """One line, of words that move from key to key."""
        width, parts = self.size.width, []
        for number in range(8):
            turn = number + self.keys + y
            parts.append(Segment(_WORDS[turn % 4], _STYLES[turn % 4]))
        return Strip(parts).adjust_cell_length(width)


class Repaint(App[None]):
    """One widget on the whole screen."""

    CSS = "Lines { height: 1fr; }"

    def compose(self) -> ComposeResult:
        """The lines."""
        yield Lines()

    def on_key(self, event: Key) -> None:
        """Draw anew."""
        if event.key == "q":
            self.exit()
        lines = self.query_one(Lines)
        lines.keys += 1
        lines.refresh(Region(0, 0, lines.size.width, int(sys.argv[1])))


if __name__ == "__main__":
    Repaint().run()
