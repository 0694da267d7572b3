"""What the rules of the date grammar share: pieces of patterns, the shape of a rule, and what a rule finds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from explorer.text.calendar import MONTH_NAMES, WEEKDAY_NAMES, WEEKDAYS, Days
from explorer.text.numerals import SMALL, S, numeral_at

_SHORT = ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"]
_UPPER = [name.upper() for name in (*MONTH_NAMES, *_SHORT)]
MONTH = rf"(?P<month>{'|'.join(MONTH_NAMES)}|(?:{'|'.join((*_SHORT, *_UPPER))})\b\.?)"
"""A month's name, in full or cut, as in prose or all in capitals."""

DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1\d|2[01])\d\d)(?![\w%]|[.,:]\d|-\w)"
NEAR_YEAR = rf",?{S}(?:of{S})?(?P<near>last|this|next){S}year\b"
"""A year told from the article's: "Sept. 9 last year"."""
NEAR_YEARS = {"last": -1, "this": 0, "next": 1}
WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAY_NAMES)})"
WEEKDAY_PREFIX = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?[ ])?"
PART = rf"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:the{S})?(?:beginning|start|middle|end){S}of)(?:{S}in)?(?:-|{S}))"
"""early, mid, late, or words for them."""
WHICH = rf"(?:(?:this{S})?(?P<which>[Ll]ast|[Pp]ast|[Tt]his|[Nn]ext|[Cc]oming){S})?"
"""Which of several days of one name."""

_NUMBER_WORDS = "|".join(sorted(SMALL, key=len, reverse=True))
COUNT = rf"(?P<count>\d{{1,3}}|(?i:an?|(?:{_NUMBER_WORDS})(?:-(?:{_NUMBER_WORDS}))?))"
LEAST = COUNT.replace("<count>", "<least>")
"""The lesser of two counts: "six to eight weeks"."""

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

FIGURE, FOUR_FIGURES = "0", "0000"
"""Stand among a text's words for a number, and for one of four figures."""
MONTH_WORDS = frozenset(name.lower() for name in (*MONTH_NAMES, *_SHORT))
WEEKDAY_WORDS = frozenset(WEEKDAYS)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule makes of a match: days (None while the article's date is unknown), and whether they are relative.

    `joins` tells whether it may be one end of "from ... to ..."; then both ends have to be of the same kind.
    """

    days: Days | None
    relative: bool = False
    joins: str = ""


type Reader = Callable[[re.Match[str], date | None], Found | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with its reader. The text is searched only when it holds one of `words` (in lower case)."""

    words: frozenset[str]
    pattern: re.Pattern[str]
    read: Reader


def rule(words: str | frozenset[str], pattern: str, read: Reader) -> Rule:
    """A rule of the grammar; `words` may be given as one string with spaces."""
    return Rule(frozenset(words.split()) if isinstance(words, str) else words, re.compile(pattern), read)


def part(match: re.Match[str]) -> str:
    """early, mid, late or nothing, whatever words say it."""
    word = (match.groupdict().get("part") or "").lower()
    if not word or word in ("early", "mid", "late"):
        return word
    return "mid" if "middle" in word else "late" if "end" in word else "early"


def count(match: re.Match[str], group: str = "count") -> int:
    """The number of a `COUNT` or `LEAST`: figures, a number word, or "a"."""
    word = match[group].lower()
    if word in ("a", "an"):
        return 1
    number = numeral_at(word, 0)
    return int(number.base) if number else 1
