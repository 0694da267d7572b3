"""What the rows of each list are found by, read from the tables of a database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.lists import SearchKind

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class _Queries:
    """`shown` gives (row, text on the row); `hidden` (row, another text that should find it); both by row."""

    table: str
    shown: str
    hidden: str


_QUERIES: dict[SearchKind, _Queries] = {
    "source": _Queries(
        "sources",
        "title || char(10) || publisher || char(10) || path",
        "select source, text from texts union all select source, value from fields where value is not null order by 1",
    ),
    "entity": _Queries(
        "entities",
        "name || char(10) || aliases",
        "select entity, surface from aliases order by 1",
    ),
    "claim": _Queries(
        "claims",
        "text",
        "select row, speakers from claims union all select claim, quote from evidence union all "
        "select evidence.claim, links.text from links join evidence on links.evidence = evidence.row "
        "where links.kind <> 'source' order by 1",  # the article itself is a link of every chain
    ),
    "passage": _Queries(
        "(select regions.row, substr(text, start + 1, end - start) as text from regions join texts using (source) "
        "where kind in ('title', 'standfirst', 'summary', 'heading', 'body', 'list', 'repeat'))",
        "text",
        "select 0, '' where false",
    ),
}


def read_documents(connection: sqlite3.Connection, kind: SearchKind) -> Iterator[tuple[int, str, list[str]]]:
    """Every row of a list in order: its number, the text it shows, and further texts that should find it."""
    queries = _QUERIES[kind]
    rest = connection.execute(queries.hidden)
    row, text = rest.fetchone() or (None, "")
    sql = f"select row, {queries.shown} from {queries.table} order by row"  # noqa: S608 - constants
    for number, shown in connection.execute(sql):
        hidden: list[str] = []
        while row is not None and row <= number:
            if row == number:
                hidden.append(text)
            row, text = rest.fetchone() or (None, "")
        yield number, shown, hidden


def read_shown(connection: sqlite3.Connection, kind: SearchKind, rows: list[int]) -> dict[int, str]:
    """The texts that these rows show; a row that is not there is left out."""
    queries = _QUERIES[kind]
    texts: dict[int, str] = {}
    for start in range(0, len(rows), 500):  # within every build's limit on the parameters of a statement
        some = rows[start : start + 500]
        marks = ",".join("?" * len(some))
        sql = f"select row, {queries.shown} from {queries.table} where row in ({marks})"  # noqa: S608 - constants
        texts.update(connection.execute(sql, some).fetchall())
    return texts
