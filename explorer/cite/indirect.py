"""Who said it first: the outlet whose report the cited source passes on.

A style says "(The Information, as cited in Reuters, …)" only for an outlet, because a person who is quoted is no
secondary source in any manual of style.
"""

from __future__ import annotations

from explorer.models import Evidence, Link, Source
from explorer.text.fold import fold
from explorer.text.inert import make_inert


def original_outlet(source: Source, evidence: Evidence | None, publisher: str) -> str:
    """The name of the outlet that speaks nearest in `evidence`, or "" when none or `publisher` does."""
    if evidence is None or not evidence.statement.chain:
        return ""
    nearest = evidence.statement.chain[0]
    name = _name(source, nearest)
    if nearest.kind != "entity" or not name or not _is_outlet(name) or fold(name) == fold(publisher):
        return ""
    return name


def _name(source: Source, link: Link) -> str:
    """The name behind the phrase ("the report" → "The Information")."""
    phrase = source.text[link.referent.start : link.referent.end] if link.referent else link.text
    return " ".join(make_inert(phrase).split())


def _is_outlet(name: str) -> bool:
    # Imported here for the same reason as in `names`: the first frame does not need the list.
    from explorer.ingest.outlets import paper_name

    return paper_name(name) is not None
