"""What the rows of a list are made of, word for word: where phrases are looked up that the index only guesses at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import batched
from typing import TYPE_CHECKING

from explorer.lists import SearchKind

if TYPE_CHECKING:
    import sqlite3

_PAGE = 150  # rows of one query, which asks for them several times: SQLite takes 999 parameters even in old builds

_QUERIES: dict[SearchKind, tuple[str, ...]] = {
    "source": (
        "select row, title || char(10) || publisher || char(10) || path from sources where row in (?)",
        "select source, text from texts where source in (?)",
        "select source, value from fields where value is not null and source in (?)",
    ),
    "entity": (
        "select row, name from entities where row in (?)",
        "select entity, surface from aliases where entity in (?)",
    ),
    "claim": (
        "select row, text from claims where row in (?)",
        "select row, speakers from claims where row in (?)",
        "select claim, quote from evidence where claim in (?)",
        "select evidence.claim, links.text from evidence join links on links.evidence = evidence.row "
        "where links.kind <> 'source' and evidence.claim in (?)",
    ),
    "passage": (
        'select regions.row, substr(text, start + 1, "end" - start) from regions join texts using (source) '
        "where regions.row in (?)",
    ),
}
"""What `explorer.search.contents` indexes of a row, each text by itself: no phrase runs from one into the next."""


def read_texts(connection: sqlite3.Connection, kind: SearchKind, rows: Sequence[int]) -> Mapping[int, list[str]]:
    """Every text by which each of `rows` can be found."""
    texts: defaultdict[int, list[str]] = defaultdict(list)
    for page in batched(rows, _PAGE):
        marks = ", ".join("?" * len(page))
        for query in _QUERIES[kind]:
            for row, text in connection.execute(query.replace("(?)", f"({marks})"), page):
                texts[row].append(text)
    return texts
