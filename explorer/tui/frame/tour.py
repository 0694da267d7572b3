"""Five lines for whoever opens the program for the first time; they go with the first thing that is done."""

from __future__ import annotations

from textual.widgets import Static

from explorer.tui.drawing.rendering import Line, Run, cells, content, lines_content, pad, styles_of, wrapped
from explorer.tui.keys.actions import find, key_name, with_keys

_TOUR = (
    (("down", "up"), "move; what each source says stands side by side"),
    (("search",), "search as you type; {results} goes to what was found"),
    (
        ("origins", "matrix", "disagreements", "timeline"),
        "who has it from whom; claims by sources; disagreements; time",
    ),
    (("copy", "mark", "export"), "copy a citation; mark rows; export what is marked"),
    (("help", "palette", "back"), "every key; anything by its name; back, and this goes away"),
)
"""Actions, and what they do: the keys of now stand before the words."""

_LOW = 24  # lines of a screen below which an excerpt says more than all five
_FIRST = (0, 1, 4)  # what is left then: moving, searching, and what leads to all others
_COLUMN = 12  # cells in which the keys stand


class Tour(Static):
    """The five lines, below the comparison; F4 and the palette bring them again."""

    _is_low = False

    def __init__(self) -> None:
        super().__init__("", id="tour", markup=False)
        self.border_title = content(" New here? ")

    def on_mount(self) -> None:
        """As high as a low screen can spare."""
        self._is_low = self.app.size.height < _LOW
        if self._is_low:
            self.styles.height = len(_FIRST) + 1

    def on_resize(self) -> None:
        """Lay the lines out for the width."""
        lines = tour_lines(self.size.width)
        shown = [lines[at] for at in _FIRST] if self._is_low else lines
        self.update(lines_content(shown, styles_of(self)), layout=False)


def tour_lines(width: int) -> list[Line]:
    """The five lines in `width` cells; what does not fit a line is cut at a word."""
    lines: list[Line] = []
    for actions, words in _TOUR:
        keys = " ".join(key_name(find(each).keys[0]) for each in actions if find(each).keys)
        first = wrapped(with_keys(words), max(10, width - _COLUMN - 1), "text")
        more = [Run(" …", "quiet")] if len(first) > 1 else []
        room = max(_COLUMN, cells(keys) + 2)
        lines.append([Run(pad(keys, room), "accent"), *first[0], *more])
    return lines
