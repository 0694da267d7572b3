"""Mentions of a whole folder become entities: one name, one type, aliases each with the reason why it is one.

Surfaces are levelled to keys (`entity_forms`); keys are then joined where a text itself says that two names are one
(brackets, a surname beside the full name) or where the form decides (initials). What only looks alike becomes a
suggestion, never a merge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from explorer.extract.names_lexicon import lexicon
from explorer.extract.names_types import Votes
from explorer.extract.short_names import defined_names
from explorer.models import Alias, Entity, EntityType, Mention, Reading, Source, Suggestion
from explorer.resolve.entity_forms import Key, has_given_name, initials, key_of, name_key, person_key
from explorer.resolve.entity_suggestions import suggest
from explorer.text.fold import fold, straighten
from explorer.text.ids import content_id

_CLEARLY_HERE = 2
"""How many times as often one of two namesakes must be named in full in an article to own the bare surname."""
_CLEARLY_ANYWHERE = 4
"""The same for articles of the folder that name them in full, where the article itself names neither."""
_GUESS = 0.5
"""Confidence below which a type is a guess: no list and no context vouches for it."""
_TYPES: tuple[EntityType, ...] = ("organization", "person", "place", "product", "law", "event", "work")


@dataclass(frozen=True, slots=True)
class EntityIndex:
    """The entities of a folder, sorted by id; `by_mention` finds one by (source id, start, end)."""

    entities: tuple[Entity, ...]
    by_mention: Mapping[tuple[str, int, int], str]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention with the surface it is read as and the key it is filed under."""

    mention: Mention
    surface: str
    key: Key


@dataclass(slots=True)
class _Groups:
    """Keys joined into groups, with the reason of each join (union-find; the smaller key is the root)."""

    parent: dict[Key, Key] = field(default_factory=dict)
    reasons: dict[Key, str] = field(default_factory=dict)

    def root(self, key: Key) -> Key:
        path = []
        while (up := self.parent.get(key, key)) != key:
            path.append(key)
            key = up
        for step in path:
            self.parent[step] = key
        return key

    def join(self, key: Key, other: Key, reason: str) -> None:
        """Make `key` one with `other`, because of `reason`."""
        a, b = self.root(key), self.root(other)
        self.reasons.setdefault(key, reason)
        if a != b:
            self.parent[max(a, b)] = min(a, b)


def resolve_entities(readings: Sequence[Reading]) -> EntityIndex:
    """Entities of all mentions in `readings`, of the publishers that state themselves and of the cited hosts."""
    named = [_name(mention, surface) for reading in readings for mention, surface in _mentions(reading)]
    types = _types(named)
    named = _link_persons(named, types)
    groups = _Groups()
    _join_brackets(named, readings, groups)
    _join_initials(named, types, groups)
    _join_countries(named, types, groups)
    return _index(named, groups)


# -- what is named


def _mentions(reading: Reading) -> Iterator[tuple[Mention, str]]:
    """The mentions of a reading with their surfaces, and those that metadata and references add."""
    seen = {(mention.start, mention.end) for mention in reading.mentions}
    full = defined_names(reading.source.text, reading.mentions)
    for mention in reading.mentions:
        yield mention, full[mention.start].text if mention.start in full else mention.text
    for mention, surface in _furniture(reading.source):
        if (mention.start, mention.end) not in seen:
            seen.add((mention.start, mention.end))
            yield mention, surface


def _furniture(source: Source) -> Iterator[tuple[Mention, str]]:
    """The publisher where the file names it, and the outlet behind each cited address."""
    publisher = source.publisher
    if publisher.value and publisher.start is not None and publisher.end is not None:
        text = source.text[publisher.start : publisher.end]
        surface = text if fold(text) == fold(publisher.value) else publisher.value
        yield Mention(source.id, publisher.start, publisher.end, text, "organization", "name", 1.0), surface
    for reference in source.references:
        start, end = reference.host_start, reference.host_end
        if reference.outlet and start < end:
            yield Mention(source.id, start, end, source.text[start:end], "organization", "host", 1.0), reference.outlet


def _name(mention: Mention, surface: str) -> _Named:
    plain = " ".join(straighten(surface).split())
    return _Named(mention, plain, key_of(mention, plain))


def _types(named: Iterable[_Named]) -> dict[Key, EntityType]:
    """One type for each key: the sum of the mentions' confidences decides."""
    sums: dict[Key, Votes] = defaultdict(Votes)
    for item in named:
        sums[item.key][item.mention.type] += item.mention.confidence + 0.05
    return {key: max(_TYPES, key=lambda kind: vote[kind]) for key, vote in sums.items()}


# -- one name for many surfaces


def _link_persons(named: Sequence[_Named], types: Mapping[Key, EntityType]) -> list[_Named]:
    """File surnames and given names that stand alone under the full name of their article, else of the folder."""
    here: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    sources: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    persons = {item.key for item in named if item.key[0] == "name" and types[item.key] == "person"}
    for item in named:
        key = person_key(item.surface)
        if item.key in persons and has_given_name(key):
            for part in _parts(key):
                here[item.mention.source, part][key] += 1
                sources[part][key].add(item.mention.source)
    anywhere = {part: Counter({key: len(found) for key, found in keys.items()}) for part, keys in sources.items()}
    guessed = _guessed_places(named)
    out: list[_Named] = []
    for item in named:
        if item.key in guessed:
            owners = [name for name in anywhere.get(item.key[1], ()) if name.endswith(f" {item.key[1]}")]
            if len(owners) == 1:
                item = _Named(replace(item.mention, type="person"), item.surface, ("name", owners[0]))
        elif item.key in persons:
            text = person_key(item.surface)
            if not has_given_name(text):
                text = text.rsplit(" ", 1)[-1]
            text = _full_name(text, here.get((item.mention.source, text)), anywhere.get(text))
            item = _Named(item.mention, item.surface, ("name", text))
        out.append(item)
    return out


def _guessed_places(named: Iterable[_Named]) -> set[Key]:
    """Keys of one word that every mention takes for a place with little confidence: they may be bare surnames.

    Not those taken for organizations, because firms bear the names of their founders.
    """
    sure = {
        item.key
        for item in named
        if item.mention.type != "place" or item.mention.form != "name" or item.mention.confidence >= _GUESS
    }
    return {item.key for item in named if item.key[0] == "name" and " " not in item.key[1]} - sure


def _parts(key: str) -> set[str]:
    """What a person may be called by alone: the first word, the last, and longer ends ("suu kyi")."""
    words = key.split()
    return {words[0], *(" ".join(words[n:]) for n in range(1, len(words)))}


def _full_name(part: str, here: Counter[str] | None, anywhere: Counter[str] | None) -> str:
    """The full name that a part of it stands for, or the part itself; a surname goes before a given name."""
    for names, times in ((here, _CLEARLY_HERE), (anywhere, _CLEARLY_ANYWHERE)):
        if names and (names is here or " " not in part):
            candidates = [name for name in names if name.endswith(f" {part}")] or list(names)
            ranked = sorted(candidates, key=lambda name: (-names[name], name))
            if len(ranked) == 1 or names[ranked[0]] >= times * names[ranked[1]]:
                return ranked[0]
            return part
    return part


def _join_brackets(named: Sequence[_Named], readings: Sequence[Reading], groups: _Groups) -> None:
    """Join "Alder Bank (ALDB)": the short form in brackets with the name right before it."""
    texts = {reading.source.id: reading.source.text for reading in readings}
    longs: dict[Key, dict[Key, str]] = defaultdict(dict)
    ordered = sorted(named, key=lambda item: (item.mention.source, item.mention.start, -item.mention.end))
    for before, item in pairwise(ordered):
        mention = item.mention
        if mention.form not in {"abbreviation", "ticker"} or before.mention.source != mention.source:
            continue
        between = texts[mention.source][before.mention.end : mention.start]
        if between.strip().startswith("(") and len(between) < 24:
            longs[item.key][before.key] = f"{mention.form} in brackets after the name"
    for short, names in sorted(longs.items()):
        if len(names) == 1:
            for long, reason in names.items():
                groups.join(short, long, reason)


def _join_initials(named: Sequence[_Named], types: Mapping[Key, EntityType], groups: _Groups) -> None:
    """Join an abbreviation with the one organization whose initials it has; of two letters only "EU" and its like."""
    shorts: set[Key] = set()
    longs: dict[str, set[Key]] = defaultdict(set)
    for item in named:
        if item.key[0] != "name" or types.get(item.key) != "organization":
            continue
        letters = item.surface.replace(".", "")
        telling = 3 <= len(letters) <= 6 or (len(letters) == 2 and letters in lexicon().known)
        if letters.isalpha() and letters.isupper() and telling:
            shorts.add(item.key)
        elif " " in item.key[1]:
            longs[initials(item.surface)].add(item.key)
    for short in sorted(shorts):
        found = sorted(longs.get(short[1], ()))
        if len(found) == 1 and short not in groups.reasons:
            groups.join(short, found[0], "its letters are the initials of the name")


def _join_countries(named: Sequence[_Named], types: Mapping[Key, EntityType], groups: _Groups) -> None:
    """Join "U.S. Senate" with the "Senate" of the same article."""
    by_source: dict[str, dict[Key, str]] = defaultdict(dict)
    for item in named:
        if item.key[0] == "name" and types.get(item.key) == "organization":
            by_source[item.mention.source].setdefault(item.key, item.surface)
    for keys in by_source.values():
        for key, surface in keys.items():
            first, _, rest = surface.removeprefix("The ").removeprefix("the ").partition(" ")
            bare: Key = ("name", name_key(rest))
            if rest and first in lexicon().country_of and bare in keys:
                groups.join(key, bare, "with or without the country")


# -- entities


def _index(named: Sequence[_Named], groups: _Groups) -> EntityIndex:
    members: dict[Key, list[_Named]] = defaultdict(list)
    for item in named:
        members[groups.root(item.key)].append(item)
    merged: dict[str, tuple[str, EntityType, list[_Named]]] = {}
    for root in sorted(members):
        items = members[root]
        kind = _type(items)
        name = _best_name(items, kind)
        entity_id = content_id("e", kind, fold(name))
        if entity_id in merged:
            merged[entity_id][2].extend(items)
        else:
            merged[entity_id] = (name, kind, items)
    entities = tuple(_entity(i, *merged[i], groups) for i in sorted(merged))
    by_mention = {(m.source, m.start, m.end): entity.id for entity in entities for m in entity.mentions}
    return EntityIndex(entities, by_mention, tuple(suggest(entities)))


def _type(items: Sequence[_Named]) -> EntityType:
    fixed: dict[str, EntityType] = {"country": "place", "state": "place", "government": "organization", "policy": "law"}
    for item in items:
        if item.key[0] in fixed:
            return fixed[item.key[0]]
    vote = Votes()
    for item in items:
        vote[item.mention.type] += item.mention.confidence + 0.05
    return max(_TYPES, key=lambda kind: vote[kind])


def _best_name(items: Sequence[_Named], kind: EntityType) -> str:
    """The most frequent full form in its best casing; a full name before a surname, a name before a ticker."""
    for item in items:
        if item.key[0] in {"country", "state", "government"}:
            return item.key[1]
    counts: Counter[str] = Counter()
    for item in items:
        counts[item.surface.removesuffix("'s")] += 0 if item.mention.form in {"ticker", "adjective"} else 1
    counts = Counter({name: n for name, n in counts.items() if _is_full(name, items[0].key, kind)}) or counts
    spelt: Counter[str] = Counter()
    for name, n in counts.items():
        spelt[fold(name)] += n

    def rank(name: str) -> tuple[int, bool, int, int, int, str]:
        shouted = name.isupper() and any(other != name and fold(other) == fold(name) for other in counts)
        return (-spelt[fold(name)], shouted, -counts[name], -len(name), -sum(c.isupper() for c in name), name)

    return min(counts, key=rank)


def _is_full(name: str, key: Key, kind: EntityType) -> bool:
    """Whether a surface may be the name: a person's whole name, a policy in its plain wording."""
    if key[0] == "policy":
        return name.endswith(key[1].rsplit(" ", 1)[-1])
    return kind != "person" or person_key(name) == key[1]


def _entity(entity_id: str, name: str, kind: EntityType, items: Sequence[_Named], groups: _Groups) -> Entity:
    reasons: dict[str, str] = {}
    for item in sorted(items, key=lambda item: (item.mention.source, item.mention.start)):
        for surface in dict.fromkeys((item.surface.removesuffix("'s"), item.mention.text)):
            if surface != name and surface.removesuffix("'s") != name:
                reasons.setdefault(surface, _reason(item, surface, name, groups))
    aliases = tuple(Alias(surface, reasons[surface]) for surface in sorted(reasons))
    unique = {(m.source, m.start, m.end): m for m in (item.mention for item in items)}
    mentions = tuple(unique[place] for place in sorted(unique))
    return Entity(entity_id, name, kind, aliases, mentions)


def _reason(item: _Named, surface: str, name: str, groups: _Groups) -> str:
    """Why `surface` is another name of `name`, in words for the reader."""
    mention = item.mention
    if mention.form == "host" and surface == mention.text:
        return "host of a cited address"
    if item.key in groups.reasons:
        return groups.reasons[item.key]
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
    if fold(surface) == fold(name):
        return "spelt with other capitals"
    if fold(surface).removeprefix("the ") == fold(name).removeprefix("the "):
        return "with or without the article"
    if kind == "person":
        part = f" {fold(name)} ".find(f" {fold(surface)} ") >= 0
        return "part of the full name" if part or " " not in surface else "with or without initials"
    if name_key(surface) == name_key(name):
        return "with or without the legal form"
    return "full form of the name" if len(surface) > len(name) else "abbreviation of the name"
