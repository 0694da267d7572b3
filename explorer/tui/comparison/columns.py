"""The columns of a comparison as they are seen: scrolled together or each on its own, selected, drawn line by line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from textual import events
from textual.message_pump import MessagePump
from textual.selection import Selection
from textual.strip import Strip

from explorer.models import Span
from explorer.tui.drawing.rendering import Line, Run, line_width, located, strip, wrapped

if TYPE_CHECKING:  # what lays out is imported with the first comparison: no first frame needs it
    from dataclasses import dataclass

    from explorer.tui.comparison.layout import Laid, LaidColumn, Layout, StopId
    from explorer.tui.drawing.painted import Painted
    from explorer.views.differing import Sign

    _Part = Painted
else:
    from explorer.records import dataclass

    _Part = MessagePump  # another subclass of a widget takes Textual as long as importing a module: `Compare` is one

_BLANK, _BAR, _THUMB = Run(" "), Run("│", "line"), Run("┃", "label")


@dataclass(frozen=True, slots=True)
class _SeenColumn:
    """A column in view: the lines of its head, the line of its body at the top, and the rows of its thumb."""

    number: int
    column: LaidColumn
    head: list[Line]
    head_size: int
    offset: int
    thumb: range


@dataclass(frozen=True, slots=True)
class _Sight:
    """Where everything stands in one frame: cells of a line, lines above the heads and of them."""

    width: int
    above: int
    heads: int
    columns: list[_SeenColumn]


class Columns(_Part):
    """Draws what is laid out. What is laid out, its subclass says."""

    fits_at_once = True
    _STRIDE = 1_000_000  # lines between the columns' places for the mouse, so that a selection stays in its column
    _seen: _Sight | None = None

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="pane")
        self.hint = ""
        self._layout: Layout | None = None
        self._laid: Laid | None = None
        self._column = 0
        self._offsets: dict[int, int] = {}
        """Column → the body line at its top; below zero where it begins lower to stand in a row with others."""
        self._floors: dict[int, int] = {}
        self._locks: dict[bool, bool] = {}

    # -- scrolling --------------------------------------------------------------------------------------------

    @property
    def is_locked(self) -> bool:
        """Whether the columns scroll together: what stands in one row does, unless the reader freed it."""
        is_aligned = self._layout is not None and self._layout.is_aligned
        return self._locks.get(is_aligned, is_aligned)

    def toggle_lock(self) -> bool:
        """Lock or free the columns; False where there is only one."""
        if self._laid is None or self._layout is None or len(self._laid.columns) < 2:
            return False
        self._locks[self._layout.is_aligned] = not self.is_locked
        if not self.is_locked:
            for column, offset in self._offsets.items():
                self._set_offset(column, offset)
        self.refresh()
        return True

    def scroll_by(self, delta: int, column: int | None = None) -> None:
        """Scroll one column, the one in focus unless told, and the others with it where they are locked."""
        laid = self._laid
        if laid is None:
            return
        column = self._column if column is None else column
        if self.is_locked and len(laid.columns) > 1:
            up = max(self._offset(index) - self._floors.get(index, 0) for index in laid.columns)
            down = max(self._most(index) - self._offset(index) for index in laid.columns)
            delta = max(-max(0, up), min(delta, max(0, down)))
            for index in laid.columns:
                self._offsets[index] = self._offset(index) + delta
        else:
            self._set_offset(column, self._offset(column) + delta)
        self.refresh()

    def _offset(self, column: int) -> int:
        return self._offsets.get(column, 0)

    def _most(self, column: int) -> int:
        """The offset at which the last line of a column stands at the bottom."""
        laid = self._laid
        size = len(laid.columns[column].body) - self._room(column) if laid and column in laid.columns else 0
        return max(0, size)

    def _set_offset(self, column: int, offset: int) -> None:
        self._offsets[column] = max(self._floors.get(column, 0), min(offset, self._most(column)))

    def _align(self, current: Mapping[int, StopId]) -> None:
        """Put the evidence of all columns in view into one row: the first line of what is `current` in each."""
        laid = self._laid
        if laid is None:
            return
        at = {index: laid.columns[index].at[stop] for index, stop in current.items() if index in laid.columns}
        if not at:
            return
        room = min(self._room(index) for index in at)
        said = max(span.start - laid.columns[i].starts[current[i][:2]] for i, span in at.items())
        tallest = max(span.end - span.start for span in at.values())
        rest = max(laid.columns[i].end_of(current[i][:2]) - span.start for i, span in at.items())
        lead = max(laid.columns[i].leads.get(current[i], 0) for i in at)
        lead = max(0, min(lead, room - tallest))  # a sentence is read from its beginning
        row = min(said, max(lead, room - min(rest, tallest + room // 2)))  # what follows comes before what leads there
        below = max(len(laid.columns[index].body) - span.start for index, span in at.items())
        row = max(row, min(said, room - below))  # no blank lines below what could be shown above
        for index, span in at.items():
            self._offsets[index] = span.start - row
            self._floors[index] = min(0, span.start - row)

    def _reveal(self, span: Span) -> None:
        """Scroll, with what is locked, so that body lines of the column in focus are seen."""
        top, room = self._offset(self._column), self._room(self._column)
        if span.start < top:
            self.scroll_by(span.start - top)
        elif span.end > top + room:
            self.scroll_by(span.end - top - room)

    def _centre(self, column: int, wanted: StopId | None, *, only_if_hidden: bool = False) -> None:
        """Bring the stop that is wanted, or the first of a column, into the middle."""
        laid = self._laid
        if laid is None:
            return
        at = laid.columns[column].at
        stop = wanted if wanted in at else next(iter(at), None)
        if stop is None:
            return
        offset = self._offset(column)
        if only_if_hidden and offset <= at[stop].start and at[stop].end <= offset + self._room(column):
            return
        self._centre_on(column, at[stop], laid.columns[column].starts.get(stop[:2]))

    def _centre_on(self, column: int, span: Span, start: int | None) -> None:
        """Bring body lines into the middle; from `start` on, where that fits: who says it stays in view with it."""
        room, size = self._room(column), span.end - span.start
        offset = span.start if size >= room else span.start - (room - size) // 2
        if start is not None and span.end - start <= room:
            offset = max(span.end - room, min(offset, start))
        self._set_offset(column, offset)

    @property
    def page(self) -> int:
        """Lines of a page of the column in focus."""
        return max(1, self._room(self._column) - 1) if self._laid else 1

    def _room(self, column: int) -> int:
        """Lines of the body of a column that are seen."""
        laid = self._laid
        if laid is None:
            return 1
        head = laid.columns[column].head_size if column in laid.columns else 0
        return max(1, self.size.height - self._above(laid) - head - len(laid.bridges) - len(laid.below))

    def _above(self, laid: Laid) -> int:
        """Lines above the heads: what the row is, and a line under it where there is room."""
        return len(laid.top) + laid.is_ruled

    # -- the mouse --------------------------------------------------------------------------------------------

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls the column under the pointer."""
        self._wheel(event, 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls the column under the pointer."""
        self._wheel(event, -3)

    def _wheel(self, event: events.MouseEvent, delta: int) -> None:
        event.stop()
        self.scroll_by(delta, self._column_at(event))

    def _column_at(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset(self)
        if offset is None or self._laid is None:
            return None
        from explorer.tui.comparison.bridges import GUTTER, LEFT

        number = max(0, offset.x - LEFT) // (self._laid.width + GUTTER)
        shown = list(self._laid.columns)
        return shown[number] if number < len(shown) else None

    def _further_at(self, event: events.MouseEvent) -> int:
        """The column of the further account under the pointer; -1 where none is."""
        offset, laid = event.get_content_offset(self), self._laid
        row = offset.y - self.size.height + len(laid.below) if offset is not None and laid is not None else -1
        return laid.below[row].column if laid is not None and 0 <= row < len(laid.below) else -1

    def _body_line(self, event: events.MouseEvent, column: int) -> int:
        """The line of a column's body under the pointer."""
        offset, laid = event.get_content_offset(self), self._laid
        if offset is None or laid is None:
            return 0
        head = laid.columns[column].head_size + len(laid.bridges)
        return offset.y - self._above(laid) - head + self._offset(column)

    # -- drawing ----------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One visible line across all columns."""
        base, ink = self.paint
        return strip(self._line(y), self.size.width, ink, base)

    def lines_of_focus(self) -> Collection[int]:
        """None: it shows in the border."""
        return ()

    def _sight(self, laid: Laid) -> _Sight:
        seen = self._seen
        if seen is None or not self._is_drawing:
            columns = [self._seen_column(laid, index) for index in laid.columns]
            heads = max((column.head_size for column in columns), default=0)
            seen = self._seen = _Sight(self.size.width, self._above(laid), heads, columns)
        return seen

    def _seen_column(self, laid: Laid, index: int) -> _SeenColumn:
        column, room, offset = laid.columns[index], self._room(index), self._offset(index)
        total, size = len(column.body), column.head_size
        thumb = range(0)
        if total > room:
            length = max(1, room * room // total)
            start = round((room - length) * max(0, min(offset, total - room)) / max(1, total - room))
            thumb = range(start, start + length)
        return _SeenColumn(index, column, column.head_at(max(0, offset)), size, offset, thumb)

    def _line(self, y: int) -> Line:
        laid = self._laid
        if laid is None:
            width = max(8, self.size.width - 2)
            lines = [line for part in self.hint.split("\n") for line in wrapped(part, width, "quiet") or [[]]]
            return [Run(" "), *lines[y]] if y < len(lines) else []
        if y < len(laid.top):
            return [Run(" "), *laid.top[y]]
        row = y - self.size.height + len(laid.below)
        if 0 <= row < len(laid.below):
            return laid.below[row].line
        sight = self._sight(laid)
        y -= sight.above
        if y < 0:
            return [Run("─" * sight.width, "line")]
        if sight.heads <= y < sight.heads + len(laid.bridges):
            return laid.bridges[y - sight.heads]
        y = y if y < sight.heads else y - len(laid.bridges)
        line: Line = []
        between: Run | None = None
        for seen in sight.columns:
            if line:
                line.append(between or _BAR)
            sign, piece, between = self._column_line(seen, y)
            line += [sign, *piece, Run(" " * (laid.width - line_width(piece) + 1))]
        return [*line, between or _BLANK]

    def _column_line(self, seen: _SeenColumn, y: int) -> tuple[Run, Line, Run | None]:
        """The sign left of a line of a column, the line, and what shows right of it how far it is scrolled."""
        if y < seen.head_size:
            return _BLANK, seen.head[y] if y < len(seen.head) else [], None
        row = y - seen.head_size
        at = row + seen.offset
        if not 0 <= at < len(seen.column.body):
            return _BLANK, [], None
        piece = seen.column.body[at]
        if self.text_selection is not None or not self._is_drawing:  # the mouse asks for the line, too
            piece = located(piece, seen.number * self._STRIDE + at, self._selected(seen.number, at))
        sign = seen.column.signs.get(at)
        margin = Run(sign, _ink_of_sign(sign)) if sign else _BLANK
        return margin, piece, _THUMB if row in seen.thumb else None

    def _selected(self, index: int, row: int) -> Span | None:
        selection = self.text_selection
        span = selection.get_span(index * self._STRIDE + row) if selection is not None else None
        if span is None:
            return None
        return Span(span[0], 10**6 if span[1] < 0 else span[1])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words, without the line breaks that only our columns made."""
        lines = []
        for index, column in self._laid.columns.items() if self._laid else ():
            for row, line in enumerate(column.body):
                span = selection.get_span(index * self._STRIDE + row)
                if span is not None:
                    lines.append("".join(run.text for run in line)[span[0] : None if span[1] < 0 else span[1]])
        paragraphs = "\n".join(line.strip() for line in lines).strip().split("\n\n")
        text = "\n".join(" ".join(paragraph.split("\n")) for paragraph in paragraphs)
        return (text, "\n") if text.strip() else None


def _ink_of_sign(sign: Sign) -> str:
    from explorer.tui.comparison.painter import INKS_OF_SIGNS

    return INKS_OF_SIGNS[sign][0]
