"""Words are put into nobody's mouth but the speaker's: no date, no thing, no institution as a person, nobody nearby."""

from __future__ import annotations

import pytest

from explorer.models import Link, Statement
from explorer.resolve import resolve
from tests.articles import reading_of, statements


def speakers(*paragraphs: str) -> list[str]:
    """Whom the nearest speaker of each attributed statement means, in text order: the name, else the phrase."""
    return [meant("\n".join(paragraphs), one.chain[0]) for one in statements(*paragraphs) if one.chain]


def meant(text: str, link: Link) -> str:
    """The name that a link stands for, else its phrase."""
    return text[link.referent.start : link.referent.end] if link.referent is not None else link.text


def content(text: str, one: Statement) -> str:
    """What is said."""
    return " … ".join(text[span.start : span.end] for span in one.segments)


def claims(*paragraphs: str) -> set[str]:
    """The claims of an article as they are read."""
    return {claim.text for claim in resolve([reading_of(*paragraphs)]).claims}


@pytest.mark.parametrize(
    "text",
    [
        "The first trams are planned by 2029.",
        "The bridge is expected by 2031 to carry forty trams an hour.",
        "Sales were expected by March 2027 to double.",
        "The mill was described as unsafe by 2019.",
        "The year promised more, and 2023 promised the most.",
    ],
)
def test_a_date_behind_by_is_nobody(text: str) -> None:
    assert speakers(text) == []


@pytest.mark.parametrize("phrase", ["Two thirds", "A third of the workers", "About half"])
def test_a_part_of_an_untold_number_is_no_count(phrase: str) -> None:
    (one,) = statements(f"{phrase} said they had left.")
    assert (one.chain[0].text, one.chain[0].count) == (phrase, None)


def test_a_share_of_people_speaks_without_a_count() -> None:
    text = (
        "In the survey of tenants, 46 per cent said they would move. Only 12 percent of farmers said they would sell."
    )
    first, second = (one for one in statements(text) if one.chain)
    assert (first.chain[0].text, first.chain[0].count, content(text, first)) == ("46 per cent", None, "they would move")
    assert (second.chain[0].text, second.chain[0].count) == ("Only 12 percent of farmers", None)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ellen Brandt swept out of court in a fur cap and told reporters: “We will fight on.”", "Ellen Brandt"),
        ("Ellen Brandt walked out in a green cardigan and said the strike was over.", "Ellen Brandt"),
        ("Tom Aas, the captain's lawyer, disputed the charge, saying the lights had been on.", "Tom Aas"),
        ("Holm, the captain's lawyer, disputed the charge, saying the lights had been on.", "Holm"),
        (
            "Councillor Mary Poole, leader of the council, warned that the lease, which ends in 2031, could not go on.",
            "Mary Poole",
        ),
        ("Sigrid Moen, then the fleet's safety manager, wrote that the pumps were old.", "Sigrid Moen"),
    ],
)
def test_a_subject_parted_from_its_verb_keeps_its_words(text: str, who: str) -> None:
    assert set(speakers(text)) == {who}


@pytest.mark.parametrize("phrase", ["The maritime authority", "The regulator", "The ministry", "The company"])
def test_an_institution_is_not_one_unnamed_person(phrase: str) -> None:
    (one,) = statements(f"{phrase} said the ferry was safe.")
    assert (one.chain[0].kind, one.chain[0].text, one.chain[0].count) == ("unnamed", phrase, None)


@pytest.mark.parametrize("phrase", ["A senior official", "A retired colonel"])
def test_one_person_is_still_counted(phrase: str) -> None:
    (one,) = statements(f"{phrase} said the ferry was safe.")
    assert one.chain[0].count == 1


@pytest.mark.parametrize(
    "who", ["Kari Lund, the first mate, went to the bridge.", "Kari Lund was the first mate of the ferry."]
)
def test_somebody_with_another_calling_is_not_the_minister(who: str) -> None:
    assert speakers(f"{who} The minister said the rescue had been slow.") == ["The minister"]


def test_a_quotation_told_by_another_is_whose_words_it_gives() -> None:
    text = "Peter Holm was the last witness. He said that Dorano had told him: “The brakes are gone.”"
    assert "Dorano: “The brakes are gone.”" in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "“The brakes are gone,” Ian Marsh quoted Ida Grant as saying.",
        "Ian Marsh quoted Ida Grant as saying: “The brakes are gone.”",
        "Ida Grant was quoted by Ian Marsh as saying: “The brakes are gone.”",
    ],
)
def test_who_is_quoted_as_saying_said_it(text: str) -> None:
    (one,) = statements(text)
    assert [meant(text, link) for link in one.chain] == ["Ian Marsh", "Ida Grant"]
    assert claims(text) == {"Ida Grant: “The brakes are gone.”"}


def test_a_quotation_in_a_report_that_cites_others_is_the_report_s() -> None:
    text = "“Prices fell by half,” the Norbank Post reported, citing two bankers."
    assert claims(text) == {"Norbank Post: “Prices fell by half.”"}


def test_a_pronoun_does_not_reach_back_to_somebody_unnamed_long_ago() -> None:
    far = "A woman was seen at the gate. It was old. Rain fell all night. The road was closed. Snow came later."
    assert speakers(f"{far} She said the lamp was broken.") == ["She"]
    near = "A woman was seen at the gate. Rain fell all night."
    assert speakers(f"{near} She said the lamp was broken.") == ["A woman"]


def test_a_defined_short_name_is_the_firm_and_no_person_of_that_surname() -> None:
    text = (
        'John Halden was a sailor. Halden Capital Partners LLP ("Halden") bought the port in 2019. '
        "Halden said the price was fair. “We paid too much,” Halden added later. Mr Halden said he was sorry."
    )
    reading = reading_of(text)
    types = {(one.start, one.text): one.type for one in reading.mentions if "Halden" in one.text}
    assert [kind for _, kind in sorted(types.items())] == [
        "person", "organization", "organization", "organization", "organization", "person",
    ]  # fmt: skip
    names = {entity.name: {alias.surface for alias in entity.aliases} for entity in resolve([reading]).entities}
    assert names["Halden Capital Partners LLP"] == {"Halden"}
    assert "Halden Capital Partners LLP: “We paid too much.”" in claims(text)


def test_the_company_is_the_one_that_acted_last() -> None:
    text = "Norbank sold the harbour to a rival. Vestre Holding raised the fees. The company said the fees were fair."
    assert speakers(text) == ["Vestre Holding"]


ASKED = (
    "Q: Why did you leave the city, where the council said rents would double?",
    "A: I could not write there any more.",
    "Q: Did the publisher claim the book was finished?",
    "A: It never was finished at all.",
)


@pytest.mark.parametrize(
    "opening",
    [
        "Novelist Ida Krog talks to us about her new book.",
        "An interview with the novelist Ida Krog, whose teacher was Jon Berg.",
        "We met Ida Krog in Lund. Krog had just come home.",
    ],
)
def test_the_answers_are_those_of_the_one_person_introduced(opening: str) -> None:
    text = "\n".join((opening, *ASKED))
    answers = [one.chain[0] for one in statements(opening, *ASKED) if one.chain and one.chain[0].text == "A"]
    assert [(link.kind, meant(text, link)) for link in answers] == [("entity", "Ida Krog")] * 2


@pytest.mark.parametrize("opening", ["The captain speaks.", "Ida Krog and Jon Berg wrote the book in a year."])
def test_the_answers_stay_unnamed_where_nobody_or_two_may_be_meant(opening: str) -> None:
    answers = [one.chain[0] for one in statements(opening, *ASKED) if one.chain and one.chain[0].text == "A"]
    assert [(link.kind, link.referent, link.count) for link in answers] == [("unnamed", None, None)] * 2


def test_questions_of_an_interview_claim_nothing() -> None:
    found = claims("Novelist Ida Krog talks to us about her new book.", *ASKED)
    assert any("could not write there" in text for text in found)
    assert not any("rents" in text or "publisher" in text for text in found)


def test_a_number_of_people_is_not_a_larger_number_told_before() -> None:
    found = speakers(
        "Two people with knowledge of the talks said Arvo Tools would bid. Arvo employs about 14,000 people.",
        "The plant will close in May, the two people said.",
    )
    assert not any("14" in name for name in found)
    assert len(found) == 2
