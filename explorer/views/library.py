"""The sources and names that a view speaks of, each read once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from explorer.models import Passage, Source
from explorer.terms import account_name, apart, full_account_name
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
        name = account_name(self.source(identity))
        return apart(name, self.telling(identity)) if name.startswith("“") else name  # an outlet is no headline

    def full_name(self, identity: str, *, dated: bool = False) -> str:
        """Outlet and headline of a source, and what tells it from others that have the same; `dated` where its day is
        told beside it.
        """
        return apart(full_account_name(self.source(identity)), self.telling(identity, dated=dated))

    def telling(self, identity: str, *, dated: bool = False) -> str:
        """The day, else the file, of a source where another of its outlet has its headline; else nothing.

        Nothing either where the day tells it and is told beside it anyway.
        """
        namesake = self.database.around.namesakes.get(identity)
        if namesake is None or (dated and namesake.day):
            return ""
        return namesake.day or namesake.path

    def excerpt(self, passage: Passage) -> Excerpt:
        """A passage with its words."""
        source = self.source(passage.source)
        words = source.text[passage.start : passage.end]
        return Excerpt(source.id, self.name(source.id), passage.start, passage.end, words)
