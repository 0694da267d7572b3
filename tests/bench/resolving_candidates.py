"""Which statements are compared at all: are the partners among them, and what does it cost as the number grows?"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from explorer.resolve.features import Profile, score
from tests.bench.match_data import (
    DEVELOP_TOPICS,
    REST_TOPICS,
    Row,
    each,
    event_pairs,
    event_sentences,
    mrpc,
    news_sentences,
)
from tests.bench.resolving_keys import KeyTable
from tests.bench.resolving_pairs import profiles_of
from tests.candidates import candidate_lists, candidate_pairs

_SAMPLED = 3000
"""Pairs of one event that are looked for; with more, nearly every sentence has a partner that is easy to find."""

_MILLION = 1_000_000
_BATCH = 50_000
_ARTICLE = 30
"""Claims of one article."""


def rows(data: Path, develop: bool) -> list[Row]:
    """Recall among many sentences, the price of a claim, its growth, and one article among a million claims."""
    return each(partial(_recall, data, develop), partial(_growth, data, develop), partial(_one_article, data, develop))


@cache
def _crowd(data: Path, develop: bool) -> dict[str, Profile]:
    return profiles_of(news_sentences(data, develop))


# -- recall ------------------------------------------------------------------------------------------------------------


def _recall(data: Path, develop: bool) -> list[Row]:
    crowd = _crowd(data, develop)
    place = {text: number for number, text in enumerate(crowd)}
    begun = time.process_time()
    lists = candidate_lists(list(crowd.values()))
    spent = time.process_time() - begun
    note = f"20 candidates among {len(crowd):,} sentences"
    said = [(pair.a, pair.b) for pair in mrpc(data, develop) if pair.label]
    sentences = event_sentences(data, DEVELOP_TOPICS if develop else REST_TOPICS)
    told = [(sentences[pair.a].text, sentences[pair.b].text) for pair in event_pairs(sentences) if pair.strong]
    return [
        Row("candidates, a paraphrase is among them (MRPC)", _found(said, place, lists), 0.98, note=note),
        Row("candidates, one on the same event is (ECB+ strong)", _found(told, place, lists), 0.83),
        Row("candidates, milliseconds a claim", 1000 * spent / len(crowd), 0.5, at_most=True),
    ]


def _found(pairs: Iterable[tuple[str, str]], place: Mapping[str, int], lists: Sequence[Sequence[int]]) -> float:
    """Share of the claims with a labelled partner in the crowd that have one of them among their candidates."""
    known = [(place.get(" ".join(a.split())), place.get(" ".join(b.split()))) for a, b in pairs]
    there = [(a, b) for a, b in known if a is not None and b is not None and a != b]
    random.Random(1).shuffle(there)
    partners: dict[int, set[int]] = defaultdict(set)
    for a, b in there[:_SAMPLED]:
        partners[a].add(b)
        partners[b].add(a)
    return sum(not partners[a].isdisjoint(lists[a]) for a in partners) / max(1, len(partners))


# -- growth ------------------------------------------------------------------------------------------------------------


def _growth(data: Path, develop: bool) -> list[Row]:
    profiles = list(_crowd(data, develop).values())
    random.Random(2).shuffle(profiles)
    half, whole = profiles[:50_000], profiles[:100_000]
    growth = _seconds_of_pairs(whole) / _seconds_of_pairs(half)
    begun = time.process_time()
    pairs = 0
    for a, b in candidate_pairs(whole):
        score(whole[a], whole[b])
        pairs += 1
    spent = time.process_time() - begun
    small, large = _bytes_a_claim(half), _bytes_a_claim(whole)
    note = f"{large:,.0f} bytes a claim at the peak, the profiles not counted"
    return [
        Row("candidates of all claims, time for 100,000 over 50,000", growth, 2.5, at_most=True),
        Row("all pairs of 100,000 claims, seconds on one core", spent, 60, at_most=True, note=f"{pairs:,} pairs"),
        Row("memory of a claim among 100,000 over 50,000", large / small, 1.1, at_most=True, note=note),
    ]


def _seconds_of_pairs(profiles: Sequence[Profile]) -> float:
    begun = time.process_time()
    for _ in candidate_pairs(profiles):
        pass
    return time.process_time() - begun


def _bytes_a_claim(profiles: Sequence[Profile]) -> float:
    """Most memory that finding the pairs takes at once."""
    tracemalloc.start()
    try:
        for _ in candidate_pairs(profiles):
            pass
        return tracemalloc.get_traced_memory()[1] / len(profiles)
    finally:
        tracemalloc.stop()


# -- one article among a million claims --------------------------------------------------------------------------------


def _one_article(data: Path, develop: bool) -> list[Row]:
    """An article of 30 claims comes to a million: its keys are added, its candidates found and scored."""
    real = list(_crowd(data, develop).values())
    chance = random.Random(4)
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "keys.db")) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")
        table = KeyTable(connection)
        claims: list[tuple[int, int, str]] = []
        begun = time.process_time()
        for low in range(0, _MILLION, _BATCH):
            batch = list(_recombined(real, low, min(low + _BATCH, _MILLION), chance, claims))
            table.add(range(low, low + len(batch)), batch)
        connection.commit()
        made = time.process_time() - begun
        size = (Path(folder) / "keys.db").stat().st_size
        spent = []
        for trial in range(5):
            article = [chance.choice(real) for _ in range(_ARTICLE)]
            numbers = range(_MILLION + trial * _ARTICLE, _MILLION + (trial + 1) * _ARTICLE)
            begun = time.process_time()
            table.add(numbers, article)
            for mine, others in zip(article, table.candidates(numbers, article), strict=True):
                for other in others:
                    if other < _MILLION:
                        score(mine, _mixed(real, *claims[other]))
            connection.commit()
            spent.append(time.process_time() - begun)
    note = f"keys of a million claims: {size / 1e6:,.0f} MB, made in {made:,.0f} s"
    value = sorted(spent)[len(spent) // 2]
    return [Row("one article of 30 claims into 1,000,000, seconds of one core", value, 0.5, at_most=True, note=note)]


def _recombined(
    real: Sequence[Profile], low: int, high: int, chance: random.Random, claims: list[tuple[int, int, str]]
) -> Iterator[Profile]:
    """Claims by number: the real ones first, then halves of two of them, some with a new name or figure.

    What each is made of goes to `claims`, for a million profiles take more memory than their keys.
    """
    for number in range(low, high):
        fresh = f"x{chance.randrange(_MILLION)}" if number >= len(real) and chance.random() < 0.3 else ""
        first = number if number < len(real) else chance.randrange(len(real))
        second = first if number < len(real) else chance.randrange(len(real))
        claims.append((first, second, fresh))
        yield _mixed(real, first, second, fresh)


def _mixed(real: Sequence[Profile], first: int, second: int, fresh: str) -> Profile:
    """The first half of one claim with the second half of another, and a word that nobody knows."""
    a, b = real[first], real[second]
    if first == second and not fresh:
        return a
    mine, theirs = list(a.weight.items()), list(b.weight.items())
    weight = dict(mine[: len(mine) // 2 + 1]) | dict(theirs[len(theirs) // 2 :])
    if fresh:
        weight[fresh] = max(weight.values())
    spoken = a.words.split()[: len(a.words.split()) // 2] + b.words.split()[len(b.words.split()) // 2 :]
    return replace(a, words=" ".join([*spoken, fresh]), tokens=tuple(weight), weight=weight, total=sum(weight.values()))
