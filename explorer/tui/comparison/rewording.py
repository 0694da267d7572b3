"""Two columns of a comparison word by word: what of the one account is gone in the other, and what is new there."""

from __future__ import annotations

from explorer.models import Span
from explorer.text.worddiff import MOST, word_diff
from explorer.tui.comparison.model import Comparison, around
from explorer.tui.comparison.painter import Mark, Rewording, StopId
from explorer.tui.drawing import wording

_SIGNS = {"gone": ("[-", "-]"), "new": ("{+", "+}")}
"""The signs that `git diff --word-diff` uses: they can be read without colour."""


def pair(comparison: Comparison, column: int) -> tuple[int, int] | None:
    """Which column is compared with which: the one in focus and the next, of the last one the first.

    The original comes before its rewrite, else the left before the right; None where there is only one.
    """
    count = len(comparison.columns)
    if count < 2 or comparison.kind != "claim":
        return None
    sides = tuple(sorted((column, column + 1 if column + 1 < count else 0)))
    is_reversed = any(
        note.kind == "derivation" and note.mark == "←" and note.sides == sides for note in comparison.notes
    )
    return (sides[1], sides[0]) if is_reversed else (sides[0], sides[1])


def _compared(comparison: Comparison, at: StopId) -> str:
    column = comparison.columns[at[0]]
    source, stop = column.source, column.passages[at[1]].stops[at[2]]
    match comparison.context:
        case "sentence":
            return " ".join(source.text[span.start : span.end] for span in stop.spans)
        case "paragraph":
            span = stop.sentences
        case _:
            span = around(source, stop, "paragraph")
    return source.text[span.start : span.end]


def reworded(comparison: Comparison, old: StopId, new: StopId) -> Rewording:
    """The evidence `new` as it differs from `old`, with a line that tells how to read it.

    A step less than what is shown around it is compared: the evidence alone beside sentences, its sentence beside
    paragraphs, its paragraph beside more. What one article tells around it need not stand beside that of another.
    """
    found = word_diff(*(_compared(comparison, at) for at in (old, new)))
    text = ""
    marks: list[Mark] = []
    for piece in found.pieces:
        before, after = _SIGNS.get(piece.kind, ("", ""))
        start = len(text)
        text += f"{before}{piece.text}{after}"
        if before:
            marks.append((Span(start, len(text)), piece.kind))
    one, other = wording.letter(old[0]), wording.letter(new[0])
    title = f"word by word: [-only {one}-] {{+only {other}+}}"
    if not found.is_whole:
        title += f" · the first {MOST} words"
    return Rewording(title, text, tuple(marks))
