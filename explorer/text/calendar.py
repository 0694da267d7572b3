"""Whole days and ranges of days: the arithmetic under the date grammar. No clock, no locale."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

type Days = tuple[date, date]
"""First and last day, both inclusive."""

MONTHS = tuple("january february march april may june july august september october november december".split())
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NAMES = tuple(name.title() for name in MONTHS)
WEEKDAY_NAMES = tuple(name.title() for name in WEEKDAYS)
"""The same as they are printed."""


def month_number(word: str) -> int:
    """1–12 of a month's name or abbreviation ("Sept.")."""
    key = word.lower().rstrip(".")[:3]
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(key))


def days_of_year(year: int) -> Days:
    """A year's first and last day."""
    return date(year, 1, 1), date(year, 12, 31)


def days_of_month(year: int, month: int) -> Days:
    """Of a month, 1–12."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def days_of_quarter(year: int, quarter: int) -> Days:
    """Of a quarter, 1–4."""
    return date(year, 3 * quarter - 2, 1), days_of_month(year, 3 * quarter)[1]


def days_of_half(year: int, half: int) -> Days:
    """Of half a year, 1 or 2."""
    return date(year, 6 * half - 5, 1), days_of_month(year, 6 * half)[1]


def days_of_week(day: date) -> Days:
    """The week that holds `day`, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def add_months(year: int, month: int, by: int) -> tuple[int, int]:
    """The month `by` months away, as (year, month)."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def part_of(days: Days, part: str) -> Days:
    """The early, mid or late third of a range; a month splits after the 10th and the 20th, a year after April, August.

    No part (an empty string) is the whole range.
    """
    first, last = days
    if not part:
        return days
    if first.day == 1 and (last - first).days > 300:  # whole months read better than 121.67 days
        cuts = days_of_month(first.year, 4)[1], days_of_month(last.year, 8)[1]
    elif first.day == 1 and 27 <= (last - first).days <= 30:
        cuts = date(first.year, first.month, 10), date(first.year, first.month, 20)
    else:
        third = ((last - first).days + 1) // 3
        cuts = first + timedelta(days=third - 1), first + timedelta(days=2 * third - 1)
    if part == "early":
        return first, cuts[0]
    if part == "mid":
        return cuts[0] + timedelta(days=1), cuts[1]
    return cuts[1] + timedelta(days=1), last


_SAME_YEAR = 270
"""Days: a date without its year that lies farther away in the article's own year belongs to the year beside it."""


def in_year_at_hand(month: int, day: int, published: date) -> date:
    """News leaves out the year when it is the article's own, or around New Year the one next to it."""
    year = published.year
    apart = (month - published.month) * 30 + day - published.day
    if abs(apart) > _SAME_YEAR:
        year += -1 if apart > 0 else 1
    last = days_of_month(year, month)[1].day
    return date(year, month, min(day, last))


def days_of_unit(unit: str, day: date, by: int) -> Days:
    """The week, weekend, month, quarter, half, year or decade `by` steps from the one that holds `day`."""
    if unit in ("week", "weekend"):
        first, last = days_of_week(day + timedelta(weeks=by))
        return (first + timedelta(days=5), last) if unit == "weekend" else (first, last)
    if unit == "month":
        return days_of_month(*add_months(day.year, day.month, by))
    if unit == "quarter":
        year, month = add_months(day.year, day.month, 3 * by)
        return days_of_quarter(year, (month + 2) // 3)
    if unit == "decade":
        first_year = (day.year // 10 + by) * 10
        return date(first_year, 1, 1), date(first_year + 9, 12, 31)
    return days_of_year(day.year + by)
