"""Who has a claim from whom, step by step, and how it reads."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from explorer.models import (
    Cue,
    Flag,
    Marker,
    Passage,
    Reference,
)
from explorer.origins import branches
from explorer.origins.model import DEEPEST
from tests.origin_graphs import CLOSING, graph_of, paper, plain, said
from tests.stories import article

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
        "“Paper 2”",
        "credits Reuters, “Paper 1”",
        "Kari Moe",
    ]


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
