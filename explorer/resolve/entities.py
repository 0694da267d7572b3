"""Mentions of a whole folder become entities: one name, one type, aliases each with the reason why it is one.

Surfaces are levelled to keys (`entity_forms`); a mention is then filed under the key of another name where its text
says so (`entity_said`), where a longer name of its article or story stands for it (`entity_bodies`, `entity_people`) or
where only the writing differs (`entity_full_names`). What only looks alike becomes a suggestion, never a merge.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.extract.names_lexicon import lexicon
from explorer.models import Alias, Entity, EntityType, Reading, Suggestion
from explorer.resolve.entity_bodies import (
    COUNTRY,
    join_countries,
    link_bodies_elsewhere,
    link_bodies_here,
    link_handles,
    link_products,
)
from explorer.resolve.entity_firms import FIRM, settle_firms
from explorer.resolve.entity_forms import Key, name_key, plain_key
from explorer.resolve.entity_full_names import INITIALS, MIDDLE_NAME, level_full_names
from explorer.resolve.entity_named import Company, Named, elected, name_all, types_of
from explorer.resolve.entity_outlets import join_outlets
from explorer.resolve.entity_people import link_people
from explorer.resolve.entity_places import link_places_here
from explorer.resolve.entity_said import link_nicknames, link_said
from explorer.resolve.entity_ships import link_ships
from explorer.resolve.entity_suggestions import suggest
from explorer.text.fold import fold, straighten
from explorer.text.ids import content_id

_LETTERS = re.compile(r"[^\W\d_]+")
_ALPHANUMERIC = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class EntityIndex:
    """The entities of a folder, sorted by id; `by_mention` finds one by (source id, start, end)."""

    entities: tuple[Entity, ...]
    by_mention: Mapping[tuple[str, int, int], str]
    suggestions: tuple[Suggestion, ...]


def resolve_entities(readings: Sequence[Reading]) -> EntityIndex:
    """Entities of all mentions in `readings`, of the publishers that state themselves and of the cited hosts."""
    readings = sorted(readings, key=lambda reading: reading.source.id)
    texts = {reading.source.id: reading.source.text for reading in readings}
    opens = {reading.source.id: _opening(reading) for reading in readings}
    named = name_all(readings)
    company = Company(named)
    types = types_of(named)
    named = join_outlets(link_said(named, texts))
    named = join_countries(link_handles(link_ships(named, types, company), texts), types)
    named = link_bodies_here(named, types, texts, opens)
    named = link_nicknames(link_places_here(named, types), texts, company)
    named = level_full_names(named, types, company)
    named, settled = settle_firms(named, types, texts, opens, company)
    named = [*link_people(named, types, texts, opens, company), *settled]
    named = link_bodies_elsewhere(named, types, opens, company)
    named = link_products(named, types)
    return _index(named, company)


def _opening(reading: Reading) -> int:
    """Where the running text begins: what stands before is a headline, which may name in short."""
    return next((region.start for region in reading.source.regions if region.kind == "body"), 0)


def _index(named: Sequence[Named], company: Company) -> EntityIndex:
    members: dict[Key, list[Named]] = defaultdict(list)
    for item in named:
        members[item.key].append(item)
    merged: dict[str, tuple[str, EntityType, list[Named]]] = {}
    for key in sorted(members):
        items = members[key]
        kind = _type(items)
        name = _best_name(items)
        entity_id = content_id("e", kind, fold(name))
        if entity_id in merged:
            merged[entity_id][2].extend(items)
        else:
            merged[entity_id] = (name, kind, items)
    entities = tuple(_entity(i, *merged[i]) for i in sorted(merged))
    by_mention = {(m.source, m.start, m.end): entity.id for entity in entities for m in entity.mentions}
    return EntityIndex(entities, by_mention, tuple(suggest(entities, company)))


def _type(items: Sequence[Named]) -> EntityType:
    """The type that the key fixes, else the vote of the full forms, whose words tell most."""
    fixed: dict[str, EntityType] = {"country": "place", "state": "place", "government": "organization", "policy": "law"}
    fixed[FIRM] = "organization"
    for item in items:
        if item.key[0] in fixed:
            return fixed[item.key[0]]
    return elected([item for item in items if not item.partial] or items)


def _best_name(items: Sequence[Named]) -> str:
    """The most frequent full form in its best casing; a full name before a surname, a name before a ticker."""
    for item in items:
        if item.key[0] in {"country", "state", "government"}:
            return item.key[1]
    counts: Counter[str] = Counter()
    for item in items:
        counts[item.surface.removesuffix("'s")] += 0 if item.mention.form in {"ticker", "adjective"} else 1
    full = {item.surface.removesuffix("'s") for item in items if _is_full(item)}
    counts = Counter({name: n for name, n in counts.items() if name in full}) or counts
    spelt: Counter[str] = Counter()
    for name, n in counts.items():
        spelt[fold(name)] += n

    def rank(name: str) -> tuple[int, bool, int, int, int, str]:
        shouted = name.isupper() and any(other != name and fold(other) == fold(name) for other in counts)
        return (-spelt[fold(name)], shouted, -counts[name], -len(name), -sum(c.isupper() for c in name), name)

    return min(counts, key=rank)


def _is_full(item: Named) -> bool:
    """Whether a surface may be the name: no part of one, a policy in its plain wording."""
    if item.key[0] == "policy":
        return item.surface.removesuffix("'s").endswith(item.key[1].rsplit(" ", 1)[-1])
    return not item.partial


def _entity(entity_id: str, name: str, kind: EntityType, items: Sequence[Named]) -> Entity:
    reasons: dict[str, str] = {}
    for item in sorted(items, key=lambda item: (item.mention.source, item.mention.start)):
        for surface in dict.fromkeys((item.surface.removesuffix("'s"), item.mention.text)):
            if surface != name and surface.removesuffix("'s") != name:
                reasons.setdefault(surface, _reason(item, surface, name))
    aliases = tuple(Alias(surface, reasons[surface]) for surface in sorted(reasons))
    unique = {(m.source, m.start, m.end): m for m in (item.mention for item in items)}
    mentions = tuple(unique[place] for place in sorted(unique))
    return Entity(entity_id, name, kind, aliases, mentions)


def _reason(item: Named, surface: str, name: str) -> str:
    """Why `surface` is another name of `name`, in words for the reader."""
    mention = item.mention
    if mention.form == "host" and surface == mention.text:
        return "host of a cited address"
    if fold(surface) == fold(name):
        same = straighten(surface).casefold() == straighten(name).casefold()
        return "spelt with other capitals" if same else "spelt with or without its accents"
    bare, plain = ("".join(_ALPHANUMERIC.findall(fold(text))) for text in (surface, name))
    if bare == plain and not item.reason and mention.type != "person" and item.key[0] == "name":
        return "spelt with other points, hyphens or spaces"
    if item.reason and item.reason != COUNTRY:  # which of the two is the name is open until here
        return item.reason
    if item.key[0] == "government":
        return "city that stands for the government" if mention.form == "metonym" else "another name of the government"
    if item.key[0] == "country":
        return "adjective of the country" if surface in lexicon().adjectives else "another name of the country"
    if item.key[0] == "state":
        return "abbreviation of the state"
    if item.key[0] == "policy":
        return "another wording of the policy"
    return _difference(surface, name, mention.type)


def _difference(surface: str, name: str, kind: EntityType) -> str:
    """How two surfaces of one key differ."""
    one, other = fold(surface), fold(name)
    if one.removeprefix("the ") == other.removeprefix("the "):
        return "with or without the article"
    if kind == "person":
        if f" {one} " in f" {other} " or " " not in surface:
            return "part of the full name"
        mine, yours = ({w for w in _LETTERS.findall(text) if len(w) > 1} for text in (one, other))
        if mine != yours and (mine < yours or yours < mine):
            return MIDDLE_NAME
        spelt = mine ^ yours
        return "another spelling of the name" if any(len(word) > 3 for word in spelt) else INITIALS
    long, short = max(surface, name, key=len), min(surface, name, key=len)
    if fold(long).endswith(f" {fold(short)}") and long.removeprefix("The ").split()[0] in lexicon().country_of:
        return COUNTRY
    if plain_key(surface) == plain_key(name):
        return "with or without the legal form"
    ours, theirs = (_LETTERS.findall(text.replace(" of ", " ")) for text in (one, other))
    if ours != theirs and sorted(ours) == sorted(theirs):
        return "with its words in another order"
    opened = one.split()[-1:] == other.split()[-1:] and len(one.split()) != len(other.split())  # "US", "United States"
    if name_key(surface) == name_key(name) and not opened:
        return "another spelling of the name"
    if f" {one} " in f" {other} ":
        return "part of the name"
    return "full form of the name" if len(surface) > len(name) else "abbreviation of the name"
