"""The picture in README: the screen on `data.db`, drawn by the program itself.

The SVG that Textual writes names fonts on the web; those lines are taken out, so that looking at it loads nothing.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from explorer.store.reader import Database
from explorer.tui.app import Explorer

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / ".assets" / "screen.svg"
SIZE = (120, 36)


async def _draw(database: Path) -> str:
    with Database.open(database) as opened:
        app = Explorer(opened)
        async with app.run_test(size=SIZE) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause(0.5)
            return app.export_screenshot(title="explorer data.db")


def screen(database: Path) -> str:
    """The first screen on `database` as an SVG without web fonts."""
    svg = asyncio.run(_draw(database))
    return re.sub(r"\s*@font-face \{.*?\}\n", "\n", svg, flags=re.S)
