"""On which day a holiday falls in a year: fixed days, counted weekdays, days around Easter."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

DATE_WORDS: dict[str, Any] = tomllib.loads(files("explorer.text").joinpath("dates.toml").read_text(encoding="utf-8"))
"""The word lists of the date grammar, as in the data file."""

_FIXED: Mapping[str, str] = DATE_WORDS["fixed"]
_COUNTED: Mapping[str, list[int]] = DATE_WORDS["counted"]
_EASTER: Mapping[str, int] = DATE_WORDS["easter"]

HOLIDAYS: tuple[str, ...] = (*_FIXED, *_COUNTED, *_EASTER)
"""Names of all holidays we know."""


def holiday(name: str, year: int) -> date:
    """The day of a holiday in a year; `KeyError` for one we do not know."""
    if name in _FIXED:
        month, day = _FIXED[name].split("-")
        return date(year, int(month), int(day))
    if name in _COUNTED:
        month_number, weekday, nth, *more = _COUNTED[name]
        return _nth_weekday(year, month_number, weekday, nth) + timedelta(days=sum(more))
    return _easter(year) + timedelta(days=_EASTER[name])


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The `nth` such weekday of a month, counted from its end when negative."""
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus, as in Meeus, "Astronomical Algorithms")."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - f + 15) % 30
    i, k = divmod(c, 4)
    moved = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * moved) // 451
    month, day = divmod(h + moved - 7 * m + 114, 31)
    return date(year, month, day + 1)
