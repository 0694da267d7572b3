"""Copies and rewrites of whole articles: what the shipped functions find of them.

No set of news is labelled with who rewrote whom. Copies are judged against the exact share of five-word runs; rewrites
on made-up articles of eight sentences, some of which stand in another article as a person rewrote them, against
articles of the same topics that state other things.
"""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import partial
from itertools import combinations
from pathlib import Path

import numpy as np

from explorer.resolve.comparing import likeness
from explorer.resolve.features import Profile
from explorer.resolve.meaning import Scorer
from explorer.resolve.shingles import COPIED, copied, runs, sample
from explorer.vectors import load
from tests.bench import scoring
from tests.bench.match_data import Pair, Row, each, mrpc, reuters
from tests.bench.resolving_pairs import profiles_of

SENTENCES = 8
"""Sentences of a made-up article."""

ARTICLES = 300
"""Pairs of made-up articles of each kind."""

LEAST_WORDS = 60
"""Words of a dispatch that is an article: the others are headlines and tables of one line."""

LEAST_SHARED = 3
"""Runs that two articles share before the reference looks at their share; no fewer can be 30 % of such an article."""


def rows(data: Path, develop: bool) -> list[Row]:
    """Rewrites among made-up articles, copies among dispatches of an agency, and what the copies cost."""
    return each(partial(_rewrites, data, develop), partial(_copies, data))


def _rewrites(data: Path, develop: bool) -> list[Row]:
    pairs = mrpc(data, develop)
    by_text = profiles_of(text for pair in pairs for text in (pair.a, pair.b))
    alike = [pair for pair in pairs if pair.label]
    other = [pair for pair in pairs if not pair.label]
    scorer = Scorer(load())
    return [
        Row(f"rewrites, {count} of {SENTENCES} sentences: AUC", _area(count, alike, other, by_text, scorer), wanted)
        for count, wanted in ((8, 0.98), (4, 0.87))
    ]


def _area(
    count: int, alike: Sequence[Pair], other: Sequence[Pair], by_text: dict[str, Profile], scorer: Scorer
) -> float:
    """How well the likeness of articles tells those with `count` rewritten sentences from those without any."""
    chance = random.Random(3)
    labels: list[float] = []
    values: list[float] = []
    for _ in range(ARTICLES):
        rewritten = chance.sample(alike, count) + chance.sample(other, SENTENCES - count)
        for label, pairs in ((1.0, rewritten), (0.0, chance.sample(other, SENTENCES))):
            later = chance.sample([pair.b for pair in pairs], SENTENCES)
            matrix = [[scorer(by_text[pair.a], by_text[text]) for text in later] for pair in pairs]
            labels.append(label)
            values.append(likeness(matrix))
    return scoring.auc(np.array(labels), np.array(values))


def _copies(data: Path) -> list[Row]:
    texts = [f"{one.title}. {one.body}" for one in reuters(data) if len(one.body.split()) >= LEAST_WORDS]
    begun = time.process_time()
    found = copied(list(map(sample, texts)), texts.__getitem__)
    seconds = time.process_time() - begun
    wanted = _exact(texts)
    note = f"{len(wanted)} pairs of {len(texts)} articles share {COPIED:.0%} of their runs"
    return [
        Row("copies, containment ≥ .3 found", len(wanted & found.keys()) / max(1, len(wanted)), 0.97, note=note),
        Row("copies, seconds for 10,000 articles", 10_000 * seconds / max(1, len(texts)), None),
    ]


def _exact(texts: Sequence[str]) -> set[tuple[int, int]]:
    """The pairs of which the shorter text shares at least `COPIED` of its runs, by comparing all of them."""
    sets = [runs(text) for text in texts]
    holders: dict[int, list[int]] = defaultdict(list)
    for index, one in enumerate(sets):
        for run in one:
            holders[run].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for group in holders.values():
        shared.update(combinations(group, 2))
    return {
        (a, b)
        for (a, b), count in shared.items()
        if count >= LEAST_SHARED and count >= COPIED * min(len(sets[a]), len(sets[b]))
    }
