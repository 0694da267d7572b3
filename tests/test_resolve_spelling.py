"""Names in two spellings are one name; names that differ in a word are two."""

from __future__ import annotations

import pytest

from explorer.extract import Reader
from explorer.ingest import read_article
from explorer.models import Derivation
from explorer.resolve import resolve
from explorer.resolve.spelling import plain_words, same_name, spelled


def same(one: str, two: str, *, person: bool = False, beside: str = "") -> bool:
    return same_name(plain_words(one), frozenset(plain_words(two)), person=person, beside=spelled(beside))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Norvik Advisers", "Norvik Advisors"),
        ("Halden Labour Party", "Halden Labor Party"),
        ("Centre for Harbour Defence", "Center for Harbor Defense"),
        ("World Ferry Organisation", "World Ferry Organization"),
        ("Halden Theatre", "Halden Theater"),
        ("Jewellery Programme", "Jewelry Program"),
        ("Norvik Travelling Show", "Norvik Traveling Show"),
        ("Halden Maritine Union", "Halden Maritime Union"),
        ("Seahawk", "Seahawks"),
        ("Halden Investor Services", "Halden Investors Service"),
        ("Norvik Ferry", "Norvik Ferries"),
    ],
)
def test_names_in_two_spellings_are_one(one: str, two: str) -> None:
    assert same(one, two)
    assert same(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Slovakia", "Slovenia"),
        ("Bank of Iran", "Bank of Iraq"),
        ("Northern Ferries", "Southern Ferries"),
        ("Northeastern Ferries", "Northwestern Ferries"),
        ("Labour Party", "Liberal Party"),
        ("Merlin 200000", "Merlin 300000"),
        ("Norvik Advisers", "Halden Advisors"),
        ("Norvik Advisers", "Norvik Ferries"),
    ],
)
def test_names_that_differ_in_a_word_are_two(one: str, two: str) -> None:
    assert not same(one, two)
    assert not same(two, one)


def test_a_surname_is_written_by_ear_and_a_given_name_is_not() -> None:
    assert same("Robert J Pickersal", "Robert Pickersall", person=True)
    assert same("Tariq Hussein", "Hussain", person=True)
    assert same("Ilse Brandtner", "Ilse Brantnar", person=True)
    assert same("Duncan Rait", "Duncan Raite", person=True)
    assert same("Ben Brandau", "Benjamin Olav Brandau", person=True)
    assert same("Benjamin Olav Brandau", "Ben Brandau", person=True)
    assert same("B. Brandau", "Benjamin Brandau", person=True)
    assert not same("B. Brandau", "Olav Brandau", person=True)
    assert not same("Ben Brandau", "Benjamin Moe", person=True)
    assert not same("Martin Moe", "Martina Moe", person=True)
    assert not same("Christian Moe", "Christina Moe", person=True)
    assert not same("Ilse Brandau", "Olaf Brandau", person=True)
    assert not same("Jon Moe", "Jon Mow", person=True)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Moammar Gadhafi", "Muammar Gaddafi"),
        ("Moammar Gadhafi", "Qaddafi"),
        ("Saif al-Islam Gaddafi", "Seif al-Islam Qaddafi"),
        ("Mohammed Morsi", "Muhammad Mursi"),
        ("Mahmoud Abbas", "Mahmud Abbas"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
        ("Sergei Lavrov", "Sergey V. Lavrov"),
        ("Dzhokhar Tsarnaev", "Djohar Tsarnayev"),
        ("Yevgeny Prigozhin", "Evgeny Prigojin"),
    ],
)
def test_a_name_of_another_alphabet_is_romanised_in_several_ways(one: str, two: str) -> None:
    assert same(one, two, person=True)
    assert not same(one, two, person=True, beside=f"He was not to be taken for {two}.")


def test_names_that_are_no_persons_are_romanised_too() -> None:
    assert same("Hezbollah", "Hizbullah")
    assert same("al-Qaeda", "Al Qaida")
    assert same("Kandahar", "Qandahar")
    assert not same("Colombia", "Columbia")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Francis Moe", "Frances Moe"),
        ("Maria Moe", "Marie Moe"),
        ("Jean Moe", "Joan Moe"),
        ("Ann Mayer", "Ann Meyer"),
        ("Bill Gates", "Bill Kates"),
        ("Chong Moe", "Chung Moe"),
        ("Hassan", "Hussein"),
        ("Boldin", "Matt Bouldin"),
    ],
)
def test_other_vowels_make_other_people(one: str, two: str) -> None:
    assert not same(one, two, person=True)


def test_who_stands_beside_somebody_is_another() -> None:
    assert same("Jane Hansen", "Jane Hanson", person=True)
    assert not same("Jane Hansen", "Jane Hanson", person=True, beside="Her neighbour, Ms Hanson, was not at home.")


BRITISH = """Driver held after chase near Velden

2 March 2026
VELDEN (Northwire) - Police arrested a man near Velden on Monday after a chase of 48km along the coast road, the
sheriff of Halvorsen County said.

The man reached speeds of up to 193km/h before his van ran out of petrol at the gate of a disused quarry, Sheriff
Ilse Brandtner said.

The van was carrying 900kg of copper cable that had been stolen from the Ostara railway depot a week ago, she said.

The depot had been insured for 41 million euros ($47 million) by Lunde Mutual, the railway said in a statement.

The man had worked for Gordale Advisers, a consulting firm in Velden, until he was dismissed in January.

Temperatures had fallen to minus 10C on the road, and the bridge at Lunde was closed for 90 minutes.

The railway has lost 12 kilometres of cable at Ostara since last summer, a spokesman said.

The suspect is 6ft 4in tall and weighs 11 stone, the police said, and served with Qasim Haddadi in the harbour guard.
"""
AMERICAN = """Man arrested after 30-mile chase

4 March 2026
Police arrested a man near Velden on Monday after a chase of 30 miles along the coast road.

The man reached speeds of up to 120 mph before his van ran out of gas at the gate of a disused quarry, Sheriff Ilse
Brantner said.

The van was carrying 2,000 pounds of copper cable that had been stolen from the Ostara railway depot a week ago.

The depot had been insured for 41 million euros by Lunde Mutual, the railway said in a statement.

The man had worked for Gordale Advisors, a consulting firm in Velden, until he was fired in January.

Temperatures had fallen to 14F on the road, and the bridge at Lunde was closed for an hour and a half.

The railway has lost 20 miles of cable at Ostara since last summer, a spokesman said.

The suspect is 1.93 meters tall and weighs 70 kilos, the police said, and served with Kasim Hadadi in the harbor guard.
"""


def derivation() -> Derivation:
    texts = {"wire.txt": BRITISH, "again.txt": AMERICAN}
    story = resolve([Reader().read(read_article(text.encode(), name)) for name, text in texts.items()])
    (found,) = story.derivations
    return found


def test_what_a_rewrite_tells_in_other_units_and_spellings_is_not_lost() -> None:
    found = derivation()
    told = " | ".join(loss.note.partition(" (“")[0] for loss in found.losses) + " | ".join(found.reasons)
    for kept in (
        "48km",
        "193km/h",
        "900kg",
        "minus 10C",
        "90 minutes",
        "$47 million",
        "Gordale",
        "Brandtner",
        "6ft",
        "stone",
        "Qasim",
    ):
        assert kept not in told
    for known in (
        "30 miles",
        "120 mph",
        "2,000 pounds",
        "14F",
        "an hour and a half",
        "Brantner",
        "1.93",
        "70 kilos",
        "Kasim",
    ):
        assert known not in told
    assert "12 kilometres" in told
    assert "20 miles" in told


def test_an_amount_is_converted_only_where_the_same_is_told_of_it() -> None:
    origin, rewrite = ([*text.split("\n\n")] for text in (BRITISH, AMERICAN))
    origin.append("The nearest hospital with a burns ward is 24 km away at Halden.\n")
    rewrite.append("Herring shoals have moved 15 to 16 miles north since Tuesday.\n")
    texts = {"wire.txt": "\n\n".join(origin), "again.txt": "\n\n".join(rewrite)}
    story = resolve([Reader().read(read_article(text.encode(), name)) for name, text in texts.items()])
    (found,) = story.derivations
    assert any("24 km" in loss.note for loss in found.losses)


def test_a_pronoun_is_no_credit_that_is_lost() -> None:
    she = "The bridge at Lunde will stay shut until the end of June at least, she said."
    story = resolve(
        [
            Reader().read(read_article(text.encode(), name))
            for name, text in {
                "wire.txt": f"{BRITISH}\n{she}\n",
                "again.txt": f"{AMERICAN}\n{she.replace(', she said', '')}\n",
            }.items()
        ]
    )
    (found,) = story.derivations
    assert not any("“she”" in loss.note for loss in found.losses)
