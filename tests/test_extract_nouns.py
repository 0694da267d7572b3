"""Attributions that hang on a noun or an adjective, and the nouns and adjectives that attribute nothing."""

from __future__ import annotations

import pytest

from tests.articles import said, statements


@pytest.mark.parametrize(
    ("sentence", "content", "speaker"),
    [
        ("The vote followed the mayor's call for an inquiry.", "an inquiry", "the mayor"),
        ("The union raised questions about the safety of the mine.", "the safety of the mine", "The union"),
        ("Farmers voiced concern about the price of grain.", "the price of grain", "Farmers"),
        ("The senator made a promise to rebuild the harbour.", "to rebuild the harbour", "The senator"),
        ("Her criticism of the new tariffs was brief.", "the new tariffs", "Her"),
        ("The minister is confident that the dam will hold.", "that the dam will hold", "The minister"),
        ("Residents are worried about the noise of the turbines.", "the noise of the turbines", "Residents"),
        ("The governor was critical of the merger.", "the merger", "The governor"),
        ("Holm pointed out that the bridge was never inspected.", "that the bridge was never inspected", "Holm"),
        ("Hoping that prices would fall, the bank waited.", "that prices would fall", "the bank"),
        ("The bank made clear that rates would stay low.", "that rates would stay low", "The bank"),
        ("The mayor made the case for a second tunnel.", "a second tunnel", "The mayor"),
        ("The panel discussed how the harbour could grow.", "how the harbour could grow", "The panel"),
        ("The union called it a reckless plan.", "it a reckless plan", "The union"),
        ("Holm denied knowing about the payments.", "knowing about the payments", "Holm"),
    ],
)
def test_each_construction_gives_its_content_and_its_owner(sentence: str, content: str, speaker: str) -> None:
    assert (content, (speaker,)) in said(sentence)


def test_a_noun_without_an_owner_names_nobody() -> None:
    (one,) = [s for s in statements("Questions about the cost of the tunnel have grown.") if s.cue]
    assert one.impersonal
    assert one.chain == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The question of the route takes up nine pages of the file of the port.",
        "The report drew no readers in Lund.",
        "The road is clear of snow in May.",
        "The case for the violin was lined with velvet.",
        "The boat is ready for the winter.",
        "Asked about the delay, the driver left the hall.",
    ],
)
def test_nouns_and_adjectives_of_other_senses_attribute_nothing(sentence: str) -> None:
    assert [chain for _, chain in said(sentence) if chain] == []
