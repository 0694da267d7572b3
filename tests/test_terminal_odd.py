"""Terminals that go away or come back otherwise than they were left, and programs that leave them in disorder."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import termios
import time
import webbrowser
from collections import deque
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from threading import Thread

import pytest
from textual.drivers._writer_thread import WriterThread

from explorer.store.writer import write
from explorer.tui.frame.driver import ScreenDriver, draws_boxes
from explorer.tui.frame.wire import Wire
from explorer.tui.work.lending import ending
from explorer.tui.work.outside import browser_of
from tests.factories import VERSIONS, large_resolution, sample_database
from tests.terminal import Terminal

EXPLORER = (sys.executable, "-m", "explorer")


def screen(folder: Path, *options: str, **environment: str) -> Terminal:
    """The program on a database of three claims, its first frame drawn."""
    database = sample_database(folder)
    terminal = Terminal([*EXPLORER, *options, str(database)], env={"XDG_STATE_HOME": str(folder), **environment})
    assert terminal.wait_for("3 Claims 3")
    terminal.wait_until_quiet(0.3, limit=5)
    return terminal


def modes(terminal: Terminal) -> Sequence[object]:
    return termios.tcgetattr(terminal.fd)[:4]


def script(folder: Path, name: str, lines: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)
    return str(path)


def test_a_window_that_is_closed_ends_the_program(tmp_path: Path) -> None:
    terminal = screen(tmp_path)
    terminal.send("e")
    os.close(terminal.fd)
    end = time.monotonic() + 60
    while not (ended := os.waitpid(terminal.pid, os.WNOHANG))[0]:
        assert time.monotonic() < end, "it goes on for nobody"
        time.sleep(0.02)
    assert os.waitstatus_to_exitcode(ended[1]) == 128 + signal.SIGHUP


def test_a_stop_by_others_odd_bytes_and_a_hostile_paste_cost_nothing(tmp_path: Path) -> None:
    with screen(tmp_path) as terminal:
        threads = Path(f"/proc/{terminal.pid}/task")
        before = len(list(threads.iterdir())) if threads.exists() else 0
        for number in (signal.SIGSTOP, signal.SIGCONT, signal.SIGCONT):
            os.kill(terminal.pid, number)
        terminal.wait_until_quiet(0.3, limit=5)
        after = len(list(threads.iterdir())) if before else 0
        assert after <= before + 1, "keys are read by one thread"
        os.write(terminal.fd, b"/caf\xe9 ")
        assert terminal.wait_for("Nothing matches “café")
        for _ in range(2):
            terminal.send("\x1b")
            terminal.wait_until_quiet(0.2, limit=2)
        terminal.send(f"\x1b[200~{'\x1b[2J\x07not a key' * 4} q\x1b[201~/still")
        assert terminal.wait_for("Nothing matches “still”"), "what was pasted was taken for keys"
        for _ in range(2):
            terminal.send("\x1b")
            terminal.wait_until_quiet(0.2, limit=2)
        terminal.send("q")
        assert terminal.wait() == 0
        assert int(str(modes(terminal)[3])) & termios.ICANON, "the shell has its lines again"


def test_a_terminal_that_knows_no_size_is_drawn_once(tmp_path: Path) -> None:
    """As on a serial line: whoever guesses its size twice must guess the same."""
    database, state = sample_database(tmp_path), {"XDG_STATE_HOME": str(tmp_path)}
    with Terminal([*EXPLORER, str(database)], columns=0, rows=0, env=state) as terminal:
        assert terminal.wait_for("3 Claims 3")
        terminal.wait_until_quiet(0.3, limit=5)
        terminal.send("q")
        assert terminal.wait() == 0


def test_a_pager_that_dies_in_disorder_leaves_no_trace(tmp_path: Path) -> None:
    raw = script(tmp_path, "my pager", "stty raw -echo; printf '\\033[?1000h\\033[3;5r\\016'; kill -SEGV $$")
    with screen(tmp_path, PAGER=shlex.quote(raw), TMPDIR=str(tmp_path)) as terminal:
        terminal.send("op")
        assert terminal.wait_for("ended by SIGSEGV")
        assert b"\x1b[r" in terminal.output
        terminal.send("q")
        assert terminal.wait() == 0
        assert int(str(modes(terminal)[3])) & termios.ICANON
    assert not list(tmp_path.glob("explorer-*/*")), "the copy of the article is gone"


def test_a_program_that_cannot_run_is_told_on_a_screen_that_goes_on(tmp_path: Path) -> None:
    """Here in a terminal of Latin-1 and with a COLUMNS that another program has left behind."""
    (tmp_path / "no-program").write_bytes(b"\x00\x01")
    (tmp_path / "no-program").chmod(0o755)
    odd = {"PYTHONIOENCODING": "latin-1", "COLUMNS": "50", "LINES": "15"}
    with screen(tmp_path, PAGER=str(tmp_path / "no-program"), **odd) as terminal:
        assert b"\\u" not in terminal.output, "nothing is spelt out that the encoding lacks"
        assert terminal.wait_for("4 Comparison"), "a terminal of 120 columns is wide enough for all panes"
        terminal.send("op")
        assert terminal.wait_for("no-program cannot run: exec format error")
        terminal.send("q")
        assert terminal.wait() == 0


def test_a_database_built_anew_is_opened_anew_where_one_was(tmp_path: Path) -> None:
    with screen(tmp_path, NO_COLOR="1") as terminal:
        terminal.send("2jj")
        terminal.wait_until_quiet(0.2, limit=2)
        write(large_resolution(20), tmp_path / "data.db", VERSIONS)
        terminal.send("R")
        assert terminal.wait_for("3 Claims 2[0-9]")
        terminal.wait_until_quiet(0.3, limit=5)
        terminal.send("q")
        assert terminal.wait() == 0
        assert b"\x1b[38;" not in terminal.output, "what the environment asks for is asked for twice"


def test_how_a_program_ended_is_said_where_it_matters() -> None:
    assert ending("less", 0) == ""
    assert ending("less", 3) == "less ended with status 3."
    assert ending("less", -signal.SIGINT) == "", "Ctrl+C was the reader's own"
    assert ending("less", -signal.SIGKILL) == "less was ended by SIGKILL."
    assert ending("less", -99) == "less was ended by signal 99."


def test_a_wire_that_nobody_reads_swallows_what_is_written() -> None:
    reading, writing = os.pipe()
    with open(writing, "w", encoding="utf-8") as file:  # noqa: PTH123 - a descriptor
        wire = Wire(file)
        wire.write("né ")
        wire.flush()
        assert os.read(reading, 99) == "né ".encode()
        os.close(reading)
        for _ in range(3):
            wire.write("x" * 100_000)
            wire.flush()


def test_what_is_written_while_another_has_the_terminal_waits_for_nobody() -> None:
    driver = ScreenDriver.__new__(ScreenDriver)
    driver._drawing = 0
    driver._writer_thread = WriterThread(StringIO())
    driver._writer_thread.start()
    driver._writer_thread.stop()
    writing = Thread(target=lambda: deque(map(driver.write, "x" * 100)), daemon=True)
    writing.start()
    writing.join(60)
    assert not writing.is_alive()


def test_what_an_encoding_lacks_takes_as_many_cells() -> None:
    reading, writing = os.pipe()
    with open(writing, "w", encoding="latin-1") as file:  # noqa: PTH123 - a descriptor
        wire = Wire(file)
        wire.write("é 日本 “x” \udcff")
        wire.flush()
        assert os.read(reading, 99) == "é ???? ?x? ".encode("latin-1") + b"?"
    os.close(reading)
    assert draws_boxes("utf-8")
    assert not draws_boxes("latin-1")
    assert not draws_boxes(None)


def test_a_browser_of_the_terminal_takes_it_and_another_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    noisy = script(tmp_path, "noisy", f'echo to the screen; echo "$@" > {told}')
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser([noisy, "-x", "%s"]))
    found = browser_of("file:///a")
    assert found is not None
    assert (found.command, found.takes_terminal) == ((noisy, "-x", "file:///a"), True)
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.BackgroundBrowser(noisy))
    found = browser_of("file:///b")
    assert found is not None
    assert not found.takes_terminal
    assert found.open()
    assert told.read_text() == "file:///b\n"
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.BackgroundBrowser(str(tmp_path / "none")))
    found = browser_of("file:///c")
    assert found is not None
    assert not found.open()

    def nothing() -> webbrowser.BaseBrowser:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", nothing)
    assert browser_of("file:///d") is None
