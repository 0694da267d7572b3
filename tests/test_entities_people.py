"""Whom a bare surname, another spelling or a form of address means, and where that stays open."""

from __future__ import annotations

import pytest

from explorer.resolve.entities import EntityIndex
from explorer.resolve.entity_forms import has_given_name, person_key
from tests.entity_articles import aliases, resolve


def people(index: EntityIndex) -> dict[str, int]:
    """All persons with the number of their mentions."""
    return {e.name: len(e.mentions) for e in index.entities if e.type == "person"}


def test_a_wife_does_not_take_the_surname_of_the_one_who_had_it_before() -> None:
    index = resolve(
        "Brandt left his house. Erik Brandt, the chief executive, said: 'No.' Brandt's wife, Helena Brandt, wept. "
        "Brandt later drove away."
    )
    assert people(index) == {"Erik Brandt": 4, "Helena Brandt": 1}


def test_two_of_one_surname_in_one_story_leave_it_open() -> None:
    index = resolve("Jan Smit, a farmer, called the police. Officer Dirk Smit arrived at once. Smit fired twice.")
    assert people(index) == {"Jan Smit": 1, "Dirk Smit": 1, "Smit": 1}
    assert [s.reason for s in index.suggestions if "may be" in s.reason]


def test_forms_of_address_tell_husband_and_wife_apart() -> None:
    index = resolve("Paul Keller and Anna Keller were held on Monday. Mr Keller denied it. Mrs Keller said nothing.")
    assert people(index) == {"Paul Keller": 2, "Anna Keller": 2}
    assert "form of address" in aliases(index, "Anna Keller")["Keller"]


def test_a_form_of_address_finds_the_woman_whom_another_article_names() -> None:
    index = resolve(
        "Joyce Penrose sold the club. Her late husband Arthur Penrose bought it.",
        "Mrs Penrose was not at the ground. Penrose wept.",
    )
    assert people(index) == {"Joyce Penrose": 3, "Arthur Penrose": 1}


def test_a_mister_is_not_the_woman_who_is_named_in_full() -> None:
    index = resolve("Ada Lindqvist resigned on Monday. Mr. Lindqvist said nothing.")
    assert people(index) == {"Ada Lindqvist": 1, "Lindqvist": 1}


def test_father_and_son_are_two_and_suggested() -> None:
    index = resolve("Harald Moen spoke in Oslo. Harald Moen Jr. spoke in Bergen and said that his father lied.")
    assert people(index) == {"Harald Moen": 1, "Harald Moen Jr.": 1}
    assert any("father and son" in s.reason for s in index.suggestions)


def test_other_middle_initials_are_another_person() -> None:
    index = resolve("Karl W. Moen met his father, Karl H. W. Moen, in Oslo.", "Karl W. Moen left.")
    assert people(index) == {"Karl W. Moen": 2, "Karl H. W. Moen": 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J.K. Olin", "J. K. Olin"),
        ("JK Olin", "J.K. Olin"),
        ("Ada Reed PhD", "Ada Reed"),
        ("Ada M. Reed", "Ada Reed"),
        ("Bashar al-Rami", "Bashar Rami"),
        ("Kim Song-ho", "Kim Song Ho"),
        ("Søren Ørsted", "Soren Orsted"),
        ("Muammar Gaddafi", "Moammar Qadhafi"),
        ("Ada Reed, Jr.", "Ada Reed Jr"),
        ('Robert "Bobby" Reed', "Robert Reed"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert person_key(one) == person_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada Reed", "Ada Reed Jr."), ("Ada Reed Jr.", "Ada Reed Sr."), ("Ada Reed", "Ida Reed"), ("J. Olin", "K. Olin")],
)
def test_two_names_that_only_look_alike(one: str, other: str) -> None:
    assert person_key(one) != person_key(other)


def test_what_is_more_than_a_surname() -> None:
    assert [name for name in ("reed", "reed jr", "de blasio", "al gore", "ada reed") if has_given_name(name)] == [
        "al gore",
        "ada reed",
    ]


def test_marks_that_are_written_out_and_names_turned_round() -> None:
    index = resolve(
        "Thomas Müller scored twice, coach Hansi Flick said. Müller left. Orbán Viktor watched.",
        "Thomas Mueller scored twice, coach Hansi Flick said. Viktor Orban watched.",
    )
    (name,) = [name for name in people(index) if "Thomas" in name]
    assert people(index)[name] == 3
    assert {"Thomas Müller", "Thomas Mueller"} <= {name, *aliases(index, name)}
    assert sum("Orb" in name for name in people(index)) == 1


def test_double_surnames_go_by_both_or_by_an_end() -> None:
    index = resolve("Enrique Peña Nieto won. Peña Nieto spoke. Nieto left.")
    assert people(index) == {"Enrique Peña Nieto": 3}


def test_a_role_before_the_name_is_no_part_of_it() -> None:
    index = resolve("Skipper Karl Nilsen fled. Police questioned Karl Nilsen for an hour.")
    assert [(e.name, len(e.mentions)) for e in index.entities if "Nilsen" in e.name] == [("Karl Nilsen", 2)]


def test_an_article_of_another_story_does_not_lend_its_full_name() -> None:
    here = (
        "Rosa Varga and Milan Petrik founded Corvid Bank. Lena Sorel of Tolvex sued Corvid Bank. "
        "Ivo Marek advised. Dr. Hedlund testified."
    )
    there = (
        "Nils Hedlund won the race for Arvika Herons. Tove Brandt of Sunne Herons was second. Kaj Lomar "
        "fell. Per Aspen and Olle Rask cheered."
    )
    index = resolve(here, there)
    assert people(index)["Nils Hedlund"] == 1
    assert people(index)["Hedlund"] == 1


def test_the_text_itself_gives_another_name() -> None:
    index = resolve("Halvor Lysne, also known as Rex Thunder, was jailed. Rex Thunder sang for fans.")
    assert aliases(index, "Halvor Lysne") == {"Rex Thunder": "the text says “also known as”"}


def test_a_pronoun_that_does_not_fit_leaves_the_surname_open() -> None:
    index = resolve(
        'Marcus Quill lost the vote in Tolva. Quill said that nothing was wrong. "We counted twice," she said.',
        "Joan Quill counted the votes in Tolva.",
    )
    assert people(index) == {"Marcus Quill": 1, "Quill": 1, "Joan Quill": 1}
