"""Rules for fiscal periods, seasons and holidays: "Q3 FY2025", "the first half", "last summer", "Labor Day weekend"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from explorer.text import calendar as cal
from explorer.text.calendar import Days
from explorer.text.calendar_holidays import DATE_WORDS, HOLIDAYS, holiday
from explorer.text.date_parts import (
    COUNT,
    DAY,
    MONTH,
    NEAR_YEAR,
    NEAR_YEARS,
    ORDINALS,
    YEAR,
    Found,
    count,
    rule,
)
from explorer.text.numerals import S
from explorer.text.tense import is_planned

_LISTS = {name: frozenset(words) for name, words in DATE_WORDS["lists"].items()}
_SENTENCE = 100
"""Code points on either side of a period in which words of business or sport stand."""
_WORD = re.compile(r"[A-Za-z]+")


def _fiscal(match: re.Match[str], _: date | None) -> Found:
    """A fiscal year lies anywhere from the start of the year before to the end of its own: companies differ."""
    digits = match["fiscal"]
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return Found((date(year - 1, 1, 1), date(year, 12, 31)))


def _near(match: re.Match[str]) -> set[str]:
    start, end = match.span()
    return {word.lower() for word in _WORD.findall(match.string[max(0, start - _SENTENCE) : end + _SENTENCE])}


def _quarter(match: re.Match[str], published: date | None) -> Found | None:
    """A quarter of a year, not of a game."""
    near = _near(match)
    return None if near & _LISTS["sport"] and not near & _LISTS["business"] else period(match, published)


def _bare_half(match: re.Match[str], published: date | None) -> Found | None:
    """ "the first half" is one of a year only among words of business."""
    near = _near(match)
    if not near & _LISTS["business"] or near & _LISTS["sport"]:
        return None
    return period(match, published)


def period(match: re.Match[str], published: date | None) -> Found:
    """Quarters and halves: "the second quarter of 2025", "Q2 2025", "the first half", "the June quarter"."""
    groups = match.groupdict()
    days_of: Callable[[int, int], Days] = cal.days_of_quarter
    number = 0
    if groups.get("half"):
        days_of, number = cal.days_of_half, 2 if groups["half"].lower() in ("second", "latter", "2") else 1
    elif groups.get("quarter"):
        word = groups["quarter"].lower()
        number = int(word) if word.isdigit() else ORDINALS[word]
    elif groups.get("month"):
        number = cal.month_number(groups["month"]) // 3  # named for its last month
    if groups.get("year"):
        return Found(days_of(int(groups["year"]), number))
    if published is None:
        return Found(None, relative=True)
    year = published.year + {"last": -1, "next": 1}.get((groups.get("which") or "").lower(), 0)
    days = days_of(year, number)
    if not groups.get("which") and days[0] > published:  # the latest one that has begun
        days = days_of(year - 1, number)
    return Found(days, relative=True)


def _half_year(match: re.Match[str], _: date | None) -> Found:
    """ "H1 2022", "1H 2022"."""
    return Found(cal.days_of_half(int(match["year"]), int(match["half"] or match["before"])))


def _first_months(match: re.Match[str], _: date | None) -> Found | None:
    """ "the first nine months of 2022"."""
    year, months = int(match["year"]), count(match)
    return Found((date(year, 1, 1), cal.days_of_month(year, months)[1])) if 0 < months <= 12 else None


def _months_ended(match: re.Match[str], published: date | None) -> Found:
    """ "the three months ended June 30", "the 12 months to March": whole months up to the day."""
    month, months = cal.month_number(match["month"]), count(match)
    if published is None and not match["year"]:
        return Found(None, relative=True)
    year = int(match["year"]) if match["year"] else cal.in_year_at_hand(month, 1, published or date.min).year
    if not match["year"] and published and not match["day"] and date(year, month, 1) > published:
        year -= 1
    end = cal.days_of_month(year, month)[1]
    last = date(year, month, int(match["day"])) if match["day"] else end
    before = cal.days_of_month(*cal.add_months(year, month, -months))
    first = before[1] if last == end else min(date(before[0].year, before[0].month, min(last.day, 28)), last)
    return Found((first + timedelta(days=1), last), relative=not match["year"])


def _season(match: re.Match[str], _: date | None) -> Found:
    """A season is another one in the other hemisphere, and winter runs over New Year: only the year is sure."""
    return Found(cal.days_of_year(int(match["year"])))


def _near_season(match: re.Match[str], published: date | None) -> Found:
    """ "last summer" may be the latest one or that of the year before; "this spring" is of the article's year."""
    if published is None:
        return Found(None, relative=True)
    which, year = match["which"].lower(), published.year
    if which == "the":
        return Found(
            (published, date(year + 1, 12, 31)) if is_planned(match) else (date(year - 1, 1, 1), published), True
        )
    if which in ("last", "past"):
        return Found((date(year - 1, 1, 1), published), relative=True)
    if which in ("next", "coming"):
        return Found((published, date(year + 1, 12, 31)), relative=True)
    return Found(cal.days_of_year(year), relative=True)


_LAST_WORD = re.compile(r"(?:^|[^\w'’])([\w'’]+)(?: the)?[ \n]$")
_NEXT_WORD = re.compile(r"[ -]([A-Za-z]+)")
_SURE = ("Day", "Eve", "Friday", "Monday", "July", "Fourth")


def _holiday(match: re.Match[str], published: date | None) -> Found | None:
    """ "before Christmas", "Labor Day weekend", "Election Day 2016"; not "the Christmas tree"."""
    text, name = match.string, match["holiday"].replace("’", "'")
    before = _LAST_WORD.search(text[max(0, match.start() - 16) : match.start()])
    cued = before is not None and before[1].lower() in _LISTS["holiday_cues"]
    if not (cued or match["weekend"] or name.endswith(_SURE)):
        return None
    after = _NEXT_WORD.match(text, match.end())
    if after and (after[1] in _LISTS["holiday_nouns"] or (after[1][0].isupper() and text[after.start()] == " ")):
        return None
    if match["year"]:
        return Found(_around(holiday(name, int(match["year"])), match))
    if published is None:
        return Found(None, relative=True)
    if match["near"]:
        return Found(_around(holiday(name, published.year + NEAR_YEARS[match["near"]]), match), relative=True)
    return Found(_around(_at_hand(name, before[1].lower() if before else "", published), match), relative=True)


def _at_hand(name: str, which: str, published: date) -> date:
    """The holiday of the article's year, or the one before or after where a word says so or it is much nearer."""
    own = holiday(name, published.year)
    if which in ("last", "past", "previous"):
        return own if own < published else holiday(name, published.year - 1)
    if which == "since":
        return own if own <= published else holiday(name, published.year - 1)
    if which == "next":
        return own if own > published else holiday(name, published.year + 1)
    return holiday(name, cal.in_year_at_hand(own.month, own.day, published).year)


def _around(day: date, match: re.Match[str]) -> Days:
    """The day, or the weekend with it: from the Saturday before a Monday, to the Sunday after a Friday."""
    if not match["weekend"]:
        return day, day
    first = day - timedelta(days=(day.weekday() - 5) % 7 if day.weekday() in (0, 5, 6) else 0)
    last = day + timedelta(days=0 if day.weekday() == 0 else 6 - day.weekday())
    return first, max(day, last)


_HOLIDAY_NAMES = "|".join(
    re.escape(name).replace(r"\ ", S).replace("'", "['’]") for name in sorted(HOLIDAYS, key=len, reverse=True)
)
_OF_YEAR = rf"(?:{S}of{S}(?P<which>last|this|next|the){S}year)?"

RULES = (
    rule(
        "fiscal financial",
        rf"(?<!\w)(?:(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal){S}(?:quarter|half){S}(?:of|in){S})?"
        rf"(?:[Ff]iscal|[Ff]inancial)(?:{S}year)?{S}(?P<fiscal>20\d\d)(?!\w)",
        _fiscal,
    ),
    rule("fy", r"(?<!\w)(?:[QH][1-4][ ](?:of[ ])?)?FY[ ’']?(?P<fiscal>20\d\d|[2-4]\d)(?!\w)", _fiscal),
    rule(
        "quarter",
        rf"(?<!\w)(?<!fiscal )(?P<quarter>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal){S}quarter"
        rf"(?:,?{S}(?:of|in){S}|,?{S}){YEAR}",
        period,
    ),
    rule("q", r"(?<=\b[Ii]n )Q(?P<quarter>[1-4])(?!\w|[ ](?:of[ ])?\d)", period),
    rule("q", r"(?<!\w)Q(?P<quarter>[1-4])(?:[ ]of)?[ ](?P<year>20\d\d)(?!\w)", period),
    rule(
        "quarter",
        rf"(?<!\w)(?<!fiscal )(?P<quarter>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[- \n]quarter"
        rf"(?!{S}(?:of|in){S}(?:fiscal{S})?\d|\w|-){_OF_YEAR}",
        _quarter,
    ),
    rule(
        "quarter", rf"(?<!\w)(?P<month>March|June|September|December){S}quarter(?:{S}(?:of{S})?{YEAR})?(?!\w)", period
    ),
    rule(
        "half",
        rf"(?<!\w)(?P<half>[Ff]irst|[Ss]econd|[Ll]atter){S}half{S}of{S}(?:{YEAR}|(?P<which>last|this|next|the){S}year)",
        period,
    ),
    rule("half", rf"(?<=\bthe )(?P<half>first|second){S}half(?!\w|-|{S}of\b)", _bare_half),
    rule("h", r"(?<!\w)(?:H(?P<half>[12])|(?P<before>[12])H)[ ](?P<year>20\d\d)(?!\w)", _half_year),
    rule("months", rf"(?<!\w)[Ff]irst{S}{COUNT}{S}months{S}of{S}{YEAR}", _first_months),
    rule(
        "months",
        rf"(?<!\w){COUNT}{S}months?{S}(?:ended|ending|to|through){S}{MONTH}(?:{S}{DAY}(?!\d))?(?:,?{S}{YEAR})?(?!\w)",
        _months_ended,
    ),
    rule(
        "spring summer autumn fall winter",
        rf"(?<!\w)(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:{S}of)?{S}{YEAR}",
        _season,
    ),
    rule(
        "spring summer autumn fall winter",
        rf"(?<!\w)(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming){S}(?:spring|summer|autumn|fall|winter)(?!\w|-\w)",
        _near_season,
    ),
    rule(
        "spring summer autumn winter",
        rf"(?:(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=over )|(?<=during )|(?<=since )|(?<=until ))(?P<which>the){S}"
        rf"(?:spring|summer|autumn|winter)(?!\w|-\w|{S}(?:of\b|\d|[A-Z]))",
        _near_season,
    ),
    rule(
        frozenset(re.split(r"[ .'’]", name)[0].lower() for name in HOLIDAYS),
        rf"(?<!\w)(?P<holiday>{_HOLIDAY_NAMES})(?P<weekend>{S}weekend)?(?:,?{S}{YEAR}|{NEAR_YEAR})?(?!\w|['’]s{S}[A-Z])",
        _holiday,
    ),
)
