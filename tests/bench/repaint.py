"""The least that Textual needs to draw lines anew at a key: `moves.py` compares with it.

    python -m tests.bench.repaint LINES [switch|focus]

Every key but `q` draws so many lines of the screen anew, each of them in four styles, as a row with a match has. With
`switch` it opens another screen with such lines, and the next closes it; with `focus` it gives the focus to an input
above them, and the next takes it away: what Textual needs for that as it comes.
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
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

_STYLES = [Style.parse(words) for words in ("#d9dee5", "bold underline #7fb2f0", "#939ca9", "#93c287")]
_WORDS = ("ministers met in Oslo ", "again ", "to speak of wages ", "before the vote ")


class Lines(Widget):
    """Lines that say something else after every key."""

    keys = 0

    def say_else(self) -> None:
        """Draw anew."""
        self.keys += 1
        self.refresh(Region(0, 0, self.size.width, int(sys.argv[1])))

    def render_line(self, y: int) -> Strip:
        """One line, of words that move from key to key."""
        width, parts = self.size.width, []
        for number in range(8):
            turn = number + self.keys + y
            parts.append(Segment(_WORDS[turn % 4], _STYLES[turn % 4]))
        return Strip(parts).adjust_cell_length(width)


class Other(Screen[None]):
    """Another screen."""

    def compose(self) -> ComposeResult:
        """The lines."""
        yield Lines()


class Repaint(App[None]):
    """One widget on the whole screen."""

    CSS = "Lines { height: 1fr; } Input { height: 1; border: none; }"
    ENABLE_COMMAND_PALETTE = False
    does = sys.argv[2] if len(sys.argv) > 2 else ""

    def compose(self) -> ComposeResult:
        """The lines."""
        lines = Lines()
        if self.does == "focus":
            lines.can_focus = True
            yield Input()
        yield lines

    def on_mount(self) -> None:
        """Have the other screen ready, and the focus where it is to be taken from."""
        self.install_screen(Other(), "other")
        if self.does == "focus":
            self.query_one(Lines).focus()

    def on_key(self, event: Key) -> None:
        """Draw anew."""
        if event.key == "q":
            self.exit()
        elif self.does == "switch":
            if len(self.screen_stack) == 1:
                self.push_screen("other")
            else:
                self.pop_screen()
            for lines in self.screen.query(Lines):
                lines.say_else()
        elif self.does == "focus":
            wanted = Input if isinstance(self.focused, Lines) else Lines
            self.query_one(wanted).focus()
        else:
            self.query_one(Lines).say_else()


if __name__ == "__main__":
    Repaint().run()
