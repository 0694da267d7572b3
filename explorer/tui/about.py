"""The screen that tells everything known about one row; Enter follows an entry to its place, Esc leads back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from explorer.models import Span
from explorer.tui.actions import Context, actions_in
from explorer.tui.chrome import Hints, TopLine
from explorer.tui.commands import CommandScreen, bindings
from explorer.tui.compare import Compare, Focus
from explorer.tui.dossier import Dossier, Entry, Goal
from explorer.tui.rendering import Line, Run, content, strip, styles_of, wrapped

_LABEL = 16  # cells of the margin in which the kind of an entry stands
_ROOMY = 64  # cells from which there is such a margin
_READABLE = 108  # longer lines are hard to read

NOTHING = "Nothing more is recorded about this than its excerpts show."


@dataclass(frozen=True, slots=True)
class _Laid:
    """A dossier laid out for a width: its lines, and which of them each entry takes."""

    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]
    rows: tuple[Span, ...]
    opening: frozenset[int]
    """The first lines of the entries from which Enter leads somewhere."""


def lay_out(dossier: Dossier, width: int) -> _Laid:
    """The title, then each section under its heading; labels stand in a margin where there is room for one."""
    width = min(width, _READABLE)
    lines: list[Line] = [*wrapped(dossier.title, width, "title")]
    entries: list[Entry] = []
    rows: list[Span] = []
    if not dossier.sections:
        lines += [[], *wrapped(NOTHING, width, "quiet")]
    for section in dossier.sections:
        lines += [[], *wrapped(section.title, width, "accent"), [Run("─" * width, "line")]]
        for entry in section.entries:
            start = len(lines)
            lines += _entry_lines(entry, width)
            entries.append(entry)
            rows.append(Span(start, len(lines)))
    opening = frozenset(span.start for span, entry in zip(rows, entries, strict=True) if entry.goal is not None)
    return _Laid(tuple(lines), tuple(entries), tuple(rows), opening)


def _entry_lines(entry: Entry, width: int) -> list[Line]:
    ink = entry.ink
    space = " " * entry.indent
    if width < _ROOMY:
        words = f"{entry.label}: {entry.text}" if entry.label else entry.text
        return [[Run(space), *line] for line in wrapped(words, width - entry.indent, ink)]
    lines = wrapped(entry.text, width - _LABEL - entry.indent, ink)
    margin = [f"{entry.label[: _LABEL - 1]:<{_LABEL}}", *([" " * _LABEL] * len(lines))]
    return [[Run(head, "label"), Run(space), *line] for head, line in zip(margin, lines, strict=False)]


class About(ScrollView, can_focus=True):
    """Draws a dossier by lines, with a cursor on one entry."""

    ALLOW_SELECT = False

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(id="about", classes="pane")
        self.dossier = dossier
        self.cursor = 0
        self._laid: _Laid | None = None

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor; None where there is none."""
        entries = self._laid.entries if self._laid else ()
        return entries[self.cursor] if self.cursor < len(entries) else None

    @property
    def page(self) -> int:
        """Lines of a page."""
        return max(1, self.scrollable_content_region.height - 1)

    def on_resize(self) -> None:
        """Lay out for the new width and keep the cursor in view."""
        self._laid = lay_out(self.dossier, max(8, self.scrollable_content_region.width - 3))
        self.virtual_size = Size(1, len(self._laid.lines))
        self._reveal()
        self.refresh()

    def move(self, entries: int, lines: int) -> None:
        """Move the cursor by entries, or to the entry that is so many lines away; stops at the ends."""
        laid = self._laid
        if laid is None or not laid.entries:
            self.scroll_relative(y=entries + lines, animate=False, immediate=True)
            return
        target = self.cursor + entries
        if lines:
            wanted = laid.rows[self.cursor].start + lines
            target = min(range(len(laid.rows)), key=lambda n: abs(laid.rows[n].start - wanted))
            target = target if target != self.cursor else self.cursor + (1 if lines > 0 else -1)
        self.cursor = max(0, min(target, len(laid.entries) - 1))
        self._reveal()
        self.refresh()

    def _reveal(self) -> None:
        """Scroll so that the entry under the cursor, and a heading right above it, can be read."""
        laid = self._laid
        if laid is None or not laid.entries:
            return
        span, height, top = laid.rows[self.cursor], self.scrollable_content_region.height, self.scroll_offset.y
        start = 0 if self.cursor == 0 else span.start
        if start < top or span.end - start > height:
            self.scroll_to(y=start, animate=False, immediate=True)
        elif span.end > top + height:
            self.scroll_to(y=span.end - height, animate=False, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """One click takes an entry, a second on the same place follows it."""
        offset, laid = event.get_content_offset(self), self._laid
        if offset is None or laid is None:
            return
        line = offset.y + self.scroll_offset.y
        hit = next((n for n, span in enumerate(laid.rows) if span.start <= line < span.end), None)
        if hit is not None:
            self.cursor = hit
            self.refresh()
            if event.chain == 2 and isinstance(self.screen, AboutScreen):
                self.screen.do("follow")

    def render_line(self, y: int) -> Strip:
        """One visible line; the entry under the cursor is marked on every line of it."""
        width, laid = self.scrollable_content_region.width, self._laid
        row = y + self.scroll_offset.y
        base, ink = self.rich_style, styles_of(self)
        if laid is None or row >= len(laid.lines):
            return strip([], width, ink, base)
        opens = row in laid.opening
        here = bool(laid.rows) and laid.rows[self.cursor].start <= row < laid.rows[self.cursor].end
        if here:
            base += ink("row")
        marks = [Run("▌" if here else " ", "accent"), Run("›" if opens else " ", "label"), Run(" ")]
        return strip([*marks, *laid.lines[row]], width, ink, base)


class AboutScreen(CommandScreen):
    """Opened by `i`; closed with the goal the reader chose, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("about")

    def __init__(self, name: str, dossier: Dossier) -> None:
        super().__init__()
        self.database_name = name
        self.dossier = dossier
        self.chosen: Goal | None = None

    def compose(self) -> ComposeResult:
        """Top line, dossier, hints."""
        yield TopLine(self.database_name, [])
        yield About(self.dossier)
        yield Hints()

    def on_mount(self) -> None:
        """Name what it is about."""
        about = self.query_one(About)
        about.border_title = content(f"About this {self.dossier.kind}")
        about.focus()
        self.query_one(TopLine).set_crumbs([f"{self.dossier.kind} {self.dossier.title}"])
        self.query_one(Hints).offer(actions_in("about"))

    def context(self) -> Context:
        """Always this screen's own."""
        return "about"

    def compare(self) -> Compare:
        """There is no comparison here, and no action of this context asks for one."""
        raise NotImplementedError

    def cited(self) -> Focus | None:
        """The passage under the cursor."""
        entry = self.query_one(About).entry
        return Focus(entry.source, entry.stop) if entry is not None and entry.source is not None else None

    def reason_against(self, action_id: str) -> str:
        """Why an action cannot be done now; empty when it can."""
        entry = self.query_one(About).entry
        if action_id == "follow" and (entry is None or entry.goal is None):
            return "Nothing to open here: go to a passage, a claim or an entity."
        if action_id in ("copy", "style") and self.cited() is None:
            return "Nothing to cite here: go to a passage."
        return super().reason_against(action_id)

    def move(self, rows: int, *, pages: float = 0) -> None:
        """Move the cursor."""
        about = self.query_one(About)
        about.move(rows, round(pages * about.page))

    def do_follow(self) -> None:
        """Go where the entry under the cursor leads."""
        entry = self.query_one(About).entry
        self.chosen = entry.goal if entry is not None else None
        self.dismiss(None)

    def do_leave(self) -> None:
        """Back to the main screen."""
        self.dismiss(None)
