"""Facts and amounts that a rewrite dropped, rounded or added."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence

from explorer.models import Loss, LossKind, Passage, Quantity, Span
from explorer.resolve.articles import Article, Detail
from explorer.resolve.comparing import agrees, gives
from explorer.resolve.counterparts import Restated, passage_of, sentence_of
from explorer.resolve.items import Item
from explorer.text.agreeing import compatible, same_unit
from explorer.text.fold import fold
from explorer.text.spans import contains

LEFT_OUT = 12
"""Sentences left out are listed up to this many, the most check-worthy first."""

LINE = 90
"""Characters of a sentence that a line prints."""

SHOWN = 4
"""Names and amounts that one line prints."""


def numbers(pairs: Sequence[Restated]) -> list[Loss]:
    """Amounts of restated statements that are rounded, lost their "about", or are others."""
    found: list[Loss] = []
    for pair in pairs:
        for later in pair.later[:1] if pair.sure else ():
            for amount in pair.original.quantities:
                note, hedge = _changed(amount, pair.original, later)
                if note:
                    kind: LossKind = "hedge" if hedge else "number"
                    found.append(Loss(kind, note, _at(pair.original, amount), passage_of(later)))
    return found


def _changed(amount: Quantity, original: Item, later: Item) -> tuple[str, bool]:
    """(what became of an amount, whether only its hedge went); ("", …) when nothing did."""
    if amount.low is None:
        return "", False
    same = [other for other in later.quantities if compatible(amount, other)]
    if any(not same_unit(amount.unit, other.unit) for other in same):
        return "", False  # told in feet here and in metres there
    same.sort(key=lambda other: (other.low, other.high) != (amount.low, amount.high))
    before = _printed(amount, original)
    if same:
        other = same[0]
        after = _printed(other, later)
        if (amount.low, amount.high) == (other.low, other.high):
            return (f"“{before}” became “{after}”", True) if amount.hedge and not other.hedge else ("", False)
        return f"“{before}” became “{after}”", False
    if any(agrees(amount, other) for other in later.quantities):
        return "", False
    alone = [
        q for q in later.quantities if q.unit == amount.unit and not any(agrees(q, x) for x in original.quantities)
    ]
    ours = [q for q in original.quantities if q.unit == amount.unit]
    if len(alone) == 1 and len(ours) == 1 and amount.unit not in ("ordinal", "count"):
        return f"“{before}” became “{_printed(alone[0], later)}”", False
    return "", False


def _printed(amount: Quantity, item: Item) -> str:
    """An amount with the words that hedge it, as printed."""
    words = " ".join(amount.text.split())
    if not amount.hedge:
        return words
    before = item.source.text[max(item.span.start, amount.start - 24) : amount.start].split()
    for count in (1, 2, 3):
        phrase = " ".join(before[-count:])
        if fold(phrase) in _HEDGES:
            return f"{phrase} {words}"
    return words


_HEDGES = frozenset(
    "about|around|roughly|some|nearly|almost|approximately|over|under|more than|at least|less than|fewer than|up to|"
    "as much as|as many as|close to|just over|just under|an estimated".split("|")
)


def left_out(
    pairs: Sequence[Restated], rewrite: Article, origin: Article, changed: Collection[Passage] = ()
) -> list[Loss]:
    """Names and amounts of the original that the rewrite does not give, a line a sentence.

    Amounts at `changed` are not left out: others stand in their place.
    """
    others = {(place.start, place.end) for place in changed}
    gone = [
        detail
        for detail in origin.details
        if not gives(rewrite, detail, origin)
        and not _is_credit(detail, origin)
        and (detail.span.start, detail.span.end) not in others
    ]
    by_sentence = _by_sentence(gone, origin)
    found: list[tuple[int, Loss]] = []
    for span, details in by_sentence.items():
        there = [pair for pair in pairs if contains(span, pair.original.span)]
        told = [pair for pair in there if pair.later]
        worth = max((pair.original.statement.worth for pair in there), default=0)
        beside = passage_of(told[0].later[0]) if told else None
        if told and all(detail.type == "place" for detail in details):
            continue  # where something was said is seldom worth a line
        note = f"left out: {_listed(details)} (“{_shortened(origin.printed(span))}”)"
        found.append((-worth, Loss("fact", note, Passage(origin.source.id, span.start, span.end), beside)))
    found.sort(key=lambda one: (one[0], one[1].original.start))
    return [loss for _, loss in found[:LEFT_OUT]]


def _is_credit(detail: Detail, origin: Article) -> bool:
    """Whether a name is that of a speaker or of the publisher: the ledger has it as such."""
    if detail.entity and (
        detail.entity in origin.credits or detail.entity == origin.publisher or origin.heads(detail.text)
    ):
        return True
    links = [
        link
        for item in origin.items
        for link in item.statement.chain
        if link.start is not None and link.end is not None
    ]
    return any((link.start or 0) <= detail.span.start and detail.span.end <= (link.end or 0) for link in links)


def _by_sentence(details: Sequence[Detail], article: Article) -> dict[Span, list[Detail]]:
    found: dict[Span, list[Detail]] = defaultdict(list)
    for detail in details:
        home = next((span for span in article.sentences if contains(span, detail.span)), None)
        if home is not None:
            found[home].append(detail)
    return dict(sorted(found.items()))


def _shortened(words: str) -> str:
    """The words up to the last one that a line can carry."""
    return words.rstrip(".") if len(words) <= LINE else words[: words.rfind(" ", 0, LINE)] + " …"


def _listed(details: Sequence[Detail]) -> str:
    shown = list(dict.fromkeys(" ".join(detail.text.split()) for detail in sorted(details, key=lambda d: d.span)))
    more = len(shown) - SHOWN
    return ", ".join(shown[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def added(pairs: Sequence[Restated], rewrite: Article, origin: Article) -> list[Loss]:
    """Names and amounts of the rewrite that the original does not hold, a line a sentence."""
    by_start: dict[int, tuple[Item, Item]] = {}
    for pair in pairs:
        for later in pair.later:
            known = by_start.get(later.span.start)
            if known is None or later.span < known[0].span:
                by_start[later.span.start] = (later, pair.original)
    starts = sorted(by_start)
    fresh = [
        detail for detail in rewrite.details if not gives(origin, detail, rewrite) and not _is_credit(detail, rewrite)
    ]
    found: list[Loss] = []
    for span, details in _by_sentence(fresh, rewrite).items():
        at = bisect_left(starts, span.start)
        closest = [by_start[start] for start in starts[max(0, at - 1) : at + 1]]
        near = min(closest, key=lambda one: (abs(one[0].span.start - span.start), one[1].span), default=None)
        if near is not None and not all(detail.type == "place" for detail in details):
            beside = sentence_of(near[1])
            note = f"not in the original: {_listed(details)} (“{_shortened(rewrite.printed(span))}”)"
            found.append(
                Loss(
                    "addition",
                    note,
                    Passage(origin.source.id, beside.start, beside.end),
                    Passage(rewrite.source.id, span.start, span.end),
                )
            )
    return found


def _at(item: Item, amount: Quantity) -> Passage:
    return Passage(item.source.id, amount.start, amount.end)
