"""What stands above the columns, in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.tui.comparison.layout import Layout, View
from explorer.tui.comparison.passages import Comparison, of_claim
from tests.factories import CLOSING, VERSIONS, sample_resolution


def test_notes_call_files_by_their_columns_and_never_by_a_part_of_another_name(tmp_path: Path) -> None:
    sample = sample_resolution()
    sources = tuple(replace(s, path="oldwire.txt") if s.path == "paper.txt" else s for s in sample.sources)
    told = tuple(replace(d, note="oldwire.txt is early; wire.txt is late.") for d in sample.disagreements)
    write(replace(sample, sources=sources, disagreements=told), tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        comparison = of_claim(database, CLOSING.id)
    assert comparison.columns[0].source.path == "wire.txt", "the shorter name comes first"
    letters = {column.source.path: "ABC"[index] for index, column in enumerate(comparison.columns)}
    notes = [note.text for note in comparison.notes if note.kind == "disagreement"]
    assert len(notes) == 2
    for note in notes:
        assert note.endswith(f": {letters['oldwire.txt']} is early; {letters['wire.txt']} is late.")


def test_a_difference_of_more_than_two_sides_does_not_say_that_all_of_them_differ(tmp_path: Path) -> None:
    sample = sample_resolution()
    number, modality = sorted(sample.disagreements, key=lambda d: d.kind != "number")
    wider = replace(number, evidence=(*number.evidence, modality.evidence[1]))
    write(replace(sample, disagreements=(wider,)), tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        comparison = of_claim(database, CLOSING.id)
    between = "\n".join(
        "".join(run.text for run in line) for line in Layout(comparison, 120, 40).lay_out(View()).bridges
    )
    assert "≠ A, B, C" in between
    assert "A ≠ B" not in between


def test_what_stands_alone_says_the_same_as_nothing(tmp_path: Path) -> None:
    write(sample_resolution(), tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        several = of_claim(database, CLOSING.id)
        others = [of_claim(database, claim.id) for claim in sample_resolution().claims if len(claim.evidence) == 1]

    def told(comparison: Comparison) -> str:
        return " ".join(words for column in comparison.columns for stop in column.stops for _, words in stop.lines)

    assert "says the same" in told(several)
    assert others
    assert not any("says the same" in told(each) for each in others)
