"""Notes that stand between columns, drawn as brackets from the first to the last column that they concern.

╰─ A ≠ C  number: 1,200 jobs against 1,500. ──────────────────╯
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.tui.comparison.model import Note
from explorer.tui.comparison.painter import limit, note_lines
from explorer.tui.drawing.rendering import Line, Run, cut_line, line_width

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

GUTTER = 3
LEFT, RIGHT = 1, 2
_HOOK = 3  # cells before the words: "╰─ "
_END = 2  # cells after them: " ╯"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the columns stand: which of how many are drawn, from left to right, and how many cells each takes."""

    visible: tuple[int, ...]
    width: int

    def start(self, index: int) -> int:
        """The cell left of a column, where its signs stand."""
        return LEFT - 1 + self.visible.index(index) * (self.width + GUTTER)

    def end(self, index: int) -> int:
        """The cell after a column."""
        return self.start(index) + 1 + self.width


@dataclass(frozen=True, slots=True)
class _Bridge:
    start: int
    end: int
    lines: list[Line]


def bridges(notes: Sequence[Note], frame: Frame, room: int, tall: int, *, airy: bool = False) -> list[Line]:
    """The notes on the columns drawn, in at most `room` lines; how many are left out is said.

    Where not all can be told in full, a note takes at most `tall` lines, fewer where more notes find room then; an
    `airy` blank one follows them all.
    """
    drawn = [note for note in notes if any(side in frame.visible for side in note.sides)]
    if not drawn or room < 1:
        return []
    placed, rows, is_whole = _placed(drawn, frame, room, room)
    if not is_whole:
        tries = (_placed(drawn, frame, room, most) for most in range(tall, 0, -1))
        placed, rows, _ = max(tries, key=lambda it: len(it[0]))
    left_out = len(notes) - len(placed)
    grid: list[list[tuple[int, int, Line]]] = [[] for _ in range(rows)]
    for number, (note, row, bridge) in enumerate(placed):
        more = f"+{left_out} more" if left_out and number == len(placed) - 1 else ""
        for offset, line in enumerate(_drawn(note, bridge, frame, more)):
            grid[row + offset].append((bridge.start, bridge.end, line))
    return [*(_row(pieces, frame) for pieces in grid), *([blank_row(frame)] if airy else [])]


def blank_row(frame: Frame) -> Line:
    """A row without notes."""
    return _row([], frame)


def _placed(
    notes: Sequence[Note], frame: Frame, room: int, tall: int
) -> tuple[list[tuple[Note, int, _Bridge]], int, bool]:
    """Each note that has room with its first row, side by side where they concern other columns; the rows of all of
    them, and whether all are there in full.
    """
    taken: list[list[_Bridge]] = []
    placed, is_whole = [], True
    for note in notes:
        start, end = _reach(note, frame)
        width = max(8, end - start - _HOOK - _END)
        whole = note_lines(note, width)
        lines = limit(whole, tall, width)
        bridge = _Bridge(start, end, lines)
        row = next(
            row
            for row in range(len(taken) + 1)
            if all(_is_free(taken[r], bridge) for r in range(row, min(row + len(lines), len(taken))))
        )
        is_whole = is_whole and row + len(whole) <= room
        if row + len(lines) > room:
            if row >= room:
                continue
            lines = limit(lines, room - row, width)
            bridge = _Bridge(start, end, lines)
        taken += [[] for _ in range(row + len(lines) - len(taken))]
        for r in range(row, row + len(lines)):
            taken[r].append(bridge)
        placed.append((note, row, bridge))
    return placed, len(taken), is_whole


def _reach(note: Note, frame: Frame) -> tuple[int, int]:
    """From the first to the last column that a note concerns, and to the edge where one of them is out of view."""
    sides = [side for side in note.sides if side in frame.visible]
    first = frame.visible[0] if note.sides[0] < frame.visible[0] else sides[0]
    is_wide = note.sides[-1] > frame.visible[-1] or len(note.sides) == 1  # one alone may run on over its neighbours
    last = frame.visible[-1] if is_wide else sides[-1]
    return frame.start(first) + 1, frame.end(last)  # where the words begin: signs stand before them


def _is_free(row: Sequence[_Bridge], bridge: _Bridge) -> bool:
    return all(bridge.end <= other.start or other.end <= bridge.start for other in row)


def _drawn(note: Note, bridge: _Bridge, frame: Frame, more: str) -> list[Line]:
    """A bridge line by line: a bar beside the words, and the bracket on the last."""
    beyond = note.sides[-1] > frame.visible[-1], note.sides[0] < frame.visible[0]
    width = bridge.end - bridge.start
    out: list[Line] = []
    for number, words in enumerate(bridge.lines):
        is_last = number == len(bridge.lines) - 1
        line = cut_line(words, width - _HOOK - _END - len(more) - 3) if is_last and more else list(words)
        hook = ("←─ " if beyond[1] else "╰─ ") if is_last else "│  "
        fill = width - _HOOK - line_width(line) - 1
        if is_last:
            tail = f"─ {more} " if more else ""
            dashes = "─" * max(0, fill - 1 - len(tail))
            closing = "→" if beyond[0] else "╯"
            if len(note.sides) == 1:
                dashes, closing = " " * len(dashes), " "
            ending = [Run(f" {dashes}{tail[:1]}", "quiet"), Run(tail[1:], "label"), Run(closing, "quiet")]
        else:
            ending = [Run(" " * fill), Run("│", "quiet")]
        out.append([Run(hook, "quiet"), *line, *ending])
    return out


def _row(pieces: Sequence[tuple[int, int, Line]], frame: Frame) -> Line:
    """One row of brackets; between columns that none of them spans the line goes on."""
    line: Line = []
    at = 0
    for start, end, piece in sorted(pieces, key=lambda piece: piece[0]):
        line += [*_blank(at, start, frame), *piece]
        at = end
    return [*line, *_blank(at, frame.end(frame.visible[-1]), frame)]


def _blank(start: int, end: int, frame: Frame) -> Line:
    between = {frame.start(index) - 1 for index in frame.visible[1:]}
    return [Run("".join("│" if x in between else " " for x in range(start, end)), "line")]
