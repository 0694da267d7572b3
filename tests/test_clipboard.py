"""The clipboard ladder, with stand-in helpers on PATH, a real tmux server and a real pseudo-terminal."""

import base64
import os
import pty
import select
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import pytest

from explorer import clipboard
from explorer.clipboard import copy
from explorer.errors import ExplorerError

SESSION = ("EXPLORER_CLIPBOARD", "TMUX", "SSH_CONNECTION", "SSH_TTY", "WSL_DISTRO_NAME", "WAYLAND_DISPLAY", "DISPLAY")
LONG = 60.0
"""Seconds that are enough for a helper of a few lines on any machine."""
type Fake = Callable[..., Path]


@pytest.fixture(autouse=True)
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Linux session without any clipboard, whose state folder and PATH are ours."""
    for name in SESSION:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(clipboard, "_TIMEOUT", LONG)


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    """Put a helper on PATH that notes its arguments and its input; returns the file with the input."""

    def make(name: str, body: str = "", status: int = 0) -> Path:
        taken = tmp_path / f"{name}.took"
        script = tmp_path / "bin" / name
        script.write_text(f'#!/bin/sh\necho "$@" > {taken}.args\n/bin/cat > {taken}\n{body}\nexit {status}\n')
        script.chmod(0o755)
        return taken

    return make


def leave_one_that_hangs(monkeypatch: pytest.MonkeyPatch, limit: Literal["_TIMEOUT", "_GRACE"]) -> None:
    """Have the first helper that does not answer be left soon, and those after it have all the time that they take."""
    kill = clipboard._kill

    def left(process: subprocess.Popen[bytes]) -> None:
        kill(process)
        monkeypatch.setattr(clipboard, limit, LONG)

    monkeypatch.setattr(clipboard, limit, 0.1)
    monkeypatch.setattr(clipboard, "_kill", left)


def sent() -> tuple[list[str], Callable[[str], None]]:
    texts: list[str] = []
    return texts, texts.append


def test_the_users_own_command_comes_first(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLORER_CLIPBOARD", "mycopy --to 'primary one'")
    monkeypatch.setenv("TMUX", "/tmp/x,1,0")
    taken, tmux = fake("mycopy"), fake("tmux")
    copied = copy("“words” — ¶9")
    assert (copied.route, copied.certain, copied.message) == ("mycopy", True, "Copied (mycopy)")
    assert taken.read_text(encoding="utf-8") == "“words” — ¶9"
    assert Path(f"{taken}.args").read_text() == "--to primary one\n"
    assert not tmux.exists()


@pytest.mark.parametrize("command", ["no-such-command", "mycopy 'open", "''"])
def test_a_command_that_cannot_run_is_told(command: str, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLORER_CLIPBOARD", command)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    fake("wl-copy")
    copied = copy("x")
    assert copied.message == "Copied (wl-copy) (EXPLORER_CLIPBOARD names no command that can run)"


def test_tmux_is_asked_to_pass_the_text_on(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/tmp/x,1,0")
    monkeypatch.setenv("SSH_CONNECTION", "1.2.3.4 5 6.7.8.9 22")
    taken = fake("tmux")
    assert copy("words").message == "Copied (tmux)"
    assert taken.read_text() == "words"
    assert Path(f"{taken}.args").read_text() == "load-buffer -w -\n"


@pytest.mark.parametrize(
    ("variable", "helpers", "route", "arguments"),
    [
        ("WAYLAND_DISPLAY", ["wl-copy", "xclip"], "wl-copy", ""),
        ("DISPLAY", ["wl-copy", "xclip", "xsel"], "xclip", "-selection clipboard"),
        ("DISPLAY", ["xsel"], "xsel", "--clipboard --input"),
    ],
)
def test_desktop_helpers(
    variable: str, helpers: list[str], route: str, arguments: str, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, ":0")
    taken = {name: fake(name) for name in helpers}
    assert copy("words").route == route
    assert taken[route].read_text() == "words"
    assert Path(f"{taken[route]}.args").read_text() == f"{arguments}\n"


def test_mac(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    taken = fake("pbcopy")
    assert copy("words").message == "Copied (pbcopy)"
    assert taken.read_text() == "words"


def test_windows_subsystem_gets_utf16_with_its_mark(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WSL_DISTRO_NAME", "Debian")
    taken = fake("clip.exe")
    assert copy("“ä” 中").route == "clip.exe"
    assert taken.read_bytes()[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert taken.read_bytes().decode("utf-16") == "“ä” 中"


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_the_far_desktop_is_left_alone(variable: str, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, "x")
    monkeypatch.setenv("DISPLAY", ":10")
    taken = fake("xclip")
    texts, osc52 = sent()
    assert copy("words", osc52=osc52).route == "OSC 52"
    assert texts == ["words"]
    assert not taken.exists()


def test_a_failing_helper_gives_way_and_is_named(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    fake("xclip", status=1)
    texts, osc52 = sent()
    copied = copy("words", osc52=osc52)
    assert (copied.route, copied.certain) == ("OSC 52", False)
    assert copied.message == (
        "Sent to the terminal by OSC 52; it does not say whether it took it (xclip failed with status 1)"
    )
    assert texts == ["words"]


def test_a_helper_that_hangs_gives_way(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_one_that_hangs(monkeypatch, "_TIMEOUT")
    monkeypatch.setenv("DISPLAY", ":0")
    fake("xclip", "exec /bin/sleep 30")
    fake("xsel")
    assert copy("words").message == "Copied (xsel) (xclip did not answer)"


def test_a_helper_that_hangs_holds_up_no_end(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "_SLOW_START", LONG)
    leave_one_that_hangs(monkeypatch, "_GRACE")
    monkeypatch.setenv("DISPLAY", ":0")
    taken, other = fake("xclip", "exec /bin/sleep 30"), fake("xsel")
    with ThreadPoolExecutor() as threads:
        copying = threads.submit(copy, "words")
        while not taken.exists() and not copying.done():
            time.sleep(0.01)
        clipboard.hurry()
        with pytest.raises(ExplorerError, match=r"^not copied: xclip did not answer, and explorer was ending$"):
            copying.result()
    assert not other.exists()
    leave_one_that_hangs(monkeypatch, "_GRACE")
    assert copy("a key before").message == "Copied (xsel) (xclip did not answer)", "left before it had begun"
    monkeypatch.setattr(clipboard, "_SLOW_START", 0.0)
    leave_one_that_hangs(monkeypatch, "_TIMEOUT")
    assert copy("more").message == "Copied (xsel) (xclip did not answer)", "who comes back can copy again"


def test_a_helper_has_no_terminal_to_draw_on_and_ends_with_all_it_started(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "alive")  # open for writing as long as one of them lives
    alive = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    own = (
        "/bin/sh -c 'exec 3> {1}; (exec 2>/dev/null; : > /dev/tty) || echo none > {0}; /bin/sleep 99 & echo >&3; wait'"
    )
    monkeypatch.setenv("EXPLORER_CLIPBOARD", own.format(tmp_path / "tty", tmp_path / "alive"))
    with ThreadPoolExecutor() as threads:
        copying = threads.submit(clipboard.copy, "x", osc52=lambda _: None)
        assert select.select([alive], [], [], LONG)[0]
        monkeypatch.setattr(clipboard, "_TIMEOUT", 0.0)  # it has done all that it does
        assert "sh did not answer" in copying.result().message
    assert (tmp_path / "tty").read_text() == "none\n"
    assert os.read(alive, 9) == b"\n", "it has started something"
    assert select.select([alive], [], [], 30)[0], "what the helper has started goes on"
    assert os.read(alive, 9) == b""
    os.close(alive)


def test_gnu_screen_hands_on_what_is_wrapped_for_it() -> None:
    wrapped = clipboard.osc52_sequence("x" * 1000, {"STY": "1.tty"})
    pieces = wrapped.removesuffix("\x1b\\").split("\x1b\\")
    assert all(piece.startswith("\x1bP") and len(piece) <= 700 for piece in pieces)
    assert "".join(piece.removeprefix("\x1bP") for piece in pieces) == clipboard.osc52_sequence("x" * 1000, {})
    assert clipboard.osc52_sequence("x", {"STY": "1", "TMUX": "/tmp/x"}) == "\x1b]52;c;eA==\x07"


def test_a_helper_that_stays_behind_does_not_hold_us(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    """As xclip does: the parent ends at once, a child keeps the inherited output open."""
    monkeypatch.setattr(clipboard, "_TIMEOUT", 10.0)
    monkeypatch.setenv("DISPLAY", ":0")
    fake("xclip", "/bin/sleep 12 &")
    assert copy("words").message == "Copied (xclip)"


def test_a_helper_that_cannot_be_run_gives_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    broken = tmp_path / "bin" / "xclip"
    broken.write_text("#!/no/such/interpreter\n")
    broken.chmod(0o755)
    texts, osc52 = sent()
    assert "xclip cannot run" in copy("words", osc52=osc52).message
    assert texts == ["words"]


def test_text_is_inert_and_ends_without_a_newline() -> None:
    texts, osc52 = sent()
    copy("one\x1b[2J\u202e\ntwo\t3\r\n\n", osc52=osc52)
    assert texts == ["one␛[2J·\ntwo 3"]


def test_long_texts(tmp_path: Path) -> None:
    texts, osc52 = sent()
    assert "many terminals" not in copy("x" * 65_536, osc52=osc52).message
    assert "65,537 bytes are more than many terminals take" in copy("x" * 65_537, osc52=osc52).message
    assert copy("é" * 37_497, osc52=osc52).route == "OSC 52"
    assert len(texts) == 3
    copied = copy("é" * 37_497 + "x", osc52=osc52)
    assert (copied.route, copied.certain, len(texts)) == ("file", False, 3)
    assert copied.message.startswith("No clipboard helper found, and 74,995 bytes are too long: written to ")


def test_the_last_resort_is_a_private_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    path = tmp_path / "state" / "explorer" / "clipboard.txt"
    for words in ("first", "“second”"):
        copied = copy(words)
        assert copied.message == f"No clipboard found: written to {path}"
        assert path.read_text(encoding="utf-8") == words
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_a_link_in_the_files_place_is_replaced_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    folder = tmp_path / "state" / "explorer"
    folder.mkdir(parents=True)
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (folder / "clipboard.txt").symlink_to(victim)
    copy("words")
    assert victim.read_text() == "mine"
    assert (folder / "clipboard.txt").read_text() == "words"


def test_a_home_that_cannot_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    (tmp_path / "state").write_text("a file, no folder")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    copied = copy("words")
    path = Path(copied.detail.removeprefix("written to "))
    assert path.parent == tmp_path
    assert path.read_text() == "words"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_command_line_writes_to_its_terminal(tmp_path: Path) -> None:
    """A child whose controlling terminal is a pseudo-terminal: the bytes on the wire are exactly one OSC 52."""
    program = "from explorer.clipboard import copy; import sys; sys.exit(copy('w\\u00f6rds').route != 'OSC 52')"
    pid, master = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-c", program])  # noqa: S606 - the child becomes the program
    received = b""
    try:
        while chunk := os.read(master, 4096):
            received += chunk
    except OSError:
        pass  # Linux reports the end of a pseudo-terminal as an error
    os.close(master)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert received == b"\x1b]52;c;" + base64.b64encode("wörds".encode()) + b"\x07"


TMUX = shutil.which("tmux")


@pytest.fixture
def tmux_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """A private tmux server with its default settings, in whose session we pretend to be."""
    assert TMUX is not None
    monkeypatch.setenv("PATH", os.defpath + os.pathsep + str(Path(TMUX).parent))
    socket = tmp_path / "tmux.socket"

    def tmux(*arguments: str) -> str:
        command = [TMUX, "-S", str(socket), "-f", os.devnull, *arguments]
        return subprocess.run(command, check=True, capture_output=True, timeout=LONG).stdout.decode()

    tmux("new-session", "-d", "-s", "copying", "/bin/cat")
    try:
        monkeypatch.setenv("TMUX", f"{socket},{tmux('display-message', '-p', '#{pid}').strip()},0")
        yield tmux
    finally:
        tmux("kill-server")


@pytest.mark.skipif(TMUX is None, reason="tmux is not installed")
def test_a_real_tmux_holds_the_text(tmux_server: Callable[..., str]) -> None:
    assert copy("“words”\nsecond line\n").message == "Copied (tmux)"
    assert tmux_server("show-buffer") == "“words”\nsecond line"
