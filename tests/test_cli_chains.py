"""`explorer origins` and `explorer disagreements`: the views of the screen as lines and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.text.inert import is_inert
from tests.command_line import data, explorer
from tests.factories import BETRAYAL, CLOSING, HOLM, LUND
from tests.hostile import hostile_database


def test_origins_of_a_claim_as_lines_and_as_json(folder: Path) -> None:
    run = explorer(folder, "origins", CLOSING.id[:6])
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("Norvik Motors will shut its Lund plant")
    assert "First in this folder: Baltic Wire" in run.stdout
    assert "2 changes on the way: count, number" in run.stdout
    twin = data(explorer(folder, "origins", CLOSING.id, "--json"))
    assert (twin["view"], twin["count"]) == ("origins", 1)
    assert twin["first"].partition(";")[0] in run.stdout, "the rest is told by the note below it"


def test_origins_of_no_claim_are_the_web_of_the_folder(folder: Path) -> None:
    assert "2 articles of one text" in explorer(folder, "origins").stdout
    twin = data(explorer(folder, "origins", "--entity", LUND.id, "--json"))
    assert (twin["view"], twin["title"], twin["total_families"]) == ("web", "The articles that name Lund", 1)


def test_disagreements_as_lines_and_as_json(folder: Path) -> None:
    run = explorer(folder, "disagreements", "--limit", "1")
    assert run.stdout.startswith("2 disagreements\n")
    assert "cut [[about 1,200]] jobs" in run.stdout
    assert "… and 1 more: --limit prints more" in run.stdout
    twin = data(explorer(folder, "disagreements", CLOSING.id, "--json"))
    assert [each["kind"] for each in twin["disagreements"]] == ["number", "modality"]


@pytest.mark.parametrize("narrowed", [("--entity", HOLM.id), (BETRAYAL.id,)])
def test_what_has_no_disagreement_is_told_so(folder: Path, narrowed: tuple[str, ...]) -> None:
    run = explorer(folder, "disagreements", *narrowed)
    assert run.returncode == 0
    assert "No disagreement is recorded" in run.stdout


@pytest.mark.parametrize("verb", ["origins", "disagreements"])
def test_an_id_that_fits_nothing_is_one_clear_line(folder: Path, verb: str) -> None:
    run = explorer(folder, verb, "c000000000000")
    assert (run.returncode, len(run.stderr.splitlines())) == (3, 1)


def test_hostile_words_are_harmless_in_both_twins(tmp_path: Path) -> None:
    database = str(hostile_database(tmp_path))
    for words in (("origins",), ("origins", CLOSING.id), ("disagreements",)):
        for form in ((), ("--json",)):
            assert is_inert(explorer(tmp_path, *words, *form, "--db", database).stdout)
