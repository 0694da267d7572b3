"""What sets two alike statements apart: the other way, another nation, "un-", a lead against a result."""

from __future__ import annotations

import re
from functools import lru_cache

from explorer.extract.names_lexicon import lexicon
from explorer.resolve.items import Item
from explorer.text.fold import straighten
from explorer.text.tokens import stem

_OPPOSITE = (("in", "out"), ("into", "out"), ("on", "off"), ("up", "down"))
"""Words behind a verb that turn it round: one checks into a clinic, and out of it."""
_WAY = re.compile(r"\b(?P<verb>[a-z]{3,}) (?P<way>into|in|out|on|off|up|down)\b")
_WORD = re.compile(r"[a-z]{4,}")
_NOUN = re.compile(r"\s(?:(?:and|or|,)\s)?(?P<noun>[a-z]{3,})\b")
_BY = r"\b[^.;]{0,40}?\bby (?:\w+ ){0,2}?\d"
"""By how much, in figures."""
_UNREAL = re.compile(r"\b(?:would|could|should|might)(?: not|n't)? have \w+(?:ed|en|n|t|d|k|g|m|e|w)\b")
"""What was not so."""
_STANDING = re.compile(r"\b(?:leads?|led|leading|ahead|trail(?:s|ed|ing)?|behind)" + _BY)
"""Who is ahead while it is open ..."""
_DECIDED = re.compile(r"\b(?:defeat(?:s|ed|ing)?|beat(?:s|en|ing)?|w[io]ns?|winning|los(?:t|es|e|ing))" + _BY)
"""... and who has won."""


def set_apart(a: Item, b: Item) -> str:
    """The words that set two statements apart, as a phrase ("“into” against “out”"), or ""."""
    low, other = straighten(a.text).lower(), straighten(b.text).lower()
    if bool(_UNREAL.search(low)) != bool(_UNREAL.search(other)):
        return "“would have” on one side only"
    return _other_way(low, other) or _undone(low, other) or _undone(other, low) or _other_moment(low, other)


def _other_way(low: str, other: str) -> str:
    mine, theirs = _ways(low), _ways(other)
    for verb in sorted(mine.keys() & theirs.keys()):
        ours, others = mine[verb], theirs[verb]
        for one, opposite in _OPPOSITE:
            for x, y in ((one, opposite), (opposite, one)):
                if x in ours and y in others and y not in ours and x not in others:
                    return f"“{x}” against “{y}”"
    return ""


@lru_cache(maxsize=1 << 13)
def _ways(low: str) -> dict[str, frozenset[str]]:
    """Verbs with the ways that stand behind them; not to be changed."""
    found: dict[str, set[str]] = {}
    for match in _WAY.finditer(low):
        found.setdefault(stem(match["verb"]), set()).add(match["way"])
    return {verb: frozenset(ways) for verb, ways in found.items()}


def _undone(low: str, other: str) -> str:
    """A word that the other side has with "un-" in front: "licensed" against "unlicensed"."""
    mine, theirs = _words(low), _words(other)
    for word in sorted(mine):
        if f"un{word}" in theirs and f"un{word}" not in mine and word not in theirs:
            return f"“{word}” against “un{word}”"
    return ""


@lru_cache(maxsize=1 << 13)
def _words(low: str) -> frozenset[str]:
    return frozenset(_WORD.findall(low))


def _other_moment(low: str, other: str) -> str:
    """Whether one tells who led by so many and the other who won by so many: the count went on."""
    for x, y in ((low, other), (other, low)):
        standing, decided = _STANDING.search(x), _DECIDED.search(y)
        if standing and decided and not _DECIDED.search(x) and not _STANDING.search(y):
            return "a lead against a result"
    return ""


def other_nation(a: Item, b: Item) -> bool:
    """Whether one and the same noun is of other nations on both sides: "the British climber", "a Swiss climber"."""
    mine, theirs = _of_nations(a), _of_nations(b)
    return any(not mine[noun] & theirs[noun] for noun in mine.keys() & theirs.keys())


def _of_nations(item: Item) -> dict[str, frozenset[str]]:
    """The nouns right behind the names of nations, with these: "Swiss and Danish skippers" is of two."""
    found: dict[str, set[str]] = {}
    text = item.source.text
    waiting: list[str] = []
    for named in item.named:
        mention = named.mention
        is_nation = mention.form == "adjective" or straighten(mention.text) in lexicon().country_of
        if not is_nation:
            continue
        waiting.append(named.entity)
        behind = _NOUN.match(text, mention.end)
        if behind and behind["noun"] not in ("and", "or"):
            found.setdefault(stem(behind["noun"]), set()).update(waiting)
            waiting = []
        elif not behind:
            waiting = []
    return {noun: frozenset(nations) for noun, nations in found.items()}
