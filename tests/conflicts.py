"""Two sentences on their own, held against each other by every rule of conflict."""

from __future__ import annotations

from explorer.models import Span
from explorer.resolve.days import date_conflict
from explorer.resolve.measures import number_conflict
from explorer.resolve.polarity import opposed
from explorer.resolve.sides import Side
from explorer.text.dates import find_dates
from explorer.text.quantities import find_quantities


def kinds_of_conflict(one: str, two: str, published: str | None = None) -> list[str]:
    """What two texts that are alike differ in: number, date, polarity. `published` is the ISO date of both articles."""
    a, b = _side(one, published), _side(two, published)
    found = {"number": number_conflict(a, b), "date": date_conflict(a, b), "polarity": opposed(a.words, b.words)}
    return [kind for kind, conflict in found.items() if conflict]


def _side(text: str, published: str | None) -> Side:
    dates = find_dates(text, published)
    return Side(text, Span(0, len(text)), text, tuple(find_quantities(text, dates)), tuple(dates))
