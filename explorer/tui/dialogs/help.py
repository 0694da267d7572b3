"""The help: every key, those of this place first, and what a search may ask for; typed letters filter it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input

from explorer.tui.dialogs.dialogs import TypedDialog, keys_hint
from explorer.tui.drawing.painted import Painted
from explorer.tui.drawing.rendering import Line, Run, cells, content, pad, strip, wrapped
from explorer.tui.keys.actions import (
    ACTIONS,
    PLACES,
    Action,
    Context,
    actions_in,
    find,
    groups,
    key_name,
    key_of,
    keys_text,
    place_words,
    with_keys,
)
from explorer.tui.lists.searchbar import QueryInput

_FRAME = 3  # lines of the dialog that are no text: border, and the line to type in
_KEYS, _ROOMY = 16, 60  # cells of keys that stand in one column, where there is so much room
_AROUND, _LOW = 4, 24  # lines that stay around it, on a screen that is not low


class Item(NamedTuple):
    """One line of the help: a key or a sign, what it means, and what else it can be found by."""

    term: str
    words: str
    also: str = ""


class Chapter(NamedTuple):
    """Items under a heading."""

    title: str
    items: Sequence[Item]


_MARKS = (
    ("▌", "the row or column the keyboard is on"),
    ("●", "a row that filters the other panes"),
    ("≠2", "two disagreements about this claim"),
    ("3×", "stated by three sources"),
    ("~2025-09-11", "a date that was inferred, not stated"),
    ("A → B", "B was probably rewritten from A"),
    ("≠ A, B, C", "accounts differ; the note tells who is on which side"),
    ("›", "in a view: {follow} leads to its place"),
    ("▸ ▾", "in a view: {follow} unfolds and folds it"),
    ("● ▾ ▴ ◐", "in the matrix: says it, says it more narrowly, more broadly, or a part of it"),
    ("✗ ≠ ?", "a disagreement: both cannot be right, they differ, or it is worth a look"),
    ("↳ ≠ ○ ·", "in the matrix: repeats it, differs, leaves it out, does not cover it"),
    ("● ▷ ■", "on the axis of time: told, told before it came, and the day of an article"),
    ("bold", "evidence, in a full text what is not grey; on a ground of its own: the one that {copy} cites"),
    ("≠ underlined", "another account has another number or date, or differs as the note says"),
    ("~ underlined", "hedged here, not in every account"),
    ("+ underlined", "only here: a name, number or date that no other account gives"),
    ("[-a-] {+b+}", "word by word: gone in the other account, and new in it"),
)


def chapters(place: Context) -> list[Chapter]:
    """All of the help: what can be done in this place, by groups; what can be done elsewhere; searching; marks."""
    here = actions_in(place)
    found = [Chapter(f"{title} · {PLACES[place]}", [_item(each) for each in it]) for title, it in groups(here)]
    elsewhere = [each for each in ACTIONS if each not in here]
    found.append(Chapter("Elsewhere", [_item(each, place_words(each) or _first(each.contexts)) for each in elsewhere]))
    found.insert(0 if place == "search" else len(found), Chapter("What a search may ask for", _language()))
    found.append(Chapter("Marks", [Item(sign, with_keys(words)) for sign, words in _MARKS]))
    return [chapter for chapter in found if chapter.items]


def _item(action: Action, where: str = "") -> Item:
    return Item(keys_text(action), action.help + where, f"{action.label} {action.id.replace('_', ' ')}")


def _first(contexts: Iterable[Context]) -> str:
    """In brackets, the first of the places where an action can be done."""
    among = set(contexts)
    return f" ({next(words for place, words in PLACES.items() if place in among)})"


def _language() -> list[Item]:
    """How a query is written, and what it finds."""
    from explorer.search.fields import FIELDS
    from explorer.search.language import BROKEN, MARKS, RANGES

    fields = [(spec.example, spec.means) for spec in FIELDS.values()]
    return [Item(*each) for each in (*MARKS, *fields, *RANGES, ("", BROKEN))]


def filtered(all_of_it: Sequence[Chapter], query: str) -> list[Chapter]:
    """The items in which every word of the query stands, in the key, in what it means or in the heading."""
    words = query.casefold().split()

    def fits(chapter: Chapter, item: Item) -> bool:
        text = f"{item.term} {item.words} {item.also} {chapter.title}".casefold()
        return all(word in text for word in words)

    kept = [Chapter(each.title, [item for item in each.items if fits(each, item)]) for each in all_of_it]
    return [chapter for chapter in kept if chapter.items]


def help_lines(shown: Sequence[Chapter], width: int) -> list[Line]:
    """Chapters as lines of `width` cells: the term, then what it means, wrapped under itself."""
    lines: list[Line] = []
    widths = [max(cells(item.term) for item in chapter.items) for chapter in shown]
    least = max((each for each in widths if each <= _KEYS), default=0) if width >= _ROOMY else 0
    for chapter, widest in zip(shown, widths, strict=True):
        column = max(least, min(widest, width // 3))
        lines += [[], [Run(chapter.title, "title")]]
        for item in chapter.items:
            lines += _item_lines(item, column, width)
    return lines[1:]


def _item_lines(item: Item, column: int, width: int) -> list[Line]:
    rest = wrapped(item.words, width - column - 2, "text")
    if cells(item.term) > column:  # on a line of its own, whole
        return [[Run(item.term, "label")], *([Run(" " * (column + 2)), *line] for line in rest)]
    return [[Run(pad(item.term if n == 0 else "", column), "label"), Run("  "), *line] for n, line in enumerate(rest)]


class _Text(ScrollView, Painted):
    """Lines that scroll."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="keys")
        self.chapters: Sequence[Chapter] = ()
        self.lines: list[Line] = []
        self._laid: tuple[int, Sequence[Chapter]] = (0, ())
        """For which width, and of what, the lines are."""

    def show(self, chapters_shown: Sequence[Chapter]) -> None:
        """Show these from their beginning."""
        self.chapters = chapters_shown
        self._lay_out()
        self.scroll_to(y=0, animate=False, immediate=True)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if not width or (width, self.chapters) == self._laid:
            return
        self._laid = (width, self.chapters)
        self.lines = help_lines(self.chapters, max(16, width - 1))
        self.virtual_size = Size(1, len(self.lines))
        self.refresh(layout=(len(self.lines) > self.size.height) != self.show_vertical_scrollbar)

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line."""
        base, ink = self.paint
        row = y + int(self.scroll_offset.y)
        nothing: Line = (
            [Run(f"Nothing of this is in the help. {key_of('entry_leave')} clears what you typed.", "quiet")]
            if not row
            else []
        )
        return strip(self.lines[row] if row < len(self.lines) else nothing, self.size.width, ink, base)


class HelpScreen(TypedDialog[None]):
    """Letters filter; arrows and pages scroll; Esc clears the filter, then closes."""

    place: ClassVar[Context | None] = "help"
    opened_by: ClassVar[tuple[str, ...]] = ("help", "help_typed")

    def __init__(self, place: Context = "list") -> None:
        super().__init__()
        self.chapters = chapters(place)

    def compose(self) -> ComposeResult:
        """A line to type in, and the text."""
        with Vertical(id="dialog", classes="-wide") as dialog:
            line = QueryInput("", placeholder="type to find a key: copy, next, date", id="name")
            line.cursor_blink = False
            line.submitted = self.submitted
            yield line
            yield _Text()
        dialog.border_title = content("Help")
        dialog.border_subtitle = content(keys_hint(("entry_page_down", "scrolls"), ("entry_leave", "closes")))

    @property
    def text(self) -> _Text:
        """The lines."""
        return self.query_one(_Text)

    def on_mount(self) -> None:
        """All of it."""
        self.query_one(QueryInput).focus()
        self.text.show(self.chapters)

    def on_resize(self) -> None:
        """As high as the screen allows."""
        self.text.styles.height = max(1, self.size.height - _FRAME - (_AROUND if self.size.height >= _LOW else 0))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value in map(key_name, find("help").keys):  # what opened it; an input takes it before any binding
            self.dismiss(None)
            return
        self.text.show(filtered(self.chapters, event.value))

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog closes it."""
        if event.widget is self:
            self.dismiss(None)

    def do_entry_leave(self) -> None:
        """Clear what was typed; then close."""
        line = self.query_one(QueryInput)
        if line.value:
            line.value = ""
        else:
            self.dismiss(None)

    def take(self) -> None:
        """There is nothing to take: close."""
        self.dismiss(None)

    def move(self, rows: int, *, pages: int = 0) -> None:
        """Scroll by lines and pages."""
        lines = rows + pages * max(1, self.text.size.height - 1)
        self.text.scroll_relative(y=lines, animate=False, immediate=True)
