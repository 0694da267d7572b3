"""How a chain, a hedge and a resolved pronoun read to a person."""

from __future__ import annotations

from dataclasses import replace

from explorer.models import Cue, Evidence, Field, Link, Region, Source, Span, Statement
from explorer.terms import chain_words, hedge_words, reason_words

TEXT = "He may close two mines, said three people familiar with his plans."
SOURCE = Source(
    "s1", "mines.txt", "0" * 64, TEXT, "utf-8", "en", Field(), Field(), (), Field(), (Region("body", 0, len(TEXT)),)
)
NAMES = {"e1": "Mara Quist"}


def evidence(*links: Link, impersonal: bool = False) -> Evidence:
    """The sentence above as evidence, with the article and `links` as its chain."""
    content = Span(0, TEXT.index(","))
    said = Statement("s1", *_pair(content), (content,), Span(0, len(TEXT)), "indirect_quote", "body",
                     impersonal=impersonal, hedges=(Span(3, 6),))  # fmt: skip
    return Evidence(said, (Link("source", "mines.txt", id="s1"), *links))


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def words(*links: Link, impersonal: bool = False) -> str:
    return chain_words(SOURCE, evidence(*links, impersonal=impersonal), NAMES.__getitem__)


def test_a_chain_reads_from_the_article_outward() -> None:
    assert words() == "this article"
    assert words(Link("unnamed", "three people familiar with his plans", 29, 65, 3)) == (
        "this article → 3 unnamed: “three people familiar with his plans”"
    )
    assert words(Link("unnamed", "officials")) == "this article → unnamed: “officials”"


def test_a_pronoun_follows_the_name_it_stands_for_and_a_surname_does_not() -> None:
    assert words(Link("entity", "He", 0, 2, id="e1")) == "this article → Mara Quist (“He”)"
    assert words(Link("entity", "Quist", id="e1")) == "this article → Mara Quist"
    assert words(Link("entity", "He", 0, 2)) == "this article → He"


def test_a_statement_that_names_nobody_says_so() -> None:
    assert words(impersonal=True) == "this article → nobody named"


def test_an_adverb_of_hearsay_is_shown_as_a_word_and_not_as_a_source() -> None:
    told = evidence(Link("unnamed", "reportedly", 3, 13), impersonal=True)
    hearsay = replace(told, statement=replace(told.statement, cue=Cue(3, 13, "reportedly", "say")))
    assert chain_words(SOURCE, hearsay, NAMES.__getitem__) == "this article → nobody named (“reportedly”)"


def test_hedges_and_the_reason_of_a_resolution_are_told() -> None:
    link = Link("entity", "He", 0, 2, id="e1", reason="“He”: Mara Quist, the only person named before")
    assert hedge_words(SOURCE, evidence()) == "hedged: “may”"
    assert reason_words(evidence(link, link)) == ["“He”: Mara Quist, the only person named before"]
