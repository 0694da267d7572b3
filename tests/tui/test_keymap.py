"""The reader's own keys: read from the settings, shown wherever keys are shown, and told apart where they clash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.config import Config, Settings
from explorer.store.reader import Database
from explorer.tui.app import Explorer
from explorer.tui.dialogs.help import chapters
from explorer.tui.frame.tour import tour_lines
from explorer.tui.keys.actions import ACTIONS, change_keys, find, key_name
from explorer.tui.keys.keymap import keymap
from explorer.tui.keys.keynames import read_key
from tests.tui.screen import browser, lines, press, settle, text, toasts, until


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    """No test's keys are another's."""
    yield
    change_keys({})


@pytest.mark.parametrize("key", sorted({key for action in ACTIONS for key in action.default_keys}))
def test_what_is_shown_can_be_written(key: str) -> None:
    assert read_key(key) == key
    assert read_key(key_name(key)) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [("+", "plus"), ("ctrl++", "ctrl+plus"), ("Ctrl+D", "ctrl+d"), ("shift+ctrl+Up", "ctrl+shift+up"), ("é", "é"),
     ("page down", "pagedown"), (" ", "space"), ("DEL", "delete"), ("G", "G"), ("_", "underscore"), ("漢", "漢"),
     ("shift+a", "A"), ("Shift+É", "É")],
)  # fmt: skip
def test_keys_are_read_as_people_write_them(written: str, key: str) -> None:
    if written == " ":
        with pytest.raises(ValueError, match="is no key"):
            read_key(written)
        return
    assert read_key(written) == key


@pytest.mark.parametrize(
    ("written", "says"),
    [("", "is no key"), ("ctrl+", "is no key"), ("ctl+x", "did you mean ctrl"), ("escpe", "did you mean escape"),
     ("ctrl+i", "cannot be told from Tab"), ("ctrl+m", "cannot be told from Enter"), ("ab", "is no key"),
     ("\x1b[31m", "is no key"), ("ctrl+shift+alt+nothing", "is no key")],
)  # fmt: skip
def test_what_is_no_key_is_told_in_a_sentence(written: str, says: str) -> None:
    with pytest.raises(ValueError, match=says.replace("[", r"\[")):
        read_key(written)


def test_a_key_that_is_taken_is_told_with_both_actions_and_the_place() -> None:
    found = keymap({"zoom": ("n",)})
    assert found.keys["zoom"] == ("n",)
    assert found.keys["next_evidence"] == ()
    assert any("n is zoom in the lists, taken from next_evidence, which has no key left" in p for p in found.problems)


def test_two_that_want_one_key_are_told_and_the_first_has_it() -> None:
    found = keymap({"zoom": ("x",), "matrix": ("x", "ctrl+y")})
    assert sorted(found.keys.values()) in ([(), ("x", "ctrl+y")], [("ctrl+y",), ("x",)])
    assert len(found.problems) == 1
    assert "wanted by" in found.problems[0]


def test_one_key_in_two_places_is_no_clash() -> None:
    assert find("matrix_columns").contexts.isdisjoint(find("passages").contexts)
    assert keymap({"passages": ("c",)}).problems == ()


def test_no_sign_is_taken_away_from_the_search_line() -> None:
    found = keymap({"results": ("x", "f5", "space"), "save_typed": ("?",)})
    assert found.keys == {"results": ("f5",)}
    assert len(found.problems) == 2
    assert all("in the search line a sign is typed" in problem for problem in found.problems)


def test_unknown_actions_have_their_nearest_name_and_are_inert() -> None:
    found = keymap({"matrx": ("x",), "\x1b[31mzoom": ("y",), "help": ("ctrl+i",), "top": ()})
    assert found.keys == {}
    assert "“matrx” is no action; did you mean matrix?" in found.problems
    assert not any("\x1b" in problem for problem in found.problems)
    assert len(found.problems) == 4


def test_in_a_line_signs_are_typed_and_in_menus_they_are_keys() -> None:
    found = keymap({"entry_take": ("x", "ctrl+y"), "choice_down": ("x",), "forget_search": ("x",)})
    assert found.keys["entry_take"] == ("ctrl+y",)
    assert found.keys["choice_down"] == ("x",)
    assert found.problems[0] == ("keys.entry_take: in the commands a sign is typed; take a key with Ctrl, or F1 to F12")
    assert "x is choice_down in the list of searches, wanted by forget_search" in found.problems[1]


async def test_dialogs_have_and_show_the_readers_keys(sample: Path) -> None:
    keys = {"choice_down": ("x",), "choice_take": ("f5",), "choice_leave": ("Q", "escape"), "entry_take": ("ctrl+y",)}
    keys["bookmark"] = ("f6",)
    with Database.open(sample) as database:
        app = Explorer(database, config=Config(Path("config.toml"), Settings(keys=keys)))
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            await settle(pilot)
            await press(pilot, "Y")
            assert "F5 copies · Q leaves" in text(app)
            before = text(app)
            await press(pilot, "j")
            assert text(app) == before, "the key it had means nothing any more"
            await press(pilot, "x")
            assert text(app) != before
            await press(pilot, "enter")
            assert len(app.screen_stack) == 2
            await press(pilot, "Q", "colon", *"zoom", "enter")
            assert len(app.screen_stack) == 2, "Enter is no key of it"
            assert "Ctrl+Y does it" in text(app)
            await press(pilot, "ctrl+y")
            assert browser(app).zoomed
            await press(pilot, "B")
            assert "F6 keeps a place, e writes a note on it" in " ".join(toasts(app).split()), "sentences tell them too"
            await press(pilot, "question_mark", *"choice")
            assert "F5" in text(app)


async def test_no_sentence_needs_a_key_that_the_reader_took_away(sample: Path) -> None:
    settings = Settings(keys={"zoom": ("q",), "matrix": ("R",)})
    with Database.open(sample) as database:
        app = Explorer(database, config=Config(Path("config.toml"), settings))
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            await settle(pilot)
            await press(pilot, "ctrl+c")
            assert "Quit in the commands leaves" in toasts(app)
            sample.unlink()
            app.look_after()
            await settle(pilot)
            assert "Reopen in the commands opens the file anew" in toasts(app)


def test_sentences_of_help_and_tour_name_the_readers_keys() -> None:
    def told() -> str:
        items = [item for chapter in chapters("list") for item in chapter.items]
        lines = ["".join(run.text for run in line) for line in tour_lines(100)]
        return " | ".join([*(item.words for item in items), *lines])

    before = told()
    assert "its mark away; E exports what is marked" in before
    assert "Enter goes to what was found" in before
    change_keys({"export": ("f7",), "results": ("ctrl+y",), "copy": ("f5",), "mark": ()})
    try:
        now = told()
    finally:
        change_keys({})
    assert "its mark away; F7 exports what is marked" in now
    assert "Ctrl+Y goes to what was found" in now
    assert "the one that F5 cites" in now
    assert "Mark in the commands or v at its other end marks it" in now, "what has no key is told by its name"
    assert told() == before


async def test_the_screen_has_and_shows_the_readers_keys(sample: Path) -> None:
    settings = Settings(citation_style="apa", keys={"about": ("ctrl+y", "Z"), "results": ("f5",), "zoom": ("n",)})
    with Database.open(sample) as database:
        app = Explorer(database, config=Config(Path("config.toml"), settings))
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            await settle(pilot)
            await until(pilot, lambda: "Settings:" in toasts(app))
            assert "Settings: n is zoom in the lists, taken from next_evidence" in toasts(app)
            assert "explorer config" not in toasts(app), "one problem is told whole"
            assert app.citation_style == "apa"
            assert "Ctrl+Y  About" in lines(app)[-1]
            await press(pilot, "i")
            assert app.screen is browser(app), "the key it had is free"
            await press(pilot, "Z")
            assert "About this claim" in text(app)
            await press(pilot, "escape", "question_mark", *"who has it from")
            assert "Ctrl+Y Z" in text(app)
            await press(pilot, "escape", "escape", "colon", *"about")
            assert "Ctrl+Y Z" in text(app)
            await press(pilot, "escape", "slash", *"jobs", "f5")
            assert browser(app).context() == "list"
            await press(pilot, "n")
            assert browser(app).zoomed
