"""What the words of one statement tell about how checkable it is; `worth` weighs these signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.extract.tags import NOMINAL_SUBJECTS
from explorer.extract.tree import Token
from explorer.extract.wording import wording

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_OWN = frozenset({"i", "me", "my", "mine", "myself"})
_LISTENER = frozenset({"you", "your", "yours", "yourself", "yourselves"})
_THIRD = frozenset({"he", "she", "they", "who"})
_BACK = frozenset({"it", "this", "that", "these", "those", "such", "there", "here", "what"})
_FUTURE = frozenset({"will", "would", "shall", "could", "may", "might", "can", "'ll", "wo", "ca", "'d"})
_COMPARING = frozenset({"JJR", "JJS", "RBR", "RBS"})
_HAVE = frozenset({"have", "has", "got"})
_JUDGED = frozenset({"better", "best", "worse", "worst", "later", "most"})
"""Comparatives that judge, or compare nothing."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Counts and facts about the words; the fields of a clause's head are those of its finite verb."""

    length: int
    """Words, marks of punctuation among them."""
    numerals: int
    """Figures and words for numbers, but years, "one" and "first"."""
    measures: int
    """Words that make a figure a measure."""
    comparison: bool
    """Whether something is compared with something else, and not only judged ("better")."""
    deeds: int
    """Verbs of deeds and changes with consequences."""
    matters: int
    """Words for matters of public record."""
    sweeping: bool
    """Whether it claims all or nothing."""
    judging: int
    vague: int
    """Words that mean too much to mean something."""
    modals: int
    """Modal verbs of what may or must be; none where they tell of the future."""
    condition: bool
    demand: bool
    """Whether it says what ought to be, and not what is."""
    future: bool
    happened: bool
    somebody: bool
    """Whether the subject is a name or a person spoken of."""
    told: bool
    """Whether it reports what somebody else says or backs."""
    own_mind: bool
    """Whether who speaks tells what they think, and not only that somebody thinks something: that is `mind`."""
    mind: bool
    own_voice: bool
    """Whether who speaks is in it: "I", "my"."""
    listener: bool
    """Whether it speaks to somebody: "you"."""
    command: bool
    talk: bool
    """Whether its verb manages a talk instead of stating something."""
    refusal: bool
    """Whether somebody declines to comment."""
    points_back: bool
    """Whether the subject stands for something that was said before: "it", "this"."""


def signs_of(words: Sequence[Token]) -> Signs:
    """The signs in `words`, one statement of one parse in order, without white space."""
    lists = wording()
    lower, tags = [word.lower_ for word in words], {word.tag_ for word in words}
    lemmas = [word.lemma_.lower() for word in words]
    known = set(lower)
    verbs = [(lemma, word) for lemma, word in zip(lemmas, words, strict=True) if word.pos_ == "VERB"]
    head = _head(words)
    auxiliaries = auxiliaries_of(head) if head is not None else frozenset()
    subject = next((child for child in head.children if child.dep_ in NOMINAL_SUBJECTS), None) if head else None
    who = subject.lower_ if subject is not None else ""
    mind = head is not None and head.lemma_.lower() in lists.minds
    in_mind = any(lemma in lists.minds and any(c.lower_ == "i" for c in verb.children) for lemma, verb in verbs)
    future = bool(auxiliaries & _FUTURE)
    past = head is not None and (head.tag_ == "VBD" or _past(head) or "have" in auxiliaries or "has" in auxiliaries)
    return Signs(
        length=len(words),
        numerals=sum(_is_numeral(word) for word in words),
        measures=_count(lower, known & lists.measures),
        comparison=bool(known & lists.comparison) or (not tags.isdisjoint(_COMPARING) and any(map(_compares, words))),
        deeds=sum(lemma in lists.deeds for lemma, _ in verbs),
        matters=len(lists.matters.intersection(lemmas)),
        sweeping=bool(known & lists.sweeping),
        judging=_count(lower, known & lists.evaluative),
        vague=_count(lower, known & lists.vague),
        modals=0 if future or "MD" not in tags else sum(word.tag_ == "MD" for word in words),
        condition="if" in known,
        demand=bool(known & lists.demands) or (not known.isdisjoint(_HAVE) and _has_to(words)),
        future=future,
        happened=not future and (past or "VBD" in tags),
        somebody=subject is not None and (who in _THIRD or subject.pos_ == "PROPN"),
        told=any(lemma in lists.telling and verb.tag_ in {"VBD", "VBZ", "VBN"} for lemma, verb in verbs),
        own_mind=in_mind or (mind and who in {"i", "we"}),
        mind=mind,
        own_voice=bool(known & _OWN),
        listener=bool(known & _LISTENER),
        command=head is not None and head.tag_ == "VB" and subject is None and not auxiliaries,
        talk=head is not None and head.lemma_.lower() in lists.talk,
        refusal=lists.refusal.search(" ".join(lower)) is not None,
        points_back=who in _BACK,
    )


def _is_numeral(word: Token) -> bool:
    is_number = word.tag_ == "CD" or word.like_num
    return is_number and word.lower_ not in {"one", "first"} and _YEAR.fullmatch(word.lower_) is None


def _compares(word: Token) -> bool:
    return word.tag_ in _COMPARING and word.lower_ not in _JUDGED


def _count(lower: list[str], listed: set[str]) -> int:
    """How many of the words are listed ones; mostly none is, and they need not be gone through."""
    return sum(word in listed for word in lower) if listed else 0


def _head(words: Sequence[Token]) -> Token | None:
    """The word on which the others depend: a verb, where there is one."""
    inside = {word.i for word in words}
    heads = [word for word in words if word.head.i == word.i or word.head.i not in inside]
    return next((word for word in heads if word.pos_ in {"VERB", "AUX"}), heads[0] if heads else None)


def auxiliaries_of(head: Token) -> frozenset[str]:
    """The auxiliaries of a verb in lower case; "they'd left" has a "had", and no "would"."""
    helping = (word for word in head.children if word.dep_ in {"aux", "auxpass"})
    return frozenset("had" if word.lower_ == "'d" and word.tag_ == "VBD" else word.lower_ for word in helping)


def _past(head: Token) -> bool:
    """Whether an auxiliary makes the verb one of the past: "was built", "had closed", "did not pay"."""
    return any(child.tag_ == "VBD" and child.dep_ in {"aux", "auxpass"} for child in head.children)


def _has_to(words: Sequence[Token]) -> bool:
    """Whether somebody has to do something: "they have to pay", "we have got to stop"."""
    return any(
        word.lower_ in _HAVE and word.pos_ != "AUX" and any(c.dep_ == "xcomp" for c in word.children) for word in words
    )
