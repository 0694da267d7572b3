"""Facts that news hides in a noun: "Velden's shift to domestic steel", "its reliance on Norwegian ore".

The clause around such a noun says something about the fact ("contrasts with", "is a key pillar"), and takes the fact
itself for granted; another account may state it outright.
"""

from __future__ import annotations

from collections.abc import Iterator

from explorer.extract.syntax import child, reach
from explorer.extract.tree import Doc, Token

LEAST_WORDS = 4
"""Fewer words name a thing and tell nothing of it."""
_LONGEST = 14
"""Words of a noun phrase that still states one fact."""
_COMPLEMENTS: dict[str, frozenset[str]] = {
    noun: frozenset(prepositions.split())
    for noun, prepositions in {
        "shift": "to toward towards from", "switch": "to from", "transition": "to from", "pivot": "to toward towards",
        "move": "to toward towards into", "return": "to", "reliance": "on upon", "dependence": "on upon",
        "dependency": "on upon", "expansion": "into to in", "entry": "into", "exit": "from", "withdrawal": "from",
        "departure": "from", "investment": "in into", "stake": "in", "ban": "on", "monopoly": "on over",
    }.items()
}  # fmt: skip
_WITH_FIGURE = frozenset({"investment", "stake"})
"""Nouns that state something only together with a figure."""
_INFINITIVES = frozenset({"decision", "plan", "pledge", "refusal", "failure", "promise"})
"""Nouns whose content is an infinitive: "its decision to close the mine"."""


def find_nominals(doc: Doc, words: set[int]) -> Iterator[tuple[Token, frozenset[int]]]:
    """Nouns with a possessor or "the" and with what they are about; the head and the words of each."""
    for i in sorted(words):
        noun = doc[i]
        if noun.pos_ != "NOUN" or noun.tag_ != "NN" or not _is_given(noun):
            continue
        about = _complement(noun)
        if about is None:
            continue
        left = noun.left_edge.i
        if left > 0 and doc[left - 1].dep_ == "cc" and doc[left - 2].pos_ == "PROPN":
            continue  # "Ostara and Velden's shift": both own it
        phrase = frozenset(range(left, noun.i + 1)) | (frozenset(reach(about)) - _asides(about))
        told = [j for j in phrase if doc[j].is_alpha or doc[j].like_num]
        whole = phrase == frozenset(range(left, max(phrase) + 1)) and phrase <= words
        if whole and LEAST_WORDS <= len(told) <= _LONGEST:
            yield noun, phrase


def _is_given(noun: Token) -> bool:
    """Whether the noun has an owner, or "the" while its clause is about it ("... is the shift to ...")."""
    if child(noun, "poss") is not None:
        return True
    article = child(noun, "det")
    return article is not None and article.lower_ == "the" and noun.dep_ in {"attr", "nsubj", "nsubjpass"}


def _complement(noun: Token) -> Token | None:
    """What the noun is about: a preposition of its own right behind it, or an infinitive."""
    lemma = noun.lemma_.lower()
    figure = any(word.like_num for word in noun.subtree)
    for word in noun.children:
        fits = word.dep_ == "prep" and word.lower_ in _COMPLEMENTS.get(lemma, ()) and child(word, "pobj") is not None
        infinitive = lemma in _INFINITIVES and word.dep_ == "acl" and word.tag_ == "VB"
        if word.left_edge.i == noun.i + 1 and (fits or infinitive) and (figure or lemma not in _WITH_FIGURE):
            return word
    return None


def _asides(about: Token) -> set[int]:
    """Relative clauses and appositions at the end of the complement."""
    return {
        i
        for word in about.subtree
        if word.dep_ in {"relcl", "appos"}
        for i in range(word.left_edge.i - 1, about.right_edge.i + 1)
    }
