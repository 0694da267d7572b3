"""How far and how surely a statement goes: quantifiers ("most"), partial adverbs ("partly"), modal words ("could")."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from explorer.models import EntityType, Span
from explorer.resolve.items import Item
from explorer.text.fold import straighten
from explorer.text.tokens import STOPWORDS, stem, words

REACH = 3
"""Content words behind a quantifier or a modal word that it is taken to govern."""


_DENIED = re.compile(r"\b(?:not|never|no|cannot|\w+n't)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""A denied modal word ("never planned to") hedges nothing."""


_DENIAL = re.compile(r"\b(?:not|never|cannot|\w+n['’]t)\b", re.IGNORECASE)
_REST_OF_NUMBER = re.compile(r"(?<=\d)(?:[.,]\d+)+")
_AMOUNT = re.compile(r"\s+(?:[A-Z]{0,3}[$£€¥]|\d)")
_NOMINAL = re.compile(r"\b(?:to|help|helped|of|a|an|his|her)\s+$", re.IGNORECASE)
"""Before an infinitive or a noun nothing is asserted, so a modal word on the other side hedges nothing."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two wordings that go differently far, as printed; "" where one side has no such word."""

    a: str
    b: str


def scope(a: Item, b: Item) -> Difference | None:
    """A quantifier or partial adverb on the same words of which only one side has it, or in which the sides differ."""
    return _differ(a, b, "scope")


def modality(a: Item, b: Item) -> Difference | None:
    """A modal or hedging word ("could", "expected to") on the same words of which only one side has it."""
    return _differ(a, b, "modality")


@dataclass(frozen=True, slots=True)
class _Marked:
    group: str
    phrase: str
    governed: tuple[str, ...]


def _differ(a: Item, b: Item, kind: str) -> Difference | None:
    """The first marked word of either side whose governed words stand plain, or otherwise marked, on the other."""
    both = kind == "modality" and all(_DENIAL.search(item.text) for item in (a, b))
    mine, theirs = _marked(a, kind, denied=both), _marked(b, kind, denied=both)
    for marked in mine:
        other = _other_wording(marked, b, theirs, kind)
        if other:
            return Difference(marked.phrase, other)
    for marked in theirs:
        other = _other_wording(marked, a, mine, kind)
        if other:
            return Difference(other, marked.phrase)
    return None


def _other_wording(marked: _Marked, other: Item, others: list[_Marked], kind: str) -> str:
    """What `other` prints for the words that `marked` governs, when it is not marked alike; else ""."""
    if any(m.group == marked.group for m in others):
        return ""
    if any(m.governed and m.governed[0] == marked.governed[0] for m in others):
        return next(m.phrase for m in others if m.governed[0] == marked.governed[0])
    return _plain_phrase(other.text, marked.governed[: 1 if kind == "modality" else 2])


def _plain_phrase(text: str, need: tuple[str, ...]) -> str:
    """The words of `text` that stand for the stems `need`, in order and next to each other but for function words."""
    content = [(stem(word), span) for word, span in words(text) if word not in STOPWORDS]
    for i in range(len(content) - len(need) + 1):
        if tuple(token for token, _ in content[i : i + len(need)]) == need and not _NOMINAL.search(
            text[: content[i][1].start]
        ):
            denial = _DENIED.search(text, 0, content[i][1].start)
            start = denial.start() if denial else content[i][1].start
            return text[start : _end_of_number(text, content[i + len(need) - 1][1].end)]
    return ""


def _marked(item: Item, kind: str, *, denied: bool = False) -> list[_Marked]:
    """The marked words of a statement; `denied`: both sides deny, so what is "not expected to" hedges "will not"."""
    plain = straighten(item.text)
    pattern, groups = _markers(kind)
    found: list[_Marked] = []
    for match in pattern.finditer(plain):
        denial = _DENIED.search(plain, max(0, match.start() - 12), match.start())
        if denial and not (denied and groups[match.group().lower()] == "likely"):
            continue
        if _AMOUNT.match(plain, match.end()) or plain[: match.start()].lower().endswith("the "):
            continue  # "some $250 million" is no quantifier, "the most disliked" a superlative
        rest = plain[match.end() : match.end() + 80]
        clause = re.split(r"[,;:.!?](?!\d)|\s[-–—]\s", rest)[0]
        content = [(stem(w), span) for w, span in words(clause) if w not in STOPWORDS][:REACH]
        if len(content) >= 2 or (content and kind == "modality"):
            last = match.end() + content[min(1, len(content) - 1)][1].end
            phrase = item.text[(denial or match).start() : _end_of_number(plain, last)]
            found.append(_Marked(groups[match.group().lower()], phrase, tuple(token for token, _ in content)))
    return found


def _end_of_number(text: str, end: int) -> int:
    """Where a passage ends that would stop within a number: "plans to cut 1" of "1,200"."""
    rest = _REST_OF_NUMBER.match(text, end)
    return rest.end() if rest else end


@cache
def _markers(kind: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    data = tomllib.loads(files("explorer.resolve").joinpath("data/wording.toml").read_text("utf-8"))
    groups = {word: group for group, members in data[kind].items() for word in members}
    longest = sorted(groups, key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE), groups


def class_noun(item: Item) -> tuple[Span | None, EntityType]:
    """The span, in the item's text, of an indefinite "a Chinese manufacturer", and the type of whom it means."""
    plain = straighten(item.text)
    for kind in _CLASSES:
        match = _indefinite(kind).search(plain)
        if match:
            return Span(match.start(), match.end()), kind
    return None, "organization"


_CLASSES: tuple[EntityType, ...] = ("organization", "person")


@cache
def _indefinite(kind: str) -> re.Pattern[str]:
    data = tomllib.loads(files("explorer.resolve").joinpath("data/wording.toml").read_text("utf-8"))
    nouns = "|".join(map(re.escape, data["class_nouns"][kind]))
    return re.compile(rf"\ban?\s+(?:[\w-]+\s+){{0,3}}(?:{nouns})\b(?!'s|\s+(?:called|named|known))", re.IGNORECASE)
