"""Tying the reader's work to content, and finding its place in a database that may have been built anew since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.errors import NotFoundError
from explorer.journal.entries import Anchor, AnchorKind
from explorer.lists import Filter, ListKind, SourceItem
from explorer.models import Span
from explorer.terms import account_name
from explorer.text.ids import content_id
from explorer.text.phrases import shortened

if TYPE_CHECKING:
    from explorer.models import Claim
    from explorer.store.reader import Database

_QUOTE, _NAME = 400, 120  # code points that are kept of a passage and of a name


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands in a database: the row of its list and, of a passage, where in its source."""

    kind: ListKind
    id: str
    row: int
    at: Span | None = None


def anchor(database: Database, kind: AnchorKind, identity: str, at: Span | None = None) -> Anchor:
    """Tie a row, or the passage `at` of a source, to the content it stands on; raises NotFoundError."""
    if kind == "claim":
        claim = database.claim(identity)
        statement = claim.evidence[0].statement
        return _tied(database, "claim", identity, statement.source, statement.extent, claim.text)
    if kind == "entity":
        entity = database.entity(identity)
        if not entity.mentions:
            return Anchor("entity", identity, name=shortened(entity.name, _NAME))
        first = entity.mentions[0]
        return _tied(database, "entity", identity, first.source, Span(first.start, first.end), entity.name)
    source = database.source(identity)
    if kind == "source" or at is None:
        return _tied(database, "source", identity, identity, Span(0, 0), account_name(source))
    return _tied(database, "passage", identity, identity, at, account_name(source))


def _tied(database: Database, kind: AnchorKind, identity: str, source_id: str, at: Span, name: str) -> Anchor:
    source = database.source(source_id)
    words = source.text[at.start : min(at.end, at.start + _QUOTE)]
    return Anchor(
        kind, identity, source.path, source.sha256, at.start, at.end, words, shortened(" ".join(name.split()), _NAME)
    )


def locate(database: Database, wanted: Anchor) -> Place | None:
    """Where an anchor stands now; None for what this database no longer holds.

    The row of that id is it. Else, where a claim has another centre now or an article was edited, the row that stands
    on the same words: in the file of the same bytes at the same place, or in the file of the same path where those
    words stand exactly once.
    """
    kind: ListKind = "source" if wanted.kind == "passage" else wanted.kind
    try:
        row = database.row_of(wanted.id)
    except NotFoundError:
        return _found_again(database, wanted)
    if wanted.kind != "passage":
        return Place(kind, wanted.id, row)
    at = _in_text(database.text(wanted.id), wanted)
    return Place("source", wanted.id, row, at) if at is not None else None


def _in_text(text: str, wanted: Anchor) -> Span | None:
    """The span of an anchor in a text, at its old place or where its words stand alone."""
    if text[wanted.start : min(wanted.end, wanted.start + _QUOTE)] == wanted.quote:
        return Span(wanted.start, wanted.end) if wanted.end <= len(text) else None
    if not wanted.quote or text.count(wanted.quote) != 1 or wanted.end - wanted.start != len(wanted.quote):
        return None
    start = text.index(wanted.quote)
    return Span(start, start + len(wanted.quote))


def _found_again(database: Database, wanted: Anchor) -> Place | None:
    for source_id in _articles(database, wanted):
        if wanted.kind == "source":
            return Place("source", source_id, database.row_of(source_id))
        at = _in_text(database.text(source_id), wanted)
        if at is None:
            continue
        if wanted.kind == "passage":
            return Place("source", source_id, database.row_of(source_id), at)
        if (identity := _standing_on(database, wanted.kind, source_id, at)) is not None:
            return Place(wanted.kind, identity, database.row_of(identity))
    return None


def _articles(database: Database, wanted: Anchor) -> list[str]:
    """Sources that may hold it: the one of the same bytes, then the one of the same path."""
    same = content_id("s", wanted.sha256)  # as `ingest` names a file by its bytes
    found = [
        item for item in database.items("source", database.rows("source")) if same == item.id or _is_at(item, wanted)
    ]
    return [item.id for item in sorted(found, key=lambda item: item.id != same)]


def _is_at(item: SourceItem, wanted: Anchor) -> bool:
    return bool(wanted.path) and item.path == wanted.path


def _standing_on(database: Database, kind: AnchorKind, source_id: str, at: Span) -> str | None:
    """The claim or entity that stands on a passage."""
    narrowed = Filter(source=source_id)
    if kind == "claim":
        for claim_item in database.items("claim", database.rows("claim", narrowed)):
            if _tells(database.claim(claim_item.id), source_id, at):
                return claim_item.id
        return None
    for entity_item in database.items("entity", database.rows("entity", narrowed)):
        mentions = database.entity(entity_item.id).mentions
        if any((each.source, each.start, each.end) == (source_id, at.start, at.end) for each in mentions):
            return entity_item.id
    return None


def _tells(claim: Claim, source_id: str, at: Span) -> bool:
    statements = [evidence.statement for evidence in claim.evidence]
    return any(each.source == source_id and each.extent == at for each in statements)
