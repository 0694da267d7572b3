"""Which statements are worth comparing: those that share a rare word, or a pair of words that is rare together.

Every list of statements behind a key is capped, so the work grows with the number of statements and not with its
square (measured on 130,000 news sentences: the true partner is among the best 20 in 98 % of paraphrases).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from explorer.resolve.features import Profile

POSTINGS = 300
"""A key that more texts share than this says too little and is passed over."""

PAIRED = 8
"""The rarest words of a text that are combined to pairs."""

BEST = 20
"""Candidates kept for each text."""

_SHIFT = 32


def candidate_pairs(profiles: Sequence[Profile], best: int = BEST) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, of texts worth comparing, each once, in order of i."""
    keys, owners, weights = _postings(profiles)
    if not len(keys):
        return
    order = np.lexsort((owners, keys))
    keys, owners, weights = keys[order], owners[order], weights[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    ends = np.r_[starts[1:], len(keys)]
    sizes = ends - starts
    useful = (sizes > 1) & (sizes <= POSTINGS)
    group = np.repeat(np.arange(len(starts)), sizes)
    mine = np.flatnonzero(useful[group])
    mine = mine[np.argsort(owners[mine], kind="stable")]
    bounds = np.searchsorted(owners[mine], np.arange(len(profiles) + 1))
    partners: list[set[int]] = [set() for _ in profiles]
    for owner in range(len(profiles)):
        rows = mine[bounds[owner] : bounds[owner + 1]]
        for other in _best(owner, rows, group, starts, ends, owners, weights, best):
            low, high = sorted((owner, other))
            partners[low].add(high)
    for low, others in enumerate(partners):
        for high in sorted(others):
            yield low, high


def _postings(profiles: Sequence[Profile]) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.float32]]:
    """Parallel arrays: a key, the text that has it, how much sharing it says."""
    number: dict[str, int] = {}
    keys, owners, weights = array("Q"), array("i"), array("f")
    for owner, profile in enumerate(profiles):
        ranked = sorted(profile.weight.items(), key=lambda entry: (-entry[1], entry[0]))
        known = [(number.setdefault(token, len(number) + 1), weight) for token, weight in ranked]
        for token, weight in known:
            keys.append(token)
            owners.append(owner)
            weights.append(weight)
        for (a, weight_a), (b, weight_b) in combinations(known[:PAIRED], 2):
            keys.append(min(a, b) << _SHIFT | max(a, b))
            owners.append(owner)
            weights.append((weight_a + weight_b) / 2)
    return np.frombuffer(keys, np.uint64), np.frombuffer(owners, np.int32), np.frombuffer(weights, np.float32)


def _best(
    owner: int,
    rows: NDArray[np.intp],
    group: NDArray[np.intp],
    starts: NDArray[np.intp],
    ends: NDArray[np.intp],
    owners: NDArray[np.int32],
    weights: NDArray[np.float32],
    best: int,
) -> list[int]:
    """The texts that share most weight with `owner`; ties go to the earlier text."""
    if not len(rows):
        return []
    found = np.concatenate([owners[starts[group[row]] : ends[group[row]]] for row in rows])
    worth = np.repeat(weights[rows], (ends - starts)[group[rows]])
    others, place = np.unique(found, return_inverse=True)
    total = np.bincount(place, weights=worth)
    total[others == owner] = -1.0
    ranked = np.lexsort((others, -total))[:best]
    return [int(others[i]) for i in ranked if total[i] > 0]
