"""Two columns of a comparison word by word: what of the one account is gone in the other, and what is new there."""

from __future__ import annotations

from explorer.models import Span
from explorer.text.worddiff import MOST, word_diff
from explorer.tui import wording
from explorer.tui.comparison import Comparison
from explorer.tui.painter import Mark, Rewording, StopId

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


def reworded(comparison: Comparison, old: StopId, new: StopId) -> Rewording:
    """The passage of `new` as it differs from that of `old`, with a line that tells how to read it."""
    texts = []
    for column, passage, _ in (old, new):
        span: Span = comparison.columns[column].passages[passage].span
        texts.append(comparison.columns[column].source.text[span.start : span.end])
    found = word_diff(*texts)
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
