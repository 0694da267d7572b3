"""The text of record cut into paragraphs, without touching a character.

A paragraph is a line, unless the file is hard-wrapped: then the lines of a paragraph are joined again. A file is
hard-wrapped when its lines break where the next word would not have fitted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from explorer.models import RegionKind

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|\Z)")
_FIRST_WORD = re.compile(r"\S+")
_SENTENCE_END = tuple('.!?…"”’)]:;')

MAX_WRAP = 120
"""Files wrapped by a program break at 60 to 100 characters; a longer line was not wrapped."""
_MIN_WRAPPED_LINES = 3
_WRAPPED_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that becomes one region: a paragraph, or a part of one that is something else.

    `blank` counts the empty lines before it; `kind` is None until a rule has named it. `starts_line` is False for
    the later parts of a paragraph that was cut.
    """

    start: int
    end: int
    kind: RegionKind | None = None
    blank: int = 0
    starts_line: bool = True
    repeat_of: int | None = None

    def of(self, text: str) -> str:
        """The piece as printed."""
        return text[self.start : self.end]

    def named(self, kind: RegionKind) -> Piece:
        """The same piece with its kind."""
        return replace(self, kind=kind)


def strip_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a span to its visible characters (an empty span when there are none)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def cut(text: str, piece: Piece, *offsets: int) -> list[Piece]:
    """Cut a piece at absolute offsets; the parts keep its kind and lose the white space around them."""
    edges = [piece.start, *sorted(o for o in set(offsets) if piece.start < o < piece.end), piece.end]
    parts: list[Piece] = []
    for low, high in pairwise(edges):
        start, end = strip_span(text, low, high)
        if start < end:
            first = not parts
            parts.append(
                replace(
                    piece,
                    start=start,
                    end=end,
                    blank=piece.blank if first else 0,
                    starts_line=piece.starts_line and first,
                )
            )
    return parts


def paragraphs(text: str) -> list[Piece]:
    """Every paragraph of `text` in order; together they hold every visible character once."""
    lines: list[Piece] = []
    blank = 0
    for match in _LINE.finditer(text):
        start, end = strip_span(text, match.start(), match.end())
        if start < end:
            lines.append(Piece(start, end, blank=blank))
            blank = 0
        elif match.end() > match.start():
            blank += 1
    width = _wrap_width(text, lines)
    return _join_wrapped(text, lines, width) if width else lines


def _fills(text: str, line: Piece, after: Piece, width: int) -> bool:
    """Whether the first word of the next line would not have fitted onto this one."""
    word = _FIRST_WORD.match(text, after.start)
    return line.end - line.start + 1 + (len(word.group()) if word else 0) > width


def _wrap_width(text: str, lines: list[Piece]) -> int:
    """The width at which the file was wrapped, or 0 when its lines are paragraphs."""
    width = max((line.end - line.start for line in lines), default=0)
    if width > MAX_WRAP or width < MAX_WRAP // 3:
        return 0
    pairs = [(a, b) for a, b in pairwise(lines) if b.blank == 0]
    # A line that ends a sentence may be the last of its paragraph, so it says nothing about wrapping.
    inner = [(a, b) for a, b in pairs if not text[a.end - 1].endswith(_SENTENCE_END)]
    full = sum(_fills(text, a, b, width) for a, b in inner)
    return width if len(inner) >= _MIN_WRAPPED_LINES and full >= len(inner) * _WRAPPED_SHARE else 0


def _join_wrapped(text: str, lines: list[Piece], width: int) -> list[Piece]:
    joined: list[Piece] = []
    last = None
    for line in lines:
        if last is not None and line.blank == 0 and _fills(text, last, line, width):
            joined[-1] = replace(joined[-1], end=line.end)
        else:
            joined.append(line)
        last = line
    return joined
