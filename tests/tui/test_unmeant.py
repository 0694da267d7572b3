"""A key that does nothing where it is pressed says so, and where it does something."""

from __future__ import annotations

from pathlib import Path

from explorer.tui.keys.unmeant import why_nothing
from tests.tui.screen import press, running, toasts


def test_a_key_of_another_place_says_which_and_the_way_there() -> None:
    assert why_nothing("z", "matrix") == (
        "z (Zoom) works in the lists and in the comparison, not in the matrix. X goes to the lists."
    )
    assert why_nothing("v", "comparison") == "v (Range) works in the lists, not in the comparison."
    assert why_nothing("c", "list") == "c (Columns) works in the matrix, not in the lists."
    assert why_nothing("tab", "timeline") == "Tab (Pane) has nothing to do in the timeline."
    assert why_nothing("less_than_sign", "timeline").startswith("< (Smaller) works in the lists")


def test_a_letter_that_nothing_has_says_so_and_what_the_terminal_sends_by_itself_does_not() -> None:
    assert why_nothing("x", "list") == "x does nothing here: ? finds every key."
    assert why_nothing("ampersand", "view") == "& does nothing here: ? finds every key."
    assert [why_nothing(key, "list") for key in ("ctrl+l", "f9", "insert", "delete", "ctrl+n", "f2")] == [""] * 6


async def test_it_is_told_on_the_screen_but_not_of_what_is_typed(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "L", "z")
        assert "z (Zoom) works in the lists" in toasts(app)
        app.clear_notifications()
        await press(pilot, "slash", "x", "z")
        assert not toasts(app)
