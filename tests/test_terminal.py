"""The whole program in a real terminal, on an article that attacks it.

What goes over the wire is read from a pseudo-terminal; what a reader would see is read from tmux, which obeys escape
sequences as a terminal does.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from explorer.text.inert import is_inert
from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPLORER = (sys.executable, "-m", "explorer")
STOLEN = base64.b64encode(b"stolen-by-the-article").decode()
ATTACKS = {
    "clipboard": f"\x1b]52;c;{STOLEN}\x07",
    "clipboard ended by ST": f"\x1b]52;c;{STOLEN}\x1b\\",
    "clear screen": "\x1b[2J",
    "C1 clear screen": "\x9b2J",
    "C1 clipboard": f"\x9d52;c;{STOLEN}\x9c",
    "right-to-left override": "\u202e",
    "isolate": "\u2066",
    "zero width": "\u200b",
    "window title": "\x1b]0;owned\x07",
}
WITHHELD = ("\x1b]52", STOLEN + "\x07", "\x9b", "\x9d", "\u202e", "\u2066", "\u200b", "\x1b]0;owned")

JOURNEY = (
    "jj\tj\r \x1b n 4nd d+z z /quiet \rp \x1b \x1b Mnn Ojj Dnf Lnj rf\tj ij X2Ij X1ij X3e x\r bB \x1b vjvE \x1b "
    "o \x1b s \x1b f \x1b S \x1b :ferr \x1b ; \x1b Y \x1b ? \x1b y u T [ [ X"
).split(" ")
"""Through every view and every dialog, and out again; each piece is drawn before the next is typed."""

OUR_OWN = re.compile(
    r"\x1b\[[0-9;]*[mH]|\x1b\[J|\x1b\[[?<>=][0-9;$]*[hlpu]|\x1b\]22;default\x07|\x1b\]52;c;[A-Za-z0-9+/=]*\x07|\r\n"
)
"""What the screen itself asks of a terminal: colours, places, modes, the pointer, a wipe at the end,
and the clipboard for `y`."""

ARTICLE = f"""\
Harbour Lines Orders Twelve Ferries [smith2020] [/]
By Ada Lund
March 3, 2025

Harbour Lines has ordered 12 electric ferries {ATTACKS["clipboard"]}from Nordyard, the company said on Monday. \
The first ferry will sail in 2027 {ATTACKS["C1 clear screen"]}[@click=app.quit]here[/], according to Nordyard.

"We bought {ATTACKS["clear screen"]}quiet [/] ships [link=http://x]," said Mara Vestergaard{ATTACKS["zero width"]}, \
chief executive of Harbour Lines{ATTACKS["right-to-left override"]}.

The order is worth $340 million {ATTACKS["window title"]}{ATTACKS["isolate"]}{ATTACKS["C1 clipboard"]}, three people \
familiar with the deal said{ATTACKS["clipboard ended by ST"]}.
"""
SECOND = (
    "Ferry Maker Nordyard Wins Order\n\n"
    "Nordyard will build 12 electric ferries for Harbour Lines, a deal worth $300 million, the shipyard said.\n"
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "ferry [bold].txt").write_bytes(ARTICLE.encode())
    (articles / "order.txt").write_bytes(SECOND.encode())
    database = folder / "hostile.db"
    subprocess.run([*EXPLORER, "build", articles, "--db", database], check=True, capture_output=True)
    return database


def test_nothing_an_article_says_reaches_the_terminal_as_a_command(database: Path) -> None:
    with Terminal([*EXPLORER, str(database)], columns=140, rows=50) as terminal:
        assert terminal.wait_for("ferries")
        terminal.wait_until_quiet()
        for keys in JOURNEY:
            terminal.send(keys)
            terminal.wait_until_quiet(0.15, limit=3)
        terminal.send("q")
        assert terminal.wait() == 0
        wire = terminal.output.decode("utf-8", "replace")
    assert f"\x1b]52;c;{STOLEN}" not in wire
    rest = OUR_OWN.sub("", wire)
    assert is_inert(rest), f"{[each for each in rest.split() if not is_inert(each)][:9]} went over the wire"


@pytest.mark.parametrize("verb", [["search", "ferries"], ["export", "--format", "csv"], ["verify"]])
def test_nor_does_any_verb_print_it(database: Path, verb: list[str]) -> None:
    run = subprocess.run([*EXPLORER, *verb, "--db", database], capture_output=True, check=True)
    printed = (run.stdout + run.stderr).decode()
    assert printed
    assert not any(command in printed for command in ("\x1b", *WITHHELD[2:]))


class Tmux:
    """A private tmux server with one window."""

    def __init__(self, name: str, command: list[str], size: tuple[int, int]) -> None:
        self.name = name
        self("-f", "/dev/null", "new-session", "-d", "-s", "t", "-x", str(size[0]), "-y", str(size[1]), *command)

    def __call__(self, *args: str) -> str:
        env = {k: v for k, v in os.environ.items() if k != "TMUX"} | {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
        run = subprocess.run(
            ["tmux", "-u", "-L", self.name, *args], capture_output=True, text=True, env=env, check=True
        )
        return run.stdout

    def screen(self) -> str:
        return self("capture-pane", "-p", "-t", "t")

    def until(self, text: str, limit: float = 60) -> str:
        end = time.monotonic() + limit
        while text not in (screen := self.screen()):
            assert time.monotonic() < end, f"{text!r} never appeared:\n{screen}"
            time.sleep(0.1)
        return screen


@pytest.fixture
def tmux(database: Path) -> Iterator[Tmux]:
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    server = Tmux(f"explorer-test-{os.getpid()}", [*EXPLORER, "--fresh", str(database)], (140, 50))
    yield server
    server("kill-server")


def test_the_attack_is_shown_as_plain_characters(tmux: Tmux) -> None:
    tmux.until("ferries")
    tmux("send-keys", "-t", "t", "/", "quiet ships", "Enter")
    screen = tmux.until("“quiet ships”")
    screen = tmux.until("[link=http://x]")
    assert "[smith2020] [/]" in screen
    assert "We bought ␛[2Jquiet [/] ships [link=http://x]" in " ".join(screen.split())
    tmux("send-keys", "-t", "t", "Escape")
    tmux.until("Search sources")
    tmux("send-keys", "-t", "t", "/", "2027 sail", "Enter")
    screen = tmux.until("[@click=app.quit]here[/]")
    assert "\u202e" not in screen
