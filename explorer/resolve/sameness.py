"""What makes two statements of one story one claim although their words as wholes are not much alike.

Within one story few things are told, so less is needed to know one of them again: that one statement tells most of
what the other does, that both mean much the same, or that both tell what happens to somebody but once.
"""

from __future__ import annotations

from collections.abc import Iterable

from explorer.resolve.deeds import COUNTED
from explorer.resolve.features import SAME_CLAIM
from explorer.resolve.guards import CHANCE, NAMES, barriers, kept_apart
from explorer.resolve.items import Item
from explorer.resolve.story import near, same_story
from explorer.resolve.telling import LEAST_HELD, LEAST_SHARED, is_about_unknown, shared_telling, telling_words
from explorer.text.agreeing import compatible

CORE = 0.50
"""Score from which two statements of one story are one claim if the longer holds most of what the shorter one tells,"""

CORE_HELD = 0.67
"""which is this share of its telling words."""

MEANT = 0.62
"""Score from which two statements of one story are one claim by their meaning, however few words they share,"""

MEANT_OF_UNKNOWN = 0.65
"""and from which they are so where one is about a "she" whose name is not known."""

COUNTED_ALIKE = 0.30
"""Score from which two statements that count as many dead, or as many hurt, are one claim."""

PART = 0.5
"""Share of what a statement has in common with the centre of its claim that another one has in common with it too, if
both tell the same part of the centre."""

_LOOKALIKE = 3
"""Letters with which two words begin that are taken for each other by their spelling: "reviewed" and "revoked"."""


def judged(a: Item, b: Item, value: float) -> tuple[float, tuple[str, ...]]:
    """The score of two statements whose likeness is `value`, and what forbids that they are one claim."""
    found = barriers(a, b)
    if happens_once(a, b) and _is_no_bar(a, b, value, found):
        return max(value, SAME_CLAIM), ()
    if found == (CHANCE,) and value >= MEANT and _means_the_same(a, b, value):
        found = ()
    if not found and CORE <= value < SAME_CLAIM and tells_one_core(a, b):
        value = SAME_CLAIM
    return value, found


def happens_once(a: Item, b: Item) -> bool:
    """Whether two statements of one story tell what happens to somebody but once (see `deeds`)."""
    return not a.deeds.isdisjoint(b.deeds) and same_story(a.story, b.story)


def _is_no_bar(a: Item, b: Item, value: float, found: Iterable[str]) -> bool:
    """Whether nothing but other places or few shared words stand between two reports of one deed.

    Of how many were hurt other places tell other accidents; of somebody by name they tell more of the one.
    """
    if any(not deed.startswith(COUNTED) for deed in a.deeds & b.deeds):
        return not set(found) - {CHANCE, NAMES}
    return value >= COUNTED_ALIKE and not set(found) - {CHANCE}


def tells_one_core(a: Item, b: Item) -> bool:
    """Whether the longer of two statements, no titles, of two articles on one story holds most of the shorter one."""
    if not _are_two_accounts(a, b):
        return False
    mine, theirs = telling_words(a, b)
    shared = [weight for token, weight in mine.items() if token in theirs]
    agreeing = any(compatible(x, y) for x in a.quantities for y in b.quantities)
    return len(shared) + agreeing >= LEAST_HELD and sum(shared) >= CORE_HELD * min(
        sum(mine.values()), sum(theirs.values())
    )


def tells_one_part(a: Item, b: Item, whole: Item) -> bool:
    """Whether what two statements of one story have in common with a third is much the same part of it."""
    mine, theirs = (shared_telling(item, whole) for item in (a, b))
    both = [token for token in mine if token in theirs]
    weights = [sum(whole.profile.weight[token] for token in tokens) for tokens in (both, mine, theirs)]
    return same_story(a.story, b.story) and weights[0] >= PART * min(weights[1:]) > 0


def _means_the_same(a: Item, b: Item, value: float) -> bool:
    """Whether what is alike in two statements is no chance, few words though they share."""
    if not _are_two_accounts(a, b) or kept_apart(a, b):
        return False
    if value < MEANT_OF_UNKNOWN and (is_about_unknown(a) or is_about_unknown(b)):
        return False
    mine, theirs = telling_words(a, b)
    if min(len(mine), len(theirs)) < LEAST_SHARED or mine.keys().isdisjoint(theirs):
        return False
    return not _look_alike(mine.keys() - theirs, theirs.keys() - mine)


def _are_two_accounts(a: Item, b: Item) -> bool:
    """Whether two articles on one story tell the two, neither as its title: a title is too short for that."""
    return a.index != b.index and "title" not in (a.statement.role, b.statement.role) and near(a.story, b.story)


def _look_alike(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether words that only one side has are spelled much like some that only the other has, and are not they."""
    begins = {token[:_LOOKALIKE] for token in mine}
    return any(token[:_LOOKALIKE] in begins for token in theirs)
