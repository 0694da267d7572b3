"""Title, publisher, authors and date: only what the file says, with the span that says it."""

from __future__ import annotations

import pytest

from explorer.models import Field
from tests.ingest_articles import (
    AGENCY,
    BROADCASTER,
    DAILY,
    INDIAN,
    LABELLED,
    MARKDOWN,
    ONE_LINE,
    POEM,
    RELEASE,
    WIRE,
    read,
)

PROSE = "The company reported a loss of $4 million for the quarter, more than analysts had expected in the spring.\n"


@pytest.mark.parametrize(
    ("article", "publisher", "authors", "published"),
    [
        (AGENCY, "Associated Press", ["Maria Lopez", "Sam O'Neill"], "2025-09-11T15:04:00-04:00"),
        (BROADCASTER, "BBC News", ["Elena Marku"], None),
        (DAILY, None, ["Jane Doe", "John Roe"], "2025-09-11T10:46:00+01:00"),
        (WIRE, "Reuters", ["Anna Keller", "Tomas Brandt"], "2025-09-11T10:46:00+02:00"),
        (LABELLED, "The Hindu", ["Priya Nair"], "2025-10-30"),
        (RELEASE, "PR Newswire", [], "2025-10-30"),
        (INDIAN, None, [], None),
        (MARKDOWN, None, ["Clara Vos"], "2025-08-14"),
        (ONE_LINE, None, [], None),
    ],
)
def test_what_the_articles_say_of_themselves(
    article: str, publisher: str | None, authors: list[str], published: str | None
) -> None:
    source = read(article)
    assert source.publisher.value == publisher
    assert [author.value for author in source.authors] == authors
    assert source.published.value == published
    for field in (source.title, source.publisher, source.published, *source.authors):
        assert (field.status == "none") == (field.value is None)
        if field.value is not None:
            assert field.start is not None
            assert field.end is not None
            assert source.text[field.start : field.end].strip() != ""
            assert field.method != ""


def test_the_full_stop_of_a_headline_is_no_part_of_it() -> None:
    source = read(f"Company Posts Biggest Loss In Years.\nBy Jane Doe\n{PROSE}")
    assert source.title.value == "Company Posts Biggest Loss In Years"
    assert source.text[source.title.start : source.title.end] == "Company Posts Biggest Loss In Years."


def test_an_outlet_behind_the_headline_is_the_publisher() -> None:
    source = read(f"Company posts biggest loss in years - BBC News\n\n{PROSE}")
    assert source.title.value == "Company posts biggest loss in years"
    assert (source.publisher.value, source.publisher.method) == ("BBC News", "headline_suffix")


@pytest.mark.parametrize("article", [ONE_LINE, POEM, PROSE, f"\n\n{PROSE}{PROSE}"])
def test_a_missing_headline_is_supplied_and_flagged(article: str) -> None:
    source = read(article)
    title = source.title
    assert title.status == "supplied"
    assert title.value is not None
    assert source.text[title.start : title.end] == title.value
    assert len(title.value) <= 125
    assert "missing_title" in {flag.kind for flag in source.flags}


def test_a_supplied_title_ends_between_words_and_without_punctuation() -> None:
    title = read(PROSE).title.value
    assert (
        title
        == "The company reported a loss of $4 million for the quarter, more than analysts had expected in the spring"
    )
    long = read("Seventy-two heavily " + "overburdened " * 20 + "lorries crossed the bridge on Monday.\n").title.value
    assert long is not None
    assert long.endswith(" overburdened")


def test_a_first_sentence_is_no_headline() -> None:
    source = read(f"It rained for nine days.\n\n{PROSE}\n{PROSE.replace('quarter', 'year')}")
    assert source.title.status == "supplied"


def test_a_headline_that_is_a_sentence_is_known_by_the_report_below_it() -> None:
    source = read(f"Company loses more than expected.\n\nLONDON (AP) — {PROSE}")
    assert source.title.value == "Company loses more than expected"


def test_a_house_byline_is_author_and_publisher_as_its_logo_spells_it() -> None:
    source = read(f"Company Posts Biggest Loss\nByMarketwise\nMay 2, 2025\n{PROSE}\nMarketWise\n")
    (author,) = source.authors
    assert (author.value, author.note) == ("Marketwise", "a house byline, not a person")
    publisher = source.publisher
    assert (publisher.value, publisher.status) == ("MarketWise", "stated")
    assert source.text[publisher.start : publisher.end] == "Marketwise"  # the byline states it, not the furniture


def test_a_copyright_line_names_the_publisher() -> None:
    source = read(f"Company posts loss\n\n{PROSE}\n© 2025 Harbour Gazette Ltd. All rights reserved.\n")
    assert (source.publisher.value, source.publisher.method) == ("Harbour Gazette", "copyright")


def test_a_date_in_the_prose_does_not_date_the_article() -> None:
    source = read(f"Company posts loss\n\n{PROSE}The move, reported on September 11, 2025, surprised analysts.\n")
    assert source.published == Field()


def test_an_update_is_no_publication() -> None:
    source = read(f"Company posts loss\nUpdated 8:12 AM EDT, Fri September 12, 2025\n{PROSE}")
    assert source.published.value is None
    assert source.published.note == "only an update is dated: 2025-09-12T08:12:00-04:00"


def test_a_weekday_does_not_date_an_article() -> None:
    assert read(f"Company posts loss\nThursday\n{PROSE}").published.value is None


def test_a_publication_line_below_the_article_counts() -> None:
    source = read(f"Company posts loss\n\n{PROSE}\nFirst published on 3 March 2024\n")
    assert source.published.value == "2024-03-03"


def test_a_paper_before_the_date_is_the_publisher() -> None:
    source = read(f"Wildfire near Lisbon\nThe Portugal Daily - 12 August 2024\n{PROSE}")
    assert (source.publisher.value, source.published.value) == ("The Portugal Daily", "2024-08-12")


def test_a_date_under_its_label_on_the_line_above() -> None:
    source = read(f"Company posts loss\nUpdated on\nMay 2, 2025\nPublished on\nMay 1, 2025\n{PROSE}")
    assert source.published.value == "2025-05-01"


def test_a_mail_has_its_subject_as_title() -> None:
    source = read(
        f"From: desk@news.example\nSubject: Court blocks merger\nDate: Tue, 4 Mar 2025 09:12:00 +0000\n\n{PROSE}"
    )
    assert (source.title.value, source.published.value) == ("Court blocks merger", "2025-03-04T09:12:00+00:00")


BODY = "The city council approved the new bridge on Monday, officials said. The bridge will cost $40 million."


@pytest.mark.parametrize(
    ("article", "publisher"),
    [
        (f"Council approves bridge\nBy Jane Doe\nMetro Ledger\nMarch 3, 2025\n\n{BODY}\n", "Metro Ledger"),
        (f"Council approves bridge\nBy Jane Doe, Metro Ledger\n\n{BODY}\n", "Metro Ledger"),
        (f"Council approves bridge - Metro Ledger\n\nBy Jane Doe\n\n{BODY}\n", "Metro Ledger"),
        (f"Council approves bridge\nMetro Ledger, 3 March 2025\nJane Doe\n\n{BODY}\n", "Metro Ledger"),
        (f"Council approves bridge | The Harbor Post\nBy Jane Doe\n\n{BODY}\n", "The Harbor Post"),
    ],
)
def test_a_paper_that_nobody_listed_is_the_publisher_and_no_person(article: str, publisher: str) -> None:
    source = read(article)
    assert (source.title.value, source.publisher.value) == ("Council approves bridge", publisher)
    assert {author.value for author in source.authors} <= {"Jane Doe"}


def test_an_unlisted_paper_signs_a_dateline() -> None:
    source = read(f"HARBORVIEW (Harbor Courier) — {BODY}\n\nThe mayor said it was needed.\n")
    assert source.publisher.value == "Harbor Courier"


def test_a_family_name_that_papers_bear_too_stays_a_person() -> None:
    source = read(f"Council approves bridge\nBy Jane Doe and Yi Sun\n3 March 2025\n\n{BODY}\n")
    assert [author.value for author in source.authors] == ["Jane Doe", "Yi Sun"]
    assert source.publisher.value is None


def test_a_headline_that_ends_like_a_paper_is_still_the_headline() -> None:
    source = read(f"Cleaner Power Is Good News\nBy Ann Lee\n\n{BODY}\n")
    assert (source.title.value, source.publisher.value) == ("Cleaner Power Is Good News", None)
