"""Every action, in every place where it is offered: it does something or says why not, and Esc leads out again."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from textual.pilot import Pilot

from explorer.tui.app import Explorer
from explorer.tui.frame.commands import CommandScreen
from explorer.tui.keys.actions import ACTIONS, DIALOGS, Action, Context, actions_in
from tests.tui.screen import browser, lines, press, running, toasts

WAY: dict[Context, tuple[str, ...]] = {
    "list": ("3",), "comparison": ("4",), "search": ("slash",), "reader": ("r",), "about": ("i",), "view": ("O",),
    "matrix": ("M",), "timeline": ("L",), "disputes": ("D",),
}  # fmt: skip
"""How one comes to each place from the lists."""

ELSEWHERE = {"quit", "suspend", "reopen"}
"""They end the program, or leave it to the shell: `test_terminal_ending` and `test_terminal_odd` press them."""


async def come_to(app: Explorer, pilot: Pilot[int], place: Context) -> CommandScreen:
    """Out of whatever is open, and to that place."""
    main = browser(app)
    for _ in range(12):
        if app.screen is main and main.context() == "list" and not main.query_text and not main.steps.taken:
            break
        await press(pilot, "escape")
    assert app.screen is main, "Esc leads out of everything"
    app.clear_notifications()
    await press(pilot, *WAY[place])
    screen = app.screen
    assert isinstance(screen, CommandScreen)
    assert screen.context() == place
    return screen


def situation(app: Explorer) -> tuple[object, ...]:
    """All that a reader could notice."""
    main = browser(app)
    return (
        lines(app), toasts(app), len(app.screen_stack), app.theme, app.focused, main.divider, main.zoomed,
        app.desk and (len(app.desk.journal.kept.marks), len(app.desk.journal.kept.bookmarks)),
    )  # fmt: skip


def test_there_is_a_way_to_every_place() -> None:
    assert set(WAY) == set(get_args(Context)) - DIALOGS


@pytest.mark.parametrize("place", WAY)
async def test_each_action_does_something_or_says_why_not(
    sample: Path, place: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLORER_CLIPBOARD", "true")
    silent: list[Action] = []
    async with running(sample, (100, 30)) as (app, pilot):
        for action in actions_in(place):
            if action.id in ELSEWHERE:
                continue
            here = app.screen
            if not (isinstance(here, CommandScreen) and here.context() == place):
                await come_to(app, pilot, place)
            app.clear_notifications()
            before = situation(app)
            await press(pilot, action.keys[0])
            if situation(app) == before:
                silent.append(action)
        await come_to(app, pilot, "list")
    assert {action.id for action in silent} <= AT_THE_END, "what changes nothing must say so"


AT_THE_END = {action.id for action in ACTIONS if action.group == "Moving"} | {
    "line_up", "line_down",
}  # fmt: skip
"""Moving stops at the ends of a list, and the search line at the oldest search, without a word."""
