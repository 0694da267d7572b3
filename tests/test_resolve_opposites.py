"""Deeds that exclude each other: opposed where both are told of one thing, agreed where a denial turns one round."""

from __future__ import annotations

import pytest

from explorer.resolve.polarity import opposed
from explorer.resolve.withheld import unlike


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Two tugs ignored the distress call of the barge.", "Two tugs responded to the distress call within minutes."),
        ("The crew did not heed the warning from the harbour.", "The crew heeded the warning from the harbour."),
        ("The crew did not ignore the warning.", "The crew did not heed the warning."),
        ("The teachers accepted the offer of the council.", "The teachers have spurned the offer of the council."),
        ("The jury acquitted the cashier of theft.", "The jury convicted the cashier of theft."),
        ("The cashier was acquitted of theft.", "The cashier was convicted of theft."),
        ("The council lifted the curfew in the harbour district.", "The council imposed the curfew in the district."),
        ("Norvik suspended work on the tunnel.", "Norvik resumed work on the tunnel."),
        ("The founder holds 12 percent of the shares.", "The founder sold his 12 percent stake."),
        ("Inspectors found the pump safe.", "Inspectors found that the pump was dangerous."),
        ("The union denied that it had called a strike.", "The union did not deny that it called a strike."),
        ("The mayor denied that she would step down.", "The mayor has not denied that she would step down."),
        ("The ministry would block the sale.", "The ministry will not block the sale of the yard."),
        ("The ministry will block the sale.", "The ministry would not block the sale."),
    ],
)
def test_deeds_that_exclude_each_other(one: str, two: str) -> None:
    assert opposed(one, two)
    assert opposed(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Tugs did not ignore the distress call.", "Two tugs responded to the distress call within minutes."),
        ("No tugs answered the distress call of the barge.", "Two tugs ignored the distress call of the barge."),
        ("The union accepted the offer of the council.", "The union has not rejected the offer of the council."),
        # the same deal told from either end
        ("Norvik sold the yard to Lund for $20 million.", "Lund bought the yard from Norvik for $20 million."),
        ("Ostby beat Lund in the final on Sunday.", "Lund lost the final to Ostby on Sunday."),
        # both words on one side, and a noun
        ("Shares fell at first and then rose 3 percent.", "Shares rose 3 percent after they had fallen."),
        ("The fall in prices of herring went on.", "Prices of herring rose after the fall."),
        ("The union denied that it had called a strike.", "The union had denied that it called a strike."),
        ("The firm did not deny that its pumps had failed.", "The firm's pumps failed in eight mines."),
        ("The ministry is not expected to block the sale.", "The ministry will not block the sale."),
    ],
)
def test_what_agrees_or_is_told_of_something_else(one: str, two: str) -> None:
    assert opposed(one, two) == ""
    assert opposed(two, one) == ""


def test_a_word_within_a_name_is_no_deed() -> None:
    assert not opposed("Passengers boarded the ship at Reject Bay.", "Passengers boarded the ship at Accept Bay.")


def test_what_is_not_rejected_is_not_yet_accepted() -> None:
    assert unlike("The union has accepted the offer of the council.", "The union has not rejected the offer.")
    assert not unlike("Two tugs did not ignore the distress call.", "Two tugs answered the distress call at once.")


def test_what_one_is_licensed_to_do_need_not_be_done() -> None:
    assert unlike("The ferry was licensed to carry 150 people.", "The ferry carried 150 people.")
    assert not unlike("The ferry was licensed to carry 150 people.", "The ferry is licensed to carry 150 passengers.")
