"""What two statements share, as numbers, and the two questions asked of them: same claim? same event?

Only words are compared; no vector model is used. The weights were fitted by logistic regression on human-judged
sentence pairs (MSR Paraphrase Corpus, training part, and ECB+, topics 1 to 35, in equal shares) and are plain numbers
here. On the test parts, which the fit never saw, words alone reach what a small sentence encoder reaches within .03.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import fuzz

from explorer.models import Quantity, Span
from explorer.resolve.numbers import compatible
from explorer.text.tokens import STOPWORDS, stem, words

SAME_CLAIM = 0.56
"""Score from which two statements are taken to say the same thing, unless something named forbids it."""

SAME_EVENT = 0.42
"""Score from which two statements are taken to speak of one event."""

FIRM = 0.70
"""Score from which a difference between two statements is worth calling a disagreement."""


class Weights:
    """How much a word tells: its rarity in a background of news sentences and in this folder together.

    The background keeps a folder of five articles from thinking that "also" is as rare as a name; the folder makes
    the story's own names ordinary, so that sharing them alone is no match.
    """

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        total, common = _background()
        self._total = total
        self._counts = Counter(common)
        for tokens in texts:
            self._total += 1
            self._counts.update(set(tokens))

    def __call__(self, token: str) -> float:
        return math.log((self._total + 1) / (self._counts[token] + 1))


@cache
def _background() -> tuple[int, Mapping[str, int]]:
    lines = files("explorer.resolve").joinpath("data/background.tsv").read_text("utf-8").splitlines()
    total = int(lines[0].split("\t")[1])
    counts: Counter[str] = Counter()
    for line in lines[1:]:
        token, count = line.split("\t")
        counts[_concept(token)] += int(count)
    return total, counts


@dataclass(frozen=True, slots=True)
class Name:
    """A named thing inside a text: its span there and the key that is equal wherever the same thing is named."""

    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of one text. `tokens` are stems of content words, with a name as one token: its key."""

    words: str
    tokens: tuple[str, ...]
    weight: Mapping[str, float]
    total: float
    names: Mapping[str, float]
    numbers: tuple[Quantity, ...]
    length: int


def tokens_of(text: str, names: Sequence[Name]) -> tuple[tuple[str, ...], frozenset[str], str, int]:
    """(content tokens, name keys, all words joined by blanks, number of words) of `text`."""
    tokens: list[str] = []
    spoken: list[str] = []
    inside = {offset: name.key for name in names for offset in range(name.span.start, name.span.end)}
    last = ""
    for word, start in _spoken(text):
        spoken.append(word)
        key = inside.get(start, "")
        if key:
            if key != last:
                tokens.append(key)
        elif word not in STOPWORDS:
            tokens.append(_concept(stem(word)))
        last = key
    return tuple(tokens), frozenset(name.key for name in names), " ".join(spoken), len(spoken)


@lru_cache(maxsize=1 << 15)
def _spoken(text: str) -> tuple[tuple[str, int], ...]:
    """The words of `text` with their starts; a statement is asked for two or three times, within a folder."""
    return tuple((word, span.start) for word, span in words(text))


def profile(text: str, names: Sequence[Name], numbers: Sequence[Quantity], weights: Weights) -> Profile:
    """The profile of `text`; spans of `names` are offsets into `text`."""
    tokens, keys, spoken, length = tokens_of(text, names)
    weight = {token: weights(token) for token in dict.fromkeys(tokens)}
    named = {key: weights(key) for key in sorted(keys)}
    return Profile(spoken, tokens, weight, sum(weight.values()) or 1e-9, named, tuple(numbers), length)


@cache
def _synonyms() -> Mapping[str, str]:
    """Each stem of a group of synonyms to the first stem of its first group."""
    data = tomllib.loads(files("explorer.resolve").joinpath("data/synonyms.toml").read_text("utf-8"))
    first: dict[str, str] = {}
    for group in data["groups"]:
        stems = [stem(word) for word in group.split()]
        for one in stems:
            first.setdefault(one, first.get(stems[0], stems[0]))
    return first


@cache
def untelling() -> frozenset[str]:
    """Stems that tell who or when, but not what happened."""
    data = tomllib.loads(files("explorer.resolve").joinpath("data/wording.toml").read_text("utf-8"))
    return frozenset(_concept(stem(word)) for word in data["untelling"])


def _concept(token: str) -> str:
    return _synonyms().get(token, token)


FEATURES = (
    "token_set", "ratio", "jaccard", "contained", "numbers_shared", "numbers_missed", "length",
)  # fmt: skip


def features(a: Profile, b: Profile) -> tuple[float, ...]:
    """The features named in `FEATURES`, each between 0 and 1."""
    shared = sum(value for token, value in a.weight.items() if token in b.weight)
    common, missed = _numbers(a.numbers, b.numbers)
    return (
        fuzz.token_set_ratio(a.words, b.words) / 100,
        fuzz.ratio(a.words, b.words) / 100,
        shared / (a.total + b.total - shared),
        shared / min(a.total, b.total),
        min(common, 3) / 3,
        min(missed, 3) / 3,
        min(a.length, b.length) / max(a.length, b.length, 1),
    )


def _numbers(a: Sequence[Quantity], b: Sequence[Quantity]) -> tuple[int, int]:
    """(how many values agree, how many on the poorer side find no partner)."""
    if not a or not b:
        return 0, 0
    common = sum(any(compatible(x, y) for y in b) for x in a)
    other = sum(any(compatible(x, y) for x in a) for y in b)
    return min(common, other), min(len(a) - common, len(b) - other)


_WEIGHTS = (2.349, 0.989, 1.942, 0.842, 0.188, -0.761, 0.317)
_BIAS = -3.567


def score(a: Profile, b: Profile) -> float:
    """0 to 1: how likely a reader is to say that the two texts state the same."""
    value = _BIAS + sum(weight * feature for weight, feature in zip(_WEIGHTS, features(a, b), strict=True))
    return 1 / (1 + math.exp(-value))
