"""The mouse in the views: a click takes what is under it, a second follows it, the wheel moves on; jumping does too."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from explorer.tui.app import Explorer
from explorer.tui.frame.jump import JumpScreen
from explorer.tui.views.matrix import MatrixScreen
from explorer.tui.views.origins import OriginsScreen
from explorer.tui.views.reader import ReaderScreen
from explorer.tui.views.timeline import TimelineScreen
from tests.bridge import BUILT, REOPEN
from tests.tui.screen import browser, lines, press, running, settle


def place_of(app: Explorer, words: str) -> tuple[int, int]:
    """Where these words stand on the screen."""
    return next((line.index(words) + 1, y) for y, line in enumerate(lines(app)) if words in line)


async def wheel(pilot: Pilot[int], widget: Widget, *, down: bool = True) -> None:
    """One notch of the wheel over the middle of a widget."""
    kind = events.MouseScrollDown if down else events.MouseScrollUp
    x, y = widget.region.center
    widget.post_message(kind(widget, int(x), int(y), 0, 1, 0, False, False, False, int(x), int(y)))
    await settle(pilot)


async def jump(pilot: Pilot[int], line: int) -> None:
    """To what stands first on a line, by its letter."""
    await press(pilot, "semicolon")
    screen = pilot.app.screen
    assert isinstance(screen, JumpScreen)
    await press(pilot, next(target.letter for target in screen.targets if target.y == line))


async def test_an_entry_of_origins_is_taken_followed_and_jumped_to(sample: Path) -> None:
    async with running(sample, (120, 40)) as (app, pilot):
        await press(pilot, "O")
        origins = app.screen
        assert isinstance(origins, OriginsScreen)
        at = place_of(app, "told by Baltic Wire")
        await pilot.click(offset=at)
        await settle(pilot)
        assert origins.entry is not None
        assert "told by Baltic Wire" in origins.entry.text
        await press(pilot, "g")
        await jump(pilot, at[1])
        assert "told by Baltic Wire" in origins.entry.text
        await pilot.click(offset=at, times=2)
        await settle(pilot)
        assert isinstance(app.screen, ReaderScreen)
        await press(pilot, "escape")
        assert app.screen_stack[-1] is origins


async def test_the_axis_and_the_matrix_follow_pointer_and_wheel(bridge: Path) -> None:
    async with running(bridge, (100, 20)) as (app, pilot):
        await press(pilot, "L", "g")
        timeline = app.screen
        assert isinstance(timeline, TimelineScreen)
        assert timeline.subject() == ("claim", BUILT.id)
        await wheel(pilot, timeline.axis)
        assert timeline.axis.place.entry > 0
        await wheel(pilot, timeline.axis, down=False)
        assert timeline.axis.place.entry == 0
        await press(pilot, "G", "N", "j")
        await pilot.click(offset=place_of(app, REOPEN.text[:20]))
        await settle(pilot)
        assert timeline.subject() == ("claim", REOPEN.id)
        await pilot.click(offset=place_of(app, REOPEN.text[:20]), times=2)
        await settle(pilot)
        assert isinstance(app.screen, ReaderScreen)
        await press(pilot, "M", "g")
        matrix = app.screen
        assert isinstance(matrix, MatrixScreen)
        await wheel(pilot, matrix.grid)
        assert matrix.grid.place.row > 0


async def test_the_wheel_scrolls_the_column_under_it(sample: Path) -> None:
    async with running(sample, (100, 24)) as (app, pilot):
        await press(pilot, "4", "plus", "plus")
        compare, before = browser(app).compare(), lines(app)
        await wheel(pilot, compare)
        assert lines(app) != before
        await wheel(pilot, compare, down=False)
        assert lines(app) == before
