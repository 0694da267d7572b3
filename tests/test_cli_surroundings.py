"""The command line among hostile articles, closed pipes, impatient users and real terminals."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.cli import building, main, verbs
from explorer.errors import (
    UsageError,
)
from explorer.store.writer import write
from explorer.text.inert import is_inert
from explorer.text.safe_json import to_json
from tests.command_line import NUMBER, PAPER, REWRITE, WIRE, data, environment, explorer, shell
from tests.factories import (
    BETRAYAL,
    CLOSING,
    NORVIK,
    VERSIONS,
    large_resolution,
    sample_database,
    sample_files,
)
from tests.hostile import ATTACK, hostile_database
from tests.terminal import Terminal

# -- hostile articles -------------------------------------------------------------------------------------------


def test_nothing_an_article_says_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    database = str(hostile_database(tmp_path))
    commands = [
        *(["show", identity] for identity in (WIRE, REWRITE, PAPER, NORVIK.id, CLOSING.id, BETRAYAL.id, NUMBER)),
        *(["show", "--json", identity] for identity in (PAPER, CLOSING.id, BETRAYAL.id)),
        *(["cite", BETRAYAL.id, "--style", style] for style in ("quote", "bibtex", "csl-json")),
        ["cite", BETRAYAL.id, "--source", ATTACK.replace("\x00", "")],
        ["search", "lund"],
        ["search", "--json", "lund"],
        ["search", ATTACK],
        ["verify"],
    ]
    for command in commands:
        run = explorer(tmp_path, "--db", database, *command)
        assert run.stdout or run.stderr
        assert is_inert(run.stdout), command
        assert is_inert(run.stderr), command
        assert "Traceback" not in run.stderr


def test_json_keeps_what_text_must_change(tmp_path: Path) -> None:
    database = str(hostile_database(tmp_path))
    record = json.loads(explorer(tmp_path, "--db", database, "show", "--json", NUMBER).stdout)["record"]
    assert record["note"] == ATTACK


@pytest.mark.parametrize("text", [ATTACK, "\x00\x1f\x7f\x9f\u2028\ud800", "“ja” — 阿里 é \U0001f600", "\\u001b\\"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_json_text_is_inert_and_reads_back(text: str, ascii_only: bool) -> None:
    written = to_json({text: [text]}, ascii_only=ascii_only)
    assert is_inert(written)
    assert json.loads(written) == {text: [text]}
    assert written.isascii() or not ascii_only


# -- pipes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        f"explorer show {CLOSING.id} | head -c 1",
        "explorer export | head -c 1",
        "explorer search lund | true",
        "explorer --help | true",
        f"explorer show {CLOSING.id} >&-",
        "explorer search lund >&-",
        "explorer export >&-",
        "explorer search qzxv 2>&-",
        "explorer show zzz 2>&-",
    ],
)
def test_an_output_nobody_reads_ends_quietly(folder: Path, line: str) -> None:
    run = shell(folder, line)
    assert run.returncode in (0, 3, 141)
    assert run.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("buffer", ["", "PYTHONUNBUFFERED=1 "])
@pytest.mark.parametrize("verb", ["export", f"show {CLOSING.id}", "--help"])
def test_an_output_that_cannot_be_written_is_a_failure(folder: Path, verb: str, buffer: str) -> None:
    run = shell(folder, f"{buffer}explorer {verb} > /dev/full")
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert "standard output" in run.stderr
    assert "no space left" in run.stderr


def test_an_output_cut_short_is_never_called_done(tmp_path: Path) -> None:
    database = tmp_path / "large.db"
    write(large_resolution(300), database, VERSIONS)  # more than a pipe holds
    run = shell(tmp_path, "PYTHONUNBUFFERED=1 explorer --db large.db export | head -c 1")
    assert (run.returncode, run.stderr) == (141, "")


def test_want_of_memory_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def starve(_: object) -> int:
        raise MemoryError

    monkeypatch.setitem(verbs.RUN, "search", starve)
    assert main(["search", "lund"]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "not enough memory" in err


def test_a_folder_that_is_gone_is_one_line(tmp_path: Path) -> None:
    run = shell(tmp_path, "mkdir gone; cd gone; rmdir ../gone; explorer build .")
    assert run.returncode == 1
    assert run.stderr == "explorer: the current folder is no longer there; change to another (cd)\n"


def test_a_terminal_of_another_encoding_gets_what_it_can_show(folder: Path) -> None:
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    card = explorer(folder, "show", CLOSING.id, env=env)
    assert card.returncode == 0
    assert card.stdout.isascii()
    found = data(explorer(folder, "show", "--json", PAPER, env=env))
    assert found["record"]["publisher"]["value"] == "Øresund Business"


# -- what is imported -------------------------------------------------------------------------------------------

HEAVY = {"textual", "spacy", "pydantic", "sqlite_utils", "rich"}


@pytest.mark.parametrize(
    ("argv", "forbidden"),
    [
        (["--help"], HEAVY | {"numpy", "rapidfuzz", "sqlite3"}),
        (["search", "norvk"], HEAVY),
        (["show", CLOSING.id], HEAVY | {"numpy", "rapidfuzz"}),
        (["cite", CLOSING.id], HEAVY | {"numpy", "rapidfuzz"}),
        (["verify"], HEAVY | {"numpy", "rapidfuzz"}),
        (["export"], HEAVY - {"pydantic"} | {"numpy", "rapidfuzz"}),
    ],
)
def test_a_verb_imports_only_what_it_needs(folder: Path, argv: list[str], forbidden: set[str]) -> None:
    script = (
        "import sys, json\nfrom explorer.cli import main\n"
        f"code = main({argv!r})\n"
        "print(json.dumps([code, sorted({name.partition('.')[0] for name in sys.modules})]), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    code, modules = json.loads(run.stderr.splitlines()[-1])
    assert code == 0
    assert set(modules) & forbidden == set()


# -- a user who changes their mind, and a real terminal -----------------------------------------------------------


def test_an_interrupted_build_changes_nothing_and_says_so(tmp_path: Path) -> None:
    before = sample_database(tmp_path).read_bytes()
    sample_files(tmp_path / "articles")
    build = subprocess.Popen(
        [sys.executable, "-m", "explorer", "build", "articles"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert build.stderr is not None
    assert build.stderr.readline().startswith("Reading files")
    build.send_signal(signal.SIGINT)
    out, err = build.communicate(timeout=300)
    assert (build.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "Interrupted; nothing was changed."
    assert "Traceback" not in err
    assert (tmp_path / "data.db").read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["articles", "data.db"]


def test_an_interruption_after_the_build_does_not_deny_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "_tell", interrupted)
    sample_files(tmp_path / "articles")
    database = tmp_path / "data.db"
    assert main(["build", str(tmp_path / "articles"), "--db", str(database)]) == 130
    assert database.exists()
    assert capsys.readouterr().err.splitlines()[-1] == f"Interrupted; {database} has been built."


def test_an_interruption_during_the_first_imports_is_silent(folder: Path) -> None:
    script = (
        "import builtins, os, signal\n"
        "real = builtins.__import__\n"
        "def slow(name, *more):\n"
        "    if name == 'explorer.cli':\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(name, *more)\n"
        "from explorer.__main__ import run\n"
        "builtins.__import__ = slow\n"
        "run()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGINT, "", "")


def on_terminal(folder: Path, *argv: str, columns: int = 60, term: str = "xterm-256color") -> Terminal:
    """Run `explorer` in a pseudo-terminal."""
    env = environment({"TERM": term})
    return Terminal([sys.executable, "-m", "explorer", *argv], columns=columns, env=env, cwd=folder)


def test_on_a_terminal_cards_are_wrapped_and_citations_are_not(folder: Path) -> None:
    with on_terminal(folder, "show", CLOSING.id) as terminal:
        assert terminal.wait() == 0
        lines = terminal.text().splitlines()
    assert max(map(len, lines)) <= 60
    assert "Norvik Motors will shut its plant in Lund" in re.sub(r"\s+", " ", " ".join(lines))
    with on_terminal(folder, "cite", CLOSING.id) as terminal:
        assert terminal.wait() == 0
        assert explorer(folder, "cite", CLOSING.id).stdout.strip() in terminal.text().replace("\r\n", "\n")


def test_on_a_terminal_a_build_shows_bars_and_leaves_the_report(tmp_path: Path) -> None:
    sample_files(tmp_path / "articles")
    with on_terminal(tmp_path, "build", "articles", columns=100) as terminal:
        assert terminal.wait() == 0
        text = terminal.text()
    assert "Reading who says what" in text
    assert re.search(r"Built data\.db: 3 sources, \d+ entities", text)


def test_a_dumb_terminal_gets_lines_and_no_screen(folder: Path, tmp_path: Path) -> None:
    sample_files(tmp_path / "articles")
    with on_terminal(tmp_path, "build", "articles", term="dumb", columns=200) as terminal:
        assert terminal.wait() == 0
        assert b"\x1b" not in terminal.output
        assert terminal.text().startswith("Reading files (3)")
    with on_terminal(folder, term="dumb", columns=200) as terminal:
        assert terminal.wait() == UsageError.code
        assert b"\x1b" not in terminal.output
        assert terminal.text().count("\n") == 1
        assert "TERM is dumb" in terminal.text()


def test_without_a_database_seeds_are_built_and_opened(tmp_path: Path) -> None:
    sample_files(tmp_path / "seeds")
    with on_terminal(tmp_path, columns=100) as terminal:
        assert terminal.wait_for(r"There is no data\.db yet; building it from seeds/")
        assert terminal.wait_for(r"Built data\.db: 3 sources")
        assert b"\x1b[?1049h" in terminal.output or terminal.wait_for(r"wire\.txt|Norvik")
        terminal.wait_until_quiet()
        terminal.send("q")
        assert terminal.wait() == 0
    assert (tmp_path / "data.db").exists()
