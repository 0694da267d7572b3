"""What lists show of a resolution: the order of their rows and the counts that stand in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explorer.models import Claim, Entity, Evidence, Link, Resolution, Source


def source_order(sources: Iterable[Source]) -> list[Source]:
    """By path, as a directory lists them."""
    return sorted(sources, key=lambda source: source.path)


def entity_order(entities: Iterable[Entity]) -> list[Entity]:
    """The weightiest first: named by more sources, then more often; equals by name."""
    return sorted(
        entities,
        key=lambda e: (-len({m.source for m in e.mentions}), -len(e.mentions), e.name.casefold(), e.name, e.id),
    )


def claim_order(claims: Iterable[Claim], disagreements: Counter[str], paths: Mapping[str, str]) -> list[Claim]:
    """What a fact-checker would take up first: by worth, a point more for each further source and for a dispute.

    What is worth nothing comes last, whoever shares it. Equals stand by worth, then as the sources (`paths` by id)
    and their texts run.
    """

    def place(claim: Claim) -> tuple[int, int, int, str, int, str]:
        sources, first = len(claim_sources(claim)), claim.evidence[0].statement
        points = claim.worth + sources - 1 + (disagreements[claim.id] > 0) if claim.worth else 0
        return -points, -claim.worth, -sources, paths.get(first.source, ""), first.start, claim.id

    return sorted(claims, key=place)


def claim_sources(claim: Claim) -> set[str]:
    """Ids of the sources that hold evidence of the claim, wherever in the article it stands."""
    return {evidence.statement.source for evidence in claim.evidence}


def said_by(evidence: Evidence) -> list[Link]:
    """The speakers the prose names, nearest first, resolved where they are: without the article and its publisher."""
    resolved = {(link.text, link.start, link.end): link for link in evidence.attribution}
    printed = [link for link in evidence.statement.chain if link.kind != "reference"]
    return [link if link.id else resolved.get((link.text, link.start, link.end), link) for link in printed]


@dataclass(frozen=True)
class Display:
    """A resolution in the order of its lists, with what each row counts."""

    sources: list[Source]
    entities: list[Entity]
    claims: list[Claim]
    disagreements_of: Counter[str]
    """Claim id → in how many disagreements it takes part."""
    claims_of: Counter[str]
    """Source id → how many claims it makes."""
    touched_by: dict[str, set[str]]
    """Claim id → ids of the entities it is about or was said by: what choosing an entity shows."""
    names: dict[str, str]
    """Entity id → name."""

    @classmethod
    def of(cls, resolution: Resolution) -> Display:
        """Order and count everything once; needs memory for the ids only."""
        disputes = Counter(claim for dispute in resolution.disagreements for claim in set(dispute.claims))
        touched: dict[str, set[str]] = defaultdict(set)
        made: Counter[str] = Counter()
        for claim in resolution.claims:
            made.update(claim_sources(claim))
            speakers = {link.id for e in claim.evidence for link in said_by(e) if link.kind == "entity" and link.id}
            touched[claim.id] = set(claim.entities) | speakers
        return cls(
            sources=source_order(resolution.sources),
            entities=entity_order(resolution.entities),
            claims=claim_order(resolution.claims, disputes, {source.id: source.path for source in resolution.sources}),
            disagreements_of=disputes,
            claims_of=made,
            touched_by=touched,
            names={entity.id: entity.name for entity in resolution.entities},
        )

    def speakers(self, claim: Claim) -> str:
        """The nearest speaker of each evidence, each once, in the order of the evidence: "Jensen Huang; employees"."""
        nearest = (next(iter(said_by(evidence)), None) for evidence in claim.evidence)
        return "; ".join(dict.fromkeys(self.names.get(link.id or "", link.text) for link in nearest if link))
