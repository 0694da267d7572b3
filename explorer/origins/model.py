"""The graph of who has a claim from whom, as frozen dataclasses. It is computed when it is wanted, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explorer.models import Passage

OriginKind = Literal["source", "outlet", "person", "organization", "people", "document", "reference"]
"""*source*: an article of the folder; *people*: unnamed; *document*: unnamed writing; *reference*: a cited address."""

OriginStep = Literal["publication", "attribution", "credit", "reference", "copy", "rewrite", "shared"]
"""How a holder has a claim from a giver. *publication*: an article in its own voice, so from its own newsroom;
*credit*: the outlet credited has an article of its own in the folder, which tells the same; *shared*: one of the two
articles derives from the other, and nothing tells which."""

DEEPEST = 12
"""Steps of a graph that are drawn; a longer chain is cut, and says so."""

SHARED = "shares its text with {}: which came first cannot be told"
"""What is said of the step *shared*, in which direction one reads it."""


@dataclass(frozen=True, slots=True)
class OriginNode:
    """Somebody or something that has a claim: `label` is readable, `id` that of a source or entity, or None.

    `count` is the number of unnamed people, where a text gives one.
    """

    kind: OriginKind
    label: str
    id: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class OriginEdge:
    """`holder` has the claim from `giver` (indices of nodes); `passage` names the giver, where a text does."""

    holder: int
    giver: int
    how: OriginStep
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class OriginGraph:
    """Who has a claim from whom.

    Each of `ends` is one independent origin: the nodes that are one, or cannot be shown to be two, the clearest first.
    `note` says in plain sentences which they are, what only repeats them and what cannot be shown.
    """

    nodes: tuple[OriginNode, ...]
    edges: tuple[OriginEdge, ...]
    ends: tuple[tuple[int, ...], ...]
    note: str
