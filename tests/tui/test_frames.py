"""What is written to the terminal adds up to what the screen shows, though lines that stay are not written again."""

from __future__ import annotations

import asyncio
import threading
from io import StringIO
from pathlib import Path

import pytest
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.widget import Widget

from explorer.lists import LIST_KINDS
from explorer.tui.comparison.passages import LOADERS
from explorer.tui.drawing.composing import WholeWritten
from explorer.tui.frame.driver import ScreenDriver
from explorer.tui.frame.wire import Wire
from explorer.tui.lists.gathering import Gathering
from tests.tui.hostile import hostile_database
from tests.tui.screen import browser, press, rested, running, settle, text
from tests.tui.shadow import Cell, Terminal, press_at_random, shown, watch, wrong_for_good

pytestmark = pytest.mark.usefixtures("at_once")

_LOOKS = 20


async def test_all_that_changes_is_written_and_little_else(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    watch(monkeypatch, terminal.show)
    async with running(sample) as (_, pilot):
        for keys in (
            ("j",), ("1",), ("tab",), ("1",), ("4", "n"), ("2", "+"), ("1",), ("3", "z"), ("z",), ("slash", *"lund"),
            ("backspace",), ("escape",), ("escape",), ("question_mark",), ("escape",), ("T",), ("2", "enter"),
            ("escape",), ("M",), ("X",), ("L",), ("O",), ("X",), ("M",), ("j",), ("r",), ("escape",), ("X",),
        ):  # fmt: skip
            await press(pilot, *keys)
            await rested(pilot)
            wrong = await wrong_for_good(pilot, terminal)
            assert not wrong, (keys, list(wrong.items())[:3])
        await pilot.resize_terminal(90, 30)
        await settle(pilot)
        await press(pilot, "3", "g")
        await rested(pilot)
        before = terminal.written
        await press(pilot, "down")
        await rested(pilot)
        await press(pilot, "up")
        await rested(pilot)
        assert 0 < terminal.written - before < 2 * 90 * 30, "two steps write less than two screens"


async def test_of_a_toast_nothing_stays_where_a_shorter_one_takes_its_place(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    watch(monkeypatch, terminal.show)
    async with running(sample) as (app, pilot):
        for words in ("two lines of words " * 4, "one line"):
            app.say(words)
            for _ in range(60):  # a toast scrolls the rack that it stands in; then Textual looks for who is where
                app.screen._compositor._full_map_invalidated = True
                assert app.screen.find_widget(app.screen)
                await asyncio.sleep(0.001)
            await rested(pilot)
            assert words[:8] in text(app)
            assert not await wrong_for_good(pilot, terminal)


async def test_what_was_prepared_or_opened_before_looks_like_what_is_opened_first(sample: Path) -> None:
    async with running(sample, (120, 36)) as (app, pilot):
        compare, database = browser(app).compare(), browser(app).database
        first, *others = (
            LOADERS[kind](database, identity)
            for kind in LIST_KINDS[::-1]
            for identity in [item.id for item in database.items(kind, [1, 2])]
        )
        at_first = []
        for other in others:
            compare.show(other)
            await settle(pilot)
            at_first.append(shown(app))
        compare.show(None)  # which has it forget them
        compare.show(first)
        await settle(pilot)
        before = shown(app)
        for other in others:
            compare.prepare(other)
        compare.refresh()
        await settle(pilot)
        assert shown(app) == before
        for moved in (False, True):
            for other, want in zip(others, at_first, strict=True):
                compare.show(other)
                await settle(pilot)
                assert shown(app) == want, (other.kind, moved)
                compare.step(1)
                compare.scroll_by(3)
                await settle(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (50, 18)])
async def test_to_find_out_how_panes_look_with_the_focus_is_not_seen(
    sample: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    written: list[object] = []
    watch(monkeypatch, lambda update: written.append(update) if update is not None else None)
    async with running(sample, size) as (app, pilot):
        await press(pilot, "1", "2")
        await rested(pilot)
        focused, before = app.focused, shown(app)
        written.clear()
        app.style_also("opened")
        browser(app).make_views()
        browser(app)._learn_looks()
        await rested(pilot)
        assert not written
        assert app.focused is focused
        assert shown(app) == before


async def test_who_gets_the_focus_or_loses_it_looks_as_if_drawn_from_nothing(sample: Path) -> None:
    async with running(sample, (120, 36)) as (app, pilot):
        main = browser(app)
        for key in ("slash", "escape", "j", "slash", "escape", "1", "down", "slash", "T", "escape", "T", "slash", "4"):
            main._draw_looks()  # as while the reader rests
            await press(pilot, key)
            await rested(pilot)
            kept = shown(app)
            for widget in main.walk_children(Widget):
                widget._styles_cache.clear()
            assert kept == shown(app), key


async def test_going_back_to_the_lists_is_one_frame(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[object] = []
    watch(monkeypatch, lambda update: written.append(update) if update is not None else None)
    async with running(sample, (120, 36)) as (app, pilot):
        await press(pilot, "O", "X", "3", "O", "j")
        await pilot.pause(0.1)  # what the way back shows is read
        await rested(pilot)
        written.clear()
        await press(pilot, "X")
        await rested(pilot)
        assert app.screen is browser(app)
        assert [type(update) for update in written] == [WholeWritten]


@pytest.mark.parametrize("is_hostile", [True, False])
async def test_whatever_is_pressed_the_terminal_shows_what_it_should(
    tmp_path: Path, large: Path, is_hostile: bool
) -> None:
    path = hostile_database(tmp_path, "漢字 \x1b[2J [/] 👩‍🚀🏽 ❤️") if is_hostile else large
    assert await press_at_random(path, 6, lambda bursts: bursts < 10) == []


async def test_a_view_that_is_opened_again_looks_like_one_that_is_opened_first(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gathering, "is_resting", True)  # nobody does anything, however long a frame takes here
    views = ("M", "O", "D", "L", "r")
    seen: list[dict[str, dict[tuple[int, int], Cell]]] = []
    for before in ("it was there", "it was made ahead", ""):
        async with running(sample, (90, 30)) as (app, pilot):
            for key in views if before == "it was there" else ():
                await press(pilot, key, "j", "tab", "X")
            if before == "it was made ahead":
                for _ in range(2 * len(views)):
                    browser(app).make_views()
                    await settle(pilot)
            await pilot.resize_terminal(120, 36)
            await press(pilot, "T", "3", "g", "j")
            looks = {}
            for key in views:
                await press(pilot, key)
                assert app.screen is not app.screen_stack[0], key
                looks[key] = shown(app)
                await press(pilot, "X")
            seen.append(looks)
    for again in seen[:2]:
        for key in views:
            wrong = {at: (seen[2][key][at], cell) for at, cell in again[key].items() if seen[2][key][at] != cell}
            assert not wrong, (key, list(wrong.items())[:3])


@pytest.mark.parametrize("keys", [("colon", "n"), ("M", "question_mark"), ("s",)])
async def test_a_dialog_that_nobody_touches_writes_nothing(
    sample: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    """The screen below had itself drawn for ever, two hundred kilobytes a second."""
    written: list[object] = []
    watch(monkeypatch, written.append)
    async with running(sample) as (app, pilot):
        await press(pilot, *keys)
        await rested(pilot)
        assert app.screen is not browser(app)
        assert written
        for _ in range(_LOOKS):  # on a busy machine a frame of the opening may come in the first
            written.clear()
            await pilot.pause(0.4)  # long enough for several frames of a screen without a terminal
            if not written:
                break
        assert not written


def test_a_frame_is_written_in_one_piece_whatever_another_thread_writes_meanwhile(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written: list[str] = []
    monkeypatch.setattr(LinuxDriver, "write", lambda _, data: written.append(data))
    driver = ScreenDriver.__new__(ScreenDriver)
    driver._drawing, driver._writer_thread = threading.get_ident(), WriterThread(StringIO())
    monkeypatch.setattr(WriterThread, "is_alive", lambda _: True)
    with (tmp_path / "terminal").open("w", encoding="utf-8") as file:
        driver._wire = Wire(file)  # which nobody writes to here: one goes on all the same
    driver.write("\x1b[?25l")
    driver.write(SYNC_START)
    driver.write("the lines")
    other = threading.Thread(target=driver.write, args=("to the clipboard",))
    other.start()
    other.join()
    driver.write(SYNC_END)
    driver.write("\x1b[?1049l")
    frame = f"{SYNC_START}the lines{SYNC_END}"
    assert written == ["\x1b[?25l", "to the clipboard", frame, "\x1b[m\x1b[H\x1b[J", "\x1b[?1049l"]
