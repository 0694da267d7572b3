"""What stands on the axis of time: the dates that statements tell, and the days on which articles were published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from explorer.models import Status
from explorer.store.cells import among, select
from explorer.store.connections import OpenFile


class Dated(NamedTuple):
    """A date expression of one evidence; claim and source by their rows, offsets in code points of the source's text.

    `low` and `high` are inclusive ISO days, None where open; both None where it cannot be told which days are meant.
    """

    claim: int
    source: int
    start: int
    end: int
    text: str
    low: str | None
    high: str | None
    status: Status
    said_start: int
    said_end: int


_DATES = (
    'SELECT e.claim, e.source, d.start, d."end", d.text, d.low, d.high, d.status, e.start, e."end" '
    "FROM evidence e JOIN dates d ON d.evidence = e.row WHERE e.claim {} ORDER BY e.claim, d.row"
)


_STATUS: tuple[Status, ...] = ("stated", "inferred", "supplied", "none")
_PUBLISHED = (
    "SELECT row, published, CASE published_status WHEN 'stated' THEN 0 WHEN 'inferred' THEN 1 WHEN 'supplied' THEN 2 "
    "ELSE 3 END FROM sources WHERE row {} ORDER BY row"
)
"""A number for each status: a database of a million claims has forty thousand articles, and each text costs a call."""


def published_between(database: OpenFile, first: int, last: int) -> dict[int, tuple[str, Status]]:
    """When the articles of these rows, both included, were published, and how that is known: of all, in their order."""
    found = select(database, _PUBLISHED.format("BETWEEN ? AND ?"), (first, last))
    return {row: (day, _STATUS[status]) for row, day, status in found}


def published_of(database: OpenFile, articles: Sequence[int]) -> dict[int, tuple[str, Status]]:
    """When these articles were published, and how that is known."""
    return {row: (day, _STATUS[status]) for row, day, status in among(database, _PUBLISHED, articles)}


def dates_between(database: OpenFile, first: int, last: int) -> list[Dated]:
    """The dates that the claims of these rows tell, both included, in the order of the claims."""
    return [Dated._make(row) for row in select(database, _DATES.format("BETWEEN ? AND ?"), (first, last))]


def dates_of(database: OpenFile, claims: Sequence[int]) -> list[Dated]:
    """The dates that these claims tell, in the order of the claims."""
    return [Dated._make(row) for row in among(database, _DATES, claims)]


def words_at(database: OpenFile, source: int, start: int, end: int) -> str:
    """What stands there in the text of a source; "" where there is nothing."""
    query = "SELECT substr(text, ? + 1, ? - ?) FROM texts WHERE source = ?"
    return next((str(words) for (words,) in select(database, query, (start, end, start, source))), "")


def published_note(database: OpenFile, source: int) -> str:
    """Why the date of an article is believed; "" where it stands in its file, or nothing is known."""
    query = "SELECT note FROM fields WHERE source = ? AND name = 'published'"
    return next((str(note) for (note,) in select(database, query, (source,))), "")
