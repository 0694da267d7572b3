"""Firms that bear a founder's name: a firm is never a person, and a bare name goes to whom its article introduces."""

from __future__ import annotations

import pytest

from explorer.models import Entity
from explorer.resolve.entities import EntityIndex
from explorer.resolve.entity_firms import kind_by_words
from explorer.resolve.entity_forms import has_legal_form
from tests.entity_articles import resolve


def places(index: EntityIndex, name: str, kind: str) -> int:
    """How many mentions the one entity of that name and type has."""
    found = [e for e in index.entities if e.name == name and e.type == kind]
    assert len(found) == 1, [(e.name, e.type) for e in index.entities]
    return len(found[0].mentions)


def surfaces(index: EntityIndex, kind: str) -> set[str]:
    """All that entities of a type are called."""
    found: list[Entity] = [e for e in index.entities if e.type == kind]
    return {e.name for e in found} | {alias.surface for e in found for alias in e.aliases}


@pytest.mark.parametrize("form", ["AB", "GmbH", "Inc.", "Corp", "Ltd", "SA"])
def test_a_firm_with_a_legal_form_is_not_its_founder(form: str) -> None:
    index = resolve(
        f"Sandvall to buy rival Petrone\nSandvall {form} agreed on Monday to buy its rival Petrone Group. "
        "Nils Sandvall, who founded the company in 1971, opposes the deal. Sandvall shares fell 4 percent."
    )
    assert places(index, "Nils Sandvall", "person") == 1
    assert not [name for name in surfaces(index, "person") if name != "Nils Sandvall"]
    firm = next(e for e in index.entities if e.name.startswith("Sandvall"))
    assert firm.type == "organization"
    assert len(firm.mentions) == 3


def test_each_article_gives_the_bare_name_to_the_one_it_introduces() -> None:
    index = resolve(
        "Toolmaker to close two plants\nSandvall AB will close two plants in Osby. Sandvall gave no reason.",
        "Founder buys a castle\nNils Sandvall has bought a castle near Osby. Sandvall lives there with two dogs.",
    )
    assert places(index, "Sandvall AB", "organization") == 2
    assert places(index, "Nils Sandvall", "person") == 2


def test_what_is_said_tells_firm_and_founder_apart() -> None:
    index = resolve(
        "Sandvall AB lost a case on Friday. Nils Sandvall founded it. Sandvall employs 900 people in Osby. "
        '"I never liked the plan," Sandvall told reporters. Sandvall said he would sue.'
    )
    assert places(index, "Sandvall AB", "organization") == 2
    assert places(index, "Nils Sandvall", "person") == 3


def test_in_doubt_the_bare_name_stands_alone_and_both_are_suggested() -> None:
    index = resolve("Sandvall AB lost a case on Friday. Nils Sandvall founded it. Sandvall declined to comment.")
    assert places(index, "Sandvall AB", "organization") == 1
    assert places(index, "Nils Sandvall", "person") == 1
    bare = next(e for e in index.entities if e.name == "Sandvall")
    names = {e.id: e.name for e in index.entities}
    others = {names[i] for s in index.suggestions if bare.id in s.entities for i in s.entities} - {"Sandvall"}
    assert others == {"Sandvall AB", "Nils Sandvall"}


def test_a_trade_word_makes_a_firm_as_well() -> None:
    index = resolve(
        "Oskar Melby, who founded Melby Shipyards, wept. Melby said on Thursday that it had mended the hull. "
        "Mr. Melby left the room."
    )
    assert places(index, "Melby Shipyards", "organization") == 2
    assert places(index, "Oskar Melby", "person") == 2


def test_a_firm_with_the_whole_name_of_its_founder() -> None:
    index = resolve("Nils Sandvall opened a shop in 1990. Nils Sandvall Ltd. now has nine shops. Sandvall is 80.")
    assert places(index, "Nils Sandvall", "person") == 2
    assert places(index, "Nils Sandvall Ltd.", "organization") == 1


def test_a_firm_of_another_story_takes_nobody_s_surname() -> None:
    index = resolve(
        "Ines Corday won the race in Tolva. Corday thanked her trainer, Pia Lunde. The club of Marek Vitz came third. "
        "Judge Anna Brink and Timo Salk of Tolva Harriers saw it.",
        "Corday Inc. bought a mine in Yarrow. Corday paid Osric Bell and Dunmore Quarry. Lloyd Pym and Vera Stead "
        "of Yarrow Council agreed.",
    )
    assert places(index, "Ines Corday", "person") == 2


@pytest.mark.parametrize(
    ("surface", "firm"),
    [
        ("Marlow AB", True),
        ("Marlow Co", True),
        ("Marlow plc", True),
        ("Ada Sa", False),
        ("Marlow", False),
        ("AB", False),
    ],
)
def test_legal_forms_as_they_are_printed(surface: str, firm: bool) -> None:
    assert has_legal_form(surface) is firm


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Marlow said it was a mistake.", ""),
        ("Marlow's wife wept.", "person"),
        ("Marlow shares rose.", "firm"),
        ("Marlow plans to cut 300 jobs.", "firm"),
        ("Marlow cut the ribbon.", ""),
        ("", ""),
    ],
)
def test_words_that_tell_a_firm_from_a_person(sentence: str, kind: str) -> None:
    assert kind_by_words(sentence, 0, len("Marlow")) == kind


@pytest.mark.parametrize(
    ("sign", "name"),
    [("AP", "Associated Press"), ("WSJ", "The Wall Street Journal"), ("AFP", "Agence France-Presse")],
)
def test_an_outlet_s_letters_are_its_name(sign: str, name: str) -> None:
    index = resolve(f"The mayor of Osby resigned, {name} reported.", f"The mayor is ill, the {sign} said on Friday.")
    found = [e for e in index.entities if {e.name, *(alias.surface for alias in e.aliases)} & {sign, name}]
    assert len(found) == 1
    assert len(found[0].mentions) == 2


def test_a_rewrite_that_introduces_neither_leaves_the_name_open() -> None:
    index = resolve(
        "Sandvall AB lost a case in Osby on Friday. Petra Lund was judge. Nils Sandvall founded it.",
        "The court in Osby heard Petra Lund. Sandvall was not mentioned.",
    )
    assert places(index, "Sandvall AB", "organization") == 1
    assert places(index, "Nils Sandvall", "person") == 1


def test_a_surname_before_two_full_names_is_nobody_s() -> None:
    index = resolve("Quill's campaign accused Secretary Joan Quill of delay. The candidate, Marcus Quill, was calm.")
    assert places(index, "Joan Quill", "person") == 1
    assert places(index, "Marcus Quill", "person") == 1
    names = {e.id: e.name for e in index.entities}
    pairs = {frozenset(names[i] for i in s.entities) for s in index.suggestions}
    assert {frozenset({"Quill", "Joan Quill"}), frozenset({"Quill", "Marcus Quill"})} <= pairs
