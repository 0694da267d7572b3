"""Bylines: persons are turned round, houses and doubtful names never."""

import pytest

from explorer.cite.names import read_name


@pytest.mark.parametrize(
    ("byline", "last", "initials", "suffix"),
    [
        ("Jane Roe", "Roe", "J.", ""),
        ("Anna Maria van der Berg", "van der Berg", "A. M.", ""),
        ("Ursula von der Leyen", "von der Leyen", "U.", ""),
        ("Robert De Niro", "De Niro", "R.", ""),
        ("Jean-Luc Picard", "Picard", "J.-L.", ""),
        ("Martin Luther King Jr.", "King", "M. L.", "Jr."),
        ("Martin Luther King, Jr.", "King", "M. L.", "Jr."),
        ("Dr. Siobhán O’Neill", "O’Neill", "S.", ""),
        ("van der Berg, Anna", "van der Berg", "A.", ""),
        ("María José de la Cruz", "de la Cruz", "M. J.", ""),
        ("J. K. Rowling", "Rowling", "J. K.", ""),
        ("JK Rowling", "Rowling", "J. K.", ""),
        ("Ambrose Evans-Pritchard", "Evans-Pritchard", "A.", ""),
    ],
)
def test_persons(byline: str, last: str, initials: str, suffix: str) -> None:
    name = read_name(byline)
    assert (name.last, name.initials, name.suffix) == (last, initials, suffix)


@pytest.mark.parametrize(
    "byline",
    [
        "Reuters", "Staff", "Editorial Board", "Al Jazeera", "Associated Press", "Bank of England", "The Economist",
        "BBC News", "Xinhua", "Madonna", "Ministry of Foreign Affairs", "Jane Roe, John Doe and Ann Poe",
        "Barnes & Noble", "Agence France-Presse", "36Kr", "Our Foreign Desk", "jane roe", "Jane Roe, Beijing",
    ],
)  # fmt: skip
def test_whatever_is_not_surely_one_person_stays_whole(byline: str) -> None:
    name = read_name(byline)
    assert (name.family, name.last) == ("", byline)


def test_house_byline_is_told_by_the_publisher() -> None:
    assert read_name("Tech Crier", "TECH CRIER").family == ""
    assert read_name("Tech Crier", "Reuters").family == "Crier"


def test_a_family_name_that_may_stand_first_is_not_turned_round() -> None:
    name = read_name("Xi Mingze")
    assert (name.last, name.family) == ("Xi Mingze", "")
    assert "“Xi Mingze”" in name.doubt
    assert read_name("Li Yang").family == ""
    assert read_name("Kim Yo-jong").family == ""
    assert read_name("Kim Willsher").last == "Willsher"
    assert read_name("Jiaxing Li").last == "Li"
