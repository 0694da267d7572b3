"""Days, months and years as words, and how many of them a stretch of time asks for. ISO days in, words out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Literal

from explorer.text.calendar import MONTH_NAMES, WEEKDAY_NAMES
from explorer.text.phrases import plural

Unit = Literal["day", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "month", "year")
"""From the finest."""

_LENGTH = {"day": 10, "month": 7, "year": 4}  # characters of an ISO day that name the unit
_BY_DAY, _BY_MONTH = 62, 4 * 366  # days between which most entries lie that are grouped by day, by month
_MOST = 0.8  # of the entries


def unit_of(day: str, unit: Unit) -> str:
    """The day, month or year in which a day lies: its beginning."""
    return day[: _LENGTH[unit]]


def unit_name(key: str) -> str:
    """What people call a day or month beside its number: "Thursday", "September"; "" for a year."""
    with suppress(ValueError, IndexError):
        if len(key) == _LENGTH["day"]:
            return WEEKDAY_NAMES[date.fromisoformat(key).weekday()]
        if len(key) == _LENGTH["month"]:
            return MONTH_NAMES[int(key[5:]) - 1]
    return ""


def unit_for(days: Sequence[str]) -> Unit:
    """The unit in which most of these days, which rise, make groups that can be surveyed."""
    if not days:
        return "month"
    spare = round(len(days) * (1 - _MOST) / 2)
    length = days_between(days[spare], days[-1 - spare])
    return "day" if length <= _BY_DAY else "month" if length <= _BY_MONTH else "year"


def days_between(first: str, last: str) -> int:
    """How many days lie between two; 0 where one of them is none."""
    with suppress(ValueError):
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    return 0


def gap_words(first: str, last: str) -> str:
    """How much later the second of two days, months or years (their beginnings) is: "3 months later", else ""."""
    if len(first) == len(last) == _LENGTH["year"]:
        return _later(_number(last) - _number(first), "year")
    if len(first) == len(last) == _LENGTH["month"]:
        months = 12 * (_number(last[:4]) - _number(first[:4])) + _number(last[5:]) - _number(first[5:])
        return _later(months // 12, "year") if months >= 24 else _later(months, "month")
    days = days_between(first, last)
    if days >= 2 * 365:
        return _later(days // 365, "year")
    return _later(days // 30, "month") if days >= 61 else _later(days, "day")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _later(count: int, noun: str) -> str:
    return f"{plural(count, noun)} later" if count > 1 else ""


def range_words(low: str | None, high: str | None) -> str:
    """ "2025-09-11", "2025-09", "2025", "2025-04 … 2025-06", "… 2025-06-30", "2019-01-01 …"; "" for no day at all."""
    if low is None or high is None:
        return f"{low or ''} … {high or ''}".strip() if low or high else ""
    if low == high:
        return low
    unit = _whole(low, high)
    first, last = unit_of(low, unit), unit_of(high, unit)
    return first if first == last else f"{first} … {last}"


def whole_unit(low: str | None, high: str | None, unit: Unit) -> str:
    """The first month or year of a range of whole ones that are coarser than `unit`; "" for any other."""
    if low is None or high is None or low == high or UNITS.index(_whole(low, high)) <= UNITS.index(unit):
        return ""
    return unit_of(low, _whole(low, high))


def _whole(low: str, high: str) -> Unit:
    """The coarsest unit of which a range has whole ones alone."""
    for unit in reversed(UNITS[1:]):
        if low == _first_day(low, unit) and high == _last_day(high, unit):
            return unit
    return "day"


def _first_day(day: str, unit: Unit) -> str:
    return day[:4] + "-01-01" if unit == "year" else day[:7] + "-01"


def _last_day(day: str, unit: Unit) -> str:
    if unit == "year":
        return day[:4] + "-12-31"
    with suppress(ValueError):  # no day of any calendar
        return f"{day[:7]}-{monthrange(int(day[:4]), int(day[5:7]))[1]:02}"
    return ""
