"""The benches of the terminal on programs of a few lines, and the explorer typed into, erased and typed into again."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.bench import keys, minute, screen, search_database
from tests.bench.drawn import Drawn, drawn, first_frame
from tests.bench.keys import Typed, Typist, figures, keys_of
from tests.bench.moves import Pressed
from tests.bench.search_articles import made
from tests.bench.search_generate import generate

ECHO = """
import sys, termios, time, tty
tty.setraw(0)
print("ready", end="", flush=True)
while key := sys.stdin.read(1):
    if key == "q":
        break
    if key == "s":
        continue
    print(key, end="", flush=True)
    time.sleep(0.05)
    print("done", end="", flush=True)
"""
SLOW_ECHO = [sys.executable, "-c", ECHO]

COUNT = 500


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "claims.db"
    search_database.write(made(generate(COUNT, 7), COUNT), path)
    return path


def test_a_frame_is_measured_to_its_last_byte() -> None:
    typed = Typed()
    with Typist(SLOW_ECHO, quiet=1.0) as typist:
        assert typist.first_byte_ms > 0
        typist.type_and_erase("ab", typed, burst=0.02)
        assert "adone" in typist.terminal.text()
    told = figures(typed)
    assert told["keys"] == 2
    assert told["settled_p50_ms"] >= 45
    assert told["first_p50_ms"] <= told["settled_p50_ms"]
    assert told["bytes"] == len("adone")
    assert told["burst_ms"] > 0


def test_a_key_without_an_answer_is_counted_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert keys.main(["--keys", "as", "--repeat", "1", "--quiet", "1000", "--json", "--", *SLOW_ECHO]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["keys"], told["silent"]) == (1, 1)


def test_a_program_that_is_not_there_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert keys.main(["--", "no-such-program-anywhere"]) == 2
    assert capsys.readouterr().err == "keys: no-such-program-anywhere is not installed here\n"


def test_what_was_drawn_is_counted_in_lines_cells_and_pieces_of_one_style() -> None:
    frame = "\x1b[?2026h\x1b[3;1H\x1b[1mPort\x1b[0m\x1b[31m 港湾 \x1b[0m\x1b[5;9Hshut\x1b[1;1H\x1b[?2026l".encode()
    assert drawn(frame) == Drawn(lines=2, cells=4 + 6 + 4, pieces=3)
    assert drawn(first_frame(frame + frame)) == drawn(frame)
    assert drawn(b"\x1b[2;5H\x1b[?25l") == Drawn(0, 0, 0)


@pytest.mark.parametrize("wanted", [Drawn(5, 100, 13), Drawn(1, 120, 1), Drawn(36, 36 * 120, 300)])
def test_the_least_draws_as_much_as_it_is_told(wanted: Drawn) -> None:
    with Typist([sys.executable, "-m", "tests.bench.repaint"], quiet=0.5) as typist:
        pressed = Pressed(typist)
        pressed.draw(wanted)
        assert pressed.drawn == [wanted]
        assert pressed.times[0] > 0


def test_escape_sequences_are_keys() -> None:
    assert keys_of("a\x1b[6~\x1bOPé") == ["a", "\x1b[6~", "\x1bOP", "é"]


def test_typing_erasing_and_typing_again_ends_on_what_was_asked_for(database: Path) -> None:
    command = [sys.executable, "-m", "explorer", str(database)]
    told = minute.run(command, ["government", "the market", "mnister"], 3.0)
    assert told.keys > 20
    assert told.last
    assert told.differing == []


def test_without_fzf_the_screen_is_measured_alone(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "_KINDS", ("exact",))
    monkeypatch.setattr(screen, "_LENGTH", 3)
    monkeypatch.setattr(screen, "_PAGES", 2)
    arguments = [str(database), "--fzf", "no-such-fzf", "--starts", "1", "--seed", "3", "--json"]
    assert screen.main(arguments) == 0
    printed = capsys.readouterr()
    assert "no-such-fzf is not installed here, so there is nothing to compare typing with" in printed.err
    told = json.loads(printed.out)
    assert told["explorer_p50_ms"] > 0
    assert told["first_frame_ms"] > 0
    assert 0 < told["ready_ms"] < float("inf")
    assert {"open_ms", "page_ms", "end_ms", "rss_mb", "ratio"} <= told.keys()
    assert "fzf_p50_ms" not in told
