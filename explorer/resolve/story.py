"""Whether two articles tell one story: what they name and speak of is much the same.

Within one story few words are enough to know a statement again ("No one was hurt"); between articles of a folder that
have nothing to do with each other the same words are chance.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from explorer.resolve.features import Profile

SAME_STORY = 0.20
"""Likeness from which two articles tell one story.

Measured on news: half of the pairs of articles about one event lie above .33 and 90 % above .20, of pairs of political
articles of one autumn that share little but their names 1 %, of pairs about different events of one kind none.
"""

NEAR = 0.25
"""Likeness from which few words and much the same meaning are enough to know a statement again: of political articles
of one autumn, one pair in two hundred."""

CLOSE = 0.35
"""Likeness from which two articles tell one story and little else: half of the pairs of articles about one event are
nearly that alike, of political articles of one autumn not one pair in five hundred."""


class Story:
    """What one article speaks of: its content words and names, by weight and how often they come up."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        counts: Counter[str] = Counter()
        weight: dict[str, float] = {}
        for profile in profiles:
            counts.update(profile.weight.keys())
            weight.update(profile.weight)
        self.worth = {token: weight[token] * (1 + math.log(counts[token])) for token in sorted(counts)}
        self.length = math.sqrt(sum(value * value for value in self.worth.values()))


@lru_cache(maxsize=1 << 14)
def likeness(a: Story, b: Story) -> float:
    """0 to 1: the cosine of what two articles speak of."""
    if not a.length or not b.length:
        return 0.0
    few, many = sorted((a.worth, b.worth), key=len)
    return sum(value * many[token] for token, value in few.items() if token in many) / (a.length * b.length)


def same_story(a: Story, b: Story) -> bool:
    """Whether two articles, or one and the same, tell one story."""
    return a is b or likeness(a, b) >= SAME_STORY


def near(a: Story, b: Story) -> bool:
    """Whether two articles, or one and the same, tell one story, and that is beyond doubt."""
    return a is b or likeness(a, b) >= NEAR


def close(a: Story, b: Story) -> bool:
    """Whether two articles tell one story and little else."""
    return a is not b and likeness(a, b) >= CLOSE
