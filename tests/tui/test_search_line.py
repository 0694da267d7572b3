"""What stands by the search line: earlier and kept searches, suggestions, reasons, and hostile queries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from explorer.lists import Hit, Results, SearchKind
from explorer.search import Searcher, index
from explorer.store.writer import write
from explorer.tui.explore.asking import Asking
from explorer.tui.lists.panes import PARTLY, RELATED
from explorer.tui.lists.searchbar import SearchBar, Suggestion
from tests.factories import VERSIONS, large_resolution
from tests.tui.screen import (
    browser,
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


# -- history and kept searches -----------------------------------------------------------------------------------------


async def test_up_brings_earlier_searches_back_and_down_the_draft(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        for query in ("lund", "betrayal"):
            await press(pilot, "slash", *query, "enter", "escape")
        await press(pilot, "slash", "x", "up")
        line = browser(app).searchbar.input
        assert line.value == "betrayal"
        assert rows(app, "claim") == [3]
        await press(pilot, "up")
        assert line.value == "lund"
        await press(pilot, "down", "down")
        assert line.value == "x"
        await press(pilot, "ctrl+p", "ctrl+p")
        assert line.value == "lund"
    async with running(sample) as (app, pilot):
        await rested(pilot)
        browser(app).settle_engine()
        await rested(pilot)
        await press(pilot, "slash", "up")
        assert browser(app).searchbar.input.value == "betrayal", "the next session knows them"


async def test_a_search_is_kept_named_chosen_and_forgotten(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"lund", "f2")
        assert "Kept “lund”" in toasts(app)
        await press(pilot, "f2", *"the [/] plant", "enter")
        await press(pilot, "escape", "escape", "S")
        assert "★ the [/] plant  lund" in text(app)
        await press(pilot, "enter")
        assert browser(app).query_text == "lund"
        await press(pilot, "ctrl+r", "d")
        assert "★" not in text(app)
        await press(pilot, "u")
        assert "★ the [/] plant  lund" in text(app)
        await press(pilot, "d", "escape")
        assert browser(app).searches.kept.saved == ()


async def test_there_is_nothing_to_keep_without_a_search(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "w")
        assert "There is no search to keep" in toasts(app)
        await press(pilot, "S")
        assert "No searches yet" in toasts(app)


# -- suggestions -------------------------------------------------------------------------------------------------------


async def test_fields_are_completed_by_tab_or_right_and_never_by_enter(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        line = browser(app).searchbar.input
        await press(pilot, "slash", *"spea")
        await rested(pilot)
        assert "who said it" in text(app)
        await press(pilot, "right")
        assert line.value == "speaker:"
        await rested(pilot)
        await press(pilot, "down", "tab")
        assert line.value.startswith("speaker:")
        assert len(line.value) > len("speaker:")
        await press(pilot, "escape", *"spea", "enter")
        assert line.value == "spea"


async def test_esc_in_the_suggestions_lets_go_of_the_choice_first(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)
        await press(pilot, "slash", *"kind:")
        await rested(pilot)
        assert main.suggestions.is_open
        await press(pilot, "down", "escape")
        assert main.suggestions.chosen == -1
        assert main.searchbar.input.value == "kind:"
        await press(pilot, "escape")
        assert main.searchbar.input.value == ""
        assert not main.suggestions.display


async def test_the_hint_of_the_language_is_the_language() -> None:
    from explorer.search.parsing import parse
    from explorer.tui.lists.searchbar import LANGUAGE

    assert parse(LANGUAGE, "claim").problems == ()


async def test_a_long_query_keeps_its_end_in_view_and_the_count_behind_it(sample: Path) -> None:
    async with running(sample, (60, 20)) as (app, pilot):
        await press(pilot, "slash", *"lund")
        await rested(pilot)
        short = lines(app)[1]
        assert short.startswith(" / lund ")
        assert short.rstrip().endswith("found")
        browser(app).searchbar.put(f"{'betrayal ' * 9}lund")
        await rested(pilot)
        long = lines(app)[1]
        assert long.startswith(" / ")
        assert " betrayal lund  " in long
        assert long.rstrip().endswith("found")
        assert len(long) == len(short)


# -- hostile queries, every size ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
@pytest.mark.parametrize(
    "query",
    ["[/]", "[@click=app.quit]x", "\x1b[2Jlund", "\u202elund", "👩‍🚀🏽 ❤️", "مرحبا lund", '"(', "source:", "((((", "*"],
)
async def test_whatever_is_searched_for_is_drawn_inert_and_never_fails(
    sample: Path, size: tuple[int, int], query: str
) -> None:
    async with running(sample, size) as (app, pilot):
        await press(pilot, "slash")
        browser(app).searchbar.input.value = query
        await rested(pilot)
        assert len(lines(app)) == size[1]
        assert "\x1b" not in text(app)
        assert "\u202e" not in text(app)
        await press(pilot, "f2", "enter", "escape", "escape", "escape", "S", "escape")
        assert app.is_running


async def test_results_follow_the_terminal_live(large: Path) -> None:
    async with running(large, (200, 60)) as (app, pilot):
        await press(pilot, "slash", *"company 4", "enter", "j", "j")
        row = browser(app).pane("claim").row
        for size in ((40, 12), (120, 36), (20, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert len(lines(app)) == size[1]
        assert browser(app).pane("claim").row == row


async def test_keys_of_one_burst_are_dealt_with_in_their_order(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash")
        type_at_once(app, *"lx", "backspace", *"und")
        await rested(pilot)
        assert browser(app).query_text == "lund"


# -- why, and what is related ------------------------------------------------------------------------------------------


async def test_why_a_row_matched_is_said_where_the_row_does_not_show_it(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str, int]] = []

    def why(self: Searcher, query: str, kind: str, row: int) -> str:
        asked.append((query, kind, row))
        return "said by [/] Anna\x1b[2J" if (kind, row) == ("claim", 2) else ""

    def find(self: Searcher, query: str, kind: SearchKind, **more: Any) -> Results:
        hits = tuple(Hit(row, 10.0 - row) for row in (2, 1))
        return Results(kind, query, hits if kind != "passage" else (), 2, True)

    monkeypatch.setattr(Searcher, "why", why)
    monkeypatch.setattr(Searcher, "find", find)
    monkeypatch.setattr(Asking, "SLOW", 0.01)
    async with running(sample, (160, 40)) as (app, pilot):
        await press(pilot, "slash", *"anna")
        await until(pilot, lambda: "said by [/] Anna␛[2J" in text(app))
        await rested(pilot)
        assert len(asked) == len(set(asked)), "of no query is asked twice"
        await press(pilot, "escape")
        assert "said by" not in text(app)


@pytest.mark.parametrize(
    ("width", "kind", "told"),
    [(260, "claim", "another wording: “a long harangue”"), (160, "claim", "another wording"), (100, "claim", ""),
     (80, "claim", ""), (80, "source", ""), (60, "claim", "")],
)  # fmt: skip
async def test_a_row_of_a_narrow_list_keeps_its_words_before_it_says_why_it_matched(
    large: Path, monkeypatch: pytest.MonkeyPatch, width: int, kind: SearchKind, told: str
) -> None:
    why = "another wording: “a long harangue”"
    monkeypatch.setattr(Searcher, "why", lambda *asked: why if asked[2] == kind else "")
    async with running(large, (width, 24)) as (app, pilot):
        await press(pilot, "slash", *"company")
        await pilot.pause(0.05)
        await rested(pilot)
        pane = browser(app).pane(kind)
        row = pane.render_line(1).text
        assert told in row
        assert ("another" in row) == bool(told), "a note that has no room is left out, not cut"
        assert "units." in row or not told


async def test_claims_of_like_meaning_come_under_the_others_and_move_nothing(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.search.related import Related

    wanted: list[frozenset[int]] = []

    def find(self: Related, query: str, kind: str = "claim", limit: int = 20, **more: object) -> list[Hit]:
        exclude = more["exclude"]
        assert isinstance(exclude, frozenset)
        wanted.append(exclude)
        return [Hit(1001, 60.0), Hit(1002, 50.0)]

    monkeypatch.setattr(Related, "find", find)
    monkeypatch.setattr(Asking, "IDLE", 0.02)
    async with running(large) as (app, pilot):
        await press(pilot, "slash", *"company 77", "enter", "j")
        claims = browser(app).pane("claim")
        await until(pilot, lambda: 1002 in claims.rows)
        await rested(pilot)
        assert list(claims.rows)[-3:] == [RELATED, 1001, 1002]
        assert claims.cursor == 1
        assert "related in meaning" in text(app) or len(claims.rows) > claims.size.height
        assert set(claims.rows) - {RELATED, PARTLY, 1001, 1002} == wanted[-1] - {PARTLY}
        assert claims.count == f"{claims.results.total if claims.results else 0}/1,200", "they are not counted as found"
        await press(pilot, "G")
        assert claims.row == 1002


async def test_choosing_again_and_again_keeps_one_way_back(large: Path) -> None:
    async with running(large) as (app, pilot):
        await press(pilot, "slash", *"units", "enter")
        main = browser(app)
        for _ in range(5):
            await press(pilot, "enter", "j")
        assert len(main._places) <= 2
        await press(pilot, "escape")
        assert not main.steps.taken
        assert main.query_text == "units"
        assert main.pane("claim").cursor == 0


async def test_what_a_search_gives_up_is_looked_for_to_the_end_while_nobody_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, number in (("_PATIENCE", 20), ("_BATCH", 10), ("_AT_ONCE", 5)):
        monkeypatch.setattr(f"explorer.search.evaluate.{name}", number)
    made = large_resolution(200)
    texts = [f"A ferry, all grey, left ({number})." for number in range(199)] + ["The grey ferry left."]
    claims = tuple(replace(claim, text=text) for claim, text in zip(made.claims, texts, strict=True))
    write(replace(made, claims=claims), tmp_path / "data.db", VERSIONS, extras=[index])
    said: list[str] = []
    say = SearchBar.say

    def heard(self: SearchBar, count: str, notice: str = "", *, is_problem: bool = False) -> None:
        said.append(notice)
        say(self, count, notice, is_problem=is_problem)

    monkeypatch.setattr(SearchBar, "say", heard)
    async with running(tmp_path / "data.db", (160, 40)) as (app, pilot):
        await press(pilot, "slash", *'"grey ferry" ')
        await rested(pilot)
        assert len(rows(app, "claim")) == 1
        assert "1 found" in text(app)
        assert any("the others are looked at when nobody types" in notice for notice in said)
        assert "nobody types" not in text(app)


async def test_an_answer_that_comes_while_one_leaves_is_no_crash(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)
        await press(pilot, "slash")
    monkeypatch.setattr(main, "context", lambda: "search")
    main.suggest([Suggestion("lund", 4, "lund")])
    assert not main.suggestions.is_attached
