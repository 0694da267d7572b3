"""The matrix on the screen: claims down, sources across, and below what the cell under the cursor says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar, get_args

from textual import on
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from explorer.errors import ExplorerError
from explorer.lists import Filter
from explorer.models import Span
from explorer.store.reader import Database
from explorer.tui.comparison.focusing import Focus
from explorer.tui.comparison.passages import Stop
from explorer.tui.frame.commands import bindings
from explorer.tui.keys.actions import Context, key_of
from explorer.tui.reading.entries import Goal
from explorer.tui.reading.messages import Failed
from explorer.tui.views.base import ViewScreen
from explorer.tui.views.coming_from import WITHOUT, claims_of
from explorer.tui.views.matrix_grid import Grid, Place
from explorer.tui.views.matrix_lines import WIDTHS
from explorer.tui.work.visiting import Subject
from explorer.views import matrix as view
from explorer.views.matrix import ColumnOrder, Matrix, RowOrder
from explorer.views.scope import Scope

_MOST_KEPT = 100_000  # rows and columns


@dataclass
class Remade(Message):
    """The matrix as the reader wants it now."""

    request: int
    """For which opening."""
    matrix: Matrix | None
    """None where it could not be made."""


@dataclass(frozen=True, slots=True)
class State:
    """How the matrix stood: what the history wants to know again."""

    place: Place
    order: RowOrder
    across: ColumnOrder
    singles: bool
    wanted: int | None


class MatrixScreen(ViewScreen[Matrix]):
    """Opened by `M`: the claims that several sources make or dispute, against the sources."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("matrix")
    view = "matrix"
    place: ClassVar[Context] = "matrix"

    order: RowOrder = "disagreement"
    across: ColumnOrder = "date"
    singles = False
    wanted: int | None = None
    """Cells of a column, where the reader asked for so many."""
    _is_remaking = False
    """Whether the matrix that is shown is not yet as the reader wants it."""

    @property
    def is_coming(self) -> bool:
        """Also while claims and sources are put into another order: the next key acts on that."""
        return self._is_remaking or super().is_coming

    def begin(self) -> None:
        """As the reader arranged it last; where one comes back, as it was left."""
        self._is_remaking = False
        state = self.opened.state
        if isinstance(state, State):
            self.order, self.across, self.singles, self.wanted = state.order, state.across, state.singles, state.wanted
        else:
            self._arrange(self.main.manners.get(self.view, "").split())

    def _arrange(self, words: Sequence[str]) -> None:
        """As these words say, where each of them says something; else as at first."""
        self.order = next((order for order in get_args(RowOrder) if order in words), "disagreement")
        self.across = next((across for across in get_args(ColumnOrder) if across in words), "date")
        self.singles = "singles" in words
        self.wanted = next((width for width in WIDTHS if str(width) in words), None)

    def _keep_manner(self) -> None:
        """Have it opened as it is now, from now on."""
        told = (self.order, self.across, "singles" if self.singles else "", str(self.wanted or ""))
        self.main.manners[self.view] = " ".join(filter(None, told))

    def make(self, database: Database, scope: Scope) -> Matrix:
        """Which claims and sources stand where."""
        return view.make(database, scope, order=self.order, across=self.across, singles=self.singles)

    def nothing(self, model: Matrix) -> str:
        """Where no claim can be shown: why, and what to do."""
        if model.rows:
            return ""
        if not model.total and self.scope.claims is None and self.scope.filter == Filter():
            return (
                f"This database holds no claims. Nothing in its articles was read as one: {key_of('leave')} leads "
                f"back, where {key_of('about')} on a source tells what was found in its file."
            )
        if not model.total:
            return (
                f"No claim is chosen or found here. {key_of('leave')} leads back, where another filter or search may "
                "find some."
            )
        singles = "1 claim has one source" if model.total == 1 else f"{model.total:,} claims have one source each"
        return (
            f"No claim here is made by several sources, and none is disputed. {singles}: {key_of('matrix_singles')} "
            f"shows {'it' if model.total == 1 else 'them'}, {key_of('leave')} leads back."
        )

    def made_from(self, scope: Scope) -> object:
        """What is chosen and found, and how it is to stand: it is the same for every row of it."""
        return scope.filter, scope.claims, self.order, self.across, self.singles

    def is_small(self, model: Matrix) -> bool:
        """Two numbers of a few bytes a row and a column."""
        return len(model.rows) + len(model.columns) <= _MOST_KEPT

    def draw(self) -> Widget:
        """The grid."""
        nothing = Matrix((), (), 0, 0, 0)
        return Grid(nothing, self.database, lambda: self.app.desk.signs if self.app.desk is not None else {})

    def fill(self, widget: Widget, model: Matrix) -> None:
        """The grid."""
        if isinstance(widget, Grid):
            widget.take(model)

    def put_away(self, widget: Widget) -> None:
        """Keep no cells, but few."""
        if isinstance(widget, Grid) and widget.matrix is not self.kept:
            widget.take(replace(widget.matrix, rows=(), columns=()))

    def shown(self, model: Matrix) -> None:
        """The cursor where it was; else on what the row that one comes from has to do with; else on the first."""
        self.grid.wanted = self.wanted
        self.grid.show(model, self._start(model))

    def _start(self, model: Matrix) -> Place | None:
        self.grid.without = ""
        if isinstance(self.opened.state, State):
            return self.opened.state.place
        subject = self.scope.subject
        if subject is None:
            return None
        try:
            row, claims = self.database.row_of(subject[1]), claims_of(self.database, subject)
        except ExplorerError as error:  # the file was built anew meanwhile
            self.post_message(Failed(str(error)))
            return None
        at = next((at for at, claim in enumerate(model.rows) if claim in claims), None)
        self.grid.without = WITHOUT if at is None and subject[0] == "claim" else ""
        if at is None:
            return None
        self.grid.take(model)
        is_across = subject[0] == "source" and row in model.columns
        return Place(at, model.columns.index(row) if is_across else self.grid.first_cell(at))

    # -- what the frame asks ----------------------------------------------------------------------------------

    @property
    def grid(self) -> Grid:
        """The grid, once it is there."""
        return self.query_one(Grid)

    def state(self) -> object:
        """The cursor, and in which order everything stands."""
        if not self.is_shown:
            return None
        return State(self.grid.place, self.order, self.across, self.singles, self.grid.wanted)

    def subject(self) -> Subject | None:
        """The claim under the cursor."""
        line = self.grid.line if self.is_shown else None
        return ("claim", line.item.id) if line is not None else self.scope.subject

    def cited(self) -> Focus | None:
        """The excerpt of the cell under the cursor, as evidence of its claim where it is one."""
        if not self.is_shown:
            return None
        line, column, cell = self.grid.line, self.grid.column, self.grid.cell
        if line is None or column is None or cell is None or not cell.quoted:
            return None
        try:
            source, claim = self.database.source(column.item.id), self.database.claim(line.item.id)
        except ExplorerError as error:
            self.post_message(Failed(str(error)))
            return None
        spans = tuple(Span(each.start, each.end) for each in cell.quoted)
        mine = [each for each in claim.evidence if each.statement.source == source.id]
        evidence = next((each for each in mine if each.statement.readable == spans), None)
        return Focus(source, Stop(spans, claim, evidence) if evidence is not None else Stop(spans))

    def reason_against(self, action_id: str) -> str:
        """Why an action cannot be done now; empty when it can."""
        needs_grid = action_id in ("follow", "next_cell", "previous_cell", "wider", "narrower", "reset_width")
        if needs_grid and not self.is_shown:
            return "There is no cell here."
        empty = self.is_shown and self.grid.column is not None and self.grid.cell is None
        if action_id in ("follow", "copy", "style", "source") and empty:
            further = f"{key_of('next_cell')} goes to the next cell that says something"
            return f"This source does not cover the claim: {further}."
        if action_id in ("copy", "style") and self.cited() is None:
            return "Nothing to cite here: go to the cell of a source."
        return super().reason_against(action_id)

    def do(self, action_id: str) -> None:
        """Do an action; what the reader keeps of a claim stands before it at once."""
        super().do(action_id)
        if self.is_shown:
            self.grid.redraw()

    def on_screen_resume(self) -> None:
        """Back from a dialog, in which a note may have been written."""
        if self.is_shown:
            self.grid.redraw()

    # -- keys -------------------------------------------------------------------------------------------------

    def move(self, rows: int, *, pages: float = 0) -> None:
        """Move the cursor by claims."""
        if self.is_shown:
            self.grid.move(rows + round(pages * self.grid.page))

    def do_mark(self) -> None:
        """Mark the claim under the cursor, or take its mark away, and go down."""
        super().do_mark()
        self.move(1)

    def do_left(self) -> None:
        """To the source on the left; from the first to the claim itself."""
        if self.is_shown:
            self.grid.move(0, -1)

    def do_right(self) -> None:
        """To the source on the right."""
        if self.is_shown:
            self.grid.move(0, 1)

    def do_next_cell(self) -> None:
        """The next cell that says something."""
        if not self.grid.step(1):
            self.tell("This is the last cell that says something.", severity="warning")

    def do_previous_cell(self) -> None:
        """The cell before that says something."""
        if not self.grid.step(-1):
            self.tell("This is the first cell that says something.", severity="warning")

    def do_wider(self) -> None:
        """Wider columns."""
        if not self.grid.widen(1):
            self.tell("Columns cannot be wider on this screen.", severity="warning")
        self._keep_width()

    def do_narrower(self) -> None:
        """Narrower columns."""
        if not self.grid.widen(-1):
            self.tell("Columns cannot be narrower.", severity="warning")
        self._keep_width()

    def do_reset_width(self) -> None:
        """Columns as wide as fits."""
        self.grid.reset_width()
        self._keep_width()
        self.tell("The columns are as wide as fits.", seconds=2)

    def _keep_width(self) -> None:
        self.wanted = self.grid.wanted
        self._keep_manner()

    def do_follow(self) -> None:
        """Open the passage of the cell in its source; on a claim, go to it in the lists."""
        goal = self._goal()
        if goal is not None:
            self.leave_for(goal)

    @on(Grid.Chosen)
    def _chosen(self) -> None:
        self.do("follow")

    def _goal(self) -> Goal | None:
        line, column, cell = self.grid.line, self.grid.column, self.grid.cell
        if line is None or column is None:
            return Goal("claim", line.item.id) if line is not None else None
        if cell is None or not cell.quoted:
            return None
        return Goal("source", column.item.id, Span(cell.quoted[0].start, cell.quoted[-1].end))

    # -- another order ----------------------------------------------------------------------------------------

    def do_matrix_sort(self) -> None:
        """Rows by disagreement, by weight, by how much is only repeated."""
        orders = get_args(RowOrder)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self._make_again()

    def do_matrix_columns(self) -> None:
        """Sources by the day of publication or by how many claims they make."""
        self.across = "claims" if self.across == "date" else "date"
        self._make_again()

    def do_matrix_singles(self) -> None:
        """With the claims of one source, or without them."""
        self.singles = not self.singles
        self._make_again()

    def _make_again(self) -> None:
        """Make the matrix as it is wanted now; the cursor stays on its claim where that is still shown."""
        if not self.is_shown:
            self._keep_manner()
            self.make_anew()
            return
        self._is_remaking = True
        self.scope = replace(self.scope, subject=self.subject())
        self.opened = replace(self.opened, state=None)
        self.run_worker(
            partial(self._remake, self._request), group="view again", thread=True, exclusive=True, exit_on_error=True
        )

    def _remake(self, request: int) -> None:
        worker, model = get_current_worker(), None
        try:
            model = self.read(lambda: worker.is_cancelled)
        except ExplorerError as error:
            self.post_message(Failed(str(error)))
        if not worker.is_cancelled:
            self.post_message(Remade(request, model))

    @on(Remade)
    def _remade(self, message: Remade) -> None:
        message.stop()
        if message.request != self._request or not self.is_shown:  # the reader has gone on
            return
        self._is_remaking = False
        if message.matrix is not None:
            self._take_remade(message.matrix)
        self.app.go_on()

    def _take_remade(self, matrix: Matrix) -> None:
        if words := self.nothing(matrix):
            self.singles = not self.singles  # only leaving claims out can leave none
            self.tell(words, severity="warning")
            return
        self._keep_manner()
        self.model = matrix
        self.grid.show(matrix, self._start(matrix))
        self.tell(_arrangement(matrix), seconds=3)


def _arrangement(matrix: Matrix) -> str:
    """How rows and columns stand now."""
    across = "the first published first" if matrix.across == "date" else "who makes most claims first"
    return f"Claims: {matrix.order_words}. Sources: {across}."
