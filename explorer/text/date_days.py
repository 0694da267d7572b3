"""Rules for days, months and years that the text names: "Sept. 9, 2016", "9 September", "mid-March", "the 1990s"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from explorer.text import calendar as cal
from explorer.text.calendar_holidays import DATE_WORDS
from explorer.text.date_parts import (
    DAY,
    FIGURE,
    FOUR_FIGURES,
    MONTH,
    MONTH_WORDS,
    NEAR_YEAR,
    NEAR_YEARS,
    PART,
    WEEKDAY_PREFIX,
    WHICH,
    YEAR,
    Found,
    part,
    rule,
)
from explorer.text.numerals import S
from explorer.text.tense import is_planned, is_told, is_told_after


def _iso(match: re.Match[str], _: date | None) -> Found:
    day = date(int(match["year"]), int(match["m"]), int(match["d"]))
    return Found((day, day), joins="day")


def _numeric(match: re.Match[str], _: date | None) -> Found | None:
    """ "9/23/2016", "23.9.2016". Day and month that may be exchanged leave both readings open: from the earlier to the
    later one; with points the day stands first."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if year < 50 else 1900
    orders = [(second, first)] if match["sep"] == "." else [(first, second), (second, first)]
    days = sorted(date(year, month, day) for month, day in orders if month <= 12 and 0 < day <= 31)
    return Found((days[0], days[-1])) if days else None


_EVENT_AFTER = re.compile(
    rf"(?:{S}(?:terrorist|terror|Capitol|Hamas))?{S}(?:attacks?|riots?|massacre|insurrection|bombings?|uprising|coup)\b"
)
"""Words that make a day the name of an event, whose year everybody knows: "the Sept. 11 attacks"."""
_EVENT_DAYS = {(1, 6), (9, 11), (10, 7)}
_EVENT_BODY = re.compile(
    rf"{S}(?:[Cc]ommittee|[Cc]ommission|[Hh]earings?|[Rr]ioters?|[Mm]emorial|[Mm]useum|panel|probe|investigation"
    rf"|[Vv]ictims?|families|cases?|hijackers?|defendants?)\b"
)


def _month_day(match: re.Match[str], published: date | None) -> Found | None:
    """ "September 11, 2025", "11 Sept 2025", "Sept. 1-5"; without a year that of the year at hand."""
    month, first = cal.month_number(match["month"]), int(match["day"])
    last = int(match["last"]) if match["last"] else first
    if last < first:
        return None
    if match["year"]:
        year = int(match["year"])
        return Found((date(year, month, first), date(year, month, last)), joins="day")
    date(2024, month, last)  # the day must exist in a leap year at least
    event = (month, first) in _EVENT_DAYS and _EVENT_BODY.match(match.string, match.end())
    if published is None or event or _EVENT_AFTER.match(match.string, match.end()):
        return Found(None, relative=True, joins="" if event else "day")
    named = match.groupdict().get("near")
    if named:
        start = date(published.year + NEAR_YEARS[named], month, first)
    else:
        start = cal.in_year_at_hand(month, first, published)
    return Found((start, start + timedelta(days=last - first)), relative=True, joins="day")


def _week_of(match: re.Match[str], published: date | None) -> Found | None:
    """ "the week of Oct. 3": the week that holds the day."""
    found = _month_day(match, published)
    if found is None or found.days is None:
        return found
    return Found(cal.days_of_week(found.days[0]), relative=found.relative)


def _month_year(match: re.Match[str], _: date | None) -> Found:
    days = cal.days_of_month(int(match["year"]), cal.month_number(match["month"]))
    return Found(cal.part_of(days, part(match)), joins="month")


def _month_span(match: re.Match[str], published: date | None) -> Found | None:
    """ "April-June", "October–December 2022": whole months of one year, the latest that has begun."""
    first, last = cal.month_number(match["month"]), cal.month_number(match["until"])
    if first >= last:
        return None
    if not match["year"] and published is None:
        return Found(None, relative=True)
    year = int(match["year"]) if match["year"] else cal.in_year_at_hand(first, 1, published or date.min).year
    return Found((date(year, first, 1), cal.days_of_month(year, last)[1]), relative=not match["year"])


_MODAL_AFTER = re.compile(r" (?:be|have|not|well|also|yet|still|need|take|help)\b")
_SAYS_MONTH = re.compile(
    rf"(?:\b(?:in|since|until|during|through|from|last|next|this|early|late|(?:end|start|beginning|middle|month|days?)"
    rf"{S}of|between){S}|\bmid-|\b(?:{'|'.join(sorted(MONTH_WORDS, key=len, reverse=True))})\b\.?(?:{S}\d{{4}})?,?{S}"
    rf"(?:and|or|to|through){S})$",
    re.IGNORECASE,
)
_BY = re.compile(rf"\bby{S}$", re.IGNORECASE)
_OWNED = re.compile(rf"(?:\b(?:the|its|their|his|her|an?|our|each|every|that)|['’]s){S}$", re.IGNORECASE)
_NOUN_AFTER = re.compile(
    rf"{S}(?!(?:for|of|on|to|that|which|in|at|and|or|was|is|has|had|were|will|would|began|said|went|is|as)\b)[a-z]{{3,}}"
)


def _named_month(match: re.Match[str], published: date | None) -> Found | None:
    """March, April, May, June and August are also verbs and given names: months only where the words say so."""
    text, start, end = match.string, match.start("month"), match.end("month")
    before = text[max(0, start - 24) : start]
    said = match["which"] or match["part"] or _SAYS_MONTH.search(before)
    if match["month"] not in ("May", "April"):
        said = said or _BY.search(before)
    if not said and not (_OWNED.search(before) and _NOUN_AFTER.match(text, end)):
        return None
    return _month_alone(match, published)


def _month_alone(match: re.Match[str], published: date | None) -> Found | None:
    """ "in September", "mid-March", "last May": the nearest such month, or the one before or after the article."""
    if match["month"] == "May" and _MODAL_AFTER.match(match.string, match.end()):
        return None
    if published is None:
        return Found(None, relative=True, joins="month")
    month, which = cal.month_number(match["month"]), (match["which"] or "").lower()
    ahead = (month - published.month) % 12  # months until its next occurrence, 0 for this month
    if which == "this":
        by = month - published.month
    elif which in ("last", "past"):
        by = ahead - 12
    elif which in ("next", "coming"):
        by = ahead or 12
    elif match.string.endswith(("since ", "Since "), 0, match.start("month")) or is_told(match):
        by = ahead - 12 if ahead else 0
    elif ahead and is_told_after(match) and not is_planned(match):
        by = ahead - 12
    else:  # an unmarked month is behind us, unless it is close ahead or planned
        by = ahead if ahead <= 3 or is_planned(match) else ahead - 12
    days = cal.days_of_month(*cal.add_months(published.year, published.month, by))
    return Found(cal.part_of(days, part(match)), relative=True, joins="month")


def _month_of_year(match: re.Match[str], published: date | None) -> Found:
    """ "April of last year"."""
    if published is None:
        return Found(None, relative=True)
    year = published.year + {"last": -1, "next": 1}.get(match["which"].lower(), 0)
    days = cal.days_of_month(year, cal.month_number(match["month"]))
    return Found(cal.part_of(days, part(match)), relative=True)


def _year(match: re.Match[str], _: date | None) -> Found:
    return Found(cal.part_of(cal.days_of_year(int(match["year"])), part(match)), joins="year")


_ACT_BEFORE = re.compile(r"\b[A-Z]\w+ of $")


def _year_of_act(match: re.Match[str], published: date | None) -> Found | None:
    """ "the Constitution of 1780"."""
    named = _ACT_BEFORE.search(match.string[max(0, match.start() - 24) : match.start()])
    return _year(match, published) if named else None


_SHORT_CUE = re.compile(rf"\b(?:in|of|since|from|until|by|the|before|after|and|or){S}$", re.IGNORECASE)


def _short_year(match: re.Match[str], _: date | None) -> Found | None:
    """ "in '08": of this century, or of the last one from '50 on."""
    if not _SHORT_CUE.search(match.string[max(0, match.start() - 8) : match.start()]):
        return None
    short = int(match["short"])
    return Found(cal.days_of_year(short + (1900 if short >= 50 else 2000)))


_NAME_BEFORE = re.compile(r"(?:^|[\s(\"'“‘])([A-Z][\w'’.-]*)[ ]$")
_FREE_BEFORE_YEAR = frozenset(DATE_WORDS["lists"]["free_before_year"])


def _bare_year(match: re.Match[str], published: date | None) -> Found | None:
    """A year that no word introduces: not after a name ("Windows 2000"), unless it is a possessive."""
    before = _NAME_BEFORE.search(match.string[max(0, match.start() - 40) : match.start()])
    if before:
        word = before[1]
        if word not in _FREE_BEFORE_YEAR and not word.endswith(("'s", "’s", "s'", "s’", "s.")):
            return None
    return _year(match, published)


def _years(match: re.Match[str], _: date | None) -> Found | None:
    first, tail = int(match["first"]), match["tail"]
    last = int(tail) if len(tail) == 4 else int(match["first"][:2] + tail)
    return Found((cal.days_of_year(first)[0], cal.days_of_year(last)[1])) if first < last else None


def _decade(match: re.Match[str], _: date | None) -> Found:
    printed = match["decade"]
    first, low_high = int(printed), {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part(match)]
    if len(printed) == 2:
        first += 2000 if first < 20 else 1900
    return Found((date(first + low_high[0], 1, 1), date(first + low_high[1], 12, 31)))


_WRITTEN_CENTURIES = {
    word: n for n, word in enumerate("sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split(), 16)
}


def _century(match: re.Match[str], _: date | None) -> Found:
    """ "the 19th century" runs from 1801 to 1900."""
    printed = match["century"].lower()
    number = _WRITTEN_CENTURIES.get(printed) or int(printed[:-2])
    low, high = {"": (1, 100), "early": (1, 33), "mid": (34, 66), "late": (67, 100)}[part(match)]
    return Found((date(100 * (number - 1) + low, 1, 1), date(100 * (number - 1) + high, 12, 31)))


_AFTER_NAME = rf"(?!['’]s{S}[A-Z]|{S}[A-Z\d]|-\w|\w)"
_YEAR_CUE = r"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Ii]n\n)|(?<=\b[Ff]rom )|(?<=\b[Bb]y ))"
_NO_COUNT = (
    r"(?! (?:people|troops|soldiers|dollars|euros|pounds|yuan|yen|jobs|workers|employees|homes|cases|deaths|million"
    r"|billion|trillion|per|percent|points|miles|km|metres|meters|feet|tons|tonnes|units|vehicles|cars|votes|men|women)\b)"
)
_LAST_DAY = rf"(?:{S}?[-–]{S}?(?P<last>\d\d?)(?!\d))?"
_AND_DAY = (
    rf"(?:{S}?(?:[-–]|\band\b|\bto\b|\bthrough\b|\bor\b){S}?(?P<last>\d\d?)(?:st|nd|rd|th)?"
    rf"(?=[,;.)](?!\d)|$|{S}(?:it|the|in|at|when|as|to|for|of|an?|on|he|she|they|we|that|and|with|near|by)\b))?"
)

RULES = (
    rule(FOUR_FIGURES, r"(?<![\w/.-])(?P<year>\d{4})(?P<sep>[-/])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)(?!\d|[-/.]\d)", _iso),
    rule(
        FIGURE,
        r"(?<![\w/.$€£-])(?P<first>\d\d?)(?P<sep>[/.])(?P<second>\d\d?)(?P=sep)(?P<year>(?:19|20)\d\d|(?<=/)\d\d)(?![\w%/-]|\.\d)",
        _numeric,
    ),
    rule(
        MONTH_WORDS,
        rf"(?<!\w)(?:[Ww]eek{S}of{S}){MONTH}{S}{DAY}(?P<last>)?(?:,?{S}{YEAR}|(?![\w%]|[,.:]\d))",
        _week_of,
    ),
    rule(
        MONTH_WORDS,
        rf"(?<!\w){WEEKDAY_PREFIX}{MONTH}(?:{S}|(?<=[.])){DAY}{_AND_DAY}(?:,?{S}{YEAR}|{NEAR_YEAR}|(?![\w%]|[,.:]\d|[-–]\d))",
        _month_day,
    ),
    rule(
        MONTH_WORDS,
        rf"(?<!\w){WEEKDAY_PREFIX}{MONTH}{S}{DAY}{_LAST_DAY}(?:,?{S}{YEAR}|(?![\w%]|[,.:]\d))",
        _month_day,
    ),
    rule(
        MONTH_WORDS,
        rf"(?<![\w.$€£#-]){WEEKDAY_PREFIX}{DAY}{_LAST_DAY}(?:{S}of)?{S}{MONTH}(?:,?{S}{YEAR}|{NEAR_YEAR}|(?!\w))",
        _month_day,
    ),
    rule(MONTH_WORDS, rf"(?<!\w){PART}?{MONTH}(?:{S}of)?,?{S}{YEAR}", _month_year),
    rule(
        MONTH_WORDS,
        rf"(?<![\w-]){MONTH}[-–]{MONTH.replace('<month>', '<until>')}(?:,?{S}{YEAR})?(?!\w|{S}\d)",
        _month_span,
    ),
    rule(MONTH_WORDS, rf"(?<!\w){PART}?{MONTH}{S}(?:of{S})?(?P<which>last|this|next){S}year(?!\w)", _month_of_year),
    rule(
        MONTH_WORDS,
        rf"(?<!\w){PART}?{WHICH}(?P<month>January|February|July|September|October|November|December)(?!\w|-\w|{S}\d)",
        _month_alone,
    ),
    rule(
        "march april may june august",
        rf"(?<!\w){PART}?{WHICH}(?P<month>March|April|May|June|August){_AFTER_NAME}",
        _named_month,
    ),
    rule(
        MONTH_WORDS,
        rf"(?<!\w){PART}?{WHICH}(?P<month>(?:Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\b\.?)(?!\w|{S}\d|{S}[A-Z])",
        _named_month,
    ),
    rule(FOUR_FIGURES, rf"(?<!\w){PART}{YEAR}{_NO_COUNT}", _year),
    rule(
        FOUR_FIGURES,
        rf"(?<![\w.,$€£#/-])(?P<year>(?:19|20)\d\d)(?![\w%]|[.,:/]\d|[-–]\d|-\w){_NO_COUNT}",
        _bare_year,
    ),
    rule(
        FOUR_FIGURES,
        rf"{_YEAR_CUE}(?P<year>1[0-8]\d\d|21\d\d)(?![\w%–]|[.,:/-]\w)(?!{S}[a-z]+s\b){_NO_COUNT}",
        _year,
    ),
    rule(FOUR_FIGURES, rf"(?<=[A-Za-z] of )(?P<year>1[4-8]\d\d)(?!\w|[.,:/-]\w|{S}[a-z]+s\b)", _year_of_act),
    rule(FIGURE, r"(?<!\w)['’‘](?P<short>\d\d)(?!\w|['’])", _short_year),
    rule(
        FOUR_FIGURES,
        r"(?<![\w.,$€£#/-])(?P<first>(?:19|20)\d\d)[-–](?P<tail>(?:19|20)\d\d|\d\d)(?![\w%-]|[.,:/]\d)",
        _years,
    ),
    rule(FOUR_FIGURES, rf"(?<!\w)(?:the{S})?{PART}?(?P<decade>(?:1[5-9]|20)\d0)['’]?s(?!\w)", _decade),
    rule(FIGURE, rf"(?<!\w)(?:the{S})?{PART}?['’‘](?P<decade>[2-9]0)s(?!\w)", _decade),
    rule(
        "century",
        rf"(?<!\w)(?:the{S})?{PART}?(?P<century>1[0-9]th|20th|21st|{'|'.join(_WRITTEN_CENTURIES)})(?:{S}|-)century(?!\w)",
        _century,
    ),
)
