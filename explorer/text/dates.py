"""Date expressions of English news prose, as ranges of days. A small grammar of our own: general date parsers read
"H20" and "may" as dates, and look at the clock.

An expression is *stated* when it names its year itself, *inferred* when it needs the article's own date, *none* when
that date is not known. What the language leaves open stays open in the range: "early 2025" is January to April,
"fiscal 2026" anything from the start of 2025 to the end of 2026, because companies differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from explorer.models import Date, Status
from explorer.text import calendar as cal
from explorer.text.calendar import Days
from explorer.text.mask import blank_clutter

S = r"[ \u00a0\u202f\u2009\n]"
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1\d|2[01])\d\d)(?![\w%]|[.,:]\d|-\w)"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_WEEKDAY_PREFIX = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?[ ])?"
_PART = rf"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:the{S})?(?:beginning|start|middle|end){S}of)(?:{S}in)?(?:-|{S}))"
_COUNT = r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty)"
_UNIT = r"(?P<unit>day|week|month|year|decade)"
_WORD_COUNTS = {
    word: n
    for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "forty": 40}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


@dataclass(frozen=True, slots=True)
class _Found:
    """What a rule makes of a match: days (None while the article's date is unknown), and whether they are relative."""

    days: Days | None
    relative: bool = False


type _Rule = Callable[[re.Match[str], date | None], _Found | None]


def find_dates(text: str, published: str | None) -> list[Date]:
    """Every date expression of `text`, in order, without overlap; offsets are code points of `text`.

    `published` is the article's own ISO 8601 date or date-time (its day as printed, no time zone arithmetic), or None.
    A weekday is read as news writes it: within the six days before the article, or its own day; after a plan ("will
    meet on Friday") within the six days after.
    """
    day = _day_of(published)
    readable = blank_clutter(text)
    candidates: list[tuple[int, int, _Found]] = []
    for pattern, rule in _RULES:
        for match in pattern.finditer(readable):
            found = _apply(rule, match, day)
            if found is not None:
                candidates.append((match.start(), match.end(), found))
    candidates.sort(key=lambda item: (item[0], -item[1]))
    return list(_first_and_longest(text, candidates))


def _day_of(published: str | None) -> date | None:
    """The day of an ISO date or date-time; None for anything less ("2025-09"), which resolves no weekday."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _apply(rule: _Rule, match: re.Match[str], day: date | None) -> _Found | None:
    try:
        return rule(match, day)
    except (ValueError, OverflowError):  # "February 30": looks like a date and is none
        return None


def _first_and_longest(text: str, candidates: list[tuple[int, int, _Found]]) -> Iterator[Date]:
    taken = 0
    for start, end, found in candidates:
        if start < taken:
            continue
        taken = end
        low, high = (found.days[0].isoformat(), found.days[1].isoformat()) if found.days else (None, None)
        status: Status = "stated" if not found.relative else "inferred" if found.days else "none"
        yield Date(start, end, text[start:end], low, high, status)


# -- absolute expressions -----------------------------------------------------------------------------------------


def _iso(match: re.Match[str], _: date | None) -> _Found:
    day = date(int(match["year"]), int(match["m"]), int(match["d"]))
    return _Found((day, day))


_EVENT_AFTER = re.compile(
    rf"(?:{S}(?:terrorist|terror|Capitol|Hamas))?{S}(?:attacks?|riots?|massacre|insurrection|bombings?|uprising|coup)\b"
)
"""Words that make a day the name of an event, whose year everybody knows: "the Sept. 11 attacks"."""


def _month_day(match: re.Match[str], published: date | None) -> _Found | None:
    """ "September 11, 2025", "11 Sept 2025", "Sept. 1-5"; without a year that of the year at hand."""
    month, first = cal.month_number(match["month"]), int(match["day"])
    last = int(match["last"]) if match["last"] else first
    if last < first:
        return None
    if match["year"]:
        year = int(match["year"])
        return _Found((date(year, month, first), date(year, month, last)))
    date(2024, month, last)  # the day must exist in a leap year at least
    if published is None or _EVENT_AFTER.match(match.string, match.end()):
        return _Found(None, relative=True)
    start = cal.in_year_at_hand(month, first, published)
    return _Found((start, start + timedelta(days=last - first)), relative=True)


def _month_year(match: re.Match[str], _: date | None) -> _Found:
    days = cal.days_of_month(int(match["year"]), cal.month_number(match["month"]))
    return _Found(cal.part_of(days, _part(match)))


_MODAL_AFTER = re.compile(r" (?:be|have|not|well|also|yet|still|need|take|help)\b")


def _month_alone(match: re.Match[str], published: date | None) -> _Found | None:
    """ "in September", "mid-March", "last May": the nearest such month, or the one before or after the article."""
    if match["month"] == "May" and _MODAL_AFTER.match(match.string, match.end()):
        return None
    if published is None:
        return _Found(None, relative=True)
    month, which = cal.month_number(match["month"]), (match["which"] or "").lower()
    ahead = (month - published.month) % 12  # months until its next occurrence, 0 for this month
    if which == "this":
        by = month - published.month
    elif which in ("last", "past"):
        by = ahead - 12
    elif which in ("next", "coming"):
        by = ahead or 12
    elif match.string.endswith(("since ", "Since "), 0, match.start("month")):
        by = ahead - 12 if ahead else 0
    else:
        by = ahead if ahead <= 3 else ahead - 12  # an unmarked month is behind us, unless it is close ahead
    days = cal.days_of_month(*cal.add_months(published.year, published.month, by))
    return _Found(cal.part_of(days, _part(match)), relative=True)


def _month_of_year(match: re.Match[str], published: date | None) -> _Found:
    """ "April of last year"."""
    if published is None:
        return _Found(None, relative=True)
    year = published.year + {"last": -1, "next": 1}.get(match["which"].lower(), 0)
    days = cal.days_of_month(year, cal.month_number(match["month"]))
    return _Found(cal.part_of(days, _part(match)), relative=True)


def _year(match: re.Match[str], _: date | None) -> _Found:
    return _Found(cal.part_of(cal.days_of_year(int(match["year"])), _part(match)))


def _years(match: re.Match[str], _: date | None) -> _Found | None:
    first, tail = int(match["first"]), match["tail"]
    last = int(tail) if len(tail) == 4 else int(match["first"][:2] + tail)
    return _Found((cal.days_of_year(first)[0], cal.days_of_year(last)[1])) if first < last else None


def _decade(match: re.Match[str], _: date | None) -> _Found:
    first, part = int(match["decade"]), _part(match)
    low, high = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
    return _Found((date(first + low, 1, 1), date(first + high, 12, 31)))


def _fiscal(match: re.Match[str], _: date | None) -> _Found:
    digits = match["fiscal"]
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return _Found((date(year - 1, 1, 1), date(year, 12, 31)))


def _period(match: re.Match[str], published: date | None) -> _Found | None:
    """Quarters and halves: "the second quarter of 2025", "Q2 2025", "the first half", "the June quarter"."""
    groups = match.groupdict()
    days_of: Callable[[int, int], Days] = cal.days_of_quarter
    number = 0
    if groups.get("half"):
        days_of, number = cal.days_of_half, 2 if groups["half"].lower() in ("second", "latter", "2") else 1
    elif groups.get("quarter"):
        word = groups["quarter"].lower()
        number = int(word) if word.isdigit() else _ORDINALS[word]
    elif groups.get("month"):
        number = cal.month_number(groups["month"]) // 3  # named for its last month
    if groups.get("year"):
        return _Found(days_of(int(groups["year"]), number))
    if published is None:
        return _Found(None, relative=True)
    year = published.year + {"last": -1, "next": 1}.get((groups.get("which") or "").lower(), 0)
    days = days_of(year, number)
    if not groups.get("which") and days[0] > published:  # the latest one that has begun
        days = days_of(year - 1, number)
    return _Found(days, relative=True)


def _season(match: re.Match[str], _: date | None) -> _Found:
    """A season is another one in the other hemisphere, and winter runs over New Year: only the year is sure."""
    return _Found(cal.days_of_year(int(match["year"])))


# -- relative expressions -----------------------------------------------------------------------------------------

_PLAN = re.compile(
    r"\b(?:will|won't|shall|due|scheduled|slated|set to|expects?|expected|plans?|planned|is to|are to|was to|were to"
    r"|going to)\b|['’]ll\b"
)
_DEADLINE = re.compile(rf"\b(?:until|by|before|ahead of){S}$")
_REPORT = re.compile(
    r"\b(?:said|says|told|reported|announced|added|wrote|was|were|had|did|cited|confirmed|showed|made|took|began|fell"
    r"|rose|met|killed|posted|signed|issued|approved|warned|denied|agreed|filed|released|published|opened|closed)\b"
)


def _is_planned(match: re.Match[str]) -> bool:
    """Whether the words before, in the same sentence, speak of what is to come, with no report in between."""
    before = match.string[max(0, match.start() - 100) : match.start()]
    before = re.split(r"[.!?][\"'”’)]*\s", before)[-1]
    if _DEADLINE.search(before):
        return True
    plan = max((found.end() for found in _PLAN.finditer(before)), default=-1)
    return plan >= 0 and not _REPORT.search(before, plan)


def _weekday(match: re.Match[str], published: date | None) -> _Found:
    if published is None:
        return _Found(None, relative=True)
    number, which = cal.WEEKDAYS.index(match["weekday"].lower()), (match["which"] or "").lower()
    back, ahead = (published.weekday() - number) % 7, (number - published.weekday()) % 7
    if which == "last":  # on a Friday, "last Thursday" may be yesterday or a week before
        latest = published - timedelta(days=back or 7)
        return _Found((latest - timedelta(days=7 if back and back <= 3 else 0), latest), relative=True)
    if which in ("next", "coming"):
        first = published + timedelta(days=ahead or 7)
        return _Found((first, first + timedelta(days=7 if which == "next" and 0 < ahead <= 3 else 0)), relative=True)
    if which == "this":
        day = cal.days_of_week(published)[0] + timedelta(days=number)
    else:
        day = published + timedelta(days=ahead) if _is_planned(match) else published - timedelta(days=back)
    return _Found((day, day), relative=True)


def _day_word(match: re.Match[str], published: date | None) -> _Found:
    if published is None:
        return _Found(None, relative=True)
    word = match["word"].lower().replace("\n", " ")
    by = -1 if word in ("yesterday", "last night") else 1 if word == "tomorrow" else 0
    if word.startswith("the day"):
        by = -2 if "before" in word else 2
    day = published + timedelta(days=by)
    return _Found((day, day), relative=True)


def _near_span(match: re.Match[str], published: date | None) -> _Found:
    """ "last week", "late last month", "early this year", "earlier this week", "later this year"."""
    if published is None:
        return _Found(None, relative=True)
    which = match["which"].lower()
    by = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    days = cal.days_of_unit(match["unit"].lower(), published, by)
    turn = (match["turn"] or "").lower()
    if turn.startswith("later") and by == 0:
        days = min(published, days[1]), days[1]
    elif turn and by == 0:  # "earlier", "so far"
        days = days[0], max(published, days[0])
    return _Found(cal.part_of(days, _part(match)), relative=True)


def _weekend(_: re.Match[str], published: date | None) -> _Found:
    """ "over the weekend": the latest one that has begun."""
    if published is None:
        return _Found(None, relative=True)
    return _Found(cal.days_of_unit("weekend", published, 0 if published.weekday() >= 5 else -1), relative=True)


def _ago(match: re.Match[str], published: date | None) -> _Found:
    """ "two days ago": exact for days, and as wide as its unit for weeks, months and years."""
    if published is None:
        return _Found(None, relative=True)
    word, unit = match["count"].lower(), match["unit"].lower()
    count = int(word) if word.isdigit() else _WORD_COUNTS[word]
    if unit == "day":
        day = published - timedelta(days=count)
        return _Found((day, day), relative=True)
    if unit == "week":
        day = published - timedelta(weeks=count)
        return _Found((day - timedelta(days=3), day + timedelta(days=3)), relative=True)
    return _Found(cal.days_of_unit(unit, published, -count), relative=True)


def _running(match: re.Match[str], published: date | None) -> _Found:
    """ "the past two weeks", "the next three months": from the article's day backward or forward."""
    if published is None:
        return _Found(None, relative=True)
    word, unit = match["count"].lower(), match["unit"].lower()
    sign = 1 if match["which"].lower() in ("next", "coming") else -1
    count = (int(word) if word.isdigit() else _WORD_COUNTS[word]) * sign
    if unit in ("day", "week"):
        other = published + timedelta(days=count * (7 if unit == "week" else 1))
    else:
        months = count * {"month": 1, "year": 12, "decade": 120}[unit]
        year, month = cal.add_months(published.year, published.month, months)
        other = min(date(year, month, min(published.day, 28)), cal.days_of_month(year, month)[1])
    return _Found((min(other, published), max(other, published)), relative=True)


def _part(match: re.Match[str]) -> str:
    """early, mid, late or nothing, whatever words say it."""
    word = (match.groupdict().get("part") or "").lower()
    if not word or word in ("early", "mid", "late"):
        return word
    return "mid" if "middle" in word else "late" if "end" in word else "early"


# -- the grammar --------------------------------------------------------------------------------------------------

_NOT_A_DAY = (
    r"(?<!Black )(?<!Good )(?<!Super )(?<!Ash )(?<!Cyber )(?<!Bloody )(?<!Palm )(?<!Easter )(?<!Giving )(?<!Holy )"
    r"(?<!Sheffield )(?<!Fat )(?<!Shrove )(?<!Maundy )"
)
_PAPERS = r"(?! (?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|World|Star|Tribune|Independent|Night|Addams)\b)"
_WHICH = rf"(?:(?:this{S})?(?P<which>[Ll]ast|[Pp]ast|[Tt]his|[Nn]ext|[Cc]oming){S})?"
_BEFORE_MONTH = (
    r"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Ii]n\n)|(?<=\b[Dd]uring )|(?<=\b[Tt]hrough )"
    r"|(?<=\b[Ff]rom )|(?<=\b[Ll]ast )|(?<=\b[Nn]ext )|(?<=\b[Tt]his )|(?<=\b[Ee]arly )|(?<=\b[Ll]ate )"
    r"|(?<=[Mm]id-)|(?<=\bend of )|(?<=\bstart of )|(?<=\bmonth of ))"
)
_PLAIN_MONTHS = r"January|February|July|September|October|November|December"
_NAME_MONTHS = r"March|April|May|June|August"
"""Months that are also verbs and given names: read as months only after a word that says so."""
_AFTER_NAME = rf"(?!['’]s{S}[A-Z]|{S}[A-Z\d]|-\w|\w)"
_AFTER_WEEKDAY = r"(?:[ ](?:morning|afternoon|evening|night))?"
_YEAR_CUE = r"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Ii]n\n)|(?<=\b[Ff]rom )|(?<=\b[Bb]y ))"
_NO_COUNT = (
    r"(?! (?:people|troops|soldiers|dollars|euros|pounds|yuan|yen|jobs|workers|employees|homes|cases|deaths|million"
    r"|billion|trillion|per|percent|points|miles|km|metres|meters|feet|tons|tonnes|units|vehicles|cars|votes)\b)"
)
_NAME_BEFORE = re.compile(r"(?:^|[\s(\"'“‘])([A-Z][\w'’.-]*)[ ]$")
_FREE_BEFORE_YEAR = frozenset(
    "In Since By Until From During After Before Of For The Early Late Mid Between And Through Throughout To Around "
    "Fiscal Year Summer Winter Spring Autumn Fall Circa Back Its Their His Her Our This That A At On Post Pre".split()
)


def _bare_year(match: re.Match[str], published: date | None) -> _Found | None:
    """A year that no word introduces: not after a name ("Windows 2000"), unless it is a possessive."""
    before = _NAME_BEFORE.search(match.string[max(0, match.start() - 40) : match.start()])
    if before:
        word = before[1]
        if word not in _FREE_BEFORE_YEAR and not word.endswith(("'s", "’s", "s'", "s’", "s.")):
            return None
    return _year(match, published)


_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"(?<![\w/.-])(?P<year>\d{4})(?P<sep>[-/])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)(?!\d|[-/.]\d)", _iso),
        (
            rf"(?<!\w){_WEEKDAY_PREFIX}{_MONTH}{S}{_DAY}(?:[-–](?P<last>\d\d?)(?!\d))?(?:,?{S}{_YEAR}|(?![\w%]|[,.:]\d))",
            _month_day,
        ),
        (
            rf"(?<![\w.$€£#-]){_WEEKDAY_PREFIX}{_DAY}(?:[-–](?P<last>\d\d?))?(?:{S}of)?{S}{_MONTH}"
            rf"(?:,?{S}{_YEAR}|(?!\w))",
            _month_day,
        ),
        (rf"(?<!\w){_PART}?{_MONTH}(?:{S}of)?,?{S}{_YEAR}", _month_year),
        (rf"(?<!\w){_PART}?{_MONTH}{S}(?:of{S})?(?P<which>last|this|next){S}year(?!\w)", _month_of_year),
        (rf"(?<!\w){_PART}?{_WHICH}(?P<month>{_PLAIN_MONTHS})(?!\w|-\w|{S}\d)", _month_alone),
        (rf"(?<!\w){_PART}?{_WHICH}{_BEFORE_MONTH}(?P<month>{_NAME_MONTHS}){_AFTER_NAME}", _month_alone),
        (
            rf"(?<!\w){_PART}?{_WHICH}{_BEFORE_MONTH}(?P<month>(?:Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\b\.?)(?!\w|{S}\d)",
            _month_alone,
        ),
        (rf"(?<!\w){_PART}{_YEAR}{_NO_COUNT}", _year),
        (rf"(?<![\w.,$€£#/-])(?P<year>(?:19|20)\d\d)(?![\w%]|[.,:/]\d|[-–]\d|-\w){_NO_COUNT}", _bare_year),
        (rf"{_YEAR_CUE}(?P<year>1[0-8]\d\d|21\d\d)(?![\w%–]|[.,:/-]\w)(?!{S}[a-z]+s\b){_NO_COUNT}", _year),
        (r"(?<![\w.,$€£#/-])(?P<first>(?:19|20)\d\d)[-–](?P<tail>(?:19|20)\d\d|\d\d)(?![\w%-]|[.,:/]\d)", _years),
        (rf"(?<!\w)(?:the{S})?{_PART}?(?P<decade>(?:1[5-9]|20)\d0)['’]?s(?!\w)", _decade),
        (rf"(?<!\w)(?:(?:[Ff]iscal|[Ff]inancial)(?:{S}year)?{S}(?P<fiscal>20\d\d))(?!\w)", _fiscal),
        (r"(?<!\w)FY[ ’']?(?P<fiscal>20\d\d|[2-4]\d)(?!\w)", _fiscal),
        (
            rf"(?<!\w)(?<!fiscal )(?P<quarter>first|second|third|fourth|final){S}quarter"
            rf"(?:,?{S}(?:of|in){S}|,?{S}){_YEAR}",
            _period,
        ),
        (r"(?<=\b[Ii]n )Q(?P<quarter>[1-4])(?!\w|[ ](?:of[ ])?\d)", _period),
        (r"(?<!\w)Q(?P<quarter>[1-4])(?:[ ]of)?[ ](?P<year>20\d\d)(?!\w)", _period),
        (
            rf"(?<!\w)(?<!fiscal )(?P<quarter>first|second|third|fourth)[- \n]quarter"
            rf"(?!{S}(?:of|in){S}(?:fiscal{S})?\d|\w|-)"
            rf"(?:{S}of{S}(?P<which>last|this|next){S}year)?",
            _period,
        ),
        (rf"(?<!\w)(?P<month>March|June|September|December){S}quarter(?:{S}(?:of{S})?{_YEAR})?(?!\w)", _period),
        (rf"(?<!\w)(?P<half>first|second|latter){S}half{S}of{S}(?:{_YEAR}|(?P<which>last|this|next){S}year)", _period),
        (r"(?<!\w)H(?P<half>[12])[ ](?P<year>20\d\d)(?!\w)", _period),
        (rf"(?<!\w)(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:{S}of)?{S}{_YEAR}", _season),
        (rf"(?<!\w){_NOT_A_DAY}{_WHICH}{_WEEKDAY}{_AFTER_WEEKDAY}(?!\w|-\w|['’]s{S}[A-Z]){_PAPERS}", _weekday),
        (
            r"(?<!\w)(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|"
            r"evening)|the day (?:before yesterday|after tomorrow))(?!['’]s|\w)",
            _day_word,
        ),
        (
            rf"(?<!\w)(?:(?P<turn>[Ee]arlier|[Ll]ater|[Ss]o far){S}(?:in{S})?)?{_PART}?"
            rf"(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Pp]revious|[Cc]oming|[Ff]ollowing){S}"
            rf"(?P<unit>weekend|week|month|quarter|year|decade)(?!\w|-\w)",
            _near_span,
        ),
        (rf"(?:(?<=\bover )|(?<=\bat ))the{S}weekend(?!\w|-)", _weekend),
        (rf"(?<!\w){_COUNT}{S}{_UNIT}s?{S}ago(?!\w)", _ago),
        (rf"(?<!\w)(?P<which>[Pp]ast|[Ll]ast|[Nn]ext|[Cc]oming){S}{_COUNT}{S}{_UNIT}s(?!\w)", _running),
    )
)
