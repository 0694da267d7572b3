"""How many people live in a place, as each account tells it, whatever else its sentence is about.

"The quake struck Ostby, home to 40,000 people" and "Ostby has a population of 75,000" share too few words to be held
against each other, but say two things of one place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from explorer.models import Quantity
from explorer.resolve.accounts import VOICES, Contrast, Voice, quoted
from explorer.resolve.contrasts import side
from explorer.resolve.days import other_day
from explorer.resolve.items import Item
from explorer.resolve.story import same_story
from explorer.text.agreeing import compatible
from explorer.text.fold import fold

BOUND = 1.5
"""Up to this many times a bound a population still fits it: nobody calls 200,000 "more than 100,000"."""

FEWEST = 100
"""A place has at least so many inhabitants; fewer people are a household or a crowd."""

_UNITS = frozenset({"person", "resident", "inhabitant", "count", "islander", "villager", "citizen"})
_HEDGES = r"(?:(?:about|around|some|nearly|almost|roughly|over|more|less|fewer|than|at|least|an|estimated)\s+)*$"
_SETTLEMENT = r"(?:[\w-]+\s+){0,3}?(?:town|city|village|island|suburb|borough|community|municipality|settlement)\s+of"
_BESIDE = re.compile(
    rf"^(?:\s+[a-z]+)?,\s+(?:(?:which|that)\s+(?:is|was)\s+)?(?:home\s+to|(?:with|which\s+has)\s+an?\s+(?:\w+\s+)?"
    rf"population\s+of|inhabited\s+by|an?\s+{_SETTLEMENT})\s+{_HEDGES}",
    re.IGNORECASE,
)
"""From the name of a place to the number of those who live in it: "Ostby island, home to about"."""
_SAID = re.compile(
    rf"(?:\b(?:is|was)\s+home\s+to|\b(?:has|had|with)\s+an?\s+(?:\w+\s+)?population\s+of|\b(?:is|was)\s+an?\s+"
    rf"{_SETTLEMENT}|\bis\s+inhabited\s+by|(?P<have>\b(?:has|had)))\s+{_HEDGES}",
    re.IGNORECASE,
)
"""What is said of the place that the statement is about."""


def populations(items: Sequence[Item]) -> Iterable[Contrast]:
    """One contrast for each place of whose inhabitants two accounts of one story give numbers that do not agree."""
    told: dict[str, list[tuple[Item, Quantity]]] = defaultdict(list)
    for item in items:
        if item.statement.role == "body":
            for quantity in item.quantities:
                if place := _place(item, quantity):
                    told[place].append((item, quantity))
    for place in sorted(told):
        entries = sorted(told[place], key=lambda entry: (entry[0].source.path, entry[0].source.id, entry[0].span))
        if contrast := _contrast(entries):
            yield contrast


def _place(item: Item, quantity: Quantity) -> str:
    """The name of the place of whose inhabitants the number is told, or ""; "Ostby island" is called Ostby."""
    if quantity.unit not in _UNITS or quantity.low is None or quantity.low < FEWEST:
        return ""
    text, subject = item.source.text, item.subject
    about = {_name(mention.text) for mention in subject.mentions if mention.type == "place"}
    leads = len(about) == 1 and not (subject.owned or subject.elided)
    before = [n.mention for n in item.named if n.type == "place" and n.mention.end <= quantity.start]
    nearest = max(before, key=lambda mention: mention.end, default=None)
    beside = _BESIDE.search(text[nearest.end : quantity.start]) if nearest else None
    if nearest and beside and not (leads and "population" in beside.group()):
        return _name(nearest.text)
    said = _SAID.search(text[max(item.span.start, quantity.start - 80) : quantity.start])
    if said is None or (said["have"] and quantity.unit not in ("resident", "inhabitant")):
        return ""
    return next(iter(about)) if leads else ""


def _name(printed: str) -> str:
    return fold(printed).removesuffix(" island")


def _contrast(entries: Sequence[tuple[Item, Quantity]]) -> Contrast | None:
    """The numbers of one place, those that agree as one voice; None where all agree."""
    groups: list[list[tuple[Item, Quantity]]] = []
    sources: set[str] = set()
    for item, quantity in entries:
        first = entries[0][0]
        if item.source.id in sources or not (item is first or same_story(first.story, item.story)):
            continue
        sources.add(item.source.id)
        fitting = next((group for group in groups if _fits(group[0][1], quantity)), None)
        if fitting:
            fitting.append((item, quantity))
        elif not groups or not other_day(side(groups[0][0][0]), side(item)):
            groups.append([(item, quantity)])
    if len(groups) < 2:
        return None
    hedged = any(quantity.hedge for group in groups for _, quantity in group)
    voices = [voice for round_ in zip_longest(*map(_voices, groups)) for voice in round_ if voice]
    return Contrast("number", 2 if hedged else 3, tuple(voices[:VOICES]))


def _voices(group: Sequence[tuple[Item, Quantity]]) -> list[Voice]:
    """One voice for each number of a group, with those who give that very number."""
    values = dict.fromkeys(quantity.low for _, quantity in group)
    same = ([entry for entry in group if entry[1].low == value] for value in values)
    return [Voice("says", quoted(told[0][1].text), tuple(item for item, _ in told)) for told in same]


def _fits(a: Quantity, b: Quantity) -> bool:
    if a.low is None or b.low is None:
        return False
    people = (a, Quantity(b.start, b.end, b.text, b.low, b.high, a.unit, b.hedge, b.of))
    if compatible(*people):
        return True
    pairs = ((a, b.low), (b, a.low))
    return any(bound.hedge == "over" and bound.low and bound.low <= value < BOUND * bound.low for bound, value in pairs)
