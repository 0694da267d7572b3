"""Do two sentences say the same? The shipped pair score against what readers said."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from pathlib import Path

import numpy as np

from explorer.models import Span
from explorer.resolve.features import Name, Profile, Weights, profile, score, tokens_of, worded
from explorer.resolve.meaning import Scorer
from explorer.text.fold import straighten
from explorer.text.quantities import find_quantities
from explorer.text.tokens import STOPWORDS, words
from explorer.vectors import load
from tests.bench import scoring
from tests.bench.match_data import (
    DEVELOP_TOPICS,
    REST_TOPICS,
    EventSentence,
    Pair,
    Row,
    each,
    event_pairs,
    event_sentences,
    mrpc,
    sts_news,
)

_CAPITAL = re.compile(r"[A-Z]")


def names_by_capitals(text: str) -> list[Name]:
    """A stand-in for the entities of a build: each word with a capital, but for a common first word, is a name."""
    found: list[Name] = []
    for place, (word, span) in enumerate(words(text)):
        printed = text[span.start : span.end]
        if word not in STOPWORDS and _CAPITAL.match(printed) and (place or printed.isupper()):
            key = tokens_of(word)
            found.append(Name(Span(span.start, span.end), key[0] if key else word))
    return found


def profiles_of(texts: Iterable[str]) -> dict[str, Profile]:
    """A profile of each different text, made as a build makes those of its sentences."""
    plain = {text: straighten(text) for text in dict.fromkeys(texts)}
    names = {text: names_by_capitals(one) for text, one in plain.items()}
    weights = Weights(worded(one, names[text]).tokens for text, one in plain.items())
    return {text: profile(one, names[text], find_quantities(one), weights) for text, one in plain.items()}


def rows(data: Path, develop: bool) -> list[Row]:
    """Paraphrases, likeness, events, the nearest sentence, and the speed of scoring.

    The goals are those of words and sentence vectors together; what words alone reach is told beside them.
    """
    encoder = load()
    if encoder is None:
        return [*_figures(data, develop, Scorer(), " (no vectors installed)"), *each(partial(_speed, data))]
    words_alone = [replace(row, wanted=None) for row in _figures(data, develop, Scorer(), ", words alone")]
    told = [row for row in words_alone if row.measure]  # what is missing is told once
    return [*_figures(data, develop, Scorer(encoder)), *told, *each(partial(_speed, data))]


def _figures(data: Path, develop: bool, scorer: Scorer, which: str = "") -> list[Row]:
    found = each(
        partial(_paraphrases, data, develop, scorer),
        partial(_likeness, data, develop, scorer),
        partial(_events, data, develop, scorer),
    )
    return [replace(row, measure=row.measure + which) if row.measure else row for row in found]


def scored(pairs: Sequence[Pair], scorer: Scorer) -> tuple[scoring.Floats, scoring.Floats]:
    """(labels, scores) of pairs."""
    by_text = profiles_of(text for pair in pairs for text in (pair.a, pair.b))
    return (
        np.array([pair.label for pair in pairs]),
        np.array([scorer(by_text[pair.a], by_text[pair.b]) for pair in pairs]),
    )


def _paraphrases(data: Path, develop: bool, scorer: Scorer) -> list[Row]:
    cut = scoring.best_cut(*scored(mrpc(data, True), scorer))
    labels, scores = scored(mrpc(data, develop), scorer)
    note = "weights and cut were made with these pairs too" if develop else f"cut {cut:.2f}, made with the other part"
    return [
        Row("MRPC, same or not: accuracy", scoring.accuracy(labels, scores, cut), 0.74, note=note),
        Row("MRPC, same or not: F1", scoring.f1(labels, scores, cut), 0.825),
        Row("MRPC, same or not: AUC", scoring.auc(labels, scores), 0.775),
    ]


def _likeness(data: Path, develop: bool, scorer: Scorer) -> list[Row]:
    labels, scores = scored(sts_news(data, "dev" if develop else "test"), scorer)
    return [Row("STS-B news, likeness: rho", scoring.spearman(labels, scores), 0.76)]


def _events(data: Path, develop: bool, scorer: Scorer) -> list[Row]:
    sentences = event_sentences(data, DEVELOP_TOPICS if develop else REST_TOPICS)
    by_text = profiles_of(sentence.text for sentence in sentences)
    made = [by_text[sentence.text] for sentence in sentences]
    pairs = event_pairs(sentences)
    scores = np.array([scorer(made[pair.a], made[pair.b]) for pair in pairs])
    strong = np.array([float(pair.strong) for pair in pairs])
    first, fifth = _nearest(sentences, made, scorer)
    return [
        Row("ECB+, strongly one event: AUC", scoring.auc(strong, scores), 0.79),
        Row("ECB+, strongly one event: AP", scoring.average_precision(strong, scores), 0.57),
        Row("ECB+, nearest sentence elsewhere shares an event", first, 0.85),
        Row("ECB+, one of the nearest five does", fifth, 0.95),
    ]


def _nearest(sentences: Sequence[EventSentence], made: Sequence[Profile], scorer: Scorer) -> tuple[float, float]:
    """How often the best, and one of the best five, of all sentences of other documents shares an event.

    Sentences that share no event with any other document have nothing to find and are left out.
    """
    telling = [place for place, sentence in enumerate(sentences) if sentence.events]
    table = np.full((len(sentences), len(sentences)), -1.0)
    for i, j in combinations(telling, 2):
        if sentences[i].document != sentences[j].document:
            table[i, j] = table[j, i] = scorer(made[i], made[j])
    first = fifth = asked = 0
    for place in telling:
        ranked = [other for other in np.argsort(-table[place], kind="stable") if table[place, other] >= 0]
        good = [bool(sentences[other].events & sentences[place].events) for other in ranked]
        if any(good):
            asked += 1
            first += good[0]
            fifth += any(good[:5])
    return first / max(1, asked), fifth / max(1, asked)


def _speed(data: Path) -> list[Row]:
    pairs = mrpc(data, True)
    by_text = profiles_of(text for pair in pairs for text in (pair.a, pair.b))
    made = [(by_text[pair.a], by_text[pair.b]) for pair in pairs]
    begun = time.process_time()
    for a, b in made:
        score(a, b)
    return [Row("pairs scored by their words, a second", len(made) / (time.process_time() - begun), 45_000)]
