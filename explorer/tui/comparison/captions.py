"""What stands in the frame of the comparison: which evidence is in focus, which columns are in view, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.tui.drawing import wording
from explorer.tui.drawing.rendering import cells, cut, inert

if TYPE_CHECKING:
    from explorer.tui.comparison.layout import Layout, MatchId, StopId
    from explorer.tui.comparison.model import Comparison, Context

_CONTEXTS: dict[Context, str] = {
    "sentence": "sentences alone",
    "paragraph": "",
    "neighbours": "paragraphs around",
    "article": "whole articles",
}
_SOUGHT = 24  # cells of the words that are looked for
_TITLES = {"claim": "who says it", "entity": "every mention", "source": "source"}


def title(comparison: Comparison | None, number: int | None, room: int) -> str:
    """ "4 Comparison · who says it"; in `room` cells the facts of the row: "4 Comparison · 3 sources · 1 origin"."""
    name = "Comparison" if number is None else f"{number} Comparison"
    if comparison is None:
        return name
    known = [fact for fact in comparison.facts if fact]
    told = (" · ".join((name, *known[:count])) for count in range(len(known), 0, -1))
    return next((words for words in told if cells(words) <= room), f"{name} · {_TITLES[comparison.kind]}")


def place_words(layout: Layout, stop: StopId | None, match: MatchId | None, sought: str = "") -> str:
    """ "evidence 2/7", "mention 1/5", "match 3/12", of words `sought` in a text "“river” 3 of 12"; empty where nothing
    is in focus.
    """
    if match is not None and match in layout.matches:
        number, count = list(layout.matches).index(match) + 1, len(layout.matches)
        return f"“{cut(inert(sought), _SOUGHT)}” {number} of {count}" if sought else f"match {number}/{count}"
    if stop is None or stop not in layout.stops:
        return ""
    what = "mention" if layout.comparison.kind == "entity" else "evidence"
    return f"{what} {layout.stops.index(stop) + 1}/{len(layout.stops) + layout.comparison.more[1]}"


def word_words(layout: Layout, held: int | None, against: int) -> str:
    """ "A held against C word by word": which accounts are compared so, and which stays when the reader goes on."""
    if held is None:
        return ""
    has_others = len(layout.comparison.columns) > 2
    return f"{wording.letter(held)}{' held' * has_others} against {wording.letter(against)} word by word"


def column_words(layout: Layout, visible: list[int], *, is_compared: bool) -> str:
    """ "← 1 more · B–C of 5 sources · 2 more →": what is in view, and what going left or right leads to.

    Of those that are compared word by word it is told which they are already.
    """
    count = len(layout.comparison.columns) + layout.comparison.more[0]
    if layout.comparison.kind == "source" or layout.is_stacked or len(visible) >= count:
        return ""
    is_run = visible[-1] - visible[0] == len(visible) - 1
    letters = [wording.letter(column) for column in visible]
    shown = f"{letters[0]}–{letters[-1]}" if is_run and len(letters) > 1 else ", ".join(letters)
    left, right = visible[0], count - 1 - visible[-1]
    middle = "" if is_compared else f"{shown} of {count} sources"
    parts = [f"← {left} more" if left else "", middle, f"{right} more →" if right else ""]
    return " · ".join(part for part in parts if part)


def manner_words(layout: Layout, visible: list[int], *, is_locked: bool) -> str:
    """How much is shown, and how the columns scroll, where it is not as usual."""
    if layout.comparison.kind == "source":
        return ""
    scrolled = "scrolled together" if is_locked else "scrolled each on its own"
    is_usual = len(visible) < 2 or is_locked == layout.is_aligned
    return " · ".join(part for part in (_CONTEXTS[layout.comparison.context], "" if is_usual else scrolled) if part)
