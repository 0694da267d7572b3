"""Where accounts differ, typed and graded. Precision before recall: a false alarm costs the reader's trust.

Within a claim, the wordings of different sources are compared (scope, modality, entity, attribution, and numbers and
dates of members that both match the centre). Between claims, pairs are compared that would be one claim were it not
for their numbers, their dates or a denial. Of each kind a claim has one disagreement, however many sources take sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from explorer.models import Claim, Disagreement, Entity, Passage, Span
from explorer.resolve.accounts import Contrast, merged, note, with_allies
from explorer.resolve.align import Alignment, Cluster
from explorer.resolve.citations import outdated_citations, unsupported
from explorer.resolve.clusters import Pair
from explorer.resolve.contrasts import between_claims, between_values, side, within_pair
from explorer.resolve.credits import attributions
from explorer.resolve.features import FIRM, SAME_CLAIM
from explorer.resolve.guards import CHANCE, NUMBERS, REVERSE
from explorer.resolve.ids import disagreement_id
from explorer.resolve.items import Item
from explorer.resolve.measures import FATES, number_conflict
from explorer.resolve.other_names import akin
from explorer.resolve.particulars import particulars
from explorer.resolve.populations import populations
from explorer.resolve.presence import omissions
from explorer.resolve.similarity import similarity
from explorer.resolve.story import same_story
from explorer.resolve.telling import LEAST_SHARED, shared_telling
from explorer.resolve.tension import tensions
from explorer.resolve.values import same_deals, values_of
from explorer.terms import account_names

LARGEST = 12
"""Members of a claim that are compared pairwise; beyond, each is compared with the centre only."""

SAME_MEASURE = 0.58
"""Score from which two members of a claim that both match its centre are compared with each other too."""

SAME_MATTER = 0.48
"""Score from which two statements of different claims are compared when they also share a name and `TELLING` words."""

UNMERGED = 0.6
"""Score from which two statements with nothing against them, that other members kept apart, are compared."""

TELLING = 3
"""A like amount of both ("killing 10 people", "three people were killed") is one of them within a story."""

NAMELESS = 5
"""And without a shared name."""


def find_disagreements(
    alignment: Alignment,
    items: Sequence[Item],
    claims: Sequence[Claim],
    home: Mapping[int, str],
    entities: Mapping[str, Entity],
) -> list[Disagreement]:
    """All disagreements, each once; `home` maps the order of an item to the id of its claim."""
    sources = {item.source.id: item.source for item in items}
    by_id = {claim.id: claim for claim in claims}
    contrasts = [
        *populations(items),
        *particulars(items),
        *_inside_claims(alignment, items, entities),
        *_across_claims(alignment, items, home),
        *tensions(alignment.pairs, items),
        *omissions(alignment, items, {order: by_id[key] for order, key in home.items()}),
        *unsupported(items, entities),
    ]
    names = account_names(sources.values())
    found: dict[str, Disagreement] = {}
    for contrast in _each_once(contrasts):
        _add(found, contrast, home, names)
    for disagreement in outdated_citations(claims, sources, names):
        found[disagreement.id] = disagreement
    return [found[key] for key in sorted(found)]


def _each_once(contrasts: Iterable[Contrast]) -> Iterable[Contrast]:
    """The contrasts without those that tell of the same words in the same sentences: of a clause, and of the whole."""
    told: dict[tuple[str, frozenset[str]], set[tuple[str, Span]]] = defaultdict(set)
    for contrast in contrasts:
        voices = frozenset(f"{voice.verb} {voice.words}" for voice in contrast.voices)
        places = {(item.source.id, item.statement.sentence) for item in contrast.items}
        known = [told[key] for key in told if key[0] == contrast.kind and voices <= key[1]]
        if all(len(those & places) < 2 for those in known):
            yield contrast
        told[contrast.kind, voices] |= places


def _inside_claims(alignment: Alignment, items: Sequence[Item], entities: Mapping[str, Entity]) -> Iterable[Contrast]:
    values = values_of(items)
    named: dict[str, set[str]] = defaultdict(set)
    for item in items:
        named[item.source.id].update(n.entity for n in item.named)
        named[item.source.id].update(link.id for link in item.statement.chain if link.id)
    known = {source: frozenset(ids) for source, ids in named.items()}
    for cluster in alignment.clusters:
        firsts = _firsts(cluster, items)
        members = [items[order] for order in cluster.members]
        sums = [between_values(mine, theirs) for mine, theirs in same_deals(members, values)]
        yield from merged(
            [*attributions(firsts, entities, known), *_inside(cluster, items, firsts), *filter(None, sums)]
        )


def _firsts(cluster: Cluster, items: Sequence[Item]) -> list[Item]:
    """The first body statement of each source of a claim; its centre for the centre's source."""
    firsts: dict[str, Item] = {}
    for order in cluster.members:
        item = items[order]
        if item.statement.role == "body" and (item.source.id not in firsts or order == cluster.centre):
            firsts[item.source.id] = item
    return [firsts[key] for key in sorted(firsts)]


def _inside(cluster: Cluster, items: Sequence[Item], members: Sequence[Item]) -> list[Contrast]:
    """Contrasts between the first body statements of the sources of one claim."""
    centre = items[cluster.centre]
    pairs = (
        [(a, b) for i, a in enumerate(members) for b in members[i + 1 :]]
        if len(members) <= LARGEST
        else [(centre, b) for b in members if b.source.id != centre.source.id]
    )
    near = [(a, b) for a, b in pairs if centre in (a, b) or similarity(a, b) >= SAME_MEASURE]
    return [contrast for a, b in near for contrast in within_pair(a, b)]


def _across_claims(alignment: Alignment, items: Sequence[Item], home: Mapping[int, str]) -> Iterable[Contrast]:
    """Contrasts between claims, one of each kind for those that hang together."""
    found: list[tuple[tuple[str, str], Contrast]] = []
    for pair in alignment.pairs:
        a, b = items[pair.a], items[pair.b]
        chance = CHANCE in pair.barriers and (pair.score < FIRM or len(shared_telling(a, b)) < LEAST_SHARED)
        if not pair.barriers and (pair.score < UNMERGED or home[a.order] == home[b.order]):
            continue
        if a.source.id == b.source.id or chance or not _is_close(pair, a, b):
            continue
        if difference := between_claims(a, b, pair.barriers):
            found.append(((home[a.order], home[b.order]), difference))
    allies = {order: _firsts(cluster, items) for cluster in alignment.clusters for order in cluster.members}
    for contrasts in _groups(found):
        for contrast in merged(contrasts):
            yield with_allies(contrast, allies)


def _groups(found: Sequence[tuple[tuple[str, str], Contrast]]) -> list[list[Contrast]]:
    """The contrasts between claims, those of one kind that share a claim together."""
    head: dict[tuple[str, str], tuple[str, str]] = {}

    def top(key: tuple[str, str]) -> tuple[str, str]:
        while head.setdefault(key, key) != key:
            key = head[key]
        return key

    for (first, second), contrast in found:
        ends = sorted((top((contrast.kind, first)), top((contrast.kind, second))))
        head[ends[1]] = ends[0]
    groups: dict[tuple[str, str], list[Contrast]] = defaultdict(list)
    for (first, _), contrast in found:
        groups[top((contrast.kind, first))].append(contrast)
    return [groups[key] for key in sorted(groups)]


def _is_close(pair: Pair, a: Item, b: Item) -> bool:
    """Whether two statements that are no claim together are near enough for their difference to mean something."""
    shared = {named.entity for named in a.named} & {named.entity for named in b.named} | (a.subjects & b.subjects)
    telling = len(shared_telling(a, b)) + _tell_one_count(a, b)
    if not shared and not any(akin(a, b, kind) for kind in ("person", "organization", "product")):
        counted = telling >= NAMELESS and pair.score >= UNMERGED and _tell_one_count(a, b)
        return counted or (pair.score >= FIRM and NUMBERS not in pair.barriers)
    cut = SAME_CLAIM if REVERSE in pair.barriers else SAME_MATTER
    return pair.score >= FIRM or (pair.score >= cut and telling >= TELLING)


def _tell_one_count(a: Item, b: Item) -> bool:
    """Whether two statements of one story differ in how many were killed, hurt or are missing, and in no magnitude."""
    if not same_story(a.story, b.story):
        return False
    values = number_conflict(side(a), side(b))
    return values is not None and values[0].unit in FATES


def _add(found: dict[str, Disagreement], contrast: Contrast, home: Mapping[int, str], names: Mapping[str, str]) -> None:
    passages = tuple(
        Passage(item.source.id, item.span.start, item.span.end)
        for item in sorted(contrast.items, key=lambda item: (item.source.path, item.source.id, item.span))
    )
    told = contrast.voices[0].items if contrast.kind == "presence" else contrast.items
    claims = tuple(sorted({home[item.order] for item in told}))
    key = disagreement_id(contrast.kind, passages)
    found.setdefault(key, Disagreement(key, contrast.kind, contrast.grade, claims, passages, note(contrast, names)))
