"""The candidates of statements in the forms that are easy to look at: pair by pair, and list by list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.resolve.candidates import BEST, best_of, candidates_of, keys_of
from explorer.resolve.features import Profile


def profile_of(words: str, **weights: float) -> Profile:
    """A profile with these content words; each weighs 5 unless said otherwise."""
    tokens = tuple(words.split())
    weight = {token: weights.get(token, 5.0) for token in tokens}
    return Profile(words, tokens, weight, sum(weight.values()), {}, (), len(tokens))


def candidate_pairs(profiles: Sequence[Profile], best: int = BEST) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, of statements worth comparing, each once, in order."""
    for pair in candidates_of(profiles, best).tolist():
        yield pair >> 32, pair & 0xFFFFFFFF


def candidate_lists(profiles: Sequence[Profile], best: int = BEST) -> list[list[int]]:
    """For each statement in order the others worth comparing with it, the likeliest first."""
    lists: list[list[int]] = [[] for _ in profiles]
    for owners, others in best_of(keys_of(profiles), len(profiles), best):
        for owner, other in zip(owners.tolist(), others.tolist(), strict=True):
            lists[owner].append(other)
    return lists
