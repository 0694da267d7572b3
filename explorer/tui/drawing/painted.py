"""Widgets that draw themselves by lines: styled, fitted and drawn in the turn of the key that changes them.

Stands, as `composing`, on what Textual 8.2.8 keeps to itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import ceil
from typing import TYPE_CHECKING, Self, override

from rich.style import Style
from textual import events
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from explorer.tui.drawing.frames import Frame, keep_lines
from explorer.tui.drawing.rendering import Styles, styles_of
from explorer.tui.drawing.styling import KnownStyles

_STEPS = 8  # in which a thumb moves over a cell


class _Bar(ScrollBar):
    """A scrollbar that has nothing laid out, and is drawn anew only where it looks different.

    Textual has all laid out a second time when a scrollbar has its size and whenever it is styled, as with every change
    of focus, and draws every scrollbar in a frame of its own after each layout.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
    _looked: tuple[object, ...] = ()

    @override
    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
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
            styles.scrollbar_color,
            styles.scrollbar_color_hover,
            styles.scrollbar_color_active,
            styles.scrollbar_background,
            styles.scrollbar_background_hover,
            styles.scrollbar_background_active,
        )
        return self._thumb(), self.mouse_over, self.grabbed, colours, self.display, self.outer_size

    def _thumb(self) -> tuple[int, int]:
        """Where the thumb begins and ends, as finely as it is drawn: among many lines a page does not move it."""
        size, total = self.outer_size.height, ceil(self.window_virtual_size)
        seen = ceil(self.window_size) if self.window_size < total else 0
        if not (size and seen):
            return 0, 0
        length = max(1, seen * size / total)
        start = int((size - length) * self.position / (total - seen) * _STEPS)
        return start, start + ceil(length * _STEPS)


if TYPE_CHECKING:
    _Part = Widget
else:
    _Part = object  # to make one more subclass of a widget takes Textual as long as to import a module


class LooksFocused(_Part):
    """Looks as with or without the focus in the turn in which the screen gives it: `Gathering` calls `look_focused`."""

    def look_focused(self, has_focus: bool) -> None:
        """Look as with or without the focus from now on."""
        if self.has_focus != has_focus:
            self.has_focus = has_focus
            self.refresh()

    def _on_focus(self, event: events.Focus) -> None:
        """It looks so already; and where keys were quicker, another widget has the focus by now."""
        if self.has_focus or self.screen.focused is not self:
            self._tell_of_focus(event, events.DescendantFocus(self))

    def _on_blur(self, event: events.Blur) -> None:
        """It looks so already."""
        if not self.has_focus or self.screen.focused is self:
            self._tell_of_focus(event, events.DescendantBlur(self))

    def _tell_of_focus(self, event: events.Event, told: events.Event) -> None:
        event.prevent_default()
        if self.parent is not None:
            self.parent.post_message(told)


class Painted(LooksFocused, Widget):
    """A widget that draws by lines: its styles are worked out once a frame, and only lines that changed are written.

    Measured with a key of a search that fills three lists: half the processor's time goes into drawing, and much of
    what Textual would write again stands there already.
    """

    _paint: tuple[Style, Styles] | None = None
    _is_drawing = False
    _seen: object = None
    """What a subclass works out once for all lines of a frame; it goes with the frame."""
    _on_screen: tuple[list[Strip], ...] = ()
    """What may have been written last; nothing where that is not known."""
    _known_styles: KnownStyles | None = None
    _fitted: Size | None = None
    """The size that was taken before anybody told it."""
    fits_at_once = False
    """Whether `fit` is all that another size asks for."""

    @property
    def frame(self) -> Frame:
        """What draws the border, and keeps the lines."""
        if not isinstance(self._styles_cache, Frame):
            self._styles_cache = Frame()
        return self._styles_cache

    def render_lines(self, crop: Region) -> list[Strip]:
        """All lines of a frame."""
        _ = self.frame
        self._is_drawing, self._seen = True, None
        try:
            strips = super().render_lines(crop)
        finally:
            self._is_drawing, self._paint, self._seen = False, None, None
        if crop != self.outer_size.region:
            self._on_screen = ()
        elif not self._repaint_regions:
            self._on_screen = (strips,)
        elif self._on_screen:  # changed, but nobody was told yet: this frame may write some of its lines or none
            self._on_screen = (*self._on_screen, strips)
        return strips

    def look_focused(self, has_focus: bool) -> None:
        """As all; where it is known which lines look different then, the others are not drawn anew."""
        frame, lines = self.frame, self.lines_of_focus()
        if lines is None:
            super().look_focused(has_focus)
            return
        with frame.turning(self._focus_look(has_focus), lines):
            super().look_focused(has_focus)

    def _focus_look(self, has_focus: bool) -> object:
        return has_focus, self.app.theme

    def draw_focus_ahead(self) -> None:
        """Have all lines ready as they look with the focus, or without it, while nobody waits for that."""
        frame, lines, has_focus = self.frame, self.lines_of_focus(), self.has_focus
        if lines is None or frame.has_ready(self._focus_look(not has_focus)):
            return
        for each in (not has_focus, has_focus):
            with frame.turning(self._focus_look(each), lines):
                self.set_reactive(Widget.has_focus, each)
                self.update_node_styles()
            self._is_drawing, self._seen = True, None
            try:
                frame.render_widget(self, self.outer_size.region)
            finally:
                self._is_drawing, self._paint, self._seen = False, None, None

    def _on_hide(self, event: events.Hide) -> None:
        """It gives the focus up; not where keys were quicker, and it got that and is to be shown again by now."""
        if all(each.display for each in self.ancestors_with_self if isinstance(each, Widget)):
            event.prevent_default()

    def learn_focus(self) -> None:
        """Find out how it looks with and without the focus, while nobody waits for that."""
        has_focus, frame, is_to_lay_out = self.has_focus, self.frame, self._layout_required
        frame.is_framed_anew = True
        try:
            for each in (not has_focus, has_focus):
                self.set_reactive(Widget.has_focus, each)
                self.update_node_styles()
        finally:
            frame.is_framed_anew = False
            self._layout_required = is_to_lay_out  # it takes the room that it had

    def lines_of_focus(self) -> Collection[int] | None:
        """The visible lines that look different with the focus, by their number; None where that may be any."""
        return None

    def fit(self) -> None:
        """Take the present size. Where `fits_at_once`, `on_resize` calls this unless `is_fitted`."""

    def fit_at_once(self) -> None:
        """Take a size in the turn in which it was given."""
        self.fit()
        self._fitted = self.size

    @property
    def is_fitted(self) -> bool:
        """Whether the size that the widget is being told of was taken already."""
        fitted, self._fitted = self._fitted, None
        return fitted == self.size

    @override
    def update_node_styles(self, animate: bool = True) -> None:
        """Style it at once: nothing of ours moves, and to find out what would takes as long as the styling."""
        if self._known_styles is None:
            self._known_styles = KnownStyles()
        if not self._known_styles.put_on(self):
            super().update_node_styles(animate=False)
            self._known_styles.learn(self)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = _Bar(vertical=True, name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            keep_lines(self._vertical_scrollbar)
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def drawn_lines(self, count: int) -> dict[int, Strip]:
        """So many lines as they would be drawn now."""
        self._is_drawing, self._seen = True, None
        try:
            return {y: self.render_line(y) for y in range(count)}
        finally:
            self._is_drawing, self._paint, self._seen = False, None, None

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
        """Of the lines that were asked to be drawn anew, those that do look different."""
        asked, before = super()._exchange_repaint_regions(), self._on_screen
        if not before or not asked or self.screen._layout_required:  # it may have another size in this frame
            return asked
        whole = self.outer_size.region
        after = self.render_lines(whole)
        if any(len(each) != len(after) for each in before):
            return asked
        lines = sorted({y for region in asked for y in region.intersection(whole).line_range})
        return [Region(0, y, whole.width, 1) for y in lines if any(after[y] != each[y] for each in before)]
