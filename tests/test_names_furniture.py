"""What is written big and names nobody: time zones, shouted words, departments; and initials before a surname."""

from __future__ import annotations

import pytest

from tests.names_articles import reading


def names(text: str) -> dict[str, str]:
    """The names of an article with their types."""
    return {mention.text: mention.type for mention in reading(text).mentions}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Published on Friday at 09:56 IST New Delhi/Mumbai: A warship stopped three boats.", "New Delhi"),
        ("Posted on November 15, 2011 6:07:15 PM GMT+01:00 Naval Ship Havbris sank near Aden.", "Aden"),
        ("Updated at 7 a.m. AEST Canberra has banned the sale of the knives, ministers said.", "Canberra"),
    ],
)
def test_a_time_zone_is_no_part_of_a_name(text: str, wanted: str) -> None:
    found = names(text)
    assert wanted in found
    assert not any(zone in name for name in found for zone in ("IST", "GMT", "AEST"))


@pytest.mark.parametrize(
    "text",
    [
        "A WOMAN was injured when a bus left the road.",
        "MUST SEE: the navy stops a boat that was full of rifles",
        "“We fled,” said the Chief Public Relations Officer, Defence, on Monday.",
        "Customer Service did not answer, and neither did Human Resources.",
    ],
)
def test_shouted_words_and_departments_name_nobody(text: str) -> None:
    assert names(text) == {}


def test_a_people_before_a_department_is_the_country_alone() -> None:
    assert names("The boats were challenged by the Indian Naval ship, which sank two of them.") == {"Indian": "place"}


def test_shouted_names_stay_names() -> None:
    assert names("A NATO convoy was attacked near Kabul.")["NATO"] == "organization"


def test_initials_before_a_surname_are_a_person() -> None:
    found = names("They gave $70 million to J. D. Okonjo and lost out on CC Halvorsen. They lost to AC Milan.")
    assert found["J. D. Okonjo"] == "person"
    assert found["CC Halvorsen"] == "person"
    assert found.get("AC Milan") != "person"
