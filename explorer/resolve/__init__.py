"""All sources together: entities, claims (the same statement across sources), origins, derivations, disagreements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.models import Reading, Resolution
from explorer.resolve.align import align
from explorer.resolve.chains import Namer, name_speakers
from explorer.resolve.claims import build_claims
from explorer.resolve.dates import infer_dates
from explorer.resolve.derivations import find_derivations
from explorer.resolve.disagreements import find_disagreements
from explorer.resolve.entities import resolve_entities
from explorer.resolve.items import build_items
from explorer.resolve.kin import find_kin
from explorer.resolve.lookups import Lookup
from explorer.resolve.meaning import Scorer
from explorer.resolve.recall import Recall
from explorer.resolve.references import audit
from explorer.resolve.verdicts import remembering

if TYPE_CHECKING:
    from explorer.vectors import Encoder

__all__ = ["RULES_VERSION", "Recall", "resolve"]

RULES_VERSION = "7"
"""Raised whenever a rule of this room changes what it makes of the same readings."""


def resolve(readings: Sequence[Reading], encoder: Encoder | None = None, recall: Recall | None = None) -> Resolution:
    """Resolve a whole folder. Pure: the same readings, in any order, give an equal `Resolution`.

    Statements are compared by their words, and with an `encoder` by their sentence vectors too where the words leave
    it open (see `meaning`). What a `recall` knows of articles, pairs and claims from an earlier run is not worked
    out again, which changes nothing.
    """
    recall = recall or Recall()
    with remembering(recall.verdicts):
        return _resolve(readings, encoder, recall)


def _resolve(readings: Sequence[Reading], encoder: Encoder | None, recall: Recall) -> Resolution:
    ordered = sorted(readings, key=lambda reading: reading.source.id)
    index = resolve_entities(ordered)
    ordered = [name_speakers(reading, index.by_mention) for reading in infer_dates(ordered, index.by_mention)]
    types = {entity.id: entity.type for entity in index.entities}
    lookups = [Lookup(reading, index.by_mention, types) for reading in ordered]
    notes = [recall.notes.of(reading) for reading in ordered]
    items, weights = build_items(ordered, lookups, notes)
    score = Scorer(encoder)
    alignment = align(items, score)
    namer = Namer(index.entities, index.by_mention)
    entities = {entity.id: entity for entity in index.entities}
    derivations = find_derivations(lookups, notes, items, alignment, weights, index.by_mention, score)
    claims, home = build_claims(alignment.clusters, items, ordered, namer, entities, derivations, recall)
    disagreements = find_disagreements(alignment, items, claims, home, entities)
    return Resolution(
        sources=tuple(audit([reading.source for reading in ordered], items, claims)),
        entities=tuple(sorted(index.entities, key=lambda entity: entity.id)),
        claims=tuple(claims),
        derivations=tuple(sorted(derivations, key=lambda d: (d.source, d.origin))),
        disagreements=tuple(sorted(disagreements, key=lambda d: d.id)),
        suggestions=tuple(sorted(index.suggestions, key=lambda s: s.entities)),
        kin=tuple(find_kin(alignment, items, home, entities)),
    )
