"""The palette: every action of this place by its name, with its keys; and rows of the lists by their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from explorer.errors import ExplorerError
from explorer.tui.dialogs.dialogs import TypedDialog, keys_hint
from explorer.tui.dialogs.menus import CursorLines, Told
from explorer.tui.drawing.rendering import Line, Run, cells, content, cut, inert, line_width, pad, paint
from explorer.tui.keys.actions import MOVING, Action, Context, keys_text
from explorer.tui.keys.fuzzy import best, found_by_words, marks
from explorer.tui.lists.searchbar import QueryInput
from explorer.tui.reading.entries import Goal

_FRAME = 3  # lines of the dialog that are no entries: border, and the line to type in
_NARROW = 60  # cells under which what is told in full takes a line more
_AROUND, _LOW = 4, 24  # lines that stay around it, on a screen that is not low
_MOST = 24  # entries that are seen at once
_REST = 0.06  # seconds without a letter after which the database is searched
_NAME = 14  # cells in which an action's name stands
_ROOMY = 64  # cells from which what an action does is told beside its name

Cancelled = Callable[[], bool]


class Command(NamedTuple):
    """An action of the place, and why it cannot be done now."""

    action: Action
    why_not: str = ""


class Row(NamedTuple):
    """A claim, an entity or a source, and where Enter leads."""

    goal: Goal
    words: str


Entry = Command | Row
LookUp = Callable[[str, Cancelled], Sequence[Row]]
"""What the database holds of some words, at most fifty rows; asked in a thread."""


@dataclass
class RowsFound(Message):
    """What the database holds, for the words of that time."""

    query: str
    rows: Sequence[Row]


def commands_like(commands: Sequence[Command], query: str) -> list[Command]:
    """The commands that fit what is typed, the best first; of equals those that the footer offers."""
    commands = sorted(commands, key=lambda each: (each.action.group == MOVING, not each.action.rank, each.action.rank))
    return best(commands, query, _words_of)


def _words_of(command: Command) -> tuple[str, str]:
    """What an action is called, and what else it can be found by."""
    return command.action.label, f"{command.action.help} {command.action.id.replace('_', ' ')}"


class _Entries(CursorLines, can_focus=False):
    """The entries, while the keyboard stays in the line above."""

    def __init__(self) -> None:
        super().__init__(id="entries")
        self.entries: Sequence[Entry] = ()
        self.query_text = ""

    def show(self, entries: Sequence[Entry], query: str, *, keep: bool = False) -> None:
        """Show these; the cursor goes to the first, or stays where it is to `keep`."""
        self.entries, self.query_text = entries, query
        self.move_to(self.cursor if keep else 0)

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self.entries)

    @property
    def nothing(self) -> str:
        """That nothing is called by the words typed."""
        return "  Nothing is called so." if self.query_text else ""

    def line_of(self, position: int, width: int) -> Line:
        """One entry: what it is called, what it does or why it cannot, its keys at the right."""
        entry, room = self.entries[position], width - 3
        return [Run(" "), *(self._command(entry, room) if isinstance(entry, Command) else self._row(entry, room))]

    def _command(self, entry: Command, room: int) -> Line:
        keys = keys_text(entry.action)
        name = entry.action.label
        line = paint(
            name,
            0,
            len(name),
            [(span, "match") for span in marks(self.query_text, name)],
            "quiet" if entry.why_not else "title",
        )
        line.append(Run(" " * max(1, _NAME - cells(name))))
        left = room - line_width(line) - cells(keys) - 2
        words = entry.why_not or entry.action.help
        if room >= _ROOMY or entry.why_not:
            line.append(Run(cut(words, left), "doubt" if entry.why_not else "quiet"))
        return [*line, Run(" " * max(1, room - line_width(line) - cells(keys))), Run(keys, "label")]

    def _row(self, entry: Row, room: int) -> Line:
        kind = pad(entry.goal.kind, 8)
        return [Run(kind, "label"), Run(cut(inert(entry.words), room - 8), "text")]


class PaletteScreen(TypedDialog["Command | Goal | None"]):
    """Closes with what was chosen: a command, or where to go; or with None."""

    place: ClassVar[Context | None] = "palette"

    def __init__(self, commands: Sequence[Command], look_up: LookUp) -> None:
        super().__init__()
        self.commands = commands
        self.look_up = look_up
        self._query = ""
        self._rows: Sequence[Row] = ()

    def compose(self) -> ComposeResult:
        """A line to type in, and what it finds."""
        with Vertical(id="dialog") as dialog:
            line = QueryInput("", placeholder="what to do, or the words of a row", id="name")
            line.cursor_blink = False
            line.submitted = self.submitted
            yield line
            yield _Entries()
            yield Told(id="told")
        dialog.border_title = content("Commands")
        dialog.border_subtitle = content(keys_hint(("entry_take", "does it"), ("entry_leave", "leaves")))

    @property
    def entries(self) -> _Entries:
        """The list."""
        return self.query_one(_Entries)

    def on_mount(self) -> None:
        """Everything there is, before anything is typed."""
        self.query_one(QueryInput).focus()
        self._show()

    def on_resize(self) -> None:
        """As many lines as the screen has."""
        told = 3 if self.size.width < _NARROW else 2
        self.query_one("#told").styles.height = told
        room = self.size.height - _FRAME - told - (_AROUND if self.size.height >= _LOW else 0)
        self.entries.styles.height = max(1, min(len(self.commands), room, _MOST))

    def _show(self, *, keep: bool = False) -> None:
        self.entries.show([*commands_like(self.commands, self._query), *self._rows], self._query, keep=keep)
        self._tell()

    def _tell(self) -> None:
        """The entry under the cursor in full: the list may have no room for it."""
        shown = self.entries.entries
        entry = shown[self.entries.cursor] if shown else None
        words = "" if entry is None else entry.words if isinstance(entry, Row) else entry.why_not or entry.action.help
        self.query_one("#told", Told).tell(words)

    # -- typing -----------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._query, self._rows = event.value.strip(), ()
        self._show()
        if self._asks_database:
            self.set_timer(_REST, lambda query=self._query: self._ask(query))

    @property
    def _asks_database(self) -> bool:
        """Whether what is typed is not the name of an action."""
        return len(self._query) > 1 and not any(
            found_by_words(self._query, each.action.label) for each in self.commands
        )

    def _ask(self, query: str) -> None:
        if query == self._query and self.is_current:
            self.run_worker(lambda: self._find(query), group="rows", thread=True, exclusive=True, exit_on_error=True)

    def _find(self, query: str) -> None:
        worker = get_current_worker()
        try:
            rows = self.look_up(query, lambda: worker.is_cancelled or query != self._query)
        except ExplorerError:  # the answer is no longer wanted, or what is typed is no query yet
            return
        self.post_message(RowsFound(query, rows))

    @on(RowsFound)
    def _found(self, message: RowsFound) -> None:
        message.stop()
        if message.query == self._query:
            self._rows = message.rows
            self._show(keep=True)

    # -- choosing ---------------------------------------------------------------------------------------------

    def move(self, rows: int, *, pages: int = 0) -> None:
        """Move the cursor."""
        self.entries.move_to(self.entries.cursor + rows + pages * self.entries.page)
        self._tell()

    def take(self) -> None:
        """Close with the entry under the cursor; one that cannot be done says why."""
        entries = self.entries
        if not entries.entries:
            return
        entry = entries.entries[entries.cursor]
        if isinstance(entry, Row):
            self.dismiss(entry.goal)
        elif entry.why_not:
            self.notify(entry.why_not, severity="warning", timeout=4, markup=False)
        else:
            self.dismiss(entry)

    def on_click(self, event: events.Click) -> None:
        """A click on an entry takes it; a click beside the dialog closes it."""
        if event.widget is self:
            self.dismiss(None)
        elif event.widget is self.entries:
            offset = event.get_content_offset(self.entries)
            position = -1 if offset is None else offset.y + int(self.entries.scroll_offset.y)
            if 0 <= position < len(self.entries.entries):
                self.entries.move_to(position)
                self.take()
