"""Which article repeats or rewrites which, with the reasons in plain sentences.

Copies share their five-word runs. Rewrites do not (measured: .08 of them); they share statement after statement, the
same details and mostly the same order. The cuts are those of the study behind this project: mutual partners for 0.4
of the shorter article, a mean best score of 0.42, and 0.7 of the details of the poorer article found in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from explorer.models import Derivation, Reading
from explorer.resolve.align import Alignment
from explorer.resolve.articles import Article, Comparison, build_articles, compare
from explorer.resolve.directions import direct
from explorer.resolve.features import SAME_CLAIM, Weights
from explorer.resolve.guards import NUMBERS, REVERSE
from explorer.resolve.items import Item, MentionKey
from explorer.resolve.losses import find_losses
from explorer.resolve.shingles import copied_pairs

PARTNERS = 0.40
"""Mutual firm partners, as a share of the sentences of the shorter article."""

MEAN_BEST = 0.42
"""Mean score of the best partner, over the sentences of the article that has the better one."""

DETAILS = 0.70
"""Share of the poorer article's names and amounts, by weight, that the other one holds too."""

LEAST_PARTNERS = 4
"""Fewer common sentences than this show nothing, however short the article."""

LINKED = 3
"""Matching statements from which two articles are worth comparing sentence by sentence."""

UNVOUCHED = 0.60
"""Share of partners that is enough when neither a common quotation nor a lost credit vouches for the rewrite."""


def find_derivations(
    readings: Sequence[Reading],
    items: Sequence[Item],
    alignment: Alignment,
    weights: Weights,
    entity_of: Mapping[MentionKey, str],
) -> list[Derivation]:
    """At most one derivation for each source, and no cycles; `readings` are in the order that `items` index."""
    articles = build_articles(readings, items, weights, entity_of)
    copies = copied_pairs([article.told for article in articles])
    likely = sorted({*copies, *_linked(items, alignment)})
    found: list[tuple[float, Comparison]] = []
    for a, b in likely:
        comparison = compare(articles[a], articles[b], copies.get((a, b), 0.0))
        strength = _strength(comparison, items, alignment)
        if strength:
            found.append((strength, comparison))
    found.sort(key=lambda entry: (-entry[0], entry[1].a.source.id, entry[1].b.source.id))
    return _directed(found, items, alignment)


def _linked(items: Sequence[Item], alignment: Alignment) -> set[tuple[int, int]]:
    """Pairs of readings that share enough matching statements to be worth a look sentence by sentence."""
    shared: dict[tuple[int, int], set[int]] = defaultdict(set)
    for pair in alignment.pairs:
        a, b = items[pair.a], items[pair.b]
        if a.index != b.index and pair.score >= SAME_CLAIM and not pair.barriers:
            low, high = sorted((a, b), key=lambda item: item.index)
            shared[low.index, high.index].add(low.order)
    return {pair for pair, orders in shared.items() if len(orders) >= LINKED}


def _strength(comparison: Comparison, items: Sequence[Item], alignment: Alignment) -> float:
    """How firmly the two articles belong together; 0 when they do not."""
    if comparison.copied:
        return 1.0 + comparison.copied
    if len(comparison.partners) < LEAST_PARTNERS:
        return 0.0
    share = len(comparison.partners) / max(1, min(len(comparison.a.sentences), len(comparison.b.sentences)))
    if share < PARTNERS or comparison.mean_best < MEAN_BEST or comparison.details < DETAILS:
        return 0.0
    vouched = comparison.quotation or _credits_lost(comparison) or share >= UNVOUCHED
    if not vouched or _contradict(comparison, items, alignment):
        return 0.0
    return (share + comparison.mean_best + comparison.details) / 3


def _credits_lost(comparison: Comparison) -> bool:
    """Whether one article credits nobody where the other does."""
    return bool(comparison.a.credits) != bool(comparison.b.credits)


def _contradict(comparison: Comparison, items: Sequence[Item], alignment: Alignment) -> bool:
    """Whether the two give other values, or the reverse, of one matter: a second report, not a second wording."""
    ids = {comparison.a.source.id, comparison.b.source.id}
    return any(
        {items[pair.a].source.id, items[pair.b].source.id} == ids
        and pair.score >= SAME_CLAIM
        and len(pair.barriers) == 1
        and pair.barriers[0] in (NUMBERS, REVERSE)
        for pair in alignment.pairs
    )


def _directed(
    found: Sequence[tuple[float, Comparison]], items: Sequence[Item], alignment: Alignment
) -> list[Derivation]:
    origin_of: dict[str, str] = {}
    out: list[Derivation] = []
    for _, comparison in found:
        verdict = direct(comparison)
        if verdict is None:
            continue
        rewrite, origin, reasons = verdict
        if rewrite.source.id in origin_of or _leads_to(origin.source.id, rewrite.source.id, origin_of):
            continue
        origin_of[rewrite.source.id] = origin.source.id
        out.append(
            Derivation(
                source=rewrite.source.id,
                origin=origin.source.id,
                kind="copy" if comparison.copied else "rewrite",
                reasons=(*_evidence(comparison, rewrite, origin), *reasons),
                losses=find_losses(rewrite, origin, items, alignment),
            )
        )
    return out


def _leads_to(start: str, goal: str, origin_of: dict[str, str]) -> bool:
    while start in origin_of:
        start = origin_of[start]
        if start == goal:
            return True
    return False


def _evidence(comparison: Comparison, rewrite: Article, origin: Article) -> list[str]:
    """What the two articles have in common, as sentences with facts in them."""
    reasons: list[str] = []
    if comparison.copied:
        reasons.append(f"{comparison.copied:.0%} of the five-word runs of the shorter article stand in the other one")
    pairs = sorted(comparison.partners if rewrite is comparison.a else [(b, a) for a, b in comparison.partners])
    if pairs:
        kept = _longest_rise([b for _, b in pairs])
        order = f", {kept} in the same order" if len(pairs) > 1 else ""
        reasons.append(
            f"{len(pairs)} of {len(rewrite.sentences)} sentences have a counterpart in {origin.source.path}{order}"
        )
    if comparison.quotation:
        words = len(comparison.quotation.split())
        reasons.append(f"the same quotation of {words} words stands in both: “{comparison.quotation}”")
    if comparison.details >= DETAILS and not comparison.copied:
        reasons.append(
            f"{comparison.details:.0%} of the names and amounts of the poorer article stand in the other one"
        )
    return reasons


def _longest_rise(values: Sequence[int]) -> int:
    """Length of the longest run, with gaps, in which the values only rise: how far the order of telling is kept."""
    best = [1] * len(values)
    for i, value in enumerate(values):
        best[i] = 1 + max((best[j] for j in range(i) if values[j] < value), default=0)
    return max(best, default=0)
