"""A `Resolution` as rows, in the order of the lists; the counterpart of `records.py`, which reads them back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from explorer.errors import BuildError
from explorer.models import (
    Claim,
    Derivation,
    Disagreement,
    Entity,
    Evidence,
    Field,
    Link,
    Loss,
    Passage,
    Resolution,
    Source,
    Span,
)
from explorer.store.display import Display, claim_sources
from explorer.store.schema import digest, text_sha256
from explorer.text.phrases import several

_BATCH = 2000  # rows handed on at once
_TEXTS = 50  # the same of whole articles
_LARGEST = 2**63 - 1  # of an SQLite integer: a count as absurd as this is kept as the largest


Rowset = Sequence[tuple[object, ...]]
"""Rows of one table, each with the values of all its columns."""


class Inserter:
    """Collects rows and hands them on in batches; a table with the key `row` is numbered from 1."""

    def __init__(self, write: Callable[[str, Rowset], None]) -> None:
        """`write` is given the name of a table and rows, a list that it must not keep."""
        self._hand_on = write
        self._numbers: Counter[str] = Counter()
        self._waiting: dict[str, list[tuple[object, ...]]] = defaultdict(list)

    def add(self, table: str, *values: object) -> int:
        """Add a row and return its number."""
        number = self._numbers[table] = self._numbers[table] + 1
        waiting = self._waiting[table]
        waiting.append((number, *values))
        if len(waiting) >= _BATCH:
            self._write(table)
        return number

    def number(self, table: str) -> int:
        """The number of the last row added to a table; 0 where there is none."""
        return self._numbers[table]

    def join(self, table: str, *values: object) -> None:
        """Add a row of a table that has no number of its own."""
        self.add_all(table, (values,))

    def add_all(self, table: str, rows: Rowset) -> None:
        """Add rows whole: those of a table that is numbered with the numbers that follow its last one."""
        self._numbers[table] += len(rows)
        waiting = self._waiting[table]
        waiting.extend(rows)
        if len(waiting) >= (_TEXTS if table == "texts" else _BATCH):
            self._write(table)

    def flush(self) -> None:
        """Hand on what still waits."""
        for table in self._waiting:
            self._write(table)

    def _write(self, table: str) -> None:
        waiting = self._waiting[table]
        self._hand_on(table, waiting)
        waiting.clear()


def insert_resolution(resolution: Resolution, rows: Inserter) -> None:
    """Write everything; raises BuildError when one record names another that is not there."""
    display = Display.of(resolution)
    writer = _ResolutionRows(rows, display)
    for source in display.sources:
        writer.source(source)
    for entity in display.entities:
        writer.entity(entity)
    for claim in display.claims:
        writer.claim(claim)
    for derivation in resolution.derivations:
        writer.derivation(derivation)
    for disagreement in sorted(resolution.disagreements, key=lambda d: (-d.grade, d.id)):
        writer.disagreement(disagreement)
    for suggestion in resolution.suggestions:
        first, second = (writer.entities.row(entity) for entity in suggestion.entities)
        rows.add("suggestions", first, second, suggestion.reason)
    for kin in resolution.kin:
        first, second = (writer.claims.row(claim) for claim in kin.claims)
        rows.add("kin", first, second, kin.reason)


class _Numbers:
    """Row numbers of one list by id."""

    def __init__(self, kind: str, ids: list[str]) -> None:
        self._kind = kind
        self._rows = {name: number for number, name in enumerate(ids, 1)}
        if len(self._rows) < len(ids):
            twice = next(name for name, count in Counter(ids).items() if count > 1)
            raise BuildError(f"nothing was built: two {several(kind)} have the id {twice}; please report it")

    def row(self, name: str) -> int:
        """The row of an id; raises BuildError."""
        try:
            return self._rows[name]
        except KeyError:
            raise BuildError(f"nothing was built: there is no {self._kind} {name}; please report it") from None

    def get(self, name: str | None) -> int | None:
        """The row of an id, or None for one of another kind."""
        return self._rows.get(name) if name else None


class _ResolutionRows:
    """Turns one record after the other into rows."""

    def __init__(self, rows: Inserter, display: Display) -> None:
        self.rows = rows
        self.display = display
        self.sources = _Numbers("source", [source.id for source in display.sources])
        self.entities = _Numbers("entity", [entity.id for entity in display.entities])
        self.claims = _Numbers("claim", [claim.id for claim in display.claims])
        self.texts = {source.id: source.text for source in display.sources}

    # -- sources -----------------------------------------------------------------------------------------------------

    def source(self, source: Source) -> None:
        """One article with all that was read off it."""
        text = source.text
        row = self.rows.add(
            "sources", source.id, source.path, source.sha256, source.encoding, source.language, len(text),
            source.title.value or "", source.title.status, source.publisher.value or "", source.published.value or "",
            source.published.status, self.display.claims_of[source.id], len(source.flags),
        )  # fmt: skip
        self.rows.join("texts", row, text, text_sha256(text))
        for region in source.regions:
            excerpt = digest(text[region.start : region.end])
            self.rows.add("regions", row, region.kind, region.start, region.end, region.repeat_of, excerpt)
        self._field(row, text, "title", source.title)
        self._field(row, text, "publisher", source.publisher)
        for author in source.authors:
            self._field(row, text, "author", author)
        self._field(row, text, "published", source.published)
        for entry in source.references:
            excerpts = text[entry.start : entry.end], text[entry.host_start : entry.host_end]
            self.rows.add(
                "reference_entries", row, entry.marker, entry.url, entry.start, entry.end, excerpts[0], entry.host,
                entry.outlet, entry.host_start, entry.host_end, excerpts[1], entry.published,
            )  # fmt: skip
        for marker in source.markers:
            excerpt = text[marker.start : marker.end]
            self.rows.add("markers", row, marker.marker, marker.start, marker.end, excerpt)
        for flag in source.flags:
            self.rows.add("flags", row, flag.kind, flag.start, flag.end, flag.note, digest(text[flag.start : flag.end]))

    def _field(self, row: int, text: str, name: str, value: Field) -> None:
        excerpt = None if value.start is None or value.end is None else text[value.start : value.end]
        self.rows.add(
            "fields", row, name, value.value, value.status, value.start, value.end, value.method, value.note, excerpt
        )

    # -- entities ----------------------------------------------------------------------------------------------------

    def entity(self, entity: Entity) -> None:
        """One entity, its other names, and where each stands."""
        per_source = Counter(mention.source for mention in entity.mentions)
        others = dict.fromkeys(alias.surface for alias in entity.aliases if alias.surface != entity.name)
        row = self.rows.add(
            "entities", entity.id, entity.name, entity.type, len(entity.mentions), len(per_source), "; ".join(others)
        )
        for alias in entity.aliases:
            self.rows.add("aliases", row, alias.surface, alias.reason)
        for m in entity.mentions:
            place = (self.sources.row(m.source), m.start, m.end)
            self.rows.add("mentions", row, *place, m.text, m.type, m.form, float(m.confidence))
        for source, count in sorted((self.sources.row(name), count) for name, count in per_source.items()):
            self.rows.join("entity_sources", row, source, count)

    # -- claims ------------------------------------------------------------------------------------------------------

    def claim(self, claim: Claim) -> None:
        """One claim with its evidence."""
        sources = sorted(self.sources.row(source) for source in claim_sources(claim))
        row = self.rows.add(
            "claims", claim.id, claim.text, claim.kind, claim.worth, claim.origins, claim.origins_note, len(sources),
            self.display.disagreements_of[claim.id], self.display.speakers(claim),
        )  # fmt: skip
        for reason in claim.worth_reasons:
            self.rows.add("claim_reasons", row, reason)
        for entity in claim.entities:
            self.rows.add("claim_entities", row, self.entities.row(entity))
        for number in sorted(self.entities.row(entity) for entity in self.display.touched_by[claim.id]):
            self.rows.join("claim_touches", row, number)
        for number in sources:
            self.rows.join("claim_sources", row, number)
        for evidence in claim.evidence:
            self._evidence(row, evidence)

    def _evidence(self, claim: int, evidence: Evidence) -> None:
        said = evidence.statement
        text, sentence, cue = self.texts[said.source], said.sentence, said.cue
        cued = (cue.start, cue.end, cue.lemma, cue.kind, text[cue.start : cue.end]) if cue else (None,) * 5
        row = self.rows.add(
            "evidence", claim, self.sources.row(said.source), said.start, said.end, text[said.start : said.end],
            sentence.start, sentence.end, digest(text[sentence.start : sentence.end]), said.kind, said.role,
            evidence.match, int(said.impersonal), said.worth, *cued,
        )  # fmt: skip
        for reason in said.worth_reasons:
            self.rows.add("evidence_reasons", row, reason)
        pieces = () if said.segments == (Span(said.start, said.end),) else said.segments  # of most: the evidence itself
        for part, spans in (("content", pieces), ("whole", said.whole)):
            for span in spans:
                self.rows.add("segments", row, part, *_quoted(text, span))
        for span in said.hedges:
            self.rows.add("hedges", row, *_quoted(text, span))
        for part, links in (("chain", said.chain), ("attribution", evidence.attribution)):
            for link in links:
                self._link(row, text, part, link)
        for q in said.quantities:
            self.rows.add("quantities", row, q.start, q.end, q.text, _real(q.low), _real(q.high), q.unit, q.hedge, q.of)
        for date in said.dates:
            self.rows.add("dates", row, date.start, date.end, date.text, date.low, date.high, date.status)

    def _link(self, evidence: int, text: str, part: str, link: Link) -> None:
        source, entity = self.sources.get(link.id), self.entities.get(link.id)
        if link.id and source is None and entity is None:
            raise BuildError(f"nothing was built: an attribution names {link.id}, which is not there; please report it")
        count = None if link.count is None else min(link.count, _LARGEST)
        referent = _quoted(text, link.referent) if link.referent else (None, None, None)
        quote = None if link.start is None or link.end is None else text[link.start : link.end]
        self.rows.add(
            "links", evidence, part, link.kind, link.text, link.start, link.end, quote, count, *referent, source,
            entity, link.reason,
        )  # fmt: skip

    # -- between sources ---------------------------------------------------------------------------------------------

    def derivation(self, derivation: Derivation) -> None:
        """One source out of another, with reasons and losses."""
        source, origin = self.sources.row(derivation.source), self.sources.row(derivation.origin)
        row = self.rows.add("derivations", source, origin, derivation.kind)
        for reason in derivation.reasons:
            self.rows.add("derivation_reasons", row, reason)
        for loss in derivation.losses:
            self._loss(row, loss)

    def _loss(self, row: int, loss: Loss) -> None:
        rewrite = self._passage(loss.rewrite) if loss.rewrite else (None,) * 4
        self.rows.add("losses", row, loss.kind, loss.note, *self._passage(loss.original), *rewrite)

    def disagreement(self, disagreement: Disagreement) -> None:
        """One difference, the claims it stands between and its passages."""
        row = self.rows.add("disagreements", disagreement.id, disagreement.kind, disagreement.grade, disagreement.note)
        for claim in disagreement.claims:
            self.rows.add("disagreement_claims", row, self.claims.row(claim))
        for passage in disagreement.evidence:
            self.rows.add("disagreement_passages", row, *self._passage(passage))

    def _passage(self, passage: Passage) -> tuple[int, int, int, str]:
        source = self.sources.row(passage.source)
        return source, passage.start, passage.end, self.texts[passage.source][passage.start : passage.end]


def _quoted(text: str, span: Span) -> tuple[int, int, str]:
    return span.start, span.end, text[span.start : span.end]


def _real(value: float | None) -> float | None:
    """A number as SQLite keeps it; one beyond the range of a float is infinite."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return float("inf") if value and value > 0 else float("-inf")
