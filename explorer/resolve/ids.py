"""The ids of what `resolve` makes, from content alone."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.models import Passage, Source, Statement
from explorer.text.ids import content_id


def claim_id(source: Source, statement: Statement) -> str:
    """The id of the claim whose centre is `statement`: the hash of its file and its place there."""
    extent = statement.extent
    return content_id("c", source.sha256, f"{extent.start}:{extent.end}")


def disagreement_id(kind: str, passages: Iterable[Passage]) -> str:
    """The id of a disagreement: its kind and its passages, in whatever order they were found."""
    return content_id("d", kind, *sorted(f"{p.source}:{p.start}:{p.end}" for p in passages))
