"""A database is opened as it was left, and with a fresh start as nobody left it."""

from __future__ import annotations

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from unittest.mock import Mock

import pytest
from textual.pilot import Pilot

from explorer.cli import main
from explorer.store.reader import Database
from explorer.tui.app import Explorer
from explorer.tui.explore.remembered import Remembered, remember
from explorer.tui.frame.tour import tour_lines
from explorer.tui.views.matrix import MatrixScreen
from tests.tui.screen import browser, lines, press, rows, running, settle, text, toasts


@asynccontextmanager
async def coming_back(path: Path, left: Remembered) -> AsyncIterator[tuple[Explorer, Pilot[int]]]:
    with Database.open(path) as database:
        app = Explorer(database, left=left)
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            await settle(pilot)
            await pilot.pause(0.1)  # longer than what comes behind the first frame waits for it
            await settle(pilot)
            yield app, pilot


async def leaving(path: Path, *keys: str) -> Remembered:
    """How a reader who presses these keys leaves the database."""
    async with running(path) as (app, pilot):
        await press(pilot, *keys, "q")
        assert app.leaving is not None
        return app.leaving


async def test_cursor_filter_order_divider_and_style_are_as_they_were(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLORER_CLIPBOARD", "true")
    left = await leaving(sample, "2", "s", "2", "enter", "3", "greater_than_sign", "T", "Y", "a")
    async with coming_back(sample, left) as (app, _):
        main = browser(app)
        assert main.following == "claim"
        assert main.subject() == ("claim", left.rows["claim"])
        assert [step.id for step in main.steps.taken] == list(left.steps)
        assert "by name" in text(app)
        assert main.divider == 1
        assert app.theme_name == "light"
        assert app.citation_style == "apa"
        shown = lines(app)
    again = Remembered(**{name: getattr(left, name) for name in left.__slots__})
    async with coming_back(sample, again) as (app, _):
        assert lines(app) == shown


async def test_the_search_is_on_again_and_escape_clears_it(sample: Path) -> None:
    left = await leaving(sample, "slash", *"betrayal", "enter")
    async with coming_back(sample, left) as (app, pilot):
        assert "betrayal" in lines(app)[1]
        assert len(rows(app, "claim")) < 3
        await press(pilot, "escape")
        assert len(rows(app, "claim")) == 3


def test_fresh_opens_it_as_nobody_left_it(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    remember(sample, Remembered(kind="entity"))
    opened: list[Remembered | None] = []
    monkeypatch.setattr(Explorer, "run", lambda app: opened.append(app._left))
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, stream, Mock(isatty=lambda: True, encoding="utf-8"))
    try:
        assert main([str(sample)]) == 0
        assert main(["--fresh", str(sample)]) == 0
    finally:
        gc.enable()  # it is put off until the first frame
    assert opened == [Remembered(kind="entity"), None]


@pytest.mark.parametrize("key", ["M", "O", "D", "L"])
async def test_the_view_is_open_again_and_leads_back_to_the_lists(sample: Path, key: str) -> None:
    left = await leaving(sample, "j", key)
    assert left.view != "explore"
    async with coming_back(sample, left) as (app, pilot):
        assert app.screen is not browser(app)
        await press(pilot, "X")
        assert app.screen is browser(app)


async def test_matrix_and_timeline_are_arranged_as_they_were(bridge: Path) -> None:
    left = await leaving(bridge, "M", "s", "c", "minus", "L", "plus", "M")
    assert set(left.manners) == {"matrix", "timeline"}
    async with coming_back(bridge, left) as (app, pilot):
        matrix = app.screen
        assert isinstance(matrix, MatrixScreen)
        assert (matrix.grid.matrix.order, matrix.grid.matrix.across) == ("weight", "claims")
        narrow = matrix.grid.laid.column
        await press(pilot, "equals_sign")
        assert matrix.grid.laid.column > narrow
        await press(pilot, "L")
        assert "by month" in text(app)
        await press(pilot, "minus", "escape", "j", "L")
        assert "by year" in text(app)
        await press(pilot, "M")
        assert matrix.grid.laid.column > narrow
        assert matrix.grid.matrix.order == "weight", "also when it is opened for another row"


async def test_what_is_no_longer_there_is_left_out(sample: Path) -> None:
    left = Remembered(
        kind="planet", rows={"claim": "c000000000000", "entity": "x"}, steps=("e000000000000", "nonsense"),
        orders={"claim": "by moon"}, divider=90, view="hologram", subject="claim c0", theme="plaid",
        style="haiku", manners={"matrix": "by moon 7", "timeline": "age"},
    )  # fmt: skip
    async with coming_back(sample, left) as (app, pilot):
        assert browser(app).following == "claim"
        assert "1 Sources 3" in text(app)
        assert "2 Entities 6" in text(app)
        assert app.citation_style == "quote"
        await press(pilot, "M", "L")
        assert "by month" in text(app)
        await press(pilot, "X", "j", "y")
        assert "Copied" in toasts(app) or "Sent" in toasts(app) or "written" in toasts(app)


async def test_what_the_reader_did_not_choose_is_not_remembered(sample: Path) -> None:
    left = await leaving(sample, "j")
    assert (left.theme, left.style, left.query, left.steps, dict(left.orders)) == ("", "", "", (), {})


async def test_the_first_time_five_lines_tell_what_to_do_and_go_with_the_first_deed(sample: Path) -> None:
    async with coming_back(sample, Remembered()) as (app, pilot):
        assert "New here?" in text(app)
        told = tour_lines(app.size.width - 4)
        assert len(told) == 5
        for line in told:
            assert "".join(run.text for run in line)[:40] in text(app)
        await press(pilot, "j", "k", "2", "3")
        assert "New here?" in text(app), "moving is looking around"
        await press(pilot, "escape")
        assert "New here?" not in text(app)
        await press(pilot, "f4")
        assert "New here?" in text(app)
        await pilot.click("#tour", offset=(20, 2))
        await settle(pilot)
        assert "New here?" not in text(app), "a mouse takes them away too"
        await press(pilot, "f4", "slash", "l")
        assert "New here?" not in text(app)
        assert "/ l" in lines(app)[1]
        await press(pilot, "escape", "escape", "q")
        assert app.leaving is not None
        assert app.leaving.toured
    async with coming_back(sample, Remembered(toured=True)) as (app, _):
        assert "New here?" not in text(app)
