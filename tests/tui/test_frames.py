"""What is written to the terminal adds up to what the screen shows, though lines that stay are not written again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.style import Style
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.strip import Strip

from explorer.tui.app import Explorer
from explorer.tui.frame.driver import ScreenDriver, Wire
from tests.tui.screen import browser, press, rested, running, settle

pytestmark = pytest.mark.usefixtures("at_once")

Cell = tuple[str, Style | None]


class Terminal:
    """Holds what was written, cell by cell."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.written = 0

    def show(self, update: object) -> None:
        """Write an update as Textual's driver does."""
        if isinstance(update, LayoutUpdate):
            for y, line in enumerate(update.strips):
                self._write(0, y, Strip.join(line))
        elif isinstance(update, ChopsUpdate):
            for y, start, end in update.spans:
                for stop, (x, piece) in zip(update.chop_ends[y], update.chops[y].items(), strict=True):
                    if piece is not None and x <= end and stop > start:
                        self._write(x, y, piece.crop(0, min(stop, end) - x))

    def _write(self, x: int, y: int, strip: Strip) -> None:
        for text, style, _ in strip:
            for character in text:
                self.cells[x, y] = character, style
                x += 1
                self.written += 1


def shown(app: Explorer) -> dict[tuple[int, int], Cell]:
    """Every cell as it should be."""
    terminal = Terminal()
    for y, strip in enumerate(app.screen._compositor.render_strips(app.size)):
        terminal._write(0, y, strip)
    return terminal.cells


def watch(monkeypatch: pytest.MonkeyPatch, see: Callable[[object], None]) -> None:
    """Have `see` told of every frame that is written."""
    display = Explorer._display

    def told(app: Explorer, screen: object, update: object) -> None:
        see(update)
        display(app, screen, update)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(Explorer, "_display", told)


async def test_all_that_changes_is_written_and_little_else(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    watch(monkeypatch, terminal.show)
    async with running(sample) as (app, pilot):
        for keys in (
            ("j",), ("1",), ("tab",), ("4", "n"), ("3", "z"), ("z",), ("slash", *"lund"), ("backspace",), ("escape",),
            ("escape",), ("question_mark",), ("escape",), ("T",), ("2", "enter"), ("escape",), ("M",), ("X",), ("L",),
            ("O",), ("X",), ("M",), ("j",), ("r",), ("escape",), ("X",),
        ):  # fmt: skip
            await press(pilot, *keys)
            await rested(pilot)
            await pilot.pause(0.06)  # a frame may wait for its answers
            await settle(pilot)
            want = shown(app)
            wrong = {at: (terminal.cells.get(at), cell) for at, cell in want.items() if terminal.cells.get(at) != cell}
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


async def test_a_view_that_is_opened_again_looks_like_one_that_is_opened_first(sample: Path) -> None:
    views = ("M", "O", "D", "L", "r")
    seen: list[dict[str, dict[tuple[int, int], Cell]]] = []
    for before in ("it was there", "it was made ahead", ""):
        async with running(sample, (90, 30)) as (app, pilot):
            for key in views if before == "it was there" else ():
                await press(pilot, key, "j", "s", "tab", "X")
            if before == "it was made ahead":
                await pilot.pause(0.2)  # nobody does anything
                for _ in views:
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
        written.clear()
        await pilot.pause(0.4)  # long enough for several frames of a screen without a terminal
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
    assert written == ["\x1b[?25l", "to the clipboard", f"{SYNC_START}the lines{SYNC_END}", "\x1b[?1049l"]
