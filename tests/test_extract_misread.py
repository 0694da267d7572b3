"""What is said where the parser errs: late clauses, comments behind a sentence, second verbs of saying."""

from __future__ import annotations

import pytest

from tests.articles import said


@pytest.mark.parametrize(
    ("sentence", "content", "speaker"),
    [
        (
            "Mara Quist argued during Tuesday's council debate that the ferry would pay for itself.",
            "that the ferry would pay for itself",
            "Mara Quist",
        ),
        (
            "The mayor claimed in an interview with the local paper that he would not sell the hall.",
            "that he would not sell the hall",
            "The mayor",
        ),
        (
            "The clerk asked the visitors if they wanted to see the vault.",
            "if they wanted to see the vault",
            "The clerk",
        ),
        (
            "The attorney general is confirming that the fund was never registered.",
            "that the fund was never registered",
            "The attorney general",
        ),
        (
            "The harbour could reopen by May, but only if the money arrives, Holm (L-Oland) told The Daily Post.",
            "The harbour could reopen by May, but only if the money arrives",
            "Holm (L-Oland)",
        ),
        (
            "Prosecutors allege Mara Quist, 34, sank a ferry in Lund.",
            "Mara Quist, 34, sank a ferry in Lund",
            "Prosecutors",
        ),
        ("Police allege Holm, 61, opened fire at a yard.", "Holm, 61, opened fire at a yard", "Police"),
        ("Police allege the man, 30, shot the guard.", "the man, 30, shot the guard", "Police"),
        (
            "Mara Quist opened the meeting, suggesting that the ferry would never sail again.",
            "that the ferry would never sail again",
            "Mara Quist",
        ),
    ],
)
def test_a_clause_that_the_parser_hangs_elsewhere_is_said(sentence: str, content: str, speaker: str) -> None:
    assert (content, (speaker,)) in said(sentence)


def test_a_second_verb_of_saying_goes_on_with_the_first_speaker() -> None:
    found = said("Ann Holm acknowledged that the driver erred but noted that the brakes had failed.")
    assert ("that the driver erred", ("Ann Holm",)) in found
    assert ("that the brakes had failed", ("Ann Holm",)) in found


def test_tense_tells_where_somebodys_words_end() -> None:
    found = said("Holm insists the party must win young voters, and has written a book on the subject.")
    assert ("the party must win young voters", ("Holm",)) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "In the harbour, Holm said.",
        "When asked about the fire, Holm replied.",
        "The firm moved its plant to Oslo, suggesting that wages matter more than taxes.",
    ],
)
def test_where_and_when_and_the_authors_inference_are_nobodys_words(sentence: str) -> None:
    assert said(sentence) == []


def test_what_two_verbs_tell_of_one_subject_is_one_statement() -> None:
    assert ("the bank cut its rates in May and would cut them again", ("Holm",)) in said(
        "Holm said the bank cut its rates in May and would cut them again."
    )


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("They described crude jokes by the host.", "crude jokes by the host"),
        (
            "The club announced a benefit concert in support of the ferry crews.",
            "a benefit concert in support of the ferry crews",
        ),
        ("The club announced a benefit concert in an interview with a local paper.", "a benefit concert"),
        ("The club announced a benefit concert on Tuesday in Lund.", "a benefit concert"),
    ],
)
def test_what_the_object_is_for_belongs_to_it_and_where_it_was_said_does_not(sentence: str, content: str) -> None:
    assert [found for found, _ in said(sentence)] == [content]


def test_a_reason_behind_a_comma_is_still_said() -> None:
    ((content, _),) = said("Holm says the mayor is not fit for office, because he has put lives at risk.")
    assert content == "the mayor is not fit for office, because he has put lives at risk"
