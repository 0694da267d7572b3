"""How accounts stand beside one another: rows, brackets, context, words against words; pure, without a screen."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.models import (
    Disagreement,
    DisagreementKind,
    Evidence,
    Field,
    Passage,
    Region,
    Source,
    Span,
    Statement,
)
from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.terms import account_name
from explorer.text.ids import content_id
from explorer.text.inert import is_inert
from explorer.tui.comparison import passages
from explorer.tui.comparison.bridges import Frame, bridges
from explorer.tui.comparison.layout import Laid, Layout, View
from explorer.tui.comparison.model import (
    CONTEXTS,
    WHOLE,
    Column,
    Comparison,
    Note,
    Stop,
    passages_of,
    place_of,
    with_context,
)
from explorer.tui.comparison.noting import lettered
from explorer.tui.comparison.rewording import pair, reworded
from explorer.tui.comparison.roominess import filling
from explorer.tui.drawing.rendering import Line, line_width
from explorer.views.differing import Difference
from tests.factories import CLOSING, VERSIONS, sample_database, sample_resolution

LONG = "The board met for hours and spoke of cranes, ferries and money. " * 6
STORIES = (
    f"Ferry line cuts jobs\n\n{LONG}\n\nIt rained. Norvik will cut 1,200 jobs in Lund by June. More rain came.\n\n"
    f"Subscribe now!\n\n{LONG}",
    "Norvik will cut 1,500 jobs in Lund.",
    f"{LONG}\n\n诺维克渡轮 👍 says Norvik will cut\x1b[31m [1,200] jobs\u202e in Lund by June.",
)
SAID = (
    "Norvik will cut 1,200 jobs in Lund by June.",
    "Norvik will cut 1,500 jobs in Lund.",
    "Norvik will cut\x1b[31m [1,200] jobs\u202e in Lund by June.",
)


def source_of(text: str, path: str) -> Source:
    """A source of which every line is a paragraph, but for what asks to subscribe."""
    regions, at = [], 0
    for line in text.split("\n"):
        if line:
            regions.append(Region("promo" if line.startswith("Subscribe") else "body", at, at + len(line)))
        at += len(line) + 1
    field = Field()
    return Source(content_id("s", path, text), path, "", text, "utf-8", "en", field, field, (), field, tuple(regions))


def comparison_of(
    texts: tuple[str, ...] = STORIES, said: tuple[str, ...] = SAID, notes: tuple[Note, ...] = ()
) -> Comparison:
    """A claim told by each of these texts."""
    columns = []
    for number, (text, words) in enumerate(zip(texts, said, strict=True)):
        source = source_of(text, f"{number}.txt")
        span = Span(text.index(words), text.index(words) + len(words))
        statement = Statement(source.id, span.start, span.end, (span,), span, "assertion", "body")
        stop = Stop(
            (span,),
            None,
            Evidence(statement, ()),
            lines=(("label", "this article → " + "the harbour board " * (2 * number)),),
        )
        amount = text.index("1,", span.start)
        marks = [Difference(Span(amount, amount + 5), "number", "≠")]
        columns.append(Column(source, passages_of(source, (stop,), marks)))
    return Comparison("claim", "c1", "Norvik will cut jobs.", ("3 sources",), tuple(columns), notes)


def words(line: Line) -> str:
    return "".join(run.text for run in line)


def laid(comparison: Comparison, width: int, height: int, view: View | None = None) -> Laid:
    return Layout(comparison, width, height).lay_out(view or View())


@pytest.mark.parametrize("size", [(80, 13), (120, 20), (160, 40), (200, 56)])
def test_the_evidence_of_all_accounts_stands_in_one_row(size: tuple[int, int]) -> None:
    made = laid(comparison_of(), *size)
    rows = {column.at[index, 0, 0].start for index, column in made.columns.items()}
    assert len(rows) == 1
    for index, column in made.columns.items():
        first = words(column.body[column.at[index, 0, 0].start])
        assert "Norvik" in first or "It rained." in first or "诺" in first
        assert all(line_width(line) <= made.width for line in column.body)
    assert len({column.head_size for column in made.columns.values()}) == 1


@pytest.mark.parametrize("context", CONTEXTS)
def test_more_and_less_is_shown_around_it(context: str) -> None:
    comparison = with_context(comparison_of(), context)  # type: ignore[arg-type]  # one of CONTEXTS
    source = comparison.columns[0].source
    passage = comparison.columns[0].passages[0]
    shown = source.text[passage.span.start : passage.span.end]
    assert SAID[0] in shown
    assert ("It rained." in shown) == (context != "sentence")
    assert ("The board" in shown) == (context in ("neighbours", "article"))
    assert ("Ferry line" in shown) == (context == "article")
    assert passage.marks
    stop = comparison_of().columns[0].passages[0].stops[0]
    assert place_of(comparison, 0, stop) == (0, 0, 0)


def test_passages_that_come_to_overlap_become_one_and_keep_their_evidence() -> None:
    source = source_of("One came.\n\nTwo came.\n\nThree came.", "a.txt")
    stops = [Stop((Span(at, at + 3),)) for at in (source.text.index("Two"), source.text.index("One"))]
    assert [len(p.stops) for p in passages_of(source, stops, (), "paragraph")] == [1, 1]
    (passage,) = passages_of(source, stops, (), "neighbours")
    assert passage.span == Span(0, len(source.text))
    assert [stop.spans[0].start for stop in passage.stops] == [stop.spans[0].start for stop in stops]


def test_of_a_very_long_article_it_is_said_how_much_is_not_shown() -> None:
    text = "x " * WHOLE + "\n\nNorvik will cut 1,500 jobs.\n\n" + "y " * WHOLE
    long = with_context(comparison_of((text, STORIES[1]), ("Norvik will cut 1,500 jobs.", SAID[1])), "article")
    body = laid(long, 100, 30).columns[0].body
    assert re.fullmatch(r" … 20,00\d characters before this", words(body[0]))
    assert re.fullmatch(r" … 20,00\d characters after this", words(body[-1]))


def test_differences_have_a_sign_on_the_line_where_they_begin() -> None:
    for index, column in laid(comparison_of(), 120, 20).columns.items():
        ((row, sign),) = column.signs.items()
        assert sign == "≠"
        assert "1," in words(column.body[row]), index


def test_only_columns_in_view_are_painted_and_at_most_four() -> None:
    many = comparison_of(STORIES * 100, SAID * 100)
    assert list(laid(many, 400, 50).columns) == [0, 1, 2, 3]
    assert list(laid(many, 80, 20, View(visible=(3, 299))).columns) == [3, 299]
    assert laid(many, 60, 20).columns[0].members == tuple(range(300)), "stacked where two do not fit"


def test_nothing_of_a_text_acts_and_its_length_is_kept() -> None:
    for width in (60, 80, 120):
        for column in laid(comparison_of(), width, 20).columns.values():
            shown = "".join(words(line) for line in column.body)
            assert is_inert(shown)


@pytest.mark.parametrize("current", [0, 1])
def test_what_is_said_of_an_evidence_stands_once_and_each_has_its_own(current: int) -> None:
    spans = [Span(STORIES[0].index(words), STORIES[0].index(words) + len(words)) for words in ("Ferry line", SAID[0])]
    stops = [Stop((span,), lines=(("label", f"this article → teller {n}"),)) for n, span in enumerate(spans)]
    source = source_of(STORIES[0], "a.txt")
    other = source_of(STORIES[1], "b.txt")
    there = Stop((Span(0, len(SAID[1])),), lines=(("label", "this article"),))
    columns = (
        Column(source, passages_of(source, stops, ())),
        Column(other, passages_of(other, [there], ())),
    )
    comparison = Comparison("claim", "c", "Norvik cuts jobs", (), columns)
    for height in (12, 20, 60):
        seen = laid(comparison, 120, height, View((0, current, 0), current={0: (0, current, 0), 1: (1, 0, 0)}))
        column = seen.columns[0]
        head, body = ("\n".join(words(line) for line in lines) for lines in (column.head_at(0), column.body))
        assert (head + body).count("teller 0") == (head + body).count("teller 1") == 1
        assert f"teller {current}" in head, "it stays in view while the words are scrolled"


def test_what_is_known_of_a_row_is_told_in_full_where_there_is_room() -> None:
    told = "One origin: " + "the ferry company says so and nobody else. " * 4
    comparison = replace(comparison_of(), card=(("origins", told),))
    low, tall = ("\n".join(words(line) for line in laid(comparison, 100, height).top) for height in (20, 40))
    assert low.endswith("…")
    assert " ".join(tall.split()).endswith(told.strip())


def test_articles_without_an_outlet_are_called_by_their_letters_in_notes() -> None:
    headline = "Ferry line to cut very many of its jobs in Lund and elsewhere before the summer comes"
    named = replace(source_of(STORIES[0], "a.txt"), title=Field(headline, "stated"))
    columns = (Column(named, ()), Column(source_of(STORIES[1], "news/b.txt"), ()))
    name = account_name(named)
    assert name.endswith("…”")
    assert lettered(f"{name} gives no source, news/b.txt does: “{headline}”", columns) == (
        f"A gives no source, B does: “{headline}”"
    )
    short = (Column(replace(named, title=Field("Ferry line cuts jobs", "stated")), ()), columns[1])
    assert lettered("“Ferry line cuts jobs” says “5”, news/b.txt says “Ferry line cuts jobs”", short) == (
        "A says “5”, B says “Ferry line cuts jobs”"
    ), "what is quoted is no name"
    assert lettered("“Ferry line cuts jobs” and news/b.txt say “5”, “C” gives “6”", short) == (
        "A and B say “5”, “C” gives “6”"
    )
    quoted = "“C” gives “Ferry line cuts jobs” and “Dock” has none"
    assert lettered(quoted, short) == quoted


def note(text: str, *sides: int, mark: str = "≠") -> Note:
    return Note("disagreement", text, sides, mark)


def bracket(*notes: Note, visible: tuple[int, ...] = (0, 1, 2), room: int = 5) -> list[str]:
    made = bridges(notes, Frame(visible, 20), room, 1)
    assert all(line_width(line) <= len(visible) * 23 for line in made)
    return [words(line) for line in made]


def test_a_note_reaches_from_the_first_to_the_last_column_it_is_about() -> None:
    (line,) = bracket(note("number", 0, 2))
    assert line.startswith(" ╰─ A ≠ C  number ─"), "over the words, not over the signs beside them"
    assert len(line) == 67
    assert line.endswith("╯")
    (line,) = bracket(note("n", 1, 2))
    assert line.index("╰") == 24
    assert line[22] == "│"
    assert not line[:22].strip()


def test_notes_on_other_columns_share_a_row() -> None:
    rows = bracket(note("one", 0, 1), note("two", 2, 3), note("three", 0, 3), visible=(0, 1, 2, 3))
    assert len(rows) == 2
    assert "A ≠ B  one" in rows[0]
    assert "C ≠ D  two" in rows[0]
    assert "A ≠ D  three" in rows[1]


def test_a_note_on_a_column_out_of_view_points_there() -> None:
    (line,) = bracket(note("far", 1, 7))
    assert line.endswith("→")
    (line,) = bracket(note("far", 0, 4), visible=(3, 4))
    assert line.startswith(" ←")
    assert bracket(note("elsewhere", 7, 8)) == []


def test_notes_that_have_no_room_are_counted() -> None:
    (line,) = bracket(note("a " * 80, 0, 2), note("b", 0, 1), note("elsewhere", 7, 8), room=1)
    assert "… " in line
    assert "+2 more" in line
    assert line.endswith("╯")


def test_in_a_low_pane_the_words_of_the_accounts_have_half_of_the_lines() -> None:
    notes = (note("number: 1,200 jobs against 1,500. " * 9, 0, 1), note("b " * 90, 0, 1))
    low = laid(comparison_of(STORIES[:2], SAID[:2], notes), 78, 12)
    assert len(low.top) + low.columns[0].head_size + len(low.bridges) <= 6


def test_where_there_is_room_notes_are_whole_and_those_on_rewriting_stand_below_the_words() -> None:
    differ, derived = (
        "number: 1,200 jobs against 1,500. " * 9,
        "B was probably rewritten from A: " + "it restates it; " * 20,
    )
    comparison = comparison_of(
        STORIES[1:2] * 2, SAID[1:2] * 2, (note(differ, 0, 1), Note("derivation", derived, (0, 1), "→"))
    )
    for height, is_whole in ((60, True), (9, False)):
        made = laid(comparison, 120, height)
        above = " ".join(" ".join(words(line).strip(" │╰╯─") for line in made.bridges).split())
        below = " ".join(" ".join(words(each.line) for each in made.below).split())
        assert (" ".join(differ.split()) in above) == (" ".join(derived.split()) in below) == is_whole
        assert bool(made.below) == is_whole


def test_accounts_without_a_column_follow_below_where_there_is_room() -> None:
    many = comparison_of(STORIES[1:] * 3, SAID[1:] * 3)
    made = laid(many, 80, 50, View(visible=(0, 2)))
    below = [words(each.line) for each in made.below]
    assert below[0].startswith("── 4 further accounts ─")
    assert [each.column for each in made.below if re.match(r"  [B-F] ", words(each.line))] == [1, 3, 4, 5]
    assert "Norvik will cut 1,500 jobs in Lund." in " ".join(below)
    assert all(line_width(each.line) <= 80 and is_inert(words(each.line)) for each in made.below)
    crowd = laid(comparison_of(STORIES[1:] * 9, SAID[1:] * 9), 80, 40)
    assert "accounts more" in words(crowd.below[-1].line)
    assert laid(many, 80, 20, View(visible=(0, 2))).below
    assert not laid(many, 80, 6, View(visible=(0, 2))).below


def test_as_much_is_shown_around_an_evidence_as_has_room() -> None:
    one = comparison_of(STORIES[:1], SAID[:1])
    shown = {height: filling(one, 120, height) for height in (20, 30, 60)}
    assert [each.context for each in shown.values()] == ["paragraph", "neighbours", "article"]
    for height, comparison in shown.items():
        made = laid(comparison, 120, height)
        assert len(made.columns[0].body) <= height - made.columns[0].head_size - len(made.top) - len(made.bridges) - 1
    crowd = comparison_of(STORIES[:1] * 9, SAID[:1] * 9)
    assert filling(crowd, 120, 50).context == "paragraph", "the lines go to those who have no column"
    assert filling(replace(one, kind="source"), 120, 60).context == "paragraph"


def named_in(*counts: int, more: tuple[int, int] = (0, 0)) -> Comparison:
    """An entity named in so many paragraphs of each article, each after a paragraph without it."""
    columns = []
    for number, count in enumerate(counts):
        text = "\n\n".join(f"{LONG}\n\nNorvik said so in its report number {n}." for n in range(count))
        starts = [at for at in range(len(text)) if text.startswith("Norvik", at)]
        source = source_of(text, f"{number}.txt")
        columns.append(Column(source, passages_of(source, [Stop((Span(at, at + 6),)) for at in starts], ())))
    return Comparison("entity", "e1", "Norvik", ("organization",), tuple(columns), more=more)


def test_as_much_is_shown_around_a_mention_as_has_room() -> None:
    few = named_in(2, 1)
    shown = {height: filling(few, 120, height) for height in (12, 60)}
    assert [each.context for each in shown.values()] == ["paragraph", "article"]
    made = laid(shown[60], 120, 60)
    assert max(len(column.body) for column in made.columns.values()) <= 60 - made.columns[0].head_size - 2
    assert filling(named_in(60, 1), 120, 60).context == "paragraph", "of those named often no mention is out of view"
    unread = named_in(2, 1, 1, more=(40, 90))
    assert filling(unread, 120, 60).context == "paragraph", "and it stays so when the rest has been read"


def test_sources_that_name_it_and_have_no_column_follow_below() -> None:
    below = [words(each.line) for each in laid(named_in(1, 1, 1, more=(2, 5)), 80, 40).below]
    assert below[0].startswith("── 3 further accounts ─")
    assert "Norvik said so" in " ".join(below)
    assert "and 2 accounts more" in below[-1]


def test_words_are_compared_from_the_original_to_its_rewrite() -> None:
    backwards = comparison_of(notes=(Note("derivation", "A from B", (0, 1), "←"),))
    assert pair(backwards, 0, 1) == pair(backwards, 1, 0) == (1, 0)
    assert pair(comparison_of(), 0, 2) == pair(comparison_of(), 2, 0) == (0, 2)


def test_words_against_words_are_told_by_signs() -> None:
    made = reworded(comparison_of(), (0, 0, 0), (1, 0, 0))
    assert made.text == "Norvik will cut [-1,200-] {+1,500+} jobs in Lund [-by June-]."
    assert [made.text[span.start : span.end] for span, _ in made.marks] == ["[-1,200-]", "{+1,500+}", "[-by June-]"]
    new = Span(STORIES[1].index("1,500"), STORIES[1].index(" in Lund"))
    shown = made.shown(new)
    assert shown is not None
    assert made.text[shown.start : shown.end] == "1,500+} jobs"
    body = laid(comparison_of(), 120, 20, View(rewordings={(1, 0): made})).columns[1].body
    assert "{+1,500+}" in " ".join(words(line) for line in body)


def test_a_claim_of_very_many_sources_says_how_many_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages, "MOST_SOURCES", 2)
    with Database.open(sample_database(tmp_path)) as database:
        comparison = passages.of_claim(database, CLOSING.id)
    assert comparison.facts[0] == "2 of 3 sources are shown"
    assert len(comparison.columns) == 2
    assert all(side < 2 for found in comparison.notes for side in found.sides)


def test_accounts_that_disagree_stand_beside_one_another_before_the_others(tmp_path: Path) -> None:
    made = sample_resolution()
    first, last = made.sources[0], made.sources[-1]
    (apart,) = (each for each in made.disagreements if {p.source for p in each.evidence} == {first.id, last.id})
    write(replace(made, disagreements=(apart,)), tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        shown = [column.source for column in passages.of_claim(database, CLOSING.id).columns]
    assert [source.id for source in shown[:2]] == [first.id, last.id]
    assert len(shown) == 3


def test_the_marks_of_a_claim_come_from_its_evidence_and_its_disagreements(tmp_path: Path) -> None:
    write(sample_resolution(), tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        comparison = passages.of_claim(database, CLOSING.id)
    marked = {
        (mark.sign, column.source.text[mark.span.start : mark.span.end])
        for column in comparison.columns
        for passage in column.passages
        for mark in passage.marks
    }
    assert {("≠", "about 1,200 jobs"), ("≠", "1,500 jobs"), ("+", "by June")} <= marked


@pytest.mark.parametrize(
    ("kind", "note", "marked"),
    [
        ("number", "The Bay says “1,500 jobs”, A says “1,200 jobs”", ["1,200 jobs"]),
        ("number", "The Bay says “500 jobs”, A says “200 jobs”", [SAID[0]]),  # no part of a number
        ("scope", "A says “1,200 jobs in Lund”, B says “1,200 jobs”", ["1,200 jobs in Lund"]),
        ("modality", "“Ferry line cuts…” says “will cut”, B says “might cut”", ["will cut"]),
        ("entity", "A names Lund, B names Malmö", [SAID[0]]),
        ("citation", "A rests this on a page of 2024, “by June”", []),
        ("attribution", "A credits “Norvik”, B gives no source", []),
    ],
)
def test_the_words_that_a_disagreement_is_about_are_marked(
    kind: DisagreementKind, note: str, marked: list[str]
) -> None:
    text = STORIES[0].replace("1,200 jobs", "1,200\njobs")
    source, said = source_of(text, "a.txt"), SAID[0].replace("1,200 jobs", "1,200\njobs")
    start = text.index(said)
    both = (Passage(source.id, start, start + len(said)), Passage("s-other", 0, 10))
    found = passages.disputed_words(Disagreement("d", kind, 2, ("c",), both, note), source)
    assert [" ".join(text[span.start : span.end].split()) for span in found] == marked


def test_words_that_a_note_quotes_are_marked_in_all_accounts(tmp_path: Path) -> None:
    resolution = sample_resolution()
    (only,) = [each for each in resolution.disagreements if each.kind == "number"]
    whole = tuple(
        Passage(piece.statement.source, piece.statement.start, piece.statement.end)
        for claim in resolution.claims
        if claim.id in only.claims
        for piece in claim.evidence
    )
    told = replace(only, kind="modality", evidence=whole, note="A says “will shut”, B says “may close”")
    write(replace(resolution, disagreements=(told,)), tmp_path / "d.db", VERSIONS)
    with Database.open(tmp_path / "d.db") as database:
        comparison = passages.of_claim(database, only.claims[0])
    marked = {
        column.source.text[mark.span.start : mark.span.end]
        for column in comparison.columns
        for passage in column.passages
        for mark in passage.marks
        if mark.sign == "≠"
    }
    assert {"will shut", "may close"} <= marked
