"""Search in the hands of somebody quick: never stale, never in the way, and always a way back."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from explorer.lists import Hit, Meant, Results, SearchKind
from explorer.search import Searcher
from explorer.store.connections import QueryInterruptedError
from explorer.store.writer import write
from explorer.tui.app import Explorer
from explorer.tui.asking import Asking
from explorer.tui.browser import Browser
from explorer.tui.errands import Errands
from explorer.tui.panes import PARTLY, RELATED, Pane
from explorer.tui.reader import ReaderScreen
from tests.factories import VERSIONS, large_resolution
from tests.tui.screen import browser, excerpt, lines, press, running, settle, text, toasts


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve hundred claims: "Company 0 sold 0 units." and so on."""
    path = tmp_path_factory.mktemp("large") / "data.db"
    write(large_resolution(1200), path, VERSIONS)
    return path


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What waits for a rest of the fingers does not wait here; searches are kept in a folder of the test."""
    monkeypatch.setattr(Asking, "IDLE", 0.002)
    monkeypatch.setattr(Asking, "SLOW", 0.002)
    monkeypatch.setattr(Errands, "RELIEF", 0.002)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def type_at_once(app: Explorer, *keys: str) -> None:
    """All keys before the first of them is dealt with."""
    names = {"enter": "\r", "escape": "\x1b", "backspace": "\x7f", "tab": "\t"}
    for key in keys:
        app.post_message(events.Key(key, "/" if key == "slash" else names.get(key, key if len(key) == 1 else None)))


async def rested(pilot: Pilot[int]) -> None:
    """Wait for what comes after a rest of the fingers, too."""
    for _ in range(4):
        await pilot.pause(0.004)
        await settle(pilot)


def rows(app: Explorer, kind: str) -> list[int]:
    return list(next(pane for pane in browser(app).query(Pane) if pane.kind == kind).rows)


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
        monkeypatch.setattr(Errands, "ask", None)  # whoever asks now fails
        app.post_message(events.Key("backspace", "\x7f"))
        await settle(pilot)
        main = browser(app)
        assert main.pane("claim").rows == range(1, 1201)
        assert main.pane("claim").row == 3, "the cursor is where it was before the search"
        assert "found" not in lines(app)[1]


async def test_enter_right_after_a_letter_acts_on_what_the_whole_query_finds(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()
    original = Searcher.find

    def slow(self: Searcher, query: str, kind: str, **more: object) -> Results:
        assert release.wait(20)
        return original(self, query, kind, **more)  # type: ignore[arg-type]  # passed on as it came

    async with running(large) as (app, pilot):
        await press(pilot, "slash")
        await rested(pilot)
        monkeypatch.setattr(Searcher, "find", slow)
        type_at_once(app, *"company 77", "enter", "j", "enter")
        for _ in range(20):
            await pilot.pause()
        main = browser(app)
        assert app.focused is main.pane("claim")
        assert not main.steps.taken, "nothing is chosen from a list that is not there yet"
        assert "…" in str(main.pane("claim").border_title)
        release.set()
        await rested(pilot)
        found = original(Searcher(app.database), "company 77", "claim", limit=100)
        (step,) = main.steps.taken
        assert (step.kind, step.row) == ("claim", found.hits[1].row)


async def test_enter_goes_back_to_the_line_where_nothing_is_found(large: Path) -> None:
    async with running(large) as (app, pilot):
        await press(pilot, "slash")
        type_at_once(app, *"zqxv", "enter", "j", "enter")
        await rested(pilot)
        assert isinstance(app.focused, Input)
        assert browser(app).steps.taken == ()
        assert "Nothing matches “zqxv”" in toasts(app)


async def test_a_search_that_cannot_be_stopped_holds_nothing_up(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release, stuck = threading.Event(), threading.Event()
    original = Searcher.find

    def deaf(self: Searcher, query: str, kind: str, **more: object) -> Results:
        if query == "u":
            stuck.set()
            assert release.wait(20)
        return original(self, query, kind, **more)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(Searcher, "find", deaf)
    async with running(large) as (app, pilot):
        await press(pilot, "slash")
        await pilot.press("u")
        for _ in range(1000):
            await pilot.pause()
            if stuck.is_set():
                break
        await pilot.press("backspace", *"company 42")
        for _ in range(2000):
            await pilot.pause(0.001)
            if browser(app).pane("claim").results is not None:
                break
        results = browser(app).pane("claim").results
        assert results is not None
        assert results.query == "company 42"
        release.set()
        await rested(pilot)
        assert browser(app).pane("claim").results == results


async def test_an_older_search_is_told_to_stop(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[str] = []
    original = Searcher.find

    def patient(self: Searcher, query: str, kind: str, **more: object) -> Results:
        cancelled = more["cancelled"]
        assert callable(cancelled)
        if query == "s":
            for _ in range(20_000):
                threading.Event().wait(0.001)
                if cancelled():
                    stopped.append(query)
                    raise QueryInterruptedError("stopped")
        return original(self, query, kind, **more)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(Searcher, "find", patient)
    async with running(large) as (app, pilot):
        await press(pilot, "slash")
        await pilot.press("s")
        await pilot.pause()
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
    def find(self: Searcher, query: str, kind: str, **more: object) -> Results:
        hits = (Hit(1, 9.0), Hit(2, 8.0), Hit(5, 1.0, (), True))
        return Results(kind, query, hits, 1000, False, ("“x:” is no field.",))  # type: ignore[arg-type]  # of a list

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
    def find(self: Searcher, query: str, kind: str, **more: object) -> Results:
        return Results(kind, query, (Hit(1, 9.0),), 1, True, (), (Meant("nrovik", ("norvik", "norwich")),))  # type: ignore[arg-type]  # of a list

    monkeypatch.setattr(Searcher, "find", find)
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"nrovik")
        assert "nrovik → norvik · 3 found" in lines(app)[1]


async def test_nothing_found_offers_the_nearest_words_and_one_key_takes_one(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Searcher.find

    def find(self: Searcher, query: str, kind: str, **more: object) -> Results:
        if query == "plan norvikk":
            return Results(kind, query, (), 0, True, (), (), ("norvik", "lund"))  # type: ignore[arg-type]  # of a list
        return original(self, query, kind, **more)  # type: ignore[arg-type]  # passed on as it came

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
        assert "From the top again." in toasts(app)


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
        type_at_once(app, "j", "j", "o")
        for _ in range(100):
            await settle(pilot)
            await pilot.pause(0.01)
            if isinstance(app.screen, ReaderScreen):
                break
        assert isinstance(app.screen, ReaderScreen)
        assert browser(app).pane("claim").item.text in excerpt(app)  # type: ignore[union-attr]  # a claim


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
        await press(pilot, "s")
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
    from explorer.tui.searchbar import LANGUAGE

    assert parse(LANGUAGE, "claim").problems == ()


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

    def find(self: Searcher, query: str, kind: str, **more: object) -> Results:
        hits = tuple(Hit(row, 10.0 - row) for row in (2, 1))
        return Results(kind, query, hits if kind != "passage" else (), 2, True)  # type: ignore[arg-type]  # of a list

    monkeypatch.setattr(Searcher, "why", why)
    monkeypatch.setattr(Searcher, "find", find)
    monkeypatch.setattr(Asking, "SLOW", 0.01)
    async with running(sample, (160, 40)) as (app, pilot):
        await press(pilot, "slash", *"anna")
        await pilot.pause(0.05)
        await rested(pilot)
        assert "said by [/] Anna␛[2J" in text(app)
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
        for _ in range(200):
            await pilot.pause(0.01)
            if 1002 in claims.rows:
                break
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
