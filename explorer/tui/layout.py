"""A comparison laid out for a width: lines of runs in columns, and where each evidence came to stand.

Pure: no widget, no screen. Columns take at least `MIN_COLUMN` cells; where fewer than two fit, they are stacked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from explorer.models import Span
from explorer.text.inert import make_inert
from explorer.text.spans import merge
from explorer.tui.painter import LaidColumn, Matches, MatchId, Painter, StopId, limit, note_lines
from explorer.tui.passages import Comparison
from explorer.tui.rendering import Line, Run, cut, cut_line, wrapped

__all__ = ["Laid", "LaidColumn", "MatchId", "Matches", "StopId", "fitting", "lay_out"]

MIN_COLUMN = 36
GUTTER = 3
LEFT, RIGHT = 1, 2
_AIRY = 24  # rows of a pane from which a blank line sets the words apart from what is said about them
_BETWEEN = "\n\n"  # passages, where they are searched as one text
_LOW = 10  # rows under which only the title stays
_SHORT = 16  # rows of a pane under which the head is kept to the least


@dataclass(frozen=True, slots=True)
class Laid:
    """A whole comparison for one width."""

    top: list[Line]
    columns: list[LaidColumn]
    width: int
    """Text cells of each column."""
    stops: list[StopId] = field(default_factory=list)
    matches: dict[MatchId, Span] = field(default_factory=dict)
    """What the search found, in reading order, with its place in the source's text."""


def fitting(width: int) -> int:
    """How many columns fit side by side into `width` cells."""
    return max(1, (width - LEFT - RIGHT + GUTTER) // (MIN_COLUMN + GUTTER))


def lay_out(
    comparison: Comparison, width: int, height: int, active: StopId | None, matches: Matches | None,
    match: MatchId | None = None,
) -> Laid:  # fmt: skip
    """Lay `comparison` out for a pane of `width` × `height` cells; `active` is the stop in focus, `match` the match."""
    count = len(comparison.columns)
    fit = min(fitting(width), max(1, count))
    stacked = fit < 2 <= count
    text_cells = (width - LEFT - RIGHT - GUTTER * (fit - 1)) // fit
    found = _found_in(comparison, matches) if matches is not None else {}
    painter = Painter(text_cells, active, found, match, airy=height >= _AIRY)
    if comparison.kind == "source":
        columns = [painter.source(comparison)]
    elif stacked:
        columns = [painter.stack(comparison)]
    else:
        short = height < _SHORT
        columns = [painter.column(comparison, index, short) for index in range(count)]
        tallest = max((column.head_size for column in columns), default=0)
        for column in columns:
            column.heads[0][1].extend([[]] * (tallest - column.head_size))
    stops = [
        (c, p, s)
        for c, column in enumerate(comparison.columns)
        for p, passage in enumerate(column.passages)
        for s in range(len(passage.stops))
    ]
    top = _top(comparison, width - LEFT - 1, height, with_notes=not stacked)
    return Laid(top, columns, text_cells, stops, painter.places)


def _found_in(comparison: Comparison, matches: Matches) -> dict[tuple[int, int], list[Span]]:
    """What a search finds in each passage (column, passage), in the offsets of the passage.

    All passages are asked about at once: where one has the very word, what is only like it in another is no match.
    """
    pieces = {
        (c, p): column.source.text[passage.span.start : passage.span.end]
        for c, column in enumerate(comparison.columns)
        for p, passage in enumerate(column.passages)
    }
    spans = merge(matches(make_inert(_BETWEEN.join(pieces.values()), keep_newlines=True)))
    found: dict[tuple[int, int], list[Span]] = {}
    start, number = 0, 0
    for place, text in pieces.items():
        end = start + len(text)
        while number < len(spans) and spans[number].start < end:
            if spans[number].start >= start and spans[number].end <= end:
                found.setdefault(place, []).append(Span(spans[number].start - start, spans[number].end - start))
            number += 1
        start = end + len(_BETWEEN)
    return found


def _top(comparison: Comparison, width: int, height: int, *, with_notes: bool) -> list[Line]:
    """What the row is, its facts, and what stands between the columns, in at most a third of the height."""
    if comparison.kind == "source":
        return []
    short = height < _SHORT
    room = (1 if height < _LOW else 2) if short else max(3, height // 3)
    lines = limit(wrapped(comparison.title, width, "title"), 1 if short else 3, width)
    notes = [note_lines(note, width) for note in comparison.notes] if with_notes else []
    facts = " · ".join(fact for fact in comparison.facts if fact)
    if facts and len(lines) < room and not (short and notes):
        lines.append([Run(cut(facts, width), "quiet")])
    for index, said in enumerate(notes):
        left = room - len(lines)
        if left <= 0:
            break
        more = len(notes) - index - 1
        shown = limit(said, 1 if height < _AIRY or comparison.kind == "entity" else min(2, left), width)
        if more and left == len(shown):
            hint = f"  +{more} more"
            shown[-1] = [*cut_line(shown[-1], width - len(hint)), Run(hint, "label")]
        lines.extend(shown)
    for label, value in comparison.card:
        if len(lines) < room:
            lines.append([Run(f"{label} ", "label"), Run(cut(value, width - len(label) - 1), "quiet")])
    return lines
