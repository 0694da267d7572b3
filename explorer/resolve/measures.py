"""Do two amounts measure the same thing, so that one of them must be wrong if they differ?

What forbids a merge (`guards`) may be strict at no cost but a split claim; what is told to the reader as a
disagreement must be one. So a number counts only where it measures the same thing and nothing else explains it, a day
(`days`) only where both accounts date the same thing, a denial (`polarity`) only where the other side states what is
denied.
"""

from __future__ import annotations

import re
from dataclasses import replace

from explorer.models import Quantity, Span
from explorer.resolve.days import other_day
from explorer.resolve.polarity import contrasted
from explorer.resolve.sides import Side
from explorer.text.agreeing import SCORE, compatible, same_unit, told_once, unexplained
from explorer.text.tokens import STOPWORDS, stem, words

NEAR = 40
"""Characters around an amount in which the word for what it measures stands."""

BOUND = 2.0
"""Up to this many times a bound an amount still fits it: "more than a million" and "1.4 million"."""

MOMENT = 2
"""Figures on each side from which a report in which none agrees is taken to be of another moment or thing."""

_ROLE = re.compile(r"\b(?P<role>first|last|next|final|from|by|to|than|below|above|at|of the|of)\s+$", re.I)
_APART = frozenset({"from", "by", "than", "below", "above", "of the", "first", "last", "next", "final"})
"""What an amount is when one of these stands before it: a start, a step, a bound, a whole; not the value itself."""
_FURTHER = re.compile(r"\b(?:more|another|additional|further|extra)\b|\bother \w", re.IGNORECASE)
_MORE = re.compile(r"\s+(?:more|other)\b", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:other|another|additional|further)\s+$", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:total|overall|combined|aggregate|nationwide|industry-wide)\s+(?!of\b)[a-z]", re.IGNORECASE)
"""Said of money, what all spend together; another sum may be what one of them does."""
_STANDING = re.compile(
    r"\b(?:ties?|tied|lead|leads|led|ahead|trail\w*|deficit|half-?time|half|set|quarter)\b", re.IGNORECASE
)
"""Said of a score that is not the final one."""
_FATES = {
    "injured": "injured", "injuring": "injured", "wounded": "injured", "wounding": "injured", "hurt": "injured",
    "killed": "dead", "killing": "dead", "dead": "dead", "died": "dead", "missing": "missing",
}  # fmt: skip
FATES = frozenset(_FATES.values())
"""Units of counts of people by what happened to them."""
_ANYBODY = frozenset({"count", "person", "victim", "passenger", "civilian"})
"""Units of people of whom nothing is told but what happened to them."""
_SUFFERED = re.compile(
    r"\b(?P<fate>injured|injuring|wounded|wounding|hurt|killed|killing)\s+"
    r"(?:(?:more|less|fewer|over|about|around|nearly|almost|at|some|least|than|up|to|as|many|an|estimated)\s+)*$",
    re.IGNORECASE,
)
_SUFFERING = re.compile(
    r"\s+(?:(?:others|more)\s+)?(?:(?:were|was|are|is|have|has|had)\s+)?(?:been\s+)?"
    r"(?P<fate>injured|wounded|hurt|killed|dead|died|missing)\b",
    re.IGNORECASE,
)
_QUAKE = re.compile(r"\b(?:earthquake|quake|temblor|tremor|seism)s?\b", re.IGNORECASE)
"""What has one magnitude; its aftershocks have others."""
_NAMED_AGE = re.compile(r"((?:[A-Z][\w'’.-]+\s+)*[A-Z][\w'’-]+)(?:,\s+|\s+\(|,\s+aged\s+|,\s+an?\s+)$")
"""The name before an age."""
_MOVING = frozenset({"USD", "ratio", "point", "count", "basis point", "score"})
"""Units of figures that change by the hour: prices, indices, yields, shares of the market."""


def number_conflict(a: Side, b: Side) -> tuple[Quantity, Quantity] | None:
    """Two amounts of one measure of which only one can be right: nothing on the other side agrees with either.

    Where the sides tell of different days too, it is an update; where they speak of different things, no conflict.
    """
    if other_day(a, b) or contrasted(a.words, b.words):
        return None
    told, there = _with_victims(a), _with_victims(b)
    if told is not None and there is not None:
        a, b = told, there
    alone, others = _alone(a, b), _alone(b, a)
    for x in alone:
        for y in others:
            if x.unit == y.unit and _same_measure(a, x, b, y) and not _is_other_moment(a, b, x):
                return x, y
    return None


def _with_victims(side: Side) -> Side | None:
    """The side with one unit for each fate: "injured 11", "11 were hurt" and "11 wounded" count the same.

    None where it tells of no fate.
    """
    fates = [fate_of(side.text, side.span, quantity) for quantity in side.quantities]
    if not any(fates):
        return None
    told = (replace(q, unit=fate or q.unit) for q, fate in zip(side.quantities, fates, strict=True))
    return replace(side, quantities=tuple(told))


def fate_of(text: str, span: Span, quantity: Quantity) -> str:
    """What happened to the people of whom only a number is told within `text[span.start : span.end]`, or ""."""
    if quantity.unit in _FATES:
        return _FATES[quantity.unit]
    if quantity.unit not in _ANYBODY:
        return ""
    before = _SUFFERED.search(text[max(span.start, quantity.start - 40) : quantity.start])
    behind = _SUFFERING.match(text[quantity.end : min(span.end, quantity.end + 24)])
    found = before or behind
    return _FATES[found["fate"].lower()] if found else ""


def fits(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts may both be right, the bounds that a hedge sets included."""
    return compatible(a, b) or _within(a, b) or _within(b, a)


def _within(bound: Quantity, value: Quantity) -> bool:
    if bound.hedge == value.hedge or not same_unit(bound.unit, value.unit):
        return False
    if bound.low is None or value.low is None or bound.unit == SCORE:
        return False
    edge, amount = bound.high or bound.low, value.low
    if bound.hedge == "over":
        return edge <= amount <= BOUND * edge
    return bound.hedge == "under" and edge / BOUND <= amount <= edge


def _alone(a: Side, b: Side) -> list[Quantity]:
    """The amounts of `a` that nothing of `b` agrees with; what is stated alike on both sides explains no other one."""
    left = [y for y in b.quantities if not any(_is_same(x, y) for x in a.quantities)]
    agreed = [any(_is_same(x, y) for y in b.quantities) or any(fits(x, y) for y in left) for x in a.quantities]
    return [x for x in unexplained(a.quantities, agreed) if x.low is not None]


def _is_same(x: Quantity, y: Quantity) -> bool:
    bare = "count" in (x.unit, y.unit)  # "29 of 34 passes": the 29 have no noun
    return (bare or same_unit(x.unit, y.unit)) and (x.low, x.high) == (y.low, y.high)


def _is_other_moment(a: Side, b: Side, x: Quantity) -> bool:
    """Whether both sides give several moving figures of which none agrees: prices at another hour, another firm's."""
    if x.unit.partition("/")[0] not in _MOVING and not x.unit.isupper():
        return False
    mine, theirs = ([q for q in told_once(s.quantities) if q.low is not None] for s in (a, b))
    if min(len(mine), len(theirs)) < MOMENT:
        return False
    return not any(fits(q, other) or q.low == other.low for q in mine for other in theirs)


def _same_measure(a: Side, x: Quantity, b: Side, y: Quantity) -> bool:
    """Whether the same is counted or weighed: a content word stands near both, in one role, of one whole."""
    roles = {_role(a, x), _role(b, y)}
    if len(roles) == 2 and roles & _APART and roles != {"", "by"}:
        return False
    if _is_further(a, x) != _is_further(b, y):
        return False
    if x.unit.isupper() and bool(_TOTAL.search(a.words)) != bool(_TOTAL.search(b.words)):
        return False
    if x.unit == SCORE and any(_STANDING.search(one.words) for one in (a, b)):
        return False
    if x.unit == "magnitude":
        return _QUAKE.search(a.words) is not None and _QUAKE.search(b.words) is not None
    if _is_bare(x) != _is_bare(y) or _is_joined(x) != _is_joined(y):
        return False
    if x.unit == "ordinal":
        return _next(a, x) == _next(b, y) != ""
    if x.unit == "year of age":
        return _is_of_one_person(a, x, b, y)
    only = _is_weighed(x) and all(sum(same_unit(q.unit, x.unit) for q in side.quantities) == 1 for side in (a, b))
    return only or bool(_around(a, x) & _around(b, y))


def _is_bare(quantity: Quantity) -> bool:
    """Whether a count has no noun, which is another thing than a number of "counts"."""
    return quantity.unit == "count" and not any(char.isalpha() for char in quantity.text)


def _is_joined(quantity: Quantity) -> bool:
    """Whether a measure stands before what it describes: a "41-yard pass" is none of "364 yards"."""
    return re.search(r"\d-[a-z]", quantity.text) is not None


def _is_further(side: Side, quantity: Quantity) -> bool:
    """Whether more of something is told: "eight more moons", "the other two unions"."""
    before = side.text[max(side.span.start, quantity.start - 12) : quantity.start]
    behind = side.text[quantity.end : min(side.span.end, quantity.end + 6)]
    return bool(_FURTHER.search(quantity.text) or _OTHER.search(before) or _MORE.match(behind))


def _is_weighed(quantity: Quantity) -> bool:
    """Whether a unit tells what is measured without a noun: money, shares, lengths of time."""
    return (
        quantity.unit in ("ratio", "hour", "minute", "day", "week", "month", "year", "km", "mile")
        or quantity.unit.isupper()
    )


def _role(side: Side, quantity: Quantity) -> str:
    if quantity.hedge:
        return ""  # "more than", "up to"
    match = _ROLE.search(side.text[max(side.span.start, quantity.start - 20) : quantity.start])
    return match["role"].lower() if match else ""


def _next(side: Side, quantity: Quantity) -> str:
    """The word behind a rank, as a stem."""
    found = next(words(side.text[quantity.end : min(side.span.end, quantity.end + 20)]), None)
    return stem(found[0]) if found else ""


def _is_of_one_person(a: Side, x: Quantity, b: Side, y: Quantity) -> bool:
    """Whether two ages may be of one person: of "Liv Moe, 20" and "Jon Moe, 23" they are not."""
    mine, theirs = (
        _NAMED_AGE.search(side.text[max(side.span.start, q.start - 60) : q.start]) for side, q in ((a, x), (b, y))
    )
    if mine and theirs:
        one, other = set(mine[1].split()), set(theirs[1].split())
        return one <= other or other <= one
    return bool(_beside(a, x) & _beside(b, y)) or _next(a, x) == _next(b, y) != ""


def _beside(side: Side, quantity: Quantity) -> frozenset[str]:
    """The capitalised words next to an age: whose it is."""
    low, high = max(side.span.start, quantity.start - 24), min(side.span.end, quantity.end + 24)
    near = side.text[low : quantity.start] + " " + side.text[quantity.end : high]
    return frozenset(re.findall(r"\b[A-Z][\w'’-]+", near))


def _around(side: Side, quantity: Quantity) -> frozenset[str]:
    low, high = max(side.span.start, quantity.start - NEAR), min(side.span.end, quantity.end + NEAR)
    near = side.text[low : quantity.start] + " " + side.text[quantity.end : high]
    return frozenset(stem(word) for word, _ in words(near) if word not in STOPWORDS and not word[0].isdigit())
