"""What opens over the main screen: the citation styles with a preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from explorer.tui.rendering import content


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
