"""What opens over a screen closes once, however often and however fast it is told to."""

from __future__ import annotations

from pathlib import Path

from textual.screen import ModalScreen

from tests.tui.screen import browser, press, running, settle, type_at_once


async def test_a_key_that_repeats_closes_a_dialog_and_nothing_below_it(sample: Path, at_once: None) -> None:
    async with running(sample) as (app, pilot):
        for opener, key in (("Y", "a"), ("s", "enter"), ("f", "q"), ("e", "enter"), ("semicolon", "escape")):
            await press(pilot, opener)
            assert isinstance(app.screen, ModalScreen)
            type_at_once(app, key, key, key)
            await settle(pilot)
            assert app.is_running, (opener, key)
            while len(app.screen_stack) > 1:
                await press(pilot, "escape")
            assert browser(app).is_running
