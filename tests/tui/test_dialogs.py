"""What opens over a screen closes once, however often and however fast it is told to."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets._toast import Toast

from explorer.tui.dialogs.dialogs import Dialog
from explorer.tui.dialogs.menus import Choice, MenuScreen
from explorer.tui.dialogs.saved import SearchesScreen
from explorer.tui.keys.actions import find
from explorer.tui.lists.searchbar import LANGUAGE
from explorer.tui.reading.messages import ActionAsked
from explorer.tui.reading.searches import Kept, Saved
from tests.tui.screen import browser, lines, press, running, settle, text, toasts, type_at_once


async def test_a_key_that_repeats_closes_a_dialog_and_nothing_below_it(sample: Path, at_once: None) -> None:
    async with running(sample) as (app, pilot):
        for opener, key in (("Y", "a"), ("s", "enter"), ("f", "d"), ("e", "enter"), ("semicolon", "escape")):
            await press(pilot, opener)
            assert isinstance(app.screen, ModalScreen)
            type_at_once(app, key, key, key)
            await settle(pilot)
            assert app.is_running, (opener, key)
            while len(app.screen_stack) > 1:
                await press(pilot, "escape")
            assert browser(app).is_running


async def test_a_search_that_is_forgotten_and_brought_back_is_what_it_was(sample: Path) -> None:
    changed: list[Kept] = []
    kept = Kept(history=("first", "second"), saved=(Saved("kept", "a name"),))
    screen = SearchesScreen(kept, lambda change: changed.append(change(changed[-1] if changed else kept)))
    async with running(sample) as (app, pilot):
        app.push_screen(screen)
        await press(pilot, "j", "d")
        assert changed[-1] == Kept(history=("first",), saved=kept.saved)
        await press(pilot, "u")
        assert changed[-1].saved == kept.saved, "what was only made is not kept by being brought back"
        await press(pilot, "k", "k", "d", "u")
        assert changed[-1].saved == kept.saved
        assert changed[-1].history == ("first", "second")
        await press(pilot, "escape")
        app.push_screen(SearchesScreen(Kept(history=tuple(f"word {n:02}" for n in range(60))), lambda _: None))
        await press(pilot, "G", "k")
        assert "▌  word 01" in text(app)
        type_at_once(app, *"k" * 40)
        await settle(pilot)
        assert "▌  word 41" in text(app)
        assert "word 42" not in text(app), "the list goes up by a line, and not by a page"


async def test_clicks_in_a_burst_open_one_dialog(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        for _ in range(5):
            browser(app).post_message(ActionAsked("help"))
        await settle(pilot)
        assert len(app.screen_stack) == 2


async def test_keys_that_come_before_a_dialog_is_there_are_done_once_it_is(sample: Path, at_once: None) -> None:
    async with running(sample) as (app, pilot):
        for action in ("style", "sort", "filter", "note", "export", "outside", "palette", "help"):
            browser(app).do(action)
            dialog = app.screen
            assert isinstance(dialog, Dialog), action
            for key in ("down", "pagedown", "up", "escape"):
                type_at_once(app, key)
            await settle(pilot)
            assert app.screen is browser(app), action
        before = app.citation_style
        browser(app).do("style")
        dialog = app.screen
        assert isinstance(dialog, Dialog)
        for key in ("down", "enter"):
            type_at_once(app, key)
        await settle(pilot)
        assert app.citation_style != before


async def test_a_click_on_what_is_being_taken_away_does_nothing(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        app.say("It goes in a moment.")
        await settle(pilot)
        toast = app.screen.query_one(Toast)
        x, y = toast.region.offset
        rack = toast.parent
        assert isinstance(rack, DOMNode)
        toast._detach()
        app.screen._forward_event(events.MouseDown(None, x, y, 0, 0, 1, False, False, False))
        assert app.screen._select_state is None
        toast._attach(rack)


async def test_keys_that_come_while_it_ends_are_no_crash(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        browser(app).do("outside")
        await settle(pilot)
        dialog = app.screen
        await dialog.query("*").remove()  # as it is done from within
        app.leave()
        dialog.post_message(events.Key("e", "e"))
    assert app.return_code == 0
    assert not app.crash_lines


async def test_a_preview_that_is_longer_than_its_room_ends_in_a_sign_of_it(sample: Path) -> None:
    async with running(sample, (40, 12)) as (app, pilot):
        await press(pilot, "Y", "up")
        assert lines(app)[-2].rstrip("│ ").endswith("…")
        await pilot.resize_terminal(100, 40)
        await press(pilot, "home")
        assert not any(line.rstrip("│ ").endswith("…") for line in lines(app)[10:30])


async def test_ctrl_c_closes_a_dialog_but_not_while_words_are_selected_in_its_line(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        for opener in ("Y", "s", "colon", "question_mark", "e"):
            await press(pilot, opener)
            assert isinstance(app.screen, ModalScreen)
            await press(pilot, "ctrl+c")
            assert len(app.screen_stack) == 1, opener
        await press(pilot, "e", *"my words", "shift+home", "ctrl+c")
        assert isinstance(app.screen, ModalScreen), "a slip must not lose what is written"
        await press(pilot, "end", "ctrl+c", "slash", *"lund", "ctrl+c")
        assert "Esc clears the search" in toasts(app)


async def test_a_choice_that_cannot_be_taken_says_why_and_stays(sample: Path) -> None:
    async with running(sample, (40, 12)) as (app, pilot):
        app.push_screen(MenuScreen("Where", [Choice("gone", "a place", "g", why_not="no longer there\x1b[/]")]))
        for key in ("g", "enter"):
            await press(pilot, key)
            assert isinstance(app.screen, MenuScreen)
            assert "no longer there␛[/]" in toasts(app)
            app.clear_notifications()


async def test_what_was_told_before_does_not_lie_over_a_dialog(sample: Path) -> None:
    async with running(sample, (60, 18)) as (app, pilot):
        for key in ("Y", "E", "s", "question_mark"):
            await press(pilot, "escape")
            assert "This is the beginning" in toasts(app)
            await press(pilot, key)
            assert not toasts(app)
            assert "This is the beginning" not in text(app)
            await press(pilot, "escape")


async def test_a_bookmark_that_is_cut_leaves_room_for_the_note_on_it(sample: Path) -> None:
    for width in (80, 60):
        async with running(sample, (width, 24)) as (app, pilot):
            await press(pilot, "e", *"ask her", "enter", "B")
            line = next(line for line in lines(app) if "ask her" in line)
            assert "…  ask her" in line
            await press(pilot, "escape", "u")


async def test_no_example_of_a_query_and_no_word_of_a_description_is_cut_in_the_middle(sample: Path) -> None:
    words = set(LANGUAGE.split())
    for width in (40, 50, 60, 70, 90):
        async with running(sample, (width, 18)) as (app, pilot):
            await press(pilot, "slash")
            line = next(line for line in lines(app) if "words  " in line)
            assert set(line.replace("/", "").split()) <= words, width
            await press(pilot, "escape", "colon")
            told = " ".join(find("choose").about.split())
            below = " ".join(line.strip("│ ") for line in lines(app)[-4:-1] if line.startswith("│"))
            last = below.removesuffix(" …").split()[-1]
            assert last in told.split(), width
