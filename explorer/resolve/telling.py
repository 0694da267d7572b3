"""What two statements tell in common, and whether it is more than chance: words that say what happened, not who, where
or when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.resolve.features import Profile, untelling
from explorer.resolve.items import Item
from explorer.resolve.story import same_story
from explorer.text.agreeing import compatible
from explorer.text.fold import fold, straighten

LEAST_SHARED = 2
"""Telling words two statements must share; fewer is chance. Names of people, bodies and places tell who, not what."""

LEAST_WEIGHT = 7.0
"""And the least weight of the telling words they share: about two of middling frequency."""

UNKNOWN_SHARED = 4
"""Telling words to share when one side is about a "he" or "it" whose name is not known, or about nobody named."""

SCRAP = 3
"""Content words of a scrap, all of which the other side must hold."""

NUMBER_WEIGHT = 4.0
"""What an amount counts that both state."""

LONG_ENOUGH = 12
"""Words from which a statement is a story of its own, whoever tells it."""

_UNKNOWN = re.compile(
    r"[\s\"']*(?:that\s+)?(?:he|she|it|they|i|we|you|this|these|those|his|her|their|its|our|your|my)\b"
)


def same_words(a: Item, b: Item) -> bool:
    """Whether the two are one wording of five words or more: a quotation or copy, which nothing forbids."""
    return a.profile.words == b.profile.words and a.profile.length >= 5


def shared_telling(a: Item, b: Item) -> list[str]:
    """The content words of both that tell what happened, not who, where or when."""
    who = a.entities("person", "organization", "place") | untelling()
    return [token for token in a.profile.weight if token in b.profile.weight and token not in who]


def by_chance(a: Item, b: Item) -> bool:
    """Whether the two share too little that tells what happened."""
    shared = [token for token in a.profile.weight if token in b.profile.weight]
    telling = shared_telling(a, b)
    agreeing = sum(any(compatible(x, y) for y in b.quantities) for x in a.quantities)
    if is_same_matter(a, b, telling):
        return False
    need = UNKNOWN_SHARED if is_about_unknown(a) or is_about_unknown(b) else LEAST_SHARED
    weight = sum(a.profile.weight[token] for token in telling) + NUMBER_WEIGHT * agreeing
    poorer = min(len(a.profile.weight), len(b.profile.weight))
    scrap = poorer <= SCRAP and len(shared) < poorer
    if len(telling) + agreeing < need or weight < LEAST_WEIGHT or scrap:
        return True
    adrift = (is_nameless(a) or is_nameless(b)) and not a.host.names.keys() & b.host.names.keys()
    return adrift and not agreeing and len(telling) < UNKNOWN_SHARED


HELD = 0.75
"""Share of the telling words of the shorter of two statements of one story that the other holds if it says the same,"""

LEAST_HELD = 3
"""how many words that must be, at the least,"""

NOT_MUCH_MORE = 0.33
"""or else which share of the telling words of the longer statement."""


def is_same_matter(a: Item, b: Item, shared: Sequence[str]) -> bool:
    """Whether two statements of one story tell the same, few words though they share ("No one was hurt")."""
    shared = [token for token in shared if "'" not in token]  # "don't" tells nothing
    if not shared or not same_story(a.story, b.story):
        return False
    who = _who(a, b)
    mine, theirs = telling_weight(a.profile, who), telling_weight(b.profile, who)
    common = sum(a.profile.weight[token] for token in shared)
    short, long = min(mine, theirs), max(mine, theirs)
    return common >= HELD * short and (len(shared) >= LEAST_HELD or common >= NOT_MUCH_MORE * long)


CHOSEN_HELD = 0.45
"""Share of the telling words of the shorter of two statements that each other's likeliest partner must hold."""


def tell_one_deed(a: Item, b: Item) -> bool:
    """Whether two statements share much of what the shorter one tells; names, places, times and figures aside."""
    mine, theirs = telling_words(a, b)
    common = sum(weight for token, weight in mine.items() if token in theirs)
    return common >= CHOSEN_HELD * min(sum(mine.values()), sum(theirs.values())) > 0


def telling_words(a: Item, b: Item) -> tuple[dict[str, float], dict[str, float]]:
    """The words of either that tell what happened, with their weights; no names, places, times and figures."""
    who = _who(a, b)
    mine, theirs = (
        {token: weight for token, weight in item.profile.weight.items() if token not in who and not token.isdigit()}
        for item in (a, b)
    )
    return mine, theirs


WHOLLY = 0.95
"""Share of the weight of a statement that another holds when it says all of it."""


def holds(a: Item, b: Item) -> bool:
    """Whether one of two statements of one story says all that the other does, its numbers too, and perhaps more.

    Of two clauses with borrowed subjects what they tell is looked at.
    """
    mine, theirs = (a.told, b.told) if a.borrowed and b.borrowed else (a.profile, b.profile)
    shared = [token for token in mine.weight if token in theirs.weight]
    if sum(mine.weight[token] for token in shared) < WHOLLY * min(mine.total, theirs.total):
        return False
    less, more = (a, b) if mine.total <= theirs.total else (b, a)
    if is_about_unknown(less) or not all(any(compatible(x, y) for y in more.quantities) for x in less.quantities):
        return False
    who = _who(a, b)
    telling = [token for token in shared if token not in who and "'" not in token]
    if len(telling) < LEAST_SHARED or not same_story(a.story, b.story):
        return False
    longest = max(telling_weight(mine, who), telling_weight(theirs, who))
    return len(telling) >= LEAST_HELD or sum(mine.weight[token] for token in telling) >= NOT_MUCH_MORE * longest


def _who(a: Item, b: Item) -> frozenset[str]:
    """The words of two statements that tell who, where or when, not what happened."""
    return a.entities("person", "organization", "place") | b.entities("person", "organization", "place") | untelling()


def telling_weight(profile: Profile, who: frozenset[str]) -> float:
    """The weight of all words of a statement but these, which tell who, where or when."""
    return sum(weight for token, weight in profile.weight.items() if token not in who)


def is_nameless(item: Item) -> bool:
    """Whether a short statement names nobody: "did not respond to a request for comment" fits every story."""
    return not item.named and not item.subjects and item.profile.length < LONG_ENOUGH


def is_pronoun(words: str) -> bool:
    """Whether somebody is only called "he" or "they"."""
    return _UNKNOWN.fullmatch(fold(words)) is not None


def is_about_unknown(item: Item) -> bool:
    """Whether a statement is about a "he" or "it" whose name is not known."""
    return not item.subjects and _UNKNOWN.match(straighten(item.text).lower()) is not None
