"""Search in the hands of somebody quick: never stale, never in the way, and always a way back."""

from __future__ import annotations

import random
import threading
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widgets import Input

from explorer.lists import Hit, Meant, Results, SearchKind
from explorer.search import Searcher
from explorer.store.connections import QueryInterruptedError
from explorer.tui.explore.browser import Browser
from explorer.tui.lists.panes import PARTLY
from explorer.tui.reading.seeking import Seeker
from explorer.tui.views.reader import ReaderScreen
from tests.tui.screen import (
    browser,
    excerpt,
    hold_searches,
    lines,
    press,
    rested,
    rows,
    running,
    settle,
    text,
    toasts,
    type_at_once,
    until,
)

pytestmark = pytest.mark.usefixtures("at_once")


# -- stale results -----------------------------------------------------------------------------------------------------


async def test_typing_erasing_and_typing_again_ends_with_what_stands_in_the_line(large: Path) -> None:
    draw = random.Random(7)
    async with running(large) as (app, pilot):
        await press(pilot, "slash")
        for _ in range(6):
            keys = [draw.choice(["4", "2", "c", "o", "m", "space", "backspace", "backspace"]) for _ in range(25)]
            type_at_once(app, *keys)
            await rested(pilot)
            main = browser(app)
            query = main.searchbar.query_text
            assert main.query_text == query
            found = Searcher(app.database).find(query, "claim", limit=100) if query else None
            if found is None:
                assert main.pane("claim").rows == range(1, 1201)
            elif found.hits:
                assert [row for row in rows(app, "claim") if row > 0] == [hit.row for hit in found.hits]


async def test_erasing_brings_the_lists_back_without_a_thread(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(large) as (app, pilot):
        await press(pilot, "j", "j", "slash", "7")
        monkeypatch.setattr(Seeker, "ask", None)  # whoever asks now fails
        app.post_message(events.Key("backspace", "\x7f"))
        await settle(pilot)
        main = browser(app)
        assert main.pane("claim").rows == range(1, 1201)
        assert main.pane("claim").row == 3, "the cursor is where it was before the search"
        assert "found" not in lines(app)[1]


async def test_enter_right_after_a_letter_acts_on_what_the_whole_query_finds(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(large) as (app, pilot):
        await press(pilot, "slash")
        await rested(pilot)
        release = hold_searches(monkeypatch)
        type_at_once(app, *"company 77", "enter", "j", "enter")
        for _ in range(20):
            await pilot.pause()
        main = browser(app)
        assert app.focused is main.pane("claim")
        assert not main.steps.taken, "nothing is chosen from a list that is not there yet"
        assert "…" in str(main.pane("claim").border_title)
        release.set()
        await rested(pilot)
        found = Searcher(app.database).find("company 77", "claim", limit=100)
        (step,) = main.steps.taken
        assert (step.kind, step.row) == ("claim", found.hits[1].row)


async def test_enter_goes_back_to_the_line_where_nothing_is_found(large: Path) -> None:
    async with running(large) as (app, pilot):
        await press(pilot, "slash")
        type_at_once(app, *"zqxv", "enter", "j", "enter")
        await rested(pilot)
        assert isinstance(app.focused, Input)
        assert browser(app).steps.taken == ()
        assert text(app).count("Nothing matches “zqxv”") == 1


async def test_a_search_that_cannot_be_stopped_holds_nothing_up(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release, stuck = threading.Event(), threading.Event()
    original = Searcher.find

    def deaf(self: Searcher, query: str, kind: SearchKind, **more: Any) -> Results:
        if query == "u":
            stuck.set()
            assert release.wait(120)
        return original(self, query, kind, **more)

    monkeypatch.setattr(Searcher, "find", deaf)
    async with running(large) as (app, pilot):
        await press(pilot, "slash")
        await pilot.press("u")
        await until(pilot, stuck.is_set)
        await pilot.press("backspace", *"company 42")
        await until(pilot, lambda: browser(app).pane("claim").results is not None)
        results = browser(app).pane("claim").results
        assert results is not None
        assert results.query == "company 42"
        release.set()
        await rested(pilot)
        assert browser(app).pane("claim").results == results


async def test_an_older_search_is_told_to_stop(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began, stopped = threading.Event(), list[str]()
    original = Searcher.find

    def patient(self: Searcher, query: str, kind: SearchKind, **more: Any) -> Results:
        cancelled = more["cancelled"]
        assert callable(cancelled)
        if query == "s":
            began.set()
            for _ in range(100_000):
                threading.Event().wait(0.001)
                if cancelled():
                    stopped.append(query)
                    raise QueryInterruptedError("stopped")
        return original(self, query, kind, **more)

    monkeypatch.setattr(Searcher, "find", patient)
    async with running(large) as (app, pilot):
        await press(pilot, "slash")
        await pilot.press("s")
        await until(pilot, began.is_set)
        await pilot.press("o")
        await rested(pilot)
        assert stopped == ["s"]
        assert browser(app).query_text == "so"
        assert toasts(app) == ""


# -- counts and pages --------------------------------------------------------------------------------------------------


async def test_pages_come_as_they_are_read_and_the_count_is_of_all(large: Path) -> None:
    async with running(large) as (app, pilot):
        await press(pilot, "slash", *"sold", "enter")
        await rested(pilot)
        claims = browser(app).pane("claim")
        assert len(claims.rows) == 100
        total = claims.results.total if claims.results else 0
        assert f"3 Claims {claims.count}" in text(app)
        claims.move_to(95)
        await rested(pilot)
        assert len(claims.rows) == 200
        assert claims.cursor == 95
        await press(pilot, "G")
        await rested(pilot)
        assert len(claims.rows) == len(set(claims.rows)) == 1200
        assert claims.cursor == 1199
        assert total <= 1200


async def test_the_end_of_a_list_is_one_key_away_and_costs_no_rows(large: Path) -> None:
    async with running(large) as (app, pilot):
        await press(pilot, "G")
        claims = browser(app).pane("claim")
        assert isinstance(claims.rows, range)
        assert claims.row == 1200
        await press(pilot, "g")
        assert claims.row == 1


async def test_counts_say_at_least_where_nobody_counted(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(self: Searcher, query: str, kind: SearchKind, **more: Any) -> Results:
        hits = (Hit(1, 9.0), Hit(2, 8.0), Hit(5, 1.0, (), True))
        return Results(kind, query, hits, 1000, False, ("“x:” is no field.",))

    monkeypatch.setattr(Searcher, "find", find)
    async with running(large) as (app, pilot):
        await press(pilot, "slash", *"units")
        assert "≥ 1,000/1,200" in text(app)
        assert "≥ 3,000 found" in lines(app)[1]
        assert "“x:” is no field." in lines(app)[1]
        assert rows(app, "claim")[:4] == [1, 2, PARTLY, 5]
        assert "not every word" in text(app)
        await press(pilot, "enter", "j", "j")
        assert browser(app).pane("claim").row == 5, "the cursor passes over a divider"


async def test_a_corrected_word_is_said_in_the_line(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(self: Searcher, query: str, kind: SearchKind, **more: Any) -> Results:
        return Results(kind, query, (Hit(1, 9.0),), 1, True, (), (Meant("nrovik", ("norvik", "norwich")),))

    monkeypatch.setattr(Searcher, "find", find)
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"nrovik")
        assert "nrovik → norvik · 3 found" in lines(app)[1]


async def test_nothing_found_offers_the_nearest_words_and_one_key_takes_one(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Searcher.find

    def find(self: Searcher, query: str, kind: SearchKind, **more: Any) -> Results:
        if query == "plan norvikk":
            return Results(kind, query, (), 0, True, (), (), ("norvik", "lund"))
        return original(self, query, kind, **more)

    monkeypatch.setattr(Searcher, "find", find)
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"plan norvikk")
        assert "Nearest words" in text(app)
        await press(pilot, "tab")
        assert browser(app).searchbar.input.value == "plan norvik"
        assert isinstance(app.focused, Input)
        assert "Nearest words" not in text(app)


# -- passages, matches, and the way back -------------------------------------------------------------------------------


async def test_passages_take_the_place_of_the_sources_and_enter_opens_the_article_there(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"betrayal", "enter", "p", "1")
        await rested(pilot)
        main = browser(app)
        assert "1 Passages 2" in text(app)
        assert "1 Sources" not in text(app)
        assert main.following == "passage"
        await press(pilot, "enter")
        assert isinstance(app.screen, ReaderScreen)
        focus = app.screen.compare().focus_excerpt
        assert focus is not None
        assert focus.stop is not None
        assert "betrayal" in focus.source.text[focus.stop.cited.start : focus.stop.cited.end]
        assert any("betrayal" in line for line in lines(app)), "it is in view"
        await press(pilot, "escape")
        assert app.focused is main.pane("passage")
        await press(pilot, "p")
        assert "1 Sources" in text(app)
        assert app.focused is main.pane("source")


async def test_the_list_of_passages_goes_with_the_search(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "p")
        assert "search first" in toasts(app)
        await press(pilot, "slash", *"lund", "enter", "p", "1", "escape")
        assert "1 Sources 3" in text(app)
        assert app.focused is browser(app).pane("source")


async def test_n_walks_through_the_matches_and_on_into_the_next_row(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"norvik", "enter")
        main = browser(app)
        compare, claims = main.compare(), main.pane("claim")
        count = len(compare.found)
        assert count > 1
        seen = []
        for _ in range(count):
            await press(pilot, "n")
            seen.append(compare.match)
        assert seen == compare.found
        assert claims.cursor == 0
        assert f"match {count}/{count}" in text(app)
        await press(pilot, "n")
        assert claims.cursor == 1
        assert compare.match == compare.found[0]
        await press(pilot, "N")
        assert claims.cursor == 0
        assert compare.match == compare.found[-1]


async def test_in_the_full_text_n_goes_round_and_says_so(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"union", "enter", "p", "1", "enter")
        await rested(pilot)
        assert isinstance(app.screen, ReaderScreen)
        compare = app.screen.compare()
        first = compare.match
        assert first is not None
        for _ in compare.found:
            await press(pilot, "n")
        assert compare.match == first
        assert f"From the top again: 1 of {len(compare.found)}." in toasts(app)


async def test_y_cites_the_sentence_of_a_match_that_is_no_evidence(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"carmaker", "enter", "p", "1", "enter")
        assert isinstance(app.screen, ReaderScreen)
        focus = app.screen.cited()
        assert focus is not None
        assert focus.stop is not None
        cited = focus.source.text[focus.stop.cited.start : focus.stop.cited.end]
        assert "carmaker" in cited.lower()


async def test_esc_leads_back_to_the_very_results_and_cursor(large: Path) -> None:
    async with running(large) as (app, pilot):
        await press(pilot, "slash", *"units", "enter")
        await rested(pilot)
        main = browser(app)
        claims = main.pane("claim")
        claims.move_to(150)
        await rested(pilot)
        claims.move_to(160)
        await rested(pilot)
        before, row, top = list(claims.rows), claims.row, claims.scroll_offset.y
        sources = rows(app, "source")
        await press(pilot, "enter")
        assert len(main.steps.taken) == 1
        assert rows(app, "source") != sources or len(sources) == 1
        await press(pilot, "escape")
        await rested(pilot)
        assert not main.steps.taken
        assert main.query_text == "units"
        assert (list(claims.rows), claims.row, claims.scroll_offset.y) == (before, row, top)
        assert rows(app, "source") == sources
        await press(pilot, "escape")
        assert main.query_text == ""


async def test_keys_typed_ahead_of_a_comparison_cite_the_row_under_the_cursor(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Browser, "DEBOUNCE", 0.05)
    async with running(large) as (app, pilot):
        type_at_once(app, "j", "j", "r")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await settle(pilot)
        assert browser(app).pane("claim").item.text in excerpt(app)  # type: ignore[union-attr]  # a claim
