"""Two quiet themes, dark and light: one accent, and colours that mean something (in doubt, in conflict, in order).

Text and background pairs keep a contrast of at least 4.5:1 (WCAG 2 AA), which the tests compute.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

DARK = Theme(
    name="explorer-dark",
    dark=True,
    primary="#7fb2f0",
    secondary="#7fb2f0",
    accent="#7fb2f0",
    warning="#dcb967",
    error="#f08a72",
    success="#93c287",
    foreground="#d9dee5",
    background="#14171c",
    surface="#191d23",
    panel="#222831",
    variables={"quiet": "#939ca9", "line": "#3a424e", "row": "#27303c", "mark": "#2c4463"},
)

LIGHT = Theme(
    name="explorer-light",
    dark=False,
    primary="#1d5aa8",
    secondary="#1d5aa8",
    accent="#1d5aa8",
    warning="#7d5a00",
    error="#ad3319",
    success="#2c6b38",
    foreground="#22262c",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e9e6df",
    variables={"quiet": "#5b626c", "line": "#c2bfb7", "row": "#e4e9f0", "mark": "#cfe0f5"},
)


def preferred(environment: Mapping[str, str]) -> Theme:
    """Light when the terminal says so through COLORFGBG ("0;15": black on white), else dark."""
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if background in ("7", "15") else DARK


class WithoutColour(LineFilter):
    """Drop every colour and keep bold, dim, underline and reverse.

    Textual's own answer to NO_COLOR still paints greys, and black on black with its ANSI themes (measured on 8.2.8).
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - textual's signature
        """The same segments in the terminal's own two colours."""
        return [Segment(text, None if style is None else _plain(style), control) for text, style, control in segments]


def _plain(style: Style) -> Style:
    return style.without_color + Style(dim=False) if style.dim else style.without_color
