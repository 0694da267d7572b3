"""The indexes of one database as its searches use them: opened when a list is first asked for, made anew if damaged."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from explorer.lists import SEARCH_KINDS, SearchKind

if TYPE_CHECKING:
    import sqlite3

    from explorer.search.engine import Engine
    from explorer.search.evaluate import Evaluator
    from explorer.search.lexicon import Lexicon
    from explorer.search.parts import Part
    from explorer.store.reader import Database


class Indexes:
    """The engine of each list, and what answers queries by them. May be used by several threads at once.

    Who searches one list does not wait for another to be opened. Errors are those of SQLite and DatabaseError.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._engines: dict[SearchKind, Engine] = {}
        self._lexicon: Lexicon | None = None
        self._evaluator: Evaluator | None = None
        self._opening = {kind: threading.RLock() for kind in SEARCH_KINDS}
        self._sharing = threading.RLock()
        """For what all lists have in common; whoever waits for it may hold one of `_opening`."""

    def engine(self, kind: SearchKind) -> Engine:
        """The engine of a list."""
        engine = self._engines.get(kind)
        if engine is None:
            with self._opening[kind]:
                engine = self._engines.get(kind) or self._opened(kind) or self.rebuilt(kind)
                self._engines[kind] = engine
        return engine

    def warm(self) -> None:
        """Open every list, and work out what the first typing error in it would have to wait for."""
        for engine in [self.engine(kind) for kind in SEARCH_KINDS]:  # first all are opened: that is soon done
            engine.warm()

    def rebuilt(self, kind: SearchKind) -> Engine:
        """Index a list in memory, because the database has no index of it, or a damaged one."""
        from explorer.search.engine import Engine
        from explorer.search.indexing import index_in_memory
        from explorer.search.lexicon import Lexicon
        from explorer.search.parts import Part

        with self._opening[kind]:
            held = index_in_memory(self._connection, kind)
            part = Part(held, Lexicon.read(held), elsewhere=self._elsewhere(kind))
            engine = self._engines[kind] = Engine([part])
        with self._sharing:
            self._evaluator = None  # it remembers documents
        return engine

    def evaluator(self) -> Evaluator:
        """What answers queries."""
        with self._sharing:
            if self._evaluator is None:
                from explorer.search.evaluate import Evaluator
                from explorer.search.texts import read_texts

                self._evaluator = Evaluator(self.engine, lambda kind, rows: read_texts(self._connection(), kind, rows))
            return self._evaluator

    def _opened(self, kind: SearchKind) -> Engine | None:
        """The index of a list as the database has it, and in memory that of the rows that came after it was built;
        None where it is damaged.
        """
        from explorer.search.contents import last_row
        from explorer.search.engine import Engine
        from explorer.search.parts import Part
        from explorer.search.storage import DamagedIndexError, Stored

        with suppress(DamagedIndexError):  # `engine` then makes it anew in memory
            part = Part(Stored(self._connection, kind), self._words(), elsewhere=self._elsewhere(kind))
            parts = [part]
            if last_row(self._connection(), kind) > part.last_row:
                parts.append(self._newer(kind, part))
            return Engine(parts)
        return None

    def _newer(self, kind: SearchKind, part: Part) -> Part:
        """The rows of a list that came after a part of its index."""
        from explorer.search.indexing import index_in_memory  # which takes its time to import, and is seldom wanted
        from explorer.search.lexicon import Lexicon
        from explorer.search.parts import Part

        newer = index_in_memory(self._connection, kind, part.last_row)
        return Part(newer, Lexicon.read(newer), part.size, elsewhere=self._elsewhere(kind))

    def _elsewhere(self, kind: SearchKind) -> Callable[[str], bool]:
        """Whether a word is common in the articles, which a list but that of passages asks."""
        return lambda word: kind != "passage" and self.engine("passage").is_common(word)

    def _words(self) -> Lexicon:
        """The words that all lists share."""
        from explorer.search.lexicon import Lexicon
        from explorer.search.storage import COMMON, Stored

        with self._sharing:
            if self._lexicon is None:
                self._lexicon = Lexicon.read(Stored(self._connection, COMMON))
            return self._lexicon

    def _connection(self) -> sqlite3.Connection:
        return self._database.connection
