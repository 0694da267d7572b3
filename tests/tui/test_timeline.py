"""The timeline on the screen: `L` opens it; what is inferred, what lay ahead and what was published look so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.screen import Screen

from explorer.store.reader import Database
from explorer.tui.app import Explorer
from explorer.tui.views import timeline_lines
from explorer.tui.views.timeline import TimelineScreen
from explorer.tui.views.timeline_axis import TimeAxis
from explorer.views import timeline as view
from explorer.views.scope import WHOLE
from tests.bridge import BUILT, CLOSED, PAPER, REOPEN
from tests.tui.hostile import hostile_database
from tests.tui.screen import browser, lines, opened_at, press, running, settle, text, toasts


def timeline(app: Explorer) -> TimelineScreen:
    """The screen that is open."""
    screen = app.screen
    assert isinstance(screen, TimelineScreen)
    return screen


def line_with(app: Explorer, words: str) -> str:
    """The line that holds these words."""
    return next(line for line in lines(app) if words in line)


async def test_a_journey_along_the_axis_to_a_passage_and_back(bridge: Path) -> None:
    async with running(bridge, (120, 40)) as (app, pilot):
        await press(pilot, "L")
        shown = text(app)
        assert "3 dated claims · 2 of 4 articles dated" in shown
        assert "●" in line_with(app, BUILT.text)
        assert "▷" in line_with(app, REOPEN.text)
        assert "~2024-09 … 2024-11" in line_with(app, REOPEN.text)
        assert "date inferred" in line_with(app, REOPEN.text)
        assert "ahead of its report of 2024-05-02" in line_with(app, REOPEN.text)
        assert "■ published Karsund Post" in shown
        assert "Not on the axis" in shown
        assert "3 claims tell no date." in shown
        # it opens on the claim from which the reader comes, and below stands what tells its date
        assert timeline(app).subject() == ("claim", CLOSED.id)
        assert "“1 May 2024” is 2024-05-01" in shown
        await press(pilot, "n", "n")
        assert timeline(app).subject() == ("source", PAPER.id)
        assert "It follows the wire." in text(app)
        await press(pilot, "n")
        assert "No article was published later" in toasts(app)
        await press(pilot, "j")
        assert "is worked out to be 2024-09 … 2024-11, which then lay ahead" in text(app)
        await press(pilot, "enter")
        assert opened_at(app)[1] == "It will reopen in the autumn"
        await press(pilot, "left_square_bracket")
        assert timeline(app).subject() == ("claim", REOPEN.id)
        await press(pilot, "escape")
        assert app.screen is browser(app)


async def test_plus_and_minus_group_by_days_months_and_years(bridge: Path) -> None:
    async with running(bridge, (100, 30)) as (app, pilot):
        await press(pilot, "L")
        assert "by year" in text(app)
        await press(pilot, "plus")
        assert "2024-05" in text(app)
        assert "4 months later" in text(app)
        await press(pilot, "plus")
        assert "Wednesday" in text(app)
        await press(pilot, "plus")
        assert "Days are the finest" in toasts(app)
        assert timeline(app).subject() == ("claim", CLOSED.id)
        await press(pilot, "minus", "minus", "minus")
        assert "Years are the coarsest" in toasts(app)


async def test_notes_below_the_axis_lead_nowhere_and_a_publication_is_not_cited(bridge: Path) -> None:
    async with running(bridge, (80, 24)) as (app, pilot):
        await press(pilot, "L", "G")
        assert "not placed" in text(app)
        await press(pilot, "enter")
        assert "only tells what could not be placed" in toasts(app)
        await press(pilot, "N", "y")
        assert "Nothing to cite here" in toasts(app)
        await press(pilot, "right")
        assert "Only one place tells this" in toasts(app)


async def test_where_nothing_can_be_placed_it_says_why(tmp_path: Path) -> None:
    async with running(hostile_database(tmp_path, "plain"), (80, 24)) as (app, pilot):
        await press(pilot, "L")
        shown = " ".join(text(app).split())
        assert "Nothing here can be placed in time. 2 articles have no date" in shown
        await press(pilot, "plus", "j", "enter")
        assert "There is nothing on the axis" in toasts(app)
        await press(pilot, "escape")
        assert app.screen is browser(app)


@pytest.mark.parametrize(
    ("size", "wrapped"), [((40, 12), True), ((80, 24), False), ((200, 60), True), ((300, 100), True)]
)
async def test_every_entry_can_be_read_at_every_size(
    bridge: Path, size: tuple[int, int], wrapped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not wrapped:  # as with more entries than are laid out at once: a line each, their words read when drawn
        monkeypatch.setattr(timeline_lines, "WRAPPED", 1)
        monkeypatch.setattr("explorer.tui.views.timeline.WRAPPED", 1)
    async with running(bridge, size) as (app, pilot):
        await press(pilot, "L", "g")
        for count in range(8):
            assert any("▌" in line for line in lines(app)), "the entry under the cursor is out of view"
            assert timeline(app).axis.place.entry == count
            await press(pilot, "j")
        await press(pilot, "g", "pagedown", "pageup")
        assert timeline(app).axis.place.entry == 0
        assert timeline(app).axis.top == 0


@pytest.mark.parametrize(("width", "apart"), [(100, False), (160, True), (300, True)])
def test_on_a_wide_screen_who_tells_it_stands_in_a_column(bridge: Path, width: int, apart: bool) -> None:
    with Database.open(bridge) as database:
        made = view.make(database, WHOLE)
        layout = timeline_lines.lay_out(width, 40, made)
        groups = view.grouped(made.entries, "year")
        axis = timeline_lines.Axis(made, groups, (), layout, lambda number: f"words of {number} " * 30)
        column = layout.margin + layout.room + 2
        for number, entry in enumerate(made.entries):
            first, *_ = ("".join(run.text for run in line) for line in axis.lines(number))
            beside = first[column - 1 :]
            assert bool(beside) is (apart and bool(view.notes_of(made, entry)))
            assert not beside or (beside[0] == " " != beside[1])


async def test_where_lines_would_be_too_long_all_places_that_tell_an_entry_stand_beside_the_axis(bridge: Path) -> None:
    async with running(bridge, (300, 60)) as (app, pilot):
        await press(pilot, "L")
        assert "“1 May 2024” is 2024-05-01" in line_with(app, "1 May 2024”"), "beside the axis, not below it"
        axis = timeline(app).axis
        at, entry = next((at, entry) for at, entry in enumerate(axis.timeline.entries) if entry.told)
        twice = entry._replace(told=(*entry.told, *entry.told))
        axis.take(
            replace(axis.timeline, entries=(*axis.timeline.entries[:at], twice, *axis.timeline.entries[at + 1 :]))
        )
        axis.go(at)
        await settle(pilot)
        assert "│ ▌" in line_with(app, "(1 of 2 places)")
        assert "│ ▌" not in line_with(app, "(2 of 2 places)")
        assert axis.turn(1)
        await settle(pilot)
        assert "│ ▌" in line_with(app, "(2 of 2 places)"), "the mark goes on and nothing else does"
        await pilot.click(offset=(axis.region.x + 1 + axis.laid.width + 20, axis.region.y + 2))
        assert axis.place.entry == at, "what stands there is no entry"
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert "(2 of 2 places)" in text(app)
        assert "(1 of 2 places)" not in text(app)


async def test_the_axis_can_be_drawn_before_there_is_anything_on_it(bridge: Path) -> None:
    async with running(bridge, (80, 24)) as (app, pilot):
        screen: Screen[None] = Screen()  # with nothing that a rest could prepare
        await app.push_screen(screen)
        await screen.mount(TimeAxis(view.NOTHING, app.database))
        await settle(pilot)
        assert "0 dated claims" in text(app)
