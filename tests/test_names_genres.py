"""Names in every kind of text: what defines them, where they begin and end, and what only looks like one."""

from __future__ import annotations

import pytest

from explorer.extract.names_lexicon import lexicon
from explorer.models import EntityType, RegionKind
from tests.names_articles import reading


def found(text: str, *, first: RegionKind = "body") -> dict[str, EntityType]:
    """The type of each surface."""
    return {mention.text: mention.type for mention in reading(text, first=first).mentions}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Orvane is a small fishing village on the coast.", "Orvane", "place"),
        ("Orvane was a German rock band formed in 1981.", "Orvane", "organization"),
        ("Orvane (also spelt Orvan) is the second album by the group.", "Orvane", "work"),
        ("Orvane, Lincolnshire, is a hamlet of forty houses.", "Orvane", "place"),
        ("Orvane (born 3 May 1971) led the inquiry.", "Orvane", "person"),
        ("Orvane, founded in 1912, makes pumps.", "Orvane", "organization"),
        ("Orvane is a chain of hypermarkets.", "Orvane", "organization"),
        ("Orvane is the city's largest hospital.", "Orvane", "organization"),
        ("They moved to the village Orvane in 1950.", "Orvane", "place"),
        ("Critics loved the film Orvane.", "Orvane", "work"),
        ("The squadron moved to Debbach, England, in May.", "Debbach", "place"),
        ("It flew the P-51 Mustang and the B-25 Mitchell.", "P-51 Mustang", "product"),
        ("He fought with the 65th Air Division.", "65th Air Division", "organization"),
        ("They lost to the Buffalo Herons.", "Buffalo Herons", "organization"),
        ("Nothing changed after the death of Alton Wexley in Louisiana.", "Alton Wexley", "person"),
        ("Regulators approved Orvazil, made by Tolvex.", "Orvazil", "product"),
        ("The Orvane campaign was broke.", "Orvane", "person"),
        ("The Orvane family owns half the valley.", "Orvane", "person"),
    ],
)
def test_what_a_text_says_outright_decides_the_type(text: str, name: str, expected: EntityType) -> None:
    assert found(text)[name] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Judges cited Roe v. Wade and Harlow v. Dunmore School District.", {
            "Roe v. Wade": "law", "Harlow v. Dunmore School District": "law"}),
        ("Lawmakers passed H.R. 3200 and S. 2155 but kept Section 230 and Title IX.", {
            "H.R. 3200": "law", "S. 2155": "law", "Section 230": "law", "Title IX": "law"}),
        ("The Affordable Care Act survived.", {"Affordable Care Act": "law"}),
        ("Interstate 95 and Route 66 were closed.", {"Interstate 95": "place", "Route 66": "place"}),
        ("He won the Battle of Antietam and the Seven Years' War.", {
            "Battle of Antietam": "event", "Seven Years' War": "event"}),
        ("Ships left the Gulf of Aden for the Kingdom of Norway.", {
            "Gulf of Aden": "place", "Kingdom of Norway": "place"}),
        ("He died in Washington, D.C., on Friday.", {"Washington, D.C.": "place"}),
        ("CBS, Inc. sued Orvane, LLC over a film.", {"CBS, Inc.": "organization", "Orvane, LLC": "organization"}),
        ("The Department of Health and Human Services warned.", {
            "Department of Health and Human Services": "organization"}),
        ("He left the Department of Physics and Astronomy.", {"Department of Physics and Astronomy": "organization"}),
        ("She writes for the Austin American-Statesman.", {"Austin American-Statesman": "organization"}),
        ("Procter & Gamble hired Jenny Marlow & Gary Reed.", {
            "Procter & Gamble": "organization", "Jenny Marlow": "person", "Gary Reed": "person"}),
        ("Apple's iPhone 16 Pro beat Google's Gemini 2.5 Pro.", {
            "Apple": "organization", "iPhone 16 Pro": "product",
            "Google": "organization", "Gemini 2.5 Pro": "product"}),
        ("Tesla recalled the Model 3.", {"Tesla": "organization", "Model 3": "product"}),
        ("Crowds filled St. Peter's Square.", {"St. Peter's Square": "place"}),
    ],
)  # fmt: skip
def test_a_name_goes_on_over_small_words_marks_and_numbers(text: str, expected: dict[str, str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Ursula van der Leyen", "Mohammed bin Salman", "Conor O'Brien", "Henri d'Estienne d'Orves", "Kengo wa Dondo",
        "J.D. Vance", "George W. Bush", "Martin Luther King Jr.", "Davis Love III", "Jean-Luc Mélenchon",
        'William "Buck" Reed', "Gabriel García Márquez", "Alexandria Ocasio-Cortez",
    ],
)  # fmt: skip
def test_a_persons_name_stays_whole(name: str) -> None:
    assert found(f"On Friday the reporters met {name} in London.") == {name: "person", "London": "place"}


def test_a_regnal_number_is_part_of_the_name_and_the_pronoun_is_not() -> None:
    assert found("Pope John Paul II met King Carlos I in Rome.") == {
        "John Paul II": "person",
        "Carlos I": "person",
        "Rome": "place",
    }
    assert "Carlos" in found("When Carlos and I met, we talked.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'She starred in "The Crown" and wrote "The Last Ferry Home" in 2009.',
            {"The Crown": "work", "The Last Ferry Home": "work"},
        ),
        ('He was a guest on NBC\'s "Meet the Press" on Sunday.', {"NBC": "organization", "Meet the Press": "work"}),
        ('The crowd wore hats with the slogan "Make Dunmore Great Again" on them.', {}),
        ('"Not Now, Not Ever," she said.', {}),
        ('They sell it as the "Bathroom Bill" there.', {"Bathroom Bill": "law"}),
    ],
)
def test_titles_are_works_and_slogans_are_nothing(text: str, expected: dict[str, str]) -> None:
    assert found(text) == expected


def test_a_sentence_full_of_names_is_no_headline() -> None:
    text = "The British Columbia Institute of Technology and the Centers for Disease Control and Prevention warned."
    assert set(found(text)) == {
        "British Columbia Institute of Technology",
        "Centers for Disease Control and Prevention",
    }
    assert found("Rising Costs And Falling Demand Worry Key Suppliers", first="heading") == {}


@pytest.mark.parametrize(
    "text",
    [
        "He is a professor of Mathematics and teaches Political Science on Mondays and MONDAY nights.",
        "He had three RBI and lowered his ERA.",
        "The votes came between Jan.21 and Feb.1 on #Election2016.",
        "Communism and Islamophobia were debated.",
        "Even a Blue Dog Democrat and a Republican agreed, O.K.?",
        "The Super PAC spent $3 million, or 12 percent, in Q3.",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ohio Republican voters like the Iowa Latino leaders.", {"Ohio", "Iowa"}),
        ("A Ted Marlow Super PAC paid.", {"Ted Marlow"}),
        ("Barack Obama's Affordable Care Act survived.", {"Barack Obama", "Affordable Care Act"}),
        ("Political Director Tim Waters met Assemblywoman Claudia Tenney.", {"Tim Waters", "Claudia Tenney"}),
        ("Arizona State Senator Kelli Ward ran.", {"Arizona", "Kelli Ward"}),
        ("It was set in World War II Hungary.", {"World War II", "Hungary"}),
    ],
)
def test_what_describes_a_name_is_cut_from_it(text: str, expected: set[str]) -> None:
    assert set(found(text)) == expected


def test_a_family_name_in_the_plural_is_the_family() -> None:
    assert found("Ada Okonjo spoke. The Okonjos left early.")["Okonjos"] == "person"


def test_a_defining_noun_has_one_type() -> None:
    kinds = lexicon().kind_of
    assert {kinds["village"], kinds["band"], kinds["album"], kinds["guitarist"]} == {
        "place",
        "organization",
        "work",
        "person",
    }
    assert kinds["leader"] == ""
    assert set(kinds.values()) <= {"person", "organization", "place", "product", "work", "event", "law", ""}
