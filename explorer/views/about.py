"""All that is known of one row: what origins, disagreements, entities and sources each tell of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.lists import Filter, ListKind
from explorer.views import disagreements, entity, origins, source
from explorer.views.outline import Item, Lead, Part
from explorer.views.scope import Scope

if TYPE_CHECKING:
    from explorer.store.reader import Database

_MOST = 40
"""Disagreements that are told in full; the view of disagreements has the others."""


@dataclass(frozen=True, slots=True)
class About:
    """A row in words."""

    kind: ListKind
    title: str
    parts: tuple[Part, ...]


def make(database: Database, scope: Scope) -> About:
    """What is known of the row under the cursor; raises NotFoundError for an id that is not there."""
    if scope.subject is None:  # no action asks for it without one
        return About("claim", "", ())
    kind, identity = scope.subject
    return _MAKERS[kind](database, identity)


def _of_claim(database: Database, identity: str) -> About:
    """Its origins and rewrites, its disagreements, other claims of its event, its worth."""
    model, claim = origins.of_claim(database, identity), database.claim(identity)
    parts = [*origins.parts(model), *_disputes(database, Filter(claim=identity))]
    related = []
    for kin in database.kin(identity):
        other = next(each for each in kin.claims if each != identity)
        item = database.items("claim", [database.row_of(other)])[0]
        related += [Item(item.text, "claim", lead=Lead("claim", other)), Item(kin.reason, tone="quiet", depth=1)]
    if related:
        parts.append(Part("Other claims about the same event", tuple(related)))
    if claim.worth_reasons:
        reasons = tuple(Item(reason) for reason in claim.worth_reasons)
        parts.append(Part(f"Worth checking: {claim.worth} of 3", reasons))
    return About("claim", model.text, tuple(parts))


def _of_entity(database: Database, identity: str) -> About:
    """Its names, what it says and what is said of it, and where accounts of it differ."""
    model = entity.of_entity(database, identity)
    parts = (*entity.parts(model), *_disputes(database, Filter(entity=identity)))
    return About("entity", entity.title(model), parts)


def _of_source(database: Database, identity: str) -> About:
    """What is known of it and doubtful in it, what it derives from, and where it differs from others."""
    model = source.make(database, Scope(subject=("source", identity)))
    return About("source", model.title, (*source.parts(model), *_disputes(database, Filter(source=identity))))


def _disputes(database: Database, narrowed: Filter) -> list[Part]:
    rows = sorted(database.around.disagreement_rows(narrowed))
    if not rows:
        return []
    items = disagreements.told_items(disagreements.read(database, rows[:_MOST]))
    if len(rows) > _MOST:
        items.append(Item(f"and {len(rows) - _MOST:,} more", tone="quiet"))
    return [Part("Where accounts differ", tuple(items))]


_MAKERS: Mapping[ListKind, Callable[[Database, str], About]] = {
    "claim": _of_claim,
    "entity": _of_entity,
    "source": _of_source,
}
