"""The only module that makes what textual draws (Content, Strip), always from inert text and never from markup.

A *line* is a list of runs; a run is a piece of text with the name of an ink. Inks are those of
`explorer.tui.drawing.inks`, so that a theme changes them all. Widths are terminal cells, offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Self

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from explorer.models import Span
from explorer.text.inert import make_inert
from explorer.tui.drawing.frames import Frame
from explorer.tui.drawing.inks import ink_style

ELLIPSIS = "…"
_VARIATION_SELECTORS = re.compile(r"[\ufe00-\ufe0f]")  # terminals disagree on their width: textual#5980
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
Styles = Callable[[str], Style]


def styles_of(widget: Widget) -> Styles:
    """How inks look in the theme of now."""

    app = widget.app
    known: dict[str, Style] = {}

    def style(ink: str) -> Style:
        found = known.get(ink)
        if found is None:
            found = Style.null()
            for name in ink.split():
                found += ink_style(app, name)
            known[ink] = found
        return found

    return style


class _Bar(ScrollBar):
    """A scrollbar that has nothing laid out, and is drawn anew only where it looks different.

    Textual has all laid out a second time when a scrollbar has its size and whenever it is styled, as with every change
    of focus, and draws every scrollbar in a frame of its own after each layout.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
    _looked: tuple[object, ...] = ()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,  # noqa: ARG002 - asked for by every change of style
        recompose: bool = False,
    ) -> Self:
        """Draw anew where that shows; what has room for a scrollbar is laid out by its widget."""
        looks = self._looks()
        if looks != self._looked or recompose:
            self._looked = looks
            super().refresh(*regions, repaint=repaint, recompose=recompose)
        return self

    def _looks(self) -> tuple[object, ...]:
        """All that a scrollbar is drawn from."""
        styles = self.parent.styles if self.parent is not None else self.styles
        colours = (
            styles.scrollbar_color, styles.scrollbar_color_hover, styles.scrollbar_color_active,
            styles.scrollbar_background, styles.scrollbar_background_hover, styles.scrollbar_background_active,
        )  # fmt: skip
        moved = self.position, self.mouse_over, self.grabbed
        return self.window_virtual_size, self.window_size, moved, colours, self.display, self.outer_size


class Painted(Widget):
    """A widget that draws by lines: its styles are worked out once a frame, and only lines that changed are written.

    Measured with a key of a search that fills three lists: half the processor's time goes into drawing, and much of
    what Textual would write again stands there already.
    """

    _paint: tuple[Style, Styles] | None = None
    _is_drawing = False
    _on_screen: tuple[list[Strip], ...] = ()
    """What may have been written last; nothing where that is not known."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """All lines of a frame."""
        if not isinstance(self._styles_cache, Frame):
            self._styles_cache = Frame()
        self._is_drawing = True
        try:
            strips = super().render_lines(crop)
        finally:
            self._is_drawing, self._paint = False, None
        if crop != self.outer_size.region:
            self._on_screen = ()
        elif not self._repaint_regions:
            self._on_screen = (strips,)
        elif self._on_screen:  # changed, but nobody was told yet: this frame may write some of its lines or none
            self._on_screen = (*self._on_screen, strips)
        return strips

    def update_node_styles(self, animate: bool = True) -> None:  # noqa: ARG002 - whatever is asked for
        """Style it at once: nothing of ours moves, and to find out what would takes as long as the styling."""
        super().update_node_styles(animate=False)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = _Bar(vertical=True, name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    @property
    def paint(self) -> tuple[Style, Styles]:
        """The style of the ground, and how inks look on it."""
        paint = self._paint or (self.rich_style, styles_of(self))
        if self._is_drawing:
            self._paint = paint
        return paint

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without the one that looks for colours of the terminal: a theme has none of them, or none but them."""
        return [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]

    def _exchange_repaint_regions(self) -> Collection[Region]:
        """Of the lines that were said to need it, those that do look different now."""
        asked, before = super()._exchange_repaint_regions(), self._on_screen
        if not before or not asked or self.screen._layout_required:  # it may have another size in this frame
            return asked
        whole = self.outer_size.region
        after = self.render_lines(whole)
        if any(len(each) != len(after) for each in before):
            return asked
        lines = sorted({y for region in asked for y in region.intersection(whole).line_range})
        return [Region(0, y, whole.width, 1) for y in lines if any(after[y] != each[y] for each in before)]


def inert(text: str) -> str:
    """Text for one line of the screen: nothing in it can act, one character for one."""
    return make_inert(text)


def inert_lines(text: str) -> str:
    """Text of several lines for a widget that takes plain text (a toast): inert, and of a width terminals agree on."""
    return _VARIATION_SELECTORS.sub("", make_inert(text, keep_newlines=True))


def cells(text: str) -> int:
    """How many terminal cells `text` takes."""
    return len(text) if _is_narrow(text) else cell_len(_VARIATION_SELECTORS.sub("", text))


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
        pieces = [(_VARIATION_SELECTORS.sub("", inert(run.text)), _style_words(styles(run.ink))) for run in line]
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
    used = 0
    for text, ink, at in line:
        if not text:
            continue
        shown = inert(text)
        if not shown.isascii():
            shown = _VARIATION_SELECTORS.sub("", shown)
        used += cells(shown)
        style = base + styles(ink)
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


@lru_cache(maxsize=256)
def _blanks_alike(one: Style | None, other: Style) -> bool:
    """Whether blanks look the same in two styles, neither of which has a place for the mouse."""
    if one is None or one.meta or one.bgcolor != other.bgcolor:
        return False
    return not any(s.underline or s.underline2 or s.reverse or s.strike or s.overline for s in (one, other))


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
