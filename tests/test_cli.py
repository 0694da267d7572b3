"""The verbs as a shell sees them: data on standard output, talk on standard error, one exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from explorer import __version__
from explorer.cite import STYLES
from explorer.cli import help_text, names
from explorer.errors import (
    BuildError,
    DatabaseError,
    ExplorerError,
    NotFoundError,
    UsageError,
    VerifyError,
)
from tests.command_line import NUMBER, PAPER, REWRITE, WIRE, data, explorer, shell
from tests.factories import (
    BETRAYAL,
    CLOSING,
    LINDQVIST,
    LUND,
    NO_CHOICE,
    NORVIK,
    sample_database,
    sample_files,
    sample_resolution,
)

# -- help and mistakes ------------------------------------------------------------------------------------------


def test_help_is_data_and_names_every_verb_and_exit_code(folder: Path) -> None:
    run = explorer(folder, "--help")
    assert (run.returncode, run.stdout, run.stderr) == (0, help_text(), "")
    for verb in names.VERBS:
        assert re.search(rf"^  {verb} +\w", run.stdout, re.M)
    for error in (ExplorerError, UsageError, NotFoundError, DatabaseError, BuildError, VerifyError):
        assert re.search(rf"^  {error.code}  \w", run.stdout, re.M)
    assert max(map(len, run.stdout.splitlines())) <= 100


@pytest.mark.parametrize("verb", names.VERBS)
def test_each_verb_has_help_with_an_example(folder: Path, verb: str) -> None:
    run = explorer(folder, verb, "--help")
    assert run.returncode == 0
    assert re.search(rf"^  explorer {verb} \S", run.stdout, re.M)


def test_version(folder: Path) -> None:
    run = explorer(folder, "--version")
    assert (run.returncode, run.stdout) == (0, f"explorer {__version__}\n")


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
    partial = "Printed with only some of the words: 3 rows, the last of each kind.\n"
    assert (run.returncode, run.stderr) == (0, f"“norvk” was read as norvik or nrvk.\n{partial}")
    ids = [line.split()[0] for line in run.stdout.splitlines()]
    assert CLOSING.id in ids
    assert NORVIK.id in ids
    assert explorer(folder, "show", ids[0]).returncode == 0


def test_search_json_has_exactly_the_agreed_keys(folder: Path) -> None:
    found = data(explorer(folder, "search", "--json", "norvik", "lund"))
    lists = ["sources", "entities", "claims", "passages"]
    assert list(found) == ["query", *lists, "totals", "problems", "hints", "read_as", "nearest"]
    assert found["query"] == "norvik lund"
    assert {tuple(each) for each in found["sources"]} == {("id", "path", "title")}
    assert {tuple(each) for each in found["entities"]} == {("id", "name", "type")}
    assert {tuple(each) for each in found["claims"]} == {("id", "text")}
    assert {tuple(each) for each in found["passages"]} == {("source", "start", "end", "text")}
    assert list(found["totals"]) == lists
    assert found["totals"]["claims"] == {"count": 1, "exact": True}
    assert (found["problems"], found["read_as"], found["nearest"]) == ([], [], [])
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
    *_, last = run.stderr.splitlines()
    assert last.startswith("Nothing ")
    assert len(last) < 200
    empty = data(explorer(folder, "search", "--json", query))
    assert empty["query"] == query
    assert [empty[kind] for kind in ("sources", "entities", "claims", "passages")] == [[], [], [], []]


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
                      "says it more broadly", "paper.txt .*: .*hedged here, not in every account: “may”",
                      "news/rewrite.txt: another account has another number than “1,500 jobs”",
                      f"{NUMBER}  number, cannot both be right: 1,200 jobs against 1,500"]),
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


def test_show_text_prints_all_of_a_source_with_the_places_of_its_claims(folder: Path) -> None:
    record = data(explorer(folder, "show", WIRE, "--text", "--json"))["record"]
    places = record["evidence"]
    assert CLOSING.id in {each["claim"] for each in places}
    run = explorer(folder, "show", WIRE, "--text")
    assert (run.returncode, run.stderr) == (0, "")
    told = run.stdout.partition("text, what claims are taken from in [[ ]]\n")[2]
    for each in places:
        assert f"{each['start']}-{each['end']}  {each['claim']}" in told
        assert record["text"][each["start"] : each["end"]].split()[0] in told
    assert all(region["kind"] in told for region in record["regions"])
    plain = " ".join(told.replace("[[", "").replace("]]", "").split())
    assert all(line in plain for line in record["text"].splitlines()), "every word of it"
    wrong = explorer(folder, "show", CLOSING.id, "--text")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "--text takes a source" in wrong.stderr


@pytest.mark.parametrize("view", ["matrix", "disagreements", "timeline"])
def test_the_json_of_a_view_names_it(folder: Path, view: str) -> None:
    assert data(explorer(folder, view, "--json"))["view"] == view


def test_show_json_of_a_claim_holds_excerpts_chains_and_disagreements(folder: Path) -> None:
    record = data(explorer(folder, "show", "--json", CLOSING.id))["record"]
    excerpts = [evidence["excerpt"] for evidence in record["evidence"]]
    assert "Norvik (NRVK) may close the Lund plant" in excerpts
    assert all(evidence["excerpt"] in evidence["sentence"] for evidence in record["evidence"])
    assert record["evidence"][0]["attribution"][-1]["count"] == 3
    assert {each["id"] for each in record["disagreements"]} >= {NUMBER}


# -- cite -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
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
