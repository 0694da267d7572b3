"""`explorer search` with the query language, by lists, and over a file of queries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import data, explorer, shell


def claims(folder: Path, *query: str) -> list[str]:
    found = data(explorer(folder, "search", "--json", "--in", "claims", *query))
    assert list(found)[:2] == ["query", "claims"]
    return [claim["text"] for claim in found["claims"]]


def test_a_word_is_left_out_by_a_hyphen_wherever_the_options_stand(folder: Path) -> None:
    every = claims(folder, "lund")
    every = claims(folder, "norvik")
    without = claims(folder, "-lund", "norvik")
    assert without == [text for text in every if "Lund" not in text]
    assert 0 < len(without) < len(every)
    assert claims(folder, "norvik", "-lund") == claims(folder, "norvik -lund") == without
    assert claims(folder, "--", "-lund", "norvik") == without
    assert explorer(folder, "search", "-lund", "norvik", "--limit", "0").returncode == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"lund plant"', ["Norvik Motors"]),
        ('"plant lund"', []),
        ("norvik near/3 lund", []),
        ("norvik near/4 lund", ["Norvik Motors"]),
        ("betrayal OR choice", ["Norvik had", "The plan"]),
        ("kind:direct_quote -betrayal", ["Norvik had"]),
        ("has:disagreement", ["Norvik Motors"]),
        ("number:1,000..2,000", ["Norvik Motors"]),
        ("number:>1bn", []),
        ('speaker:"sara holm"', ["The plan"]),
        ("source:baltic origins:2..", ["Norvik Motors"]),
        ("worth:..1", ["Norvik had", "The plan"]),
        ("betr*", ["The plan"]),
    ],
)
def test_the_language_finds_what_it_says(folder: Path, query: str, found: list[str]) -> None:
    texts = claims(folder, query)
    assert [any(text.startswith(each) for text in texts) for each in found] == [True] * len(texts)


def test_only_the_lists_that_are_named_are_searched(folder: Path) -> None:
    found = data(explorer(folder, "search", "lund", "--json", "--in", "entity,sources"))
    assert [kind for kind in ("sources", "entities", "claims", "passages") if kind in found] == ["sources", "entities"]
    assert list(found["totals"]) == ["sources", "entities"]
    wrong = explorer(folder, "search", "lund", "--in", "articles")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "sources, entities, claims, passages" in wrong.stderr


def test_a_passage_tells_where_it_stands(folder: Path) -> None:
    passage = data(explorer(folder, "search", "lund", "--json", "--in", "passages"))["passages"][0]
    line = explorer(folder, "search", "lund", "--in", "passages").stdout.splitlines()[0]
    assert line.startswith(f"{passage['source']}  passage {passage['start']}-{passage['end']}  ")
    assert "lund" in passage["text"].lower()


def test_what_cannot_be_read_is_said_and_searched_as_words(folder: Path) -> None:
    run = explorer(folder, "search", "sorce:lund")
    assert run.returncode == 0
    assert "no field “sorce” (did you mean source:?)" in run.stderr
    assert explorer(folder, "search", '"lund', "--in", "claims").stdout == "\n".join(
        [*explorer(folder, "search", "lund", "--in", "claims").stdout.splitlines(), ""]
    )
    assert "never closed" in explorer(folder, "search", '"lund').stderr
    assert data(explorer(folder, "search", "--json", "number:many lund"))["problems"]
    told = explorer(folder, "search", "has:rumours").stderr
    assert told.count("has no value “rumours”") == 1, "once for all lists"
    assert "of claims disagreement," in told
    assert "; of entities alias, suggestion" in told


def test_more_than_is_printed_is_counted(folder: Path) -> None:
    run = explorer(folder, "search", "norvik", "--in", "claims", "--limit", "1")
    count = len(claims(folder, "norvik"))
    assert count > 1
    assert len(run.stdout.splitlines()) == 1
    assert f"Found {count} claims" in run.stderr


def test_what_is_printed_and_misses_a_word_is_not_counted_as_found(folder: Path) -> None:
    argv = ("search", "norvik", "choice", "--in", "claims")
    found = data(explorer(folder, *argv, "--json"))
    full, printed = found["totals"]["claims"]["count"], len(found["claims"])
    assert 0 < full < printed
    run = explorer(folder, *argv)
    assert f"only some of the words: {printed - full} row" in run.stderr
    assert "Found" not in run.stderr, "every row that holds both is printed"
    cut = explorer(folder, "search", "lund", "plant", "--limit", "1")
    assert "--limit" in cut.stderr
    for line in explorer(folder, *argv, "--limit", str(full)).stderr.splitlines():
        assert "some of the words" not in line


def test_the_language_is_taught(folder: Path) -> None:
    run = explorer(folder, "search", "--fields")
    assert run.stderr == ""
    assert {"near/5", "has:disagreement", "date:2025-09.."} <= set(run.stdout.split())
    assert max(map(len, run.stdout.splitlines())) <= 100
    listed = data(explorer(folder, "search", "--fields", "--json"))
    assert {"source", "entity", "speaker", "number"} <= {each["field"] for each in listed}


def test_a_file_of_queries_is_answered_line_by_line_and_a_bad_line_is_told(folder: Path) -> None:
    lines = [
        b"lund",
        b"",
        b'{"query": "norvik -lund", "note": 1}',
        b"{oops",
        b'{"q": "lund"}',
        b"\xff\xfe",
        b"[1]",
        b"qzxv",
    ]
    (folder / "queries.txt").write_bytes(b"\r\n".join(lines))
    run = explorer(folder, "search", "--batch", "queries.txt", "--json", "--in", "claims")
    assert run.returncode == 1  # three lines have no answer
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert [(each["line"], each["query"]) for each in answers] == [
        (1, "lund"),
        (3, "norvik -lund"),
        (7, "[1]"),
        (8, "qzxv"),
    ]
    assert [claim["text"] for claim in answers[0]["claims"]] == claims(folder, "lund")
    told = run.stderr.splitlines()
    assert [line.split(" ")[0] for line in told] == [f"queries.txt:{number}:" for number in (4, 5, 6)]
    plain = explorer(folder, "search", "--batch", "queries.txt", "--in", "claims")
    assert plain.stdout.startswith("lund\n  c")
    assert "queries.txt:8: Nothing matches “qzxv”." in plain.stderr


def test_queries_come_from_a_pipe_too(folder: Path) -> None:
    run = shell(folder, "printf 'lund\\nnorvik' | explorer search --batch - --json")
    assert [json.loads(line)["line"] for line in run.stdout.splitlines()] == [1, 2]
    closed = shell(folder, "yes lund | head -n 2000 | explorer search --batch - | head -n 1; exit ${PIPESTATUS[2]}")
    assert (closed.returncode, closed.stderr) == (141, "")


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("--batch", "nowhere.txt"), 3, "nowhere.txt"),
        (("--batch", "."), 2, "directory"),
        (("--batch", "empty.txt"), 3, "empty.txt holds no query"),
        (("--batch", "bad.txt"), 3, "bad.txt holds no query that can be read"),
        (("--batch", "empty.txt", "lund"), 2, "not both"),
        (("--batch", ""), 2, "--batch"),
    ],
)
def test_where_nothing_is_done_the_exit_code_says_so(folder: Path, argv: tuple[str, ...], code: int, said: str) -> None:
    (folder / "empty.txt").write_bytes(b"\n \n")
    (folder / "bad.txt").write_bytes(b"{\n{}\n")
    run = explorer(folder, "search", *argv)
    assert (run.returncode, run.stdout) == (code, "")
    assert said in run.stderr.splitlines()[-1]


def test_what_a_query_holds_never_reaches_the_terminal_raw(folder: Path) -> None:
    (folder / "wild.txt").write_text("\x1b]52;c;aGk=\x07sorce:\x1b[31mlund\n", encoding="utf-8")
    for argv in (("--batch", "wild.txt"), ("--batch", "wild.txt", "--json"), ("sorce:\x1b[31m\u202elund",)):
        run = explorer(folder, "search", *argv)
        assert not {"\x1b", "\x07", "\u202e"} & set(run.stdout + run.stderr)
