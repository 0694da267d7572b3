"""Where the reader has been: `[` goes back and `]` forward, over views, filters and searches."""

from __future__ import annotations

from pathlib import Path

from explorer.tui.reading.history import History, Spot
from explorer.tui.views.about import AboutScreen
from explorer.tui.views.reader import ReaderScreen
from explorer.views.scope import Scope
from tests.tui.screen import browser, press, running, settle, text, toasts


def spot(number: int) -> Spot:
    return Spot("matrix", Scope(subject=("claim", str(number))))


def test_a_jump_forgets_what_was_ahead() -> None:
    history = History()
    history.leave(spot(1))
    history.leave(spot(2))
    assert history.back(spot(3)) == spot(2)
    assert history.back(spot(2)) == spot(1)
    assert history.forward(spot(1)) == spot(2)
    assert history.has_after
    history.leave(spot(2))
    assert not history.has_after
    assert history.back(spot(4)) == spot(2)


def test_staying_in_a_place_is_no_step() -> None:
    history = History()
    for _ in range(3):
        history.leave(spot(1))
    history.back(spot(2))
    assert not history.has_before


def test_what_belongs_to_one_jump_is_one_step() -> None:
    history = History()
    history.leave(spot(1))
    with history.held():
        history.leave(spot(2))
    assert history.back(spot(3)) == spot(1)
    assert not history.has_before


async def test_a_search_is_a_step_and_its_end_is_one(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)
        await press(pilot, "down")
        row = main.subject()
        await press(pilot, "slash", *"betrayal", "enter")
        found = main.subject()
        assert found != row
        await press(pilot, "left_square_bracket")
        assert (main.query_text, main.subject()) == ("", row)
        await press(pilot, "right_square_bracket")
        assert (main.query_text, main.subject()) == ("betrayal", found)
        await press(pilot, "escape")
        assert main.query_text == ""
        await press(pilot, "left_square_bracket")
        assert (main.query_text, main.subject()) == ("betrayal", found)


async def test_back_and_forth_over_a_filter_a_search_and_views(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "left_square_bracket")
        assert "nothing to go back to" in toasts(app)
        main = browser(app)
        first = main.subject()
        await press(pilot, "1", "down", "enter", "3")
        assert len(main.steps.taken) == 1
        await press(pilot, "i", "j")
        about = app.screen
        assert isinstance(about, AboutScreen)
        while about.cited() is None:
            await press(pilot, "j")
        words = about.entry
        await press(pilot, "r")
        assert isinstance(app.screen, ReaderScreen)
        await press(pilot, "left_square_bracket")
        again = app.screen
        assert isinstance(again, AboutScreen)
        assert again.entry == words, "the cursor stands where it stood"
        await press(pilot, "left_square_bracket", "left_square_bracket")
        assert app.screen is main
        assert not main.steps.taken
        assert main.subject() is not None
        await press(pilot, "right_square_bracket")
        assert len(main.steps.taken) == 1
        await press(pilot, "X", "slash", *"jobs", "enter", "i")
        await settle(pilot)
        assert "search “jobs”" not in text(app).splitlines()[0]
        await press(pilot, "left_square_bracket")
        assert app.screen is main
        assert main.query_text == "jobs"
        assert first is not None
