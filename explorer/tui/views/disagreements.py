"""The screen of disagreements: their list, the gravest first, and all sides of the one under the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from explorer.errors import ExplorerError
from explorer.models import DisagreementKind, Span
from explorer.tui.comparison.focusing import Focus
from explorer.tui.comparison.passages import Stop
from explorer.tui.drawing.rendering import content
from explorer.tui.frame.commands import bindings
from explorer.tui.keys.actions import Context, key_of
from explorer.tui.lists.rows import RowList
from explorer.tui.reading.entries import Goal
from explorer.tui.reading.messages import Failed
from explorer.tui.reading.places import ViewId
from explorer.tui.views.base import ViewScreen
from explorer.tui.views.dispute_panes import DisputeList, KindLine, Sides
from explorer.tui.work.visiting import Subject
from explorer.views import disagreements as view
from explorer.views.disagreements import Disagreements, Dispute
from explorer.views.scope import Scope

if TYPE_CHECKING:
    from explorer.store.reader import Database

_LIST = 0.4  # of the height, at most, for the list
_LOW = 18  # lines below which borders would take what the sides need


@dataclass(frozen=True, slots=True)
class Found:
    """The disagreements of the row under the cursor, and those of all rows that are chosen or found."""

    here: Disagreements
    all: Disagreements


@dataclass(frozen=True, slots=True)
class State:
    """Where the reader was in this view."""

    row: int
    side: int
    kind: DisagreementKind | None
    everywhere: bool


class Disputes(Container):
    """Kinds, list and sides, one above the other."""

    def __init__(self, database: Database) -> None:
        super().__init__(id="dispute-view")
        self._database = database

    def compose(self) -> ComposeResult:
        """The three of them."""
        yield KindLine()
        yield DisputeList(lambda rows: view.heads(self._database, rows))
        yield Sides()

    def on_resize(self, event: events.Resize) -> None:
        """Borders only where there is room for them."""
        self.set_class(event.size.height < _LOW, "-low")
        self.share()

    def share(self) -> None:
        """The list takes what it needs, up to its share."""
        listed = self.query_one(DisputeList)
        most = max(3, round(self.size.height * _LIST))
        listed.styles.height = min(most, len(listed.rows) + (0 if self.has_class("-low") else 2))


class DisagreementsScreen(ViewScreen[Found]):
    """Opened by `D`; Enter goes to the comparison of the claim, `y` cites the side in focus."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("disputes")
    view: ViewId = "disagreements"
    place: ClassVar[Context] = "disputes"

    kind: DisagreementKind | None = None
    everywhere = False
    _sides_of = 0
    """The row of which the sides are shown."""

    # -- the view ---------------------------------------------------------------------------------------------

    def make(self, database: Database, scope: Scope) -> Found:
        """Which disagreements there are for the row, and without it."""
        around = Scope(scope.filter, scope.claims, None, cancelled=scope.cancelled)
        return Found(view.make(database, scope, first=0), view.make(database, around, first=0))

    def nothing(self, model: Found) -> str:
        """Where there is none: why, and what to do."""
        if model.all.rows:
            return ""
        if model.all.total:
            others = f"other rows may have some of the {model.all.total:,}"
            return f"{view.NONE} {model.all.about}. {key_of('leave')} leads back; {others}."
        return (
            f"{view.NONE} in this folder. No two accounts were found to differ: {key_of('matrix')} shows who says "
            f"what, {key_of('leave')} leads back."
        )

    def made_from(self, scope: Scope) -> object:
        """The row, and what is chosen and found."""
        return scope.filter, scope.claims, scope.subject

    def draw(self) -> Widget:
        """Kinds, list and sides."""
        return Disputes(self.database)

    def fill(self, widget: Widget, model: Found) -> None:
        """They are filled when all is as the reader left it."""

    def begin(self) -> None:
        """All kinds of the row."""
        self.kind, self.everywhere = None, False

    def shown(self, model: Found) -> None:  # noqa: ARG002 - as in the class above
        """The cursor where it was, else on the first."""
        state = self.opened.state
        if isinstance(state, State):
            self.kind, self.everywhere = state.kind, state.everywhere
        self._show(state.row if isinstance(state, State) else -1)
        if isinstance(state, State):
            self.sides.step(state.side)
        self.set_focus(self.list)

    @property
    def list(self) -> DisputeList:
        """The list."""
        return self.query_one(DisputeList)

    @property
    def sides(self) -> Sides:
        """The sides."""
        return self.query_one(Sides)

    @property
    def shown_now(self) -> Disagreements:
        """Those that the list shows."""
        if self.model is None:
            raise RuntimeError("nothing is shown yet")
        return self.model.all if self.everywhere else self.model.here

    def _show(self, keep: int) -> None:
        """Fill list and sides anew."""
        model = self.shown_now
        if self.kind not in dict(model.kinds):
            self.kind = None
        self.query_one(KindLine).show(model.kinds, self.kind)
        rows = model.of_kind(self.kind)
        self.list.show(rows, keep=keep)
        self.list.border_title = content(f"{len(rows):,} on {self.kind} of {model.title}" if self.kind else model.title)
        self.query_one(Disputes).share()
        self._show_sides()

    def _show_sides(self) -> None:
        row = self._sides_of = self.list.row
        try:
            dispute = view.read(self.database, [row])[0] if row > 0 else None
        except ExplorerError as error:
            self.post_message(Failed(str(error)))
            return
        self.sides.show(dispute)

    @on(RowList.Moved)
    def _moved(self, message: RowList.Moved) -> None:
        message.stop()
        if isinstance(message, RowList.Chosen):
            self.do("follow")
        elif not isinstance(message, RowList.NearEnd):
            self._follow_list()

    def _move_list(self, rows: int) -> None:
        """Move the cursor, and show the sides of the row in the same turn: the next key may act on them."""
        self.list.move(rows)
        self._follow_list()

    def _follow_list(self) -> None:
        if self.list.row != self._sides_of:
            self._show_sides()

    @on(KindLine.Chosen)
    def _kind_chosen(self, message: KindLine.Chosen) -> None:
        message.stop()
        self._take_kind(message.kind)

    # -- what the frame asks ----------------------------------------------------------------------------------

    @property
    def dispute(self) -> Dispute | None:
        """The disagreement under the cursor."""
        return self.sides.dispute if self.is_shown else None

    def state(self) -> object:
        """The row, the side, the kind, and of whom."""
        return State(self.list.row, self.sides.side, self.kind, self.everywhere) if self.is_shown else None

    def subject(self) -> Subject | None:
        """The claim of the disagreement under the cursor."""
        dispute = self.dispute
        return ("claim", dispute.claims[0][0]) if dispute is not None and dispute.claims else self.scope.subject

    def cited(self) -> Focus | None:
        """The side in focus."""
        dispute = self.dispute
        if dispute is None or not dispute.sides:
            return None
        excerpt = dispute.sides[self.sides.side].excerpt
        return Focus(self.database.source(excerpt.source), Stop((Span(excerpt.start, excerpt.end),)))

    def reason_against(self, action_id: str) -> str:
        """Why an action cannot be done now; empty when it can."""
        needs = ("follow", "next_kind", "previous_kind", "everywhere", "next_side", "previous_side")
        if action_id in needs and not self.is_shown:
            return "No disagreement is shown here."
        if action_id == "everywhere" and self.scope.subject is None:
            return "These are all: no single row was chosen."
        return super().reason_against(action_id)

    # -- keys -------------------------------------------------------------------------------------------------

    def move(self, rows: int, *, pages: float = 0) -> None:
        """Move the cursor, or scroll the sides where they have the focus."""
        if not self.is_shown:
            return
        if self.focused is self.sides:
            self.sides.scroll_relative(y=rows + round(pages * self.sides.page), animate=False, immediate=True)
        else:
            self._move_list(rows + round(pages * self.list.page))

    def do_left(self) -> None:
        """The kind before."""
        self.do("previous_kind")

    def do_right(self) -> None:
        """The next kind."""
        self.do("next_kind")

    def do_next_kind(self) -> None:
        """The next kind, around the ends."""
        self._step_kind(1)

    def do_previous_kind(self) -> None:
        """The kind before, around the ends."""
        self._step_kind(-1)

    def _step_kind(self, delta: int) -> None:
        kinds: list[DisagreementKind | None] = [None, *dict(self.shown_now.kinds)]
        self._take_kind(kinds[(kinds.index(self.kind) + delta) % len(kinds)])

    def _take_kind(self, kind: DisagreementKind | None) -> None:
        self.kind = kind
        self._show(self.list.row)

    def do_everywhere(self) -> None:
        """All that are chosen or found, or those of the row alone."""
        self.everywhere = not self.everywhere
        self._show(self.list.row)

    def do_next_pane(self) -> None:
        """From the list to the sides, and back."""
        if self.is_shown:
            self.set_focus(self.list if self.focused is self.sides else self.sides)

    def do_previous_pane(self) -> None:
        """From the list to the sides, and back."""
        self.do_next_pane()

    def do_next_side(self) -> None:
        """The next side; after the last the first side of the next disagreement."""
        if not self.sides.step(1):
            self._move_list(1)

    def do_previous_side(self) -> None:
        """The side before."""
        if not self.sides.step(-1):
            self._move_list(-1)

    def do_follow(self) -> None:
        """To the comparison of the claim, at the side in focus."""
        dispute = self.dispute
        if dispute is not None and dispute.claims:
            excerpt = dispute.sides[self.sides.side].excerpt if dispute.sides else None
            at = Span(excerpt.start, excerpt.end) if excerpt is not None else None
            self.leave_for(Goal("claim", dispute.claims[0][0], at, excerpt.source if excerpt is not None else ""))
