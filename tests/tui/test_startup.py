"""Nothing heavy stands between the key press that starts the program and its first frame."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = (
    "numpy",
    "pydantic",
    "rapidfuzz",
    "spacy",
    "sqlite_utils",
    "explorer.cite",
    "explorer.build",
    "explorer.search",
)

FIRST_FRAME = """
import asyncio, sys
from pathlib import Path
from explorer.store.reader import Database
from explorer.tui.app import Explorer
from explorer.tui.reading.loading import Loader

Loader.load_engine = lambda self: None

async def main():
    with Database.open(Path(sys.argv[1])) as database:
        app = Explorer(database)
        async with app.run_test(size=(120, 36)) as pilot:
            while app.screen.query_one("#compare").comparison is None:
                await pilot.pause(0.01)
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "Norvik Motors will shut" in app.screen.query_one("#compare").comparison.title

asyncio.run(main())
print([name for name in sys.argv[2:] if name in sys.modules])
"""


def test_the_first_comparison_needs_no_heavy_library(sample: Path) -> None:
    command = [sys.executable, "-c", FIRST_FRAME, str(sample), *HEAVY]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout == "[]\n"


def test_frames_are_not_slowed_down_and_nothing_is_animated() -> None:
    code = "import explorer.tui.app; from textual import constants as c; print(c.MAX_FPS, c.TEXTUAL_ANIMATIONS)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "120 none\n"


def test_the_screen_loads_neither_openssl_nor_packers_but_leaves_them_to_be_loaded() -> None:
    code = (
        "import sys, explorer.cli.screen; import explorer.tui as t; t.import_lean(); import explorer.tui.app; "
        "print({'ssl', '_ssl', 'bz2', '_bz2', 'lzma', '_lzma'} & sys.modules.keys()); import asyncio, ssl, bz2, lzma; "
        "print(asyncio.run(asyncio.sleep(0, ssl.__name__)))"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\nssl\n"
