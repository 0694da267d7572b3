"""Untrusted text made harmless, one character for one, so that spans keep their offsets.

Articles may hold escape sequences that write the reader's clipboard, move the cursor or reverse the reading order.
Textual and Rich let them through (measured on textual 8.2.8), so every sink of ours goes through this module.
"""

from __future__ import annotations

import re
from functools import cache

_C0_PICTURES = 0x2400  # U+2400 SYMBOL FOR NULL stands for U+0000, and so on up to U+001F
_DELETE_PICTURE = "\u2421"
_CONTROL = "\N{REPLACEMENT CHARACTER}"
_FORMAT = "\N{MIDDLE DOT}"

_BIDI_AND_ZERO_WIDTH = (
    range(0x200B, 0x2010),  # zero-width space, joiners, left/right marks
    range(0x202A, 0x202F),  # bidi embeddings and overrides
    range(0x2060, 0x2070),  # word joiner, invisible operators, isolates, deprecated format characters
    range(0x180B, 0x1810),  # Mongolian variation selectors and vowel separator
    *(range(code, code + 1) for code in (0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5)),
    *(range(code, code + 1) for code in (0x3164, 0xFEFF, 0xFFA0)),
    range(0xFFF0, 0xFFFC),  # unassigned ignorables, interlinear annotation
    range(0x13430, 0x13440),  # hieroglyph format controls
    range(0x1BCA0, 0x1BCA4),  # shorthand format controls
    range(0x1D173, 0x1D17B),  # musical format controls
)
_LINE_SEPARATORS = (0x2028, 0x2029)
_SURROGATES = range(0xD800, 0xE000)
_TAGS = range(0xE0000, 0xE1000)  # tags and variation selectors: invisible, and able to carry a hidden text


@cache
def _table(keep_newlines: bool) -> dict[int, str]:
    table = {code: chr(_C0_PICTURES + code) for code in range(0x20)}
    table[0x7F] = _DELETE_PICTURE
    table |= dict.fromkeys(range(0x80, 0xA0), _CONTROL)
    for codes in (*_BIDI_AND_ZERO_WIDTH, _TAGS):
        table |= dict.fromkeys(codes, _FORMAT)
    table |= dict.fromkeys(_LINE_SEPARATORS, " ")
    table |= dict.fromkeys(_SURROGATES, _CONTROL)
    table[0x09] = " "
    table[0x0A] = "\n" if keep_newlines else " "
    table[0x0D] = " "
    return table


def make_inert(text: str, *, keep_newlines: bool = False) -> str:
    """Return `text` with every control, bidi, zero-width and tag character as one visible character.

    The result has exactly as many code points as `text`. Tabs become spaces; newlines become spaces unless
    `keep_newlines`.
    """
    if text.isprintable() and (text.isascii() or not _invisible().search(text)):  # most of what is drawn
        return text
    return text.translate(_table(keep_newlines))


@cache
def _invisible() -> re.Pattern[str]:
    """What Python holds to be printable in part, and is not: the table of all that is replaced takes longer to make."""
    return re.compile(f"[{''.join(map(_range, (*_BIDI_AND_ZERO_WIDTH, _TAGS)))}]")


def _range(codes: range) -> str:
    return f"\\U{codes[0]:08x}-\\U{codes[-1]:08x}"


def _ranges(codes: list[int]) -> str:
    """Sorted code points as the inside of a character class; thousands of single ones would take long to compile."""
    starts = [c for i, c in enumerate(codes) if i == 0 or codes[i - 1] != c - 1]
    ends = [c for i, c in enumerate(codes) if i + 1 == len(codes) or codes[i + 1] != c + 1]
    return "".join(f"\\U{start:08x}-\\U{end:08x}" for start, end in zip(starts, ends, strict=True))


@cache
def _unsafe() -> re.Pattern[str]:
    """Compiled when first asked: it takes longer than everything else the first frame needs from here."""
    return re.compile(f"[{_ranges(sorted(_table(False).keys() - {0x09, 0x0A}))}]")


def is_inert(text: str) -> bool:
    """Whether `text` holds nothing that a terminal could act on (newlines and tabs are allowed).

    A carriage return is not: what follows it overwrites the line.
    """
    return _unsafe().search(text) is None


_SEQUENCES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]|(?:\x1b\\]|\x9d)[^\x07\x1b\x9c\n]{0,2048}(?:\x07|\x1b\\\\|\x9c)"
)
"""Whole escape sequences of terminals (ECMA-48 control sequences and operating system commands)."""


def without_unsafe(text: str) -> str:
    """`text` with a space for every character that `make_inert` would replace, one for one; newlines and tabs stay.

    Escape sequences go with their parameters. This is for reading, not for display: a name next to a hidden character
    is the same name.
    """
    return _unsafe().sub(" ", _SEQUENCES.sub(lambda match: " " * len(match.group()), text))
