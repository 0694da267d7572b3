"""The actors of one article: everybody and every body that it names or describes, each with its appearances.

An actor with a name gathers its mentions ("Mara Quist", "Quist", "Mrs. Quist"); one without is a phrase ("a neighbor",
"two officials"). How present an actor is at some point decides whom "he" and "the company" mean there.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from explorer.extract.names_lexicon import lexicon as names
from explorer.extract.people import Gender, people
from explorer.models import Mention, Span

_NEAR = (1.0, 0.85, 0.6, 0.4, 0.3, 0.2, 0.15)
"""How present an actor still is so many sentences after an appearance; set by hand, on invented passages."""
_FAR = 0.1
_OFTEN = 0.02
"""What each appearance adds, up to five: those whom the article is about come to mind first."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where an actor is named or meant; `weight` is 1 for the subject of a main clause."""

    start: int
    sentence: int
    weight: float


@dataclass(slots=True, eq=False)
class Actor:
    """`kind` is that of the name, or "individual", "group", "body" without one; offsets are of the text of record."""

    kind: str
    label: str
    mentions: list[Mention] = field(default_factory=list)
    gender: Gender = ""
    roles: set[str] = field(default_factory=set)
    """What the text calls it: "mayor", "agency"; one word for each (see `People.role`)."""
    words: set[str] = field(default_factory=set)
    """Further words of its descriptions: "Florida", "former"."""
    appearances: list[Appearance] = field(default_factory=list)
    phrase: Span | None = None
    """Where an actor without a name is first described."""
    count: int | None = None
    has_namesake: bool = False
    """Whether another person of the article has the same surname or given name."""

    @property
    def is_named(self) -> bool:
        """Whether a name stands for it."""
        return bool(self.mentions)

    def presence(self, sentence: int) -> float:
        """How present it is in a sentence (numbered over the article), from its latest appearances: to about 1.1.

        Only for those who have appeared.
        """
        if sentence - self.appearances[-1].sentence >= len(_NEAR):
            return _FAR
        best = 0.0
        for one in self.appearances[-6:]:
            gap = max(sentence - one.sentence, 0)
            best = max(best, one.weight * (_NEAR[gap] if gap < len(_NEAR) else _FAR))
        return best + _OFTEN * min(len(self.appearances), 5)

    def last_named(self, offset: int) -> int:
        """Where its last mention in front of `offset` begins, -1 where there is none."""
        at = bisect_left(self.mentions, offset, key=lambda mention: mention.start)
        return self.mentions[at - 1].start if at else -1

    def named_before(self, offset: int) -> Mention:
        """The mention to show for it: the last in front of `offset`, else its first; a full name among namesakes."""
        told = [mention for mention in self.mentions if " " in mention.text] if self.has_namesake else []
        told = told or self.mentions
        at = bisect_left(told, offset, key=lambda mention: mention.start)
        return told[max(at - 1, 0)]


def gather(mentions: Sequence[Mention], text: str, defined: Mapping[int, Mention]) -> dict[int, Actor]:
    """The actor of each mention, by the mention's start. A surname belongs to the full name of the article.

    `defined` has the full name's mention for each short name that the article defines, by its start.
    """
    full = [mention for mention in mentions if mention.type == "person" and " " in mention.text]
    found = _full_names(full, text)
    parts = _parts(found.values())
    alone: dict[tuple[str, str], Actor] = {}
    for mention in mentions:
        if mention.start in found or mention.form == "adjective":
            continue
        key = _key(defined[mention.start].text if mention.start in defined else mention.text)
        actor = _bearer(mention, parts.get(key, []), text) if mention.type == "person" else None
        actor = actor or alone.setdefault((mention.type, key), Actor(mention.type, mention.text))
        if actor.kind == "person":
            actor.gender = actor.gender or title_gender(text, mention.start)
        insort(actor.mentions, mention, key=lambda one: one.start)
        found[mention.start] = actor
    return found


def _full_names(mentions: Iterable[Mention], text: str) -> dict[int, Actor]:
    """The actors of persons' full names, by the mentions' starts."""
    found: dict[int, Actor] = {}
    full: dict[str, Actor] = {}
    for mention in mentions:
        actor = full.setdefault(_key(mention.text), Actor("person", mention.text))
        given = mention.text.split()[0]
        actor.gender = actor.gender or people().gender_of_name(given) or title_gender(text, mention.start)
        actor.mentions.append(mention)
        found[mention.start] = actor
    return found


def _parts(actors: Iterable[Actor]) -> dict[str, list[Actor]]:
    """Who may be called by a part of the name alone: the given name, the surname, longer ends ("van der Berg")."""
    parts: dict[str, list[Actor]] = {}
    for actor in dict.fromkeys(actors):
        words = _key(actor.label).split()
        for part in sorted({words[0], *(" ".join(words[n:]) for n in range(1, len(words)))}):
            parts.setdefault(part, []).append(actor)
    for namesakes in parts.values():
        for actor in namesakes:
            actor.has_namesake = actor.has_namesake or len(namesakes) > 1
    return parts


def _bearer(mention: Mention, namesakes: list[Actor], text: str) -> Actor | None:
    """Who of those with this surname or given name is meant: the one of the title's gender, else the last named."""
    gender = title_gender(text, mention.start)
    fitting = [actor for actor in namesakes if not gender or actor.gender in {gender, ""}]
    surely = [actor for actor in fitting if gender and actor.gender == gender] or fitting
    if not surely:
        return None
    return max(surely, key=lambda actor: actor.last_named(mention.start))


def title_gender(text: str, start: int) -> Gender:
    """What the form of address right before a name tells: "Mrs. Stone"."""
    if text[start - 2 : start - 1] in {"", ",", '"', "”", ")"}:
        return ""
    before = text[max(start - 12, 0) : start].split()
    return people().titles.get(before[-1].lower(), "") if before else ""


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """A name without case, initials and suffix: "Ada M. Reed Jr." is "ada reed"."""
    plain = [word.strip(".,").removesuffix("'s").removesuffix("’s") for word in name.casefold().split()]
    kept = [word for n, word in enumerate(plain) if not (len(word) == 1 and n > 0)]
    while len(kept) > 2 and kept[-1] in {"jr", "sr", "ii", "iii", "iv"}:
        kept.pop()
    return " ".join(kept[1:] if len(kept) > 1 and kept[0] == "the" else kept)


def is_country(actor: Actor) -> bool:
    """Whether a place is a country."""
    return actor.kind == "place" and any(mention.text in names().country_of for mention in actor.mentions)
