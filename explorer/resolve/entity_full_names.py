"""Full names of persons that are written in several ways: initials, middle names, order, nicknames, a role in front.

Two full names become one only where the difference is one of writing; where it may be another person ("Jr.", another
initial, "Joe" for "Joseph") they stay apart and are suggested at most.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from explorer.extract.names_lexicon import lexicon
from explorer.models import EntityType
from explorer.resolve.entity_forms import Key, has_given_name, middle_initials, person_key, without_generation
from explorer.resolve.entity_named import Company, Named
from explorer.resolve.entity_words import entity_words

_MOST = 12
"""Articles looked at for each of two names; enough to tell whether they are of one story."""
_NO_ROLE = frozenset("new young old little big saint st. mount mt mt. lake fort port".split())
_QUOTED = re.compile(r"[\"(]([A-Z][\w'-]+)[\")]")

Respelt = dict[str, tuple[str, str]]
"""A full name's key with the key that it is filed under instead, and the reason."""


def level_full_names(named: Sequence[Named], types: Mapping[Key, EntityType], company: Company) -> list[Named]:
    """Full names of one person under one key, those of two with different middle initials under two."""
    named = _apart_by_initials(named, types)
    full = _full(named, types)
    sources: dict[str, dict[str, None]] = defaultdict(dict)
    for item in full:
        sources[item.key[1]][item.mention.source] = None
    respelt: Respelt = {}
    for rule in (_behind_role, _in_other_order, _by_nickname, _ends):
        respelt |= rule(named, sources)
    respelt |= _with_middle_name({key: found for key, found in sources.items() if key not in respelt}, company)
    named = [_filed(item, respelt) for item in named]
    return _begun(named, _full(named, types))


def _full(named: Iterable[Named], types: Mapping[Key, EntityType]) -> list[Named]:
    return [
        item
        for item in named
        if item.key[0] == "name" and types.get(item.key, item.mention.type) == "person" and has_given_name(item.key[1])
    ]


def _filed(item: Named, respelt: Respelt) -> Named:
    new = respelt.get(item.key[1]) if item.key[0] == "name" else None
    return item.under(*new, partial=new[1] in {ROLE, PART}) if new else item


PART = "part of the full name"
INITIALS = "with or without initials"
MIDDLE_NAME = "with or without the middle name"
ROLE = "with a word for the role before the name"


def _apart_by_initials(named: Sequence[Named], types: Mapping[Key, EntityType]) -> list[Named]:
    """ "George H. W. Reed" and "George W. Reed" are two; a "George Reed" beside only one of them is that one."""
    variants: dict[str, set[str]] = defaultdict(set)
    here: dict[tuple[str, str], set[str]] = defaultdict(set)
    full = _full(named, types)
    for item in full:
        if letters := middle_initials(item.surface):
            variants[item.key[1]].add(letters)
            here[item.mention.source, item.key[1]].add(letters)
    two = {
        key
        for key, found in variants.items()
        if any(not a.startswith(b) and not b.startswith(a) for a, b in combinations(sorted(found), 2))
    }
    if not two:
        return list(named)
    out: list[Named] = []
    for item in named:
        if item.key[0] == "name" and item.key[1] in two:
            beside = here[item.mention.source, item.key[1]]
            letters = middle_initials(item.surface) or (next(iter(beside)) if len(beside) == 1 else "")
            if letters:
                first, _, rest = item.key[1].partition(" ")
                item = item.under(f"{first} {letters} {rest}", INITIALS)
        out.append(item)
    return out


def _behind_role(named: Iterable[Named], sources: Mapping[str, object]) -> Respelt:
    """ "Skipper Ada Reed" and "Rovers QB Ada Reed", where the folder has an Ada Reed; "Trooper Reed" by the role."""
    lex = lexicon()
    surnames = {without_generation(key).rsplit(" ", 1)[-1] for key in sources}
    found: Respelt = {}
    for item in named:
        words = item.key[1].split() if item.key[0] == "name" and item.mention.type != "work" else []
        for n in range(1, min(len(words), 4)):
            name, heads = " ".join(words[n:]), words[:n]
            if any(lex.has("people.given", head.title()) for head in heads):
                break
            whole = name in sources and lex.has("people.given", words[n].title()) and heads[0] not in _NO_ROLE
            printed = item.surface.split()[n - 1 : n]  # a key may have more words than its surface: "UN-OPCW"
            if whole or (name in surnames and printed and _is_role(heads[-1], printed[0])):
                initial = n == 1 and len(heads[0].rstrip(".")) == 1  # "W. Mark Felt"
                found[item.key[1]] = name, INITIALS if initial else ROLE
    return found


def _is_role(word: str, printed: str) -> bool:
    """Whether a word before a surname is no given name but a role, or a position in a team."""
    lex = lexicon()
    position = word in entity_words().positions or (printed[0].isdigit() and printed.isalnum())  # "QB", "1B"
    return lex.has("people.roles", word) or lex.has("people.titles", word.title()) or position


def _in_other_order(_: Iterable[Named], sources: Mapping[str, Mapping[str, None]]) -> Respelt:
    """ "Orbán Viktor" and "Viktor Orbán", unless either word may be the given name ("James Henry")."""
    given = lexicon().words["people.given"]
    by_words: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sources:
        by_words[tuple(sorted(key.split()))].append(key)
    found: Respelt = {}
    for keys in by_words.values():
        if len(keys) == 2 and not all(key.split()[0].title() in given for key in keys):
            often, seldom = sorted(keys, key=lambda key: (-len(sources[key]), key))
            found[seldom] = often, "surname and given name in the other order"
    return found


def _by_nickname(named: Iterable[Named], sources: Mapping[str, object]) -> Respelt:
    """ "Bobby Reed", where the folder has a 'Robert "Bobby" Reed'."""
    found: Respelt = {}
    for item in named:
        nickname = _QUOTED.search(item.surface)
        if nickname and item.key[0] == "name" and item.key[1] in sources:
            called = person_key(f"{nickname.group(1)} {without_generation(item.key[1]).rsplit(' ', 1)[-1]}")
            if called in sources and called != item.key[1]:
                found[called] = item.key[1], "the text gives the nickname"
    return found


def _ends(_: Iterable[Named], sources: Mapping[str, object]) -> Respelt:
    """ "Peña Nieto", where the folder has one name that ends so and "Peña" is no given name."""
    given = lexicon().words["people.given"]
    ending: dict[str, list[str]] = defaultdict(list)
    for key in sources:
        words = key.split()
        for n in range(1, len(words) - 1):
            ending[" ".join(words[n:])].append(key)
    return {
        key: (ending[key][0], PART)
        for key in sources
        if len(ending.get(key, ())) == 1 and key.split()[0].title() not in given
    }


def _with_middle_name(sources: Mapping[str, Mapping[str, None]], company: Company) -> Respelt:
    """ "Ada Lovell Reed" as "Ada Reed", where nobody else would fit and both are of one story."""
    longer: dict[str, list[str]] = defaultdict(list)
    for key in sources:
        plain = without_generation(key)
        words = plain.split()
        if len(words) > 2:
            longer[f"{words[0]} {words[-1]}{key[len(plain) :]}"].append(key)
    found: Respelt = {}
    for short, keys in longer.items():
        if short in sources and len(keys) == 1:
            pairs = ((a, b) for a in list(sources[short])[:_MOST] for b in list(sources[keys[0]])[:_MOST])
            if any(company.shared(a, b, keys[0]) for a, b in pairs):
                found[keys[0]] = short, MIDDLE_NAME
    return found


def _begun(named: Sequence[Named], full: Sequence[Named]) -> list[Named]:
    """In an article that has "Ada Reed Olin" or "Ada Reed" first, a later "Ada Reed" or "A. Reed"."""
    first: dict[str, dict[str, int]] = defaultdict(dict)
    for item in full:
        places = first[item.mention.source]
        places[item.key[1]] = min(item.mention.start, places.get(item.key[1], item.mention.start))
    spread = Counter(key for places in first.values() for key in places)
    known: dict[tuple[str, str], tuple[str, str] | None] = {}
    out: list[Named] = []
    for item in named:
        key, source = item.key[1], item.mention.source
        if item.key[0] == "name" and key in first.get(source, ()):
            if (source, key) not in known:
                new = _whole(key, first[source])
                known[source, key] = new if new and (spread[key] == 1 or spread[new[0]] > 1) else None
            if new := known[source, key]:
                item = item.under(*new, partial=True)
        out.append(item)
    return out


def _whole(key: str, first: Mapping[str, int]) -> tuple[str, str] | None:
    """The one earlier name of the article that begins with `key` and has a word more, or that `key` abbreviates."""
    given, _, rest = key.partition(" ")
    earlier = [name for name, start in first.items() if start < first[key] and name != key]
    longer = [
        name
        for name in earlier
        if name.endswith(f" {key}")
        or (name.startswith(f"{key} ") and without_generation(name) != key and " " not in name[len(key) + 1 :])
    ]
    if len(longer) == 1:
        return longer[0], PART
    if len(given.rstrip(".")) == 1:
        meant = [name for name in earlier if name[0] == given[0] and name.partition(" ")[2] == rest]
        if len(meant) == 1:
            return meant[0], "with the initial of the given name"
    return None
