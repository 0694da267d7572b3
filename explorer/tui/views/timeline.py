"""The timeline on the screen: one axis of what claims tell of and of when articles were published."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from explorer.errors import ExplorerError
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
from explorer.tui.views.timeline_axis import Place, TimeAxis
from explorer.tui.views.timeline_lines import WRAPPED
from explorer.tui.work.visiting import Subject
from explorer.views import timeline as view
from explorer.views.scope import Scope
from explorer.views.spans_of_time import UNITS, Unit
from explorer.views.timeline import NOTHING, Timeline

_MOST_KEPT = 10_000  # entries


class TimelineScreen(ViewScreen[Timeline]):
    """Opened by `L`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("timeline")
    view = "timeline"
    place: ClassVar[Context] = "timeline"

    def make(self, database: Database, scope: Scope) -> Timeline:
        """Place what the scope asks for, and count it here: for some thousand dates a frame would wait for that."""
        timeline = view.make(database, scope, first=WRAPPED)
        _ = timeline.title, timeline.span
        return timeline

    def nothing(self, model: Timeline) -> str:
        """Where nothing can be placed: why, and what to do."""
        if model.entries:
            return ""
        told = ["Nothing here can be placed in time.", *view.unplaced_words(model)]
        if model.undated:
            told.append("Save articles with the line that bears their date.")
        return " ".join([*told, f"{key_of('leave')} leads back."])

    def made_from(self, scope: Scope) -> object:
        """What is chosen and found: it is the same for every row of it."""
        return scope.filter, scope.claims

    def is_small(self, model: Timeline) -> bool:
        """Two or three megabytes at most."""
        return len(model.entries) <= _MOST_KEPT

    def draw(self) -> Widget:
        """The axis."""
        return TimeAxis(NOTHING, self.database)

    def fill(self, widget: Widget, model: Timeline) -> None:
        """The axis, from its beginning."""
        if isinstance(widget, TimeAxis):
            widget.take(model)

    def put_away(self, widget: Widget) -> None:
        """Keep no entries, but few."""
        if isinstance(widget, TimeAxis) and widget.timeline is not self.kept:
            widget.take(NOTHING)

    def shown(self, model: Timeline) -> None:
        """The cursor where it was; else on what the row that one comes from has to do with; else on the first."""
        state = self.opened.state
        if isinstance(state, Place):
            self.axis.go(state.entry, state.telling, state.unit)
        else:
            self.axis.go(self._start(model), unit=self._unit)

    @property
    def _unit(self) -> Unit | None:
        """That of the groups which the reader chose last; None where the dates themselves choose it."""
        chosen = self.main.manners.get(self.view, "")
        return next((unit for unit in UNITS if unit == chosen), None)

    def _start(self, model: Timeline) -> int:
        subject = self.scope.subject
        self.axis.without = ""
        if subject is None:
            return 0
        try:
            article = self.database.row_of(subject[1]) if subject[0] == "source" else 0
            claims = claims_of(self.database, subject)
        except ExplorerError as error:  # the file was built anew meanwhile
            self.post_message(Failed(str(error)))
            return 0
        start = self._published(model, article) if article else None
        if start is None:
            start = next((at for at, each in enumerate(model.entries) if each.claim in claims), None)
        self.axis.without = WITHOUT if subject[0] == "claim" and start is None else ""
        return start or 0

    @staticmethod
    def _published(model: Timeline, article: int) -> int | None:
        found = (at for at, each in enumerate(model.entries) if not each.claim and each.source == article)
        return next(found, None)

    # -- what the frame asks ----------------------------------------------------------------------------------

    @property
    def axis(self) -> TimeAxis:
        """The axis, once it is there."""
        return self.query_one(TimeAxis)

    def state(self) -> object:
        """The cursor and the unit."""
        return self.axis.place if self.is_shown else None

    def subject(self) -> Subject | None:
        """The claim or the article under the cursor."""
        entry = self.axis.entry if self.is_shown else None
        if entry is None:
            return self.scope.subject
        if not entry.claim:
            article = self.axis.article(entry.source)
            return ("source", article.id) if article is not None else self.scope.subject
        claim = self.axis.claim(entry)
        return ("claim", claim.id) if claim is not None else self.scope.subject

    def cited(self) -> Focus | None:
        """The statement under the cursor, as evidence of its claim."""
        telling = self.axis.telling if self.is_shown else None
        if telling is None:
            return None
        try:
            source = self.database.source(self.axis.timeline.sources[telling.source].id)
            claim = self.database.claim(self.database.items("claim", [telling.claim])[0].id)
        except ExplorerError as error:
            self.post_message(Failed(str(error)))
            return None
        span = (telling.said_start, telling.said_end)
        mine = (each for each in claim.evidence if each.statement.source == source.id)
        evidence = next((each for each in mine if (each.statement.start, each.statement.end) == span), None)
        if evidence is None:
            return Focus(source, Stop((Span(*span),)))
        return Focus(source, Stop(evidence.statement.readable, claim, evidence))

    def reason_against(self, action_id: str) -> str:
        """Why an action cannot be done now; empty when it can."""
        if action_id in ("follow", "finer", "coarser", "next_mark", "previous_mark") and not self.is_shown:
            return "There is nothing on the axis."
        if action_id == "follow" and self.axis.entry is None:
            return "Nothing to open here: this line only tells what could not be placed."
        if action_id in ("copy", "style") and self.cited() is None:
            return "Nothing to cite here: go to a claim."
        return super().reason_against(action_id)

    # -- keys -------------------------------------------------------------------------------------------------

    def move(self, rows: int, *, pages: float = 0) -> None:
        """Move the cursor by entries, or by lines of a page."""
        if self.is_shown:
            self.axis.move(rows, round(pages * self.axis.page))

    def do_left(self) -> None:
        """The place before that tells the same."""
        self._turn(-1)

    def do_right(self) -> None:
        """The next place that tells the same."""
        self._turn(1)

    def _turn(self, delta: int) -> None:
        if self.is_shown and not self.axis.turn(delta):
            self.tell("Only one place tells this.", severity="warning")

    def do_finer(self) -> None:
        """By months, by days."""
        self._zoom(-1, "Days are the finest.")

    def do_coarser(self) -> None:
        """By months, by years."""
        self._zoom(1, "Years are the coarsest.")

    def _zoom(self, delta: int, at_the_end: str) -> None:
        if self.axis.zoom(delta):
            self.main.manners[self.view] = self.axis.place.unit
        else:
            self.tell(at_the_end, severity="warning")

    def do_next_mark(self) -> None:
        """The next publication."""
        if not self.axis.step(1):
            self.tell("No article was published later.", severity="warning")

    def do_previous_mark(self) -> None:
        """The publication before."""
        if not self.axis.step(-1):
            self.tell("No article was published earlier.", severity="warning")

    def do_follow(self) -> None:
        """Open the statement in its source, or the article."""
        entry, focus = self.axis.entry, self.cited()
        if focus is not None and focus.stop is not None:
            self.leave_for(Goal("source", focus.source.id, focus.stop.whole))
        elif entry is not None and (article := self.axis.article(entry.source)) is not None:
            self.leave_for(Goal("source", article.id))

    @on(TimeAxis.Chosen)
    def _chosen(self) -> None:
        self.do("follow")
