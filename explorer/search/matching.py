"""From words with their weights to documents: which hold one of the readings of every word of a query, and how well.

Segments are gone through in the order of documents, and left off as soon as nothing further down can surpass what has
been found: the answer is the same as if all had been read, only the count is then "at least". Nothing is kept between
two searches, so that several threads may search at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from explorer.search.containers import SEGMENT
from explorer.search.lexicon import Reach
from explorer.search.segments import Postings, Ranges, Sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

OUT_OF_SIGHT = 8
"""Taken off a word's weight where the row does not show it."""

_MANY = 30_000  # postings; of fewer it is not worth asking twice
_REMEMBERED = 64  # segments painted for one word, 64 kB each


@dataclass(frozen=True, slots=True)
class Group:
    """Readings of one word that weigh the same: `postings` of ranges of words, out of sight or not."""

    weight: int
    is_hidden: bool
    lows: NDArray[np.uint32]
    highs: NDArray[np.uint32]
    size: int


class Pattern:
    """The readings of one word of a query: groups, lightest first, in two sets of postings."""

    def __init__(self, groups: Sequence[Group], postings: Sequence[tuple[Postings, Sums]]) -> None:
        """`postings`: in sight and out of it, each with how many postings the words before each have."""
        self.groups = groups
        self._postings = postings
        self.size = sum(group.size for group in groups)
        """How many postings the readings have."""
        self.top = groups[-1].weight if groups else 0
        """The weight of the best reading."""
        self._ranges = [
            (held, Ranges.of([(group.lows, group.highs, group.weight) for group in own], sums))
            for is_hidden, (held, sums) in enumerate(postings)
            if (own := [group for group in groups if group.is_hidden == is_hidden])
        ]
        self._painted: dict[int, NDArray[np.uint8]] = {}

    def __bool__(self) -> bool:
        return bool(self.groups)

    def above(self, place: int) -> Pattern:
        """The readings that weigh more than the group of this place."""
        return Pattern(self.groups[place + 1 :], self._postings)

    def paint(self, number: int) -> NDArray[np.uint8]:
        """For each document of a segment the weight of the best reading it holds, or 0.

        Of a word in many documents it is remembered: every stage of a search, but no other search, asks for it again.
        """
        known = self._painted.get(number)
        if known is None:
            known = self._paint(number)
            if self.size > _MANY and len(self._painted) < _REMEMBERED:
                self._painted[number] = known
        return known

    def _paint(self, number: int) -> NDArray[np.uint8]:
        weights = np.zeros(SEGMENT, np.uint8)
        painted = False
        for postings, ranges in self._ranges:
            if painted:
                more = np.zeros(SEGMENT, np.uint8)
                if postings.paint(number, more, ranges):
                    np.maximum(weights, more, out=weights)
            else:
                painted = postings.paint(number, weights, ranges)
        return weights


class Found(NamedTuple):
    """Documents, ascending, for each the mean weight of the query's words (0–100), and which of them miss a word.

    `total` counts the documents that match in full: exactly, or at least so many.
    """

    documents: NDArray[np.int64]
    weights: NDArray[np.float32]
    partial: NDArray[np.bool_]
    total: int
    is_exact: bool


NOTHING = Found(np.empty(0, np.int64), np.empty(0, np.float32), np.empty(0, np.bool_), 0, True)


class Place(NamedTuple):
    """One segment of one part of an index: `number` among the part's, beginning with document `first`."""

    part: int
    number: int
    first: int
    size: int


class Query(NamedTuple):
    """What one search goes through: the segments in order, the patterns of every word by part, and who is allowed."""

    places: Sequence[Place]
    words: Sequence[Sequence[Pattern]]
    """By part of the index, then by word."""
    allowed: NDArray[np.bool_] | None
    check: Callable[[], None]
    """Raises when the search is no longer wanted."""


def pattern(reaches: Iterable[Reach], postings: Sequence[tuple[Postings, Sums]]) -> Pattern:
    """What reaches find in sight, and out of sight, where it weighs a little less; see `Pattern`."""
    groups: list[Group] = []
    for weight, lows, highs in reaches:
        for is_hidden, (_, counts) in enumerate(postings):
            sizes = counts[highs] - counts[lows]
            some = sizes > 0
            if some.any():
                loss = OUT_OF_SIGHT if is_hidden else 0
                groups.append(Group(weight - loss, bool(is_hidden), lows[some], highs[some], int(sizes.sum())))
    groups.sort(key=lambda group: group.weight)
    return Pattern(groups, postings)


def match_all(query: Query, most: int) -> Found:
    """The best `most` documents that hold every word, the lower number first among equals."""
    sure, ceiling = zip(*(_weighty(words) for words in query.words), strict=True)
    if not any(all(words) for words in query.words):
        return NOTHING
    top = max(_top(words) for words in query.words)
    most_left = max(ceiling)
    if not most_left:
        return _collect(query, most, top)
    first = _collect(query._replace(words=sure), most, top)
    if not first.is_exact or len(first.documents) >= most:
        return first._replace(is_exact=False)
    # Whatever else there is weighs no more than `most_left`: enough of that, and the rest need not be read.
    return _collect(query, most, most_left, known=first)


def _top(words: Sequence[Pattern]) -> int:
    return sum(word.top for word in words) if all(words) else 0


def _weighty(words: Sequence[Pattern]) -> tuple[Sequence[Pattern], int]:
    """The readings without those that are many and not the best; the most that a document may weigh by these, or 0."""
    kept: list[Pattern] = []
    losses: list[int] = []
    for word in words:
        many = max((at for at, group in enumerate(word.groups[:-1]) if group.size > _MANY), default=-1)
        kept.append(word.above(many) if many >= 0 else word)
        if many >= 0:
            losses.append(word.top - word.groups[many].weight)
    return (kept, _top(words) - min(losses)) if losses else (words, 0)


def _collect(query: Query, most: int, enough: int, known: Found = NOTHING) -> Found:
    """All documents up to the segment by which `most` have been found that weigh `enough` or more (a sum over words).

    `known` are all those that weigh more than `enough`, wherever they are.
    """
    documents: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    sums: list[NDArray[np.uint16]] = [np.empty(0, np.uint16)]
    words = max(len(words) for words in query.words)
    good = 0
    stopped = False
    for place in query.places:
        query.check()
        held, weights = _join(query, place)
        documents.append(held + place.first)
        sums.append(weights)
        good += int(np.count_nonzero(weights >= enough))
        ahead = int(np.count_nonzero(known.documents >= place.first + place.size))
        if good + ahead >= most and place is not query.places[-1]:
            stopped = True
            break
    numbers, heavy = np.concatenate(documents), np.concatenate(sums)
    if stopped and len(known.documents):
        later = known.documents >= place.first + place.size
        numbers = np.concatenate([numbers, known.documents[later]])
        heavy = np.concatenate([heavy, np.rint(known.weights[later] * words).astype(np.uint16)])
    total = len(numbers)
    numbers, heavy = _heaviest(numbers, heavy, most)
    means = heavy.astype(np.float32) / np.float32(words)
    return Found(numbers, means, np.zeros(len(numbers), np.bool_), total, not stopped)


def _join(query: Query, place: Place) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
    """Documents of one segment that hold every word, and the sums of their weights; the rarest word goes first."""
    words = query.words[place.part]
    nothing = np.empty(0, np.int64), np.empty(0, np.uint16)
    if not all(words):
        return nothing
    order = sorted(words, key=lambda word: word.size)
    painted = order[0].paint(place.number)[: place.size]
    held = np.flatnonzero(painted != 0)
    if query.allowed is not None:
        held = held[query.allowed[held + place.first]]
    sums = painted[held].astype(np.uint16)
    for word in order[1:]:
        if not len(held):
            return nothing
        more = word.paint(place.number)[held]
        both = more > 0
        held, sums = held[both], sums[both] + more[both]
    return held, sums


def _heaviest(
    documents: NDArray[np.int64], weights: NDArray[np.uint16], most: int
) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
    """The heaviest `most`, the lower number first among equals."""
    if len(documents) <= most:
        return documents, weights
    above = np.cumsum(np.bincount(weights)[::-1])[::-1]  # how many weigh so much or more
    least = int(np.flatnonzero(above >= most)[-1])
    kept = weights > least
    ties = np.flatnonzero(weights == least)[: most - int(np.count_nonzero(kept))]
    kept[ties] = True
    return documents[kept], weights[kept]


def match_some(query: Query, rarities: Sequence[float], full: Found, most: int) -> Found:
    """`full`, and after it the best documents that miss one or more words; a word weighs by its rarity (0: nothing)."""
    share = sum(rarities)
    if not share:
        return full
    ceiling = float(full.weights.min()) - 1 if len(full.documents) else 100.0
    best = np.empty(0, np.int64), np.empty(0, np.float32)
    for place, totals in _totals(query, rarities):
        held = np.flatnonzero(totals > (best[1].min() if len(best[1]) >= most else 0))
        documents = held + place.first
        fresh = ~np.isin(documents, full.documents) if len(full.documents) else np.ones(len(documents), np.bool_)
        if query.allowed is not None:
            fresh &= query.allowed[documents]
        documents = np.concatenate([best[0], documents[fresh]])
        weights = np.concatenate([best[1], totals[held][fresh]])
        if len(documents) > most:
            least = np.partition(weights, len(weights) - most)[len(weights) - most]
            order = np.concatenate([np.flatnonzero(weights > least), np.flatnonzero(weights == least)])[:most]
            order.sort()
            documents, weights = documents[order], weights[order]
        best = documents, weights
    means = np.minimum(best[1] / np.float32(share), np.float32(ceiling))
    documents = np.concatenate([full.documents, best[0]])
    order = np.argsort(documents, kind="stable")
    return Found(
        documents[order],
        np.concatenate([full.weights, means])[order],
        np.concatenate([full.partial, np.ones(len(means), np.bool_)])[order],
        full.total,
        full.is_exact,
    )


def _totals(query: Query, rarities: Sequence[float]) -> Iterator[tuple[Place, NDArray[np.float32]]]:
    """For each segment the sum of the words' weights, each times its rarity."""
    for place in query.places:
        query.check()
        totals = np.zeros(place.size, np.float32)
        for word, rarity in zip(query.words[place.part], rarities, strict=True):
            if rarity and word:
                totals += word.paint(place.number)[: place.size] * np.float32(rarity)
        yield place, totals
