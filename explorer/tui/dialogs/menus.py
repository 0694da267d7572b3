"""Small dialogs: a menu whose choices have letters, and a line to write in. Esc, or a click beside them, leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

from explorer.tui.dialogs.dialogs import ListDialog, TypedDialog, keys_hint
from explorer.tui.drawing.painted import Painted
from explorer.tui.drawing.rendering import (
    Line,
    Run,
    cells,
    content,
    cut,
    inert,
    inert_lines,
    lines_content,
    pad,
    strip,
    styles_of,
    wrapped,
)
from explorer.tui.keys.actions import Context
from explorer.tui.lists.searchbar import QueryInput

_FRAME = 6  # lines of a dialog that are no choices: its border, and the screen above and below
_BORDER = 2  # lines of a dialog that is as high as the screen: its border
_LOW = 18  # lines of a screen under which a dialog is as high as that
_TOLD, _TOLD_LOW, _MOST_TOLD = 4, 3, 12  # lines of a preview: at least, on a low screen, at most
_LABEL = 36  # cells that the notes are lined up behind, at most
_NARROW = 44  # cells under which a choice's note is left out


class Choice(NamedTuple):
    """One line of a menu. `key` chooses it at once; `why_not` says why it cannot be chosen now."""

    id: str
    label: str
    key: str = ""
    note: str = ""
    why_not: str = ""


class CursorLines(ScrollView, Painted, can_focus=True):
    """Lines of a dialog with a cursor: a thousand bookmarks cost what the visible ones cost."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.cursor = 0

    @property
    def count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    @property
    def page(self) -> int:
        """Lines of a page."""
        return max(1, self.size.height - 1)

    @property
    def nothing(self) -> str:
        """What stands in the first line where there are none."""
        return ""

    def line_of(self, position: int, width: int) -> Line:
        """The line at a position, of which the first cell is the cursor's, in `width` cells after that."""
        raise NotImplementedError

    def move_to(self, position: int) -> None:
        """Move the cursor, stopping at the ends."""
        self.virtual_size = Size(1, self.count)
        self.cursor = max(0, min(position, self.count - 1))
        height, top = max(1, self.size.height), int(self.scroll_offset.y)
        if not top <= self.cursor < top + height:
            wanted = self.cursor if self.cursor < top else self.cursor - height + 1
            self.scroll_to(y=wanted, animate=False, immediate=True)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.move_to(self.cursor)

    def render_line(self, y: int) -> Strip:
        """One line; the one under the cursor is marked by a bar and its ground."""
        width = self.size.width
        base, ink = self.paint
        position = y + int(self.scroll_offset.y)
        if position >= self.count:
            return strip([Run("" if position else self.nothing, "quiet")], width, ink, base)
        here = position == self.cursor
        if here:
            base += ink("cursor")
        return strip([Run("▌" if here else " ", "accent"), *self.line_of(position, width - 1)], width, ink, base)


class _Choices(CursorLines):
    """The choices of a menu."""

    def __init__(self, choices: Sequence[Choice], cursor: int) -> None:
        super().__init__(id="choices")
        self.choices = choices
        self.cursor = cursor
        self._keys = max((cells(choice.key) for choice in choices), default=0)
        self._labels = min(_LABEL, max((cells(inert(choice.label)) for choice in choices if choice.note), default=0))

    @property
    def count(self) -> int:
        """How many choices there are."""
        return len(self.choices)

    def line_of(self, position: int, width: int) -> Line:
        """One choice: its key, its label, what is to be said of it."""
        choice = self.choices[position]
        line: Line = [Run(pad(choice.key, self._keys), "accent"), Run("  ")] if self._keys else []
        room = width - 2 - self._keys
        note = choice.why_not or choice.note if width >= _NARROW - 1 else ""
        label = cut(inert(choice.label), room - (min(cells(inert(note)) + 3, room // 2) if note else 0))
        if note:
            label += " " * (self._labels - cells(label))
        line.append(Run(label, "quiet" if choice.why_not else "text"))
        if note and room - cells(label) > 4:
            line.append(Run("  " + cut(inert(note), room - cells(label) - 3), "doubt" if choice.why_not else "quiet"))
        return line


class Told(Static):
    """Words under a list; where they are longer than their room, their end says so."""

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._told = ""

    def tell(self, words: str) -> None:
        """Say this."""
        self._told = words
        self.update(content(words))
        self.call_after_refresh(self._cut)  # when it is known how much room there is

    def on_resize(self) -> None:
        """Say as much as there is room for now."""
        self.tell(self._told)

    def _cut(self) -> None:
        width, height = self.content_size
        lines = [line for each in self._told.split("\n") for line in (wrapped(each, width, "quiet") or [[]])]
        if len(lines) > height > 0:
            words = "".join(run.text for run in lines[height - 1])
            if cells(words) > width - 2:  # no word is cut where there is another before it
                words = words.rpartition(" ")[0] or cut(words, width - 2).removesuffix("…")
            lines[height - 1] = [Run(f"{words} …", "quiet")]
            self.update(lines_content(lines[:height], styles_of(self)))


class MenuScreen(ListDialog[str | None]):
    """Closes with the id of the choice that was taken, or with None."""

    place: ClassVar[Context | None] = "menu"

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        current: str = "",
        preview: Callable[[str], str] | None = None,
        verb: str = "takes",
    ) -> None:
        """`current` is the choice that the cursor begins on; `preview` tells more of the one under the cursor; `verb`
        is what Enter does with it.
        """
        super().__init__()
        self.choices = choices
        self.preview = preview
        self._title = title
        self._verb = verb
        self._first = next((n for n, choice in enumerate(choices) if choice.id == current), 0)

    def compose(self) -> ComposeResult:
        """The choices, and what the preview says."""
        with Vertical(id="dialog") as dialog:
            yield _Choices(self.choices, self._first)
            if self.preview is not None:
                yield Told(id="preview")
        dialog.border_title = content(self._title)
        dialog.border_subtitle = content(keys_hint(("choice_take", self._verb), ("choice_leave", "leaves")))

    def on_mount(self) -> None:
        """Focus the choices; a letter that was typed at once may have taken one before they are there."""
        if self.query(_Choices):
            self.rows.focus()
            self._show()

    def on_resize(self) -> None:
        """As many lines as there are choices, if the screen has them."""
        height = self.size.height
        low = height < _LOW
        told = 0 if self.preview is None else _TOLD_LOW if low else _TOLD
        lines = max(1, min(len(self.choices), height - (_BORDER if low else _FRAME) - told))
        self.rows.styles.height = lines
        if self.preview is not None:
            self.query_one("#preview").styles.max_height = max(_TOLD_LOW, min(_MOST_TOLD, height - _BORDER - lines))

    @property
    def rows(self) -> _Choices:
        """The choices."""
        return self.query_one(_Choices)

    def _show(self) -> None:
        """The preview of the choice under the cursor."""
        if self.preview is not None and self.choices:
            self.query_one("#preview", Told).tell(self.preview(self.choices[self.rows.cursor].id))

    def takes(self, key: str) -> bool:
        """A choice's letter takes it, whatever else the key means."""
        return self._chosen_by(key) or super().takes(key)

    def on_key(self, event: events.Key) -> None:
        """A choice's letter that is no key of ours."""
        if self._chosen_by(event.character or ""):
            event.stop()

    def _chosen_by(self, letter: str) -> bool:
        taken = next((n for n, choice in enumerate(self.choices) if letter == choice.key != ""), None)
        if taken is not None:
            self.rows.move_to(taken)
            self.take()
        return taken is not None

    def point_at(self, row: int) -> None:
        """Move the cursor to a row of the list."""
        self.rows.move_to(row)
        self._show()

    def move(self, rows: int, *, pages: int = 0) -> None:
        """Move the cursor; by one step around the ends, by more up to them."""
        target = self.rows.cursor + rows + pages * self.rows.page
        self.rows.move_to(target % len(self.choices) if abs(rows) == 1 and self.choices else target)
        self._show()

    def take(self) -> None:
        """Close with the choice under the cursor, where it can be taken; else it says why not."""
        if not self.choices:
            self.dismiss(None)
            return
        choice = self.choices[self.rows.cursor]
        if choice.why_not:
            self.notify(inert_lines(choice.why_not), severity="warning", timeout=4, markup=False)
            return
        self.dismiss(choice.id)


class LineScreen(TypedDialog[str | None]):
    """Asks for one line; closes with it, stripped, or with None."""

    place: ClassVar[Context | None] = "writing"

    def __init__(self, title: str, about: str, value: str, placeholder: str) -> None:
        """`about` stands above the line: what it is written of."""
        super().__init__()
        self._title = title
        self._about = about
        self._value = value
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """What it is about, and the line."""
        with Vertical(id="dialog") as dialog:
            yield Static(content(self._about), classes="style", markup=False)
            line = QueryInput(placeholder=self._placeholder, select_on_focus=False, id="name")
            line.longest = max(line.longest, 2 * len(self._value))  # a note from elsewhere is not cut
            line.value, line.cursor_position = self._value, len(self._value)
            line.cursor_blink = False
            line.submitted = self.submitted
            yield line
        dialog.border_title = content(self._title)
        dialog.border_subtitle = content(keys_hint(("entry_take", "keeps"), ("entry_leave", "leaves")))

    def take(self) -> None:
        """Close with what is written."""
        self.dismiss(self.query_one(QueryInput).value.strip())

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog closes it."""
        if event.widget is self:
            self.dismiss(None)
