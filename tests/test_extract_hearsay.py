"""Whom hearsay names: people spoken of, people quoted, bodies that give a figure, and scenes that nobody tells."""

from __future__ import annotations

import pytest

from tests.articles import asserted, said, statements


@pytest.mark.parametrize(
    "sentence",
    [
        "A man said to have been released from prison last week was yesterday being questioned over the fire.",
        "A driver thought to be from Ostby was arrested near the quay on Monday.",
        "The guard said to be missing since Friday was found at a friend's house.",
        "Two sailors alleged to have stolen the boat were held by the coastguard on Tuesday.",
        "Ida Holm, accused of killing her brother, was remanded in custody after a hearing in Velmar.",
    ],
)
def test_whoever_is_spoken_of_says_nothing(sentence: str) -> None:
    assert said(sentence) == []
    assert asserted(sentence) == [sentence]


@pytest.mark.parametrize(
    ("sentence", "content", "speaker"),
    [
        (
            "A woman believed to have started the blaze told the court that she was at home.",
            "that she was at home",
            "A woman believed to have started the blaze",
        ),
        ("A woman accused of arson said that she was at home.", "that she was at home", "A woman accused of arson"),
    ],
)
def test_the_suspect_speaks_where_the_sentence_says_so(sentence: str, content: str, speaker: str) -> None:
    assert (content, (speaker,)) in said(sentence)


def test_a_caption_that_runs_into_a_sentence_names_no_accuser() -> None:
    assert said("Ole Reyl accused of Velmar harbour murder A man has been held in custody after the fire.") == []


def test_other_uses_of_these_verbs_keep_their_speaker() -> None:
    assert ("that the boat had sunk", ("The captain",)) in said("The captain said that the boat had sunk.")
    assert ("the union of theft", ("The mayor",)) in said("The mayor accused the union of theft.")


@pytest.mark.parametrize(
    ("sentence", "content", "chain"),
    [
        (
            "Ten boats sank in the storm, officials were quoted as saying.",
            "Ten boats sank in the storm",
            ("officials",),
        ),
        (
            "Ten boats sank in the storm, officials were quoted by the agency as saying.",
            "Ten boats sank in the storm",
            ("the agency", "officials"),
        ),
        ('"The gulf is calm again," he was quoted as saying.', '"The gulf is calm again,"', ("he",)),
    ],
)
def test_the_quoted_are_who_spoke(sentence: str, content: str, chain: tuple[str, ...]) -> None:
    assert said(sentence) == [(content, chain)]
    assert asserted(sentence) == []


def test_a_quoted_person_without_words_is_no_claim() -> None:
    assert statements("The minister was quoted by the agency as saying.") == ()


@pytest.mark.parametrize(
    ("sentence", "content", "speaker"),
    [
        ("The institute put the magnitude at 5.9.", "the magnitude at 5.9", "The institute"),
        ("Police put the number of dead at ten.", "the number of dead at ten", "Police"),
        (
            "The survey placed the epicentre at about 58 km from Velmar.",
            "the epicentre at about 58 km from Velmar",
            "The survey",
        ),
        ("The Norland Institute recorded a magnitude of 6.3.", "a magnitude of 6.3", "The Norland Institute"),
    ],
)
def test_a_figure_is_put_down_to_who_gives_it(sentence: str, content: str, speaker: str) -> None:
    (one,) = statements(sentence)
    assert said(sentence) == [(content, (speaker,))]
    assert " ".join(sentence[span.start : span.end] for span in one.readable) == sentence[:-1]


@pytest.mark.parametrize(
    "sentence",
    [
        "The coach put the ball at her feet.",
        "The police put two officers at the gate.",
        "The firm recorded a loss of 3 million euros last year.",
    ],
)
def test_other_things_that_are_put_or_recorded_are_the_articles_own(sentence: str) -> None:
    assert said(sentence) == []


def test_an_order_that_is_overheard_is_a_scene() -> None:
    assert said("The neighbour said it sounded like someone telling a dog to shut up.") == [
        ("it sounded like someone telling a dog to shut up", ("The neighbour",))
    ]
    assert said("Residents heard a woman telling her son to come down from the roof.") == []
    assert said("The mayor told residents to leave the harbour.") != []


def test_what_seems_clear_is_the_clause_and_what_seems_unlikely_is_told_as_such() -> None:
    (clear,) = statements("It seems clear that the club will not sign Reyl this year.")
    (unlikely,) = statements("It appears highly unlikely that the club will go beyond eight years.")
    assert said("It seems clear that the club will not sign Reyl.")[0][0] == "that the club will not sign Reyl"
    assert clear.readable[0].start == 0
    assert unlikely.segments[0].start == len("It appears ")


def test_a_denied_expectation_inside_what_is_said_is_no_claim_of_its_own() -> None:
    sentence = "The governor said he did not expect the death toll to rise."
    assert said(sentence) == [("he did not expect the death toll to rise", ("The governor",))]


def test_a_shortened_had_tells_of_the_past() -> None:
    (one,) = statements("They'd suffered severe head injuries.")
    assert one.kind == "assertion"


@pytest.mark.parametrize(
    ("sentence", "content", "speaker"),
    [
        ('"Is the bridge safe?" asked Holm on Monday.', '"Is the bridge safe?"', "Holm"),
        ('"Who pays?" pressed Anna Holm.', '"Who pays?"', "Anna Holm"),
    ],
)
def test_who_asks_may_stand_behind_the_verb(sentence: str, content: str, speaker: str) -> None:
    assert said(sentence) == [(content, (speaker,))]
