"""Numbers with their currency, magnitude and measure, one at a time: the atoms of the quantity grammar.

`quantities` joins atoms to ranges and decides which of them count something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from explorer.text.numerals import LETTERS, Numeral, S, numeral_at
from explorer.text.units import Unit, sign_before, unit_at

_MINUS = re.compile(rf"(?<![\w.)%])(?:[-−]|(?<!plus or )[Mm]inus{S}|[Nn]egative{S})$")
_PLUS = re.compile(r"\+|-plus\b")
_ODD = re.compile(r"-odd\b")
_CLAUSE = re.compile(r"\(\w\)|⁄")
_MORE = re.compile(r"\+(?!\w)")
_MASS_AFTER = re.compile(rf"{S}(?:of|overweight|heavier|lighter)\b")
_POUNDS = 10**6
"""Magnitude from which "pounds" are money: nobody weighs a million pounds of anything but "of" it."""


_FEWEST_WON = 100
"""Below it "won" is a verb: the smallest banknote is of a thousand."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as printed. `base` is its value before the magnitude, `factor` the magnitude (1 if none).

    `unit` is "" for a bare number; `letter` is a one-letter magnitude that stands alone ("5m"), which only its
    neighbours can tell from a unit; `digits` tells figures from words; `hedge` is one written on to the number
    ("600-plus", "3,000-odd"); `scale` is what one of the printed unit is worth in `unit` (a cent is 0.01 USD).
    """

    start: int
    end: int
    base: Decimal
    factor: int
    unit: str
    letter: str
    digits: bool
    hedge: str = ""
    money: bool = False
    scale: Decimal = Decimal(1)

    @property
    def value(self) -> float:
        """The value without rounding noise: exact decimal arithmetic, then the nearest float; a percent is a ratio."""
        product = self.base * self.factor * self.scale
        return float(product / 100 if self.unit == "%" else product)


def amount_at(text: str, offset: int) -> Amount | None:
    """The amount whose number starts at `offset`, with the sign before it and the unit after it.

    None where no number is read whole ("A100", "1/2/2024"). `text` has its clutter blanked out.
    """
    number = numeral_at(text, offset)
    if number is None:
        return None
    inner = text[offset - 1 : offset] in ("-", "−") and bool(sign_before(text, offset - 1))  # "$-3 million"
    sign = sign_before(text, offset - inner) if number.figures else None
    start = sign[1] if sign else offset
    minus = _MINUS.search(text[max(0, start - 18) : start]) if number.figures else None
    start -= len(minus.group()) if minus else 0
    return _with_unit(text, start, number, sign[0] if sign else "", negative=inner or minus is not None)


def _with_unit(text: str, start: int, number: Numeral, currency: str, *, negative: bool) -> Amount | None:
    if number.letter.lower() == "mm" and not currency:
        number = replace(number, letter="", end=number.end - len(number.letter))  # millimetres
    base, factor, letter, end = number.base, number.factor, number.letter, number.end
    if letter and (currency or letter == "k"):
        factor, letter = LETTERS[letter.lower()], ""
    plus, odd = _PLUS.match(text, end), _ODD.match(text, end)
    tail = plus or odd
    end = tail.end() if tail else end
    unit, end = _unit(text, base * factor, factor, end, currency, figures=number.figures and not letter)
    if end == number.end and (text[end : end + 1].isalnum() or _CLAUSE.match(text, end)):
        return None  # "5G", "76ers", "401(k)"
    more = _MORE.match(text, end)
    hedge = "over" if plus or more else "about" if odd else ""
    end = more.end() if more else end
    base = -base if negative else base
    return Amount(start, end, base, factor, unit.name, letter, number.figures, hedge, unit.money, unit.scale)


def _unit(text: str, value: Decimal, factor: int, end: int, currency: str, *, figures: bool) -> tuple[Unit, int]:
    """The unit of a number that ends at `end`, and the new end."""
    found = unit_at(text, end, figures=figures)
    if currency:
        same = found is not None and found[0].money and (found[0].name in ("USD", currency))
        return Unit(currency, money=True), found[1] if found and same else end
    if found is None:
        return Unit(""), end
    unit, after = found
    if unit.name == "pound" and factor >= _POUNDS and not _MASS_AFTER.match(text, after):
        unit = Unit("GBP", money=True)
    if unit.name == "KRW" and value < _FEWEST_WON:
        return Unit(""), end  # "20 won their seats"
    return unit, after


_ONE = re.compile(rf"(?:(?P<half>[Hh]alf){S})?[Aa]n?{S}")
_AND_A_HALF = re.compile(rf"{S}and{S}an?{S}(?:(?P<half>half)|quarter)(?!\w)")
_BOUGHT = re.compile(rf"{S}(?:an?|per|each|apiece){S}|[.,;:!?)\"”'’]|$|{S}(?:for|in|or|and|to){S}")
_EXCHANGE = re.compile(rf"\b(?:against|versus|to|per|for){S}$")


def single_at(text: str, offset: int) -> Amount | None:
    """ "a dollar", "a mile and a half", "half an hour": the article stands for one."""
    article = _ONE.match(text, offset)
    found = unit_at(text, article.end() - 1, figures=False) if article else None
    if article is None or found is None or text[found[1] - 1] == "s":
        return None
    unit, end = found
    if article["half"]:
        return Amount(offset, end, Decimal("0.5"), 1, unit.name, "", digits=False, money=unit.money, scale=unit.scale)
    more = _AND_A_HALF.match(text, end)
    base = Decimal(1)
    if more:
        base += Decimal("0.5") if more["half"] else Decimal("0.25")
        end = more.end()
    elif not _stands_for_one(text, offset, unit, end):
        return None
    return Amount(offset, end, base, 1, unit.name, "", digits=False, money=unit.money, scale=unit.scale)


def _stands_for_one(text: str, start: int, unit: Unit, end: int) -> bool:
    """Whether "a dollar" is an amount, and neither a rate of exchange nor part of a noun ("a dollar store")."""
    if not unit.money:
        return unit.name == "pound" and text.startswith(" of ", end)
    return bool(_BOUGHT.match(text, end)) and not _EXCHANGE.search(text[max(0, start - 8) : start])
