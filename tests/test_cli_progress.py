"""What a build says while it works, where nobody sits at a terminal and where somebody does."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from explorer.build import Progress
from explorer.cli.progress import shown_progress
from tests.terminal import Terminal

SHOW = """
import time
from explorer.build import Progress
from explorer.cli.progress import shown_progress
with shown_progress() as show:
    for done in range(1, 60):
        show(Progress("extract", done, 60, f"story-{done}.txt"))
        time.sleep(0.02)
"""


def test_a_log_tells_how_many_statements_of_many_have_been_compared(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as show:
        show(Progress("resolve", 0, 1))
        for done in range(100, 12_000, 170):
            show(Progress("resolve", done, 12_000))
        show(Progress("resolve", 12_000, 12_000))
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["Comparing the accounts", "5,030 of 12,000", "10,130 of 12,000"]


def test_a_log_has_a_line_for_each_stage_and_for_every_hundred_articles(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as show:
        for done in range(1, 251):
            show(Progress("ingest", done, 250, "a.txt"))
        for done in range(1, 251):
            show(Progress("extract", done, 250, "a.txt"))
        show(Progress("store", 1, 1))
    lines = capsys.readouterr().err.splitlines()
    assert lines[1:] == ["Reading who says what (250)", "100 of 250", "200 of 250", "Writing the database"]


def test_a_log_names_a_stage_once_though_another_comes_between(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as show:
        show(Progress("store", 0, 1))
        for done in range(0, 6_001, 500):
            show(Progress("relate", done, 6_000))
        show(Progress("store", 1, 1))
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["Writing the database", "Working out what the claims mean", "5,000 of 6,000"]


def test_a_terminal_shows_which_article_of_how_many_and_how_fast(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-c", SHOW], env={"PYTHONPATH": str(Path(__file__).parent.parent)}) as terminal:
        assert terminal.wait() == 0
        text = terminal.text()
    assert re.search(r"Reading who says what .* \d+/60 +\d+\.\d/s story-\d+\.txt", text)


@pytest.mark.parametrize("columns", [40, 80])
def test_counts_are_whole_on_every_terminal_however_long_the_names_are(columns: int) -> None:
    code = SHOW.replace('f"story-{done}.txt"', 'f"Ärger-{done:300}.txt"')
    environment = {"PYTHONPATH": str(Path(__file__).parent.parent)}
    with Terminal([sys.executable, "-c", code], env=environment, columns=columns) as terminal:
        assert terminal.wait() == 0
        lines = re.split(r"[\r\n]+", terminal.text())
    counted = [line for line in lines if line.startswith("Reading who says what")]
    assert len(counted) > 2
    assert all(re.search(r" [1-5 ]?[0-9]/60( |$)", line) for line in counted), counted
    assert max(map(len, lines)) <= columns


SLOW = """
import time
from explorer.cli import progress
progress._PATIENCE = {patience}
with progress.doing("Reading every span again …"):
    time.sleep({seconds})
print("42 spans")
"""


@pytest.mark.parametrize(("patience", "seconds"), [(60.0, 0.0), (0.1, 1.0)])
def test_a_verb_says_what_it_does_where_that_takes_long_and_takes_it_away_again(
    patience: float, seconds: float
) -> None:
    environment = {"PYTHONPATH": str(Path(__file__).parent.parent)}
    code = SLOW.format(patience=patience, seconds=seconds)
    with Terminal([sys.executable, "-c", code], env=environment, columns=40) as terminal:
        assert terminal.wait() == 0
        lines = re.split(r"[\r\n]+", terminal.text())
    assert ("Reading every span again …" in lines) is bool(seconds)
    assert [line for line in lines if line.strip()][-1] == "42 spans"
