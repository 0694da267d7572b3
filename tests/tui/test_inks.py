"""What must catch the eye is written otherwise than what must not: evidence, its context, what differs, who says it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from explorer.store.reader import Database
from explorer.tui.comparison.layout import View
from explorer.tui.comparison.painter import said_lines
from explorer.tui.comparison.passages import of_source
from explorer.tui.drawing import inks
from explorer.tui.drawing.rendering import Line
from explorer.tui.views import dispute_lines, timeline_lines
from explorer.views import disagreements, timeline
from explorer.views.scope import Scope
from tests.bridge import REOPEN, bridge_database
from tests.factories import PAPER, Article, sample_database
from tests.tui.test_comparison import comparison_of, laid


def written(lines: Iterable[Line], ink: str) -> str:
    """All words in an ink, whatever other lies under it; of what is "quiet" those with no other over it."""
    here = [run for line in lines for run in line if ink in run.ink.split()[-1 if ink == "quiet" else 0 :]]
    return " ".join(" ".join(run.text for run in here).split())


def shape(ink: str) -> set[str]:
    """What an ink has besides its colour."""
    return set(inks.INKS[ink].partition(" on ")[0].split()) & {"bold", "italic", "underline", "strike"}


def test_evidence_stands_out_of_its_context_and_the_one_in_focus_out_of_the_others() -> None:
    made = laid(comparison_of(), 120, 30, View(active=(0, 0, 0)))
    focus, other = made.columns[0].body, made.columns[1].body
    assert "Norvik will cut" in written(focus, "active")
    assert "jobs in Lund" in written(other, "evidence")
    for ink in ("active", "evidence"):
        assert "It rained." not in written(focus, ink)
    assert "It rained." in written(focus, "quiet")
    assert shape("evidence") - shape("quiet"), "without colour too"
    assert " on " in inks.INKS["active"], "on a ground of its own"


def test_what_differs_is_marked_within_the_evidence_and_common_words_are_not() -> None:
    made = laid(comparison_of(), 120, 30, View(active=(0, 0, 0)))
    assert written(made.columns[0].body, "differs") == "1,200"
    assert written(made.columns[1].body, "differs") == "1,500"
    assert "≠" in made.columns[0].signs.values()
    shapes = [shape(ink) for ink in ("differs", "hedged", "only", "evidence")]
    assert len({frozenset(each) for each in shapes}) == len(shapes), "each has another shape, not only another colour"


def test_the_far_end_of_a_chain_stands_out_and_its_arrows_stand_back() -> None:
    lines = said_lines([("label", "this article → Baltic Wire → three officials (unnamed)")], 40)
    assert written(lines, "accent") == "three officials (unnamed)"
    assert written(lines, "quiet").split() == ["→", "→"]
    assert "Baltic Wire" in written(lines, "label")


def test_sides_of_a_disagreement_differ_to_the_eye_where_they_differ(tmp_path: Path) -> None:
    with Database.open(sample_database(tmp_path)) as database:
        dispute = disagreements.make(database, Scope()).first[0]
    for width in (120, 40):
        told = written(dispute_lines.lay_out(dispute, width, 0, 30).lines, "differs")
        assert "about 1,200" in told
        assert "1,500" in told
        assert "Norvik" not in told


def test_an_inferred_date_looks_inferred_and_a_stated_one_does_not(tmp_path: Path) -> None:
    with Database.open(bridge_database(tmp_path)) as database:
        made = timeline.make(database, Scope())
        claims = {entry.claim: number for number, entry in enumerate(made.entries) if entry.claim}
        inferred = claims[database.row_of(REOPEN.id)]
        assert made.entries[inferred].inferred
        groups = timeline.grouped(made.entries, "month")
        for width in (120, 40):
            axis = timeline_lines.Axis(
                made, groups, (), timeline_lines.lay_out(width, 30, made), lambda _: "It will reopen."
            )
            told = {number: axis.lines(number) for number in claims.values()}
            assert "~2024" in written(told[inferred], "why")
            assert all(not written(lines, "why") for number, lines in told.items() if not made.entries[number].inferred)


def test_in_a_whole_text_evidence_stands_out_of_what_nobody_took_for_a_claim(tmp_path: Path) -> None:
    with Database.open(sample_database(tmp_path)) as database:
        made = laid(of_source(database, Article("paper.txt", PAPER).id), 100, 60)
    told = written(made.columns[0].body, "stated")
    assert "may close the Lund plant" in told
    assert "took over as chief executive" not in told
    assert "took over as chief executive" in written(made.columns[0].body, "quiet")
    assert inks.INKS["stated"] != inks.INKS["quiet"]
