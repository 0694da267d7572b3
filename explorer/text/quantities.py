"""Quantities of English news prose: money, shares, counts, measures, rates, ages, ranks, with range, unit and hedge.

Names that hold a number are no quantities ("H20", "Boeing 737", "COVID-19", "Windows 11"), nor are dates, clock
times, labels ("page 12"), telephone numbers, addresses and reference markers.

Units: ISO codes for money, "ratio" for shares (0–1), "percentage point", "basis point", measures by their symbol or in
the singular, "year of age", "fold" for multiples, "time" for occasions, "ordinal", "score"; for counts the singular of
the counted noun, or "count". A rate adds its base: "USD/barrel", "barrel/day". Nothing is converted, but for cents
and pence, which are told in their currency.

The text is read once from left to right: every word that may open a number is given to the readers of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from explorer.models import Date, Quantity
from explorer.text import contexts
from explorer.text.ages import is_age
from explorer.text.amounts import Amount, single_at
from explorer.text.compounds import stone_at, whole_amount_at
from explorer.text.dates import find_dates
from explorer.text.hedges import OR_SO, hedge_of
from explorer.text.magnitudes import magnitude_end
from explorer.text.mask import blank_clutter
from explorer.text.nouns import counted_noun
from explorer.text.numerals import LETTERS, SMALL, WORDS, S
from explorer.text.ranks import RANK_WORDS, decade_of_life_at, ordinal_at, score_at
from explorer.text.shares import SHARE_WORDS, fraction_at, half_at, multiple_at, one_in_at, times_at, vague_at, whole_of
from explorer.text.units import GLUED_SIGN, rate_at

_CHANGES = frozenset(WORDS["lists"]["changes"])
_OPENERS = frozenset(SMALL) | SHARE_WORDS | RANK_WORDS
_SHAPES = (score_at, one_in_at, times_at, fraction_at, ordinal_at, decade_of_life_at)
"""Readers of numbers that have a shape of their own."""
_WORD = re.compile(r"(?<![\w#@/])(?<!\d[.:])(?<!\w\+)(?:\d|[½¼¾]|(?<![\w.])\.\d|[A-Za-z]+)")

_TO = re.compile(
    rf"-to-|-{S}(?:to|or){S}|{S}?[-–]{S}?|{S}(?:up{S})?to{S}(?:about{S}|nearly{S}|around{S}|as{S}(?:many|much){S}as{S})?|{S}or{S}"
)
_AND = re.compile(rf"{S}and{S}")
_BETWEEN = re.compile(rf"\b[Bb]etween{S}(?:about{S}|roughly{S}|the{S}ages{S}of{S})?$")
_FAR = 3
"""Times by which the ends of a range are hardly ever apart."""
_LAST_WORDS = re.compile(r"[a-z]+")
_FROM = re.compile(rf"(?P<words>(?:[\w'’]+{S}){{1,4}})[Ff]rom{S}(?:about{S}|nearly{S}|around{S})?$")
_PARENT = re.compile(rf"\b(?:mother|father|parents?|grandmother|grandfather){S}of{S}$", re.IGNORECASE)
_PICKED = re.compile(rf"{S}of{S}(?:the|its|their|his|her|our|my|those|these){S}")

_JOINED_NOUN = re.compile(rf"-(?:(?P<strong>strong)|(?P<noun>{'|'.join(WORDS['lists']['joined_nouns'])}))(?![\w-])")
"""A hyphen joins the number to the noun that it counts: "a six-member panel", "a 120-page report"."""


def find_quantities(text: str, dates: Sequence[Date] | None = None) -> list[Quantity]:
    """Every quantity of `text`, in order, without overlap; offsets are code points of `text`.

    The span runs from the number (or its currency sign) to the end of its unit, counted noun or rate; hedges ("over")
    and the whole of a share ("of China sales") stay outside and are told in `hedge` and `of`. `dates` are the dates of
    the same text, where they are known already; numbers inside them are left alone.
    """
    readable = blank_clutter(text)
    days = find_dates(text, None) if dates is None else dates
    return [replace(item, text=text[item.start : item.end]) for item in _read(readable, days)]


def count_figures(quantities: Sequence[Quantity]) -> int:
    """How many of them are figures that somebody could check; a bare rank ("for a third time") is none."""
    return sum(quantity.unit != "ordinal" for quantity in quantities)


def _read(text: str, dates: Sequence[Date]) -> Iterator[Quantity]:
    """Quantities in order, none of which touches a date."""
    taken, upcoming = 0, 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if start < taken:
            continue
        word = match.group().lower()
        glued = GLUED_SIGN.match(text, start) if word.isalpha() and text[end : end + 1].isdecimal() else None
        if glued:
            start, word = glued.end(), text[glued.end()]
        elif word not in _OPENERS and not word[-1].isnumeric():
            continue
        while upcoming < len(dates) and dates[upcoming].end <= start:
            upcoming += 1
        wall = dates[upcoming].start if upcoming < len(dates) else len(text)
        if wall <= start:
            taken = dates[upcoming].end
            continue
        found, end = _quantity_at(text, start, word, wall)
        if found and found.end <= wall and found.start >= taken:
            yield found
            taken = found.end
        taken = max(taken, min(end, wall))


def _quantity_at(text: str, start: int, word: str, wall: int) -> tuple[Quantity | None, int]:
    """The quantity that opens at `start`, and the offset up to which there is nothing more to read."""
    if word in SMALL or not word.isalpha():
        for reader in () if stone_at(text, start) else _SHAPES:
            if found := reader(text, start):
                return found, found.end
        return _plain(text, start, whole_amount_at(text, start), wall)
    found = (
        fraction_at(text, start)
        if word in ("a", "an")
        else half_at(text, start)
        if word == "half"
        else multiple_at(text, start, word) or vague_at(text, start) or ordinal_at(text, start)
    )
    if found:
        return found, found.end
    if word in ("a", "an", "half"):
        return _plain(text, start, whole_amount_at(text, start) or single_at(text, start), wall)
    return None, start


# -- plain amounts and their ranges -------------------------------------------------------------------------------


def _plain(text: str, start: int, first: Amount | None, wall: int) -> tuple[Quantity | None, int]:
    """The value, or the range, that begins with `first`; and where the next one may begin."""
    if first is None:
        return None, start
    second = _next_amount(text, first, wall)
    if second and (pair := _as_range(text, first, second)):
        return _quantity(text, *pair), second.end
    if second and second.unit == "%" and not first.unit and first.factor == 1:
        first = replace(first, unit="%")  # "ahead by 50 to 48 percent"
    if second and text[first.end : second.start] in ("-", "–") and not (first.unit or second.unit):
        return None, second.end  # a part number, a score without a contest
    return _quantity(text, first, first), first.end


def _next_amount(text: str, first: Amount, wall: int) -> Amount | None:
    """The amount that follows with nothing but the words of a range between."""
    gap = _TO.match(text, first.end) or _AND.match(text, first.end)
    if gap is None or gap.end() >= min(wall, len(text)):
        return None
    at = _WORD.search(text, gap.end(), gap.end() + 6)
    if at is None or (at.group().lower() not in SMALL and at.group().isalpha()):
        return None
    second = whole_amount_at(text, at.start())
    return second if second and second.start == gap.end() and second.end <= wall else None


def _as_range(text: str, first: Amount, second: Amount) -> tuple[Amount, Amount] | None:
    """Both ends with their shared magnitude and unit, when the words between make them one range."""
    gap = text[first.end : second.start]
    between = _BETWEEN.search(text, max(0, first.start - 28), first.start)
    if not (_TO.fullmatch(gap) or (between and _AND.fullmatch(gap))):
        return None
    if gap.strip().startswith("to") and (_is_change(text, first.start) or _is_step(text, first, second)):
        return None
    if first.unit and second.unit and first.unit != second.unit:
        return None
    if not first.unit:
        first = replace(first, unit=second.unit, money=second.money, scale=second.scale)
    if not second.unit:
        second = replace(second, unit=first.unit, money=first.money, scale=first.scale)
    if first.factor == 1 and second.factor > 1 and first.base < 1000 and first.base < second.base:
        first = replace(first, factor=second.factor)
    if first.letter == "" and second.letter and first.base < second.base:
        first = replace(first, letter=second.letter)
    if first.value >= second.value or _is_bare_pair(text, first, second, gap.strip()):
        return None
    return first, second


def _is_bare_pair(text: str, first: Amount, second: Amount, gap: str) -> bool:
    """Whether two bare figures with a dash count nothing: neither a noun nor thousands tell what they are."""
    if second.unit or second.factor > 1 or gap not in ("-", "–"):
        return False
    if is_age(text, first, second):
        return False
    thousands = "," in text[first.start : first.end] and "," in text[second.start : second.end]
    return not thousands and counted_noun(text, second.end, plural=True) is None


def _is_change(text: str, start: int) -> bool:
    """Whether "from X to Y" tells of a change ("rose from 3% to 5%"), so that each value stands alone."""
    before = _FROM.search(text[max(0, start - 60) : start])
    return before is not None and any(word.lower() in _CHANGES for word in before["words"].split())


def _is_step(text: str, first: Amount, second: Amount) -> bool:
    """Whether the first is a step and the second the level reached ("rose 7.5p to 482.5p"): after a verb of change a
    value with its own unit, and another far above it."""
    if not first.unit or second.value < _FAR * first.value:
        return False
    words = _LAST_WORDS.findall(text[max(0, first.start - 32) : first.start].lower())
    return not _CHANGES.isdisjoint(words[-4:]) and "between" not in words


def _quantity(text: str, first: Amount, last: Amount) -> Quantity | None:
    """The quantity from `first` to `last` (the same for a single value), or None when it counts nothing."""
    if shaken := magnitude_end(text, first, last):
        hedge = hedge_of(text, first.start, (shaken,), "magnitude")
        return Quantity(first.start, shaken, "", first.value, last.value, "magnitude", hedge)
    if contexts.is_glued(text, first.start, last.end, united=bool(last.unit)) and not _JOINED_NOUN.match(
        text, last.end
    ):
        return None
    bare = last.factor == 1 and not last.unit and not last.letter
    if (bare and contexts.is_name(text, first, last.end)) or contexts.is_list_number(text, first):
        return None
    if contexts.is_idle_unit(text, last) or contexts.is_distance_name(text, last):
        return None
    unit, end, factor = last.unit, last.end, 1
    if last.letter:
        noun = counted_noun(text, end, plural=True)
        if last.letter != "m" and noun is None:
            return None
        unit, factor = ("", LETTERS[last.letter.lower()]) if noun else ("m", 1)
    if not unit:
        unit, end = _count_unit(text, first, last)
        if not unit:
            return None
    whole = whole_of(text, end) if unit == "%" else ""
    unit = "ratio" if unit == "%" else unit
    rate = rate_at(text, end, money=last.money or unit == "ratio")
    hedge = first.hedge or last.hedge or hedge_of(text, first.start, (last.end, end, rate[1] if rate else end), unit)
    if rate:
        unit, end = f"{unit}/{rate[0]}", rate[1]
    return Quantity(first.start, end, "", first.value * factor, last.value * factor, unit, hedge, whole)


def _count_unit(text: str, first: Amount, last: Amount) -> tuple[str, int]:
    """The counted noun and where it ends; "count" without one; "" when the number counts nothing."""
    start, end = first.start, last.end
    before = text[max(0, start - 32) : start]
    if is_age(text, first, last):
        return "year of age", end
    joined = _JOINED_NOUN.match(text, last.end)
    if joined and joined["strong"]:
        noun = counted_noun(text, joined.end(), plural=False)
        return "person", noun[1] if noun else joined.end()
    if joined:
        return joined["noun"], joined.end()
    so = OR_SO.match(text, end)
    if _PARENT.search(before) and first.factor == 1:
        return "child", end
    if (
        last.base > 1
        and (picked := _PICKED.match(text, end))
        and (among := counted_noun(text, picked.end() - 1, plural=True))
    ):
        return among[0], end  # "two of the guards"
    noun = counted_noun(text, so.end() if so else end, plural=last.base != 1 or last.factor > 1)
    if noun and (first.digits or last.base or not before.lower().endswith(("net ", "net-"))):
        return noun
    return ("", end) if contexts.counts_nothing(text, first, last) else ("count", end)
