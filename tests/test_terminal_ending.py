"""However the program is made to go, the terminal is the reader's again, and nothing of theirs is lost."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from explorer.tui.frame.ending import Ending
from explorer.tui.work.lending import run_in_terminal
from tests.factories import sample_database
from tests.terminal import ESCAPES, Terminal

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
EXPLORER = (sys.executable, "-m", "explorer")
OUT_OF_THE_SCREEN = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l")
"""The usual screen, a cursor to be seen, a mouse that is the terminal's."""
SWITCHED = re.compile(rb"\x1b\[(?:\?(\d+)([hl])|([<>])\d*u)")
USUAL = {b"7": b"h", b"25": b"h", b"": b"<"}
"""What is usually on; what is not named is not."""


def left_on(output: bytes) -> set[bytes]:
    """The modes that a terminal of this output is left in; also a screen that was left twice."""
    last, screen = dict[bytes, bytes](), b"l"
    wrong = set[bytes]()
    for number, way, keyboard in SWITCHED.findall(output):
        if number == b"1049":
            if way == screen == b"l":
                wrong.add(b"left twice")
            screen = way
        last[number] = way or keyboard
    return wrong | {number for number, way in last.items() if way != USUAL.get(number, b"l")}


def handler_of(number: int) -> object:
    return signal.getsignal(number)


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Who handles signals here when the test is over is who did before."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
def test_asked_to_end_it_gives_the_terminal_back_and_remembers_where_one_was(tmp_path: Path, number: int) -> None:
    database = sample_database(tmp_path)
    state = {"XDG_STATE_HOME": str(tmp_path / "state")}
    with Terminal([*EXPLORER, str(database)], env=state) as terminal:
        assert terminal.wait_for("3 Claims 3")
        terminal.send("2j")
        terminal.wait_until_quiet()
        os.kill(terminal.pid, number)
        assert terminal.wait() == 128 + number
        assert all(mode in terminal.output for mode in OUT_OF_THE_SCREEN)
        assert "Traceback" not in terminal.text()
    with Terminal([*EXPLORER, str(database)], env=state) as terminal:
        assert terminal.wait_for("Lund +place")
        terminal.wait_until_quiet()
        terminal.send("q")
        assert terminal.wait() == 0
    (kept,) = (tmp_path / "state" / "explorer" / "screens").iterdir()
    assert '"kind": "entity"' in kept.read_text()


CRASHING = """
import sys
from explorer.cli import main
from explorer.tui.explore.browser import Browser

def crash(self):
    article = self.compare().comparison.title
    raise KeyError(article)

Browser.do_theme = crash
sys.exit(main(sys.argv[1:]))
"""


def test_a_crash_gives_the_terminal_back_and_leaves_two_lines_and_a_report_without_texts(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CRASHING, str(sample_database(tmp_path))]
    with Terminal(command, env={"XDG_STATE_HOME": str(tmp_path)}) as terminal:
        assert terminal.wait_for("will shut its Lund plant")
        terminal.wait_until_quiet(0.3, limit=5)
        terminal.send("T")
        assert terminal.wait() == 70
        assert all(mode in terminal.output for mode in OUT_OF_THE_SCREEN)
        assert int(str(termios.tcgetattr(terminal.fd)[3])) & termios.ICANON
        last = ESCAPES.sub(b"", bytes(terminal.output).rpartition(OUT_OF_THE_SCREEN[0])[2]).decode()
        assert len([line for line in last.splitlines() if line.strip()]) == 2
        assert "stopped on an internal error (KeyError at " in last
    (report,) = (tmp_path / "explorer").glob("crash-*.txt")
    assert "in crash" in report.read_text()
    assert "Lund" not in report.read_text() + last


FAILING = """
import os, signal, sys
from explorer.cli import main
from explorer.tui.frame import driver, wire

Driver, Wire = driver.ScreenDriver, wire.Wire
disable, write, taken = Driver.disable_input, Driver.write, Wire.write

def fail(*_):
    raise FAILURE

def fail_amid(self, data):
    write(self, data)
    if data == "\\x1b[?1049l":
        fail()

def fail_once(self):
    Driver.disable_input = disable
    fail()

def ask(self):
    os.kill(os.getpid(), signal.SIGNAL)

def fail_at_frames(self, text):
    taken(self, text)
    if len(text) > 99:
        fail()

CHANGE
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("change", "failure", "code"),
    [
        ("Driver.stop_application_mode = fail", "KeyError", 70),
        ("Driver.write = fail_amid", "OSError", 70),
        ("Driver.close = fail", "KeyError", 70),
        ("Driver.disable_input = fail_once", "KeyboardInterrupt", 130),
        ("Driver._query_in_band_window_resize = fail", "MemoryError", 70),
        ("Driver._query_in_band_window_resize = fail", "KeyboardInterrupt", 130),
        ("Wire.write = fail_at_frames", "MemoryError", 70),
    ],
)
def test_whatever_fails_where_the_terminal_is_taken_and_given_back_it_is_given_back(
    tmp_path: Path, change: str, failure: str, code: int
) -> None:
    lines = FAILING.replace("CHANGE", change).replace("FAILURE", failure if code == 130 else f'{failure}("Lund")')
    with Terminal(
        [sys.executable, "-c", lines, str(sample_database(tmp_path))], env={"XDG_STATE_HOME": str(tmp_path)}
    ) as terminal:
        before = termios.tcgetattr(terminal.fd)
        if "Wire" not in change:  # which fails before one could leave
            terminal.send("q")
        assert terminal.wait() == code
        assert not left_on(bytes(terminal.output))
        assert termios.tcgetattr(terminal.fd) == before
        last = ESCAPES.sub(b"", bytes(terminal.output).rpartition(OUT_OF_THE_SCREEN[0])[2]).decode()
        assert len(last.splitlines()) == (2 if code == 70 else 1)
        assert "Traceback" not in terminal.text()
        assert "Lund" not in last


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGABRT", "SIGUSR1"])
@pytest.mark.parametrize("moment", ["_query_in_band_window_resize", "close"])
def test_asked_to_end_amid_the_start_or_the_end_it_gives_the_terminal_back(
    tmp_path: Path, name: str, moment: str
) -> None:
    change = f"kept = Driver.{moment}; Driver.{moment} = lambda self: (ask(self), kept(self))"
    lines = FAILING.replace("CHANGE", change).replace("signal.SIGNAL", f"signal.{name}")
    command = [sys.executable, "-c", lines, str(sample_database(tmp_path))]
    with Terminal(command, env={"XDG_STATE_HOME": str(tmp_path)}) as terminal:
        before = termios.tcgetattr(terminal.fd)
        if moment == "close":
            terminal.send("q")
        assert terminal.wait() == 128 + getattr(signal, name)
        assert not left_on(bytes(terminal.output))
        assert termios.tcgetattr(terminal.fd) == before
        assert "Traceback" not in terminal.text()


def test_a_signal_when_the_screen_has_ended_is_one_of_any_program() -> None:
    loop, left = asyncio.new_event_loop(), list[int]()
    ending = Ending(left.append)
    ending.listen(loop)
    assert handler_of(signal.SIGTERM) is ending
    ending(signal.SIGINT, None)
    loop.run_until_complete(asyncio.sleep(0))
    assert left == [128 + signal.SIGINT]
    loop.close()
    with pytest.raises(KeyboardInterrupt):
        ending(signal.SIGINT, None)
    with pytest.raises(SystemExit, match=str(128 + signal.SIGTERM)):
        ending(signal.SIGTERM, None)


def test_who_is_asked_to_end_runs_no_program_and_ends_the_one_that_runs(tmp_path: Path) -> None:
    loop, left = asyncio.new_event_loop(), list[int]()
    ending = Ending(left.append)
    ending.listen(loop)
    asks = f"touch {tmp_path}/ran; kill -TERM $PPID; exec sleep 30"
    assert run_in_terminal(["sh", "-c", asks], lambda: ending.is_asked) == -signal.SIGTERM
    assert handler_of(signal.SIGTERM) is ending
    loop.run_until_complete(asyncio.sleep(0))
    assert left == [128 + signal.SIGTERM]
    (tmp_path / "ran").unlink()
    assert run_in_terminal(["sh", "-c", asks], lambda: ending.is_asked) == 0
    assert not (tmp_path / "ran").exists()
    asked = iter([False, True])
    assert run_in_terminal(["sleep", "30"], lambda: next(asked)) == -signal.SIGTERM, "asked while it was being started"
    loop.close()


@contextmanager
def in_a_shell(tmp_path: Path) -> Iterator[Terminal]:
    """The program at rest, started from a shell that can stop it and go on."""
    database = sample_database(tmp_path)
    with Terminal(["bash", "--norc", "-i"], env={"XDG_STATE_HOME": str(tmp_path)}) as terminal:
        terminal.send(f"{sys.executable} -m explorer {database}\n")
        assert terminal.wait_for("3 Claims 3")
        terminal.wait_until_quiet()
        yield terminal


@pytest.mark.skipif(shutil.which("bash") is None, reason="a shell with job control")
def test_stopped_by_a_key_it_gives_the_terminal_to_the_shell_and_comes_back(tmp_path: Path) -> None:
    with in_a_shell(tmp_path) as terminal:
        terminal.send("e")
        terminal.wait_until_quiet(0.3, limit=5)
        terminal.send("\x1a")
        assert terminal.wait_for("Stopped"), "also while something is asked"
        assert all(mode in terminal.output for mode in OUT_OF_THE_SCREEN)
        wiped = b"\x1b[H\x1b[J" + OUT_OF_THE_SCREEN[0]
        assert wiped in terminal.output, "where there is no other screen, the shell goes on on an empty one"
        terminal.send("fg\n")
        assert terminal.wait_for("(?s)Stopped.*Your note")
        terminal.wait_until_quiet()
        terminal.send("\x1b")
        terminal.wait_until_quiet(0.3, limit=5)
        terminal.send("q")
        terminal.wait_until_quiet()
        terminal.send("exit\n")
        assert terminal.wait() == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="a shell with job control")
def test_asked_to_end_while_it_is_stopped_it_ends_and_leaves_the_shell_its_terminal(tmp_path: Path) -> None:
    with in_a_shell(tmp_path) as terminal:
        terminal.send("\x1a")
        assert terminal.wait_for("Stopped")
        given_back = len(terminal.output)
        terminal.send("kill %1\n")
        for _ in range(30):
            terminal.send("jobs\n")  # it is told of before the next prompt
            if terminal.wait_for("Exit 143", limit=1):
                break
        else:
            pytest.fail("it stopped once more, for the terminal that it wanted back")
        assert OUT_OF_THE_SCREEN[0] not in terminal.output[given_back:]
        terminal.send("exit\n")
        assert terminal.wait() == 0
        assert not left_on(bytes(terminal.output)) - {b"2004"}, "what the shell reads lines with is its own"
