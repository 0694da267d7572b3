"""From words with their weights to documents: which hold one of the readings of every word of a query, and how well.

Segments are gone through in the order of documents, and left off as soon as nothing further down can surpass what has
been found: the answer is the same as if all had been read, only the count is then "at least".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.search.patterns import Pattern

_MANY = 30_000  # postings; of fewer it is not worth asking twice
_FEW = 4  # times the documents that are wanted: no more of them are read in one go


class Found(NamedTuple):
    """Documents, ascending, for each the mean weight of the query's words (0–100), and which of them miss a word.

    `total` counts the documents that match in full: exactly, or at least so many.
    """

    documents: NDArray[np.int64]
    weights: NDArray[np.float32]
    partial: NDArray[np.bool_]
    total: int
    is_exact: bool


Weighed = tuple[NDArray[np.int64], NDArray[np.float32]]
"""Documents, and a weight for each."""

NO_DOCUMENTS: Weighed = np.empty(0, np.int64), np.empty(0, np.float32)

NOTHING = Found(np.empty(0, np.int64), np.empty(0, np.float32), np.empty(0, np.bool_), 0, True)


class Place(NamedTuple):
    """One segment of one part of an index: `number` among the part's, beginning with document `first`."""

    part: int
    number: int
    first: int
    size: int
    start: int
    """Its first document as the part numbers them."""


class Query(NamedTuple):
    """What one search goes through: the segments in order, the patterns of every word by part, and who is allowed."""

    places: Sequence[Place]
    words: Sequence[Sequence[Pattern]]
    """By part of the index, then by word."""
    allowed: NDArray[np.bool_] | None
    check: Callable[[], None]
    """Raises when the search is no longer wanted."""


class Way(NamedTuple):
    """How the documents of one part are come by."""

    start: tuple[NDArray[np.int64], NDArray[np.uint16]] | None
    """Those that hold all words which few documents hold, and their sums of weights; None: there is no such word."""
    left: Sequence[Pattern]
    """The other words."""
    is_possible: bool
    """Whether every word has a reading."""


def match_all(query: Query, most: int) -> Found:
    """The best `most` documents that hold every word, the lower number first among equals."""
    ways = [_way(query, number) for number in range(len(query.words))]
    if not any(way.is_possible for way in ways):
        return NOTHING
    top = max(_top(words) for words in query.words)
    sure, ceiling = zip(
        *(_weighty(way, _top(words)) for way, words in zip(ways, query.words, strict=True)), strict=True
    )
    most_left = max(ceiling)
    if not most_left or all(way.start is not None and len(way.start[0]) <= _FEW * most for way in ways):
        return _collect(query, ways, most, top)
    first = _collect(query, sure, most, top)
    if not first.is_exact or len(first.documents) >= most:
        return first._replace(is_exact=False)
    # Whatever else there is weighs no more than `most_left`: enough of that, and the rest need not be read.
    return _collect(query, ways, most, most_left, known=first)


def _way(query: Query, number: int) -> Way:
    words = query.words[number]
    rare = sorted((word for word in words if word.is_sparse), key=lambda word: word.size)
    left = sorted((word for word in words if not word.is_sparse), key=lambda word: word.size)
    if not all(words):
        return Way((np.empty(0, np.int64), np.empty(0, np.uint16)), left, is_possible=False)
    if not rare:
        return Way(None, left, is_possible=True)
    held, weights = rare[0].gather()
    sums = weights.astype(np.uint16)
    if query.allowed is not None:
        kept = query.allowed[held + next(place.first - place.start for place in query.places if place.part == number)]
        held, sums = held[kept], sums[kept]
    for word in rare[1:]:
        if len(held):
            more = word.among(held)
            both = more > 0
            held, sums = held[both], sums[both] + more[both]
    return Way((held, sums), left, is_possible=True)


def _top(words: Sequence[Pattern]) -> int:
    return sum(word.top for word in words) if all(words) else 0


def _weighty(way: Way, top: int) -> tuple[Way, int]:
    """The readings without those that are many and not the best; the most that a document may weigh by these, or 0."""
    kept: list[Pattern] = []
    losses: list[int] = []
    for word in way.left:
        many = max((at for at, group in enumerate(word.groups[:-1]) if group.size > _MANY), default=-1)
        kept.append(word.above(many) if many >= 0 else word)
        if many >= 0:
            losses.append(word.top - word.groups[many].weight)
    return (way._replace(left=kept), top - min(losses)) if losses and way.is_possible else (way, 0)


def _collect(query: Query, ways: Sequence[Way], most: int, enough: int, known: Found = NOTHING) -> Found:
    """All documents up to the segment by which `most` have been found that weigh `enough` or more (a sum over words).

    `known` are all those that weigh more than `enough`, wherever they are.
    """
    documents: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    sums: list[NDArray[np.uint16]] = [np.empty(0, np.uint16)]
    words = max(len(words) for words in query.words)
    good = 0
    stopped = False
    places = _places(query.places, ways)
    for place in places:
        query.check()
        held, weights = _join(query, place, ways[place.part])
        if len(held):
            documents.append(held + place.first)
            sums.append(weights)
            good += int(np.count_nonzero(weights >= enough))
        ahead = int(np.count_nonzero(known.documents >= place.first + place.size)) if known.total else 0
        if good + ahead >= most and place is not places[-1]:
            stopped = True
            break
    numbers, heavy = np.concatenate(documents), np.concatenate(sums)
    if stopped and known.total:
        later = known.documents >= place.first + place.size
        numbers = np.concatenate([numbers, known.documents[later]])
        heavy = np.concatenate([heavy, np.rint(known.weights[later] * words).astype(np.uint16)])
    total = len(numbers)
    numbers, heavy = _heaviest(numbers, heavy, most)
    means = heavy.astype(np.float32) / np.float32(words)
    return Found(numbers, means, np.zeros(len(numbers), np.bool_), total, not stopped)


def _places(places: Sequence[Place], ways: Sequence[Way]) -> Sequence[Place]:
    """The segments, those of a part as one where every word is in so few documents that none need be painted."""
    joined: list[Place] = []
    for place in places:
        before = joined[-1] if joined else None
        if before and before.part == place.part and ways[place.part].start is not None and not ways[place.part].left:
            joined[-1] = before._replace(size=before.size + place.size)
        else:
            joined.append(place)
    return joined


def _join(query: Query, place: Place, way: Way) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
    """Documents of one segment that hold every word, and the sums of their weights; the rarest word goes first."""
    left = way.left
    if way.start is None:
        painted = left[0].paint(place.number)[: place.size]
        held = np.flatnonzero(painted)
        sums = painted[held].astype(np.uint16)
        if query.allowed is not None:
            kept = query.allowed[held + place.first]
            held, sums = held[kept], sums[kept]
        left = left[1:]
    else:
        documents, weights = way.start
        low, high = documents.searchsorted((place.start, place.start + place.size))
        held, sums = documents[low:high] - place.start, weights[low:high]
    for word in left:
        if not len(held):
            break
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
    told = [number for number, rarity in enumerate(rarities) if rarity]
    many = [number for number in told if not all(words[number].is_sparse for words in query.words)]
    few = [number for number in told if number not in many]
    best, seen = _with_few(query, rarities, few, many, full, most)
    top = max(_bound(words, rarities, many) for words in query.words)
    for place in query.places if many else ():
        if len(best[0]) >= most and _is_beyond(best, top, place):
            break
        query.check()
        totals = _totals(query.words[place.part], rarities, many, place)
        held = np.flatnonzero(totals >= best[1].min() if len(best[0]) >= most else totals > 0)
        documents = held + place.first
        kept = _fresh(query, full, documents) & ~np.isin(documents, seen)
        best = _best_of(best, (documents[kept], totals[held][kept]), most)
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


def _fresh(query: Query, full: Found, documents: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which documents are allowed and do not match in full."""
    fresh = ~np.isin(documents, full.documents) if len(full.documents) else np.ones(len(documents), np.bool_)
    return fresh if query.allowed is None else fresh & query.allowed[documents]


def _best_of(one: Weighed, other: Weighed, most: int) -> Weighed:
    """The heaviest of both, the lower number first among equals; ascending."""
    documents, weights = np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]])
    if len(documents) > most:
        least = np.partition(weights, len(weights) - most)[len(weights) - most]
        same = np.flatnonzero(weights == least)
        left = most - int(np.count_nonzero(weights > least))
        kept = np.concatenate([np.flatnonzero(weights > least), same[np.argsort(documents[same])[:left]]])
        documents, weights = documents[kept], weights[kept]
    order = np.argsort(documents)
    return documents[order], weights[order]


def _bound(words: Sequence[Pattern], rarities: Sequence[float], chosen: Sequence[int]) -> np.float32:
    """The most that chosen words may weigh together, added up as the weights of a document are."""
    total = np.float32(0)
    for number in chosen:
        total += np.float32(words[number].top) * np.float32(rarities[number])
    return total


def _is_beyond(best: Weighed, top: np.float32, place: Place) -> bool:
    """Whether no document from this segment on that weighs `top` at most can be among the best."""
    least = best[1].min()
    return bool(least > top or (least == top and best[0][best[1] == least].max() < place.first))


def _with_few(
    query: Query, rarities: Sequence[float], few: Sequence[int], many: Sequence[int], full: Found, most: int
) -> tuple[Weighed, NDArray[np.int64]]:
    """The best of the documents that hold one of the words of `few`, by all words; and all such documents."""
    best, seen = NO_DOCUMENTS, [np.empty(0, np.int64)]
    for number, words in enumerate(query.words):
        places = [place for place in query.places if place.part == number]
        if not few or not places:
            continue
        query.check()
        first = places[0].first - places[0].start
        own = np.sort(np.concatenate([words[at].gather()[0] for at in few]))
        own = own[np.append(True, own[1:] != own[:-1])[: len(own)]]
        seen.append(own + first)
        own = own[_fresh(query, full, own + first)]
        totals = np.zeros(len(own), np.float32)
        for at in few:
            totals += words[at].among(own) * np.float32(rarities[at])
        if many and len(own) > most:  # whoever cannot be among the best is not looked at any further
            least = np.partition(totals, len(totals) - most)[len(totals) - most]
            own = own[totals * np.float32(1.0001) + _bound(words, rarities, many) >= least]
        if many:
            totals = _all_totals(query, rarities, words, places, own)
        best = _best_of(best, (own + first, totals), most)
    return best, np.concatenate(seen)


def _all_totals(
    query: Query, rarities: Sequence[float], words: Sequence[Pattern], places: Sequence[Place], own: NDArray[np.int64]
) -> NDArray[np.float32]:
    """For documents of a part (ascending) the sum of all words' weights, each times its rarity, in their order."""
    totals = np.zeros(len(own), np.float32)
    bounds = own.searchsorted([place.start for place in places] + [places[-1].start + places[-1].size]).tolist()
    for word, rarity in zip(words, rarities, strict=True):
        if not rarity or not word:
            continue
        if word.is_sparse:
            totals += word.among(own) * np.float32(rarity)
            continue
        for place, (low, high) in zip(places, pairwise(bounds), strict=True):
            if low < high:
                query.check()
                totals[low:high] += word.paint(place.number)[own[low:high] - place.start] * np.float32(rarity)
    return totals


def _totals(
    words: Sequence[Pattern], rarities: Sequence[float], chosen: Sequence[int], place: Place
) -> NDArray[np.float32]:
    """For each document of a segment the sum of chosen words' weights, each times its rarity."""
    totals = np.zeros(place.size, np.float32)
    for number in chosen:
        if words[number]:
            totals += words[number].paint(place.number)[: place.size] * np.float32(rarities[number])
    return totals
