"""Amounts told in two units, a large one and a small one: 6ft 4in, 11st 4lb, two hours and 15 minutes.

They are one amount, told in the large unit: 6ft 4in are 6.33 feet. What goes on with it is less than one of the large
unit, or it is another amount.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from explorer.text.amounts import Amount, amount_at
from explorer.text.numerals import WORDS, S, numeral_at
from explorer.text.units import PARTS

_GAP = re.compile(rf"(?:,?{S}and{S}|,?{S}|-|)(?=[\w½¼¾])")
_NARROW_GAP = re.compile(rf"(?:{S}|-)(?=\w)")
_BARE = frozenset({"foot", "stone"})
"""Units whose smaller one often goes without saying: six foot four, 11 stone six."""
_INCHES = re.compile(rf"(?:{S}|-)?(?:ins?\b(?:\.(?=[ ,;)]))?|[\"”″])(?!\w)")
_IN_MARKS = re.compile(rf"(?<![\w'’′.])(?P<feet>[1-9])['’′]{S}?(?P<inches>\d\d?(?:\.\d)?)(?P<half>½)?(?:[\"”″]|''|’’)")
_HYPHENED = re.compile(r"(?P<feet>[1-9]\d?)-(?:foot|ft)-(?P<inches>\d\d?)(?P<half>)(?:-inch(?:es)?)?(?![\w-])")
_STONE = re.compile(rf"(?:(?:{S}|-)stone|{S}?st)(?![\w'’])")
_NTH = re.compile(r"(?:\d*[02-9])?1(?=st)")
_HEAVY = 60
_LIGHT = 5
"""Stone that nobody weighs; and those that an adult does: a three-stone ring is none."""
_WORD = re.compile(rf"(?:{S}|-)(?P<word>\w[\w'’]*)")
_AFTER_WEIGHT = frozenset({"overweight", "heavier", "lighter", "last", "this", "more", "now", "soaking"})
_AFTER_HEIGHT = frozenset({"tall", "high", "long", "wide", "deep"})
_STOPS = frozenset(WORDS["lists"]["stops"])


def whole_amount_at(text: str, offset: int) -> Amount | None:
    """The amount whose number starts at `offset` (see `amount_at`), with the smaller units that go on with it."""
    found = _height(text, offset) or stone_at(text, offset) or amount_at(text, offset)
    return found and _with_parts(text, found)


def stone_at(text: str, offset: int) -> Amount | None:
    """A weight in stone that starts at `offset`: "11 stone", "11st", which is no ordinal; no "two stone lions"."""
    number = numeral_at(text, offset)
    if number is None or number.factor != 1 or not 1 < number.base < _HEAVY:
        return None
    unit = _STONE.match(text, number.end)
    if unit is None or (_NTH.fullmatch(text, offset, number.end) and text[number.end : number.end + 2] == "st"):
        return None
    found = Amount(offset, unit.end(), number.base, 1, "stone", "", number.figures)
    after = _WORD.match(text, unit.end())
    joined = text[number.end] == "-"
    alone = after is None or after["word"].lower() in _STOPS | _AFTER_WEIGHT
    if alone or (joined and number.base > _LIGHT) or _with_parts(text, found) is not found:
        return found
    return None


def _with_parts(text: str, whole: Amount) -> Amount:
    """An amount with all smaller units that follow it: two hours, five minutes and ten seconds."""
    unit, worth = whole.unit, Decimal(1)
    if whole.money or whole.factor != 1 or whole.base < 1 or whole.base % 1:
        return whole
    while unit in PARTS:
        part, count = PARTS[unit]
        found = _part_after(text, whole.end, part, count) or _bare_part(text, whole, unit, count)
        if found is None:
            break
        value, end = found
        worth /= count
        whole = replace(whole, base=whole.base + value * worth, end=end)
        unit = part
    return whole


def _part_after(text: str, offset: int, part: str, count: int) -> tuple[Decimal, int] | None:
    """How many of the smaller unit stand at `offset`, fewer than make one of the larger, and where they end."""
    gap = _GAP.match(text, offset)
    if gap is None:
        return None
    at = gap.end()
    if part == "inch" and (number := numeral_at(text, at)) and (unit := _INCHES.match(text, number.end)):
        return (number.base, unit.end()) if number.base < count and number.factor == 1 else None
    second = amount_at(text, at)
    if second is None or second.unit != part or second.start != at or not 0 < second.base < count:
        return None
    if second.factor != 1 or second.hedge or text[second.end : second.end + 1] in ("'", "’"):
        return None  # "two years and six months' probation" are two
    return second.base, second.end


def _bare_part(text: str, whole: Amount, unit: str, count: int) -> tuple[Decimal, int] | None:
    """A number without its unit behind a height or a weight: six foot four."""
    gap = _NARROW_GAP.match(text, whole.end) if unit in _BARE else None
    number = numeral_at(text, gap.end()) if gap else None
    if gap is None or number is None or number.factor != 1 or number.letter or number.base >= count:
        return None
    if amount_at(text, gap.end()) is None or text[number.end : number.end + 1] in ("%", "-", "–"):
        return None
    after = _WORD.match(text, number.end)
    if gap.group() != "-" and after and after["word"].lower() not in _STOPS | _AFTER_HEIGHT:
        return None  # "6 feet 4 times"
    return number.base, number.end


def _height(text: str, offset: int) -> Amount | None:
    """Feet and inches by their marks, 6'4", or hyphened before a noun: a 6-foot-4 guard."""
    match = _IN_MARKS.match(text, offset) or _HYPHENED.match(text, offset)
    if match is None or Decimal(match["inches"]) >= PARTS["foot"][1]:
        return None
    inches = Decimal(match["inches"]) + (Decimal("0.5") if match["half"] else 0)
    return Amount(offset, match.end(), int(match["feet"]) + inches / PARTS["foot"][1], 1, "foot", "", digits=True)
