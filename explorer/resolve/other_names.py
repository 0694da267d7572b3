"""Names that tell two alike statements apart: other people, bodies, places and products, or other speakers."""

from __future__ import annotations

import re

from explorer.extract.names_lexicon import lexicon
from explorer.models import EntityType, Mention
from explorer.resolve.features import untelling
from explorer.resolve.items import Item
from explorer.resolve.lookups import Named
from explorer.resolve.story import same_story
from explorer.resolve.telling import LONG_ENOUGH, is_about_unknown, is_pronoun, shared_telling, telling_weight
from explorer.text.fold import fold, straighten

_AND = re.compile(r"\s*(?:,|,?\s*(?:and|or|&))\s*")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be|got)\s+(?:\w+\s+)?\w+(?:ed|en|t)\b|\bby\b", re.IGNORECASE)
"""A passive, or "by": the one who acts may stand behind the verb, so another leading name proves nothing."""

_SPELLED = 4

_TOLD_APART: tuple[EntityType, ...] = ("person", "organization", "place", "law", "event", "work")
"""Types of which two statements of one claim name one in common, if both name any."""


def other_names(a: Item, b: Item) -> bool:
    """Whether names tell the two apart: other products, other people, another one who acts."""
    mine, theirs = a.entities("product"), b.entities("product")
    listed = listed_with(a, mine & theirs) | listed_with(b, mine & theirs)
    if mine - theirs - listed and theirs - mine - listed:
        return True
    if a.codes - b.codes and b.codes - a.codes:
        return True
    for kind in _TOLD_APART:
        mine, theirs = _told(a, kind) | _subjects(a, kind), _told(b, kind) | _subjects(b, kind)
        apart = mine and theirs and not mine & theirs and not akin(a, b, kind)
        if apart and not (kind == "place" and _may_hold(a, b)) and not (kind in _BESIDE and _are_worded_alike(a, b)):
            return True
    kin = any(akin(a, b, kind) for kind in ("person", "organization"))
    certain = not (kin or a.subject.owned or b.subject.owned or a.subject.elided or b.subject.elided)
    apart = bool(a.subjects and b.subjects) and not a.subjects & b.subjects
    return certain and apart and not _PASSIVE.search(f"{a.text} | {b.text}")


ALMOST_ALL = 0.85
"""Share of all telling words of two statements that makes a body, law or work of one side a detail of the telling."""

LEAST_ALMOST_ALL = 6
"""And how many words that must be."""

_BESIDE = frozenset({"organization", "law", "event", "work"})


def _are_worded_alike(a: Item, b: Item) -> bool:
    """Whether two statements share nearly all they tell, and neither is about somebody by name."""
    if a.subjects or b.subjects or not same_story(a.story, b.story):
        return False
    shared = shared_telling(a, b)
    who = a.entities(*_TOLD_APART) | b.entities(*_TOLD_APART) | untelling()
    common = sum(a.profile.weight[token] for token in shared)
    union = telling_weight(a.profile, who) + telling_weight(b.profile, who) - common
    return len(shared) >= LEAST_ALMOST_ALL and common >= ALMOST_ALL * union


def _may_hold(a: Item, b: Item) -> bool:
    """Whether the places of one side may lie in those of the other: a town in a state, a state in a country.

    What an article prints as an address ("Norvik, Kentshire") says so of any two places.
    """
    places = [[named.mention for named in item.named if named.type == "place"] for item in (a, b)]
    extents = [{_extent(mention) for mention in mentions} for mentions in places]
    return extents[0].isdisjoint(extents[1]) or any(
        f"{inner}, {outer}" in item.source.text
        for x in places[0]
        for y in places[1]
        for inner, outer in ((x.text, y.text), (y.text, x.text))
        for item in (a, b)
    )


def _extent(mention: Mention) -> str:
    name, known = straighten(mention.text), lexicon()
    if name in known.country_of or mention.form == "adjective":
        return "country"
    return "state" if name in known.states else "town"


def _told(item: Item, kind: EntityType) -> frozenset[str]:
    """The entities that a statement names; within a borrowed subject only the one that is the subject.

    "Norvik's new yard, easing the wait for owners" tells of the wait, whoever has the yard.
    """
    if item.borrowed is None:
        return item.entities(kind)
    heads = () if item.subject.owned else item.subject.mentions
    return frozenset(
        named.entity
        for named in item.named
        if named.type == kind and (named.mention.start >= item.borrowed.end or named.mention in heads)
    )


def other_speakers(a: Item, b: Item) -> bool:
    """Whether statements that name nobody ("declined to comment") are of two speakers, and so are two."""
    if (a.named or a.subjects) and (b.named or b.subjects):
        return False
    if same_story(a.story, b.story):
        if not (is_about_unknown(a) or is_about_unknown(b)):
            return False  # what happened is the same whoever tells it
        if _is_named_speaker(a) != _is_named_speaker(b):
            return False  # "the trawler's owner" may be the man whom the other article names
    mine, theirs = _speaker(a), _speaker(b)
    return bool(mine and theirs) and mine != theirs and a.profile.length < LONG_ENOUGH


def _is_named_speaker(item: Item) -> bool:
    return bool(item.statement.chain and item.statement.chain[0].id)


def _speaker(item: Item) -> str:
    """The nearest speaker: the entity, or the people as described; "" for a pronoun whose name is not known."""
    first = item.statement.chain[0] if item.statement.chain else None
    if first is None:
        return ""
    return first.id or ("" if is_pronoun(first.text) else fold(first.text))


def akin(a: Item, b: Item, kind: str) -> bool:
    """Whether a name of one side may be the short form of one of the other: "Norvik" and "Norvik Ferries"."""
    ours, others = _name_words(a, kind), _name_words(b, kind)
    return any(_is_short_form(x, y) or _is_short_form(y, x) for x in ours for y in others)


def _is_short_form(short: set[str], long: set[str]) -> bool:
    """Whether all words of one name stand in the other, up to the spelling of one: "Rait" and "Raite"."""
    left = short - long
    return not left or (
        len(left) == 1 and any(_are_spelled_alike(word, left_word) for left_word in left for word in long - short)
    )


def _are_spelled_alike(a: str, b: str) -> bool:
    """Whether two words may be spellings of one name: a letter more, "-ie" for "-y", "Somali" and "Somalian"."""
    short, long = sorted((a, b), key=lambda word: (len(word), word))
    if len(short) < _SPELLED:
        return False
    if long.endswith("ie") and short.endswith("y") and long[:-2] == short[:-1]:
        return True
    if long in (f"{short}n", f"{short}an", f"{short}e", f"{short}s"):
        return True
    return (
        len(long) == len(short) + 1
        and not long.endswith(("a", "s"))
        and any(long[:i] + long[i + 1 :] == short for i in range(1, len(long)))
    )


def _name_words(item: Item, kind: str) -> list[set[str]]:
    mentions = [n.mention for n in item.named if n.type == kind] + [m for m in item.subject.mentions if m.type == kind]
    return [set(fold(mention.text).split()) for mention in mentions]


def listed_with(item: Item, shared: frozenset[str]) -> frozenset[str]:
    """Entities that stand in one enumeration with a shared one: "PyTorch and TensorFlow" against "CUDA and PyTorch"."""
    groups = enumerations(item)
    return frozenset(n.entity for group in groups if any(n.entity in shared for n in group) for n in group)


def enumerations(item: Item) -> list[list[Named]]:
    """Runs of two or more names of one type, joined by commas and "and"."""
    groups: list[list[Named]] = []
    for named in item.named:
        last = groups[-1][-1] if groups else None
        if last and last.type == named.type and _AND.fullmatch(item.source.text, last.mention.end, named.mention.start):
            groups[-1].append(named)
        else:
            groups.append([named])
    return [group for group in groups if len(group) > 1]


def _subjects(item: Item, kind: str) -> frozenset[str]:
    """Subjects that a pronoun stands for: the statement names them no less."""
    about = item.subject
    if about.pronoun is None or about.elided or about.owned or not any(m.type == kind for m in about.mentions):
        return frozenset()
    return item.subjects
