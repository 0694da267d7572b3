"""The graph of who has a claim from whom, and its independent far ends.

It is computed from the evidence whenever it is wanted, and never stored: each fact has one place. The rules:

- The far end of a chain is its last named speaker, or the body or people behind the article; unnamed people behind an
  outlet or a named speaker are that one's sources and no further origin.
- A copy or rewrite adds nothing to what its origin credits; nor does an article that credits an outlet whose own
  article tells the same.
- An article in its own voice is its publisher's own reporting, where the publisher is known and no other article
  credits anybody with the same: else nothing shows that it has it from elsewhere than they. A headline or summary
  alone reports nothing, nor does what a machine has written.
- Two ends that cannot be shown to be two count as one (`sameness`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from explorer.models import Derivation, Entity, Evidence, Link, Passage, Source
from explorer.origins.ends import Origin, group_ends
from explorer.origins.guards import is_deed, is_object, is_told, reports_in, verbatim
from explorer.origins.model import OriginGraph
from explorer.origins.note import Findings, Group, Silence, write_note
from explorer.origins.parties import Party, is_pronoun, party_of, publisher_of, receiver_of
from explorer.origins.web import Web
from explorer.terms import full_account_name

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
    credited: list[str] = field(default_factory=list)
    """Articles of the claim whose outlet it credits."""
    circle: bool = False
    """Whether it credits an outlet that, over any number of steps, credits it."""
    word: str = ""
    """What the reason of the silence speaks of: hearsay, a pronoun, an outlet named elsewhere."""


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
        self._articles: dict[frozenset[str], str] = {}
        """The first article of each outlet that is no rewrite, by the words of the outlet's name."""
        self._web = Web()
        self._quoted: set[int] = set()
        self._verbatim = verbatim({source: self._pieces[source] for source in self._order}, self._cited)

    def _rank(self, source: str) -> tuple[str, str, str]:
        """Articles by date, those without one last, so that a story reads from its beginning."""
        found = self._sources[source]
        return found.published.value or "~", found.title.value or "", source

    def build(self) -> OriginGraph:
        for source in self._order:
            self._web.add_source(source, _dated(self._sources[source]))
            own = publisher_of(self._sources[source], self._entities)
            if own is not None and self._origin_of(source) is None:
                self._articles.setdefault(own.words, source)
        told = [self._tell(source) for source in self._order if self._origin_of(source) is None]
        self._own_voices(told)
        told += self._fuller(told)
        rewrites = self._derive()
        ends = list(dict.fromkeys(end for one in told for end in one.ends))
        origins = group_ends(self._web, ends, self._quoted, self._cited, self._entities)
        self._elsewhere(told, origins)
        silent = {one.source.id for one in told if one.silence in ("unsourced", "unpublished", "elsewhere")}
        alike = [pair for pair in self._verbatim if not silent.isdisjoint(pair) and not self._is_derived(pair)]
        findings = Findings(
            groups=[self._group(origin, told) for origin in origins],
            silent=[(one.source, one.silence, one.word) for one in told if one.silence is not None],
            rewrites=rewrites,
            verbatim=[(self._sources[one], self._sources[other]) for one, other in alike],
            credits=[(one.source, self._sources[giver]) for one in told for giver in one.credited],
            articles=[self._sources[source] for source in self._order],
        )
        groups = tuple(tuple(origin.nodes + origin.doubts) for origin in origins)
        return OriginGraph(tuple(self._web.nodes), self._web.edges, groups, write_note(findings))

    def _fuller(self, told: Sequence[_Told]) -> list[_Told]:
        """Rewrites and later versions that name a source where what they derive from names none."""
        silent = {one.source.id for one in told if not one.ends and not one.credited}
        found = [self._tell(source) for source in self._order if self._root_of(source) in silent]
        return [one for one in found if one.ends]

    def _is_derived(self, pair: tuple[str, str]) -> bool:
        """Whether one of two articles derives from an article of the claim, of which the note tells."""
        return any(self._origin_of(source) is not None for source in pair)

    def _derive(self) -> list[tuple[Source, Source, str]]:
        """Lead each copy and rewrite to the article that it derives from: (article, origin, how)."""
        found: list[tuple[Source, Source, str]] = []
        for source in self._order:
            if (origin := self._origin_of(source)) is not None:
                how = self._derived[source].kind
                directed = self._derived[source].is_directed
                self._web.add_edge(self._web.source(source), self._web.source(origin), how if directed else "shared")
                found.append((self._sources[source], self._sources[origin], how if directed else ""))
        return found

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

    def _root_of(self, source: str) -> str | None:
        """The article with the claim from which all that lead to this one derive; None where it derives from none."""
        root = above = self._origin_of(source)
        while above is not None and (above := self._origin_of(above)) is not None:
            root = above
        return root

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
        if not told.ends and not told.credited:
            told.silence = self._silence(told, running)
        return told

    def _chain(self, piece: Evidence, told: _Told) -> list[int]:
        """Add the steps of one chain to the graph and give its ends."""
        source = told.source
        own = publisher_of(source, self._entities)
        holder = self._web.source(source.id)
        path: list[int] = []
        places: list[Passage | None] = []
        references: list[int] = []
        for link in piece.attribution[:-1] if is_deed(piece, source) else piece.attribution:
            party = party_of(link, source, self._entities) if link.kind != "source" else None
            if link.kind in ("entity", "unnamed") and party is None:
                told.word = told.word or f"“{' '.join(link.text.split())}”"
            if party is None or self._is_own(party, link, own, source) or is_object(piece, link, source):
                continue
            if link.kind == "reference":
                references.append(self._web.add_party(party))
                self._web.add_edge(holder, references[-1], "reference", _passage(source, link))
                continue
            path.append(self._giver(party))
            places.append(_passage(source, link))
        told_to = self._receiver(piece, source) if path else None
        if told_to is not None and told_to[0] not in path:
            path.insert(-1, told_to[0])
            places.insert(-1, told_to[1])
        for giver, place in zip(path, places, strict=True):
            article = self._web.nodes[giver].id if giver not in self._web.parties else None
            if not self._web.add_edge(holder, giver, "credit" if article else "attribution", place):
                told.circle = True
            elif article and article not in told.credited:
                told.credited.append(article)
            holder = giver
        return self._far([node for node in path if node in self._web.parties]) or references[:1]

    def _giver(self, party: Party) -> int:
        """The node of a party, or of its own article where an outlet has one that tells the same."""
        article = self._articles.get(party.words) if party.kind in ("outlet", "organization") else None
        return self._web.source(article) if article else self._web.add_party(party)

    def _receiver(self, piece: Evidence, source: Source) -> tuple[int, Passage] | None:
        """The outlet that the last speaker of a chain told it, unless it is the article's own."""
        cue = piece.statement.cue
        found = receiver_of(cue.end, cue.lemma, source) if cue is not None else None
        own = publisher_of(source, self._entities)
        if found is None or (own is not None and own.words == found[0].words):
            return None
        return self._giver(found[0]), found[1]

    def _is_own(self, party: Party, link: Link, own: Party | None, source: Source) -> bool:
        """Whether a step is the article's own newsroom, which stands in its masthead or cites itself."""
        place = source.publisher.start, source.publisher.end
        if link.kind == "entity" and link.start is not None and (link.start, link.end) == place:
            return True
        return own is not None and party.kind in ("outlet", "organization", "reference") and party.words == own.words

    def _far(self, path: Sequence[int]) -> list[int]:
        """The far end of a chain: unnamed people only where nobody with a name, and no body, stands before them."""
        for node in reversed(path):
            if self._web.parties[node].is_named or self._web.parties[node].is_body:
                return [node]
        return list(path[-1:])

    def _silence(self, told: _Told, running: bool) -> Silence:
        if told.circle:
            return "circle"
        if any(flag.kind == "machine_written" for flag in told.source.flags):
            return "machine"
        if told.word:
            return "pronoun" if is_pronoun(told.word) else "hearsay"
        if not running and not is_told(self._pieces[told.source.id], told.source):
            return "headline"
        return "unsourced" if publisher_of(told.source, self._entities) else "unpublished"

    # -- all articles

    def _own_voices(self, told: Sequence[_Told]) -> None:
        """Let articles that credit nobody be origins, unless another article credits somebody else than them."""
        credited = {giver for one in told for giver in one.credited}
        spoken = any(self._web.parties[end].kind != "reference" for one in told for end in one.ends)
        repeating = {other for _, other in self._verbatim}  # of those that share words only the first may be its own
        repeating |= self._shared()
        for one in told:
            if one.source.id in repeating:
                continue
            if one.silence != "unsourced" or spoken or (credited and one.source.id not in credited):
                continue
            pieces = self._pieces[one.source.id]
            masthead = next((x for e in pieces for x in e.attribution if _is_masthead(x, one.source)), None)
            own = publisher_of(one.source, self._entities, masthead)
            if own is not None:
                node = self._web.add_party(own)
                self._web.add_edge(self._web.source(one.source.id), node, "publication", _masthead(one.source))
                one.ends, one.silence = [node], None

    def _shared(self) -> set[str]:
        """Articles whose text others have too, where nothing tells who had it first: no voice is their own."""
        undirected = (s for s in self._order if s in self._derived and not self._derived[s].is_directed)
        return {origin for source in undirected if (origin := self._origin_of(source)) is not None}

    def _elsewhere(self, told: Sequence[_Told], origins: Sequence[Origin]) -> None:
        """Note which articles without a source for the claim have other things from an outlet that has it."""
        outlets = [self._web.parties[node] for origin in origins for node in origin.nodes]
        outlets = [party for party in outlets if party.kind == "outlet" and party.id]
        for one in told:
            if one.silence in ("unsourced", "unpublished"):
                named = [p for p in outlets if reports_in(self._entities[p.id or ""], one.source)]
                if named:
                    one.silence, one.word = "elsewhere", named[0].label

    def _group(self, origin: Origin, told: Sequence[_Told]) -> Group:
        parties, nodes = self._web.parties, origin.nodes
        people = [
            parties[giver].label
            for node in nodes
            for giver in self._web.givers(node)
            if giver in parties and not parties[giver].is_named
        ]
        quoted = not self._quoted.isdisjoint(nodes)
        return Group(
            parties=[parties[node] for node in nodes],
            doubts=[parties[node] for node in origin.doubts if not quoted or node not in self._quoted],
            mouths=[parties[node] for node in origin.doubts if quoted and node in self._quoted],
            cited=list(dict.fromkeys(people)),
            told=[one.source for one in told if any(node in one.ends for node in nodes)],
            own=any(edge.how == "publication" and edge.giver in nodes for edge in self._web.edges),
        )


def _dated(source: Source) -> str:
    """An article's label with its date."""
    date = source.published
    guess = ", inferred" if date.status == "inferred" else ""
    return f"{full_account_name(source)} ({date.value[:10]}{guess})" if date.value else full_account_name(source)


def _passage(source: Source, link: Link) -> Passage | None:
    return None if link.start is None or link.end is None else Passage(source.id, link.start, link.end)


def _masthead(source: Source) -> Passage | None:
    """Where an article names its publisher."""
    start, end = source.publisher.start, source.publisher.end
    return None if start is None or end is None else Passage(source.id, start, end)


def _is_masthead(link: Link, source: Source) -> bool:
    """Whether a step of a chain is the publisher of its own article."""
    return link.kind == "entity" and (link.start, link.end) == (source.publisher.start, source.publisher.end)
