"""Who has a claim from whom: its graph, the number of its independent origins, and both in words.

Pure, and below every room that needs it: resolving counts with it, readers, cards and exports draw with it.
"""

from __future__ import annotations

from explorer.origins.graph import origin_graph
from explorer.origins.model import OriginEdge, OriginGraph, OriginKind, OriginNode, OriginStep
from explorer.origins.tree import Branch, branches

__all__ = [
    "Branch",
    "OriginEdge",
    "OriginGraph",
    "OriginKind",
    "OriginNode",
    "OriginStep",
    "branches",
    "origin_graph",
]
