"""The lexicon of cues: which verbs, nouns, adjectives and adverbs mark a statement as somebody's."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from explorer.extract.tree import Token
from explorer.models import CueKind

Frame = Literal["clause", "object", "infinitive", "preposition"]
"""How the content hangs on a verb: a clause or quotation, a noun phrase, "to" + verb, a prepositional phrase."""

FRAMES: tuple[Frame, ...] = ("clause", "object", "infinitive")
KINDS: tuple[CueKind, ...] = ("say", "write", "evidence", "think", "stance", "intent")
"""Where a verb takes the same complement in several kinds, the first of these is meant."""


_PERSON_ENDINGS = ("er", "or", "ist", "man", "woman", "men", "women", "people", "ant", "ian")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lemmas by (frame, lemma); verbs, nouns and adjectives with what follows them by (lemma, preposition or "to" or
    "that"); the rest by lemma. `told` are verbs whose bare passive tells of an utterance ("was announced"),
    `attributed` verbs of intent that news puts down to somebody ("plans to build")."""

    verbs: dict[tuple[Frame, str], CueKind]
    prepositions: dict[tuple[str, str], CueKind]
    nouns: dict[str, CueKind]
    noun_frames: dict[tuple[str, str], CueKind]
    adjectives: dict[tuple[str, str], CueKind]
    attributed: frozenset[str]
    bearers: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    things: frozenset[str]
    passive: frozenset[str]
    told: frozenset[str]
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
    nouns: dict[str, CueKind] = {}
    pairs: dict[str, dict[tuple[str, str], CueKind]] = {"prepositions": {}, "noun_frames": {}, "adjectives": {}}
    for kind in KINDS:
        entry: dict[str, str] = table[kind]
        for frame in FRAMES:
            for lemma in entry.get(frame, "").split():
                verbs.setdefault((frame, lemma), kind)
        for name, known in pairs.items():
            for pair in entry.get(name, "").split():
                lemma, joint = pair.split(":")
                known.setdefault((lemma, joint), kind)
        for lemma in entry.get("nouns", "").split():
            nouns.setdefault(lemma, kind)
    impersonal = table["impersonal"]
    return Lexicon(
        verbs,
        nouns=nouns,
        attributed=frozenset(table["intent"]["attributed"].split()),
        **pairs,
        people=frozenset(table["holders"]["people"].split()),
        bodies=frozenset(table["holders"]["bodies"].split()),
        things=frozenset(table["holders"]["things"].split()),
        bearers=frozenset(table["evidence"]["bearers"].split()),
        passive=frozenset(impersonal["passive"].split()),
        told=frozenset(impersonal["told"].split()),
        raising=frozenset(impersonal["raising"].split()),
        adverbs=frozenset(impersonal["adverbs"].split()),
    )


def cue_lemma(word: Token) -> str:
    """The lemma of a cue, with its particle where the two are one cue ("point-out"); "hoping" is no hopping."""
    lemma = word.lemma_.lower()
    if lemma == "hop" and word.lower_.startswith("hop") and not word.lower_.startswith("hopp"):
        lemma = "hope"
    particle = next((other for other in word.children if other.dep_ == "prt"), None)
    if particle is not None and word.pos_ == "VERB":
        joined = f"{lemma}-{particle.lower_}"
        if any((frame, joined) in lexicon().verbs for frame in FRAMES):
            return joined
    return lemma
