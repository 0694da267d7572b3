"""Date expressions of English news prose, as ranges of days. A small grammar of our own: general date parsers read
"H20" and "may" as dates, and look at the clock.

An expression is *stated* when it names its year itself, *inferred* when it needs the article's own date, *none* when
that date is not known. What the language leaves open stays open in the range: "early 2025" is January to April,
"fiscal 2026" anything from the start of 2025 to the end of 2026, because companies differ, and "2/5/2016" the second of
May or the fifth of February.

The rules stand in modules of their own: days, months and years that are named; fiscal periods, seasons, holidays; and
what is relative to the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from explorer.models import Date, Status
from explorer.text import calendar as cal
from explorer.text import date_days, date_periods, date_relative
from explorer.text.date_parts import FIGURE, FOUR_FIGURES, Found, Rule
from explorer.text.mask import blank_clutter
from explorer.text.numerals import S

_RULES: tuple[Rule, ...] = (*date_days.RULES, *date_periods.RULES, *date_relative.RULES)
_ORDER = {
    word: tuple(n for n, rule in enumerate(_RULES) if word in rule.words) for rule in _RULES for word in rule.words
}
"""Which rules a word calls for, so that a text is not held against the words of every rule."""
_WORD = re.compile(r"[A-Za-z]+|\d+")
_GAP = re.compile(rf"(?P<through>,?{S}through{S}|{S}?[-–—]{S}?)|,?{S}(?P<to>to|until|till){S}|{S}(?P<and>and){S}")
_FROM = re.compile(rf"\b[Ff]rom{S}$")
_BETWEEN = re.compile(rf"\b[Bb]etween{S}$")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A match with what its rule makes of it."""

    match: re.Match[str]
    rule: Rule
    start: int
    end: int
    found: Found


def find_dates(text: str, published: str | None) -> list[Date]:
    """Every date expression of `text`, in order, without overlap; offsets are code points of `text`.

    `published` is the article's own ISO 8601 date or date-time (its day as printed, no time zone arithmetic), or None.
    A weekday is read as news writes it: within the six days before the article, or its own day; after a plan ("will
    meet on Friday") within the six days after. "from April to June" and "between 2010 and 2015" are one expression.
    """
    day = _day_of(published)
    called = {n for word in _words(text) & _ORDER.keys() for n in _ORDER[word]}
    if not called:
        return []
    readable = blank_clutter(text)
    readings: list[_Reading] = []
    for rule in map(_RULES.__getitem__, sorted(called)):
        for match in rule.pattern.finditer(readable):
            found = _apply(rule, match, day)
            if found is not None:
                readings.append(_Reading(match, rule, match.start(), match.end(), found))
    readings.sort(key=lambda one: (one.start, -one.end))
    return [_date(text, one) for one in _joined(readable, list(_first_and_longest(readings)))]


def _words(text: str) -> set[str]:
    """The words of a text in lower case, with one sign for any number and one for numbers of four figures."""
    words = set(_WORD.findall(text.lower()))
    figures = [word for word in words if word[0].isdecimal()]
    if figures:
        words.add(FIGURE)
    if any(len(word) == len(FOUR_FIGURES) for word in figures):
        words.add(FOUR_FIGURES)
    return words


def _day_of(published: str | None) -> date | None:
    """The day of an ISO date or date-time; None for anything less ("2025-09"), which resolves no weekday."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _apply(rule: Rule, match: re.Match[str], day: date | None) -> Found | None:
    try:
        return rule.read(match, day)
    except (ValueError, OverflowError):  # "February 30": looks like a date and is none
        return None


def _first_and_longest(readings: list[_Reading]) -> Iterator[_Reading]:
    taken = 0
    for one in readings:
        if one.start >= taken:
            taken = one.end
            yield one


def _joined(text: str, readings: list[_Reading]) -> Iterator[_Reading]:
    """The readings, with two ends of a range made one."""
    index = 0
    while index < len(readings):
        one = readings[index]
        other = readings[index + 1] if index + 1 < len(readings) else None
        both = _range(text, one, other) if other else None
        yield both or one
        index += 2 if both else 1


def _range(text: str, one: _Reading, other: _Reading) -> _Reading | None:
    """ "Sept. 30 to Oct. 2", "between 2010 and 2015": from the first day of the one to the last day of the other.

    The first takes its year from the second where it has none of its own.
    """
    gap = _GAP.fullmatch(text, one.end, other.start)
    if gap is None or not one.found.joins or one.found.joins != other.found.joins:
        return None
    before = text[max(0, one.start - 9) : one.start]
    if (gap["to"] and not _FROM.search(before)) or (gap["and"] and not _BETWEEN.search(before)):
        return None
    if one.found.joins == "year" and gap["through"] and not gap["through"].strip(" ,").isalpha():
        return None  # "2014 - 2015" may be anything
    if other.found.days is None:
        return replace(one, end=other.end, found=Found(None, relative=True))
    first = _apply(one.rule, one.match, other.found.days[1]) if one.found.relative else one.found
    if first is None or first.days is None:
        return None
    low, high = first.days[0], other.found.days[1]
    if low > high and one.found.relative:
        low = _a_year_before(low) if one.found.joins != "weekday" else low
    if low > high:
        return None
    return replace(one, end=other.end, found=Found((low, high), relative=other.found.relative))


def _a_year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, cal.days_of_month(day.year - 1, day.month)[1].day))


def _date(text: str, one: _Reading) -> Date:
    days, relative = one.found.days, one.found.relative
    low, high = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
    status: Status = "stated" if not relative else "inferred" if days else "none"
    return Date(one.start, one.end, text[one.start : one.end], low, high, status)
