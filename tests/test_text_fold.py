"""Folding, its map back, spans, tokens and ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.models import Span
from explorer.text.fold import fold, fold_with_map, straighten, unfold
from explorer.text.ids import content_id
from explorer.text.spans import contains, merge, overlaps, trim
from explorer.text.tokens import stem, stems, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("China’s “chips” …", 'china\'s "chips" ...'),
        ("São Tomé", "SAO TOME"),
        ("Straße", "strasse"),
        ("e\u0301lan", "Élan"),
        ("co\u00adoperate\u200b", "cooperate"),
        ("ﬁfty\u00a0ﬂats", "fifty flats"),
        ("F\u2011\u2060" + "16", "f-16"),
    ],
)
def test_what_a_reader_calls_equal_folds_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_map_has_an_offset_for_every_folded_character_and_the_end(text: str) -> None:
    folded, origin = fold_with_map(text)
    assert len(origin) == len(folded) + 1
    assert list(origin) == sorted(origin)
    assert origin[-1] == len(text)


@given(st.text())
def test_straighten_keeps_offsets(text: str) -> None:
    assert len(straighten(text)) == len(text)


def test_unfold_finds_the_printed_words() -> None:
    text = "Die Straße in Cafe\u0301 – “Zoë”…"
    folded, origin = fold_with_map(text)
    for printed, key in (("Straße", "strasse"), ("Cafe\u0301", "cafe"), ("Zoë", "zoe"), ("…", "...")):
        start = folded.index(key)
        span = unfold(origin, start, start + len(key))
        assert text[span.start : span.end] == printed
    assert unfold(origin, 3, 3) == Span(3, 3)


def test_spans() -> None:
    assert overlaps(Span(0, 3), Span(2, 5))
    assert not overlaps(Span(0, 3), Span(3, 5))
    assert contains(Span(0, 5), Span(0, 5))
    assert not contains(Span(1, 5), Span(0, 5))
    assert trim(" \n one \t", 0, 8) == Span(3, 6)
    assert trim("   ", 0, 3) == Span(3, 3)
    assert merge([Span(5, 7), Span(0, 2), Span(2, 3), Span(6, 6)]) == [Span(0, 3), Span(5, 7)]


def test_words_with_their_spans() -> None:
    text = "Nvidia’s H20 (and AT&T) don’t sell in the U.S. — Zoë's café"
    found = [(word, text[span.start : span.end]) for word, span in words(text)]
    assert found == [
        ("nvidia", "Nvidia"), ("h20", "H20"), ("and", "and"), ("at&t", "AT&T"), ("don't", "don’t"), ("sell", "sell"),
        ("in", "in"), ("the", "the"), ("u.s", "U.S"), ("zoe", "Zoë"), ("cafe", "café"),
    ]  # fmt: skip


def test_stems_bring_forms_together_and_leave_names_alone() -> None:
    for forms in ("trains training trained train", "companies company", "chips chip", "planned planning plans plan"):
        assert len({stem(word) for word in forms.split()}) == 1, forms
    assert [stem(word) for word in ("h20s", "business", "virus", "tesla")] == ["h20s", "business", "virus", "tesla"]
    assert stems("The chips were trained, and the chips sold.") == ["chip", "train", "chip", "sold"]


def test_ids_come_from_content_alone() -> None:
    assert content_id("e", "person", "jane roe") == "e" + content_id("c", "person", "jane roe")[1:]
    assert len(content_id("s", "x")) == 13
    assert content_id("s", "x", 12) == content_id("s", "x", "12")
    different = [("ab",), ("a", "b"), ("a\x1fb",), ("a", "", "b"), ("a\x1e1b",), ("a\x1e", "b"), ("\ud800",)]
    assert len({content_id("s", *parts) for parts in different}) == len(different)
