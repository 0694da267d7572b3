"""`explorer notes` and the export of what was marked: the plain twins of marks, bookmarks and notes on the screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explorer.cli import main
from explorer.text.inert import is_inert
from tests.factories import BETRAYAL, CLOSING, LINDQVIST, sample_database


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = sample_database(tmp_path)
    monkeypatch.setenv("EXPLORER_DB", str(path))
    return path


@pytest.mark.usefixtures("database")
def test_notes_are_written_listed_and_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notes"]) == 0
    assert "no bookmarks, notes or marks yet" in capsys.readouterr().out
    assert main(["notes", "--note", CLOSING.id, "ask \x1b[31mthe\x1b[0m ministry"]) == 0
    assert capsys.readouterr().err == f"noted: claim “{CLOSING.text}”\n"
    assert main(["notes", "--bookmark", LINDQVIST.id]) == 0
    assert main(["notes", "--mark", CLOSING.id, BETRAYAL.id]) == 0
    assert capsys.readouterr().err.endswith("marked: 2 rows\n")
    assert main(["notes"]) == 0
    out = capsys.readouterr().out
    assert all(is_inert(char) or char == "\n" for char in out)
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0] == "1 bookmark"
    assert f"{LINDQVIST.id}  entity  {LINDQVIST.name}" in lines
    assert lines[lines.index(f"{CLOSING.id}  claim  {CLOSING.text}") + 1].startswith("ask ")
    assert "2 marked rows" in lines
    assert main(["notes", "--undo"]) == 0
    assert main(["notes", "--undo"]) == 0
    assert main(["notes", "--json"]) == 0
    kept = json.loads(capsys.readouterr().out)
    assert (kept["marks"], kept["bookmarks"]) == ([], [])
    assert kept["notes"][0]["place"] == {"kind": "claim", "id": CLOSING.id}
    assert main(["notes", "--redo"]) == 0
    assert main(["notes", "--undo"]) == 0
    assert main(["notes", "--undo"]) == 0
    assert main(["notes", "--undo"]) == 3
    assert "nothing to undo" in capsys.readouterr().err


@pytest.mark.usefixtures("database")
def test_what_is_no_row_takes_no_note(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notes", "--mark", "c00000"]) == 3
    assert main(["notes", "--bookmark", "d"]) == 2
    assert main(["notes", "--mark", CLOSING.id, "--undo"]) == 2
    assert capsys.readouterr().err.count("\n") == 3


def test_what_another_database_holds_is_listed_as_missing(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal = database.with_suffix(".journal.jsonl")
    anchor = {"kind": "claim", "id": "c000000000000", "path": "gone.txt", "sha256": "0", "end": 3, "quote": "abc"}
    entry = {"id": "1", "at": "", "do": "mark", "on": [anchor | {"name": "What was said"}]}
    journal.write_text(json.dumps(entry) + "\nnonsense\n")
    assert main(["notes"]) == 0
    out, err = capsys.readouterr()
    assert "no longer in data.db: claim “What was said”" in out
    assert err == "line 2 of data.journal.jsonl is left as it is: it is damaged\n"
    assert main(["export", "--marked", "--format", "markdown"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "1 marked claim no longer in data.db" in err


@pytest.mark.usefixtures("database")
def test_marked_claims_are_exported_in_the_order_of_their_marks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--marked"]) == 3
    assert "no claim is marked" in capsys.readouterr().err
    main(["notes", "--mark", BETRAYAL.id, CLOSING.id])
    main(["notes", "--note", CLOSING.id, "two numbers"])
    capsys.readouterr()
    assert main(["export", "--marked", "--format", "markdown"]) == 0
    text = capsys.readouterr().out
    assert text.index(BETRAYAL.text) < text.index(f"## {CLOSING.text}") < text.index("two numbers")
    assert main(["export", "--marked"]) == 0
    assert {claim["id"] for claim in json.loads(capsys.readouterr().out)["claims"]} == {BETRAYAL.id, CLOSING.id}


@pytest.mark.usefixtures("database")
def test_named_claims_are_exported_and_nothing_but_claims(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "one.bib"
    assert main(["export", "--claim", CLOSING.id[:8], "--format", "bibtex", "-o", str(out)]) == 0
    assert out.read_text().count("@misc{") >= 2
    assert main(["export", "--claim", LINDQVIST.id]) == 2
    assert main(["export", "--claim", CLOSING.id, "--marked"]) == 2
    assert main(["export", "--format", "markdown"]) == 0
    captured = capsys.readouterr()
    assert captured.out.count("\n## ") >= 2, "without a choice all of them"
    assert "takes claims" in captured.err
