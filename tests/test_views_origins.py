"""Origins: who told a claim first, the tree from its far end with what was lost on the way, the web of a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.errors import NotFoundError
from explorer.lists import Filter
from explorer.models import Derivation, Field, Link, Source
from explorer.origins import OriginEdge, OriginGraph, OriginKind, OriginNode, OriginStep
from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.terms import full_account_name
from explorer.text.inert import is_inert
from explorer.views import matrix, matrix_printed, origins, timeline, timeline_printed
from explorer.views.first import First, first_words
from explorer.views.library import Library
from explorer.views.origins import Origins
from explorer.views.scope import Scope
from explorer.views.web import Web
from tests.factories import (
    BETRAYAL,
    CLOSING,
    NORVIK,
    REWRITE,
    VERSIONS,
    large_resolution,
    sample_database,
    sample_resolution,
)
from tests.hostile import hostile_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """The three accounts of one story."""
    with Database.open(sample_database(tmp_path)) as opened:
        yield opened


def of_claim(database: Database, claim: str) -> Origins:
    """The origins of a claim under the cursor."""
    model = origins.make(database, Scope(subject=("claim", claim)))
    assert isinstance(model, Origins)
    return model


def web(database: Database, scope: Scope) -> Web:
    """The web of a scope without a claim."""
    model = origins.make(database, scope)
    assert isinstance(model, Web)
    return model


# -- of a claim --------------------------------------------------------------------------------------------------------


def test_the_tree_leads_from_the_people_behind_a_report_down_to_its_rewrite(database: Database) -> None:
    steps = of_claim(database, CLOSING.id).shown
    assert [(step.depth, step.kind, step.how) for step in steps[:3]] == [
        (0, "people", None),
        (1, "source", "attribution"),
        (2, "source", "rewrite"),
    ]
    assert steps[0].label == "three people familiar with the plan"
    assert steps[1].named is not None
    assert steps[1].named.text == "three people familiar with the plan"


def test_who_told_it_first_is_said_in_one_sentence_and_marked_in_the_tree(database: Database) -> None:
    model = of_claim(database, CLOSING.id)
    assert model.first == (
        "First in this folder: Baltic Wire, “Norvik to shut Lund plant, Baltic Wire reports”, 2025-03-04; "
        "it has it from three people familiar with the plan."
    )
    assert [step.label.partition(",")[0] for step in model.shown if step.first] == ["Baltic Wire"]


def test_what_a_rewrite_lost_stands_on_its_edge_with_both_wordings(database: Database) -> None:
    rewrite = of_claim(database, CLOSING.id).shown[2]
    assert [(change.kind, change.original.text) for change in rewrite.changes] == [
        ("count", "three people familiar with the plan"),
        ("number", "about 1,200 jobs"),
    ]
    assert rewrite.changes[1].rewrite is not None
    assert rewrite.changes[1].rewrite.text == "1,500 jobs"


def test_a_loss_that_touches_another_passage_is_told_as_elsewhere(tmp_path: Path) -> None:
    made = sample_resolution()
    choice = next(claim for claim in made.claims if claim.id not in (CLOSING.id, BETRAYAL.id))
    with Database.open(sample_database(tmp_path)) as database:
        model = of_claim(database, choice.id)
        changes = [change for step in model.shown for change in step.changes]
        assert len(changes) == 2
        assert not any(change.is_here for change in changes)
        assert "2 changes elsewhere in the article: count, number" in "\n".join(origins.plain(model, 0))


def test_every_fact_of_the_claim_stands_in_its_lines(database: Database) -> None:
    lines = "\n".join(origins.plain(of_claim(database, CLOSING.id), 0))
    assert "1 independent origin\n" in lines
    assert "three people familiar with the plan = the origin" in lines
    assert "people close to the union = not shown to be other than the origin" in lines
    assert "2 changes on the way: count, number" in lines
    assert "cannot be shown to be another source" in lines


@pytest.mark.parametrize("width", [20, 40, 80])
def test_lines_keep_within_the_width(database: Database, width: int) -> None:
    lines = origins.plain(of_claim(database, CLOSING.id), width)
    assert max(map(len, lines)) <= width
    assert "".join("".join(lines).split()).count("threepeoplefamiliarwiththeplan=theorigin") == 1


def test_an_article_drawn_twice_shows_its_losses_where_it_derives(tmp_path: Path) -> None:
    made = sample_resolution()
    wire, rewrite = (next(s.id for s in made.sources if s.path == path) for path in ("wire.txt", "news/rewrite.txt"))
    claim = next(claim for claim in made.claims if claim.id == CLOSING.id)
    start = REWRITE.index("its chief")
    chains = {wire: (), rewrite: (Link("unnamed", "its chief", start, start + 9),)}
    pieces = tuple(
        replace(e, attribution=(e.attribution[0], *chains.get(e.statement.source, e.attribution[1:])))
        for e in claim.evidence
    )
    others = (each for each in made.claims if each.id != CLOSING.id)
    claims = tuple(sorted((*others, replace(claim, evidence=pieces)), key=lambda each: each.id))
    write(replace(made, claims=claims), tmp_path / "twice.db", VERSIONS)
    with Database.open(tmp_path / "twice.db") as database:
        model = of_claim(database, CLOSING.id)
    edges = {(step.how, len(step.changes)) for step in (*model.shown, *model.unshown) if step.id == rewrite}
    assert edges == {("attribution", 0), ("rewrite", 2)}


def test_an_article_alone_names_itself_and_its_source(database: Database) -> None:
    model = of_claim(database, BETRAYAL.id)
    assert model.first.startswith("The only one in this folder: Øresund Business")
    assert model.first.endswith("2025-03-05; it has it from Sara Holm.")


def test_a_claim_that_is_not_there_is_told(database: Database) -> None:
    with pytest.raises(NotFoundError, match="c00"):
        origins.make(database, Scope(subject=("claim", "c00")))


def test_programs_read_the_same_with_spans_that_re_read(database: Database) -> None:
    record = origins.record(of_claim(database, CLOSING.id))
    steps = record["shown"]
    assert isinstance(steps, tuple)
    named = steps[1]["named"]
    assert database.text(named["source"])[named["start"] : named["end"]] == named["text"]
    assert record["view"] == "origins"


# -- who was first -----------------------------------------------------------------------------------------------------


def told(dates: Sequence[str | None], edges: Sequence[tuple[int, int, OriginStep]] = ()) -> First:
    """What is said of articles of these dates; further nodes of `edges` are people."""
    count = max([len(dates) - 1, *(max(one, other) for one, other, _ in edges)]) + 1
    kinds: list[OriginKind] = ["source" if at < len(dates) else "people" for at in range(count)]
    nodes = tuple(
        OriginNode(kind, f"the {at}", f"s{at}" if kind == "source" else None) for at, kind in enumerate(kinds)
    )
    graph = OriginGraph(nodes, tuple(OriginEdge(*edge) for edge in edges), (), "")
    sources = {f"s{at}": _dated(at, date) for at, date in enumerate(dates)}
    return first_words(graph, sources, {name: full_account_name(source) for name, source in sources.items()})


def _dated(at: int, date: str | None) -> Source:
    published = Field(date, "stated") if date else Field()
    return Source(f"s{at}", f"{at}.txt", "", "", "utf-8", "en", Field(), Field(), (), published, ())


def test_the_earliest_date_is_the_first() -> None:
    nodes, words, mark, _ = told(["2025-03-05", "2025-03-04", "2025-03-06"])
    assert mark == "first in this folder"
    assert nodes == {1}
    assert words == "First in this folder: 1.txt, 2025-03-04; it names no source for it."


def test_a_rewrite_is_never_the_first_whatever_its_date() -> None:
    nodes, words, *_ = told(["2025-03-05", "2025-03-01"], [(1, 0, "rewrite")])
    assert nodes == {0}
    assert "0.txt" in words


def test_articles_without_a_date_may_be_earlier_and_it_is_said() -> None:
    _, words, mark, _ = told(["2025-03-05", None, None])
    assert mark == "first of those with a date"
    assert words == (
        "First of those with a date: 0.txt, 2025-03-05; it names no source for it. "
        "2 articles without a date may be earlier."
    )


def test_without_any_date_the_first_cannot_be_told() -> None:
    words = "Which of 2 articles had it first cannot be told: none bears a date."
    assert told([None, None]) == First(frozenset(), words, "", words)


def test_without_any_date_what_all_derive_from_is_the_first() -> None:
    nodes, words, *_ = told([None, None], [(1, 0, "copy")])
    assert nodes == {0}
    assert words.startswith("First in this folder, by what derives from it: 0.txt, no date;")


def test_of_one_day_both_are_first_and_who_names_a_source_stands_before() -> None:
    nodes, words, mark, brief = told(["2025-03-04", "2025-03-04T08:00:00+01:00"], [(1, 2, "attribution")])
    assert (nodes, mark) == (frozenset((0, 1)), "of the first day")
    assert words == (
        "First in this folder: 1.txt, 2025-03-04; it has it from the 2. "
        "Of the same day: 0.txt; it names no source for it."
    )
    assert brief == "First in this folder: 1.txt, 2025-03-04. Of the same day: 0.txt."


def test_hours_decide_where_all_of_a_day_give_them_in_one_zone() -> None:
    assert told(["2025-03-04T09:00:00+01:00", "2025-03-04T08:00:00+01:00"])[0] == {1}
    assert told(["2025-03-04T09:00:00+03:00", "2025-03-04T08:00:00+01:00"])[0] == {0, 1}


# -- the web -----------------------------------------------------------------------------------------------------------


def test_the_web_tells_who_rewrote_whom_and_who_stands_alone(database: Database) -> None:
    found = web(database, Scope())
    (family,) = found.families
    assert (family.name.partition(",")[0], family.size) == ("Baltic Wire", 2)
    assert [each.name for each in family.derived] == ["news/rewrite.txt"]
    assert family.derived[0].reasons[1] == "No credit is given."
    assert [one.name.partition(",")[0] for one in found.alone] == ["Øresund Business"]
    lines = "\n".join(origins.plain(found, 0))
    assert "→ probably rewritten by news/rewrite.txt, 2025-03-05 (inferred)" in lines
    assert "1 article stands alone" in lines


def test_the_web_of_an_article_tells_whom_it_names(database: Database) -> None:
    paper = next(item for item in database.items("source", database.rows("source")) if item.path == "paper.txt")
    found = web(database, Scope(subject=("source", paper.id)))
    assert [(one.name, one.claims) for one in found.credited] == [("Sara Holm", 1)]
    lines = "\n".join(origins.plain(found, 0))
    assert "“Norvik’s Lund exit: what we know” stands alone: no article of this folder copies or rewrites it" in lines
    assert lines.index("stands alone") < lines.index("2 articles of one text"), "itself first, then the others"


def test_the_web_of_a_chosen_article_is_its_own_alone(database: Database) -> None:
    items = {item.path: item.id for item in database.items("source", database.rows("source"))}
    paper = "\n".join(origins.plain(web(database, Scope(filter=Filter(source=items["paper.txt"])))))
    assert "2 articles of one text" not in paper
    wire = "\n".join(origins.plain(web(database, Scope(filter=Filter(source=items["wire.txt"])))))
    assert "Baltic Wire reports”: 2 articles of one text" in wire
    assert "paper" not in wire


@pytest.mark.parametrize(
    ("outlets", "days", "apart"),
    [
        (("", "", ""), ("2025-03-04",) * 3, (" (news/rewrite.txt)", " (paper.txt)", " (wire.txt)")),
        (("", "", ""), ("2025-03-04", "2025-03-05", "2025-03-06"), ("", "", "")),
        (("", "", ""), ("2025-03-04", "2025-03-05", "2025-03-04"), (" (news/rewrite.txt)", "", " (wire.txt)")),
        (("Reuters", "Axios", "Reuters"), ("2025-03-04",) * 3, (" (news/rewrite.txt)", "", " (wire.txt)")),
        (("Reuters", "Axios", "AFP"), ("2025-03-04",) * 3, ("", "", "")),
    ],
)
def test_articles_of_one_title_are_told_apart_by_outlet_or_day_or_else_by_file(
    outlets: tuple[str, ...], days: tuple[str, ...], apart: tuple[str, ...], tmp_path: Path
) -> None:
    made = sample_resolution()
    order = sorted(made.sources, key=lambda source: source.path)
    assert [source.path for source in order] == ["news/rewrite.txt", "paper.txt", "wire.txt"]
    changed = {
        source.id: replace(
            source,
            title=Field("Norvik shuts its plant", "supplied"),
            publisher=Field(outlet or None, "supplied" if outlet else "none"),
            published=Field(day, "supplied"),
        )
        for source, outlet, day in zip(order, outlets, days, strict=True)
    }
    write(replace(made, sources=tuple(changed[source.id] for source in made.sources)), tmp_path / "a.db", VERSIONS)
    names = [
        f"{outlet}, “Norvik shuts its plant”{more}".removeprefix(", ")
        for outlet, more in zip(outlets, apart, strict=True)
    ]
    with Database.open(tmp_path / "a.db") as database:
        whole = "\n".join(origins.plain(web(database, Scope()))).replace("[", "“").replace("]", "”")
        tree = "\n".join(origins.plain(of_claim(database, CLOSING.id)))
        library = Library(database)
        full = [library.full_name(source.id) for source in order]
        columns = "\n".join(matrix_printed.plain(matrix.filled(database, matrix.make(database, singles=True), 99)))
        axis = "\n".join(timeline_printed.plain(timeline.make(database)))
    for name, day in zip(names, days, strict=True):
        assert f"{name}, {day}" in whole
    assert len(set(full)) == 3, "without a day beside it the name tells it"
    dated = [f"{name.removesuffix(more)} ({day}){more}" for name, day, more in zip(names, days, apart, strict=True)]
    for source, outlet, day, more in zip(order, outlets, days, apart, strict=True):
        assert f"{outlet or f'[Norvik shuts its plant]{more}'}, " in columns, (columns, source, day)
        assert f"{outlet}: [Norvik shuts its plant]{more}".removeprefix(": ") in axis, axis
    assert [each in tree for each in dated] == [True] * 3, tree


def test_the_web_honours_what_is_chosen_and_what_was_found(database: Database) -> None:
    named = web(database, Scope(filter=Filter(entity=NORVIK.id)))
    assert "Norvik Motors" in named.title
    betrayal = database.row_of(BETRAYAL.id)
    found = web(database, Scope(claims=[betrayal]))
    assert (found.total_families, found.total_alone) == (0, 1)


def test_articles_of_one_text_without_a_direction_are_told_so(tmp_path: Path) -> None:
    from explorer.models import UNTOLD

    made = sample_resolution()
    (old,) = made.derivations
    untold = Derivation(old.source, old.origin, "copy", (f"{UNTOLD}: neither bears a date", "They share a run."))
    path = tmp_path / "untold.db"
    write(replace(made, derivations=(untold,)), path, VERSIONS)
    with Database.open(path) as database:
        lines = "\n".join(origins.plain(web(database, Scope()), 0))
    assert "probably one is copied from the other, and which of the two came first cannot be told" in lines
    assert "fuller text" in lines
    assert "original" not in lines


def test_long_lists_of_a_web_are_cut_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "large.db"
    write(large_resolution(25_000), path, VERSIONS)
    with Database.open(path) as database:
        found = web(database, Scope())
        lines = origins.plain(found, 0)
    assert (len(found.alone), found.total_alone) == (200, 250)
    assert "250 articles stand alone: neither copied nor rewritten" in lines
    assert lines[-1].strip() == "and 50 articles more"


def test_hostile_words_are_harmless_in_every_line(tmp_path: Path) -> None:
    with Database.open(hostile_database(tmp_path)) as database:
        for scope in (Scope(), Scope(subject=("claim", CLOSING.id))):
            for width in (0, 40):
                assert all(map(is_inert, origins.plain(origins.make(database, scope), width)))
