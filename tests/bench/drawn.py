"""How much a program has drawn: of what it wrote to the terminal, lines, cells, and pieces of one style."""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.cells import cell_len

from tests.bench.keys import FRAME_END

_PLACE_OR_TEXT = re.compile(r"\x1b\[(\d+)(?:;\d+)?H|\x1b\[[0-9;?<>=]*[ -/]*[@-~]|([^\x00-\x1f\x7f]+)")


class Drawn(NamedTuple):
    """What a frame, or several, put on the screen."""

    lines: int
    """On which something was written."""
    cells: int
    pieces: int
    """Stretches of text of one style."""


def first_frame(written: bytes) -> bytes:
    """What was written up to the end of the first frame; all of it where the program tells no end."""
    before, end, _ = written.partition(FRAME_END)
    return before + end


def drawn(written: bytes) -> Drawn:
    """How much was drawn by what was written."""
    lines: set[str] = set()
    line, cells, pieces = "", 0, 0
    for found in _PLACE_OR_TEXT.finditer(written.decode("utf-8", errors="replace")):
        if text := found[2]:
            lines.add(line)
            cells, pieces = cells + cell_len(text), pieces + 1
        else:
            line = found[1] or line
    return Drawn(len(lines), cells, pieces)
