"""The pictures in README: screens on `data.db`, drawn by the program itself at the sizes that people have.

The SVG that Textual writes names fonts on the web; those lines are taken out, so that looking at it loads nothing.
"""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from textual.pilot import Pilot

from explorer.store.reader import Database
from explorer.tui.app import Explorer
from explorer.tui.drawing.theme import Look

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".assets"
_REST, _LATE, _MOST_RESTS = 0.5, 2.0, 20
_SMALL, _USUAL, _LARGE = (60, 20), (100, 30), (160, 48)


class Picture(NamedTuple):
    """One picture: its file's name, what it shows, the keys that lead there, and how large the terminal is."""

    name: str
    caption: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = _USUAL
    theme: str = "dark"


PICTURES = (
    Picture("explore", "The lists, and the accounts of the claim under the cursor side by side", size=_LARGE),
    Picture("words", "`d`: the same sentence in two accounts, word by word", ("4", "z", "d")),
    Picture("search", "`/`: search as you type, typing errors forgiven", ("slash", *"nvdia chips", "enter")),
    Picture("matrix", "`M`: who says what, who says it otherwise, who leaves it out", ("M",)),
    Picture("origins", "`O`: who has it from whom, and what was lost on the way", ("O", "j", "j", "j"), _LARGE),
    Picture("disagreements", "`D`: where accounts differ, the differing words marked", ("D", "a", "g")),
    Picture("timeline", "`L`: what happened when, and when it was published", ("L",)),
    Picture("source", "`r`: the whole text, its regions named, its evidence marked, doubts in their place",
            ("1", "j", "j", "j", "r"), _LARGE, "light"),
    Picture("entity", "`I`: what is said of somebody, what they say, and with whom they are told of",
            ("2", "j", "I", *"jjjjj"), _LARGE),
    Picture("small", "The first screen in 60×20, with high contrast (`--theme contrast-dark`)", (), _SMALL,
            "contrast-dark"),
)  # fmt: skip
"""Few enough to be looked at by eye after every change, each of another part of the screen."""


def path_of(picture: Picture) -> Path:
    """The file of a picture."""
    return FOLDER / f"{picture.name}.svg"


async def _rest(pilot: Pilot[int]) -> None:
    """Until nothing works and the screen has stood still: what is found by meaning comes seconds after the letters."""
    before: list[str] = []
    for _ in range(_MOST_RESTS):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(_REST)
        strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
        now = [strip.text for strip in strips]
        if now == before:
            return
        before = now


async def _draw(database: Path, picture: Picture) -> str:
    with Database.open(database) as opened:
        app = Explorer(opened, Look(theme=picture.theme))
        async with app.run_test(size=picture.size) as pilot:
            await _rest(pilot)
            for key in picture.keys:
                await pilot.press(key)
            await pilot.pause(_LATE)
            await _rest(pilot)
            return app.export_screenshot(title="explorer data.db")


def draw(database: Path, picture: Picture) -> str:
    """A picture of the screen on `database`, as an SVG without web fonts and whatever terminal this runs in."""
    surroundings = {"TERM": "xterm-256color", "EXPLORER_CLIPBOARD": "true"}
    with mock.patch.dict(os.environ, surroundings):
        for name in ("NO_COLOR", "COLORFGBG", "COLORTERM"):
            os.environ.pop(name, None)
        svg = asyncio.run(_draw(database, picture))
    return re.sub(r"\s*@font-face \{.*?\}\n", "\n", svg, flags=re.S)


def markdown() -> str:
    """The page of pictures, for README."""
    return "\n\n".join(f"{picture.caption}:\n\n![{picture.name}](.assets/{picture.name}.svg)" for picture in PICTURES)
