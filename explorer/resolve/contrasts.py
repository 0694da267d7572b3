"""The differences that two statements of one matter show: one function for each kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from explorer.models import Date, Quantity
from explorer.resolve.accounts import Contrast, Voice, quoted, said
from explorer.resolve.days import date_conflict
from explorer.resolve.features import tokens_of
from explorer.resolve.guards import CHANCE, DATES, NUMBERS, REVERSE
from explorer.resolve.items import Item
from explorer.resolve.lookups import Named
from explorer.resolve.measures import FATES, fits, number_conflict
from explorer.resolve.other_names import enumerations
from explorer.resolve.polarity import opposed_words
from explorer.resolve.roles import Deed, reversed_deed
from explorer.resolve.sides import Side
from explorer.resolve.story import same_story
from explorer.resolve.values import Valued
from explorer.resolve.wording import Difference, class_noun, modality, scope
from explorer.text.fold import straighten
from explorer.text.phrases import listed

UPDATED = 3
"""Days between two articles from which another figure may simply be a later one; of victims one day is enough."""

_STRONG = re.compile(
    r"(?:(?:nearly|almost|virtually) all|most(?:ly)?|(?:the|a) majority|largely|mainly|chiefly|partly|partially|"
    r"in part|all|every|only|few|fully|entirely|wholly)\b",
    re.IGNORECASE,
)
"""Words that bound how far a statement goes; "some" and "several" only tell that there is more than one."""
_ADVERB = re.compile(r"(?:largely|mainly|chiefly|mostly|partly|partially|fully|entirely|wholly)\b", re.IGNORECASE)
_BOUNDED = re.compile(
    r"\b(?:all|whole|entire|every|each|both|half|most|many|some|several|few|more|less|majority|part|nearly|almost|"
    r"virtually|large\w*|main\w*|partly|partially|\d+)\b[^,;.]{0,12}$",
    re.IGNORECASE,
)
"""Before the plain words of the other side: they are bounded there too, in other words."""
_UNTOLD = frozenset({"least", "most", "more", "less", "first", "last", "much", "many", "be", "been"})
"""Words that no modal word governs in any telling way."""
_HELD_BACK = re.compile(
    r"\b(?:alleg\w+|suspect\w*|accus\w+|reported(?:ly)?|report(?:s|edly)?|claim\w*|apparent\w*|"
    r"believ\w+|think\w*|thought|rumou?r\w*)\b",
    re.IGNORECASE,
)
_NO_MODALITY = re.compile(r"\w+(?: not|n't)\b|[A-Z]\w*$")
"""A denied modal word ("could not say"), or a name for the plain words of the other side."""
_AUXILIARY = re.compile(r"\b(?:would|will|shall)\s+$", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|or)\b|&")
_CLAUSE = re.compile(
    r"[,;:()\"“”–—]|\b(?:and|but|or|who|whom|whose|which|that|when|where|while|after|before|since|because|as|if)\b"
)
"""What parts clauses."""
_PART = re.compile(
    r"(?:(?:north|south|east|west|central)(?:ern)?|(?:north|south)[- ]?(?:east|west)(?:ern)?|upper|lower|inner|outer|"
    r"greater|mid(?:dle)?) (?=\S)",
    re.IGNORECASE,
)
"""What makes a name that of a part: "South Asia"."""
_SNIPPET = (30, 46)
"""Code points shown before and behind a word that is denied or turned round."""


def side(item: Item) -> Side:
    """A statement as a side of a comparison."""
    return Side(item.source.text, item.span, item.text, item.quantities, item.dates)


def between_claims(a: Item, b: Item, barriers: tuple[str, ...]) -> Contrast | None:
    """Why two statements of one event are two claims, when that is one difference alone, or nothing but a figure.

    Values that differ where the dates differ too are an update, not a disagreement.
    """
    if barriers in ((), (NUMBERS,)) or (barriers == (CHANCE,) and same_story(a.story, b.story)):
        return _number(a, b)
    if barriers == (DATES,):
        return _date(a, b)
    return (_reversed(a, b) or polarity(a, b)) if barriers == (REVERSE,) else None


def within_pair(a: Item, b: Item) -> list[Contrast]:
    """Differences of wording between two statements of one claim, from different sources."""
    found = [_number(a, b), _date(a, b), _scope(a, b), _modality(a, b)]
    found.append(_reversed(a, b) or _listed(a, b) or _unnamed(a, b) or _unnamed(b, a))
    return [contrast for contrast in found if contrast]


def between_values(mine: Valued, theirs: Valued) -> Contrast | None:
    """Two sums for one deal that do not agree."""
    if mine[1].unit != theirs[1].unit or fits(mine[1], theirs[1]):
        return None  # a sum and a rate are no two values of one thing
    return _amounts(mine[0], mine[1], theirs[0], theirs[1])


def _number(a: Item, b: Item) -> Contrast | None:
    clash = number_conflict(side(a), side(b))
    if not clash or (clash[0].unit == "ratio" and _is_elsewhere(a, b)):
        return None
    return _amounts(a, clash[0], b, clash[1])


def _is_elsewhere(a: Item, b: Item) -> bool:
    """Whether two shares may be of other people: one side names a place, and the other none or another one."""
    return a.entities("place") != b.entities("place")


def _amounts(a: Item, x: Quantity, b: Item, y: Quantity) -> Contrast:
    apart = days_apart(a, b)
    updated = apart >= (1 if x.unit in FATES else UPDATED)
    grade = 1 if updated else 2 if x.hedge or y.hedge else 3
    return said("number", grade, a, x.text, b, y.text, _later(apart) if updated else "")


def _later(apart: int) -> str:
    return f"; the articles are {apart} {'day' if apart == 1 else 'days'} apart"


def days_apart(a: Item, b: Item) -> int:
    """Days between the publication of the two articles; 0 when either is undated."""
    first, second = a.source.published.value, b.source.published.value
    if not first or not second:
        return 0
    return abs((date.fromisoformat(first[:10]) - date.fromisoformat(second[:10])).days)


def _date(a: Item, b: Item) -> Contrast | None:
    clash = date_conflict(side(a), side(b)) if _is_prose(a) and _is_prose(b) else None
    if not clash or not _date_one_thing(a, clash[0], b, clash[1]):
        return None
    x, y = clash
    grade = 3 if x.status == y.status == "stated" else 2
    return Contrast("date", grade, (Voice("says", _dated(x), (a,)), Voice("says", _dated(y), (b,))))


def _date_one_thing(a: Item, x: Date, b: Item, y: Date) -> bool:
    """Whether the clauses of two dates share a word; "the resignation in 1974" and "director in 1972" tell of two."""
    mine, theirs = _dated_words(a, x), _dated_words(b, y)
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _dated_words(item: Item, value: Date) -> frozenset[str]:
    """What the clause tells that a date stands in, without the date; of a date before a comma its whole statement."""
    text = item.source.text
    before = _CLAUSE.split(straighten(text[item.span.start : value.start]))[-1]
    behind = _CLAUSE.split(straighten(text[value.end : item.span.end]))[0]
    own = tokens_of(f"{before} {behind}")
    return frozenset(own if len(own) > 1 else item.profile.tokens)


def _is_prose(item: Item) -> bool:
    """Whether a statement is more than a stamp ("UPDATED: Tuesday, 12 March, 9:36")."""
    return len(re.findall(r"\b[a-z]{3,}\b", item.text)) >= 3


def _dated(value: Date) -> str:
    days = value.low if value.low == value.high else f"{value.low} to {value.high}"
    return quoted(value.text) if value.status != "inferred" else f"{quoted(value.text)} ({days}, inferred)"


def polarity(a: Item, b: Item) -> Contrast | None:
    """One side denies what the other says, or the two use antonyms; what was not yet so may be so days later."""
    why = opposed_words(a.text, b.text)
    if why is None:
        return None
    apart = days_apart(a, b)
    updated = why.denied and apart >= UPDATED
    grade = 1 if updated else 3 if why.denied else 2
    tail = _later(apart) if updated else ""
    return said("polarity", grade, a, _snippet(a.text, why.a), b, _snippet(b.text, why.b), tail)


def _snippet(text: str, place: tuple[int, int]) -> str:
    """The words around a place of a statement, within its clause, whole words only."""
    low, high = max(0, place[0] - _SNIPPET[0]), min(len(text), place[1] + _SNIPPET[1])
    before = re.split(r"[,;:.!?“”\"]\s", text[low : place[0]])[-1]
    behind = re.split(r"[,;:.!?“”\"](?:\s|$)", text[place[1] : high])[0]
    if low and before == text[low : place[0]]:
        before = before.partition(" ")[2]
    if high < len(text) and behind == text[place[1] : high]:
        behind = behind.rpartition(" ")[0]
    return (before + text[place[0] : place[1]] + behind).strip()


def _scope(a: Item, b: Item) -> Contrast | None:
    found = scope(a, b)
    if not found or not (_STRONG.match(found.a) or _STRONG.match(found.b)) or _is_bounded(found, a, b):
        return None
    grade = 1 if _ADVERB.match(found.a) or _ADVERB.match(found.b) else 2
    return said("scope", grade, a, found.a, b, found.b)


def _is_bounded(found: Difference, a: Item, b: Item) -> bool:
    """Whether the side without the quantifier sets a bound in other words: "the entire stock", "288 candidates"."""
    for phrase, item in ((found.a, a), (found.b, b)):
        at = item.text.find(phrase)
        if not _STRONG.match(phrase) and (phrase[0].isdigit() or (at >= 0 and _BOUNDED.search(item.text[:at]))):
            return True
    return False


def _modality(a: Item, b: Item) -> Contrast | None:
    found = modality(a, b)
    phrases = (found.a, found.b) if found else ()
    if not found or {phrase.lower() for phrase in phrases} & _UNTOLD or any(map(_NO_MODALITY.match, phrases)):
        return None
    for phrase, item in ((found.a, a), (found.b, b)) if _HELD_BACK.search(f"{found.a} {found.b}") else ():
        credited = item.statement.chain or item.statement.impersonal or _HELD_BACK.search(item.text)
        if " " not in phrase and credited:
            return None  # it is held back there by other means
    return said("modality", 1, a, _with_auxiliary(a, found.a), b, _with_auxiliary(b, found.b))


def _with_auxiliary(item: Item, phrase: str) -> str:
    """The phrase with the "would" or "will" that it stands under: "would allow", not "allow"."""
    at = item.text.find(phrase)
    before = _AUXILIARY.search(item.text[: max(at, 0)])
    return item.text[before.start() : at] + phrase if before else phrase


def _listed(a: Item, b: Item) -> Contrast | None:
    """Two lists of names that share a member and each have one that the other statement never names."""
    for mine in _lists(a):
        for theirs in _lists(b):
            ids, others = {n.entity for n in mine}, {n.entity for n in theirs}
            named, named_there = {n.entity for n in a.named}, {n.entity for n in b.named}
            if mine[0].type != theirs[0].type or not ids & others or not ids - named_there or not others - named:
                continue
            if not _is_one_part(_printed(mine, ids - named_there), _printed(theirs, others - named)):
                return Contrast("entity", 2, (_names(a, mine), _names(b, theirs)))
    return None


def _printed(group: Sequence[Named], ids: set[str]) -> set[str]:
    return {named.mention.text.lower() for named in group if named.entity in ids}


def _is_one_part(mine: set[str], theirs: set[str]) -> bool:
    """Whether all that one list names alone is part of what the other names: "Europe and South Asia" and "and Asia"."""
    whole = {_PART.sub("", name) for name in mine}, {_PART.sub("", name) for name in theirs}
    return whole[0] == whole[1]


def _lists(item: Item) -> list[list[Named]]:
    """The enumerations of a statement that are no addresses ("High Street, Banstead")."""
    text = item.source.text
    return [
        group
        for group in enumerations(item)
        if group[0].type != "place" or _AND.search(text, group[0].mention.end, group[-1].mention.start)
    ]


def _reversed(a: Item, b: Item) -> Contrast | None:
    """Who did it to whom is told the other way round."""
    found = reversed_deed(a, b)
    if found is None:
        return None
    return said("entity", 3, a, _between(a, found[0]), b, _between(b, found[1]))


def _between(item: Item, deed: Deed) -> str:
    """The words of a deed, from the one name to the other."""
    places = sorted((named.mention.start, named.mention.end) for named in (deed.agent, deed.patient))
    return item.source.text[places[0][0] : places[1][1]]


def _names(item: Item, group: Sequence[Named]) -> Voice:
    return Voice("names", listed([named.mention.text for named in group]), (item,))


def _unnamed(a: Item, b: Item) -> Contrast | None:
    """One side speaks of "a Chinese manufacturer" in the place where the other gives a name."""
    noun, kind = class_noun(a)
    if noun is None or class_noun(b)[0] is not None:
        return None
    known = {n.entity for n in a.named} | a.subjects
    fresh = [n for n in b.named if n.type == kind and n.entity not in known and n.entity not in b.subjects]
    if len({n.entity for n in fresh}) != 1:
        return None
    before = _word_before(straighten(a.text), noun.start)
    text = straighten(b.source.text[b.span.start : b.span.end])
    if not before or before != _word_before(text, fresh[0].mention.start - b.span.start):
        return None
    vague = Voice("says", quoted(a.text[noun.start : noun.end]), (a,))
    return Contrast("entity", 1, (vague, Voice("names", fresh[0].mention.text, (b,))))


def _word_before(text: str, start: int) -> str:
    match = re.search(r"([A-Za-z]+)\s+(?:the\s+|an?\s+)?$", text[max(0, start - 24) : start])
    return match[1].lower() if match else ""
