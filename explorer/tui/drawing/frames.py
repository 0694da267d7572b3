"""Borders around lines that a widget draws itself, worked out once for all its lines."""

from __future__ import annotations

from collections.abc import Callable
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

    Label = tuple[Content, Color, Color, ContentStyle]
else:
    from explorer.records import dataclass


@dataclass(frozen=True, slots=True)
class _Edges:
    """What stands left and right of every line of one widget, and on how many lines above and below."""

    left: list[Segment]
    right: list[Segment]
    ground: Style | None
    top: int
    bottom: int


class Frame(StylesCache):
    """Draws what Textual's own does, but asks for the border once a frame and keeps the lines that stay as they were.

    Textual works the border and its styles out for every line, which takes as long as the line itself (measured).
    """

    def __init__(self) -> None:
        super().__init__()
        self._edges: _Edges | None = None
        """None where more than a border is drawn around the lines, or nobody has looked yet."""
        self._has_looked = False
        self._framed: dict[int, tuple[Strip, Strip]] = {}
        self._framed_by: tuple[_Edges, Size] | None = None
        self._ready: tuple[Region, list[Strip]] | None = None

    def set_dirty(self, *regions: Region) -> None:
        """These lines, or all of them, are to be drawn anew."""
        self._ready = None
        super().set_dirty(*regions)

    def clear(self) -> None:
        """All is to be drawn anew, the border too."""
        super().clear()
        self._ready = None
        self._has_looked = False

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """The lines of a widget that lie in `crop`."""
        if self._ready is None or self._ready[0] != crop:
            self._ready = crop, super().render_widget(widget, crop)
        return self._ready[1]

    def render_line(
        self, styles: StylesBase, y: int, size: Size, content_size: Size, padding: Spacing, base_background: Color,
        background: Color, render_content_line: Callable[[int], Strip], border_title: Label | None,
        border_subtitle: Label | None, opacity: float, ansi_theme: TerminalTheme, native_ansi: bool,
    ) -> Strip:  # fmt: skip
        """One line, between its borders."""

        def stock(draw: Callable[[int], Strip], at: int) -> Strip:
            return super(Frame, self).render_line(
                styles, at, size, content_size, padding, base_background, background, draw, border_title,
                border_subtitle, opacity, ansi_theme, native_ansi,
            )  # fmt: skip

        if not self._has_looked:
            self._has_looked, self._edges = True, None
            if opacity == 1.0 and not any(padding) and _has_only_borders(styles) and content_size:
                blank = Strip.blank(content_size.width, self.get_inner_outer(base_background, background)[0].rich_style)
                self._take_edges(styles, size, stock(lambda _: blank, styles.gutter.top), blank)
        edges = self._edges
        if edges is None or not edges.top <= y < size.height - edges.bottom:
            return stock(render_content_line, y)
        content = render_content_line(y - edges.top)
        known = self._framed.get(y)
        if known is None or known[0] != content:
            line = content.adjust_cell_length(content_size.width, edges.ground)
            known = self._framed[y] = content, Strip([*edges.left, *line, *edges.right], size.width)
        return known[1]

    def _take_edges(self, styles: StylesBase, size: Size, framed: Strip, blank: Strip) -> None:
        segments, gutter = list(framed), styles.gutter
        left, right = segments[: gutter.left], segments[len(segments) - gutter.right :]
        self._edges = _Edges(left, right, next(iter(blank)).style, gutter.top, gutter.bottom)
        if self._framed_by != (self._edges, size):
            self._framed_by = self._edges, size
            self._framed.clear()


def _has_only_borders(styles: StylesBase) -> bool:
    """Whether nothing but a border one cell wide is drawn around and over the lines."""
    has_outline = any(kind for kind, _ in styles.outline)
    return not (has_outline or styles.tint.a or styles.has_rule("hatch") or styles.text_opacity != 1.0)


def keep_lines(*widgets: Widget) -> None:
    """Ask these widgets for their lines only where they changed, and not for every frame they have a part in."""
    for widget in widgets:
        widget._styles_cache = Frame()
