"""The themes: dark and light, both quiet; both again with the highest contrast; and the terminal's own sixteen colours.

One accent, and colours that mean something (in doubt, in conflict, in order). Text and ground keep a contrast of at
least 4.5:1 (WCAG 2 AA), those of high contrast 7:1 (AAA), also in 256 colours; the tests compute it. What the sixteen
colours of a terminal look like only its owner knows: there nothing but reverse marks a ground, and what is written has
that contrast in the palettes of xterm and of a Linux console, on black or, where the terminal says so, on white.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, override

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
    panel="#24282f",
    variables={"quiet": "#9aa3b0", "line": "#3a424e", "row": "#2b3039", "mark": "#262f74"},
)

LIGHT = Theme(
    name="explorer-light",
    dark=False,
    primary="#1d5aa8",
    secondary="#1d5aa8",
    accent="#1d5aa8",
    warning="#725a00",
    error="#a52a10",
    success="#2c6b38",
    foreground="#22262c",
    background="#fbfaf7",
    surface="#f3f2ef",
    panel="#e9e7e3",
    variables={"quiet": "#5b626c", "line": "#c2bfb7", "row": "#e7e9ec", "mark": "#cfe0f5"},
)


CONTRAST_DARK = Theme(
    name="explorer-contrast-dark",
    dark=True,
    primary="#8fd0ff",
    secondary="#8fd0ff",
    accent="#8fd0ff",
    warning="#ffd75f",
    error="#ffaf87",
    success="#afffaf",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#262626",
    variables={"quiet": "#dadada", "line": "#bcbcbc", "row": "#303030", "mark": "#00005f"},
)

CONTRAST_LIGHT = Theme(
    name="explorer-contrast-light",
    dark=False,
    primary="#000087",
    secondary="#000087",
    accent="#000087",
    warning="#5f005f",
    error="#870000",
    success="#004400",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#eeeeee",
    variables={"quiet": "#303030", "line": "#585858", "row": "#e4e4e4", "mark": "#d7d7ff"},
)


def _of_terminal(
    name: str, *, dark: bool, key: str, warning: str, error: str, success: str, ground: tuple[str, str], chosen: str
) -> Theme:
    """A theme of the terminal's own colours; `ground` and what is usually written on it, where one is to be known."""
    background, foreground = ground
    default = "ansi_default"
    return Theme(
        name=name,
        ansi=True,
        dark=dark,
        primary=key,
        secondary=key,
        accent=key,
        warning=warning,
        error=error,
        success=success,
        foreground=default,
        background=default,
        surface=default,
        panel=default,
        boost=default,
        variables={
            "quiet": default,  # bright black, which others use for this, is invisible on many a black
            "line": default,
            "row": default,
            "mark": default,
            "ansi-background": background,
            "ansi-foreground": foreground,
            "screen-selection-background": key,
            "screen-selection-foreground": chosen,
        },
    )


TERMINAL = _of_terminal(
    "explorer-terminal",
    dark=True,
    key="ansi_cyan",
    warning="ansi_bright_yellow",  # a console's yellow is a brown, and every red too dark for black but the bright one
    error="ansi_bright_red",
    success="ansi_green",
    ground=("ansi_black", "ansi_white"),
    chosen="ansi_black",
)

TERMINAL_LIGHT = _of_terminal(
    "explorer-terminal-light",
    dark=False,
    key="ansi_blue",
    warning="ansi_magenta",
    error="ansi_red",
    success="ansi_default",  # nobody reads green on white
    ground=("ansi_white", "ansi_black"),
    chosen="ansi_bright_white",
)

THEMES: Mapping[str, Theme] = {
    "dark": DARK,
    "light": LIGHT,
    "contrast-dark": CONTRAST_DARK,
    "contrast-light": CONTRAST_LIGHT,
    "terminal": TERMINAL,
}
"""Every theme by the name that people give it, in the order in which they are gone through."""


class Look(NamedTuple):
    """How the reader wants the screen to look."""

    theme: str = ""
    """A name of `THEMES`; nothing for the one that fits the terminal."""
    ascii: bool = False
    """Whether to draw with ASCII alone."""
    is_asked: bool = False
    """Whether the theme was asked for on the command line: then no remembered one comes before it."""
    is_fresh: bool = False
    """Whether where the reader was is to be ignored."""


def preferred(environment: Mapping[str, str]) -> str:
    """The name of the theme that fits a terminal: its own colours where it has sixteen, unless colour is unwanted;
    light where it says so through COLORFGBG ("0;15": black on white); else dark.
    """
    if has_few_colours(environment) and "NO_COLOR" not in environment:
        return "terminal"
    return "light" if _is_light(environment) else "dark"


def called(name: str, environment: Mapping[str, str]) -> Theme:
    """The theme of that name for a terminal: its own colours are others on a light ground."""
    return TERMINAL_LIGHT if name == "terminal" and _is_light(environment) else THEMES[name]


def _is_light(environment: Mapping[str, str]) -> bool:
    """Whether a terminal says that its ground is light; most say nothing."""
    return environment.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")


def has_few_colours(environment: Mapping[str, str]) -> bool:
    """Whether a terminal has sixteen colours or fewer, by the rules of `rich.console` (TERM and COLORTERM)."""
    named = environment.get("TEXTUAL_COLOR_SYSTEM", "auto").lower()
    if named != "auto":
        return named == "standard"
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    term = environment.get("TERM", "").strip().lower()
    return term.rpartition("-")[2] not in ("256color", "kitty", "direct") and term != ""


def after(name: str) -> str:
    """The theme that comes after the one of that name, around the end."""
    names = list(THEMES)
    return names[(names.index(name) + 1) % len(names)]


class WithoutColour(LineFilter):
    """Drop every colour and keep bold, dim, underline and reverse.

    Textual's own answer to NO_COLOR still paints greys, and black on black with its ANSI themes (measured on 8.2.8).
    """

    @override
    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments in the terminal's own two colours."""
        return [Segment(text, None if style is None else _plain(style), control) for text, style, control in segments]


def _plain(style: Style) -> Style:
    return style.without_color + Style(dim=False) if style.dim else style.without_color
