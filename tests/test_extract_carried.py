"""Quotations over several paragraphs whose marks are missing or turned the wrong way, and who speaks in them."""

from __future__ import annotations

from tests.articles import asserted, said, statements


def test_a_quotation_left_open_goes_on_to_the_mark_that_closes_it() -> None:
    paragraphs = (
        "A neighbour said: “I heard shouting in the early hours. Then I heard more of it.",
        "Nobody on the street slept that night at all.",
        "It sounded like two people in the yard. “ Ida Reyl lived in the house by the harbour.",
    )
    (one,) = said(*paragraphs)
    assert one[1] == ("A neighbour",)
    assert "Nobody on the street slept" in one[0]
    assert one[0].endswith("in the yard. “")
    assert asserted(*paragraphs) == ["Ida Reyl lived in the house by the harbour."]


def test_so_does_one_in_single_marks() -> None:
    paragraphs = (
        "'They were quiet people, ' said Mona Krag, a neighbour.",
        "One friend said: 'He loved his mother and his brother.",
        "He was a good boy, never one of those to get into trouble. ' Mrs Reyl grew up in Velmar.",
    )
    speakers = [chain for _, chain in said(*paragraphs)]
    assert speakers == [("Mona Krag, a neighbour",), ("One friend",)]
    assert asserted(*paragraphs) == ["Mrs Reyl grew up in Velmar."]


def test_whoever_is_named_within_an_open_quotation_does_not_speak_the_rest() -> None:
    found = said(
        "A close friend said: “I cannot believe it. They looked after each other.",
        "We were so close that Olav thought of my mum as a second mum. “Peter was a good kid, and never rude.",
        "He loved his brother and his mum. “",
    )
    assert {chain for _, chain in found} == {("A close friend",)}


def test_an_open_quotation_that_nothing_closes_ends_with_its_paragraph() -> None:
    paragraphs = (
        "A neighbour said: “I heard shouting in the early hours.",
        "Ida Reyl lived in the house by the harbour.",
        "She moved there in May with her two sons.",
    )
    assert asserted(*paragraphs) == [*paragraphs[1:]]


def test_who_spoke_goes_on_speaking_only_until_somebody_else_is_named() -> None:
    first, last = '"They were very kind," said Mona Krag.', '"Everybody will miss them on this street."'
    assert [chain for _, chain in said(first, last)] == [("Mona Krag",), ("Mona Krag",)]
    parted = [one for one in statements(first, "Olav Reyl was a student in Lund.", last) if one.kind == "direct_quote"]
    assert [len(one.chain) for one in parted] == [1, 0]
