"""Views told without a verb of saying, and phrases that only look like them."""

from __future__ import annotations

import pytest

from tests.articles import said


@pytest.mark.parametrize(
    ("sentence", "content", "speaker"),
    [
        (
            "In the inspector's view, the bridge was unsafe from the start.",
            "the bridge was unsafe from the start",
            "the inspector",
        ),
        ("In the opinion of the court, the sale was void.", "the sale was void", "the court"),
        ("To critics, the Harbour Act is a waste of money.", "the Harbour Act is a waste of money", "critics"),
        ("For Mara Quist, the vote was about trust.", "the vote was about trust", "Mara Quist"),
        (
            "The mayor's position is that the hall was never for sale.",
            "that the hall was never for sale",
            "The mayor",
        ),
        ("The mayor's answer was that the hall was sold.", "that the hall was sold", "The mayor"),
    ],
)
def test_a_view_is_put_down_to_whose_it_is(sentence: str, content: str, speaker: str) -> None:
    assert (content, (speaker,)) in said(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "For Norway, the cost of the tunnel is 4 million kroner.",
        "To farmers, the state paid 4 million kroner in May.",
        "To the north, the river is 40 metres wide.",
        "In the company's accounts, the tunnel was a loss of 4 million kroner.",
        "In my view, the tunnel was a loss of 4 million kroner.",
        "For years, Mara Quist was the mayor of Lund.",
        "The mayor's office is that of her predecessor, on the third floor.",
    ],
)
def test_phrases_of_place_time_and_measure_are_nobodys_view(sentence: str) -> None:
    assert said(sentence) == []
