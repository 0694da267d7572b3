"""What the comparison shows, read from the database: plain records, no widgets, made off the event loop."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from explorer.lists import Filter
from explorer.models import STATING, Claim, Derivation, Disagreement, Entity, Evidence, Region, Source, Span
from explorer.terms import account_name, chain_words, reason_words
from explorer.text.sentences import paragraph, sentence_around
from explorer.text.spans import contains, merge, overlaps
from explorer.tui import wording

if TYPE_CHECKING:
    from explorer.store.reader import Database


MOST_MENTIONS = 300
"""Mentions of an entity that are laid out beside one another: thousands would take seconds, and nobody reads them."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that `n` steps to: one evidence or one mention. Offsets are those of its source's text."""

    spans: tuple[Span, ...]
    claim: Claim | None = None
    evidence: Evidence | None = None
    sentence: Span | None = None
    """For a mention, the sentence around it: a bare name is no quotation."""

    @property
    def whole(self) -> Span:
        """From the first to the last piece."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def cited(self) -> Span:
        """What a citation quotes."""
        return self.sentence or self.whole


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with what it holds. `label` names its region where that matters; `quiet` marks boilerplate."""

    span: Span
    stops: tuple[Stop, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    """What stands above the paragraph: the ink and the words of each line."""
    differs: tuple[Span, ...] = ()
    label: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One source's side of the comparison."""

    source: Source
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something that stands between columns (their indices, from left to right), or that concerns one alone."""

    kind: Literal["disagreement", "derivation"]
    text: str
    sides: tuple[int, ...]
    mark: str
    parts: bool = True
    """Whether the mark stands between the sides; if not, some of them may agree, and the text tells which."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything about one row: what it is, in columns by source."""

    kind: Literal["source", "entity", "claim"]
    id: str
    title: str
    facts: tuple[str, ...]
    columns: tuple[Column, ...]
    notes: tuple[Note, ...] = ()
    card: tuple[tuple[str, str], ...] = field(default=())
    """Label and value, for a source."""


def of_claim(database: Database, claim_id: str) -> Comparison:
    """Every source's evidence for one claim, a column a source, sources' own accounts first."""
    claim = database.claim(claim_id)
    by_source: dict[str, list[Evidence]] = {}
    for evidence in sorted(claim.evidence, key=lambda e: e.statement.role != "body"):
        by_source.setdefault(evidence.statement.source, []).append(evidence)
    disagreements = database.disagreements(claim=claim_id)
    columns = []
    for source_id, evidences in by_source.items():
        source = database.source(source_id)
        differs = [Span(p.start, p.end) for d in disagreements for p in d.evidence if p.source == source_id]
        stops = [(Stop(e.statement.readable, claim, e), _evidence_lines(database, source, e)) for e in evidences]
        columns.append(Column(source, _paragraphs(source, stops, differs)))
    derivations = database.derivations()
    ordered = _reading_order(columns, derivations)
    notes = (*_disagreement_notes(disagreements, ordered), *_derivation_notes(derivations, ordered))
    card = (("origins", _lettered(claim.origins_note, ordered)),) if claim.origins_note else ()
    return Comparison(
        "claim", claim.id, claim.text, wording.claim_facts(claim, len(ordered)), ordered, notes, card
    )  # fmt: skip


def of_entity(database: Database, entity_id: str) -> Comparison:
    """Every mention of one entity in its paragraph, a column a source."""
    entity = database.entity(entity_id)
    by_source: dict[str, list[Span]] = {}
    for mention in entity.mentions[:MOST_MENTIONS]:
        by_source.setdefault(mention.source, []).append(Span(mention.start, mention.end))
    columns = []
    for source_id, spans in by_source.items():
        source = database.source(source_id)
        stops = [Stop((span,), sentence=sentence_around(source, span)) for span in sorted(spans)]
        columns.append(Column(source, _paragraphs(source, [(stop, ()) for stop in stops], ())))
    columns.sort(key=lambda column: (-sum(len(p.stops) for p in column.passages), column.source.path))
    notes = tuple(_disagreement_notes(database.disagreements(entity=entity_id), columns))
    sources = {mention.source for mention in entity.mentions}
    facts = wording.entity_facts(entity, len(sources))
    if len(entity.mentions) > MOST_MENTIONS:
        facts = (*facts, f"the first {MOST_MENTIONS:,} are shown")
    return Comparison("entity", entity.id, entity.name, facts, tuple(columns), notes, _aliases(entity))


def of_source(database: Database, source_id: str, at: Span | None = None) -> Comparison:
    """One source: its card and its whole text, region by region, with every evidence it gives.

    A passage at `at` that is no evidence can be stepped to and cited like one.
    """
    source = database.source(source_id)
    rows = database.rows("claim", Filter(source=source_id))
    claims = [database.claim(item.id) for item in database.items("claim", rows)]
    stops = [
        Stop(evidence.statement.readable, claim, evidence)
        for claim in claims
        for evidence in claim.evidence
        if evidence.statement.source == source_id
    ]
    if at is not None and all(stop.whole != at for stop in stops):
        stops.append(Stop((at,)))
    stops.sort(key=lambda stop: stop.whole)
    passages = []
    for region in source.regions:
        span = Span(region.start, region.end)
        inside = tuple(stop for stop in stops if span.start <= stop.whole.start < span.end)
        flagged = tuple(Span(f.start, f.end) for f in source.flags if span.start <= f.start < f.end <= span.end)
        label, quiet = wording.region_label(region), region.kind not in STATING and region.kind != "heading"
        passages.append(Passage(span, inside, (), _small(flagged, region), label, quiet))
    card = wording.source_card(source, len(claims), _derivation_lines(database, source_id))
    title = wording.source_title(source)
    return Comparison("source", source.id, title, (), (Column(source, tuple(passages)),), (), card)


def stop_at(comparison: Comparison, at: Span) -> tuple[int, int, int] | None:
    """The stop (column, passage, stop within it) that stands at `at`, or the first after it."""
    after = None
    for c, column in enumerate(comparison.columns):
        for p, passage in enumerate(column.passages):
            for s, stop in enumerate(passage.stops):
                if stop.whole == at:
                    return (c, p, s)
                if after is None and stop.whole.end > at.start:
                    after = (c, p, s)
    return after


def _small(spans: tuple[Span, ...], region: Region) -> tuple[Span, ...]:
    """Flags on words are shown in the text; a flag on the whole region says nothing about its words."""
    return tuple(span for span in spans if span.end - span.start < (region.end - region.start) * 0.8)


def _paragraphs(
    source: Source, stops: list[tuple[Stop, tuple[tuple[str, str], ...]]], differs: Iterable[Span]
) -> tuple[Passage, ...]:
    """Group stops by the paragraph they stand in; body paragraphs come first, in the order of their first stop."""
    grouped: dict[Span, list[tuple[Stop, tuple[tuple[str, str], ...]]]] = {}
    for stop, lines in stops:
        grouped.setdefault(paragraph(source, stop.whole), []).append((stop, lines))
    differing = merge(differs)
    return tuple(
        Passage(
            span,
            tuple(stop for stop, _ in members),
            tuple(dict.fromkeys(line for _, lines in members for line in lines)),
            tuple(d for d in differing if overlaps(d, span) and not _covers(d, [stop for stop, _ in members])),
        )
        for span, members in grouped.items()
    )


def _covers(span: Span, stops: Iterable[Stop]) -> bool:
    """Whether a difference is all of an evidence: then it is not in the words, and marking them all says nothing."""
    return any(contains(span, stop.whole) for stop in stops)


def _evidence_lines(database: Database, source: Source, evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """Lines above an evidence, each with its ink."""
    chain = chain_words(source, evidence, lambda identity: _entity_name(database, identity))
    reasons = (("doubt", line) for line in reason_words(evidence))
    return ("label", chain), ("quiet", wording.evidence_line(source, evidence)), *reasons


def _entity_name(database: Database, entity_id: str) -> str:
    return database.items("entity", [database.row_of(entity_id)])[0].name


def _aliases(entity: Entity) -> tuple[tuple[str, str], ...]:
    others = [alias.surface for alias in entity.aliases if alias.surface != entity.name]
    return (("also", ", ".join(others)),) if others else ()


def _disagreement_notes(disagreements: Iterable[Disagreement], columns: Sequence[Column]) -> list[Note]:
    order = [column.source.id for column in columns]
    notes = []
    for disagreement in disagreements:
        sides = sorted({order.index(p.source) for p in disagreement.evidence if p.source in order})
        if sides:
            text = f"{disagreement.kind}: {disagreement.note}" if disagreement.note else disagreement.kind
            parts = len(sides) == len({p.source for p in disagreement.evidence}) == 2
            notes.append(Note("disagreement", _lettered(text, columns), tuple(sides), "≠", parts))
    return notes


def _derivation_notes(derivations: Iterable[Derivation], columns: Sequence[Column]) -> list[Note]:
    order = [column.source.id for column in columns]
    notes = []
    for derivation in derivations:
        if derivation.source in order and derivation.origin in order:
            rewrite, origin = order.index(derivation.source), order.index(derivation.origin)
            text = wording.derivation(derivation, wording.letter(rewrite), wording.letter(origin))
            sides = tuple(sorted((rewrite, origin)))
            mark = "=" if not derivation.is_directed else "→" if sides[0] == origin else "←"
            notes.append(Note("derivation", _lettered(text, columns), sides, mark))
    return notes


def _lettered(text: str, columns: Sequence[Column]) -> str:
    """A note with its files called by the letters of their columns.

    In one pass and at whole paths alone: "wire.txt" is also the end of "newswire.txt" and of "old/wire.txt".
    """
    letters = {column.source.path: wording.letter(index) for index, column in enumerate(columns)}
    paths = "|".join(re.escape(path) for path in sorted(letters, key=len, reverse=True))
    return re.sub(rf"(?<![\w./-])(?:{paths})(?!\w)", lambda found: letters[found[0]], text) if letters else text


def _reading_order(columns: Iterable[Column], derivations: Iterable[Derivation]) -> tuple[Column, ...]:
    """Originals before what was rewritten from them, then by date, so that a story reads from left to right."""
    rewrites = {derivation.source for derivation in derivations}

    def key(column: Column) -> tuple[bool, str, str]:
        return column.source.id in rewrites, column.source.published.value or "~", column.source.path

    return tuple(sorted(columns, key=key))


def _derivation_lines(database: Database, source_id: str) -> list[str]:
    lines = []
    for derivation in database.derivations(source_id):
        here = derivation.source == source_id
        other = account_name(database.source(derivation.origin if here else derivation.source))
        names = ("this", other) if here else (other, "this")
        lines.append(wording.derivation(derivation, *names))
    return lines


LOADERS: dict[str, Callable[[Database, str], Comparison]] = {
    "source": of_source,
    "entity": of_entity,
    "claim": of_claim,
}
