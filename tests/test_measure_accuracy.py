"""The reading may get better, and never worse: the shipped set, read, against floors."""

from __future__ import annotations

import json

import pytest

from explorer.cli import main
from explorer.errors import ExplorerError
from explorer.measure.accuracy import GROUPS, Accuracy, Progress, measure
from explorer.measure.items import load_items, read_items

FLOORS: dict[str, tuple[float, float]] = {
    "all statements": (86, 74), "the same words": (82, 71), "with the right speaker": (84, 72),
    "direct_quote": (95, 85), "mixed_quote": (84, 75), "indirect_quote": (84, 78), "stance": (76, 53),
    "evidence": (85, 78), "intent": (85, 45), "no speaker named": (67, 67), "speaker's words": (95, 95),
    "speaker's name": (88, 90), "of it, by pronoun, surname or noun": (92, 84), "how many unnamed people": (95, 84),
    "chain of speakers": (76, 76), "hard negatives kept silent": (88, 88), "kind told right": (87, 87),
    "assertion": (77, 81), "opinion": (90, 25), "prediction": (90, 50), "name: person": (90, 87),
    "name: organization": (62, 73), "name: place": (89, 82), "name: work": (55, 40), "quantities": (96, 92),
    "of it, with the unit": (95, 91), "dates": (94, 85), "hedges": (95, 95), "worth, within one": (88, 88),
}  # fmt: skip
"""Least precision and recall of each row, in per cent, a little below what was measured. This is their only place."""


@pytest.fixture(scope="module")
def result() -> Accuracy:
    return measure(load_items())


@pytest.mark.parametrize("row", FLOORS)
def test_no_row_falls_below_its_floor(result: Accuracy, row: str) -> None:
    score = result.rows[row]
    measured = (score.precision or 0.0, score.recall or 0.0)
    assert all(a >= b for a, b in zip(measured, FLOORS[row], strict=True)), measured


def test_every_row_of_the_table_is_counted(result: Accuracy) -> None:
    assert set(result.rows) == {row for rows in GROUPS.values() for row in rows}
    assert all(result.rows[row].gold for row in FLOORS)


def test_the_errors_add_up_to_what_is_missing(result: Accuracy) -> None:
    lost = result.rows["all statements"].gold - result.rows["all statements"].reached
    counted = sum(e.count for e in result.errors if e.name.startswith(("not found:", "found with other boundaries:")))
    assert counted == lost
    assert [error.count for error in result.errors] == sorted((error.count for error in result.errors), reverse=True)


READABLE = """
[[item]]
id = "good"
text = '''"The weir will hold," said Ann Lund, an engineer in Oslo. It cost 3 million euros.'''
own = [{kind = "assertion", content = ["It cost 3 million euros."]}]
names = {person = ["Ann Lund"], place = ["Oslo"]}
quantities = ["3 million euros = 3e6 EUR"]

[[item.said]]
form = "inverted"
kind = "direct"
content = ["The weir will hold"]
cue = "said"
by = "Ann Lund"
who = "Ann Lund"
"""


def test_a_good_reading_scores_full_marks_and_a_bad_annotation_does_not() -> None:
    good = measure(read_items(READABLE, "a.toml"))
    for row in ("the same words", "with the right speaker", "direct_quote", "speaker's name", "assertion",
                "name: person", "name: place", "quantities", "of it, with the unit"):  # fmt: skip
        assert good.rows[row].f1 == 100, row
    assert good.errors == []
    wrong = READABLE.replace('by = "Ann Lund"\nwho = "Ann Lund"', 'by = "euros"').replace("3e6 EUR", "4e6 EUR")
    bad = measure(
        read_items(wrong.replace('{person = ["Ann Lund"], place = ["Oslo"]}', '{place = ["Ann Lund"]}'), "a.toml")
    )
    assert (bad.rows["with the right speaker"].f1, bad.rows["quantities"].f1) == (0, 0)
    assert {error.name for error in bad.errors} == {
        "the wrong speaker: inverted",
        "a quantity with another value",
        "a name of another type: place as person",
        "taken for a name",
    }


def test_a_trap_wants_silence() -> None:
    trap = "[[item]]\nid = 'x'\ntrap = 'idiom'\ntext = '''{}'''"
    silent = measure(read_items(trap.format("The ferry was late again on Sunday."), "a.toml"))
    assert silent.rows["hard negatives kept silent"].recall == 100
    loud = measure(read_items(trap.format("The captain said the ferry was late again."), "a.toml"))
    assert loud.rows["hard negatives kept silent"].recall == 0
    assert [error.name for error in loud.errors] == ["nobody's statement, in a hard negative: idiom"]


def test_about_prints_what_was_measured(
    result: Accuracy, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.measure.accuracy.measure", lambda *_: result)
    assert main(["about", "--accuracy", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["sentences"] >= 320
    rows = {row["name"]: row for row in record["rows"]}
    assert rows["direct_quote"]["f1"] == result.rows["direct_quote"].f1
    assert len(record["errors"]) == len(result.errors)
    assert main(["about", "--accuracy"]) == 0
    printed = capsys.readouterr().out
    table = {line.strip().rsplit(maxsplit=4)[0]: line.split()[-3:] for line in printed.splitlines() if line[:2] == "  "}
    score = result.rows["direct_quote"]
    assert table["direct quote"] == [f"{value:.1f}" for value in (score.precision, score.recall, score.f1)]
    assert result.errors[0].name in printed
    for word in ("precision", "written for this program", "Weakest"):
        assert word in printed


def test_progress_is_told_on_a_terminal_and_leaves_nothing_behind(
    result: Accuracy, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_: object, progress: Progress | None = None) -> Accuracy:
        for done in (1, 2):
            if progress is not None:
                progress(done, 2)
        return result

    monkeypatch.setattr("explorer.measure.accuracy.measure", read)
    assert main(["about", "--accuracy", "--json"]) == 0
    assert capsys.readouterr().err == "", "no terminal, no talk"
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert main(["about", "--accuracy", "--json"]) == 0
    lines = capsys.readouterr().err.split("\r")
    assert "1 of 2" in lines[1]
    assert lines[-2].strip() == lines[-1] == ""


def test_about_fails_with_one_line_where_the_set_is_damaged(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ExplorerError("annotated set: x: does not re-read")

    monkeypatch.setattr("explorer.measure.items.load_items", broken)
    assert main(["about", "--accuracy"]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", "explorer: annotated set: x: does not re-read\n")
