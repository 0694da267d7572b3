"""The actors of one article: everybody and every body that it names or describes, each with its appearances.

An actor with a name gathers its mentions ("Mara Quist", "Quist", "Mrs. Quist"); one without is a phrase ("a neighbor",
"two officials"). How present an actor is at some point decides whom "he" and "the company" mean there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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
    noun: str = ""
    phrase: Span | None = None
    """Where an actor without a name is first described."""
    count: int | None = None

    @property
    def is_named(self) -> bool:
        """Whether a name stands for it."""
        return bool(self.mentions)

    def presence(self, sentence: int) -> float:
        """How present it is in a sentence (numbered over the article), from its latest appearances: 0 to about 1.1."""
        best = 0.0
        for one in self.appearances[-6:]:
            gap = max(sentence - one.sentence, 0)
            best = max(best, one.weight * (_NEAR[gap] if gap < len(_NEAR) else _FAR))
        return best + _OFTEN * min(len(self.appearances), 5) if best else 0.0

    def named_before(self, offset: int) -> Mention:
        """The mention to show for it: the fullest of those in front of `offset`, else its first."""
        before = [mention for mention in self.mentions if mention.end <= offset] or self.mentions[:1]
        return max(before, key=lambda mention: (len(mention.text.split()) > 1, mention.start))


def gather(mentions: Sequence[Mention], text: str) -> dict[int, Actor]:
    """The actor of each mention, by the mention's start. A surname belongs to the full name of the article."""
    found: dict[int, Actor] = {}
    full: dict[str, Actor] = {}
    for mention in mentions:
        words = mention.text.split()
        if mention.type == "person" and len(words) > 1:
            actor = full.setdefault(_key(words), Actor("person", mention.text))
            actor.gender = actor.gender or people().gender_of_name(words[0]) or title_gender(text, mention.start)
            actor.mentions.append(mention)
            found[mention.start] = actor
    parts: dict[str, list[Actor]] = {}
    for key, actor in full.items():
        whole = key.split()
        for part in {whole[0], *(" ".join(whole[n:]) for n in range(1, len(whole)))}:
            parts.setdefault(part, []).append(actor)
    alone: dict[str, Actor] = {}
    for mention in mentions:
        if mention.start in found or mention.form == "adjective":
            continue
        key = _key(mention.text.split())
        if mention.type != "person":
            actor = alone.setdefault(f"{mention.type} {key}", Actor(mention.type, mention.text))
        else:
            actor = _bearer(mention, parts.get(key, []), text) or alone.setdefault(key, Actor("person", mention.text))
            actor.gender = actor.gender or title_gender(text, mention.start)
            if not actor.gender and not actor.mentions and len(mention.text.split()) == 1:
                actor.gender = ""
        actor.mentions.append(mention)
        actor.mentions.sort(key=lambda one: one.start)
        found[mention.start] = actor
    return found


def _bearer(mention: Mention, namesakes: list[Actor], text: str) -> Actor | None:
    """Who of those with this surname or given name is meant: the one of the title's gender, else the last named."""
    gender = title_gender(text, mention.start)
    fitting = [actor for actor in namesakes if not gender or actor.gender in {gender, ""}]
    surely = [actor for actor in fitting if gender and actor.gender == gender] or fitting
    if not surely:
        return None
    before = [actor for actor in surely if actor.mentions[0].start < mention.start] or surely
    return max(before, key=lambda actor: max((m.start for m in actor.mentions if m.start < mention.start), default=-1))


def title_gender(text: str, start: int) -> Gender:
    """What the form of address right before a name tells: "Mrs. Stone"."""
    before = text[max(start - 12, 0) : start].split()
    return people().titles.get(before[-1].lower(), "") if before else ""


def _key(words: Sequence[str]) -> str:
    """A name without case, initials and suffix: "Ada M. Reed Jr." is "ada reed"."""
    plain = [word.casefold().strip(".,").removesuffix("'s").removesuffix("’s") for word in words]
    kept = [word for n, word in enumerate(plain) if not (len(word) == 1 and n > 0)]
    while len(kept) > 2 and kept[-1] in {"jr", "sr", "ii", "iii", "iv"}:
        kept.pop()
    return " ".join(kept[1:] if len(kept) > 1 and kept[0] == "the" else kept)


def is_country(actor: Actor) -> bool:
    """Whether a place is a country."""
    return actor.kind == "place" and any(mention.text in names().country_of for mention in actor.mentions)
