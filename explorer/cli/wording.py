"""Records in words: chains, spans, dates and excerpts as every card prints them. Returns text that is not yet inert."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from explorer.terms import chain_words

if TYPE_CHECKING:
    from explorer.models import Evidence, Field, Passage, Source, Span
    from explorer.store.reader import Database

CONTEXT = 60
"""Characters shown on either side of a name or a passage."""

_OPEN, _CLOSE = "[[", "]]"


class Wording:
    """Puts records of one database into words."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.source = lru_cache(256)(database.source)
        self._entity = lru_cache(256)(database.entity)

    def name(self, source: str) -> str:
        """A source as people call it: its path, and who published it if that is known."""
        found = self.source(source)
        return f"{found.path} ({found.publisher.value})" if found.publisher.value else found.path

    def chain(self, evidence: Evidence) -> str:
        """The attribution from the article to the farthest source it names."""
        return chain_words(self.source(evidence.statement.source), evidence, self.entity_name)

    def entity_name(self, entity_id: str) -> str:
        """The name of an entity."""
        return self._entity(entity_id).name

    def marked(self, source: str, around: Span, marks: Iterable[Span]) -> str:
        """The text of `around` with every span of `marks` between double square brackets."""
        text, at, pieces = self.source(source).text, around.start, []
        for mark in sorted(marks):
            start, end = max(mark.start, at), min(mark.end, around.end)
            if start < end:
                pieces += [text[at:start], _OPEN, text[start:end], _CLOSE]
                at = end
        return "".join([*pieces, text[at : around.end]]).strip()

    def in_context(self, passage: Passage) -> str:
        """A passage marked among the characters around it, cut at words."""
        text = self.source(passage.source).text
        before, after = text[max(passage.start - CONTEXT, 0) : passage.start], text[passage.end :][:CONTEXT]
        if passage.start > CONTEXT:
            before = "..." + before.partition(" ")[2]
        if passage.end + CONTEXT < len(text):
            after = after.rpartition(" ")[0] + "..."
        return f"{before}{_OPEN}{text[passage.start : passage.end]}{_CLOSE}{after}".strip()


def span(start: int, end: int) -> str:
    """Where something stands, in code points of the text of record."""
    return f"{start}-{end}"


def field(value: Field) -> str:
    """A value of metadata with its status and why it is believed."""
    if value.value is None:
        return "unknown"
    return f"{value.value} ({value.status}{': ' + value.note if value.note else ''})"


def published(source: Source) -> str:
    """The date of a source with its status, short."""
    date = source.published
    return f"{date.value} ({date.status})" if date.value else "undated"


def listed(values: Sequence[str]) -> str:
    """Values as one readable list."""
    return "; ".join(values) if values else "none"
