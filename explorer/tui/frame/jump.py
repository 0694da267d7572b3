"""Jump mode: a letter on everything that can be gone to; one key goes there, any other leaves.

What has its key written on it, as hints and the names of views have, keeps that: a letter over it would be one more to
read, and the key that one knows would do something else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from explorer.tui.dialogs.dialogs import Dialog
from explorer.tui.drawing.painted import Painted
from explorer.tui.drawing.rendering import cells
from explorer.tui.frame.chrome import Hints
from explorer.tui.keys.actions import key_name
from explorer.tui.keys.jumping import Jumpable, Landing

if TYPE_CHECKING:
    from explorer.tui.frame.commands import CommandScreen

LETTERS = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM1234567890"
"""The easiest to reach first."""


class Target(NamedTuple):
    """Where it stands on the screen, what is written there, what going there does, and by which key."""

    x: int
    y: int
    letter: str
    """A letter, or the name of the key that it has anyway."""
    go: Callable[[], object]
    key: str = ""
    """The key that it has anyway; nothing for a letter."""

    def is_at(self, x: int, y: int) -> bool:
        """Whether a click there means it."""
        return y == self.y and self.x <= x < self.x + cells(self.letter)

    def is_meant_by(self, event: events.Key) -> bool:
        """Whether this key goes there."""
        return event.key == self.key if self.key else event.character == self.letter


def targets_on(screen: CommandScreen) -> list[Target]:
    """Everything on a screen that can be gone to.

    Panes first, so that they keep their letters; then what the one in focus holds, what the others hold, and the hints.
    """
    found: list[tuple[int, Landing]] = []
    for widget in screen.query("*"):
        if not widget.is_on_screen or not widget.size:
            continue
        region = widget.region
        if widget.has_class("pane") and widget.can_focus:
            found.append((0, Landing(region.x, region.y, partial(screen.set_focus, widget))))
        if isinstance(widget, Jumpable):
            rank = 1 if widget is screen.focused else 3 if isinstance(widget, Hints) else 2
            left, top = widget.content_region.offset
            found += [(rank, replace(place, x=left + place.x, y=top + place.y)) for place in widget.jump_places()]
    seen: dict[tuple[int, int], Landing] = {}
    for _, place in sorted(found, key=lambda each: each[0]):
        seen.setdefault((place.x, place.y), place)
    keyed = [place for place in seen.values() if place.key]
    taken = {place.key for place in keyed}
    letters = [letter for letter in LETTERS if letter not in taken]
    lettered = zip(letters, (place for place in seen.values() if not place.key), strict=False)
    return [
        *(Target(place.x, place.y, letter, place.go) for letter, place in lettered),
        *(Target(place.x, place.y, key_name(place.key), place.go, place.key) for place in keyed),
    ]


class _Picture(Painted):
    """The screen as it was, with letters on it."""

    ALLOW_SELECT = False

    def __init__(self, lines: Sequence[Strip], targets: Sequence[Target]) -> None:
        super().__init__(id="jump")
        self.lines = lines
        self.targets = targets

    def render_line(self, y: int) -> Strip:
        """One line of it."""
        base, ink = self.paint
        if y >= len(self.lines):
            return Strip.blank(self.size.width, base)
        line, quiet = self.lines[y], ink("quiet")
        dimmed = [Segment(text, base + quiet) for text, _, _ in line]
        out = Strip(dimmed, line.cell_length)
        for target in self.targets:
            if target.y == y and target.x < line.cell_length:
                letter = Strip([Segment(target.letter, base + ink("here"))])
                end = target.x + letter.cell_length
                out = Strip.join([out.crop(0, target.x), letter, out.crop(end, line.cell_length)])
        return out


class JumpScreen(Dialog[None]):
    """Shows the screen below with a letter on each target; the letter goes there."""

    def __init__(self, lines: Sequence[Strip], targets: Sequence[Target]) -> None:
        super().__init__()
        self.lines = lines
        self.targets = targets

    def compose(self) -> ComposeResult:
        """The picture."""
        yield _Picture(self.lines, self.targets)

    def on_key(self, event: events.Key) -> None:
        """A letter goes to its target; any other key leaves."""
        event.stop()
        event.prevent_default()
        self._leave(next((target for target in self.targets if target.is_meant_by(event)), None))

    def on_click(self, event: events.Click) -> None:
        """A click on a letter goes there; anywhere else it leaves."""
        at = event.screen_offset
        self._leave(next((target for target in self.targets if target.is_at(at.x, at.y)), None))

    def on_resize(self, event: events.Resize) -> None:
        """The picture is of another size."""
        if self.lines and (event.size.height != len(self.lines) or event.size.width != self.lines[0].cell_length):
            self._leave(None)

    def _leave(self, target: Target | None) -> None:
        self.dismiss(None)
        if target is not None:
            self.app.call_later(target.go)
