"""Two texts held against each other, ready for the rules of conflict: words, amounts and dates with their places."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.models import Date, Quantity, Span
from explorer.text.dates import find_dates
from explorer.text.quantities import find_quantities


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts: amounts and dates stand within `text[span.start : span.end]`, and their offsets count from the
    start of `text`; `words` is what is said, without speaker and cue."""

    text: str
    span: Span
    words: str
    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]


def side_of(text: str, published: str | None = None) -> Side:
    """A text on its own as a side; `published` is the ISO date of its article, if known."""
    dates = find_dates(text, published)
    return Side(text, Span(0, len(text)), text, tuple(find_quantities(text, dates)), tuple(dates))
