"""What a view speaks of: the rows chosen in the lists, what a search of now found, and the row under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from explorer.lists import Filter, ListKind
from explorer.models import Span
from explorer.store.connections import QueryInterruptedError

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

_ALL = Filter()


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Scope:
    """The part of a database that a view is asked for; everything where nothing is given.

    Views honour `filter` and `claims` alike, so that all of them speak of the same rows. A maker asks `cancelled`
    between pieces of work and stops where it says yes.
    """

    filter: Filter = _ALL
    """The rows chosen in the lists: source, entity, claim."""
    claims: Sequence[int] | None = None
    """Row numbers of the claims that the search of now found; None without a search."""
    subject: tuple[ListKind, str] | None = None
    """The row under the cursor: its list and its id."""
    at: Span | None = None
    """Of a source: the place in its text that the reader comes for, in code points."""
    at_passage: bool = False
    """Whether that place is a paragraph that a search found, and no evidence."""
    cancelled: Callable[[], bool] = _never

    def go_on(self) -> None:
        """Raise QueryInterruptedError, as a query does that is stopped, where nobody waits for the view any more."""
        if self.cancelled():
            raise QueryInterruptedError("this view was left before it was read")


WHOLE = Scope()
"""The whole database."""
