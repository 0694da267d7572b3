"""Claims of like meaning on the screen: where a reader sees them, and where nothing moves that is being read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from explorer import vectors
from explorer.lists import Hit, Results
from explorer.tui.app import Explorer
from explorer.tui.explore.asking import Asking
from explorer.tui.lists.panes import PARTLY, RELATED, Pane
from explorer.tui.reading.errands import Errands
from tests.related_corpus import NEWS, written
from tests.tui.screen import browser, press, running, settle, text, until

TOWNS = "Halden Moss Lund Oslo Bergen Tromso Narvik Skien Larvik Hamar Alta Vadso".split()
TRAINS = [f"Extra trains to {town} run on summer evenings." for town in TOWNS]
TAXED = NEWS[2]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight claims on eight matters, and a dozen that have one word in common."""
    encoder = vectors.load()
    assert encoder is not None
    return written(tmp_path_factory.mktemp("related") / "data.db", [*NEWS, *TRAINS], encoder)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Asking, "IDLE", 0.002)
    monkeypatch.setattr(Errands, "RELIEF", 0.002)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def claims(app: Explorer) -> Pane:
    return next(pane for pane in browser(app).query(Pane) if pane.kind == "claim")


async def related(app: Explorer, pilot: Pilot[int]) -> list[str | int]:
    """The texts of the list of claims, and its dividers, once what is related has come."""
    pane = claims(app)
    await until(pilot, lambda: RELATED in pane.rows)
    await settle(pilot)
    texts = {item.row: item.text for item in app.database.items("claim", [row for row in pane.rows if row > 0])}
    return [texts.get(row, row) for row in pane.rows]


async def test_what_is_related_stands_under_the_best_of_what_has_not_every_word(news: Path) -> None:
    async with running(news) as (app, pilot):
        await press(pilot, "slash", *"smokers charged extra")
        listed = await related(app, pilot)
        place = listed.index(RELATED)
        assert place == 5
        assert listed[0] == PARTLY
        assert set(listed[1:place]) < set(TRAINS)
        assert listed[place + 1] == TAXED
        assert listed.count(PARTLY) == 2
        texts = [each for each in listed if isinstance(each, str)]
        assert len(set(texts)) == len(texts), "nothing stands twice"
        assert set(TRAINS) <= set(texts)
        assert claims(app).row == claims(app).rows[1], "the cursor has not moved"
        screen = text(app)
        assert "related in meaning" in screen
        assert screen.index("related in meaning") < screen.index("Parliament voted")


async def test_what_is_related_stands_last_where_all_else_has_every_word(tmp_path: Path) -> None:
    encoder = vectors.load()
    assert encoder is not None
    levy = "Lawmakers backed a higher levy on tobacco."
    async with running(written(tmp_path / "data.db", [*NEWS, levy], encoder)) as (app, pilot):
        await press(pilot, "slash", *"tax on cigarettes")
        assert await related(app, pilot) == [TAXED, RELATED, levy]


async def test_where_nothing_else_is_found_what_is_related_is_shown(news: Path) -> None:
    async with running(news) as (app, pilot):
        await press(pilot, "slash", *"smokers")
        assert (await related(app, pilot))[:2] == [RELATED, TAXED]
        await settle(pilot)
        shown = text(app)
        assert "Nothing matches" not in shown
        assert "0 found, " in shown
        assert browser(app).compare().comparison is not None
        await press(pilot, "enter")
        assert app.focused is claims(app)


async def test_nothing_is_put_in_above_what_the_cursor_has_reached(news: Path) -> None:
    async with running(news) as (app, pilot):
        await press(pilot, "slash", *"extra")
        pane = claims(app)
        pane.show_results(results(pane, partial=12), None, page=100)
        pane.move(6)
        before = list(pane.rows)
        assert pane.place_for_related is None
        pane.add_related([1])
        assert list(pane.rows) == before
        pane.move(-6)
        pane.add_related([pane.rows[12]])
        assert pane.row == before[1]
        assert list(pane.rows) == [*before[:5], RELATED, before[12], PARTLY, *before[5:12]]


async def test_a_further_page_repeats_nothing_that_is_related(news: Path) -> None:
    async with running(news) as (app, pilot):
        await press(pilot, "slash", *"extra")
        pane = claims(app)
        first = results(pane, partial=10)
        pane.show_results(first, None, page=10)
        pane.add_related([15, 12])
        pane.add_results(
            replace(first, hits=tuple(Hit(row, 1.0, partial=True) for row in range(11, 17))), page=10, most=99
        )
        listed = [row for row in pane.rows if row > 0]
        assert sorted(listed) == list(range(1, 17))
        assert list(pane.rows).count(PARTLY) == 2


def results(pane: Pane, *, partial: int) -> Results:
    hits = tuple(Hit(row, 50.0, partial=True) for row in range(1, partial + 1))
    return Results(pane.kind, "extra", hits, 0, True)
