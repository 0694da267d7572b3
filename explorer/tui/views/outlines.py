"""A view's headed items as the sections of a sheet: the screen's side of `explorer.views.outline`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from explorer.errors import ExplorerError
from explorer.models import Source, Span
from explorer.tui.comparison.compare import Compare
from explorer.tui.comparison.focusing import Focus
from explorer.tui.comparison.passages import Comparison, Stop
from explorer.tui.drawing.rendering import content
from explorer.tui.frame.chrome import Hints
from explorer.tui.keys.actions import Action, actions_in
from explorer.tui.reading.entries import Entry, Goal, Section
from explorer.tui.reading.messages import Failed
from explorer.tui.views.beside import WIDE, Beside, Listed, Seen, read_seen, seen_of
from explorer.tui.views.sheets import SheetScreen
from explorer.views.outline import Excerpt, Item, Lead, Part

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.views.scope import Scope

_INDENT = 2  # cells a step
_BESIDE = frozenset({"next_pane", "previous_pane", "next_evidence", "previous_evidence"})
"""What needs something beside the sheet."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """A view ready to be drawn: its model put into sections, with the sources that `y` cites."""

    title: str
    border: str
    sections: tuple[Section, ...]


def outlined(database: Database, title: str, border: str, parts: Iterable[Part]) -> Outlined:
    """Put a view into sections; reads each source that can be cited once, so not for the event loop."""
    source = lru_cache(maxsize=None)(database.source)
    sections = [Section(part.title, tuple(entry_of(item, source) for item in part.items)) for part in parts]
    return Outlined(title, border, tuple(sections))


def entry_of(item: Item, source: Callable[[str], Source]) -> Entry:
    """An item as an entry."""
    cited = item.cited
    return Entry(
        text=item.text,
        label=item.label,
        ink=item.tone,
        indent=_INDENT * item.depth,
        goal=goal_of(item.lead),
        source=source(cited.source) if cited is not None else None,
        stop=stop_of(cited) if cited is not None else None,
        children=tuple(entry_of(child, source) for child in item.children),
        folded=item.folded,
        about=item.about,
    )


def goal_of(lead: Lead | None) -> Goal | None:
    """Where Enter leads."""
    return None if lead is None else Goal(lead.kind, lead.id, lead.at)


def stop_of(excerpt: Excerpt) -> Stop:
    """What `y` cites of a passage."""
    return Stop((Span(excerpt.start, excerpt.end),))


@dataclass
class Found(Message):
    """What stands beside the sheet now."""

    request: int
    seen: Seen
    comparison: Comparison


class OutlineScreen(SheetScreen[Outlined]):
    """A sheet of a view's sections, beside it what the entry under the cursor speaks of; subclasses make the model."""

    REST: ClassVar[float] = 0.06
    """Seconds the cursor must rest before that is read."""

    _reads = _got = 0
    _seen: Seen | None = None
    _resting: Timer | None = None

    def heading(self, model: Outlined) -> str:
        """What it is about."""
        return model.title

    def border(self, model: Outlined) -> str:
        """What the border says."""
        return model.border

    def sections(self, model: Outlined) -> Sequence[Section]:
        """What stands on the sheet."""
        return model.sections

    # -- what stands beside it --------------------------------------------------------------------------------

    def made_from(self, scope: Scope) -> object:
        """The row, and what is chosen and found."""
        return scope.filter, scope.claims, scope.subject

    def draw(self) -> Widget:
        """The sheet, and room beside it."""
        return Beside(Listed(), is_wide=self.app.size.width >= WIDE)

    def fill(self, widget: Widget, model: Outlined) -> None:
        """The same sheet, from its beginning, and nothing beside it yet."""
        sheet = widget.query_one(Listed)
        sheet.title, sheet.border_title = self.heading(model), content(self.border(model))
        sheet.show(self.sections(model))
        widget.query_one(Compare).show(None)

    def put_away(self, widget: Widget) -> None:
        """Keep no texts."""
        self._got = self._reads = self._reads + 1
        widget.query_one(Compare).show(None)

    def shown(self, model: Outlined) -> None:
        """The cursor where it was, and what it speaks of beside it."""
        super().shown(model)
        self.stand()

    def stand(self) -> None:
        """The keyboard on the sheet, and beside it what its cursor is on."""
        self._seen = None
        if self.sheet is not None:
            self.set_focus(self.sheet)
        self._look()

    @property
    def beside(self) -> Beside | None:
        """Both, while both are seen."""
        return next((both for both in self.query(Beside) if both.is_wide), None)

    def offered(self) -> Sequence[Action]:
        """Without what needs something beside the sheet, where there is no room for it."""
        actions, beside = actions_in(self.context()), self.beside
        return [each for each in actions if beside is not None or each.id not in _BESIDE]

    @on(Listed.Moved)
    def _entry_moved(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(self.REST, self._look)

    @on(Beside.Changed)
    def _look(self) -> None:
        """Have what the entry under the cursor speaks of read, else the row for which the view was opened."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if not self.is_shown:  # left, with the cursor still on its way
            return
        self.query_one(Hints).offer(self.offered())
        if self.beside is None:
            if self.focused is not self.sheet:
                self.set_focus(self.sheet)
            return
        subject = self.scope.subject
        seen = seen_of(self.entry) or (Seen(*subject) if subject is not None else None)
        if seen is None or seen == self._seen:
            return
        self._seen = seen
        self._reads += 1
        work = partial(self._find, self._reads, seen)
        self.run_worker(work, group="beside", thread=True, exclusive=True, exit_on_error=True)

    def _find(self, request: int, seen: Seen) -> None:
        try:
            comparison = read_seen(self.database, seen)
        except ExplorerError as error:
            if request == self._reads:
                self._got = request
                self.post_message(Failed(str(error)))
            return
        self.post_message(Found(request, seen, comparison))

    @on(Found)
    def _found(self, message: Found) -> None:
        message.stop()
        if message.request != self._reads:
            return
        self._got = message.request
        if self.beside is not None:
            subject = self.scope.subject
            self.beside.show(message.seen, message.comparison, subject[1] if subject is not None else "")
        self.app.go_on()

    # -- keys -------------------------------------------------------------------------------------------------

    def compare(self) -> Compare:
        """What stands beside the sheet."""
        return self.query_one(Compare)

    @property
    def _in_beside(self) -> bool:
        return isinstance(self.focused, Compare)

    def cited(self) -> Focus | None:
        """The passage under the cursor; of what stands beside it, the one in focus."""
        return self.compare().focus_excerpt if self._in_beside else super().cited()

    def must_wait(self, action_id: str) -> bool:
        """Whether what it acts on, on the sheet or beside it, is still to come."""
        if super().must_wait(action_id) or not (self._in_beside or action_id in _BESIDE):
            return super().must_wait(action_id)
        self._look()  # however fast the cursor came there
        return self._got != self._reads

    def reason_against(self, action_id: str) -> str:
        """Why an action cannot be done now; empty when it can."""
        if action_id in _BESIDE and self.beside is None:
            return f"Nothing stands beside this: that takes a screen of {WIDE} columns."
        if action_id == "follow" and self._in_beside:
            return "" if self.cited() is not None else "Nothing is shown here yet."
        return super().reason_against(action_id)

    def move(self, rows: int, *, pages: float = 0) -> None:
        """Move the cursor, or scroll what stands beside it."""
        if self._in_beside:
            self.compare().scroll_by(rows + round(pages * self.compare().page))
        else:
            super().move(rows, pages=pages)

    def do_next_pane(self) -> None:
        """From the sheet to what stands beside it, and back."""
        self.set_focus(self.sheet if self._in_beside else self.compare())

    def do_previous_pane(self) -> None:
        """From the sheet to what stands beside it, and back."""
        self.do_next_pane()

    def do_left(self) -> None:
        """As on the sheet; beside it: the column to the left, or back to the sheet."""
        if not self._in_beside:
            super().do_left()
        elif not self.compare().go_column(-1):
            self.set_focus(self.sheet)

    def do_right(self) -> None:
        """As on the sheet; beside it: the column to the right."""
        if self._in_beside:
            self.compare().go_column(1)
        else:
            super().do_right()

    def do_follow(self) -> None:
        """Where the entry leads; beside it: to the article of the excerpt in focus."""
        focus = self.cited()
        if self._in_beside and focus is not None:
            self.main.visit("source", ("source", focus.source.id), focus.stop.whole if focus.stop else None)
        else:
            super().do_follow()
