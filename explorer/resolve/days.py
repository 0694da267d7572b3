"""Do two dates disagree? A date without its year is held against another by month and day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from explorer.models import Date
from explorer.resolve.sides import Side
from explorer.text.calendar import MONTHS, WEEKDAYS
from explorer.text.dates import find_dates

_ANY_YEAR = "2001-12-31"
"""Stands for the day of an article that has none, so that month and day of a date without a year can be read off."""

_NAMES_MONTH = re.compile(rf"\b(?:{'|'.join(name[:3] for name in MONTHS)})", re.IGNORECASE)
_STAMP = re.compile(r"\b(?:published|updated|posted|modified|filed)(?: on| at)?:\s*(?:\w+,?\s*)?$", re.IGNORECASE)
_FISCAL = re.compile(r"\b(?:fiscal|FY)\b.*?(?P<year>\d{4})", re.IGNORECASE)
_QUARTER = re.compile(r"(?:first|second|third|fourth) quarter", re.IGNORECASE)
DRIFT = 3
"""Days by which "today" may be off: an article is dated by its last change, or by another time zone."""
_RANGE = re.compile(r"\b(?:to|and|through|until|till)\b|[-–—]")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:(?P<later>after|since|from|starting)|(?P<earlier>before|until|till|by|through))\s+(?:the\s+)?(?:[\w.]+,?\s+)?$",
    re.IGNORECASE,
)
"""What makes a bound of a day: "since June 3" and "in July" can both be right."""


def date_conflict(a: Side, b: Side) -> tuple[Date, Date] | None:
    """Two dates of which both sides cannot be right: neither meets a date of its own kind on the other side.

    Where some dates of the two sides do meet, those left over must be as exact as each other, for they may tell of
    something else.
    """
    mine, theirs = _told(a), _told(b)
    alone, others = _alone(mine, theirs), _alone(theirs, mine)
    agree = any(_meet(x, y) for x in mine for y in theirs)
    for x in alone:
        for y in others:
            if agree and _grain(x) != _grain(y):
                continue
            if _ends_apart(x, y) or not (_meet(x, y) or _fits(a, x, b, y)):
                return x, y
    return None


def _told(side: Side) -> list[Date]:
    """The dates of a side that say when; the stamp of a page ("Updated: …") and the quarter of a match do not."""
    found = [value for value in side.dates if _days(value)]
    return [
        value
        for value in found
        if not _STAMP.search(side.text[max(0, value.start - 24) : value.start])
        and not (value.status == "inferred" and _QUARTER.fullmatch(value.text))
    ]


def _alone(mine: Sequence[Date], theirs: Sequence[Date]) -> list[Date]:
    """The dates that no date of the other side, if it is as exact, agrees with."""
    return [
        x for x in mine if not any(_grain(x) == _grain(y) and _meet(x, y) and not _ends_apart(x, y) for y in theirs)
    ]


def _ends_apart(x: Date, y: Date) -> bool:
    """Whether two printed ranges share one end and not the other: "between 1930 and 1959", "from 1930 to 1962"."""
    mine, theirs = _days(x), _days(y)
    if not mine or not theirs or not (_RANGE.search(x.text) and _RANGE.search(y.text)) or _grain(x) != _grain(y):
        return False
    return (mine[0] == theirs[0]) != (mine[1] == theirs[1])


def _fits(a: Side, x: Date, b: Side, y: Date) -> bool:
    """Whether one of two dates is only said to lie before or after, and the other lies there."""
    mine, theirs = _days(x), _days(y)
    if not mine or not theirs or _bound(a, x) == _bound(b, y):
        return False
    if not (mine[2] and theirs[2]):
        mine, theirs = (mine[0][5:], mine[1][5:], True), (theirs[0][5:], theirs[1][5:], True)
    return _lies(_bound(a, x), mine, theirs) or _lies(_bound(b, y), theirs, mine)


def _lies(bound: str, edge: tuple[str, str, bool], days: tuple[str, str, bool]) -> bool:
    return (bound == "later" and days[1] >= edge[0]) or (bound == "earlier" and days[0] <= edge[1])


def _bound(side: Side, value: Date) -> str:
    """ "later" for "since …", "earlier" for "by …", else ""."""
    match = _BOUND.search(side.text[max(side.span.start, value.start - 24) : value.start])
    return (match.lastgroup or "") if match else ""


def other_day(a: Side, b: Side) -> bool:
    """Whether the two sides tell of different days, so that other figures may simply be later ones."""
    mine, theirs = _told(a), _told(b)
    if mine and theirs:
        return not any(_meet(x, y) for x in mine for y in theirs)
    days, other_days = _weekdays(a), _weekdays(b)
    return bool(days and other_days) and days.isdisjoint(other_days)


def _weekdays(side: Side) -> frozenset[str]:
    text = side.text[side.span.start : side.span.end]
    return frozenset(match.group().lower() for match in _WEEKDAY.finditer(text))


def _days(value: Date) -> tuple[str, str, bool] | None:
    """First and last day, and whether the year is known; None when nothing can be said of the day."""
    if value.low and value.high:
        return value.low[:10], value.high[:10], True
    if not _NAMES_MONTH.search(value.text):
        return None
    read = find_dates(value.text, _ANY_YEAR)
    if len(read) != 1 or not read[0].low or not read[0].high or read[0].low[:4] != read[0].high[:4]:
        return None
    return read[0].low[:10], read[0].high[:10], False


def _meet(a: Date, b: Date) -> bool:
    """Whether two date ranges share a day; ISO dates compare as text."""
    mine, theirs = _days(a), _days(b)
    if not mine or not theirs or _is_same_phrase(a, b):
        return bool(mine and theirs)
    years = _FISCAL.search(a.text), _FISCAL.search(b.text)
    if years[0] and years[1]:
        return years[0]["year"] == years[1]["year"]  # whenever the two begin
    if mine[2] and theirs[2]:
        slack = DRIFT if _is_loose(a) or _is_loose(b) else 0
        return _later(mine[1], slack) >= theirs[0] and _later(theirs[1], slack) >= mine[0]
    if any(known and low[:4] != high[:4] for low, high, known in (mine, theirs)):
        return True
    return mine[0][5:] <= theirs[1][5:] and theirs[0][5:] <= mine[1][5:]


def _is_loose(value: Date) -> bool:
    """Whether a date is told from its article's day without a name of day or month: "today", "last week"."""
    return value.status == "inferred" and not (_NAMES_MONTH.search(value.text) or _WEEKDAY.search(value.text))


def _later(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat() if days else day
    except (ValueError, OverflowError):
        return day


def _is_same_phrase(a: Date, b: Date) -> bool:
    """Whether both print the same words ("Monday evening"), which only the days of their articles set apart."""
    return a.status == b.status == "inferred" and a.text.casefold().split() == b.text.casefold().split()


def _grain(value: Date) -> str:
    """How exact a date is."""
    low, high, _ = _days(value) or ("", "", False)
    if low == high:
        return "day"
    return "month" if low[:7] == high[:7] else "longer"
