"""Publication dates inferred across files: only where two accounts of one report allow it, and never as stated."""

from __future__ import annotations

from explorer.models import Reading, Source
from explorer.resolve import resolve
from tests.stories import article

RELATIVE = article(
    "relative.txt",
    [
        "Norvik has begun to sell its Seahawk patrol boats abroad, The Harbour Post reported on Thursday.",
        "{Norvik has been building the Seahawk since early this year}, the report said.",
    ],
)
ABSOLUTE = article(
    "absolute.txt",
    [
        "Norvik has begun selling Seahawk patrol boats to foreign navies.",
        "This step, reported on September 11, 2025, is a change of course.",
    ],
)


def resolved(*readings: Reading) -> dict[str, Source]:
    return {source.path: source for source in resolve(readings).sources}


def test_a_weekday_is_dated_by_another_account_of_the_same_report() -> None:
    published = resolved(RELATIVE, ABSOLUTE)["relative.txt"].published
    assert (published.value, published.status) == ("2025-09-11", "inferred")
    assert "reported on Thursday" in published.note
    assert "absolute.txt" in published.note
    assert "reported on September 11, 2025" in published.note


def test_the_note_cites_spans_that_reread() -> None:
    sources = resolved(RELATIVE, ABSOLUTE)
    at = sources["relative.txt"].text.index("reported on Thursday")
    assert f"[{at}:{at + len('reported on Thursday')}]" in sources["relative.txt"].published.note


def test_an_articles_own_report_date_is_inferred_and_located() -> None:
    source = resolved(ABSOLUTE)["absolute.txt"]
    assert (source.published.value, source.published.status) == ("2025-09-11", "inferred")
    assert source.text[source.published.start : source.published.end] == "reported on September 11, 2025"


def test_relative_dates_are_read_against_an_inferred_date_and_say_so() -> None:
    story = resolve([RELATIVE, ABSOLUTE])
    dates = [
        day
        for claim in story.claims
        for piece in claim.evidence
        for day in piece.statement.dates
        if day.text == "early this year"
    ]
    assert [(day.status, (day.low or "")[:4]) for day in dates] == [("inferred", "2025")]


def test_nothing_is_inferred_from_another_weekday() -> None:
    friday = article("relative.txt", ["Norvik has begun to sell its Seahawk patrol boats, Reuters reported on Friday."])
    assert resolved(friday, ABSOLUTE)["relative.txt"].published.status == "none"


def test_nothing_is_inferred_from_another_story() -> None:
    other = article("relative.txt", ["Baltic Lines raised its fares to Lund, Reuters reported on Thursday."])
    assert resolved(other, ABSOLUTE)["relative.txt"].published.status == "none"


def test_two_reports_on_different_days_decide_nothing() -> None:
    later = article(
        "later.txt",
        [
            "Norvik has begun selling Seahawk patrol boats to foreign navies.",
            "This step, reported on September 18, 2025, is a change of course.",
        ],
    )
    assert resolved(RELATIVE, ABSOLUTE, later)["relative.txt"].published.status == "none"


def test_a_stated_date_stays() -> None:
    dated = article("dated.txt", ["Norvik sells boats, Reuters reported on Thursday."], published="2025-01-02")
    assert resolved(dated, ABSOLUTE)["dated.txt"].published.status == "stated"


def test_a_day_far_down_in_the_text_dates_nothing() -> None:
    filler = [f"The harbour of Lund has {n} cranes of its own." for n in range(3, 15)]
    old = article("old.txt", [*filler, "An earlier loss was reported on May 2, 2019."])
    assert resolved(old)["old.txt"].published.status == "none"
