"""A frame's parts reach the terminal as Textual's own would, and scrollbars are drawn where they look different."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import get_character_cell_size
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.strip import Strip

from explorer.tui.drawing.composing import Written
from tests.tui.screen import browser, press, running

_WRITTEN = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[[\d;]*m|(.)", re.S)
BOLD = Style(bold=True)


def cells(written: str) -> dict[tuple[int, int], str]:
    """What a terminal shows: row and column → character."""
    shown: dict[tuple[int, int], str] = {}
    x = y = 0
    for match in _WRITTEN.finditer(written):
        row, column, character = match.groups()
        if row:
            y, x = int(row), int(column)
        elif character and character != "\n":
            shown[y, x] = character
            x += get_character_cell_size(character)
    return shown


@pytest.mark.parametrize("spans", [
    [(0, 0, 12)], [(0, 2, 6), (1, 5, 12)], [(0, 5, 5), (1, 0, 5)], [(0, 4, 12), (1, 3, 9), (2, 0, 12)],
])  # fmt: skip
def test_as_much_is_shown_as_by_textuals_own_frame(spans: list[tuple[int, int, int]]) -> None:
    left = [
        Strip([Segment("Lund "), Segment("日本", BOLD)]),
        Strip([Segment("a" * 5)]),
        Strip([Segment("plant", BOLD)]),
    ]
    right = [Strip([Segment("x y")]), Strip([Segment("工場 "), Segment("to", BOLD)]), Strip([Segment("closes!")])]
    chops = [{0: one, one.cell_length: other} for one, other in zip(left, right, strict=True)]
    ends = [[one.cell_length, 12] for one in left]
    console = Console(file=StringIO(), color_system="truecolor", force_terminal=True)
    mine, theirs = (made(chops, spans, ends).render_segments(console) for made in (Written, ChopsUpdate))
    assert cells(mine) == cells(theirs)
    assert "\n" not in mine, "on the last row it would scroll"


async def test_a_scrollbar_is_drawn_where_its_thumb_moves(sample: Path) -> None:
    async with running(sample, (90, 30)) as (app, pilot):
        pane = browser(app).pane("entity")
        await press(pilot, "2")
        bar = pane.vertical_scrollbar
        for count, moves in ((1_000_000, False), (40, True)):
            bar.window_virtual_size, bar.window_size, bar.position = count, 8, 0
            bar._repaint_required = False
            bar.position = 7
            assert bar._repaint_required is moves, count
            bar.position = count - 8
            assert bar._repaint_required, "the end is not the beginning"
