"""Claims that mean what a query means, whatever their words: a second group under the typed matches, for idle time.

It needs the vectors that a build has written for its claims, and the encoder that made them for the query. Where either
is missing there is no such group, and `why` says why in a sentence; typed search does without in any case.

Nothing heavy is imported before `load` or `find`, which are for a thread that nobody waits for: the encoder takes about
half a second to load, a query some hundredths of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import TYPE_CHECKING

from explorer.lists import Hit, ListKind

if TYPE_CHECKING:
    from explorer.store.reader import Database


class Related:
    """Search by meaning in one database. Costs nothing until it is asked; may be used by several threads at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def why(self) -> str:
        """Why nothing can be found by its meaning here, and what to do: one inert sentence; empty where it can."""
        return "this database holds no vectors of its claims; build it again to find what is related"

    @property
    def available(self) -> bool:
        """Whether claims of this database can be found by their meaning; takes some milliseconds at first."""
        return not self.why

    @property
    def ready(self) -> bool:
        """Whether `find` need not wait for the encoder any more."""
        return False

    def load(self) -> None:
        """Load the encoder, so that the first `find` need not wait. For a thread of its own; never raises for want."""

    def find(
        self,
        query: str,
        kind: ListKind = "claim",
        limit: int = 20,
        *,
        exclude: Set[int] = frozenset(),
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Hit]:
        """Rows of the list `kind` that mean nearly what `query` means, the nearest first, at most `limit`.

        Only claims have vectors; any other kind finds nothing. `exclude` holds rows that are not wanted, such as those
        that the words have found. The score of a hit is 0–100. Of a query its wanted words count; fields, operators and
        what is excluded do not. `cancelled` is asked between pieces of work; when it says yes the answer is empty.
        Raises DatabaseError, as `Database` does.
        """
        return []
