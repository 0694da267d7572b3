"""One amount told in two units: 193 km/h and 120 mph, 30 miles and 48 km, or 50 km.

Who writes for other readers converts, and rounds what comes out. So two amounts are one where either is about the
other converted: within what every conversion leaves, or as far off as its own round figures let it be.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

CONVERTED = 0.04
"""Relative difference that a conversion leaves: 200 feet are told as 60 metres."""

ROUND = 0.10
"""And the difference that round figures cover at most: 15 km for ten miles, 2 pounds for a kilo."""

COUNTED = 0.015
"""The difference where a conversion is exact, but for months: 48 hours are two days, 60 days two months."""

DEGREES = (1.0, 3.0)
"""Degrees Celsius that a conversion of temperatures leaves: 38 °C are told as 100 °F; and where one is hedged."""

_EXACT = frozenset({"time", "age", "yield"})
"""Dimensions whose units are converted without rounding."""
_CELSIUS, _FAHRENHEIT = "°C", "°F"
_IN_CELSIUS: Mapping[str, tuple[tuple[float, float], ...]] = {
    _CELSIUS: ((1.0, 0.0),),
    _FAHRENHEIT: ((5 / 9, -160 / 9),),
    "degree": ((1.0, 0.0), (5 / 9, -160 / 9)),
}
"""Factor and summand that make degrees Celsius of a temperature; of mere degrees it may be either."""

type Range = tuple[float, float]


def convertible(unit: str, other: str) -> bool:
    """Whether two units may be of one dimension; asked of very many, so a rate is looked at more closely only later."""
    if unit == other:
        return False
    mine = _dimensions().get(unit)
    return mine == _dimensions().get(other) if mine else "/" in unit and "/" in other


def agree_converted(unit: str, mine: Range, other: str, theirs: Range, *, room: float = 0.0) -> bool:
    """Whether two amounts in two units of one dimension, each from its lower to its upper bound, may be one amount.

    `room` is a relative difference that a hedge covers beside what rounding does; amounts of one unit, and of units
    of two dimensions, are never one by conversion.
    """
    if unit == other:
        return False
    if unit in _IN_CELSIUS and other in _IN_CELSIUS:
        return _agree_in_degrees(unit, mine, other, theirs, hedged=room > 0)
    return any(_are_near(mine, theirs, factor, room, exact=exact) for factor, exact in _factors(unit, other))


def _agree_in_degrees(unit: str, mine: Range, other: str, theirs: Range, *, hedged: bool) -> bool:
    """Temperatures, or how much warmer it is: 1.5 °C of warming are 2.7 °F."""
    margin = DEGREES[hedged]
    for factor, summand in _IN_CELSIUS[unit]:
        for other_factor, other_summand in _IN_CELSIUS[other]:
            low, high = (bound * factor + summand for bound in mine)
            other_low, other_high = (bound * other_factor + other_summand for bound in theirs)
            if low <= other_high + margin and other_low <= high + margin:
                return True
            if "degree" not in (unit, other) and _are_near(mine, theirs, factor / other_factor, 0.0, exact=False):
                return True
    return False


def _are_near(mine: Range, theirs: Range, factor: float, room: float, *, exact: bool) -> bool:
    """Whether `mine`, times `factor`, meets `theirs` up to what conversions leave."""
    low, high = mine[0] * factor, mine[1] * factor
    if low <= theirs[1] and theirs[0] <= high:
        return True
    near, far = (mine[1], theirs[0]) if high < theirs[0] else (mine[0], theirs[1])
    converted = near * factor
    gap, biggest = abs(converted - far), max(abs(converted), abs(far))
    if exact:
        return gap <= COUNTED * biggest
    if gap <= max(CONVERTED, room) * biggest:
        return True
    is_round = gap <= _half_step(far) or gap <= _half_step(near) * factor
    return is_round and gap <= ROUND * biggest * (1 + 1e-9)


def _half_step(value: float) -> float:
    """How far off a printed figure may be by its rounding: 50 is rounded to tens, 15 to fives, 1.6 to tenths."""
    _, digits, exponent = Decimal(f"{value:.10g}").normalize().as_tuple()
    step = 10.0 ** int(exponent)
    return (5 if digits[-1] == 5 and len(digits) > 1 else 1) * step / 2


def _factors(unit: str, other: str) -> list[tuple[float, bool]]:
    """What one `unit` may be of the `other`, and whether exactly so; for rates too: dollars a gallon and a litre."""
    if "/" not in unit or "/" not in other or (unit in _worth() and other in _worth()):
        return _plain(unit, other)
    (what, _, base), (other_what, _, other_base) = unit.partition("/"), other.partition("/")
    return [
        (factor / by, exact and by_exact)
        for factor, exact in _same_or(what, other_what)
        for by, by_exact in _same_or(base, other_base)
    ]


def _same_or(unit: str, other: str) -> list[tuple[float, bool]]:
    return [(1.0, True)] if unit == other else _plain(unit, other)


def _plain(unit: str, other: str) -> list[tuple[float, bool]]:
    mine, theirs = _worth().get(unit), _worth().get(other)
    if mine is None or theirs is None or mine[0] != theirs[0]:
        return []
    return [(a / b, mine[0] in _EXACT) for a in mine[1] for b in theirs[1]]


@cache
def _dimensions() -> Mapping[str, str]:
    """Each unit with its dimension."""
    return {unit: dimension for unit, (dimension, _) in _worth().items()} | dict.fromkeys(_IN_CELSIUS, "temperature")


@cache
def _worth() -> Mapping[str, tuple[str, tuple[float, ...]]]:
    """Each unit with its dimension and what one is worth of that dimension's first unit."""
    data = tomllib.loads(files("explorer.text").joinpath("conversions.toml").read_text("utf-8"))
    return {
        unit: (dimension, tuple(worth) if isinstance(worth, list) else (worth,))
        for dimension, units in data.items()
        for unit, worth in units.items()
    }
