"""Pairs of entities that may be one: near spellings, short forms, namesakes. Only ever suggestions, and few.

Two names are held against each other only where one article has both or their articles are of one story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from explorer.extract.names_lexicon import lexicon
from explorer.models import Entity, Suggestion
from explorer.resolve.entity_bodies import is_trade
from explorer.resolve.entity_forms import has_given_name, has_legal_form, person_key, plain_key, without_generation
from explorer.resolve.entity_named import Company
from explorer.resolve.entity_places import common_words
from explorer.resolve.entity_words import entity_words
from explorer.text.fold import fold

_SHORTEST = 6
"""Letters from which one differing letter is more likely a slip than another name."""
_LONG = 8
"""Letters from which a surname alone is held against those of other articles."""
_SHORT = 3
"""Letters of a given name up to which two spellings are too short to be told from two names."""
_ARTICLES = 12
"""Articles of each of two names that are looked at."""
_LIKELY = 2
"""Bearers of a name that are suggested for a bare one although no article has both."""
_LIKE = str.maketrans("kqzj", "ccsi")
_MOST = 20
"""Longest list of entities that share a word; longer ones are of a common word and say nothing."""


def suggest(entities: Sequence[Entity], company: Company) -> list[Suggestion]:
    """Suggestions with reasons, sorted; linear in the number of words of all names."""
    found: dict[tuple[str, str], str] = {}
    rules = (
        _near_spellings,
        _short_forms,
        _namesakes,
        _surnames_alike,
        _firms_and_founders,
        _turned_round,
        _houses,
        common_words,
    )
    for left, right, reason in (pair for rule in rules for pair in rule(entities)):
        pair = (left.id, right.id) if left.id < right.id else (right.id, left.id)
        if pair not in found and _akin(left, right, company):
            found[pair] = reason
    return [Suggestion(pair, found[pair]) for pair in sorted(found)]


def _akin(left: Entity, right: Entity, company: Company) -> bool:
    """Whether the two stand in one article, or in articles that may be of one story."""
    ours = list(dict.fromkeys(mention.source for mention in left.mentions))
    theirs = dict.fromkeys(mention.source for mention in right.mentions)
    if any(source in theirs for source in ours):
        return True
    names = f"{fold(left.name)} {fold(right.name)}"
    return any(not company.strange(a, b, names) for a in ours[:_ARTICLES] for b in list(theirs)[:_ARTICLES])


def _near_spellings(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """Names with a word that differs by one letter: "Pareek", "Pareekh"; found through their deletions."""
    holders: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.type in {"person", "organization", "product"}:
            for word in _words(entity):
                holders[word].append(entity)
    gaps: dict[str, list[str]] = defaultdict(list)
    for word in sorted(holders):
        for gap in sorted(_gaps(word)):
            gaps[gap].append(word)
    for words in gaps.values():
        for n, one in enumerate(words):
            for other in words[n + 1 :]:
                if _slip(one, other) and len(holders[one]) + len(holders[other]) <= _MOST:
                    yield from _pairs(holders[one], holders[other], one, other)


def _pairs(
    left: Sequence[Entity], right: Sequence[Entity], one: str, other: str
) -> Iterator[tuple[Entity, Entity, str]]:
    for a in left:
        for b in right:
            if a.id != b.id and _else_alike(a, b, one, other):
                yield a, b, f"“{_as_written(a, one)}” and “{_as_written(b, other)}” differ by one letter"


def _else_alike(a: Entity, b: Entity, one: str, other: str) -> bool:
    """Whether the names differ in that word alone, or, in one article, in what one would call each by."""
    mine, yours = fold(a.name).split(), fold(b.name).split()
    alone = len(mine) == 1 or len(yours) == 1
    if a.type == b.type and not alone:
        return [word for word in mine if word != one] == [word for word in yours if word != other]
    persons = a.type == b.type == "person"
    beside = {m.source for m in a.mentions} & {m.source for m in b.mentions}
    if not beside and not (persons and min(len(one), len(other)) >= _LONG):
        return False
    return _stands_out(a, mine, one) and _stands_out(b, yours, other)


def _stands_out(entity: Entity, words: Sequence[str], word: str) -> bool:
    """Whether a word is what one would call the entity by: a person's surname or given name, a firm's first word."""
    return word in {words[0], words[-1]} if entity.type == "person" else words[0] == word


def _as_written(entity: Entity, word: str) -> str:
    return next((text for text in entity.name.split() if fold(text) == word), word)


def _words(entity: Entity) -> list[str]:
    """The words of a name in which a slip would show: long, without digits, no given name, no common head."""
    lex = lexicon()
    if entity.name in lex.houses or entity.name in lex.known:
        return []
    return sorted(
        {
            fold(word)
            for word in entity.name.split()
            if len(word) >= _SHORTEST
            and word.isalpha()
            and not lex.has("people.given", word)
            and not lex.has("organizations.heads", word)
            and word not in lex.country_of
            and word not in lex.places
        }
    )


def _gaps(word: str) -> set[str]:
    """A word, and what is left of it without any one of its letters."""
    return {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}


def _slip(one: str, other: str) -> bool:
    """Whether one letter was dropped, added or changed, and not a plural or feminine ending."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    return not (one + "s" == other or other + "s" == one or one + "a" == other or other + "a" == one)


def _short_forms(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """An organization named by the first word of another: "Counterpoint", "Counterpoint Research"."""
    lex = lexicon()
    trade = entity_words().trade
    by_name = {fold(entity.name): entity for entity in entities if entity.type == "organization"}
    longer: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        first, *rest = entity.name.removeprefix("The ").split()
        if entity.type == "organization" and rest and fold(first) in by_name:
            longer[fold(first)].append(entity)
    for first in sorted(longer):
        short = by_name[first]
        for entity in longer[first]:
            rest = entity.name.split()[1:]
            heads = all(lex.has("organizations.heads", word) or fold(word) in trade for word in rest)
            if short.id != entity.id and len(longer[first]) == 1 and (heads or _introduces(entity, short)):
                yield short, entity, f"“{short.name}” may be short for “{entity.name}”"


def _introduces(long: Entity, short: Entity) -> bool:
    """Whether an article names the long form before the short one, as it would to introduce it."""
    firsts: dict[str, int] = {}
    for mention in short.mentions:
        firsts.setdefault(mention.source, mention.start)
    return any(mention.start < firsts.get(mention.source, -1) for mention in long.mentions)


def _namesakes(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """Persons of one surname: "Joe" and "Joseph", "J." and "Joan", father and son, and a bare "Reed" left open."""
    by_surname: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.type == "person":
            by_surname[without_generation(person_key(entity.name)).split()[-1]].append(entity)
    for surname, bearers in sorted(by_surname.items()):
        full = [entity for entity in bearers if has_given_name(person_key(entity.name))][:_MOST]
        for n, one in enumerate(full):
            for other in full[n + 1 :]:
                if reason := _same_person(one, other):
                    yield one, other, reason
        bare = [entity for entity in bearers if person_key(entity.name) == surname]
        for entity in _candidates(bare[0], full) if bare else ():
            yield bare[0], entity, f"“{bare[0].name}” may be {entity.name}"


def _surnames_alike(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """Persons of one given name whose surnames differ by a blank or, short as they are, by a letter."""
    by_given: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for entity in entities:
        given, _, surname = person_key(entity.name).partition(" ")
        if entity.type == "person" and len(given) > _SHORT and surname:
            by_given[given].append((surname, entity))
    for _, bearers in sorted(by_given.items()):
        for (mine, one), (yours, other) in combinations(bearers[:_MOST], 2):
            if mine.replace(" ", "") == yours.replace(" ", ""):
                yield one, other, f"“{one.name}” and “{other.name}” are written with the same letters"
            elif (
                _SHORT < min(len(mine), len(yours)) < _SHORTEST
                and not _gaps(mine).isdisjoint(_gaps(yours))
                and _slip(mine, yours)
            ):
                yield one, other, f"“{one.name.split()[-1]}” and “{other.name.split()[-1]}” differ by one letter"


def _candidates(bare: Entity, full: Sequence[Entity]) -> list[Entity]:
    """Those whom an article with the bare name has in full, and the ones whom the folder names most."""
    often = sorted(full, key=lambda entity: (-len(entity.mentions), entity.id))
    here = {mention.source for mention in bare.mentions}
    return [entity for n, entity in enumerate(often) if n < _LIKELY or any(m.source in here for m in entity.mentions)]


def _firms_and_founders(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """A bare "Marlow" that was left open, with the firm "Marlow AB" and the person Ada Marlow."""
    bare = {fold(e.name): e for e in entities if " " not in e.name and e.type in {"person", "organization"}}
    firms: dict[str, list[Entity]] = defaultdict(list)
    persons: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.type == "person" and has_given_name(key := person_key(entity.name)):
            persons[without_generation(key).rsplit(" ", 1)[-1]].append(entity)
        elif entity.type == "organization":
            name = fold(entity.name)
            stem = plain_key(name) if has_legal_form(entity.name) else name.partition(" ")[0]
            if has_legal_form(entity.name) or is_trade(name, stem):
                firms[stem].append(entity)
    for stem in sorted(bare.keys() & firms.keys() & persons.keys()):
        one = bare[stem]
        for firm in firms[stem][:_LIKELY]:
            yield one, firm, f"“{one.name}” may be short for “{firm.name}”"
        for person in _candidates(one, persons[stem]):
            yield one, person, f"“{one.name}” may be {person.name}"


def _same_person(one: Entity, other: Entity) -> str:
    """Why two full names with one surname may be one person's, or ""."""
    a, b = one.name.split()[0], other.name.split()[0]
    short, long = sorted((a, b), key=lambda name: (len(name), name))
    keys = sorted((person_key(one.name), person_key(other.name)), key=len)
    if keys[1] != keys[0] == without_generation(keys[1]):
        names = sorted((one.name, other.name), key=len)
        return f"“{names[0]}” and “{names[1]}” may be one person, or father and son"
    if lexicon().has("people.short_names", f"{a} {b}") or lexicon().has("people.short_names", f"{b} {a}"):
        return f"“{short}” is short for “{long}”"
    if len(short.rstrip(".")) == 1 and short[0] == long[0] and keys[0].split()[1:] == keys[1].split()[1:]:
        return f"“{short}” may stand for “{long}”"
    if _slip_of_sound(fold(a), fold(b)):
        return f"“{a}” and “{b}” may be two spellings of one name"
    return ""


def _slip_of_sound(a: str, b: str) -> bool:
    """Whether two given names sound alike and are not one name for him and one for her ("Eric", "Erica")."""
    his_and_hers = a.rstrip("ae") == b or b.rstrip("ae") == a
    long = min(len(a), len(b)) > _SHORT
    return a != b and a[0] == b[0] and long and _sound(a) == _sound(b) and not his_and_hers


def _sound(name: str) -> str:
    """The consonants of a given name, doubled ones once: "Mohammed" and "Muhammad" are "mhmd"."""
    plain = name.translate(_LIKE)
    kept = [letter for n, letter in enumerate(plain) if letter not in "aeiouy" and letter != plain[n - 1 : n]]
    return "".join(kept)


def _turned_round(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """ "Bank of Norvik" and "Norvik Bank"."""
    by_words: dict[tuple[str, ...], list[Entity]] = defaultdict(list)
    for entity in entities:
        words = fold(entity.name).removeprefix("the ").split()
        if entity.type == "organization" and len(words) > 1:
            by_words[tuple(sorted(word for word in words if word not in {"of", "the"}))].append(entity)
    for alike in by_words.values():
        for one, other in combinations(alike[:_MOST], 2):
            yield one, other, f"“{one.name}” and “{other.name}” have the same words"


def _houses(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """ "Kremlin" and "Russian government", which news uses for each other."""
    named = {fold(entity.name).removeprefix("the "): entity for entity in entities if entity.type == "organization"}
    for house, country in sorted(entity_words().houses.items()):
        government = named.get(fold(lexicon().countries[country].government))
        if house in named and government:
            yield named[house], government, f"“{named[house].name}” often stands for the {government.name}"
