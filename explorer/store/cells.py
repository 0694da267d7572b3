"""What stands in the cells of a table of claims and sources: few queries for any number of rows, all by index.

A view that draws a window of a million claims reads here what the window holds, and never a whole table.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.models import UNTOLD, DisagreementKind, Match, Role
from explorer.store.connections import OpenFile
from explorer.store.scopes import Row, pages

_MOST_WORTH = 3

Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Some words of a source (by its row): `start`..`end` in code points, end exclusive."""

    source: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One evidence of a claim (by its row) as a cell needs it: its readable pieces and how it says the claim."""

    claim: int
    source: int
    role: Role
    match: Match
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disagreement in which some claims (rows) take part, with the words of all its sides."""

    row: int
    id: str
    kind: DisagreementKind
    grade: int
    note: str
    claims: tuple[int, ...]
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Descent:
    """One source (row) that probably repeats another; not `directed` where it is not told which came first."""

    source: int
    origin: int
    kind: str
    directed: bool


def select(database: OpenFile, sql: str, parameters: Iterable[object] = ()) -> list[Row]:
    """All rows of one SELECT, with SQLite's errors as ours."""
    with database.clear_errors():
        return database.connection.execute(sql, tuple(parameters)).fetchall()


def among(database: OpenFile, sql: str, keys: Iterable[int]) -> list[Row]:
    """Rows of a SELECT in which `{}` says of a column that it is one of these row numbers, in pages of those."""
    found: list[Row] = []
    for page in pages(keys):
        found += select(database, sql.format(page.test), page.parameters)
    return found


# -- which claims ------------------------------------------------------------------------------------------------------


def shared_claims(database: OpenFile) -> list[range]:
    """Rows of the claims that several sources make or about which accounts differ, as ranges in the list's order.

    The list stands by points (worth, one more for each further source and for a dispute; see `store.display`), so that
    those rows are a few runs of it, and their ends are found by halving. Only claims worth nothing stand by their
    sources alone: those of them that are disputed but of one source are not among the ranges (`disputed_claims` has
    them).
    """
    last = select(database, "SELECT coalesce(max(row), 0) FROM claims")[0][0]

    def key(row: int) -> Key:
        found = select(database, "SELECT worth, sources, disagreements FROM claims WHERE row = ?", (row,))
        if not found or not all(isinstance(value, int) for value in found[0]):
            raise database.damaged(f"claim {row} of the list is not as it was made")
        worth, sources, disputes = found[0]
        return -(worth + sources - 1 + (disputes > 0) if worth else 0), -worth, -sources

    def first(wanted: Key) -> int:
        return bisect_left(range(1, last + 1), wanted, key=key) + 1

    # Of so many points, a claim with that worth has one source and no dispute; those of less worth have more.
    ranges = [range(1, first((-_MOST_WORTH, -_MOST_WORTH)))]
    for points in range(_MOST_WORTH, 1, -1):
        ranges.append(range(first((-points, 1 - points)), first((1 - points, -_MOST_WORTH))))
    ranges.append(range(first((0, 0)), first((0, 0, -1))))
    return [each for each in ranges if each]


def disputed_claims(database: OpenFile) -> array[int]:
    """Rows of the claims about which accounts differ, those of the gravest disagreement first."""
    query = "SELECT claim, min(disagreement) AS gravest FROM disagreement_claims GROUP BY claim ORDER BY gravest, claim"
    return array("q", (row[0] for row in select(database, query)))


def counts_of(database: OpenFile, claims: Sequence[int]) -> list[tuple[int, int, int]]:
    """Row, number of sources and number of independent origins of these claims, in no order; 0 origins are unknown."""
    return among(database, "SELECT row, sources, origins FROM claims WHERE row {}", claims)


# -- which sources -----------------------------------------------------------------------------------------------------


def sources_of(database: OpenFile, claims: Sequence[int]) -> set[int]:
    """Rows of the sources that make one of these claims, or take a side where accounts of it differ."""
    found = {row[0] for row in among(database, "SELECT source FROM claim_sources WHERE claim {}", claims)}
    sides = (
        "SELECT p.source FROM disagreement_claims d JOIN disagreement_passages p ON p.disagreement = d.disagreement "
        "WHERE d.claim {}"
    )
    return found | {row[0] for row in among(database, sides, claims)}


def sources_by_day(database: OpenFile) -> array[int]:
    """Rows of all sources, the first published first, those without a date last; equals as in their list."""
    query = "SELECT row FROM sources ORDER BY published = '', substr(published, 1, 10), row"
    return array("q", (row[0] for row in select(database, query)))


def sources_by_claims(database: OpenFile) -> array[int]:
    """Rows of all sources, those with the most claims first; equals as in their list."""
    return array("q", (row[0] for row in select(database, "SELECT row FROM sources ORDER BY claims DESC, row")))


# -- what stands in cells ----------------------------------------------------------------------------------------------


def pieces_of(database: OpenFile, claims: Sequence[int]) -> list[Piece]:
    """The evidence of these claims, in its order."""
    rows = among(
        database,
        'SELECT row, claim, source, role, match, start, "end", quote FROM evidence WHERE claim {} ORDER BY row',
        claims,
    )
    parts: dict[int, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for evidence, part, *span in among(
        database,
        'SELECT evidence, part, start, "end", quote FROM segments WHERE evidence {} ORDER BY row',
        (row[0] for row in rows),
    ):
        parts[evidence][part].append(tuple(span))
    return [
        Piece(claim, source, role, match, tuple(Quoted(source, *each) for each in _readable(parts[row], tuple(span))))
        for row, claim, source, role, match, *span in rows
    ]


def _readable(parts: dict[str, list[Row]], span: Row) -> list[Row]:
    """What a reader understands of an evidence: the whole where the content alone makes no sense, else its pieces."""
    return parts["whole"] or parts["content"] or [span]


def disputes_of(database: OpenFile, claims: Sequence[int]) -> list[Dispute]:
    """The disagreements of these claims, the gravest first."""
    rows = {row[0] for row in among(database, "SELECT disagreement FROM disagreement_claims WHERE claim {}", claims)}
    members: dict[int, list[int]] = defaultdict(list)
    for dispute, claim in among(
        database, "SELECT disagreement, claim FROM disagreement_claims WHERE disagreement {} ORDER BY row", rows
    ):
        members[dispute].append(claim)
    sides: dict[int, list[Quoted]] = defaultdict(list)
    for dispute, *quoted in among(
        database,
        'SELECT disagreement, source, start, "end", quote FROM disagreement_passages WHERE disagreement {} '
        "ORDER BY row",
        rows,
    ):
        sides[dispute].append(Quoted(*quoted))
    found = among(database, "SELECT row, id, kind, grade, note FROM disagreements WHERE row {}", rows)
    return [
        Dispute(row, identity, kind, grade, note, tuple(members[row]), tuple(sides[row]))
        for row, identity, kind, grade, note in sorted(found)
    ]


def descents_of(database: OpenFile, sources: Iterable[int]) -> list[Descent]:
    """What these sources (rows) probably repeat, in the order it was written."""
    rows = sorted(among(database, "SELECT row, source, origin, kind FROM derivations WHERE source {}", sources))
    reasons = among(
        database,
        "SELECT derivation, reason FROM derivation_reasons WHERE derivation {}",
        [row for row, *_ in rows],
    )
    untold = {row for row, reason in reasons if reason.startswith(UNTOLD)}
    return [Descent(source, origin, kind, row not in untold) for row, source, origin, kind in rows]
