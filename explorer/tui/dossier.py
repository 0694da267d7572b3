"""Everything known about one row beyond its excerpts: who has it from whom, where accounts differ, what a rewrite lost.

Plain records read from the database, made off the event loop; `about.py` draws them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from explorer.models import Claim, Derivation, Disagreement, Entity, Passage, Source, Span
from explorer.terms import account_name, kind_words
from explorer.text.phrases import plural, shortened
from explorer.tui import wording
from explorer.tui.passages import Stop
from explorer.tui.views.entries import Entry, Goal, Section

if TYPE_CHECKING:
    from explorer.origins import OriginNode
    from explorer.store.reader import Database

_EXCERPT = 280
"""Code points of a passage that are shown; the whole is one key away."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All sections about one row; none where nothing more is known."""

    kind: Literal["source", "entity", "claim"]
    title: str
    sections: tuple[Section, ...]


class _Maker:
    """Reads each source once."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._sources: dict[str, Source] = {}

    def source(self, identity: str) -> Source:
        if identity not in self._sources:
            self._sources[identity] = self.database.source(identity)
        return self._sources[identity]

    def name(self, identity: str) -> str:
        return account_name(self.source(identity))

    def passage(self, passage: Passage, label: str = "", indent: int = 2) -> Entry:
        source = self.source(passage.source)
        words = " ".join(source.text[passage.start : passage.end].split())
        span = Span(passage.start, passage.end)
        return Entry(
            text=f"{self.name(passage.source)}: “{shortened(words, _EXCERPT)}”",
            label=label, ink="quiet", indent=indent, goal=Goal("source", source.id, span), source=source,
            stop=Stop((span,)),
        )  # fmt: skip

    def place(self, node: OriginNode, passage: Passage | None) -> Entry:
        """An entry without words that leads to the words that name a node, else to the article that it is."""
        if passage is not None:
            return self.passage(passage)
        return Entry("", goal=Goal("source", node.id)) if node.kind == "source" and node.id else Entry("")

    def disagreements(self, found: Iterable[Disagreement]) -> Iterator[Section]:
        entries: list[Entry] = []
        for disagreement in found:
            head = f"{disagreement.note or kind_words(disagreement.kind)} (grade {disagreement.grade} of 3)"
            entries.append(Entry(head, label=disagreement.kind, ink="conflict"))
            entries += [self.passage(passage) for passage in disagreement.evidence]
        if entries:
            yield Section("Where accounts differ", tuple(entries))

    def derivation(self, derivation: Derivation) -> Iterator[Section]:
        rewrite, origin = self.name(derivation.source), self.name(derivation.origin)
        reasons = tuple(Entry(reason, label="because" if n == 0 else "") for n, reason in enumerate(derivation.reasons))
        yield Section(wording.derived(derivation, rewrite, origin), reasons)
        entries: list[Entry] = []
        for loss in derivation.losses:
            entries.append(Entry(loss.note, label=kind_words(loss.kind), ink="doubt"))
            entries.append(self.passage(loss.original))
            if loss.rewrite is not None:
                entries.append(self.passage(loss.rewrite))
        if entries:
            yield Section(f"What was lost or changed on the way from {origin}", tuple(entries))


def of_claim(database: Database, identity: str) -> Dossier:
    """A claim: its origins, disagreements, rewrites among its sources, other claims of its event, its worth."""
    claim, maker = database.claim(identity), _Maker(database)
    sources = list(dict.fromkeys(piece.statement.source for piece in claim.evidence))
    sections = [*_origins(claim, maker), *maker.disagreements(database.disagreements(claim=identity))]
    for derivation in database.derivations():
        if derivation.source in sources and derivation.origin in sources:
            sections += maker.derivation(derivation)
    sections += _kin(database, identity)
    worth = tuple(Entry(reason) for reason in claim.worth_reasons)
    if worth:
        sections.append(Section(f"Worth checking: {claim.worth} of 3", worth))
    return Dossier("claim", claim.text, tuple(sections))


def _origins(claim: Claim, maker: _Maker) -> Iterator[Section]:
    """Who has it from whom, the farther the deeper; each step that a text shows leads to the words that show it."""
    from explorer.origins import branches

    entries = [Entry(claim.origins_note, label="in short")] if claim.origins_note else []
    graph = maker.database.origins(claim.id)
    for branch in branches(graph):
        arrow = "← " if branch.depth else ""
        place = maker.place(graph.nodes[branch.node], branch.passage)
        entries.append(replace(place, text=f"{arrow}{branch.words}", indent=2 * branch.depth, ink="text"))
    if entries:
        yield Section(f"Who has it from whom: {plural(claim.origins, 'independent origin')}", tuple(entries))


def _kin(database: Database, identity: str) -> Iterator[Section]:
    entries: list[Entry] = []
    for kin in database.kin(identity):
        other = next(claim for claim in kin.claims if claim != identity)
        item = database.items("claim", [database.row_of(other)])[0]
        entries.append(Entry(item.text, label="claim", goal=Goal("claim", other)))
        entries.append(Entry(kin.reason, ink="quiet", indent=2))
    if entries:
        yield Section("Other claims about the same event", tuple(entries))


def of_entity(database: Database, identity: str) -> Dossier:
    """An entity: why its other names are its names, whom it may be one with, where accounts of it differ."""
    entity, maker = database.entity(identity), _Maker(database)
    sections: list[Section] = []
    aliases = tuple(Entry(_alias(entity, n), label="also" if n == 0 else "") for n in range(len(entity.aliases)))
    if aliases:
        sections.append(Section("Other names", aliases))
    entries: list[Entry] = []
    for suggestion in database.suggestions():
        if identity in suggestion.entities:
            other = next(each for each in suggestion.entities if each != identity)
            name = database.items("entity", [database.row_of(other)])[0].name
            entries.append(Entry(f"{name}: {suggestion.reason}", label="entity", goal=Goal("entity", other)))
    if entries:
        sections.append(Section("May be the same, and was not merged", tuple(entries)))
    sections += maker.disagreements(database.disagreements(entity=identity))
    return Dossier("entity", entity.name, tuple(sections))


def _alias(entity: Entity, number: int) -> str:
    alias = entity.aliases[number]
    return f"{alias.surface}: {alias.reason}" if alias.reason else alias.surface


def of_source(database: Database, identity: str) -> Dossier:
    """A source: what it was rewritten from, what was rewritten from it, and all its flags with their places."""
    source, maker = database.source(identity), _Maker(database)
    sections: list[Section] = []
    for derivation in database.derivations(identity):
        sections += maker.derivation(derivation)
    entries: list[Entry] = []
    for flag in source.flags:
        entries.append(Entry(flag.note or kind_words(flag.kind), label=kind_words(flag.kind), ink="doubt"))
        if flag.end > flag.start:
            entries.append(maker.passage(Passage(source.id, flag.start, flag.end)))
    if entries:
        sections.append(Section("Look at before you trust it", tuple(entries)))
    return Dossier("source", wording.source_title(source), tuple(sections))


LOADERS: dict[str, Callable[[Database, str], Dossier]] = {
    "source": of_source,
    "entity": of_entity,
    "claim": of_claim,
}
