"""The inks that everything is written in: colours of the theme by the names of its variables, and shapes of letters.

They are worked out here and not by the stylesheet: its rules for them were a third of all that the first frame waited
for, and every screen styled a node for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.color import Color as RichColor
    from textual.app import App

# One accent, quiet greys, and three colours that mean something: in doubt, in conflict, in order. Evidence shows by
# weight, what differs by underline and a sign in the margin: never by hue alone.
INKS: Mapping[str, str] = {
    "text": "foreground",
    "quiet": "quiet",
    "number": "quiet",
    "why": "italic quiet",
    "title": "bold foreground",
    "accent": "bold primary",
    "label": "primary",
    "line": "line",
    "key": "bold primary on panel",
    "match": "bold underline primary",
    "here": "bold background on primary",
    "evidence": "bold foreground",
    "stated": "foreground",
    "active": "bold foreground on mark",
    "differs": "bold italic underline error",
    "hedged": "italic underline warning",
    "only": "bold underline success",
    "gone": "strike error",
    "new": "bold underline success",
    "doubt": "warning",
    "conflict": "error",
    "good": "success",
    "selected": "reverse background on primary",
    "row": "on panel",
    "cursor": "bold on row",
}
"""Ink → its letters, their colour and, after `on`, their ground, where it has them."""

# Without colour the ground of the excerpt in focus is gone: reverse it.
_WITHOUT_COLOUR: Mapping[str, str] = {
    "stated": "bold foreground",
    "active": "bold reverse foreground on mark",
    "here": "bold reverse background on primary",
}

# With the terminal's own colours there is no ground but the terminal's: reverse marks what one would.
_TERMINAL: Mapping[str, str] = {
    "stated": "bold foreground",
    "cursor": "bold reverse on row",
    "active": "bold underline reverse foreground on mark",
    "here": "bold reverse foreground on background",
    "selected": "reverse foreground on background",
}

# With the highest contrast what is quiet is hardly quieter.
_CONTRAST: Mapping[str, str] = {"stated": "bold foreground"}

_SHAPES = frozenset({"bold", "italic", "underline", "strike", "reverse"})

_known: dict[tuple[str, bool, bool], dict[str, Style]] = {}
"""By theme, and what else changes inks: the same for every widget, screen and frame."""


def ink_style(app: App[object], ink: str) -> Style:
    """How an ink looks in the theme of now, over whatever it is laid on; raises KeyError for what is none."""
    way = (app.theme, app.native_ansi_color, app.no_color)
    known = _known.setdefault(way, {})
    found = known.get(ink)
    if found is None:
        fitting = (_TERMINAL, way[1]), (_WITHOUT_COLOUR, way[2]), (_CONTRAST, "contrast" in app.theme), (INKS, True)
        told = next(inks[ink] for inks, fits in fitting if fits and ink in inks)
        found = known[ink] = _style(told, app.theme_variables)
    return found


def _style(told: str, colours: Mapping[str, str]) -> Style:
    front, _, ground = f" {told}".partition(" on ")
    words = front.split()
    shapes = Style.parse(" ".join(word for word in words if word in _SHAPES))
    names = [word for word in words if word not in _SHAPES]
    return shapes + Style(
        color=_colour(colours[names[0]]) if names else None, bgcolor=_colour(colours[ground]) if ground else None
    )


def _colour(value: str) -> RichColor | None:
    """A colour for Rich; nothing for one that lets what is below be seen."""
    colour = Color.parse(value)
    return colour.rich_color if colour.a else None
