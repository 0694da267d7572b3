"""The screen of an entity: its names, what it says, what is said of it, beside whom, and every place that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.errors import NotFoundError
from explorer.lists import Filter
from explorer.text.phrases import plural
from explorer.tui.keys.actions import key_of
from explorer.tui.reading.entries import Goal
from explorer.tui.reading.places import ViewId
from explorer.tui.views.outlines import Outlined, OutlineScreen, outlined
from explorer.views.outline import Item, Lead, Part

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.views.scope import Scope

_MOST = 100  # entities to choose from


class EntityScreen(OutlineScreen):
    """Opened by `I`; of a row that is no entity, it lets the reader choose among those that the row touches."""

    view: ViewId = "entity"

    def make(self, database: Database, scope: Scope) -> Outlined:
        """What is known of the entity in scope, or the choice."""
        from explorer.views import entity

        rows = [] if scope.subject is None or scope.subject[0] == "entity" else _touched(database, *scope.subject)
        if len(rows) > 1:
            return _choice(database, rows)
        if rows:
            chosen = database.items("entity", rows)[0].id
            model = entity.of_entity(database, chosen, scope)
        else:
            _need_one(database, scope)
            model = entity.make(database, scope)
        return outlined(database, entity.title(model), "Entity", entity.parts(model))

    def leave_for(self, goal: Goal) -> None:
        """To another entity within this view; to anything else out of it."""
        if goal.kind == "entity":
            self.main.visit("entity", ("entity", goal.id))
        else:
            super().leave_for(goal)


def _need_one(database: Database, scope: Scope) -> None:
    """Raise NotFoundError where no entity can be meant: a sentence says why, and where there are some."""
    if scope.filter.entity is not None or (scope.subject is not None and scope.subject[0] == "entity"):
        return
    if not database.counts()["entities"]:
        raise NotFoundError("This database holds no entities")
    row = (
        "No row is chosen that names an entity" if scope.subject is None else f"This {scope.subject[0]} names no entity"
    )
    raise NotFoundError(f"{row}; {key_of('explore')} and {key_of('entities')} lead to the list of all")


def _touched(database: Database, kind: str, identity: str) -> list[int]:
    """The entities of a claim or a source, the weightiest first."""
    return list(database.rows("entity", Filter(claim=identity) if kind == "claim" else Filter(source=identity)))


def _choice(database: Database, rows: list[int]) -> Outlined:
    items = [
        Item(item.name, item.type, lead=Lead("entity", item.id)) for item in database.items("entity", rows[:_MOST])
    ]
    if len(rows) > _MOST:
        items.append(Item(f"and {plural(len(rows) - _MOST, 'entity')} more", tone="quiet"))
    part = Part(f"Choose one of {plural(len(rows), 'entity')}", tuple(items))
    return outlined(database, "Which entity?", "Entity", [part])
