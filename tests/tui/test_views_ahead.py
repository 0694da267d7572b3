"""Views that are read before they are asked for, or shown again unread: what is seen is that of the row of now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.errors import DatabaseError
from explorer.store.reader import Database
from explorer.tui.explore import opening
from explorer.tui.explore.following import Following
from explorer.tui.lists.gathering import Gathering
from explorer.tui.reading.places import ViewId, screen_of
from explorer.tui.views.base import ViewScreen
from explorer.views.scope import Scope
from tests.tui.screen import browser, lines, press, running, settle, text, toasts, until

Make = Callable[[ViewScreen[object], Database, Scope], object]
KEYS: dict[str, ViewId] = {"O": "origins", "M": "matrix", "D": "disagreements", "L": "timeline"}


@pytest.fixture(autouse=True)
def only_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read ahead by itself; and what is costs little, however slow the machine is."""
    monkeypatch.setattr(Following, "_look_ahead", lambda _: None)
    monkeypatch.setattr(opening, "_CHEAP", 60.0)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the model of each view was made."""
    counts: Counter[str] = Counter()
    for name in KEYS.values():
        kind = screen_of(name)

        def make(
            self: ViewScreen[object], database: Database, scope: Scope, name: str = name, make: Make = kind.make
        ) -> object:
            counts[name] += 1
            return make(self, database, scope)

        monkeypatch.setattr(kind, "make", make)
    return counts


async def test_what_was_made_from_the_same_is_shown_again_unread(sample: Path, made: Counter[str]) -> None:
    async with running(sample) as (app, pilot):
        seen = {}
        for key in KEYS:
            await press(pilot, key)
            seen[key] = lines(app)
            await press(pilot, "down", "escape", "3", "g")
        first = Counter(made)
        for key in KEYS:
            await press(pilot, key)
            assert lines(app) == seen[key], "from its beginning, as at first"
            await press(pilot, "escape", "3", "g")
        assert made == first
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        for key in KEYS:
            await press(pilot, key)
            assert "Reading" not in text(app)
            assert len(lines(app)) == 24
            await press(pilot, "escape", "3", "g")


async def test_views_that_were_opened_are_read_ahead_for_the_row_of_now(sample: Path, made: Counter[str]) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)
        await press(pilot, "O", "escape", "3", "g", "down")
        row = main.subject()
        main.read_views_ahead()
        await settle(pilot)
        before = Counter(made)
        assert set(before) == {"origins"}, "no view that nobody has opened"
        await press(pilot, "O")
        assert made == before
        assert row is not None
        assert main.database.claim(row[1]).text[:30] in text(app)
        await press(pilot, "escape", "3", "g", "down", "1", "enter", "3", "O")
        assert made["origins"] > before["origins"], "with another filter they are others"


async def test_what_cannot_be_read_ahead_is_told_to_those_alone_who_open_it(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)
        await press(pilot, "O", "escape", "3", "g", "down")

        def broken(self: object, database: Database, scope: Scope) -> object:
            raise DatabaseError("data.db is damaged; rebuild it with explorer build")

        monkeypatch.setattr(screen_of("origins"), "make", broken)
        main.read_views_ahead()
        await settle(pilot)
        assert not toasts(app)
        await press(pilot, "O")
        assert "data.db is damaged" in text(app)


async def test_views_are_read_by_themselves_while_nobody_does_anything(
    sample: Path, made: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gathering, "is_resting", True)
    monkeypatch.setattr("explorer.tui.explore.browser._UNHURRIED", 0.001)
    async with running(sample) as (app, pilot):
        await until(pilot, lambda: set(made) == set(KEYS.values()))
        await settle(pilot)
        assert app.screen is browser(app)


async def test_a_view_that_was_drawn_where_nobody_saw_it_opens_as_one_that_was_not(
    sample: Path, made: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gathering, "is_resting", True)  # nobody does anything, however long a frame takes here
    seen: list[dict[str, list[str]]] = []
    for is_ahead in (True, False):
        async with running(sample) as (app, pilot):
            for _ in range(2 * len(KEYS) + 4 if is_ahead else 0):
                browser(app).make_views()
                await settle(pilot)
            assert set(made) == (set(KEYS.values()) if is_ahead else set())
            await press(pilot, "down")
            looks = {}
            for key in KEYS:
                await press(pilot, key)
                looks[key] = lines(app)
                await press(pilot, "escape", "3")
            seen.append(looks)
            made.clear()
    assert seen[0] == seen[1]


@pytest.mark.parametrize("is_ahead", [True, False])
async def test_what_is_not_seen_has_not_the_keyboard(
    large: Path, monkeypatch: pytest.MonkeyPatch, is_ahead: bool
) -> None:
    monkeypatch.setattr(Gathering, "is_resting", True)
    async with running(large) as (app, pilot):
        for _ in range(2 * len(KEYS) + 4 if is_ahead else 0):
            browser(app).make_views()
            await settle(pilot)
        for key in ("D", "M"):
            await press(pilot, key)
            assert "No disagreement" in text(app) or "No claim here" in text(app)
            assert app.focused is None
            await press(pilot, "escape")


async def test_a_view_that_had_nothing_to_show_has_the_keyboard_when_it_has(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"nosuchword")
        browser(app).visit("matrix", None)
        await settle(pilot)
        assert "No claim is chosen or found here" in text(app)
        assert app.focused is None
        await press(pilot, "escape", "escape", "escape", "3", "M")
        before = lines(app)
        await press(pilot, "right")
        assert lines(app) != before
