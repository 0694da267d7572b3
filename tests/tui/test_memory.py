"""What the screen no longer shows goes at once: whoever types leaves no time to look for rubbish."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest
from textual.strip import Strip

from tests.tui.screen import press, rested, running

MEMORY = """
import sys
from explorer.tui.reading.memory import give_back, share_memory

for platform in (sys.platform, "darwin"):
    sys.platform = platform
    share_memory()
    give_back()
assert not {"ctypes", "numpy", "textual"} & set(sys.modules)
"""


def holding_themselves() -> int:
    """How many lines of earlier frames, and of this one, only the garbage collector can take away."""
    lines = [each for each in gc.get_objects() if isinstance(each, Strip)]
    assert lines
    return sum(any(part is line for part in line._divide_cache.get((line.cell_length,)) or ()) for line in lines)


@pytest.mark.usefixtures("at_once")
async def test_no_line_that_was_drawn_holds_itself(sample: Path) -> None:
    async with running(sample) as (_, pilot):
        gc.collect()
        gc.disable()
        try:
            before = holding_themselves()
            await press(pilot, "slash", *"bank", "escape", "M")
            await rested(pilot)
            assert holding_themselves() == before
        finally:
            gc.enable()


def test_sharing_memory_costs_no_import_and_fails_on_no_machine() -> None:
    done = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
