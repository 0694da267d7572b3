"""The bench of annotated folders, on a folder of our own; the figures of real sets are not ours to ship."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bench.gold import load_gold
from tests.bench.reading import main

ARTICLE = "Weir holds\n\n“The weir will hold,” said Ann Lund in Oslo. The trust denied that it had cost £3m.\n"
BALLOT = "We cut 4,000 jobs in 2019.\nThank you all very much.\n"


def span(words: str, text: str = ARTICLE) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def claim(content: str, speaker: str, kind: str, cue: str) -> dict[str, Any]:
    start, end = span(speaker)
    fields = {"segments": [span(content)], "kind": kind, "cue": cue, "speaker": speaker}
    return {**fields, "speaker_start": start, "speaker_end": end}


def folder(path: Path, docs: object, article: str = ARTICLE) -> Path:
    (path / "articles").mkdir(parents=True)
    (path / "articles" / "a.txt").write_text(article, encoding="utf-8", newline="")
    (path / "gold.json").write_text(json.dumps({"dataset": path.name, "docs": docs}), encoding="utf-8")
    return path


def sentences() -> list[dict[str, int]]:
    return [
        {"start": span(line, BALLOT)[0], "end": span(line, BALLOT)[1], "label": label}
        for line, label in zip(BALLOT.splitlines(), (1, 0), strict=True)
    ]


def test_one_table_of_all_that_gold_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claims = [
        claim("The weir will hold", "Ann Lund", "direct_quote", "said"),
        claim("it had cost £3m", "The trust", "indirect_quote", "denied that"),
    ]
    start, end = span("Oslo")
    said = folder(tmp_path / "said", [{"file": "a.txt", "claims": claims}])
    named = folder(tmp_path / "named", [{"file": "a.txt", "entities": [{"start": start, "end": end, "label": "GPE"}]}])
    worth = folder(tmp_path / "worth", [{"file": "a.txt", "sentences": sentences()}], BALLOT)
    assert main([str(said), str(named), str(worth), "--json"]) == 0
    sets = json.loads(capsys.readouterr().out)["sets"]
    assert (sets["said"]["overlap F1"], sets["said"]["end-to-end F1"], sets["said"]["core recall"]) == (100, 100, 100)
    assert sets["said"]["direct pieces F1"] == 100
    assert sets["named"]["places F1"] == 100
    assert sets["worth"]["worth checking AP"] == 100
    assert sets["said"]["peak memory after the last, MB"] >= sets["said"]["peak memory after the first, MB"] > 50
    assert main([str(worth)]) == 0
    table = capsys.readouterr().out
    assert "worth checking AP" in table
    assert "overlap" not in table


def test_articles_with_the_same_bytes_stay_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claims = [claim("The weir will hold", "Ann Lund", "direct_quote", "said")]
    docs = [{"file": name, "claims": claims} for name in ("a.txt", "b.txt")]
    twins = folder(tmp_path / "twins", docs)
    (twins / "articles" / "b.txt").write_bytes((twins / "articles" / "a.txt").read_bytes())
    assert main([str(twins), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sets"]["twins"]["overlap recall"] == 100
    assert len(load_gold(twins, 1).documents) == 1


@pytest.mark.parametrize(
    ("docs", "words"),
    [
        ([], "lacks docs"),
        ("docs", "lacks docs"),
        ([{"file": "a.txt"}], "lacks docs"),
        ([{"file": "b.txt", "claims": []}], "b.txt cannot be read: no such file"),
        ([{"file": "a.txt", "sentences": [{"start": 0, "end": 9999, "label": 1}]}], "no stretch"),
        ([{"file": "a.txt", "claims": [{"segments": [[5, 2]], "kind": "x"}]}], "no stretch"),
        ([{"file": "a.txt", "claims": [{}]}], "lacks docs"),
    ],
)
def test_a_bad_folder_costs_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], docs: object, words: str
) -> None:
    assert main([str(folder(tmp_path / "bad", docs))]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.count("\n") == 1


def test_no_folder_and_no_json_cost_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none")]) == 2
    assert "is no folder" in capsys.readouterr().err
    (tmp_path / "gold.json").write_text("{", encoding="utf-8")
    assert main([str(tmp_path)]) == 2
    assert "is not what it should be" in capsys.readouterr().err
