"""Lines as a terminal is sent them: it is told how the next words look only as far as that is different.

Textual tells all of it for every run of words and takes all of it back behind it, which is more than the words
themselves (measured: two thirds of a frame); what is not written need not be read by a slow terminal, either.
Stands, as `composing`, on what Textual 8.2.8 keeps to itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import Color, ColorSystem
from rich.style import Style
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import Console

_PLAIN = Style.null()
_DEFAULT = Color.default()
_RESET = "\x1b[0m"


def written(strip: Strip, console: Console) -> str:
    """A strip for a terminal that writes in no style, and does so again behind it; kept with the strip."""
    if strip._render_cache is None:
        system = console._color_system or ColorSystem.TRUECOLOR
        parts: list[str] = []
        before = _PLAIN
        for text, style, _ in strip:
            after = style or _PLAIN
            if after is not before:
                if text.isspace():
                    after = _of_blanks(before, after)
                parts.append(_turned(before, after, system))
                before = after
            parts.append(text)
        if before is not _PLAIN:
            parts.append(_RESET)
        strip._render_cache = "".join(parts)
    return strip._render_cache


@lru_cache(maxsize=4096)
def _turned(before: Style, after: Style, system: ColorSystem) -> str:
    """What turns a terminal from one style to another. A style is never a link here."""
    ours, theirs = _attributes(before), _attributes(after)
    if ours & ~theirs:  # to take one back takes another code for each, and terminals differ in them
        codes = Strip.render_ansi(after, system)
        return f"\x1b[0;{codes}m" if codes else _RESET
    color = None if before.color == after.color else after.color or _DEFAULT
    ground = None if before.bgcolor == after.bgcolor else after.bgcolor or _DEFAULT
    change = Style.from_color(color, ground)
    if ours != theirs:
        change = after.without_color + change
    codes = Strip.render_ansi(change, system)
    return f"\x1b[{codes}m" if codes else ""


@lru_cache(maxsize=4096)
def _of_blanks(before: Style, after: Style) -> Style:
    """A style in which blanks look as in `after`, as like `before` as can be: of a colour nothing is seen in them."""
    if shows_on_blanks(before) or shows_on_blanks(after):
        return after
    return before.without_color + Style.from_color(before.color, after.bgcolor)


def shows_on_blanks(style: Style) -> bool:
    """Whether more of a style is seen in blanks than the ground."""
    return any((style.underline, style.underline2, style.reverse, style.strike, style.overline, style.blink))


def _attributes(style: Style) -> int:
    """Bold, underlined and their like, a bit each."""
    return style._attributes & style._set_attributes
