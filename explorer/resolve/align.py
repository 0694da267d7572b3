"""Which statements are the same claim.

A claim has a centre, and every member matches the centre: no chain of near matches can join two different claims.
Pairs that are alike but not the same claim are kept too, as links: disagreements are looked for among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from explorer.models import Match
from explorer.resolve.candidates import BEST
from explorer.resolve.clusters import Clusters, Pair, overlap, rank
from explorer.resolve.features import SAME_CLAIM, SAME_EVENT, PairScore
from explorer.resolve.features import score as by_words_alone
from explorer.resolve.guards import CHANCE, may_be_partners
from explorer.resolve.items import Item
from explorer.resolve.progress import tellingly
from explorer.resolve.sameness import happens_once, judged
from explorer.resolve.screening import pairs_to_score
from explorer.resolve.similarity import CLAUSE_FLOOR, similarity
from explorer.resolve.story import same_story
from explorer.resolve.telling import same_words
from explorer.resolve.twins import twins

NEIGHBOUR = 0.25
"""What a matching clause of the same two sentences adds to the score of another clause."""

CHOSEN = 0.46
"""Score from which two statements of one story are one claim if both are like nothing else in the two articles."""

AHEAD = 0.10
"""How much less every other statement of the one article must be like that of the other."""

TELLERS = 30
"""Up to so many statements before it each one is held against that tells the same deed, to bound the work."""

MANY = 20_000
"""Statements of a folder from which only the likeliest candidates of each are compared, to bound the work."""

BEST_OF_FEW = 2 * BEST
"""Candidates of each statement in a smaller folder: where all tell one story, many share more words than the match."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A claim in the making: orders of its items, the centre first, the rest in order.

    `covered` are items that say the same within a member's own text, so they are no evidence of their own.
    """

    members: tuple[int, ...]
    covered: tuple[int, ...] = ()

    @property
    def centre(self) -> int:
        """The order of the item that its other members are most like."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which statements state the same: the claims in the making, and the pairs that speak for them."""

    clusters: tuple[Cluster, ...]
    pairs: tuple[Pair, ...]


def align(items: Sequence[Item], score: PairScore = by_words_alone) -> Alignment:
    """Cluster `items` into claims; the result depends on their content alone, not on their order of arrival."""
    by_head = {_head(items, group): group for group in twins(items)}
    heads = sorted(by_head)
    pairs = _supported(_scored(items, heads, score))
    clusters = Clusters(items, heads, pairs, score).merge()
    return Alignment(tuple(_with_twins(items, members, by_head) for members in clusters), tuple(pairs))


def _head(items: Sequence[Item], group: Sequence[int]) -> int:
    """Which of several statements of the same words speaks for them."""
    return group[0] if len(group) == 1 else min(group, key=lambda order: rank(items[order]))


def _scored(items: Sequence[Item], heads: Sequence[int], score: PairScore) -> Iterator[tuple[Item, Item, float]]:
    best = BEST if len(heads) > MANY else BEST_OF_FEW
    for i, j in tellingly(pairs_to_score([items[order] for order in heads], best, CLAUSE_FLOOR), len(heads)):
        a, b = items[heads[i]], items[heads[j]]
        if not overlap(a, b):
            value = similarity(a, b, score)
            if value >= CLAUSE_FLOOR:
                yield a, b, value
    for a, b in _of_one_deed([items[order] for order in heads]):
        value = similarity(a, b, score)
        if value < CLAUSE_FLOOR and not overlap(a, b):
            yield a, b, value


def _of_one_deed(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Pairs of statements that tell what happens to somebody but once, be they ever so differently worded."""
    tellers: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for deed in sorted(item.deeds):
            tellers[deed].append(item)
    for deed in sorted(tellers):
        for place, item in enumerate(tellers[deed]):
            for other in tellers[deed][max(0, place - TELLERS) : place]:
                if happens_once(item, other):
                    yield other, item


def _supported(scored: Iterable[tuple[Item, Item, float]]) -> list[Pair]:
    """The pairs that speak of one event; a weak pair is lifted when its two sentences hold another, matching pair.

    Who rewrites a sentence rewrites its clauses one by one, so a clause that matches vouches for its neighbour. What
    forbids a pair to be one claim takes long to find, so it is asked of the pairs alone that are kept.
    """
    pairs: list[Pair] = []
    weak: list[tuple[Item, Item, float]] = []
    vouching: dict[tuple[object, ...], list[tuple[Item, Item]]] = defaultdict(list)
    rivals = _Rivals()
    for a, b, value in scored:
        rivals.add(a, b, value)
        found: tuple[str, ...] = (CHANCE,)
        if value >= SAME_CLAIM or happens_once(a, b):
            value, found = judged(a, b, value)
        if found == (CHANCE,):
            weak.append((a, b, value))
            continue
        pairs.append(Pair(a.order, b.order, value, found))
        if not pairs[-1].barriers and a.is_clause and b.is_clause:
            vouching[_sentences(a, b)].append((a, b))
    for a, b, value in weak:
        if value >= CHOSEN and rivals.are_partners(a, b, value) and may_be_partners(a, b):
            pairs.append(Pair(a.order, b.order, max(value, SAME_CLAIM), ()))
            continue
        others = vouching.get(_sentences(a, b), ()) if a.index != b.index else ()
        if value < SAME_CLAIM and any(not overlap(x, a) and not overlap(y, b) for x, y in others):
            value += NEIGHBOUR
        if value >= SAME_EVENT:
            pairs.append(Pair(a.order, b.order, *judged(a, b, value)))
    return pairs


class _Rivals:
    """For each statement what of another article comes near it: so one knows whether its partner stands alone."""

    def __init__(self) -> None:
        self._near: dict[tuple[int, int], list[tuple[Item, float]]] = defaultdict(list)

    def add(self, a: Item, b: Item, value: float) -> None:
        if value >= CHOSEN - AHEAD and a.index != b.index and same_story(a.story, b.story):
            self._near[a.order, b.index].append((b, value))
            self._near[b.order, a.index].append((a, value))

    def are_partners(self, a: Item, b: Item, value: float) -> bool:
        """Whether nothing else in the text of either article comes near; a title repeats what the text tells."""
        return self._is_alone(a, b, value) and self._is_alone(b, a, value)

    def _is_alone(self, mine: Item, partner: Item, value: float) -> bool:
        others = [(other, near) for other, near in self._near[mine.order, partner.index] if other is not partner]
        return not any(
            near > value - AHEAD and other.statement.role == "body" and not overlap(other, partner)
            for other, near in others
        )


def _sentences(a: Item, b: Item) -> tuple[object, ...]:
    return (a.source.id, a.statement.sentence, b.source.id, b.statement.sentence)


def _with_twins(items: Sequence[Item], members: Sequence[int], by_head: dict[int, list[int]]) -> Cluster:
    everyone = [order for head in members for order in by_head[head]]
    centre = members[0]
    kept, covered = [centre], list[int]()
    by_source: dict[str, list[int]] = defaultdict(list, {items[centre].source.id: [centre]})
    for order in sorted(everyone):
        if order != centre:
            own = by_source[items[order].source.id]
            if any(overlap(items[order], items[other]) for other in own):
                covered.append(order)
            else:
                kept.append(order)
                own.append(order)
    return Cluster((centre, *sorted(kept[1:])), tuple(covered))


MORE = 1.6
"""A wording this many times as rich as another says more, when it holds most of the other."""

MOST = 0.55
"""Share of the weight of a wording that counts as most of it."""

RESTATED = 0.5
"""Share of the weight of both wordings from which they are the same in other words."""


def relation(centre: Item, member: Item) -> Match:
    """How the wording of `member` relates to that of `centre`: narrower says more, broader says less."""
    if same_words(centre, member):
        return "same"
    ours, theirs = centre.profile, member.profile
    shared = sum(weight for token, weight in ours.weight.items() if token in theirs.weight)
    covered, covering = shared / ours.total, shared / theirs.total
    if theirs.total >= MORE * ours.total and covered >= MOST:
        return "narrower"
    if ours.total >= MORE * theirs.total and covering >= MOST:
        return "broader"
    return "same" if max(covered, covering) >= RESTATED else "overlap"
