"""What is marked in a row: the very characters that match, in the text as it is printed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.search import highlight


def marked(query: str, text: str) -> list[str]:
    """The highlighted pieces of `text`."""
    return [text[span.start : span.end] for span in highlight(query, text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("h20", "Nvidia’s H20 and the H200", ["H20", "H20"]),
        ("chip", "A chip, two chips, no microchip.", ["chip", "chip"]),
        ("conductor", "Semiconductor firms", ["conductor"]),
        ("nvida", "Nvidia’s H20", ["Nvidia"]),
        ("hnaguang", "The Hanguang 800", ["Hanguang"]),
        ("hngng", "The Hanguang 800", ["Hanguang"]),
        ("nvdah20", "Nvidia’s H20", ["Nvidia", "H20"]),
        ("thead", "T-Head’s chip", ["T-Head"]),
        ("t-head", "T-Head’s chip", ["T", "Head"]),
        ("us", "the U.S. ban", ["U.S"]),
        ("sao cafe", "São Paulo’s café…", ["São", "café"]),
        ("don't", "They don’t say", ["don’t"]),
        ("financial", "a ﬁnancial year", ["ﬁnancial"]),
        ("阿里", "阿里巴巴集团", ["阿里"]),
        ("h20 nvidia", "Nvidia’s H20", ["Nvidia", "H20"]),
        ("zebra", "Nvidia’s H20", []),
        ("", "Nvidia’s H20", []),
        ("h20", "", []),
    ],
)
def test_the_matching_characters_are_marked(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


@pytest.mark.parametrize("text", ["e\u0301lan vital", "élan vital", "ÉLAN"])
def test_accents_are_marked_with_their_letters(text: str) -> None:
    assert marked("elan", text) in (["élan"], ["e\u0301lan"], ["ÉLAN"])


@given(st.text(max_size=30), st.text(max_size=80))
def test_spans_lie_in_the_text_in_order_and_apart(query: str, text: str) -> None:
    spans = highlight(query, text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end < second.start for first, second in pairwise(spans))


@given(st.text(alphabet="abcdé’-. 12", min_size=1, max_size=40))
def test_every_word_of_a_text_is_marked_when_it_is_asked_for(text: str) -> None:
    for word in text.split():
        if any(char.isalnum() for char in word):
            assert highlight(word.lstrip("-"), text)  # a hyphen before a word excludes it


TEXT = (
    "Nvidia’s H20 chip cost over $50 billion in September 2025, said the U.S. of its Export-Controls. "
    "阿里巴巴的人工智能芯片"
)


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ('"h20 chip"', ["H20 chip"]),
        ('"nvidia h20" chip', ["Nvidia’s H20", "chip"]),
        ('"export controls', ["Export-Controls"]),
        ('"export con', ["Export-Con"]),
        ('"chip h20"', []),
        ('"the US"', ["the U.S"]),
        ("chip near/1 nvidia", ["Nvidia", "chip"]),
        ("cost near/1 nvidia", []),
        ("exp*", ["Exp"]),
        ("(intel OR nvidia) chip", ["Nvidia", "chip"]),
        ("chip -nvidia", ["chip"]),
        ('chip -"h20 chip" -(cost OR said)', ["chip"]),
        ("entity:nvidia", ["Nvidia"]),
        ("number:>50B", ["$50 billion"]),
        ("number:<50B", []),
        ("date:2025", ["September 2025"]),
        ("kind:prediction chip", ["chip"]),
        ("人工", ["人工"]),
        ('"人工智能"', ["人工智能"]),
    ],
)
def test_what_a_query_asks_for_is_marked_and_what_it_excludes_is_not(query: str, marked: list[str]) -> None:
    assert [TEXT[span.start : span.end] for span in highlight(query, TEXT)] == marked
