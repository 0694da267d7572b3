"""Where accounts differ, typed and graded. Precision before recall: a false alarm costs the reader's trust.

Within a claim, the wordings of different sources are compared (scope, modality, entity, attribution, and numbers and
dates of members that both match the centre). Between claims, pairs are compared that would be one claim were it not
for their numbers, their dates or a denial.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explorer.models import Claim, Disagreement, DisagreementKind, Entity, Passage
from explorer.resolve.align import Alignment, Cluster, Pair, similarity
from explorer.resolve.citations import outdated_citations
from explorer.resolve.contrasts import Contrast, between_claims, between_values, within_claim, within_pair
from explorer.resolve.features import FIRM, SAME_CLAIM
from explorer.resolve.guards import NUMBERS, REVERSE, akin, shared_telling
from explorer.resolve.ids import disagreement_id
from explorer.resolve.items import Item
from explorer.resolve.values import same_deals, values_of

LARGEST = 12
"""Members of a claim that are compared pairwise; beyond, each is compared with the centre only."""

SAME_MEASURE = 0.58
"""Score from which two members of a claim that both match its centre are compared with each other too."""

SAME_MATTER = 0.48
"""Score from which two statements of different claims are compared when they also share a name and `TELLING` words."""

TELLING = 3


def find_disagreements(
    alignment: Alignment,
    items: Sequence[Item],
    claims: Sequence[Claim],
    home: Mapping[int, str],
    entities: Mapping[str, Entity],
) -> list[Disagreement]:
    """All disagreements, each once; `home` maps the order of an item to the id of its claim."""
    found: dict[str, Disagreement] = {}
    values = values_of(items)
    for cluster in alignment.clusters:
        for contrast in _inside(cluster, items, entities):
            _add(found, contrast, home)
        members = [items[order] for order in cluster.members]
        for mine, theirs in same_deals(members, values):
            if (sums := between_values(mine, theirs)) is not None:
                _add(found, sums, home)
    for pair in alignment.pairs:
        a, b = items[pair.a], items[pair.b]
        if a.source.id == b.source.id or not _is_close(pair, a, b):
            continue
        difference = between_claims(a, b, pair.barriers)
        if difference:
            _add(found, difference, home)
    for disagreement in outdated_citations(claims, {item.source.id: item.source for item in items}):
        found[disagreement.id] = disagreement
    return [found[key] for key in sorted(found)]


def _inside(cluster: Cluster, items: Sequence[Item], entities: Mapping[str, Entity]) -> list[Contrast]:
    """Contrasts between the first body statements of the sources of one claim."""
    firsts: dict[str, Item] = {}
    for order in cluster.members:
        item = items[order]
        if item.statement.role == "body":
            known = firsts.get(item.source.id)
            if known is None or order == cluster.centre:
                firsts[item.source.id] = item
    members = [firsts[key] for key in sorted(firsts)]
    contrasts = within_claim(members, entities)
    centre = items[cluster.centre]
    pairs = (
        [(a, b) for i, a in enumerate(members) for b in members[i + 1 :]]
        if len(members) <= LARGEST
        else [(centre, b) for b in members if b.source.id != centre.source.id]
    )
    for a, b in pairs:
        if centre in (a, b) or similarity(a, b) >= SAME_MEASURE:
            contrasts += within_pair(a, b)
    return contrasts


def _is_close(pair: Pair, a: Item, b: Item) -> bool:
    """Whether two statements that are no claim together are near enough for their difference to mean something."""
    shared = {named.entity for named in a.named} & {named.entity for named in b.named} | (a.subjects & b.subjects)
    if not shared and not any(akin(a, b, kind) for kind in ("person", "organization", "product")):
        return pair.score >= FIRM and NUMBERS not in pair.barriers
    cut = SAME_CLAIM if REVERSE in pair.barriers else SAME_MATTER
    return pair.score >= FIRM or (pair.score >= cut and len(shared_telling(a, b)) >= TELLING)


def _add(found: dict[str, Disagreement], contrast: Contrast, home: Mapping[int, str]) -> None:
    passages = tuple(
        Passage(item.source.id, item.span.start, item.span.end)
        for item in sorted(contrast.items, key=lambda item: (item.source.path, item.source.id, item.span))
    )
    claims = tuple(sorted({home[item.order] for item in contrast.items}))
    kind: DisagreementKind = contrast.kind
    key = disagreement_id(kind, passages)
    found.setdefault(key, Disagreement(key, kind, contrast.grade, claims, passages, contrast.note))
