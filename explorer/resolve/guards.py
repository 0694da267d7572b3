"""What forbids that two alike statements are one claim, however many words they share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from explorer.models import Date, Quantity
from explorer.resolve.apart import other_nation, set_apart
from explorer.resolve.deeds import other_fates
from explorer.resolve.items import Item
from explorer.resolve.other_names import other_names, other_speakers
from explorer.resolve.roles import reversed_deed
from explorer.resolve.story import close, same_story
from explorer.resolve.telling import (
    LEAST_SHARED,
    by_chance,
    is_nameless,
    is_same_matter,
    same_words,
    shared_telling,
    tell_one_deed,
)
from explorer.resolve.verdicts import CONTRASTED, OPPOSED, WITHHELD, verdict
from explorer.text.agreeing import compatible, unmatched

CHANCE, NUMBERS, DATES, NAMES, THINGS, REVERSE = "chance", "numbers", "dates", "names", "things", "reverse"
"""Why two alike statements are not one claim: too little in common; other values, days, names or things; a denial."""
UNHELD = "unheld"
"""And: one side only asks, denies or leaves open what the other says."""


def barriers(a: Item, b: Item) -> tuple[str, ...]:
    """The reasons why `a` and `b` cannot be one claim ("numbers", "dates", "names", …); empty when none does."""
    if same_words(a, b) and (not is_nameless(a) or same_story(a.story, b.story)):
        return ()
    return (CHANCE,) if by_chance(a, b) else kept_apart(a, b)


def kept_apart(a: Item, b: Item) -> tuple[str, ...]:
    """What forbids that `a` and `b` are one claim, be it little or much that they share."""
    words = verdict(a.text, b.text)
    found = (
        (NUMBERS, clashing_numbers(a.quantities, b.quantities)),
        (DATES, clashing_dates(a.dates, b.dates)),
        (NAMES, other_names(a, b) or other_speakers(a, b) or other_nation(a, b)),
        (THINGS, words & CONTRASTED or set_apart(a, b) or other_fates(a.deeds, b.deeds)),
        (REVERSE, words & OPPOSED or reversed_deed(a, b)),
    )
    names = tuple(name for name, hit in found if hit)
    return (*names, UNHELD) if words & WITHHELD and REVERSE not in names else names


AGE = "year of age"
"""Unit of the ages of people, which tell who they are."""

A_WEEK = 7
"""Days between two articles after which like words tell of the next turn of a story."""


def _days_between(a: Item, b: Item) -> int:
    """Days between the articles of two statements; 0 where a date is not known to the day."""
    printed = [item.source.published.value or "" for item in (a, b)]
    if any(len(value) < len("2000-01-01") for value in printed):
        return 0
    first, second = (date.fromisoformat(value[:10]) for value in printed)
    return abs((first - second).days)


def may_be_partners(a: Item, b: Item) -> bool:
    """Whether two statements of one story that are like nothing else in the two articles may be one claim.

    The choice makes up for the few words they share; but names and ages tell no deed, and where both give amounts one
    of them must be the same.
    """
    titles = "title" in (a.statement.role, b.statement.role)  # too short to tell one deed from another
    if titles or not close(a.story, b.story) or _days_between(a, b) > A_WEEK:
        return False
    shared = [token for token in shared_telling(a, b) if not token.isdigit()]
    mine, theirs = ([q for q in item.quantities if q.unit != AGE] for item in (a, b))
    agreeing = any(compatible(x, y) for x in mine for y in theirs)
    if not shared or (mine and theirs and not agreeing):
        return False
    if len(shared) + agreeing < LEAST_SHARED:
        return is_same_matter(a, b, shared) and not kept_apart(a, b)
    return tell_one_deed(a, b) and not kept_apart(a, b)


def clashing_numbers(a: Sequence[Quantity], b: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Two values of one unit that no value of the other side agrees with, each on its own side; the first such pair."""
    mine, theirs = ([q for q in side if q.low is not None] for side in (a, b))
    alone, others = unmatched(mine, theirs), unmatched(theirs, mine)
    for unit in sorted({q.unit for q in alone} & {q.unit for q in others}):
        return next(q for q in alone if q.unit == unit), next(q for q in others if q.unit == unit)
    return None


def clashing_dates(a: Sequence[Date], b: Sequence[Date]) -> tuple[Date, Date] | None:
    """Two dates when no date of one side meets any of the other."""
    mine = [d for d in a if d.low and d.high]
    theirs = [d for d in b if d.low and d.high]
    if not mine or not theirs or any(meet(x, y) for x in mine for y in theirs):
        return None
    return mine[0], theirs[0]


def meet(a: Date, b: Date) -> bool:
    """Whether two date ranges share a day; False where one is not known. ISO dates compare as text."""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return False
    return a.low[:10] <= b.high[:10] and b.low[:10] <= a.high[:10]
