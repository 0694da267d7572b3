"""The graph of who has a claim from whom, and its independent far ends.

It is computed from the evidence whenever it is wanted, and never stored: each fact has one place. The rules:

- The far end of a chain is its last named speaker, or the body or people behind the article; unnamed people behind an
  outlet or a named speaker are that one's sources and no further origin.
- A copy or rewrite adds nothing; nor does an article that credits an outlet whose own article tells the same.
- An article in its own voice is its publisher's own reporting, where the publisher is known and no other article
  credits anybody with the same: else nothing shows that it has it from elsewhere than they. A headline or summary
  alone reports nothing, nor does what a machine has written.
- Two ends that cannot be shown to be two count as one (`parties.sameness`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from explorer.models import (
    Derivation,
    Entity,
    Evidence,
    Link,
    Passage,
    Source,
)
from explorer.origins.model import OriginEdge, OriginGraph, OriginNode, OriginStep
from explorer.origins.note import Findings, Group, Silence, source_label, write_note
from explorer.origins.parties import (
    Party,
    Sameness,
    is_pronoun,
    party_of,
    publisher_of,
    receiver_of,
    roles_of,
    sameness,
)
from explorer.origins.words import within

_FIRM = ("same", "narrower")
"""Matches in which a further speaker of an article speaks of the very same."""


def origin_graph(
    evidence: Sequence[Evidence],
    sources: Mapping[str, Source],
    derivations: Sequence[Derivation],
    entities: Mapping[str, Entity],
) -> OriginGraph:
    """The graph of one claim: `len(ends)` is the number of independent origins that can be shown.

    `sources` holds those of the evidence, `entities` those of its chains; `derivations` may be those of the whole
    folder. What is not among them is left out of the graph.
    """
    return _Builder(evidence, sources, derivations, entities).build()


@dataclass(slots=True)
class _Told:
    """What one article shows of a claim: its ends among the nodes, or why it has none."""

    source: Source
    ends: list[int] = field(default_factory=list)
    silence: Silence | None = None
    hearsay: str = ""


class _Builder:
    def __init__(
        self,
        evidence: Sequence[Evidence],
        sources: Mapping[str, Source],
        derivations: Sequence[Derivation],
        entities: Mapping[str, Entity],
    ) -> None:
        self._sources = sources
        self._entities = entities
        self._pieces: dict[str, list[Evidence]] = {}
        for piece in evidence:
            self._pieces.setdefault(piece.statement.source, []).append(piece)
        self._cited = {source: sources[source] for source in self._pieces}
        self._order = sorted(self._pieces, key=self._rank)
        self._derived = {d.source: d for d in derivations}
        self._nodes: list[OriginNode] = []
        self._parties: dict[int, Party] = {}
        self._at: dict[str, int] = {}
        self._edges: dict[tuple[int, int], OriginEdge] = {}
        self._quoted: set[int] = set()
        """Ends whose very words are given: the same words are nobody else's, whoever is said to have said them."""

    def _rank(self, source: str) -> tuple[str, str, str]:
        """Articles by date, those without one last, so that a story reads from its beginning."""
        found = self._sources[source]
        return found.published.value or "~", found.title.value or "", source

    def build(self) -> OriginGraph:
        for source in self._order:
            self._source_node(source)
        told = [self._tell(source) for source in self._order if self._origin_of(source) is None]
        self._credit(told)
        self._own_voices(told)
        for source in self._order:
            if (origin := self._origin_of(source)) is not None:
                how = self._derived[source].kind
                self._edge(self._at[f"source {source}"], self._at[f"source {origin}"], how, None)
        groups = self._groups(told)
        findings = Findings(
            groups=[self._group(nodes, doubts, told) for nodes, doubts in groups],
            silent=[(one.source, one.silence, one.hearsay) for one in told if one.silence is not None],
            rewrites=[
                (self._sources[source], self._sources[origin], self._derived[source].kind)
                for source in self._order
                if (origin := self._origin_of(source)) is not None
            ],
            credits=self._credits(),
            articles=[self._sources[source] for source in self._order],
        )
        ends = tuple(tuple(nodes + doubts) for nodes, doubts in groups)
        return OriginGraph(tuple(self._nodes), tuple(self._edges.values()), ends, write_note(findings))

    # -- nodes and edges

    def _source_node(self, source: str) -> int:
        found = self._sources[source]
        return self._node(f"source {source}", OriginNode("source", _dated(found), source))

    def _node(self, key: str, node: OriginNode) -> int:
        if key not in self._at:
            self._at[key] = len(self._nodes)
            self._nodes.append(node)
        return self._at[key]

    def _party_node(self, party: Party) -> int:
        key = f"entity {party.id}" if party.id and party.kind != "reference" else party.key
        if key not in self._at and party.kind == "outlet":
            key = next((known for known, at in self._at.items() if self._is_outlet(at, party)), key)
        at = self._node(key, OriginNode(party.kind, party.label, party.id, party.count))
        self._parties.setdefault(at, party)
        return at

    def _is_outlet(self, at: int, party: Party) -> bool:
        """Whether a node is the outlet `party`, under a longer or a shorter name."""
        known = self._parties.get(at)
        if known is None or known.kind != "outlet":
            return False
        return within(known.words, party.words) or within(party.words, known.words)

    def _edge(self, holder: int, giver: int, how: OriginStep, passage: Passage | None) -> None:
        """Add an edge, unless it leads back to where it came from: then it is cut."""
        if holder != giver and (holder, giver) not in self._edges and not self._leads(giver, holder):
            self._edges[holder, giver] = OriginEdge(holder, giver, how, passage)

    def _leads(self, start: int, goal: int) -> bool:
        waiting, seen = [start], {start}
        while waiting:
            here = waiting.pop()
            if here == goal:
                return True
            further = [giver for holder, giver in self._edges if holder == here and giver not in seen]
            seen.update(further)
            waiting += further
        return False

    def _givers(self, holder: int) -> list[int]:
        return [giver for known, giver in self._edges if known == holder]

    # -- one article

    def _origin_of(self, source: str) -> str | None:
        """The article with the claim that this one is derived from, over any number of steps; None if it is none."""
        seen = {source}
        at = source
        while at in self._derived and self._derived[at].origin not in seen:
            at = self._derived[at].origin
            seen.add(at)
            if at in self._pieces:
                return at
        return None

    def _tell(self, source: str) -> _Told:
        """Follow the chains of one article to their ends, those of its running text first."""
        told = _Told(self._sources[source])
        pieces = sorted(self._pieces[source], key=lambda e: (e.statement.role != "body", e.statement.start))
        running = any(piece.statement.role == "body" for piece in pieces)
        for piece in pieces:
            first = not told.ends
            body = piece.statement.role == "body"
            ends = self._chain(piece, told)
            if piece.statement.kind == "direct_quote":
                self._quoted.update(ends)
            if first or (body and piece.match in _FIRM):
                told.ends += [end for end in ends if end not in told.ends]
        if not told.ends:
            told.silence = self._silence(told, running)
        return told

    def _chain(self, piece: Evidence, told: _Told) -> list[int]:
        """Add the steps of one chain to the graph and give its ends."""
        source = told.source
        own = publisher_of(source, self._entities, None)
        holder = self._at[f"source {source.id}"]
        path: list[int] = []
        places: list[Passage | None] = []
        references: list[int] = []
        for link in piece.attribution:
            party = party_of(link, source, self._entities) if link.kind != "source" else None
            if link.kind in ("entity", "unnamed") and party is None:
                told.hearsay = told.hearsay or " ".join(link.text.split())
            if party is None or self._is_own(party, link, own, source):
                continue
            node = self._party_node(party)
            if link.kind == "reference":
                self._edge(holder, node, "reference", _passage(source, link))
                references.append(node)
                continue
            path.append(node)
            places.append(_passage(source, link))
        told_to = self._receiver(piece, source) if path else None
        if told_to is not None and told_to[0] not in path:
            path.insert(-1, told_to[0])
            places.insert(-1, told_to[1])
        for giver, place in zip(path, places, strict=True):
            self._edge(holder, giver, "attribution", place)
            holder = giver
        return self._far(path) or references[:1]

    def _receiver(self, piece: Evidence, source: Source) -> tuple[int, Passage] | None:
        """The outlet that the last speaker of a chain told it, unless it is the article's own."""
        cue = piece.statement.cue
        found = receiver_of(cue.end, cue.lemma, source) if cue is not None else None
        own = publisher_of(source, self._entities, None)
        if found is None or (own is not None and own.words == found[0].words):
            return None
        return self._party_node(found[0]), found[1]

    def _is_own(self, party: Party, link: Link, own: Party | None, source: Source) -> bool:
        """Whether a step is the article's own newsroom, which stands in its masthead or cites itself."""
        place = source.publisher.start, source.publisher.end
        if link.kind == "entity" and link.start is not None and (link.start, link.end) == place:
            return True
        return own is not None and party.kind in ("outlet", "organization", "reference") and party.words == own.words

    def _far(self, path: Sequence[int]) -> list[int]:
        """The far end of a chain: unnamed people only where nobody with a name stands before them."""
        if not path:
            return []
        for node in reversed(path):
            party = self._parties[node]
            if party.is_named or (node == path[-1] and party.is_body):
                return [node]
        return [path[-1]]

    def _silence(self, told: _Told, running: bool) -> Silence:
        if any(flag.kind == "machine_written" for flag in told.source.flags):
            return "machine"
        if told.hearsay:
            return "pronoun" if is_pronoun(told.hearsay) else "hearsay"
        if not running:
            return "headline"
        return "unsourced" if publisher_of(told.source, self._entities, None) else "unpublished"

    # -- all articles

    def _credit(self, told: Sequence[_Told]) -> None:
        """Lead a credit to an outlet on to that outlet's own article, where the claim has one."""
        articles: dict[frozenset[str], int] = {}
        for one in told:
            own = publisher_of(one.source, self._entities, None)
            if own is not None:
                articles.setdefault(own.words, self._at[f"source {one.source.id}"])
        for one in told:
            home = self._at[f"source {one.source.id}"]
            for end in list(one.ends):
                article = articles.get(self._parties[end].words) if self._parties[end].kind != "person" else None
                if article is None or article == home:
                    continue
                passage = next((e.passage for e in self._edges.values() if e.giver == end and e.holder == home), None)
                self._edge(end, article, "credit", passage)
                one.ends.remove(end)
                if article not in self._givers(end) and not one.ends:
                    one.silence = "circle"

    def _own_voices(self, told: Sequence[_Told]) -> None:
        """Let articles that credit nobody be origins, unless another article credits somebody."""
        spoken = any(self._parties[end].kind != "reference" for one in told for end in one.ends)
        for one in told:
            if one.silence != "unsourced" or spoken:
                continue
            link = next(
                (x for e in self._pieces[one.source.id] for x in e.attribution if _is_masthead(x, one.source)), None
            )
            own = publisher_of(one.source, self._entities, link)
            if own is not None:
                node = self._party_node(own)
                field_ = one.source.publisher
                passage = (
                    Passage(one.source.id, field_.start, field_.end)
                    if field_.start is not None and field_.end is not None
                    else None
                )
                self._edge(self._at[f"source {one.source.id}"], node, "publication", passage)
                one.ends, one.silence = [node], None

    def _groups(self, told: Sequence[_Told]) -> list[tuple[list[int], list[int]]]:
        """(nodes that are one origin, nodes that cannot be shown to be another one), the clearest ends first."""
        ends = list(dict.fromkeys(end for one in told for end in one.ends))
        ends = [end for end in ends if not any(giver in ends or self._leads_on(giver, ends) for giver in self._on(end))]
        if len(ends) > 1:
            for end in ends:
                self._add_roles(end)
        ends.sort(key=self._clearness)
        groups: list[tuple[list[int], list[int]]] = []
        for end in ends:
            verdicts = [self._verdict(end, nodes) for nodes, _ in groups]
            if "same" in verdicts:
                groups[verdicts.index("same")][0].append(end)
            elif "perhaps" in verdicts:
                groups[verdicts.index("perhaps")][1].append(end)
            else:
                groups.append(([end], []))
        return groups

    def _add_roles(self, end: int) -> None:
        party = self._parties[end]
        if party.kind == "person" and party.id is not None:
            self._parties[end] = replace(party, roles=roles_of(self._entities[party.id], self._cited))

    def _clearness(self, end: int) -> tuple[bool, bool, bool]:
        """Ends that are told best first: outlets of which nobody knows whence they have it come after speakers."""
        party = self._parties[end]
        return party.is_vague, party.kind == "outlet" and not self._givers(end), not party.is_named

    def _on(self, end: int) -> list[int]:
        """Whom a named end has it from, as another article tells: the end of one chain is a step of another."""
        return [giver for giver in self._givers(end) if giver in self._parties and self._parties[giver].is_named]

    def _leads_on(self, node: int, ends: Sequence[int]) -> bool:
        return any(self._leads(node, end) for end in ends)

    def _verdict(self, end: int, nodes: Sequence[int]) -> str:
        verdicts = {self._sameness(end, node) for node in nodes}
        return "same" if "same" in verdicts else "perhaps" if "perhaps" in verdicts else "other"

    def _sameness(self, end: int, node: int) -> Sameness:
        one, other = self._parties[end], self._parties[node]
        if {end, node} <= self._quoted:
            return "same" if sameness(one, other) == "same" or within(one.words, other.words) else "perhaps"
        if any(p.kind == "outlet" and self._givers(at) for at, p in ((end, one), (node, other))):
            vague = one.is_vague or other.is_vague
            return sameness(one, other) if vague or one.kind == other.kind else "other"
        return sameness(one, other)

    def _group(self, nodes: Sequence[int], doubts: Sequence[int], told: Sequence[_Told]) -> Group:
        people = [
            self._parties[giver].label
            for node in nodes
            for giver in self._givers(node)
            if giver in self._parties and not self._parties[giver].is_named
        ]
        quoted = not self._quoted.isdisjoint(nodes)
        return Group(
            parties=[self._parties[node] for node in nodes],
            doubts=[self._parties[node] for node in doubts if not quoted or node not in self._quoted],
            mouths=[self._parties[node] for node in doubts if quoted and node in self._quoted],
            cited=list(dict.fromkeys(people)),
            told=[one.source for one in told if any(node in one.ends for node in nodes)],
            own=any(
                edge.how == "publication" and edge.giver in nodes for edge in self._edges.values()
            ),
        )  # fmt: skip

    def _credits(self) -> list[tuple[Source, Source]]:
        """(article, the article that it credits), once each."""
        found: dict[tuple[str, str], None] = {}
        for edge in self._edges.values():
            if edge.how == "credit":
                giver = self._nodes[edge.giver].id or ""
                for holder in (e.holder for e in self._edges.values() if e.giver == edge.holder):
                    if self._nodes[holder].kind == "source" and (source := self._nodes[holder].id):
                        found.setdefault((source, giver))
        return [(self._sources[a], self._sources[b]) for a, b in found]


def _dated(source: Source) -> str:
    """An article's label with its date."""
    date = source.published
    guess = ", inferred" if date.status == "inferred" else ""
    return f"{source_label(source)} ({date.value[:10]}{guess})" if date.value else source_label(source)


def _passage(source: Source, link: Link) -> Passage | None:
    return None if link.start is None or link.end is None else Passage(source.id, link.start, link.end)


def _is_masthead(link: Link, source: Source) -> bool:
    """Whether a step of a chain is the publisher of its own article."""
    return link.kind == "entity" and (link.start, link.end) == (source.publisher.start, source.publisher.end)
