"""Speakers behind speakers, unnamed sources with their count, and names for pronouns and bare nouns."""

from __future__ import annotations

import pytest

from explorer.extract.chains import DEEPEST
from explorer.models import Link, Statement
from tests.articles import reading_of, said, statements


def _attributed(*paragraphs: str) -> list[Statement]:
    return [one for one in statements(*paragraphs) if one.chain]


def _referent(link: Link, *paragraphs: str) -> str:
    assert link.referent is not None
    return "\n".join(paragraphs)[link.referent.start : link.referent.end]


def test_whoever_is_cited_stands_behind_the_reporter() -> None:
    text = (
        "Ostara has cut its output, the Ellery Courier reported on Thursday, citing four people briefed on the talks."
    )
    (one,) = _attributed(text)
    assert [link.text for link in one.chain] == ["the Ellery Courier", "four people briefed on the talks"]
    assert (one.chain[1].kind, one.chain[1].count) == ("unnamed", 4)


def test_citing_may_stand_between_the_cue_and_its_clause() -> None:
    text = (
        "The Courier reported last month, citing two people briefed on the talks, that Boreal had asked for more money."
    )
    assert said(text) == [("Boreal had asked for more money", ("The Courier", "two people briefed on the talks"))]


def test_what_somebody_agreed_to_is_told_by_whoever_tells_it() -> None:
    assert said("Boreal agreed to buy its rival for $9 billion, the agency said on Monday.") == [
        ("Boreal agreed to buy its rival for $9 billion", ("the agency",))
    ]


def test_as_referenced_by_puts_the_reporter_before_the_speaker() -> None:
    text = "Chairman Ivo Tann, as quoted by Lea Brandt of Fjord Research, links the turbine to growth in exports."
    (one,) = _attributed(text)
    assert [_referent(link, text) for link in one.chain] == ["Lea Brandt", "Ivo Tann"]


def test_reports_rest_on_the_people_they_are_according_to() -> None:
    text = "Reports indicate that the new turbine matches its rival, according to workers familiar with the tests."
    (one,) = _attributed(text)
    assert [link.text for link in one.chain] == ["Reports", "workers familiar with the tests"]


def test_speech_within_an_account_has_two_links() -> None:
    (one,) = _attributed("Holm said the bridge was safe, according to the Ellery Courier.")
    assert [link.text for link in one.chain] == ["the Ellery Courier", "Holm"]


@pytest.mark.parametrize(
    ("phrase", "count"),
    [
        ("Three workers who have used the turbine", 3),
        ("A spokesman for the ministry", 1),
        ("Industry analysts", None),
        ("Two officials", 2),
        ("A report seen by the paper", None),
    ],
)
def test_unnamed_sources_keep_their_description_and_count(phrase: str, count: int | None) -> None:
    one = _attributed(f"{phrase} said the dam was safe.")[0]
    assert one.chain[0].text == phrase
    assert one.chain[0].kind == "unnamed"
    assert one.chain[0].count == count


def test_a_speaker_with_an_office_points_to_the_name_in_the_phrase() -> None:
    text = "Pavel Orlov, CEO of Tern & Tide Consulting, said the port would grow."
    (one,) = _attributed(text)
    link = one.chain[0]
    assert link.text == "Pavel Orlov, CEO of Tern & Tide Consulting"
    assert (link.kind, _referent(link, text)) == ("entity", "Pavel Orlov")


def test_a_spokesman_of_a_company_is_not_the_company() -> None:
    (one,) = _attributed("A Microsoft spokesman said the outage lasted two hours.")
    assert one.chain[0].kind == "unnamed"
    assert one.chain[0].referent is None


def test_a_pronoun_is_the_subject_acting_in_the_same_paragraph() -> None:
    text = "Angela Brandt plans to meet Maria Dorr on Friday. She said the talks would be short."
    one = _attributed(text)[-1]
    assert one.chain[0].text == "She"
    assert _referent(one.chain[0], text) == "Angela Brandt"
    assert "Angela Brandt" in one.chain[0].reason


def test_the_report_is_the_outlet_named_before() -> None:
    first = "Boreal has cut its output, Reuters reported on Thursday."
    second = "Boreal also closed a mine, the report said."
    one = _attributed(first, second)[-1]
    assert one.chain[0].text == "the report"
    assert _referent(one.chain[0], first, second) == "Reuters"
    assert "Reuters" in one.chain[0].reason


def test_the_report_stays_unnamed_when_no_outlet_reported() -> None:
    (one,) = _attributed("Two mines were closed last year, the report said.")
    assert (one.chain[0].kind, one.chain[0].referent) == ("unnamed", None)


def test_endless_nesting_is_followed_only_so_far() -> None:
    found = statements("He said that " * 60 + "prices fell in Lund.")
    assert found
    assert all(len(one.chain) <= DEEPEST + 1 for one in found)


def test_every_link_re_reads_from_the_text() -> None:
    text = "“The talks failed,” said Maria Dorr’s aide, citing “two people” in Lund — both of them officials."
    reading = reading_of(text)
    links = [link for one in reading.statements for link in one.chain]
    assert links
    assert all(text[link.start : link.end] == link.text for link in links)


def test_a_view_that_is_all_somebody_tells_stays_part_of_it() -> None:
    assert said("Holm said he opposed the sale of the harbour to foreign owners.") == [
        ("he opposed the sale of the harbour to foreign owners", ("Holm",))
    ]
