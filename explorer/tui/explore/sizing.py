"""The arrangement for the size of the terminal: side by side, one above the other, one pane alone, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget
from textual.widgets import Static

from explorer.tui.drawing.rendering import content
from explorer.tui.explore.arranging import Arranging
from explorer.tui.lists.panes import Pane

if TYPE_CHECKING:
    from textual.content import Content

SMALLEST = (40, 12)
_NARROW, _LOW = 60, 18  # below these one pane at a time
_SHORT = 24  # lines below which an excerpt says more than the whole tour
_ROOMY = 120
"""Cells from which the lists keep their widths whichever has the focus: even a narrow one has room for the 24 cells in
which the beginning of a sentence says something, and what jumps at every Tab is to be read anew. Below, the list in
focus needs the room more than the others."""
_WIDE, _TALL = 160, 30  # from these on the lists stand beside the comparison


class Sizing(Arranging):
    """Chooses what stands where, and which pane stays where there is room for one."""

    zoomed = False
    """Whether one pane has the whole screen because the reader wants it so."""

    def on_resize(self, event: events.Resize) -> None:
        """Choose the arrangement for this size."""
        width, height = event.size
        tiny = width < SMALLEST[0] or height < SMALLEST[1]
        small = width < _NARROW or height < _LOW
        wide = width >= _WIDE and height >= _TALL
        if small or wide:
            self.app.style_also("sizes")
        self.set_class(tiny, "-tiny")
        self.set_class(small, "-small")
        self.suit(width)
        self.set_class(wide, "-wide")
        self.set_class(height < _SHORT, "-short")
        self._arrange()
        if tiny:  # only then, because a new text lays the whole screen out again
            needs = f"{SMALLEST[0]}×{SMALLEST[1]}"
            self._say_tiny(content(f"Terminal too small ({width}×{height}): needs {needs}"))
        else:
            self.call_after_refresh(self._find_focus)

    def suit(self, width: int, *, update: bool = True) -> None:
        """Have the list in focus widen on a screen of so many cells, or not; `update` where it has been styled."""
        self.set_class(width < _ROOMY, "-narrow", update=update)

    def _find_focus(self) -> None:
        """Give the keyboard back to the pane that lost it because for a while there was no room to show it."""
        if self.focused is None:
            for pane in self.query(".pane.-current"):
                self.set_focus(pane)

    def _say_tiny(self, words: Content) -> None:
        for known in self.query("#tiny").results(Static):
            known.update(words)
            return
        if self.is_attached:  # not while one leaves; few readers ever see it, and no first frame waits for it
            self.mount(Static(words, id="tiny", markup=False))

    def _arrange(self) -> None:
        self.set_class(self.zoomed or self.has_class("-small"), "-single")
        if self.divider:
            self.call_after_refresh(self.place_divider)  # when the body has its new size

    def mark_current(self, widget: Widget) -> None:
        """Take this pane for the one that stays when there is room for one."""
        is_alone = self.has_class("-single")  # only then the class means something, and styling anew costs a frame
        for pane in (*self.panes, self.compare()):
            pane.set_class(pane is widget, "-current", update=is_alone)
        self.query_one("#lists").set_class(isinstance(widget, Pane), "-current", update=is_alone)

    def do_zoom(self) -> None:
        """One pane on the whole screen, and back."""
        self.app.style_also("sizes")
        self.zoomed = not self.zoomed
        self._arrange()
        self.lay_out_at_once()  # keys behind it scroll what has the new size
