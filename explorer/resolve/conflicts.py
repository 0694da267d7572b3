"""Whether two texts that say the same thing give other numbers, other days, or the reverse: functions of two texts.

What forbids a merge (`guards`) may be strict at no cost but a split claim; what is told to the reader as a
disagreement must be one. So a number counts only where it measures the same thing and nothing else explains it, a day
only where both accounts date the same thing, a denial only where the other side states what is denied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explorer.models import Date, Quantity
from explorer.resolve.days import date_conflict, other_day
from explorer.resolve.measures import clash
from explorer.resolve.polarity import contrasted, opposed
from explorer.resolve.sides import Side


@dataclass(frozen=True, slots=True)
class Conflict:
    """One difference of two sides; the values are None for a denial, `why` is empty for values."""

    kind: Literal["number", "date", "polarity"]
    a: Quantity | Date | None = None
    b: Quantity | Date | None = None
    why: str = ""


def conflicts(a: Side, b: Side) -> list[Conflict]:
    """Every difference of number, date and polarity between two texts that are alike."""
    found: list[Conflict] = []
    if numbers := number_conflict(a, b):
        found.append(Conflict("number", *numbers))
    if days := date_conflict(a, b):
        found.append(Conflict("date", *days))
    if why := opposed(a.words, b.words):
        found.append(Conflict("polarity", why=why))
    return found


def number_conflict(a: Side, b: Side) -> tuple[Quantity, Quantity] | None:
    """Two amounts of one measure of which only one can be right.

    Where the sides tell of different days too, it is an update; where they speak of different things, no conflict.
    """
    if other_day(a, b) or contrasted(a.words, b.words):
        return None
    return clash(a, b)
