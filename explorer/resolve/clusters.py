"""Statements that match made into claims: pair by pair, the surest first, as long as some member matches all others.

What two articles tell alike is then told by one claim. A second round comes back to what found no place in the first:
a claim that has grown may have a centre that fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.resolve.features import SAME_CLAIM, SAME_EVENT, PairScore
from explorer.resolve.guards import CHANCE
from explorer.resolve.items import Item
from explorer.resolve.progress import further
from explorer.resolve.sameness import happens_once, judged, tells_one_part
from explorer.resolve.similarity import similarity
from explorer.resolve.story import same_story
from explorer.resolve.telling import tell_one_deed
from explorer.text.spans import contains, overlaps

WITHIN_SOURCE = 0.75
"""Score from which two body statements of one article repeat each other; an author seldom says a thing twice."""

SHARED_SUBJECT = 0.5
"""Share of the shorter of two statements that a subject common to both may take up."""

BEARABLE = 0.35
"""Score below which two statements are not one claim though a third is like both: its two halves, mostly."""

FEW = 0.25
"""Share of the pairs between two clusters that may be that unlike when the clusters become one."""

CROWD = 4
"""Pairs between two clusters of one story from which the clusters as wholes are compared: fewer prove little;"""

CROWD_SHARE = 0.3
"""which share of the pairs, two at the least, must match each other then and tell one deed,"""

ALIKE = 0.44
"""and what all pairs must score in the mean."""

CLOSELY = 20
"""Steps of likeness to the others by which the centres of a claim are told apart; within one the better text wins."""

RECENTRED = 8
"""Up to this many members every one of them is tried as the centre of a merged claim."""

NESTED = 1.6
"""How many times as much as its clause a sentence may tell to stand for it where both are said to be one claim."""

ROUNDS = 2
"""How often the pairs are gone through."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items that speak of one event: their score, and what forbids that they are one claim."""

    a: int
    b: int
    score: float
    barriers: tuple[str, ...]


def rank(item: Item) -> tuple[object, ...]:
    """Which of several items speaks best for a claim: body, attributed, rich in detail; then place decides."""
    statement = item.statement
    detail = sum(item.profile.names.values()) + 5.0 * len(item.quantities)
    return (
        statement.role != "body",
        statement.sentence == item.span and not statement.chain,
        not statement.chain,
        item.subject.pronoun is not None,
        -round(detail, 6),
        item.source.published.value or "9999",
        item.source.sha256,
        item.source.id,
        item.span,
    )


def overlap(a: Item, b: Item) -> bool:
    """Whether two statements of one source share text; a subject that both repeat is not enough."""
    if a.source.id != b.source.id or not overlaps(a.span, b.span):
        return False
    mine, theirs = a.told_spans, b.told_spans
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in mine for y in theirs)
    return shared > SHARED_SUBJECT * min(sum(s.end - s.start for s in side) for side in (mine, theirs))


class Clusters:
    """Clusters in the making, each named by its centre."""

    def __init__(self, items: Sequence[Item], heads: Sequence[int], pairs: Sequence[Pair], score: PairScore) -> None:
        """Begin with a cluster for each of `heads`; `pairs` are those of them that speak of one event."""
        self._items = items
        self._score = score
        self._known = {(pair.a, pair.b): pair for pair in pairs}
        self._others: dict[tuple[int, int], Pair] = {}
        self._members: dict[int, list[int]] = {head: [head] for head in heads}
        self._home = {head: head for head in heads}
        self._rank = {head: rank(items[head]) for head in heads}

    def merge(self) -> list[list[int]]:
        """Lists of orders, the centre first."""
        same = [pair for pair in self._known.values() if self._is_same(pair)]
        place = {order: (self._items[order].source.id, self._items[order].span) for order in self._home}
        ranked = sorted(same, key=lambda p: (-p.score, place[p.a], place[p.b]))
        for before in range(ROUNDS):
            self._go_through(ranked, before * len(ranked))
        return [self._members[head] for head in sorted(self._members)]

    def _go_through(self, ranked: Sequence[Pair], before: int) -> None:
        refused: set[tuple[int, int]] = set()
        for done, pair in enumerate(ranked, 1):
            further(before + done, ROUNDS * len(ranked))
            homes = (self._home[pair.a], self._home[pair.b])
            if homes[0] != homes[1] and homes not in refused and not self._join(*homes):
                refused |= {homes, homes[::-1]}

    def _join(self, a: int, b: int) -> bool:
        """Make one cluster of the clusters named by their centres; False when no member could be its centre."""
        mine, theirs = self._members[a], self._members[b]
        if self._clash(mine, theirs):
            return False
        members = mine + theirs
        tried = members if len(members) <= RECENTRED else [a, b]
        body = [order for order in tried if self._items[order].statement.role == "body"]
        ranked = sorted(body or tried, key=lambda order: self._centrality(order, members))
        centre = self._centre(ranked, mine, theirs)
        if centre is None and self._are_one_crowd(mine, theirs):
            centre = ranked[0]
        if centre is None:
            return False
        del self._members[a], self._members[b]
        self._members[centre] = [centre, *sorted(order for order in members if order != centre)]
        self._home.update(dict.fromkeys(members, centre))
        return True

    def _centre(self, ranked: Sequence[int], mine: Sequence[int], theirs: Sequence[int]) -> int | None:
        """The first of `ranked` that all others match, and that few of them match by other parts than others do."""
        members = [*mine, *theirs]
        unlike = [pair for a in mine for b in theirs if (pair := self._pair(a, b)).score < BEARABLE]
        most = FEW * len(mine) * len(theirs)
        for centre in ranked:
            if all(self._fits(other, centre, members) for other in members if other != centre):
                apart = sum(not self._tell_one_part(pair, centre) for pair in unlike)
                if apart <= most:
                    return centre
        return None

    def _tell_one_part(self, pair: Pair, centre: int) -> bool:
        """Whether two members that are unlike are no two halves of what the centre tells."""
        a, b = self._items[pair.a], self._items[pair.b]
        return tells_one_part(a, b, self._items[centre]) or happens_once(a, b)

    def _centrality(self, order: int, members: Sequence[int]) -> tuple[object, ...]:
        """Sorts first what is most like the others, so that no long statement holds its parts together as one claim."""
        likeness = sum(self._pair(order, other).score for other in members if other != order)
        return (-round(CLOSELY * likeness / (len(members) - 1)), self._rank[order])

    def _clash(self, mine: Sequence[int], theirs: Sequence[int]) -> bool:
        """Whether something forbids that members of two clusters stand in one claim."""
        items = self._items
        if any(overlap(items[a], items[b]) and not self._is_nested(a, b) for a in mine for b in theirs):
            return True
        if any(set(self._pair(a, b).barriers) - {CHANCE} for a in mine for b in theirs):
            return True
        return any(self._are_told_apart(a, b) for a in mine for b in theirs)

    def _are_told_apart(self, a: int, b: int) -> bool:
        """Whether the text of one article tells both, in words that do not match: it means two things."""
        first, second = self._items[a], self._items[b]
        if first.index != second.index or not first.statement.role == second.statement.role == "body":
            return False
        pair = self._pair(a, b)
        return pair.score < SAME_CLAIM and not (happens_once(first, second) and not pair.barriers)

    def _is_nested(self, a: int, b: int) -> bool:
        """Whether one of two statements is a clause of the other that tells most of it."""
        first, second = self._items[a], self._items[b]
        if not (contains(first.span, second.span) or contains(second.span, first.span)):
            return False
        pair = self._pair(a, b)
        if pair.barriers:
            return False
        less, more = sorted((first.profile.total, second.profile.total))
        return happens_once(first, second) or (pair.score >= SAME_EVENT and more <= NESTED * less)

    def _are_one_crowd(self, mine: Sequence[int], theirs: Sequence[int]) -> bool:
        """Whether two clusters of one story are so alike on the whole that it needs no centre to join them."""
        pairs = [self._pair(a, b) for a in mine for b in theirs]
        if len(pairs) < CROWD or sum(pair.score for pair in pairs) < ALIKE * len(pairs):
            return False
        matching = [pair for pair in pairs if self._is_same(pair)]
        telling = sum(tell_one_deed(self._items[pair.a], self._items[pair.b]) for pair in matching)
        if telling < max(CROWD_SHARE * len(pairs), 2):
            return False
        return all(same_story(self._items[a].story, self._items[b].story) for a in mine for b in theirs)

    def _fits(self, order: int, centre: int, members: Sequence[int]) -> bool:
        """A member matches the centre; or nearly so, and most of the others.

        A title, summary or repeat may instead match the body of its own article.
        """
        if self._matches(centre, order):
            return True
        near = self._pair(centre, order)
        others = [other for other in members if other not in (order, centre)]
        agreeing = sum(self._matches(order, other) for other in others)
        if near.score >= SAME_EVENT and not near.barriers and 2 * agreeing > len(others):
            return True
        item = self._items[order]
        if item.statement.role == "body":
            return False
        return any(
            self._items[other].index == item.index
            and self._items[other].statement.role == "body"
            and self._matches(centre, other)
            and self._matches(order, other)
            for other in members
            if other not in (order, centre)
        )

    def _matches(self, a: int, b: int) -> bool:
        return self._is_same(self._pair(a, b))

    def _pair(self, a: int, b: int) -> Pair:
        key = (min(a, b), max(a, b))
        pair = self._known.get(key) or self._others.get(key)
        if pair is None:
            first, second = self._items[key[0]], self._items[key[1]]
            value, found = judged(first, second, similarity(first, second, self._score))
            pair = self._others[key] = Pair(*key, value, found)
        return pair

    def _is_same(self, pair: Pair) -> bool:
        a, b = self._items[pair.a], self._items[pair.b]
        twice = a.index == b.index and a.statement.role == b.statement.role == "body" and not happens_once(a, b)
        return not pair.barriers and pair.score >= (WITHIN_SOURCE if twice else SAME_CLAIM)
