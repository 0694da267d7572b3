"""A comparison laid out for a pane: which columns fit, what stands above them, and lines of runs in each.

Pure: no widget, no screen. Columns take at least `MIN_COLUMN` cells; where fewer than two fit, they are stacked. Only
the columns in view are painted, and what has been painted once for this size is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from explorer.models import Span
from explorer.text.inert import make_inert
from explorer.tui.comparison.below import Below, further_block, note_block
from explorer.tui.comparison.bridges import GUTTER, LEFT, RIGHT, Frame, blank_row, bridges
from explorer.tui.comparison.model import Comparison
from explorer.tui.comparison.painter import (
    LaidColumn,
    MatchId,
    Painter,
    Place,
    Rewording,
    StopId,
    limit,
    lowered,
    said_lines,
)
from explorer.tui.drawing.rendering import Line, Run, cut, wrapped

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

__all__ = ["Laid", "LaidColumn", "Layout", "MatchId", "Matches", "StopId", "View", "fitting", "stops_of"]

MIN_COLUMN = 36
MOST_COLUMNS = 4
_AIRY = 24  # rows of a pane from which a blank line sets the words apart from what is said about them
_BETWEEN = "\n\n"  # passages, where they are searched as one text
_KEPT = 64  # painted columns: what is in focus changes with every step
_MOST_TOLD = 4  # lines of a tall pane that one thing known of the row takes
_LOWEST = 8  # rows of a pane under which the words of the accounts take what else is said of them
_SHORT = 16  # rows of a pane under which all that is no account's words is kept to the least
_TALL = 30  # rows from which all that is said of an account is told in full

_FACTUAL = 24  # rows from which there is a line for the facts of the row
_RULED = 20  # rows from which a line is drawn under what the row is

Matches = Callable[[str], list[Span]]
"""What is marked in a text: spans of it, sorted and apart; those that touch are matches of their own."""


@dataclass(frozen=True, slots=True)
class View:
    """What of a comparison is looked at."""

    active: StopId | None = None
    match: MatchId | None = None
    visible: tuple[int, ...] = ()
    """Columns in view; none: the first that fit."""
    current: Mapping[int, StopId] = field(default_factory=dict)
    """Column → the stop of it that was last in focus."""
    rewordings: Mapping[Place, Rewording] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Laid:
    """A comparison as it is drawn: `columns` by their index, in view from left to right."""

    top: list[Line]
    bridges: list[Line]
    columns: dict[int, LaidColumn]
    width: int
    """Text cells of each column."""
    is_ruled: bool
    """Whether a line is drawn under `top`."""
    below: Sequence[Below] = ()
    """At the bottom of the pane."""


def fitting(width: int) -> int:
    """How many columns fit side by side into `width` cells."""
    return min(MOST_COLUMNS, max(1, (width - LEFT - RIGHT + GUTTER) // (MIN_COLUMN + GUTTER)))


class Layout:
    """A comparison in a pane of `width` × `height` cells, with what a search finds in it."""

    def __init__(self, comparison: Comparison, width: int, height: int, matches: Matches | None = None) -> None:
        self.comparison = comparison
        self.width, self.height = width, height
        count = len(comparison.columns)
        self.fit = min(fitting(width), max(1, count))
        self.is_stacked = self.fit < 2 <= count
        found, rests = found_in(comparison, matches) if matches is not None else ({}, {})
        text_cells = (width - LEFT - RIGHT - GUTTER * (self.fit - 1)) // self.fit
        self._painter = Painter(comparison, text_cells, found, airy=height >= _AIRY, low=height < _SHORT)
        self._painter.rests = rests
        self._painted: dict[tuple[object, ...], LaidColumn] = {}
        self.stops = stops_of(comparison)
        """Every stop, in reading order."""
        self.matches: dict[MatchId, Span] = {
            (c, p, n): Span(start + span.start, start + span.end)
            for (c, p), spans in found.items()
            for start in (comparison.columns[c].passages[p].span.start,)
            for n, span in enumerate(spans)
        }
        """What the search found, in reading order, with its place in the source's text."""

    @property
    def is_aligned(self) -> bool:
        """Whether the columns' evidence stands in one row."""
        return self.comparison.kind == "claim" and not self.is_stacked and len(self.comparison.columns) > 1

    @property
    def tells_facts(self) -> bool:
        """Whether there is a line for the facts of the row; else the border tells them."""
        return self.height >= _FACTUAL

    def lay_out(self, view: View) -> Laid:
        """The lines of what is in view."""
        painter = self._painter
        painter.active, painter.match, painter.rewordings = view.active, view.match, view.rewordings
        if self.is_stacked or self.comparison.kind == "source":
            top = self._top()
            only = painter.stack() if self.is_stacked else painter.source()
            return Laid(top, [], {0: only}, painter.width, bool(top) and self.height >= _RULED)
        visible = view.visible or tuple(range(self.fit))
        columns = {index: self._column(index, view) for index in visible}
        if self.is_aligned and all(stop[1] == 0 for stop in view.current.values()):
            columns = self._levelled(columns)
        heads = self._heads(visible, view)
        tallest = max(map(len, heads.values()), default=0)
        for index, column in columns.items():
            column.heads[:] = [(0, heads[index] + [[]] * (tallest - len(heads[index])))]
        top, is_ruled = self._top(), self.height >= _RULED
        left = self.height - len(top) - is_ruled - tallest
        body = max((len(column.body) for column in columns.values()), default=0)
        notes, below = self._around(Frame(visible, painter.width), left, left - body)
        return Laid(top, notes, columns, painter.width, is_ruled, below)

    def _around(self, frame: Frame, left: int, spare: int) -> tuple[list[Line], list[Below]]:
        """What stands above the words of the accounts, in a part of the `left` lines, and below them, where they are
        `spare`: disagreements come before the words; what explains itself at length below, if it has room there.
        """
        notes, height, width = self.comparison.notes, self.height, self.width
        tall, least = 3 if height >= _TALL else 2 if height >= _SHORT else 1, 1 if height < _SHORT else left // 4
        has_all = len(frame.visible) == len(self.comparison.columns)
        if height < _AIRY:
            brackets = bridges(notes, frame, max(1, least, spare), tall)
            room = 0 if has_all else spare - len(brackets)
            return brackets, further_block(self.comparison, frame.visible, width, room)
        above = [note for note in notes if note.kind == "disagreement"]
        others = [note for note in notes if note not in above and set(note.sides) & set(frame.visible)]
        brackets = bridges(above, frame, max(1, least, spare), tall, airy=True) or [blank_row(frame)]
        room = spare - len(brackets)
        below = note_block(others, width, room if has_all else room // 2)
        if others and not below:
            brackets = bridges(notes, frame, max(1, least), tall, airy=True)
        room = spare - len(brackets) - len(below)
        further = [] if has_all else further_block(self.comparison, frame.visible, width, room)
        return brackets, [*below, *further]

    def _column(self, index: int, view: View) -> LaidColumn:
        """A column, painted anew only where what is in focus in it has changed."""
        active = view.active if view.active is not None and view.active[0] == index else None
        match = view.match if view.match is not None and view.match[0] == index else None
        reworded = tuple((place, rewording) for place, rewording in view.rewordings.items() if place[0] == index)
        told = self._told_in_head(index, view)
        key = (index, active, match, reworded, told)
        if key not in self._painted:
            if len(self._painted) >= _KEPT:
                self._painted.clear()
            self._painted[key] = self._painter.column(index, told)
        return self._painted[key]

    def _levelled(self, columns: dict[int, LaidColumn]) -> dict[int, LaidColumn]:
        """Columns whose first evidence stands in one row, below what is said about it, which stands in one row too.

        Where one of them has more before it than the pane has lines, they are brought together by scrolling alone; so
        are they where a later evidence is in focus.
        """
        first = {index: column.at[index, 0, 0].start for index, column in columns.items() if column.at}
        lowest = max(first.values(), default=0)
        if lowest >= self.height:
            return columns
        return {
            index: lowered(column, column.texts[index, 0], lowest - first.get(index, lowest))
            for index, column in columns.items()
        }

    def _heads(self, visible: Iterable[int], view: View) -> dict[int, list[Line]]:
        """Who speaks; of a claim also who has it from whom, of the evidence that was last in focus there.

        Where there are few lines, none is spent on saying of all articles alike that nothing is known of them.
        """
        low, medium = self.height < _SHORT, self.height < _FACTUAL
        lowest = self.height < _LOWEST
        seen = [self.comparison.columns[index] for index in visible]
        has_origin = not low or (not lowest and self._painter.knows_origins(seen))
        if self.fit == 1 and low:
            heads = {index: self._painter.low_head(index) for index in visible}
        else:
            heads = {index: self._painter.head(index, short=medium, origin=has_origin) for index in visible}
        most = 1 if self.height < _RULED else 2 if self.height < _TALL else 0
        for index, head in heads.items():
            if (told := self._told_in_head(index, view)) is not None:
                said = self.comparison.columns[index].passages[told[1]].stops[told[2]].lines
                if low:
                    said = tuple(line for line in said if line[0] != "doubt")  # why is told where the pane is zoomed
                if lowest:
                    said = said[:1]
                reworded = view.rewordings.get((index, told[1]))
                said = (*said, *((("label", reworded.title),) if reworded is not None else ()))
                head += ([Run(" "), *line] for line in said_lines(said, self._painter.width - 1, most))
        return heads

    def _told_in_head(self, index: int, view: View) -> StopId | None:
        """The evidence whose chain stands in the head of a column, and not above its words too."""
        if self.comparison.kind != "claim" or not self.comparison.columns[index].stops:
            return None
        return view.current.get(index, (index, 0, 0))

    def _top(self) -> list[Line]:
        """What the row is and its facts, in at most a quarter of the height."""
        comparison, width, height = self.comparison, self.width - LEFT - 1, self.height
        if comparison.kind == "source":
            return []
        room = 1 if height < _SHORT else 2 if height < _RULED else max(3, height // 4 if height >= _FACTUAL else 0)
        lines = limit(wrapped(comparison.title, width, "title"), min(room, 2 if height < _FACTUAL else 3), width)
        facts = " · ".join(fact for fact in comparison.facts if fact)
        if facts and len(lines) < room and self.tells_facts:
            lines.append([Run(cut(facts, width), "quiet")])
        for label, value in comparison.card:
            if len(lines) < room:
                told = wrapped(value, width - len(label) - 1, "quiet")
                told = limit(told, min(room - len(lines), _MOST_TOLD if height >= _TALL else 1), width - len(label) - 1)
                lines += [[Run(f"{'' if n else label:<{len(label)}} ", "label"), *line] for n, line in enumerate(told)]
        return lines


def stops_of(comparison: Comparison) -> list[StopId]:
    """Every stop, in reading order."""
    return [
        (c, p, s)
        for c, column in enumerate(comparison.columns)
        for p, passage in enumerate(column.passages)
        for s in range(len(passage.stops))
    ]


def found_in(
    comparison: Comparison, matches: Matches
) -> tuple[dict[Place, list[Span]], dict[Place, tuple[MatchId, Span]]]:
    """What a search finds in each passage (column, passage), in the offsets of the passage; and with what a match that
    begins in a passage before goes on in it, where the passages are an article.

    All passages are asked about at once: where one has the very word, what is only like it in another is no match.
    """
    pieces = {
        (c, p): column.source.text[passage.span.start : passage.span.end]
        for c, column in enumerate(comparison.columns)
        for p, passage in enumerate(column.passages)
    }
    spans = matches(make_inert(_BETWEEN.join(pieces.values()), keep_newlines=True))
    found: dict[Place, list[Span]] = {}
    rests: dict[Place, tuple[MatchId, Span]] = {}
    start, number = 0, 0
    running: tuple[MatchId, int] = (0, 0, 0), 0
    for place, text in pieces.items():
        end = start + len(text)
        if running[1] > start:
            rests[place] = running[0], Span(0, min(running[1], end) - start)
        while number < len(spans) and spans[number].start < end:
            first, last = spans[number].start, spans[number].end
            if first >= start and (last <= end or comparison.kind == "source"):
                running = (*place, len(found.setdefault(place, []))), last
                found[place].append(Span(first - start, min(last, end) - start))
            number += 1
        start = end + len(_BETWEEN)
    return found, rests
