"""The lexicon of cues: which verbs, nouns, adjectives and adverbs mark a statement as somebody's."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from explorer.models import CueKind

Frame = Literal["clause", "object", "infinitive", "preposition"]
"""How the content hangs on a verb: a clause or quotation, a noun phrase, "to" + verb, a prepositional phrase."""

KINDS: tuple[CueKind, ...] = ("say", "write", "evidence", "think", "stance", "intent")
"""Where a verb takes the same complement in several kinds, the first of these is meant."""


_PERSON_ENDINGS = ("er", "or", "ist", "man", "woman", "men", "women", "people", "ant", "ian")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lemmas by (frame, lemma); prepositions by (verb, preposition); the rest by lemma."""

    verbs: dict[tuple[Frame, str], CueKind]
    prepositions: dict[tuple[str, str], CueKind]
    nouns: dict[str, CueKind]
    adjectives: dict[str, CueKind]
    bearers: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    things: frozenset[str]
    passive: frozenset[str]
    raising: frozenset[str]
    adverbs: frozenset[str]

    def verb(self, lemma: str, frame: Frame) -> CueKind | None:
        """The kind of cue `lemma` is with such a complement, None when it is none."""
        return self.verbs.get((frame, lemma))

    def is_cue(self, lemma: str) -> bool:
        """Whether a verb speaks with any complement at all."""
        said = any(self.verbs.get((frame, lemma)) in {"say", "write"} for frame in ("clause", "object"))
        return said or any(verb == lemma for verb, _ in self.prepositions)

    def is_person(self, noun: str) -> bool:
        """Whether a common noun (a lemma) speaks of people, by the list or by its ending."""
        return noun in self.people or (noun.endswith(_PERSON_ENDINGS) and noun not in self.things)


@cache
def lexicon() -> Lexicon:
    """The cues of `data/cues.toml`."""
    table = tomllib.loads(files("explorer.extract").joinpath("data/cues.toml").read_text(encoding="utf-8"))
    verbs: dict[tuple[Frame, str], CueKind] = {}
    prepositions: dict[tuple[str, str], CueKind] = {}
    nouns: dict[str, CueKind] = {}
    adjectives: dict[str, CueKind] = {}
    frames: tuple[Frame, ...] = ("clause", "object", "infinitive")
    for kind in KINDS:
        entry: dict[str, str] = table[kind]
        for frame in frames:
            for lemma in entry.get(frame, "").split():
                verbs.setdefault((frame, lemma), kind)
        for pair in entry.get("prepositions", "").split():
            verb, preposition = pair.split(":")
            prepositions.setdefault((verb, preposition), kind)
        for lemma in entry.get("nouns", "").split():
            nouns.setdefault(lemma, kind)
        for lemma in entry.get("adjectives", "").split():
            adjectives.setdefault(lemma, kind)
    impersonal = table["impersonal"]
    return Lexicon(
        verbs,
        prepositions,
        nouns,
        adjectives,
        people=frozenset(table["holders"]["people"].split()),
        bodies=frozenset(table["holders"]["bodies"].split()),
        things=frozenset(table["holders"]["things"].split()),
        bearers=frozenset(table["evidence"]["bearers"].split()),
        passive=frozenset(impersonal["passive"].split()),
        raising=frozenset(impersonal["raising"].split()),
        adverbs=frozenset(impersonal["adverbs"].split()),
    )
