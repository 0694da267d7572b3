"""Who has a claim from whom, how many independent origins that makes, and how it reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from explorer.models import (
    UNTOLD,
    Cue,
    Derivation,
    Evidence,
    EvidenceKind,
    Flag,
    Marker,
    Passage,
    Reading,
    Reference,
    Role,
)
from explorer.origins import OriginGraph, branches, origin_graph
from explorer.origins.model import DEEPEST
from explorer.origins.parties import Party
from explorer.origins.sameness import sameness
from explorer.resolve.chains import Namer, attribution, name_speakers
from explorer.resolve.entities import resolve_entities
from tests.stories import article

CLOSING = "{Norvik will close its Halden shipyard in December}"


def paper(number: int, *lines: str, publisher: str = "", role: Role = "body") -> Reading:
    """An article whose lines are all evidence of one claim; its publisher stands in brackets at its beginning."""
    masthead = f"({publisher}) " if publisher else ""
    roles = dict.fromkeys(range(len(lines)), role)
    told = [f"{masthead}{lines[0]}", *lines[1:]]
    return article(f"{number}.txt", told, title=f"Paper {number}", publisher=publisher, roles=roles)


def graph_of(*readings: Reading, derived: Sequence[tuple[int, int]] = (), reasons: tuple[str, ...] = ()) -> OriginGraph:
    """The graph of one claim for which every statement of these articles is evidence."""
    index = resolve_entities(readings)
    named = [name_speakers(reading, index.by_mention) for reading in readings]
    namer = Namer(index.entities, index.by_mention)
    evidence = [
        Evidence(statement, attribution(reading, statement, namer))
        for reading in named
        for statement in reading.statements
    ]
    ids = [reading.source.id for reading in readings]
    return origin_graph(
        evidence,
        {reading.source.id: reading.source for reading in readings},
        [Derivation(ids[a], ids[b], "rewrite", reasons) for a, b in derived],
        {entity.id: entity for entity in index.entities},
    )


def said(number: int, speaker: str, publisher: str = "") -> Reading:
    return paper(number, f"{CLOSING}, [{speaker}] said.", publisher=publisher)


def plain(number: int, publisher: str = "") -> Reading:
    return paper(number, f"{CLOSING}.", publisher=publisher)


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
    ]  # fmt: skip
    note = graph_of(*quoted).note
    assert note.startswith("One origin: ")
    assert "The same words are also attributed to" in note


# -- chains, credits and rewrites


def test_what_a_paper_was_told_by_unnamed_people_is_one_origin_for_all_who_credit_it() -> None:
    graph = graph_of(
        paper(1, f"{CLOSING}, [The Harbour Post] reported, citing [four people].", publisher="Reuters"),
        paper(2, f"{CLOSING}, according to [The Harbour Post]."),
        said(3, "The Harbour Post"),
    )
    assert len(graph.ends) == 1
    assert "The Harbour Post, citing four people" in graph.note


def test_a_named_speaker_behind_a_paper_is_the_origin_of_all_who_credit_the_paper() -> None:
    graph = graph_of(
        paper(1, f"{CLOSING}, [The Harbour Post] reported, citing [Kari Moe]."),
        paper(2, f"{CLOSING}, according to [The Harbour Post]."),
    )
    assert [graph.nodes[end[0]].label for end in graph.ends] == ["Kari Moe"]
    police = paper(1, f"{CLOSING}, [police] said, citing [an inquiry on the scene].")
    assert len(graph_of(police, said(2, "police")).ends) == 1


def test_a_credit_leads_to_the_article_of_the_credited_outlet() -> None:
    graph = graph_of(said(1, "Kari Moe", "Reuters"), paper(2, f"{CLOSING}, [Reuters] reported."))
    assert len(graph.ends) == 1
    assert "“Paper 2” credits Reuters" in graph.note
    assert [branch.words.partition(" =")[0] for branch in branches(graph)] == [
        "“Paper 2”", "credits Reuters, “Paper 1”", "Kari Moe",
    ]  # fmt: skip


def test_two_articles_that_credit_each_other_show_no_origin() -> None:
    graph = graph_of(
        paper(1, f"{CLOSING}, [The Harbour Post] reported.", publisher="Reuters"),
        paper(2, f"{CLOSING}, [Reuters] reported.", publisher="The Harbour Post"),
    )
    assert graph.ends == ()
    assert graph.note.startswith("Its origin cannot be shown: ")
    assert graph.note.endswith("credits Reuters.") or graph.note.endswith("credits The Harbour Post.")


def test_a_rewrite_adds_nothing_even_where_it_names_somebody_else() -> None:
    graph = graph_of(said(1, "Kari Moe", "Reuters"), said(2, "Per Aune"), derived=[(1, 0)])
    assert graph.note == "One origin: Kari Moe. Reuters reports it and “Paper 2” rewrites Reuters."


def test_a_rewrite_of_a_rewrite_leads_to_the_article_that_tells_the_same() -> None:
    wire, first, second = said(1, "Kari Moe", "Reuters"), plain(2), plain(3)
    whole = graph_of(wire, first, second, derived=[(1, 0), (2, 1)])
    assert [branch.depth for branch in branches(whole)] == [0, 1, 2, 3]
    without = graph_of(wire, second, first, derived=[(1, 2), (2, 0)])
    assert len(without.ends) == 1


def test_an_outlet_that_a_speaker_told_stands_between() -> None:
    line = f"{CLOSING}, [Kari Moe] told The Harbour Post."
    reading = paper(1, line)
    at = reading.source.text.index("told")
    told = replace(
        reading, statements=tuple(replace(s, cue=Cue(at, at + 4, "tell", "say")) for s in reading.statements)
    )
    graph = graph_of(told)
    assert [branch.words for branch in branches(graph)] == ["“Paper 1”", "The Harbour Post", "Kari Moe = the origin"]
    passage = graph.edges[0].passage
    assert passage is not None
    assert reading.source.text[passage.start : passage.end] == "The Harbour Post"
    assert graph_of(told, said(2, "The Harbour Post")).note.startswith("One origin: Kari Moe")


def test_a_cited_page_is_an_origin_where_nobody_speaks() -> None:
    url = "https://www.reuters.com/2025/03/yard"
    at = len("Paper 1\n\n") + len("Norvik will close its Halden shipyard in December ")
    text = f"{CLOSING} [1]."
    reference = Reference("1", url, at, at + 3, "www.reuters.com", "Reuters", at, at + 3, "2025-03-04")
    reading = article("1.txt", [text.replace("[1]", "(1)")], title="Paper 1", references=[reference])
    source = replace(reading.source, markers=(Marker("1", at, at + 3),))
    graph = graph_of(replace(reading, source=source))
    assert [graph.nodes[end[0]].kind for end in graph.ends] == ["reference"]
    assert graph.note == "One origin: Reuters (2025-03-04)."


# -- articles that give no source


def test_an_article_in_its_own_voice_is_an_origin_only_where_its_publisher_is_known() -> None:
    assert graph_of(plain(1, "Reuters")).note == "One origin: Reuters, in its own voice."
    assert graph_of(plain(1)).note == "Its origin cannot be shown: the article gives no source for it."
    assert graph_of(plain(1, "Reuters"), plain(2, "The Harbour Post")).note.startswith("2 origins: ")
    assert len(graph_of(plain(1, "Reuters"), plain(2, "Reuters")).ends) == 1


def test_an_own_voice_is_no_origin_beside_an_article_that_names_its_source() -> None:
    graph = graph_of(said(1, "Kari Moe"), plain(2, "Reuters"))
    assert graph.note == (
        "One origin: Kari Moe. Reuters gives no source for it, so it cannot be shown to be another origin."
    )


def test_an_article_that_names_the_outlet_without_having_anything_from_it_says_nothing_of_it() -> None:
    silent = paper(2, f"{CLOSING}.", "Kari Moe once spoke to The Harbour Post of her holidays.")
    silent = replace(silent, statements=silent.statements[:1])
    note = graph_of(said(1, "The Harbour Post"), silent).note
    assert note == "One origin: The Harbour Post. “Paper 2” gives no source for it."


def test_an_article_that_has_other_things_from_the_outlet_is_told() -> None:
    silent = paper(2, f"{CLOSING}.", "The Harbour Post reported a fire at the yard.")
    silent = replace(silent, statements=silent.statements[:1])
    note = graph_of(said(1, "The Harbour Post"), silent).note
    assert (
        note == "One origin: The Harbour Post. “Paper 2” gives no source for it but elsewhere names The Harbour Post."
    )


def test_an_article_that_another_one_credits_is_an_origin_in_its_own_voice() -> None:
    credit = paper(2, f"{CLOSING}, [Reuters] reported.")
    assert graph_of(plain(1, "Reuters"), credit).note == (
        "One origin: Reuters, in its own voice. “Paper 2” credits Reuters."
    )
    assert len(graph_of(plain(1, "Reuters"), credit, plain(3, "The Harbour Post")).ends) == 1


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (f"{CLOSING}, [some] say.", "gives no source for it but “some”"),
        (f"{CLOSING}, [media reports] said.", "gives no source for it but “media reports”"),
        (f"{CLOSING}, [he] said.", "names its source only as “he”"),
    ],
)
def test_hearsay_and_a_pronoun_without_a_name_are_no_origin(line: str, why: str) -> None:
    graph = graph_of(paper(1, line, publisher="Reuters"))
    assert graph.ends == ()
    assert graph.note == f"Its origin cannot be shown: the article {why}."


def test_a_headline_alone_and_a_machine_are_no_origins() -> None:
    assert (
        "only in its headline or summary" in graph_of(paper(1, f"{CLOSING}.", publisher="Reuters", role="title")).note
    )
    reading = plain(1, "Reuters")
    flagged = replace(reading, source=replace(reading.source, flags=(Flag("machine_written", 0, 1, "says so"),)))
    assert graph_of(flagged).note.startswith("Its origin cannot be shown: the article is written by a machine")


# -- the graph itself


def test_every_step_that_a_text_shows_has_its_words() -> None:
    readings = [
        paper(1, f"{CLOSING}, [The Harbour Post] reported, citing [four people].", publisher="Reuters"),
        said(2, "Norvik spokesman Per Aune"),
    ]
    texts = {reading.source.id: reading.source.text for reading in readings}
    graph = graph_of(*readings)
    shown = [texts[e.passage.source][e.passage.start : e.passage.end] for e in graph.edges if e.passage]
    assert sorted(shown) == ["Norvik spokesman Per Aune", "The Harbour Post", "four people"]


def test_any_order_of_articles_gives_the_same_graph() -> None:
    readings = [said(1, "Kari Moe", "Reuters"), said(2, "officials"), plain(3), said(4, "the police")]
    expected = graph_of(*readings)
    for order in permutations(readings):
        assert graph_of(*order) == expected


def test_articles_of_one_name_are_told_apart() -> None:
    first, second = said(1, "Kari Moe"), said(2, "Kari Moe")
    twin = replace(second, source=replace(second.source, title=first.source.title))
    note = graph_of(first, twin).note
    assert "“Paper 1” (1.txt)" in note
    assert "“Paper 1” (2.txt)" in note


def test_a_note_names_five_of_many_origins() -> None:
    callings = "dock workers,analysts,residents,fishermen,teachers,doctors,farmers".split(",")
    note = graph_of(*(said(number, f"two {calling}") for number, calling in enumerate(callings))).note
    assert note.startswith("7 origins: ")
    assert note.endswith("; and 2 more.")


def test_a_very_long_chain_is_cut_and_says_so() -> None:
    line = f"{CLOSING}, " + ", ".join(f"[worker {chr(97 + n)}{chr(97 + n)}] said" for n in range(DEEPEST + 3))
    drawn = branches(graph_of(paper(1, line + ".")))
    assert drawn[-1].depth == DEEPEST
    assert drawn[-1].words.endswith("(and farther)")


def test_a_passage_is_of_the_article_that_tells() -> None:
    reading = said(1, "Kari Moe")
    start = reading.source.text.index("Kari Moe")
    assert graph_of(reading).edges[0].passage == Passage(reading.source.id, start, start + len("Kari Moe"))


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
