"""Sources without a name: how many they are. What they know stands in the phrase that describes them."""

from __future__ import annotations

from explorer.extract.callings import is_person
from explorer.extract.cues import lexicon
from explorer.extract.tree import Token

_SMALL = {
    "one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "both": 2, "another": 1, "either": 1, "neither": 2,
}  # fmt: skip
_SINGLE = frozenset({"a", "an", "one", "another"})
_SETS = frozenset("number group dozen handful couple pair crowd majority minority family staff team".split())
"""Singular nouns for several people: they give no count of their own."""
_SHARES = frozenset("percent third half quarter fifth tenth two-thirds three-quarters".split())
"""Parts of a number of people that is not told."""
_BODIES = frozenset(
    "watchdog ombudsman lender carrier insurer operator developer supplier publisher broadcaster".split()
)
"""Bodies whose nouns end as those for people do, or may stand for an office."""
_BOUNDS = frozenset("than least most about over nearly almost around some under".split())
"""Words that make a number a bound or a guess; a count is only kept where it is plain."""


def count_of(head: Token) -> int | None:
    """How many unnamed people a phrase speaks of, where it says so: "four people" 4, "an aide" 1, "analysts" None."""
    if head.pos_ == "NUM" or head.lower_ in {"one", "both"}:
        return _number(head) if _counts_people(head) else None
    lemma = head.lemma_.lower()
    if lemma in _SHARES or not is_person(lemma) or lemma in _SETS or _is_institution(head, lemma):
        return None
    for word in head.children:
        if word.dep_ in {"nummod", "det", "predet", "amod"} and word.i < head.i:
            if word.lower_ in _SINGLE and head.tag_ in {"NNS", "NNPS"}:
                continue
            number = _number(word)
            if number is not None:
                return number
    single = head.tag_ == "NN" and lemma not in {"people", "police"}
    known = any(word.lower_ in {"the", "that", "this"} or word.dep_ == "poss" for word in head.children)
    return 1 if single and known else None


def _is_institution(head: Token, lemma: str) -> bool:
    """`the regulator`, `the maritime authority`: a body is not one unnamed person, whatever ending its noun has."""
    return lemma in lexicon().bodies or lemma in _BODIES or (lemma == "authority" and head.tag_ == "NN")


def _number(word: Token) -> int | None:
    if any(other.lower_ in _BOUNDS for other in word.children) or word.nbor(-1).lower_ in _BOUNDS if word.i else False:
        return None
    if word.lower_ in _SMALL:
        return _SMALL[word.lower_]
    return int(word.text) if word.text.isascii() and word.text.isdigit() and len(word.text) < 10 else None


def _counts_people(number: Token) -> bool:
    """`one of the officials`, `two of them`: the number itself is the head."""
    for of in number.children:
        if of.dep_ == "prep" and of.lower_ == "of":
            return any(
                noun.dep_ == "pobj" and (noun.pos_ == "PRON" or lexicon().is_person(noun.lemma_.lower()))
                for noun in of.children
            )
    return False
