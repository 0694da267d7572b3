"""What a sentence states beside its clauses: relative ones, reduced ones and appositions that say a fact of a noun."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.extract.syntax import DASHES, child, reach
from explorer.extract.tags import SUBJECTS
from explorer.extract.tree import Doc, Token

LEAST_WORDS = 4
"""A shorter part is a phrase, not a statement."""
LEAST_NAMED = 6
"""Words of an apposition that states something by a name alone, without a figure or a superlative."""
_JOINING = {
    word: frozenset(prepositions.split())
    for word, prepositions in {
        "compared": "to with", "combined": "with", "coupled": "with", "paired": "with", "contrasted": "with",
        "based": "on upon", "related": "to", "associated": "with", "given": "", "depending": "on upon",
    }.items()
}  # fmt: skip
"""Participles that only relate a noun to another one: "the gap compared to last year" tells of no deed."""
_LONGEST_ASIDE = 25
"""Words between two dashes."""


def facts_of(doc: Doc, words: set[int]) -> Iterator[tuple[Token, set[int]]]:
    """Relative clauses, reduced ones and appositions that state a fact, with the noun they describe."""
    for i in sorted(words):
        token = doc[i]
        noun = token.head
        if noun.i not in words or noun.pos_ not in {"NOUN", "PROPN"} or token.i < noun.i:
            continue
        part = (_to_dash(token) or reach(token)) & words
        if len(content_words(doc, part)) < LEAST_WORDS or not _is_specific(doc, part, token):
            continue
        if _describes(token):
            yield token, part | _described(noun, token, words)


def _describes(token: Token) -> bool:
    """A relative clause with its pronoun, a reduced one ("built by ..."), an apposition behind a comma or a dash."""
    if token.dep_ == "relcl":
        return child(token, *SUBJECTS) is not None and _has_relative_pronoun(token)
    if token.dep_ == "acl":
        bare_participle = token.tag_ == "VBN" and child(token, "mark", "aux", *SUBJECTS) is None
        return bare_participle and child(token, "agent", "prep") is not None and not _only_relates(token)
    if child(token, "conj") is not None and child(token, "det", "poss") is None:
        return False  # "for fair trade, higher taxes and cheaper homes" is a list
    if any(w.dep_ == "conj" and w.i < token.i for w in token.head.children):
        return False  # it may describe the last of several
    if token.head.dep_ == "conj" and token.tag_ == "NNS" and token.head.tag_ in {"NN", "NNP"}:
        return False  # it describes all of them
    if any(w.dep_ == "appos" and token.head.i < w.i < token.i and after_comma(w) for w in token.head.children):
        return False  # it may describe a noun of the clause in between
    known = token.head.pos_ == "PROPN" or child(token.head, "det", "poss", "compound") is not None
    if any(word.dep_ == "nummod" for word in token.head.children):  # an amount and its share belong to their verb
        return False
    return token.dep_ == "appos" and known and after_comma(token) and token.pos_ == "NOUN" and not _is_role(token)


def _only_relates(participle: Token) -> bool:
    prepositions = _JOINING.get(participle.lower_)
    if prepositions is None:
        return False
    return any(word.lower_ in prepositions for word in participle.children if word.dep_ in {"prep", "agent"})


def _to_dash(token: Token) -> set[int]:
    """All words of an apposition between two dashes, which the parse often breaks off."""
    doc, first = token.doc, token.left_edge.i
    if token.dep_ != "appos" or first == 0 or doc[first - 1].text not in DASHES:
        return set()
    last = next((i for i in range(first, min(first + _LONGEST_ASIDE, token.sent.end)) if doc[i].text in DASHES), first)
    return set(range(first, last))


def _has_relative_pronoun(verb: Token) -> bool:
    subject = child(verb, "nsubj", "nsubjpass")
    return subject is not None and subject.lower_ in {"which", "who", "that"}


def _is_role(noun: Token) -> bool:
    """`Pareek Jain, CEO of ...` names an office and states nothing that one would look up as a claim."""
    return noun.head.ent_type_ == "PERSON" and len(list(noun.subtree)) < 8


def _described(noun: Token, behind: Token, words: set[int]) -> set[int]:
    """The noun with what stands before it, and with what lies between it and the clause that describes it."""
    left = noun.left_edge.i
    return {i for i in range(left, behind.left_edge.i) if i in words}


def _is_specific(doc: Doc, part: set[int], token: Token) -> bool:
    """Whether a part holds a name or a figure, so that it can be checked at all.

    Of an apposition more is asked: "the Norwegian battery group" only says who somebody is.
    """
    if token.dep_ == "appos" and len(content_words(doc, part)) < LEAST_NAMED:
        return any(doc[i].pos_ == "NUM" or doc[i].tag_ in {"JJS", "RBS"} for i in part)
    return any(doc[i].pos_ in {"PROPN", "NUM"} or doc[i].tag_ in {"JJS", "RBS"} or doc[i].ent_type_ for i in part)


def content_words(doc: Doc, part: set[int] | frozenset[int]) -> list[int]:
    """The words of a part that are no marks."""
    return [i for i in part if not doc[i].is_punct and not doc[i].is_space]


def after_comma(verb: Token) -> bool:
    """Whether a comma or a dash stands before a phrase."""
    first = verb.left_edge.i
    return first > 0 and verb.doc[first - 1].text in {",", *DASHES}
