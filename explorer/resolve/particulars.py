"""What accounts tell of one person beside the news: how old, mother or father of how many.

"Ida Voss, 32, fell" and "a tug brought the body of 31-year-old Ida Voss" share too few words to be held against each
other, but say two things of one person. Only what stands directly beside a name counts, and only in articles of about
one time: people grow older.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from explorer.models import Quantity, Span
from explorer.resolve.accounts import VOICES, Contrast, Voice, quoted
from explorer.resolve.guards import AGE
from explorer.resolve.items import Item
from explorer.resolve.lookups import Named
from explorer.resolve.story import same_story
from explorer.resolve.versions import days_of

AT_MOST = 31
"""Days between two articles in which a person is of one age, but for a birthday, and a parent of as many."""

MOST = 60
"""Articles that tell a particular of one person which are held against each other; of whom more do, all know it."""

_LONGEST = 60
"""Code points between a name and what is told of its bearer."""

_CHILD = "child"
_PARENT = r"(?:mother|father|mum|mom|dad|parent|grandmother|grandfather)\s+of\s+$"
_AGE_AFTER = re.compile(r"(?:,\s+(?:aged\s+|an?\s+)?|\s+\()$")
"""From a name to an age: "Ida Voss, 32", "Ida Voss (32)", "Ida Voss, a 32-year-old"."""
_AGE_ENDS = re.compile(r"[,.;)]|\s+(?:was|is|has|had|who|died|fell)\b|\s*$|[\s-]year")
"""Behind a bare age, so that "Voss, 32 passengers and a dog" tells of none."""
_AGE_BEFORE = re.compile(r"(?:\s+(?!of\b|for\b|by\b|with\b|and\b|from\b|in\b|at\b|to\b|on\b)[\w'’-]+){0,2}\s+$")
"""From an age to a name: "32-year-old Ida Voss", "32-year-old harbour pilot Ida Voss"; not "son of Ida Voss"."""
_CHILDREN_AFTER = re.compile(
    rf"(?:,\s+(?:\d+,\s+)?(?:an?\s+|the\s+)?|\s+(?:is|was)\s+(?:an?|the)\s+)(?:[\w-]+\s+){{0,2}}{_PARENT}",
    re.IGNORECASE,
)
"""From a name to a number of children: "Ida Voss, 32, a mother of three", "Ida Voss was the mother of three"."""
_CHILDREN_BEFORE = re.compile(rf"\b{_PARENT}", re.IGNORECASE)
"""Before a number of children that a name follows: "the mother of three Ida Voss"."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount that a statement tells of a person, and where, with the name."""

    item: Item
    quantity: Quantity
    place: Span
    day: str
    """The ISO day of the article, or ""."""


def particulars(items: Sequence[Item]) -> Iterable[Contrast]:
    """One contrast for each person of whom two accounts of one story and time give ages, or children, that differ."""
    told: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for item in items:
        if item.statement.role == "body":
            for quantity in item.quantities:
                if found := _bearer(item, quantity):
                    told[found[0], quantity.unit].append(_Told(item, quantity, found[1], days_of(item.source).latest))
    for key in sorted(told):
        entries = sorted(told[key], key=lambda one: (one.item.source.path, one.item.source.id, one.item.span))
        if contrast := _contrast(entries):
            yield contrast


def _bearer(item: Item, quantity: Quantity) -> tuple[str, Span] | None:
    """The person beside whose name an age or a number of children stands, and the place of both."""
    if quantity.unit not in (AGE, _CHILD) or quantity.low is None or quantity.hedge:
        return None
    text = item.source.text
    for named in item.named:
        mention = named.mention
        near = max(mention.start - quantity.end, quantity.start - mention.end) < _LONGEST
        if not near or not _is_known(named, quantity):
            continue
        if mention.end <= quantity.start and _stands_after(text, mention.end, quantity):
            return named.entity, Span(mention.start, quantity.end)
        start = _start_before(text, quantity, mention.start) if quantity.end <= mention.start else None
        if start is not None:
            return named.entity, Span(start, mention.end)
    return None


def _is_known(named: Named, quantity: Quantity) -> bool:
    """Whether a person is meant, by more than the surname where it is an age, which relatives may share."""
    return named.type == "person" and (quantity.unit == _CHILD or len(named.mention.text.split()) > 1)


def _stands_after(text: str, end: int, quantity: Quantity) -> bool:
    between = text[end : quantity.start]
    if quantity.unit == _CHILD:
        return _CHILDREN_AFTER.fullmatch(between) is not None
    return _AGE_AFTER.fullmatch(between) is not None and _AGE_ENDS.match(text, quantity.end) is not None


def _start_before(text: str, quantity: Quantity, start: int) -> int | None:
    """Where a phrase begins that ends with a name at `start` and holds the amount; None where they do not belong."""
    between = text[quantity.end : start]
    if quantity.unit == _CHILD:
        parent = _CHILDREN_BEFORE.search(text, max(0, quantity.start - _LONGEST), quantity.start)
        return parent.start() if parent and between.isspace() else None
    return quantity.start if quantity.text.endswith("old") and _AGE_BEFORE.fullmatch(between) else None


def _contrast(entries: Sequence[_Told]) -> Contrast | None:
    """The values of one person, one voice each; None where no two articles of one time give different ones."""
    firsts = {one.item.source.id: one for one in reversed(entries)}
    told = sorted(firsts.values(), key=lambda one: (one.item.source.path, one.item.source.id))[:MOST]
    for at, one in enumerate(told):
        near = [other for other in told[at + 1 :] if _differ(one, other)]
        if near:
            groups: dict[float | None, list[_Told]] = defaultdict(list)
            for entry in told:
                if entry in (one, *near) or all(_is_of_one_time(entry, known) for known in (one, *near)):
                    groups[entry.quantity.low].append(entry)
            voices = tuple(_voice(group) for group in groups.values())
            return Contrast("number", 2, voices[:VOICES])
    return None


def _differ(one: _Told, other: _Told) -> bool:
    return one.quantity.low != other.quantity.low and _is_of_one_time(one, other)


def _is_of_one_time(one: _Told, other: _Told) -> bool:
    """Whether two articles of one story were written within a month; without their days no ages are compared."""
    if not same_story(one.item.story, other.item.story):
        return False
    days = [date.fromisoformat(told.day) for told in (one, other) if told.day]
    return abs((days[0] - days[1]).days) <= AT_MOST if len(days) > 1 else one.quantity.unit == _CHILD


def _voice(group: Sequence[_Told]) -> Voice:
    first = group[0]
    words = first.item.source.text[first.place.start : first.place.end]
    return Voice("says", quoted(words), tuple(one.item for one in group))
