"""Units as printed: currency signs before a number, units after it, and the base of a rate ("a barrel", "per share").

All are looked up word by word in tables made from the data file, so that a thousand units cost no more than ten.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Any

from explorer.text.nouns import singular
from explorer.text.numerals import S

_DATA: dict[str, Any] = tomllib.loads(files("explorer.text").joinpath("units.toml").read_text(encoding="utf-8"))
_HUNDREDTH = Decimal("0.01")
_SHORT = 3
"""Letters up to which a form is read exactly as it is listed: "MW" is no "mW"."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's name, what one of it is worth in it (a cent is 0.01 USD), and whether it is money."""

    name: str
    scale: Decimal = Decimal(1)
    money: bool = False


def either(names: list[str]) -> str:
    """A regular expression for any of `names`, longest first, spaces as any space."""
    return "|".join(re.escape(name).replace(r"\ ", S) for name in sorted(names, key=lambda n: (-len(n), n)))


def _listed(table: str) -> Iterator[tuple[str, str]]:
    """Every (name, form) of a table of the data file."""
    for name, forms in _DATA[table].items():
        for form in forms:
            yield name, form


def _prefixed() -> Iterator[tuple[str, str]]:
    for symbol, (prefixes, spellings) in _DATA["prefixed"].items():
        for prefix in ("", *prefixes):
            name = "KB" if prefix + symbol == "kB" else prefix + symbol
            if len(name) > 1:
                yield name, prefix + symbol
            for spelling in spellings:
                if prefix or spelling not in ("second", "bit"):
                    yield name, _DATA["prefixes"].get(prefix, "") + spelling


def _forms() -> dict[str, Unit]:
    """Every form with its unit: exact for short ones, in lower case with its plural for the others."""
    found: dict[str, Unit] = {}
    tables = (("measures", Decimal(1), False), ("money", Decimal(1), True), ("hundredths", _HUNDREDTH, True))
    listed = [(name, form, Decimal(1), False) for name, form in _prefixed()]
    listed += [(name, form, scale, money) for table, scale, money in tables for name, form in _listed(table)]
    for name, form, scale, money in listed:
        unit = Unit(name, scale, money)
        if len(form) <= _SHORT:
            found[form] = unit
            continue
        found[form.lower()] = unit
        if form[-1].isalpha() and not form.endswith("s"):
            found.setdefault(form.lower() + "s", unit)
    return found


_UNITS: Mapping[str, Unit] = _forms()
_GLUED: Mapping[str, Unit] = {form: Unit(name) for name, form in _listed("glued")} | {
    form: Unit(name, _HUNDREDTH, money=True) for name, form in _listed("pence")
}
_LONGEST = max(form.count(" ") for form in _UNITS) + 1
_BASES = frozenset(_DATA["denominators"]["words"])
PARTS: Mapping[str, tuple[str, int]] = {unit: (part, count) for unit, (part, count) in _DATA["parts"].items()}
"""Each unit that goes on in a smaller one with that, and how many of it make one."""
_SIGNS: Mapping[str, str] = {form: name for name, form in _listed("signs")}
_SIGN = re.compile(rf"(?:(?<!\w)(?:{either(list(_SIGNS))})|(?<=\w)[$€£¥]){S}?$")
GLUED_SIGN = re.compile(
    rf"(?:{either([sign for sign in _SIGNS if sign.isalpha()])}"
    rf"|(?<=\$)(?:{either([sign[1:] for sign in _SIGNS if sign[0] == '$' and len(sign) > 1])}))(?=\d)"
)
"""A currency's letters written on to the figures: "Rs500", "$US500"."""
_PIECE = re.compile(r"[A-Za-z°º%²³µμ/][\w°º²³µ/.]*|%")
_JOIN = re.compile(rf"{S}|-")
_NO_UNIT_AFTER = re.compile(r"[\w²³]|-half\b|-\d")
_WORD_JOINED = re.compile(r"-[a-z]")
_RATE = re.compile(rf"(?P<per>{S}?/{S}?|{S}per{S}|-per-)|(?P<a>{S}an?{S}|-an?-)")
_CAPITA = re.compile(r"capita\b")
_NOT_A_RATE = re.compile(
    rf"{S}(?:ago|earlier|before|previously|prior|later|after|away|or{S}so|and{S}a{S}half)\b|['’]s\b|-\w"
)
"""After "a year": "$3 million a year earlier" compares, "a mile away" is a distance."""
_BASE_WORD = re.compile(r"[a-z]{3,}\b")
_COUNT_BASE = re.compile(rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}){S}(?P<noun>[a-z]+)")
TIMES = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"})
"""Units of duration."""


def sign_before(text: str, offset: int) -> tuple[str, int] | None:
    """The currency whose sign ends at `offset` ("US$", "Rs "), and where the sign starts."""
    if offset == 0 or (text[offset - 1].islower() and not text.endswith(("Rs", "h", "r", "b", "p"), 0, offset)):
        return None
    start = max(0, offset - 6)
    found = _SIGN.search(text[start:offset])
    if found is None:
        return None
    printed = re.sub(r"\s", " ", found.group()).rstrip(" ")
    return _SIGNS.get(printed) or _SIGNS[printed[-1]], start + found.start()


def unit_at(text: str, offset: int, *, figures: bool) -> tuple[Unit, int] | None:
    """The unit printed right after a number that ends at `offset`, and where it ends; the longest that fits.

    `figures` tells whether the number is in digits: only then may a single letter be a unit ("41C", "85p").
    """
    glued = _GLUED.get(text[offset : offset + 1]) if figures else None
    if glued and not _NO_UNIT_AFTER.match(text, offset + 1) and not _WORD_JOINED.match(text, offset + 1):
        return glued, offset + 1
    join = _JOIN.match(text, offset)
    found = _longest(text, join.end() if join else offset)
    if found and join and join.group() != "-" and found[0].name != "%" and _WORD_JOINED.match(text, found[1]):
        return None  # "two second-hand cars"
    return found


def _longest(text: str, offset: int) -> tuple[Unit, int] | None:
    ends = list(_ends(text, offset))
    for end in reversed(ends):
        printed = text[offset:end].replace("μ", "µ")
        plain = re.sub(r"[\s-]+", " ", printed)
        unit = _UNITS.get(plain) if len(plain) <= _SHORT else _UNITS.get(plain.lower())
        if unit is None and plain.endswith("."):
            continue
        if unit and (unit.name == "%" or not _NO_UNIT_AFTER.match(text, end)):
            return unit, end
    return None


def _ends(text: str, offset: int) -> Iterator[int]:
    """Where the first words after `offset` end; a word's own full stop is tried with and without."""
    for _ in range(_LONGEST):
        piece = _PIECE.match(text, offset)
        if piece is None:
            return
        end = piece.end()
        slash = text.find("/", offset, end)
        if slash > offset:
            yield slash
        if text[end - 1] == ".":
            yield end - 1
        yield end
        join = _JOIN.match(text, end)
        if join is None:
            return
        offset = join.end()


def rate_at(text: str, offset: int, *, money: bool) -> tuple[str, int] | None:
    """The base of a rate right after `offset` ("barrel" for " a barrel"), and where it ends.

    After "a" or "an" only units of time may follow a count, and units and things sold an amount of money.
    """
    found = _RATE.match(text, offset)
    if found is None:
        return None
    at = found.end()
    if found["per"] and (capita := _CAPITA.match(text, at)):
        return "person", capita.end()
    base = _base_unit(text, at)
    if found["a"]:
        if base is None or (not money and base[0] not in TIMES) or _NOT_A_RATE.match(text, base[1]):
            return None
        return base
    if base is None and (counted := _COUNT_BASE.match(text, at)) and found["per"].strip() != "/":
        return f"{counted['number'].replace(',', '')} {singular(counted['noun'])}", counted.end()
    if base is None and found["per"].strip() != "/":
        word = _BASE_WORD.match(text, at)
        return (word.group(), word.end()) if word else None
    return base


def _base_unit(text: str, at: int) -> tuple[str, int] | None:
    unit = _longest(text, at)
    if unit and unit[0].name not in ("%", "time", "point"):
        return unit[0].name, unit[1]
    for end in reversed(list(_ends(text, at))):
        if re.sub(r"[\s-]+", " ", text[at:end]).lower() in _BASES:
            return text[at:end].lower(), end
    return None
