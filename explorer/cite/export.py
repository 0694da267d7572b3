"""A whole database as one document for other programs: JSON of the schema `explorer/1`, or CSV for a spreadsheet.

Mentions of the form *adjective* ("Chinese" for China) are left out of the document: there a mention is the bare name,
and the schema has no field to tell the two apart.
"""

from __future__ import annotations

import csv
import io
from functools import partial
from typing import TYPE_CHECKING

from pydantic import ValidationError

from explorer import models
from explorer.cite import schema
from explorer.cite.selection import resolution_of
from explorer.errors import DatabaseError
from explorer.origins import OriginGraph, origin_graph
from explorer.terms import chain_words
from explorer.text import safe_json
from explorer.text.inert import make_inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.store.reader import Database

COLUMNS = tuple(
    "claim claim_text kind check_worthiness origins source path title publisher date date_status attribution excerpt "
    "start end".split()
)

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes spreadsheets run a cell, in both widths (https://owasp.org/www-community/attacks/CSV_Injection)."""


def document(database: Database, claims: Sequence[str] | None = None) -> schema.Document:
    """Everything that `database` holds, or what these claims and their records speak of.

    Raises DatabaseError where somebody has put in what the schema forbids, NotFoundError for an id that is no claim's.
    """
    resolution = _resolution(database, claims)
    try:
        return _document(resolution)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = f"{error.title}, {'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise DatabaseError(
            f"{make_inert(str(database.path))} is damaged ({make_inert(place)}); rebuild it with explorer build"
        ) from error


def _document(resolution: models.Resolution) -> schema.Document:
    sources = {source.id: source for source in resolution.sources}
    entities = {entity.id: entity for entity in resolution.entities}
    return schema.Document(
        schema="explorer/1",
        sources=[_source(source) for source in _by_id(resolution.sources)],
        entities=[_entity(entity) for entity in _by_id(resolution.entities)],
        claims=[
            _claim(claim, sources, origin_graph(claim.evidence, sources, resolution.derivations, entities))
            for claim in _by_id(resolution.claims)
        ],
        derivations=[_derivation(d) for d in sorted(resolution.derivations, key=lambda d: (d.source, d.origin))],
        disagreements=[_disagreement(disagreement) for disagreement in _by_id(resolution.disagreements)],
        related=[schema.Related(claims=list(kin.claims), reason=kin.reason) for kin in resolution.kin],
        suggestions=[schema.Suggestion(entities=list(s.entities), reason=s.reason) for s in resolution.suggestions],
    )


def _resolution(database: Database, claims: Sequence[str] | None) -> models.Resolution:
    return database.resolution() if claims is None else resolution_of(database, claims)


def to_json(database: Database, claims: Sequence[str] | None = None) -> str:
    """The document as JSON text, ending in a newline; a terminal may show it safely."""
    return safe_json.to_json(document(database, claims).model_dump()) + "\n"


def json_schema() -> str:
    """The JSON Schema of the document, ending in a newline."""
    return safe_json.to_json(schema.Document.model_json_schema()) + "\n"


def to_csv(database: Database, claims: Sequence[str] | None = None) -> str:
    """One row for each evidence, of all or of these claims, under a row of column names.

    Cells are inert and no spreadsheet runs them. Raises NotFoundError for an id that is no claim's.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_csv_rows(_resolution(database, claims)))
    return out.getvalue()


def _by_id[Identified: (models.Source, models.Entity, models.Claim, models.Disagreement)](
    records: tuple[Identified, ...],
) -> list[Identified]:
    return sorted(records, key=lambda record: record.id)


def _source(source: models.Source) -> schema.Source:
    return schema.Source(
        id=source.id,
        path=source.path,
        sha256=source.sha256,
        title=source.title.value,
        title_status=source.title.status,
        publisher=source.publisher.value,
        publisher_status=source.publisher.status,
        authors=[author.value for author in source.authors if author.value],
        published=source.published.value,
        published_status=source.published.status,
        language=source.language,
        length=len(source.text),
        regions=[schema.Region(kind=region.kind, start=region.start, end=region.end) for region in source.regions],
        references=[schema.Reference(marker=ref.marker, url=ref.url) for ref in source.references],
        flags=[schema.Flag(kind=f.kind, start=f.start, end=f.end, note=f.note) for f in source.flags],
    )


def _entity(entity: models.Entity) -> schema.Entity:
    return schema.Entity(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        aliases=[alias.surface for alias in entity.aliases],
        mentions=[
            schema.Mention(source=m.source, start=m.start, end=m.end) for m in entity.mentions if m.form != "adjective"
        ],
    )


def _claim(claim: models.Claim, sources: dict[str, models.Source], graph: OriginGraph) -> schema.Claim:
    return schema.Claim(
        id=claim.id,
        text=claim.text,
        kind=claim.kind,
        check_worthiness=claim.worth,
        entities=list(claim.entities),
        origins=claim.origins,
        evidence=[_evidence(evidence, sources[evidence.statement.source]) for evidence in claim.evidence],
        origin_graph=schema.OriginGraph(
            nodes=[schema.OriginNode(kind=n.kind, label=n.label, id=n.id, count=n.count) for n in graph.nodes],
            edges=[
                schema.OriginEdge(
                    holder=edge.holder,
                    giver=edge.giver,
                    how=edge.how,
                    passage=_passage(edge.passage) if edge.passage is not None else None,
                )
                for edge in graph.edges
            ],
            ends=[list(end) for end in graph.ends],
            note=graph.note,
        ),
    )


def _passage(passage: models.Passage) -> schema.Passage:
    return schema.Passage(source=passage.source, start=passage.start, end=passage.end)


def _evidence(evidence: models.Evidence, source: models.Source) -> schema.Evidence:
    statement = evidence.statement
    cue = statement.cue
    return schema.Evidence(
        source=statement.source,
        start=statement.start,
        end=statement.end,
        segments=[(segment.start, segment.end) for segment in statement.segments],
        role=statement.role,
        kind=statement.kind,
        cue=schema.Span(start=cue.start, end=cue.end) if cue else None,
        speaker=_speaker(evidence, source),
        attribution=[_link(link, source) for link in evidence.attribution],
        quantities=[
            schema.Quantity(start=q.start, end=q.end, low=q.low, high=q.high, unit=q.unit) for q in statement.quantities
        ],
        dates=[schema.Date(start=d.start, end=d.end, low=d.low, high=d.high) for d in statement.dates],
    )


def _speaker(evidence: models.Evidence, source: models.Source) -> schema.Speaker | None:
    """The nearest speaker whom the text names or describes: neither the article, nor its publisher, nor a `[n]`.

    An impersonal cue ("reportedly", "is expected to") names nobody, though its word may stand in the chain.
    """
    if evidence.statement.impersonal:
        return None
    for link in evidence.attribution:
        if _is_publisher(link, source):
            continue
        if link.kind in ("entity", "unnamed") and link.start is not None and link.end is not None:
            return schema.Speaker(
                start=link.start, end=link.end, entity=link.id if link.kind == "entity" else None, text=link.text
            )
    return None


def _is_publisher(link: models.Link, source: models.Source) -> bool:
    """Whether the step is the article's publisher, who stands in its masthead and not beside the statement."""
    publisher = source.publisher
    return (
        link.kind == "entity" and link.start is not None and (link.start, link.end) == (publisher.start, publisher.end)
    )


def _link(link: models.Link, source: models.Source) -> schema.Link:
    """A step as the schema knows it: a reference is the outlet it leads to, or else a document outside the folder."""
    kind, identity, text = link.kind, link.id, link.text
    start, end = (None, None) if _is_publisher(link, source) else (link.start, link.end)
    make = partial(schema.Link, count=link.count, start=start, end=end)
    if kind == "reference":
        if identity is not None:
            return make(kind="source" if identity.startswith("s") else "entity", id=identity, text=text)
        marker = text.strip("[] ")
        urls = [ref.url for ref in source.references if ref.marker.strip("[] ") == marker]
        return make(kind="source", id=None, text=urls[0] if urls else text)
    return make(kind=kind, id=identity, text=text)


def _derivation(derivation: models.Derivation) -> schema.Derivation:
    losses = [
        schema.Loss(
            kind=loss.kind,
            note=loss.note,
            original=_passage(loss.original),
            rewrite=_passage(loss.rewrite) if loss.rewrite is not None else None,
        )
        for loss in derivation.losses
    ]
    return schema.Derivation.model_validate(
        {
            "source": derivation.source,
            "from": derivation.origin,
            "reasons": list(derivation.reasons),
            "kind": derivation.kind,
            "losses": losses,
        }
    )


def _disagreement(disagreement: models.Disagreement) -> schema.Disagreement:
    return schema.Disagreement(
        id=disagreement.id,
        kind=disagreement.kind,
        grade=disagreement.grade,
        claims=list(disagreement.claims),
        evidence=[_passage(passage) for passage in disagreement.evidence],
        note=disagreement.note,
    )


def _csv_rows(resolution: models.Resolution) -> Iterator[list[str | int]]:
    sources = {source.id: source for source in resolution.sources}
    names = {entity.id: entity.name for entity in resolution.entities}
    for claim in _by_id(resolution.claims):
        for evidence in claim.evidence:
            statement = evidence.statement
            source, span = sources[statement.source], statement.extent
            yield [
                cell if isinstance(cell, int) else _cell(cell or "")
                for cell in (
                    claim.id,
                    claim.text,
                    statement.kind,
                    claim.worth,
                    claim.origins,
                    source.id,
                    source.path,
                    source.title.value,
                    source.publisher.value,
                    source.published.value,
                    source.published.status,
                    chain_words(source, evidence, names.__getitem__),
                    source.text[span.start : span.end],
                    span.start,
                    span.end,
                )
            ]


def _cell(text: str) -> str:
    """A text that a spreadsheet shows and never runs: a formula gets an apostrophe in front, as people type it."""
    runs = text.lstrip().startswith(_FORMULA) or text[:1] in ("\t", "\r", "\n")
    return make_inert(f"'{text}" if runs else text)
