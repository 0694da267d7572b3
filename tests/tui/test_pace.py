"""Behind a slow line nothing is drawn that would only come later still, and then all of it, as it is by then."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.tui.dialogs.dialogs import Dialog
from tests.tui.screen import browser, press, rested, running, settle
from tests.tui.shadow import Terminal, watch, wrong_for_good

pytestmark = pytest.mark.usefixtures("at_once")


async def test_what_changes_while_the_line_is_behind_is_drawn_once_it_is_not(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal, frames = Terminal(), list[object]()

    def show(update: object) -> None:
        frames.append(update)
        terminal.show(update)

    watch(monkeypatch, show)
    async with running(sample) as (app, pilot):
        await rested(pilot)
        driver = app._driver
        assert driver is not None
        for keys in (("3", "j", "k", "j"), ("2", "G", "1"), ("M", "j"), ("question_mark", "j"), ("T",), ("slash", "L")):
            frames.clear()
            monkeypatch.setattr(driver, "is_behind", True, raising=False)
            await press(pilot, *keys)
            await pilot.pause(0.06)  # a frame may wait for its answers
            await settle(pilot)
            assert not frames, keys
            monkeypatch.setattr(driver, "is_behind", False)
            wrong = await wrong_for_good(pilot, terminal)
            assert frames, keys
            assert not wrong, (keys, list(wrong.items())[:3])
            await press(pilot, "escape", "escape")
            await rested(pilot)
        assert app.screen is browser(app)


async def test_a_dialog_opens_and_takes_keys_while_the_line_is_behind(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(sample) as (app, pilot):
        monkeypatch.setattr(app._driver, "is_behind", True, raising=False)
        await press(pilot, "s")
        assert isinstance(app.screen, Dialog)
        await press(pilot, "escape", "M")
        assert len(app.screen_stack) == 2
        await press(pilot, "q")
        await pilot.pause()
    assert app.return_code == 0, "one leaves without waiting for a frame"
