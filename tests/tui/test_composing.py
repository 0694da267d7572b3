"""A frame's parts reach the terminal as Textual's own would, and scrollbars are drawn where they look different."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Literal

import pytest
from rich.cells import get_character_cell_size
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from explorer.tui.drawing.composing import WholeWritten, Written
from tests.tui.screen import browser, press, running

_WRITTEN = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;]*)m|(.)", re.S)
_SEEN_ON_BLANKS = frozenset("4 7 9 21 53".split())
BOLD = Style(bold=True)


Look = tuple[frozenset[str], str, str]
"""Attributes, colour and ground of a cell, as their codes."""


def cells(written: str) -> dict[tuple[int, int], tuple[str, Look]]:
    """What a terminal shows: row and column → character and how it looks; of blanks only what is seen of it."""
    shown: dict[tuple[int, int], tuple[str, Look]] = {}
    x = y = 0
    look: Look = frozenset(), "39", "49"
    for match in _WRITTEN.finditer(written):
        row, column, codes, character = match.groups()
        if row:
            y, x = int(row), int(column)
        elif codes is not None:
            look = turned(look, codes.split(";"))
        elif character != "\n":
            worn, colour, ground = look
            is_blank = character == " " and not worn & _SEEN_ON_BLANKS
            shown[y, x] = character, (frozenset(), "", ground) if is_blank else (worn, colour, ground)
            x += get_character_cell_size(character)
    assert look == (frozenset(), "39", "49"), "what is written next would look like it"
    return shown


def turned(look: Look, codes: list[str]) -> Look:
    """How a terminal writes once it was told `codes`."""
    worn, colour, ground = look
    while codes:
        code = codes.pop(0)
        if code in ("38", "48"):
            size = 4 if codes[0] == "2" else 2
            taken, codes = ";".join([code, *codes[:size]]), codes[size:]
            colour, ground = (taken, ground) if code == "38" else (colour, taken)
        elif code in ("", "0"):
            worn, colour, ground = frozenset(), "39", "49"
        elif re.fullmatch("3.|9.", code):
            colour = code
        elif re.fullmatch("4.|10.", code):
            ground = code
        else:
            worn |= {code}
    return worn, colour, ground


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


@pytest.mark.parametrize("system", ["truecolor", "256", "standard", None])
def test_looks_are_those_of_textuals_own_frame_told_in_less(
    system: Literal["truecolor", "256", "standard"] | None,
) -> None:
    looks = [
        None, "bold #102030 on #e0e0e0", "#102030 on #e0e0e0", "italic underline red on default", "on #e0e0e0", "dim",
        "reverse #ff0000", "default on default", "bold dim strike", "overline blue", "none",
    ]  # fmt: skip
    styles = [None if look is None else Style.parse(look) for look in looks]
    for style in styles:
        if style is not None:
            style._ansi = None  # parsed once for all, they would keep the codes of another system
    words = ("tax ", "   ", "日本", " ", "rise")
    segments = [Segment(words[n % 5], style) for n, style in enumerate([*styles, *styles[::-1], *styles[::2] * 5])]
    console = Console(file=StringIO(), color_system=system, force_terminal=True)
    lines = [Strip(segments[start:]) for start in range(len(styles))]
    whole = Region(0, 0, max(line.cell_length for line in lines), len(lines))
    mine, theirs = (
        made([[Strip(list(line))] for line in lines], whole).render_segments(console)
        for made in (WholeWritten, LayoutUpdate)
    )
    assert cells(mine) == cells(theirs)
    assert len(mine) < len(theirs)


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
