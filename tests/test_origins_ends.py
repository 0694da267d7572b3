"""How many independent origins a claim has: which ends are one, and who is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.models import (
    UNTOLD,
    Cue,
    EvidenceKind,
    Reading,
)
from explorer.origins import branches
from explorer.origins.parties import Party
from explorer.origins.sameness import sameness
from tests.origin_graphs import CLOSING, graph_of, paper, plain, said
from tests.stories import article

# -- which ends are one


@pytest.mark.parametrize(
    ("one", "other", "origins"),
    [
        # One speaker, two reports.
        ("Kari Moe", "Kari Moe", 1),
        ("Kari Moe", "Per Aune", 2),
        # A body and those who speak for it, with or without a name.
        ("Norvik", "a Norvik spokesman", 1),
        ("Norvik", "a spokesman for Norvik", 1),
        ("Norvik", "a Norvik statement", 1),
        ("Norvik", "Norvik spokesman Per Aune", 1),
        ("Norvik", "Baltic Lines", 2),
        ("a spokeswoman for Norvik", "a spokeswoman for Baltic Lines", 2),
        ("police", "a police spokesman", 1),
        ("police", "police sources", 1),
        ("Bergen police", "police", 1),
        ("Bergen police", "Oslo police", 2),
        ("police", "the harbour hospital", 2),
        ("the HPD", "police", 1),
        ("Norvik", "Norvik's Per Aune", 1),
        # Unnamed people may be anybody whom nothing in their description excludes.
        ("two officials", "two officials", 1),
        ("two officials", "three people familiar with the plan", 1),
        ("officials", "Kari Moe", 1),
        ("the company", "Norvik", 1),
        ("the report", "Kari Moe", 1),
        ("court records", "the indictment", 1),
        ("three dock workers", "two analysts", 2),
        ("a witness", "police", 2),
        ("two Norvik employees", "two Baltic Lines employees", 2),
        # An outlet that names no source may have it from whoever another article names.
        ("The Harbour Post", "Kari Moe", 1),
        ("The Harbour Post", "Reuters", 2),
        ("state television", "a local radio station", 1),
        ("harbournews.com", "a local radio station", 1),
    ],
)
def test_how_many_origins_two_sources_of_two_articles_are(one: str, other: str, origins: int) -> None:
    graph = graph_of(said(1, one), said(2, other))
    assert len(graph.ends) == origins
    assert len(graph_of(said(1, other), said(2, one)).ends) == origins


@pytest.mark.parametrize(("one", "other"), [("two officials", "officials"), ("officials", "Kari Moe")])
def test_what_cannot_be_told_apart_is_said(one: str, other: str) -> None:
    graph = graph_of(said(1, one), said(2, other))
    assert "cannot be shown to be another source" in graph.note
    assert len(graph.ends[0]) == 2


def test_a_named_speaker_is_preferred_to_a_description_and_both_reports_are_told() -> None:
    assert graph_of(said(1, "the harbour master"), said(2, "harbour master Kari Moe")).note.startswith(
        "One origin: Kari Moe."
    )
    both = graph_of(said(1, "Kari Moe"), said(2, "Kari Moe", "Reuters"))
    assert both.note == "One origin: Kari Moe, whom “Paper 1” and Reuters both credit."


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("Two officials", "two officials"),
        ("Prosecutors", "prosecutors"),
        ("Iran's navy", "Iran's navy"),
        ("IT staff", "IT staff"),
    ],
)
def test_a_description_loses_the_capital_of_its_sentence_and_a_name_keeps_it(printed: str, told: str) -> None:
    assert graph_of(said(1, printed)).note == f"One origin: {told}."


def test_a_body_and_its_spokesman_are_told_as_one() -> None:
    graph = graph_of(said(1, "Norvik"), said(2, "Norvik spokesman Per Aune"))
    assert graph.note.startswith("One origin: Norvik, for which Per Aune speaks")


def test_a_name_spelt_in_two_ways_may_be_one_person() -> None:
    assert sameness(person("Jon Owen"), person("John Owen")) == "perhaps"
    assert sameness(person("Kari Moberg"), person("Kari Mobergh")) == "perhaps"
    assert sameness(person("Kari Del Rosso"), person("Kari DelRosso")) == "same"
    assert sameness(person("Kari Moe"), person("Per Moe")) == "other"
    assert sameness(person("Owen"), person("Per Owen")) == "same"


def person(name: str) -> Party:
    return Party(f"entity {name}", "person", name, frozenset(name.lower().split()), f"e{len(name)}{name[:2]}")


def test_a_former_spokesman_speaks_for_himself() -> None:
    assert len(graph_of(said(1, "Norvik"), said(2, "former Norvik spokesman Per Aune")).ends) == 2


def test_two_people_in_one_article_are_two_origins() -> None:
    graph = graph_of(paper(1, f"{CLOSING}, [Kari Moe] said.", f"{CLOSING}, [Per Aune] said."))
    assert graph.note == "2 origins: Kari Moe; Per Aune."


def test_the_same_words_in_two_mouths_are_one_origin() -> None:
    readings = [said(1, "Kari Moe"), said(2, "Per Aune")]
    quoted = [
        replace(reading, statements=tuple(replace(s, kind="direct_quote") for s in reading.statements))
        for reading in readings
    ]
    note = graph_of(*quoted).note
    assert note.startswith("One origin: ")
    assert "The same words are also attributed to" in note


# -- who is no end


@pytest.mark.parametrize(("cue", "lemma"), [("accused", "accuse"), ("shown", "show")])
def test_one_to_whom_it_is_done_is_no_origin(cue: str, lemma: str) -> None:
    reading = paper(1, f"[Per Aune] {cue} of a fraud, {CLOSING}.")
    at = reading.source.text.index(cue)
    told = replace(reading.statements[0], cue=Cue(at, at + len(cue), lemma, "say"))
    note = graph_of(replace(reading, statements=(told,)), plain(2)).note
    assert note == "Its origin cannot be shown: “Paper 1” and “Paper 2” give no source for it."


@pytest.mark.parametrize("nobody", ["a host", "telling", "all of which", "63 percent", "-turned chairman"])
def test_what_names_nobody_is_no_origin(nobody: str) -> None:
    assert graph_of(said(1, nobody), plain(2)).ends == ()


@pytest.mark.parametrize("somebody", ["a host of officials", "the king", "police", "half of the crew"])
def test_whoever_is_described_is_an_origin(somebody: str) -> None:
    assert len(graph_of(said(1, somebody), plain(2)).ends) == 1


def test_a_headline_that_the_running_text_repeats_does_not_stand_alone() -> None:
    reading = article(
        "1.txt", [CLOSING, "Norvik is to close its shipyard in Halden this December."], roles={0: "title"}
    )
    alone = article("2.txt", [CLOSING, "Baltic Lines ordered two ferries."], roles={0: "title"})
    told, silent = graph_of(titled(reading)).note, graph_of(titled(alone)).note
    assert "only in its headline" in silent
    assert "only in its headline" not in told


def titled(reading: Reading) -> Reading:
    """The reading with its first statement alone."""
    head, *rest = reading.source.regions
    source = replace(reading.source, regions=(replace(head, kind="title"), *rest))
    return replace(reading, source=source, statements=reading.statements[:1])


LONG = "{Norvik will close the old Halden shipyard with its two docks at the end of this coming December}"


def test_the_same_words_in_two_articles_are_told_and_are_one_own_voice_at_most() -> None:
    graph = graph_of(paper(1, f"{LONG}.", publisher="Reuters"), paper(2, f"{LONG}.", publisher="The Harbour Post"))
    assert len(graph.ends) == 1
    assert "print it in the same words, so they share a text" in graph.note


def test_a_later_version_that_names_a_source_tells_it_where_the_first_names_none() -> None:
    assert graph_of(plain(1), said(2, "Kari Moe"), derived=[(1, 0)]).note == (
        "One origin: Kari Moe. “Paper 2” rewrites “Paper 1”. “Paper 1” gives no source for it."
    )


def test_a_text_that_two_papers_print_is_nobodys_own_where_the_order_cannot_be_told() -> None:
    readings = plain(1, publisher="Reuters"), plain(2, publisher="The Harbour Post")
    told, untold = graph_of(*readings, derived=[(1, 0)]), graph_of(*readings, derived=[(1, 0)], reasons=(f"{UNTOLD}.",))
    assert len(told.ends) == 1
    assert not untold.ends
    assert [edge.how for edge in told.edges if edge.how in ("rewrite", "shared")] == ["rewrite"]
    assert "shares its text with" in "\n".join(branch.words for branch in branches(untold))
    assert untold.note.startswith("Its origin cannot be shown")


@pytest.mark.parametrize(("kind", "lemma", "origins"), [("intent", "plan", 0), ("intent", "hope", 1)])
def test_whoever_does_or_plans_something_has_told_nobody(kind: EvidenceKind, lemma: str, origins: int) -> None:
    (planned,) = (reading := said(1, "Per Aune")).statements
    cue = Cue(planned.end, planned.end + 1, lemma, "intent")
    reading = replace(reading, statements=(replace(planned, kind=kind, cue=cue),))
    assert len(graph_of(reading, plain(2)).ends) == origins


def test_a_version_of_a_version_that_names_a_source_tells_it_too() -> None:
    graph = graph_of(plain(1), plain(2), said(3, "Kari Moe"), derived=[(2, 1), (1, 0)])
    assert graph.note.startswith("One origin: Kari Moe.")
