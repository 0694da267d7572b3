"""Who a speaker is, as far as the phrases tell.

A named speaker is one origin however many reporters heard him. A spokesman is whoever he speaks for. Of unnamed
people it is shown that they are others only where they are described as others: by another body, or another calling.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from explorer.ingest.outlets import ends_as_mastheads_do, known_outlet
from explorer.models import Entity, Link, Passage, Source
from explorer.origins.model import OriginKind
from explorer.origins.words import first_clause, has, is_listed, level, overlaps, tokens
from explorer.text.fold import fold, straighten
from explorer.text.phrases import without_relative
from explorer.text.titles import TITLE_BEFORE_NAME

_BREAK = re.compile(r"[!?,;:“”\"()\n]|(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})\.")
"""What parts a name from the words before it; the dot of "Corp." does not."""
_TITLE = re.compile(TITLE_BEFORE_NAME)
_BEHIND = re.compile(r",?\s+(?:[^.!?“”\"()\n,;:]+)")
_NEAR = 90
"""Characters around a name in which an office may stand."""
_RECEIVER = re.compile(
    r"\s+(?:exclusively\s+)?(?P<to>to\s+|in an? (?:interview|statement) (?:with|to)\s+)?(?:the\s+)?"
    r"(?P<name>[A-Z][\w.&'’-]*(?:\s+(?:of\s+|and\s+)?[A-Z][\w.&'’-]*){0,4})"
)
_UNNAMED = "unnamed "
"""Begins the key of a party without a name: of unnamed people two articles never mean the same ones for certain."""
THEIRS = "'s"
"""Among the words of a role: it ends with a possessive, as in "Norvik's Kari Moe"."""
_DEPARTMENT = re.compile(r"[a-z]{1,3}pd")
"""How police departments are abbreviated: "NYPD"."""
_SITE = re.compile(r"\w\. ?(?:com|org|net|info|tv|news|co\.\w\w)$", re.IGNORECASE)
_DOING = 5
"""Letters from which a single word in "-ing" is what somebody does: "telling"; a "king" is somebody."""
CAPITAL = "^"
"""Before the words of a role that are printed with a capital: its names."""


@dataclass(frozen=True, slots=True)
class Party:
    """One who says something, or the writing that does.

    `words` tell who he is and no more: the body of a spokesman, the calling of unnamed people, the name of the named.
    `roles` are the words of each place that tells a named person's office (`roles_of`). `speaks` when it is one who
    speaks for others, so that his words are theirs.
    """

    key: str
    kind: OriginKind
    label: str
    words: frozenset[str]
    id: str | None = None
    count: int | None = None
    speaks: bool = False
    calling: str = ""
    """The last noun of a description: "spokesman", "official"."""
    names: tuple[frozenset[str], ...] = ()
    """The words of each name of a body that has one."""
    roles: tuple[frozenset[str], ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether it has a name of its own, so that other articles can mean the same one."""
        return not self.key.startswith(_UNNAMED)

    @property
    def is_vague(self) -> bool:
        """Whether nothing in its description keeps it from being somebody else who is unnamed, or named."""
        return not self.is_named and not any(not has("bodies", word) for word in self.words)

    @property
    def is_body(self) -> bool:
        """Whether it is a body that speaks, though it has no name: "police", "a ministry statement"."""
        return not self.is_named and not self.is_vague and (self.speaks or is_body(self))


def is_body(party: Party) -> bool:
    """Whether the noun for a party is one for a body: "the ministry", "police"."""
    return has("bodies", party.calling) or has("institutions", party.calling)


def is_pronoun(phrase: str) -> bool:
    """Whether a phrase is nothing but pronouns."""
    words = [word.lower() for word in tokens(phrase)]
    return not words or all(has("pronouns", word) for word in words)


def party_of(link: Link, source: Source, entities: Mapping[str, Entity]) -> Party | None:
    """The party that a step of a chain stands for; None where it names and describes nobody.

    So it is with a pronoun that nobody was found for, and with hearsay ("reportedly", "some", "media reports").
    """
    if link.kind == "reference":
        return _reference(link, source, entities)
    entity = entities.get(link.id) if link.id else None
    if entity is not None:
        return _named(entity)
    phrase = without_relative(source.text[link.referent.start : link.referent.end] if link.referent else link.text)
    if link.kind == "entity":
        return None if is_pronoun(phrase) else _called(phrase)
    return _described(phrase, link, source)


def publisher_of(source: Source, entities: Mapping[str, Entity], link: Link | None = None) -> Party | None:
    """The newsroom of an article that is known to have published it; `link` is its step in a chain, if there is one."""
    if source.publisher.status not in ("stated", "supplied") or not source.publisher.value:
        return None
    entity = entities.get(link.id) if link is not None and link.id else None
    name = entity.name if entity else source.publisher.value
    return Party(f"outlet {fold(name)}", "outlet", name, _content(name), entity.id if entity else None)


def receiver_of(cue_end: int, lemma: str, source: Source) -> tuple[Party, Passage] | None:
    """The outlet that a speaker is said to have told it: "her lawyer told The Harbour Post"; with its place."""
    match = _RECEIVER.match(source.text, cue_end, min(cue_end + _NEAR, len(source.text)))
    if match is None or not (match["to"] or lemma == "tell"):
        return None
    words = match["name"].split()
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length]).removesuffix("'s").removesuffix("’s").rstrip(".")
        if is_outlet(name):
            end = match.start("name") + len(name)
            if source.text[match.start("name") : end] == name:
                return _called(name), Passage(source.id, match.start("name"), end)
    return None


# -- what phrases tell


@lru_cache(maxsize=4096)
def _content(name: str) -> frozenset[str]:
    words = {level(word) for word in tokens(name) if not has("openers", word.lower())}
    return _with_police({word for word in words if not has("belonging", word)})


def _with_police(words: set[str]) -> frozenset[str]:
    return frozenset(words | {"police" for word in words if _DEPARTMENT.fullmatch(word)})


def _named(entity: Entity) -> Party:
    """A party with a name: a person with what tells his offices, an outlet, another body, a work."""
    surfaces = (entity.name, *(alias.surface for alias in entity.aliases))
    names = tuple(dict.fromkeys(words for surface in surfaces if (words := _content(surface))))
    key = f"entity {entity.id}"
    if entity.type == "person":
        return Party(key, "person", entity.name, _content(entity.name), entity.id)
    if is_outlet(entity.name):
        return Party(key, "outlet", entity.name, _content(entity.name), entity.id, names=names)
    kind: OriginKind = "document" if entity.type in {"work", "law"} else "organization"
    return Party(key, kind, entity.name, _content(entity.name), entity.id, names=names)


def _called(phrase: str) -> Party:
    """A name that no entity was made of."""
    words = _content(first_clause(phrase))
    kind: OriginKind = "outlet" if is_outlet(phrase) else "organization"
    return Party(f"name {fold(phrase)}", kind, phrase, words, names=(words,))


@lru_cache(maxsize=4096)
def is_outlet(name: str) -> bool:
    """Whether a name as printed, with or without its article, is that of an outlet, by a list or by its last word."""
    words = [level(word) for word in tokens(name.replace("-", " "))]
    if (len(words) == 1 and has("platforms", words[0])) or _SITE.search(name):
        return True
    return known_outlet(name) is not None or (len(words) > 1 and ends_as_mastheads_do(words[-1]))


def roles_of(entity: Entity, sources: Mapping[str, Source]) -> tuple[frozenset[str], ...]:
    """The words before and behind each place where the articles name a person; a former office is none."""
    found: list[frozenset[str]] = []
    for source in sorted(sources):
        text = sources[source].text
        first = bisect_left(entity.mentions, source, key=lambda mention: mention.source)
        last = bisect_right(entity.mentions, source, key=lambda mention: mention.source)
        for mention in entity.mentions[first:last]:
            before = text[max(mention.start - _NEAR, 0) : mention.start]
            plain = _TITLE.sub(lambda match: f"{match[0][:-1]} ", before)
            cut = max((match.end() for match in _BREAK.finditer(plain)), default=0)
            behind = _BEHIND.match(text, mention.end, min(mention.end + _NEAR, len(text)))
            theirs = {THEIRS} if straighten(before).endswith("'s ") else set()
            found += [_marked(before[cut:]) | theirs, _marked(behind[0] if behind else "")]
    return tuple(role for role in dict.fromkeys(found) if role and role.isdisjoint({"former", "ex", "then"}))


def _marked(text: str) -> frozenset[str]:
    """Levelled words, those that began with a capital with a mark."""
    return frozenset((CAPITAL if word[:1].isupper() else "") + level(word) for word in tokens(text))


def _reference(link: Link, source: Source, entities: Mapping[str, Entity]) -> Party:
    entry = next((ref for ref in source.references if link.text in (ref.url, ref.marker)), None)
    entity = entities.get(link.id) if link.id else None
    outlet = entity.name if entity else entry.outlet if entry else ""
    label = outlet or link.text
    if entry is not None and outlet and entry.published:
        label = f"{outlet} ({entry.published[:10]})"
    return Party(f"reference {fold(outlet or link.text)}", "reference", label, _content(label), link.id)


def _described(phrase: str, link: Link, source: Source) -> Party | None:
    """People or a writing without a name."""
    label = _as_within_a_sentence(first_clause(phrase).strip())
    words, calling = _read(phrase)
    if _is_hearsay(phrase, words, calling) or _is_nobody(phrase, calling):
        return None
    speech, paper = has("speeches", calling), has("papers", calling)
    kind: OriginKind = "document" if speech or paper else "outlet" if _is_media(phrase, calling) else "people"
    spokes = has("spokes", calling) or speech
    key = f"{_UNNAMED}{source.id} {fold(label)}"
    return Party(key, kind, label, words, None, link.count, spokes or _is_owned(words, calling), calling)


def _as_within_a_sentence(label: str) -> str:
    """A description without the capital of a sentence's beginning: "Police", "Two officials", "Witnesses"."""
    first = label.partition(" ")[0]
    plural = first.isalpha() and level(first) != first.lower() and label[1:].islower()
    if (is_listed(level(first)) or plural) and not first[1:].isupper():
        return label[:1].lower() + label[1:]
    return label


def _is_media(phrase: str, calling: str) -> bool:
    """`state television`, `a local radio station`, `the ISNA news agency`: an outlet that has no name of an entity."""
    words = {level(word) for word in tokens(phrase)}
    return (
        _SITE.search(phrase) is not None
        or has("media", calling)
        or (has("bodies", calling) and overlaps("media", frozenset(words)))
    )


def _is_owned(words: frozenset[str], calling: str) -> bool:
    """`police sources`: their words are the body's own, for lack of any other description."""
    return has("vague", calling) and overlaps("institutions", words)


def _read(phrase: str) -> tuple[frozenset[str], str]:
    """(the words that tell who they are, the noun for them): "a spokesman for Norvik" → {"norvik"}, "spokesman"."""
    clause = tokens(first_clause(phrase))
    front: list[str] = []
    rest: list[str] = []
    for number, word in enumerate(clause):
        if has("breaks", word.lower()) and any(not has("openers", w.lower()) for w in front):
            rest = clause[number:]
            break
        if not has("breaks", word.lower()):
            front.append(word)
    kept = [word for word in front if not has("openers", word.lower()) and not word[:1].isdigit()]
    if not kept:
        return frozenset(), ""
    calling = level(kept[-1])
    told = [word for word in kept[:-1] if not has("plain", word.lower())]
    if not any(has(name, calling) for name in ("vague", "spokes", "speeches", "papers")):
        told.append(calling)
    if has("policing", calling) and kept[-1].lower().endswith("s"):
        told = [word for word in told if word != calling] + ["police"]
    told += _bodies_of(rest)
    return _with_police({level(word) for word in told}), calling


def _bodies_of(rest: list[str]) -> list[str]:
    """The names and bodies that people belong to or speak for: "at Norvik", "from the health ministry"."""
    if not rest or not has("belonging", rest[0].lower()):
        return []
    found: list[str] = []
    for word in rest[1:]:
        low = word.lower()
        if has("breaks", low) and not has("belonging", low):
            break
        if word[:1].isupper() or has("bodies", level(word)) or has("institutions", level(word)):
            found.append(word)
    return [word for word in found if not has("openers", word.lower())]


def _is_nobody(phrase: str, calling: str) -> bool:
    """Whether a phrase is no noun for anybody: a mere number, a piece of a word, a pronoun with "which", a doing."""
    first = phrase.strip().split(" ")[0]
    if not first[:1].isalnum() and first[:1] not in "\"'“‘$(":
        return True
    if straighten(first) in {"'s", "'t", "'re"}:
        return True
    low = [word.lower() for word in tokens(phrase)]
    if has("amounts", calling) and not {"of", "among"} & set(low):
        return True
    if "which" in low[:4] and low[0] in {"all", "some", "both", "most", "many", "none", "one", "each"}:
        return True
    return len(low) == 1 and low[0].endswith("ing") and len(low[0]) > _DOING


def _is_hearsay(phrase: str, words: frozenset[str], calling: str) -> bool:
    low = [word.lower() for word in tokens(phrase)]
    if not low or all(has("pronouns", word) or has("hearsay", word) or has("openers", word) for word in low):
        return True
    if not has("hearsay_reports", calling):
        return False
    if len(low) == 1:
        return True  # "Report: …" over a headline
    several = low[-1].endswith("s") or calling in {"rumor", "rumour"}
    return several and all(has("hearsay_adjectives", word) or word == calling for word in words)
