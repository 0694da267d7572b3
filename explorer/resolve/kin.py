"""Claims of one event that are not one claim: what they share and what keeps them apart, to be read side by side."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from explorer.models import Date, Entity, Kin, Span
from explorer.resolve.align import Alignment
from explorer.resolve.clusters import Pair
from explorer.resolve.contrasts import side
from explorer.resolve.features import SAME_EVENT, tokens_of
from explorer.resolve.guards import CHANCE, DATES, NAMES, NUMBERS, REVERSE, THINGS, UNHELD, clashing_dates
from explorer.resolve.items import Item
from explorer.resolve.measures import number_conflict
from explorer.resolve.polarity import contrasted, opposed
from explorer.resolve.story import same_story
from explorer.resolve.telling import shared_telling
from explorer.resolve.withheld import withheld_part
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

LONGEST = 14
"""Words of the longest passage that a reason quotes: it is quoted whole or not at all."""

_CLAUSE_OPENS = re.compile(r"(?:^|[,;:—–]\s|\s[—–-]\s)[\s\"“‘]*$")
_CLAUSE_ENDS = re.compile(r"[\"”’]?(?:\s*$|[,;:.!?](?:\s|[\"”’]|$)|\s[—–-]\s|—|…)")
_OPENER = re.compile(
    r"\b(?:about|above|across|after|against|along|amid|among|around|as|at|because|before|behind|below|beneath|beside|"
    r"between|beyond|by|despite|during|following|for|from|if|in|inside|into|near|of|off|on|onto|outside|over|since|"
    r"through|throughout|to|toward|towards|under|unless|until|when|where|whether|which|while|who|whose|with|within|"
    r"without)\s",
    re.IGNORECASE,
)
"""A word that opens a phrase or clause which can stand for itself."""
_BROKEN = re.compile(r"…|^[^“]*”|“[^”]*$|^[^(]*\)|\([^)]*$|^(?:of|as|to)\b|^\d+,")
"""A stitched or half passage: with a gap, half a pair of marks, a word that hangs on the one before it, or an age."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)+")

_HELD_BACK = {
    "asked": "one of them asks or leaves open what the other says",
    "untold": "one of them would not tell what the other says",
    "denied": "one of them denies or doubts what the other says",
    "less": "one of them denies only the reverse of what the other says",
    "permitted": "one of them tells what is done, the other what may or should be done",
    "nobody": "one of them says of nobody what the other says",
}


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
            printed.setdefault(token, _whole(a.text, span))
    parts = [*dict.fromkeys(names)][:2] + [f"“{word}”" for word in dict.fromkeys(printed.values())][:3]
    if not parts:
        return "the same"
    return _inert(listed(parts))


def _whole(text: str, span: Span) -> str:
    """A word as printed; of a number all of it: "14,000" is two words to the search."""
    number = next((m for m in _NUMBER.finditer(text) if m.start() <= span.start and span.end <= m.end()), None)
    return number.group() if number else text[span.start : span.end]


def _difference(a: Item, b: Item, barriers: Sequence[str]) -> str:
    numbers = number_conflict(side(a), side(b)) if NUMBERS in barriers else None
    if numbers and numbers[0].text != numbers[1].text:
        return f"the numbers differ: {_each(numbers[0].text, numbers[1].text)}"
    dates = clashing_dates(a.dates, b.dates) if DATES in barriers else None
    if dates:
        return f"the dates differ: {_days(*dates)}"
    if REVERSE in barriers and (why := opposed(a.text, b.text)):
        return f"they say the reverse of each other ({why})"
    if REVERSE in barriers:
        return "who did it and to whom is told the other way round"
    if UNHELD in barriers and (told := _withheld(a, b)):
        return told
    if THINGS in barriers and (words := contrasted(a.text, b.text)):
        return f"they are about different things ({words})"
    if NAMES in barriers:
        return _other_names(a, b)
    return _added(a, b)


def _days(one: Date, other: Date) -> str:
    """Two dates as printed; with the days meant, where the same words stand for two days."""
    if one.text.casefold() != other.text.casefold():
        return _each(one.text, other.text)
    return " and ".join(f"“{_inert(date.text)}” ({_inert(date.low or '')})" for date in (one, other))


def _each(one: str, other: str) -> str:
    return f"“{_inert(one)}” and “{_inert(other)}”"


def _other_names(a: Item, b: Item) -> str:
    mine, theirs = {n.entity for n in a.named}, {n.entity for n in b.named}
    one = next((n.mention.text for n in a.named if n.entity not in theirs), "")
    other = next((n.mention.text for n in b.named if n.entity not in mine), "")
    return f"one of them names {_inert(one)}, the other {_inert(other)}" if one and other else _added(a, b)


def _withheld(a: Item, b: Item) -> str:
    """That one side does not vouch for what the other says, if what both speak of is what it holds back."""
    kind, part = withheld_part(a.text, b.text)
    telling = set(shared_telling(a, b))
    held = {_token(word) for word, _ in words(part)} & telling
    return _HELD_BACK[kind] if kind and 2 * len(held) > len(telling) else ""


def _added(a: Item, b: Item) -> str:
    """What the one says that the other does not, by a whole phrase without a counterpart."""
    mine, theirs = _alone(a, b), _alone(b, a)
    if not mine and not theirs:
        return "they are worded differently"
    if mine and theirs:
        one, other = _phrase(a, mine), _phrase(b, theirs)
        if one and other:
            return f"one of them adds {one}, the other {other}"
        return f"one of them adds {one or other}" if one or other else "each tells more than the other"
    phrase = _phrase(a, mine) if mine else _phrase(b, theirs)
    return f"one of them adds {phrase}" if phrase else "one of them tells more than the other"


def _alone(item: Item, other: Item) -> list[Span]:
    """The runs of words of `item`, with the little words before and in them, that `other` lacks; the longest first."""
    known = [named.mention.text for named in item.named if named.entity in {n.entity for n in other.named}]
    known += [named.mention.text for named in other.named]
    held = other.profile.weight.keys() | {word for name in known for word in fold(name).split()}
    found: list[tuple[int, Span]] = []
    run: list[Span] = []
    count, last = 0, 0
    for word, span in [*words(straighten(item.text)), ("", Span(0, 0))]:
        if word and not (word in held or _token(word) in held):
            run.append(span)
            count, last = (count + 1, len(run)) if _token(word) else (count, last)
            continue
        if count >= LEAST_ADDED:
            found.append((count, Span(run[0].start, run[last - 1].end)))
        run, count, last = [], 0, 0
    return [span for _, span in sorted(found, key=lambda entry: (-entry[0], entry[1]))]


def _phrase(item: Item, runs: Sequence[Span]) -> str:
    """The first of `runs` that holds a whole phrase, in quotation marks; "" when none does.

    A whole phrase opens the statement, a clause of it or with a preposition, and ends where a clause does.
    """
    for run in runs:
        if not _CLAUSE_ENDS.match(item.text, run.end):
            continue
        opened = run.start if _CLAUSE_OPENS.search(item.text[: run.start]) else None
        if opened is None and (opener := _OPENER.search(item.text, run.start, run.end)):
            opened = opener.start()
        words_told = item.text[opened : run.end].split() if opened is not None else []
        if LEAST_ADDED <= len(words_told) <= LONGEST and not _BROKEN.search(" ".join(words_told)):
            return f"“{_inert(' '.join(words_told))}”"
    return ""


@lru_cache(maxsize=1 << 15)
def _token(word: str) -> str:
    """What a word is compared by; "" for a function word."""
    return "".join(tokens_of(word))


def _inert(text: str) -> str:
    return " ".join(without_unsafe(text).split())
