"""Searching while typing: three lists at once, the newest query wins, nothing found is no dead end."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from explorer.errors import DatabaseError
from explorer.lists import Results
from explorer.search import Searcher
from explorer.tui.drawing.rendering import styles_of
from explorer.tui.explore.browser import Browser
from explorer.tui.lists.panes import Pane
from tests.tui.screen import browser, excerpt, hold_searches, lines, press, rows, running, settle, text, toasts, until


def marked(app: object, pane: Pane) -> list[str]:
    """The pieces of a list that are drawn as found."""
    found = styles_of(pane)("match")
    strips = [pane.render_line(y) for y in range(len(pane.rows))]
    return [
        segment.text
        for strip in strips
        for segment in strip
        if segment.style and segment.style.underline and segment.style.color == found.color
    ]


async def test_typing_filters_all_three_lists_and_marks_what_was_found(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"lindq")
        top = lines(app)
        assert "search “lindq”" in top[0]
        assert "found" in top[1]
        main = browser(app)
        assert list(main.pane("entity").rows) == [3]
        assert marked(app, main.pane("entity")) == ["Lindq"]
        assert "2 Entities 1/6" in text(app)


async def test_a_match_far_into_a_row_is_brought_into_view(sample: Path) -> None:
    async with running(sample, (80, 24)) as (app, pilot):
        await press(pilot, "slash", *"june")
        row = next(line for line in lines(app) if "June" in line)
        assert "…" in row.split("June")[0]
        assert marked(app, browser(app).pane("claim")) == ["June"]


async def test_enter_and_down_go_to_the_results(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        for key in ("enter", "down"):
            await press(pilot, "slash", *"choice", key)
            assert app.focused is browser(app).pane("claim")
            assert excerpt(app) == "We regret the loss of every job, … We had no choice."
            await press(pilot, "escape")
            assert "▸" not in lines(app)[0]


async def test_the_comparison_follows_while_typing_wherever_something_was_found(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"metall")
        comparison = browser(app).compare().comparison
        assert comparison is not None
        assert (comparison.kind, comparison.title) == ("entity", "IF Metall")


async def test_beside_the_lists_stands_the_same_for_the_same_words_whatever_was_typed_before(sample: Path) -> None:
    async with running(sample) as (app, pilot):

        def beside() -> tuple[str, str]:
            comparison = browser(app).compare().comparison
            assert comparison is not None
            return comparison.kind, comparison.title

        await press(pilot, "slash", *"norvik")
        first = beside()
        assert first[0] == "claim"
        await press(pilot, *["backspace"] * 6, *"txt")
        assert beside()[0] == "source", "no claim holds it"
        await press(pilot, *["backspace"] * 3)
        assert beside()[0] == "claim", "the list that the reader was in"
        await press(pilot, *"metall", *["backspace"] * 6, *"norvik")
        assert beside() == first
        await press(pilot, "enter", "2", "slash", *["backspace"] * 6, *"lund")
        assert beside() == ("entity", "Lund"), "the list that the reader has gone to"


async def test_the_key_of_the_search_line_pressed_twice_types_nothing(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", "slash")
        assert isinstance(app.focused, Input)
        assert app.focused.value == ""
        await press(pilot, *"lund", "slash", *"malmö")
        assert app.focused.value == "lund/malmö"


async def test_esc_clears_the_search_then_leaves_the_line(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"lund", "escape")
        assert isinstance(app.focused, Input)
        assert app.focused.value == ""
        assert "3 Claims 3 " in text(app)
        await press(pilot, "escape")
        assert isinstance(app.focused, Pane)


async def test_nothing_found_says_what_to_do(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"zqx")
        assert "Nothing matches “zqx”. Esc clears the search." in text(app)
        assert "0 found" in lines(app)[1]
        await press(pilot, "enter")
        assert isinstance(app.focused, Input)
        assert text(app).count("Nothing matches “zqx”") == 1


async def test_a_search_stays_within_the_filter(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "2", "down", "down", "enter", "slash", *"norvik")
        main = browser(app)
        assert "All ▸ entity Anna Lindqvist ▸ search “norvik”" in lines(app)[0]
        titles = [item.title for item in app.database.items("source", main.pane("source").rows)]
        assert len(titles) == 2
        assert "" not in titles


async def test_plain_keys_are_typed_in_the_search_line_not_executed(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"qnyoz1")
        assert browser(app).query_text == "qnyoz1"
        assert app.screen is browser(app)


async def test_an_old_answer_never_replaces_a_newer_one(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first query is held back until the second has been shown, as a slow broad query would be."""
    release = hold_searches(monkeypatch, lambda query, _: query == "l")
    async with running(sample) as (app, pilot):
        await pilot.press("slash", "l")
        await pilot.pause()
        main = browser(app)
        old = main.seeker.request
        await pilot.press(*"indq")
        await until(pilot, lambda: list(main.pane("entity").rows) == [3])
        release.set()
        await settle(pilot)
        assert main.seeker.request == old + 4
        assert main.query_text == "lindq"
        assert list(main.pane("entity").rows) == [3]


async def test_a_list_without_its_answer_when_a_row_was_chosen_has_it_when_one_comes_back(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = hold_searches(monkeypatch, lambda query, kind: (query, kind) == ("betrayal", "source"))
    async with running(sample) as (app, pilot):
        main = browser(app)
        await pilot.press("slash", *"betrayal")
        await until(pilot, lambda: main.unanswered == {"source"})
        await pilot.press("enter", "enter")
        assert len(main.steps.taken) == 1
        release.set()
        await settle(pilot)
        await press(pilot, "escape", "1")
        sources = main.pane("source")
        assert (len(list(main.steps.taken)), sources.is_waiting, sources.results is None) == (0, False, False)


async def test_no_key_waits_for_an_answer_that_cannot_be_read(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Results:
        raise DatabaseError("data.db is damaged; rebuild it with explorer build")

    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"betrayal", "enter")
        monkeypatch.setattr(Searcher, "find", broken)
        await press(pilot, "enter")
        assert "data.db is damaged" in toasts(app)
        await press(pilot, "2", "j", "T")
        assert app.theme_name == "light", "j has nothing to act on, and holds nothing up"
        await press(pilot, "slash", "s", "enter")
        assert "cannot be read" in toasts(app), "and not that nothing was found"
        await press(pilot, "escape", "escape", "escape")
        assert len(rows(app, "claim")) == 3


async def test_what_is_pasted_into_the_search_line_cannot_act(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash")
        browser(app).searchbar.input.value = "\x1b]52;c;aGk=\x07[/]\u202e"
        await settle(pilot)
        assert "␛]52;c;aGk=␇[/]·" in lines(app)[1]
        assert "\x1b" not in text(app)


async def test_keys_typed_in_one_burst_all_arrive(sample: Path) -> None:
    """As a fast typist, a paste or `tmux send-keys` delivers them: all before the first has been dealt with."""
    async with running(sample) as (app, pilot):
        for key in ("slash", *"lindq", "enter"):
            app.post_message(events.Key(key, "/" if key == "slash" else key if len(key) == 1 else "\r"))
        await settle(pilot)
        assert browser(app).query_text == "lindq"
        assert list(browser(app).pane("entity").rows) == [3]
        assert isinstance(app.focused, Pane)


async def test_the_marks_in_the_comparison_are_those_of_the_last_letter(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Browser, "DEBOUNCE", 0.05)  # as it is outside the tests: the cursor rests on one row meanwhile
    async with running(sample) as (app, pilot):
        await pilot.press("slash", *"lund plant", "enter")
        for _ in range(12):
            await pilot.pause(0.05)
            await settle(pilot)
        compare = browser(app).compare()
        found = styles_of(compare)("match")
        words = {
            segment.text.strip().casefold()
            for y in range(compare.size.height)
            for segment in compare.render_line(y)
            if segment.style and segment.style.underline and segment.style.color == found.color
        }
        assert words & {"lund", "plant"}
        assert not {word for word in words if len(word) < 4}
