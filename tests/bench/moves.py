"""From a key to its frame, for what is done without typing: moving, going from pane to pane and from view to view.

    uv run python -m tests.bench.moves claims.db [--rounds 10] [--json]

Everything runs in a pseudo-terminal of 120 × 40, a key alone when the screen is still. After each key comes one of the
least that Textual needs to draw as much (`repaint.py`): it is told how many lines, cells and pieces of one style were
just written, and draws that. On a shared machine only `times`, how many times as long a key takes, and `cpu`, which
does not count what others do, mean anything.

  cursor      to the next row: the cursor's frame, in which its comparison stands already where it was read ahead
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

  frame       p50 and p95 in milliseconds, to the end of the first frame (cursor, page) or the last one (the others)
  least       of the frame of `repaint.py`
  times       p50 to p50, p95 to p95
  alike       where a screen is opened or closed, or an input gets the focus: of an app of one widget that does just
              that, and lets Textual draw it (`repaint.py switch`, `focus`)
  drawn       lines, cells and pieces, p50 of each
  bytes       written, p50, with all that follows on the frame
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

from tests.bench.drawn import Drawn, drawn, first_frame
from tests.bench.keys import Frame, Typist
from tests.bench.search_run import share

_QUIET = 0.25  # seconds without output: a still screen, and longer than the rest before a comparison is read
_PAGE_DOWN, _PAGE_UP, _ESCAPE = "\x1b[6~", "\x1b[5~", "\x1b"
_TOLD = 0.05  # seconds in which one that is told how much to draw has read it
_WIDTHS = (10, 8, 11, 8, 11, 7, 11, 7)  # of the table's columns


class Move(NamedTuple):
    """Keys that are measured one by one, and what they are measured against."""

    name: str
    before: str
    """Keys that lead to where it begins, not measured."""
    keys: tuple[str, ...]
    is_whole: bool
    """Whether the last frame counts, not the first."""
    alike: str = ""
    """What `repaint.py` does that is like it."""
    back: str = ""
    """Keys that lead back after each, not measured: a terminal waits a tenth of a second to tell Esc from its like."""


MOVES = (
    Move("cursor", "3", ("j", "j", "j", "k"), False),
    Move("page", "3", (_PAGE_DOWN, _PAGE_DOWN, _PAGE_UP), False),
    Move("compared", "3", ("j", "j", "k"), True),
    Move("pane", "3", ("1", "2", "3", "4", "\t"), True),
    Move("view", "3", ("O", "M", "L", "D"), True, "switch", _ESCAPE),
    Move("back", "3O", ("X",), True, "switch"),
    Move("find", "3", ("/",), True, "focus", _ESCAPE),
)


def measure(command: Sequence[str], rounds: int) -> dict[str, dict[str, float]]:
    """The table, by the name of the move."""
    found: dict[str, dict[str, float]] = {}
    with Typist(command, quiet=_QUIET) as explorer:
        for move in MOVES:
            least = [sys.executable, "-m", "tests.bench.repaint"]
            with ExitStack() as others:
                mine = Pressed(explorer, is_whole=move.is_whole)
                theirs, alike = (
                    Pressed(others.enter_context(Typist([*least, *does], quiet=_QUIET)))
                    for does in ([], [move.alike] if move.alike else [])
                )
                for _ in range(rounds):
                    for key in move.before:
                        explorer.press(key)
                    for key in move.keys:
                        mine.press(key)
                        if mine.frames[-1].size:
                            theirs.draw(mine.drawn[-1])
                        if move.alike:
                            alike.press("x")
                        for back in move.back:
                            explorer.press(back)
            found[move.name] = _figures(mine, theirs, alike)
    return found


class Pressed:
    """Keys that were pressed one by one, and what they have cost."""

    def __init__(self, typist: Typist, *, is_whole: bool = True) -> None:
        """`is_whole` is whether all counts that comes back, not only the first frame."""
        self._typist = typist
        self._is_whole = is_whole
        self._cpu_ms = 0.0
        self.frames: list[Frame] = []
        self.drawn: list[Drawn] = []
        """How much counts of what was written, key by key."""

    def press(self, key: str) -> None:
        """Press one."""
        before, seen = self._typist.cpu_ms(), len(self._typist.terminal.output)
        self.frames.append(self._typist.press(key))
        self._cpu_ms += self._typist.cpu_ms() - before
        written = bytes(self._typist.terminal.output[seen:])
        self.drawn.append(drawn(written if self._is_whole else first_frame(written)))

    def draw(self, wanted: Drawn) -> None:
        """Have `repaint.py` draw so much."""
        self._typist.terminal.send(f"\x1b[200~{' '.join(map(str, wanted))}\x1b[201~")
        self._typist.terminal.read(_TOLD)
        self.press("x")

    @property
    def times(self) -> list[float]:
        """Milliseconds of each key that was answered, to the end of what counts; a single 0 where none was."""
        answered = [frame for frame in self.frames if frame.size]
        return [frame.settled if self._is_whole else frame.whole for frame in answered] or [0.0]

    @property
    def cpu_ms_a_key(self) -> float:
        """Milliseconds of processor time a key."""
        return self._cpu_ms / max(1, len(self.frames))


def _figures(mine: Pressed, theirs: Pressed, alike: Pressed) -> dict[str, float]:
    answered = [frame for frame in mine.frames if frame.size]
    row: dict[str, float] = {"keys": len(answered), "silent": len(mine.frames) - len(answered)}
    for part, name in ((0.5, "p50"), (0.95, "p95")):
        frame, least = share(mine.times, part), share(theirs.times, part)
        row |= {f"frame_{name}_ms": frame, f"least_{name}_ms": least, f"times_{name}": frame / (least or 1.0)}
        row[f"alike_{name}_ms"] = share(alike.times, part)
    for number, what in enumerate(Drawn._fields):
        row[what] = share([each[number] for each in mine.drawn] or [0], 0.5)
    row["bytes"] = share([frame.size for frame in answered] or [0], 0.5)
    return {**row, "cpu_ms": mine.cpu_ms_a_key, "least_cpu_ms": theirs.cpu_ms_a_key}


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
    names = ("frame p50", "p95", "least p50", "p95", "times p50", "p95", "alike p50", "p95")
    heads = "".join(f"{name:>{width}}" for name, width in zip(names, _WIDTHS, strict=True))
    print(f"{'':10}{heads}{'drawn':>14}{'bytes':>7}{'cpu':>6}{'least':>6}")
    for name, row in found.items():
        figures = (("frame", "_ms"), ("least", "_ms"), ("times", ""), ("alike", "_ms"))
        cells = [row[f"{what}_{part}{unit}"] for what, unit in figures for part in ("p50", "p95")]
        times = "".join(f"{n:{w}.1f}" for n, w in zip(cells, _WIDTHS, strict=True))
        much = " ".join(f"{row[what]:.0f}" for what in Drawn._fields)
        print(f"{name:10}{times}{much:>14}{row['bytes']:7.0f}{row['cpu_ms']:6.1f}{row['least_cpu_ms']:6.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
