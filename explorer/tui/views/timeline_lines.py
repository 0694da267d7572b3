"""How the axis of time is laid out: which lines each entry takes, and what stands in them. Pure."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from explorer.text.phrases import plural
from explorer.tui.comparison.painter import limit
from explorer.tui.drawing.rendering import Line, Run, cells, line_width, pad, wrapped
from explorer.views import timeline as view
from explorer.views.timeline import Entry, Group, Timeline, date_words

WRAPPED = 1_500
"""Entries up to which each has the lines that its words need; of more, each has one, so that nobody waits."""

_NARROW, _ROOMY, _LOW, _TALL = 60, 100, 16, 32  # cells and lines of the whole
_LEAST_DATE, _MOST_DATE = 11, 24  # cells of the margin in which dates stand
_READABLE = 120  # longer lines are hard to read
_WIDE = 140  # cells of the whole from which there is a column for who tells an entry
_LEAST_NOTES, _MOST_NOTES, _GAP = 50, 72, 2  # cells of that column, and of the gap before it
_LEAST_BESIDE, _MOST_BESIDE, _RULE = 44, 100, 3  # cells of what an entry rests on, beside the axis; of the rule between
_MOST_LINES = 4  # of an entry
_MANY = 9  # entries from which on a head counts them

EVENT, PUBLISHED, AHEAD = "●", "■", "▷"
"""What a claim tells of; an article; what lay ahead when it was told."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The sizes of everything, in cells and lines of the whole."""

    width: int
    """Cells of the axis."""
    date: int
    body: int
    """Lines of the axis that are seen."""
    detail: int
    """Lines of what the entry under the cursor rests on, under a rule; where it stands beside the axis, all lines."""
    beside: int
    """Cells of that where it stands beside the axis, as it does where lines would be too long to be read; else 0."""
    airy: bool

    @property
    def margin(self) -> int:
        """Cells before the words of an entry: cursor, date, axis."""
        return self.date + 5 if self.date else 4

    @property
    def notes(self) -> int:
        """Cells of a column of its own for who tells an entry; 0 where that stands behind the words."""
        return min(_MOST_NOTES, max(_LEAST_NOTES, (self.width - self.margin) // 3)) if self.width >= _WIDE else 0

    @property
    def room(self) -> int:
        """Cells of a line of words."""
        beside = self.notes + _GAP if self.notes else 0
        return max(8, min(self.width - beside, _READABLE + self.margin) - self.margin - 1)


def lay_out(width: int, height: int, timeline: Timeline) -> Layout:
    """Lay out for a size; on a narrow one dates stand before the words and not in a margin."""
    detail = 3 if height < _LOW else 5 if height < _TALL else 7
    longest = max((cells(date_words(entry)) for entry in timeline.entries[:WRAPPED]), default=0)
    date = min(max(longest, _LEAST_DATE), _MOST_DATE) if width >= _NARROW else 0
    beside = min(_MOST_BESIDE, width - _RULE - (date + 5 + _READABLE + _GAP + _LEAST_NOTES))
    if beside >= _LEAST_BESIDE:
        return Layout(width - _RULE - beside, date, height, height, beside, height >= _LOW)
    return Layout(width, date, max(1, height - detail), detail, 0, height >= _LOW)


class Axis:
    """Where every entry stands, line by line; the words of an entry are asked for when it is drawn."""

    def __init__(
        self,
        timeline: Timeline,
        groups: Sequence[Group],
        notes: Sequence[str],
        layout: Layout,
        words: Callable[[int], str],
    ) -> None:
        self.timeline, self.groups, self.layout = timeline, groups, layout
        self._words = words
        self._kept: dict[int, list[Line]] = {}
        self._group_of = {group.first: group for group in groups}
        self.notes = notes
        """What could not be placed, below the axis."""
        wraps = len(timeline.entries) <= WRAPPED
        self.starts = array("q")
        """The line on which each entry begins, and behind them each note."""
        at = 0
        for group in groups:
            at += self._above(group.first)
            if not wraps:
                self.starts.extend(range(at, at + group.last - group.first))
                at += group.last - group.first
                continue
            for number in range(group.first, group.last):
                self.starts.append(at)
                at += len(self.lines(number))
        at += (2 if layout.airy and at else 1) if self.notes else 0
        for note in self.notes:
            self.starts.append(at)
            at += len(self._note_lines(note))
        self.height = at

    def __len__(self) -> int:
        return len(self.starts)

    def _above(self, number: int) -> int:
        """Lines above an entry: the head of its group, and a blank one before that."""
        if number not in self._group_of:
            return 0
        return 2 if self.layout.airy and number else 1

    def span(self, number: int) -> tuple[int, int]:
        """The first line of an entry, and the one after its last."""
        if number >= len(self.timeline.entries):
            return self.starts[number], self.starts[number] + len(
                self._note_lines(self.notes[number - len(self.timeline.entries)])
            )
        size = len(self.lines(number)) if len(self.timeline.entries) <= WRAPPED else 1
        return self.starts[number], self.starts[number] + size

    def top_of(self, number: int) -> int:
        """The line from which an entry is read: the head above it, where it is the first of its group."""
        if number < len(self.timeline.entries) and number in self._group_of:
            return self.starts[number] - 1
        return self.starts[number] - (number == len(self.timeline.entries))

    def at(self, y: int) -> int:
        """The entry or note on a line, or the last one before it; -1 before the first."""
        return bisect_right(self.starts, y) - 1

    def line(self, y: int) -> tuple[int, Line]:
        """What stands on a line, and the number of its entry or note; -1 on a head or a blank line."""
        number = self.at(y)
        if number >= 0 and y < self.span(number)[1]:
            first = self.starts[number]
            if number >= len(self.timeline.entries):
                return number, self._note_lines(self.notes[number - len(self.timeline.entries)])[y - first]
            return number, self.lines(number)[y - first]
        after = number + 1
        if after == len(self.timeline.entries) and y == self.starts[after] - 1:
            return -1, [Run(" Not on the axis", "label")]
        if after < len(self.timeline.entries) and y == self.starts[after] - 1:
            return -1, _head(self._group_of[after], self.layout)
        return -1, self._blank() if number < len(self.timeline.entries) - 1 else []

    def _blank(self) -> Line:
        return [Run(" " * (self.layout.margin - 2)), Run("│", "line")]

    def _note_lines(self, note: str) -> list[Line]:
        return [[Run("  "), *line] for line in wrapped(note, min(self.layout.width, _READABLE) - 3, "quiet")]

    # -- an entry ---------------------------------------------------------------------------------------------

    def lines(self, number: int) -> list[Line]:
        """The lines of an entry."""
        if number not in self._kept:
            if len(self._kept) > WRAPPED:
                self._kept.clear()
            self._kept[number] = self._entry_lines(number)
        return self._kept[number]

    def _entry_lines(self, number: int) -> list[Line]:
        entry, layout = self.timeline.entries[number], self.layout
        date = "" if self._is_told_above(number) else date_words(entry)
        words, ink = self._words(number), "text" if entry.claim else "title"
        lead = "" if entry.claim else "published "
        if not layout.date and date:
            lead = f"{date}{' ' if lead else ': '}{lead}"
        notes = " · ".join(view.notes_of(self.timeline, entry))
        most = _MOST_LINES if len(self.timeline.entries) <= WRAPPED else 1
        said = limit(wrapped(lead + words, layout.room, ink), most, layout.room)
        if lead and said:
            first, *rest = said[0]
            said[0] = [Run(lead, "why" if entry.inferred else "label"), Run(first.text[len(lead) :], ink), *rest]
        if notes and layout.notes:
            said = _beside(said, notes, layout, most)
        elif notes:
            said = _with_notes(said, f" — {notes}", layout.room, most)
        return [
            [*self._margin(entry, date if row == 0 else "", row == 0), *line] for row, line in enumerate(said or [[]])
        ]

    def _is_told_above(self, number: int) -> bool:
        """Whether the entry above, or the head of the group, tells the same day in the same way."""
        entry = self.timeline.entries[number]
        group = self._group_of.get(number)
        if group is not None:
            return date_words(entry) == group.key
        return date_words(entry) == date_words(self.timeline.entries[number - 1])

    def _margin(self, entry: Entry, date: str, first: bool) -> Line:
        mark = PUBLISHED if not entry.claim else AHEAD if entry.when == "ahead" else EVENT
        ink = "accent" if not entry.claim else "doubt" if entry.when == "ahead" else "label"
        axis = Run(mark, ink) if first else Run("│", "line")
        if not self.layout.date:
            return [Run("  "), axis, Run(" ")]
        shown = Run(pad(date, self.layout.date), "why" if entry.inferred else "text")
        return [Run("  "), shown, Run(" "), axis, Run(" ")]


def _beside(said: list[Line], notes: str, layout: Layout, most: int) -> list[Line]:
    """The notes in their column, in as many lines as the words have, or two."""
    noted = limit(wrapped(notes, layout.notes, "quiet"), min(most, max(len(said), 2)), layout.notes)
    empty: Line = []
    return [
        [*line, Run(" " * (layout.room + _GAP - line_width(line))), *note] if note else line
        for line, note in zip_longest(said, noted, fillvalue=empty)
    ]


def _with_notes(said: list[Line], notes: str, room: int, most: int) -> list[Line]:
    """The notes behind the words where they fit, else on a line of their own where there is one, else cut."""
    if said and line_width(said[-1]) + cells(notes) <= room:
        return [*said[:-1], [*said[-1], Run(notes, "quiet")]]
    if len(said) < most:
        return [*said, *limit(wrapped(notes.strip(), room, "quiet"), most - len(said), room)]
    return said


def _head(group: Group, layout: Layout) -> Line:
    name = group.words.removeprefix(group.key).strip()
    size = group.last - group.first
    beside = " · ".join(part for part in (name, group.gap, plural(size, "entry") if size > _MANY else "") if part)
    if not layout.date:
        return [Run("  "), Run("┼ ", "line"), Run(group.key, "accent"), Run(f" {beside}", "quiet")]
    return [
        Run("  "),
        Run(pad(group.key, layout.date), "accent"),
        Run(" "),
        Run("┼─", "line"),
        Run(f" {beside}", "quiet"),
    ]


def wrapped_line(line: Line, width: int) -> list[Line]:
    """A line of runs on as many lines as it needs; runs are kept whole where they fit a line."""
    lines: list[Line] = [[]]
    used = 0
    for run in line:
        if used and used + cells(run.text) > width:
            pieces = wrapped(run.text.strip(), width - 3, run.ink)
            lines += [[Run("   "), *piece] for piece in pieces]
            used = cells(pieces[-1][0].text) + 3 if pieces else used
        else:
            lines[-1].append(run)
            used += cells(run.text)
    return lines


def indented(words: str, width: int, ink: str) -> list[Line]:
    """Words on as many lines as they need, behind three blanks."""
    return [[Run("   "), *line] for line in wrapped(words, width - 3, ink)] if words else []
