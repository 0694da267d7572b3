"""The nodes and edges of a graph while it is made: each party once, and no way back to where a step came from."""

from __future__ import annotations

from explorer.models import Passage
from explorer.origins.model import OriginEdge, OriginNode, OriginStep
from explorer.origins.parties import Party
from explorer.origins.words import within


class Web:
    """Nodes in the order of their making, with the party behind each that is no article."""

    def __init__(self) -> None:
        self.nodes: list[OriginNode] = []
        self.parties: dict[int, Party] = {}
        self._at: dict[str, int] = {}
        self._edges: dict[tuple[int, int], OriginEdge] = {}
        self._givers: dict[int, list[int]] = {}

    @property
    def edges(self) -> tuple[OriginEdge, ...]:
        """The edges in the order of their making."""
        return tuple(self._edges.values())

    def add_source(self, source: str, label: str) -> None:
        """Add an article; `source` is its id."""
        self._node(f"source {source}", OriginNode("source", label, source))

    def source(self, source: str) -> int:
        """The node of an article that was added."""
        return self._at[f"source {source}"]

    def add_party(self, party: Party) -> int:
        """The node of a party, new unless it has one."""
        key = f"entity {party.id}" if party.id and party.kind != "reference" else party.key
        if key not in self._at and party.kind == "outlet":
            key = next((known for known, at in self._at.items() if self._is_outlet(at, party)), key)
        at = self._node(key, OriginNode(party.kind, party.label, party.id, party.count))
        self.parties.setdefault(at, party)
        return at

    def _node(self, key: str, node: OriginNode) -> int:
        if key not in self._at:
            self._at[key] = len(self.nodes)
            self.nodes.append(node)
        return self._at[key]

    def _is_outlet(self, at: int, party: Party) -> bool:
        """Whether a node is the outlet `party`, under a longer or a shorter name."""
        known = self.parties.get(at)
        if known is None or known.kind != "outlet":
            return False
        return within(known.words, party.words) or within(party.words, known.words)

    def add_edge(self, holder: int, giver: int, how: OriginStep, passage: Passage | None = None) -> bool:
        """Whether the edge is there now: one that leads back to where it came from is cut."""
        if holder == giver or self.leads(giver, holder):
            return False
        if (holder, giver) not in self._edges:
            self._edges[holder, giver] = OriginEdge(holder, giver, how, passage)
            self._givers.setdefault(holder, []).append(giver)
        return True

    def leads(self, start: int, goal: int) -> bool:
        """Whether `start` has the claim from `goal`, over any number of steps, or is it."""
        waiting, seen = [start], {start}
        while waiting:
            here = waiting.pop()
            if here == goal:
                return True
            further = [giver for giver in self.givers(here) if giver not in seen]
            seen.update(further)
            waiting += further
        return False

    def givers(self, holder: int) -> list[int]:
        """The nodes that a node has the claim from."""
        return self._givers.get(holder, [])
