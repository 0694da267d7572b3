"""Disagreements: the gravest first, narrowed as the lists are, with what tells the sides apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.lists import Filter
from explorer.models import Disagreement, DisagreementKind
from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.text.ids import content_id
from explorer.text.inert import is_inert
from explorer.tui.drawing.rendering import line_width
from explorer.tui.views.dispute_lines import lay_out
from explorer.views import disagreements
from explorer.views.disagreements import Dispute
from explorer.views.scope import Scope
from tests.factories import BETRAYAL, CLOSING, HOLM, NORVIK, VERSIONS, sample_database, sample_resolution
from tests.hostile import hostile_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Two disagreements on one claim: a number, and how sure it is."""
    with Database.open(sample_database(tmp_path)) as opened:
        yield opened


def one(tmp_path: Path, kind: DisagreementKind, note: str) -> Dispute:
    """The disagreement of the wire and the rewrite on a number, told as another kind with another note."""
    made = sample_resolution()
    numbers = next(each for each in made.disagreements if each.kind == "number")
    other = Disagreement(content_id("d", note), kind, 2, numbers.claims, numbers.evidence, note)
    write(replace(made, disagreements=(other,)), tmp_path / "one.db", VERSIONS)
    with Database.open(tmp_path / "one.db") as database:
        return disagreements.make(database, Scope()).first[0]


def marked(dispute: Dispute) -> list[list[str]]:
    """The marked words of each side."""
    return [
        [side.text[span.start - side.sentence.start : span.end - side.sentence.start] for span in side.differs]
        for side in dispute.sides
    ]


def test_the_gravest_comes_first_with_its_weight_in_words(database: Database) -> None:
    model = disagreements.make(database, Scope())
    assert [(each.kind, each.sign, each.weight) for each in model.first] == [
        ("number", "✗", "cannot both be right"),
        ("modality", "?", "worth a look"),
    ]
    assert model.title == "2 disagreements"
    assert model.kinds == [("number", 1), ("modality", 1)]


def test_each_side_is_the_sentence_with_the_differing_words_marked(database: Database) -> None:
    number, modality = disagreements.make(database, Scope()).first
    assert marked(number) == [["about 1,200"], ["1,500"]]
    assert [side.excerpt.name for side in number.sides] == ["Baltic Wire", "news/rewrite.txt"]
    assert number.sides[1].text.startswith("Norvik Motors is closing")
    assert marked(modality) == [["will shut"], ["may close"]]


def test_spans_of_sides_re_read(database: Database) -> None:
    for dispute in disagreements.make(database, Scope()).first:
        for side in dispute.sides:
            text = database.text(side.excerpt.source)
            assert text[side.sentence.start : side.sentence.end] == side.text
            assert text[side.excerpt.start : side.excerpt.end] == side.excerpt.text


def test_it_is_told_from_whom_each_side_has_it_and_who_tells_the_claim_without_taking_a_side(
    database: Database,
) -> None:
    number, modality = disagreements.make(database, Scope()).first
    assert [side.chain for side in number.sides] == [
        "this article → Baltic Wire → 3 unnamed: “three people familiar with the plan”",
        "this article",
    ]
    assert [(each.excerpt.name, each.manner) for each in number.others] == [
        ("Øresund Business", "indirect quote · says it more broadly")
    ]
    assert [each.excerpt.name for each in modality.others] == ["news/rewrite.txt"]
    for each in (*number.others, *modality.others):
        assert database.text(each.excerpt.source)[each.excerpt.start : each.excerpt.end] == each.excerpt.text
    printed = "\n".join(disagreements.plain(disagreements.make(database, Scope())))
    assert "also" in printed
    assert "Øresund Business: “" in printed


def test_a_tall_screen_is_filled_with_how_the_articles_go_on_and_a_low_one_holds_the_sides(database: Database) -> None:
    dispute = disagreements.make(database, Scope()).first[0]
    for width in (36, 80, 190):
        for height in (6, 12, 20, 60):
            laid = lay_out(dispute, width, 0, height)
            assert all(line_width(line) <= width for line in laid.lines)
    low, tall = (
        "\n".join("".join(run.text for run in line) for line in lay_out(dispute, 120, 0, rows).lines)
        for rows in (14, 60)
    )
    further = dispute.sides[0].further.split()
    assert further, "the article ends with the paragraph, and the test would show nothing"
    assert " ".join(further[:4]) in tall
    assert " ".join(further[:4]) not in low
    assert len(tall.splitlines()) <= 60
    for words in (dispute.note, dispute.claims[0][1]):
        assert words in tall
        assert words in low


def test_what_the_note_quotes_is_marked_rather_than_every_word(tmp_path: Path) -> None:
    dispute = one(tmp_path, "date", "Baltic Wire says “by June”, news/rewrite.txt says “by the summer”")
    assert marked(dispute) == [["by June"], ["by the summer"]]


def test_a_name_that_only_one_side_has_is_marked(tmp_path: Path) -> None:
    note = "Baltic Wire credits three people familiar with the plan, news/rewrite.txt gives no source"
    assert marked(one(tmp_path, "attribution", note)) == [["three people familiar with the plan"], []]


@pytest.mark.parametrize(
    ("scope", "title"),
    [
        (Scope(subject=("entity", NORVIK.id)), "2 disagreements on claims of Norvik Motors"),
        (Scope(filter=Filter(claim=CLOSING.id)), "2 disagreements about “Norvik Motors will shut its Lund"),
        (Scope(claims=[]), "0 of 2 disagreements among what was found"),
    ],
)
def test_titles_tell_how_many_of_how_many_and_what_narrows_them(database: Database, scope: Scope, title: str) -> None:
    assert disagreements.make(database, scope).title.startswith(title)


def test_a_source_has_those_in_which_its_words_stand(database: Database) -> None:
    paper = next(item for item in database.items("source", database.rows("source")) if item.path == "paper.txt")
    model = disagreements.make(database, Scope(subject=("source", paper.id)))
    assert [each.kind for each in model.first] == ["modality"]
    assert model.title.startswith("1 of 2 disagreements with Øresund Business")


def test_a_row_without_any_shows_those_around_it_and_says_so(database: Database) -> None:
    model = disagreements.make(database, Scope(subject=("claim", BETRAYAL.id)))
    assert model.is_widened
    assert model.title == "2 disagreements in this folder; none about “The plan is a betrayal.”"
    assert not disagreements.make(database, Scope(filter=Filter(entity=HOLM.id))).rows


def test_one_kind_can_be_had_alone(database: Database) -> None:
    model = disagreements.make(database, Scope())
    (row,) = model.of_kind("modality")
    assert disagreements.read(database, [row])[0].kind == "modality"
    assert len(model.of_kind(None)) == 2


def test_more_than_asked_for_are_counted_and_not_read(database: Database) -> None:
    model = disagreements.make(database, Scope(), first=1)
    assert len(model.first) == 1
    assert "… and 1 more: --limit prints more" in disagreements.plain(model)


def test_lines_hold_kind_weight_note_and_both_sides(database: Database) -> None:
    lines = "\n".join(disagreements.plain(disagreements.make(database, Scope())))
    assert "✗ number: cannot both be right (d" in lines
    assert "cut [[about 1,200]] jobs by June" in lines
    assert "[[1,500]] jobs by the summer." in lines
    assert CLOSING.id in lines


def test_programs_read_kinds_counts_and_spans(database: Database) -> None:
    record = disagreements.record(disagreements.make(database, Scope()))
    assert (record["count"], record["of"], record["kinds"]) == (2, 2, {"number": 1, "modality": 1})
    first = record["disagreements"]
    assert isinstance(first, list)
    assert first[0]["sides"][1]["text"] == "1,500 jobs"


def test_no_disagreement_says_so(tmp_path: Path) -> None:
    write(replace(sample_resolution(), disagreements=()), tmp_path / "none.db", VERSIONS)
    with Database.open(tmp_path / "none.db") as database:
        lines = disagreements.plain(disagreements.make(database, Scope(subject=("claim", CLOSING.id))))
    assert "No disagreement is recorded" in "\n".join(lines)


def test_hostile_words_are_harmless_in_every_line(tmp_path: Path) -> None:
    with Database.open(hostile_database(tmp_path)) as database:
        for width in (0, 40):
            assert all(map(is_inert, disagreements.plain(disagreements.make(database, Scope()), width)))
