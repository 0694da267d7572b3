"""Words one after the other: what a phrase and a distance find, whatever stands between the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.search.sequences import near_spans, phrase_spans, sequence
from explorer.search.words import flatten


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oslo’s T-Bane", "oslo t bane"),
        ("the U.S. ban", "the us ban"),
        ("AT&T’s 1,200 or 3.5 %", "att 1 200 or 3 5"),
        ("don't", "dont"),
        ("São Paulo—café", "sao paulo cafe"),
        ("阿里 AI芯片", "阿 里 ai 芯 片"),
        ("…", ""),
    ],
)
def test_the_words_of_a_text(text: str, words: str) -> None:
    assert " ".join(sequence(text)) == words


@pytest.mark.parametrize(
    ("phrase", "text", "marked"),
    [
        ("oslo bane", "Oslo’s “Bane” runs", ["Oslo’s “Bane"]),
        ("the us ban", "The U.S. ban, the US-ban, thus ban", ["The U.S. ban", "the US-ban"]),
        ("u.s.", "us, U.S., bus", ["us", "U.S"]),
        ("at&t", "AT&T and ATT", ["AT&T", "ATT"]),
        ("port strike", "port-strike; port\n\nstrike; airport strike; port strikes", ["port-strike", "port\n\nstrike"]),
        ("port port", "port port port", ["port port"]),
        ("人工智能", "他说人工智能，人工 智能", ["人工智能", "人工 智能"]),
        ("ai芯片", "新AI芯片", []),
        ("3.5", "3.5 and 35", ["3.5"]),
    ],
)
def test_phrases(phrase: str, text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in phrase_spans(sequence(phrase), flatten(text))] == marked


def test_an_open_phrase_ends_in_a_beginning() -> None:
    assert phrase_spans(("port", "str"), "port strike, port straits", is_open=True) == [(0, 8), (13, 21)]
    assert phrase_spans(("port", "str"), "port strike") == []


@pytest.mark.parametrize(
    ("left", "right", "distance", "is_near"),
    [
        ("ferry", "port", 4, True),
        ("port", "ferry", 4, True),
        ("ferry", "port", 3, False),
        ("ferry crew", "port", 3, True),
        ("left", "the port", 0, True),
        ("ferry", "ferry", 5, False),
        ("ferry", "boat", 50, False),
    ],
)
def test_a_distance_counts_the_words_between(left: str, right: str, distance: int, is_near: bool) -> None:
    text = "the ferry crew has left the port"
    assert bool(near_spans(sequence(left), sequence(right), distance, text)) is is_near


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_a_text_holds_every_phrase_of_its_words(before: str, text: str, after: str, is_open: bool) -> None:
    words = sequence(text)
    around = f"{before} {text} {after}"
    spans = phrase_spans(words, flatten(around), is_open=is_open)
    assert bool(words) <= bool(spans) or sequence(around) != sequence(before) + words + sequence(after)
    assert spans == sorted(spans)
