"""Deeds and qualities that exclude each other, told of one thing: "ignored the call", "answered the call".

Opposed words alone prove little: one account tells that the yard was sold, another who bought it. They count where
both stand in the same place of two statements: nobody else does it, and it is done to the same thing. A denial turns
a word round, so who "did not ignore the call" agrees with who says that it was answered.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from explorer.resolve.tenses import verb_forms
from explorer.text.tokens import STOPWORDS, stem

_REACH = 5
"""Content words next to a word among which its subject or its object is looked for."""

_WORD = re.compile(r"[a-z0-9]+(?:[,.'][a-z0-9]+)*", re.IGNORECASE)
_BREAK = re.compile(
    r"[;:.?!\"()](?!\d)|,(?!\d)|\b(?:and|but|because|while|although|though|since|despite|after|before|when|who|which|"
    r"that|if|unless|until|as)\b"
)
_NEGATED = re.compile(
    r"(?:\b(?:not|never|cannot|no longer|without|unable to|(?:refus|declin|fail)(?:e[sd]|s|ing|ed)? to|"
    r"den(?:y|ies|ied|ying))|n't)\s+(?:(?:[a-z]+ly|be|been|being|have|yet|to|expected|likely)\s+)*$"
)
_OF_NOBODY = re.compile(r"^\W*(?:that\s+)?(?:no|none|nobody|nothing|neither|no one)\b")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got|gets)\s+(?:[a-z]+ly\s+|not\s+)?$")
_NOUN = re.compile(
    r"(?:\b(?:an?|the|its|his|her|their|our|this|any|of|in|by)|'s)\s+(?P<adjective>[a-z-]*[a-rt-z-]\s+)?$"
)
"""Before a noun: "the fall", "a sharp cut"; there the word is no deed. "The workers reject" has a plural before it."""
_INFLECTED = re.compile(r"(?:ed|[^s]s)$|^(?:sold|bought|lost|won|fell|rose|shut|kept|held|left|quit|broke|began|hid)$")
"""Behind an article and another word that is a verb: "the union rejected it", "the union rejects it"."""
_SAYING = frozenset("said say says told tells announced reported according".split())


@dataclass(frozen=True, slots=True)
class _Told:
    """A word of the lists in a text: its place, what it is said of, who does it, and whether it is denied."""

    place: tuple[int, int]
    objects: frozenset[str]
    agents: frozenset[str]
    denied: bool


Places = tuple[tuple[int, int], tuple[int, int]]
"""The places of two opposed words, one in each text."""


def opposite(a: str, b: str) -> Places | None:
    """Where two plain texts tell the reverse of one thing, by the lists of opposed words."""
    return next((places for places, agree in _opposites(a, b) if not agree), None)


def agree_by_opposites(a: str, b: str) -> bool:
    """Whether one text denies the opposite of what the other tells: "did not ignore the call", "answered the call"."""
    return any(agree for _, agree in _opposites(a, b))


def says_less(a: str, b: str) -> bool:
    """Whether one text only denies the reverse of the other: who has not rejected an offer need not have accepted it.

    Of two deeds that exclude each other one may do neither; of a few one does either.
    """
    found = [places for places, agree in _opposites(a, b) if agree]
    words = [{a[x[0] : x[1]].lower(), b[y[0] : y[1]].lower()} for x, y in found]
    return bool(words) and not any(pair <= _either() for pair in words)


@cache
def _either() -> frozenset[str]:
    data = tomllib.loads(files("explorer.resolve").joinpath("data/opposites.toml").read_text("utf-8"))
    deeds = {form for word in data["either_deed"] for form in verb_forms(word)}
    return frozenset(deeds.union(data["either_quality"]))


def _opposites(a: str, b: str) -> Iterator[tuple[Places, bool]]:
    """The opposed words of two texts that are told of one thing; True where a denial makes them say the same."""
    mine, theirs = _listed_words(a), _listed_words(b)
    for word in sorted(mine.keys() - theirs.keys()):
        for name in ("deeds", "qualities"):
            for ours, against in _pairs(name).get(word, ()):
                hits = sorted(against & theirs.keys())
                if not hits or ours & theirs.keys() or against & mine.keys():
                    continue
                one, other = _told(a, mine[word], name), _told(b, theirs[hits[0]], name)
                if one and other and _are_of_one_thing(one, other):
                    yield (one.place, other.place), one.denied != other.denied


def _are_of_one_thing(one: _Told, other: _Told) -> bool:
    if one.agents and other.agents and not one.agents & other.agents:
        return False
    if one.objects or other.objects:
        return bool(one.objects & other.objects)
    return bool(one.agents & other.agents)


@lru_cache(maxsize=1 << 13)
def _listed_words(text: str) -> dict[str, re.Match[str]]:
    """The words of the lists in a text, each at its first place; words with a capital within it are names.

    Not to be changed.
    """
    found: dict[str, re.Match[str]] = {}
    known = _pairs("deeds").keys() | _pairs("qualities").keys()
    for match in _WORD.finditer(text):
        word = match.group()
        if word.lower() in known and (word.islower() or match.start() == 0 or text.isupper()):
            found.setdefault(word.lower(), match)
    return found


def _told(text: str, match: re.Match[str], name: str) -> _Told | None:
    """What a word of a text is told of; None where a listed deed stands there as a noun."""
    low = text.lower()
    before, behind = low[: match.start()], low[match.end() :]
    noun = _NOUN.search(before) if name == "deeds" else None
    if noun and not (noun["adjective"] and _INFLECTED.search(match.group())):
        return None
    denied = _NEGATED.search(before) is not None or _OF_NOBODY.search(low) is not None
    left = _content(_BREAK.split(before)[-1])[-_REACH:]
    right = _content(_BREAK.split(behind)[0])[:_REACH]
    if name == "qualities":
        return _Told(match.span(), frozenset(left + right), frozenset(), denied)
    if _PASSIVE.search(before) and match.group().lower().endswith(("ed", "en", "t", "d", "n")):
        return _Told(match.span(), frozenset(left), frozenset(), denied)
    return _Told(match.span(), frozenset(right), frozenset(left), denied)


def _content(text: str) -> list[str]:
    """Stems of the content words of a clause."""
    found = [match.group().removesuffix("'s") for match in _WORD.finditer(text)]
    return [stem(word) for word in found if word not in STOPWORDS and word not in _SAYING]


@cache
def _pairs(name: str) -> dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]]:
    """Each word of the list `name` with the forms of its own side and of those that stand against it."""
    data = tomllib.loads(files("explorer.resolve").joinpath("data/opposites.toml").read_text("utf-8"))
    against: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for line in data[name]:
        left, right = (_forms(side, name) for side in line.split("|"))
        for mine, theirs in ((left, right), (right, left)):
            for word in sorted(mine):
                against.setdefault(word, []).append((mine, theirs))
    return {word: tuple(sides) for word, sides in against.items()}


def _forms(side: str, name: str) -> frozenset[str]:
    words = side.split()
    if name != "deeds":
        return frozenset(words)
    return frozenset(form for word in words for form in verb_forms(word)).union(
        *(_participles().get(word, ()) for word in words)
    )


@cache
def _participles() -> dict[str, tuple[str]]:
    data = tomllib.loads(files("explorer.resolve").joinpath("data/opposites.toml").read_text("utf-8"))
    return {base: (participle,) for base, participle in (pair.split() for pair in data["participles"])}
