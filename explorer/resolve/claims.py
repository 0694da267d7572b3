"""Clusters of statements as claims with evidence, chains, entities and a readable text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from explorer.models import Claim, Derivation, Entity, Evidence, Link, Reading
from explorer.origins import origin_graph
from explorer.resolve.align import Cluster, relation
from explorer.resolve.chains import Namer, attribution
from explorer.resolve.ids import claim_id
from explorer.resolve.items import Item
from explorer.resolve.normal_form import normal_form
from explorer.resolve.recall import Recall, Scopes, Told
from explorer.text.ids import content_id

_CITING = ("citing", "quoting")


def build_claims(
    clusters: Sequence[Cluster],
    items: Sequence[Item],
    readings: Sequence[Reading],
    namer: Namer,
    entities: Mapping[str, Entity],
    derivations: Sequence[Derivation],
    recall: Recall | None = None,
) -> tuple[list[Claim], dict[int, str]]:
    """The claims sorted by id, and for each item (by order) the id of its claim; `recall` knows what was told before.

    Evidence stands in the order of the sources' paths and of the text, so that a page reads the same everywhere.
    """
    teller = _Teller(items, readings, entities, derivations, recall or Recall())
    claims: dict[str, Claim] = {}
    home: dict[int, str] = {}
    for cluster in sorted(clusters, key=lambda c: (items[c.centre].source.id, items[c.centre].span)):
        claim, key = _claim(cluster, items, readings, namer, teller)
        if claim.id in claims:  # a second file of equal bytes has a centre at the same place
            centre = items[cluster.centre]
            fresh = content_id("c", centre.source.sha256, centre.source.id, f"{centre.span.start}:{centre.span.end}")
            claim = replace(claim, id=fresh)
        claims[claim.id] = claim
        teller.recall.keys[claim.id] = key
        home.update(dict.fromkeys((*cluster.members, *cluster.covered), claim.id))
    return [claims[key] for key in sorted(claims)], home


class _Teller:
    """Puts claims into words and tells their origins, where that was not done before."""

    def __init__(
        self,
        items: Sequence[Item],
        readings: Sequence[Reading],
        entities: Mapping[str, Entity],
        derivations: Sequence[Derivation],
        recall: Recall,
    ) -> None:
        self.recall = recall
        self._scopes = Scopes(readings, items, entities, derivations)

    def tell(self, centre: Item, members: Sequence[Item], evidence: Sequence[Evidence]) -> tuple[Told, bytes]:
        """What there is to tell of a claim, and its key."""
        scope = self._scopes.scope(centre, members, evidence)
        told = self.recall.find(scope.key)
        if told is None:
            graph = origin_graph(evidence, scope.sources, scope.derivations, scope.entities)
            text = normal_form(centre, _speaker(evidence, centre), scope.entities)
            told = Told(text, len(graph.ends), graph.note)
        return told, scope.key


def _claim(
    cluster: Cluster, items: Sequence[Item], readings: Sequence[Reading], namer: Namer, teller: _Teller
) -> tuple[Claim, bytes]:
    """A claim and the key of what is told of it."""
    centre = items[cluster.centre]
    members = [items[order] for order in cluster.members]
    members.sort(key=lambda item: (item.source.path, item.source.id, item.span))
    evidence = tuple(
        Evidence(
            statement=item.statement,
            attribution=attribution(readings[item.index], item.statement, namer),
            match=relation(centre, item),
        )
        for item in members
    )
    best = max(members, key=lambda item: (item.statement.role == "body", item.statement.worth, item is centre))
    told, key = teller.tell(centre, members, evidence)
    claim = Claim(
        id=claim_id(centre.source, centre.statement),
        text=told.text,
        kind=centre.statement.kind,
        worth=best.statement.worth,
        worth_reasons=best.statement.worth_reasons,
        entities=_entities(members, evidence),
        evidence=evidence,
        origins=told.origins,
        origins_note=told.note,
    )
    return claim, key


def _speaker(evidence: Sequence[Evidence], centre: Item) -> Link | None:
    """Whose words the centre's own statement gives: the farthest speaker, but for sources that a report only cites."""
    for piece in evidence:
        if piece.statement is centre.statement and centre.statement.chain:
            known = {(link.start, link.end): link for link in piece.attribution}
            own = [link for link in centre.statement.chain[1:] if not _is_cited(link, centre.source.text)]
            one = own[-1] if own else centre.statement.chain[0]
            return known.get((one.start, one.end), one)
    return None


def _is_cited(link: Link, text: str) -> bool:
    """Whether a speaker stands behind "citing": `"Sales fell," the paper wrote, citing a banker` is the paper's."""
    return link.start is not None and text[max(link.start - 12, 0) : link.start].rstrip().endswith(_CITING)


def _entities(members: Sequence[Item], evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Ids of what the evidence names, of whom its pronouns stand for, and of its speakers; sorted."""
    named = {known.entity for item in members for known in item.named}
    about = {entity for item in members for entity in item.subjects}
    speakers = {
        link.id for piece in evidence for link in piece.attribution if link.kind in ("entity", "unnamed") and link.id
    }
    return tuple(sorted(named | about | speakers))
