"""To whom the sources of one claim attribute it, where that tells a reader something.

That one article names the police for what another states as plain fact is how news is written. It matters where the
credit is to another outlet, or to people whom nobody names; and where two articles put the very same words into the
mouths of two people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from explorer.ingest.outlets import known_outlet
from explorer.models import Entity, Link
from explorer.resolve.accounts import Contrast, Voice
from explorer.resolve.features import FIRM
from explorer.resolve.items import Item
from explorer.resolve.normal_form import speaker_name
from explorer.resolve.similarity import similarity
from explorer.text.fold import fold, straighten

_ANONYMOUS = re.compile(
    r"\b(?:sources?|insiders?|"
    r"(?:people|persons?|officials?|executives?) (?:familiar|close|briefed|with (?:\w+ )?knowledge))\b"
    r"|\b(?:anonym\w+|not (?:be(?:ing)? )?(?:named|identified))\b",
    re.IGNORECASE,
)
"""People who are not to be named, so that the article that does not mention them withholds how little is known."""

WORTH = 2
"""Least worth of a statement whose source is missed elsewhere."""

LEAST_WORDS = 6
"""Words of a statement from which two people who both say it are told; a shorter one may well be said by both."""

SAME_NAME = 0.8
"""Likeness of two names from which they may be two spellings of one ("Wolfe", "Wolff")."""

NEAR = 60
"""Code points around a name in which the office of its bearer may stand."""

_SPOKEN_FOR = re.compile(r"\b(?:spokes\w+|lawyers?|attorneys?|publicists?|rep|aides?|agents?)\b", re.IGNORECASE)
"""Who is one of these speaks for somebody else, who may be named on the other side."""


def attributions(
    members: Sequence[Item], entities: Mapping[str, Entity], named: Mapping[str, frozenset[str]]
) -> list[Contrast]:
    """Differences in whom the sources of one claim credit; `named` has the entities that each source names."""
    worth = [item for item in members if item.statement.worth >= WORTH]
    credited = [item for item in worth if any(_is_telling(link, entities) for link in item.statement.chain)]
    plain = [item for item in members if not item.statement.chain and not item.statement.impersonal]
    found: list[Contrast] = []
    for first in credited[:1]:
        silent = [
            item for item in plain if similarity(first, item) >= FIRM and not _knows(item, first, named, entities)
        ]
        if silent:
            voices = (Voice("credits", _credit(first, entities), (first,)), Voice("gives", "no source", tuple(silent)))
            found.append(Contrast("attribution", 1, voices))
    return found + _other_mouths(members, entities)


def _is_telling(link: Link, entities: Mapping[str, Entity]) -> bool:
    """Whether a credit is to another outlet, or to unnamed people of whom something is told."""
    if link.kind == "entity" and link.id and link.id in entities:
        entity = entities[link.id]
        names = [entity.name, *(alias.surface for alias in entity.aliases)]
        return entity.type == "work" or any(known_outlet(name) for name in names)
    many = link.count is not None and link.count > 1
    return link.kind == "unnamed" and (many or _ANONYMOUS.search(link.text) is not None)


def _knows(item: Item, credited: Item, named: Mapping[str, frozenset[str]], entities: Mapping[str, Entity]) -> bool:
    """Whether the article names, anywhere, a source that the other one credits; or the place stands in a quotation."""
    speakers = {link.id for link in credited.statement.chain if link.id}
    if speakers & named[item.source.id] or item.text[:1] in "“\"'‘":
        return True
    known = [entities[speaker] for speaker in speakers if speaker in entities]
    return any(mention.source == item.source.id for entity in known for mention in entity.mentions)


def _other_mouths(members: Sequence[Item], entities: Mapping[str, Entity]) -> list[Contrast]:
    """The same words from two different people."""
    quotations = [item for item in members if item.statement.kind == "direct_quote"]
    heard = [(item, person) for item in quotations if (person := _speaker(item, entities)) is not None]
    for i, (a, mine) in enumerate(heard):
        for b, theirs in heard[i + 1 :]:
            long = min(a.profile.length, b.profile.length) >= LEAST_WORDS
            if long and mine.id != theirs.id and not _akin(mine.name, theirs.name) and similarity(a, b) >= FIRM:
                voices = (Voice("credits", mine.name, (a,)), Voice("credits", theirs.name, (b,)))
                return [Contrast("attribution", 2, voices)]
    return []


def _speaker(item: Item, entities: Mapping[str, Entity]) -> Entity | None:
    """The one person who is credited and speaks for himself; None where several are, or none whose name is known."""
    links = [link for link in item.statement.chain if link.kind != "reference"]
    people = [known for link in links if (known := entities.get(link.id or "")) and known.type == "person"]
    if len(links) != len(people) or len(people) != 1 or len(people[0].name.split()) < 2:
        return None
    return None if _speaks_for(people[0], item) else people[0]


def _speaks_for(person: Entity, item: Item) -> bool:
    """Whether the article says near his name that he is a spokesman or lawyer of somebody."""
    text = item.source.text
    near = [text[max(0, m.start - NEAR) : m.end + NEAR] for m in person.mentions if m.source == item.source.id]
    return any(_SPOKEN_FOR.search(straighten(piece)) for piece in near)


def _akin(a: str, b: str) -> bool:
    """Whether one name is the longer form of the other, or their last names are nearly spelled alike."""
    mine, theirs = fold(a).split(), fold(b).split()
    alike = SequenceMatcher(None, mine[-1], theirs[-1]).ratio() >= SAME_NAME
    return set(mine) <= set(theirs) or set(theirs) <= set(mine) or alike


def _credit(item: Item, entities: Mapping[str, Entity]) -> str:
    """The speakers of an item by name, nearest first, each once."""
    links = [link for link in item.statement.chain if link.kind != "reference"]
    return ", citing ".join(dict.fromkeys(speaker_name(link, entities) for link in links))
