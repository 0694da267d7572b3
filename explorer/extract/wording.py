"""The word lists of `data/wording.toml`, and the hedges of a statement."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from explorer.models import Span


@dataclass(frozen=True, slots=True)
class Wording:
    """Lists as sets of lower-case words; the patterns match whole words of texts in lower case, which is far faster
    than to search without regard to case."""

    hedge: re.Pattern[str]
    rhetoric: re.Pattern[str]
    future: frozenset[str]
    future_heads: frozenset[str]
    advice: frozenset[str]
    evaluative: frozenset[str]
    deeds: frozenset[str]
    comparison: frozenset[str]
    matters: frozenset[str]
    sweeping: frozenset[str]
    measures: frozenset[str]
    minds: frozenset[str]
    talk: frozenset[str]
    telling: frozenset[str]
    vague: frozenset[str]
    demands: frozenset[str]
    refusal: re.Pattern[str]


_OF_WORTH = ("matters", "sweeping", "measures", "minds", "talk", "telling", "demands")


@cache
def wording() -> Wording:
    """The lists, read once."""
    table = tomllib.loads(files("explorer.extract").joinpath("data/wording.toml").read_text(encoding="utf-8"))
    hedges = [*table["hedges"]["words"].split(), *re.split(r"[|\n]", table["hedges"]["phrases"].strip())]
    longest_first = sorted((re.escape(hedge) for hedge in hedges if hedge), key=lambda hedge: (-len(hedge), hedge))
    return Wording(
        hedge=re.compile(r"(?<![\w-])(?:" + "|".join(longest_first) + r")(?![\w-])"),
        rhetoric=_any_at_a_word(table["rhetoric"]["patterns"]),
        future=frozenset(table["prediction"]["auxiliaries"].split()),
        future_heads=frozenset(table["prediction"]["heads"].split()),
        advice=frozenset(table["opinion"]["advice"].split()),
        evaluative=frozenset(table["opinion"]["words"].split()),
        deeds=frozenset(table["facts"]["verbs"].split()),
        comparison=frozenset(table["facts"]["comparison"].split()),
        refusal=_any_at_a_word(table["worth"]["refusals"]),
        vague=frozenset([*table["empty"]["words"].split(), *table["worth"]["vague"].split()]),
        **{name: frozenset(table["worth"][name].split()) for name in _OF_WORTH},
    )


def _any_at_a_word(patterns: str) -> re.Pattern[str]:
    """Any of some patterns, a line each, all of which begin with a word: tried at the edges of words only."""
    return re.compile(rf"\b(?:{'|'.join(patterns.strip().split('\n'))})")


def find_hedges(text: str, segments: tuple[Span, ...]) -> tuple[Span, ...]:
    """Words within `segments` that weaken or narrow what is stated ("partly", "most", "is expected to")."""
    found: list[Span] = []
    for segment in segments:
        base = max(segment.start - 1, 0)  # what stands before may join the first word
        lower = text[base : segment.end].replace("\u0130", "I").lower()  # the only letter that grows
        for match in wording().hedge.finditer(lower, segment.start - base):
            span = Span(base + match.start(), base + match.end())
            if text[span.start : span.end] != "May":  # the month
                found.append(span)
    return tuple(found)
