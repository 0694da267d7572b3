"""From a key to its frame, for what is done without typing: moving, going from pane to pane and from view to view.

    uv run python -m tests.bench.moves claims.db [--rounds 10] [--json]

Everything runs in a pseudo-terminal of 120 × 40, a key alone when the screen is still. Beside each kind of key stands
the least that Textual needs to draw as many lines anew (`repaint.py`), measured in turn; on a shared machine only
`times`, how many times as long it takes, and `cpu`, which does not count what others do, mean anything.

  cursor      to the next row: the cursor's frame, in which its comparison stands already where it was read ahead: so
              it is measured against as many lines as `compared`
  page        a page of the list, or back: the frame of its rows
  compared    to the next row: until its comparison stands there. It is counted from the key: since no key came shortly
              before it, nothing rests, and the comparison has been read ahead. (While a key is held, what was not
              read ahead follows 60 ms after the last of it; `page` leads to rows that were not.)
  pane        to another list or the comparison, and what is compared there, read ahead as well. The list of entities
              begins with the one that is named most: eight of its columns make the frame, the others are read after it
  view        from the lists to origins, matrix, timeline and disagreements, each made again for the row; the first
              time each is opened is among them
  back        from a view to the lists
  find        to the search line

  frame       p50 and p95 in milliseconds, of the first frame (cursor, page) or the last one (the others)
  least       of the frame of `repaint.py`
  times       p50 to p50, p95 to p95
  alike       where a screen is opened or closed, or an input gets the focus: of an app of one widget that does just
              that, and lets Textual draw it (`repaint.py switch`, `focus`)
  bytes       written, p50
  cpu         milliseconds of processor time a key, of all threads: with what is done after the frame; then `least`'s
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

if __package__ in (None, ""):  # run as a file: its folder would come before ours
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from tests.bench.keys import Frame, Typist
from tests.bench.search_run import share

_QUIET = 0.25  # seconds without output: a still screen, and longer than the rest before a comparison is read
_PAGE_DOWN, _PAGE_UP, _ESCAPE = "\x1b[6~", "\x1b[5~", "\x1b"
_LIST, _COMPARED, _ALL = 12, 25, 38  # lines that are drawn anew
_WIDTHS = (10, 8, 11, 8, 11, 7, 11, 7)  # of the table's columns


class Move(NamedTuple):
    """Keys that are measured one by one, and what they are measured against."""

    name: str
    before: str
    """Keys that lead to where it begins, not measured."""
    keys: tuple[str, ...]
    is_whole: bool
    """Whether the last frame counts, not the first."""
    lines: int
    alike: str = ""
    """What `repaint.py` does that is like it."""
    back: str = ""
    """Keys that lead back after each, not measured: a terminal waits a tenth of a second to tell Esc from its like."""


MOVES = (
    Move("cursor", "3", ("j", "j", "j", "k"), False, _COMPARED),
    Move("page", "3", (_PAGE_DOWN, _PAGE_DOWN, _PAGE_UP), False, _LIST),
    Move("compared", "3", ("j", "j", "k"), True, _COMPARED),
    Move("pane", "3", ("1", "2", "3", "4", "\t"), True, _ALL),
    Move("view", "3", ("O", "M", "L", "D"), True, _ALL, "switch", _ESCAPE),
    Move("back", "3O", ("X",), True, _ALL, "switch"),
    Move("find", "3", ("/",), True, _LIST, "focus", _ESCAPE),
)


def measure(command: Sequence[str], rounds: int) -> dict[str, dict[str, float]]:
    """The table, by the name of the move."""
    found: dict[str, dict[str, float]] = {}
    with Typist(command, quiet=_QUIET) as explorer:
        for move in MOVES:
            least = [sys.executable, "-m", "tests.bench.repaint", str(move.lines)]
            with ExitStack() as others:
                mine = Pressed(explorer)
                theirs, alike = (
                    Pressed(others.enter_context(Typist([*least, *does], quiet=_QUIET)))
                    for does in ([], [move.alike] if move.alike else [])
                )
                for _ in range(rounds):
                    for key in move.before:
                        explorer.press(key)
                    for key in move.keys:
                        mine.press(key)
                        theirs.press("x")
                        if move.alike:
                            alike.press("x")
                        for back in move.back:
                            explorer.press(back)
                cpu = {"cpu_ms": mine.cpu_ms_a_key, "least_cpu_ms": theirs.cpu_ms_a_key}
            found[move.name] = {**_figures(move, mine.frames, theirs.frames, alike.frames), **cpu}
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


def _figures(move: Move, mine: Sequence[Frame], theirs: Sequence[Frame], alike: Sequence[Frame]) -> dict[str, float]:
    drawn = [frame for frame in mine if frame.size]
    frames = [frame.settled if move.is_whole else frame.first for frame in drawn] or [0.0]
    least = [frame.settled for frame in theirs if frame.size] or [0.0]
    row: dict[str, float] = {"keys": len(drawn), "silent": len(mine) - len(drawn)}
    for part, name in ((0.5, "p50"), (0.95, "p95")):
        row[f"frame_{name}_ms"], row[f"least_{name}_ms"] = share(frames, part), share(least, part)
        row[f"times_{name}"] = share(frames, part) / (share(least, part) or 1.0)
        row[f"alike_{name}_ms"] = share([frame.settled for frame in alike if frame.size] or [0.0], part)
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
    names = ("frame p50", "p95", "least p50", "p95", "times p50", "p95", "alike p50", "p95", "bytes")
    heads = "".join(f"{name:>{width}}" for name, width in zip(names, (*_WIDTHS, 8), strict=True))
    print(f"{'':10}{heads}{'cpu':>7}{'least':>7}")
    for name, row in found.items():
        figures = (("frame", "_ms"), ("least", "_ms"), ("times", ""), ("alike", "_ms"))
        cells = [row[f"{what}_{part}{unit}"] for what, unit in figures for part in ("p50", "p95")]
        times = "".join(f"{n:{w}.1f}" for n, w in zip(cells, _WIDTHS, strict=True))
        print(f"{name:10}{times}{row['bytes']:8.0f}{row['cpu_ms']:7.1f}{row['least_cpu_ms']:7.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
