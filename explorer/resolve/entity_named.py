"""Mentions on their way to an entity: the surface each is read as, the key it is filed under, and its company.

Which articles have to do with each other is told by the names that they share, so that a surname is not taken for
somebody of another story.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from explorer.extract.names_lexicon import lexicon
from explorer.extract.names_types import Votes
from explorer.extract.short_names import defined_names
from explorer.models import EntityType, Mention, Reading, Source
from explorer.resolve.entity_forms import Key, has_legal_form, key_of, long_vowels, name_key, without_generation
from explorer.text.fold import fold, straighten

GUESS = 0.5
"""Confidence below which a type is a guess: no list and no context vouches for it."""

_EVERYWHERE = 6
"""Articles that may hold a name which still tells of one story, in a small folder; in a large one a quarter may."""

_PLENTY = 4
"""Names of an article from which sharing none of them with another one means something."""
_MANY = 3
"""Shared names that tell of one story even where each of them is everywhere in the folder."""

_VOICE = 0.05
"""What a mention counts in the vote for a type beside its confidence."""

_NUMBER = re.compile(r" (\d{1,4})(?![\w%]|[.,:/-]\d)")


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with the surface it is read as and the key it is filed under.

    `reason` says why the key is not that of the surface itself, in words for the reader; else it is empty. `partial` is
    set where the surface is too short to name the entity.
    """

    mention: Mention
    surface: str
    key: Key
    reason: str = ""
    partial: bool = False

    def under(self, text: str, reason: str, *, partial: bool = False) -> Named:
        """The same mention filed under the name `text`; an earlier reason stays."""
        return Named(self.mention, self.surface, ("name", text), self.reason or reason, partial or self.partial)


def name_all(readings: Sequence[Reading]) -> list[Named]:
    """All mentions of the readings, and those that metadata and references add, with their keys."""
    found: list[Named] = []
    for reading in readings:
        for mention, surface in _mentions(reading):
            plain = " ".join(straighten(surface).split())
            if mention.type == "person" and has_legal_form(plain):
                mention = replace(mention, type="organization")
            key = key_of(mention, plain)
            if key[0] == "state" and not _is_state(plain, mention, reading.source.text):
                key = "name", name_key(plain)
            found.append(Named(mention, plain, key))
    texts = {reading.source.id: reading.source.text for reading in readings}
    return _with_numbers(_one_spelling(found), texts)


def _is_state(surface: str, mention: Mention, text: str) -> bool:
    """Whether a name is written as a state's, a short one with its point: behind a comma or inside a sentence.

    "Tex struck out" is somebody's nickname, and so is "They all liked Tex."
    """
    if f"{surface}." not in lexicon().states:
        return True
    before = text[max(0, mention.start - 3) : mention.start].rstrip()[-1:]
    behind = text[mention.end : mention.end + 3]
    pointed = behind.startswith(".") and (before == "," or not behind[1:].strip()[:1].isupper())
    return pointed or before in {"(", "-"}  # "(R-Tex)"


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


def _one_spelling(named: Sequence[Named]) -> list[Named]:
    """ "Mueller" as "Müller", where the folder writes the same name both ways."""
    long: dict[str, str] = {}
    for item in named:
        long |= long_vowels(item.surface)
    if not long:
        return list(named)
    present = {item.key for item in named if not item.surface.isascii()}
    out: list[Named] = []
    for item in named:
        text = " ".join(long.get(word, word) for word in item.key[1].split())
        respelt = text != item.key[1] and item.key[0] == "name" and ("name", text) in present
        out.append(item.under(text, "the same name written without its marks") if respelt else item)
    return out


def _with_numbers(named: Sequence[Named], texts: Mapping[str, str]) -> list[Named]:
    """ "Havbris" with the number right behind it as "Havbris 7", where the folder has that as one name."""
    numbered = {item.key[1] for item in named if item.key[0] == "name" and item.key[1][-1:].isdigit()}
    out: list[Named] = []
    for item in named:
        behind = _NUMBER.match(texts[item.mention.source], item.mention.end) if numbered else None
        if behind and item.key[0] == "name":
            words = item.key[1].split()
            for skipped in range(min(len(words), 2)):
                if (text := " ".join([*words[skipped:], behind.group(1)])) in numbered:
                    item = item.under(text, "the text gives the number of the name", partial=True)
                    break
        out.append(item)
    return out


def types_of(named: Iterable[Named]) -> dict[Key, EntityType]:
    """One type for each key."""
    members: dict[Key, list[Named]] = defaultdict(list)
    for item in named:
        members[item.key].append(item)
    return {key: elected(items) for key, items in members.items()}


def elected(items: Iterable[Named]) -> EntityType:
    """The type for which the mentions vote, each with its confidence; one without any has a voice too."""
    votes = Votes()
    for item in items:
        votes[item.mention.type] += item.mention.confidence + _VOICE
    return votes.winner()


class Company:
    """Which articles tell of one story: those that share a name that not many articles hold."""

    def __init__(self, named: Iterable[Named]) -> None:
        lex = lexicon()
        known = {fold(name) for name in (*lex.places, *lex.known, *lex.outlets, *lex.houses)}
        held: dict[str, set[str]] = defaultdict(set)
        for item in named:
            key = item.key[1]
            if item.key[0] == "name" and key not in known and item.mention.form in {"name", "abbreviation"}:
                held[key].add(item.mention.source)
                if item.mention.type == "person" and " " in key:
                    held[f"-{without_generation(key).rsplit(' ', 1)[-1]}"].add(item.mention.source)
        self._names: dict[str, set[str]] = defaultdict(set)
        self._surnames: dict[str, set[str]] = defaultdict(set)
        for name, holders in held.items():
            for source in holders:
                (self._surnames if name[0] == "-" else self._names)[source].add(name.removeprefix("-"))
        most = max(_EVERYWHERE, (1 << len(self._names).bit_length() >> 1) // 4)
        spread = {name.removeprefix("-") for name, holders in held.items() if len(holders) > most}
        self._telling = {name for name in held if name not in spread}

    def shared(self, one: str, other: str, without: str) -> int:
        """How many telling names two articles share, not counting those with a word of `without`."""
        left_out = set(without.split())
        both = self._both(one, other) & self._telling
        return sum(1 for name in both if not left_out & set(name.split()))

    def strange(self, one: str, other: str, without: str) -> bool:
        """Whether two articles name plenty and share nothing that tells: they are of different stories."""
        if one == other or min(len(self._names[one]), len(self._names[other])) <= _PLENTY:
            return False
        return len(self._both(one, other)) < _MANY and not self.shared(one, other, without)

    def _both(self, one: str, other: str) -> set[str]:
        """Names that both hold, and surnames alone of one that the other gives in full."""
        names = self._names[one] & self._names[other]
        return names | (self._names[one] & self._surnames[other]) | (self._names[other] & self._surnames[one])
