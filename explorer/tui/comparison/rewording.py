"""Two columns of a comparison word by word: what of the one account is gone in the other, and what is new there."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.models import Span
from explorer.text.worddiff import MOST, word_diff
from explorer.tui.comparison.model import Comparison, around
from explorer.tui.comparison.painter import Mark, Rewording, StopId
from explorer.tui.drawing import wording

_SIGNS = {"gone": ("[-", "-]"), "new": ("{+", "+}")}
"""The signs that `git diff --word-diff` uses: they can be read without colour."""


def pair(comparison: Comparison, one: int, other: int) -> tuple[int, int]:
    """Two columns in the order in which they are compared: the original before its rewrite, else left before right.

    So the same words of two accounts are gone, or new, from whichever of them the reader came.
    """
    sides = tuple(sorted((one, other)))
    is_reversed = any(
        note.kind == "derivation" and note.mark == "←" and note.sides == sides for note in comparison.notes
    )
    return (sides[1], sides[0]) if is_reversed else (sides[0], sides[1])


def _compared(comparison: Comparison, at: StopId) -> tuple[Span, ...]:
    """The stretches of a source that are compared."""
    column = comparison.columns[at[0]]
    source, stop = column.source, column.passages[at[1]].stops[at[2]]
    match comparison.context:
        case "sentence":
            return stop.spans
        case "paragraph":
            return (stop.sentences,)
        case _:
            return (around(source, stop, "paragraph"),)


def _words(comparison: Comparison, at: StopId) -> str:
    text = comparison.columns[at[0]].source.text
    return " ".join(text[span.start : span.end] for span in _compared(comparison, at))


def _letters(comparison: Comparison, at: StopId) -> Iterator[int]:
    """Where each character that is no space stands in the source, of what is compared."""
    text = comparison.columns[at[0]].source.text
    for span in _compared(comparison, at):
        yield from (place for place in range(span.start, span.end) if not text[place].isspace())


def reworded(comparison: Comparison, old: StopId, new: StopId) -> Rewording:
    """The evidence `new` as it differs from `old`, with a line that tells how to read it.

    A step less than what is shown around it is compared: the evidence alone beside sentences, its sentence beside
    paragraphs, its paragraph beside more. What one article tells around it need not stand beside that of another.
    """
    found = word_diff(*(_words(comparison, at) for at in (old, new)))
    text, letters = "", _letters(comparison, new)
    marks: list[Mark] = []
    places: list[int] = []
    for piece in found.pieces:
        before, after = _SIGNS.get(piece.kind, ("", ""))
        start = len(text)
        text += f"{before}{piece.text}{after}"
        own = "" if piece.kind == "gone" else piece.text
        places += [-1] * len(before)
        places += [-1 if letter.isspace() else next(letters) for letter in own]
        places += [-1] * (len(text) - len(places))
        if before:
            marks.append((Span(start, len(text)), piece.kind))
    one, other = wording.letter(old[0]), wording.letter(new[0])
    title = f"word by word: [-only {one}-] {{+only {other}+}}"
    if not found.is_whole:
        title += f" · the first {MOST} words"
    return Rewording(title, text, tuple(marks), tuple(places))
