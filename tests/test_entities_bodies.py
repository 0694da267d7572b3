"""Firms, teams, bodies, ships and products that are named in part, and what stays apart."""

from __future__ import annotations

import pytest

from explorer.resolve.entities import EntityIndex, resolve_entities
from explorer.resolve.entity_forms import name_key
from tests.entity_articles import aliases, resolve
from tests.names_articles import reading


def named(index: EntityIndex) -> dict[str, int]:
    """All entities with the number of their mentions."""
    return {e.name: len(e.mentions) for e in index.entities}


def test_a_firm_without_its_trade_word_in_its_article_and_in_others() -> None:
    index = resolve(
        "Norvik sued over sinking\nNorvik Ferries AS said on Monday that it would appeal. Norvik runs nine boats.",
        "Shares of Norvik Ferries fell 4 percent.",
        "Shares of Norvik fell again on Tuesday.",
    )
    assert named(index)["Norvik Ferries"] == 5
    assert aliases(index, "Norvik Ferries")["Norvik"] == "short form of the firm's name"


def test_a_parent_is_no_short_form_of_its_subsidiary() -> None:
    index = resolve("Shares of Tolvex rose. Tolvex Motors, a unit of Tolvex, grew. Tolvex said so.")
    assert {"Tolvex", "Tolvex Motors"} <= named(index).keys()
    two = resolve("Shares of Corvid Steel fell. Shares of Corvid Motors rose. Shares of Corvid were flat.")
    assert {"Corvid", "Corvid Steel", "Corvid Motors"} <= named(two).keys()


def test_a_founder_and_a_president_share_a_name_with_a_firm() -> None:
    index = resolve(
        "Ford Motor Co. recalled 40,000 cars. Ford said it would pay. Shares of Ford fell.",
        "Gerald Ford became president in 1974. Ford pardoned him.",
    )
    assert named(index)["Ford Motor Co."] == 3
    assert named(index)["Gerald Ford"] == 2


def test_a_team_by_its_last_word() -> None:
    index = resolve(
        "The Arvika Herons beat the Sunne Larks 3-1. The Herons led all night. Herons coach Kaj Lomar left."
    )
    assert named(index)["Arvika Herons"] == 3
    assert aliases(index, "Arvika Herons")["Herons"] == "last word of the team's name"


def test_initials_belong_to_the_long_form_of_their_own_article() -> None:
    index = resolve(
        "The National Harbor Commission fined a firm. The NHC said so.",
        "The Norvik Health Council warned on Monday. The NHC said 20 people fell ill.",
    )
    assert named(index) == {"National Harbor Commission": 2, "Norvik Health Council": 2}


def test_a_senate_is_the_one_of_the_country_that_its_article_names() -> None:
    index = resolve("The U.S. Senate voted. The Senate then rose.", "The French Senate voted. The Senate rose.")
    assert named(index) == {"U.S. Senate": 2, "French Senate": 2}
    assert aliases(index, "French Senate") == {"Senate": "with or without the country"}


def test_products_with_and_without_their_maker() -> None:
    index = resolve("Chips such as the H20 sell well. The Nvidia H20 is slower than the H100, Nvidia said.")
    assert named(index)["H20"] == 2
    assert aliases(index, "H20") == {"Nvidia H20": "with the maker's name before it"}
    assert named(index)["H100"] == 1


def test_a_ship_with_and_without_letters_and_number() -> None:
    index = resolve(
        "The ferry, the MS Havbris 7, sank on Monday, owners of the Havbris 7 said.",
        "The Havbris 7 had failed two tests.",
    )
    assert len([name for name in named(index) if "Havbris" in name]) == 1


def test_a_former_name_is_an_alias_because_the_text_says_so() -> None:
    index = resolve("Quandt Ltd, formerly Reinholt Ltd, closed. Shares of Reinholt Ltd were worthless.")
    assert aliases(index, "Quandt Ltd") == {"Reinholt Ltd": "the text says “formerly”"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Ives", "Saint Ives"),
        ("Mt. Aspen", "Mount Aspen"),
        ("Ministry of Health", "Health Ministry"),
        ("Department of the Interior", "Interior Department"),
        ("Norvik Health Centre", "Norvik Health Center"),
        ("Norvik A/S", "Norvik AS"),
        ("Tolvex.com Inc.", "Tolvex"),
        ("Brook & Co", "Brook"),
        ("Reed & Olin", "Reed and Olin"),
        ("F.B.I.", "FBI"),
        ("Kiev", "Kyiv"),
        ("Trans-Norvik Line", "Trans Norvik Line"),
        ("#Tolvex", "Tolvex"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bank of Norvik", "Norvik Bank"), ("H20", "H100"), ("Norvik Line", "Norvik Lines"), ("Main St.", "Main Saint")],
)
def test_two_names_that_only_look_alike(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_suggestions_for_names_turned_round_and_for_houses() -> None:
    index = resolve(
        "The Bank of Norvik raised rates. Norvik Bank declined to comment.",
        "Moscow accused Oslo of lying. The Kremlin denied it. Moscow said nothing more.",
    )
    told = {suggestion.reason for suggestion in index.suggestions}
    assert "“Kremlin” often stands for the Russian government" in told
    assert any("have the same words" in reason for reason in told)


STORY = (
    "Norvik Ferries said on Monday that Karl Brandt would leave. Norvik declined to say why. Mr Brandt was ill.",
    "Brandt will leave Norvik Ferries, the Skarvoy Herald said. The Herons of Skarvoy wept.",
)
ELSEWHERE = (
    "Lena Sorel of Tolvex met Ivo Marek and Rosa Varga in Lima on Friday. Olga Brandt and Pia Norvik watched the "
    "Lima Condors beat the Quito Larks. Sorel praised Marek."
)


def test_an_article_of_another_story_changes_nothing_here() -> None:
    alone = {e.name: (e.type, e.aliases, e.mentions) for e in resolve(*STORY).entities}
    beside = {e.name: (e.type, e.aliases, e.mentions) for e in resolve(*STORY, ELSEWHERE).entities}
    assert alone["Karl Brandt"][2] != ()
    assert {name: beside.get(name) for name in alone} == alone


def test_the_order_of_many_articles_changes_nothing() -> None:
    many = [reading(f"Ada Reed{n} met Karl Moen of Tolvex Motors. Reed{n} left Tolvex with Moen.") for n in range(4)]
    assert resolve_entities(many) == resolve_entities(many[::-1])


def test_a_ship_that_is_named_after_a_city_is_not_the_city() -> None:
    index = resolve("The USS Oslo left port. Police in Oslo said that nobody was hurt. Oslo is cold.")
    assert len([name for name in named(index) if "Oslo" in name]) == 2
