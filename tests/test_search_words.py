"""The words of texts and queries: every spelling that people type meets a form that the index keeps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.search.words import MOST_WORDS, flatten, index_words, is_abbreviation, query_words
from explorer.text.fold import fold


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        ("T-Head, Alibaba’s chip unit", ["t-head", "thead", "head", "alibaba's", "alibaba"]),
        ("The U.S. approved it", ["us", "u.s.", "U.S"]),
        ("AT&T don’t agree", ["at&t", "att", "don't", "don’t", "dont"]),
        ("Café São Paulo", ["cafe", "SAO", "café"]),
        ("sales fell 63.7%", ["63.7", "63"]),
        ("阿里巴巴 said", ["阿里巴巴"]),
        ("ﬁnancial Straße", ["financial", "STRASSE"]),
    ],
)
def test_every_word_of_a_query_is_a_word_of_the_index(text: str, queries: list[str]) -> None:
    kept = set(index_words(text))
    for query in queries:
        words, _ = query_words(query)
        assert words
        assert set(words) <= kept, query


@pytest.mark.parametrize("text", ["40-60", "2025-09-11", "1,000", "3.14"])
def test_figures_are_never_glued_into_another_figure(text: str) -> None:
    assert all(len(word) <= 4 for word in index_words(text))


@pytest.mark.parametrize(
    ("query", "words", "is_open"),
    [
        ("nvid", ["nvid"], True),
        ("nvidia ", ["nvidia"], False),
        ("h20 nvidia?", ["h20", "nvidia"], False),
        ("h20 h20 H20", ["h20"], True),
        ("the chip the", ["the", "chip"], False),
        ("“chip”", ["chip"], False),
        ("   ", [], False),
        ("?!*%_'\"", [], False),
    ],
)
def test_a_query_is_its_distinct_words_and_the_last_may_be_unfinished(
    query: str, words: list[str], is_open: bool
) -> None:
    assert query_words(query) == (words, is_open)


def test_a_pasted_page_is_cut_to_a_few_words() -> None:
    words, _ = query_words(" ".join(f"word{number}" for number in range(10_000)))
    assert len(words) == MOST_WORDS


@given(st.text(max_size=60))
def test_flattening_is_folding(text: str) -> None:
    assert flatten(text) == fold(text)


@given(st.text(max_size=60))
def test_index_words_are_never_empty_and_hold_no_line_break(text: str) -> None:
    assert all(word and "\n" not in word for word in index_words(text))


@pytest.mark.parametrize(
    ("short", "word", "expected"),
    [
        ("hngng", "hanguang", True),
        ("hgg", "hanguang", True),
        ("nghn", "hanguang", False),
        ("anguang", "hanguang", False),
        ("hanguangs", "hanguang", False),
    ],
)
def test_an_abbreviation_keeps_the_first_letter_and_the_order(short: str, word: str, expected: bool) -> None:
    assert is_abbreviation(short, word) is expected
