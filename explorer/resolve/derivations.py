"""Which article repeats or rewrites which, with the reasons in plain sentences.

Copies share their five-word runs. Rewrites do not (measured: .08 of them); they restate sentence after sentence, add
little of their own, and keep scraps of the wording. Two reporters at one speech share its quotations, its facts and
its figures too, so none of these is proof: what a second reporter would not share is asked for as well, the wording
outside the quotations.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from explorer.models import Derivation
from explorer.resolve.align import Alignment
from explorer.resolve.articles import Article, Articles
from explorer.resolve.comparing import Comparison, compare, share
from explorer.resolve.directions import FRESH, Verdict, direct
from explorer.resolve.features import SAME_CLAIM, PairScore, Weights, score
from explorer.resolve.guards import NUMBERS, REVERSE
from explorer.resolve.items import Item
from explorer.resolve.ledger import find_losses
from explorer.resolve.lookups import Lookup, MentionKey
from explorer.resolve.notes import Note
from explorer.resolve.progress import further
from explorer.resolve.reasons import evidence
from explorer.resolve.shingles import COPIED, CROWD, contained, copied, runs

LINKED = 4
"""From what two articles are worth comparing sentence by sentence: so many statements of one event, of which those that
match count twice."""

LEAST_PARTNERS = 4
"""Fewer common sentences than this show nothing; one fewer is enough where the articles are very much alike."""

VERY_ALIKE = 0.75
"""Likeness, with next to nothing new in the rewrite (`LITTLE`), that makes up for a common sentence;"""

MUCH_WORDING = 0.30
"""and the share of three-word runs outside quotations that does."""

LITTLE = 0.10
"""Share of the details of a rewrite that is next to nothing."""

PARTNERS = 0.40
"""Common sentences, as a share of the sentences of the shorter article."""

ALIKE = 0.60
"""Likeness of two articles from which one may be the other rewritten."""

WORDING = 0.12
"""Share of three-word runs outside quotations that two reports of one event do not reach by chance."""

LEAST_LINES, LEAST_WORDS = 3, 40
"""Sentences and words of an article below which shared wording proves nothing, unless all of it is shared."""


@dataclass(frozen=True, slots=True)
class _Found:
    strength: float
    comparison: Comparison
    verdict: Verdict


def find_derivations(
    lookups: Sequence[Lookup],
    notes: Sequence[Note],
    items: Sequence[Item],
    alignment: Alignment,
    weights: Weights,
    entity_of: Mapping[MentionKey, str],
    scorer: PairScore = score,
) -> list[Derivation]:
    """At most one derivation for each source, and no cycles; `lookups` and `notes` are those of the readings, in
    order.
    """
    articles = Articles(lookups, items, weights, entity_of)
    copies = {
        pair: held
        for pair, held in copied([note.sample for note in notes], articles.told).items()
        if _may_be_copies(*(articles[index] for index in pair))
    }
    contradicting = _contradicting(items, alignment)
    found: list[_Found] = []
    likely = _likely(copies, _linked(items, alignment))
    for done, (a, b) in enumerate(likely, 1):
        further(done, len(likely))
        held = copies.get((a, b), 0.0)
        shared = share(articles[a], articles[b])
        if not held and (shared.wording < WORDING or shared.fresh > FRESH):
            continue
        comparison = compare(shared, held, score if held else scorer)
        strength = 0.0 if not held and (a, b) in contradicting else _strength(comparison)
        if strength:
            verdict = direct(comparison)
            found.append(_Found(strength + verdict.credited, comparison, verdict))
    found.sort(key=_firmest)
    partners = Counter(index for pair in copies for index in pair)
    return _tree(found, {articles[index].source.id for index, count in partners.items() if count > CROWD})


def _may_be_copies(a: Article, b: Article) -> bool:
    return a.words == b.words or not (_is_short(a) or _is_short(b))


def _is_short(article: Article) -> bool:
    return len(article.lines) < LEAST_LINES or len(article.told.split()) < LEAST_WORDS


def _firmest(one: _Found) -> tuple[object, ...]:
    """Of origins about as likely the fuller one is taken, for it leaves less to be explained."""
    origin = one.verdict.origin
    fullness = sum(detail.weight for detail in origin.details)
    return -round(one.strength, 1), -round(fullness, 6), one.verdict.rewrite.source.id, origin.source.id


def _likely(copies: Collection[tuple[int, int]], linked: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of readings worth a look sentence by sentence: what is like a copy may be like what it was copied from."""
    twins: dict[int, set[int]] = defaultdict(set)
    for a, b in copies:
        twins[a].add(b)
        twins[b].add(a)
    further = {
        (min(twin, other), max(twin, other))
        for pair in linked
        for one, other in (pair, pair[::-1])
        if len(twins[one]) <= CROWD
        for twin in twins[one]
        if twin != other
    }
    return sorted({*copies, *linked, *further})


def _linked(items: Sequence[Item], alignment: Alignment) -> set[tuple[int, int]]:
    """Pairs of readings that share enough matching statements to be worth a look sentence by sentence."""
    shared: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for pair in alignment.pairs:
        a, b = items[pair.a], items[pair.b]
        if a.index != b.index and not pair.barriers:
            low, high = sorted((a, b), key=lambda item: item.index)
            known = shared[low.index, high.index].get(low.order, 0)
            shared[low.index, high.index][low.order] = max(known, 2 if pair.score >= SAME_CLAIM else 1)
    return {pair for pair, counted in shared.items() if sum(counted.values()) >= LINKED}


def _strength(comparison: Comparison) -> float:
    """How firmly two articles that share wording and details belong together; 0 when they do not."""
    if comparison.copied:
        return 1.0 + comparison.copied
    close = comparison.alike >= VERY_ALIKE or comparison.shared.wording >= MUCH_WORDING
    few = close and comparison.shared.fresh <= LITTLE
    if len(comparison.partners) < LEAST_PARTNERS - few or comparison.share < PARTNERS or comparison.alike < ALIKE:
        return 0.0
    return comparison.alike


def _contradicting(items: Sequence[Item], alignment: Alignment) -> set[tuple[int, int]]:
    """Pairs of readings that give other values, or the reverse, of one matter: second reports, no second wordings.

    A statement that the other article has too, beside one that differs, contradicts nothing.
    """
    firm = [pair for pair in alignment.pairs if pair.score >= SAME_CLAIM]
    matched = {
        (mine, items[theirs].index)
        for pair in firm
        if not pair.barriers
        for mine, theirs in ((pair.a, pair.b), (pair.b, pair.a))
    }
    return {
        (low, high)
        for pair in firm
        for low, high in [sorted((items[pair.a].index, items[pair.b].index))]
        if len(pair.barriers) == 1
        and pair.barriers[0] in (NUMBERS, REVERSE)
        and not {(pair.a, items[pair.b].index), (pair.b, items[pair.a].index)} & matched
    }


def _tree(found: Sequence[_Found], crowded: Collection[str]) -> list[Derivation]:
    """The firmest origin of each source, as long as no source derives from itself over others.

    The many copies of a text in `crowded` were compared with that text alone. Where it turned out to be no origin but
    a copy as well, the others are compared with the one it is a copy of, the fullest first.
    """
    taken: dict[str, _Found] = {}
    for one in found:
        _take(one, taken)
    left = [one for one in found if one.verdict.rewrite.source.id in crowded and one.comparison.copied]
    for one in sorted(left, key=lambda one: (-len(one.verdict.origin.body), one.verdict.origin.source.id)):
        first, other = one.verdict.rewrite, one.verdict.origin
        while first.source.id in taken:
            first = taken[first.source.id].verdict.origin
        if other.source.id not in taken and first is not other and (again := _copied(first, other)):
            _take(again, taken)
    return [_derivation(one) for one in taken.values()]


def _take(one: _Found, taken: dict[str, _Found]) -> None:
    rewrite, origin = one.verdict.rewrite.source.id, one.verdict.origin.source.id
    if rewrite not in taken and not _leads_to(origin, rewrite, taken):
        taken[rewrite] = one


def _copied(a: Article, b: Article) -> _Found | None:
    held = contained(runs(a.told), runs(b.told))
    if held < COPIED:
        return None
    comparison = compare(share(a, b), held)
    verdict = direct(comparison)
    return _Found(_strength(comparison) + verdict.credited, comparison, verdict)


def _derivation(one: _Found) -> Derivation:
    rewrite, origin = one.verdict.rewrite, one.verdict.origin
    return Derivation(
        source=rewrite.source.id,
        origin=origin.source.id,
        kind="copy" if one.comparison.is_copy else "rewrite",
        reasons=_reasons(one),
        losses=find_losses(rewrite, origin) if one.verdict.directed else (),
    )


def _reasons(one: _Found) -> tuple[str, ...]:
    """What the two have in common and which came first; where that is not told no words presume it."""
    rewrite, origin = one.verdict.rewrite, one.verdict.origin
    reasons = (*evidence(one.comparison, rewrite, origin), *one.verdict.reasons)
    if one.verdict.directed:
        return reasons
    later = one.comparison.later
    sizes = ("the shorter article", "the longer article")
    mine, theirs = sizes if len(rewrite.body) <= len(origin.body) else sizes[::-1]
    neutral = (reason.replace(later, mine).replace("the original", theirs) for reason in reasons)
    return tuple(reason.replace("restate one of", "restate one sentence of") for reason in neutral)


def _leads_to(start: str, goal: str, taken: Mapping[str, _Found]) -> bool:
    while start in taken:
        start = taken[start].verdict.origin.source.id
        if start == goal:
            return True
    return False
