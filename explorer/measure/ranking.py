"""How well a score ranks what is worth checking: average precision.

Same definition as the field's: the mean over all relevant sentences of the share of relevant ones among those ranked
as high; equal scores are put in one fixed order that owes nothing to the text's.
"""

from __future__ import annotations

from collections.abc import Sequence

_MIX, _RANGE = 2654435761, 2**32  # multiplicative hashing (Knuth, TAOCP 3, 6.4): a fixed order of ties


def average_precision(labels: Sequence[int], scores: Sequence[float]) -> float:
    """Between 0 and 1; `labels` holds 1 for a relevant sentence; 0 where none is relevant."""
    order = sorted(range(len(labels)), key=lambda place: (-scores[place], place * _MIX % _RANGE))
    hits, total = 0, 0.0
    for rank, place in enumerate(order, 1):
        if labels[place]:
            hits += 1
            total += hits / rank
    return total / hits if hits else 0.0
