"""What the comparison shows, read from the database: plain records, no widgets, made off the event loop."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from explorer.lists import Filter
from explorer.models import STATING, Claim, Disagreement, Entity, Evidence, Region, Source, Span
from explorer.terms import ARROW, account_name, chain_words, reason_words
from explorer.text.phrases import plural
from explorer.text.sentences import sentence_around
from explorer.text.spans import contains, overlaps
from explorer.tui.comparison.model import Column, Comparison, Passage, Stop, passages_of
from explorer.tui.comparison.noting import derivation_notes, disagreement_notes, lettered
from explorer.tui.drawing import wording
from explorer.views.differing import Difference, differing

if TYPE_CHECKING:
    from explorer.store.reader import Database

_NO_WORDS = ("attribution", "citation", "presence")
_QUOTED = re.compile(r"“([^“”]+)”")

_AGAIN = (("quiet", "in the repeat"),)
"""What is said of a mention in a part of an article that its file has twice."""

__all__ = ["LOADERS", "Comparison", "Stop", "of_claim", "of_entity", "of_source", "stop_at"]

MOST_SOURCES = 48
"""Sources of a claim that are set beside one another: whoever wants more of them narrows the list of sources."""
MOST_MENTIONS = 300
"""Mentions of an entity that are laid out beside one another: thousands would take seconds, and nobody reads them."""
FIRST_COLUMNS = 8
"""Columns of an entity that are read for its first frame: twice as many as ever stand side by side."""


def of_claim(database: Database, claim_id: str) -> Comparison:
    """Every source's evidence for one claim, a column a source, sources' own accounts first."""
    claim = database.claim(claim_id)
    by_source: dict[str, list[Evidence]] = {}
    for evidence in sorted(claim.evidence, key=lambda e: e.statement.role != "body"):
        by_source.setdefault(evidence.statement.source, []).append(evidence)
    disagreements = database.disagreements(claim=claim_id)
    order = _reading_order(database, claim_id, by_source, disagreements)
    sources = database.beside.sources(order)
    named = lru_cache(None)(lambda identity: _entity_name(database, identity))
    columns = tuple(
        Column(source, passages_of(source, stops, marks))
        for source, stops, marks in zip(
            sources.values(),
            [[_evidence_stop(claim, e, source, named) for e in by_source[source.id]] for source in sources.values()],
            _marks(database, [(source, by_source[source.id]) for source in sources.values()], disagreements),
            strict=True,
        )
    )
    derivations = database.beside.derivations(order)
    notes = (*disagreement_notes(disagreements, columns), *derivation_notes(derivations, columns))
    card = (("origins", lettered(claim.origins_note, columns)),) if claim.origins_note else ()
    facts = wording.claim_facts(claim, len(by_source))
    if len(order) < len(by_source):
        facts = (f"{len(order)} of {plural(len(by_source), 'source')} are shown", *facts[1:])
    return Comparison("claim", claim.id, claim.text, facts, columns, notes, card)


def _reading_order(
    database: Database, claim_id: str, told_by: Collection[str], disagreements: Iterable[Disagreement]
) -> list[str]:
    """Those that disagree beside one another before all others; then originals before what was rewritten from them,
    then by date, so that a story reads from left to right. Of more than `MOST_SOURCES`, the first are kept.
    """
    items = [
        item for item in database.items("source", database.rows("source", Filter(claim=claim_id))) if item.id in told_by
    ]
    disputed = {passage.source for disagreement in disagreements for passage in disagreement.evidence}
    items.sort(key=lambda item: (item.id not in disputed, item.published or "~", item.path))
    del items[MOST_SOURCES:]
    rewrites = {derivation.source for derivation in database.beside.derivations([item.id for item in items])}
    items.sort(key=lambda item: (item.id not in disputed, item.id in rewrites, item.published or "~", item.path))
    return [item.id for item in items]


def _evidence_stop(claim: Claim, evidence: Evidence, source: Source, named: Callable[[str], str]) -> Stop:
    """An evidence with what is said about it, each line with its ink."""
    reasons = (("doubt", line) for line in reason_words(evidence))
    told = wording.evidence_line(source, evidence, is_only=len(claim.evidence) == 1)
    chain = chain_words(source, evidence, named)
    lines = (("label", chain),) if ARROW in chain else ()  # else it is the article's own, which the kind tells
    return Stop(evidence.statement.readable, claim, evidence, lines=(*lines, ("quiet", told), *reasons))


def _marks(
    database: Database, told: Collection[tuple[Source, Sequence[Evidence]]], disagreements: Collection[Disagreement]
) -> list[list[Difference]]:
    """For each source, given its evidence, the words that differ from the other accounts."""
    found = []
    differ = differing(database, {source.id: pieces for source, pieces in told})
    for source, pieces in told:
        whole, mine = [piece.statement.extent for piece in pieces], differ[source.id]
        disputed = dict.fromkeys(span for each in disagreements for span in disputed_words(each, source))
        words = [span for span in disputed if not _says_all(span, whole, mine)]
        found.append([*mine, *(Difference(span, "number", "≠") for span in words)])
    return found


def disputed_words(disagreement: Disagreement, source: Source) -> list[Span]:
    """What the accounts differ in, of one of them: the words that the note quotes, else the passages that differ.

    Where accounts differ in whom they credit or where they read it, no words of theirs differ.
    """
    if disagreement.kind in _NO_WORDS:
        return []
    found: list[Span] = []
    quoted = sorted(set(_QUOTED.findall(disagreement.note)), key=lambda words: (-len(words), words))
    for passage in (passage for passage in disagreement.evidence if passage.source == source.id):
        here: list[Span] = []
        for words in quoted:  # the longest first: "Chinese alternatives" are those in "most Chinese alternatives"
            match = _as_words(words).search(source.text, passage.start, passage.end)
            if match is not None and not any(overlaps(span, Span(*match.span())) for span in here):
                here.append(Span(*match.span()))
        found += here or [Span(passage.start, passage.end)]
    return found


@lru_cache(64)
def _as_words(quoted: str) -> re.Pattern[str]:
    """What finds quoted words, which stand on one line, where they are no part of others."""
    return re.compile(rf"(?<!\w)(?<!\d[.,]){r'\s+'.join(map(re.escape, quoted.split()))}(?!\w|[.,]\d)")


def _says_all(span: Span, whole: Iterable[Span], known: Iterable[Difference]) -> bool:
    """Whether a disputed passage is all of an evidence, so that marking it says nothing, or what differs is marked."""
    return any(contains(span, stop) for stop in whole) or any(
        mark.sign == "≠" and overlaps(mark.span, span) for mark in known
    )


def of_entity(database: Database, entity_id: str, first: int | None = None) -> Comparison:
    """Every mention of one entity in its paragraph, a column a source; or of its `first` columns, the rest counted."""
    entity = database.entity(entity_id)
    by_source: dict[str, list[Span]] = {}
    for mention in entity.mentions[:MOST_MENTIONS]:
        by_source.setdefault(mention.source, []).append(Span(mention.start, mention.end))
    paths = database.beside.paths(list(by_source))
    order = sorted(by_source, key=lambda identity: (-len(by_source[identity]), paths[identity]))
    columns = []
    for source_id, source in database.beside.sources(order[:first]).items():
        again = [Span(region.start, region.end) for region in source.regions if region.kind == "repeat"]
        stops = [
            Stop((span,), sentence=sentence_around(source, span), lines=_AGAIN * any(contains(r, span) for r in again))
            for span in sorted(by_source[source_id])
        ]
        columns.append(Column(source, passages_of(source, stops, ())))
    rest = order[len(columns) :]
    notes = tuple(disagreement_notes(database.disagreements(entity=entity_id), columns))
    sources = {mention.source for mention in entity.mentions}
    facts = wording.entity_facts(entity, len(sources))
    if len(entity.mentions) > MOST_MENTIONS:
        facts = (*facts, f"the first {MOST_MENTIONS:,} are shown")
    return Comparison(
        "entity",
        entity.id,
        entity.name,
        facts,
        tuple(columns),
        notes,
        _aliases(entity),
        more=(len(rest), sum(len(by_source[identity]) for identity in rest)),
    )


def of_source(database: Database, source_id: str, at: Span | None = None) -> Comparison:
    """One source: its card and its whole text, region by region, with every evidence it gives.

    A passage at `at` that is no evidence can be stepped to and cited like one.
    """
    source = database.source(source_id)
    rows = database.rows("claim", Filter(source=source_id))
    claims = database.beside.claims(rows)
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
        flags = tuple(Difference(flag, "hedge", "~") for flag in _small(flagged, region))  # a doubt, no conflict
        passages.append(Passage(span, inside, (), flags, label, quiet))
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


def _entity_name(database: Database, entity_id: str) -> str:
    return database.items("entity", [database.row_of(entity_id)])[0].name


def _aliases(entity: Entity) -> tuple[tuple[str, str], ...]:
    others = [alias.surface for alias in entity.aliases if alias.surface != entity.name]
    return (("also", ", ".join(others)),) if others else ()


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
