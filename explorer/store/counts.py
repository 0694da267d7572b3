"""How much a database holds, for the last line of a build."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_COUNTED = ("sources", "entities", "claims", "derivations", "disagreements")


def counts_of(database: Path) -> dict[str, int]:
    """How many rows a finished database has of each kind that a report counts. Raises sqlite3.Error."""
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        counts = {table: connection.execute(f"SELECT count(*) FROM {table}") for table in _COUNTED}  # noqa: S608 - names of ours
        return {table: count.fetchone()[0] for table, count in counts.items()}
