"""What stands below the columns where they leave room: how articles depend on one another, and further accounts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from explorer.models import Source, Span
from explorer.terms import ARROW
from explorer.text.phrases import plural
from explorer.text.spans import overlaps
from explorer.tui.comparison.model import Comparison, Note, Passage, Stop, around
from explorer.tui.comparison.painter import INKS_OF_SIGNS, limit, note_lines
from explorer.tui.drawing import wording
from explorer.tui.drawing.rendering import Line, Run, cells, cut, inert, paint, wrap

_APART = 2  # lines of a further account that are none of its words: who speaks, and a blank one
_READABLE = 110  # cells of a line of words: longer ones are hard to read


class Below(NamedTuple):
    """A line below the columns, and the column that a click on it leads to; -1 for none."""

    line: Line
    column: int = -1


def note_block(notes: Sequence[Note], width: int, room: int) -> list[Below]:
    """Notes under a rule, each as long as all of them have room for; none where that is less than a line."""
    room, cells_of_line = room - 1, min(width - 2, _READABLE)
    whole = [note_lines(note, cells_of_line) for note in notes]
    for most in range(max(map(len, whole), default=0), 0, -1):
        lines = [line for each in whole for line in limit(each, most, cells_of_line)]
        if len(lines) <= room:
            return [_rule("", width), *(Below([Run(" "), *line]) for line in lines)]
    return []


def further_block(comparison: Comparison, visible: Collection[int], width: int, room: int) -> list[Below]:
    """The accounts that have no column in view, each in as many lines as all of them have room for; how many of them
    have none is told.
    """
    rest = [index for index, column in enumerate(comparison.columns) if index not in visible and column.stops]
    count = len(rest) + comparison.more[0]
    each = (room - 1) // max(1, len(rest))
    made: list[Below] = []
    told = 0
    for number, index in enumerate(rest):
        lines = _account(comparison, index, width, max(1, each - _APART))
        if 1 + len(made) + len(lines) + (number < count - 1) > room:
            break
        told += 1
        apart = [Below([])] if number and each > _APART else []
        made += [*apart, *(Below(line, index) for line in lines)]
    if made and told < count:
        made.append(Below([Run(f"   and {plural(count - told, 'account')} more", "quiet")]))
    return [_rule(f" {plural(count, 'further account')} ", width), *made] if made else []


def _rule(label: str, width: int) -> Below:
    """A line across, with a word on what follows."""
    dashes = "─" * max(0, width - cells(label))
    return Below([Run(dashes[:2], "line"), Run(label, "quiet"), Run(dashes[2:], "line")])


def _account(comparison: Comparison, index: int, width: int, most: int) -> list[Line]:
    """Whose it is, from whom they have it and how it is put, then its words in so many lines."""
    column = comparison.columns[index]
    stop = column.passages[0].stops[0]
    letter = f"  {wording.letter(index)} "
    manner = cut(inert(" · ".join(words for ink, words in stop.lines if ink == "quiet")), width // 2)
    room = width - cells(letter) - cells(manner) - 3
    chain = next((ARROW + words.partition(ARROW)[2] for ink, words in stop.lines if ink == "label"), "")
    chain = cut(inert(chain), room // 2)
    title = cut(inert(wording.source_title(column.source)), room - cells(chain))
    gap = " " * (room - cells(title) - cells(chain) + 2)
    head = [Run(letter, "accent"), Run(title, "text"), Run(chain, "label"), Run(f"{gap}{manner} ", "quiet")]
    return [head, *_words(column.source, column.passages[0], stop, min(width, _READABLE) - 4, most)]


def _words(source: Source, passage: Passage, stop: Stop, width: int, most: int) -> list[Line]:
    """An evidence, marked where it differs from the other accounts, and as much of its paragraph as has room too."""
    whole = around(source, stop, "paragraph")
    marks = [(span, "evidence") for span in stop.spans]
    marks += [(mark.span, INKS_OF_SIGNS[mark.sign][1]) for mark in passage.marks]
    for shown in whole, Span(stop.whole.start, whole.end), stop.whole:
        text = inert(source.text[shown.start : shown.end])
        rows = wrap(text, 0, len(text), width)
        here = [(Span(at.start - shown.start, at.end - shown.start), ink) for at, ink in marks]
        if len(rows) <= most:
            break
    lines = [
        paint(text, row.start, row.end, [mark for mark in here if overlaps(mark[0], row)], "quiet") for row in rows
    ]
    return [[Run("    "), *line] for line in limit(lines, most, width)]
