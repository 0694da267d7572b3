"""Values and ranges of numbers and dates as a query writes them: `>50B`, `$1bn..$5bn`, `15%`, `2025-09..`, `1990s`.

In base units: $50B is 50e9 with the unit USD, 15 % is 0.15, a day is its proleptic ordinal.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from math import inf, isfinite, nextafter
from typing import NamedTuple

_NEARLY = 2e-9
"""By this share an end of a range may be missed: the index keeps "over $50 billion" a billionth above 50e9."""

_LONGEST = 60
_OPERATOR = re.compile(r"\s*(>=|<=|=>|=<|>|<|=|≥|≤)?\s*")
_DOTS = re.compile(r"\s*(?:\.{2,}|…)\s*")
_BARE = re.compile(
    r"(?P<figure>[+-]?(?:\d[\d,_]*(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,3})?)\s?"
    r"(?P<scale>k|m|mn|b|bn|t|tn|thousand|million|billion|trillion)?",
    re.IGNORECASE,
)
_SCALES = {"k": 1e3, "t": 1e12, "m": 1e6, "b": 1e9}
_WORD_SCALES = {"thousand": 1e3, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "tn": 1e12, "trillion": 1e12}
_SCALE_NAMES = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion", "t": "trillion"}
_ABBREVIATED = re.compile(r"(?<=\d)(k|mn?|bn?|t)\s+(?=[A-Za-z])", re.IGNORECASE)
_HALF_TYPED = re.compile(r"[-/.]\d$")
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")


class Bounds(NamedTuple):
    """From `low` to `high`, both included; None for an open end. `unit` is empty where any will do."""

    low: float | None
    high: float | None
    unit: str = ""


class _Value(NamedTuple):
    """One value as typed: a month has two ends, so has "40–60%". `scale` is what its figure was multiplied by."""

    low: float
    high: float
    unit: str = ""
    scale: float = 1.0


def read_range(text: str, *, is_date: bool) -> Bounds | None:
    """A value, or a range, of numbers or of dates; None for what is none."""
    if len(text) > _LONGEST:
        return None
    operator = _OPERATOR.match(text)
    sign = (operator[1] or "") if operator else ""
    rest = text[operator.end() :] if operator else text
    parts = _DOTS.split(rest.strip())
    read = _date if is_date else _number
    if len(parts) == 1:
        value = read(parts[0])
        return _compared(sign, value, is_date=is_date) if value else None
    if len(parts) > 2 or sign not in ("", "=") or not any(parts):
        return None
    values = [read(part) if part else None for part in parts]
    if any(part and value is None for part, value in zip(parts, values, strict=True)):
        return None
    low, high = _alike(values[0], values[1])
    if low and high and low.low > high.high:
        low, high = high, low
    unit = (low and low.unit) or (high and high.unit) or ""
    return _widened(Bounds(low.low if low else None, high.high if high else None, unit), is_date=is_date)


def finished_part(text: str, *, is_date: bool) -> str:
    """The longest beginning of a value that is still being typed which can be read; empty for none.

    `2025-0` is still the year, `50..` an open end, `>` nothing yet.
    """
    text = text[:_LONGEST]
    if is_date:
        text = _HALF_TYPED.sub("", text)  # `2025-1` is as often October as it is January
    while text and read_range(text, is_date=is_date) is None:
        text = text[:-1]
    return text


def _compared(sign: str, value: _Value, *, is_date: bool) -> Bounds:
    low, high, unit, _ = value
    step = 1 if is_date else 0
    match sign:
        case ">":
            return Bounds(high + step if step else nextafter(high, inf), None, unit)
        case "<":
            return Bounds(None, low - step if step else nextafter(low, -inf), unit)
        case ">=" | "=>" | "≥":
            return _widened(Bounds(low, None, unit), is_date=is_date)
        case "<=" | "=<" | "≤":
            return _widened(Bounds(None, high, unit), is_date=is_date)
        case _:
            return _widened(Bounds(low, high, unit), is_date=is_date)


def _widened(bounds: Bounds, *, is_date: bool) -> Bounds:
    """The same bounds, an equal figure's hedge and rounding included."""
    low, high, unit = bounds
    if is_date:
        return bounds
    if low is not None and high is not None and low == high:
        return Bounds(low - abs(low) * _NEARLY, high + abs(high) * _NEARLY, unit)
    return bounds


def _alike(low: _Value | None, high: _Value | None) -> tuple[_Value | None, _Value | None]:
    """Both ends in the unit that one of them names: `5..10%`, `$50B..100B`; and `1..5bn` counts in billions."""
    if low and high and not low.unit and not high.unit and low.scale == 1 < high.scale and low.low < high.high:
        scaled = _Value(low.low * high.scale, low.high * high.scale, "", high.scale)
        return (scaled if scaled.low <= high.low else low), high
    if low and high and bool(low.unit) != bool(high.unit):
        bare, told = (high, low) if low.unit else (low, high)
        share = 0.01 if told.unit == "ratio" else 1.0
        fitted = _Value(bare.low * share, bare.high * share, told.unit, bare.scale)
        return (low, fitted) if low.unit else (fitted, high)
    return low, high


@lru_cache(maxsize=256)
def _number(text: str) -> _Value | None:
    text = text.strip()
    if not text or not any(map(str.isalnum, text)):
        return None
    if bare := _BARE.fullmatch(text):
        scale = _scale(bare["scale"] or "")
        figure = float(bare["figure"].replace(",", "").replace("_", "")) * scale
        return _Value(figure, figure, "", scale) if isfinite(figure) else None
    from explorer.text.quantities import find_quantities  # slow to import, and most queries name no unit

    for written in (text, _ABBREVIATED.sub(lambda match: f" {_SCALE_NAMES[match[1].lower()]} ", text)):
        found = find_quantities(written)
        if len(found) != 1 or written[: found[0].start].strip() or written[found[0].end :].strip():
            continue
        low, high, unit = found[0].low, found[0].high, found[0].unit
        if low is not None and high is not None and isfinite(low) and isfinite(high):
            return _Value(low, high, "" if unit == "count" else unit)
    return None


def _scale(word: str) -> float:
    if not word:
        return 1.0
    return _WORD_SCALES.get(word.lower()) or _SCALES[word.lower()]


@lru_cache(maxsize=256)
def _date(text: str) -> _Value | None:
    text = text.strip()
    if plain := _DAY.fullmatch(text):
        year, month, day = (int(part) if part else None for part in plain.groups())
        try:
            first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
            last = date(first.year, month or 12, day or calendar.monthrange(first.year, month or 12)[1])
        except ValueError:
            return None
        return _Value(first.toordinal(), last.toordinal())
    from explorer.text.dates import find_dates  # as above

    found = find_dates(text, None)
    if len(found) != 1 or text[: found[0].start].strip() or text[found[0].end :].strip():
        return None
    low, high = found[0].low, found[0].high
    try:
        return _Value(_ordinal(low), _ordinal(high)) if low and high else None
    except ValueError:
        return None


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
