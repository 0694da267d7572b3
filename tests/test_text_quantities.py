"""Quantities in news prose: value, unit, hedge and whole; and the many numbers that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.text.dates import find_dates
from explorer.text.quantities import find_quantities
from tests.yardstick import cases


def found(text: str) -> list[tuple[str, float | None, float | None, str]]:
    return [(q.text, q.low, q.high, q.unit) for q in find_quantities(text)]


@pytest.mark.parametrize(("text", "expected"), cases("quantities"))
def test_the_yardstick(text: str, expected: list[list[str]]) -> None:
    read = [(q.text, _rounded(q.low), _rounded(q.high), q.unit, q.hedge, q.of) for q in find_quantities(text)]
    assert read == [_row(fields) for fields in expected]


def _row(fields: list[str]) -> tuple[str, float, float, str, str, str]:
    printed, values, unit, hedge, whole = [*fields, "", ""][:5]
    low, _, high = values.partition("..")
    return printed, _rounded(float(low)), _rounded(float(high or low)), unit, hedge, whole


def _rounded(value: float | None) -> float:
    """A value to the six digits that the data gives of a third."""
    return float(f"{value:.6g}")


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("a $53 billion plan", "$53 billion", 5.3e10, "USD"),
        ("worth $2.7 billion", "$2.7 billion", 2.7e9, "USD"),
        ("a $1.5-billion loan", "$1.5-billion", 1.5e9, "USD"),
        ("It cost £1.2bn.", "£1.2bn", 1.2e9, "GBP"),
        ("It cost €5m.", "€5m", 5e6, "EUR"),
        ("US$3.5bn", "US$3.5bn", 3.5e9, "USD"),
        ("53 billion yuan", "53 billion yuan", 5.3e10, "CNY"),
        ("Rs 500 crore", "Rs 500 crore", 5e9, "INR"),
        ("10,000 Swiss francs", "10,000 Swiss francs", 1e4, "CHF"),
        ("fell 26% in", "26%", 0.26, "ratio"),
        ("rose 2 per cent", "2 per cent", 0.02, "ratio"),
        ("3.5 percentage points", "3.5 percentage points", 3.5, "percentage point"),
        ("a quarter of a percentage point", "a quarter of a percentage point", 0.25, "percentage point"),
        ("50 basis points", "50 basis points", 50, "basis point"),
        ("$1,000-a-month rent", "$1,000-a-month", 1000, "USD/month"),
        ("the 20-year-olds", "20-year-olds", 20, "year of age"),
        ("a 40%-owned unit", "40%", 0.4, "ratio"),
        ("Two F-35 jets", "Two F-35 jets", 2, "jet"),
        ("five C students", "five C students", 5, "student"),
        ("a 7nm process", "7nm", 7, "nm"),
        ("50 kilometres away", "50 kilometres", 50, "km"),
        ("a 20-foot wave", "20-foot", 20, "foot"),
        ("a 5m wall", "5m", 5, "m"),
        ("5m viewers watched", "5m viewers", 5e6, "viewer"),
        ("at −5°C", "−5°C", -5, "°C"),
        ("minus 3 degrees", "minus 3 degrees", -3, "degree"),
        ("30 degrees Celsius", "30 degrees Celsius", 30, "°C"),
        ("a 6.8-magnitude quake", "6.8-magnitude", 6.8, "magnitude"),
        ("an earthquake with a magnitude of 5.6 hit Ostby", "5.6", 5.6, "magnitude"),
        ("a preliminary magnitude of about 7.1", "7.1", 7.1, "magnitude"),
        ("People felt the magnitude-5 aftershocks", "5", 5, "magnitude"),
        ("The tremor registered 4.2 on the Richter scale", "4.2 on the Richter scale", 4.2, "magnitude"),
        ("A quake measuring 5.6 shook the harbour", "5.6", 5.6, "magnitude"),
        ("A 5.6 degree quake shook the harbour", "5.6 degree", 5.6, "magnitude"),
        ("A 5.6-strength quake shook the harbour", "5.6-strength", 5.6, "magnitude"),
        ("Off the Richter scale, some said, but it was 6.6.", "6.6", 6.6, "magnitude"),
        ("Norvik will pay $200MM for the yard", "$200MM", 2e8, "USD"),
        ("a 200mm pipe", "200mm", 200, "mm"),
        ("Norvik will pay $US3 million for the yard", "$US3 million", 3e6, "USD"),
        ("Norvik will pay $A5 million for the yard", "$A5 million", 5e6, "AUD"),
        ("Tickets cost Rs500 at the gate", "Rs500", 500, "INR"),
        ("four people said", "four people", 4, "person"),
        ("Four people were hurt.", "Four people", 4, "person"),
        ("10,000 troops", "10,000 troops", 1e4, "troop"),
        ("10,000 Russian troops", "10,000 Russian troops", 1e4, "troop"),
        ("14 fully armed men", "14 fully armed men", 14, "man"),
        ("12 dead", "12 dead", 12, "dead"),
        ("two dozen ships", "two dozen ships", 24, "ship"),
        ("half a million people", "half a million people", 5e5, "person"),
        ("two hundred and fifty houses", "two hundred and fifty houses", 250, "house"),
        ("twenty-five countries", "twenty-five countries", 25, "country"),
        ("two and a half hours", "two and a half hours", 2.5, "hour"),
        ("half an hour", "half an hour", 0.5, "hour"),
        ("1.5 million", "1.5 million", 1.5e6, "count"),
        ("100\u202f000 voters", "100\u202f000 voters", 1e5, "voter"),
        ("a tenfold rise", "tenfold", 10, "fold"),
        ("2.5x faster", "2.5x", 2.5, "fold"),
        ("a man aged 43", "43", 43, "year of age"),
        ("a 43-year-old man", "43-year-old", 43, "year of age"),
        ("Mary Poe, 51, said", "51", 51, "year of age"),
        ("one person was hurt", "one person", 1, "person"),
        ("1,234.5 points", "1,234.5 points", 1234.5, "point"),
    ],
)
def test_single_values(text: str, printed: str, value: float, unit: str) -> None:
    assert found(text) == [(printed, value, value, unit)]


@pytest.mark.parametrize(
    ("text", "printed", "low", "high", "unit"),
    [
        ("lagged 40–60% behind", "40–60%", 0.4, 0.6, "ratio"),
        ("from 3% to 5% of output", "3% to 5%", 0.03, 0.05, "ratio"),
        ("between 5 and 7 million barrels", "5 and 7 million barrels", 5e6, 7e6, "barrel"),
        ("between $5 million and $10 million", "$5 million and $10 million", 5e6, 1e7, "USD"),
        ("$5-7 million", "$5-7 million", 5e6, 7e6, "USD"),
        ("3,000 to 5,000 people", "3,000 to 5,000 people", 3e3, 5e3, "person"),
        ("two or three men", "two or three men", 2, 3, "man"),
        ("15-20 minutes", "15-20 minutes", 15, 20, "minute"),
        ("aged between 19 and 42", "19 and 42", 19, 42, "year of age"),
        ("hundreds of people", "hundreds of people", 200, 999, "person"),
        ("tens of thousands of protesters", "tens of thousands of protesters", 2e4, 99999, "protester"),
        ("several hundred jobs", "several hundred jobs", 200, 999, "job"),
        ("dozens of homes", "dozens of homes", 24, 99, "home"),
    ],
)
def test_ranges(text: str, printed: str, low: float, high: float, unit: str) -> None:
    assert found(text) == [(printed, low, high, unit)]


def test_a_change_is_two_values_and_no_range() -> None:
    assert found("Inflation rose from 3% to 5%.") == [("3%", 0.03, 0.03, "ratio"), ("5%", 0.05, 0.05, "ratio")]
    assert found("It cut its staff from 500 to 900 workers")[0][:2] == ("500", 500)


@pytest.mark.parametrize(
    ("text", "printed", "value", "whole"),
    [
        ("15% of China sales of its H20 chips", "15%", 0.15, "China sales"),
        ("80% of the global AI chip market.", "80%", 0.8, "the global AI chip market"),
        ("a third of voters said", "a third", 1 / 3, "voters"),
        ("half of the patients recovered", "half", 0.5, "the patients"),
        ("about half the budget", "half", 0.5, "the budget"),
        ("two-thirds of U.S. adults", "two-thirds", 2 / 3, "U.S. adults"),
        ("one in five adults", "one in five", 0.2, "adults"),
        ("nine out of 10 doctors", "nine out of 10", 0.9, "doctors"),
        ("by a two-thirds majority", "two-thirds", 2 / 3, ""),
    ],
)
def test_shares_and_their_wholes(text: str, printed: str, value: float, whole: str) -> None:
    assert [(q.text, q.low, q.unit, q.of) for q in find_quantities(text)] == [(printed, value, "ratio", whole)]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("over 80% of it", "over"), ("more than 200 men", "over"), ("at least 43 people", "over"),
        ("10% or more", "over"),
        ("10,000-plus fans", "over"), ("80%+", "over"), ("under 30%", "under"), ("fewer than 30 men", "under"),
        ("up to 5 tons", "under"), ("as many as 40 ships", "under"), ("nearly 300 people", "nearly"),
        ("Almost 300 people", "nearly"), ("about $5 million", "about"), ("some 20 homes", "about"),
        ("an estimated 5 million people", "about"), ("five or so men", "about"), ("nearly two thirds of it", "nearly"),
        ("over two years", ""), ("80% of it", ""), ("He came to 5 homes", ""),
    ],
)  # fmt: skip
def test_hedges(text: str, hedge: str) -> None:
    assert [q.hedge for q in find_quantities(text)] == [hedge]


@pytest.mark.parametrize(
    "text",
    [
        "the H20, H100 and P800 chips", "the Hanguang 800 chip", "a Boeing 737 and an Airbus A320neo",
        "Cloud Matrix 384",
        "an F-16 jet", "COVID-19", "the G7 and the G20", "Windows 11", "a Qwen 3 model", "Apollo 13", "iPhone 16",
        "GPT-4", "Article 370", "page 12", "No. 10", "phase 3", "the 20th century", "5G and 3D",
        "the 1990s", "in 2024", "the 2024 election", "on May 5", "Sept. 11, 2025", "at 10:46 am", "at 9 p.m.",
        "seven o'clock", "call 555-123-4567", "+44 20 7946 0958", "https://a.example/2024/09/17/5-people",
        "the report [1].",
        "or the ##0.", "like the #00.", "v2.0.1", "24/7", "9/11", "a 50/50 chance",
        "the Big Four", "the Group of Seven", "one of them", "The two met.", "the second half",
        "10 Downing Street", "737 MAX output", "its 777X jet", "by 2100",
        "two days ago", "in the past two weeks", "7-Eleven", "a one-way street", "at 11 he left",
        "Ocean's 11", "net zero emissions", "Ten Hag said",
        "bob4@mail.example", "Catch-22", "S&P 500 index",
        "1. First, they came.",
    ],
)  # fmt: skip
def test_numbers_that_count_nothing(text: str) -> None:
    assert found(text) == []


def test_a_news_paragraph() -> None:
    text = (
        "At least 43 people were killed and more than 200 injured when a 6.8-magnitude earthquake struck at 5:46 a.m. "
        "on Tuesday, about 30 miles south of Kathmandu. Nepal, which has 30 million people, was last hit in 2015, when "
        "nearly 9,000 died; rebuilding cost $6.7 billion, a third of its output."
    )
    assert [(q.text, q.unit, q.hedge) for q in find_quantities(text)] == [
        ("43 people", "person", "over"),
        ("200 injured", "injured", "over"),
        ("6.8-magnitude", "magnitude", ""),
        ("30 miles", "mile", "about"),
        ("30 million people", "person", ""),
        ("9,000", "count", "nearly"),
        ("$6.7 billion", "USD", ""),
        ("a third", "ratio", ""),
    ]


_PIECES = st.sampled_from(
    "$ 5 7 5.5 1,000 % - – to and between from million bn m k one two half a third of the people men said over nearly "
    "2024 May [1] ##0 H20 year-old aged hundreds dozen in out every fold x °C . , \n 3-2 won a per barrel an hour € "
    "twenty- first 21st doubled times quarter score ( ) / Rs500 -$ ½ crore or so at least".split(" ")
)


@given(st.lists(_PIECES).map(" ".join) | st.lists(_PIECES).map("".join))
def test_any_heap_of_number_words_is_read_in_order(text: str) -> None:
    end, dates = 0, find_dates(text, None)
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.low is not None
        assert quantity.high is not None
        assert quantity.low <= quantity.high
        assert quantity.unit
        assert all(day.end <= quantity.start or quantity.end <= day.start for day in dates)
        end = quantity.end


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text


@pytest.mark.parametrize(
    "piece", ["9", "one ", "one-", "1,", "1-", "$", "$1", "half a ", "1 a ", "1 per ", "one hundred and "]
)
def test_hostile_runs_are_read_to_the_end(piece: str) -> None:
    text = piece * 3000 + " 12 men"
    assert all(text[q.start : q.end] == q.text for q in find_quantities(text))


def test_dates_that_are_known_need_not_be_read_again() -> None:
    text = "On May 5, 12 men fled with $3 million."
    assert find_quantities(text, find_dates(text, "2024-06-01")) == find_quantities(text)


def test_absurd_digits_are_left_alone() -> None:
    assert found("9" * 400 + " men") == []
