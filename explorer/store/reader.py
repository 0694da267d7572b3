"""A database opened for reading: `Database` answers what the screen, the verbs and the exports ask.

Nothing here can write: the file is opened read-only and every connection refuses to. The standard library alone is
imported, because this stands between the user's key press and the first frame.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Literal, cast, overload

from explorer.errors import NotFoundError, UsageError
from explorer.lists import ClaimItem, EntityItem, Filter, ListItem, ListKind, PassageItem, SearchKind, SourceItem
from explorer.models import Resolution
from explorer.store.connections import OpenFile, QueryInterruptedError
from explorer.store.scopes import Scope, pages
from explorer.text.inert import make_inert
from explorer.text.phrases import shortened

if TYPE_CHECKING:
    from explorer.models import Claim, Derivation, Disagreement, Entity, Kin, Source, Suggestion
    from explorer.origins import OriginGraph
    from explorer.store.around import Around
    from explorer.store.beside import Beside
    from explorer.store.records import Records

__all__ = ["Database", "Kind", "QueryInterruptedError"]

Kind = Literal["source", "entity", "claim", "disagreement"]
"""What has an id."""


_ALL = Filter()
_CANDIDATES = 5  # shown when a prefix fits several ids
_TITLE = 50  # code points of a candidate's title

_LISTS: dict[SearchKind, str] = {
    "source": "sources",
    "entity": "entities",
    "claim": "claims",
    "passage": "regions",
}
_IDS: dict[Kind, tuple[str, str]] = {
    "source": ("sources", "CASE title WHEN '' THEN path ELSE title END"),
    "entity": ("entities", "name"),
    "claim": ("claims", "text"),
    "disagreement": ("disagreements", "note"),
}
"""Kind → table, and what names a row of it to a reader."""

_COUNTED = (
    "sources",
    "entities",
    "claims",
    "derivations",
    "disagreements",
    "suggestions",
    "kin",
    "mentions",
    "evidence",
)

_ITEM_QUERIES: dict[SearchKind, str] = {
    "source": "SELECT row, id, path, title, title_status, publisher, published, published_status, claims, flags "
    "FROM sources WHERE row",
    "entity": "SELECT row, id, name, type, mentions, sources, aliases FROM entities WHERE row",
    "claim": "SELECT row, id, text, kind, worth, sources, origins, disagreements, speakers FROM claims WHERE row",
    "passage": 'SELECT regions.row, id, title, publisher, start, "end", substr(text, start + 1, "end" - start) '
    "FROM regions JOIN sources ON sources.row = regions.source JOIN texts ON texts.source = regions.source "
    "WHERE regions.row",
}
_ITEMS: dict[SearchKind, type[ListItem | PassageItem]] = {
    "source": SourceItem,
    "entity": EntityItem,
    "claim": ClaimItem,
    "passage": PassageItem,
}

_JOINS: dict[tuple[SearchKind, ListKind], str] = {
    ("source", "entity"): "SELECT source FROM entity_sources WHERE entity = ?",
    ("source", "claim"): "SELECT source FROM claim_sources WHERE claim = ?",
    ("entity", "source"): "SELECT entity FROM entity_sources WHERE source = ?",
    ("entity", "claim"): "SELECT entity FROM claim_touches WHERE claim = ?",
    ("claim", "source"): "SELECT claim FROM claim_sources WHERE source = ?",
    ("claim", "entity"): "SELECT claim FROM claim_touches WHERE entity = ?",
    ("passage", "source"): "SELECT row FROM regions WHERE source = ?",
    ("passage", "entity"): 'SELECT r.row FROM mentions m JOIN regions r ON r.source = m.source AND r.start < m."end" '
    'AND m.start < r."end" WHERE m.entity = ?',
    ("passage", "claim"): 'SELECT r.row FROM evidence e JOIN regions r ON r.source = e.source AND r.start < e."end" '
    'AND e.start < r."end" WHERE e.claim = ?',
}
"""List, narrowed by → rows of the list; each is one range of an index."""


class Database(OpenFile):
    """One database file, read by any number of threads, each through a connection of its own.

    Rows are numbered from 1 in the order their list shows them. Every method raises DatabaseError with one clear line
    when the file turns out damaged, locked, or replaced since it was opened.
    """

    @cached_property
    def _records(self) -> Records:
        from explorer.store.records import Records  # the first frame does without, and without what is below

        return Records(self._query)

    @cached_property
    def around(self) -> Around:
        """What stands around a row, for the views."""
        from explorer.store.around import Around

        return Around(self._query, self.row_of)

    @cached_property
    def beside(self) -> Beside:
        """Several sources at once, for a comparison."""
        from explorer.store.beside import Beside

        return Beside(self._query, self.row_of)

    # -- lists -------------------------------------------------------------------------------------------------------

    def counts(self) -> dict[str, int]:
        """How many rows each kind has, without counting them."""
        return {name: self._last(name) for name in _COUNTED}

    def _last(self, table: str) -> int:
        return int(next(self._query(f"SELECT coalesce(max(row), 0) FROM {table}"))[0])  # noqa: S608 - names of ours

    def rows(self, kind: SearchKind, filter: Filter = _ALL) -> array[int]:  # noqa: A002 - says what it is
        """Row numbers of a list in its order, narrowed to those that touch every part of `filter`.

        An entity touches a claim that is about it or said by it, and a passage that names it; a claim the passages in
        which it is told. Raises NotFoundError for an id that is not there.
        """
        parts: list[tuple[ListKind, str | None]] = [
            ("source", filter.source),
            ("entity", filter.entity),
            ("claim", filter.claim),
        ]
        queries, parameters = [], []
        for part, identity in parts:
            if identity is not None:
                queries.append(_JOINS[kind, part] if part != kind else "SELECT ?")
                parameters.append(self.row_of(identity))
        if not queries:
            return array("q", range(1, self._last(_LISTS[kind]) + 1))
        ordered = f"SELECT * FROM ({' INTERSECT '.join(queries)}) ORDER BY 1"  # noqa: S608 - queries of ours
        return array("q", (row for (row,) in self._query(ordered, parameters)))

    def ordered(self, kind: ListKind, order: str, rows: Sequence[int] | None = None) -> array[int]:
        """These row numbers, or all of a list, in one of `ORDERS`; raises UsageError for an order that it has not."""
        from explorer.store.orders import ORDERS  # not before the first frame

        if order not in ORDERS[kind]:
            raise UsageError(f"no order “{make_inert(order)}” of {_LISTS[kind]}; there are {', '.join(ORDERS[kind])}")
        by = ", ".join(part for part in (ORDERS[kind][order].sql, "row") if part)
        among = "" if rows is None else " WHERE row IN (SELECT value FROM json_each(?))"
        parameters = () if rows is None else (f"[{','.join(map(str, rows))}]",)
        query = f"SELECT row FROM {_LISTS[kind]}{among} ORDER BY {by}"  # noqa: S608 - words of ours
        return array("q", (row for (row,) in self._query(query, parameters)))

    @overload
    def items(self, kind: Literal["source"], rows: Sequence[int]) -> list[SourceItem]: ...
    @overload
    def items(self, kind: Literal["entity"], rows: Sequence[int]) -> list[EntityItem]: ...
    @overload
    def items(self, kind: Literal["claim"], rows: Sequence[int]) -> list[ClaimItem]: ...
    @overload
    def items(self, kind: Literal["passage"], rows: Sequence[int]) -> list[PassageItem]: ...
    @overload
    def items(self, kind: ListKind, rows: Sequence[int]) -> list[SourceItem] | list[EntityItem] | list[ClaimItem]: ...
    def items(
        self, kind: SearchKind, rows: Sequence[int]
    ) -> list[SourceItem] | list[EntityItem] | list[ClaimItem] | list[PassageItem]:
        """What the list shows of these rows, in their order; raises NotFoundError for a number beyond it.

        A row of passages is a region of an article, by its number.
        """
        make = _ITEMS[kind]
        found: dict[int, ListItem | PassageItem] = {}
        for page in pages(rows):
            query = f"{_ITEM_QUERIES[kind]} {page.test}"
            found.update((row[0], make(*row)) for row in self._query(query, page.parameters))
        try:
            return cast(
                "list[SourceItem] | list[EntityItem] | list[ClaimItem] | list[PassageItem]",
                [found[row] for row in rows],
            )
        except KeyError as error:
            raise NotFoundError(f"{self._name} has no {kind} in row {error}") from error

    # -- ids ---------------------------------------------------------------------------------------------------------

    def row_of(self, identity: str) -> int:
        """The row of a whole id in its list; raises NotFoundError."""
        for table, _ in _IDS.values():
            for (row,) in self._query(f"SELECT row FROM {table} WHERE id = ?", (identity,)):  # noqa: S608 - names of ours
                return int(row)
        raise NotFoundError(f"no source, entity or claim has the id {make_inert(identity)}")

    def find(self, prefix: str) -> tuple[Kind, str]:
        """The one id that begins with `prefix`, upper or lower case alike.

        Raises NotFoundError when none does and UsageError, which lists candidates, when several do.
        """
        wanted = prefix.strip().lower()
        if not wanted:
            raise UsageError("an empty id fits everything: give at least its first characters, such as c1f")
        found: list[tuple[Kind, str, str]] = []
        total = 0
        for kind, (table, title) in _IDS.items():
            # Ids end in hex digits, so "g" is beyond every continuation of the prefix.
            where = f"FROM {table} WHERE id >= ? AND id < ?"
            bounds = (wanted, wanted + "g")
            total += next(self._query(f"SELECT count(*) {where}", bounds))[0]
            query = f"SELECT id, {title} {where} ORDER BY id LIMIT {_CANDIDATES}"
            found += [(kind, identity, name) for identity, name in self._query(query, bounds)]
        whole = [(kind, identity) for kind, identity, _ in found if identity == wanted]
        if whole or total == 1:
            return whole[0] if whole else found[0][:2]
        shown = make_inert(prefix.strip())
        if not total:
            raise NotFoundError(f"no id begins with {shown}; explorer search finds ids by words")
        listed = ", ".join(
            f"{identity} “{shortened(make_inert(name), _TITLE)}”" for _, identity, name in islice(found, _CANDIDATES)
        )
        more = f" and {total - _CANDIDATES} more" if total > _CANDIDATES else ""
        raise UsageError(f"{total} ids begin with {shown}: {listed}{more}; give more of it")

    def _scope(self, kind: Kind, identity: str) -> Scope:
        """The scope of one record; raises NotFoundError."""
        table, _ = _IDS[kind]
        for (row,) in self._query(f"SELECT row FROM {table} WHERE id = ?", (identity,)):  # noqa: S608 - names of ours
            return Scope("= ?", (row,))
        raise NotFoundError(f"no {kind} has the id {make_inert(identity)}")

    # -- records -----------------------------------------------------------------------------------------------------

    def source(self, identity: str) -> Source:
        """One source with its text; raises NotFoundError."""
        return self._records.sources(self._scope("source", identity))[0]

    def text(self, identity: str) -> str:
        """The text of record of one source; raises NotFoundError."""
        scope = self._scope("source", identity)
        return next(
            (str(text) for (text,) in self._query("SELECT text FROM texts WHERE source = ?", scope.parameters)), ""
        )

    def entity(self, identity: str) -> Entity:
        """One entity with its mentions; raises NotFoundError."""
        return self._records.entities(self._scope("entity", identity))[0]

    def claim(self, identity: str) -> Claim:
        """One claim with its evidence; raises NotFoundError."""
        return self._records.claims(self._scope("claim", identity))[0]

    def origins(self, claim: str) -> OriginGraph:
        """Who has a claim from whom, worked out anew from its evidence; raises NotFoundError."""
        from explorer.origins import origin_graph  # only who asks for it pays for its word lists

        evidence = self.claim(claim).evidence
        sources = {piece.statement.source for piece in evidence}
        named = {link.id for piece in evidence for link in piece.attribution if link.kind != "source" and link.id}
        return origin_graph(
            evidence,
            {identity: self.source(identity) for identity in sources},
            self.around.lineage(sources),
            {identity: self.entity(identity) for identity in named if identity.startswith("e")},
        )

    def claims_of(self, entity: str) -> list[str]:
        """Ids of the claims that are about an entity or said by it, in list order; raises NotFoundError."""
        scope = self._scope("entity", entity)
        sql = (
            "SELECT claims.id FROM claim_touches JOIN claims ON claims.row = claim_touches.claim "
            "WHERE claim_touches.entity = ? ORDER BY claims.row"
        )
        return [identity for (identity,) in self._query(sql, scope.parameters)]

    def derivations(self, source: str | None = None) -> list[Derivation]:
        """All derivations, or those in which this source is the rewrite or the original; raises NotFoundError."""
        if source is None:
            return self._records.derivations()
        (row,) = self._scope("source", source).parameters
        return self._records.derivations(Scope("IN (SELECT row FROM derivations WHERE ? IN (source, origin))", (row,)))

    def disagreements(self, claim: str | None = None, entity: str | None = None) -> list[Disagreement]:
        """Disagreements, the gravest first: all, or those of a claim, of an entity's claims, or of both at once.

        Raises NotFoundError.
        """
        tests: list[str] = []
        parameters: list[object] = []
        if claim is not None:
            tests.append("SELECT disagreement FROM disagreement_claims WHERE claim = ?")
            parameters += self._scope("claim", claim).parameters
        if entity is not None:
            tests.append(
                "SELECT disagreement FROM disagreement_claims "
                "WHERE claim IN (SELECT claim FROM claim_touches WHERE entity = ?)"
            )
            parameters += self._scope("entity", entity).parameters
        scope = Scope(f"IN ({' INTERSECT '.join(tests)})", tuple(parameters)) if tests else Scope()
        return self._records.disagreements(scope)

    def suggestions(self) -> list[Suggestion]:
        """All suggestions, in the order they were made."""
        return self._records.suggestions()

    def kin(self, claim: str | None = None) -> list[Kin]:
        """Claims of one event that are not one claim: all pairs, or those of a claim; raises NotFoundError."""
        if claim is None:
            return self._records.kin()
        (row,) = self._scope("claim", claim).parameters
        return self._records.kin(Scope("IN (SELECT row FROM kin WHERE ? IN (first, second))", (row,)))

    def resolution(self) -> Resolution:
        """Everything, as it was written: for exports and for verify."""
        return Resolution(
            sources=tuple(sorted(self._records.sources(), key=lambda source: source.id)),
            entities=tuple(sorted(self._records.entities(), key=lambda entity: entity.id)),
            claims=tuple(sorted(self._records.claims(), key=lambda claim: claim.id)),
            derivations=tuple(self._records.derivations()),
            disagreements=tuple(sorted(self._records.disagreements(), key=lambda disagreement: disagreement.id)),
            suggestions=tuple(self._records.suggestions()),
            kin=tuple(self._records.kin()),
        )
