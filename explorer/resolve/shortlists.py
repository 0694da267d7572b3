"""Of many texts the few that are worth comparing with one: what bounds the comparing of two very long articles."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from explorer.resolve.features import Profile

LONG = 200
"""Sentences or statements up to which each of the one article is held against all of the other: few articles of a
newspaper have more than a hundred, and beyond, lists and tables are many."""

NEAREST = 40
"""Those that a sentence or statement is held against in a longer article."""

_RAREST = 12
"""Words of a text by which it is looked for."""


class Shortlist:
    """Texts of one article by their words, in the order of the article."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._size = len(profiles)
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, profile in enumerate(profiles):
            for token in profile.weight:
                self._holders[token].append(number)

    def nearest(self, profile: Profile, place: float) -> list[int]:
        """Numbers, in order, of all texts of a short article, or of those that share the most weight with `profile`.

        Of the holders of a word those are looked at that stand about where `place` is, from 0 to 1: what is told
        again mostly stands where it stood.
        """
        if self._size <= LONG:
            return list(range(self._size))
        at = round(place * self._size)
        shared: dict[int, float] = defaultdict(float)
        known = [token for token in profile.weight if token in self._holders]
        for token in sorted(known, key=lambda token: (len(self._holders[token]), token))[:_RAREST]:
            holders = self._holders[token]
            first = max(0, min(bisect_left(holders, at) - NEAREST // 2, len(holders) - NEAREST))
            for number in holders[first : first + NEAREST]:
                shared[number] += profile.weight[token]
        ranked = sorted(shared, key=lambda number: (-round(shared[number], 6), abs(number - at), number))
        return sorted(ranked[:NEAREST])
