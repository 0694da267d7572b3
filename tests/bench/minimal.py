"""The floor of every Textual program's start-up: an input and sixty lines. `startup.py` compares with it."""

import os

os.environ.setdefault("TEXTUAL_FPS", "120")

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Minimal(App[None]):
    """As little as a searchable list can be."""

    CSS = "Input { dock: top }"

    def compose(self) -> ComposeResult:
        yield Input(placeholder="search")
        yield Static("\n".join(f"row {i}" for i in range(60)))


if __name__ == "__main__":
    Minimal().run()
