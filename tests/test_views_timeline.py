"""The axis of time: what is told of when, what was published when, what was inferred, what cannot be placed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import pytest

from explorer.errors import DatabaseError
from explorer.lists import Filter, SourceItem
from explorer.models import Resolution
from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.text.inert import is_inert
from explorer.text.safe_json import to_json
from explorer.views import timeline, timeline_printed
from explorer.views.scope import Scope
from explorer.views.spans_of_time import gap_words, range_words, unit_for, unit_name, whole_unit
from explorer.views.timeline import Entry
from tests.bridge import BLOG, BUILT, CLOSED, PAPER, REOPEN, REWRITE, WIRE, bridge_database
from tests.factories import VERSIONS
from tests.tui.hostile import STRINGS, hostile_database


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The four accounts of the bridge."""
    with Database.open(bridge_database(tmp_path_factory.mktemp("bridge"))) as database:
        yield database


def _told(made: timeline.Timeline) -> list[tuple[str, str]]:
    """Date and words of the entries."""
    return [(entry.words, timeline.entry_words(made, entry)) for entry in made.entries]


def test_claims_and_publications_stand_on_one_axis_from_the_earliest(bridge: Database) -> None:
    made = timeline.make(bridge)
    assert _told(made) == [
        ("1987", BUILT.text),
        ("2024-05-01", CLOSED.text),
        ("2024-05-02", "Fjord Wire: (no title) wire.txt"),
        ("2024-05-04", "Karsund Post: (no title) paper.txt"),
        ("2024-09 … 2024-11", REOPEN.text),
    ]
    assert made.title == "3 dated claims · 2 of 4 articles dated"


def test_of_all_articles_the_day_is_known_and_the_rest_is_read_where_it_is_seen(
    bridge: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = {item.row: item for item in bridge.items("source", [1, 2, 3, 4])}
    read: list[int] = []
    original = bridge.items

    def items_of(kind: Literal["source"], rows: Sequence[int]) -> list[SourceItem]:
        read.extend(rows)
        return original(kind, rows)

    monkeypatch.setattr(timeline, "_SEEN_FIRST", 0)
    monkeypatch.setattr(bridge, "items", items_of)
    made = timeline.make(bridge, first=0)
    assert read == []
    assert made.days == {row: (item.published, item.published_status) for row, item in items.items()}
    assert (list(made.sources), len(made.sources), 5 in made.sources) == ([1, 2, 3, 4], 4, False)
    assert made.sources == items
    assert sorted(read) == [1, 2, 3, 4], "each once"
    with pytest.raises(KeyError):
        made.sources[5]


def test_what_is_inferred_and_what_lay_ahead_is_told_apart(bridge: Database) -> None:
    made = timeline.make(bridge)
    notes = {timeline.entry_words(made, entry): timeline.notes_of(made, entry) for entry in made.entries}
    assert notes[CLOSED.text] == ["Fjord Wire"]
    assert notes[REOPEN.text] == ["Fjord Wire", "date inferred", "ahead of its report of 2024-05-02"]
    assert notes["Karsund Post: (no title) paper.txt"] == ["date inferred"]
    by_text = {timeline.entry_words(made, entry): entry for entry in made.entries}
    assert (by_text[REOPEN.text].when, by_text[BUILT.text].when) == ("ahead", "before")


def test_what_cannot_be_placed_is_counted_with_the_reason(bridge: Database) -> None:
    lines = timeline.unplaced_words(timeline.make(bridge))
    assert lines == [
        "1 date in 1 claim cannot be placed, because the article has no date from which to count: “last week”.",
        "2 articles have no date: blog.txt, rewrite.txt.",
        "3 claims tell no date.",
    ]


def test_of_what_is_told_by_examples_there_is_more(bridge: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert timeline.unplaced_more(timeline.make(bridge)) == ["", "", ""], "the sentences tell all of it"
    monkeypatch.setattr(timeline, "_EXAMPLES", 1)
    assert timeline.unplaced_more(timeline.make(bridge)) == ["", "blog.txt; rewrite.txt", ""]


def test_filter_and_search_narrow_claims_and_articles_alike(bridge: Database) -> None:
    of_paper = timeline.make(bridge, Scope(Filter(source=PAPER.id)))
    assert [words for words, _ in _told(of_paper)] == ["1987", "2024-05-04"]
    assert [item.path for item in of_paper.sources.values()] == ["paper.txt"]
    assert timeline.unplaced_words(of_paper) == ["2 claims tell no date."]  # one of them, another source dates
    found = timeline.make(bridge, Scope(claims=[bridge.row_of(REOPEN.id)]))
    assert [words for words, _ in _told(found)] == ["2024-05-02", "2024-09 … 2024-11"]


def test_the_same_days_told_by_several_sources_are_one_entry_by_the_first_of_them(tmp_path: Path) -> None:
    with Database.open(bridge_database(tmp_path)) as database:
        made = timeline.make(database, Scope(Filter(claim=CLOSED.id)))
        (entry,) = (entry for entry in made.entries if entry.claim)
        assert database.items("source", [entry.source])[0].path == "wire.txt"
        (telling,) = entry.told
        assert database.text(WIRE.id)[telling.start : telling.end] == "1 May 2024"


def test_more_than_can_be_read_is_said(bridge: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "MOST", 2)
    made = timeline.make(bridge)
    assert (made.read, made.total) == (2, 7)
    assert timeline.unplaced_words(made)[-1].startswith("Only the 2 weightiest of 7 claims were read: choose an entity")


def test_a_view_that_is_left_stops_reading(bridge: Database) -> None:
    with pytest.raises(DatabaseError, match="left"):
        timeline.make(bridge, Scope(cancelled=lambda: True))


def test_groups_tell_how_much_later_they_are_and_whole_years_stand_before_their_months(bridge: Database) -> None:
    entries = timeline.make(bridge).entries
    by_month = timeline.grouped(entries, "month")
    assert [(group.words, group.gap) for group in by_month] == [
        ("1987", ""),
        ("2024-05 May", ""),
        ("2024-09 September", "4 months later"),
    ]
    assert [(group.key, group.last - group.first) for group in timeline.grouped(entries, "year")] == [
        ("1987", 1),
        ("2024", 4),
    ]
    assert timeline.grouped(entries, "year")[1].gap == "37 years later"
    assert timeline.grouped(entries, "day")[1].words == "2024-05-01 Wednesday"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("2024-05-01", "2024-05-01", "2024-05-01"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2023-02-01", "2023-02-28", "2023-02"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2019-01-01", "2024-12-31", "2019 … 2024"),
        ("2024-04-01", "2024-06-30", "2024-04 … 2024-06"),
        ("2024-04-01", "2024-06-29", "2024-04-01 … 2024-06-29"),
        (None, "2024-06-30", "… 2024-06-30"),
        ("2019-01-01", None, "2019-01-01 …"),
        (None, None, ""),
        ("2024-13-01", "2024-13-31", "2024-13-01 … 2024-13-31"),
    ],
)
def test_a_range_is_told_as_a_range(low: str | None, high: str | None, words: str) -> None:
    assert range_words(low, high) == words


def test_an_unit_is_chosen_by_where_most_days_lie() -> None:
    assert unit_for([]) == "month"
    assert unit_for(["1901-01-01", *(f"2024-05-{day:02}" for day in range(1, 21))]) == "day"
    assert unit_for([f"2024-{month:02}-01" for month in range(1, 13)]) == "month"
    assert unit_for([f"{year}-01-01" for year in range(1980, 2020)]) == "year"
    assert (unit_name("2024-05-01"), unit_name("2024-05"), unit_name("2024"), unit_name("2024-99")) == (
        "Wednesday",
        "May",
        "",
        "",
    )
    assert whole_unit("2024-05-01", "2024-05-31", "day") == "2024-05"
    assert whole_unit("2024-05-01", "2024-05-31", "month") == ""
    assert gap_words("2024-05-01", "2024-05-11") == "10 days later"
    assert gap_words("2024-05", "2024-06") == ""
    assert gap_words("not a day", "2024-05-11") == ""


def test_the_plain_twin_reads_from_top_to_bottom(bridge: Database) -> None:
    lines = timeline_printed.plain(timeline.make(bridge))
    text = "\n".join(lines)
    assert lines[0] == "3 dated claims · 2 of 4 articles dated · 1987-01 … 2024-11"
    assert "2024 (37 years later)" in lines
    assert "PUBLISHED Fjord Wire" in text
    assert "~2024-09 … 2024-11" in text
    assert "(Fjord Wire; date inferred; ahead of its report of 2024-05-02)" in text
    assert "Not on the axis" in lines
    short = "\n".join(timeline_printed.plain(timeline.make(bridge, first=1)))
    assert "The first 1 of 5 entries are printed" in short
    assert REOPEN.text not in short


def test_the_json_twin_gives_the_words_that_tell_each_date(bridge: Database) -> None:
    record = json.loads(json.dumps(timeline_printed.record(timeline.make(bridge))))
    assert [entry["kind"] for entry in record["entries"]] == ["told", "told", "published", "published", "told"]
    tellings = [telling for entry in record["entries"] for telling in entry["told"]] + record["unplaced"]
    assert {telling["text"] for telling in tellings} == {"1 May 2024", "in the autumn", "1987", "last week"}
    for telling in tellings:
        assert bridge.text(telling["source"])[telling["start"] : telling["end"]] == telling["text"]
    assert record["undated_sources"] == [BLOG.id, REWRITE.id]
    assert record["claims_without_date"] == 3


@pytest.mark.parametrize("attack", STRINGS)
def test_an_attacking_article_stays_inert_in_both_twins(tmp_path: Path, attack: str) -> None:
    with Database.open(hostile_database(tmp_path, attack)) as database:
        made = timeline.make(database)
        lines = timeline_printed.plain(made, 60)
        assert any("have no date" in line for line in lines)
        assert all(is_inert(line) for line in lines)
        assert is_inert(to_json(timeline_printed.record(made), indent=2, ascii_only=False))


def test_nothing_to_place_is_an_empty_axis(tmp_path: Path) -> None:
    write(Resolution((), (), ()), tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        made = timeline.make(database)
        assert (made.entries, made.span, timeline.unplaced_words(made)) == ((), "", [])
        assert timeline_printed.plain(made)[0] == "0 dated claims · 0 of 0 articles dated"


def test_an_open_end_is_placed_by_the_end_that_is_known() -> None:
    until = Entry(None, "2024-06-30", inferred=False, source=1, claim=1)
    assert (until.start, until.words) == ("2024-06-30", "… 2024-06-30")
