"""Lines that scroll, of which there may be any number: how many there are has nothing laid out anew."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView

from explorer.tui.drawing.painted import Painted


class Scrolled(ScrollView, Painted):
    """Draws lines by their number. With `overflow-y: scroll` the column of its scrollbar is always there."""

    virtual_size = Reactive(Size(0, 0), layout=False)
    """Its change lays out nothing by itself, because it comes with every letter of a search: see `hold_lines`."""

    def hold_lines(self, count: int) -> None:
        """Tell the scrollbar how many lines there are; lay out anew only where it comes or goes."""
        if self.virtual_size.height == count:
            return
        self.virtual_size = Size(1, count)
        comes_and_goes = self.styles.overflow_y == "auto"
        if comes_and_goes and (count > self.scrollable_content_region.height) != self.show_vertical_scrollbar:
            self.refresh(layout=True)
        elif self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = count
