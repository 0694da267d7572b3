"""Kinds, hedges, figures, dates and worth of statements."""

from __future__ import annotations

import pytest

from explorer.extract import Reader
from explorer.extract.parsing import load_model
from explorer.models import EvidenceKind
from tests.articles import article, asserted, statements
from tests.bench.reading_worth import worth_of_sentence


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Ostara closed two mines in Norway.", "assertion"),
        ("Ostara will close two mines in Norway in 2027.", "prediction"),
        ("The deal could cost Norway $3 billion.", "prediction"),
        ("Norway must close the two mines of Ostara.", "opinion"),
        ("The plan of Microsoft is reckless.", "opinion"),
        ("Ostara aims to open four mines in Norway.", "intent"),
        ('"Ostara closed two mines," Holm said.', "direct_quote"),
        ('Holm said Ostara had closed "two fine mines" in May.', "mixed_quote"),
        ("Holm said Ostara had closed two mines.", "indirect_quote"),
        ("Figures show that Ostara closed two mines.", "evidence"),
        ("Holm condemned the closure of two mines.", "stance"),
        ("The mines are expected to close in 2027.", "prediction"),
    ],
)
def test_kind(sentence: str, kind: EvidenceKind) -> None:
    assert [one.kind for one in statements(sentence)] == [kind]


def test_a_name_with_a_figure_is_worth_most() -> None:
    (one,) = statements("Microsoft cut 1,900 jobs in Norway in May 2024.")
    assert one.worth == 3
    assert "a figure" in one.worth_reasons


def test_a_generality_is_worth_less_than_a_fact() -> None:
    (fact,) = statements("Microsoft closed its office in Norway.")
    (general,) = statements("Firms face more pressure from local officials.")
    assert general.worth < fact.worth


@pytest.mark.parametrize(
    "sentence",
    [
        "This isn't just a merger—it's a seismic shift for the whole industry.",
        "The stakes are high for everyone in the business.",
        "Only time will tell how the story ends.",
        "At the heart of the plan lies a desire to reshape the market.",
        "What drives this bold move, and can it last?",
        "Subscribe to our newsletter for more stories.",
        "The journey is far from over for the small town.",
        "Imagine a town without a single car.",
    ],
)
def test_flourishes_questions_and_commands_are_not_stated(sentence: str) -> None:
    assert asserted(sentence) == []


def test_figures_and_dates_have_offsets_of_the_text_of_record() -> None:
    text = ["Nothing happened in Lund.", "Microsoft paid $3 billion for 15% of the firm in May 2024."]
    joined = "\n".join(text)
    one = statements(*text)[-1]
    assert [joined[q.start : q.end] for q in one.quantities] == [q.text for q in one.quantities] != []
    assert [joined[d.start : d.end] for d in one.dates] == ["May 2024"]


def test_relative_dates_resolve_only_against_a_stated_date() -> None:
    sentence = "Microsoft closed its office in Norway on Tuesday."
    (undated,) = Reader().read(article(sentence)).statements
    (dated,) = Reader().read(article(sentence, published="2024-05-16")).statements
    assert undated.dates[0].low is None
    assert dated.dates[0].low == "2024-05-14"


def test_hedges_are_found_inside_the_statement_only() -> None:
    text = "Perhaps surprisingly, officials say most mines in Norway are partly flooded."
    one = next(one for one in statements(text) if one.cue)
    assert [text[hedge.start : hedge.end] for hedge in one.hedges] == ["most", "partly"]


@pytest.mark.parametrize(
    ("sentence", "worth"),
    [
        ("Ostara paid Norway $40 million in fines last year after inspectors found oil in the river.", 3),
        ("The city cut its police budget by 12 percent in 2019.", 3),
        ("Anna Holm opened the new bridge.", 2),
        ("Unemployment fell again in the north.", 2),
        ("The minister did not respond to a request for comment.", 0),
        ("I think people want something different.", 0),
        ("Everyone should have a chance to find a better life.", 0),
        ("If you believe that, you are wrong.", 0),
        ("Thank you for your question.", 0),
        ("Do you trust the minister?", 0),
    ],
)
def test_the_worth_of_a_sentence_that_stands_alone(sentence: str, worth: int) -> None:
    assert worth_of_sentence(load_model()(sentence)).worth == worth


def test_sentences_are_ranked_from_figures_to_feelings() -> None:
    ranking = [
        "The agency spent $3 billion more on prisons in 2021 than in 2018.",
        "The agency closed 4 prisons.",
        "The agency closed the prison in Lund.",
        "The agency may close the prison in Lund.",
        "I believe we ought to close it.",
    ]
    scores = [worth_of_sentence(load_model()(sentence)).score for sentence in ranking]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_what_speaks_against_checking_follows_a_but() -> None:
    reasons = worth_of_sentence(load_model()("Ostara will hire 300 people in Norway if the price is good.")).reasons
    assert reasons.index("but a prediction") > reasons.index("a figure")
    assert "a condition" in reasons


@pytest.mark.parametrize("text", ["", " ", "?", "...", "\u202e", "3", "$"])
def test_hardly_a_sentence_is_worth_nothing_much(text: str) -> None:
    assert worth_of_sentence(load_model()(text)).worth <= 1
