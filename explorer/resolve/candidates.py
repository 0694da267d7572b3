"""Which statements are worth comparing: those that share a rare word, or a pair of words that is rare together.

A key that too many statements share is closed, so a statement meets a bounded number of others, and the work grows with
the number of statements and not with its square. Of those it meets, the ones that share the most are its candidates.

Everything is whole numbers in arrays, some thousand statements at a time: sums that no order of adding can change, and
memory that grows by two kilobytes a statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from explorer.resolve.features import Profile

POSTINGS = 300
"""A key that more statements share than this says too little and is closed."""

FIRST = 4
"""But those that share a closed pair of words meet the first of its holders: all copies of one text meet there."""

PAIRED = 8
"""The rarest words of a statement that are combined to pairs."""

ALONE = 12
"""The rarest words of a statement that are keys by themselves."""

BEST = 20
"""Candidates kept for each statement."""

_STEPS = 64
"""Weights are counted in so many steps to the unit: sums of whole numbers are the same in every order."""

_HEAVIEST = 1023

_BLOCK = 4096
"""Statements whose candidates are looked up at once; their number fits 12 bits."""

_MEETINGS = 1_000_000
"""Meetings of statements that are looked at together, which bounds the memory."""

_ROWS, _COLUMNS = (np.array(side) for side in zip(*combinations(range(PAIRED), 2), strict=True))
_MIX_A, _MIX_B = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)  # odd, from the golden ratio and xxHash


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of many statements as parallel arrays, statement by statement."""

    keys: NDArray[np.uint64]
    owners: NDArray[np.int64]
    weights: NDArray[np.uint64]
    """How much sharing the key says, in steps."""
    paired: NDArray[np.bool_]
    """Whether the key is a pair of words."""


def keys_of(profiles: Sequence[Profile]) -> Keys:
    """What each of `profiles` can be found by: its rarest words, and its rarest words two by two.

    A key depends on its words alone, so keys of different times and processes can be compared.
    """
    size = len(profiles)
    tokens = np.zeros((size, ALONE), np.uint64)
    weights = np.zeros((size, ALONE), np.uint64)
    for row, profile in enumerate(profiles):
        ranked = sorted(profile.weight.items(), key=_rarest)[:ALONE]
        tokens[row, : len(ranked)] = [_hash(token) for token, _ in ranked]
        weights[row, : len(ranked)] = [min(_HEAVIEST, max(1, round(weight * _STEPS))) for _, weight in ranked]
    low = np.minimum(tokens[:, _ROWS], tokens[:, _COLUMNS])
    high = np.maximum(tokens[:, _ROWS], tokens[:, _COLUMNS])
    both = low > 0  # a statement of few words fills its row with zeros
    keys = np.hstack([tokens, np.where(both, low * _MIX_A + high * _MIX_B, np.uint64(0))])
    worth = np.hstack([weights, (weights[:, _ROWS] + weights[:, _COLUMNS]) >> np.uint64(1)])
    kept = keys.ravel() > 0
    owners = np.repeat(np.arange(size), keys.shape[1])
    paired = np.tile(np.arange(keys.shape[1]) >= ALONE, size)
    return Keys(keys.ravel()[kept], owners[kept], worth.ravel()[kept], paired[kept])


def _rarest(entry: tuple[str, float]) -> tuple[float, str]:
    return -entry[1], entry[0]


@lru_cache(maxsize=1 << 17)
def _hash(token: str) -> int:
    return int.from_bytes(blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") | 1


def candidates_of(profiles: Sequence[Profile], best: int = BEST) -> NDArray[np.uint64]:
    """Pairs (i, j), i < j, of statements worth comparing, each once, in order; i in the upper half of a number."""
    found = [np.zeros(0, np.uint64)]
    for owners, others in best_of(keys_of(profiles), len(profiles), best):
        found.append(np.minimum(owners, others) << np.uint64(32) | np.maximum(owners, others))
    pairs = np.concatenate(found)
    pairs.sort()  # `np.unique` first makes a hash table of them, which takes ten times as long
    return pairs[_heads(pairs)]


def best_of(keys: Keys, size: int, best: int) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.uint64]]]:
    """Parallel arrays (statement, candidate) of `size` statements, some thousand statements at a time.

    A statement has at most `best` candidates, the likeliest first.
    """
    order = np.argsort(keys.keys, kind="stable")
    ordered = keys.keys[order]
    starts = np.flatnonzero(_heads(ordered))
    sizes = np.diff(np.r_[starts, len(ordered)])
    is_open = (sizes > 1) & ((sizes <= POSTINGS) | (keys.paired[order][starts] if len(starts) else False))
    sizes_met = np.where(sizes <= POSTINGS, sizes, FIRST)
    group = np.repeat(np.arange(len(starts)), sizes)
    holders = keys.owners[order].astype(np.uint64)
    mine = np.flatnonzero(is_open[group])
    mine = mine[np.argsort(holders[mine], kind="stable")]
    owners, worth = holders[mine], keys.weights[order[mine]]
    first, count = starts[group[mine]], sizes_met[group[mine]]
    del order, ordered, group, mine
    for low, high in _blocks(owners, count, size):
        begin, end = np.searchsorted(owners, (low, high))
        if begin < end:
            part = slice(begin, end)
            yield _best(owners[part] - np.uint64(low), worth[part], first[part], count[part], holders, low, best)


def _blocks(owners: NDArray[np.uint64], count: NDArray[np.int64], size: int) -> Iterator[tuple[int, int]]:
    """Ranges of statements, none with more meetings than `_MEETINGS` unless it is a single one."""
    met = np.bincount(owners.astype(np.int64), weights=count, minlength=size)
    sums = np.cumsum(met)
    low = 0
    while low < size:
        before = sums[low - 1] if low else 0.0
        high = int(np.searchsorted(sums, before + _MEETINGS, side="right"))
        high = min(max(high, low + 1), low + _BLOCK, size)
        yield low, high
        low = high


def _best(
    local: NDArray[np.uint64],
    worth: NDArray[np.uint64],
    first: NDArray[np.int64],
    count: NDArray[np.int64],
    holders: NDArray[np.uint64],
    low: int,
    best: int,
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The statements of one block with the `best` that share most weight with each; ties go to the earlier one."""
    total = int(count.sum())
    place = np.arange(total) + np.repeat(first - np.r_[0, np.cumsum(count)[:-1]], count)
    # A meeting in one number: who (12 bits), whom (32), how much (10).
    met = np.repeat(local << np.uint64(42) | worth, count)
    met |= holders[place] << np.uint64(10)
    met.sort()
    who_whom = met >> np.uint64(10)
    heads = np.flatnonzero(_heads(who_whom))
    sums = np.add.reduceat(met & np.uint64(_HEAVIEST), heads)
    who_whom = who_whom[heads]
    who, whom = who_whom >> np.uint64(32), who_whom & np.uint64(0xFFFFFFFF)
    other = who + np.uint64(low) != whom
    # The same for ranking: who (12 bits), the lack of weight (20), whom (32).
    ranked = who[other] << np.uint64(52) | (np.uint64(0xFFFFF) - sums[other]) << np.uint64(32) | whom[other]
    ranked.sort()
    who = ranked >> np.uint64(52)
    begins = np.flatnonzero(_heads(who))
    kept = np.arange(len(ranked)) - np.repeat(begins, np.diff(np.r_[begins, len(ranked)])) < best
    return who[kept] + np.uint64(low), ranked[kept] & np.uint64(0xFFFFFFFF)


def _heads(ordered: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of these sorted numbers is the first of its like."""
    heads = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=heads[1:])
    return heads
