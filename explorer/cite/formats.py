"""Claims as a text of the format that is asked for; what a format needs is imported when it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.store.reader import Database

_NO_NOTES: Mapping[str, str] = {}


def in_format(
    database: Database, form: str, claims: Sequence[str] | None = None, notes: Mapping[str, str] = _NO_NOTES
) -> str:
    """These claims (ids), or everything, as "json", "csv", "markdown" (with the reader's notes on claims) or "bibtex".

    The text is inert and ends in a newline. Raises what the formats raise: NotFoundError for an id that is no claim's,
    DatabaseError for what a schema forbids.
    """
    if form in ("json", "csv"):
        from explorer.cite.export import to_csv, to_json  # pydantic

        return (to_csv if form == "csv" else to_json)(database, claims)
    from explorer.cite.selection import to_bibtex, to_markdown

    if claims is None:
        claims = [item.id for item in database.items("claim", database.rows("claim"))]
    return to_bibtex(database, claims) if form == "bibtex" else to_markdown(database, claims, notes)
