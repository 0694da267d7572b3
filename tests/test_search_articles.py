"""What is cut out of an article has the words that it has alone, or is told to be cut in the middle of one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.lists import SEARCH_KINDS, SearchKind
from explorer.search import index
from explorer.search.articles import Articles
from explorer.search.indexing import index_in_memory
from explorer.search.segments import Postings, Ranges
from explorer.search.storage import COMMON, Parts, Stored
from explorer.search.tokenising import Tokeniser
from explorer.search.words import index_words
from explorer.store.writer import write
from tests.factories import VERSIONS, sample_resolution

TEXT = st.text(st.sampled_from("aBé4-.'& \n—Я中…ﬁ\u0301™"), max_size=30) | st.text(max_size=30)


def _cut(texts: list[str], spans: list[tuple[int, int, int]]) -> list[set[str] | None]:
    """The words of each span (article, start, end); None where it cuts through one."""
    tokeniser = Tokeniser()
    articles = Articles(tokeniser)
    articles.add((row * 7 + 3, text) for row, text in reversed(list(enumerate(texts))))
    asked = np.array(spans, np.int64).reshape(-1, 3)
    runs, is_clean = articles.cut(asked[:, 0] * 7 + 3, asked[:, 1], asked[:, 2])
    words, numbers = tokeniser.words, articles.words.tolist()
    cut = zip(runs.firsts.tolist(), runs.lengths.tolist(), is_clean.tolist(), strict=True)
    return [{words[n] for n in numbers[first : first + length]} if clean else None for first, length, clean in cut]


@given(st.lists(TEXT, min_size=1, max_size=5), st.data())
def test_a_span_has_the_words_of_its_text_wherever_it_is_cut(texts: list[str], data: st.DataObject) -> None:
    spans = []
    for article, text in enumerate(texts):
        start = data.draw(st.integers(0, len(text)))
        spans += [(article, start, data.draw(st.integers(start, len(text)))), (article, 0, len(text))]
    for (article, start, end), words in zip(spans, _cut(texts, spans), strict=True):
        if words is not None or (start, end) == (0, len(texts[article])):
            assert words == set(index_words(texts[article][start:end]))


def test_a_cut_between_words_is_clean_and_one_through_a_word_is_not() -> None:
    text = "Café “T-Head’s” chips… 1,200.50 Москва"
    spans = [(0, start, end) for start, end in ((0, 4), (6, 14), (0, 16), (6, 8), (2, 16), (16, 27), (31, 38))]
    assert [words is not None for words in _cut([text], spans)] == [True, True, True, False, False, False, True]


def test_of_an_article_that_is_not_there_no_word_is_known() -> None:
    assert _cut(["one", "two"], [(5, 0, 2), (1, 0, 3), (-1, 0, 1)]) == [None, {"two"}, None]
    assert _cut([], [(0, 0, 1)]) == [None]


def test_a_word_too_long_to_be_measured_is_taken_to_go_on() -> None:
    long = "x" * 300
    assert _cut([f"{long} one two"], [(0, 301, 304), (0, 305, 308), (0, 0, 100)]) == [None, {"two"}, None]


@pytest.mark.parametrize("kind", SEARCH_KINDS)
def test_an_index_of_all_lists_holds_what_the_index_of_one_list_holds(tmp_path: Path, kind: SearchKind) -> None:
    path = tmp_path / "data.db"
    write(sample_resolution(), path, VERSIONS, extras=[index])
    with closing(sqlite3.connect(path)) as connection:
        # a claim that says it in words of its own, and a passage that ends within a word
        connection.execute("update claims set text = 'Wholly otherwise: H-20.' where row = 1")
        connection.execute('update regions set "end" = "end" - 2 where row = (select max(row) from regions)')
        index(connection)

        def connect() -> sqlite3.Connection:
            return connection

        stored, held = Stored(connect, kind), index_in_memory(connect, kind)
        words = _words(Stored(connect, COMMON))
        for name in ("shown", "hidden"):
            documents = _documents(held, name, _words(held))
            assert {word: own for word, own in _documents(stored, name, words).items() if own} == documents
    assert kind != "claim" or any(documents)


def _words(parts: Parts) -> list[str]:
    return bytes(parts.whole("words", "u1")).decode().split("\n")


def _documents(parts: Parts, name: str, words: list[str]) -> dict[str, list[int]]:
    """The documents of each word."""
    postings = Postings(parts, name)
    sums = np.append(0, np.cumsum(postings.counts(len(words)))).astype(np.uint32)
    found = {}
    for number, word in enumerate(words):
        painted = np.zeros(1 << 16, np.uint8)
        one = np.array([number], np.uint32)
        postings.paint(0, painted, Ranges.of([(one, one + np.uint32(1), 1)], sums))
        if painted.any():
            found[word] = np.flatnonzero(painted).tolist()
    return found
