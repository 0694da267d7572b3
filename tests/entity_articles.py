"""Articles of a line or two, and the entities that they name."""

from __future__ import annotations

from explorer.models import Entity
from explorer.resolve.entities import EntityIndex, resolve_entities
from tests.names_articles import reading


def resolve(*texts: str) -> EntityIndex:
    """The entities of some articles; the first of several lines is a headline."""
    return resolve_entities([reading(text, first="title" if "\n" in text else "body") for text in texts])


def entity(index: EntityIndex, name: str) -> Entity:
    """The one entity of that name."""
    found = [entity for entity in index.entities if entity.name == name]
    assert len(found) == 1, [e.name for e in index.entities]
    return found[0]


def aliases(index: EntityIndex, name: str) -> dict[str, str]:
    """The other surfaces of an entity with their reasons."""
    return {alias.surface: alias.reason for alias in entity(index, name).aliases}
