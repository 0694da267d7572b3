"""Pairs of entities that may be one: near spellings and short forms that no text declares. Only ever suggestions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from explorer.extract.names_lexicon import lexicon
from explorer.models import Entity, Suggestion
from explorer.resolve.entity_forms import has_given_name, person_key
from explorer.text.fold import fold

_SHORTEST = 6
"""Letters from which one differing letter is more likely a slip than another name."""
_MOST = 20
"""Longest list of entities that share a word; longer ones are of a common word and say nothing."""


def suggest(entities: Sequence[Entity]) -> list[Suggestion]:
    """Suggestions with reasons, sorted; linear in the number of words of all names."""
    found: dict[tuple[str, str], str] = {}
    for left, right, reason in (*_near_spellings(entities), *_short_forms(entities), *_namesakes(entities)):
        pair = (left.id, right.id) if left.id < right.id else (right.id, left.id)
        found.setdefault(pair, reason)
    return [Suggestion(pair, found[pair]) for pair in sorted(found)]


def _near_spellings(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """Names with a word that differs by one letter: "Pareek", "Pareekh"; found through their deletions."""
    holders: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.type in {"person", "organization", "product"}:
            for word in sorted(_words(entity)):
                holders[word].append(entity)
    gaps: dict[str, list[str]] = defaultdict(list)
    for word in sorted(holders):
        for gap in sorted({word} | {word[:n] + word[n + 1 :] for n in range(len(word))}):
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
            if a.id != b.id and {m.source for m in a.mentions} & {m.source for m in b.mentions}:
                yield a, b, f"“{_as_written(a, one)}” and “{_as_written(b, other)}” differ by one letter"


def _as_written(entity: Entity, word: str) -> str:
    return next((text for text in entity.name.split() if fold(text) == word), word)


def _words(entity: Entity) -> set[str]:
    """The words of a name in which a slip would show: long, without digits, no given name, no common head."""
    lex = lexicon()
    return {
        fold(word)
        for word in entity.name.split()
        if len(word) >= _SHORTEST
        and word.isalpha()
        and not lex.has("people.given", word)
        and not lex.has("organizations.heads", word)
        and word not in lex.country_of
        and word not in lex.places
    }


def _slip(one: str, other: str) -> bool:
    """Whether one letter was dropped, added or changed, and not a plural or feminine ending."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    return not (one + "s" == other or other + "s" == one or one + "a" == other or other + "a" == one)


def _short_forms(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """An organization named by the first word of another: "Counterpoint", "Counterpoint Research"."""
    lex = lexicon()
    by_name = {fold(entity.name): entity for entity in entities if entity.type == "organization"}
    longer: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        first, *rest = entity.name.removeprefix("The ").split()
        if entity.type == "organization" and rest and fold(first) in by_name:
            longer[fold(first)].append(entity)
    for first in sorted(longer):
        short = by_name[first]
        for entity in longer[first]:
            heads = all(lex.has("organizations.heads", word) for word in entity.name.split()[1:])
            if short.id != entity.id and (heads or (len(longer[first]) == 1 and _introduces(entity, short))):
                yield short, entity, f"“{short.name}” may be short for “{entity.name}”"


def _introduces(long: Entity, short: Entity) -> bool:
    """Whether an article names the long form before the short one, as it would to introduce it."""
    firsts: dict[str, int] = {}
    for mention in short.mentions:
        firsts.setdefault(mention.source, mention.start)
    return any(mention.start < firsts.get(mention.source, -1) for mention in long.mentions)


def _namesakes(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """Persons of one surname: "Joe Reed" and "Joseph Reed", and a bare "Reed" that no article settles."""
    by_surname: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.type == "person":
            by_surname[person_key(entity.name).split()[-1]].append(entity)
    for surname, bearers in sorted(by_surname.items()):
        full = [entity for entity in bearers if has_given_name(person_key(entity.name))][:_MOST]
        for n, one in enumerate(full):
            for other in full[n + 1 :]:
                a, b = one.name.split()[0], other.name.split()[0]
                if lexicon().has("people.short_names", f"{a} {b}") or lexicon().has("people.short_names", f"{b} {a}"):
                    yield one, other, f"“{min(a, b, key=len)}” is short for “{max(a, b, key=len)}”"
        bare = [entity for entity in bearers if person_key(entity.name) == surname]
        if bare and full:
            likely = min(full, key=lambda entity: (-len(entity.mentions), entity.id))
            yield bare[0], likely, f"“{bare[0].name}” may be {likely.name}"
