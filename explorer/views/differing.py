"""Where accounts of one claim differ in their words: numbers, dates, hedges and names, each beside all other accounts.

A number differs by the rule of the disagreements (rounding and hedges are no difference), a name by who is meant and
not by how it is spelt. What is marked is the text's own; nothing is marked where the texts do not tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from explorer.models import Date, Evidence, Quantity, Span
from explorer.text.agreeing import same_unit, unmatched
from explorer.text.spans import contains

if TYPE_CHECKING:
    from explorer.store.reader import Database

Kind = Literal["number", "date", "hedge", "name"]
Sign = Literal["≠", "~", "+"]
"""≠: another account has another one in its place; ~: hedged here and not in every account; +: only here."""

SIGNS: tuple[Sign, ...] = ("≠", "~", "+")
"""The gravest first."""


_REACH = 15
"""Code points before or after a hedged number in which its hedge stands: "more than 40", "40 at least"."""


class Difference(NamedTuple):
    """Words of one account, in the offsets of its source's text, and how they differ from the other accounts."""

    span: Span
    kind: Kind
    sign: Sign


class Named(NamedTuple):
    """A name in a text and the entity that it stands for, by its id."""

    entity: str
    span: Span


class Account(NamedTuple):
    """What one source says of a claim, as far as it can be compared."""

    quantities: tuple[Quantity, ...] = ()
    dates: tuple[Date, ...] = ()
    hedges: tuple[Span, ...] = ()
    names: tuple[Named, ...] = ()
    """Names within the evidence."""
    told: frozenset[str] = frozenset()
    """Entities named there or in the sentences around: who is named beside the evidence is not left out."""


_Told = tuple[tuple[float | None, float | None, str, str, str, int], ...]
_Compared = dict[tuple[_Told, _Told], frozenset[int]]


def account(evidence: Iterable[Evidence], names: Iterable[Named]) -> Account:
    """The account of one source; `names` are those of the sentences of its evidence."""
    statements = [piece.statement for piece in evidence]
    readable = [span for statement in statements for span in statement.readable]
    quantities = _once(quantity for statement in statements for quantity in statement.quantities)
    amounts = [Span(q.start - _REACH, q.end + _REACH) if q.hedge else Span(q.start, q.end) for q in quantities]
    hedges = _once(hedge for statement in statements for hedge in statement.hedges)
    named = _once(names)
    return Account(
        quantities=tuple(quantity for quantity in quantities if quantity.low is not None),
        dates=_once(date for statement in statements for date in statement.dates),
        # "about 1,200" and "1,200" are one number
        hedges=tuple(hedge for hedge in hedges if not any(contains(amount, hedge) for amount in amounts)),
        names=tuple(name for name in named if any(contains(span, name.span) for span in readable)),
        told=frozenset(name.entity for name in named),
    )


def _once[T: (Quantity, Date, Span, Named)](found: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(found))


def differences(accounts: Sequence[Account]) -> list[tuple[Difference, ...]]:
    """For each account what differs from the others, in text order; nothing where there is only one."""
    if len(accounts) < 2:
        return [() for _ in accounts]
    found = []
    known: _Compared = {}
    for index, mine in enumerate(accounts):
        others = [*accounts[:index], *accounts[index + 1 :]]
        marks = [*_numbers(mine, others, known), *_dates(mine, others), *_hedges(mine, others)]
        spans = [mark.span for mark in marks]  # "seven AK-47 rifles" is one difference
        marks += [mark for mark in _names(mine, others) if not any(contains(span, mark.span) for span in spans)]
        found.append(tuple(sorted(marks)))
    return found


def differing(database: Database, told: Mapping[str, Sequence[Evidence]]) -> dict[str, tuple[Difference, ...]]:
    """What differs in the account of each source, given the evidence of each for one claim, by the source's id."""
    sentences = {
        identity: [
            Span(min(s.sentence.start, s.extent.start), max(s.sentence.end, s.extent.end))
            for s in (piece.statement for piece in pieces)
        ]
        for identity, pieces in told.items()
    }
    names = database.beside.names(sentences)
    accounts = [account(pieces, [Named(*name) for name in names[identity]]) for identity, pieces in told.items()]
    return dict(zip(told, differences(accounts), strict=True))


def _numbers(mine: Account, others: Sequence[Account], known: _Compared) -> Iterable[Difference]:
    sides = [(_missing(mine, other, known), _missing(other, mine, known)) for other in others]
    for index, quantity in enumerate(mine.quantities):
        lacking = [
            (other, rivals)
            for other, (missing, rivals) in zip(others, sides, strict=True)
            if index in missing and not _counts_as_many(quantity, other)
        ]
        is_disputed = any(same_unit(quantity.unit, other.quantities[r].unit) for other, rs in lacking for r in rs)
        if is_disputed or len(lacking) == len(others):
            yield Difference(Span(quantity.start, quantity.end), "number", "≠" if is_disputed else "+")


def _missing(mine: Account, other: Account, known: _Compared) -> frozenset[int]:
    """Which numbers of one account nothing in another agrees with; asked once of accounts that say the same."""
    key = _told(mine), _told(other)
    if key not in known:
        found = unmatched(mine.quantities, other.quantities)
        known[key] = frozenset(index for index, quantity in enumerate(mine.quantities) if quantity in found)
    return known[key]


def _told(account: Account) -> _Told:
    start = account.quantities[0].start if account.quantities else 0
    return tuple((q.low, q.high, q.unit, q.hedge, q.text, q.start - start) for q in account.quantities)


def _counts_as_many(quantity: Quantity, other: Account) -> bool:
    """ "23 pirates" and "23 suspects": the same number of what the accounts call by other words."""
    return any((quantity.low, quantity.high) == (theirs.low, theirs.high) for theirs in other.quantities)


def _dates(mine: Account, others: Sequence[Account]) -> Iterable[Difference]:
    for date in mine.dates:
        lacking = [other for other in others if _is_known(date) and not any(_meet(date, d) for d in other.dates)]
        is_disputed = any(
            _is_known(rival) and not any(_meet(rival, d) for d in mine.dates)
            for other in lacking
            for rival in other.dates
        )
        if is_disputed or len(lacking) == len(others):
            yield Difference(Span(date.start, date.end), "date", "≠" if is_disputed else "+")


def _is_known(date: Date) -> bool:
    return date.low is not None or date.high is not None


def _meet(one: Date, other: Date) -> bool:
    """Whether two dates may be one; a date that cannot be told may be any."""
    if not (_is_known(one) and _is_known(other)):
        return True
    return (one.low or "") <= (other.high or "~") and (other.low or "") <= (one.high or "~")


def _hedges(mine: Account, others: Sequence[Account]) -> Iterable[Difference]:
    if any(not other.hedges for other in others):
        for hedge in mine.hedges:
            yield Difference(hedge, "hedge", "~")


def _names(mine: Account, others: Sequence[Account]) -> Iterable[Difference]:
    told = {entity for other in others for entity in other.told}
    for entity, span in mine.names:
        if entity not in told:
            yield Difference(span, "name", "+")


_WORDS = {
    ("number", "≠"): "another account has another number than",
    ("date", "≠"): "another account has another date than",
    ("hedge", "~"): "hedged here, not in every account:",
}


def in_words(found: Sequence[Difference], text: str) -> str:
    """What differs in one account as a phrase, with the words of its `text`; "" where nothing does.

    "another account has another number than “1,500 jobs”; only here: “Lund”".
    """
    ordered = sorted(found, key=lambda d: (SIGNS.index(d.sign), d.kind if d.sign == "≠" else "", d.span))
    parts = []
    for key, group in groupby(ordered, key=lambda d: _WORDS.get((d.kind, d.sign), "only here:")):
        words = dict.fromkeys(f"“{' '.join(text[d.span.start : d.span.end].split())}”" for d in group)
        parts.append(f"{key} {', '.join(words)}")
    return "; ".join(parts)
