"""Publication dates inferred across files: only where two accounts of one report allow it, and never as stated."""

from __future__ import annotations

from dataclasses import replace

from explorer.models import Field, Reading, Region, Source
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


LEAD = "Norvik Ferries will close its yard in Halden by the end of the year, Ingrid Solberg said."


def _wire(line: str) -> Reading:
    """A report whose first line is a dateline."""
    found = article("wire.txt", [line, LEAD])
    regions = tuple(replace(r, kind="dateline") if r.start == 0 else r for r in found.source.regions)
    return replace(found, source=replace(found.source, regions=regions))


def _dated(day: str, lead: str = "Norvik Ferries is to close its Halden yard by the end of the year.") -> Reading:
    """An account whose first line states its date."""
    found = article("dated.txt", [day, lead])
    head = Region("dateline", 0, len(day))
    source = replace(found.source, regions=(head, *found.source.regions[1:]))
    return replace(found, source=replace(source, published=Field(day, "stated", 0, len(day), "first line")))


def test_a_dateline_without_a_year_takes_the_year_of_a_dated_account() -> None:
    source = resolved(_wire("OSLO, March 4 (Reuters) -"), _dated("2025-03-05"))["wire.txt"]
    published = source.published
    assert (published.value, published.status) == ("2025-03-04", "inferred")
    assert published.start is not None
    assert source.text[published.start : published.end] == "March 4"
    assert "“March 4” [6:13]" in published.note
    assert "dated.txt, an account of the same event, is dated “2025-03-05” [0:10]" in published.note


def test_a_dateline_keeps_its_year_open_where_no_account_is_near() -> None:
    wire = _wire("OSLO, March 4 (Reuters) -")
    other = "Baltic Lines has sold the Seahawk to Per Aune in Lund."
    assert resolved(wire, _dated("2025-03-19"))["wire.txt"].published.value is None
    assert resolved(wire, _dated("2025-03-05", other))["wire.txt"].published.value is None
    assert resolved(wire, _dated("2025-03-05"), replace_path(_dated("2024-03-05")))["wire.txt"].published.value is None


def replace_path(reading: Reading) -> Reading:
    """The same account as another file."""
    return replace(reading, source=replace(reading.source, path="other.txt"))
