"""How disagreements look: a row of their list, and all sides of one, beside one another where there is room. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.models import Span
from explorer.terms import ARROW
from explorer.text.phrases import plural
from explorer.tui.comparison.painter import limit, said_lines
from explorer.tui.drawing.rendering import Line, Run, cut, inert, line_width, pad, paint, wrap, wrapped
from explorer.views.disagreements import Dispute, Head, Side

_SIDE = 34  # cells that a side needs to be read beside another
_MOST_BESIDE = 3  # sides in one row: of more the eye compares none
_GAP = " │ "
_KIND = 13  # cells of the longest kind, and one
_WEIGHT = 21  # cells of the longest weight, and one
_LOW, _HIGH = 9, 16  # lines from which what is said comes before the sides, and from which paragraphs are whole
_WORTH = 4  # lines that are left from which they are worth filling
_READABLE = 100  # cells of a line of words: longer ones are hard to read
_ROOMY = 76  # cells from which a row has its weight in words


@dataclass(frozen=True, slots=True)
class LaidSides:
    """All lines of a disagreement, and which of them (half-open) each side begins and ends on."""

    lines: tuple[Line, ...]
    sides: tuple[Span, ...]


def row_line(head: Head, width: int) -> Line:
    """One disagreement on one line: sign, kind, weight where there is room, and what it says."""
    ink = "conflict" if head.grade > 1 else "doubt"
    line: Line = [Run(f"{head.sign} ", ink), Run(pad(head.kind, _KIND), "label")]
    if width >= _ROOMY:
        line.append(Run(pad(head.weight, _WEIGHT), ink))
    return [*line, Run(cut(inert(head.note), width - line_width(line)))]


def lay_out(dispute: Dispute, width: int, focus: int, height: int) -> LaidSides:
    """What it says, then its sides in rows of as many as fit, the one in focus marked; the claims come last.

    Where there are few lines the sides come before what is said of them; where there are many, the paragraphs of the
    sides are shown, and what follows them as far as it fits.
    """
    laid = _laid(dispute, width, focus, height, 0)
    left = height - len(laid.lines)
    return laid if left < _WORTH or height < _HIGH else _laid(dispute, width, focus, height, left)


def _laid(dispute: Dispute, width: int, focus: int, height: int, left: int) -> LaidSides:
    """The lines of a disagreement; sides in one row are made longer by as many as are `left`."""
    is_low, is_high = height < _LOW, height >= _HIGH
    note = wrapped(dispute.note, width, "title")
    lines: list[Line] = [] if is_low else [*note]
    beside = max(1, min(_MOST_BESIDE, len(dispute.sides), (width + len(_GAP)) // (_SIDE + len(_GAP))))
    places: list[Span] = []
    for first in range(0, len(dispute.sides), beside):
        row = dispute.sides[first : first + beside]
        lines += [] if is_low and not first else [[]]
        start = len(lines)
        each = (width - len(_GAP) * (len(row) - 1)) // len(row)
        columns = [side_lines(side, each, is_here=first + n == focus, whole=is_high) for n, side in enumerate(row)]
        if left and len(row) == len(dispute.sides):
            most = max(map(len, columns)) + left
            columns = [
                column + further_lines(side, each, most - len(column))
                for column, side in zip(columns, row, strict=True)
            ]
        lines += _beside(columns, each)
        places += [Span(start, len(lines))] * len(row)
    if dispute.more_sides:
        lines += [[], *wrapped(f"and {plural(dispute.more_sides, 'passage')} more", width, "quiet")]
    lines += [[], *note] if is_low else []
    lines += [[], *wrapped("The same claim:" if len(dispute.claims) == 1 else "The claims:", width, "label")]
    for _, text in dispute.claims:
        lines += _indented(text, width, 2, "text")
    lines += _other_lines(dispute, width)
    return LaidSides(tuple(lines), tuple(places))


def _other_lines(dispute: Dispute, width: int) -> list[Line]:
    """Who tells it too and takes no side: how, and in what words."""
    if not dispute.others:
        return []
    lines: list[Line] = [[], *wrapped("Told without taking a side by:", width, "label")]
    for other in dispute.others:
        lines += _indented(f"{other.excerpt.name}, {other.day}: {other.manner}", width, 2, "title")
        lines += _indented(other.chain, width, 4, "label") if ARROW in other.chain else []
        lines += _indented(other.excerpt.words, width, 4, "quiet")
    if dispute.more_others:
        lines += _indented(f"and {plural(dispute.more_others, 'source')} more", width, 2, "quiet")
    return lines


def _indented(text: str, width: int, indent: int, ink: str) -> list[Line]:
    return [[Run(" " * indent), *line] for line in wrapped(text, min(width, _READABLE) - indent, ink)]


def side_lines(side: Side, width: int, *, is_here: bool, whole: bool) -> list[Line]:
    """One side: whose it is and of when, and its sentence with what tells it apart marked; where it is shown
    `whole`, also from whom it has that, and its paragraph.
    """
    mark = "▌" if is_here else " "
    head = wrapped(f"{side.excerpt.name}, {side.day}", width - 2, "accent" if is_here else "title")
    told = said_lines([("label", side.chain)], width - 2) if whole and side.chain else []
    lines: list[Line] = [[Run(f"{mark} ", "accent"), *line] for line in (*head, *told)]
    before = side.before if whole else ""
    text = inert(before + side.text + (side.after if whole else ""))
    offset = side.sentence.start - len(before)
    sentence = Span(len(before), len(before) + len(side.text))
    marks = [(sentence, "text"), *((Span(s.start - offset, s.end - offset), "differs") for s in side.differs)]
    for span in wrap(text, 0, len(text), max(4, width - 2)):
        line = paint(text, span.start, span.end, marks, "quiet")
        lines.append([Run(f"{mark} ", "accent"), *line])
    return lines


def further_lines(side: Side, width: int, room: int) -> list[Line]:
    """How the article of a side goes on, in so many lines."""
    apart = "\n\n" if "\n\n" in side.further else "\n"
    lines: list[Line] = []
    for part in side.further.split(apart):
        if part.strip() and len(lines) < room:
            lines += [[], *([Run("  "), *line] for line in wrapped(" ".join(part.split()), width - 2, "quiet"))]
    shown = room
    while shown and shown < len(lines) and not lines[shown - 1]:
        shown -= 1
    return limit(lines, shown, width) if shown else []


def _beside(columns: list[list[Line]], width: int) -> list[Line]:
    """Columns of lines beside one another, the shorter filled up."""
    if len(columns) == 1:
        return columns[0]
    lines: list[Line] = []
    for at in range(max(map(len, columns))):
        line: Line = []
        for number, column in enumerate(columns):
            part = column[at] if at < len(column) else []
            gap = [Run(_GAP, "line")] if number else []
            line += [*gap, *part, Run(" " * max(0, width - line_width(part)))]
        lines.append(line)
    return lines
