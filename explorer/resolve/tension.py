"""What one article says twice and not alike: two figures for one thing, a thing and its denial, or ahead and level.

Only what the article says in one voice counts. That the company says 1,200 and the union 1,500 is reporting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from explorer.models import DisagreementKind
from explorer.resolve.accounts import Contrast, Voice, quoted
from explorer.resolve.clusters import Pair
from explorer.resolve.contrasts import polarity, side
from explorer.resolve.days import date_conflict
from explorer.resolve.guards import DATES, NUMBERS, REVERSE
from explorer.resolve.items import Item, by_source
from explorer.resolve.measures import number_conflict
from explorer.text.fold import straighten

ALIKE = 0.7
"""Score from which two statements of one article tell the same thing; an author seldom tells one thing twice."""

OTHER_WORDS = 2
"""Content words, on both sides together, in which two such statements may differ."""

_AHEAD = re.compile(
    r"\b(?:outpac(?:e[sd]?|ing)|outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|outstrip(?:s|ped|ping)?|"
    r"(?:well|far|still|remains?|stays?) ahead of|superior to)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(?:on (?:a )?par with|compet(?:e|es|ing|itive) with|comparable (?:to|with)|as (?:good|fast|powerful) as|"
    r"match(?:es|ed|ing)?|rivals?|rivall?(?:ed|ing)|equal to|level with)\b",
    re.IGNORECASE,
)
_REACH = 40
"""Code points behind "compete with" in which the name of the rival stands."""


def tensions(pairs: Sequence[Pair], items: Sequence[Item]) -> Iterator[Contrast]:
    """The differences inside each article; `pairs` are the statements that are alike."""
    for pair in pairs:
        a, b = items[pair.a], items[pair.b]
        if a.source.id == b.source.id and pair.score >= ALIKE and _in_one_voice(a, b):
            yield from _clash(a, b, pair.barriers)
    yield from _ahead_and_level(items)


def _in_one_voice(a: Item, b: Item) -> bool:
    """Whether two body statements are the article's own words, or those of one and the same speaker."""
    if a.statement.role != "body" or b.statement.role != "body" or a.statement.sentence == b.statement.sentence:
        return False
    who = a.subjects | {named.entity for named in a.named}
    if not who or who != b.subjects | {named.entity for named in b.named}:
        return False  # "he leaves two children", of two men
    mine, theirs = ([link.id for link in item.statement.chain if link.kind != "reference"] for item in (a, b))
    return mine == theirs and None not in mine and not (a.statement.impersonal or b.statement.impersonal)


def _clash(a: Item, b: Item, barriers: tuple[str, ...]) -> Iterable[Contrast]:
    first, second = sorted((a, b), key=lambda item: item.span)
    if barriers == (NUMBERS,) and _are_worded_alike(a, b) and (amounts := number_conflict(side(first), side(second))):
        return [_twice("number", first, amounts[0].text, second, amounts[1].text)]
    if barriers == (DATES,) and (days := date_conflict(side(first), side(second))):
        return [_twice("date", first, days[0].text, second, days[1].text)]
    if barriers == (REVERSE,) and (contrast := polarity(first, second)):
        x, y = (voice.words for voice in contrast.voices)
        return [_twice("polarity", first, x, second, y)]
    return []


def _are_worded_alike(a: Item, b: Item) -> bool:
    """Whether two statements with other figures are nearly the same words; else the figures are of two things."""
    other = a.profile.weight.keys() ^ b.profile.weight.keys()
    return sum(not token[0].isdigit() for token in other) <= OTHER_WORDS


def _twice(kind: DisagreementKind, a: Item, x: str, b: Item, y: str) -> Contrast:
    voices = (Voice("says", f"{quoted(x)} in one place and {quoted(y)} in another", (a, b)),)
    return Contrast(kind, 2, voices)


def _ahead_and_level(items: Sequence[Item]) -> Iterator[Contrast]:
    """An article in which one is ahead of its rivals in one place, and a rival level with it in another."""
    of_source = by_source(item for item in items if item.statement.role == "body")
    for source in sorted(of_source):
        told = of_source[source]
        ahead = [item for item in told if _AHEAD.search(item.text) and item.subjects]
        level = [(item, rivals) for item in told if (rivals := _rivals(item))]
        for a, (b, rivals) in ((a, one) for a in ahead for one in level):
            if a.subjects & rivals and not a.subjects & b.subjects and a.statement.sentence != b.statement.sentence:
                words = f"{quoted(_clip(a.text))} in one place and {quoted(_clip(b.text))} in another"
                yield Contrast("scope", 1, (Voice("says", words, (a, b)),), "; the two pull against each other")
                break


def _rivals(item: Item) -> frozenset[str]:
    """The entities with which something is said to be level."""
    start, end = item.span.start, item.span.end
    plain = straighten(item.source.text[start:end])  # not the whole article: this is asked of every statement
    places = [start + match.end() for match in _LEVEL.finditer(plain)]
    return frozenset(n.entity for n in item.named if any(0 <= n.mention.start - at <= _REACH for at in places))


def _clip(text: str) -> str:
    return " ".join(text.split()).rstrip(".")
