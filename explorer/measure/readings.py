"""What the program makes of a folder, in the form that is measured: as the export prints it, before it is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from explorer.models import EntityType, Evidence, Link, Resolution, Span, Statement


@dataclass(frozen=True, slots=True)
class Found:
    """A statement with the speakers that the text names or describes, nearest to the article first."""

    statement: Statement
    links: tuple[Link, ...]

    @property
    def is_said(self) -> bool:
        """Whether it is somebody's, and not the article's own."""
        return self.statement.cue is not None or bool(self.links)

    @property
    def speaker(self) -> Span | None:
        """The words that name the nearest speaker."""
        return span_of(self.links[0]) if self.links else None


@dataclass(slots=True)
class Named:
    """A name where it stands, with the type that the whole folder votes for, and the entity it names."""

    span: Span
    type: EntityType
    entity: str


@dataclass(slots=True)
class Findings:
    """All that was found in one source."""

    found: list[Found] = field(default_factory=list)
    names: list[Named] = field(default_factory=list)


def findings(resolution: Resolution) -> Mapping[str, Findings]:
    """What was found, by the id of the source, in the order of the text."""
    by_source: dict[str, Findings] = defaultdict(Findings)
    mastheads = {(one.id, one.publisher.start, one.publisher.end) for one in resolution.sources}
    for claim in resolution.claims:
        for evidence in claim.evidence:
            by_source[evidence.statement.source].found.append(_found(evidence, mastheads))
    for entity in resolution.entities:
        for mention in entity.mentions:
            if mention.form not in ("adjective", "host"):
                named = Named(Span(mention.start, mention.end), entity.type, entity.id)
                by_source[mention.source].names.append(named)
    for one in by_source.values():
        one.found.sort(key=lambda found: (found.statement.segments, found.statement.cue is None))
        one.names.sort(key=lambda named: (named.span, named.entity))
    return by_source


def _found(evidence: Evidence, mastheads: Container[tuple[str, int | None, int | None]]) -> Found:
    """The statement with its printed speakers; the publisher in the masthead is none of them."""
    statement = evidence.statement
    if statement.impersonal:
        return Found(statement, ())
    return Found(
        statement,
        tuple(
            link
            for link in evidence.attribution
            if link.kind in ("entity", "unnamed")
            and link.start is not None
            and (statement.source, link.start, link.end) not in mastheads
        ),
    )


def span_of(link: Link) -> Span | None:
    """The printed words of a step of a chain."""
    return Span(link.start, link.end) if link.start is not None and link.end is not None else None
