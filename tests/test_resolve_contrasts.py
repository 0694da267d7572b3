"""Silence where a date or a name of one account tells of another thing than that of the other, or of a part of it."""

from __future__ import annotations

import pytest

from explorer.extract import Reader
from explorer.ingest import read_article
from explorer.resolve import resolve
from tests.stories import article

SOLD = "Kari Moe stopped the sale of the Halden shipyard to Baltic Lines"


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        (f"{SOLD} in 1972.", f"{SOLD} in 1974.", ["date"]),
        (
            "Kari Moe, the chief of Norvik in 1972, stopped the sale of the Halden shipyard to Baltic Lines.",
            "Kari Moe of Norvik stopped the sale of the Halden shipyard to Baltic Lines, which collapsed in 1974.",
            [],
        ),
        (
            "Kari Moe ran the Norvik shipyard in Halden in 1972 when workers blocked the sale of the Seahawk engines.",
            "Kari Moe of the Norvik shipyard in Halden blocked the sale of the Seahawk engines, which led workers to "
            "close it in 1974.",
            [],
        ),
    ],
)
def test_two_dates_differ_only_where_they_date_one_thing(one: str, other: str, kinds: list[str]) -> None:
    story = resolve([article("one.txt", [one]), article("two.txt", [other])])
    assert [found.kind for found in story.disagreements] == kinds


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [("Japan", "India", ["entity"]), ("Asia", "South Asia", []), ("Germany", "northern Germany", [])],
)
def test_a_part_of_a_region_is_no_other_region(one: str, other: str, kinds: list[str]) -> None:
    told = (
        f"Internet links between Norway, Africa and {one} were badly disrupted by the storm on Friday.",
        f"Internet links between Norway, Africa and {other} have been disrupted by the storm.",
    )
    readings = [Reader().read(read_article(text.encode(), f"{at}.txt")) for at, text in enumerate(told)]
    assert [found.kind for found in resolve(readings).disagreements] == kinds
