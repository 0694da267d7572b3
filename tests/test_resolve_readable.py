"""From articles to the texts of their claims: whole sentences about people with full names."""

from __future__ import annotations

import pytest

from explorer.extract import Reader
from explorer.resolve import resolve
from tests.articles import article


def texts(*paragraphs: str) -> list[str]:
    """The texts of all claims of an article, in its order."""
    story = resolve([Reader().read(article(*paragraphs))])
    return [claim.text for claim in sorted(story.claims, key=lambda c: c.evidence[0].statement.extent)]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (
            "Ostara, which owns two mines in Norway, is short of cash.",
            "Ostara owns two mines in Norway.",
        ),
        (
            "Anna Holm, a former minister who runs the largest mine in Norway, resigned on Friday.",
            "Anna Holm is a former minister who runs the largest mine in Norway.",
        ),
        (
            "The union fears for a mine built by Lund Steel in 1950 near Oslo.",
            "A mine was built by Lund Steel in 1950 near Oslo.",
        ),
        (
            "The firm bought Velden, a colony of miners from 1890 until 1941, on Friday.",
            "Velden was a colony of miners from 1890 until 1941.",
        ),
        (
            "Ostara cut 400 jobs in May, replacing its miners in Norway with machines.",
            "Ostara replaced its miners in Norway with machines.",
        ),
    ],
)
def test_a_clause_is_read_with_the_noun_it_tells_of(sentence: str, claim: str) -> None:
    assert claim in texts(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ostara will close the mine before Norway ever issues a permit for the 40 new wells.",
        "Standing in front of the mine in Norway, the minister read out a letter.",
    ],
)
def test_what_has_not_happened_and_what_has_no_subject_is_no_claim(sentence: str) -> None:
    assert not [
        text for text in texts(sentence) if text.startswith(("Norway ever", "Standing in front of the mine in Norway."))
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Its Orla drill, while less powerful than the Vanta series, still outsells most Norwegian rivals.",
            [
                "Its Orla drill is less powerful than the Vanta series.",
                "Its Orla drill still outsells most Norwegian rivals.",
            ],
        ),
        (
            "With Norwegian export rules tightening, mines face a shortage.",
            ["Mines face a shortage.", "Norwegian export rules are tightening."],
        ),
        (
            "With prices falling in Lund, Ostara closed two mines in May.",
            ["Ostara closed two mines in May.", "Prices were falling in Lund."],
        ),
        (
            "Velden holds a grip on Norway, commanding over 80% of the market.",
            ["Velden commands over 80% of the market.", "Velden holds a grip on Norway."],
        ),
        (
            "Ostara's new drill is already compatible with Velden's platforms, easing the transition for miners.",
            [
                "Ostara's new drill is already compatible with Velden's platforms.",
                "Ostara's new drill is easing the transition for miners.",
            ],
        ),
        (
            "Kari Moe's law would cut prices in Oslo, making the mine more appealing to Ostara.",
            [
                "Kari Moe's law would cut prices in Oslo.",
                "Kari Moe's law would make the mine more appealing to Ostara.",
            ],
        ),
        (
            "Ostara sold two mines, raising fears in Oslo and cutting 300 jobs.",
            ["Ostara sold two mines.", "Ostara … raising fears in Oslo and cutting 300 jobs."],
        ),
        (
            "The move is a big change in Norway's trade — where mines largely rely on Velden's drills for ore — and "
            "would further dent Velden's sales in Norway.",
            [
                "The move is a big change in Norway's trade — where mines largely rely on Velden's drills for ore.",
                "The move would further dent Velden's sales in Norway.",
            ],
        ),
    ],
)
def test_a_clause_without_a_verb_of_its_own_gets_one_where_its_tense_is_plain(sentence: str, found: list[str]) -> None:
    assert sorted(texts(sentence)) == sorted(found)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ostara works in a field where Velden has held an iron grip, commanding over 80% of the market.",
        "Despite the gaps compared to Velden's top-tier drills, Ostara sold 40 of them.",
        "He praised free trade, higher taxes on Wall Street and efforts to drive down the price of ore.",
        "That Moe got into those details about the mine is unusual.",
        "That clarity could ease the strained ties of Velden and Ostara.",
    ],
)
def test_what_cannot_be_cut_without_harm_stays_whole(sentence: str) -> None:
    assert texts(sentence) == [sentence]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("The plans of Ostara contrast with Velden's reliance on Swedish ore.", "Velden relies on Swedish ore."),
        (
            "The mayor of Oslo lost his job over Velden's decision to close the mine in Lund.",
            "Velden decided to close the mine in Lund.",
        ),
        (
            "The thrift of Ostara contrasts with Velden's $40 million investment in Norwegian mines.",
            "Velden has a $40 million investment in Norwegian mines.",
        ),
        ("The miners of Lund are worried by Velden's shift to Swedish ore.", "Velden makes a shift to Swedish ore."),
    ],
)
def test_a_fact_hidden_in_a_noun_is_told_as_a_sentence(sentence: str, claim: str) -> None:
    assert claim in texts(sentence)


def test_an_indirect_question_is_read_with_who_asks() -> None:
    assert texts("The minister asked whether Ostara would close the mine in Norway.") == [
        "The minister asked whether Ostara would close the mine in Norway."
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor of Lund denied that he took bribes from Ostara.",
        "There is no evidence that the mayor of Lund took bribes from Ostara.",
    ],
)
def test_what_is_denied_is_never_read_as_claimed(sentence: str) -> None:
    assert texts(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "If the price of ore in Norway falls again, the minister said, the mine will close.",
        "What the board of Ostara is telling the miners in Norway.",
        "Whose mines in Norway lost $3 million last year.",
    ],
)
def test_a_question_or_a_condition_alone_is_no_claim(sentence: str) -> None:
    assert not [text for text in texts(sentence) if text.startswith(("If", "What", "Whose")) and "close" not in text]


def test_a_pronoun_far_behind_its_name_is_named() -> None:
    found = texts(
        "Anna Holm met the miners of Ostara in Oslo on Friday.",
        "She promised them higher wages.",
        "She also raised the price of ore by 4 percent in 2019.",
    )
    assert "Anna Holm also raised the price of ore by 4 percent in 2019." in found


def test_a_bare_surname_becomes_the_full_name_once() -> None:
    found = texts("Anna Holm met the miners in Oslo.", "Mrs. Holm closed four mines and Holm sold the fifth in May.")
    assert any(text.startswith("Anna Holm closed four mines") for text in found)
    assert not any("Anna Anna" in text or "Mrs. Anna Holm" in text for text in found)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Peter Lund and Karl Moe met in Oslo on Friday.", "He closed four mines in Norway."),
        ("Karl Moe praised Peter Lund on Friday because he closed four mines in Norway.",),
        ("Peter Lund met the mayor.", "The mayor said he's closed four mines in Norway."),
    ],
)
def test_a_pronoun_that_two_may_mean_is_not_named(paragraphs: tuple[str, ...]) -> None:
    assert not [text for text in texts(*paragraphs) if text.startswith(("Peter Lund closed", "Karl Moe closed"))]


def test_what_stands_in_quotation_marks_stays() -> None:
    found = texts("Anna Holm met the miners.", 'The union said the plan was "what she always wanted" for the mines.')
    assert any('"what she always wanted"' in text for text in found)


@pytest.mark.parametrize(
    "text",
    texts(
        "''We lost 40 jobs,'' the mayor of Lund said. The mine ''is gone.''",
        'But the plan is "beyond repair," the union said.',
        "<p id=4>Instead the mine (in Norway was sold for $3 million.</p>",
        "Yes, Ostara's mine in Norway – was sold for $3 million,",
    ),
)
def test_marks_stand_in_pairs_and_a_text_is_a_sentence(text: str) -> None:
    assert text.count('"') % 2 == 0
    assert text.count("“") == text.count("”")
    assert text.count("(") == text.count(")")
    assert "''" not in text
    assert "<" not in text
    assert not text[0].islower()
    assert text.rstrip('"”)')[-1] in ".?!…"
    assert not text.startswith(("But", "Instead", "Yes"))


def test_who_says_it_and_to_whom_is_no_claim_beside_what_is_said() -> None:
    found = texts("'The pump of the ferry had been mended twice,' Harbour Judge Anna Holm said, according to the Post.")
    assert found == ["Anna Holm: “The pump of the ferry had been mended twice.”"]


def test_a_threat_within_what_somebody_says_leaves_what_he_says() -> None:
    found = texts(
        "The hearing will resume on Monday with testimony from a pilot who purportedly told prosecutors he has been "
        "threatened with death by Holm's brother."
    )
    assert any("threatened with death by Holm's brother" in text for text in found)
