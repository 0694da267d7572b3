"""What was worked out of a claim in an earlier run, taken over where nothing it was made of has changed.

The sentence of a claim and the note on its origins are made of its own evidence alone: of the articles it stands in,
of the names in them, and of what derives from what. So both are kept under a digest of just that, and an article that
comes, changes or goes leaves those of all claims alone that have nothing to do with it. The digest covers

- of each article its file, place, date and every place in it where an entity is named, with the entity and its type,
- which statements of it are the evidence, how each relates to the centre, and whom its chain leads to,
- the names of every entity that the evidence or the centre names or has it from,
- and the derivations that lead from the articles.

The rest are the rules, for which whoever keeps it answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from explorer.models import Derivation, Entity, Evidence, Reading, Source
from explorer.resolve.items import Item
from explorer.resolve.notes import Notes
from explorer.resolve.verdicts import Verdicts

SIZE = 16
"""Bytes of a key: far more than chance needs to bring two of a thousand million claims together."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of a claim: its text, how many origins it has, and the note on them."""

    text: str
    origins: int
    note: str


class Recall:
    """What an earlier run has told, by key; and, by the id of its claim, what this one has told.

    What it knows of pairs of statements and of articles comes as the `Verdicts` and `Notes` of that run had it.
    """

    def __init__(
        self,
        known: Mapping[bytes, Told] | None = None,
        pairs: Mapping[bytes, int] | None = None,
        notes: Mapping[str, bytes] | None = None,
    ) -> None:
        self.known = known or {}
        self.verdicts = Verdicts(pairs)
        self.notes = Notes(notes)
        self.keys: dict[str, bytes] = {}
        """The id of each claim → its key."""
        self.taken = 0
        """How many claims were taken over."""

    def find(self, key: bytes) -> Told | None:
        """What was told under this key."""
        found = self.known.get(key)
        self.taken += found is not None
        return found


@dataclass(frozen=True, slots=True)
class Scope:
    """Whatever may bear on what is told of one claim, beside its evidence and its centre; nothing else is handed on."""

    key: bytes
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    derivations: Sequence[Derivation]


class Scopes:
    """The scopes of the claims of one run."""

    def __init__(
        self,
        readings: Sequence[Reading],
        items: Sequence[Item],
        entities: Mapping[str, Entity],
        derivations: Sequence[Derivation],
    ) -> None:
        self._readings, self._items, self._entities = readings, items, entities
        self._derived = {derivation.source: derivation for derivation in derivations}
        self._names: dict[str, str] = {}

    def scope(self, centre: Item, members: Sequence[Item], evidence: Sequence[Evidence]) -> Scope:
        """All that a claim may be told from, with its key; `members` and `evidence` are parallel."""
        named = {known.entity for known in (*centre.named, *(known for _, known in centre.pronouns))} | centre.subjects
        pieces: list[object] = []
        for item, piece in zip(members, evidence, strict=True):
            links = tuple(link.id or "" for link in (*piece.attribution, *item.statement.chain))
            named.update(links)
            place = item.order - self._firsts[item.index]
            pieces.append((self._articles[item.index], place, item is centre, piece.match, links))
        sources = {item.source.id: item.source for item in members}
        derivations = {step.source: step for source in sources for step in self._origins_of(source)}
        derived = [(step.source, step.origin, step.kind, step.is_directed) for step in derivations.values()]
        names = tuple(self._name(entity) for entity in sorted(named))
        return Scope(
            key=_digest((tuple(pieces), sorted(derived), names))[:SIZE],
            sources=sources,
            entities={name: self._entities[name] for name in named if name in self._entities},
            derivations=tuple(derivations.values()),
        )

    @cached_property
    def _firsts(self) -> dict[int, int]:
        """The order of the first item of each reading, by the index of the reading."""
        return {item.index: item.order for item in reversed(self._items)}

    @cached_property
    def _articles(self) -> list[str]:
        """A digest of each article: its file, where it lies, its date, and every name in it."""
        named: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
        for entity in self._entities.values():
            for mention in entity.mentions:
                named[mention.source].append((mention.start, mention.end, entity.id, entity.type))
        sources = [reading.source for reading in self._readings]
        facts = ((one.id, one.sha256, one.path, one.published, sorted(named[one.id])) for one in sources)
        return [_digest(one).hex() for one in facts]

    def _origins_of(self, source: str) -> Iterator[Derivation]:
        """What the article derives from, over any number of steps; no article derives from itself."""
        while source in self._derived:
            yield self._derived[source]
            source = self._derived[source].origin

    def _name(self, entity: str) -> str:
        """What an entity is called, and by what other names; nothing where there is no such entity."""
        if entity not in self._names:
            known = self._entities.get(entity)
            told = (known.name, known.type, [alias.surface for alias in known.aliases]) if known else ()
            self._names[entity] = _digest((entity, told)).hex()
        return self._names[entity]


def _digest(parts: tuple[object, ...]) -> bytes:
    """The SHA-256 of these values, none of which can be taken for another."""
    return sha256(repr(parts).encode()).digest()
