"""How well scores tell what readers said: areas, ranks, cuts. Labels are 1 and 0 unless said otherwise.

A figure that a set is too small for, as it holds only positives or only negatives, is not a number.
"""

from __future__ import annotations

from math import nan

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def ranks(values: Floats) -> Floats:
    """The rank of each value from 1 on; equal values share the mean of theirs."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(count)
    mean: Floats = (ends - (count - 1) / 2)[place]
    return mean


def auc(labels: Floats, scores: Floats) -> float:
    """How often a positive scores higher than a negative; half for a tie."""
    positive = labels > 0
    many, few = int(positive.sum()), int((~positive).sum())
    if not many or not few:
        return nan
    return float((ranks(scores)[positive].sum() - many * (many + 1) / 2) / (many * few))


def average_precision(labels: Floats, scores: Floats) -> float:
    """The mean precision at each positive, best score first; ties are taken together."""
    if not (labels > 0).any():
        return nan
    order = np.argsort(-scores, kind="stable")
    ends = np.r_[np.flatnonzero(np.diff(scores[order])), len(scores) - 1]
    hits = np.cumsum(labels[order] > 0)[ends]
    gained = np.diff(np.r_[0, hits])
    return float((gained * hits / (ends + 1)).sum() / hits[-1])


def spearman(a: Floats, b: Floats) -> float:
    """The correlation of the ranks."""
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def accuracy(labels: Floats, scores: Floats, cut: float) -> float:
    """Share of the pairs that fall on the right side of the cut."""
    return float(((scores >= cut) == (labels > 0)).mean())


def f1(labels: Floats, scores: Floats, cut: float) -> float:
    """Of the scores from the cut on: the harmonic mean of precision and recall."""
    taken, positive = scores >= cut, labels > 0
    return 2 * int((taken & positive).sum()) / max(1, int(taken.sum()) + int(positive.sum()))


def best_cut(labels: Floats, scores: Floats) -> float:
    """The cut with the best sum of accuracy and F1."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(labels[order] > 0)
    taken = np.arange(1, len(labels) + 1)
    positive = int(hits[-1])
    right = hits + (len(labels) - positive) - (taken - hits)
    worth = right / len(labels) + 2 * hits / (taken + positive)
    ends = np.r_[scores[order][1:] != scores[order][:-1], True]
    return float(scores[order][np.argmax(np.where(ends, worth, -1.0))])
