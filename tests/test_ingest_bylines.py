"""Who signs an article, and which lines are no bylines."""

from __future__ import annotations

import pytest

from explorer.ingest.bylines import is_affiliation, looks_like_name, parse_byline, parse_credit


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("By JANE DOE and JOHN O'NEILL", ["Jane Doe", "John O'Neill"]),
        ("By Jane Doe, John Roe and Ana de la Cruz, Staff Writers", ["Jane Doe", "John Roe", "Ana de la Cruz"]),
        ("Written by Jane Doe for Reuters", ["Jane Doe"]),
        ("Jane Doe | Published Sept 11, 2025", ["Jane Doe"]),
        ("By Jane Doe in London and John Roe in New York", ["Jane Doe", "John Roe"]),
        ("By Jean-Luc Étienne", ["Jean-Luc Étienne"]),
        ("Author: Priya Nair", ["Priya Nair"]),
    ],
)
def test_people_who_sign(line: str, names: list[str]) -> None:
    byline = parse_byline(line)
    assert byline is not None
    assert [name.value for name in byline.names] == names
    assert not any(name.house for name in byline.names)


@pytest.mark.parametrize(
    ("line", "house"),
    [("ByAinvest", "Ainvest"), ("By The Associated Press", "The Associated Press"), ("By News Desk", "News Desk")],
)
def test_a_house_that_signs_is_no_person(line: str, house: str) -> None:
    byline = parse_byline(line)
    assert byline is not None
    assert [(name.value, name.house) for name in byline.names] == [(house, True)]


def test_spans_are_those_of_the_names() -> None:
    line = "By Jane Doe and John Roe, BBC News"
    byline = parse_byline(line)
    assert byline is not None
    assert [line[name.start : name.end] for name in byline.names] == ["Jane Doe", "John Roe"]
    assert byline.outlet is not None
    assert (line[byline.outlet.start : byline.outlet.end], byline.outlet.value) == ("BBC News", "BBC News")


@pytest.mark.parametrize(
    "line",
    [
        "By leveraging cloud-first infrastructure, the firm cut its costs.",
        "By the numbers",
        "By Monday the water had gone",
        "ByteDance fined in Ireland",
        "By The Numbers",
        "By 2030, half of all cars will be electric",
    ],
)
def test_prose_and_headings_are_no_bylines(line: str) -> None:
    assert parse_byline(line) is None


def test_a_role_alone_is_a_byline_without_a_name() -> None:
    byline = parse_byline("By Staff Reporter")
    assert byline is not None
    assert byline.names == ()


def test_closing_credits_name_reporters_and_not_editors() -> None:
    credit = parse_credit("(Reporting by Jane Doe in Paris and John Roe; Editing by Kim Lee)")
    assert credit is not None
    assert [name.value for name in credit.names] == ["Jane Doe", "John Roe"]
    assert parse_credit("Reporting from the front has become harder, she said.") is None


@pytest.mark.parametrize(
    ("line", "is_name"), [("Jane Doe", True), ("New York", False), ("News Desk", False), ("she said", False)]
)
def test_names_alone_on_a_line(line: str, is_name: bool) -> None:
    assert looks_like_name(line) is is_name


def test_affiliations() -> None:
    assert is_affiliation("Technology correspondent")
    assert is_affiliation("BBC News, Washington")
    assert not is_affiliation("The company declined to comment.")
