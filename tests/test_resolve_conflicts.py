"""Numbers, days and denials of two texts: what cannot both be right, and what only looks so."""

from __future__ import annotations

import pytest

from tests.conflicts import kinds_of_conflict as kinds


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        ("number", "The fire killed 27 people in Lund.", "The fire in Lund killed 31 people."),
        ("number", "The fire killed more than 27 people.", "The fire left more than 41 people dead."),
        ("number", "The fire in Lund injured 11.", "The fire in Lund left 19 wounded."),
        ("number", "A quake with a magnitude of 6.6 hit Ostby.", "A 5.8-magnitude quake hit Ostby."),
        ("number", "Norvik paid £20m ($31m) for the yard.", "Norvik paid £25m ($39m) for the yard."),
        ("number", "The yard lost $40 million last year.", "Last year the yard lost $70 million."),
        (
            "number",
            "Profit rose 12% to $645 million from $600 million.",
            "Profit rose 12% to $645 million from $520 million.",
        ),
        ("number", "More than 2,000 people marched in Oslo.", "More than 5,000 people marched in Oslo."),
        ("date", "The bridge opened on June 3.", "The bridge opened on July 3."),
        ("date", "The bridge opened on June 3, 2024.", "The bridge opened on July 3."),
        ("date", "Norvik will pay the fine by 2027.", "Norvik will pay the fine by 2029."),
        ("date", "Sales fell in fiscal 2024.", "Sales fell in fiscal 2025."),
        ("date", "Sales fell between 1998 and 2004.", "Sales fell between 1998 and 2007."),
        ("polarity", "The yard will close in May.", "The yard will not close in May."),
        ("polarity", "The mayor was not present when it burned.", "The mayor was present when it burned."),
        ("polarity", "The court approved the sale of the yard.", "The court rejected the sale of the yard."),
    ],
)
def test_what_cannot_both_be_right(kind: str, one: str, two: str) -> None:
    assert kinds(one, two) == [kind]
    assert kinds(two, one) == [kind]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # rounding, hedges and bounds
        ("Shares fell 8.76%.", "Shares fell 9%."),
        # a sum and a rate, a sum and its conversion, the ages of two people
        ("Norvik offered an eight-year lease for $176 million.", "Norvik offered a lease for $22 million a year."),
        ("Moe was fined US$1 million ($1.52 million).", "Moe was fined $US1 million."),
        ("Norvik paid £20 million ($31 million) for the yard.", "Norvik paid £20 million ($33 million) for the yard."),
        ("Liv Moe, 20, was found dead in a flat.", "Jon Moe, 23, was found dead in a flat."),
        ("The plant cost nearly $1 billion.", "The plant cost $980 million."),
        ("He took more than a million euros in bribes.", "He took 1.4 million euros in bribes."),
        ("He faces up to 25 years in prison.", "He faces 20 years in prison."),
        # other measures: a plan and a total, a step and a level, further ones, other people's ages, product names
        ("Norvik plans to invest $53 billion in chips.", "Total investment in 2025 may reach $98 billion."),
        ("Fares rose by $300 to $2,800.", "Fares rose from $2,500 to $2,800."),
        ("Divers found eight more wrecks.", "Divers found 20 wrecks."),
        ("The driver, a 36-year-old man, was held.", "The victim, a 66-year-old woman, was held in his arms."),
        ("Norvik sold the K200 engine to Lund.", "Norvik sold 300 engines to Lund."),
        # another moment: no figure of the two reports agrees, or they tell of other days
        ("Shares rose $2.11, or 11 percent, to $21.51.", "Shares rose $1.63, or 8 percent, to $21.03."),
        ("By Monday 66 cases were known in Lund.", "By Wednesday 71 cases were known in Lund."),
        # local currency and dollars
        ("The order is worth 40 million crowns.", "The order is worth $4 million."),
        # bounds of days, a year without its day, fiscal and calendar years
        ("Norvik has cut jobs since June 3.", "Norvik cut jobs on July 9."),
        ("The bridge opened in 2024.", "The bridge opened on June 3."),
        ("Sales fell in fiscal 2024.", "Sales fell in 2024."),
        # denials on both sides, in other words, and what is only wished
        ("The yard has not yet reopened.", "The yard has yet to reopen."),
        ("He could not march with them.", "He wanted to march with them."),
        ("The yard would not have closed if it had sold.", "The yard has closed."),
        ("Fares fell before they rose again.", "Fares rose after they had fallen."),
        ("He hasnt called since.", "He hasn't called since."),
        # the one verb is said of the results, the other of the man
        (
            "The results of Moe's breath test have not been released.",
            "Jon Moe, who was booked into county jail and later released on bail, took a breath test.",
        ),
    ],
)
def test_what_is_no_conflict(one: str, two: str) -> None:
    assert kinds(one, two) == []
    assert kinds(two, one) == []


def test_a_relative_date_agrees_with_the_day_it_means() -> None:
    assert kinds("It has used them since early this year.", "It has used them since early 2025.", "2025-09-11") == []
