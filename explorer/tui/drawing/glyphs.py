"""The screen in ASCII: every glyph of ours has a letter or sign that takes its place, cell for cell.

It is a filter over what is drawn, so that borders, scrollbars, marks and ellipses need not know of it. Typographic
quotation marks and dashes of articles are drawn plainly too; letters of other scripts stay what they are.
"""

from __future__ import annotations

from typing import override

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SAME = {
    "-": "─–—‐‑‒―╌┄┈╴╶", "=": "━═╍┅╸╺≡", "|": "│╎┆┊╷╵▎▏▍", "+": "╭╮╰╯┌┐└┘├┤┬┴┼╞╡╪±",
    "#": "┃┏┓┗┛┣┫┳┻╋║╔╗╚╝█▉▊▋▇▆▅■▪", "_": "▁▂▃▄␣", ":": "┇┋⋮",
    '"': "“”„‟″❝❞", "'": "‘’‚‛′", ".": "·․•◦∙", "*": "●★✱◆", "o": "○☆◇", "%": "◐◑◒◓",
    ">": "▌▐▷▸›▶→»▹⏵⇒≥↪↳", "<": "◁◂‹◀←«⇐≤↩", "^": "▴▲↑⇑", "v": "▾▼↓⇓✓", "!": "⚑⚠≠", "~": "≈∼…", "x": "×✕✗∅",
    "&": "✎", "P": "¶", "S": "§", "?": "�", " ": "\u00a0\u2007\u2009\u202f",
}  # fmt: skip
"""Sign → the glyphs whose place it takes. Each glyph is one cell wide, as its sign is."""

_CONTROLS = range(0x2400, 0x2423)
"""The pictures of control characters, which stand for those of a text."""

TABLE: dict[int, str] = {
    **dict.fromkeys(_CONTROLS, "?"),
    **{ord(glyph): sign for sign, glyphs in _SAME.items() for glyph in glyphs},
}
"""For `str.translate`: code point → the ASCII sign in its place."""


_PAIRS = {"≥ ": ">=", "≤ ": "<=", " ≠": "!=", " … ": "..."}
"""Where spaces stand beside them, more signs say more. What is cut ends in "~": by a full stop it would look whole."""


def plain(text: str) -> str:
    """`text` as it is drawn in ASCII, one character for one; letters without a sign in the table stay."""
    if text.isascii():
        return text
    for glyphs, signs in _PAIRS.items():
        text = text.replace(glyphs, signs)
    return text.translate(TABLE)


class InAscii(LineFilter):
    """Draws every line in ASCII."""

    @override
    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with other signs."""
        return [Segment(plain(text), style, control) for text, style, control in segments]
