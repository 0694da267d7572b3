"""The whole text of one source: its regions named in the margin, evidence and flags in their place, and the report on
its file beside it, from which Enter jumps to the place of each doubt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from explorer.models import Flag, Span
from explorer.terms import kind_words
from explorer.text.phrases import plural
from explorer.tui.comparison import passages
from explorer.tui.comparison.compare import Compare
from explorer.tui.comparison.focusing import Focus
from explorer.tui.comparison.passages import Comparison
from explorer.tui.drawing import wording
from explorer.tui.drawing.rendering import content
from explorer.tui.frame.chrome import TopLine
from explorer.tui.frame.commands import bindings
from explorer.tui.keys.actions import Context, key_of
from explorer.tui.reading.entries import Goal
from explorer.tui.reading.places import ViewId
from explorer.tui.views.base import ViewScreen
from explorer.tui.views.finding import FindingWords
from explorer.tui.views.outlines import Outlined, outlined
from explorer.tui.views.sheet import Sheet
from explorer.views.library import Library

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.tui.comparison.layout import StopId
    from explorer.views.scope import Scope

_NEEDS_TEXT = frozenset(
    "find follow next_pane previous_pane next_flag previous_flag next_evidence previous_evidence".split()
)
_WIDE = 120  # cells from which the report stands beside the text


@dataclass(frozen=True, slots=True)
class Article:
    """A source to be read: its text with all that stands in it, the report on its file, and where its flags are."""

    text: Comparison
    report: Outlined
    flags: tuple[tuple[Span, str], ...]
    """Place and note of each."""
    brief: tuple[tuple[str, str], ...] = ()
    """Label and value of what stands above the text where there is no room for the report beside it."""


@dataclass(frozen=True, slots=True)
class State:
    """Where the reader was in the text."""

    stop: StopId | None


class Reading(Container):
    """The text and the report: side by side, or one of them where there is no room for both."""

    def __init__(self, *, is_wide: bool) -> None:
        super().__init__(id="source-view", classes="-text -wide" if is_wide else "-text")

    def compose(self) -> ComposeResult:
        """Both."""
        yield Compare(id="reading", number=None)
        yield Sheet(id="report")

    def take(self, model: Article) -> None:
        """Show another source: the text is given to its widget, the report stands from its beginning."""
        self.add_class("-text")
        sheet = self.query_one(Sheet)
        sheet.border_title = content(model.report.border)
        sheet.show(model.report.sections)

    def on_resize(self, event: events.Resize) -> None:
        """Side by side where it is wide enough."""
        self.set_class(event.size.width >= _WIDE, "-wide")
        self.call_after_refresh(self._lay_out)

    def turn_to(self, widget: Widget) -> None:
        """Show this one where there is no room for both."""
        self.set_class(isinstance(widget, Compare), "-text")
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        """Have both lay themselves out for the size that they have now: what was hidden is not told of a change.

        Neither is there any more where the reader has gone on meanwhile.
        """
        for sheet in self.query(Sheet):
            sheet.on_resize()
        for text in self.query(Compare):
            text.on_resize()


class ReaderScreen(FindingWords, ViewScreen[Article]):
    """Opened by `r`; Esc leads back to where the reader was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("reader")
    view: ViewId = "source"
    place: ClassVar[Context] = "reader"

    # -- the view ---------------------------------------------------------------------------------------------

    def make(self, database: Database, scope: Scope) -> Article:
        """The source with all its evidence; what it is opened at can be cited, unless a search found it."""
        from explorer.views import source

        model = source.make(database, scope)
        comparison = passages.of_source(database, model.id, None if scope.at_passage else scope.at)
        flags = comparison.columns[0].source.flags
        report = outlined(database, model.title, "Report on the file", source.parts(model))
        return Article(_flagged(comparison, flags), report, _places(flags), _brief(database, comparison))

    def draw(self) -> Widget:
        """Text and report."""
        return Reading(is_wide=self.app.size.width >= _WIDE)

    def fill(self, widget: Widget, model: Article) -> None:
        """Text and report, of this source."""
        if isinstance(widget, Reading):
            widget.take(model)

    def begin(self) -> None:
        """At no flag; nothing is looked for."""
        self._flag, self._sought = None, ""

    def shown(self, model: Article) -> None:
        """The text with the evidence in view."""
        self.query_one(TopLine).set_crumbs([f"source {model.text.title}"])
        compare, at = self.compare(), self.scope.at
        compare.matches, compare.sought = self.matches, ""
        stop = passages.stop_at(model.text, at) if at is not None and not self.scope.at_passage else None
        state = self.opened.state
        stop = state.stop if isinstance(state, State) else stop
        compare.called = "Full text"
        compare.show(self._text(model), stop=stop, at=at if self.scope.at_passage else None)
        self.set_focus(compare)

    def _text(self, model: Article) -> Comparison:
        """With a few words above it where the report does not stand beside it."""
        return replace(model.text, card=() if self.size.width >= _WIDE else model.brief)

    # -- what the frame asks ----------------------------------------------------------------------------------

    def compare(self) -> Compare:
        """The text."""
        return self.query_one(Compare)

    @property
    def report(self) -> Sheet | None:
        """The report, while the keyboard is on it."""
        return self.focused if self.is_shown and isinstance(self.focused, Sheet) else None

    def state(self) -> object:
        """The evidence in focus."""
        return State(self.compare().stop) if self.is_shown else None

    def cited(self) -> Focus | None:
        """What is in focus; nothing while the text is being read from the database."""
        report = self.report
        if report is not None:
            entry = report.entry
            return Focus(entry.source, entry.stop) if entry is not None and entry.source is not None else None
        return self.compare().focus_excerpt if self.is_shown else None

    def reason_against(self, action_id: str) -> str:
        """Why an action cannot be done now; empty when it can."""
        if action_id in _NEEDS_TEXT and not self.is_shown:
            return "The text is still being read." if self.is_coming else "No text is shown here."
        if action_id in ("next_flag", "previous_flag") and self.model is not None and not self.model.flags:
            return "Nothing in this text is flagged."
        if action_id == "follow" and self._goal() is None and not self._folds():
            return "Nothing to open here: go to a piece of evidence, or to an entry of the report."
        if action_id in ("copy", "style") and self.report is not None and self.cited() is None:
            return "Nothing to cite here: go to a passage."
        return super().reason_against(action_id)

    # -- keys -------------------------------------------------------------------------------------------------

    def do_search_lists(self) -> None:
        """To the lists, into the search line: `/` means this text here."""
        self.do_search()

    def move(self, rows: int, *, pages: float = 0) -> None:
        """Scroll the text, or move the cursor of the report."""
        if self.report is not None:
            self.report.move(rows, round(pages * self.report.page))
        elif self.is_shown:
            self.compare().scroll_by(rows + round(pages * self.compare().page))

    def do_next_pane(self) -> None:
        """From the text to the report, and back."""
        self.turn_to(self.compare() if self.report is not None else self.query_one(Sheet))

    def do_previous_pane(self) -> None:
        """From the text to the report, and back."""
        self.do_next_pane()

    def turn_to(self, widget: Widget) -> None:
        """Give the keyboard to the text or to the report, and show it."""
        self.query_one(Reading).turn_to(widget)
        self.set_focus(widget)

    def do_left(self) -> None:
        """Fold in the report; from the report to the text."""
        if self.report is not None:
            self.report.close_fold()

    def do_right(self) -> None:
        """Unfold in the report."""
        if self.report is not None:
            self.report.open_fold()

    def do_next_flag(self) -> None:
        """The next flagged place after the one gone to last, around the ends."""
        self._step_flag(1)

    def do_previous_flag(self) -> None:
        """The flagged place before."""
        self._step_flag(-1)

    def _step_flag(self, delta: int) -> None:
        flags = self.model.flags if self.model is not None else ()
        at = self._flag + delta if self._flag is not None else 0 if delta > 0 else len(flags) - 1
        self._flag = at % len(flags)
        place, note = flags[self._flag]
        self._go_to(place)
        self.tell(f"Flag {self._flag + 1} of {len(flags)}: {note}")

    _flag: int | None = None

    def _go_to(self, place: Span) -> None:
        """Show a place of the text."""
        if self.model is not None:
            self.compare().show(self._text(self.model), at=place)
            self.turn_to(self.compare())

    def _goal(self) -> Goal | None:
        """Where Enter leads: from the report to an entry's place, from the text to the claim of the evidence."""
        if self.report is not None:
            return self.report.entry.goal if self.report.entry is not None else None
        focus = self.cited()
        if focus is None or focus.stop is None or focus.stop.claim is None:
            return None
        return Goal("claim", focus.stop.claim.id, focus.stop.whole, focus.source.id)

    def _folds(self) -> bool:
        entry = self.report.entry if self.report is not None else None
        return entry is not None and bool(entry.children)

    def do_follow(self) -> None:
        """Go where Enter leads; fold or unfold an entry that leads nowhere."""
        goal, report = self._goal(), self.report
        if goal is None and report is not None:
            report.toggle()
        elif goal is not None and self.model is not None and goal.id == self.model.text.id and goal.at is not None:
            self._go_to(goal.at)
        elif goal is not None:
            self.leave_for(goal)

    @on(Sheet.Chosen)
    def _chosen(self) -> None:
        self.do("follow")


def _brief(database: Database, comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """Who published it and when, what it derives from, and where the rest is told: so that the text begins in view."""
    known = dict(comparison.card)
    facts = [known[label] for label in ("publisher", "authors", "published") if label in known]
    source = comparison.columns[0].source
    made = [each for each in database.derivations(source.id) if each.source == source.id]
    origins = [wording.derived(each, "this", Library(database).name(each.origin)) for each in made]
    doubts = f" · {plural(len(source.flags), 'doubt')}" if source.flags else ""
    report = f"{key_of('next_pane')} turns to it{doubts}"
    return ("source", " · ".join(facts)), *(("rewrite", told) for told in origins), ("report", report)


def _places(flags: tuple[Flag, ...]) -> tuple[tuple[Span, str], ...]:
    """Where flags stand, in text order, and what they say; those of the whole file stand nowhere."""
    found = {
        (Span(flag.start, flag.end), flag.note or kind_words(flag.kind)) for flag in flags if flag.end > flag.start
    }
    return tuple(sorted(found))


def _flagged(comparison: Comparison, flags: tuple[Flag, ...]) -> Comparison:
    """With what is flagged told above the paragraph in which it begins."""
    (column,) = comparison.columns
    shown = []
    for passage in column.passages:
        here = [f for f in flags if f.end > f.start and passage.span.start <= f.start < passage.span.end]
        lines = tuple(("doubt", f"! {flag.note or kind_words(flag.kind)}") for flag in here)
        shown.append(replace(passage, lines=(*passage.lines, *lines)))
    return replace(comparison, columns=(replace(column, passages=tuple(shown)),))
