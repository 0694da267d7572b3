"""Sentences cut into the claims they bear, and the whole sentence where it bears one."""

from __future__ import annotations

import pytest

from tests.articles import asserted, pieces, said, statements


def test_a_sentence_with_one_claim_stays_whole_with_its_full_stop() -> None:
    assert asserted("Boreal signed a deal with Norway for 15% of its steel.") == [
        "Boreal signed a deal with Norway for 15% of its steel."
    ]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Ostara raised its output in May, while Velden closed two mines in Norway.",
            ["Ostara raised its output in May", "Velden closed two mines in Norway"],
        ),
        (
            "Ostara raised its output in May, and Velden closed two mines in Norway.",
            ["Ostara raised its output in May", "Velden closed two mines in Norway"],
        ),
        (
            "Although Ostara closed two mines in May, Velden still buys its steel in Norway.",
            ["Ostara closed two mines in May", "Velden still buys its steel in Norway"],
        ),
        (
            "Ostara raised its output in May, partly replacing the steel of Norway.",
            ["Ostara raised its output in May", "partly replacing the steel of Norway"],
        ),
        (
            "With export rules tightening, Norwegian mines face a shortage of 300 workers.",
            ["export rules tightening", "Norwegian mines face a shortage of 300 workers"],
        ),
        (
            "Ostara signed a deal with Norway in May and closed two mines in Lund.",
            ["Ostara signed a deal with Norway in May", "Ostara … closed two mines in Lund"],
        ),
    ],
)
def test_a_sentence_with_two_claims_gives_both(sentence: str, parts: list[str]) -> None:
    found = pieces(sentence)
    assert [part for part in parts if part not in found and len(part.split()) > 3] == []


def test_a_relative_clause_keeps_the_noun_it_describes() -> None:
    found = asserted("Unlike its Gale 800 turbine, which lagged 40% behind Velden in tests, the new model sells well.")
    assert "its Gale 800 turbine, which lagged 40% behind Velden in tests" in found


def test_an_apposition_keeps_its_noun() -> None:
    found = asserted("Its Gale turbine, the most powerful model allowed in Norway, has drawn complaints from Lund.")
    assert "Its Gale turbine, the most powerful model allowed in Norway" in found


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "While the Orla drill does not have as much torque as the Vanta or Brisk series, it still outsells rivals.",
            [
                "the Orla drill does not have as much torque as the Vanta or Brisk series",
                "it still outsells rivals",
            ],
        ),
        (
            "While Ostara's Orla drill — the best tool it is allowed to sell in Norway — does not have as much torque "
            "as Vanta or Brisk series, it still outsells Norwegian rivals in May.",
            [
                "Ostara's Orla drill — the best tool it is allowed to sell in Norway",
                "Ostara's Orla drill — the best tool it is allowed to sell in Norway — does not have as much torque "
                "as Vanta or Brisk series",
                "it still outsells Norwegian rivals in May",
            ],
        ),
        (
            "Its Orla drill, while less powerful than the Vanta series, still outsells most Norwegian rivals.",
            [
                "Its Orla drill, while less powerful than the Vanta series",
                "Its Orla drill … still outsells most Norwegian rivals",
            ],
        ),
        (
            "Ostara's K7 engine, although heavier than the rival L5, costs 20% less in Norway.",
            ["Ostara's K7 engine, although heavier than the rival L5", "Ostara's K7 engine … costs 20% less in Norway"],
        ),
        ("Ostara, though small, signed a deal in Norway.", ["Ostara, though small, signed a deal in Norway."]),
    ],
)
def test_a_conceding_clause_and_the_main_clause_are_two(sentence: str, parts: list[str]) -> None:
    assert pieces(sentence) == parts


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        (
            "Ore sales fell in May, while its Orla drill, the best tool permitted for sale, has drawn fire.",
            "its Orla drill, the best tool permitted for sale",
        ),
        (
            "Ostara's Orla drill — the best tool it is allowed to sell in Norway — is made in Lund.",
            "Ostara's Orla drill — the best tool it is allowed to sell in Norway",
        ),
    ],
)
def test_a_superlative_apposition_is_a_fact_beside_its_clause(sentence: str, fact: str) -> None:
    found = asserted(sentence)
    assert fact in found
    assert any(fact in part and part != fact for part in found)


def test_a_main_clause_around_a_relative_one_keeps_its_subject() -> None:
    assert pieces("The mine, which opened in 2021, produced 14 tons of ore last year, a third of Ostara's output.") == [
        "The mine, which opened in 2021",
        "The mine … produced 14 tons of ore last year, a third of Ostara's output",
    ]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Ostara signed a deal with Norway in May and still supplies steel for the largest ships of Lund.",
            ["Ostara signed a deal with Norway in May", "Ostara … supplies steel for the largest ships of Lund"],
        ),
        (
            "The plan not only strengthens Ostara's place in Norway but also speeds the spread of its K7 drill.",
            ["The plan not only strengthens Ostara's place in Norway", "The plan … speeds the spread of its K7 drill"],
        ),
        (
            "Ostara, which is based in Lund, sold its mill in May and now buys all its ore from Norway.",
            [
                "Ostara, which is based in Lund",
                "Ostara … sold its mill in May",
                "Ostara … now buys all its ore from Norway",
            ],
        ),
        (
            "This plan meets Norway's push for steel, as companies like Ostara, Lund-backed Velden, and Brisk also "
            "advance homegrown tools.",
            [
                "This plan meets Norway's push for steel",
                "companies like Ostara, Lund-backed Velden, and Brisk also advance homegrown tools",
            ],
        ),
    ],
)
def test_a_second_predicate_has_its_subject_in_front(sentence: str, parts: list[str]) -> None:
    assert pieces(sentence) == parts


def test_a_reduced_relative_clause_is_a_fact() -> None:
    assert "a new turbine built by a Norwegian shipyard" in asserted(
        "Ostara is testing a new turbine built by a Norwegian shipyard."
    )


def test_a_fact_within_a_fact_is_stated_once() -> None:
    found = asserted(
        "Ostara, the Norwegian builder best known for its Gale turbine, bought two mines near Lund from a rival."
    )
    assert sum("best known for its Gale turbine" in part and "bought" not in part for part in found) == 1


def test_an_office_beside_a_name_is_no_claim() -> None:
    found = asserted("Mara Quist, mayor of Port Ellery, opened the new bridge on Friday.")
    assert found == ["Mara Quist, mayor of Port Ellery, opened the new bridge on Friday."]


def test_conditions_stay_with_what_they_condition() -> None:
    (only,) = asserted("Norway will close the mine in 2027 if Ostara fails to pay the fine.")
    assert only == "Norway will close the mine in 2027 if Ostara fails to pay the fine."


def test_openers_are_left_out_of_a_part() -> None:
    found = asserted("However, Ostara closed two mines in Norway, cutting 300 jobs in the region.")
    assert found[0] == "Ostara closed two mines in Norway"


def test_a_reference_marker_is_no_part_of_a_claim() -> None:
    (one,) = statements("Ostara closed two mines in Norway [3].")
    assert one.end == len("Ostara closed two mines in Norway")
    assert one.sentence.end == len("Ostara closed two mines in Norway [3].")


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        (
            "The long reliance of Norway on ore contrasts with Velden's shift to domestic production.",
            "Velden's shift to domestic production",
        ),
        (
            "A key pillar of this strategy is the shift to domestic manufacturing in Norway.",
            "the shift to domestic manufacturing in Norway",
        ),
        (
            "Analysts in Oslo welcomed Velden's $40 million investment in the mines of Lund.",
            "Velden's $40 million investment in the mines of Lund",
        ),
        (
            "The town was shaken by Velden's decision to close two mines in Lund.",
            "Velden's decision to close two mines",
        ),
    ],
)
def test_a_noun_with_its_complement_is_a_fact(sentence: str, fact: str) -> None:
    found = [one for one in statements(sentence) if sentence[one.start : one.end].startswith(fact)]
    assert [(one.kind, one.worth <= 2, one.chain) for one in found] == [("assertion", True, ())]


@pytest.mark.parametrize(
    "sentence",
    [
        "Velden's investment in the mines of Lund has grown for years.",
        "The shift at the mine of Lund ends at noon in winter.",
        "Velden announced a shift to domestic production.",
    ],
)
def test_a_bare_noun_is_no_fact(sentence: str) -> None:
    assert len(statements(sentence)) <= 1


def test_what_is_added_with_but_that_is_said_too() -> None:
    line = (
        "Moe said that other climbers attempted to rescue Aune by taking him down the glacier, but that he died on the "
        "way down."
    )
    found = said(line)
    assert ("he died on the way down", ("Moe",)) in found
    assert asserted(line) == []


def test_whom_it_is_told_of_is_no_other_name_of_whoever_tells_it() -> None:
    told = said(
        "According to an NYPD release, 59-year-old Ida Voss was walking along parked cars when a van struck her."
    )
    assert told == [("59-year-old Ida Voss was walking along parked cars when a van struck her", ("an NYPD release",))]
    named = said("According to Harbour Judge Anna Holm, a former minister, the pump of the ferry had failed.")
    assert named == [("the pump of the ferry had failed", ("Harbour Judge Anna Holm, a former minister",))]


def test_what_comes_as_a_reminder_says_nothing() -> None:
    found = said(
        "Two sailors drowned on Friday. Moe said they come as a reminder that sailors need to wear their vests."
    )
    assert found == [("they come as a reminder that sailors need to wear their vests", ("Moe",))]
