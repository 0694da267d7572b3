"""Complete dates of date lines, with zone and summer time, and dates in the paths of URLs."""

from __future__ import annotations

import pytest

from explorer.ingest import read_article
from explorer.ingest.dates import find_stamps, path_date


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Monday, Sep 1, 2025 10:46 am ET2min read", "2025-09-01T10:46:00-04:00"),
        ("Jan 15, 2025 4:30 PM ET", "2025-01-15T16:30:00-05:00"),
        ("Published 3:04 PM EDT, Thu September 11, 2025", "2025-09-11T15:04:00-04:00"),
        ("Thu 11 Sep 2025 10.46 BST", "2025-09-11T10:46:00+01:00"),
        ("September 11, 2025 at 10:46 PM GMT+8", "2025-09-11T22:46:00+08:00"),
        ("2025-09-11T10:46:00Z", "2025-09-11T10:46:00+00:00"),
        ("2025-09-11 08:05 +05:30", "2025-09-11T08:05:00+05:30"),
        ("12:00 am ET, March 9, 2025", "2025-03-09T00:00:00-04:00"),
        ("11 September 2025", "2025-09-11"),
        ("Sept. 11, 2025", "2025-09-11"),
        ("1st of May 2024", "2024-05-01"),
        ("2025/09/11", "2025-09-11"),
        ("31/12/2024", "2024-12-31"),
        ("12/31/2024", "2024-12-31"),
    ],
)
def test_dates_as_news_prints_them(line: str, value: str) -> None:
    (stamp,) = find_stamps(line)
    assert stamp.value == value


@pytest.mark.parametrize(
    "line", ["Thursday", "Sept 11", "09/11/2025", "February 30, 2025", "version 2025.9", "10:46 am"]
)
def test_what_is_no_complete_date_is_none(line: str) -> None:
    assert find_stamps(line) == []


def test_a_time_without_a_zone_gives_the_day_and_a_note() -> None:
    (stamp,) = find_stamps("Sept. 11, 2025 10:46 pm")
    assert stamp.value == "2025-09-11"
    assert "22:46" in stamp.note


def test_a_weekday_that_does_not_fit_is_noted() -> None:
    (stamp,) = find_stamps("Friday, Sep 12, 2025")
    assert stamp.note == ""
    (stamp,) = find_stamps("Monday, Sep 12, 2025")
    assert "Monday" in stamp.note


def test_published_and_updated_are_told_apart() -> None:
    stamps = find_stamps("Published Sept 11, 2025 | Updated Sept 12, 2025 at 8 a.m. PT")
    assert [(s.label, s.value) for s in stamps] == [
        ("published", "2025-09-11"),
        ("updated", "2025-09-12T08:00:00-07:00"),
    ]


def test_a_label_between_a_day_and_its_time_is_of_both() -> None:
    (stamp,) = find_stamps("4 March 2019 Last updated at 11:05 GMT")
    assert (stamp.value, stamp.label) == ("2019-03-04T11:05:00+00:00", "updated")
    first, second = find_stamps("Posted 4 March 2019, updated 11:05 GMT, 6 March 2019")
    assert (first.value, first.label) == ("2019-03-04", "published")
    assert second.value == "2019-03-06T11:05:00+00:00"


def test_a_line_that_dates_the_last_update_is_no_headline() -> None:
    text = "4 March 2019 Last updated at 11:05 GMT\n\nFerry aground off Lund\n\nA ferry ran aground on Monday. {}\n"
    source = read_article(text.format("Nobody was hurt, and tugs are coming.").encode(), "ferry.txt")
    assert source.title.value == "Ferry aground off Lund"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2024/09/17/chips.html", "2024-09-17"),
        ("/technology/2025/sep/11/chips", "2025-09-11"),
        ("/world/china/alibaba-2025-09-11/", "2025-09-11"),
        ("/x/20250911/y", "2025-09-11"),
        ("/ai-semiconductor-landscape-2508/", None),
        ("/2024/13/45/x", None),
        ("/news/144131404.html", None),
    ],
)
def test_the_date_in_a_path(path: str, day: str | None) -> None:
    assert path_date(path) == day
