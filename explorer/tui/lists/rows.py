"""A virtual list on ScrollView's line API: a million rows cost what the visible ones cost.

Textual's own lists take seconds for ten thousand rows (measured); this one holds row numbers only (a `range` where all
rows are shown) and asks for the items of the visible block. A negative number is no row but a divider between groups.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from explorer.errors import ExplorerError
from explorer.lists import ClaimItem, EntityItem, PassageItem, SourceItem
from explorer.tui.drawing.rendering import Line, Run, Styles, cells, cut, strip, wrapped
from explorer.tui.drawing.scrolled import Scrolled
from explorer.tui.keys.jumping import Landing

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

ListItem = SourceItem | EntityItem | ClaimItem | PassageItem
"""What stands in a row."""

_BLOCK = 16  # rows fetched at once: a list of usual height shows eleven, and each letter fetches others
_BLOCKS_KEPT = 32
_LINES_KEPT = 64
_AROUND = 6  # cells of a divider beside its words, at least
BESIDE = 3
"""Cells of a row that are not its own: cursor, sign, and what keeps it from the scrollbar."""


_BLANK = Run(" ")


@dataclass(frozen=True, slots=True)
class _Sight:
    """What is the same for all lines of a frame: cells, the first position, the looks, and what is in a range."""

    width: int
    top: int
    base: Style
    here: Style
    """The ground of the row under the cursor."""
    ink: Styles
    marked: range


class RowList(Scrolled, can_focus=True):
    """Rows with a cursor. `fetch` turns row numbers into items, `draw` an item into a line of a given width."""

    ALLOW_SELECT = False
    _seen: _Sight | None = None
    fits_at_once = True
    kept_as = ""
    """Of what kind the rows are, where the reader can keep some."""

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, sender: RowList) -> None:
            super().__init__()
            self.sender = sender

        @property
        def control(self) -> RowList:
            """The list that sent this."""
            return self.sender

    class Chosen(Moved):
        """The row under the cursor was double-clicked."""

    class NearEnd(Moved):
        """The cursor or the view comes near the last row, and `grows` says that there may be more."""

    class Unreadable(Message):
        """The database could not give the items of a block."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], list[ListItem]],
        draw: Callable[[ListItem, int], Line],
        *,
        id: str,
    ) -> None:
        super().__init__(id=id)
        self._fetch = fetch
        self._draw = draw
        self.rows: Sequence[int] = range(0)
        self.cursor = 0
        self.dividers: Mapping[int, tuple[str, str]] = {}
        """What stands on the line of a negative number, in full and in a word."""
        self.grows = False
        """Whether rows may follow the last one: `NearEnd` asks for them."""
        self.signs: Mapping[tuple[str, str], str] = {}
        """What stands before a row that the reader keeps: by kind and id."""
        self.range_from = -1
        """Position at which a range of rows begins that is to be marked; -1 for none."""
        self.chosen = -1
        """The row number (not the position) that is a step of the filter; -1 for none."""
        self.hint = ""
        self._blocks: dict[int, dict[int, ListItem]] = {}
        self._lines: dict[int, tuple[object, Strip]] = {}
        """Position → what its line was drawn from, and the line: where a list scrolls by one all but two stay."""

    # -- contents ---------------------------------------------------------------------------------------------

    def show(self, rows: Sequence[int], *, keep: int = -1, hint: str = "", top: int = -1) -> None:
        """Show these rows; the cursor goes to row number `keep` where it is among them, else to the first.

        `top`, where given, is the position that stands on the first line.
        """
        self.rows, self.hint, self.range_from = rows, hint, -1
        self._blocks.clear()
        self._lines.clear()
        self.cursor = self._position_of(keep)
        self.hold_lines(len(self.rows))
        if top >= 0:
            self.scroll_to(y=top, animate=False, immediate=True)
        self._reveal()
        self.refresh()

    def extend(self, rows: Sequence[int]) -> None:
        """Add rows after the last one; neither the cursor nor what is drawn moves."""
        was_empty = not self.rows
        self._blocks.pop(len(self.rows) // _BLOCK, None)
        self.rows = array("q", (*self.rows, *rows))
        self.hold_lines(len(self.rows))
        if was_empty:
            self.cursor = self._position_of(-1)
        self.refresh()

    def _position_of(self, row: int) -> int:
        if row > 0:
            try:
                return self.rows.index(row)
            except ValueError:
                pass
        return self._beside(0, 1)

    def _beside(self, position: int, step: int) -> int:
        """`position`, or where a divider stands there the next row in the direction `step`; else what is nearest."""
        for direction in (step, -step):
            at = position
            while 0 <= at < len(self.rows):
                if self.rows[at] > 0:
                    return at
                at += direction
        return 0

    @property
    def row(self) -> int:
        """The row number under the cursor, -1 when there is none."""
        return max(-1, self.rows[self.cursor]) if self.rows else -1

    @property
    def item(self) -> ListItem | None:
        """The item under the cursor, None when the list is empty or the row cannot be read."""
        return self.item_at(self.cursor)

    def item_at(self, position: int) -> ListItem | None:
        """The item at a position; None beyond the ends, on a divider, and where it cannot be read."""
        return self._item(position) if 0 <= position < len(self.rows) else None

    @property
    def drawn(self) -> list[int]:
        """The row numbers on the screen now."""
        top = int(self.scroll_offset.y)
        return [row for row in self.rows[top : top + self.size.height] if row > 0]

    def redraw(self) -> None:
        """Draw again, with items fetched anew."""
        self._blocks.clear()
        self._lines.clear()
        self.refresh()

    def _item(self, position: int) -> ListItem | None:
        number = position // _BLOCK
        block = self._blocks.get(number)
        if block is None:
            rows = [row for row in self.rows[number * _BLOCK : (number + 1) * _BLOCK] if row > 0]
            try:
                block = dict(zip(rows, self._fetch(rows), strict=True))
            except ExplorerError as error:
                block = {}
                self.post_message(self.Unreadable(str(error)).set_sender(self))  # drawing is done for the screen
            if len(self._blocks) >= _BLOCKS_KEPT:
                del self._blocks[next(iter(self._blocks))]
            self._blocks[number] = block
        return block.get(self.rows[position])

    # -- cursor -----------------------------------------------------------------------------------------------

    def move(self, delta: int) -> None:
        """Move the cursor by `delta` rows, stopping at the ends."""
        self.move_to(self.cursor + delta)

    def go_to_row(self, row: int) -> None:
        """Move the cursor to a row; nowhere where the list does not show it."""
        if row in self.rows:
            self.move_to(self.rows.index(row))

    def move_to(self, position: int) -> None:
        """Put the cursor on a position, clamped to the list."""
        target = max(0, min(position, len(self.rows) - 1))
        target = self._beside(target, 1 if position >= self.cursor else -1)
        self._ask_for_more(target)
        if target == self.cursor or not self.rows:
            return
        before, self.cursor = self.cursor, target
        top = self.scroll_offset.y
        self._reveal()
        if self.scroll_offset.y == top and self.range_from < 0:
            self._refresh_row(before)
            self._refresh_row(target)
        else:
            self.refresh()
        self.post_message(self.Moved(self))

    def _ask_for_more(self, position: int) -> None:
        if self.grows and position + 2 * self.size.height >= len(self.rows):
            self.post_message(self.NearEnd(self))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more rows where the wheel or the scrollbar comes near the end."""
        super().watch_scroll_y(old_value, new_value)
        if new_value > old_value:
            self._ask_for_more(int(new_value) + self.size.height)

    @property
    def page(self) -> int:
        """Rows on one page."""
        return max(1, self.scrollable_content_region.height - 1)

    def _refresh_row(self, position: int) -> None:
        self.refresh(Region(0, position - self.scroll_offset.y, self.size.width, 1))

    def _reveal(self) -> None:
        height = self.scrollable_content_region.height
        if height <= 0:
            return
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)
        elif top > max(0, len(self.rows) - height):
            self.scroll_to(y=max(0, len(self.rows) - height), animate=False, immediate=True)

    # -- events -----------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Take another size."""
        if not self.is_fitted:
            self.fit()

    def fit(self) -> None:
        """Keep the cursor in view, whatever the size."""
        self.hold_lines(len(self.rows))
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, a second on the same place chooses."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        position = offset.y + self.scroll_offset.y
        if position < len(self.rows) and self.rows[position] > 0:
            self.move_to(position)
            if event.chain == 2:
                self.post_message(self.Chosen(self))

    def jump_places(self) -> Iterator[Landing]:
        """Every row in view."""
        top = int(self.scroll_offset.y)
        for y, row in enumerate(self.rows[top : top + self.scrollable_content_region.height]):
            if row > 0:
                yield Landing(1, y, partial(self._jump_to, top + y))

    def _jump_to(self, position: int) -> None:
        self.focus()
        self.move_to(position)

    # -- drawing ----------------------------------------------------------------------------------------------

    def lines_of_focus(self) -> Collection[int]:
        """The row under the cursor."""
        return (self.cursor - int(self.scroll_offset.y),)

    def _sight(self) -> _Sight:
        seen = self._seen
        if seen is None or not self._is_drawing:
            base, ink = self.paint
            here = base + ink("row") + ink("cursor") if self.has_focus else base + ink("row")
            width, top = self.scrollable_content_region.width, int(self.scroll_offset.y)
            seen = self._seen = _Sight(width, top, base, here, ink, self._marked_range())
        return seen

    def _marked_range(self) -> range:
        low, high = sorted((self.range_from, self.cursor))
        return range(low, high + 1) if self.range_from >= 0 else range(0)

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        sight = self._sight()
        width, position, base, ink = sight.width, y + sight.top, sight.base, sight.ink
        if position >= len(self.rows):
            return strip(self._hint_line(y, width) if not self.rows else [], width, ink, base)
        row = self.rows[position]
        if row < 0:
            return strip(self._divider_line(position, width), width, ink, base)
        item = self._item(position)
        mark = "┃" if position in sight.marked else "●" if row == self.chosen else self._sign(item)
        cursor, ground = _BLANK, base
        if position == self.cursor:
            cursor, ground = Run("▌", "accent" if self.has_focus else "line"), sight.here
        drawn_from = item, mark, cursor, ground, width, self.app.theme
        known = self._lines.get(position)
        if known is not None and known[0] == drawn_from:
            return known[1]
        line = self._draw(item, width - BESIDE) if item is not None else [Run("(cannot be read)", "doubt")]
        drawn = strip([cursor, Run(mark, "accent"), *line], width, ink, ground)
        if item is not None and self._is_final(item):
            if len(self._lines) >= _LINES_KEPT:
                self._lines.clear()
            self._lines[position] = drawn_from, drawn
        return drawn

    def _is_final(self, item: ListItem) -> bool:  # noqa: ARG002 - for subclasses
        """Whether the line of an item stays as it is."""
        return True

    def _sign(self, item: ListItem | None) -> str:
        """One cell that says what the reader keeps of a row."""
        if not self.signs or item is None or isinstance(item, PassageItem):
            return " "
        return self.signs.get((self.kept_as, item.id), " ")

    def begin_range(self) -> None:
        """Begin a range of rows at the cursor; moving the cursor widens it."""
        self.range_from = self.cursor
        self.refresh()

    def end_range(self) -> None:
        """There is no range any more."""
        self.range_from = -1
        self.refresh()

    def _divider_line(self, position: int, width: int) -> Line:
        whole, short = self.dividers.get(self.rows[position], ("", ""))
        words = whole if cells(whole) <= width - _AROUND else cut(short, width - _AROUND)
        return [Run("  ── ", "line"), Run(words, "quiet"), Run(" " + "─" * max(0, width - cells(words) - 7), "line")]

    def _hint_line(self, y: int, width: int) -> Line:
        lines = wrapped(self.hint, width - 2, "quiet")
        return [Run(" "), *lines[y]] if y < len(lines) else []
