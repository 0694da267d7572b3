"""Out of a view: to the row under its cursor where the reader moved it, else to the lists as they were left."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.tui.views.coming_from import claims_of
from explorer.tui.views.matrix import MatrixScreen
from explorer.tui.views.timeline import TimelineScreen
from tests.tui.screen import browser, press, running, text


@pytest.mark.parametrize("pane", ["1", "2", "3"])
async def test_who_only_looks_at_a_view_finds_the_lists_as_they_were(sample: Path, pane: str) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)
        await press(pilot, pane, "G")
        focused, row = app.focused, main.subject()
        for view, out in (("M", "escape"), ("L", "X"), ("D", "escape"), ("O", "O")):
            await press(pilot, view)
            assert app.screen is not main
            await press(pilot, out)
            assert (app.screen, app.focused, main.subject()) == (main, focused, row), view


async def test_a_view_without_the_claim_one_comes_from_says_so(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        said = {}
        for row in range(3):
            for view in ("M", "L"):
                await press(pilot, view)
                screen = app.screen
                assert isinstance(screen, MatrixScreen | TimelineScreen)
                said[view, row] = "without the claim you come from" in text(app)
                assert said[view, row] is (screen.subject() != screen.scope.subject)
                await press(pilot, "escape")
            await press(pilot, "j")
        assert set(said.values()) == {True, False}


async def test_from_a_source_or_an_entity_a_view_stands_on_what_that_has_to_do_with(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)
        for pane, rows in (("1", 3), ("2", 4)):
            for row in range(rows):
                await press(pilot, pane, "g", *["j"] * row)
                subject = main.subject()
                assert subject is not None
                claims = claims_of(main.database, subject)
                await press(pilot, "M")
                matrix = app.screen
                assert isinstance(matrix, MatrixScreen)
                here = matrix.subject()
                if claims & set(matrix.grid.matrix.rows):
                    assert here is not None
                    assert main.database.row_of(here[1]) in claims
                if subject[0] == "source":
                    assert matrix.grid.column is not None
                    assert matrix.grid.column.item.id == subject[1]
                await press(pilot, "escape", "L")
                axis = app.screen
                assert isinstance(axis, TimelineScreen)
                there = axis.subject()
                if there is not None and there != subject and there[0] == "claim":
                    told = {entry.claim for entry in axis.axis.timeline.entries}
                    assert main.database.row_of(there[1]) in claims or not claims & told
                await press(pilot, "escape")


async def test_numbers_lead_from_a_view_to_the_panes_at_the_row_under_its_cursor(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)
        await press(pilot, "M", "j", "j")
        matrix = app.screen
        assert isinstance(matrix, MatrixScreen)
        claim = matrix.subject()
        assert claim != main.subject()
        await press(pilot, "4")
        assert (app.focused, main.subject()) == (main.compare(), claim)
        await press(pilot, "left_square_bracket")
        assert isinstance(app.screen, MatrixScreen)
        await press(pilot, "3")
        assert (app.focused, main.subject()) == (main.pane("claim"), claim)
        await press(pilot, "L", "1")
        assert app.focused is main.pane("source")
