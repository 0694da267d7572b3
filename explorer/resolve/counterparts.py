"""Which statements of a rewrite restate which of the original, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from explorer.models import Passage, Span
from explorer.resolve.articles import Article
from explorer.resolve.comparing import FIRM
from explorer.resolve.features import SAME_EVENT, score, untelling
from explorer.resolve.items import Item
from explorer.resolve.shortlists import LONG, Shortlist

SURE = 0.56
"""Score of two statements, or of their sentences, from which they surely are one."""

HELD = 0.70
"""Share of the weight of a statement from which another one that holds it restates it."""

HALF = 0.5
"""The same share where the two sentences restate each other as wholes."""

SAME_WORDS = 5
"""Words of a wording that two articles do not share by chance."""

LEAST_SHARED = 2
"""Telling words two statements must share; fewer is chance."""

LEAST_WEIGHT = 6.0
"""And their least weight together."""


@dataclass(frozen=True, slots=True)
class Restated:
    """A statement of the original with those of the rewrite that restate it, the likest first."""

    original: Item
    later: tuple[Item, ...]
    sure: bool = False
    """Whether the likest is surely the same statement, so that what one of the two lacks is missing there."""


def restated(rewrite: Article, origin: Article) -> list[Restated]:
    """All statements of the original in text order, each with what restates it, which may be nothing."""
    return [restatements(item, rewrite.items) for item in sorted(origin.items, key=lambda item: item.span)]


def restatements(original: Item, others: Sequence[Item]) -> Restated:
    """One statement of the original with those of `others` that restate it."""
    found = [(closeness(original, other), other) for other in _worth_a_look(original, others)]
    found = [(value, other) for value, other in found if value]
    found.sort(key=lambda one: (-one[0], one[1].span))
    later = tuple(other for _, other in found)
    sure = bool(later) and max(found[0][0], score(original.host, later[0].host)) >= SURE
    return Restated(original, later, sure)


def _worth_a_look(original: Item, others: Sequence[Item]) -> Sequence[Item]:
    """All of `others`, or in a very long article those that share the most with the statement."""
    if len(others) <= LONG:
        return others
    place = original.span.start / max(1, len(original.source.text))
    return [others[number] for number in _shortlist(_Statements(others)).nearest(original.profile, place)]


class _Statements:
    """The statements of an article as a key: the same ones are the same object, and comparing them would take long."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items

    def __hash__(self) -> int:
        return id(self.items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Statements) and self.items is other.items


@lru_cache(maxsize=2)
def _shortlist(statements: _Statements) -> Shortlist:
    return Shortlist([item.profile for item in statements.items])


def closeness(a: Item, b: Item) -> float:
    """How surely one of two statements of a rewrite and its original restates the other; 0 when it does not.

    Of two sentences that restate each other one telling word brings their clauses together.
    """
    if a.profile.words == b.profile.words and a.profile.length >= SAME_WORDS:
        return 1.0
    if a.profile.weight.keys().isdisjoint(b.profile.weight):  # most pairs, and this is asked of very many
        return 0.0
    shared = {token: weight for token, weight in a.profile.weight.items() if token in b.profile.weight}
    telling = [token for token in shared if token not in untelling()]
    if not telling:
        return 0.0
    held = sum(shared.values()) / min(a.profile.total, b.profile.total)
    if held >= HALF and score(a.host, b.host) >= FIRM:
        return max(score(a.profile, b.profile), SAME_EVENT * held)
    if len(telling) < LEAST_SHARED or sum(shared[token] for token in telling) < LEAST_WEIGHT:
        return 0.0
    value = score(a.profile, b.profile)
    return value if value >= SAME_EVENT else SAME_EVENT * held if held >= HELD and len(telling) > LEAST_SHARED else 0.0


def sentence_of(item: Item) -> Span:
    """The sentence of a statement, with all of its content."""
    extent, sentence = item.span, item.statement.sentence
    return Span(min(extent.start, sentence.start), max(extent.end, sentence.end))


def passage_of(item: Item) -> Passage:
    """The place of a statement."""
    return Passage(item.source.id, item.span.start, item.span.end)
