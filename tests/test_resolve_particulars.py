"""Ages and numbers of children: compared wherever two accounts tell them of one person, and nowhere else."""

from __future__ import annotations

import pytest

from explorer.models import Disagreement
from explorer.resolve import resolve
from tests.stories import article

FIRE = "The fire on the ferry off Lund on Sunday burned for nine hours, and rescuers brought blankets to the quay."


def told(one: str, two: str, days: tuple[str | None, str | None] = ("2026-02-02", "2026-02-03")) -> list[Disagreement]:
    """The disagreements of number of two accounts of one fire, each with a line of its own."""
    first = article("wire.txt", [one, FIRE], title="The first report", published=days[0])
    second = article("paper.txt", [FIRE, two], title="The second report", published=days[1])
    return [d for d in resolve([first, second]).disagreements if d.kind == "number"]


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        (
            "Kari Moe, 32, jumped from the ferry when the lamps went out.",
            "A tug from Halden found 31-year-old harbour pilot Kari Moe near the lighthouse.",
            ("“Kari Moe, 32”", "“31-year-old harbour pilot Kari Moe”"),
        ),
        (
            "Ingrid Solberg, 44, a mother of three, had sold the tickets.",
            "The mother of four Ingrid Solberg was asleep below the deck.",
            ("“Ingrid Solberg, 44, a mother of three”", "“mother of four Ingrid Solberg”"),
        ),
    ],
)
def test_what_two_accounts_tell_of_one_person_is_compared(one: str, two: str, words: tuple[str, str]) -> None:
    (found,) = told(one, two)
    assert found.grade == 2
    assert f"“The first report” says {words[0]}" in found.note
    assert f"“The second report” says {words[1]}" in found.note


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # the same in other words
        ("Kari Moe, 32, jumped from the ferry.", "A tug found the 32-year-old Kari Moe near the lighthouse."),
        # what stands beside the name is of others
        ("Kari Moe, 32, jumped from the ferry.", "The 9-year-old daughter of Kari Moe was taken to Halden."),
        ("Kari Moe, 32, jumped from the ferry.", "Beside Kari Moe, 14 passengers were taken to Halden."),
        ("Kari Moe, 32, jumped from the ferry.", "Per Aune, 51, waited for her on the quay."),
        # a surname alone may be a relative's
        ("Ingrid Solberg, 44, had sold the tickets.", "Solberg, 19, was asleep below the deck."),
    ],
)
def test_silence_where_nothing_shows_that_one_of_them_is_wrong(one: str, two: str) -> None:
    assert told(one, two) == []


@pytest.mark.parametrize("days", [("2024-02-02", "2026-02-03"), (None, "2026-02-03"), (None, None)])
def test_people_grow_older_between_articles_and_where_days_are_not_known(days: tuple[str | None, str | None]) -> None:
    assert told("Kari Moe, 30, jumped from the ferry.", "A tug found 32-year-old Kari Moe.", days) == []
