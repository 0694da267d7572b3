"""Borders around lines that a widget draws itself, worked out once for all its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from textual._styles_cache import StylesCache
from textual.strip import Strip

if TYPE_CHECKING:
    from dataclasses import dataclass

    from rich.segment import Segment
    from rich.style import Style
    from rich.terminal_theme import TerminalTheme
    from textual.color import Color
    from textual.content import Content
    from textual.css.styles import StylesBase
    from textual.geometry import Region, Size, Spacing
    from textual.style import Style as ContentStyle
    from textual.widget import Widget

    Drawing = Callable[[int], Strip]
    Label = tuple[Content, Color, Color, ContentStyle]
else:
    from explorer.records import dataclass


_WAYS = 4
"""Ways of a border that are kept: with and without the focus, in two sizes."""
_TITLES = 8
_LOOKS = 8
_FRAMES = 4
"""Of how many frames the lines are kept with a border around them: those of the comparisons that one goes between."""


@dataclass(frozen=True, slots=True)
class _Border:
    """What stands left and right of every line of one widget, on how many lines above and below, and what it made."""

    left: list[Segment]
    right: list[Segment]
    ground: Style | None
    top: int
    bottom: int
    framed: dict[int, tuple[Strip, Strip]]
    """Identity of a line → the line, and that with the border around it."""
    titled: dict[tuple[int, Label | None], Strip]
    """Lines of the border with what it says."""


class Frame(StylesCache):
    """Draws what Textual's own does, but asks for the border once a frame and keeps the lines that stay as they were.

    Textual works the border and its styles out for every line, which takes as long as the line itself (measured).
    """

    def __init__(self) -> None:
        super().__init__()
        self.is_framed_anew = False
        """While all changes but the lines within the border."""
        self._border: _Border | None = None
        """None where more than a border is drawn around the lines, or nobody has looked yet."""
        self._has_looked = False
        self._borders: dict[tuple[object, ...], _Border] = {}
        self._lines: dict[int, Strip] = {}
        """The lines within the border, as far as they are drawn."""
        self._before: dict[int, Strip] = {}
        """Those that were drawn last: where one is drawn anew and is the same, it stays the same object."""
        self._lines_on: tuple[Size, Color] | None = None
        self._ready: tuple[Region, list[Strip]] | None = None
        self._look: object = None
        self._looks: dict[object, tuple[Region, list[Strip]]] = {}
        """What was ready when it looked otherwise, and nothing but that has changed since."""

    @contextmanager
    def turning(self, look: object, lines: Iterable[int]) -> Iterator[None]:
        """While it is made to look so, which changes the border and these lines within it, and nothing else.

        All lines as they were before are kept: where it is made to look so again, none of them is drawn.
        """
        if self._ready is not None:
            if len(self._looks) >= _LOOKS:
                self._looks.clear()
            self._looks[self._look] = self._ready
        self.is_framed_anew = True
        try:
            yield
        finally:
            self.clear()
            self.is_framed_anew = False
        self.forget_lines(lines)
        self._look, self._ready = look, self._looks.get(look)

    def has_ready(self, look: object) -> bool:
        """Whether all lines are there for when it is made to look so."""
        return look in self._looks

    def set_dirty(self, *regions: Region) -> None:
        """These lines, or all of them, are to be drawn anew."""
        self._ready = None
        if not self.is_framed_anew:
            self._looks.clear()
            top = self._border.top if self._border is not None else 0
            self.forget_lines(y - top for region in regions for y in region.line_range)
        super().set_dirty(*regions)

    def clear(self) -> None:
        """All is to be drawn anew, the border too."""
        super().clear()
        self._ready = None
        self._has_looked = False
        if not self.is_framed_anew:
            self._looks.clear()
            self._lines = {}

    def forget_lines(self, lines: Iterable[int]) -> None:
        """These lines within the border look different now."""
        gone = set(lines)
        self._lines = {y: line for y, line in self._lines.items() if y not in gone}  # they may be `show_lines`' own

    def show_lines(self, lines: dict[int, Strip]) -> None:
        """Show these lines within the border; those that are missing are drawn, and put into `lines`."""
        self._looks.clear()
        self._lines = lines

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """The lines of a widget that lie in `crop`."""
        if self._ready is None or self._ready[0] != crop:
            self._ready = crop, super().render_widget(widget, crop)
        return self._ready[1]

    def render_line(
        self,
        styles: StylesBase,
        y: int,
        size: Size,
        content_size: Size,
        padding: Spacing,
        base_background: Color,
        background: Color,
        render_content_line: Callable[[int], Strip],
        border_title: Label | None,
        border_subtitle: Label | None,
        opacity: float,
        ansi_theme: TerminalTheme,
        native_ansi: bool,
    ) -> Strip:
        """One line, between its borders."""

        def stock(draw: Drawing, at: int) -> Strip:
            return super(Frame, self).render_line(
                styles,
                at,
                size,
                content_size,
                padding,
                base_background,
                background,
                draw,
                border_title,
                border_subtitle,
                opacity,
                ansi_theme,
                native_ansi,
            )

        if not self._has_looked:
            self._has_looked, self._border = True, None
            if opacity == 1.0 and not any(padding) and _has_only_borders(styles) and content_size:
                ground = self.get_inner_outer(base_background, background)[0].rich_style
                blank = Strip.blank(content_size.width, ground)
                way = (styles.border, size, content_size, base_background, background)
                self._border = self._known_border(way, styles.gutter, blank, stock)
                if self._lines_on != (content_size, background):
                    self._lines_on = content_size, background
                    self._lines = {}
        border = self._border
        if border is None:
            return stock(render_content_line, y)
        if not border.top <= y < size.height - border.bottom:
            said = border_title if y < border.top else border_subtitle
            return self._titled(border, (y, said), partial(stock, render_content_line, y))
        return self._framed(border, self._line(y - border.top, render_content_line), content_size.width, size)

    def _known_border(
        self, way: tuple[object, ...], gutter: Spacing, blank: Strip, stock: Callable[[Drawing, int], Strip]
    ) -> _Border:
        """The border as it is now; nobody has to find out more than once what is around a line."""
        border = self._borders.get(way)
        if border is None:
            if len(self._borders) >= _WAYS:
                del self._borders[next(iter(self._borders))]
            segments = list(stock(lambda _: blank, gutter.top))
            left, right = segments[: gutter.left], segments[len(segments) - gutter.right :]
            border = _Border(left, right, next(iter(blank)).style, gutter.top, gutter.bottom, {}, {})
            self._borders[way] = border
        return border

    @staticmethod
    def _titled(border: _Border, said: tuple[int, Label | None], draw: Callable[[], Strip]) -> Strip:
        line = border.titled.get(said)
        if line is None:
            if len(border.titled) >= _TITLES:
                border.titled.clear()
            line = border.titled[said] = draw()
        return line

    def _line(self, y: int, draw: Drawing) -> Strip:
        """A line within the border."""
        line = self._lines.get(y)
        if line is None:
            line, before = draw(y), self._before.get(y)
            if line == before:
                line = before
            self._lines[y] = line
        self._before[y] = line
        return line

    @staticmethod
    def _framed(border: _Border, line: Strip, width: int, size: Size) -> Strip:
        known = border.framed.get(id(line))
        if known is None:
            if len(border.framed) >= _FRAMES * size.height:
                border.framed.clear()
            fitting = line.adjust_cell_length(width, border.ground)
            known = border.framed[id(line)] = line, Strip([*border.left, *fitting, *border.right], size.width)
        return known[1]


def _has_only_borders(styles: StylesBase) -> bool:
    """Whether nothing but a border one cell wide is drawn around and over the lines."""
    has_outline = any(kind for kind, _ in styles.outline)
    return not (has_outline or styles.tint.a or styles.has_rule("hatch") or styles.text_opacity != 1.0)


def keep_lines(*widgets: Widget) -> None:
    """Ask these widgets for their lines only where they changed, and not for every frame they have a part in."""
    for widget in widgets:
        widget._styles_cache = Frame()
