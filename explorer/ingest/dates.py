"""Date lines: "Monday, Sep 1, 2025 10:46 am ET", "Published 3:04 PM EDT, Thu September 11, 2025".

Only complete dates count: a weekday or "Sept 11" alone does not date an article. 09/11/2025 may be either of two
days and is left alone unless one number is above 12.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from explorer.ingest.cues import data

Label = Literal["", "published", "updated"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A complete date, with its time where the zone is known. `value` is ISO 8601; offsets are into the line."""

    start: int
    end: int
    value: str
    label: Label
    note: str = ""


@cache
def _names(table: str) -> str:
    names: list[str] = sorted(data("calendar")[table], key=len, reverse=True)
    return "(?:" + "|".join(names) + r")\b\.?"


@cache
def _months() -> dict[str, int]:
    """The number of each name of a month, plain slips of the longer ones included: "Novemer", "Febuary", "Ocotber"."""
    printed: dict[str, int] = data("calendar")["months"]
    slips: dict[str, int] = {}
    for name, number in printed.items():
        for at in range(1, len(name)) if len(name) >= _LONG_NAME else ():
            slips.setdefault(name[:at] + name[at + 1 :], number)  # a letter left out
            slips.setdefault(name[:at] + name[at : at + 2][::-1] + name[at + 2 :], number)  # two letters changed about
            slips.setdefault(name[:at] + name[at] + name[at:], number)  # a letter doubled
    return {**slips, **printed}


@cache
def _date_pattern() -> re.Pattern[str]:
    month, day, year = (
        "(?:" + "|".join(sorted(_months(), key=len, reverse=True)) + r")\b\.?",
        r"\d{1,2}(?:st|nd|rd|th)?",
        r"(?:19|20)\d\d",
    )
    weekday = rf"(?P<weekday>{_names('weekdays')})"
    return re.compile(
        rf"(?:{weekday},?\s+)?(?<![\w/-])(?:(?P<m1>{month})\s*(?P<d1>{day}),?\s+(?P<y1>{year})"
        rf"|(?P<d2>{day})[\s-]+(?:of\s+)?(?P<m2>{month}),?[\s-]+(?P<y2>{year})"
        r"|(?P<y3>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m3>\d\d?)(?P=sep)(?P<d3>\d\d?)"
        r"|(?P<a>\d\d?)(?P<sep2>[/.])(?P<b>\d\d?)(?P=sep2)(?P<y4>(?:19|20)\d\d))(?![\d-])",
        re.IGNORECASE,
    )


@cache
def _time_pattern() -> re.Pattern[str]:
    zones = "|".join(sorted([*data("calendar")["zones"], *data("calendar")["seasonal"]], key=len, reverse=True))
    return re.compile(
        r"(?<![\d:.])(?:(?P<h>\d\d?)[:.](?P<min>\d\d)(?::\d\d(?:\.\d+)?)?\s*(?P<half>[ap]\.?\s?m\b\.?)?|(?P<h2>\d\d?)\s*"
        r"(?P<half2>[ap]\.?\s?m\b\.?))"
        rf"(?:\s*\(?(?P<zone>{zones})(?![A-Za-z])(?P<shift>[+-]\d\d?(?::?\d\d)?)?\)?|\s*(?P<offset>[+-]\d\d:?\d\d))?",
        re.IGNORECASE,
    )


_LONG_NAME = 6
"""Letters from which the name of a month is told though it is misspelt."""

_BETWEEN = re.compile(r"(?:[\s,|·•T/–—-]|\bat\b|\bon\b)*", re.IGNORECASE)
_UPDATED_AT = re.compile(r"[\s,|·•–—-]*(?:last\s+)?updated(?:\s+at|:)?\s*", re.IGNORECASE)
"""Between the only day of a line and its time: "16 September 2013 Last updated at 12:42 GMT"."""
_LABEL = re.compile(
    r"(?:(?P<updated>(?:last\s+)?(?:updated|modified|edited|reviewed|update))|(?P<published>(?:first\s+|originally\s+)?"
    r"(?:published|posted|created|issued|filed|publication\s+date|pubdate|release\s+date|date(?:line)?)))"
    r"\s*(?:on|at|time)?\s*[:\-–—|]?\s*$",
    re.IGNORECASE,
)


def find_stamps(line: str) -> list[Stamp]:
    """The complete dates of a line, each with the time that stands next to it and the label before it."""
    times = list(_time_pattern().finditer(line))
    stamps = []
    days = list(_date_pattern().finditer(line))
    for match in days:
        day = _day_of(match)
        if day is None:
            continue
        start, end = match.span()
        clock = next((t for t in times if _adjacent(line, match, t)), None)
        updated = None if clock or len(days) > 1 else _updated_at(line, match, times)
        clock = clock or updated
        if clock is not None:
            start, end = min(start, clock.start()), max(end, clock.end())
        value, note = _value(day, clock)
        if (name := match["weekday"]) and data("calendar")["weekdays"][name.lower().strip(".")] != day.weekday():
            note = f"the printed weekday does not fit the date ({name.strip('.')})"
        named = (match["m1"] or match["m2"] or "").rstrip(".")
        if named and named.lower() not in data("calendar")["months"]:
            note = note or f"the name of the month is misspelt ({named})"
        stamps.append(Stamp(start, end, value, "updated" if updated else label_before(line[:start]), note))
    return stamps


def _updated_at(line: str, day: re.Match[str], times: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The time behind a day that is said to be that of its last update."""
    label = _UPDATED_AT.match(line, day.end())
    return next((time for time in times if time.start() == label.end()), None) if label else None


def _adjacent(line: str, day: re.Match[str], clock: re.Match[str]) -> bool:
    if clock.start() >= day.end():
        return bool(_BETWEEN.fullmatch(line, day.end(), clock.start()))
    return clock.end() <= day.start() and bool(_BETWEEN.fullmatch(line, clock.end(), day.start()))


def label_before(before: str) -> Label:
    """What the words that end a text say of the date after them: "Published on", "Last updated:"."""
    match = _LABEL.search(before)
    if match is None:
        return ""
    return "updated" if match["updated"] else "published"


def _day_of(match: re.Match[str]) -> date | None:
    group: dict[str, Any] = match.groupdict()
    if group["m1"] or group["m2"]:
        month = _months()[(group["m1"] or group["m2"]).lower().strip(".")]
        number, year = group["d1"] or group["d2"], group["y1"] or group["y2"]
    elif group["y3"]:
        month, number, year = group["m3"], group["d3"], group["y3"]
    else:
        a, b, year = int(group["a"]), int(group["b"]), group["y4"]
        if a <= 12 and b <= 12 and a != b:
            return None
        month, number = (b, a) if a > 12 else (a, b)
    try:
        return date(int(year), int(month), int(re.sub(r"\D", "", str(number))))
    except ValueError:
        return None


def _value(day: date, clock: re.Match[str] | None) -> tuple[str, str]:
    if clock is None:
        return day.isoformat(), ""
    hour, minute = int(clock["h"] or clock["h2"]), int(clock["min"] or 0)
    half = (clock["half"] or clock["half2"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    offset = _offset(day, clock)
    if hour > 23 or minute > 59:
        return day.isoformat(), ""
    if offset is None:
        return day.isoformat(), f"the time {hour:02}:{minute:02} is printed without its zone"
    sign, minutes = ("-" if offset < 0 else "+"), abs(offset)
    return f"{day.isoformat()}T{hour:02}:{minute:02}:00{sign}{minutes // 60:02}:{minutes % 60:02}", ""


def _offset(day: date, clock: re.Match[str]) -> int | None:
    """Minutes east of Greenwich, None when the line names no zone."""
    if raw := clock["offset"]:
        return _signed(raw)
    zone = (clock["zone"] or "").upper()
    if not zone:
        return None
    table = data("calendar")
    if zone in table["seasonal"]:
        standard: int = table["seasonal"][zone]
        return standard + (60 if _is_us_summer(day) else 0)
    base: int = table["zones"][zone]
    return base + (_signed(clock["shift"]) if clock["shift"] else 0)


def _signed(raw: str) -> int:
    digits = raw[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    return (-1 if raw[0] == "-" else 1) * (hours * 60 + minutes)


def _is_us_summer(day: date) -> bool:
    """Second Sunday of March to first Sunday of November (Energy Policy Act of 2005)."""

    def sunday(month: int, nth: int) -> date:
        first = date(day.year, month, 1)
        return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))

    return sunday(3, 2) <= day < sunday(11, 1)


_PATH_DATE = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d\d?|[a-z]{3,9})[/-](?P<d>\d\d?)(?=[/_.-]|$)"
    r"|[/_-](?P<y2>20\d\d)-?(?P<m2>\d\d)-?(?P<d2>\d\d)(?=[/_.?-]|$)",
    re.IGNORECASE,
)


def path_date(path: str) -> str | None:
    """The ISO date that a URL's path holds ("/2024/09/17/", "/2024/sep/17/", "-2025-09-11/"), or None."""
    for match in _PATH_DATE.finditer(path):
        year, month, day = match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"]
        number = data("calendar")["months"].get(month.lower()) if month.isalpha() else int(month)
        try:
            return date(int(year), int(number or 0), int(day)).isoformat()
        except ValueError:
            continue
    return None
