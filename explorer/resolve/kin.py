"""Claims of one event that are not one claim: what they share and what keeps them apart, to be read side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from explorer.models import Entity, Kin, Span
from explorer.resolve.align import Alignment, Pair
from explorer.resolve.features import SAME_EVENT, tokens_of
from explorer.resolve.guards import (
    CHANCE,
    DATES,
    NAMES,
    NUMBERS,
    REVERSE,
    THINGS,
    UNHELD,
    clashing_dates,
    clashing_numbers,
    shared_telling,
)
from explorer.resolve.items import Item
from explorer.resolve.polarity import contrasted, opposed
from explorer.resolve.story import same_story
from explorer.text.fold import fold, straighten
from explorer.text.inert import without_unsafe
from explorer.text.phrases import listed
from explorer.text.tokens import words

MOST = 5
"""Kindred claims kept for one claim: a reader looks at a handful, the nearest first."""

LEAST_SHARED = 3
"""Telling words that two claims about different people or bodies must share to be kin."""

LEAST_ADDED = 2
"""Content words in a row that one of two claims must have alone to be told that it adds them."""

_PLAIN = frozenset({NUMBERS, DATES, REVERSE})
"""Differences that say more to a reader than what one of two claims adds."""

LONGEST = 12
"""Words of a passage that a reason quotes."""


def find_kin(
    alignment: Alignment, items: Sequence[Item], home: Mapping[int, str], entities: Mapping[str, Entity]
) -> list[Kin]:
    """The kindred claims, sorted by their ids; `home` maps the order of an item to the id of its claim."""
    pairs: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in alignment.pairs:
        if pair.score >= SAME_EVENT and _is_kindred(pair, items, home):
            pairs[_claims(pair, home)].append(pair)
    for between in pairs.values():
        between.sort(key=lambda pair: _nearness(pair, items))
    taken: Counter[str] = Counter()
    found: list[Kin] = []
    for claims, between in sorted(pairs.items(), key=lambda entry: (_nearness(entry[1][0], items), entry[0])):
        if max(taken[claims[0]], taken[claims[1]]) < MOST:
            taken.update(claims)
            plain = next((pair for pair in between if _PLAIN.intersection(pair.barriers)), between[0])
            found.append(Kin(claims, reason(items[plain.a], items[plain.b], plain.barriers, entities)))
    return sorted(found, key=lambda kin: kin.claims)


def _claims(pair: Pair, home: Mapping[int, str]) -> tuple[str, str]:
    low, high = sorted((home[pair.a], home[pair.b]))
    return low, high


def _is_kindred(pair: Pair, items: Sequence[Item], home: Mapping[int, str]) -> bool:
    a, b = items[pair.a], items[pair.b]
    if a.source.id == b.source.id or pair.a not in home or pair.b not in home or home[pair.a] == home[pair.b]:
        return False
    if NAMES in pair.barriers and len(shared_telling(a, b)) < LEAST_SHARED:
        return False  # "did not respond" is said of many, and makes them no kin
    return CHANCE not in pair.barriers and same_story(a.story, b.story)


def _nearness(pair: Pair, items: Sequence[Item]) -> tuple[object, ...]:
    """Sorts the nearest pair first: one of body text, then by score, then by place."""
    a, b = items[pair.a], items[pair.b]
    aside = (a.statement.role != "body") + (b.statement.role != "body")
    return (aside, -round(pair.score, 6), a.source.id, a.span, b.source.id, b.span)


def reason(a: Item, b: Item, barriers: Sequence[str], entities: Mapping[str, Entity]) -> str:
    """One sentence: what both speak of, and what one says that the other does not."""
    return f"Both speak of {_matter(a, b, entities)}; {_difference(a, b, barriers)}."


def _matter(a: Item, b: Item, entities: Mapping[str, Entity]) -> str:
    """The names and words that both have, as they are printed in `a`."""
    shared = {named.entity for named in a.named} & {named.entity for named in b.named}
    names = [entities[named.entity].name for named in a.named if named.entity in shared and named.entity in entities]
    telling = set(shared_telling(a, b))
    printed: dict[str, str] = {}
    for word, span in words(straighten(a.text)):
        if (token := _token(word)) in telling:
            printed.setdefault(token, a.text[span.start : span.end])
    parts = [*dict.fromkeys(names)][:2] + [f"“{word}”" for word in printed.values()][:3]
    if not parts:
        return "the same"
    return _inert(listed(parts))


def _difference(a: Item, b: Item, barriers: Sequence[str]) -> str:
    numbers = clashing_numbers(a.quantities, b.quantities) if NUMBERS in barriers else None
    if numbers:
        return f"the numbers differ: {_each(numbers[0].text, numbers[1].text)}"
    dates = clashing_dates(a.dates, b.dates) if DATES in barriers else None
    if dates:
        return f"the dates differ: {_each(dates[0].text, dates[1].text)}"
    if REVERSE in barriers:
        return f"they say the reverse of each other ({opposed(a.text, b.text)})"
    if UNHELD in barriers:
        return "one of them asks, denies or leaves open what the other says"
    if THINGS in barriers:
        return f"they are about different things ({contrasted(a.text, b.text)})"
    if NAMES in barriers:
        return _other_names(a, b)
    return _added(a, b)


def _each(one: str, other: str) -> str:
    return f"“{_inert(one)}” and “{_inert(other)}”"


def _other_names(a: Item, b: Item) -> str:
    mine, theirs = {n.entity for n in a.named}, {n.entity for n in b.named}
    one = next((n.mention.text for n in a.named if n.entity not in theirs), "")
    other = next((n.mention.text for n in b.named if n.entity not in mine), "")
    return f"one of them names {_inert(one)}, the other {_inert(other)}" if one and other else _added(a, b)


def _added(a: Item, b: Item) -> str:
    """What the one says that the other does not, by the longest passage without a counterpart."""
    mine, theirs = _alone(a, b), _alone(b, a)
    if mine and theirs:
        return f"one says {_quoted(a, mine)}, the other {_quoted(b, theirs)}"
    if mine or theirs:
        return f"one of them adds {_quoted(a, mine) if mine else _quoted(b, theirs or Span(0, 0))}"
    return "they are worded differently"


def _alone(item: Item, other: Item) -> Span | None:
    """The longest run of words of `item`, from content word to content word, that `other` has none of."""
    known = [named.mention.text for named in item.named if named.entity in {n.entity for n in other.named}]
    known += [named.mention.text for named in other.named]
    held = other.profile.weight.keys() | {word for name in known for word in fold(name).split()}
    best: tuple[int, Span] | None = None
    start, end, count = -1, -1, 0
    for word, span in [*words(straighten(item.text)), ("", Span(0, 0))]:
        if not word or word in held or _token(word) in held:
            if count >= LEAST_ADDED and (best is None or count > best[0]):
                best = (count, Span(start, end))
            start, count = -1, 0
        elif _token(word):
            start, end, count = (span.start if start < 0 else start), span.end, count + 1
    return best[1] if best else None


def _token(word: str) -> str:
    """What a word is compared by; "" for a function word."""
    return "".join(tokens_of(word, ())[0])


def _quoted(item: Item, span: Span) -> str:
    passage = item.text[span.start : span.end].split()
    cut = " …" if len(passage) > LONGEST else ""
    return f"“{_inert(' '.join(passage[:LONGEST]))}{cut}”"


def _inert(text: str) -> str:
    return " ".join(without_unsafe(text).split())
