"""Somebody named everywhere is shown in part, and that is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.tui.app import Explorer
from explorer.tui.comparison import passages
from explorer.tui.reading.loading import Loader
from tests.factories import NORVIK, VERSIONS, sample_resolution
from tests.tui.screen import browser, press, rested, running


def test_only_so_many_mentions_are_laid_out_and_all_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passages, "MOST_MENTIONS", 2)
    sample = sample_resolution()
    write(sample, tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        comparison = passages.of_entity(database, NORVIK.id)
    stops = sum(len(passage.stops) for column in comparison.columns for passage in column.passages)
    assert stops == 2
    assert comparison.facts == ("organization", "5 mentions", "3 sources", "the first 2 are shown")


async def test_the_first_columns_stand_before_the_rest_is_read_and_count_it(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def seen(pilot: Pilot[int], app: Explorer) -> tuple[str, int]:
        await press(pilot, "2", "z", "4")
        compare = browser(app).compare()
        assert compare.comparison is not None
        return str(compare.border_subtitle), len(compare.comparison.columns)

    async with running(sample, (90, 30)) as (app, pilot):
        whole, count = await seen(pilot, app)
    assert count > 2
    monkeypatch.setattr(passages, "FIRST_COLUMNS", 2)
    with monkeypatch.context() as held:
        held.setattr(Loader, "load_rest", lambda *_: None)
        async with running(sample, (90, 30)) as (app, pilot):
            assert await seen(pilot, app) == (whole, 2)
    async with running(sample, (90, 30)) as (app, pilot):
        await press(pilot, "2", "z", "4")
        await pilot.pause(0.05)
        await rested(pilot)
        assert await seen(pilot, app) == (whole, count)
        compare = browser(app).compare()
        assert compare.comparison == passages.of_entity(app.database, str(compare.comparison and compare.comparison.id))
