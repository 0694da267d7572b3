"""Which surfaces are one entity, and which only look alike."""

from __future__ import annotations

from dataclasses import replace

from explorer.models import EntityType, Field, Mention, Reading, Reference
from explorer.resolve.entities import resolve_entities
from tests.entity_articles import aliases, entity, resolve
from tests.names_articles import reading, seed_readings


def test_case_article_and_legal_form_do_not_part_a_name() -> None:
    index = resolve("Shares of Tolvex fell. Tolvex Inc. declined to comment. TOLVEX shares are down.")
    assert aliases(index, "Tolvex") == {
        "TOLVEX": "spelt with other capitals",
        "Tolvex Inc.": "with or without the legal form",
    }


def test_short_forms_in_brackets_are_aliases_and_never_the_name_of_a_ticker() -> None:
    index = resolve("Tolvex Electronics (TLVX) sued the Alder Pension Fund (APF). The APF said so. The APF lost.")
    assert aliases(index, "Tolvex Electronics")["TLVX"] == "ticker in brackets after the name"
    assert "Alder Pension Fund" in aliases(index, "APF")


def test_initials_join_an_abbreviation_to_its_one_long_form() -> None:
    index = resolve("The Federal Aviation Administration opened a probe.", "The FAA declined to comment.")
    assert "FAA" in aliases(index, "Federal Aviation Administration")
    other = resolve("The Federal Aviation Administration and the Farmers Aid Association met.", "The FAA declined.")
    assert entity(other, "FAA").aliases == ()


def test_a_surname_belongs_to_the_full_name_of_its_article_and_else_of_the_folder() -> None:
    index = resolve("Ada Okonjo resigned. Ms. Okonjo said nothing.", "Ms. Okonjo was right.")
    person = entity(index, "Ada Okonjo")
    assert {m.text for m in person.mentions} == {"Ada Okonjo", "Okonjo"}
    assert len({m.source for m in person.mentions}) == 2
    assert aliases(index, "Ada Okonjo")["Okonjo"] in {
        "part of the full name",
        "surname of the one whom a related article names in full",
    }


def test_an_open_surname_stays_open_and_is_suggested() -> None:
    index = resolve("Ada Okonjo resigned.", "Ben Okonjo resigned.", "Dr. Okonjo said nothing.")
    assert {e.name for e in index.entities} == {"Ada Okonjo", "Ben Okonjo", "Okonjo"}
    assert any("may be" in suggestion.reason for suggestion in index.suggestions)


def test_middle_initials_and_parts_of_names() -> None:
    index = resolve("Loretta E. Lynch spoke. Loretta Lynch left. Bill de Blasio stayed. De Blasio slept.")
    assert "Loretta Lynch" in {"Loretta Lynch", *aliases(index, "Loretta E. Lynch")}
    assert aliases(index, "Bill de Blasio") == {"De Blasio": "part of the full name"}


def test_countries_take_their_adjectives_and_abbreviations() -> None:
    index = resolve(
        "The US and American firms left. U.S. officials spoke. Britain and British firms stayed in the U.K."
    )
    assert set(aliases(index, "United States")) == {"US", "American", "U.S."}
    assert aliases(index, "United Kingdom")["British"] == "adjective of the country"


def test_governments_are_kept_apart_from_places() -> None:
    index = resolve("Beijing said it would retaliate. She lives in Beijing. China is large. Washington denied it.")
    assert entity(index, "Chinese government").type == "organization"
    assert entity(index, "Beijing").type == "place"
    assert entity(index, "China").type == "place"
    assert aliases(index, "U.S. government") == {"Washington": "city that stands for the government"}


def test_wordings_of_one_policy_are_one_law() -> None:
    index = resolve(
        "U.S. export controls bite. US export controls grew. U.S. export restrictions tightened. "
        "Export controls from Washington hurt. U.S. sanctions stay."
    )
    law = entity(index, "U.S. export controls")
    assert law.type == "law"
    assert {m.text for m in law.mentions} == {
        "U.S. export controls",
        "US export controls",
        "U.S. export restrictions",
        "Export controls from Washington",
    }
    assert entity(index, "U.S. sanctions").id != law.id


def test_numbers_and_units_keep_products_and_firms_apart() -> None:
    index = resolve("Chips such as the H20, the H100 and the H800 sell. Shares of Tolvex rose. Tolvex Cloud grew.")
    kept = {e.name for e in index.entities}
    assert {"H20", "H100", "H800", "Tolvex", "Tolvex Cloud"} <= kept


def test_one_surface_has_one_type_by_vote_of_the_folder() -> None:
    mentions: list[Mention] = []
    source = reading("Corvid and Corvid and Corvid.").source
    votes: list[tuple[int, EntityType, float]] = [(0, "person", 0.4), (11, "product", 0.9), (22, "person", 0.2)]
    for start, kind, confidence in votes:
        mentions.append(Mention(source.id, start, start + 6, "Corvid", kind, "name", confidence))
    index = resolve_entities([Reading(source, tuple(mentions), (), ())])
    assert [(e.name, e.type, len(e.mentions)) for e in index.entities] == [("Corvid", "product", 3)]


def _guesses(text: str, *votes: tuple[str, EntityType, float]) -> Reading:
    """A reading whose mentions are given: surface, type and how sure the reader of names is."""
    source = reading(text).source
    places = ((text.index(name), name, kind, sure) for name, kind, sure in votes)
    found = (Mention(source.id, at, at + len(name), name, kind, "name", sure) for at, name, kind, sure in places)
    return Reading(source, tuple(found), (), ())


def test_a_bare_surname_taken_for_a_place_is_the_one_person_of_the_folder() -> None:
    full = _guesses("Ingrid Varheim resigned.", ("Ingrid Varheim", "person", 0.9))
    bare = _guesses("The mayor will meet Varheim.", ("Varheim", "place", 0.3))
    index = resolve_entities([full, bare])
    assert aliases(index, "Ingrid Varheim") == {"Varheim": "surname of the one whom a related article names in full"}
    assert entity(index, "Ingrid Varheim").type == "person"


def test_a_sure_place_or_a_surname_of_two_stays_apart() -> None:
    full = _guesses("Ingrid Varheim resigned.", ("Ingrid Varheim", "person", 0.9))
    other = _guesses("Olav Varheim resigned.", ("Olav Varheim", "person", 0.9))
    sure = _guesses("The mayor of Varheim spoke.", ("Varheim", "place", 0.8))
    bare = _guesses("The mayor will meet Varheim.", ("Varheim", "place", 0.3))
    assert {e.name for e in resolve_entities([full, sure]).entities} == {"Ingrid Varheim", "Varheim"}
    names = {e.name for e in resolve_entities([full, other, bare]).entities}
    assert names == {"Ingrid Varheim", "Olav Varheim", "Varheim"}


def test_a_publisher_and_a_cited_host_are_entities_even_outside_the_prose() -> None:
    base = reading("By Marlow Daily\nIt rained.\n[1] https://finance.tern.com/a")
    text = base.source.text
    host = text.index("finance.tern.com")
    source = replace(
        base.source,
        publisher=Field("Marlow Daily", "stated", 3, 15, "byline"),
        references=(
            Reference("1", text[host - 8 :], host - 8, len(text), "finance.tern.com", "Tern Finance", host, host + 16),
        ),
    )
    index = resolve_entities([Reading(source, (), (), ())])
    assert entity(index, "Marlow Daily").type == "organization"
    outlet = entity(index, "Tern Finance")
    assert [(m.text, m.form) for m in outlet.mentions] == [("finance.tern.com", "host")]
    assert index.by_mention[source.id, host, host + 16] == outlet.id


def test_near_spellings_are_suggested_and_not_merged() -> None:
    index = resolve("Pareek Jain, CEO of Pareekh Consulting, agrees.")
    names = {e.id: e.name for e in index.entities}
    assert set(names.values()) == {"Pareek Jain", "Pareekh Consulting"}
    assert [({names[i] for i in s.entities}, s.reason) for s in index.suggestions] == [
        ({"Pareek Jain", "Pareekh Consulting"}, "“Pareek” and “Pareekh” differ by one letter")
    ]


def test_surnames_that_differ_by_a_blank_or_though_short_by_a_letter_are_suggested() -> None:
    index = resolve(
        "Vincent Del Rosso fell.", "Vincent DelRosso fell.", "Duncan Hait fell.", "Duncan Haite, Duncan Hobb."
    )
    names = {e.id: e.name for e in index.entities}
    found = {frozenset(names[i] for i in s.entities): s.reason.split("” ")[-1] for s in index.suggestions}
    assert found == {
        frozenset({"Duncan Hait", "Duncan Haite"}): "differ by one letter",
        frozenset({"Vincent Del Rosso", "Vincent DelRosso"}): "are written with the same letters",
    }


def test_short_given_names_are_suggested() -> None:
    index = resolve("Joe Okonjo left.", "Joseph Okonjo stayed.")
    assert [s.reason for s in index.suggestions] == ["“Joe” is short for “Joseph”"]


def test_the_order_of_the_files_changes_nothing() -> None:
    readings = [reading(text) for text in ("Ada Okonjo left Siemens.", "SIEMENS AG sued Mr. Okonjo.", "Siemens won.")]
    assert resolve_entities(readings) == resolve_entities(readings[::-1])


def test_every_mention_is_found_under_its_entity() -> None:
    index = resolve_entities(seed_readings())
    for each in index.entities:
        for mention in each.mentions:
            assert index.by_mention[mention.source, mention.start, mention.end] == each.id
    assert [e.id for e in index.entities] == sorted(e.id for e in index.entities)


def test_nothing_to_resolve() -> None:
    assert resolve_entities([]).entities == ()


# -- the five articles

REQUIRED: dict[EntityType, str] = {
    "organization": "Alibaba; Baidu; Nvidia; Alibaba Cloud; Huawei; Tencent; Enflame; Cambricon; TSMC; SMIC; AWS; "
    "Counterpoint Research; EIIRTrend; Pareekh Consulting; Fab Economics; The Information; Reuters; Yahoo Finance; "
    "CNBC; U.S. government; White House; Chinese government",
    "person": "Jensen Huang; Donald Trump; Pareek Jain; Neil Shah; Joe Tsai; Danish Faruqui",
    "product": "Kunlun P800; Ernie; H20; H100; H800; Blackwell; Hanguang 800; Qwen 3; Ascend; Qianfan; "
    "Cloud Matrix 384; CUDA; PyTorch; TensorFlow",
    "place": "China; United States; Taiwan; Singapore; Japan; Southeast Asia; Middle East",
    "law": "U.S. export controls",
}


def test_the_seeds_have_their_entities_under_the_right_type_and_few_others() -> None:
    index = resolve_entities(seed_readings())
    found = {e.name: e.type for e in index.entities}
    for kind, listed in REQUIRED.items():
        for name in listed.split("; "):
            assert found.get(name) == kind, name
    assert len(found) <= sum(len(listed.split("; ")) for listed in REQUIRED.values()) + 8


def test_the_seeds_aliases() -> None:
    index = resolve_entities(seed_readings())
    assert aliases(index, "Alibaba") == {"BABA": "ticker in brackets after the name"}
    assert "Semiconductor Manufacturing International Corporation" in aliases(index, "SMIC")
    assert set(aliases(index, "Nvidia")) == {"NVIDIA"}
