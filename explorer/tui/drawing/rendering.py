"""The only module that makes what textual draws (Content, Strip), always from inert text and never from markup.

A *line* is a list of runs; a run is a piece of text with the name of an ink. Inks are those of
`explorer.tui.drawing.inks`, so that a theme changes them all. Widths are terminal cells, offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from explorer.models import Span
from explorer.text.inert import make_inert
from explorer.tui.drawing.inks import ink_style
from explorer.tui.drawing.writing import shows_on_blanks

ELLIPSIS = "…"
_UNSETTLED = re.compile(r"[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
"""Variation selectors and the tones of an emoji's skin: terminals disagree on their width (textual#5980; tmux gives
a tone two cells of its own, others none), so that what stands behind them would not stand where it should."""
_NARROW = re.compile(
    r"[ -~\u00a1-\u00ac\u00ae-\u017f\u2010-\u2015\u2018-\u201f\u2026\u2039\u203a\u20ac"
    r"\u2190-\u2193\u2260\u2500-\u259f\u25b8\u25be\u25cf]*"
)
"""Text of one cell a character by any terminal: all that most news and our own words consist of, told at a glance."""


class Run(NamedTuple):
    """A piece of a line in one ink, or in several laid over one another."""

    text: str
    ink: str = "text"
    at: tuple[int, int] | None = None
    """Character and line that this piece has in its text, where the mouse may select it."""


Line = list[Run]


class Styles:
    """How inks look in the theme of now, each worked out once: by itself, and on a ground."""

    def __init__(self, look: Callable[[str], Style]) -> None:
        """`look` gives the style of a single ink by its name."""
        self._inks = _Inks(look)
        self._grounds: dict[Style, _Ground] = {}

    def __call__(self, ink: str) -> Style:
        """The style of an ink, or of several laid over one another."""
        return self._inks[ink]

    def on(self, ground: Style) -> Mapping[str, Style]:
        """The styles of inks on a ground."""
        found = self._grounds.get(ground)
        if found is None:
            found = self._grounds[ground] = _Ground(self._inks, ground)
        return found


class _Inks(dict[str, Style]):
    def __init__(self, look: Callable[[str], Style]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, ink: str) -> Style:
        found = self[ink] = sum(map(self._look, ink.split()), Style.null())
        return found


class _Ground(dict[str, Style]):  # knows no `Styles`: what holds one another stays until rubbish is looked for
    def __init__(self, inks: _Inks, ground: Style) -> None:
        super().__init__()
        self._inks, self._ground = inks, ground

    def __missing__(self, ink: str) -> Style:
        style = self._inks[ink]
        if self._ground.reverse:  # a colour would be the ground of its letters, and of the blanks around them
            style = style.without_color
        found = self[ink] = self._ground + style
        return found


def styles_of(widget: Widget) -> Styles:
    """How inks look in the theme of now."""
    app = widget.app
    return Styles(lambda name: ink_style(app, name))


def inert(text: str) -> str:
    """Text for one line of the screen: nothing in it can act, one character for one."""
    return make_inert(text)


def inert_lines(text: str) -> str:
    """Text of several lines for a widget that takes plain text (a toast): inert, and of a width terminals agree on."""
    return _UNSETTLED.sub("", make_inert(text, keep_newlines=True))


def cells(text: str) -> int:
    """How many terminal cells `text` takes."""
    return len(text) if _is_narrow(text) else cell_len(_UNSETTLED.sub("", text))


def _is_narrow(text: str) -> bool:
    """Whether every character takes one cell."""
    return text.isascii() or _NARROW.fullmatch(text) is not None


def content(text: str) -> Content:
    """Untrusted text for a widget, a border or a tooltip: inert and without markup."""
    return Content(inert_lines(text))


def lines_content(lines: Iterable[Iterable[Run]], styles: Styles) -> Content:
    """Lines of runs as Content, for the few widgets that take no strips."""
    rows = []
    for line in lines:
        pieces = [(_UNSETTLED.sub("", inert(run.text)), _style_words(styles(run.ink))) for run in line]
        rows.append(Content.assemble(*pieces))
    return Content("\n").join(rows)


def _style_words(style: Style) -> str:
    words = [name for name in ("bold", "italic", "underline", "reverse") if getattr(style, name)]
    if style.color is not None and style.color.triplet is not None:
        words.append(style.color.triplet.hex)
    return " ".join(words)


def strip(line: Iterable[Run], width: int, styles: Styles, base: Style) -> Strip:
    """A line as a strip of exactly `width` cells on `base`.

    Blanks that look alike in two inks go with the run before them: a terminal is told of fewer changes of style.
    """
    segments: list[Segment] = []
    used, looks = 0, styles.on(base)
    for text, ink, at in line:
        if not text:
            continue
        shown, size = _shown(text)
        used += size
        style = looks[ink]
        if at is not None:
            style += Style.from_meta({"offset": at})
        elif segments and shown.isspace() and _blanks_alike(segments[-1].style, style):
            before = segments.pop()
            shown, style = before.text + shown, before.style or style
        segments.append(Segment(shown, style))
    if used > width:
        return Strip(segments, used).adjust_cell_length(width, base)
    if used < width:
        segments.append(Segment(" " * (width - used), base))
    return Strip(segments, width)


@lru_cache(maxsize=4096)
def _shown(text: str) -> tuple[str, int]:
    """A text as it is drawn, and its cells; of what a frame draws most stood in the one before, too."""
    shown = inert(text)
    if not shown.isascii():
        shown = _UNSETTLED.sub("", shown)
    return shown, cells(shown)


@lru_cache(maxsize=256)
def _blanks_alike(one: Style | None, other: Style) -> bool:
    """Whether blanks look the same in two styles, neither of which has a place for the mouse."""
    if one is None or one.meta or one.bgcolor != other.bgcolor:
        return False
    return not (shows_on_blanks(one) or shows_on_blanks(other))


def line_width(line: Iterable[Run]) -> int:
    """Cells of a whole line."""
    return sum(cells(run.text) for run in line)


def cut(text: str, width: int) -> str:
    """`text` cut to at most `width` cells, never inside a wide character; a cut is marked with "…"."""
    if cells(text) <= width:
        return text
    if width <= 0:
        return ""
    return text[: _prefix(text, width - 1)].rstrip() + ELLIPSIS


def pad(text: str, width: int) -> str:
    """`text` cut or filled with spaces to exactly `width` cells."""
    short = cut(text, width)
    return short + " " * max(0, width - cells(short))


def _prefix(text: str, width: int) -> int:
    """How many characters of `text` fit into `width` cells."""
    if _is_narrow(text):
        return min(len(text), width)
    low, high = 0, min(len(text), width)  # a character takes at least one cell, but for combining ones
    while high < len(text) and cells(text[:high]) < width:
        high += 1
    while low < high:
        middle = (low + high + 1) // 2
        if cells(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def cut_line(line: Sequence[Run], width: int) -> Line:
    """A line of runs cut to `width` cells with "…" where it was cut."""
    if line_width(line) <= width:
        return list(line)
    out: Line = []
    left = width
    for run in line:
        size = cells(run.text)
        if size >= left:
            short = cut(run.text, left) if size > left else cut(run.text + " ", left)
            return [*out, Run(short, run.ink)]
        out.append(run)
        left -= size
    return out


def wrap(text: str, start: int, end: int, width: int) -> list[Span]:
    """Break `text[start:end]` at spaces and newlines into lines of at most `width` cells.

    Spaces at a break belong to no line, so each span begins and ends with a visible character where it can. A word
    wider than the line is broken where it must be. The spans are offsets into `text`.
    """
    width = max(1, width)
    lines: list[Span] = []
    position = start
    while position < end:
        newline = text.find("\n", position, end)
        limit = newline if newline >= 0 else end
        lines.extend(_wrap_line(text, position, limit, width))
        position = limit + 1 if newline >= 0 else end
    return lines


def _wrap_line(text: str, start: int, end: int, width: int) -> Iterable[Span]:
    if start == end:
        yield Span(start, end)
        return
    while start < end:
        fits = start + max(1, _prefix(text[start : min(end, start + width * 2)], width))
        if fits >= end:
            yield Span(start, end)
            return
        stop = fits
        if not text[fits].isspace():
            space = max(text.rfind(" ", start, fits), text.rfind("\u00a0", start, fits))
            if space > start:
                stop = space
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            yield Span(start, last)
        start = stop
        while start < end and text[start].isspace():
            start += 1


def paint(text: str, start: int, end: int, marks: Sequence[tuple[Span, str]], ink: str) -> Line:
    """`text[start:end]` as runs: `ink`, and where marks lie over it theirs, the later over the earlier."""
    edges = {start, end}
    for span, _ in marks:
        edges.update(edge for edge in (span.start, span.end) if start < edge < end)
    points = sorted(edges)
    line: Line = []
    for left, right in pairwise(points):
        names = dict.fromkeys(mark for span, mark in marks if span.start <= left and right <= span.end)
        line.append(Run(text[left:right], " ".join(names) or ink))
    return line


def located(line: Iterable[Run], y: int, selected: Span | None) -> Line:
    """The same line with its places for the mouse, and what is selected of it in its ink."""
    out: Line = []
    x = 0
    for run in line:
        end = x + len(run.text)
        low, high = (max(x, selected.start), min(end, selected.end)) if selected else (end, end)
        for left, right, ink in ((x, low, run.ink), (low, high, f"{run.ink} selected"), (max(x, high), end, run.ink)):
            if left < right:
                out.append(Run(run.text[left - x : right - x], ink, (left, y)))
        x = end
    return out


def wrapped(text: str, width: int, ink: str, indent: str = "") -> list[Line]:
    """One paragraph of our own words or of data as lines in one ink; `indent` hangs under the first line."""
    lines: list[Line] = []
    flat = inert(text)
    for span in wrap(flat, 0, len(flat), max(4, width - cells(indent))):
        head = indent if lines else ""
        lines.append([Run(head + flat[span.start : span.end], ink)])
    return lines
