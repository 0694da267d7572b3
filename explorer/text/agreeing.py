"""Do two quantities agree? Rounding and hedges of news are no difference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from explorer.models import Quantity
from explorer.text.conversions import agree_converted, convertible

HEDGED = 0.10
"""Relative difference that a hedge on either side ("nearly", "over") covers."""

ROUNDED = 0.10
"""Relative difference beyond which two values are never roundings of each other: 340 is not told as 300."""


SCORE = "score"
"""Unit of scores and votes, whose two numbers are no range."""

_IN_BRACKETS, _OR_ABOUT = 2, 14
"""Code points between a sum and its conversion: " (", and ", or about " where the second is hedged."""
_SIGN = re.compile(r"\d")
_SPEEDS = frozenset({"km/h", "m/s"})


def same_unit(a: str, b: str) -> bool:
    """Whether two units measure the same; one account may leave out the base of a rate: "$80" and "$80 a barrel"."""
    if a == b or a in _SPEEDS or b in _SPEEDS:
        return a == b
    return a.partition("/")[0] == b.partition("/")[0] and ("/" in a) != ("/" in b)


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities of the same unit, or of units of one dimension, may describe the same amount.

    Ranges that touch agree; so do a value and its rounding to the digits of the other (8.76 % and 9 %), and values
    within a tenth of each other where one side is hedged, but not two bounds ("at least 42" and "at least 45").
    Unknown values and other units do not agree, nor do two scores unless both of their numbers are the same.
    """
    if a.low is None or b.low is None:
        return False
    if not same_unit(a.unit, b.unit):
        return _agree_converted(a, b)
    if a.unit == SCORE:
        return (a.low, a.high) == (b.low, b.high)
    low, high = a.low, a.high if a.high is not None else a.low
    other_low, other_high = b.low, b.high if b.high is not None else b.low
    if low <= other_high and other_low <= high:
        return True
    near, far = (high, other_low) if high < other_low else (other_high, low)
    biggest = max(abs(near), abs(far))
    gap = abs(near - far) / biggest if biggest else 0.0
    bounds = a.hedge == b.hedge and a.hedge in ("over", "under")
    if (a.hedge or b.hedge) and not bounds and gap <= HEDGED:
        return True
    return gap <= ROUNDED and is_rounding(near, far)


def _agree_converted(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts in two units of one dimension are about the same: 60 metres and 200 feet."""
    if a.low is None or b.low is None or not convertible(a.unit, b.unit):
        return False
    mine, theirs = (a.low, a.high if a.high is not None else a.low), (b.low, b.high if b.high is not None else b.low)
    return agree_converted(a.unit, mine, b.unit, theirs, room=HEDGED if a.hedge or b.hedge else 0.0)


def unmatched(mine: Sequence[Quantity], theirs: Sequence[Quantity]) -> list[Quantity]:
    """The values of one side that no value of the other agrees with, nor with what they are converted to or from."""
    return unexplained(mine, [any(compatible(q, other) for other in theirs) for q in mine])


def unexplained(quantities: Sequence[Quantity], agreed: Sequence[bool]) -> list[Quantity]:
    """The values that nothing agrees with, for each of which `agreed` tells so: a sum and its conversion are one."""
    known = list(agreed)
    for i, (first, second) in enumerate(pairwise(quantities)):
        if is_conversion(first, second):
            known[i] = known[i + 1] = known[i] or known[i + 1]
    return [quantity for quantity, told in zip(quantities, known, strict=True) if not told]


def told_once(quantities: Sequence[Quantity]) -> list[Quantity]:
    """The values without those that are another one in another currency or unit."""
    converted = {second.start for first, second in pairwise(quantities) if is_conversion(first, second)}
    return [quantity for quantity in quantities if quantity.start not in converted]


def is_conversion(first: Quantity, second: Quantity) -> bool:
    """Whether the second amount is the first in another unit: "£20m ($31m)", "€5m, or about $6m", "3 miles (5 km)"."""
    if _agree_converted(first, second):
        return 0 <= second.start - first.end <= _IN_BRACKETS
    if not (first.unit.isupper() and second.unit.isupper()) or "/" in first.unit + second.unit:
        return False
    gap = second.start - first.end
    other_sign = _SIGN.split(first.text)[0] != _SIGN.split(second.text)[0]
    if 0 <= gap <= _IN_BRACKETS:
        return other_sign
    return first.unit != second.unit and second.hedge == "about" and gap <= _OR_ABOUT


def is_rounding(a: float, b: float) -> bool:
    """Whether the value with fewer significant digits is the other one rounded to them."""
    digits = (_digits(a), _digits(b))
    if digits[0] == digits[1]:
        return False
    keep = min(digits)
    return float(f"{a:.{keep}g}") == float(f"{b:.{keep}g}")


def _digits(value: float) -> int:
    return max(1, len(f"{abs(value):.10g}".replace(".", "").strip("0")))
