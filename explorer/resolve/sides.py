"""Two texts held against each other, ready for the rules of conflict: words, amounts and dates with their places."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.models import Date, Quantity, Span


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts: amounts and dates stand within `text[span.start : span.end]`, and their offsets count from the
    start of `text`; `words` is what is said, without speaker and cue."""

    text: str
    span: Span
    words: str
    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]
