"""Keys typed faster than anything is answered lead where the same keys lead one by one."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from explorer.store.reader import Database
from explorer.tui.explore.browser import Browser
from explorer.tui.reading.places import screen_of
from explorer.views.scope import Scope
from tests.tui.screen import browser, lines, press, running, settle, text, type_at_once

JOURNEYS = (
    "1 j j r", "1 j r j j 3 k", "2 j enter 3 j r", "M j j enter", "O j j enter", "O G r N", "D j n", "D j enter",
    "L N j", "r n y", "3 j O tab n", "s j enter j", "s 2 I j", "z D j enter", "colon t i m enter",
    "j j left_square_bracket M",
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


async def test_what_is_typed_while_a_view_is_read_waits_and_esc_gives_it_up(
    bridge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, original = threading.Event(), screen_of("source").make

    def slow(self: object, database: Database, scope: Scope) -> object:
        while not may_go_on.wait(0.002) and not scope.cancelled():
            pass
        return original(self, database, scope)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(screen_of("source"), "make", slow)
    async with running(bridge) as (app, pilot):
        await pilot.press("r")
        for key in ("n", "n"):
            await pilot.press(key)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is browser(app)
        await pilot.press("r")
        for key in ("n", "n"):
            await pilot.press(key)
        assert "evidence 3/" not in text(app)
        may_go_on.set()
        await settle(pilot)
        await settle(pilot)
        assert "evidence 3/" in text(app)
