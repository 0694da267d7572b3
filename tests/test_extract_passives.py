"""Attributions in the passive: whom they name, what they cover, and passives that attribute nothing."""

from __future__ import annotations

import pytest

from tests.articles import said, statements


@pytest.mark.parametrize(
    ("sentence", "content", "speaker"),
    [
        ("The merger was rejected by the shareholders.", "The merger", "the shareholders"),
        ("The plan was described as reckless by the union.", "The plan / as reckless", "the union"),
        ("Holm was accused of fraud by two former aides.", "Holm / of fraud", "two former aides"),
        ("Holm was asked by the court to name his partners.", "to name his partners", "the court"),
        ("She read out a letter endorsed by forty mayors.", "a letter", "forty mayors"),
    ],
)
def test_a_passive_is_said_by_whoever_stands_behind_by(sentence: str, content: str, speaker: str) -> None:
    assert (content, (speaker,)) in said(sentence)


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("The closure of the mine was announced in May.", "The closure of the mine"),
        ("Holm was asked about the loan.", "the loan"),
        ("The tunnel is meant to relieve the old bridge.", "The tunnel / to relieve the old bridge"),
    ],
)
def test_a_passive_without_by_names_nobody(sentence: str, content: str) -> None:
    (one,) = [s for s in statements(sentence) if s.cue]
    assert one.impersonal
    assert one.chain == ()
    assert " / ".join(sentence[span.start : span.end] for span in one.segments) == content


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge was closed by the storm.",
        "The harbour was built in 1931.",
        "The letter was opened by the wind.",
        "The shares were sold by Velden in May.",
        "The roof is supported by forty oak beams.",
    ],
)
def test_other_passives_attribute_nothing(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Norway called for the ministers to resign.", "the ministers to resign"),
        ("Norway called on Friday for the ministers to resign.", "the ministers to resign"),
        ("Forty percent oppose the tunnel.", "the tunnel"),
    ],
)
def test_who_calls_for_others_to_act_says_so(sentence: str, content: str) -> None:
    assert content in [text for text, _ in said(sentence)]
