"""What forbids that two alike statements are one claim, however many words they share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from explorer.extract.names_lexicon import lexicon
from explorer.models import Date, EntityType, Mention, Quantity
from explorer.resolve.apart import other_nation, set_apart
from explorer.resolve.deeds import other_fates
from explorer.resolve.features import Profile, untelling
from explorer.resolve.items import Item
from explorer.resolve.lookups import Named
from explorer.resolve.roles import reversed_deed
from explorer.resolve.story import close, same_story
from explorer.resolve.verdicts import CONTRASTED, OPPOSED, WITHHELD, verdict
from explorer.text.agreeing import compatible, unmatched
from explorer.text.fold import fold, straighten

CHANCE, NUMBERS, DATES, NAMES, THINGS, REVERSE = "chance", "numbers", "dates", "names", "things", "reverse"
"""Why two alike statements are not one claim: too little in common; other values, days, names or things; a denial."""
UNHELD = "unheld"
"""And: one side only asks, denies or leaves open what the other says."""

_AND = re.compile(r"\s*(?:,|,?\s*(?:and|or|&))\s*")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be|got)\s+(?:\w+\s+)?\w+(?:ed|en|t)\b|\bby\b", re.IGNORECASE)
"""A passive, or "by": the one who acts may stand behind the verb, so another leading name proves nothing."""

LEAST_SHARED = 2
"""Telling words two statements must share; fewer is chance. Names of people, bodies and places tell who, not what."""

LEAST_WEIGHT = 7.0
"""And the least weight of the telling words they share: about two of middling frequency."""

UNKNOWN_SHARED = 4
"""Telling words to share when one side is about a "he" or "it" whose name is not known, or about nobody named."""

SCRAP = 3
"""Content words of a scrap, all of which the other side must hold."""

NUMBER_WEIGHT = 4.0
"""What an amount counts that both state."""

_SPELLED = 4

LONG_ENOUGH = 12
"""Words from which a statement is a story of its own, whoever tells it."""

_UNKNOWN = re.compile(
    r"[\s\"']*(?:that\s+)?(?:he|she|it|they|i|we|you|this|these|those|his|her|their|its|our|your|my)\b"
)


def same_words(a: Item, b: Item) -> bool:
    """Whether the two are one wording of five words or more: a quotation or copy, which nothing forbids."""
    return a.profile.words == b.profile.words and a.profile.length >= 5


_TOLD_APART: tuple[EntityType, ...] = ("person", "organization", "place", "law", "event", "work")
"""Types of which two statements of one claim name one in common, if both name any."""


def barriers(a: Item, b: Item) -> tuple[str, ...]:
    """The reasons why `a` and `b` cannot be one claim ("numbers", "dates", "names", …); empty when none does."""
    if same_words(a, b) and (not _is_nameless(a) or same_story(a.story, b.story)):
        return ()
    return (CHANCE,) if _by_chance(a, b) else kept_apart(a, b)


def kept_apart(a: Item, b: Item) -> tuple[str, ...]:
    """What forbids that `a` and `b` are one claim, be it little or much that they share."""
    words = verdict(a.text, b.text)
    found = (
        (NUMBERS, clashing_numbers(a.quantities, b.quantities)),
        (DATES, clashing_dates(a.dates, b.dates)),
        (NAMES, _other_names(a, b) or _other_speakers(a, b) or other_nation(a, b)),
        (THINGS, words & CONTRASTED or set_apart(a, b) or other_fates(a.deeds, b.deeds)),
        (REVERSE, words & OPPOSED or reversed_deed(a, b)),
    )
    names = tuple(name for name, hit in found if hit)
    return (*names, UNHELD) if words & WITHHELD and REVERSE not in names else names


def shared_telling(a: Item, b: Item) -> list[str]:
    """The content words of both that tell what happened, not who, where or when."""
    who = a.entities("person", "organization", "place") | untelling()
    return [token for token in a.profile.weight if token in b.profile.weight and token not in who]


def _by_chance(a: Item, b: Item) -> bool:
    """Whether the two share too little that tells what happened."""
    shared = [token for token in a.profile.weight if token in b.profile.weight]
    telling = shared_telling(a, b)
    agreeing = sum(any(compatible(x, y) for y in b.quantities) for x in a.quantities)
    if _is_same_matter(a, b, telling):
        return False
    need = UNKNOWN_SHARED if is_about_unknown(a) or is_about_unknown(b) else LEAST_SHARED
    weight = sum(a.profile.weight[token] for token in telling) + NUMBER_WEIGHT * agreeing
    poorer = min(len(a.profile.weight), len(b.profile.weight))
    scrap = poorer <= SCRAP and len(shared) < poorer
    if len(telling) + agreeing < need or weight < LEAST_WEIGHT or scrap:
        return True
    adrift = (_is_nameless(a) or _is_nameless(b)) and not a.host.names.keys() & b.host.names.keys()
    return adrift and not agreeing and len(telling) < UNKNOWN_SHARED


HELD = 0.75
"""Share of the telling words of the shorter of two statements of one story that the other holds if it says the same,"""

LEAST_HELD = 3
"""how many words that must be, at the least,"""

NOT_MUCH_MORE = 0.33
"""or else which share of the telling words of the longer statement."""


def _is_same_matter(a: Item, b: Item, shared: Sequence[str]) -> bool:
    """Whether two statements of one story tell the same, few words though they share ("No one was hurt")."""
    shared = [token for token in shared if "'" not in token]  # "don't" tells nothing
    if not shared or not same_story(a.story, b.story):
        return False
    who = _who(a, b)
    mine, theirs = _telling_weight(a.profile, who), _telling_weight(b.profile, who)
    common = sum(a.profile.weight[token] for token in shared)
    short, long = min(mine, theirs), max(mine, theirs)
    return common >= HELD * short and (len(shared) >= LEAST_HELD or common >= NOT_MUCH_MORE * long)


CHOSEN_HELD = 0.45
"""Share of the telling words of the shorter of two statements that each other's likeliest partner must hold."""


AGE = "year of age"
"""Unit of the ages of people, which tell who they are."""

A_WEEK = 7
"""Days between two articles after which like words tell of the next turn of a story."""


def _days_between(a: Item, b: Item) -> int:
    """Days between the articles of two statements; 0 where a date is not known to the day."""
    printed = [item.source.published.value or "" for item in (a, b)]
    if any(len(value) < len("2000-01-01") for value in printed):
        return 0
    first, second = (date.fromisoformat(value[:10]) for value in printed)
    return abs((first - second).days)


def may_be_partners(a: Item, b: Item) -> bool:
    """Whether two statements of one story that are like nothing else in the two articles may be one claim.

    The choice makes up for the few words they share; but names and ages tell no deed, and where both give amounts one
    of them must be the same.
    """
    titles = "title" in (a.statement.role, b.statement.role)  # too short to tell one deed from another
    if titles or not close(a.story, b.story) or _days_between(a, b) > A_WEEK:
        return False
    shared = [token for token in shared_telling(a, b) if not token.isdigit()]
    mine, theirs = ([q for q in item.quantities if q.unit != AGE] for item in (a, b))
    agreeing = any(compatible(x, y) for x in mine for y in theirs)
    if not shared or (mine and theirs and not agreeing):
        return False
    if len(shared) + agreeing < LEAST_SHARED:
        return _is_same_matter(a, b, shared) and not kept_apart(a, b)
    return tell_one_deed(a, b) and not kept_apart(a, b)


def tell_one_deed(a: Item, b: Item) -> bool:
    """Whether two statements share much of what the shorter one tells; names, places, times and figures aside."""
    mine, theirs = telling_words(a, b)
    common = sum(weight for token, weight in mine.items() if token in theirs)
    return common >= CHOSEN_HELD * min(sum(mine.values()), sum(theirs.values())) > 0


def telling_words(a: Item, b: Item) -> tuple[dict[str, float], dict[str, float]]:
    """The words of either that tell what happened, with their weights; no names, places, times and figures."""
    who = _who(a, b)
    mine, theirs = (
        {token: weight for token, weight in item.profile.weight.items() if token not in who and not token.isdigit()}
        for item in (a, b)
    )
    return mine, theirs


WHOLLY = 0.95
"""Share of the weight of a statement that another holds when it says all of it."""


def holds(a: Item, b: Item) -> bool:
    """Whether one of two statements of one story says all that the other does, its numbers too, and perhaps more.

    Of two clauses with borrowed subjects what they tell is looked at.
    """
    mine, theirs = (a.told, b.told) if a.borrowed and b.borrowed else (a.profile, b.profile)
    shared = [token for token in mine.weight if token in theirs.weight]
    if sum(mine.weight[token] for token in shared) < WHOLLY * min(mine.total, theirs.total):
        return False
    less, more = (a, b) if mine.total <= theirs.total else (b, a)
    if is_about_unknown(less) or not all(any(compatible(x, y) for y in more.quantities) for x in less.quantities):
        return False
    who = _who(a, b)
    telling = [token for token in shared if token not in who and "'" not in token]
    if len(telling) < LEAST_SHARED or not same_story(a.story, b.story):
        return False
    longest = max(_telling_weight(mine, who), _telling_weight(theirs, who))
    return len(telling) >= LEAST_HELD or sum(mine.weight[token] for token in telling) >= NOT_MUCH_MORE * longest


def _who(a: Item, b: Item) -> frozenset[str]:
    """The words of two statements that tell who, where or when, not what happened."""
    return a.entities("person", "organization", "place") | b.entities("person", "organization", "place") | untelling()


def _telling_weight(profile: Profile, who: frozenset[str]) -> float:
    return sum(weight for token, weight in profile.weight.items() if token not in who)


def _is_nameless(item: Item) -> bool:
    """Whether a short statement names nobody: "did not respond to a request for comment" fits every story."""
    return not item.named and not item.subjects and item.profile.length < LONG_ENOUGH


def is_about_unknown(item: Item) -> bool:
    return not item.subjects and _UNKNOWN.match(straighten(item.text).lower()) is not None


def clashing_numbers(a: Sequence[Quantity], b: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Two values of one unit that no value of the other side agrees with, each on its own side; the first such pair."""
    mine, theirs = ([q for q in side if q.low is not None] for side in (a, b))
    alone, others = unmatched(mine, theirs), unmatched(theirs, mine)
    for unit in sorted({q.unit for q in alone} & {q.unit for q in others}):
        return next(q for q in alone if q.unit == unit), next(q for q in others if q.unit == unit)
    return None


def clashing_dates(a: Sequence[Date], b: Sequence[Date]) -> tuple[Date, Date] | None:
    """Two dates when no date of one side meets any of the other."""
    mine = [d for d in a if d.low and d.high]
    theirs = [d for d in b if d.low and d.high]
    if not mine or not theirs or any(meet(x, y) for x in mine for y in theirs):
        return None
    return mine[0], theirs[0]


def meet(a: Date, b: Date) -> bool:
    """Whether two date ranges share a day; False where one is not known. ISO dates compare as text."""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return False
    return a.low[:10] <= b.high[:10] and b.low[:10] <= a.high[:10]


def _other_names(a: Item, b: Item) -> bool:
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
    union = _telling_weight(a.profile, who) + _telling_weight(b.profile, who) - common
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


def _other_speakers(a: Item, b: Item) -> bool:
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
    return first.id or ("" if _UNKNOWN.fullmatch(fold(first.text)) else fold(first.text))


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
