"""What stands around a row: which articles derive from which, where accounts differ, who is told of beside whom.

Answers of bounded size, for views of databases of any size: numbers of rows first, records of a few of them after.
Every method raises NotFoundError for an id that is not there.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from explorer.lists import Filter
from explorer.models import Derivation, Disagreement, Suggestion
from explorer.store.records import Records
from explorer.store.scopes import Query, Scope, pages
from explorer.terms import headline_words

_ALIKE = 40  # code points in which titles must agree to be read: fewer than of a headline are shown


class Derived(NamedTuple):
    """A derivation without its words: rows of the derivation, of the rewrite and of its original."""

    row: int
    source: int
    origin: int


class Namesake(NamedTuple):
    """What tells an article from others that are called the same: its day, nothing where that does not; its file."""

    day: str
    path: str


class Told(NamedTuple):
    """What an entity has to do with claims: row numbers in list order."""

    of: array[int]
    """Claims in whose words it is named."""
    by: array[int]
    """Claims that it is told to have made."""


class Around:
    """Reads through `query`; `row_of` gives the row of an id."""

    def __init__(self, query: Query, row_of: Callable[[str], int]) -> None:
        self._query = query
        self._row_of = row_of
        self._records = Records(query)

    @cached_property
    def namesakes(self) -> dict[str, Namesake]:
        """The articles, by id, whose headline another article of the same outlet has too, or one that is cut to it.

        An outlet that is only inferred is none: names do not tell it.
        """
        begins = f"substr(trim(title), 1, {_ALIKE})"
        sql = (
            "SELECT id, title, path, substr(published, 1, 10), CASE WHEN fields.status IN ('stated', 'supplied') "  # noqa: S608 - words of ours
            "THEN publisher ELSE '' END FROM sources LEFT JOIN fields ON fields.source = sources.row "
            f"AND fields.name = 'publisher' WHERE title <> '' AND {begins} IN "
            f"(SELECT {begins} FROM sources GROUP BY 1 HAVING count(*) > 1) ORDER BY sources.row"
        )
        alike: dict[tuple[str, str], dict[str, Namesake]] = defaultdict(dict)
        for identity, title, path, day, outlet in self._query(sql, ()):
            alike[outlet, headline_words(title)][identity] = Namesake(day, path)
        found: dict[str, Namesake] = {}
        for group in alike.values():
            times = Counter(each.day for each in group.values())
            if len(group) > 1:
                found.update(
                    {id: each if times[each.day] == 1 else Namesake("", each.path) for id, each in group.items()}
                )
        return found

    # -- derivations -------------------------------------------------------------------------------------------------

    def derived(self) -> list[Derived]:
        """Every derivation, in three numbers each."""
        return [Derived(*row) for row in self._query("SELECT row, source, origin FROM derivations ORDER BY row", ())]

    def derivations(self, rows: Iterable[int]) -> list[Derivation]:
        """The derivations of these rows, in their order in the database."""
        return [made for page in pages(rows) for made in self._records.derivations(page)]

    def lineage(self, sources: Iterable[str]) -> list[Derivation]:
        """What these sources derive from, and what that derives from, as far as it goes."""
        waiting = {self._row_of(source) for source in sources}
        seen: set[int] = set()
        rows: list[int] = []
        while waiting:
            seen |= waiting
            found = [row for page in pages(sorted(waiting)) for row in self._derived_by(page)]
            rows += [row for row, _ in found]
            waiting = {origin for _, origin in found} - seen
        return self.derivations(sorted(rows))

    def _derived_by(self, sources: Scope) -> Iterable[tuple[int, int]]:
        sql = f"SELECT row, origin FROM derivations {sources.where('source')}"  # noqa: S608 - marks alone
        return ((row, origin) for row, origin in self._query(sql, sources.parameters))

    def sources_of(self, claims: Iterable[int]) -> set[int]:
        """The sources in which claims are told; rows for rows."""
        found: set[int] = set()
        for page in pages(claims):
            sql = f"SELECT DISTINCT source FROM claim_sources {page.where('claim')}"  # noqa: S608 - marks alone
            found.update(source for (source,) in self._query(sql, page.parameters))
        return found

    def credited(self, source: str) -> list[tuple[str, str | None, int]]:
        """Whom a source has its claims from: name, id of the entity where there is one, and how many claims.

        The one with the most claims first; nobody who is not called by a name.
        """
        sql = (
            "SELECT coalesce(entities.name, said.text), entities.id, count(DISTINCT evidence.claim) FROM evidence "
            "JOIN links said ON said.evidence = evidence.row AND said.part = 'chain' AND said.kind = 'entity' "
            "JOIN links known ON known.evidence = evidence.row AND known.part = 'attribution' "
            'AND known.start = said.start AND known."end" = said."end" '
            "JOIN entities ON entities.row = known.entity "
            "WHERE evidence.source = ? GROUP BY 1, 2 ORDER BY 3 DESC, 1"
        )
        return [(name, identity, count) for name, identity, count in self._query(sql, (self._row_of(source),))]

    # -- disagreements -----------------------------------------------------------------------------------------------

    def disagreement_kinds(self) -> list[tuple[int, str]]:
        """Row and kind of every disagreement, the gravest first."""
        return [(row, kind) for row, kind in self._query("SELECT row, kind FROM disagreements ORDER BY row", ())]

    def disagreement_rows(self, narrowed: Filter, claims: Sequence[int] | None = None) -> set[int]:
        """Rows of the disagreements that touch every part of a filter, and one of `claims` where they are given."""
        found: list[set[int]] = []
        if narrowed.claim is not None:
            found.append(self._disputes("claim = ?", narrowed.claim))
        if narrowed.entity is not None:
            found.append(self._disputes("claim IN (SELECT claim FROM claim_touches WHERE entity = ?)", narrowed.entity))
        if narrowed.source is not None:
            sql = "SELECT disagreement FROM disagreement_passages WHERE source = ?"
            found.append({row for (row,) in self._query(sql, (self._row_of(narrowed.source),))})
        if claims is not None:
            wanted = set(claims)
            pairs = self._query("SELECT disagreement, claim FROM disagreement_claims", ())
            found.append({row for row, claim in pairs if claim in wanted})
        return set.intersection(*found) if found else {row for row, _ in self.disagreement_kinds()}

    def _disputes(self, test: str, identity: str) -> set[int]:
        sql = f"SELECT disagreement FROM disagreement_claims WHERE {test}"  # noqa: S608 - tests of ours
        return {row for (row,) in self._query(sql, (self._row_of(identity),))}

    def disagreements(self, rows: Sequence[int]) -> list[Disagreement]:
        """The disagreements of these rows, the gravest first."""
        return [made for page in pages(sorted(rows)) for made in self._records.disagreements(page)]

    # -- entities ----------------------------------------------------------------------------------------------------

    def aliases(self, entity: str) -> list[tuple[str, str]]:
        """Other names of an entity, each with the reason why it is one."""
        sql = "SELECT surface, reason FROM aliases WHERE entity = ? ORDER BY row"
        return [(surface, reason) for surface, reason in self._query(sql, (self._row_of(entity),))]

    def mentioned_in(self, entity: str) -> list[tuple[str, int]]:
        """Ids of the sources that name an entity with the number of times, the most often first."""
        sql = (
            "SELECT sources.id, entity_sources.mentions FROM entity_sources "
            "JOIN sources ON sources.row = entity_sources.source WHERE entity = ? ORDER BY 2 DESC, sources.row"
        )
        return [(source, times) for source, times in self._query(sql, (self._row_of(entity),))]

    def mentions(self, entity: str, source: str, most: int) -> list[tuple[int, int]]:
        """Where a source names an entity: start and end of the first places, in code points."""
        sql = 'SELECT start, "end" FROM mentions WHERE entity = ? AND source = ? ORDER BY start LIMIT ?'
        return [(start, end) for start, end in self._query(sql, (self._row_of(entity), self._row_of(source), most))]

    def told(self, entity: str) -> Told:
        """The claims that are about an entity, and those that it is told to have made."""
        row = self._row_of(entity)
        by = {
            claim
            for (claim,) in self._query(
                "SELECT DISTINCT evidence.claim FROM links known "
                "JOIN links said ON said.evidence = known.evidence AND said.part = 'chain' "
                'AND said.start = known.start AND said."end" = known."end" '
                "JOIN evidence ON evidence.row = known.evidence WHERE known.entity = ? AND known.part = 'attribution'",
                (row,),
            )
        }
        return Told(array("q", sorted(self._named_in(row))), array("q", sorted(by)))

    def _named_in(self, entity: int) -> set[int]:
        """Claims of an entity that have evidence in whose words it is named."""
        places: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for source, start, end in self._query('SELECT source, start, "end" FROM mentions WHERE entity = ?', (entity,)):
            places[source].append((start, end))
        for found in places.values():
            found.sort()
        sql = (
            "SELECT evidence.claim, evidence.source, coalesce(said.start, evidence.start), "
            'coalesce(said."end", evidence."end") FROM claim_touches '
            "JOIN evidence ON evidence.claim = claim_touches.claim "
            "LEFT JOIN segments said ON said.evidence = evidence.row AND said.part = 'content' "
            "WHERE claim_touches.entity = ?"
        )
        told = self._query(sql, (entity,))
        return {claim for claim, source, start, end in told if _any_within(places[source], start, end)}

    def neighbours(self, entity: str) -> list[tuple[str, str, str, int]]:
        """Id, name and type of the entities told of in the same claims, and in how many; the most frequent first.

        Whoever only published an article with the claim is not told of in it.
        """
        row = self._row_of(entity)
        sql = (
            "SELECT other.claim, other.entity FROM claim_touches one "
            "JOIN claim_touches other ON other.claim = one.claim WHERE one.entity = ? AND other.entity <> ?"
        )
        published = self._only_published(row)
        counts = Counter(other for claim, other in self._query(sql, (row, row)) if (claim, other) not in published)
        ordered = sorted(counts, key=lambda found: (-counts[found], found))
        names: dict[int, tuple[str, str, str]] = {}
        for page in pages(ordered):
            sql = f"SELECT row, id, name, type FROM entities {page.where('row')}"  # noqa: S608 - marks alone
            told = self._query(sql, page.parameters)
            names |= {found: (identity, name, kind) for found, identity, name, kind in told}
        return [(*names[found], counts[found]) for found in ordered]

    def _only_published(self, entity: int) -> set[tuple[int, int]]:
        """Claims of an entity (rows) with the publishers (rows) of their articles that no article names for them."""
        sql = (
            "SELECT evidence.claim, known.entity, EXISTS (SELECT 1 FROM links said WHERE said.evidence = evidence.row "
            'AND said.part = \'chain\' AND said.start = known.start AND said."end" = known."end") '
            "FROM claim_touches JOIN evidence ON evidence.claim = claim_touches.claim "
            "JOIN links known ON known.evidence = evidence.row AND known.part = 'attribution' "
            "AND known.entity IS NOT NULL WHERE claim_touches.entity = ?"
        )
        published: set[tuple[int, int]] = set()
        named: set[tuple[int, int]] = set()
        for claim, other, is_named in self._query(sql, (entity,)):
            (named if is_named else published).add((claim, other))
        return published - named

    def suggestions(self, entity: str) -> list[Suggestion]:
        """Entities that may be one with this."""
        row = self._row_of(entity)
        sql = (
            "SELECT one.id, other.id, reason FROM suggestions JOIN entities one ON one.row = first "
            "JOIN entities other ON other.row = second WHERE ? IN (first, second) ORDER BY suggestions.row"
        )
        return [Suggestion((one, other), reason) for one, other, reason in self._query(sql, (row,))]


def _any_within(places: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the sorted places lies within a span."""
    at = bisect_left(places, (start, start))
    return at < len(places) and places[at][1] <= end
