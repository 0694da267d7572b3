"""The least that Textual needs to draw lines anew at a key: `moves.py` compares with it.

    python -m tests.bench.repaint [switch|focus]

A paste of three numbers tells how much every key but `q` draws anew: "13 1320 58" are thirteen lines, 1320 cells of
them, in 58 pieces of four styles; before it, all lines in eight pieces each. With `switch` a key opens another screen
with such lines, and the next closes it; with `focus` it gives the focus to an input above them, and the next takes it
away: what Textual needs for that as it comes.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("TEXTUAL_FPS", "120")
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.events import Key, Paste
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from tests.bench.drawn import Drawn

_STYLES = [Style.parse(words) for words in ("#d9dee5", "bold underline #7fb2f0", "#939ca9", "#93c287")]
_PIECES = 8  # of a line
_WORDS = [120 * words for words in ("ministers met in Oslo ", "again ", "to speak of wages ", "before the vote ")]


class Lines(Widget):
    """Lines that say something else after every key."""

    keys = 0
    told = Drawn(0, 0, 0)

    def say_else(self) -> None:
        """Draw anew."""
        self.keys += 1
        drawn = self.drawn
        self.refresh(Region(0, 0, round(drawn.cells / drawn.lines), drawn.lines))

    @property
    def drawn(self) -> Drawn:
        """How much is drawn anew."""
        lines = max(1, self.size.height)
        return self.told if self.told.lines else Drawn(lines, lines * self.size.width, _PIECES * lines)

    def render_line(self, y: int) -> Strip:
        """One line, of words that move from key to key."""
        lines, cells, pieces = self.drawn
        width, count = round(cells / lines), max(1, pieces // lines + (y < pieces % lines))
        edges = [width * number // count for number in range(count + 1)]
        parts = []
        for number in range(count):
            turn = (number + self.keys + y) % len(_WORDS)
            parts.append(Segment(_WORDS[turn][: edges[number + 1] - edges[number]], _STYLES[turn]))
        return Strip(parts, width)


class Other(Screen[None]):
    """Another screen."""

    def compose(self) -> ComposeResult:
        """The lines."""
        yield Lines()


class Repaint(App[None]):
    """One widget on the whole screen."""

    CSS = "Lines { height: 1fr; } Input { height: 1; border: none; }"
    ENABLE_COMMAND_PALETTE = False
    does = "".join(sys.argv[1:])

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

    def on_paste(self, event: Paste) -> None:
        """Draw as much as one is told from now on."""
        self.query_one(Lines).told = Drawn(*map(int, event.text.split()))

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
