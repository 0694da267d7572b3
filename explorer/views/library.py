"""The sources and names that a view speaks of, each read once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from explorer.models import Passage, Source
from explorer.terms import account_name, full_account_name
from explorer.views.outline import Excerpt

if TYPE_CHECKING:
    from explorer.store.reader import Database

_KEPT = 512  # sources held: texts of articles are a few kilobytes each


class Library:
    """Sources, entities' names and passages of one database, as views word them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.source: Callable[[str], Source] = lru_cache(_KEPT)(database.source)
        self._entity = lru_cache(_KEPT)(self._read_entity)

    def _read_entity(self, identity: str) -> str:
        return self.database.items("entity", [self.database.row_of(identity)])[0].name

    def entity(self, identity: str) -> str:
        """The name of an entity."""
        return self._entity(identity)

    def name(self, identity: str) -> str:
        """What a source is called in a sentence."""
        return account_name(self.source(identity))

    def full_name(self, identity: str) -> str:
        """Outlet and headline of a source."""
        return full_account_name(self.source(identity))

    def excerpt(self, passage: Passage) -> Excerpt:
        """A passage with its words."""
        source = self.source(passage.source)
        words = source.text[passage.start : passage.end]
        return Excerpt(source.id, account_name(source), passage.start, passage.end, words)
