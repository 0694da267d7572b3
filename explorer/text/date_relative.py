"""Rules for what only the article's own date resolves: "Monday", "last week", "two days ago", "later this month"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from explorer.text import calendar as cal
from explorer.text.date_parts import COUNT, LEAST, PART, WEEKDAY, WEEKDAY_WORDS, WHICH, Found, count, part, rule
from explorer.text.nouns import starts_sentence
from explorer.text.numerals import S
from explorer.text.tense import is_planned

_NO_DAY_BEFORE = re.compile(
    r"(?:^|\W)(?:(?:Mr|Mrs|Ms|Dr|Sgt|Prof|Judge|Detective|Senator|Sen|Rep|Officer)\.?|[Ee]very|[Ee]ach) $"
)


def _weekday(match: re.Match[str], published: date | None) -> Found | None:
    if _NO_DAY_BEFORE.search(match.string[max(0, match.start() - 12) : match.start()]):
        return None
    if published is None:
        return Found(None, relative=True, joins="weekday")
    number, which = cal.WEEKDAYS.index(match["weekday"].lower()), (match["which"] or "").lower()
    back, ahead = (published.weekday() - number) % 7, (number - published.weekday()) % 7
    if which == "last":  # on a Friday, "last Thursday" may be yesterday or a week before
        latest = published - timedelta(days=back or 7)
        return Found((latest - timedelta(days=7 if back and back <= 3 else 0), latest), relative=True)
    if which in ("next", "coming"):
        first = published + timedelta(days=ahead or 7)
        return Found((first, first + timedelta(days=7 if which == "next" and 0 < ahead <= 3 else 0)), relative=True)
    if which == "this":
        day = cal.days_of_week(published)[0] + timedelta(days=number)
    else:
        day = published + timedelta(days=ahead) if is_planned(match) else published - timedelta(days=back)
    return Found((day, day), relative=True, joins="weekday")


def _weekday_ago(match: re.Match[str], published: date | None) -> Found:
    """ "a week ago Monday": that weekday in an earlier week, counted from the latest one."""
    if published is None:
        return Found(None, relative=True)
    number = cal.WEEKDAYS.index(match["weekday"].lower())
    day = published - timedelta(days=(published.weekday() - number) % 7, weeks=count(match))
    return Found((day, day), relative=True)


def _day_word(match: re.Match[str], published: date | None) -> Found | None:
    if match["word"] == "Today" and not starts_sentence(match.string, match.start()):
        return None  # "USA Today"
    if published is None:
        return Found(None, relative=True)
    word = match["word"].lower().replace("\n", " ")
    if word == "overnight":
        return Found((published - timedelta(days=1), published), relative=True)
    by = -1 if word in ("yesterday", "last night") else 1 if word == "tomorrow" else 0
    if word.startswith("the day"):
        by = -2 if "before" in word else 2
    day = published + timedelta(days=by)
    return Found((day, day), relative=True)


def _near_span(match: re.Match[str], published: date | None) -> Found:
    """ "last week", "late last month", "early this year", "earlier this week", "later this year"."""
    if published is None:
        return Found(None, relative=True)
    which, unit = match["which"].lower(), match["unit"].lower()
    before = match.string[max(0, match.start() - 16) : match.start()]
    if which in ("previous", "following") or (which == "next" and _THE_BEFORE.search(before)):
        running = which == "next" and _OVER_THE_BEFORE.search(before)
        return Found(_back(published, -1, unit) if running and unit != "weekend" else None, relative=True)
    by = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    if which == "past" and unit != "weekend":
        return Found(_back(published, 1, unit), relative=True)
    if unit == "weekend" and by == -1 and published.weekday() >= 5 and which == "past":
        by = 0
    if match["fiscal"]:
        return Found((date(published.year + by - 1, 1, 1), date(published.year + by, 12, 31)), relative=True)
    days = cal.days_of_unit(unit, published, by)
    turn = (match["turn"] or "").lower()
    if turn.startswith("later") and by == 0:
        days = min(published, days[1]), days[1]
    elif turn and by == 0:  # "earlier", "so far"
        days = days[0], max(published, days[0])
    return Found(cal.part_of(days, part(match)), relative=True)


_THE_BEFORE = re.compile(rf"\b[Tt]he{S}$")
_OVER_THE_BEFORE = re.compile(rf"\b(?:over|in|within|for|during|through){S}the{S}$", re.IGNORECASE)
"""What "the next month" means: one that a story goes on to, unless it runs from today."""


def _part_of_this(match: re.Match[str], published: date | None) -> Found:
    """ "by the end of the year", "at the start of the week": those of the article."""
    if published is None:
        return Found(None, relative=True)
    return Found(cal.part_of(cal.days_of_unit(match["unit"].lower(), published, 0), part(match)), relative=True)


def _year_end(_: re.Match[str], published: date | None) -> Found:
    """ "by year-end": December."""
    if published is None:
        return Found(None, relative=True)
    return Found(cal.days_of_month(published.year, 12), relative=True)


def _weekend(_: re.Match[str], published: date | None) -> Found:
    """ "over the weekend": the latest one that has begun."""
    if published is None:
        return Found(None, relative=True)
    return Found(cal.days_of_unit("weekend", published, 0 if published.weekday() >= 5 else -1), relative=True)


def _ago(match: re.Match[str], published: date | None) -> Found:
    """ "two days ago": exact for days, and as wide as its unit for weeks, months and years."""
    if published is None:
        return Found(None, relative=True)
    number, unit = count(match), match["unit"].lower()
    if unit == "day":
        day = published - timedelta(days=number)
        return Found((day, day), relative=True)
    if unit == "week":
        day = published - timedelta(weeks=number)
        return Found((day - timedelta(days=3), day + timedelta(days=3)), relative=True)
    return Found(cal.days_of_unit(unit, published, -number), relative=True)


def _about_ago(match: re.Match[str], published: date | None) -> Found | None:
    """ "six to eight weeks ago": from the earliest day of the one to the latest of the other."""
    late, early = count(match, "least"), count(match)
    if published is None or late >= early:
        return Found(None, relative=True) if late < early else None
    unit = match["unit"].lower()
    if unit in ("day", "week"):
        step = timedelta(days=7 if unit == "week" else 1)
        return Found((published - early * step, published - late * step), relative=True)
    first, last = (cal.days_of_unit(unit, published, -number) for number in (early, late))
    return Found((first[0], last[1]), relative=True)


_FEW, _SEVERAL = 2, 7
"""What "a few" and "several" may leave open: from two to seven of them."""


def _few_ago(match: re.Match[str], published: date | None) -> Found:
    """ "a few days ago", "several weeks ago": two to seven of them, "a couple of" two or three."""
    if published is None:
        return Found(None, relative=True)
    unit, most = match["unit"].lower(), 3 if "couple" in match["some"] else _SEVERAL
    if unit in ("day", "week"):
        step = timedelta(days=7 if unit == "week" else 1)
        return Found((published - most * step, published - _FEW * step), relative=True)
    return Found(
        (cal.days_of_unit(unit, published, -most)[0], cal.days_of_unit(unit, published, -_FEW)[1]), relative=True
    )


def _running(match: re.Match[str], published: date | None) -> Found:
    """ "the past two weeks", "the next three months": from the article's day backward or forward."""
    if published is None:
        return Found(None, relative=True)
    ahead = match["which"].lower() in ("next", "coming")
    return Found(_back(published, -count(match) if ahead else count(match), match["unit"].lower()), relative=True)


def _few_running(match: re.Match[str], published: date | None) -> Found:
    """ "the past few years": at most as many as "several"."""
    if published is None:
        return Found(None, relative=True)
    ahead = match["which"].lower() in ("next", "coming")
    return Found(_back(published, -_SEVERAL if ahead else _SEVERAL, match["unit"].lower()), relative=True)


def _back(day: date, number: int, unit: str) -> cal.Days:
    """From `number` units before a day up to it; after it for a negative number."""
    if unit in ("day", "week"):
        other = day - timedelta(days=number * (7 if unit == "week" else 1))
    else:
        months = -number * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
        year, month = cal.add_months(day.year, day.month, months)
        other = min(date(year, month, min(day.day, 28)), cal.days_of_month(year, month)[1])
    return min(other, day), max(other, day)


_NOT_A_DAY = (
    r"(?<!Black )(?<!Good )(?<!Super )(?<!Ash )(?<!Cyber )(?<!Bloody )(?<!Palm )(?<!Easter )(?<!Giving )(?<!Holy )"
    r"(?<!Sheffield )(?<!Fat )(?<!Shrove )(?<!Maundy )"
)
_PAPERS = r"(?! (?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|World|Star|Tribune|Independent|Night|Addams)\b)"
_UNIT = r"(?P<unit>day|week|month|year|decade)"

RULES = (
    rule(
        WEEKDAY_WORDS,
        rf"(?<!\w){_NOT_A_DAY}(?:(?:[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater){S})?{WHICH}{WEEKDAY}"
        rf"(?:[ ](?:morning|afternoon|evening|night))?(?!\w|-\w|[ ](?:morning|afternoon|evening|night)s){_PAPERS}",
        _weekday,
    ),
    rule(WEEKDAY_WORDS, rf"(?<!\w){COUNT}{S}weeks?{S}ago{S}(?:on{S})?{WEEKDAY}(?!\w)", _weekday_ago),
    rule(
        "yesterday today tomorrow tonight night morning afternoon evening day overnight",
        r"(?<!\w)(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast night|[Oo]vernight(?! [a-z]+s\b)"
        r"|[Tt]his (?:morning|afternoon|evening)|the day (?:before yesterday|after tomorrow))(?!['’]s|\w|-\w)",
        _day_word,
    ),
    rule(
        "weekend week month quarter year decade",
        rf"(?<!\w)(?:(?P<turn>[Ee]arlier|[Ll]ater|[Ss]o far){S}(?:in{S})?)?{PART}?(?:[Tt]his{S}(?=past|coming))?"
        rf"(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Pp]revious|[Cc]oming|[Ff]ollowing|[Pp]ast){S}"
        rf"(?P<fiscal>(?:fiscal|financial){S}(?=year))?(?P<unit>weekend|week|month|quarter|year|decade)(?!\w|-\w)",
        _near_span,
    ),
    rule(
        "week month year decade",
        rf"(?<!\w)(?P<part>(?:the{S})?(?:beginning|start|middle|end){S}of){S}the{S}(?P<unit>week|month|year|decade)(?!\w|-\w)"
        rf"(?!{S}(?:before|of|after)\b)",
        _part_of_this,
    ),
    rule("year", r"(?<!\w)[Yy]ear(?:-|['’]s )end(?!\w|-\w)", _year_end),
    rule("weekend", rf"(?:(?<=\bover )|(?<=\bat ))the{S}weekend(?!\w|-)", _weekend),
    rule("ago", rf"(?<!\w){COUNT}{S}{_UNIT}s?{S}ago(?!\w)", _ago),
    rule("ago", rf"(?<!\w){LEAST}(?:-|{S}(?:to|or){S}){COUNT}{S}{_UNIT}s{S}ago(?!\w)", _about_ago),
    rule(
        "ago",
        rf"(?<!\w)(?P<some>[Aa]{S}few|[Ss]everal|[Aa]{S}couple(?:{S}of)?|some){S}{_UNIT}s{S}ago(?!\w)",
        _few_ago,
    ),
    rule(
        "past last next coming",
        rf"(?<!\w)(?P<which>[Pp]ast|[Ll]ast|[Nn]ext|[Cc]oming){S}(?:few|several|couple{S}of){S}{_UNIT}s(?!\w)",
        _few_running,
    ),
    rule(
        "past last next coming",
        rf"(?<!\w)(?P<which>[Pp]ast|[Ll]ast|[Nn]ext|[Cc]oming){S}{COUNT}{S}{_UNIT}s(?!\w)",
        _running,
    ),
)
