"""The differences that two or more statements of one matter show: one function for each kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from explorer.models import Date, DisagreementKind, Entity, Link, Quantity, Span
from explorer.resolve.align import similarity
from explorer.resolve.features import FIRM
from explorer.resolve.guards import DATES, NUMBERS, REVERSE, clashing_dates, clashing_numbers, enumerations
from explorer.resolve.items import Item, Named
from explorer.resolve.normal_form import speaker_name
from explorer.resolve.numbers import compatible
from explorer.resolve.polarity import opposed
from explorer.resolve.values import Valued
from explorer.resolve.wording import class_noun, modality, scope
from explorer.text.fold import fold
from explorer.text.tokens import STOPWORDS, stem, words

UPDATED = 3
"""Days between two articles from which another figure may simply be a later one."""

NEAR = 40
"""Characters around an amount in which the word for what it measures stands."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference before it has an id: the statements on its sides, what differs, how grave, in readable words."""

    kind: DisagreementKind
    grade: int
    items: tuple[Item, ...]
    note: str


def between_claims(a: Item, b: Item, barriers: tuple[str, ...]) -> Contrast | None:
    """Why two statements of one event are two claims, when that is one difference alone.

    Values that differ where the dates differ too are an update, not a disagreement.
    """
    if barriers == (NUMBERS,):
        return _number(a, b)
    if barriers == (DATES,):
        return _date(a, b)
    if barriers == (REVERSE,):
        why = opposed(a.text, b.text)
        return Contrast("polarity", 3 if "denied" in why else 2, (a, b), f"The accounts are opposed: {why}")
    return None


def within_pair(a: Item, b: Item) -> list[Contrast]:
    """Differences of wording between two statements of one claim, from different sources."""
    found = [_number(a, b), _date(a, b), _scope(a, b), _modality(a, b), _listed(a, b), _unnamed(a, b) or _unnamed(b, a)]
    return [contrast for contrast in found if contrast]


def within_claim(members: Sequence[Item], entities: Mapping[str, Entity]) -> list[Contrast]:
    """Differences that concern all sources of a claim together: to whom they attribute it."""
    credited = [item for item in members if any(_is_known(link) for link in item.statement.chain)]
    plain = [item for item in members if not item.statement.chain and not item.statement.impersonal]
    found: list[Contrast] = []
    for first in credited[:1]:
        silent = [item for item in plain if not _names_speaker(item, first) and similarity(first, item) >= FIRM]
        if silent:
            verb = "says" if len(silent) == 1 else "say"
            credit = f"{_paths([first])} credits {_credit(first, entities)}"
            note = f"{credit}; {_paths(silent)} {verb} so without a source"
            found.append(Contrast("attribution", 1, (first, *silent), note))
    for i, a in enumerate(credited):
        for b in credited[i + 1 :]:
            mine, theirs = _speakers(a, entities), _speakers(b, entities)
            apart = mine and theirs and not mine & theirs and not _akin_names(mine, theirs, entities)
            if apart and similarity(a, b) >= FIRM:
                note = f"{_paths([a])} credits {_credit(a, entities)}, {_paths([b])} credits {_credit(b, entities)}"
                found.append(Contrast("attribution", 2, (a, b), note))
    return found


def _akin_names(mine: frozenset[str], theirs: frozenset[str], entities: Mapping[str, Entity]) -> bool:
    """Whether a name of one side may be the longer form of one of the other: "Prefect Jean Moreau", "Jean Moreau"."""
    ours = [set(fold(entities[key].name).split()) for key in sorted(mine)]
    others = [set(fold(entities[key].name).split()) for key in sorted(theirs)]
    return any(a <= b or b <= a for a in ours for b in others)


def _names_speaker(item: Item, credited: Item) -> bool:
    """Whether the statement itself names whom the other one credits: "the FBI decided …" needs no second FBI."""
    speakers = {link.id for link in credited.statement.chain if link.id}
    return bool(speakers & (item.subjects | {named.entity for named in item.named}))


def _is_known(link: Link) -> bool:
    """Whether a reader can tell who a speaker is: a resolved name, or people described in words."""
    return bool(link.id) if link.kind == "entity" else link.kind == "unnamed" and link.text.lower() not in _PRONOUNS


_PRONOUNS = frozenset("i you he she it we they who one reportedly allegedly".split())


def _paths(items: Sequence[Item]) -> str:
    return ", ".join(item.source.path for item in items)


def _credit(item: Item, entities: Mapping[str, Entity]) -> str:
    """The speakers of an item by name, nearest first, each once."""
    links = [link for link in item.statement.chain if link.kind != "reference"]
    return ", citing ".join(dict.fromkeys(speaker_name(link, entities) for link in links))


def _speakers(item: Item, entities: Mapping[str, Entity]) -> frozenset[str]:
    """The entities credited; empty when any speaker is unnamed or unresolved, because he may be one of the others."""
    links = [link for link in item.statement.chain if link.kind in ("entity", "unnamed")]
    if any(link.id is None or link.id not in entities for link in links):
        return frozenset()
    return frozenset(link.id for link in links if link.id)


def _number(a: Item, b: Item) -> Contrast | None:
    clash = clashing_numbers(a.quantities, b.quantities)
    if not clash or not _same_measure(a, clash[0], b, clash[1]):
        return None
    return _amounts(a, clash[0], b, clash[1])


def between_values(mine: Valued, theirs: Valued) -> Contrast | None:
    """Two sums for one deal that do not agree."""
    if compatible(mine[1], theirs[1]):
        return None
    return _amounts(mine[0], mine[1], theirs[0], theirs[1])


def _amounts(a: Item, x: Quantity, b: Item, y: Quantity) -> Contrast:
    apart = _days_apart(a, b)
    grade = 1 if apart >= UPDATED else 2 if x.hedge or y.hedge else 3
    later = f"; the articles are {apart} days apart" if apart >= UPDATED else ""
    note = f"{a.source.path} says {_printed(x)}, {b.source.path} says {_printed(y)}{later}"
    return Contrast("number", grade, (a, b), note)


def _days_apart(a: Item, b: Item) -> int:
    """Days between the publication of the two articles; 0 when either is undated."""
    first, second = a.source.published.value, b.source.published.value
    if not first or not second:
        return 0
    return abs((date.fromisoformat(first[:10]) - date.fromisoformat(second[:10])).days)


def _printed(value: Quantity | Date) -> str:
    return f"“{' '.join(value.text.split())}”"


def _same_measure(a: Item, x: Quantity, b: Item, y: Quantity) -> bool:
    """Whether a content word stands near both amounts: what is counted, or what is done."""
    return bool(_around(a, x) & _around(b, y))


def _around(item: Item, quantity: Quantity) -> frozenset[str]:
    text = item.source.text
    span = Span(max(item.span.start, quantity.start - NEAR), min(item.span.end, quantity.end + NEAR))
    near = text[span.start : quantity.start] + " " + text[quantity.end : span.end]
    return frozenset(stem(word) for word, _ in words(near) if word not in STOPWORDS and not word[0].isdigit())


def _date(a: Item, b: Item) -> Contrast | None:
    clash = clashing_dates(a.dates, b.dates)
    if not clash:
        return None
    x, y = clash
    grade = 3 if x.status == y.status == "stated" else 2
    note = f"{a.source.path} says {_dated(x)}, {b.source.path} says {_dated(y)}"
    return Contrast("date", grade, (a, b), note)


def _dated(value: Date) -> str:
    days = value.low if value.low == value.high else f"{value.low} to {value.high}"
    return _printed(value) if value.status == "stated" else f"{_printed(value)} ({days}, inferred)"


def _scope(a: Item, b: Item) -> Contrast | None:
    found = scope(a, b)
    if not found:
        return None
    return Contrast("scope", 2, (a, b), f"{a.source.path} says “{found.a}”, {b.source.path} says “{found.b}”")


def _modality(a: Item, b: Item) -> Contrast | None:
    found = modality(a, b)
    if not found:
        return None
    note = f"{a.source.path} says “{found.a}”, {b.source.path} says “{found.b}”"
    return Contrast("modality", 1, (a, b), note)


def _listed(a: Item, b: Item) -> Contrast | None:
    """Two lists of names that share a member and each have one the other lacks."""
    for mine in enumerations(a):
        for theirs in enumerations(b):
            ids, others = {n.entity for n in mine}, {n.entity for n in theirs}
            if ids & others and ids - others and others - ids:
                note = f"{a.source.path} names {_names(mine)}, {b.source.path} names {_names(theirs)}"
                return Contrast("entity", 2, (a, b), note)
    return None


def _names(group: Sequence[Named]) -> str:
    names = [named.mention.text for named in group]
    return ", ".join(names[:-1]) + " and " + names[-1]


def _unnamed(a: Item, b: Item) -> Contrast | None:
    """One side speaks of "a Chinese manufacturer" where the other gives a name."""
    noun, kind = class_noun(a)
    if noun is None or class_noun(b)[0] is not None:
        return None
    only = [n for n in b.named if n.type == kind and n.entity not in {m.entity for m in a.named}]
    fresh = [n for n in only if n.entity not in a.subjects]
    if len({n.entity for n in fresh}) != 1:
        return None
    note = f"{a.source.path} says “{a.text[noun.start : noun.end]}”, {b.source.path} names {fresh[0].mention.text}"
    return Contrast("entity", 1, (a, b), note)
