"""How well a score ranks what is worth checking: average precision.

Same definition as the field's: the mean over all relevant sentences of the share of relevant ones among those ranked
as high; equal scores are put in one fixed order that owes nothing to the text's.
"""

from __future__ import annotations

from collections.abc import Sequence

_MIX, _RANGE = 2654435761, 2**32  # multiplicative hashing (Knuth, TAOCP 3, 6.4): a fixed order of ties


def average_precision(labels: Sequence[int], scores: Sequence[float], *, balanced: bool = False) -> float:
    """Between 0 and 1; `labels` holds 1 for a relevant sentence; 0 where none is relevant.

    With `balanced` both classes weigh alike, so that sets with few and with many relevant sentences can be compared.
    """
    order = sorted(range(len(labels)), key=lambda place: (-scores[place], place * _MIX % _RANGE))
    relevant = sum(map(bool, labels))
    weight = relevant / max(len(labels) - relevant, 1) if balanced else 1.0
    hits, ranked, total = 0, 0.0, 0.0
    for place in order:
        ranked += 1 if labels[place] else weight
        if labels[place]:
            hits += 1
            total += hits / ranked
    return total / hits if hits else 0.0
