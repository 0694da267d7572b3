"""A terminal that holds what was written to it, cell by cell: it should show what the screen would draw from nothing.

    uv run python -m tests.tui.shadow claims.db [--seconds 60] [--seed 1]

Presses keys at random, alone and in bursts, in screens of several sizes, and after each of them, once all is still,
compares what the frames have left on such a terminal with the whole screen drawn anew.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.cells import get_character_cell_size
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.pilot import Pilot
from textual.strip import Strip

from explorer.tui.app import Explorer
from tests.tui.screen import running, settle, type_at_once

Cell = tuple[str, Style | None]
Place = tuple[int, int]

KEYS = (
    "j j j k 1 2 3 4 tab n N g G pagedown pageup enter escape l h d u z M O D L r a E T plus minus w x slash t r i "
    "backspace down up enter colon escape question_mark escape J s escape"
).split()
"""What is pressed at random: the more often a key stands here, the more often."""

_BURSTS = (1, 1, 2, 3, 5)
_SIZES = ((120, 36), (160, 40), (80, 24), (60, 18))
_RESIZED = 0.08  # of all bursts
_REST = 0.05  # seconds, longer than a frame waits for its answers
_PATIENCE = 20.0  # seconds: what is shown later than that is not shown


class Terminal:
    """Holds what was written. Of a character of two cells it holds nothing where one of them was written over."""

    def __init__(self) -> None:
        self.cells: dict[Place, Cell] = {}
        self.written = 0
        """Characters."""

    def show(self, update: object) -> None:
        """Write an update as Textual's driver does."""
        if isinstance(update, LayoutUpdate):
            for y, line in enumerate(update.strips, update.region.y):
                self.write(update.region.x, y, Strip.join(line))
        elif isinstance(update, ChopsUpdate):
            for y, start, end in update.spans:
                for stop, (x, piece) in zip(update.chop_ends[y], update.chops[y].items(), strict=True):
                    if piece is not None and x < end and stop > start:
                        self.write(x, y, piece.crop(0, min(stop, end) - x))

    def write(self, x: int, y: int, strip: Strip) -> None:
        """Write a line from a place on."""
        for text, style, _ in strip:
            for character in text:
                width = get_character_cell_size(character)
                self.written += 1
                if width:
                    self._put(x, y, width, (character, style))
                    x += width
                elif (x - 1, y) in self.cells:
                    self.cells[x - 1, y] = self.cells[x - 1, y][0] + character, style

    def _put(self, x: int, y: int, width: int, cell: Cell) -> None:
        for at, beside in ((x, x - 1), (x + width, x + width - 1)):
            if self.cells.get((at, y), cell)[0] == "":  # the second half of what is written over
                self.cells[at, y] = self.cells[beside, y] = " ", None
        self.cells[x, y] = cell
        if width > 1:
            self.cells[x + 1, y] = "", cell[1]

    def wrong(self, app: Explorer) -> dict[Place, tuple[Cell | None, Cell]]:
        """Where something else stands than should: what does, and what should."""
        return {at: (self.cells.get(at), cell) for at, cell in shown(app).items() if self.cells.get(at) != cell}


def shown(app: Explorer) -> dict[Place, Cell]:
    """Every cell as it should be."""
    terminal = Terminal()
    for y, strip in enumerate(app.screen._compositor.render_strips(app.size)):
        terminal.write(0, y, strip)
    return terminal.cells


def watch(patch: pytest.MonkeyPatch, see: Callable[[object], None]) -> None:
    """Have `see` told of every frame that is written."""
    display = Explorer._display

    def told(app: Explorer, screen: Any, update: Any) -> None:
        see(update)
        display(app, screen, update)

    patch.setattr(Explorer, "_display", told)


async def press_at_random(path: Path, seed: int, goes_on: Callable[[int], bool]) -> list[str]:
    """Press keys while `goes_on` says so of how often some were; what was shown that should not be, and after which."""
    chosen, terminal = random.Random(seed), Terminal()
    told: list[str] = []
    bursts = 0
    with pytest.MonkeyPatch.context() as patch:
        watch(patch, terminal.show)
        async with running(path, _SIZES[0]) as (app, pilot):
            while goes_on(bursts) and app.is_running:
                bursts += 1
                keys = chosen.choices(KEYS, k=chosen.choice(_BURSTS))
                type_at_once(app, *keys)
                if chosen.random() < _RESIZED:
                    await pilot.resize_terminal(*chosen.choice(_SIZES))
                if wrong := await wrong_for_good(pilot, terminal):
                    where = min(wrong, key=lambda at: at[::-1])
                    words = f"{type(app.screen).__name__}, {len(wrong)} cells, the first at {where}: {wrong[where]}"
                    told.append(f"burst {bursts}, {' '.join(keys)}: {words}")
                    terminal.cells.update(shown(app))  # it is told once
    return told


async def wrong_for_good(pilot: Pilot[int], terminal: Terminal) -> dict[Place, tuple[Cell | None, Cell]]:
    """As `Terminal.wrong`, once all is still: what is still to come, as on a busy machine, is no fault."""
    app = pilot.app
    assert isinstance(app, Explorer)
    end = time.monotonic() + _PATIENCE
    while True:
        await settle(pilot)
        await pilot.pause(_REST)
        await settle(pilot)
        wrong = terminal.wrong(app)
        if not wrong or time.monotonic() > end:
            return wrong


def main(argv: Sequence[str] | None = None) -> int:
    """Run it; exit code 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    end = time.monotonic() + args.seconds
    told = asyncio.run(press_at_random(args.database, args.seed, lambda _: time.monotonic() < end))
    print("\n".join(told) or "always what should be shown")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
