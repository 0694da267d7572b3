"""Do two quantities agree? Rounding and hedges of news are no difference."""

from __future__ import annotations

from explorer.models import Quantity

HEDGED = 0.10
"""Relative difference that a hedge on either side ("nearly", "over") covers."""

ROUNDED = 0.10
"""Relative difference beyond which two values are never roundings of each other: 340 is not told as 300."""


SCORE = "score"
"""Unit of scores and votes, whose two numbers are no range."""

_SPEEDS = frozenset({"km/h", "m/s"})


def same_unit(a: str, b: str) -> bool:
    """Whether two units measure the same; one account may leave out the base of a rate: "$80" and "$80 a barrel"."""
    if a == b or a in _SPEEDS or b in _SPEEDS:
        return a == b
    return a.partition("/")[0] == b.partition("/")[0] and ("/" in a) != ("/" in b)


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities of the same unit may describe the same amount.

    Ranges that touch agree; so do a value and its rounding to the digits of the other (8.76 % and 9 %), and values
    within a tenth of each other where one side is hedged, but not two bounds ("at least 42" and "at least 45").
    Unknown values and other units do not agree, nor do two scores unless both of their numbers are the same.
    """
    if not same_unit(a.unit, b.unit) or a.low is None or b.low is None:
        return False
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


def is_rounding(a: float, b: float) -> bool:
    """Whether the value with fewer significant digits is the other one rounded to them."""
    digits = (_digits(a), _digits(b))
    if digits[0] == digits[1]:
        return False
    keep = min(digits)
    return float(f"{a:.{keep}g}") == float(f"{b:.{keep}g}")


def _digits(value: float) -> int:
    return max(1, len(f"{abs(value):.10g}".replace(".", "").strip("0")))
