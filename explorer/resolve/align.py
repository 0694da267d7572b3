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
from explorer.resolve.features import SAME_CLAIM, SAME_EVENT, PairScore
from explorer.resolve.features import score as by_words_alone
from explorer.resolve.guards import CHANCE, barriers, holds, may_be_partners, same_words, tell_one_deed
from explorer.resolve.items import Item
from explorer.resolve.numbers import compatible
from explorer.resolve.progress import further, tellingly
from explorer.resolve.screening import pairs_to_score
from explorer.resolve.story import same_story
from explorer.resolve.twins import twins
from explorer.text.spans import overlaps

WITHIN_SOURCE = 0.75
"""Score from which two body statements of one article repeat each other; an author seldom says a thing twice."""

HOST_SHARE = 0.4
"""How much the likeness of the two sentences counts when both statements are only clauses of them."""

CLAUSE_FLOOR = 0.30
"""Below this the clauses themselves are too unlike for their sentences to help."""

AMOUNT = 0.05
"""What each of the first two amounts that agree adds: paraphrase corpora hold too few for the fit to value them."""

BORROWED = 0.95
"""How far the likeness of two clauses counts whose subjects, borrowed from their sentences, are put in other words."""

LENT = 0.15
"""And what such a subject, if both have it in the same words, adds at most to the likeness of the clauses."""

NEIGHBOUR = 0.25
"""What a matching clause of the same two sentences adds to the score of another clause."""

CHOSEN = 0.46
"""Score from which two statements of one story are one claim if both are like nothing else in the two articles."""

AHEAD = 0.10
"""How much less every other statement of the one article must be like that of the other."""

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

ACROSS = 0.50
"""Score of the words from which the meaning of two statements of different stories is compared as well: below it, what
two stories have in common is their kind, and a folder of many stories would spend most of its time on such pairs."""

MANY = 20_000
"""Statements of a folder from which only the likeliest candidates of each are compared, to bound the work."""

BEST_OF_FEW = 2 * BEST
"""Candidates of each statement in a smaller folder: where all tell one story, many share more words than the match."""

RECENTRED = 8
"""Up to this many members every one of them is tried as the centre of a merged claim."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items that speak of one event: their score, and what forbids that they are one claim."""

    a: int
    b: int
    score: float
    barriers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A claim in the making: orders of its items, the centre first, the rest in order.

    `covered` are items that say the same within a member's own text, so they are no evidence of their own.
    """

    members: tuple[int, ...]
    covered: tuple[int, ...] = ()

    @property
    def centre(self) -> int:
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Alignment:
    clusters: tuple[Cluster, ...]
    pairs: tuple[Pair, ...]


def similarity(a: Item, b: Item, score: PairScore = by_words_alone) -> float:
    """0 to 1: how surely the two statements say the same thing; `score` compares their texts.

    In articles of one story a statement that another holds whole is told by it too, however much more that tells.
    """
    if same_words(a, b):
        return 1.0
    value = _likeness(a, b, score)
    return SAME_CLAIM if value < SAME_CLAIM and a.index != b.index and holds(a, b) else value


def _likeness(a: Item, b: Item, score: PairScore) -> float:
    own = by_words_alone(a.profile, b.profile)
    if own < ACROSS and not same_story(a.story, b.story):
        score = by_words_alone
    own = score(a.profile, b.profile)
    if a.borrowed and b.borrowed:
        told = score(a.told, b.told)
        own = min(max(own, BORROWED * told), told + LENT)
    if own >= CLAUSE_FLOOR:
        agreeing = sum(any(compatible(x, y) for y in b.quantities) for x in a.quantities)
        own = min(1.0, own + AMOUNT * min(agreeing, 2))
    if own < CLAUSE_FLOOR or a.index == b.index or not (a.is_clause and b.is_clause):
        return own
    return max(own, (1 - HOST_SHARE) * own + HOST_SHARE * score(a.host, b.host))


def align(items: Sequence[Item], score: PairScore = by_words_alone) -> Alignment:
    """Cluster `items` into claims; the result depends on their content alone, not on their order of arrival."""
    groups = twins(items)
    heads = sorted(min(group, key=lambda order: _rank(items[order])) for group in groups)
    by_head = {min(group, key=lambda order: _rank(items[order])): group for group in groups}
    pairs = _supported(_scored(items, heads, score))
    clusters = _Clusters(items, heads, pairs, score).merge()
    return Alignment(tuple(_with_twins(items, members, by_head) for members in clusters), tuple(pairs))


def _scored(items: Sequence[Item], heads: Sequence[int], score: PairScore) -> Iterator[tuple[Item, Item, float]]:
    best = BEST if len(heads) > MANY else BEST_OF_FEW
    for i, j in tellingly(pairs_to_score([items[order] for order in heads], best, CLAUSE_FLOOR), len(heads)):
        a, b = items[heads[i]], items[heads[j]]
        if not _overlap(a, b):
            value = similarity(a, b, score)
            if value >= CLAUSE_FLOOR:
                yield a, b, value


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
        found = barriers(a, b) if value >= SAME_CLAIM else (CHANCE,)
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
        if value < SAME_CLAIM and any(not _overlap(x, a) and not _overlap(y, b) for x, y in others):
            value += NEIGHBOUR
        if value >= SAME_EVENT:
            pairs.append(Pair(a.order, b.order, value, barriers(a, b)))
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
            near > value - AHEAD and other.statement.role == "body" and not _overlap(other, partner)
            for other, near in others
        )


def _sentences(a: Item, b: Item) -> tuple[object, ...]:
    return (a.source.id, a.statement.sentence, b.source.id, b.statement.sentence)


def _rank(item: Item) -> tuple[object, ...]:
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


def _overlap(a: Item, b: Item) -> bool:
    """Whether two statements of one source share text; a subject that both repeat is not enough."""
    if a.source.id != b.source.id or not overlaps(a.span, b.span):
        return False
    mine, theirs = a.told_spans, b.told_spans
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in mine for y in theirs)
    return shared > SHARED_SUBJECT * min(sum(s.end - s.start for s in side) for side in (mine, theirs))


class _Clusters:
    """Merging of clusters along pairs, best first, as long as some member matches all others."""

    def __init__(self, items: Sequence[Item], heads: Sequence[int], pairs: Sequence[Pair], score: PairScore) -> None:
        self._items = items
        self._score = score
        self._known = {(pair.a, pair.b): pair for pair in pairs}
        self._others: dict[tuple[int, int], Pair] = {}
        self._members: dict[int, list[int]] = {head: [head] for head in heads}
        self._home = {head: head for head in heads}
        self._rank = {head: _rank(items[head]) for head in heads}

    def merge(self) -> list[list[int]]:
        """Lists of orders, the centre first."""
        refused: set[tuple[int, int]] = set()
        same = [pair for pair in self._known.values() if self._is_same(pair)]
        place = {order: (self._items[order].source.id, self._items[order].span) for order in self._home}
        for done, pair in enumerate(sorted(same, key=lambda p: (-p.score, place[p.a], place[p.b])), 1):
            further(done, len(same))
            homes = (self._home[pair.a], self._home[pair.b])
            if homes[0] == homes[1] or homes in refused:
                continue
            if not self._join(*homes):
                refused |= {homes, homes[::-1]}
        return [self._members[head] for head in sorted(self._members)]

    def _join(self, a: int, b: int) -> bool:
        """Make one cluster of the clusters named by their centres; False when no member could be its centre."""
        mine, theirs = self._members[a], self._members[b]
        if self._clash(mine, theirs):
            return False
        members = mine + theirs
        tried = members if len(members) <= RECENTRED else [a, b]
        body = [order for order in tried if self._items[order].statement.role == "body"]
        ranked = sorted(body or tried, key=lambda order: self._centrality(order, members))
        centre = self._centre(ranked, members) if self._get_along(mine, theirs) else None
        if centre is None and self._are_one_crowd(mine, theirs):
            centre = ranked[0]
        if centre is None:
            return False
        del self._members[a], self._members[b]
        self._members[centre] = [centre, *sorted(order for order in members if order != centre)]
        self._home.update(dict.fromkeys(members, centre))
        return True

    def _centre(self, ranked: Sequence[int], members: Sequence[int]) -> int | None:
        """The first of `ranked` that all others match."""
        fitting = (
            centre
            for centre in ranked
            if all(self._fits(other, centre, members) for other in members if other != centre)
        )
        return next(fitting, None)

    def _centrality(self, order: int, members: Sequence[int]) -> tuple[object, ...]:
        """Sorts first what is most like the others, so that no long statement holds its parts together as one claim."""
        likeness = sum(self._pair(order, other).score for other in members if other != order)
        return (-round(CLOSELY * likeness / (len(members) - 1)), self._rank[order])

    def _clash(self, mine: Sequence[int], theirs: Sequence[int]) -> bool:
        """Whether something forbids that members of two clusters stand in one claim."""
        if any(_overlap(self._items[a], self._items[b]) for a in mine for b in theirs):
            return True
        if any(set(self._pair(a, b).barriers) - {CHANCE} for a in mine for b in theirs):
            return True
        return any(self._are_told_apart(a, b) for a in mine for b in theirs)

    def _are_told_apart(self, a: int, b: int) -> bool:
        """Whether the text of one article tells both, in words that do not match: it means two things."""
        first, second = self._items[a], self._items[b]
        both = first.index == second.index and first.statement.role == second.statement.role == "body"
        return both and self._pair(a, b).score < SAME_CLAIM

    def _get_along(self, mine: Sequence[int], theirs: Sequence[int]) -> bool:
        """Whether few members of two clusters are as unlike as two halves of a longer statement."""
        pairs = [self._pair(a, b) for a in mine for b in theirs]
        return sum(pair.score < BEARABLE for pair in pairs) <= FEW * len(pairs)

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
            pair = self._others[key] = Pair(*key, similarity(first, second, self._score), barriers(first, second))
        return pair

    def _is_same(self, pair: Pair) -> bool:
        a, b = self._items[pair.a], self._items[pair.b]
        twice = a.index == b.index and a.statement.role == b.statement.role == "body"
        return not pair.barriers and pair.score >= (WITHIN_SOURCE if twice else SAME_CLAIM)


def _with_twins(items: Sequence[Item], members: Sequence[int], by_head: dict[int, list[int]]) -> Cluster:
    everyone = [order for head in members for order in by_head[head]]
    centre = members[0]
    kept, covered = [centre], list[int]()
    by_source: dict[str, list[int]] = defaultdict(list, {items[centre].source.id: [centre]})
    for order in sorted(everyone):
        if order != centre:
            own = by_source[items[order].source.id]
            if any(_overlap(items[order], items[other]) for other in own):
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
