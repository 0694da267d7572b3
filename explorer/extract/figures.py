"""Figures that somebody gives: "the institute put the magnitude at 5.9", "recorded a temperature of 40 degrees"."""

from __future__ import annotations

from explorer.extract.cues import lexicon
from explorer.extract.holders import is_holder
from explorer.extract.paragraph import Attribution
from explorer.extract.syntax import actor, child, is_passive, own_subject, reach
from explorer.extract.tags import SUBJECTS
from explorer.extract.tree import Token

_PUTTING = frozenset({"put", "place", "estimate", "peg", "assess", "reckon", "calculate"})
"""Verbs behind which "at" leads to the figure that their subject holds to be right."""
_RECORDING = frozenset({"record", "register", "measure", "log", "clock"})
"""Verbs whose object is what was measured, with its figure."""
_MEASURED = frozenset(
    "age altitude amount area average bill budget capacity casualty chance cost count damage deadline death debt "
    "deficit depth diameter distance duration epicenter epicentre estimate expense figure force frequency height "
    "injury intensity length level likelihood loss magnitude market number odds percentage population price "
    "probability profit rate revenue risk sale saving share size speed strength sum surplus temperature time toll "
    "total turnout value valuation volume weight width worth".split()
)
"""What has a figure that somebody must have found or guessed."""
_NATURE = frozenset(
    "aftershock concentration depth earthquake gust intensity jolt level magnitude pressure quake rainfall shock speed "
    "strength temblor temperature tremor turnout wave wind".split()
)
"""What instruments record; a firm that recorded a loss had it."""
_HOLDING = frozenset(
    "center centre bureau station observatory base network office institute survey laboratory observer agency scale "
    "instrument".split()
)
"""Bodies that measure, which are no holders of opinions."""


def measured(verb: Token) -> Attribution | None:
    """A figure with the person or body that gives it, to be read with both."""
    lemma = verb.lemma_.lower()
    if (lemma not in _PUTTING and lemma not in _RECORDING) or verb.tag_ == "VB":
        return None
    if any(word.dep_ == "neg" for word in verb.children):
        return None
    thing, speaker = _thing(verb), actor(verb)
    if thing is None or speaker is None or not _is_giver(speaker):
        return None
    if lemma in _PUTTING:
        figure = _figure_at(verb, thing)
        fits = thing.lemma_.lower() in _MEASURED or thing.lower_ == "it"
    else:
        figure, fits = (thing.head if thing.head.tag_ == "VBG" else thing), thing.lemma_.lower() in _NATURE
    if figure is None or not fits or not _has_figure(figure):
        return None
    return Attribution(verb, lemma, "say", reach(thing) | reach(figure), speaker, whole=True)


def _thing(verb: Token) -> Token | None:
    """What has the figure; with "a quake measuring 4", parsed as a clause, the subject of that."""
    if is_passive(verb):
        return child(verb, "nsubjpass")
    clause = child(verb, "ccomp")
    measuring = own_subject(clause) if clause is not None and clause.tag_ == "VBG" else None
    thing = child(verb, "dobj") or measuring
    return thing if thing is not None and thing.i > verb.i else None


def _figure_at(verb: Token, thing: Token) -> Token | None:
    """The "at" that leads to a figure, hung on the verb or on its object."""
    return next((word for word in (*verb.children, *thing.children) if word.lower_ == "at" and word.i > thing.i), None)


def _has_figure(phrase: Token) -> bool:
    return any(word.like_num or word.tag_ == "CD" for word in phrase.subtree if word.dep_ not in SUBJECTS)


def _is_giver(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return is_holder(noun) or lemma in _HOLDING or lemma in lexicon().bearers
