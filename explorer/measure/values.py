"""Names, quantities and dates of one item against what was found in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from explorer.measure.items import Item, Value
from explorer.measure.matching import Score
from explorer.measure.readings import Found, Named
from explorer.models import Date, EntityType, Quantity, Span
from explorer.text.spans import overlaps

_CLOSE = 1e-3
"""Relative difference up to which two values are one: a third is printed with four places."""

_NOT_ANNOTATED = frozenset({"ordinal", "score"})
"""Units of ranks and scores, which the set leaves open."""

_ARTICLE = re.compile(r"(?:the|a|an)\s+(?=\S)", re.I)
_POSSESSIVE = re.compile(r"(?<=\S)\s*(?:'s|’s|'|’)$")

Add = Callable[[str, Score], None]
Note = Callable[[str, str], None]


def trimmed(text: str, span: Span) -> Span:
    """The span without spaces at its ends, leading article and trailing possessive."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    possessive = _POSSESSIVE.search(text[start:end])
    return Span(start, start + possessive.start() if possessive else end)


def compare_names(item: Item, names: Sequence[Named], add: Add, note: Note) -> None:
    """Same span and same type, each type a row of its own."""
    gold = set(item.names)
    spans = {(trimmed(item.text, one.span), one.type) for one in names}
    found = {(span, kind) for span, kind in spans if (span, kind) in gold or not _any_meets(span, item.ignored_names)}
    gold = {(span, kind) for span, kind in gold if (span, kind) in found or not _any_meets(span, item.ignored_names)}
    for kind in {kind for _, kind in gold | found}:
        wanted, given = ({one for one in ones if one[1] == kind} for ones in (gold, found))
        add(f"name: {kind}", Score.of(len(wanted & given), len(given), len(wanted)))
    for span, kind in sorted(gold - found):
        note(_what_happened(span, kind, found), f"{item.text[span.start : span.end]!r} ({item.id})")
    for span, kind in sorted(found - gold):
        if not _any_meets(span, [other for other, _ in gold]):
            note("taken for a name", f"{item.text[span.start : span.end]!r} as {kind} ({item.id})")


def _what_happened(span: Span, kind: EntityType, found: set[tuple[Span, EntityType]]) -> str:
    if other := next((k for s, k in sorted(found) if s == span), None):
        return f"a name of another type: {kind} as {other}"
    return f"a name cut wrong: {kind}" if _any_meets(span, [s for s, _ in found]) else f"a name not found: {kind}"


def compare_values(item: Item, found: Sequence[Found], add: Add, note: Note) -> None:
    """Quantities and dates of what is stated; those in the frames of statements are not measured."""
    contents = [*(one.segments for one in item.said), *(one.segments for one in item.own or ())]
    stated = [span for segments in contents for span in segments]
    quantities = {q.start: q for one in found for q in one.statement.quantities}
    dates = {d.start: d for one in found for d in one.statement.dates}
    counted = [
        q for q in quantities.values() if q.unit not in _NOT_ANNOTATED and _counts(item, Span(q.start, q.end), stated)
    ]
    pairs, missed, spurious = _pair(item, item.quantities, counted)
    right = [(gold, one) for gold, one in pairs if _is_value(gold, one)]
    units = sum(_is_unit(gold, one) for gold, one in right)
    n = len(pairs) + len(missed)
    add("quantities", Score.of(len(right), len(counted), n))
    add("of it, with the unit", Score.of(units, len(counted), n))
    for gold in missed:
        note("a quantity not found", _quote(item, gold.span))
    for one in spurious:
        note("taken for a quantity", _quote(item, Span(one.start, one.end)))
    for gold, one in pairs:
        if (gold, one) not in right:
            note("a quantity with another value", f"{_quote(item, gold.span)}: {one.low}–{one.high} {one.unit}")
        elif not _is_unit(gold, one):
            note("a quantity with another unit", f"{_quote(item, gold.span)}: {one.unit}")
    _compare_dates(item, [d for d in dates.values() if _counts(item, Span(d.start, d.end), stated)], add, note)


def _compare_dates(item: Item, counted: list[Date], add: Add, note: Note) -> None:
    pairs, missed, spurious = _pair(item, item.dates, counted)
    right = [gold for gold, one in pairs if gold.low is None or (gold.low, gold.high) == (one.low, one.high)]
    add("dates", Score.of(len(right), len(counted), len(pairs) + len(missed)))
    for gold in missed:
        note("a date not found", _quote(item, gold.span))
    for one in spurious:
        note("taken for a date", _quote(item, Span(one.start, one.end)))
    for gold, one in pairs:
        if gold not in right:
            note("a date with other days", f"{_quote(item, gold.span)}: {one.low}–{one.high}")


def _pair[Taken: (Quantity, Date)](
    item: Item, gold: Iterable[Value], found: Sequence[Taken]
) -> tuple[list[tuple[Value, Taken]], list[Value], list[Taken]]:
    """Those that meet, each used once, and what is left over on both sides."""
    left, pairs, missed = list(found), list[tuple[Value, Taken]](), list[Value]()
    for one in gold:
        if _any_meets(one.span, item.ignored):
            continue
        other = next((each for each in left if _any_meets(one.span, [Span(each.start, each.end)])), None)
        if other is None:
            missed.append(one)
        else:
            left.remove(other)
            pairs.append((one, other))
    return pairs, missed, left


def _counts(item: Item, span: Span, stated: Sequence[Span]) -> bool:
    if span.start < item.body.start or _any_meets(span, item.ignored):
        return False
    return _any_meets(span, stated) or bool(item.trap)


def _is_value(gold: Value, found: Quantity) -> bool:
    low = found.high if found.low is None else found.low
    high = low if found.high is None else found.high
    return all(
        isinstance(a, float) and b is not None and abs(a - b) <= _CLOSE * abs(a)
        for a, b in ((gold.low, low), (gold.high, high))
    )


def _is_unit(gold: Value, found: Quantity) -> bool:
    """Whether the units are one; of a compound noun its head will do."""
    return gold.unit.split()[-1:] == found.unit.split()[-1:]


def _any_meets(span: Span, others: Iterable[Span]) -> bool:
    return any(overlaps(span, other) for other in others)


def _quote(item: Item, span: Span) -> str:
    return f"{item.text[span.start : span.end]!r} ({item.id})"
