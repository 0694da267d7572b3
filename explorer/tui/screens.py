"""What opens over the main screen: every key, the citation styles with a preview, the full text of a source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from explorer.tui.actions import groups, keys_text
from explorer.tui.rendering import INKS, Line, Run, content, lines_content, pad, styles_of, wrapped


class HelpScreen(ModalScreen[None]):
    """Every key, generated from the registry. Any of the usual keys closes it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = INKS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown,ctrl+d", "scroll(10)", show=False),
        Binding("pageup,ctrl+u", "scroll(-10)", show=False),
    ]

    def compose(self) -> ComposeResult:
        """One line an action, by group."""
        with VerticalScroll(id="dialog", can_focus=False) as dialog:
            yield Static("", id="keys", markup=False)
        dialog.border_title = content("Keys")
        dialog.border_subtitle = content("Esc closes")

    def on_resize(self) -> None:
        """Wrap the lines for the dialog's width."""
        width = min(84, self.size.width) - 4 - 2  # border and padding, scrollbar
        self.query_one("#keys", Static).update(lines_content(_help_lines(width), styles_of(self)))

    def action_scroll(self, lines: int) -> None:
        """Scroll where the keys do not fit the screen."""
        self.query_one("#dialog").scroll_relative(y=lines, animate=False)


def _help_lines(width: int) -> list[Line]:
    """The registry as lines of `width` cells: keys, then what they do, wrapped under itself."""
    column = 16 if width >= 60 else 10
    lines: list[Line] = []
    for name, actions in groups():
        lines += [[], [Run(name, "title")]]
        for action in actions:
            where = " (in the search line)" if action.contexts == frozenset({"search"}) else ""
            where = " (in the full text)" if action.contexts == frozenset({"reader"}) else where
            where = " (in About)" if action.contexts == frozenset({"about"}) else where
            lines += _entry(keys_text(action), action.help + where, column, width)
    lines += [[], [Run("What a search may ask for", "title")]]
    for form, meaning in _language():
        lines += _entry(form, meaning, max(column, 24 if width >= 60 else 16), width)
    lines += [[], [Run("Marks", "title")]]
    for mark, meaning in _MARKS:
        lines += _entry(mark, meaning, column, width)
    return lines[1:]


def _language() -> list[tuple[str, str]]:
    """How a query is written, and what it finds."""
    from explorer.search.fields import FIELDS
    from explorer.search.language import BROKEN, MARKS, RANGES

    fields = [(spec.example, spec.means) for spec in FIELDS.values()]
    return [*MARKS, *fields, *RANGES, ("", BROKEN)]


def _entry(term: str, words: str, column: int, width: int) -> list[Line]:
    rest = wrapped(words, width - column - 2, "text")
    return [[Run(pad(term if n == 0 else "", column), "label"), Run("  "), *line] for n, line in enumerate(rest)]


_MARKS = (
    ("▌", "the row or column the keyboard is on"),
    ("●", "a row that filters the other panes"),
    ("≠2", "two disagreements about this claim"),
    ("3×", "stated by three sources"),
    ("~2025-09-11", "a date that was inferred, not stated"),
    ("A → B", "B was probably rewritten from A"),
    ("≠ A, B, C", "accounts differ; the note tells who is on which side"),
    ("›", "in About: Enter leads to its place"),
    ("underlined", "evidence; on a ground of its own: the one that y cites"),
)


class StyleScreen(ModalScreen[str | None]):
    """Choose a citation style; the preview below is the citation that Enter copies."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,Y", "cancel", show=False),
        Binding("j,down,tab", "move(1)", show=False),
        Binding("k,up,shift+tab", "move(-1)", show=False),
        Binding("enter,y", "choose", show=False),
    ]

    def __init__(self, styles: Mapping[str, str], current: str, preview: Callable[[str], str]) -> None:
        super().__init__()
        self.choices = list(styles.items())
        self.current = max(0, [key for key, _ in self.choices].index(current) if current in styles else 0)
        self.preview = preview

    def compose(self) -> ComposeResult:
        """The styles and the preview of the current one."""
        with Vertical(id="dialog") as dialog:
            for index, _ in enumerate(self.choices):
                yield Static("", classes="style", id=f"style-{index}", markup=False)
            yield Static("", id="preview", markup=False)
        dialog.border_title = content("Citation style")
        dialog.border_subtitle = content("Enter copies · Esc cancels")

    def on_mount(self) -> None:
        """Show the current style."""
        self._show()

    def _show(self) -> None:
        for index, (_, label) in enumerate(self.choices):
            row = self.query_one(f"#style-{index}", Static)
            row.update(content(("▌ " if index == self.current else "  ") + label))
            row.set_class(index == self.current, "-current")
        self.query_one("#preview", Static).update(content(self.preview(self.choices[self.current][0])))

    def on_click(self, event: events.Click) -> None:
        """A click takes the style it hits; a click beside the dialog closes it."""
        hit = event.widget.id or "" if event.widget is not None else ""
        if hit.startswith("style-"):
            self.current = int(hit.removeprefix("style-"))
            self._show()
            if event.chain == 2:
                self.action_choose()
        elif event.widget is self:
            self.action_cancel()

    def action_move(self, delta: int) -> None:
        """To the next style, around the ends."""
        self.current = (self.current + delta) % len(self.choices)
        self._show()

    def action_choose(self) -> None:
        """Close with the style under the cursor."""
        self.dismiss(self.choices[self.current][0])

    def action_cancel(self) -> None:
        """Close without a choice."""
        self.dismiss(None)
