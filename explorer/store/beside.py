"""What stands beside one another in a comparison: several sources at once, what they name, and what they derive from.

A few queries however many sources there are. Every method raises NotFoundError for an id that is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from explorer.models import Derivation, Source, Span
from explorer.store.records import Query, Records, pages


class Beside:
    """Reads through `query`; `row_of` gives the row of an id."""

    def __init__(self, query: Query, row_of: Callable[[str], int]) -> None:
        self._query = query
        self._row_of = row_of
        self._records = Records(query)

    def sources(self, identities: Sequence[str]) -> dict[str, Source]:
        """Sources with their texts, by id, in the order given."""
        rows = sorted(self._row_of(identity) for identity in identities)
        found = {source.id: source for page in pages(rows) for source in self._records.sources(page)}
        return {identity: found[identity] for identity in identities}

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
