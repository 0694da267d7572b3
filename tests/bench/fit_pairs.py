"""Fit the weights of the pair score, and tell by cross-validation what they are worth.

    uv run python -m tests.bench.fit_pairs DATA [--vectors FILE]

DATA is a folder of data sets laid out as `match_data.py` says; only the parts to develop with are read: paraphrases,
the topics 1 to 35 of events, and the headlines of graded likeness. Sentences of articles in that last set are left
out, for they come from the corpus of paraphrases. The three weigh 1, 1 and a half, whatever their size. The weights are
printed as they stand in `explorer/resolve/features.py`. FILE keeps the vectors (some minutes) for the next time.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.resolve.features import FEATURES, features
from explorer.resolve.meaning import Vectors
from explorer.vectors import load
from tests.bench import scoring
from tests.bench.match_data import (
    DEVELOP_TOPICS,
    NotFoundError,
    Pair,
    event_pairs,
    event_sentences,
    mrpc,
    sts_news,
)
from tests.bench.resolving_pairs import profiles_of

Floats = NDArray[np.float64]

SHARES = (1.0, 1.0, 0.5)
"""How much paraphrases, events and graded likeness weigh."""

FOLDS = 5
TOPICS_APART = 7
"""Parts for cross-validation: of the paraphrases by lot, of the topics in turn."""

RIDGE = 1.0
SCALE = 4000.0
"""Weight of the penalty, and the number of pairs that a set of weight 1 stands for."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Pairs as features, one row each, with what readers said from 0 to 1, and the part each is left out with."""

    features: Floats
    labels: Floats
    part: NDArray[np.int64]


def main(argv: Sequence[str] | None = None) -> int:
    """Run it; exit code 2 where a set or the encoder is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--vectors", type=Path, metavar="FILE")
    args = parser.parse_args(argv)
    encoder = load()
    if encoder is None:
        print("fit_pairs: the sentence encoder is not installed", file=sys.stderr)
        return 2
    vectors = Vectors(encoder)
    _remember(vectors, args.vectors)
    try:
        sets = _samples(args.data, vectors)
    except NotFoundError as missing:
        print(f"fit_pairs: {missing}", file=sys.stderr)
        return 2
    _keep(vectors, args.vectors)
    for title, columns in (("WORDS", len(FEATURES)), ("WORDS_AND_MEANING", len(FEATURES) + 1)):
        chosen = [Sample(one.features[:, :columns], one.labels, one.part) for one in sets]
        weights = fit(chosen[:3])
        print(f"{title} = ({', '.join(f'{weight:.3f}' for weight in weights[:-1])})")
        print(f"{title}_BIAS = {weights[-1]:.3f}")
        print("   " + ", ".join(f"{name} {value:.3f}" for name, value in validated(chosen).items()))
    return 0


def _samples(data: Path, vectors: Vectors) -> list[Sample]:
    """Paraphrases, events, graded headlines to fit with, and graded news to try the fit on."""
    sentences = event_sentences(data, DEVELOP_TOPICS)
    related = event_pairs(sentences)
    alike = mrpc(data, True)
    lots = np.random.RandomState(7).permutation(len(alike)) % FOLDS  # a fixed lot
    events = [Pair(sentences[pair.a].text, sentences[pair.b].text, float(pair.strong)) for pair in related]
    topics = np.array([(sentences[pair.a].topic - 1) % TOPICS_APART for pair in related])
    graded = [Pair(one.a, one.b, one.label / 5) for one in sts_news(data, "train", headlines=True)]
    tried = sts_news(data, "dev")
    return [
        _sample(alike, lots, vectors),
        _sample(events, topics, vectors),
        _sample(graded, np.zeros(len(graded), np.int64), vectors),
        _sample(tried, np.zeros(len(tried), np.int64), vectors),
    ]


def _sample(pairs: Sequence[Pair], part: NDArray[np.int64], vectors: Vectors) -> Sample:
    made = profiles_of(text for pair in pairs for text in (pair.a, pair.b))
    rows = [
        (*features(made[pair.a], made[pair.b]), vectors.cosine(made[pair.a].text, made[pair.b].text)) for pair in pairs
    ]
    return Sample(np.array(rows), np.array([pair.label for pair in pairs]), part)


def fit(sets: Sequence[Sample]) -> Floats:
    """Weights by feature and the bias at the end, by Newton's method; each set weighs its share."""
    rows = np.concatenate([one.features for one in sets])
    labels = np.concatenate([one.labels for one in sets])
    shares = [np.full(len(one.labels), share / len(one.labels)) for one, share in zip(sets, SHARES, strict=True)]
    worth = np.concatenate(shares) * SCALE
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    inputs = np.c_[(rows - mean) / spread, np.ones(len(rows))]
    weights = np.zeros(inputs.shape[1])
    penalty = np.diag(np.r_[np.full(rows.shape[1], RIDGE), 0.0])
    for _ in range(30):
        guess = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (worth * (guess - labels)) + penalty @ weights
        bend = (inputs * (worth * guess * (1 - guess))[:, None]).T @ inputs + penalty
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    scaled: Floats = weights[:-1] / spread
    found: Floats = np.r_[scaled, weights[-1] - scaled @ mean]
    return found


def _told(sample: Sample, weights: Floats) -> Floats:
    told: Floats = sample.features @ weights[:-1] + weights[-1]
    return told


def validated(sets: Sequence[Sample]) -> dict[str, float]:
    """The figures of pairs that the weights they were scored with had not seen."""
    alike, events, graded, tried = sets
    said, right, balanced = np.zeros(len(alike.labels)), list[float](), list[float]()
    for fold in range(FOLDS):
        known = _but(alike, fold)
        weights = fit([known, events, graded])
        out = alike.part == fold
        said[out] = _told(alike, weights)[out]
        cut = scoring.best_cut(known.labels, _told(known, weights))
        right.append(scoring.accuracy(alike.labels[out], said[out], cut))
        balanced.append(scoring.f1(alike.labels[out], said[out], cut))
    seen = np.zeros(len(events.labels))
    for fold in range(TOPICS_APART):
        out = events.part == fold
        seen[out] = _told(events, fit([alike, _but(events, fold), graded]))[out]
    return {
        "accuracy": float(np.mean(right)),
        "F1": float(np.mean(balanced)),
        "AUC": scoring.auc(alike.labels, said),
        "rho": scoring.spearman(tried.labels, _told(tried, fit(sets[:3]))),
        "event AUC": scoring.auc(events.labels, seen),
        "event AP": scoring.average_precision(events.labels, seen),
    }


def _but(sample: Sample, fold: int) -> Sample:
    kept = sample.part != fold
    return Sample(sample.features[kept], sample.labels[kept], sample.part[kept])


# -- vectors from one time to the next ---------------------------------------------------------------------------------


def _remember(vectors: Vectors, path: Path | None) -> None:
    if path is not None and path.exists():
        with np.load(path, allow_pickle=False) as kept:
            vectors.known.update(zip(kept["texts"].tolist(), kept["rows"], strict=True))


def _keep(vectors: Vectors, path: Path | None) -> None:
    if path is not None:
        texts: Iterable[str] = vectors.known
        np.savez(path, texts=np.array(list(texts)), rows=np.stack(list(vectors.known.values())))


if __name__ == "__main__":
    sys.exit(main())
