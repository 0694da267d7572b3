"""Where the cursor of a view stands first: on what the row that one comes from has to do with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.lists import Filter

if TYPE_CHECKING:
    from collections.abc import Set

    from explorer.store.reader import Database
    from explorer.tui.work.visiting import Subject

WITHOUT = " · without the claim you come from"
"""What the border of a view adds that has not every claim: its cursor then stands on another."""


def claims_of(database: Database, subject: Subject) -> Set[int]:
    """The rows of the claims of a row: what a source tells, what an entity says or is told of in; of a claim itself.

    Raises NotFoundError where the file has no such row any more.
    """
    kind, identity = subject
    if kind == "claim":
        return {database.row_of(identity)}
    return set(database.rows("claim", Filter(source=identity) if kind == "source" else Filter(entity=identity)))
