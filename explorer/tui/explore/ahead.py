"""Comparisons that are read before they are asked for: of the rows beside the cursor and in the other lists.

They are read while nothing is drawn, by the thread that all reading is done by, which leaves them for anything else.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from explorer.errors import ExplorerError
from explorer.store.reader import QueryInterruptedError
from explorer.tui.reading.errands import Cancelled, Urgency, go_on

if TYPE_CHECKING:
    from explorer.lists import ListKind
    from explorer.store.reader import Database
    from explorer.tui.comparison.model import Comparison
    from explorer.tui.reading.errands import Errands

    Row = tuple[ListKind, str]
    """A list, and the id of one of its rows."""

_MOST = 24  # comparisons that are kept
_MOST_TEXT = 3_000_000  # code points of articles in them
_NAME = "ahead"


class Ahead:
    """The comparisons that were shown or read last, as many as memory should hold."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[Row, Comparison] = {}
        self._lock = threading.Lock()
        self._asked = 0

    def get(self, row: Row, *, whole: bool) -> Comparison | None:
        """The comparison of a row; None where it is not known, or not with all its columns and these are wanted."""
        found = self._known.get(row)
        return None if found is None or (whole and found.more[0]) else found

    def keep(self, comparison: Comparison) -> None:
        """Keep one that was shown, and let go of the oldest where there are too many."""
        row = comparison.kind, comparison.id
        with self._lock:
            self._known.pop(row, None)
            self._known[row] = comparison
            while len(self._known) > 1 and (
                len(self._known) > _MOST or sum(map(_size, self._known.values())) > _MOST_TEXT
            ):
                del self._known[next(iter(self._known))]

    def read(self, rows: Sequence[Row], errands: Errands) -> None:
        """Read those of these rows that are not known, the first of them first; none that were asked for before."""
        self._asked += 1
        asked, wanted = self._asked, [row for row in rows if row not in self._known]
        if not wanted:
            return

        def run(cancelled: Cancelled) -> None:
            for kind, identity in wanted:
                if (kind, identity) not in self._known:
                    try:
                        comparison = _loaders()[kind](self._database, identity)
                    except QueryInterruptedError:
                        raise
                    except ExplorerError:  # whoever goes there will be told
                        return
                    go_on(cancelled)
                    self.keep(comparison)

        errands.ask(Urgency.IDLE, run, lambda: asked == self._asked, _NAME)


def _size(comparison: Comparison) -> int:
    """Code points of the articles in it."""
    return sum(len(column.source.text) for column in comparison.columns)


def _loaders() -> dict[ListKind, Callable[[Database, str], Comparison]]:
    """What reads a comparison, as far as its first frame needs it."""
    from functools import partial

    from explorer.tui.comparison import passages  # not before the first frame

    return {
        "source": passages.of_source,
        "entity": partial(passages.of_entity, first=passages.FIRST_COLUMNS),
        "claim": passages.of_claim,
    }
