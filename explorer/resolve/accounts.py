"""What differs between accounts, and how it is told: one sentence in which each side has its name and its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from explorer.models import DisagreementKind
from explorer.resolve.items import Item
from explorer.text.phrases import listed

VOICES = 4
"""Sides of one difference that are told; more make no readable sentence."""

_NAMED = 3
"""Accounts that are named on one side; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One side of a difference: the statements that say so; `words` follow `verb`, which is in the third person."""

    verb: str
    words: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference before it has an id: its sides, how grave it is, and what else a reader must know (`tail`)."""

    kind: DisagreementKind
    grade: int
    voices: tuple[Voice, ...]
    tail: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """The statements of all sides, each once."""
        return tuple({item.order: item for voice in self.voices for item in voice.items}.values())


def said(kind: DisagreementKind, grade: int, a: Item, x: str, b: Item, y: str, tail: str = "") -> Contrast:
    """Two statements with different words for one thing."""
    return Contrast(kind, grade, (Voice("says", quoted(x), (a,)), Voice("says", quoted(y), (b,))), tail)


def quoted(words: str) -> str:
    """Words of an article in quotation marks, on one line."""
    return f"“{' '.join(words.split()).strip('“”')}”"


def merged(contrasts: Sequence[Contrast]) -> list[Contrast]:
    """One contrast of each kind: the gravest, with everybody who takes one of its sides.

    A claim in ten articles is one difference, not one for each pair of them; of figures each further one is told too.
    """
    found: dict[DisagreementKind, Contrast] = {}
    for contrast in sorted(contrasts, key=lambda one: -one.grade):
        known = found.get(contrast.kind)
        found[contrast.kind] = _joined(known, contrast) if known else contrast
    return [found[kind] for kind in sorted(found)]


def _joined(known: Contrast, other: Contrast) -> Contrast:
    voices = {(voice.verb, _key(voice.words)): voice for voice in known.voices}
    fresh = [voice for voice in other.voices if (voice.verb, _key(voice.words)) not in voices]
    if len(fresh) == len(other.voices) or (fresh and (known.kind != "number" or len(voices) >= VOICES)):
        return known
    taken = {item.source.id for voice in known.voices for item in voice.items}
    for voice in other.voices:
        key = (voice.verb, _key(voice.words))
        items = tuple(item for item in voice.items if item.source.id not in taken)
        if key in voices:
            voices[key] = replace(voices[key], items=voices[key].items + items)
        elif items:
            voices[key] = replace(voice, items=items)
    return replace(known, voices=tuple(voices.values()))


def _key(words: str) -> str:
    return " ".join(words.casefold().split())


def with_allies(contrast: Contrast, allies: Mapping[int, Sequence[Item]]) -> Contrast:
    """The contrast with everybody who prints the words of one of its sides; `allies` are the statements of a claim."""
    taken = {item.source.id for item in contrast.items}
    voices: list[Voice] = []
    for voice in contrast.voices:
        known = {ally.order: ally for item in voice.items for ally in allies.get(item.order, ())}
        words = _key(voice.words.split("”")[0].strip("“"))
        more = [ally for ally in known.values() if ally.source.id not in taken and words in _key(ally.text)]
        taken |= {ally.source.id for ally in more}
        voices.append(replace(voice, items=(*voice.items, *more)))
    return replace(contrast, voices=tuple(voices))


def note(contrast: Contrast, names: Mapping[str, str]) -> str:
    """The sentence: who says what, side by side; `names` tells how each source is called."""
    parts = []
    for voice in contrast.voices:
        who = list(dict.fromkeys(names[item.source.id] for item in voice.items))
        parts.append(f"{_listed(who)} {voice.verb if len(who) == 1 else _PLURAL[voice.verb]} {voice.words}".rstrip())
    return ", ".join(parts) + contrast.tail


_PLURAL = {"says": "say", "credits": "credit", "names": "name", "gives": "give", "leaves": "leave", "has": "have"}


def _listed(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return listed(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
