"""What stands beside one another in a comparison: several sources at once, what they name, and what they derive from.

A few queries however many sources there are. Every method raises NotFoundError for an id that is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import batched

from explorer.errors import NotFoundError
from explorer.models import Claim, Derivation, Source, Span
from explorer.store.records import Records
from explorer.store.scopes import Query, pages
from explorer.text.inert import make_inert

_PAGE = 500  # ids asked for at once


class Beside:
    """Reads through `query`; `row_of` gives the row of an id."""

    def __init__(self, query: Query, row_of: Callable[[str], int]) -> None:
        self._query = query
        self._row_of = row_of
        self._records = Records(query)

    def sources(self, identities: Sequence[str]) -> dict[str, Source]:
        """Sources with their texts, by id, in the order given."""
        rows = sorted(self._places(identities).values())
        found = {source.id: source for page in pages(row for row, _ in rows) for source in self._records.sources(page)}
        return {identity: found[identity] for identity in identities}

    def paths(self, identities: Sequence[str]) -> dict[str, str]:
        """The paths of sources, by id, in the order given; nothing else of them is read."""
        found = self._places(identities)
        return {identity: found[identity][1] for identity in identities}

    def _places(self, identities: Sequence[str]) -> dict[str, tuple[int, str]]:
        """Row and path of sources, by id."""
        found: dict[str, tuple[int, str]] = {}
        for page in batched(identities, _PAGE):
            sql = f"SELECT id, row, path FROM sources WHERE id IN ({', '.join('?' * len(page))})"  # noqa: S608 - marks
            found.update((identity, (row, path)) for identity, row, path in self._query(sql, page))
        for identity in identities:
            if identity not in found:
                raise NotFoundError(f"no source has the id {make_inert(identity)}")
        return found

    def claims(self, rows: Iterable[int]) -> list[Claim]:
        """Claims by their rows, in row order; a row that is not there is none."""
        return [claim for page in pages(sorted(rows)) for claim in self._records.claims(page)]

    def derivations(self, identities: Sequence[str]) -> list[Derivation]:
        """Derivations of which both ends are among these sources, in list order."""
        wanted = {self._row_of(identity) for identity in identities}
        rows: set[int] = set()
        for page in pages(sorted(wanted)):
            sql = f"SELECT row, origin FROM derivations {page.where('source')}"  # noqa: S608 - marks alone
            rows.update(row for row, origin in self._query(sql, page.parameters) if origin in wanted)
        return [made for page in pages(sorted(rows)) for made in self._records.derivations(page)]

    def names(self, passages: Mapping[str, Sequence[Span]]) -> dict[str, list[tuple[str, Span]]]:
        """The entities named within passages of each source: their ids with the places of the names, in text order."""
        sql = (
            'SELECT id, start, "end" FROM mentions JOIN entities ON entities.row = entity '
            'WHERE source = ? AND start >= ? AND "end" <= ? ORDER BY start'
        )
        found: dict[str, list[tuple[str, Span]]] = {}
        for identity, spans in passages.items():
            low, high = min(span.start for span in spans), max(span.end for span in spans)
            found[identity] = [
                (entity, Span(start, end))
                for entity, start, end in self._query(sql, (self._row_of(identity), low, high))
                if any(span.start <= start and end <= span.end for span in spans)
            ]
        return found
