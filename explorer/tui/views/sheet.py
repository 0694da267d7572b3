"""The widget that draws sections of entries with a cursor on one of them; entries with children fold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from textual import events
from textual.message import Message
from textual.strip import Strip

from explorer.lists import ListKind
from explorer.models import Span
from explorer.tui.drawing.rendering import Line, Run, pad, strip, wrapped
from explorer.tui.drawing.scrolled import Scrolled
from explorer.tui.keys.jumping import Landing
from explorer.tui.reading.entries import Entry, Section

_LABEL = 16  # cells of the margin in which the kind of an entry stands
_ROOMY = 64  # cells from which there is such a margin
_READABLE = 108  # longer lines are hard to read
_LOW = 26  # lines of a sheet below which they are for words
_MARKS = 3  # cells before every line: cursor, whether it leads somewhere or folds, a space

Path = tuple[int, ...]
"""Where an entry stands: its section, its place in it, its place among the children there, and so on."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Sections laid out for a width: their lines, and which of them each visible entry takes."""

    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]
    paths: tuple[Path, ...]
    rows: tuple[Span, ...]
    marks: dict[int, str]
    """By the first lines of entries: "›" where Enter leads somewhere, "▸" and "▾" where it unfolds and folds."""


def lay_out(
    title: str,
    sections: Sequence[Section],
    width: int,
    folded: frozenset[Path] = frozenset(),
    nothing: str = "",
    *,
    is_low: bool = False,
) -> Laid:
    """The title, then each section under its heading; labels stand in a margin where there is room for one.

    Where the screen `is_low`, no lines go into rules; nor where nothing stands under a heading.
    """
    width = min(width, _READABLE)
    lines: list[Line] = [*wrapped(title, width, "title")] if title else []
    entries: list[Entry] = []
    paths: list[Path] = []
    rows: list[Span] = []
    marks: dict[int, str] = {}
    if not sections:
        lines += [*([[]] if title else []), *wrapped(nothing, width, "quiet")]
    for number, section in enumerate(sections):
        if section.title:
            lines += [*([[]] if lines else []), *wrapped(section.title, width, "accent")]
            lines += [] if is_low or not section.entries else [[Run("─" * width, "line")]]
        for path, entry in _visible(section.entries, (number,), folded):
            start = len(lines)
            lines += _entry_lines(entry, width)
            entries.append(entry)
            paths.append(path)
            rows.append(Span(start, len(lines)))
            if entry.children:
                marks[start] = "▸" if path in folded else "▾"
            elif entry.goal is not None:
                marks[start] = "›"
    return Laid(tuple(lines), tuple(entries), tuple(paths), tuple(rows), marks)


def _visible(entries: Iterable[Entry], above: Path, folded: frozenset[Path]) -> Iterator[tuple[Path, Entry]]:
    for number, entry in enumerate(entries):
        path = (*above, number)
        yield path, entry
        if path not in folded:
            yield from _visible(entry.children, path, folded)


def _folded_at_first(entries: Iterable[Entry], above: Path) -> Iterator[Path]:
    for number, entry in enumerate(entries):
        path = (*above, number)
        if entry.children and entry.folded:
            yield path
        yield from _folded_at_first(entry.children, path)


def _entry_lines(entry: Entry, width: int) -> list[Line]:
    ink = entry.ink
    space = " " * entry.indent
    if width < _ROOMY:
        words = f"{entry.label}: {entry.text}" if entry.label else entry.text
        whole = wrapped(words, width - entry.indent, ink) or [[]]
        head = f"{entry.label}:"
        if entry.label and whole[0][0].text.startswith(head):
            whole[0] = [Run(head, "label"), Run(whole[0][0].text[len(head) :], ink)]
        return [[Run(space), *line] for line in whole]
    lines = wrapped(entry.text, width - _LABEL - entry.indent, ink) or [[]]
    margin = [pad(entry.label, _LABEL - 1) + " ", *([" " * _LABEL] * len(lines))]
    return [[Run(head, "label"), Run(space), *line] for head, line in zip(margin, lines, strict=False)]


class Sheet(Scrolled, can_focus=True):
    """Draws sections by lines, with a cursor on one entry."""

    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """An entry was clicked twice."""

    def __init__(
        self,
        sections: Sequence[Section] = (),
        *,
        title: str = "",
        nothing: str = "",
        id: str = "sheet",
    ) -> None:
        super().__init__(id=id, classes="pane")
        self.title = title
        self.nothing = nothing
        self.cursor = 0
        self.sections: Sequence[Section] = ()
        self._folded: frozenset[Path] = frozenset()
        self._laid: Laid | None = None
        self.show(sections)

    def show(self, sections: Sequence[Section], *, keep: bool = False) -> None:
        """Show these; the cursor goes to the first entry, or stays at its number where it is to `keep`."""
        self.sections = sections
        self._folded = frozenset(
            path for n, each in enumerate(sections) for path in _folded_at_first(each.entries, (n,))
        )
        self.cursor = self.cursor if keep else 0
        self._lay_out()

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
        self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.scrollable_content_region.size
        if not width:
            return
        room, is_low = max(8, width - _MARKS - 1), height < _LOW
        self._laid = lay_out(self.title, self.sections, room, self._folded, self.nothing, is_low=is_low)
        self.cursor = max(0, min(self.cursor, len(self._laid.entries) - 1))
        self.hold_lines(len(self._laid.lines))
        self._reveal()
        self.refresh()

    # -- moving -----------------------------------------------------------------------------------------------

    def move(self, entries: int, lines: int = 0) -> None:
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

    def go_to(self, subject: tuple[ListKind, str]) -> None:
        """To the first visible entry that speaks of a row or leads to it; nowhere where there is none."""
        for number, entry in enumerate(self._laid.entries if self._laid else ()):
            goal = (entry.goal.kind, entry.goal.id) if entry.goal is not None else None
            if subject in (entry.about, goal):
                self.move(number - self.cursor)
                return

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

    # -- folding ----------------------------------------------------------------------------------------------

    def toggle(self) -> bool:
        """Fold or unfold the entry under the cursor; False where it has no children."""
        entry = self.entry
        if entry is None or not entry.children or self._laid is None:
            return False
        self._folded ^= {self._laid.paths[self.cursor]}
        self._lay_out()
        return True

    def close_fold(self) -> None:
        """Fold the entry under the cursor; else go to the entry it stands under."""
        laid = self._laid
        if laid is None or not laid.entries:
            return
        path = laid.paths[self.cursor]
        if self.entry is not None and self.entry.children and path not in self._folded:
            self.toggle()
        elif path[:-1] in laid.paths:
            self.move(laid.paths.index(path[:-1]) - self.cursor)

    def open_fold(self) -> None:
        """Unfold the entry under the cursor; of one that is unfolded, go to the first that stands under it."""
        laid = self._laid
        if laid is None or self.entry is None or not self.entry.children:
            return
        if laid.paths[self.cursor] in self._folded:
            self.toggle()
        else:
            self.move(1)

    # -- mouse and drawing ------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """One click takes an entry, on its fold mark it folds; a second on the same place follows it."""
        offset, laid = event.get_content_offset(self), self._laid
        if offset is None or laid is None:
            return
        line = offset.y + self.scroll_offset.y
        hit = next((n for n, span in enumerate(laid.rows) if span.start <= line < span.end), None)
        if hit is None:
            return
        self.cursor = hit
        self.refresh()
        if offset.x < _MARKS and laid.entries[hit].children:
            self.toggle()
        elif event.chain == 2:
            self.post_message(self.Chosen())

    def jump_places(self) -> Iterator[Landing]:
        """Every entry whose first line is in view."""
        top, height = int(self.scroll_offset.y), self.scrollable_content_region.height
        for number, span in enumerate(self._laid.rows if self._laid else ()):
            if top <= span.start < top + height:
                yield Landing(1, span.start - top, partial(self._jump_to, number))

    def _jump_to(self, number: int) -> None:
        self.focus()
        self.move(number - self.cursor)

    def render_line(self, y: int) -> Strip:
        """One visible line; the entry under the cursor is marked on every line of it."""
        width, laid = self.scrollable_content_region.width, self._laid
        row = y + self.scroll_offset.y
        base, ink = self.paint
        if laid is None or row >= len(laid.lines):
            return strip([], width, ink, base)
        here = bool(laid.rows) and laid.rows[self.cursor].start <= row < laid.rows[self.cursor].end
        if here:
            base += ink("row")
        marks = [Run("▌" if here else " ", "accent"), Run(laid.marks.get(row, " "), "label"), Run(" ")]
        return strip([*marks, *laid.lines[row]], width, ink, base)
