"""The tree of a query put together from its leaves, and which of its parts only claims can answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from explorer.lists import SearchKind
from explorer.search.fields import FIELDS
from explorer.search.parsing import matching_choices
from explorer.search.query import All, Any, Field, Near, Node, Not, Phrase, Range, Word

if TYPE_CHECKING:
    from explorer.search.list_index import Flags

Forgiving = bool
"""Whether a word may be mistyped: not where it is excluded."""


class Bounds(NamedTuple):
    """Documents that match for `sure`, and all that may."""

    sure: Flags
    maybe: Flags


def combined(
    node: Node, leaf: Callable[[Node, Forgiving], Bounds], kind: SearchKind, *, forgiving: Forgiving
) -> Bounds:
    """A tree from the flags of its leaves; a part that only claims can answer is one leaf."""
    if is_foreign(node, kind) and not isinstance(node, Not):
        return leaf(node, forgiving)
    match node:
        case Not(inner):
            sure, maybe = combined(inner, leaf, kind, forgiving=False)
            return Bounds(~maybe, ~sure)
        case All(nodes):
            parts = [combined(part, leaf, kind, forgiving=forgiving) for part in gathered(nodes, kind)]
            return Bounds(*(reduce(np.logical_and, flags) for flags in zip(*parts, strict=True)))
        case Any(nodes):
            parts = [combined(part, leaf, kind, forgiving=forgiving) for part in nodes]
            return Bounds(*(reduce(np.logical_or, flags) for flags in zip(*parts, strict=True)))
        case _:
            return leaf(node, forgiving)


def is_foreign(node: Node, kind: SearchKind) -> bool:
    """Whether only claims have what a part of a query asks for, so that the list shows what such claims touch."""
    match node:
        case _ if kind == "claim":
            return False
        case Field(name, value, is_open):
            spec = FIELDS[name]
            return kind not in spec.lists or (
                spec.sort == "choice" and not matching_choices(spec.choices[kind], value, is_open=is_open)
            )
        case Range(name):
            return kind not in FIELDS[name].lists
        case Not(inner):
            return is_foreign(inner, kind)
        case All(nodes) | Any(nodes):
            return all(is_foreign(part, kind) for part in nodes) and not all(isinstance(part, Not) for part in nodes)
        case _:
            return False


def gathered(nodes: Sequence[Node], kind: SearchKind) -> Sequence[Node]:
    """The same with all that one claim must fit in one part; what no claim may fit stays by itself if it is alone."""
    foreign = tuple(node for node in nodes if is_foreign(node, kind))
    if len(foreign) < 2 or all(isinstance(node, Not) for node in foreign):
        return nodes
    return [*(node for node in nodes if node not in foreign), All(foreign)]


def parted(node: Node | None) -> tuple[list[Word], Node | None]:
    """The plain words at the top of a query, and all the rest of it."""
    parts = node.nodes if isinstance(node, All) else (node,) if node else ()
    rest = tuple(part for part in parts if not isinstance(part, Word))
    words = [part for part in parts if isinstance(part, Word)]
    return words, All(rest) if len(rest) > 1 else rest[0] if rest else None


def is_being_typed(node: Node | None) -> bool:
    """Whether a phrase of a query may still go on."""
    match node:
        case Not(inner):
            return is_being_typed(inner)
        case All(nodes) | Any(nodes):
            return any(map(is_being_typed, nodes))
        case Phrase(_, is_open) | Near(is_open=is_open):
            return is_open
        case _:
            return False
