"""Five lines for whoever opens the program for the first time; they go with the first thing that is done."""

from __future__ import annotations

from textual.widgets import Static

from explorer.tui.drawing.rendering import Line, Run, cells, content, lines_content, pad, styles_of, wrapped
from explorer.tui.keys.actions import find, key_name, key_of, with_keys
from explorer.tui.reading.messages import ActionAsked

_TOUR = (
    (("down", "up"), "move; what each source says, side by side"),
    (("search",), "type to search; {results} goes to what was found"),
    (
        ("origins", "matrix", "disagreements", "timeline"),
        "who has it from whom; claims by sources; disagreements; time",
    ),
    (("copy", "mark", "export"), "copy a citation; mark rows; export what is marked"),
    (("help", "palette", "back"), "every key; anything by its name; back"),
)
"""Actions, and what they do: the keys of now stand before the words."""

_FIRST = (0, 1, 4)  # where there is no room for all: moving, searching, and what leads to all others
_COLUMN = 12  # cells in which the keys stand


class Tour(Static):
    """The five lines, below the comparison; F4 and the palette bring them again."""

    def __init__(self) -> None:
        super().__init__("", id="tour", markup=False)
        self.border_title = content(f" New here? {key_of('back')} or a click takes this away ")

    def on_resize(self) -> None:
        """Lay out what there is room for; how high it is, the styles say."""
        lines = tour_lines(self.size.width)
        shown = lines if self.size.height >= len(lines) else [lines[at] for at in _FIRST]
        self.update(lines_content(shown, styles_of(self)), layout=False)

    def on_click(self) -> None:
        """Take it away."""
        self.post_message(ActionAsked("tour"))


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
