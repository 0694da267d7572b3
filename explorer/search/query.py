"""What a query asks for, as a tree. `explorer.search.parsing` makes it, `explorer.search.evaluate` answers it.

Texts stand as they were typed, without the marks of the language; whoever compares them folds them. Light: the screen
reads queries before any index is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is forgiven its typing errors; `is_open` where it may still be being typed."""

    text: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """`chip*`: every word that begins so, and nothing else."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """`"export controls"`: these words, one right after the other. The last may be a beginning while `is_open`."""

    words: tuple[str, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """`nvidia near/5 ban`: both sides, in either order, with at most `distance` words between them.

    Each side is a word or a phrase, as its words.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    distance: int
    is_open: bool = False
    """Whether the last word of `right` may still be being typed."""


@dataclass(frozen=True, slots=True)
class Field:
    """`source:reuters`: rows one of whose values of the field is called so."""

    name: str
    value: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """`number:>50B`, `date:2025-09..`: rows with a value from `low` to `high`, both included; None for an open end.

    In base units: $50B is 50e9, 15 % is 0.15, a date is its proleptic ordinal (`datetime.date.toordinal`).
    """

    name: str
    low: float | None
    high: float | None
    unit: str = ""
    """A unit of `explorer.text.quantities` that the value must have; an empty one asks for none."""


@dataclass(frozen=True, slots=True)
class Not:
    """Rows that `node` does not find."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """Rows that every node finds."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Rows that one of the nodes, or several, find."""

    nodes: tuple[Node, ...]


Leaf = Word | Prefix | Phrase | Near | Field | Range
Node = Leaf | Not | All | Any


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was read; `node` is None where it asks for nothing (yet).

    `problems` are whole sentences for the reader: what could not be read as it was typed, and how it was read instead.
    """

    text: str
    node: Node | None = None
    problems: tuple[str, ...] = ()
