"""The JSON twins of what `show` prints: the records as they are, with the excerpts that their spans stand for."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from explorer.lists import Filter
from explorer.models import Derivation, Disagreement

if TYPE_CHECKING:
    from explorer.store.reader import Database

Record = dict[str, Any]


def source_record(database: Database, source_id: str) -> Record:
    """A source without its text, with the ids and texts of its claims, whom it names, and its derivations."""
    source = database.source(source_id)
    record = asdict(source)
    record["length"] = len(record.pop("text"))
    items = database.items("claim", database.rows("claim", Filter(source=source_id)))
    record["claims"] = [{"id": item.id, "text": item.text} for item in items]
    record["credited"] = [
        {"id": identity, "name": name, "claims": claims}
        for name, identity, claims in database.around.credited(source_id)
    ]
    record["derivations"] = [derivation_record(derivation) for derivation in database.derivations(source_id)]
    return record


def entity_record(database: Database, entity_id: str) -> Record:
    """An entity with its mentions, its claims, which of them it says, which are of it, and who is told of with it."""
    record = asdict(database.entity(entity_id))
    items = database.items("claim", database.rows("claim", Filter(entity=entity_id)))
    record["claims"] = [{"id": item.id, "text": item.text} for item in items]
    told = database.around.told(entity_id)
    record["says"] = [item.id for item in database.items("claim", told.by)]
    record["said_of"] = [item.id for item in database.items("claim", told.of)]
    record["neighbours"] = [
        {"id": identity, "name": name, "type": kind, "claims": claims}
        for identity, name, kind, claims in database.around.neighbours(entity_id)
    ]
    record["suggestions"] = [asdict(s) for s in database.suggestions() if entity_id in s.entities]
    return record


def claim_record(database: Database, claim_id: str) -> Record:
    """A claim; each evidence with its excerpt and its sentence."""
    claim = database.claim(claim_id)
    record = asdict(claim)
    for evidence, twin in zip(claim.evidence, record["evidence"], strict=True):
        statement, text = evidence.statement, database.text(evidence.statement.source)
        twin["excerpt"] = text[statement.extent.start : statement.extent.end]
        twin["sentence"] = text[statement.sentence.start : statement.sentence.end]
    record["origin_graph"] = origins_record(database, claim_id)
    record["disagreements"] = [
        disagreement_record(database, disagreement) for disagreement in database.disagreements(claim=claim_id)
    ]
    record["related"] = [asdict(kin) for kin in database.kin(claim_id)]
    return record


def origins_record(database: Database, claim_id: str) -> Record:
    """Who has a claim from whom; each step that a text shows with the words that name the giver."""
    record = asdict(database.origins(claim_id))
    for edge in record["edges"]:
        if (passage := edge["passage"]) is not None:
            passage["excerpt"] = database.text(passage["source"])[passage["start"] : passage["end"]]
    return record


def disagreement_record(database: Database, disagreement: Disagreement) -> Record:
    """A disagreement; each passage with its excerpt."""
    record = asdict(disagreement)
    for passage in record["evidence"]:
        passage["excerpt"] = database.text(passage["source"])[passage["start"] : passage["end"]]
    return record


def derivation_record(derivation: Derivation) -> Record:
    """A derivation as it is."""
    return asdict(derivation)
