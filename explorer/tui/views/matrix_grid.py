"""The widget of the matrix: draws the cells that are seen, reads no others, and moves a cursor among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from explorer.errors import ExplorerError
from explorer.store.reader import Database
from explorer.tui.drawing.painted import Painted
from explorer.tui.drawing.rendering import Line, cells, content, strip
from explorer.tui.keys.actions import key_of
from explorer.tui.keys.jumping import Landing
from explorer.tui.reading.messages import Failed
from explorer.tui.views import matrix_lines as drawing
from explorer.views import matrix as view
from explorer.views.matrix import Column, Matrix
from explorer.views.matrix import Line as Row
from explorer.views.matrix_cells import Cell

_BLOCK, _BLOCK_WIDE = 16, 4  # claims read at once: fewer where there are many sources, which may all have them
_MANY = 64  # sources
_BLOCKS_KEPT = 24
_COLUMNS_AT_ONCE = 32  # heads read at once
_ABOVE = 2  # claims that are seen above the one that it opens on
_WHEEL = 2  # claims that the wheel goes on by


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor is: the place of a claim among the rows and of a source among the columns, -1 for the claim."""

    row: int = 0
    column: int = 0


class Grid(Painted, Widget, can_focus=True):
    """Draws the cells that are seen, reads no others, and keeps the cursor in view."""

    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """A cell was clicked twice."""

    def __init__(self, matrix: Matrix, database: Database, signs: Callable[[], Mapping[tuple[str, str], str]]) -> None:
        super().__init__(id="grid", classes="pane")
        self._signs = signs
        self._database = database
        self.matrix = matrix
        self.letters = matrix.letters()
        self.places = _places(matrix)
        """The place of each column, by the row of its source."""
        self.place = Place()
        self.top = 0
        self.left = 0
        self.without = ""
        """What the title says that is not in the matrix."""
        self.wanted: int | None = None
        """The width of a column that the reader asked for; None for what fits."""
        self._blocks: dict[int, list[Row]] = {}
        self._heads: dict[int, Column] = {}
        self._drawn: list[Line] | None = None
        self._laid: tuple[tuple[Size, int | None, int], drawing.Layout] | None = None

    # -- contents ---------------------------------------------------------------------------------------------

    def take(self, matrix: Matrix) -> None:
        """Forget what was read of another one."""
        if matrix is not self.matrix:
            self.matrix, self.letters, self.places = matrix, matrix.letters(), _places(matrix)
            self._blocks.clear()
            self._heads.clear()
            self.top = self.left = 0

    def show(self, matrix: Matrix, place: Place | None = None) -> None:
        """Show this one, with the cursor there, else on its first cell that says something."""
        self.take(matrix)
        place = place or Place(0, self.first_cell(0))
        self.top, self.left = max(0, place.row - _ABOVE), max(0, place.column)
        self.go(place)

    def row(self, at: int) -> Row | None:
        """A claim with its cells; None where it cannot be read."""
        size = _BLOCK if len(self.matrix.columns) <= _MANY else _BLOCK_WIDE
        number = at // size
        block = self._blocks.get(number)
        if block is None:
            block = self._read(lambda: view.read(self._database, self.matrix.rows[number * size : (number + 1) * size]))
            if len(self._blocks) >= _BLOCKS_KEPT:
                del self._blocks[next(iter(self._blocks))]
            self._blocks[number] = block
        return block[at % size] if at % size < len(block) else None

    def head(self, at: int) -> Column | None:
        """The head of a column."""
        if at not in self._heads:
            first = at - at % _COLUMNS_AT_ONCE
            places = range(first, min(first + _COLUMNS_AT_ONCE, len(self.matrix.columns)))
            read = self._read(lambda: view.heads(self._database, self.matrix, places))
            self._heads.update(zip(places, read, strict=False))
        return self._heads.get(at)

    def _read[T](self, read: Callable[[], list[T]]) -> list[T]:
        try:
            return read()
        except ExplorerError as error:
            self.post_message(Failed(str(error)).set_sender(self))  # drawing is done for the screen
            return []

    @property
    def line(self) -> Row | None:
        """The claim under the cursor."""
        return self.row(self.place.row) if self.matrix.rows else None

    @property
    def column(self) -> Column | None:
        """The source under the cursor; None where it stands on the claim itself."""
        return self.head(self.place.column) if self.place.column >= 0 else None

    @property
    def cell(self) -> Cell | None:
        """What stands under the cursor."""
        line, column = self.line, self.column
        return line.cells.get(column.item.row) if line is not None and column is not None else None

    def first_cell(self, at: int) -> int:
        """The place of the first column that says something about a claim."""
        return next(iter(self._filled(at)), 0)

    def _filled(self, at: int) -> list[int]:
        """The places of the columns that say something about a claim, from the left."""
        row = self.row(at) if at < len(self.matrix.rows) else None
        if row is None:
            return []
        return sorted(self.places[source] for source in row.cells if source in self.places)

    # -- moving -----------------------------------------------------------------------------------------------

    @property
    def laid(self) -> drawing.Layout:
        """Where everything stands at this size."""
        size, matrix = self.content_size, self.matrix
        key = size, self.wanted, id(matrix)
        if self._laid is None or self._laid[0] != key:
            few = range(len(matrix.rows)) if len(matrix.rows) <= drawing.FEW and size.width else range(0)
            texts = [row.item.text for at in few if (row := self.row(at)) is not None]
            heads = (self.head(at) for at in range(min(len(matrix.columns), _COLUMNS_AT_ONCE)) if size.width)
            names = [head.label for head in heads if head is not None]
            laid = drawing.lay_out(size.width, size.height, len(matrix.columns), texts, self.wanted, names)
            self._laid = key, laid
        return self._laid[1]

    def go(self, place: Place) -> None:
        """Put the cursor there, clamped to the matrix, and show it."""
        rows, columns = len(self.matrix.rows), len(self.matrix.columns)
        self.place = Place(max(0, min(place.row, rows - 1)), max(-1, min(place.column, columns - 1)))
        self._reveal()
        self.redraw()

    def move(self, rows: int, columns: int = 0) -> None:
        """Move the cursor by claims and sources, stopping at the edges."""
        self.go(Place(self.place.row + rows, self.place.column + columns))

    def step(self, delta: int) -> bool:
        """To the next cell that says something, across the rows; False where there is none."""
        at, column = self.place.row, self.place.column
        while 0 <= at < len(self.matrix.rows):
            filled = self._filled(at)
            ahead = [place for place in filled if (place > column if delta > 0 else place < column)]
            if ahead:
                self.go(Place(at, ahead[0] if delta > 0 else ahead[-1]))
                return True
            at += delta
            column = -1 if delta > 0 else len(self.matrix.columns)
        return False

    def widen(self, delta: int) -> bool:
        """Wider or narrower columns; False where there are none."""
        widths, now = drawing.WIDTHS, self.laid.column
        at = min(range(len(widths)), key=lambda n: abs(widths[n] - now)) + delta
        if not 0 <= at < len(widths) or widths[at] > self.laid.width // 2:
            return False
        self.wanted = widths[at]
        self._reveal()
        self.redraw()
        return True

    def reset_width(self) -> None:
        """As wide as fits."""
        self.wanted = None
        self._reveal()
        self.redraw()

    def _reveal(self) -> None:
        if not self.content_size.width:
            return
        laid, place = self.laid, self.place
        self.top = max(min(self.top, place.row), place.row - laid.rows + 1, 0)
        self.top = min(self.top, max(0, len(self.matrix.rows) - laid.rows))
        if place.column > self.left + laid.across:  # a leap: the sources that come after it are seen, too
            self.left = place.column
        self.left = max(min(self.left, max(0, place.column)), place.column - laid.across + 1, 0)
        self.left = min(self.left, max(0, len(self.matrix.columns) - laid.across))

    @property
    def page(self) -> int:
        """Claims of a page."""
        return max(1, self.laid.rows - 1)

    # -- mouse ------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Keep the cursor in view, whatever the size."""
        self._reveal()
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """One click takes a cell, a second on the same place opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        laid = self.laid
        row = self.top + (offset.y - laid.head) // laid.row
        if not laid.head <= offset.y < laid.head + laid.rows * laid.row or row >= len(self.matrix.rows):
            return
        beyond = offset.x - laid.claim - 1
        column = self.left + beyond // laid.column if beyond >= 0 else -1
        if beyond < laid.across * laid.column:
            self.go(Place(row, column))
            if event.chain == 2:
                self.post_message(self.Chosen())

    def jump_places(self) -> Iterator[Landing]:
        """Every cell in view that says something."""
        laid = self.laid
        for at in range(self.top, min(self.top + laid.rows, len(self.matrix.rows))):
            y = laid.head + (at - self.top) * laid.row
            for place in self._filled(at):
                if self.left <= place < self.left + laid.across:
                    x = laid.claim + 1 + (place - self.left) * laid.column
                    yield Landing(x, y, partial(self._jump_to, Place(at, place)))

    def _jump_to(self, place: Place) -> None:
        self.focus()
        self.go(place)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """On by some claims; with Shift or Ctrl by a column."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Back by some claims; with Shift or Ctrl by a column."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, delta: int) -> None:
        event.stop()
        if event.shift or event.ctrl:
            self.move(0, delta)
        else:
            self.move(delta * _WHEEL)

    # -- drawing ----------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Draw all lines anew."""
        self._drawn = None
        if self.content_size.width:
            self._tell_counts(self.content_size.width)
        self.refresh()

    def _tell_counts(self, width: int) -> None:
        """What is shown, in the border: in full where there is room."""
        matrix, laid = self.matrix, self.laid
        rows, columns = len(matrix.rows), len(matrix.columns)
        last = min(columns, self.left + laid.across)
        seen = "" if last - self.left >= columns else f" · sources {self.left + 1}–{last} of {columns:,}"
        here = f"{self.place.row + 1:,} of {rows:,}"
        told = [f"claim {here}{seen}", here]
        key = key_of("matrix_singles")
        if left := view.left_out_words(matrix, f"{key} shows them"):
            more = f"{key}: {matrix.left_out:,} of one source"
            told = [f"{left} · {told[0]}", f"{more} · {told[0]}", f"{key}: {matrix.left_out:,} more · {here}", here]
        titles = (matrix.title + self.without, matrix.short_title + self.without)
        self.border_title = content(next((each for each in titles if cells(each) + 4 <= width), matrix.short_title))
        self.border_subtitle = content(next((words for words in told if cells(words) + 4 <= width), here))

    def render_line(self, y: int) -> Strip:
        """One line of the whole."""
        base, ink = self.paint
        if self._drawn is None:
            self._drawn = self._draw()
        laid = self.laid
        at = self.place.row - self.top
        first = laid.head + at * laid.row
        if first <= y < first + laid.row:
            base += ink("row")
            if self.has_focus:
                base += ink("cursor")
        return strip(self._drawn[y] if y < len(self._drawn) else [], laid.width, ink, base)

    def _draw(self) -> list[Line]:
        """All lines."""
        laid = self.laid
        places = range(self.left, min(self.left + laid.across, len(self.matrix.columns)))
        heads = [head for place in places if (head := self.head(place)) is not None]
        sources = [self.matrix.columns[place] for place in places]
        here = self.place.column - self.left if self.place.column >= 0 else -1
        lines = drawing.head_lines(laid, self.matrix.order_title, heads, here)
        seen, signs = [], self._signs()
        for at in range(self.top, min(self.top + laid.rows, len(self.matrix.rows))):
            row = self.row(at)
            if row is None:
                lines += [[]] * laid.row
                continue
            seen += [cell for source in sources if (cell := row.cells.get(source)) is not None]
            lines += drawing.row_lines(
                laid,
                row,
                sources,
                self.letters,
                here if at == self.place.row else None,
                signs.get(("claim", row.item.id), " "),
            )
        below = self._detail(laid, None if laid.has_words else drawing.legend_rule(laid, seen))
        room = self.content_size.height - len(below)
        return [*lines[:room], *([[]] * (room - len(lines))), *below]

    def _detail(self, laid: drawing.Layout, above: Line | None) -> list[Line]:
        line, cell = self.line, self.cell
        if line is None:
            return []
        others = {
            source: self.places[source] for source in (cell.spoken if cell is not None else ()) if source in self.places
        }
        heads = {source: head for source, place in others.items() if (head := self.head(place)) is not None}
        return drawing.detail_lines(laid, line, self.column, self.letters, heads, above)


def _places(matrix: Matrix) -> dict[int, int]:
    return {source: place for place, source in enumerate(matrix.columns)}
