"""What is left of a crash: two lines, a report without the reader's texts, status 70."""

from __future__ import annotations

import gc
import re
import stat
import sys
import tempfile
from pathlib import Path
from unittest.mock import Mock

import pytest

from explorer.cli.screen import open_screen
from explorer.config import Config
from explorer.errors import UsageError
from explorer.tui import run
from explorer.tui.app import Explorer
from explorer.tui.app import run as run_app
from explorer.tui.drawing.theme import Look
from explorer.tui.frame import crash
from tests.tui.screen import opened

ARTICLE = "Norvik will shut its plant in Lund"


def _fail() -> None:
    article = ARTICLE
    raise KeyError(article)


def _caught() -> KeyError:
    with pytest.raises(KeyError) as caught:
        _fail()
    return caught.value


def test_the_report_says_where_and_holds_nothing_of_the_reader() -> None:
    report = crash.report_text(_caught(), "xterm 80x24")
    assert "KeyError" in report
    assert "in _fail" in report
    assert "textual 8." in report
    assert ARTICLE not in report
    assert str(Path.home()) not in report


def test_the_report_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = crash.write_report(_caught(), "xterm")
    assert path is not None
    assert path.is_relative_to(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "KeyError" in path.read_text()


def test_a_user_without_a_home_gets_the_report_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    path = crash.write_report(_caught(), "xterm")
    assert path is not None
    assert path.parent == tmp_path


def test_last_words_are_two_lines_even_without_a_report() -> None:
    words = crash.last_words(_caught(), None)
    assert len(words) == 2
    assert ARTICLE not in "".join(words)
    assert "KeyError at" in words[0]


async def _crash(app: Explorer) -> None:
    async with app.run_test() as pilot:
        app.call_later(_fail)
        await pilot.pause()
        await pilot.pause()


async def test_a_crash_ends_with_status_70_and_two_lines(sample: Path) -> None:
    with opened(sample) as app:
        with pytest.raises(KeyError):
            await _crash(app)
        assert app.return_code == crash.CODE == 70
        assert len(app.crash_lines) == 2
        assert ARTICLE not in "".join(app.crash_lines)


def test_a_crash_on_the_way_to_the_file_anew_ends_the_program(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[Explorer] = []

    def crashed(app: Explorer) -> None:
        ran.append(app)
        assert len(ran) == 1, "it was begun again"
        app.is_reopening, app.crash_lines, app._return_code = True, ["…"], crash.CODE

    monkeypatch.setattr(Explorer, "run", crashed)
    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    assert run_app(sample, Look(), Config(None)) == crash.CODE


async def test_what_another_program_made_of_the_database_is_no_crash_of_ours(sample: Path) -> None:
    with opened(sample) as app:
        with sample.open("r+b") as file:
            file.seek(100_000)
            file.write(b"\xa5")
        with pytest.raises(KeyError):
            await _crash(app)
        assert app.return_code == 4
        (line,) = app.crash_lines
        assert re.search(
            r"^explorer stopped: .*data\.db has been written over since it was opened; open it again\.$", line
        )


@pytest.mark.parametrize("redirected", ["stdin", "stderr"])
def test_a_redirected_terminal_is_refused_in_one_line(
    sample: Path, redirected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, stream, Mock(isatty=lambda told=stream != redirected: told))
    for opening in (run, open_screen):
        with pytest.raises(UsageError, match="terminal") as caught:
            opening(sample)
        assert "\n" not in str(caught.value)
    gc.enable()  # it is put off until the first frame


def test_what_fails_before_the_screen_opens_ends_as_a_crash_in_it(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("explorer.tui.app.run", lambda *_: _fail())
    try:
        assert run(sample) == crash.CODE
    finally:
        gc.enable()
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 2
    assert "KeyError at" in told
    assert ARTICLE not in told + next(tmp_path.glob("explorer/crash-*.txt")).read_text()


def test_the_palette_that_would_match_over_data_is_off() -> None:
    assert not Explorer.ENABLE_COMMAND_PALETTE
