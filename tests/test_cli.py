"""The command line as a shell sees it: data on standard output, talk on standard error, one exit code."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from explorer import __version__
from explorer.cite import STYLES
from explorer.cli import help_text, main, parser, verbs
from explorer.errors import (
    BuildError,
    DatabaseError,
    ExplorerError,
    NotFoundError,
    UsageError,
    VerifyError,
)
from explorer.store.writer import write
from explorer.text.inert import is_inert
from explorer.text.safe_json import to_json
from tests.factories import (
    BETRAYAL,
    CLOSING,
    LINDQVIST,
    LUND,
    NO_CHOICE,
    NORVIK,
    VERSIONS,
    large_resolution,
    sample_database,
    sample_files,
    sample_resolution,
)
from tests.hostile import ATTACK, hostile_database
from tests.terminal import Terminal

WIRE, REWRITE, PAPER = (
    next(source.id for source in sample_resolution().sources if source.path == path)
    for path in ("wire.txt", "news/rewrite.txt", "paper.txt")
)
NUMBER = next(d.id for d in sample_resolution().disagreements if d.kind == "number")
ROOT = Path(__file__).parent.parent


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Ours, without what would change the answers."""
    kept = {key: value for key, value in os.environ.items() if key not in ("EXPLORER_DB", "COLUMNS", "LINES")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **(more or {})}


def explorer(folder: Path, *argv: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run `explorer` in `folder`."""
    return subprocess.run(
        [sys.executable, "-m", "explorer", *argv],
        cwd=folder,
        env=environment(env),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `explorer` is the command."""
    prelude = f'explorer() {{ "{sys.executable}" -m explorer "$@"; }}; set -o pipefail; '
    return subprocess.run(
        ["bash", "-c", prelude + line],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


def data(run: subprocess.CompletedProcess[str]) -> Any:
    """The JSON a run printed; fails unless the run went well and said nothing besides."""
    assert (run.returncode, run.stderr) == (0, "")
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample database as data.db; tests only read it."""
    made = tmp_path_factory.mktemp("cli")
    sample_database(made)
    return made


# -- help and mistakes ------------------------------------------------------------------------------------------


def test_help_is_data_and_names_every_verb_and_exit_code(folder: Path) -> None:
    run = explorer(folder, "--help")
    assert (run.returncode, run.stdout, run.stderr) == (0, help_text(), "")
    for verb in parser.VERBS:
        assert re.search(rf"^  {verb} +\w", run.stdout, re.M)
    for error in (ExplorerError, UsageError, NotFoundError, DatabaseError, BuildError, VerifyError):
        assert re.search(rf"^  {error.code}  \w", run.stdout, re.M)
    assert max(map(len, run.stdout.splitlines())) <= 100


@pytest.mark.parametrize("verb", parser.VERBS)
def test_each_verb_has_help_with_an_example(folder: Path, verb: str) -> None:
    run = explorer(folder, verb, "--help")
    assert run.returncode == 0
    assert re.search(rf"^  explorer {verb} \S", run.stdout, re.M)


def test_version(folder: Path) -> None:
    run = explorer(folder, "--version")
    assert (run.returncode, run.stdout) == (0, f"explorer {__version__}\n")


def test_the_styles_of_help_are_those_of_the_citations() -> None:
    assert list(parser.STYLES) == list(STYLES)


@pytest.mark.parametrize(
    ("argv", "code", "words"),
    [
        (["serch", "lund"], 2, ["serch", "did you mean: explorer search"]),
        (["search", "--limit", "0", "lund"], 2, ["--limit", "explorer search --help"]),
        (["search", "--limit", "many", "lund"], 2, ["many"]),
        (["search", "--lim", "3", "lund"], 2, ["--lim"]),
        (["build"], 2, ["FOLDER"]),
        (["show"], 2, ["ID"]),
        (["show", "c000000000000"], 3, ["c000000000000"]),
        (["show", "c"], 2, ["3 ids begin with c", CLOSING.id, NO_CHOICE.id]),
        (["cite", LUND.id], 2, [LUND.id, "entity", "explorer show"]),
        (["cite", BETRAYAL.id, "--source", "wire.txt"], 3, ["wire.txt", "paper.txt", PAPER]),
        (["cite", CLOSING.id, "--style", "mla"], 2, ["mla", "bibtex"]),
        (["cite", CLOSING.id, "--style", "x" * 5000], 2, ["xxx…"]),
        (["cite", LUND.id], 2, [f"{LUND.id} is an entity"]),
        (["cite", CLOSING.id, "--source", ""], 2, ["--source", "empty"]),
        (["build", ""], 2, ["FOLDER", "empty"]),
        (["search", "lund", "--db", ""], 2, ["--db", "empty"]),
        (["export", "-o", ""], 2, ["--output", "empty"]),
        (["search", "--limit", "9" * 5000, "lund"], 2, ["--limit", "999…"]),
        (["search", "lund", "--db", "nothing.db"], 4, ["nothing.db", "explorer build"]),
        (["nothing.db"], 4, ["nothing.db", "explorer build FOLDER --db nothing.db"]),
        (["."], 2, ["is a folder", "explorer build ."]),
        (["one.db", "--db", "two.db"], 2, ["once"]),
        ([], 2, ["terminal", "explorer --help"]),
        (["build", "nowhere"], 5, ["nowhere"]),
        (["verify", "--folder", "nowhere"], 3, ["nowhere"]),
        (["export", "-o", "nowhere/out.json"], 2, ["nowhere/out.json", "-o"]),
    ],
)
def test_a_mistake_costs_one_line_that_says_what_to_do(
    folder: Path, argv: list[str], code: int, words: list[str]
) -> None:
    run = explorer(folder, *argv)
    assert (run.returncode, run.stdout) == (code, "")
    assert run.stderr.count("\n") == 1, run.stderr
    assert len(run.stderr) < 1000
    assert all(word in run.stderr for word in words), run.stderr


def test_without_a_database_or_seeds_it_says_how_to_start(tmp_path: Path) -> None:
    run = explorer(tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert "explorer build FOLDER" in run.stderr


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("Dear diary")
    run = explorer(tmp_path, "search", "lund", "--db", "notes.db")
    assert run.returncode == DatabaseError.code
    assert run.stderr.count("\n") == 1
    assert "notes.db" in run.stderr


# -- search -----------------------------------------------------------------------------------------------------


def test_search_prints_ids_that_show_takes(folder: Path) -> None:
    run = explorer(folder, "search", "norvk", "lund")
    assert (run.returncode, run.stderr) == (0, "")
    ids = [line.split()[0] for line in run.stdout.splitlines()]
    assert CLOSING.id in ids
    assert NORVIK.id in ids
    assert explorer(folder, "show", ids[0]).returncode == 0


def test_search_json_has_exactly_the_agreed_keys(folder: Path) -> None:
    found = data(explorer(folder, "search", "--json", "norvik", "lund"))
    assert list(found) == ["query", "sources", "entities", "claims"]
    assert found["query"] == "norvik lund"
    assert {tuple(each) for each in found["sources"]} == {("id", "path", "title")}
    assert {tuple(each) for each in found["entities"]} == {("id", "name", "type")}
    assert {tuple(each) for each in found["claims"]} == {("id", "text")}
    assert found["claims"][0] == {"id": CLOSING.id, "text": CLOSING.text}


def test_search_limit_holds_for_each_kind_and_keeps_the_best(folder: Path) -> None:
    every = data(explorer(folder, "search", "--json", "lund"))
    best = data(explorer(folder, "search", "--json", "--limit", "1", "lund"))
    for kind in ("sources", "entities", "claims"):
        assert best[kind] == every[kind][:1] != []


@pytest.mark.parametrize("query", ["qzxv", "", "   ", "'; drop table claims; --", "%%", "qzxv" * 10_000])
def test_a_search_without_result_is_no_failure(folder: Path, query: str) -> None:
    run = explorer(folder, "search", query)
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr.count("\n") == 1
    assert len(run.stderr) < 200
    empty = data(explorer(folder, "search", "--json", query))
    assert empty == {"query": query, "sources": [], "entities": [], "claims": []}


def test_a_query_that_is_no_text_is_answered_in_json_that_everybody_reads(folder: Path) -> None:
    run = shell(folder, "explorer search --json $'lund\\xff'")
    assert run.returncode == 0
    assert json.loads(run.stdout)["query"] == "lund\ufffd"
    assert "ud" + "cff" not in run.stdout


def test_the_database_is_named_by_option_environment_or_habit(folder: Path, tmp_path: Path) -> None:
    elsewhere = str(folder / "data.db")
    runs = [
        explorer(folder, "search", "lund"),
        explorer(tmp_path, "search", "lund", "--db", elsewhere),
        explorer(tmp_path, "--db", elsewhere, "search", "lund"),
        explorer(tmp_path, "search", "lund", env={"EXPLORER_DB": elsewhere}),
    ]
    assert {(run.returncode, run.stdout) for run in runs} == {(0, runs[0].stdout)}


# -- show -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("identity", "lines"),
    [
        (WIRE, ["title: +Norvik to shut Lund plant, Baltic Wire reports \\(stated\\)",
                "published: +2025-03-04 \\(stated\\)",
                "title +1 +46 characters", "2 claims", f"{CLOSING.id}  Norvik Motors will shut"]),
        (REWRITE, ["title: +unknown", "published: 2025-03-05 \\(inferred: It rewrites", "missing_title at 0-0: No line",
                   "news/rewrite.txt is probably rewritten from wire.txt", "- No credit is given."]),
        (NORVIK.id, ["NRVK: ticker in brackets", "1 claim", "84-97 .*\\[\\[Norvik Motors\\]\\] will shut its plant"]),
        (CLOSING.id, ["worth checking: 3 of 3: names a number", "independent origins: 2; Three people told",
                      "this article → Baltic Wire → 3 unnamed: “three people familiar with the plan”",
                      "\\[\\[Norvik \\(NRVK\\) may close the Lund plant\\]\\], according to", "reference \\[1\\]",
                      "broader than the claim", f"{NUMBER}  number, grade 3 of 3: 1,200 jobs against 1,500"]),
        (NO_CHOICE.id, ["“\\[\\[We regret the loss of every job,\\]\\]” said .* “\\[\\[We had no choice.\\]\\]”"]),
        (NUMBER, ["\\[\\[about 1,200 jobs\\]\\] by June", "\\[\\[1,500 jobs\\]\\] by the summer", CLOSING.id]),
    ],
)  # fmt: skip
def test_show_prints_a_card(folder: Path, identity: str, lines: list[str]) -> None:
    run = explorer(folder, "show", identity[:8])
    assert (run.returncode, run.stderr) == (0, "")
    assert identity in run.stdout
    for line in lines:
        assert re.search(line, run.stdout), line


@pytest.mark.parametrize(
    ("identity", "kind"),
    [(WIRE, "source"), (LINDQVIST.id, "entity"), (CLOSING.id, "claim"), (NUMBER, "disagreement")],
)
def test_show_json_is_the_same_record(folder: Path, identity: str, kind: str) -> None:
    found = data(explorer(folder, "show", "--json", identity))
    assert list(found) == ["kind", "record"]
    assert (found["kind"], found["record"]["id"]) == (kind, identity)


def test_show_json_of_a_claim_holds_excerpts_chains_and_disagreements(folder: Path) -> None:
    record = data(explorer(folder, "show", "--json", CLOSING.id))["record"]
    excerpts = [evidence["excerpt"] for evidence in record["evidence"]]
    assert "Norvik (NRVK) may close the Lund plant" in excerpts
    assert all(evidence["excerpt"] in evidence["sentence"] for evidence in record["evidence"])
    assert record["evidence"][0]["attribution"][-1]["count"] == 3
    assert {each["id"] for each in record["disagreements"]} >= {NUMBER}


# -- cite -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", parser.STYLES)
def test_cite_prints_the_first_evidence_in_each_style(folder: Path, style: str) -> None:
    run = explorer(folder, "cite", CLOSING.id, "--style", style)
    assert run.returncode == 0
    assert "Norvik to shut Lund plant" in run.stdout
    assert all(line.startswith("Warning: ") for line in run.stderr.splitlines())


@pytest.mark.parametrize("source", ["paper.txt", PAPER, PAPER[:6], "paper"])
def test_cite_takes_the_source_by_path_or_id(folder: Path, source: str) -> None:
    assert "may close the Lund plant" in explorer(folder, "cite", CLOSING.id, "--source", source).stdout


def test_cite_warns_on_standard_error_and_in_json(folder: Path) -> None:
    run = explorer(folder, "cite", CLOSING.id, "--source", "rewrite.txt")
    assert run.returncode == 0
    assert run.stderr.startswith("Warning: ")
    twin = explorer(folder, "cite", "--json", CLOSING.id, "--source", "rewrite.txt")
    found = json.loads(twin.stdout)
    assert found["text"] + "\n" == run.stdout
    assert [f"Warning: {warning}" for warning in found["warnings"]] == run.stderr.splitlines()
    assert (found["claim"], found["source"], found["style"]) == (CLOSING.id, REWRITE, "quote")


def test_copy_says_which_way_the_text_went(folder: Path, tmp_path: Path) -> None:
    copied = tmp_path / "clipboard"
    run = explorer(folder, "cite", CLOSING.id, "--copy", env={"EXPLORER_CLIPBOARD": f"tee '{copied}'"})
    assert run.returncode == 0
    assert "tee" in run.stderr.splitlines()[-1]
    assert copied.read_text(encoding="utf-8") == run.stdout.rstrip("\n")


# -- export, verify, build --------------------------------------------------------------------------------------


def test_export_to_standard_output_and_to_a_file_are_equal(folder: Path, tmp_path: Path) -> None:
    for form in ("json", "csv"):
        printed = explorer(folder, "export", "--format", form)
        assert (printed.returncode, printed.stderr) == (0, "")
        file = tmp_path / f"out.{form}"
        written = explorer(folder, "export", "--format", form, "-o", str(file))
        assert (written.returncode, written.stdout) == (0, "")
        assert file.read_bytes().decode() == printed.stdout
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["schema"] == "explorer/1"


def test_a_dash_is_standard_output(folder: Path) -> None:
    assert explorer(folder, "export", "-o", "-").stdout == explorer(folder, "export").stdout
    assert not (folder / "-").exists()
    named = shell(folder, "explorer export -o /dev/stdout | cat")
    assert (named.returncode, named.stdout) == (0, explorer(folder, "export").stdout)


def test_export_schema_needs_no_database(tmp_path: Path) -> None:
    assert data(explorer(tmp_path, "export", "--schema"))["title"] == "Document"


def test_verify_counts_what_it_read_and_names_a_changed_file(tmp_path: Path) -> None:
    sample_database(tmp_path)
    articles = sample_files(tmp_path / "articles")
    good = explorer(tmp_path, "verify", "--folder", "articles")
    assert (good.returncode, good.stderr) == (0, "")
    assert re.search(r"^\d+ spans read again, 0 wrong\n3 files hashed again in articles, 0 changed\n$", good.stdout)
    (articles / "late.txt").write_text("Norvik closes another plant.")
    more = explorer(tmp_path, "verify", "--folder", "articles")
    assert (more.returncode, more.stderr) == (0, "")
    assert more.stdout.endswith("\nnot in the database: late.txt\n")
    wire = (articles / "wire.txt").read_bytes()
    (articles / "wire.txt").write_bytes(bytes([wire[0] ^ 1]) + wire[1:])
    bad = explorer(tmp_path, "verify", "--folder", "articles")
    assert bad.returncode == VerifyError.code
    assert "changed file: wire.txt" in bad.stdout
    assert bad.stderr.startswith("explorer: the articles of data.db are no longer those that were built (1 changed)")
    assert bad.stderr.count("\n") == 1
    twin = explorer(tmp_path, "verify", "--json", "--folder", "articles")
    assert twin.returncode == VerifyError.code
    assert (json.loads(twin.stdout)["ok"], json.loads(twin.stdout)["changed"]) == (False, ["wire.txt"])


def test_build_reports_every_file_and_then_the_database_answers(tmp_path: Path) -> None:
    articles = sample_files(tmp_path / "articles")
    (articles / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (articles / "notes.pdf").write_bytes(b"%PDF-1.7")
    (articles / "a").write_text("a name that stands in many a reason")
    run = explorer(tmp_path, "build", "--json", "articles", "--db", "story.db")
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert {file["path"]: file["outcome"] for file in found["files"]} == {
        "a": "skipped",
        "news/rewrite.txt": "read",
        "notes.pdf": "skipped",
        "paper.txt": "read",
        "picture.txt": "refused",
        "wire.txt": "read",
    }
    assert found["counts"]["sources"] == 3
    assert sum(found["characters"].values()) == sum(len(s.text) for s in sample_resolution().sources)
    assert "picture.txt" in run.stderr
    assert "notes.pdf" in run.stderr
    assert "\nskipped: a: not a .txt file\n" in run.stderr
    assert "\x1b" not in run.stderr
    answer = data(explorer(tmp_path, "search", "--json", "lund plant", "--db", "story.db"))
    assert answer["sources"]
    assert explorer(tmp_path, "verify", "--db", "story.db", "--folder", "articles").returncode == 0


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
    out, err = build.communicate(timeout=60)
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

    monkeypatch.setattr(verbs, "_tell", interrupted)
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
        assert terminal.wait(60) == 0
        text = terminal.text()
    assert "Reading who says what" in text
    assert re.search(r"Built data\.db: 3 sources, \d+ entities", text)


def test_a_dumb_terminal_gets_lines_and_no_screen(folder: Path, tmp_path: Path) -> None:
    sample_files(tmp_path / "articles")
    with on_terminal(tmp_path, "build", "articles", term="dumb", columns=200) as terminal:
        assert terminal.wait(60) == 0
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
        assert terminal.wait_for(r"Built data\.db: 3 sources", 60)
        assert b"\x1b[?1049h" in terminal.output or terminal.wait_for(r"wire\.txt|Norvik", 30)
        terminal.wait_until_quiet()
        terminal.send("q")
        assert terminal.wait() == 0
    assert (tmp_path / "data.db").exists()
