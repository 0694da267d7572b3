"""Disagreements: each kind once on a plain case, and silence where accounts only word things differently."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.models import Disagreement, Marker, Reference, Span
from explorer.resolve import resolve
from tests.stories import article


def found(one: str, two: str) -> list[Disagreement]:
    story = resolve([article("one.txt", [one]), article("two.txt", [two])])
    return [d for d in story.disagreements if d.kind != "attribution"]


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        (
            "number",
            "Norvik will cut 1,400 jobs at its Halden shipyard.",
            "Norvik will cut 2,100 jobs at its Halden shipyard.",
        ),
        (
            "date",
            "Norvik opened the Halden shipyard to visitors on May 3, 2026.",
            "Norvik opened the Halden shipyard to visitors on May 17, 2026.",
        ),
        (
            "polarity",
            "Norvik will close the Halden shipyard in December.",
            "Norvik will not close the Halden shipyard in December.",
        ),
        (
            "polarity",
            "The minister approved the sale of the Halden shipyard.",
            "The minister rejected the sale of the Halden shipyard.",
        ),
        (
            "scope",
            "The Seahawk outpaces foreign patrol boats in rough seas.",
            "The Seahawk outpaces most foreign patrol boats in rough seas.",
        ),
        (
            "modality",
            "Norvik will replace the engines of its Seahawk boats.",
            "Norvik could replace the engines of its Seahawk boats.",
        ),
        (
            "entity",
            "Norvik sells its boats with Seahawk and Merlin radars to the coast guard.",
            "Norvik sells its boats with Merlin and Osprey radars to the coast guard.",
        ),
        (
            "entity",
            "The engines of the Seahawk are built by a Swedish manufacturer.",
            "The engines of the Seahawk are built by Baltic Lines.",
        ),
    ],
)
def test_a_difference_is_found_and_typed(kind: str, one: str, two: str) -> None:
    disagreements = found(one, two)
    assert [d.kind for d in disagreements] == [kind]
    assert len(disagreements[0].evidence) == 2
    assert disagreements[0].note
    assert 1 <= disagreements[0].grade <= 3


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # rounding, hedges, other words, other measures, an update of both figure and day, a denial on both sides
        ("Shares of Baltic Lines fell 8.76% in Oslo.", "Shares of Baltic Lines fell 9% in Oslo."),
        ("Norvik will cut nearly 1,400 jobs in Halden.", "Norvik will cut 1,380 jobs in Halden."),
        ("Norvik has begun building the Seahawk in Halden.", "Norvik has started building the Seahawk in Halden."),
        ("Norvik plans to invest 53 billion crowns in ferries.", "Norway spent 98 billion crowns on ferries in 2025."),
        (
            "Norvik had sold 40 Seahawk boats by May 3, 2026.",
            "Norvik had sold 55 Seahawk boats by June 9, 2026.",
        ),
        ("Norvik will not close the Halden yard.", "Norvik never planned to close the Halden yard."),
        ("Norvik sold the K200 engine.", "Norvik sold 200 engines."),
        (
            "The Norvik ferry was held in Halden for 36 hours, and its crew waited 2 days for a tug.",
            "The Norvik ferry was held in Halden for 1.5 days, and its crew waited 48 hours for a tug.",
        ),
        # both say that it seems so
        (
            "It appeared the crew of the Seahawk was insufficiently trained for the ice.",
            "The crew of the Seahawk appeared to be insufficiently trained for the ice.",
        ),
    ],
)
def test_silence_where_nothing_differs(one: str, two: str) -> None:
    assert found(one, two) == []


def test_an_account_without_the_outlet_that_the_other_credits_is_pointed_out() -> None:
    line = "Norvik will close its Halden shipyard in December"
    story = resolve([article("a.txt", [f"{{{line}}}, [Reuters] said."], title="Yard"), article("b.txt", [f"{line}."])])
    assert [(d.kind, d.grade) for d in story.disagreements] == [("attribution", 1)]
    assert "“Yard” credits Reuters" in story.disagreements[0].note


def test_what_would_be_is_quoted_as_such() -> None:
    (one,) = found(
        "Norvik would replace the engines of its Seahawk boats.",
        "Norvik could replace the engines of its Seahawk boats.",
    )
    assert "says “would replace”" in one.note


@pytest.mark.parametrize(
    "other",
    [
        # plain fact, or an article that credits the outlet in another place
        ["{Norvik will close its Halden shipyard in December}, [Kari Moe] said."],
        ["{Norvik will close its Halden shipyard in December}, [Reuters] said.", "Reuters told Norvik so in Oslo."],
        # or one in which the outlet is named beside a statement
        [
            "{Norvik will close its Halden shipyard in December}, [Reuters] said.",
            "{The yard is old}, [Kari Moe] told Reuters.",
        ],
    ],
)
def test_a_speaker_who_needs_no_credit_makes_no_disagreement(other: list[str]) -> None:
    lines = ["Norvik will close its Halden shipyard in December.", *other[1:]]
    assert resolve([article("a.txt", other[:1]), article("b.txt", lines)]).disagreements == ()


def test_the_same_words_from_two_people_are_pointed_out() -> None:
    line = "“{We will close the old shipyard at Halden in December}”"
    one = article("a.txt", [line + ", [Kari Moe] said."], kinds={0: "direct_quote"})
    two = article("b.txt", [line + ", [Per Aune] said."], kinds={0: "direct_quote"})
    story = resolve([one, two])
    assert [(d.kind, d.grade) for d in story.disagreements] == [("attribution", 2)]
    assert "Kari Moe" in story.disagreements[0].note
    assert "Per Aune" in story.disagreements[0].note


def test_a_page_much_older_than_the_article_is_pointed_out() -> None:
    reading = article("a.txt", ["Norvik builds the Seahawk in Halden [1]."], published="2026-03-01")
    text = "Norvik builds the Seahawk in Halden [1].\n\n"
    url = "https://example.com/2024/01/02/x"
    source = replace(
        reading.source,
        text=text,
        markers=(Marker("1", 36, 39),),
        references=(Reference("1", url, 0, 6, "example.com", "Example", 0, 6, "2024-01-02"),),
    )
    sentence = Span(0, 40)
    statement = replace(reading.statements[0], start=0, end=40, segments=(sentence,), sentence=sentence)
    story = resolve([replace(reading, source=source, statements=(statement,), sentences=(sentence,))])
    assert [(d.kind, d.grade) for d in story.disagreements] == [("citation", 1)]
    assert "2024-01-02" in story.disagreements[0].note
    assert story.claims[0].evidence[0].attribution[-1].kind == "reference"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # a supposition denies nothing; a round sum is no quantifier; an infinitive asserts nothing; polls name nobody
        ("If Norvik does not close the Halden yard, unions will cheer.", "Norvik will close the Halden yard."),
        ("Norvik spent some $250 million on the Halden yard.", "Norvik spent $250 million on the Halden yard."),
        (
            "Norvik plans to raise fares on the Halden ferry.",
            "The mayor urged Norvik to raise fares on the Halden ferry.",
        ),
        (
            "The margin of sampling error is 3 percentage points.",
            "The margin of sampling error is 5 percentage points.",
        ),
    ],
)
def test_silence_on_suppositions_sums_and_formulae(one: str, two: str) -> None:
    assert found(one, two) == []


def test_a_figure_of_another_week_is_only_worth_a_look() -> None:
    lines = ("Norvik has sold 40 Seahawk boats to the navy.", "Norvik has sold 55 Seahawk boats to the navy.")
    early = article("early.txt", [lines[0]], published="2026-03-01")
    late = article("late.txt", [lines[1]], published="2026-03-20")
    disagreements = resolve([early, late]).disagreements
    assert [(d.kind, d.grade) for d in disagreements] == [("number", 1)]
    assert "19 days apart" in disagreements[0].note


def _sums(later: str, sum_of_two: str) -> list[Disagreement]:
    one = article("one.txt", ["{Norvik Ferries has ordered 12 patrol boats from Baltic Lines}, [Solberg] said.", later])
    two = article(
        "two.txt", [f"Baltic Lines will build 12 patrol boats for Norvik Ferries, a deal worth {sum_of_two}."]
    )
    return [d for d in resolve([one, two]).disagreements if d.kind == "number"]


@pytest.mark.parametrize("later", ["The order is worth $340 million.", "The deal is worth $340 million."])
def test_a_sum_told_in_a_later_sentence_disagrees(later: str) -> None:
    (found,) = _sums(later, "$300 million")
    assert "“$340 million”" in found.note
    assert "“$300 million”" in found.note
    assert found.grade == 3


@pytest.mark.parametrize(
    ("later", "other"),
    [
        ("The order is worth $340 million.", "about $340 million"),
        ("The yard is worth $340 million.", "$300 million"),
        ("The order will create 340 jobs.", "$300 million"),
    ],
)
def test_agreeing_sums_and_sums_of_other_things_do_not(later: str, other: str) -> None:
    assert _sums(later, other) == []


def test_inhabitants_of_one_place_are_compared_whatever_the_sentences_are_about() -> None:
    quake = "The quake in the strait on Sunday tore roofs from houses, and rescuers brought tents and blankets."
    one = article("wire.txt", ["A quake struck Halden island, home to 40,000 people, on Sunday.", quake])
    two = article("paper.txt", [quake, "Halden has a population of 75,000."])
    found = [d for d in resolve([one, two]).disagreements if d.kind == "number"]
    assert len(found) == 1
    assert "“40,000 people”" in found[0].note
    assert "“75,000”" in found[0].note


def test_inhabitants_of_two_places_are_not_compared() -> None:
    quake = "The quake in the strait on Sunday tore roofs from houses, and rescuers brought tents and blankets."
    one = article("wire.txt", ["A quake struck Halden island, home to 40,000 people, on Sunday.", quake])
    two = article("paper.txt", [quake, "Halden lies off Bergen, a city of 290,000 people."])
    assert not [d for d in resolve([one, two]).disagreements if d.kind == "number"]


def test_another_count_of_victims_a_day_later_is_an_update() -> None:
    lines = ["A powerful quake flattened villages, killing at least three people and injuring many others."]
    later = ["A powerful quake flattened several villages, killing 10 people and injuring many others."]
    rest = "Rescuers brought tents and blankets to the strait where roofs were torn from houses on Sunday."
    one = article("wire.txt", [*lines, rest], published="2025-03-02")
    two = article("paper.txt", [*later, rest], published="2025-03-03")
    found = [d for d in resolve([one, two]).disagreements if d.kind == "number"]
    assert [d.grade for d in found] == [1]
    assert found[0].note.endswith("; the articles are 1 day apart")


def test_what_was_not_so_weeks_before_is_an_update() -> None:
    one = article("a.txt", ["Norvik has not published the plan of the Halden shipyard."], published="2026-02-04")
    two = article("b.txt", ["Norvik has published the plan of the Halden shipyard."], published="2026-04-02")
    (found,) = resolve([one, two]).disagreements
    assert (found.kind, found.grade) == ("polarity", 1)
    assert found.note.endswith("; the articles are 57 days apart")


def test_each_account_is_quoted_with_its_own_number_of_inhabitants() -> None:
    quake = "The quake in the strait on Sunday tore roofs from houses, and rescuers brought tents and blankets."
    one = article("wire.txt", [quake, "Halden is home to more than 40,000 people."], title="The first report")
    two = article("paper.txt", [quake, "Halden has a population of 48,000."], title="The second report")
    three = article("post.txt", [quake, "Halden has a population of 95,000."], title="The third report")
    (found,) = [d for d in resolve([one, two, three]).disagreements if d.kind == "number"]
    assert "“The second report” says “48,000”" in found.note
    assert "“The third report” says “95,000”" in found.note
