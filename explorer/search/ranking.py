"""The order in which found rows are shown: how well their words match, how like the query they read, then their place.

A document's number is its place: see `contents`. A score is a whole number for the rows that are compared with the
query as a whole, so that small differences in wording do not outdo the worth of a claim.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from explorer.search.words import SHARE, flatten, spell_shares

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEST = 256
"""So many documents are compared with the query as a whole; the rest keep the order of their words' weights."""

PHRASE, NAME = 0.25, 0.1
"""Shares of the likeness (0–100) of the query with the best part of a row, and of a name with the query, in a score.

A word's weight counts in full, so that wording decides only among rows whose words match about equally well."""


def rank(
    query: str,
    documents: NDArray[np.int64],
    weights: NDArray[np.float32],
    rows: NDArray[np.int64],
    texts: Mapping[int, str],
    *,
    has_names: bool,
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """The places of documents in the order they are shown, and their scores in this order.

    `documents` come the heaviest first; the first `BEST` have a text, folded, whose first line is a name where
    `has_names`. A row without a text is no longer there and is left out.
    """
    here = np.array([row in texts for row in rows[:BEST].tolist()], np.bool_)
    best = np.flatnonzero(here)
    scores = weights.astype(np.float64)
    if query and len(best):
        scores[best] = np.rint(scores[best] + likeness(query, [texts[row] for row in rows[best].tolist()], has_names))
    order = best[np.lexsort((documents[best], -scores[best]))]
    least = scores[order[-1]] - 1 if len(order) else 0.0
    rest = np.arange(BEST, len(documents))
    scores[rest] = np.minimum(scores[rest], least)
    rest = rest[np.lexsort((documents[rest], -scores[rest]))]
    order = np.concatenate([order, rest])
    return order, scores[order]


def likeness(query: str, folded: Sequence[str], has_names: bool) -> NDArray[np.float64]:
    """How like the query folded texts read, a share however it is written: what is added to the weights of words."""
    from rapidfuzz import fuzz
    from rapidfuzz.process import cdist

    wanted = [spell_shares(flatten(query))]
    if SHARE in wanted[0]:
        folded = [spell_shares(text) for text in folded]
    added: NDArray[np.float64] = PHRASE * cdist(wanted, folded, scorer=fuzz.partial_ratio)[0].astype(np.float64)
    if has_names:
        names = [text.partition("\n")[0] for text in folded]
        added += NAME * cdist(wanted, names, scorer=fuzz.ratio)[0]
    return added
