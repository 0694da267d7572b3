"""However the program is made to go, the terminal is the reader's again, and nothing of theirs is lost."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import termios
from collections.abc import Iterator
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


@pytest.mark.skipif(shutil.which("bash") is None, reason="a shell with job control")
def test_stopped_by_a_key_it_gives_the_terminal_to_the_shell_and_comes_back(tmp_path: Path) -> None:
    database = sample_database(tmp_path)
    with Terminal(["bash", "--norc", "-i"], env={"XDG_STATE_HOME": str(tmp_path)}) as terminal:
        terminal.send(f"{sys.executable} -m explorer {database}\n")
        assert terminal.wait_for("3 Claims 3")
        terminal.wait_until_quiet()
        terminal.send("e")
        terminal.wait_until_quiet(0.3, limit=5)
        terminal.send("\x1a")
        assert terminal.wait_for("Stopped"), "also while something is asked"
        assert all(mode in terminal.output for mode in OUT_OF_THE_SCREEN)
        terminal.send("fg\n")
        assert terminal.wait_for("(?s)Stopped.*Your note")
        terminal.wait_until_quiet()
        terminal.send("\x1b")
        terminal.wait_until_quiet(0.3, limit=5)
        terminal.send("q")
        terminal.wait_until_quiet()
        terminal.send("exit\n")
        assert terminal.wait() == 0
