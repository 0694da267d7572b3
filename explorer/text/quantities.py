"""Quantities of English news prose: money, shares, counts, measures, ages, with range, unit and hedge.

Names that hold a number are no quantities ("H20", "Boeing 737", "COVID-19", "Windows 11"), nor are dates, clock
times, labels ("page 12"), scores, telephone numbers, addresses and reference markers.

Units: ISO codes for money, "ratio" for shares (0–1), "percentage point", measures as printed in the singular, "year of
age", "fold" for multiples; for counts the singular of the counted noun, or "count". Nothing is converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from explorer.models import Quantity, Span
from explorer.text.amounts import SMALL, WORDS, Amount, S, either, find_amounts
from explorer.text.calendar import WEEKDAYS
from explorer.text.dates import find_dates
from explorer.text.mask import blank_clutter
from explorer.text.nouns import counted_noun, noun_phrase, starts_sentence
from explorer.text.spans import overlaps

_LISTS: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in WORDS["lists"].items()}
_HEDGES: dict[str, str] = {phrase: hedge for hedge, phrases in WORDS["hedges"].items() for phrase in phrases}
_HEDGE = re.compile(rf"(?<![\w-])(?P<hedge>{either(list(_HEDGES))}){S}(?:the{S}|a{S}|between{S}|from{S})?$", re.I)
_HEDGE_AFTER = re.compile(rf",?{S}or{S}(?:(?P<over>more|higher|above|older)|(?P<under>less|fewer|lower|under)|so)\b")
_TIMES_UNITS = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"})

_TO = re.compile(rf"{S}?[-–]{S}?|{S}to{S}(?:about{S}|nearly{S}|around{S}|as{S}(?:many|much){S}as{S})?|{S}or{S}")
_AND = re.compile(rf"{S}and{S}")
_BETWEEN = re.compile(rf"\b[Bb]etween{S}(?:about{S}|roughly{S})?$")
_FROM = re.compile(rf"(?P<words>(?:[\w'’]+{S}){{1,4}})[Ff]rom{S}(?:about{S}|nearly{S}|around{S})?$")

_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_NUMERATORS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
_FRACTION = re.compile(
    rf"(?<![\w-])(?P<n>{'|'.join(_NUMERATORS)})(?P<join>-|{S})(?P<part>{'|'.join(_PARTS)})(?P<s>s?)(?![\w-])", re.I
)
_PART_OF_UNIT = re.compile(
    rf"{S}of{S}(?:an?|one){S}(?P<unit>percentage{S}point|percent|per{S}cent|million|billion|trillion|mile|second|century)\b"
)
_HALF = re.compile(
    rf"(?<![\w-])half(?={S}(?:of|the|its|their|his|her|all|our|those|these)\b)|(?<=by )half(?=[\s.,;])"
    rf"|(?<=than )half\b(?!{S}an?\b|-)",
    re.I,
)
_NOT_HALF = re.compile(rf"\b(?:first|second|latter|other|in|top|bottom|one|a){S}$", re.I)
_ONE_IN = re.compile(
    rf"(?<![\w-])(?P<n>{SMALL}|\d{{1,3}}){S}(?:in|out{S}of)(?:{S}every)?{S}(?P<d>{SMALL}|\d{{1,4}})(?![\w%]|[.,:]\d|-\w)",
    re.I,
)
_FOLD = re.compile(
    rf"(?<![\w-])(?:(?P<word>{SMALL})-?fold|(?P<digits>\d{{1,6}}(?:\.\d{{1,3}})?)(?:-?fold|(?-i:x)))(?!\w)", re.I
)
_TENS = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}
_VAGUE = re.compile(
    rf"(?<![\w-])(?P<head>tens|dozens|scores|hundreds|thousands|millions|billions|trillions)"
    rf"(?:{S}of{S}(?P<tail>thousands|millions|billions|trillions))?{S}of(?={S})"
    rf"|(?<![\w-])(?:several|a{S}few|a{S}couple(?:{S}of)?){S}(?P<some>hundred|thousand|million|billion|dozen)(?!\w)",
    re.I,
)
_AGE_BEFORE = re.compile(rf"\b[Aa]ged?{S}(?:between{S}|about{S})?$")
_AGE_APPOSITION = re.compile(
    r"(?:[A-Z][\w'’.-]+|\b(?:man|woman|boy|girl|teenager|student|driver|father|mother|son|daughter|brother|sister)), $"
)
_NAME_AFTER = re.compile(rf"[ ](?!(?:{'|'.join(WEEKDAYS)})\b)(?-i:[A-Z])", re.I)
_NAME_BEFORE = re.compile(r"(?<![\w$€£])([\w'’.&-]*\w['’]?|[Nn]o\.)[ \u00a0\u202f]$")
_OF = re.compile(rf"{S}of{S}")


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of `text`, in order, without overlap; offsets are code points of `text`.

    The span runs from the number (or its currency sign) to the end of its unit or counted noun; hedges ("over") and
    the whole of a share ("of China sales") stay outside and are told in `hedge` and `of`.
    """
    readable = blank_clutter(text)
    dates = [Span(date.start, date.end) for date in find_dates(text, None)]
    special = [*_fractions(readable), *_folds(readable), *_vague(readable)]
    taken = dates + [Span(item.start, item.end) for item in special]
    amounts = [amount for amount in find_amounts(readable) if not _meets(Span(amount.start, amount.end), taken)]
    found = special + list(_from_amounts(readable, amounts))
    found = [item for item in found if not _meets(Span(item.start, item.end), dates)]
    return [replace(item, text=text[item.start : item.end]) for item in _without_overlap(found)]


def _without_overlap(found: list[Quantity]) -> Iterator[Quantity]:
    """In order, the longer of two that begin together, the earlier of two that cross."""
    taken = 0
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if item.start >= taken:
            taken = item.end
            yield item


def _meets(span: Span, others: list[Span]) -> bool:
    return any(overlaps(span, other) for other in others)


# -- plain amounts and their ranges -------------------------------------------------------------------------------


def _from_amounts(text: str, amounts: list[Amount]) -> Iterator[Quantity]:
    index = 0
    while index < len(amounts):
        first = amounts[index]
        second = amounts[index + 1] if index + 1 < len(amounts) else None
        if second and (pair := _as_range(text, first, second)):
            index += 2
            if quantity := _quantity(text, *pair):
                yield quantity
            continue
        index += 1
        if second and text[first.end : second.start] in ("-", "–") and not (first.unit or second.unit):
            index += 1  # a score, a vote, a part number
        elif quantity := _quantity(text, first, first):
            yield quantity


def _as_range(text: str, first: Amount, second: Amount) -> tuple[Amount, Amount] | None:
    """Both ends with their shared magnitude and unit, when the words between make them one range."""
    gap = text[first.end : second.start]
    between = _BETWEEN.search(text, max(0, first.start - 24), first.start)
    if not (_TO.fullmatch(gap) or (between and _AND.fullmatch(gap))):
        return None
    if gap.strip().startswith("to") and _is_change(text, first.start):
        return None
    if first.unit and second.unit and first.unit != second.unit:
        return None
    if not first.unit:
        first = replace(first, unit=second.unit)
    if not second.unit:
        second = replace(second, unit=first.unit)
    if first.factor == 1 and second.factor > 1 and first.base < 1000 and first.base < second.base:
        first = replace(first, factor=second.factor)
    if first.letter == "" and second.letter and first.base < second.base:
        first = replace(first, letter=second.letter)
    if first.value >= second.value:
        return None
    bare = not second.unit and second.factor == 1
    if bare and gap.strip() in ("-", "–") and counted_noun(text, second.end, plural=True) is None:
        return None
    return first, second


def _is_change(text: str, start: int) -> bool:
    """Whether "from X to Y" tells of a change ("rose from 3% to 5%"), so that each value stands alone."""
    before = _FROM.search(text[max(0, start - 60) : start])
    return before is not None and any(word.lower() in _LISTS["changes"] for word in before["words"].split())


def _quantity(text: str, first: Amount, second: Amount) -> Quantity | None:
    """The quantity from `first` to `second` (the same for a single value), or None when it counts nothing."""
    if _is_glued(text, first, second) or _is_name(text, first, second) or _is_list_number(text, first):
        return None
    end, unit, factor = second.end, second.unit, 1
    if second.letter:
        noun = counted_noun(text, end, plural=True)
        if second.letter != "m" and noun is None:
            return None
        factor = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}[second.letter.lower()] if noun else 1
        unit = "" if noun else "m"
    if not unit or (unit == "point" and not first.digits):
        unit, end = _count_unit(text, first, second)
        if not unit:
            return None
    if unit == "time":
        return None
    hedge = _hedge(text, first.start, second, unit)
    whole = _whole(text, end) if unit == "%" else ""
    unit = "ratio" if unit == "%" else unit
    low, high = first.value * factor, second.value * factor
    return Quantity(first.start, end, "", low, high, unit, hedge, whole)


def _is_glued(text: str, first: Amount, second: Amount) -> bool:
    """ "F-16", "737-800", "3-D", "five-member": a hyphen joins the number to a word that is no unit."""
    before = text[first.start - 1 : first.start]
    if before in ("-", "–") and first.start > 1 and not text[first.start - 2].isspace():
        return True
    after = text[second.end : second.end + 2]
    return (
        not second.unit
        and len(after) == 2
        and after[0] == "-"
        and after[1].isalnum()
        and not text.startswith("-strong", second.end)
    )


def _is_list_number(text: str, amount: Amount) -> bool:
    line_start = text.rfind("\n", 0, amount.start) + 1
    return (
        amount.digits
        and not text[line_start : amount.start].strip()
        and text[amount.end : amount.end + 2] in (". ", ") ")
    )


def _is_name(text: str, first: Amount, second: Amount) -> bool:
    """Whether the word before turns the number into a name or a label: "Boeing 737", "page 12", "Big Four"."""
    bare = second.factor == 1 and not second.unit and not second.letter
    if not bare or "," in text[first.start : first.end]:
        return False
    before = _NAME_BEFORE.search(text, max(0, first.start - 40), first.start)
    word = before[1] if before else ""
    if word.lower() in _LISTS["labels"]:
        return True
    if word.endswith(("'s", "’s")) and word[0].isupper() and counted_noun(text, second.end, plural=True) is None:
        return True  # "Ocean's 11"
    if word == word.lower() or word.lower() in _LISTS["free"] or word.endswith(("'s", "’s", "'", "’")):
        capital = text[first.start].isupper() and not starts_sentence(text, first.start)
        return capital and (word == "of" or word[:1].isupper())
    return first.digits or text[first.start].isupper()


def _count_unit(text: str, first: Amount, second: Amount) -> tuple[str, int]:
    """The counted noun and where it ends; "count" without one; "" when the number counts nothing."""
    start, end = first.start, second.end
    before = text[max(0, start - 24) : start]
    if re.search(rf"\bmagnitude{S}$", before):
        return "magnitude", end
    if _AGE_BEFORE.search(before):
        return "year of age", end
    if first is second and first.digits and 0 < first.base < 116 and _AGE_APPOSITION.search(before):
        return ("year of age", end) if text[end : end + 1] in tuple(",.;)") else ("", end)
    if text.startswith("-strong", end):
        noun = counted_noun(text, end + len("-strong"), plural=False)
        return "person", noun[1] if noun else end
    noun = counted_noun(text, end, plural=second.base != 1 or second.factor > 1)
    if noun and (first.digits or second.base):  # "zero emissions" is a name more often than a count
        return noun
    small = second.factor == 1 and second.base < 100
    if (
        second.factor == 1
        and not first.digits
        and (second.base <= 1 or re.search(r"\b(?:the|these|those|both|all|other|as|no)\s$", before, re.I))
    ):
        return "", end  # "one", "the two": pronouns
    if small and re.search(r"\b(?:[Aa]t|[Bb]y|[Aa]round|[Aa]fter|[Uu]ntil)\s$", before):
        return "", end  # "at 11", "after 9": clock times
    if first.digits and second.factor == 1 and 1000 <= second.base < 2200 and end - start == 4:
        return "", end  # looks like a year
    if (first.digits or text[start].isupper()) and second.factor == 1 and _NAME_AFTER.match(text, end):
        return "", end  # "10 Downing Street", "737 MAX", "Ten Hag"
    return "count", end


def _hedge(text: str, start: int, second: Amount, unit: str) -> str:
    if second.plus:
        return "over"
    after = _HEDGE_AFTER.match(text, second.end)
    if after:
        return "over" if after["over"] else "under" if after["under"] else "about"
    before = _HEDGE.search(text[max(0, start - 32) : start])
    if before is None:
        return ""
    phrase = re.sub(r"\s", " ", before["hedge"]).lower()
    if phrase == "over" and unit in _TIMES_UNITS:
        return ""  # "over two years" is mostly a duration, not a bound
    return _HEDGES[phrase]


def _whole(text: str, end: int) -> str:
    of = _OF.match(text, end)
    return noun_phrase(text, of.end()) if of else ""


# -- written shares, multiples and vague numbers ------------------------------------------------------------------


def _fractions(text: str) -> Iterator[Quantity]:
    for match in _FRACTION.finditer(text):
        numerator, part = _NUMERATORS[match["n"].lower()], _PARTS[match["part"].lower()]
        plural, of = bool(match["s"]), _OF.match(text, match.end())
        hedge = _written_hedge(text, match.start())
        if plural == (numerator == 1) or numerator >= part:
            continue
        if match["join"] != "-" and not plural and not (of or hedge or text.endswith("by ", 0, match.start())):
            continue  # "a third man", "a quarter"
        measured = _PART_OF_UNIT.match(text, match.end())
        if measured:
            (amount,) = find_amounts("1 " + measured["unit"])
            value = amount.value * numerator / part
            unit = "ratio" if amount.unit == "%" else amount.unit or "count"
            yield Quantity(match.start(), measured.end(), "", value, value, unit, hedge)
        else:
            yield _share(text, match.start(), match.end(), numerator / part, hedge)
    for match in _HALF.finditer(text):
        if not _NOT_HALF.search(text[max(0, match.start() - 12) : match.start()]):
            yield _share(text, match.start(), match.end(), 0.5, _written_hedge(text, match.start()))
    for match in _ONE_IN.finditer(text):
        low, high = _number(match["n"]), _number(match["d"])
        noun = counted_noun(text, match.end(), plural=True)
        timed = noun is not None and noun[0] in _TIMES_UNITS | {"game", "match", "race", "attempt", "case"}
        if 0 < low < high and not timed and (low == 1 or high in (3, 4, 5, 10, 20, 100, 1000)):
            phrase = noun_phrase(text, match.end() + 1) if text[match.end() : match.end() + 1] == " " else ""
            hedge = _written_hedge(text, match.start())
            yield Quantity(match.start(), match.end(), "", low / high, low / high, "ratio", hedge, phrase)


def _share(text: str, start: int, end: int, value: float, hedge: str) -> Quantity:
    whole = _whole(text, end)
    if not whole and text[start:end].lower() == "half":
        whole = noun_phrase(text, end + 1) if text[end : end + 1] == " " else ""
    return Quantity(start, end, "", value, value, "ratio", hedge, whole)


def _written_hedge(text: str, start: int) -> str:
    before = _HEDGE.search(text[max(0, start - 32) : start])
    return _HEDGES[re.sub(r"\s", " ", before["hedge"]).lower()] if before else ""


def _number(printed: str) -> float:
    return next(find_amounts(printed)).value


def _folds(text: str) -> Iterator[Quantity]:
    for match in _FOLD.finditer(text):
        value = _number(match["word"] or match["digits"])
        yield Quantity(match.start(), match.end(), "", value, value, "fold", _written_hedge(text, match.start()))


def _vague(text: str) -> Iterator[Quantity]:
    """ "hundreds of people" is 200 to 999, "tens of thousands" 20,000 to 99,999: from twice to just under ten times."""
    for match in _VAGUE.finditer(text):
        scale = _TENS[(match["head"] or match["some"] + "s").lower()]
        scale *= _TENS[match["tail"].lower()] if match["tail"] else 1
        top = 100 if scale in (12, 20) else scale * 10
        noun = counted_noun(text, match.end(), plural=True)
        unit, end = noun or ("count", match.end("tail") if match["tail"] else match.end())
        money = re.match(
            rf"{S}(?P<unit>{either(list(WORDS['currency_words']))})\b", text[match.end() : match.end() + 24]
        )
        if money:
            unit, end = WORDS["currency_words"][money["unit"]], match.end() + money.end()
        hedge = "about" if match["some"] else _written_hedge(text, match.start()) or "about"
        yield Quantity(match.start(), end, "", scale * 2.0, top - 1.0, unit, hedge)
