"""`While A, B` and `A, although C, does B`: the conceding clause and the main clause, by their words and commas.

The parser errs on these more than on any other clause ("Its saw, while slower than most, still cuts ..." has no main
verb for it), so that the conjunction, the commas and the finite verbs decide.
"""

from __future__ import annotations

from dataclasses import dataclass

from explorer.extract.tags import FINITE, NOMINAL, SUBJECTS
from explorer.extract.tree import Doc, Token

CONCEDING = frozenset({"while", "whereas", "although", "though"})
_MOST_ADVERBS = 2
"""Adverbs that may stand between the closing comma and the verb or the subject ("still", "now also")."""


@dataclass(frozen=True, slots=True)
class Concession:
    """`words` are those of the conceding clause; with a `noun` it has no subject of its own and describes that."""

    head: Token
    words: frozenset[int]
    main: Token
    noun: frozenset[int] = frozenset()


def find_concession(doc: Doc, words: set[int]) -> Concession | None:
    """The first conceding clause in front of the main clause, or between its subject and its verb."""
    order = [i for i in sorted(words) if not doc[i].is_space]
    for place, i in enumerate(order):
        if doc[i].lower_ in CONCEDING:
            before = order[:place]
            if all(doc[j].is_punct or doc[j].dep_ in {"cc", "advmod"} for j in before):
                return _fronted(doc, order[place:])
            if doc[before[-1]].text == ",":
                return _medial(doc, before[:-1], order[place:])
    return None


def _fronted(doc: Doc, order: list[int]) -> Concession | None:
    """`While A rose, B fell`: up to the comma behind which a subject with its own finite verb follows."""
    for place, i in enumerate(order):
        clause = order[1:place]
        if doc[i].text != "," or (verb := _finite(doc, clause)) is None:
            continue
        first = _skip_adverbs(doc, order[place + 1 :])
        if first is None:
            return None
        subject = next((doc[j] for j in order[place + 1 :] if doc[j].dep_ in SUBJECTS), None)
        if subject is not None and subject.left_edge.i == first and subject.head.i > subject.i:
            return Concession(verb, frozenset(order[: place + 1]), subject.head)
    return None


def _medial(doc: Doc, before: list[int], order: list[int]) -> Concession | None:
    """`A, while slower than most, still cuts B`: between a subject and its verb."""
    commas = [place for place, i in enumerate(before) if doc[i].text == ","]
    noun = before[commas[-1] + 1 :] if commas else before
    noun = noun[1:] if noun and doc[noun[0]].dep_ == "cc" else noun
    if _finite(doc, noun, subjectless=True) is not None or not any(doc[i].pos_ in NOMINAL for i in noun):
        return None
    for place, i in enumerate(order):
        first = _skip_adverbs(doc, order[place + 1 :]) if doc[i].text == "," else None
        if first is None or doc[first].tag_ not in FINITE:
            continue
        main = doc[first].head if doc[first].dep_ in {"aux", "auxpass"} else doc[first]
        clause = order[:place]
        verb = _finite(doc, clause)
        if verb is not None:
            return Concession(verb, frozenset(clause), main)
        return Concession(doc[clause[-1]], frozenset(clause), main, frozenset(noun))
    return None


def _finite(doc: Doc, clause: list[int], *, subjectless: bool = False) -> Token | None:
    """The last finite verb of a stretch that has a noun in front of it; auxiliaries stand for their verb."""
    found: Token | None = None
    for place, i in enumerate(clause):
        if doc[i].tag_ in FINITE and (subjectless or any(doc[j].pos_ in NOMINAL for j in clause[:place])):
            head = doc[i].head
            found = head if doc[i].dep_ in {"aux", "auxpass"} and head.i in clause else doc[i]
    return found


def _skip_adverbs(doc: Doc, order: list[int]) -> int | None:
    """The first word of a stretch that is no adverb."""
    return next((i for i in order[: _MOST_ADVERBS + 1] if doc[i].tag_ != "RB"), None)
