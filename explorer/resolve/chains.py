"""Who says it: the chain of attribution of an evidence, from the article itself to the farthest source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from explorer.models import Entity, Link, Marker, Reading, Reference, Source, Span, Statement
from explorer.resolve.lookups import MentionKey
from explorer.text.fold import fold

_AFTER_MARKER = re.compile(r"(?:\s*\[[^\]\s]{1,6}\])*[\s.!?\"'”’)]*")
"""What may stand between a marker and the end of its sentence: further markers, closing marks."""


def name_speakers(reading: Reading, entity_of: Mapping[MentionKey, str]) -> Reading:
    """The reading with the entity of every named speaker in the chains of its statements."""
    source = reading.source.id

    def named(link: Link) -> Link:
        if link.kind != "entity" or link.id or link.referent is None:
            return link
        return replace(link, id=entity_of.get((source, link.referent.start, link.referent.end)))

    statements = tuple(replace(s, chain=tuple(named(link) for link in s.chain)) for s in reading.statements)
    return replace(reading, statements=statements)


class Namer:
    """Finds the entity behind a mention's span or behind a name."""

    def __init__(self, entities: Sequence[Entity], entity_of: Mapping[MentionKey, str]) -> None:
        self._entity_of = entity_of
        self._by_name: dict[str, str] = {}
        for entity in entities:
            for surface in (entity.name, *(alias.surface for alias in entity.aliases)):
                self._by_name.setdefault(fold(surface), entity.id)

    def at(self, source: str, span: Span | None) -> str | None:
        """The entity of the mention that has exactly this span."""
        return None if span is None else self._entity_of.get((source, span.start, span.end))

    def called(self, name: str) -> str | None:
        """The entity of this name or alias, whatever its case."""
        return self._by_name.get(fold(name))


def attribution(reading: Reading, statement: Statement, namer: Namer) -> tuple[Link, ...]:
    """The article, its publisher when known, the speakers nearest first, and the references that end the sentence."""
    source = reading.source
    links = [Link(kind="source", text=source.title.value or source.path, id=source.id)]
    publisher = _publisher(source, namer)
    if publisher:
        links.append(publisher)
    for link in statement.chain:
        if not (publisher and link.id and link.id == publisher.id):
            links.append(link)
    references = {reference.marker: reference for reference in source.references}
    for marker in _ending_markers(reading, statement):
        if marker.marker in references:
            links.append(_reference(source, marker, references[marker.marker], namer))
    return tuple(links)


def _publisher(source: Source, namer: Namer) -> Link | None:
    field = source.publisher
    if field.status not in ("stated", "supplied") or not field.value:
        return None
    span = Span(field.start, field.end) if field.start is not None and field.end is not None else None
    entity = namer.at(source.id, span) or namer.called(field.value)
    return Link(kind="entity", text=field.value, start=field.start, end=field.end, referent=span, id=entity)


def _ending_markers(reading: Reading, statement: Statement) -> list[Marker]:
    """The markers at the end of the sentence in which the statement ends."""
    end = next((s.end for s in reading.sentences if s.start < statement.end <= s.end), statement.sentence.end)
    text = reading.source.text
    return [
        marker
        for marker in reading.source.markers
        if statement.start < marker.start and marker.end <= end and _AFTER_MARKER.fullmatch(text, marker.end, end)
    ]


def _reference(source: Source, marker: Marker, reference: Reference, namer: Namer) -> Link:
    host = Span(reference.host_start, reference.host_end)
    return Link(
        kind="reference",
        text=reference.url,
        start=marker.start,
        end=marker.end,
        id=namer.at(source.id, host) or namer.called(reference.outlet),
        reason=f"reference [{marker.marker}] ends the sentence",
    )
