"""News-like claims of our own making, for measuring without a single article: any number, no two alike.

Words are drawn by rank as in real text (a word's share falls with its rank, Zipf), so that the vocabulary keeps growing
with the number of claims. What is said means
nothing; what matters is how many claims hold which words, how long they are (60 to 250 characters, 143 on the mean),
and that names, figures and product numbers stand where they do in news.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b

import numpy as np

from tests.bench import search_words as lists

SHORTEST, LONGEST = 60, 250
"""Code points of a claim."""

Draw = Callable[[], str]

_FRAMES = (
    "{clause}{tail}.",
    "{clause}, {person} {saying}{tail}.",
    "{person} {saying} on {weekday} that {clause}{tail}.",
    "According to {firm}, {clause}{tail}.",
    "{firm} {saying} in {month} that {clause}{tail}.",
    "{clause}{tail}, {saying} {person} of {firm}.",
    "In {place}, {clause}{tail}.",
    "{clause}, a {noun} of {firm} {saying} on {weekday}{tail}.",
)
_CLAUSES = (
    "the {adjective} {noun} of {place} {verb} the {noun} by {figure} {unit}",
    "{firm} {verb} {figure} {unit} of {adjective} {noun} in {year}",
    "{person} {verb} the {noun} and the {noun} of {firm}",
    "the {noun} {verb} by the {adjective} {noun} is worth {figure} {unit}",
    "{firm} will have {verb} its {adjective} {noun} in {place} by {month} {year}",
    "the {model} is {figure} {unit} ahead of the {model} in every {noun}",
    "{firm} has {verb} the {model} for the {noun} of {place}",
    "a {noun} of {figure} {unit} was {verb} near {place} in {month}",
    "{place} and {place} have {verb} their {noun} over the {adjective} {noun}",
    "no {noun} had been {verb} since {person} left the {adjective} {noun} in {year}",
    "the {noun} that {person} {verb} did not reach the {noun} in {place}",
    "at least {figure} {unit} were {verb} when the {adjective} {noun} {verb} the {noun}",
    "more than {figure} {unit} of {noun} went from {place} to {place}",
    "{person}, who {verb} the {noun}, called it the most {adjective} {noun} in {place}",
    "its {noun} of {noun} rose from {figure} to {figure} {unit}",
    "the {adjective} {noun} and {firm} have {verb} a {noun} on {adjective} {noun}",
)
_TAILS = (
    "", " after the {noun} was {verb} by {person}", " because of the {adjective} {noun}",
    " despite the {noun} of {place}",
    ", which the {noun} of {firm} has {verb}", " while {person} {verb} the {adjective} {noun} of the {noun}",
    " as {place} {verb} its {noun}", ", but the {noun} was {verb} before {month}", " under a {noun} of {year}",
    ", up from {figure} {unit} in {year}", " for the {noun} between {place} and {place}",
)  # fmt: skip

_SLOT = re.compile(r"\{(\w+)\}")
_CHUNK = 1 << 15  # draws at a time


def generate(count: int, seed: int) -> Iterator[str]:
    """`count` distinct claims, the same ones for the same seed; those of a smaller count are the first of a larger."""
    draws = _draws(seed)
    patterns = _patterns(draws)
    lots = np.random.RandomState(seed)  # its stream is frozen, that of numpy's newer generators is not
    seen: set[int] = set()
    made = 0
    while made < count:
        for lot in lots.randint(0, len(patterns), _CHUNK).tolist():
            pattern, slots = patterns[lot]
            text = pattern % tuple([draw() for draw in slots])
            if not SHORTEST <= len(text) <= LONGEST:
                continue
            text = text[0].upper() + text[1:]
            key = _fingerprint(text)
            if key in seen:
                continue
            seen.add(key)
            yield text
            made += 1
            if made == count:
                return


def _fingerprint(text: str) -> int:
    """Tells texts apart in a fraction of the memory that they take, and alike on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


def _patterns(draws: Mapping[str, Draw]) -> list[tuple[str, list[Draw]]]:
    """Every frame with every clause and tail, as a format and what fills it."""
    patterns = []
    for frame in _FRAMES:
        for clause in _CLAUSES:
            for tail in _TAILS:
                text = frame.replace("{clause}", clause).replace("{tail}", tail)
                patterns.append((_SLOT.sub("%s", text), [draws[slot] for slot in _SLOT.findall(text)]))
    return patterns


def _draws(seed: int) -> dict[str, Draw]:
    """What fills each slot. Every kind of word has a stream of its own."""
    people = lists.names(90_000, 1)
    firms = lists.names(30_000, 2)
    places = lists.names(30_000, 3)
    models = _models(lists.names(3_000, 4))
    chance = random.Random(seed)
    first = _stream(lists.FIRST_NAMES, seed + 1, 0.6)
    last = _stream(people, seed + 2, 1.0)
    firm = _stream([f"{name} {form}" for name, form in _with_forms(firms)], seed + 3, 1.1)
    figures = _stream(_figures(), seed + 4, 0.3)
    return {
        "noun": _stream(lists.derived(lists.NOUNS, 20_000, 5), seed + 5, 1.15),
        "adjective": _stream(lists.derived(lists.ADJECTIVES, 2_000, 6), seed + 6, 1.1),
        "verb": _stream(lists.VERBS, seed + 7, 0.7),
        "person": lambda: f"{first()} {last()}",
        "firm": firm,
        "place": _stream(places, seed + 8, 1.1),
        "model": _stream(models, seed + 9, 0.8),
        "figure": figures,
        "unit": _stream(lists.UNITS, seed + 10, 0.5),
        "year": lambda: str(chance.randint(1990, 2027)),
        "month": _stream(lists.MONTHS, seed + 11, 0.1),
        "weekday": _stream(lists.WEEKDAYS, seed + 12, 0.1),
        "saying": _stream(lists.SAYING, seed + 13, 1.0),
    }


def _stream(words: Sequence[str], seed: int, steepness: float) -> Draw:
    """Words drawn with a share of 1 / (rank + 2) ** steepness, without end."""
    shares = np.cumsum(1 / (np.arange(len(words)) + 2.0) ** steepness)
    shares /= shares[-1]
    lots = np.random.RandomState(seed)

    def draw() -> Iterator[str]:
        while True:
            places = np.searchsorted(shares, lots.random_sample(_CHUNK))
            yield from map(words.__getitem__, np.minimum(places, len(words) - 1).tolist())

    return draw().__next__


def _with_forms(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    chance = random.Random(9)
    for name in names:
        yield name, chance.choice(lists.FIRM_FORMS)


def _models(names: Sequence[str]) -> list[str]:
    """Products with their numbers: "Brandov 810", "Kralik-9", "Stein X300"."""
    chance = random.Random(8)
    return [
        chance.choice(lists.MODEL_FORMS).format(
            name=name,
            number=chance.choice((chance.randint(2, 99), 10 * chance.randint(10, 99))),
            letter=chance.choice("ABCEHKMPRTVX"),
        )
        for name in names
        for _ in range(3)
    ]


def _figures() -> list[str]:
    """Figures as news prints them, small and round ones first."""
    chance = random.Random(7)
    found = dict.fromkeys(str(number) for number in range(2, 100))
    for _ in range(12_000):
        low = chance.random()
        if low < 0.4:
            found[f"{chance.uniform(0.1, 99):.1f}"] = None
        elif low < 0.8:
            found[f"{chance.randint(1, 999)},{chance.choice(('000', '500', f'{chance.randint(0, 999):03d}'))}"] = None
        else:
            found[str(chance.randint(100, 9999))] = None
    return list(found)
