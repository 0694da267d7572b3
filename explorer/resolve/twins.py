"""Statements of the same words about the same things, brought together before any two are compared.

So a folder with many copies of one article costs little more than the article, and no copy is lost among the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from explorer.resolve.items import Item
from explorer.resolve.story import same_story

CROWDED = 100
"""Statements of the same few words, about nobody in particular, from which on those of one story are brought together
before they are compared; fewer of them find each other."""

_TELLING = 8
"""Words from which a statement about nobody is the same wherever it stands; "that no one was hurt" may be of others."""

_LEAST = 3
"""Words below which a statement has no twin."""


def twins(items: Sequence[Item]) -> list[list[int]]:
    """Orders of items of the same words about the same things: printed twice, or copied."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    unnamed: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        words = item.profile.words
        about = tuple(sorted({*item.subjects, *(named.entity for named in item.named)}))
        if item.profile.length < _LEAST:
            groups[item.order,].append(item.order)
        elif about or item.profile.length >= _TELLING:
            groups[words, about].append(item.order)
        else:
            unnamed[words][item.source.id].append(item.order)
    for words, by_source in unnamed.items():
        alike = list(by_source.values())
        for number, group in enumerate(_by_story(items, alike) if len(alike) > CROWDED else alike):
            groups[words, number].extend(group)
    return sorted((sorted(group) for group in groups.values()), key=lambda group: group[0])


def _by_story(items: Sequence[Item], alike: Sequence[list[int]]) -> list[list[int]]:
    """The groups, with those made one of which the articles tell one story with the first of them."""
    found: list[list[int]] = []
    for group in alike:
        story = items[group[0]].story
        known = next((one for one in found[:CROWDED] if same_story(items[one[0]].story, story)), None)
        if known is None:
            found.append(list(group))
        else:
            known += group
    return found
