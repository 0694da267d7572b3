"""From a key to its frame, for what is done without typing: moving, going from pane to pane and from view to view.

    uv run python -m tests.bench.moves claims.db [--rounds 10] [--json]

Everything runs in a pseudo-terminal of 120 × 40, a key alone when the screen is still. Beside each kind of key stands
the least that Textual needs to draw as many lines anew (`repaint.py`), measured in turn; on a shared machine only
`times`, how many times as long it takes, and `cpu`, which does not count what others do, mean anything.

  cursor      to the next row: the cursor's frame; its comparison comes in the same one or right after it
  page        a page of the list, or back: the frame of its rows
  compared    to the next row: until its comparison stands there. It is counted from the key: since no key came shortly
              before it, nothing rests. (While a key is held, the comparison follows 60 ms after the last of it.)
  pane        to another list or the comparison, and what is compared there. The list of entities begins with the one
              that is named most: eight of its columns make the frame, the others are read after it
  view        from the lists to origins, matrix, timeline and disagreements, each made again for the row; the first
              time each is opened is among them
  back        from a view to the lists
  find        to the search line

  frame       p50 and p95 in milliseconds, of the first frame (cursor, page) or the last one (the others)
  least       of the frame of `repaint.py`
  times       p50 to p50, p95 to p95
  bytes       written, p50
  cpu         milliseconds of processor time a key, of all threads: with what is done after the frame; then `least`'s
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
_FEW, _LIST, _COMPARED, _ALL = 2, 12, 25, 38  # lines that are drawn anew


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
    Move("compared", "3", ("j", "j", "k"), True, _COMPARED),
    Move("pane", "3", ("1", "2", "3", "4", "\t"), True, _ALL),
    Move("view", "3", ("O", "M", "L", "D"), True, _ALL, _ESCAPE),
    Move("back", "3O", ("X",), True, _ALL),
    Move("find", "3", ("/",), True, _LIST, _ESCAPE),
)


def measure(command: Sequence[str], rounds: int) -> dict[str, dict[str, float]]:
    """The table, by the name of the move."""
    least = {move.lines: [sys.executable, "-m", "tests.bench.repaint", str(move.lines)] for move in MOVES}
    found: dict[str, dict[str, float]] = {}
    with Typist(command, quiet=_QUIET) as explorer:
        for move in MOVES:
            with Typist(least[move.lines], quiet=_QUIET) as other:
                mine, theirs = Pressed(explorer), Pressed(other)
                for _ in range(rounds):
                    for key in move.before:
                        explorer.press(key)
                    for key in move.keys:
                        mine.press(key)
                        theirs.press("x")
                        for back in move.back:
                            explorer.press(back)
            row = _figures(move, mine.frames, theirs.frames)
            found[move.name] = {**row, "cpu_ms": mine.cpu_ms_a_key, "least_cpu_ms": theirs.cpu_ms_a_key}
    return found


class Pressed:
    """Keys that were pressed one by one, and what they have cost."""

    def __init__(self, typist: Typist) -> None:
        self._typist = typist
        self._cpu_ms = 0.0
        self.frames: list[Frame] = []

    def press(self, key: str) -> None:
        """Press one."""
        before = self._typist.cpu_ms()
        self.frames.append(self._typist.press(key))
        self._cpu_ms += self._typist.cpu_ms() - before

    @property
    def cpu_ms_a_key(self) -> float:
        """Milliseconds of processor time a key."""
        return self._cpu_ms / max(1, len(self.frames))


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
    heads = f"{'frame p50':>10}{'p95':>8}{'least p50':>11}{'p95':>8}{'times p50':>11}{'p95':>7}{'bytes':>8}"
    print(f"{'':10}{heads}{'cpu':>7}{'least':>7}")
    for name, row in found.items():
        cells = [row[f"{what}_{part}{unit}"] for what, unit in (("frame", "_ms"), ("least", "_ms"), ("times", ""))
                 for part in ("p50", "p95")]  # fmt: skip
        widths = (10, 8, 11, 8, 11, 7)
        times = "".join(f"{n:{w}.1f}" for n, w in zip(cells, widths, strict=True))
        print(f"{name:10}{times}{row['bytes']:8.0f}{row['cpu_ms']:7.1f}{row['least_cpu_ms']:7.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
