"""Amounts in a large unit and a small one are one amount; two amounts that stand side by side are two."""

from __future__ import annotations

import pytest

from explorer.text.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("He is 6ft 4in tall.", "6ft 4in", 6 + 4 / 12, "foot"),
        ("He is 6 feet, 4 inches tall.", "6 feet, 4 inches", 6 + 4 / 12, "foot"),
        ("He stood 6 ft. 4 in. in his socks.", "6 ft. 4 in.", 6 + 4 / 12, "foot"),
        ("He is five feet nine.", "five feet nine", 5.75, "foot"),
        ("He’s 6’4½”.", "6’4½”", 6.375, "foot"),
        ("a 5-foot-9-inch man", "5-foot-9-inch", 5.75, "foot"),
        ("He weighed 11 stone last year.", "11 stone", 11, "stone"),
        ("She weighs 11st 7lb now.", "11st 7lb", 11.5, "stone"),
        ("a 15-stone striker", "15-stone", 15, "stone"),
        ("a baby of 8 pounds 4 ounces", "8 pounds 4 ounces", 8.25, "pound"),
        ("It took 2 hours, 5 minutes and 30 seconds.", "2 hours, 5 minutes and 30 seconds", 2 + 5.5 / 60, "hour"),
        ("He got three years and six months in prison.", "three years and six months", 3.5, "year"),
    ],
)
def test_a_large_unit_goes_on_in_a_small_one(text: str, printed: str, value: float, unit: str) -> None:
    (found,) = find_quantities(text)
    assert (found.text, found.unit) == (printed, unit)
    assert found.low == pytest.approx(value)


def test_a_range_has_both_units_at_both_ends() -> None:
    (found,) = find_quantities("All guards are between 6ft 4in and 6ft 6in.")
    assert found.text == "6ft 4in and 6ft 6in"
    assert found.low == pytest.approx(6 + 4 / 12)
    assert found.high == 6.5


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("He was on the field for 6 feet 4 times.", ["6 feet", "4 times"]),
        ("He got two years and 18 months.", ["two years", "18 months"]),
        ("He got two years and six months' probation.", ["two years", "six months"]),
        ("After 15 minutes, 5 of them left.", ["15 minutes", "5"]),
        ("It lasts two days, 48 hours.", ["two days", "48 hours"]),
        ("They bought two stone lions.", ["two stone lions"]),
        ("They threw 12 stones.", ["12 stones"]),
        ("It was his 21st goal.", ["21st"]),
        ("She wore a 3-stone ring.", []),
    ],
)
def test_amounts_side_by_side_are_two(text: str, printed: list[str]) -> None:
    assert [found.text for found in find_quantities(text)] == printed
