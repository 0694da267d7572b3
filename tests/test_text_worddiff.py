"""What differs between two texts, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.text.worddiff import MOST, differing, word_diff

WORDS = st.lists(
    st.sampled_from(["the", "of", "Lund", "cut", "jobs", "中文", "👍", "e\u0301", ",", ".", "\x1b[31m"]), max_size=14
)


def shown(old: str, new: str) -> str:
    """The difference with its signs."""
    signs = {"same": ("", ""), "gone": ("-", "-"), "new": ("+", "+")}
    return "".join(f"{signs[kind][0]}{text}{signs[kind][1]}" for kind, text in word_diff(old, new).pieces)


def test_words_that_are_gone_stand_before_those_in_their_place() -> None:
    assert shown("It will cut 1,200 jobs by June.", "It will cut 1,500 jobs by the summer.") == (
        "It will cut -1,200- +1,500+ jobs by -June- +the summer+."
    )


def test_quotation_marks_of_another_shape_are_no_difference_and_case_is() -> None:
    assert shown("It's Lund's plan", "It’s Lund’s plan") == "It’s Lund’s plan"
    assert shown("us", "US") == "-us- +US+"


def test_small_words_alone_do_not_hold_two_texts_together() -> None:
    assert shown("closing of the plant", "end of the factory") == "-closing of the plant- +end of the factory+"
    assert shown("jobs in Lund", "posts in Lund") == "-jobs- +posts+ in Lund"


def test_the_old_words_keep_the_spaces_between_them() -> None:
    assert shown("in June, the company said on Wednesday.", "in June, Marta Holm said.") == (
        "in June, -the company said on Wednesday- +Marta Holm said+."
    )


def test_nothing_is_lost_on_either_side() -> None:
    assert shown("", "") == ""
    assert shown("", "new words") == "+new words+"
    assert shown("old words", "") == "-old words-"
    assert shown("Lund (Sweden)", "Lund") == "Lund -(Sweden)-"


@given(WORDS, WORDS)
def test_each_side_can_be_read_out_again(old: list[str], new: list[str]) -> None:
    found = word_diff(" ".join(old), " ".join(new))
    before = "".join(text for kind, text in found.pieces if kind != "new")
    after = "".join(text for kind, text in found.pieces if kind != "gone")
    assert "".join(before.split()) == "".join(old)
    assert "".join(after.split()) == "".join(new)
    assert found.is_whole


def test_a_long_text_is_compared_as_far_as_is_said() -> None:
    found = word_diff("a " * (MOST + 5), "a " * MOST)
    assert not found.is_whole
    assert word_diff("a " * MOST, "a " * MOST).is_whole


@pytest.mark.parametrize(
    ("first", "second", "marks"),
    [
        ("cut 1,200 jobs by June", "cut 1,500 jobs by the summer", (["1,200", "June"], ["1,500", "the summer"])),
        ("Norvik’s plant", "Norvik's plant", ([], [])),
        ("It rained all night in Oslo", "Shares of the bank rose", ([], [])),
        ("", "anything", ([], [])),
        ("the union of Lund paid €5", "The Union, of all, paid €7 of it", (["Lund", "€5"], ["all", "€7 of it"])),
    ],
)
def test_words_that_are_not_common_to_both(first: str, second: str, marks: tuple[list[str], list[str]]) -> None:
    spans = differing(first, second)
    found = tuple([text[s.start : s.end] for s in side] for text, side in zip((first, second), spans, strict=True))
    assert found == marks
