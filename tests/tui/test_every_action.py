"""Every action, in every place where it is offered: it does something or says why not, and Esc leads out again."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from textual.pilot import Pilot

from explorer.tui.app import Explorer
from explorer.tui.dialogs.dialogs import Dialog
from explorer.tui.frame.commands import CommandScreen
from explorer.tui.keys.actions import Context, actions_in
from tests.tui.screen import browser, lines, press, running, text, toasts

USUAL, LOW = (100, 30), (60, 14)

WAYS: tuple[tuple[Context, str, tuple[int, int]], ...] = (
    ("list", "3", USUAL),
    ("comparison", "4 plus plus", (100, 24)),
    ("search", "slash", USUAL),
    ("reader", "r", LOW),
    ("about", "i", USUAL),
    ("origins", "O", (160, 30)),
    ("view", "2 I", USUAL),
    ("matrix", "M", USUAL),
    ("timeline", "L", USUAL),
    ("disputes", "D", USUAL),
    ("menu", "Y", LOW),
    ("searches", "S", USUAL),
    ("palette", "colon", LOW),
    ("help", "question_mark", LOW),
    ("writing", "e", USUAL),
)
"""How one comes to each place from the lists, on a screen on which it has something to move in."""

COUNTERPARTS = [
    set(pair.split("/"))
    for pair in (
        "down/up left/right page_down/page_up half_down/half_up top/bottom line_down/line_up choice_down/choice_up "
        "choice_page_down/choice_page_up choice_top/choice_bottom entry_down/entry_up entry_page_down/entry_page_up"
    ).split()
]
"""Moving stops at an end without a word: then its counterpart must have moved."""

STILL: dict[Context, set[str]] = {
    "comparison": {"comparison"},
    "reader": {"left", "right"},
    "about": {"left", "right"},
    "view": {"left", "right"},
    "origins": {"left", "right"},
}
"""What has nothing to do here: one is there; nothing is folded."""


def place_of(app: Explorer) -> Context | None:
    """Where the keyboard is."""
    if isinstance(app.screen, CommandScreen):
        return app.screen.context()
    return app.screen.place if isinstance(app.screen, Dialog) else None


async def come_to(app: Explorer, pilot: Pilot[int], keys: str) -> None:
    """Out of whatever is open, and by these keys from the lists."""
    main = browser(app)
    for _ in range(12):
        if app.screen is main and main.context() == "list" and not main.query_text and not main.steps.taken:
            break
        await press(pilot, "escape")
    assert app.screen is main, "Esc leads out of everything"
    app.clear_notifications()
    await press(pilot, *keys.split())


def situation(app: Explorer) -> tuple[object, ...]:
    """All that a reader could notice."""
    main = browser(app)
    return (
        lines(app), toasts(app), len(app.screen_stack), app.theme, app.focused, main.divider, main.zoomed,
        app.desk and (len(app.desk.journal.kept.marks), len(app.desk.journal.kept.bookmarks)),
    )  # fmt: skip


def test_there_is_a_way_to_every_place() -> None:
    assert {place for place, _, _ in WAYS} == set(get_args(Context))


@pytest.mark.parametrize(("place", "keys", "size"), WAYS, ids=[f"{place} {size[0]}" for place, _, size in WAYS])
async def test_each_action_does_something_or_says_why_not(
    sample: Path, place: Context, keys: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch, at_once: None
) -> None:
    monkeypatch.setenv("EXPLORER_CLIPBOARD", "true")
    for ending in ("leave", "reopen", "action_suspend_process"):  # what would end the program, or stop it
        monkeypatch.setattr(Explorer, ending, lambda app, words=ending: app.say(words))
    silent: set[str] = set()
    async with running(sample, size) as (app, pilot):
        for word in ("lund", "plant"):
            await press(pilot, "slash", *word, "enter", "escape")  # searches to choose from
        for action in actions_in(place):
            if place_of(app) != place:
                await come_to(app, pilot, keys)
                assert place_of(app) == place
            app.clear_notifications()
            before = situation(app)
            await press(pilot, action.keys[0])
            if situation(app) == before:
                silent.add(action.id)
        await come_to(app, pilot, "3")
        assert "Claims" in text(app)
    for pair in COUNTERPARTS:
        if not pair <= silent:
            silent -= pair
    assert silent <= STILL.get(place, set()), "what changes nothing must say so"
