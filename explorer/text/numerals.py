"""Numbers as printed, in figures or in words, with their magnitude: "1,250.5", "3½", "two thousand five hundred".

Figures group their thousands by commas or narrow spaces and mark decimals by a point, as English news does. A number in
words is read from left to right, so that its cost is its length.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Any

S = r"[ \u00a0\u202f\u2009\n]"
"""A space of prose as a regular expression; a line may break inside a number, a quantity or a date."""

WORDS: dict[str, Any] = tomllib.loads(files("explorer.text").joinpath("quantities.toml").read_text(encoding="utf-8"))
"""The word lists of the quantity grammar, as in the data file."""

_UNITS: Mapping[str, int] = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS: Mapping[str, int] = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SMALL: Mapping[str, int] = {**_UNITS, **_TENS}
"""Number words below a hundred."""

_MAGNITUDES: Mapping[str, int] = WORDS["magnitudes"]
LETTERS: Mapping[str, int] = {"k": 10**3, "m": 10**6, "mm": 10**6, "b": 10**9, "t": 10**12}
"""Magnitudes of one letter, in lower case, and the "mm" of bankers ("$200MM"), which only money has."""
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_FIGURES = re.compile(
    r"(?:\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,15})?(?![\d,]\d)|\d{1,2}(?:,\d{2}){1,6},\d{3}(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,6}(?!\d)"
    r"|(?P<whole>\d{1,3})[ -](?P<over>[1-9])/(?P<under>[2-9]|1[06])(?![\d/])"
    r"|\d{0,15}\.\d{1,15}|\d{1,15}(?!\d)(?:[ \u00a0]?[½¼¾])?|[½¼¾])(?![.,]\d|/\d|\d)"
)
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_UNITS)[1:10])}))?|{'|'.join(list(SMALL)[::-1])})(?!\w)"
_GROUP = re.compile(
    rf"(?:(?P<head>{_SMALL})(?P<hundred>[ -]hundred(?!\w))?|(?P<a>an?[ -]hundred)(?!\w))"
    rf"(?:(?:(?<=hundred)|(?<=hundred ))(?:[ \n]and)?[ \n](?P<tail>{_SMALL}))?",
    re.IGNORECASE,
)
_A_MAGNITUDE = re.compile(r"(?P<half>half[ -](?:an?[ -])?)|an?[ -](?P<halved>half-)?", re.IGNORECASE)
_SCORE_OF = re.compile(r"an?[ ]score[ ]of(?=[ ](?!points)[a-z]+s\b)", re.IGNORECASE)
_HALF_MORE = re.compile(r"[ -]and[ -]a[ -](?:(?P<half>half)|quarter)(?!\w)", re.IGNORECASE)
_JOINED = re.compile(r"[ \n](?:and[ \n])?(?=[A-Za-z])")
_MAGNITUDE = re.compile(r"(?:[ \u00a0\u202f\u2009\n]|-)?([A-Za-z]+)(?!\w)")
_PLAIN_WORD = re.compile(r"([A-Za-z]+)(?!\w)")
_LETTER = re.compile(r"(?:MM|mm|[kKmMbBtT])(?!\w)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that ends at `end`. `base` is its value before the magnitude, `factor` the magnitude (1 if none).

    `letter` is a one-letter magnitude that stands alone ("5m"), which only its neighbours can tell from a unit;
    `figures` tells figures from words.
    """

    end: int
    base: Decimal
    factor: int = 1
    letter: str = ""
    figures: bool = True


def numeral_at(text: str, offset: int) -> Numeral | None:
    """The number that starts at `offset`, with its magnitude; None if there is none that can be read whole."""
    if text[offset].isalpha():
        return _written(text, offset)
    match = _FIGURES.match(text, offset)
    if match is None:
        return None
    base = _value(match)
    letter = _LETTER.match(text, match.end())
    if letter:
        return Numeral(letter.end(), base, letter=letter.group())
    closed = _magnitude(text, match.end())
    return Numeral(closed[1], base, closed[0]) if closed else Numeral(match.end(), base)


def _value(match: re.Match[str]) -> Decimal:
    if match["under"]:
        return int(match["whole"]) + Decimal(match["over"]) / Decimal(match["under"])
    printed = match.group()
    fraction = _VULGAR.get(printed[-1], Decimal(0))
    plain = "".join(c for c in printed if c in "0123456789.")
    return Decimal(plain or 0) + fraction


def _written(text: str, offset: int) -> Numeral | None:
    """A number in words: groups below a thousand, each closed by a magnitude smaller than the one before.

    "a" and "half a" stand only before a magnitude: "a dozen", "half a million".
    """
    opening = _A_MAGNITUDE.match(text, offset)
    if opening and (closed := _magnitude(text, opening.end(), glued=True)):
        half = opening["half"] or opening["halved"]
        return Numeral(closed[1], Decimal("0.5") if half else Decimal(1), closed[0], figures=False)
    if opening and (score := _SCORE_OF.match(text, offset)):
        return Numeral(score.end(), Decimal(20), figures=False)
    total, at, last = Decimal(0), offset, 0
    while group := _group(text, at):
        value, end = group
        closed = _magnitude(text, end)
        if closed and total == 0 and not _group_after(text, closed[1]):
            return Numeral(closed[1], value, closed[0], figures=False)
        if closed is None or (last and closed[0] >= last):
            total, last = total + value, 1
            at = end
            break
        total, last = total + value * closed[0], closed[0]
        at = closed[1]
        joined = _JOINED.match(text, at)
        if joined is None or not _group(text, joined.end()):
            break
        at = joined.end()
    return Numeral(at, total, figures=False) if last else None


def _group_after(text: str, offset: int) -> bool:
    joined = _JOINED.match(text, offset)
    return joined is not None and _group(text, joined.end()) is not None


def _group(text: str, offset: int) -> tuple[Decimal, int] | None:
    """A number below a thousand ("two hundred and fifty", "two and a half", "a hundred") and where it ends."""
    match = _GROUP.match(text, offset)
    if match is None:
        return None
    value = Decimal(_sum(match["head"])) if match["head"] else Decimal(1)
    value = value * 100 if match["hundred"] or match["a"] else value
    value += _sum(match["tail"] or "")
    more = _HALF_MORE.match(text, match.end())
    if more:
        return value + (Decimal("0.5") if more["half"] else Decimal("0.25")), more.end()
    return value, match.end()


def _sum(words: str) -> int:
    return sum(SMALL[word] for word in re.split(r"[\s-]+", words.lower()) if word)


def _magnitude(text: str, offset: int, *, glued: bool = False) -> tuple[int, int] | None:
    """The magnitude word after a number, and where it ends; `glued`: right at `offset`."""
    match = (_PLAIN_WORD if glued else _MAGNITUDE).match(text, offset)
    factor = _MAGNITUDES.get(match[1].lower()) if match else None
    return (factor, match.end()) if match and factor else None
