"""Amounts told in another unit: the same where they are converted and rounded as journalists do, others where not."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from explorer.text.agreeing import compatible, unmatched
from explorer.text.quantities import find_quantities
from explorer.text.units import unit_at


@pytest.mark.parametrize(
    ("one", "two", "agree"),
    [
        ("120 mph", "193km/h", True),
        ("120 mph", "190 km/h", True),
        ("120 mph", "150 km/h", False),
        ("60-70 mph", "100 to 110 km/h", True),
        ("12 knots", "22 km/h", True),
        ("186,000 miles per second", "300,000 km per second", True),
        ("30 miles", "48 km", True),
        ("30 miles", "50 km", True),
        ("30 miles", "60 km", False),
        ("10 miles", "15 km", True),
        ("half a mile", "2 km", False),
        ("2 pounds", "1 kg", True),
        ("100 pounds", "45 kilos", True),
        ("100 pounds", "55 kilos", False),
        ("20 tons", "18 tonnes", True),
        ("20 tons", "20 tonnes", True),
        ("20 tons", "25 tonnes", False),
        ("500 gallons", "1,900 litres", True),
        ("500 gallons", "2,270 litres", True),
        ("500 gallons", "5,000 litres", False),
        ("500 gallons a minute", "1,900 litres a minute", True),
        ("500 gallons a minute", "1,900 litres an hour", False),
        ("$2 a gallon", "$0.53 a litre", True),
        ("300 acres", "120 hectares", True),
        ("5,000 square feet", "465 square metres", True),
        ("38C", "100F", True),
        ("40C", "100F", False),
        ("minus 40 Celsius", "minus 40 degrees Fahrenheit", True),
        ("0C", "32F", True),
        ("1.5 degrees Celsius", "2.7 degrees Fahrenheit", True),
        ("38 degrees", "100 degrees Fahrenheit", True),
        ("1,200 MW", "1.2 gigawatts", True),
        ("25 basis points", "0.25 percentage points", True),
        ("90 minutes", "1.5 hours", True),
        ("two days", "48 hours", True),
        ("two days", "50 hours", False),
        ("0 km", "5 miles", False),
        ("5 kg", "5 km", False),
        ("6ft 4in", "1.93 m", True),
        ("6 feet 4 inches", "1.93 m", True),
        ("6 foot 4", "193 cm", True),
        ("6'4\"", "1.93 metres", True),
        ("a 6-foot-4 guard", "1.93 metres", True),
        ("six-foot-four", "1.93 metres", True),
        ("6ft 4in", "1.75 m", False),
        ("11 stone", "70 kg", True),
        ("11st 4lb", "158 pounds", True),
        ("11 stone", "80 kg", False),
        ("8lb 3oz", "3.7 kg", True),
        ("two hours and 15 minutes", "135 minutes", True),
        ("two years and four months", "28 months", True),
        ("two years and four months", "24 months", False),
    ],
)
def test_a_converted_amount_is_the_same_amount(one: str, two: str, agree: bool) -> None:
    a, b = find_quantities(one)[0], find_quantities(two)[0]
    assert compatible(a, b) is agree
    assert compatible(b, a) is agree


def test_an_amount_and_its_conversion_in_brackets_are_explained_together() -> None:
    both = find_quantities("The fire spread over 310 acres (125 hectares).")
    assert unmatched(both, find_quantities("The fire spread over 300 acres.")) == []
    assert [q.text for q in unmatched(both, find_quantities("The fire spread over 900 acres."))] == [
        "310 acres",
        "125 hectares",
    ]


def test_every_unit_that_is_converted_is_one_that_is_read() -> None:
    data = tomllib.loads(files("explorer.text").joinpath("conversions.toml").read_text("utf-8"))
    plain = [unit for units in data.values() for unit in units if "/" not in unit]
    assert all(worth for units in data.values() for worth in units.values())
    known = tomllib.loads(files("explorer.text").joinpath("units.toml").read_text("utf-8"))
    strange = [unit for unit in plain if unit not in known["measures"] and _read(unit) != unit]
    assert strange == []


def _read(unit: str) -> str:
    found = unit_at(unit, 0, figures=True)
    return found[0].name if found else find_quantities(f"11 {unit}")[0].unit
