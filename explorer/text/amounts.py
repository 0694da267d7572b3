"""Numbers with their currency, magnitude and measure, one at a time: the atoms of the quantity grammar.

`quantities` joins atoms to ranges and decides which of them count something.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Any

S = r"[ \u00a0\u202f\u2009\n]"

WORDS: dict[str, Any] = tomllib.loads(files("explorer.text").joinpath("quantities.toml").read_text(encoding="utf-8"))
"""The word lists of the grammar, as in the data file."""

_SMALL = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_LETTERS = {"k": 1000, "m": 10**6, "b": 10**9, "t": 10**12}
_MAGNITUDES: dict[str, int] = WORDS["magnitudes"] | {"dozen": 12}
_UNITS: dict[str, str] = WORDS["measures"] | WORDS["currency_words"]
_UNITS_FOLDED = {name.lower(): unit for name, unit in _UNITS.items() if len(name) > 3}


def either(names: list[str]) -> str:
    """A regular expression for any of `names`, longest first, spaces as any space."""
    return "|".join(re.escape(name).replace(r"\ ", S) for name in sorted(names, key=lambda n: (-len(n), n)))


SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_SMALL)[1:10])}))?|{either(list(_SMALL))})"
_DIGITS = (
    r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,15})?(?![\d,]\d)|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d{1,15}(?:\.\d{1,15})?[½¼¾]?(?!\d)"
    r"|[½¼¾]"
)
_BIG = "hundred|thousand|million|billion|trillion|dozen"
_WRITTEN = (
    rf"(?i:{SMALL}(?:[ -]hundred(?:{S}(?:and{S})?{SMALL})?)?(?:[ -]and[ -]a[ -]half)?(?!\w)"
    rf"|half{S}an?(?={S}(?:{_BIG}|hour|inch|mile|percent)\b)|an?(?=[ -](?:{_BIG})\b))"
)
_NAMES_LONG = either([name for name in _UNITS if len(name) > 3])
_NAMES_SHORT = either([name for name in _UNITS if len(name) <= 3])
_AMOUNT = re.compile(
    rf"(?<![\w#@./])(?P<sign>[-−](?=[\d$€£¥])|[Mm]inus{S})?(?:(?P<currency>{either(list(WORDS['currencies']))}){S}?)?"
    rf"(?:(?P<digits>{_DIGITS})(?![.,]\d|/\d)|(?P<written>{_WRITTEN}))"
    rf"(?:(?P<letter>[kKmMbBtT])(?!\w)|(?:{S}|-)?(?P<magnitude>(?i:{either(list(_MAGNITUDES))}))(?!\w))?"
    rf"(?P<plus>\+|-plus\b)?"
    rf"(?:(?:{S}|-)?(?P<unit>(?i:{_NAMES_LONG})|{_NAMES_SHORT})(?![\w²³]|-half\b|-\d))?(?P<more>\+)?(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as printed. `base` is its value before the magnitude, `factor` the magnitude (1 if none).

    `unit` is "" for a bare number; `letter` is a one-letter magnitude that stands alone ("5m"), which only its
    neighbours can tell from a unit; `digits` tells figures from words.
    """

    start: int
    end: int
    base: Decimal
    factor: int
    unit: str
    letter: str
    digits: bool
    plus: bool

    @property
    def value(self) -> float:
        """The value without rounding noise: exact decimal arithmetic, then the nearest float; a percent is a ratio."""
        product = self.base * self.factor
        return float(product / 100 if self.unit == "%" else product)


def find_amounts(text: str) -> Iterator[Amount]:
    """Every number of `text` that stands on its own, in order. `text` has its clutter blanked out."""
    for match in _AMOUNT.finditer(text):
        digits, letter = match["digits"], match["letter"] or ""
        base = _figures(digits) if digits else _written(match["written"])
        unit = WORDS["currencies"].get(match["currency"], "") if match["currency"] else ""
        factor = _MAGNITUDES[match["magnitude"].lower()] if match["magnitude"] else 1
        if letter and (unit or letter == "k"):
            factor, letter = _LETTERS[letter.lower()], ""
        end = match.end()
        if match["unit"] in ("C", "F") and not digits:  # "two F students"
            end = match.start("unit") - 1
        elif match["unit"]:
            named = _UNITS.get(match["unit"]) or _UNITS_FOLDED[re.sub(r"\s", " ", match["unit"]).lower()]
            if unit and named not in ("USD", "EUR", unit):  # "$5 day", "$2 million year": another word, not its unit
                end = match.start("unit") - 1
            else:
                unit = unit or named
        base = -base if match["sign"] else base
        plus = bool(match["plus"] or match["more"])
        yield Amount(match.start(), end, base, factor, unit, letter, bool(digits), plus)


def _figures(digits: str) -> Decimal:
    fraction = _VULGAR.get(digits[-1])
    plain = re.sub(r"[^\d.]", "", digits)
    return Decimal(plain or 0) + (fraction or 0)


def _written(words: str) -> Decimal:
    """ "two hundred and fifty" → 250; "two and a half" → 2.5; "half a" → 0.5; "a" → 1."""
    lowered = re.sub(r"[\s-]+", " ", words.lower()).strip()
    half = lowered.endswith(" and a half")
    if lowered in ("half a", "half an"):
        return Decimal("0.5")
    total = Decimal(0)
    for word in lowered.removesuffix(" and a half").split():
        if word == "hundred":
            total *= 100
        elif word != "and":
            total += _SMALL.get(word, _TENS.get(word, 1))
    return total + Decimal("0.5") if half else total
