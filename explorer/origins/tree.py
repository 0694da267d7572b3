"""The graph of a claim's origins as lines to read: under each article, whom it has the claim from, ever farther."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.models import Passage
from explorer.origins.model import DEEPEST, SHARED, OriginGraph, OriginStep

_STEPS: Mapping[OriginStep, str] = {
    "publication": "{}, in its own voice",
    "attribution": "{}",
    "credit": "credits {}",
    "reference": "a page of {}",
    "copy": "copied from {}",
    "rewrite": "rewritten from {}",
    "shared": SHARED,
}


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the tree: `node` is an index of the graph, `passage` the words that name it, where a text does."""

    depth: int
    words: str
    node: int
    passage: Passage | None = None


def branches(graph: OriginGraph) -> list[Branch]:
    """The lines in reading order: articles that nobody has it from first, each with its givers below, one deeper."""
    givers = {edge.giver for edge in graph.edges}
    roots = [at for at, node in enumerate(graph.nodes) if node.kind == "source" and at not in givers]
    lines: list[Branch] = []
    drawn: set[int] = set()
    for root in roots:
        _draw(graph, Branch(0, graph.nodes[root].label, root), drawn, lines)
    return lines


def _draw(graph: OriginGraph, branch: Branch, drawn: set[int], lines: list[Branch]) -> None:
    steps = [edge for edge in graph.edges if edge.holder == branch.node]
    again = branch.node in drawn and bool(steps)
    drawn.add(branch.node)
    tail = _tail(graph, branch.node)
    if again:
        tail += " (see above)"
    elif steps and branch.depth >= DEEPEST:
        tail += " (and farther)"
    lines.append(Branch(branch.depth, branch.words + tail, branch.node, branch.passage))
    if again or branch.depth >= DEEPEST:
        return
    for edge in steps:
        words = _STEPS[edge.how].format(graph.nodes[edge.giver].label)
        _draw(graph, Branch(branch.depth + 1, words, edge.giver, edge.passage), drawn, lines)


def _tail(graph: OriginGraph, at: int) -> str:
    """What is said of a node beside its name: unnamed people and their number, an origin, an article without one."""
    node = graph.nodes[at]
    tail = ""
    if node.kind == "people":
        tail += f" (unnamed, {node.count})" if node.count else " (unnamed)"
    for number, end in enumerate(graph.ends, 1):
        if at in end:
            which = "the origin" if len(graph.ends) == 1 else f"origin {number}"
            tail += f" = {which}" if at == end[0] else f" = not shown to be other than {which}"
    if node.kind == "source" and all(edge.holder != at for edge in graph.edges):
        tail += ": gives no source for it"
    return tail
