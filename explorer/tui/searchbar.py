"""The search line: what is typed is a query at once, whatever was pasted into it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from explorer.text.inert import make_inert
from explorer.tui.messages import ActionAsked, Typed
from explorer.tui.rendering import content


class QueryInput(Input):
    """An input whose value can never hold a control character: the stock one draws what was pasted into it."""

    def action_copy(self) -> None:
        """Copy through the one clipboard policy of the application."""
        self.post_message(ActionAsked("copy_selection"))

    def validate_value(self, value: str) -> str:
        """Make whatever comes in inert, one character for one."""
        return make_inert(value)


class SearchBar(Horizontal):
    """A prompt, the input and what the search found."""

    def __init__(self) -> None:
        super().__init__(id="searchbar")
        self.input = QueryInput(
            placeholder="Search sources, entities and claims", compact=True, select_on_focus=False, id="query"
        )
        self.input.cursor_blink = False
        self.prompt = Static(content(" / "), id="prompt", markup=False)
        self.found = Static("", id="found", markup=False)

    def compose(self) -> ComposeResult:
        """Prompt, input, result."""
        yield self.prompt
        yield self.input
        yield self.found

    @property
    def query_text(self) -> str:
        """The query without surrounding space."""
        return self.input.value.strip()

    def clear(self) -> None:
        """Empty the line."""
        self.input.value = ""
        self.say("")

    def say(self, words: str) -> None:
        """Show words at the right end: how much was found."""
        self.found.update(content(words))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Typed(self.query_text))
