"""Who is meant and who stays unnamed: the cases of `data/speakers.toml`, counts and chains."""

from __future__ import annotations

import pytest

from explorer.extract.people import people
from explorer.models import Link
from tests.articles import reading_of, statements
from tests.speaker_cases import answer, cases, is_right

FLOOR = {"development": 0.90, "held_out": 0.88}
"""Shares of right answers, four or five cases below what was reached (94.5 and 92.6 %)."""


@pytest.mark.parametrize("part", sorted(FLOOR))
def test_phrases_that_speak_find_their_names(part: str) -> None:
    every = cases(part)
    right = [case for case in every if is_right(case, answer(case))]
    assert len(right) >= FLOOR[part] * len(every)


def test_the_cases_are_many_and_hold_hard_negatives() -> None:
    every = [*cases("development"), *cases("held_out")]
    assert len(every) >= 200
    assert sum(case.names == ("nobody",) for case in every) >= 30


def links(*paragraphs: str) -> list[Link]:
    """The nearest speakers of the attributed statements, in text order."""
    return [one.chain[0] for one in statements(*paragraphs) if one.chain]


def referent(*paragraphs: str) -> list[str]:
    """What the speakers of each statement are found to mean; "" where nobody is named."""
    text = "\n".join(paragraphs)
    return [text[link.referent.start : link.referent.end] if link.referent else "" for link in links(*paragraphs)]


@pytest.mark.parametrize(
    ("text", "phrase", "count"),
    [
        ("Three employees who have used the chip said it was slow.", "Three employees who have used the chip", 3),
        (
            "The mine will close, two people with direct knowledge of the matter said.",
            "two people with direct knowledge of the matter",
            2,
        ),
        (
            "A senior official who was not authorized to speak publicly said the mine would close.",
            "A senior official who was not authorized to speak publicly",
            1,
        ),
        ("People familiar with the talks said the price was agreed.", "People familiar with the talks", None),
        ("A person close to the family said the boy was safe.", "A person close to the family", 1),
        ("Dozens of witnesses said the truck did not brake.", "Dozens of witnesses", None),
        ("Several of the former aides said the letter was real.", "Several of the former aides", None),
        ("One of the officials said the letter was real.", "One of the officials", 1),
        ("At least four guards said the gate was open.", "At least four guards", None),
        ("More than 20 nurses said the ward was closed.", "More than 20 nurses", None),
    ],
)
def test_unnamed_sources_keep_their_whole_phrase_and_a_plain_count(text: str, phrase: str, count: int | None) -> None:
    (link,) = {(link.kind, link.text, link.count) for link in links(text)}
    assert link == ("unnamed", phrase, count)


def test_a_group_that_returns_is_the_group_from_before() -> None:
    text = "Two officials in Oslo said the mine would close. The officials said the date was not fixed."
    first, second = links(text)
    assert second.kind == "unnamed"
    assert second.count == 2
    assert second.referent is not None
    assert text[second.referent.start : second.referent.end] == "Two officials"
    assert first.referent is None


def test_named_people_are_never_unnamed() -> None:
    for text in (
        "Helen Baird, a spokeswoman for Northwind, said the pumps had failed.",
        "A spokeswoman for Northwind, Helen Baird, said the pumps had failed.",
        "The pumps had failed, said Helen Baird, who speaks for Northwind.",
    ):
        assert referent(text) == ["Helen Baird"]


def test_an_owner_speaks_through_a_document() -> None:
    assert referent("Ada Reed left the party in May. Her statement said the leadership had lied.")[-1] == "Ada Reed"
    assert referent("Ada Reed's statement said the leadership had lied.") == ["Ada Reed"]


def test_the_phrase_runs_to_the_pronoun_that_is_the_subject_of_the_cue() -> None:
    (link,) = links("The plan was shown to Ada Reed, who denied that it was hers.")
    assert link.text == "Ada Reed, who"


def test_a_quoted_pronoun_is_not_its_own_speaker() -> None:
    text = '"He never paid us," Simone Achard said of the producer, Victor Lang. "He left in May," she said.'
    assert referent(text) == ["Simone Achard", "Simone Achard"]


def test_two_equals_leave_the_question_open_and_say_so() -> None:
    (*_, link) = links("Karl Weiss and Otto Brenn ran the firm together. He said the books were clean.")
    assert link.referent is None
    assert "may be" in link.reason


def test_a_pronoun_is_not_who_is_named_in_its_own_clause() -> None:
    text = "Arnold Webb met Stuart Crane on Monday. Crane was late. He said Crane had never kept a promise."
    assert referent(text)[-1] == "Arnold Webb"


def test_every_resolution_has_a_reason() -> None:
    for text in (
        "Prime Minister Olof Brandt met farmers. The prime minister said a subsidy would be paid.",
        "Northwind will cut 900 jobs. The company said sales had dropped.",
        "Mara Quist runs the harbour. The pier is late, she said.",
    ):
        (link,) = links(text)
        assert link.referent is not None
        assert link.reason


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A longtime critic of the mayor, Anna Holt said the plan would fail.", "Anna Holt"),
        ("The driver of the bus, Holt told police the road was icy.", "Holt"),
        ("Lund police Const. Anna Holt said the gunman had fled.", "Anna Holt"),
        ("Weeks after the Lund Olympics and Mr Holt said the plan would fail.", "Holt"),
        ("The harbour ministry was silent. The cables were cut, the Norwegian Interfax news agency said.", "Interfax"),
    ],
)
def test_the_speaker_is_who_is_named_and_not_what_describes_him(text: str, name: str) -> None:
    assert referent(text) == [name]


def test_what_is_told_of_a_name_behind_it_is_told_of_that_name() -> None:
    text = "John Reyl, a family friend who wrote the article, says Holt died in May."
    assert referent(text) == ["John Reyl", "John Reyl"]


def test_a_paper_with_a_name_of_its_own_is_not_the_paper_named_before() -> None:
    first = "The Guardian reported that the port was shut. "
    assert referent(first + "The newspaper said two ships had left.") == ["The Guardian", "The Guardian"]
    assert "The Guardian" not in referent(first + "The Press Courier newspaper said two ships had left.")[1:]


def test_whoever_writes_the_article_is_nobody_of_it() -> None:
    (link,) = links("Mara Quist runs the harbour. We asked whether the pier was late.")
    assert link.referent is None
    assert "writes" in link.reason


def nested(text: str) -> list[tuple[str, ...]]:
    """The printed chains of all attributed statements."""
    return [tuple(link.text for link in one.chain) for one in statements(text) if one.chain]


def test_chains_keep_every_speaker_to_any_depth() -> None:
    assert ("The ministry", "the agency") in nested("The ministry said that the agency had told it the dam was safe.")
    deep = nested("Ada Reed said Tomas Berg had told her that engineers believed the dam was safe.")
    assert ("Ada Reed", "Tomas Berg", "engineers") in deep


def test_citing_puts_the_cited_behind_the_speaker() -> None:
    (chain,) = nested("Reuters reported on Monday, citing two officials, that the mine would close.")
    assert chain == ("Reuters", "two officials")


def test_who_says_something_of_a_thing_is_not_the_thing() -> None:
    (chain,) = nested("They sought the cause of the fire, which police have said they are treating as suspicious.")
    assert chain == ("police",)


def test_hostile_text_is_read_without_harm() -> None:
    for text in ("He said she said they said it said. " * 40, "the the the said said said", "Of of who said?"):
        assert all(0 <= one.start < one.end <= len(text) for one in reading_of(text).statements)


def test_given_names_have_one_gender_list_each() -> None:
    assert people().gender_of_name("Ingrid") == "she"
    assert people().gender_of_name("Anders") == "he"
    assert people().gender_of_name("Andrea") == ""
    assert people().gender_of_name("Zzyzx") == ""
