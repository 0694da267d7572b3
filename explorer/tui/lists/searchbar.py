"""The search line: what is typed is a query at once, whatever was pasted into it; under it what it may go on as."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from explorer.text.inert import make_inert
from explorer.tui.drawing.frames import Frame
from explorer.tui.drawing.painted import LooksFocused
from explorer.tui.drawing.rendering import (
    Line,
    Run,
    cells,
    cut,
    inert,
    line_width,
    pad,
    strip,
    styles_of,
    wrapped,
)
from explorer.tui.reading.messages import ActionAsked, SuggestionTaken, Typed

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

HINT = "Search sources, entities and claims"
LANGUAGE = 'words  "exact words"  -not  kind:prediction  source:reuters  date:2025-09..'
"""Shown in the empty line: what else than words can be asked for."""

PROMPT = " / "
"""Before the query; the padding of the line has room for it."""

_MOST_SHOWN = 8
_MOST_LINES = 4  # of a notice
_NARROW = 60  # cells of a screen under which the list under the line is as wide: one pane stands below it
_LEAST = 16  # cells of the line that what is told leaves to the query, whatever it is


class Told:
    """How much was found, and before it what the reader should know of how the query was read."""

    def __init__(self) -> None:
        self.count = ""
        self.notice = ""
        self.is_problem = False

    @property
    def needed(self) -> int:
        """Cells that would hold everything."""
        return cells(self.notice) + 3 * bool(self.notice and self.count) + cells(self.count)

    def line(self, width: int) -> Line:
        """As much of it as fits, the count first."""
        count = self.count if cells(self.count) <= width else self.count.removesuffix(" found")
        if not count and not self.notice:
            return []
        line: Line = [Run(cut(count, width), "quiet")]
        room = width - line_width(line) - 3
        if self.notice and room >= min(12, cells(self.notice)):
            dot = [Run(" · ", "quiet")] if self.count else []
            line = [Run(cut(inert(self.notice), room), "doubt" if self.is_problem else "label"), *dot, *line]
        return line


def _whole(examples: str, width: int) -> str:
    """As many of the examples, which two blanks part, as fit whole; of one that does not, what fits of it."""
    while cells(examples) > width and "  " in examples:
        examples = examples.rpartition("  ")[0]
    return cut(examples, width)


class QueryInput(Input, inherit_css=False):
    """An input whose value can never hold a control character: the stock one draws what was pasted into it.

    Keys typed in one burst wait in its queue. Each is dealt with in its turn, whereas the stock input hands all but
    letters on and writes the letters behind them first. `missed` is called with each key that waited behind one which
    took the focus elsewhere, as Enter does. What it looks like stands in our styles alone: those of the stock one, most
    of which these would undo, take a start longer to read.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = Input.COMPONENT_CLASSES

    longest: int = 5000
    """Characters of the line. Each key takes the stock input as long as the line is: of a large file that is pasted by
    mistake, minutes."""

    virtual_size = Reactive(Size(0, 0), layout=False)
    """The stock input lays the whole screen out anew at each letter; this one has a line whose width is fixed."""

    missed: Callable[[events.Key], Awaitable[None]] | None = None
    submitted: Callable[[], None] | None = None
    """Called at Enter, at once; without it a message is sent."""

    async def action_submit(self) -> None:
        """Do what Enter does before what waits behind it."""
        if self.submitted is not None:
            self.submitted()
        else:
            await super().action_submit()

    async def _on_key(self, event: events.Key) -> None:
        if self.screen.focused is not self:
            event.stop()
            event.prevent_default()
            if self.missed is not None:
                await self.missed(event)
        elif not event.is_printable:
            event.stop()
            event.prevent_default()
            await self.app._check_bindings(event.key)

    def action_copy(self) -> None:
        """Copy through the one clipboard policy of the application."""
        self.post_message(ActionAsked("copy_selection"))

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Style nothing anew: no rule asks for the focus, and what looks otherwise with it is drawn so."""

    def validate_value(self, value: str) -> str:
        """Make whatever comes in inert, one character for one, and no longer than a line can be."""
        return make_inert(value[: self.longest])

    def _on_paste(self, event: events.Paste) -> None:
        """Take all lines, as one; the stock input takes the first and says nothing of the others."""
        event.stop()
        event.prevent_default()
        self.replace(" ".join(event.text[: self.longest].splitlines()), *self.selection)

    def action_cursor_right(self, select: bool = False) -> None:
        """To the right; at the end of the line: take what it may go on as."""
        if self.cursor_at_end and not select:
            self.post_message(SuggestionTaken())
        else:
            super().action_cursor_right(select)

    def grey(self, rest: str) -> None:
        """Show in grey how the line may go on."""
        self._suggestion = self.value + inert(rest) if rest else ""


class SearchInput(LooksFocused, QueryInput):
    """The input of the main screen, with a prompt before the query and behind it what was found.

    Both stand in its padding, the latter also in what the query leaves of the line: a widget of its own would have the
    whole screen laid out anew whenever its words grow (measured: a sixth of the time from a key to its last frame).
    """

    def __init__(self) -> None:
        super().__init__(placeholder=HINT, select_on_focus=False, id="query")
        self.cursor_blink = False
        self.told = Told()
        self._frame = self._styles_cache = Frame()
        self._whole: dict[bool, tuple[Strip, tuple[str, str, bool], Strip]] = {}
        """With the focus or without it: the line, what is told behind it, and both."""

    def look_focused(self, has_focus: bool) -> None:
        """As whatever has the focus; the empty line says then what can be asked for, else what it is for."""
        if has_focus:
            self._suggestion = ""
        with self._frame.turning(self._focus_look(has_focus), (0,)):
            super().look_focused(has_focus)
            self.placeholder = LANGUAGE if has_focus else HINT
        if has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    def _focus_look(self, has_focus: bool) -> object:
        return has_focus, self.app.theme

    def draw_focus_ahead(self) -> None:
        """Have the line ready as it looks with the focus, or without it, while nobody waits for that."""
        has_focus = self.has_focus
        if self.value or self._frame.has_ready(self._focus_look(not has_focus)):
            return
        for each in (not has_focus, has_focus):
            with self._frame.turning(self._focus_look(each), (0,)):
                self.set_reactive(Widget.has_focus, each)
                self.set_reactive(Input.placeholder, LANGUAGE if each else HINT)
            self.render_lines(self.outer_size.region)

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]  # the handler of each class is called
        """Type no slash into the empty line: whoever presses the key twice means the line, and no query begins so."""
        if event.character == "/" and not self.value:
            event.stop()
            event.prevent_default()

    def render_line(self, y: int) -> Strip:
        """The stock line; while it is empty, drawn without the detours of Rich, which take as long as all the rest."""
        if y or self.value:
            return super().render_line(y)
        base = self.rich_style
        quiet = base + self.get_component_rich_style("input--placeholder")
        first = quiet + self.get_component_rich_style("input--cursor") if self.has_focus else quiet
        width = self.scrollable_content_region.width + 1
        words = _whole(self.placeholder, width - 1)
        return Strip([Segment(words[:1], first), Segment(words[1:], quiet)], len(words)).adjust_cell_length(width, base)

    def say(self, count: str, notice: str, *, is_problem: bool) -> None:
        """Show these words behind the query."""
        told = self.told
        if (count, notice, is_problem) != (told.count, told.notice, told.is_problem):
            told.count, told.notice, told.is_problem = count, notice, is_problem
            self.refresh()

    @property
    def room_for_told(self) -> int:
        """Cells that the query leaves to what is told behind it; what it may go on as can be hidden."""
        left = self.size.width - cells(self.value) - 2
        return self.styles.padding.right - 1 + max(0, left)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The line: prompt, query, and at its right end what is told."""
        width = self.outer_size.width
        strips = super().render_lines(Region(0, crop.y, width, crop.height))
        if crop.y == 0 and strips and width > _LEAST:
            told = self.told.count, self.told.notice, self.told.is_problem
            known = self._whole.get(self.has_focus)
            if known is None or known[0] is not strips[0] or known[1] != told:
                known = self._whole[self.has_focus] = strips[0], told, self._with_told(strips[0], width)
            strips = [known[2], *strips[1:]]
        return [each.crop(crop.x, crop.right) for each in strips]

    def _with_told(self, line: Strip, width: int) -> Strip:
        ink, base = styles_of(self), self.rich_style
        words = self.told.line(min(self.room_for_told, width - _LEAST))
        behind = line_width(words) + 1
        parts = [
            self._filtered(strip([Run(PROMPT, "accent" if self.has_focus else "quiet")], len(PROMPT), ink, base)),
            line.crop(len(PROMPT), width - behind if words else width),
        ]
        return Strip.join([*parts, self._filtered(strip(words, behind, ink, base))] if words else parts)

    def _filtered(self, part: Strip) -> Strip:
        """As NO_COLOR and --ascii want it: Textual has asked them before what is added here."""
        for each in self.get_line_filters():
            if each.enabled:
                part = part.apply_filter(each, self.background_colors[1])
        return part


class SearchBar(Horizontal):
    """The line of the query."""

    def __init__(self) -> None:
        super().__init__(id="searchbar")
        self.input = SearchInput()

    def compose(self) -> ComposeResult:
        """The input alone."""
        yield self.input

    @property
    def told(self) -> Told:
        """What stands behind the query."""
        return self.input.told

    @property
    def holds_all(self) -> bool:
        """Whether what is told can be read in full."""
        return self.told.needed <= self.input.room_for_told

    @property
    def query_text(self) -> str:
        """The query without surrounding space."""
        return self.input.value.strip()

    def put(self, query: str, cursor: int | None = None) -> None:
        """Put another query into the line, the cursor at its end unless told."""
        self.input.value = query
        self.input.cursor_position = len(query) if cursor is None else cursor

    def clear(self) -> None:
        """Empty the line."""
        self.input.value = ""
        self.say("")

    def say(self, count: str, notice: str = "", *, is_problem: bool = False) -> None:
        """Show words at the right end: how much was found, and how the query was read."""
        self.input.say(count, notice, is_problem=is_problem)

    def on_descendant_focus(self) -> None:
        """Have the line stay where the screen gets small now."""
        self.add_class("-asked", update=False)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Typed(self.query_text))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a key puts into the line: all of its new text, where the cursor goes, and how the list shows it."""

    line: str
    cursor: int
    words: str
    means: str = ""


class Suggestions(Widget):
    """A short list under the search line, over what stands there. Nothing in it is chosen until a key moves into it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        super().__init__(id="suggestions")
        self.heading = ""
        self.notice = ""
        self.entries: list[Suggestion] = []
        self.chosen = -1
        self.column = 3
        self._lines: list[tuple[int, Line]] = []

    def offer(
        self, entries: Sequence[Suggestion] = (), *, heading: str = "", notice: str = "", column: int = 3
    ) -> None:
        """Offer these under the given column of the screen, with a word on what they are and on the query; or nothing.

        The list is open while there is something to say.
        """
        self.entries, self.heading, self.notice = list(entries[:_MOST_SHOWN]), heading, notice
        self.chosen, self.column = -1, column
        self._lay_out()

    @property
    def is_open(self) -> bool:
        """Whether there is something to take."""
        return bool(self.entries)

    @property
    def taken(self) -> Suggestion | None:
        """What a key takes: the chosen one, else the first."""
        return self.entries[max(0, self.chosen)] if self.entries else None

    def choose(self, delta: int) -> bool:
        """Move the choice; False beyond the ends, where nothing is chosen any more."""
        if not self.entries:
            return False
        target = self.chosen + delta
        moved = 0 <= target < len(self.entries)
        self.chosen = target if moved else -1
        self._lay_out()
        return moved

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.refresh()

    def _lay_out(self) -> None:
        total = self.app.size.width
        lines: list[tuple[int, Line]] = []
        if self.heading:
            lines.append((-1, [Run(f" {self.heading}", "quiet")]))
        words = max((cells(entry.words) for entry in self.entries), default=0)
        for number, entry in enumerate(self.entries):
            ink = "accent" if number == self.chosen else "text"
            mark = "▌" if number == self.chosen else " "
            line = [Run(mark, "accent"), Run(pad(inert(entry.words), min(words, total // 2)), ink)]
            lines.append((number, [*line, Run(f"  {entry.means}" if entry.means else "", "quiet")]))
        notice = wrapped(self.notice, total - 2, "doubt")[:_MOST_LINES] if self.notice else []
        lines += [(-1, [Run(" "), *line]) for line in notice]
        self._lines = lines
        if not lines:
            self.display = False
            return
        width = min(total, max(line_width(line) for _, line in lines) + 2) if total >= _NARROW else total
        self.styles.width, self.styles.height = width, len(lines)
        self.styles.offset = (max(0, min(self.column, total - width)), 2)
        self.display = True
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click takes what it hits."""
        offset = event.get_content_offset(self)
        number = self._lines[offset.y][0] if offset is not None and offset.y < len(self._lines) else -1
        if number >= 0:
            self.chosen = number
            self.post_message(SuggestionTaken())

    def render_line(self, y: int) -> Strip:
        """One line; what is chosen stands on a ground of its own."""
        width, ink, base = self.size.width, styles_of(self), self.rich_style
        if y >= len(self._lines):
            return strip([], width, ink, base)
        number, line = self._lines[y]
        if number >= 0 and number == self.chosen:
            base += ink("cursor")
        return strip([Run(cut(run.text, width), run.ink) for run in line], width, ink, base)
