"""Dates in news prose: what they cover, how sure that is, and what is no date at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.text.calendar_holidays import HOLIDAYS, holiday
from explorer.text.dates import find_dates
from tests.yardstick import cases

FRIDAY = "2025-09-12"
"""The day on which the made-up articles of this file appear."""


def found(text: str, published: str | None = FRIDAY) -> list[tuple[str, str | None, str | None, str]]:
    return [(date.text, date.low, date.high, date.status) for date in find_dates(text, published)]


@pytest.mark.parametrize(("text", "expected"), cases("dates"))
def test_the_yardstick(text: str, expected: list[list[str]]) -> None:
    assert [(d.text, d.low or "", d.high or "", d.status) for d in find_dates(text, "2023-10-18")] == [
        _row(fields) for fields in expected
    ]


def _row(fields: list[str]) -> tuple[str, str, str, str]:
    printed, days, status = [*fields, ""][:3]
    low, _, high = days.partition("..")
    return printed, low, high or low, status or "stated"


@pytest.mark.parametrize(
    ("text", "printed", "low", "high"),
    [
        ("It sank on September 11, 2025, off Crete.", "September 11, 2025", "2025-09-11", "2025-09-11"),
        ("It sank on 11 Sept 2025.", "11 Sept 2025", "2025-09-11", "2025-09-11"),
        ("the 3rd of May 2024 vote", "3rd of May 2024", "2024-05-03", "2024-05-03"),
        ("Monday, Sep 1, 2025 10:46 am ET2min read", "Monday, Sep 1, 2025", "2025-09-01", "2025-09-01"),
        ("updated 2025-09-11.", "2025-09-11", "2025-09-11", "2025-09-11"),
        ("from Sept. 1-5, 2025, at sea", "Sept. 1-5, 2025", "2025-09-01", "2025-09-05"),
        ("a law of July 14, 1789", "July 14, 1789", "1789-07-14", "1789-07-14"),
        ("in November 2024", "November 2024", "2024-11-01", "2024-11-30"),
        ("by late February 2024", "late February 2024", "2024-02-21", "2024-02-29"),
        ("in 2024—more than ever", "2024", "2024-01-01", "2024-12-31"),
        ("Ireland's 2024 budget", "2024", "2024-01-01", "2024-12-31"),
        ("a war that began in 1812", "1812", "1812-01-01", "1812-12-31"),
        ("by 2100, the UN said", "2100", "2100-01-01", "2100-12-31"),
        ("since early 2025, when", "early 2025", "2025-01-01", "2025-04-30"),
        ("in mid-2023", "mid-2023", "2023-05-01", "2023-08-31"),
        ("by the end of 2026", "the end of 2026", "2026-09-01", "2026-12-31"),
        ("the 2019–2021 slump", "2019–2021", "2019-01-01", "2021-12-31"),
        ("the 2024-25 season", "2024-25", "2024-01-01", "2025-12-31"),
        ("in the 1990s", "the 1990s", "1990-01-01", "1999-12-31"),
        ("in the late 1980s", "the late 1980s", "1987-01-01", "1989-12-31"),
        ("the second quarter of 2025", "second quarter of 2025", "2025-04-01", "2025-06-30"),
        ("Q2 2025 sales", "Q2 2025", "2025-04-01", "2025-06-30"),
        ("the first half of 2025", "first half of 2025", "2025-01-01", "2025-06-30"),
        ("H2 2025", "H2 2025", "2025-07-01", "2025-12-31"),
        ("in fiscal 2026", "fiscal 2026", "2025-01-01", "2026-12-31"),
        ("in the summer of 2022", "summer of 2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_absolute_dates_are_stated_whether_or_not_the_article_is_dated(
    text: str, printed: str, low: str, high: str
) -> None:
    assert found(text) == [(printed, low, high, "stated")]
    assert found(text, None) == [(printed, low, high, "stated")]


@pytest.mark.parametrize(
    ("text", "printed", "low", "high"),
    [
        ("The bank said on Thursday it would close.", "Thursday", "2025-09-11", "2025-09-11"),
        ("The bank said on Friday it would close.", "Friday", "2025-09-12", "2025-09-12"),
        ("The bank, which will list in Oslo, said on Friday that", "Friday", "2025-09-12", "2025-09-12"),
        ("It was Saturday night.", "Saturday night", "2025-09-06", "2025-09-06"),
        ("Ministers will meet on Monday.", "Monday", "2025-09-15", "2025-09-15"),
        ("They have to answer by Tuesday.", "Tuesday", "2025-09-16", "2025-09-16"),
        ("He will resign. She left on Monday.", "Monday", "2025-09-08", "2025-09-08"),
        ("It cut rates by 0.5% on Wednesday.", "Wednesday", "2025-09-10", "2025-09-10"),
        ("It opens next Monday.", "next Monday", "2025-09-15", "2025-09-22"),
        ("It opened last Thursday.", "last Thursday", "2025-09-04", "2025-09-11"),
        ("It opened last Monday.", "last Monday", "2025-09-08", "2025-09-08"),
        ("last week", "last week", "2025-09-01", "2025-09-07"),
        ("late last month said", "late last month", "2025-08-21", "2025-08-31"),
        ("since early this year, while", "early this year", "2025-01-01", "2025-04-30"),
        ("earlier this year", "earlier this year", "2025-01-01", "2025-09-12"),
        ("later this year", "later this year", "2025-09-12", "2025-12-31"),
        ("this year's budget", "this year", "2025-01-01", "2025-12-31"),
        ("next year", "next year", "2026-01-01", "2026-12-31"),
        ("yesterday", "yesterday", "2025-09-11", "2025-09-11"),
        ("tomorrow", "tomorrow", "2025-09-13", "2025-09-13"),
        ("two days ago", "two days ago", "2025-09-10", "2025-09-10"),
        ("three weeks ago", "three weeks ago", "2025-08-19", "2025-08-25"),
        ("a year ago", "a year ago", "2024-01-01", "2024-12-31"),
        ("over the past two weeks", "past two weeks", "2025-08-29", "2025-09-12"),
        ("over the weekend", "the weekend", "2025-09-06", "2025-09-07"),
        ("On Sept. 1 it sank.", "Sept. 1", "2025-09-01", "2025-09-01"),
        ("On Jan. 3 it sank.", "Jan. 3", "2025-01-03", "2025-01-03"),
        ("in mid-March", "mid-March", "2025-03-11", "2025-03-20"),
        ("It has risen since December.", "December", "2024-12-01", "2024-12-31"),
        ("last September", "last September", "2024-09-01", "2024-09-30"),
        ("in April of last year", "April of last year", "2024-04-01", "2024-04-30"),
        ("rose in the June quarter", "June quarter", "2025-04-01", "2025-06-30"),
        ("in the second quarter", "second quarter", "2025-04-01", "2025-06-30"),
        ("in the fourth quarter", "fourth quarter", "2024-10-01", "2024-12-31"),
        ("the first half of this year", "first half of this year", "2025-01-01", "2025-06-30"),
    ],
)
def test_relative_dates_need_the_articles_own(text: str, printed: str, low: str, high: str) -> None:
    assert found(text) == [(printed, low, high, "inferred")]
    assert found(text, None) == [(printed, None, None, "none")]


def test_around_new_year_the_year_beside_is_meant() -> None:
    assert found("It sank on Dec. 28.", "2025-01-03")[0][1] == "2024-12-28"
    assert found("It will open on Jan. 15.", "2025-12-10")[0][1] == "2026-01-15"


def test_a_day_that_names_an_event_is_not_dated_by_the_article() -> None:
    assert found("since the Sept. 11 attacks") == [("Sept. 11", None, None, "none")]


def test_the_articles_day_is_taken_as_printed() -> None:
    assert found("on Thursday", "2025-09-11T23:30:00-04:00")[0][1] == "2025-09-11"


@pytest.mark.parametrize("published", ["2025", "2025-09", "yesterday", ""])
def test_less_than_a_day_resolves_nothing(published: str) -> None:
    assert found("on Thursday", published) == [("Thursday", None, None, "none")]


@pytest.mark.parametrize(
    "text",
    [
        "Prices may rise.", "They march on Washington.", "The Sun said so.", "Nvidia's H20 and H100 chips",
        "Theresa May said no.", "April Jones won.", "Mr March left.", "Jan Smith, 43, lives there.",
        "Windows 2000 and Office 2019", "a Boeing 737", "24/7 and 9/11",
        "at 10:46 a.m.",
        "2024 people came", "page 2024%", "February 30, 2025x", "https://a.example/2024/09/17/x",
        "an August 9mm pistol",
        "the Sunday Times", "Black Friday deals", "today's world", "one day", "555-2024", "[2024]",
        "a total of 1500 jobs", "COVID-19", "##2024",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


def test_an_impossible_day_is_no_day() -> None:
    assert "2025-02-30" not in str(found("on February 30, 2025"))
    assert found("on Feb. 29, 2023") == [("2023", "2023-01-01", "2023-12-31", "stated")]


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("Easter", 2024, "2024-03-31"),
        ("Easter", 2038, "2038-04-25"),
        ("Thanksgiving", 2023, "2023-11-23"),
        ("Election Day", 2016, "2016-11-08"),
        ("Memorial Day", 2021, "2021-05-31"),
        ("Labor Day", 2025, "2025-09-01"),
    ],
)
def test_holidays_fall_on_their_days(name: str, year: int, day: str) -> None:
    assert holiday(name, year).isoformat() == day


@pytest.mark.parametrize("name", HOLIDAYS)
def test_every_holiday_is_read_by_its_name(name: str) -> None:
    day = holiday(name, 2019).isoformat()
    assert found(f"It opened on {name} 2019.")[0] == (f"{name} 2019", day, day, "stated")


def test_a_day_printed_by_numbers_keeps_both_readings() -> None:
    assert found("on 1/2/2025") == [("1/2/2025", "2025-01-02", "2025-02-01", "stated")]


def test_a_range_over_new_year_begins_the_year_before() -> None:
    assert found("from Dec. 28 to Jan. 3, 2024")[0][1:3] == ("2023-12-28", "2024-01-03")
    assert found("from November to March")[0][1:3] == ("2024-11-01", "2025-03-31")


def test_a_quarter_of_a_game_is_no_date() -> None:
    assert found("He scored 12 points in the third quarter of the game.") == []


def test_offsets_point_into_the_text() -> None:
    text = "“It sank” on 11\u00a0September 2025, officials said on Friday."
    dates = find_dates(text, FRIDAY)
    assert [text[d.start : d.end] for d in dates] == [d.text for d in dates] == ["11\u00a0September 2025", "Friday"]


_WORDS = st.sampled_from(
    "on in May March 2024 2025-02-30 31 30 Sept. 9999 the last next year ago two 100 years Q3 of 0000-00-00 early "
    "quarter week 1900s decade Thursday will , . - – \n from to between and through Christmas Day weekend '90s 19th "
    "century few ago fiscal FY24 half first 2/5/2016 / overnight summer June end year-end".split(" ")
)


@pytest.mark.parametrize(
    "piece", ["9", "May ", "in May and ", "2016-", "last ", "Monday, ", "from 1 to ", "Sept. 1", "early "]
)
def test_hostile_runs_are_read_to_the_end(piece: str) -> None:
    text = piece * 3000 + " on Sept. 9, 2016"
    assert all(text[d.start : d.end] == d.text for d in find_dates(text, FRIDAY))


@given(st.text(), st.sampled_from([None, FRIDAY]))
def test_no_text_raises(text: str, published: str | None) -> None:
    for day in find_dates(text, published):
        assert text[day.start : day.end] == day.text


@given(st.lists(_WORDS).map(" ".join), st.sampled_from([None, FRIDAY, "0001-01-01", "9999-12-31", "2024-02-29"]))
def test_any_heap_of_date_words_is_read_in_order(text: str, published: str | None) -> None:
    end = 0
    for date in find_dates(text, published):
        assert end <= date.start < date.end
        assert text[date.start : date.end] == date.text
        assert (date.low is None) == (date.high is None) == (date.status == "none")
        assert date.low is None or date.high is None or date.low <= date.high
        end = date.end


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("In December, a quake measuring 6.6 hit the port of Ostby.", "2024"),
        ("Back in November, storms struck the coast.", "2024"),
        ("In November the court, which sat in June, will hear the case.", "2025"),
        ("In December, the newly formed panel meets.", "2025"),
        ("The festival is in November, the mayor said.", "2025"),
        ("Next in November, the company said, comes a new yard.", "2025"),
    ],
)
def test_a_month_that_opens_a_clause_lies_where_the_verb_behind_it_does(text: str, year: str) -> None:
    assert [low and low[:4] for printed, low, _, _ in found(text) if "ember" in printed] == [year]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The bridge will stay closed until November, the city said.", "2025"),
        ("She said it could be reopened in November.", "2025"),
        ("Deliveries are suspended until November, it said.", "2025"),
        ("The ferry is slated to be replaced in November.", "2025"),
        ("The bridge was closed until November, when it reopened.", "2024"),
        ("It was announced in November that she would leave.", "2024"),
    ],
)
def test_a_state_that_lasts_is_no_event_of_the_past(text: str, year: str) -> None:
    assert [low and low[:4] for printed, low, _, _ in found(text) if "ember" in printed] == [year]
