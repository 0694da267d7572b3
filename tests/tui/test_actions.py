"""The registry: every action has keys, words, a place and something that does it."""

from __future__ import annotations

import functools
import subprocess
import sys
from typing import Any, get_args

import pytest
from textual.binding import Binding

from explorer.tui.dialogs.dialogs import Dialog
from explorer.tui.dialogs.help import HelpScreen
from explorer.tui.dialogs.menus import LineScreen, MenuScreen
from explorer.tui.dialogs.palette import PaletteScreen
from explorer.tui.dialogs.saved import SearchesScreen
from explorer.tui.explore.browser import Browser
from explorer.tui.frame.commands import CommandScreen
from explorer.tui.keys.actions import ACTIONS, DIALOGS, Action, Context, actions_in, find, key_name, markdown_table
from explorer.tui.reading.places import ViewId, screen_of

CONTEXTS: tuple[Context, ...] = get_args(Context)


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_key_means_one_thing_in_one_place(context: str) -> None:
    keys = [key for action in ACTIONS if context in action.contexts for key in action.keys]
    assert len(keys) == len(set(keys))


@functools.cache
def screens() -> dict[Context, list[type[CommandScreen]]]:
    """The screens of each context: the main screen has three, and every view that there is its own."""
    found: dict[Context, list[type[CommandScreen]]] = {"list": [Browser], "comparison": [Browser], "search": [Browser]}
    for view in get_args(ViewId):
        if view != "explore":
            screen = screen_of(view)
            found.setdefault(screen.place, []).append(screen)
    return found


OF_DIALOGS: dict[Context, type[Dialog[Any]]] = {
    "menu": MenuScreen,
    "searches": SearchesScreen,
    "palette": PaletteScreen,
    "help": HelpScreen,
    "writing": LineScreen,
}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_can_be_done_where_it_is_offered(action: Action) -> None:
    for context in action.contexts & DIALOGS:
        assert OF_DIALOGS[context].place == context
        assert callable(getattr(OF_DIALOGS[context], f"do_{action.id}"))
    for place in {place for context in action.contexts for place in screens().get(context, ())}:
        assert callable(getattr(place, f"do_{action.id}"))
        bound = {binding.key for binding in place.BINDINGS if isinstance(binding, Binding)}
        assert set(action.keys) <= bound


def test_help_is_a_sentence_and_labels_are_short() -> None:
    for action in ACTIONS:
        assert action.help.endswith(".")
        assert len(action.label) <= 13
        assert find(action.id) is action


def test_nothing_depends_on_keys_that_terminals_and_multiplexers_take() -> None:
    taken = {"ctrl+j", "ctrl+m", "ctrl+i", "ctrl+h", "ctrl+s", "ctrl+q", "ctrl+b", "ctrl+a"}
    for action in ACTIONS:
        assert set(action.keys) - taken
        assert not any(key.startswith("alt+") for key in action.keys)


def test_there_is_always_a_way_out() -> None:
    for context in CONTEXTS:
        assert any("escape" in action.keys for action in actions_in(context))


def test_keys_are_written_for_people() -> None:
    assert [key_name(key) for key in ("escape", "ctrl+d", "slash", "G", "shift+tab", "pagedown")] == [
        "Esc", "Ctrl+D", "/", "G", "Shift+Tab", "PgDn",
    ]  # fmt: skip


def test_the_table_for_the_documentation_has_every_action_and_needs_no_screen() -> None:
    table = markdown_table()
    assert table.startswith("| Keys | What they do |\n|---|---|\n")
    for action in ACTIONS:
        assert action.help in table
    code = (
        "import sys; from explorer.tui.keys import actions; actions.markdown_table(); print('textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
