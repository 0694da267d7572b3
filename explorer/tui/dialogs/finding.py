"""The line at the foot of a text that asks for words to be found in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from explorer.tui.dialogs.dialogs import TypedDialog, keys_hint
from explorer.tui.drawing.rendering import content, cut, inert
from explorer.tui.keys.actions import Context, key_of
from explorer.tui.lists.searchbar import PROMPT, QueryInput
from explorer.tui.reading.messages import SuggestionTaken

_ROOMY = 80  # cells of a screen from which the line has room for its keys
_OFFERED = 30  # cells of the words that the empty line offers


class FindScreen(TypedDialog[None]):
    """Has words marked in the text above it while they are typed, and gone to at Enter.

    What closes it has been done when the next key comes: an answer of the dialog would come in a turn of its own.
    """

    place: ClassVar[Context | None] = "writing"

    def __init__(self, offered: str, mark: Callable[[str], int], go: Callable[[str], None]) -> None:
        """`offered` is what Enter on the empty line finds; `mark` marks words and says how often it found them, or has
        all as it was before where there are none; `go` goes to words.
        """
        super().__init__()
        self.offered = offered
        self._mark, self._go = mark, go

    def compose(self) -> ComposeResult:
        """The line, and at its end what it finds."""
        offered = cut(inert(self.offered), _OFFERED)
        wanted = f"{key_of('entry_take')} finds “{offered}”" if offered else "words of this text"
        with Horizontal(id="findline"):
            yield Static(content(PROMPT), id="prompt", markup=False)
            line = QueryInput(placeholder=wanted, select_on_focus=False, id="find")
            line.cursor_blink = False
            line.submitted = self.submitted
            yield line
            yield Static("", id="found", markup=False)

    def on_mount(self) -> None:
        """Nothing is found yet."""
        self._tell("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        words = event.value.strip()
        count = self._mark(words)
        self._tell(f"{count:,} found" if count else "not in this text" if words else "")

    def _tell(self, found: str) -> None:
        keys = keys_hint(("entry_take", "goes there"), ("entry_leave", "leaves")) if self.size.width >= _ROOMY else ""
        told = " · ".join(part for part in (found, keys) if part)
        self.query_one("#found", Static).update(content(f" {told} " if told else ""))

    @on(SuggestionTaken)
    def _take_offer(self, message: SuggestionTaken) -> None:
        """Right, on the empty line, takes what it offers."""
        message.stop()
        line = self.query_one(QueryInput)
        if not line.value:
            line.value = self.offered
            line.cursor_position = len(line.value)

    def take(self) -> None:
        """Go to what is typed, or to what the empty line offers."""
        words = self.query_one(QueryInput).value.strip() or self.offered
        if self._leave():
            self._go(words)

    def do_entry_leave(self) -> None:
        """Close it."""
        self._leave()

    def on_click(self, event: events.Click) -> None:
        """A click beside the line closes it."""
        if event.widget is self:
            self._leave()

    def _leave(self) -> bool:
        """Close it and leave all as it was; False where it is closed."""
        if not self.is_active:
            return False
        self._mark("")
        self.dismiss()
        return True
