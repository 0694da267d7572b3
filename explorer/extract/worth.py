"""How much a statement is worth checking, 0–3, with the reasons that say so.

A sum of some twenty plain signs, each with a weight set by hand: figures, names, deeds, comparisons and matters of
public record raise it; judgement, wishes, predictions, one's own thoughts and empty words lower it. A sentence with a
name and a figure is 3, a plain fact about a name 2, a generality 1, a demand or a flourish 0. Which signs tell, and
about how much, was read off the sentences of political debates that people have marked as worth checking or not, and
then held against statements of the news.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from explorer.extract.signs import Signs, signs_of
from explorer.extract.tree import Token
from explorer.extract.wording import wording
from explorer.models import EvidenceKind

_CUTS = ((3.75, 3), (1.75, 2), (0.25, 1))
"""Least score of each worth; what scores less is worth 0."""

_LONG = 40
"""Words from which a longer text says no more."""

_SHORT = 4
"""Words below which a text hardly says anything."""

FLOURISH = "figure of speech"
"""The reason of a worth of 0 that no name outweighs."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the statement holds: its words, its text, and how many figures, dates and names were found in it."""

    words: list[Token]
    text: str
    kind: EvidenceKind
    quantities: int
    dates: int
    names: int
    attributed: bool


@lru_cache(maxsize=256)  # a sentence, its clauses and its statements are often one text
def is_rhetoric(text: str) -> bool:
    """Whether a stock phrase or a figure of speech carries the text."""
    return wording().rhetoric.search(text.lower()) is not None


class Weight(NamedTuple):
    """The worth of a statement, 0–3, and the reasons for it; `score` orders what has one worth, and has no unit."""

    score: float
    worth: int
    reasons: tuple[str, ...]


def weigh(features: Features) -> Weight:
    """How much a statement is worth checking."""
    if is_rhetoric(features.text) and not features.quantities:
        return Weight(_CUTS[-1][0] - 1, 0, (FLOURISH,))
    signs = signs_of(features.words)
    raising, lowering = _raising(features, signs), _lowering(features, signs)
    score = 0.25 * min(signs.length, _LONG) / 10 + sum(points for points, _ in (*raising, *lowering))
    worth = next((level for cut, level in _CUTS if score >= cut), 0)
    if worth == 3 and not _is_specific(features, signs):
        worth = 2
    fors, againsts = ([reason for _, reason in side if reason] for side in (raising, lowering))
    if fors and againsts:
        againsts[0] = f"but {againsts[0]}"
    return Weight(score, worth, (*fors, *againsts))


def _is_specific(features: Features, signs: Signs) -> bool:
    """Whether it can be looked up: a figure, a date, or somebody with name who did, said or owns up to something."""
    if features.quantities or features.dates or signs.numerals:
        return True
    return bool(features.names) and bool(signs.deeds or signs.matters or signs.told or signs.comparison)


def _raising(features: Features, signs: Signs) -> list[tuple[float, str]]:
    figure = bool(features.quantities or signs.numerals)
    several = features.quantities > 1
    return _present(
        (figure * (2.25 if signs.measures else 1.75) + several * 0.5, "figures" if several else "a figure"),
        (0.25 * bool(features.dates), "a date"),
        (0.5 * min(features.names, 2), "a name" if features.names == 1 else "names"),
        (0.5 * signs.somebody, ""),
        (1.0 * signs.happened, "something that happened"),
        (0.75 * signs.told, "something said on record"),
        (0.5 * signs.comparison, "a comparison"),
        (0.25 * min(signs.deeds, 2), "a deed or change"),
        (0.5 * min(signs.matters, 3), "a public matter"),
        (0.25 * signs.sweeping, "a sweeping word"),
    )


def _lowering(features: Features, signs: Signs) -> list[tuple[float, str]]:
    opinion = features.kind == "opinion" and not signs.demand
    return _present(
        (-1.5 * features.text.rstrip(" \"'”’)").endswith("?"), "a question"),
        (-1.25 * signs.demand, "a demand or wish"),
        (-1.25 * opinion, "an opinion"),
        (-1.0 * (signs.future and not signs.demand and not opinion), "a prediction"),
        (-0.5 * bool(signs.modals), "what may be, not what is"),
        (-1.0 * signs.condition, "a condition"),
        (-1.0 * signs.own_mind, "the speaker's own mind"),
        (-0.5 * (signs.mind and not signs.own_mind), "what somebody thinks"),
        (-0.75 * signs.own_voice, ""),
        (-0.5 * (signs.listener or signs.command), "speaks to the listener"),
        (-0.75 * signs.talk, "manages the talk"),
        (-2.0 * signs.refusal, "a refusal to comment"),
        (-0.5 * min(signs.judging, 2), "judging words"),
        (-0.5 * min(signs.vague, 3), "vague words"),
        (-0.5 * signs.points_back, "points back"),
        (-1.5 * (signs.length < _SHORT), "hardly a sentence"),
    )


def _present(*signs: tuple[float, str]) -> list[tuple[float, str]]:
    return [sign for sign in signs if sign[0]]
