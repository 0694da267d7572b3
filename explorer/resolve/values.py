"""What a deal is worth, told in a later sentence: "X ordered ships. ... The order is worth $340 million."

The sentence that names the parties and the one that names the sum are two statements. To find that another account
gives another sum for the same deal, the sum is carried back to the statement that the definite noun stands for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from explorer.models import Quantity
from explorer.resolve.features import tokens_of
from explorer.resolve.items import Item, by_source
from explorer.text.fold import straighten

REACH = 3
"""Statements of an article, counted back, for one of which "the order" may stand."""

_WORTH = re.compile(
    r"\b(?:worth|valued at|value of|price of|cost of|costs?|priced at)\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE
)
_BACK = re.compile(
    r"[\s\"']*(?:the|this|that)\s+(?:[\w-]+\s+){0,2}?"
    r"(?P<noun>deal|order|contract|agreement|purchase|sale|acquisition|takeover|transaction|merger|accord|loan|lease)\b",
    re.IGNORECASE,
)
_ANY_DEAL = frozenset({"deal", "contract", "agreement", "transaction", "accord"})
"""Nouns that may stand for any bargain; the others stand for a statement with a word of theirs ("order": "ordered")."""

Valued = tuple[Item, Quantity]
"""A sum with the statement in which it stands."""


def values_of(items: Sequence[Item]) -> Mapping[int, Sequence[Valued]]:
    """For each item, by order, what its deal is worth; sums of later sentences are carried back."""
    found: dict[int, list[Valued]] = defaultdict(list)
    of_source = by_source(item for item in items if item.statement.role == "body")
    for source in sorted(of_source):
        told = sorted(of_source[source], key=lambda item: item.span)
        for position, item in enumerate(told):
            sums = [q for q in item.quantities if q.low is not None and _is_worth(item, q)]
            found[item.order] += [(item, q) for q in sums]
            antecedent = _antecedent(told[max(0, position - REACH) : position], item) if sums else None
            if antecedent is not None:
                found[antecedent.order] += [(item, q) for q in sums]
    return found


def _is_worth(item: Item, quantity: Quantity) -> bool:
    return _WORTH.search(item.source.text, max(item.span.start, quantity.start - 40), quantity.start) is not None


def _antecedent(before: Sequence[Item], item: Item) -> Item | None:
    """The statement that "the order" of `item` stands for: the nearest one that speaks of an order."""
    match = _BACK.match(straighten(item.text))
    if not match:
        return None
    noun = match["noun"].lower()
    meaning = set(tokens_of(noun))
    for other in reversed(before):
        if not meaning.isdisjoint(other.profile.tokens):
            return other
    return before[-1] if before and noun in _ANY_DEAL and _is_next(before[-1], item) else None


def _is_next(other: Item, item: Item) -> bool:
    """Whether nothing but a paragraph break stands between the two sentences."""
    between = item.source.text[other.statement.sentence.end : item.statement.sentence.start]
    return not between.strip()


def same_deals(members: Sequence[Item], values: Mapping[int, Sequence[Valued]]) -> list[tuple[Valued, Valued]]:
    """Pairs of sums that two sources give for one deal, at least one of them in a sentence of its own."""
    valued = [(item, values[item.order]) for item in members if values.get(item.order)]
    valued.sort(key=lambda entry: (entry[0].source.id, entry[0].span))
    return [
        (mine, theirs)
        for a, b in pairwise(valued)
        if a[0].source.id != b[0].source.id
        for mine in a[1]
        for theirs in b[1]
        if mine[1].unit == theirs[1].unit and (mine[0] is not a[0] or theirs[0] is not b[0])
    ]
