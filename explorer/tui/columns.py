"""The columns of a comparison as they are seen: scrolled, selected with the mouse, and drawn line by line."""

from __future__ import annotations

from textual import events
from textual.selection import Selection
from textual.strip import Strip

from explorer.models import Span
from explorer.tui.layout import GUTTER, LEFT, RIGHT, Laid, LaidColumn
from explorer.tui.passages import Comparison
from explorer.tui.rendering import Line, Painted, Run, line_width, located, strip, wrapped


class Columns(Painted, can_focus=True):
    """Draws what is laid out, every column scrolled on its own. What is laid out, its subclass says."""

    _STRIDE = 1_000_000  # lines between the columns' places for the mouse, so that a selection stays in its column

    def __init__(self, *, id: str) -> None:  # noqa: A002 - textual's word
        super().__init__(id=id, classes="pane")
        self.hint = ""
        self._laid: Laid | None = None
        self._first = 0
        self._column = 0
        self._offsets: dict[int, int] = {}

    def shown(self) -> Comparison | None:
        """What is laid out."""
        raise NotImplementedError

    # -- scrolling --------------------------------------------------------------------------------------------

    def scroll_by(self, delta: int, column: int | None = None) -> None:
        """Scroll one column, the one in focus unless told."""
        column = self._column if column is None else column
        self._set_offset(column, self._offsets.get(column, 0) + delta)
        self.refresh()

    def _set_offset(self, column: int, offset: int) -> None:
        if self._laid is not None and column < len(self._laid.columns):
            most = max(0, len(self._laid.columns[column].body) - self._room(self._laid, column))
            self._offsets[column] = max(0, min(offset, most))

    @property
    def page(self) -> int:
        """Lines of a page of the column in focus."""
        return max(1, self._room(self._laid, self._column) - 1) if self._laid else 1

    def _room(self, laid: Laid, column: int) -> int:
        head = laid.columns[column].head_size if column < len(laid.columns) else 0
        return max(1, self.size.height - self._above(laid) - head)

    @staticmethod
    def _above(laid: Laid) -> int:
        return len(laid.top) + (1 if laid.top else 0)

    def _fit(self, laid: Laid) -> int:
        return max(1, (self.size.width - LEFT - RIGHT + GUTTER) // (laid.width + GUTTER))

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
        column = self._first + max(0, offset.x - LEFT) // (self._laid.width + GUTTER)
        return column if column < len(self._laid.columns) else None

    # -- drawing ----------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One visible line across all columns."""
        base, ink = self.paint
        return strip(self._line(y), self.size.width, ink, base)

    def _line(self, y: int) -> Line:
        laid = self._laid
        if laid is None:
            lines = wrapped(self.hint, max(8, self.size.width - 2), "quiet")
            return [Run(" "), *lines[y]] if y < len(lines) else []
        above = self._above(laid)
        if y < len(laid.top):
            return [Run(" "), *laid.top[y]]
        if y < above:
            return [Run("─" * self.size.width, "line")]
        shown = laid.columns[self._first : self._first + self._fit(laid)]
        line: Line = [Run(" " * LEFT)]
        for number, column in enumerate(shown):
            index = self._first + number
            piece, thumb = self._column_line(laid, column, index, y - above)
            line += [*piece, Run(" " * (laid.width - line_width(piece)))]
            last = number == len(shown) - 1
            line += [Run(" "), thumb] if last else [Run(" "), *self._gutter(index, thumb, y - above)]
        return line

    def _column_line(self, laid: Laid, column: LaidColumn, index: int, y: int) -> tuple[Line, Run]:
        room = self._room(laid, index)
        offset, total, size = self._offsets.get(index, 0), len(column.body), column.head_size
        if y < size:
            head = column.head_at(offset)
            return head[y] if y < len(head) else [], Run(" ")
        row = y - size
        piece = column.body[row + offset] if row + offset < total else []
        piece = located(piece, index * self._STRIDE + row + offset, self._selected(index, row + offset))
        if total <= room:
            return piece, Run(" ")
        thumb = max(1, room * room // total)
        start = round((room - thumb) * offset / max(1, total - room))
        return piece, Run("┃", "label") if start <= row < start + thumb else Run(" ")

    def _selected(self, index: int, row: int) -> Span | None:
        selection = self.text_selection
        span = selection.get_span(index * self._STRIDE + row) if selection is not None else None
        if span is None:
            return None
        return Span(span[0], 10**6 if span[1] < 0 else span[1])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words, without the line breaks that only our columns made."""
        lines = []
        for index, column in enumerate(self._laid.columns if self._laid else ()):
            for row, line in enumerate(column.body):
                span = selection.get_span(index * self._STRIDE + row)
                if span is not None:
                    lines.append("".join(run.text for run in line)[span[0] : None if span[1] < 0 else span[1]])
        paragraphs = "\n".join(line.strip() for line in lines).strip().split("\n\n")
        text = "\n".join(" ".join(paragraph.split("\n")) for paragraph in paragraphs)
        return (text, "\n") if text.strip() else None

    def _gutter(self, index: int, thumb: Run, y: int) -> Line:
        """The line between two columns; on the head's first row the mark of what stands between them."""
        comparison = self.shown()
        notes = comparison.notes if comparison else ()
        marks = [note for note in notes if note.parts and note.sides == (index, index + 1)]
        if y == 0 and marks:
            mark = next((note for note in marks if note.kind == "disagreement"), marks[0])
            return [Run(mark.mark, "conflict" if mark.kind == "disagreement" else "doubt"), Run(" ")]
        if y == 1 and len({note.kind for note in marks}) > 1:
            mark = next(note for note in marks if note.kind == "derivation")
            return [Run(mark.mark, "doubt"), Run(" ")]
        return [thumb if thumb.text.strip() else Run("│", "line"), Run(" ")]
