"""Keys typed faster than anything is answered lead where the same keys lead one by one."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.widgets._toast import Toast, ToastRack

from explorer.clipboard import Copied
from explorer.errors import ExplorerError
from explorer.store.reader import Database
from explorer.tui.explore.browser import Browser
from explorer.tui.frame.typed_ahead import TypedAhead
from explorer.tui.reading.places import screen_of
from explorer.views.scope import Scope
from tests.tui.screen import browser, hold_searches, lines, press, running, settle, text, toasts, type_at_once, until

JOURNEYS = (
    "1 j j r", "1 j r j j 3 k", "2 j enter 3 j r", "M j j enter", "O j j enter", "O G r N", "D j n", "D j enter",
    "L N j", "r n y", "3 j O tab n", "s j enter j", "s 2 I j", "z D j enter", "colon t i m enter",
    "j j left_square_bracket M", "j L M", "M s c f j", "z 4 j",
    "slash b r i d g e enter M j enter", "f d M j enter", "r slash q u a y s enter j", "enter r escape",
    "ctrl+d enter vertical_line", "G d",
    "O j j left_square_bracket right_square_bracket left_square_bracket right_square_bracket",
)  # fmt: skip


@pytest.mark.parametrize("journey", JOURNEYS)
async def test_keys_in_one_piece_lead_where_they_lead_one_by_one(
    journey: str, bridge: Path, monkeypatch: pytest.MonkeyPatch, copied: list[str], at_once: None
) -> None:
    monkeypatch.setattr(Browser, "DEBOUNCE", 0.03)
    keys, seen = journey.split(), list[tuple[list[str], list[str]]]()
    for is_fast in (False, True):
        copied.clear()
        async with running(bridge, (160, 40)) as (app, pilot):
            if is_fast:
                for key in keys:
                    type_at_once(app, key)
                await settle(pilot)
            else:
                await press(pilot, *keys)
            await pilot.pause(0.1)
            await settle(pilot)
            app.clear_notifications()
            await settle(pilot)
            seen.append((lines(app), list(copied)))
    assert seen[1] == seen[0]


async def test_keys_behind_one_that_gives_other_sizes_scroll_what_has_them(sample: Path) -> None:
    async with running(sample, (100, 18)) as (app, pilot):
        await press(pilot, "4", *["plus"] * 3)
        for keys in (("G", "greater_than_sign", "k", "equals_sign", "k"), "Gzjj"):
            seen = []
            for is_fast in (False, True):
                await press(pilot, "g", *(("z",) if browser(app).zoomed else ()))
                if is_fast:
                    type_at_once(app, *keys)
                    await settle(pilot)
                else:
                    await press(pilot, *keys)
                app.clear_notifications()
                await settle(pilot)
                seen.append(lines(app))
            assert seen[1] == seen[0], keys


async def test_of_keys_that_came_at_once_the_last_is_told_and_nothing_is_left_of_the_others(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        for key in "uUu":
            await pilot.press(key)
        type_at_once(app, *"UuUuU")
        await settle(pilot)
        rack = app.screen.query_one(ToastRack)
        assert [str(each.render()).strip() for each in rack.query(Toast)] == ["Nothing to do again."]
        assert len(rack.children) == 1


async def test_what_is_typed_while_a_view_is_read_waits_and_esc_gives_it_up(
    bridge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, original = threading.Event(), screen_of("source").make

    def slow(self: Any, database: Database, scope: Scope) -> object:
        while not may_go_on.wait(0.002) and not scope.cancelled():
            pass
        return original(self, database, scope)

    monkeypatch.setattr(screen_of("source"), "make", slow)
    monkeypatch.setattr("explorer.tui.frame.typed_ahead.BURST", 0.0)  # who presses Esc has waited
    async with running(bridge) as (app, pilot):
        await pilot.press("r")
        for key in ("n", "n"):
            await pilot.press(key)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is browser(app)
        await pilot.press("r")
        type_at_once(app, *"nN" * 50, "n", "n")  # as a held key sends them
        await pilot.pause()
        assert "evidence 3/" not in text(app)
        may_go_on.set()
        await settle(pilot)
        await settle(pilot)
        assert "evidence 3/" in text(app)


async def test_behind_a_key_that_waits_for_rows_each_means_what_it_means_where_that_leads(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", "escape")
        may_be_found = hold_searches(monkeypatch)
        await pilot.press("slash", *"betrayal", "enter")
        type_at_once(app, "r", "slash", *"quiz", "enter", "slash", *"plant", "enter")
        await pilot.pause()
        assert app.screen is browser(app)
        may_be_found.set()
        await settle(pilot)
        await settle(pilot)
        assert type(app.screen).__name__ == "ReaderScreen", "neither did q leave, nor did the search line open"
        assert "“plant” 1 of" in text(app)
        assert browser(app).query_text == "betrayal"


@pytest.mark.parametrize("waiting", ["j", "r"])
async def test_who_has_waited_gets_out_and_a_sign_behind_what_may_open_a_line_is_none_of_a_key(
    waiting: str, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.tui.frame.typed_ahead.BURST", 0.0)
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", "escape")
        may_be_found = hold_searches(monkeypatch)
        await pilot.press("slash", *"betrayal", "enter", waiting, "question_mark")
        await pilot.pause()
        assert (type(app.screen).__name__ == "HelpScreen") is (waiting == "j")
        await pilot.press("escape", "escape")
        may_be_found.set()
        await settle(pilot)
        assert app.screen is browser(app), "what waited is given up"
        assert not browser(app).query_text


async def test_a_key_waits_for_one_that_is_a_second_on_its_way_through_a_dialog(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, pressed, behind = [100.0], list[str](), object()

    async def press_it(key: Key) -> None:
        pressed.append(key.key)

    monkeypatch.setattr("explorer.tui.frame.typed_ahead.monotonic", lambda: now[0])
    ahead = TypedAhead(object, press_it)
    ahead.passes_on(behind)
    now[0] += 1.0
    assert ahead.holds(Key("j", "j")), "pressed now, it would go into a line that is about to close"
    ahead.has_come(behind)
    await ahead.go_on()
    assert pressed == ["j"]


async def test_a_copy_that_fails_gives_up_no_key_that_waits_for_rows(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_may_fail = threading.Event()

    def failing(*_: object, **__: object) -> Copied:
        copy_may_fail.wait(120)
        raise ExplorerError("the clipboard's helper is gone")

    async with running(sample) as (app, pilot):
        await press(pilot, "slash", "escape")
        monkeypatch.setattr("explorer.clipboard.copy", failing)
        may_be_found = hold_searches(monkeypatch)
        await pilot.press("y", "slash", *"betrayal", "enter", "enter")
        copy_may_fail.set()
        await until(pilot, lambda: "helper is gone" in toasts(app))
        may_be_found.set()
        await settle(pilot)
        assert len(browser(app).steps.taken) == 1, "the second Enter chose what was found"
