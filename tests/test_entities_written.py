"""One entity written in several ways: points, tails of team names, common words of places, ships, nicknames."""

from __future__ import annotations

from explorer.models import Entity
from explorer.resolve.entities import EntityIndex
from tests.entity_articles import resolve


def written(index: EntityIndex, surface: str) -> Entity:
    """The one entity with mentions of that surface."""
    found = [entity for entity in index.entities if any(m.text == surface for m in entity.mentions)]
    assert len(found) == 1, [(e.name, [m.text for m in e.mentions]) for e in index.entities]
    return found[0]


def test_points_and_spaces_of_an_abbreviation_inside_a_name_part_nothing() -> None:
    index = resolve(
        "The U.S. Coast Guard searched the bay on Monday. The U.S. Coast Guard found a raft.",
        "The US Coast Guard found a raft in the bay, officials said.",
        "The United States Coast Guard said that it had found a raft in the bay.",
    )
    assert written(index, "US Coast Guard") is written(index, "U.S. Coast Guard")
    assert written(index, "United States Coast Guard") is written(index, "U.S. Coast Guard")
    assert written(index, "US Coast Guard").type == "organization"


def test_a_team_is_called_by_the_tail_of_its_name() -> None:
    index = resolve(
        "The Halden Blue Sox signed Ada Okonjo on Monday. The Blue Sox offered more than anybody. The Sox need runs.",
        "Ada Okonjo will play for the Blue Sox in May.",
    )
    assert written(index, "Blue Sox").name == "Halden Blue Sox"
    assert written(index, "Sox").name == "Halden Blue Sox"


def test_two_teams_with_one_tail_stay_apart() -> None:
    index = resolve("The Halden Blue Sox beat the Marlow Green Sox on Monday. The Sox won 3-2 in Halden.")
    assert written(index, "Halden Blue Sox") is not written(index, "Marlow Green Sox")


def test_the_common_word_of_a_place_is_the_place_that_its_article_names() -> None:
    index = resolve(
        "A tanker sank in the Persian Gulf on Monday. Two boats crossed the Gulf to help.",
        "Two boats crossed the Gulf to help the crew of a tanker.",
    )
    assert {m.text for m in written(index, "Persian Gulf").mentions} == {"Persian Gulf", "Gulf"}
    assert any("may be short for “Persian Gulf”" in suggestion.reason for suggestion in index.suggestions)
    two = resolve("A tanker left the Persian Gulf for the Gulf of Mexico on Monday. It burned in the Gulf.")
    assert written(two, "Gulf") is not written(two, "Persian Gulf")


def test_a_nickname_that_the_text_declares_is_an_alias_in_all_articles_of_the_story() -> None:
    index = resolve(
        "Friends of Kathleen Okonjo, known as Kit, wept in Halden. The Marlow Foundation gave money.",
        "Kit Okonjo was 20, the Marlow Foundation said in Halden. Kit studied law.",
    )
    person = written(index, "Kit Okonjo")
    assert person is written(index, "Kathleen Okonjo")
    assert any("known as Kit" in alias.reason for alias in person.aliases)


def test_a_verb_of_calling_declares_no_nickname() -> None:
    index = resolve("Kathleen Okonjo called Ben on Monday. Ben Okonjo wept in Halden.")
    assert written(index, "Kathleen Okonjo") is not written(index, "Ben Okonjo")


def test_a_state_is_abbreviated_with_its_point() -> None:
    index = resolve("Ada Okonjo was born in Texas. She lives in Dallas, Tex., with two dogs.")
    assert "Texas" in {entity.name for entity in index.entities if any(m.text[:3] == "Tex" for m in entity.mentions)}
    other = resolve("Ada Okonjo was born in Texas. Fans say that Tex is worth more than $20 million.")
    assert {m.text for m in written(other, "Texas").mentions} == {"Texas"}


def test_a_ship_with_and_without_words_for_its_kind_is_one() -> None:
    index = resolve(
        "INS Havbris stopped three boats on Monday. The crew of INS Havbris found rifles.",
        "Warship Havbris stopped three boats on Monday, the navy said.",
        "The Indian Naval Ship Havbris stopped three boats in the Gulf of Aden.",
    )
    ship = written(index, "INS Havbris")
    assert len({mention.source for mention in ship.mentions}) == 3, [
        (e.name, [m.text for m in e.mentions]) for e in index.entities
    ]


def test_british_and_american_endings_are_one_spelling() -> None:
    index = resolve("The Modernisation Agency sued Tolvex.", "Tolvex said the Modernization Agency was wrong.")
    assert written(index, "Modernisation Agency") is written(index, "Modernization Agency")
