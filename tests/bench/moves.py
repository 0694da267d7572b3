"""From a key to its frame, for what is done without typing: moving, going from pane to pane and from view to view.

    uv run python -m tests.bench.moves claims.db [--rounds 10] [--json]

Everything runs in a pseudo-terminal of 120 × 40, a key alone when the screen is still. Beside each kind of key stands
the least that Textual needs to draw as many lines anew (`repaint.py`), measured in turn; on a shared machine only
`times`, how many times as long it takes, means anything.

  cursor      to the next row: the cursor's frame; its comparison follows when the cursor rests (see `compared`)
  page        a page of the list, or back: the frame of its rows
  compared    to the next row: until its comparison stands there, with the rest of 60 ms that comes before
  pane        to another list or the comparison, and what is compared there
  view        from the lists to origins, matrix, timeline and disagreements
  find        to the search line

  frame       p50 and p95 in milliseconds, of the first frame (cursor, page) or the last one (the others)
  least       of the frame of `repaint.py`
  times       p50 to p50, p95 to p95
  bytes       written, p50
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

if __package__ in (None, ""):  # run as a file: its folder would come before ours
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from tests.bench.keys import Frame, Typist
from tests.bench.search_run import share

_QUIET = 0.25  # seconds without output: a still screen, and longer than the rest before a comparison is read
_PAGE_DOWN, _PAGE_UP, _ESCAPE = "\x1b[6~", "\x1b[5~", "\x1b"
_FEW, _LIST, _ALL = 2, 12, 38  # lines that are drawn anew


class Move(NamedTuple):
    """Keys that are measured one by one, and what they are measured against."""

    name: str
    before: str
    """Keys that lead to where it begins, not measured."""
    keys: tuple[str, ...]
    is_whole: bool
    """Whether the last frame counts, not the first."""
    lines: int
    back: str = ""
    """Keys that lead back after each, not measured: a terminal waits a tenth of a second to tell Esc from its like."""


MOVES = (
    Move("cursor", "3", ("j", "j", "j", "k"), False, _FEW),
    Move("page", "3", (_PAGE_DOWN, _PAGE_DOWN, _PAGE_UP), False, _LIST),
    Move("compared", "3", ("j", "j", "k"), True, _ALL),
    Move("pane", "3", ("1", "2", "3", "4", "\t"), True, _ALL),
    Move("view", "3", ("O", "M", "L", "D"), True, _ALL, _ESCAPE),
    Move("find", "3", ("/",), True, _ALL, _ESCAPE),
)


def measure(command: Sequence[str], rounds: int) -> dict[str, dict[str, float]]:
    """The table, by the name of the move."""
    least = {lines: [sys.executable, "-m", "tests.bench.repaint", str(lines)] for lines in (_FEW, _LIST, _ALL)}
    found: dict[str, dict[str, float]] = {}
    with Typist(command, quiet=_QUIET) as explorer:
        for move in MOVES:
            mine: list[Frame] = []
            with Typist(least[move.lines], quiet=_QUIET) as other:
                theirs: list[Frame] = []
                for _ in range(rounds):
                    for key in move.before:
                        explorer.press(key)
                    for key in move.keys:
                        mine.append(explorer.press(key))
                        theirs.append(other.press("x"))
                        for back in move.back:
                            explorer.press(back)
            found[move.name] = _figures(move, mine, theirs)
    return found


def _figures(move: Move, mine: Sequence[Frame], theirs: Sequence[Frame]) -> dict[str, float]:
    drawn = [frame for frame in mine if frame.size]
    frames = [frame.settled if move.is_whole else frame.first for frame in drawn] or [0.0]
    least = [frame.settled for frame in theirs if frame.size] or [0.0]
    row: dict[str, float] = {"keys": len(drawn), "silent": len(mine) - len(drawn)}
    for part, name in ((0.5, "p50"), (0.95, "p95")):
        row[f"frame_{name}_ms"], row[f"least_{name}_ms"] = share(frames, part), share(least, part)
        row[f"times_{name}"] = share(frames, part) / (share(least, part) or 1.0)
    return {**row, "bytes": share([frame.size for frame in drawn] or [0], 0.5)}


def main(argv: Sequence[str] | None = None) -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--rounds", type=int, default=10, help="how often each move is made (10)")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    found = measure([sys.executable, "-m", "explorer", str(args.database)], args.rounds)
    if args.json:
        print(json.dumps(found))
        return 0
    print(f"{'':10}{'frame p50':>10}{'p95':>8}{'least p50':>11}{'p95':>8}{'times p50':>11}{'p95':>7}{'bytes':>8}")
    for name, row in found.items():
        cells = [row[f"{what}_{part}{unit}"] for what, unit in (("frame", "_ms"), ("least", "_ms"), ("times", ""))
                 for part in ("p50", "p95")]  # fmt: skip
        widths = (10, 8, 11, 8, 11, 7)
        print(
            f"{name:10}" + "".join(f"{n:{w}.1f}" for n, w in zip(cells, widths, strict=True)) + f"{row['bytes']:8.0f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
