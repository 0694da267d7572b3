"""What `explorer show` prints for a reader: one function a kind of thing. Plain text, readable without colour."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from explorer.cli.output import write_line
from explorer.cli.wording import Wording, field, listed, published, span
from explorer.lists import Filter
from explorer.models import Claim, Derivation, Disagreement, Evidence, Passage, Source, Span
from explorer.terms import GRADES, MATCHES, hedge_words, kinship, reason_words
from explorer.text.phrases import plural
from explorer.views import source as source_view
from explorer.views.scope import Scope

if TYPE_CHECKING:
    from explorer.origins import OriginGraph
    from explorer.store.reader import Database


_MOST_NEIGHBOURS = 40


def print_source(database: Database, source_id: str) -> None:
    """Print a source: its metadata with their status, flags, regions, references, derivations and claims."""
    source, words = database.source(source_id), Wording(database)
    write_line(f"{source.id}  source  {source.path}")
    for name, value in (("title", source.title), ("publisher", source.publisher), ("published", source.published)):
        write_line(f"{name + ':':<11}{field(value)}", indent=2)
    write_line(f"{'authors:':<11}{listed([field(author) for author in source.authors])}", indent=2)
    write_line(f"{'text:':<11}{plural(len(source.text), 'character')}, {source.language}, {source.encoding}", indent=2)
    write_line(f"{'sha256:':<11}{source.sha256}", indent=2)
    _print_source_details(source, source_view.make(database, Scope(subject=("source", source_id))))
    derivations = database.derivations(source_id)
    if derivations:
        _heading("derivations")
        for derivation in derivations:
            _print_derivation(derivation, words)
    credited = database.around.credited(source_id)
    if credited:
        _heading("whom it names as its sources")
    for name, identity, claims in credited:
        write_line(f"{identity}  {name}: {plural(claims, 'claim')}", indent=2)
    rows = database.rows("claim", Filter(source=source_id))
    _heading(plural(len(rows), "claim"))
    for item in database.items("claim", rows):
        write_line(f"{item.id}  {item.text}", indent=2)


def _print_source_details(source: Source, view: source_view.SourceView) -> None:
    if source.flags:
        _heading(plural(len(source.flags), "flag"))
    for flag in source.flags:
        write_line(f"{flag.kind} at {span(flag.start, flag.end)}: {flag.note}", indent=2)
    _heading(f"regions, {view.read_share}% of their characters read for claims")
    for stretch in view.stretches:
        write_line(f"{stretch.kind:<11}{stretch.count:>5}  {plural(stretch.characters, 'character')}", indent=2)
    if view.references:
        _heading(plural(len(view.references), "reference"))
    for entry in view.references:
        used = f"pointed to {plural(entry.used, 'time')}" if entry.used else "never pointed to"
        write_line(f"[{entry.marker}] {entry.url} ({entry.outlet}), {used}", indent=2)


def print_entity(database: Database, entity_id: str) -> None:
    """Print an entity: its aliases with reasons, its claims, and every mention in context by source."""
    entity, words = database.entity(entity_id), Wording(database)
    write_line(f"{entity.id}  {entity.type}  {entity.name}")
    for alias in entity.aliases:
        write_line(f"also {alias.surface}: {alias.reason}", indent=2)
    suggestions = [suggestion for suggestion in database.suggestions() if entity_id in suggestion.entities]
    if suggestions:
        _heading("may be the same, and was not merged")
    for suggestion in suggestions:
        other = next(entity for entity in suggestion.entities if entity != entity_id)
        write_line(f"{other}  {words.entity_name(other)}: {suggestion.reason}", indent=2)
    _print_told(database, entity_id)
    neighbours = database.around.neighbours(entity_id)
    if neighbours:
        _heading("told of in the same claims")
    for identity, name, kind, claims in neighbours[:_MOST_NEIGHBOURS]:
        write_line(f"{identity}  {name} ({kind}): {plural(claims, 'claim')}", indent=2)
    if len(neighbours) > _MOST_NEIGHBOURS:
        write_line(f"and {plural(len(neighbours) - _MOST_NEIGHBOURS, 'entity')} more", indent=2)
    mentions = sorted(entity.mentions, key=lambda m: (words.source(m.source).path, m.start))
    _heading(plural(len(mentions), "mention"))
    for source_id, group in groupby(mentions, key=lambda mention: mention.source):
        write_line(f"{source_id}  {words.name(source_id)}", indent=2)
        for mention in group:
            passage = Passage(mention.source, mention.start, mention.end)
            write_line(f"{span(mention.start, mention.end)}  {words.in_context(passage)}", indent=4)


def _print_told(database: Database, entity_id: str) -> None:
    """Print what an entity says, what is said of it, and what else it has to do with: a publisher with its reports."""
    told = database.around.told(entity_id)
    others = set(database.rows("claim", Filter(entity=entity_id))).difference(told.by, told.of)
    for heading, rows in (
        ("what it says", told.by),
        ("what is said of it", told.of),
        ("what else it has to do with", sorted(others)),
    ):
        if rows:
            _heading(f"{heading}: {plural(len(rows), 'claim')}")
            for item in database.items("claim", rows):
                write_line(f"{item.id}  {item.text}", indent=2)


def print_claim(database: Database, claim_id: str) -> None:
    """Print a claim: what backs it, where each account stands and whom it names, and where accounts differ."""
    claim, words = database.claim(claim_id), Wording(database)
    write_line(f"{claim.id}  claim  {claim.kind}")
    write_line(claim.text, indent=2)
    reasons = f": {listed(claim.worth_reasons)}" if claim.worth_reasons else ""
    write_line(f"worth checking: {claim.worth} of 3{reasons}", indent=2)
    note = f"; {claim.origins_note}" if claim.origins_note else ""
    write_line(f"independent origins: {claim.origins}{note}", indent=2)
    _print_origins(database.origins(claim_id), words)
    names = [f"{words.entity_name(entity)} ({entity})" for entity in claim.entities]
    write_line(f"names: {listed(names)}", indent=2)
    sources = {evidence.statement.source for evidence in claim.evidence}
    _heading(f"{plural(len(claim.evidence), 'piece')} of evidence in {plural(len(sources), 'source')}")
    for number, evidence in enumerate(claim.evidence, 1):
        _print_evidence(number, evidence, words)
    _print_wording(database, claim, words)
    disagreements = database.disagreements(claim=claim_id)
    if disagreements:
        _heading(plural(len(disagreements), "disagreement"))
        for disagreement in disagreements:
            _print_difference(disagreement, words)
    derivations = [d for d in database.derivations() if d.source in sources and d.origin in sources]
    if derivations:
        _heading("derivations among these sources")
        for derivation in derivations:
            _print_derivation(derivation, words)
    related = database.kin(claim_id)
    if related:
        _heading("other claims about the same event")
    for kin in related:
        other = next(claim for claim in kin.claims if claim != claim_id)
        write_line(f"{other}  {database.items('claim', [database.row_of(other)])[0].text}", indent=2)
        write_line(kin.reason, indent=4)


def _print_origins(graph: OriginGraph, words: Wording) -> None:
    """Print who has a claim from whom, the farther the deeper, each step with the words that show it."""
    from explorer.origins import branches

    for branch in branches(graph):
        arrow = "← " if branch.depth else ""
        write_line(f"{arrow}{branch.words}", indent=4 + 2 * branch.depth)
        if branch.passage is not None:
            where = span(branch.passage.start, branch.passage.end)
            write_line(f"{where}  {words.in_context(branch.passage)}", indent=6 + 2 * branch.depth)


def print_disagreement(database: Database, disagreement_id: str) -> None:
    """Print a disagreement: its type, both passages in context, and the claims they belong to."""
    words = Wording(database)
    found = database.around.disagreements([database.row_of(disagreement_id)])[0]
    _print_difference(found, words)
    _heading("claims")
    for claim in found.claims:
        write_line(f"{claim}  {database.claim(claim).text}", indent=2)


def _print_evidence(number: int, evidence: Evidence, words: Wording) -> None:
    statement = evidence.statement
    source = words.source(statement.source)
    write_line(f"{number}. {source.id}  {words.name(source.id)}, {published(source)}", indent=2)
    write_line(f"{words.chain(evidence)}", indent=5)
    extent = statement.extent
    sentence = Span(min(statement.sentence.start, extent.start), max(statement.sentence.end, extent.end))
    marked = words.marked(source.id, sentence, statement.readable)
    write_line(f"{span(extent.start, extent.end)}  {marked}", indent=5)
    cue = f', "{source.text[statement.cue.start : statement.cue.end]}"' if statement.cue else ""
    write_line(f"{statement.kind} in the {statement.role}{cue}; {MATCHES[evidence.match]}", indent=5)
    for line in (hedge_words(source, evidence), *reason_words(evidence)):
        if line:
            write_line(line, indent=5)


def _print_wording(database: Database, claim: Claim, words: Wording) -> None:
    """Print the words of each account that the others do not have, or have otherwise."""
    from explorer.views.differing import differing, in_words

    told: dict[str, list[Evidence]] = {}
    for evidence in claim.evidence:
        told.setdefault(evidence.statement.source, []).append(evidence)
    found = [
        (identity, in_words(marks, words.source(identity).text))
        for identity, marks in differing(database, told).items()
    ]
    if any(phrase for _, phrase in found):
        _heading("differs in words")
    for identity, phrase in found:
        if phrase:
            write_line(f"{words.name(identity)}: {phrase}", indent=2)


def _print_difference(disagreement: Disagreement, words: Wording) -> None:
    write_line(
        f"{disagreement.id}  {disagreement.kind}, {GRADES[disagreement.grade][1]}: {disagreement.note}", indent=2
    )
    for passage in disagreement.evidence:
        write_line(f"{words.name(passage.source)} at {span(passage.start, passage.end)}", indent=4)
        write_line(words.in_context(passage), indent=6)


def _print_derivation(derivation: Derivation, words: Wording) -> None:
    one, other = words.name(derivation.source), words.name(derivation.origin)
    if derivation.is_directed:
        how = "probably a copy of" if derivation.kind == "copy" else "probably rewritten from"
        write_line(f"{one} is {how} {other}", indent=2)
    else:
        write_line(f"{one} and {other}: {kinship(derivation)}", indent=2)
    for reason in derivation.reasons:
        write_line(f"- {reason}", indent=4)
    for loss in derivation.losses:
        write_line(f"{loss.kind}: {loss.note}", indent=4)


def _heading(text: str) -> None:
    write_line()
    write_line(text)
