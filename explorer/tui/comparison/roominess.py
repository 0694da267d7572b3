"""How much around the evidence of a claim, or the mentions of an entity, a pane has room for: without laying it out."""

from __future__ import annotations

from dataclasses import replace

from explorer.tui.comparison.bridges import GUTTER, LEFT, RIGHT
from explorer.tui.comparison.layout import fitting
from explorer.tui.comparison.model import Column, Comparison, Context, with_context

_HEADS = {24: 14, 16: 9, 0: 6}
"""Rows of a pane, from the most → rows kept for what the row is, and for who speaks and from whom they have it."""
_FILLED = 0.92  # of a line, on the average, before a word goes to the next
_WIDEST = 100  # cells of a line of words
_FURTHER = 5  # lines for each account that has no column
_APART = {"claim": 4, "entity": 1, "source": 1}  # lines between two passages, with what is said of the second


def filling(comparison: Comparison, width: int, height: int) -> Comparison:
    """With as much around each evidence or mention as has room with nothing out of view, its paragraph at least.

    Where some accounts have no column, a few lines are left to each of them: see `below`.
    """
    plain = with_context(comparison, "paragraph")
    count = len(plain.columns) + plain.more[0]
    fit = min(fitting(width), count)
    notes = sum(1 + len(note.text) // max(1, width - 8) for note in plain.notes if note.sides[0] < fit)
    heads = next(kept for rows, kept in _HEADS.items() if height >= rows)
    room = height - heads - notes - _FURTHER * (count - fit)
    if plain.kind == "source" or room < 1 or not fit:
        return plain
    cells = min(_WIDEST, (width - LEFT - RIGHT - GUTTER * (fit - 1)) // fit)
    seen = plain if fit == count else replace(plain, columns=plain.columns[:fit])
    if plain.kind == "entity" and _height(seen, cells) > room:  # of the most named, hundreds of mentions are not sized
        return plain
    found = seen
    contexts: tuple[Context, ...] = ("neighbours", "article")
    for context in contexts:
        wider = with_context(seen, context)
        if _height(wider, cells) > room:
            break
        found = wider
    return found if fit == count else with_context(plain, found.context)


def _height(comparison: Comparison, cells: int) -> int:
    """About how many lines the columns take: those of a claim have their first evidence in one row."""
    sizes = [_size(column, cells, _APART[comparison.kind]) for column in comparison.columns]
    if comparison.kind == "entity":
        return max(map(sum, sizes))
    return max(before for before, _ in sizes) + max(after for _, after in sizes)


def _size(column: Column, cells: int, apart: int) -> tuple[int, int]:
    """About how many lines stand before the first evidence of a column, and from it on."""
    text = column.source.text
    first, *later = column.passages
    start = first.stops[0].whole.start if first.stops else first.span.start
    after = _lines(text[start : first.span.end], cells)
    after += sum(apart + _lines(text[each.span.start : each.span.end], cells) for each in later)
    return _lines(text[first.span.start : start], cells), after


def _lines(text: str, cells: int) -> int:
    return sum(1 + int(len(line) / (cells * _FILLED)) for line in text.splitlines())
