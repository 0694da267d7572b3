"""What the rows of each list are found by, read from the tables of a database, and in which order they are documents.

A document is a row as the index numbers it: from 0, the worthiest to a reader first. Equally good matches are shown in
this order: claims by check-worthiness, then by independent origins, then the most recently published; entities by how
much they are mentioned and articles by path, as their lists have them; passages as they stand in the articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from explorer.lists import SearchKind
from explorer.models import READABLE
from explorer.search.bulk import read_integers

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

    from explorer.search.tables import Tables

_LISTED = ", ".join(f"'{kind}'" for kind in sorted(READABLE))
PASSAGES = f"kind in ({_LISTED})"
"""SQL: the regions that people read."""


class _Hidden(NamedTuple):
    """Texts out of sight that find a row: what they are called, and SQL that gives (row, text) for rows beyond `?`."""

    name: str
    sql: str
    is_cut: bool = False
    """Whether the texts are cut out of articles word for word, as `read_cut` tells."""


_WORDED = "from evidence join claims on claims.row = claim where claim > ?"
"""SQL: the evidence of every claim; its words are those of the claim, or are others."""

_ONCE = 500  # within every build's limit on the parameters of a statement

_WHOLE = "its text"

_CUT_OUT = "select regions.row, substr(text, start + 1, end - start) from regions join texts using (source)"

_SHOWN: dict[SearchKind, str] = {
    "source": "select row, title || char(10) || publisher || char(10) || path from sources where row > ?",
    "entity": "select row, name || char(10) || aliases from entities where row > ?",
    "claim": "select row, text from claims where row > ?",
    "passage": f"{_CUT_OUT} where regions.row > ? and {PASSAGES}",
}

HIDDEN: dict[SearchKind, tuple[_Hidden, ...]] = {
    "source": (
        _Hidden("its {field}", "select source, value, name from fields where value is not null and source > ?"),
        _Hidden(_WHOLE, "select source, text, '' from texts where source > ?"),
    ),
    "entity": (_Hidden("another name", "select entity, surface, '' from aliases where entity > ?"),),
    "claim": (
        _Hidden("its speaker", "select row, speakers, '' from claims where speakers <> '' and row > ?"),
        _Hidden(
            "another wording",
            f"select claim, quote, '' {_WORDED.replace('where', 'where quote <> claims.text and')}",
            is_cut=True,
        ),
        _Hidden(
            "its attribution",  # the article itself is a link of every chain
            "select claim, links.text, '' from links join evidence on links.evidence = evidence.row "
            "where links.kind <> 'source' and claim > ?",
        ),
    ),
    "passage": (),
}
"""The texts out of sight by list. For the index whole articles are read once: see `articles`."""

_TABLES: dict[SearchKind, str] = {"source": "sources", "entity": "entities", "claim": "claims", "passage": "regions"}


def last_row(connection: sqlite3.Connection, kind: SearchKind) -> int:
    """The highest row number of a list, 0 for an empty one."""
    (row,) = connection.execute(f"select coalesce(max(row), 0) from {_TABLES[kind]}").fetchone()  # noqa: S608 - words and marks of ours
    return int(row)


def read_texts(connection: sqlite3.Connection, kind: SearchKind, after: int) -> Iterator[tuple[int, str]]:
    """What each row beyond `after` shows, by row."""
    return connection.execute(f"{_SHOWN[kind]} order by row", (after,))


def read_hidden(
    connection: sqlite3.Connection, kind: SearchKind, after: int, *, without_cut: bool = False
) -> Iterator[tuple[int, str]]:
    """Further texts that should find the rows beyond `after`, but for whole articles; or of these only such as are not
    cut out of articles.
    """
    for hidden in HIDDEN[kind]:
        if hidden.name != _WHOLE and not (without_cut and hidden.is_cut):
            for row, text, _ in connection.execute(hidden.sql, (after,)):
                yield row, text


class Cut(NamedTuple):
    """Texts that are cut out of articles: for each the row that has it, the source and the span there, and of claims
    the row of the evidence.
    """

    rows: NDArray[np.int64]
    sources: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    evidence: NDArray[np.int64]
    shown: NDArray[np.int64]
    """1 for what the row shows, 0 for what is out of sight."""

    def of(self, some: NDArray[Any]) -> Cut:
        """Some of the texts."""
        return Cut(*(column[some] for column in self))


def read_cut(connection: sqlite3.Connection, kind: SearchKind, after: int) -> Cut:
    """What of the texts of a list's rows is cut out of articles."""
    if kind == "passage":
        sql = f'select row, source, start, "end", 0, 1 from regions where row > ? and {PASSAGES}'  # noqa: S608 - constants
    else:
        sql = f'select claim, source, start, "end", evidence.row, quote = claims.text {_WORDED}'
    return Cut(*read_integers(connection, sql, 6, after))


def read_quotes(connection: sqlite3.Connection, evidence: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The words of some evidence, each with the row of its claim."""
    for some in batched(evidence, _ONCE):
        marks = ",".join("?" * len(some))
        yield from connection.execute(f"select claim, quote from evidence where row in ({marks})", some)  # noqa: S608 - words and marks of ours


def read_articles(connection: sqlite3.Connection, after: int, after_region: int) -> Iterator[tuple[int, str]]:
    """The texts of the sources beyond `after`, and of those that have passages beyond the region `after_region`."""
    passages = f"select source from regions where row > ? and {PASSAGES}"  # noqa: S608 - constants
    sql = f"select source, text from texts where source > ? or source in ({passages}) order by source"  # noqa: S608 - words and marks of ours
    return connection.execute(sql, (after, after_region))


def read_some(connection: sqlite3.Connection, kind: SearchKind, rows: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The texts that these rows show; a row that is not there is left out."""
    column = "regions.row" if kind == "passage" else "row"
    for some in batched(rows, _ONCE):
        marks = ",".join("?" * len(some))
        yield from connection.execute(f"{_SHOWN[kind]} and {column} in ({marks})", (0, *some))


def read_shown(connection: sqlite3.Connection, kind: SearchKind, rows: list[int]) -> dict[int, str]:
    """The texts that these rows show, by row."""
    return dict(read_some(connection, kind, rows))


def read_hidden_of(connection: sqlite3.Connection, kind: SearchKind, row: int) -> Iterator[tuple[str, str]]:
    """The texts out of sight that find one row, each with what it is called."""
    for name, sql, _ in HIDDEN[kind]:
        for _, text, field in connection.execute(f"{sql.removesuffix('> ?')} = ?", (row,)):
            yield name.format(field=field), text


def document_rows(tables: Tables, kind: SearchKind) -> NDArray[np.int64]:
    """The rows of a list in the order of their documents."""
    if kind == "claim":
        return _claims_in_order(tables)
    where = f"and {PASSAGES}" if kind == "passage" else ""
    sql = f"select row from {_TABLES[kind]} where row > ? {where}"  # noqa: S608 - constants
    (rows,) = read_integers(tables.connection, sql, 1, tables.after)
    return np.sort(rows)


def _claims_in_order(tables: Tables) -> NDArray[np.int64]:
    connection, rows = tables.connection, tables.claims.rows
    days = dict(connection.execute("select row, substr(published, 1, 10) from sources"))
    ranks = {day: rank for rank, day in enumerate(sorted(set(days.values())))}
    by_source = np.zeros(max(days, default=0) + 1, np.int64)
    by_source[list(days)] = [ranks[day] for day in days.values()]
    claims, sources = tables.claim_sources
    recent = np.zeros(int(rows.max(initial=-1)) + 1, np.int64)
    held = (claims < len(recent)) & (sources < len(by_source))
    np.maximum.at(recent, claims[held], by_source[sources[held]])
    return rows[np.lexsort((rows, -recent[rows], -tables.claims.origins, -tables.claims.worth))]
