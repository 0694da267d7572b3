"""What two statements share, as numbers, and the two questions asked of them: same claim? same event?

Words are compared here; `meaning` adds sentence vectors where words leave it open. The weights were fitted by logistic
regression on pairs of sentences that people judged (MSR Paraphrase Corpus, training part, and ECB+, topics 1 to 35, in
equal shares, and half as much of the headlines of STS-B, training part) and are plain numbers here; the fit is run
again with `python -m tests.bench.fit_pairs`. Fitted on one set alone they fail on the others: paraphrases teach to
punish every missing detail, events to forgive it.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from importlib.resources import files
from operator import or_
from zlib import crc32

from explorer.models import Quantity, Span
from explorer.text.agreeing import compatible
from explorer.text.tokens import STOPWORDS, placed_words, stem

SAME_CLAIM = 0.56
"""Score from which two statements are taken to say the same thing, unless something named forbids it."""

SAME_EVENT = 0.42
"""Score from which two statements are taken to speak of one event."""

FIRM = 0.70
"""Score from which a difference between two statements is worth calling a disagreement."""


LARGE = 1 << 17
"""Texts of a folder from which its size bears on the weights; the background alone would find too much common."""

LEAST = 0.1
"""What even the commonest word tells."""


class Weights:
    """How much a word tells: its rarity in a background of news sentences and in this folder together.

    The background keeps a folder of five articles from thinking that "also" is as rare as a name; the folder makes
    the story's own names ordinary, so that sharing them alone is no match.

    Counts in the folder are rounded down to a power of two, and the total is that of the background up to a large
    folder, so that one more article leaves almost every weight as it was. Measured, that costs nothing: the areas under
    the curves and the rank correlation change by .001 at most.
    """

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        total, self._common = _background()
        counts: Counter[str] = Counter()
        size = 0
        for tokens in texts:
            size += 1
            counts.update(set(tokens))
        self._folder = {token: _rounded(count) for token, count in counts.items()}
        self._total = max(total, _rounded(size)) if size >= LARGE else total
        self._known: dict[str, float] = {}

    def __call__(self, token: str) -> float:
        """How much a token tells of a text: the rarer it is, the more."""
        weight = self._known.get(token)
        if weight is None:
            count = self._common.get(token, 0) + self._folder.get(token, 0)
            weight = self._known[token] = max(LEAST, math.log((self._total + 1) / (count + 1)))
        return weight


def _rounded(count: int) -> int:
    """The highest power of two up to `count`."""
    return 1 << (count.bit_length() - 1) if count else 0


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
    letters: tuple[int, int] = (0, 0)
    """Bits of the runs of three letters, of all words and of `tokens`: other endings and spellings share most."""
    text: str = ""
    """As printed, for sentence vectors."""


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of one text, whatever they weigh: what a profile is made of."""

    text: str
    words: str
    """All of them, joined by blanks."""
    tokens: tuple[str, ...]
    names: tuple[str, ...]
    """The keys of the names, each once, sorted."""
    length: int
    """How many words."""


def worded(text: str, names: Sequence[Name]) -> Worded:
    """The words of `text`; spans of `names` are offsets into it."""
    tokens: list[str] = []
    spoken = list(placed_words(text))
    inside = {offset: name.key for name in names for offset in range(name.span.start, name.span.end)}
    last = ""
    for word, start, _ in spoken:
        key = inside.get(start, "")
        if key:
            if key != last:
                tokens.append(key)
        elif token := token_of(word):
            tokens.append(token)
        last = key
    keys = tuple(sorted({name.key for name in names}))
    return Worded(text, " ".join([word for word, _, _ in spoken]), tuple(tokens), keys, len(spoken))


def tokens_of(text: str) -> tuple[str, ...]:
    """The content tokens of `text`, whatever it names."""
    return worded(text, ()).tokens


@lru_cache(maxsize=1 << 16)
def token_of(word: str) -> str:
    """What a word counts as, or "" for one that tells nothing."""
    return "" if word in STOPWORDS else _concept(stem(word))


def profile(text: str, names: Sequence[Name], numbers: Sequence[Quantity], weights: Weights) -> Profile:
    """The profile of `text`; spans of `names` are offsets into `text`."""
    return weighed(worded(text, names), numbers, weights)


def weighed(of: Worded, numbers: Sequence[Quantity], weights: Weights) -> Profile:
    """The profile of a text whose words are known."""
    weight = {token: weights(token) for token in of.tokens}
    return Profile(
        words=of.words,
        tokens=of.tokens,
        weight=weight,
        total=sum(weight.values()) or 1e-9,
        names={key: weights(key) for key in of.names},
        numbers=tuple(numbers),
        length=of.length,
        letters=(_letters_of(of.words.split()), _letters_of(of.tokens)),
        text=of.text,
    )


LETTER_BITS = 1024
"""Size of the sets of bits; a sentence has about a hundred runs of three letters."""


def _letters_of(tokens: Iterable[str]) -> int:
    return reduce(or_, map(_letters, tokens), 0)


@lru_cache(maxsize=65536)
def _letters(word: str) -> int:
    """The runs of three letters of `word` and its edges, a bit for each, the same in every run (no seed)."""
    edged = f" {word} ".encode()
    return reduce(or_, (1 << crc32(edged[i : i + 3]) % LETTER_BITS for i in range(len(edged) - 2)), 0)


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


FEATURES = ("overlap", "spelling", "names", "numbers_missed", "length")


def features(a: Profile, b: Profile) -> tuple[float, ...]:
    """The features named in `FEATURES`, each between 0 and 1.

    *overlap* is the mean of two shares of the weight: of what both say and of what the poorer one says. Fitted apart
    they take each other's place from one sample to the next; together they are worth the same.
    """
    weight = b.weight
    shared = sum([value for token, value in a.weight.items() if token in weight])
    return (
        (shared / (a.total + b.total - shared) + shared / min(a.total, b.total)) / 2,
        (_alike(a.letters[0], b.letters[0]) + _alike(a.letters[1], b.letters[1])) / 2,
        _names(a.names, b.names) if a.names and b.names else 0.0,
        _missed(a.numbers, b.numbers) if a.numbers and b.numbers else 0.0,
        min(a.length, b.length) / max(a.length, b.length, 1),
    )


def _alike(a: int, b: int) -> float:
    """Share of the marks of both that both have."""
    return (a & b).bit_count() / ((a | b).bit_count() or 1)


def _names(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Share of the names of both, by weight, that both hold."""
    shared = sum([value for key, value in a.items() if key in b])
    return shared / (sum(a.values()) + sum(b.values()) - shared)


def _missed(a: Sequence[Quantity], b: Sequence[Quantity]) -> float:
    """How many values of the side with fewer of them find no partner, up to three, as a share of three."""
    mine = sum(not any(compatible(x, y) for y in b) for x in a)
    theirs = sum(not any(compatible(x, y) for x in a) for y in b)
    return min(mine, theirs, 3) / 3


WORDS = (3.018, 2.592, -0.298, -0.573, 0.557)
WORDS_BIAS = -2.752
"""The fit for words alone, by feature. A story's names stand in most of it: of equal words they say a little less."""

WORDS_AND_MEANING = (1.305, 1.608, -0.376, -1.008, 0.531, 3.729)
WORDS_AND_MEANING_BIAS = -3.988
"""The fit with the cosine of the sentence vectors as the last feature; the cuts mean the same on both scales."""


PairScore = Callable[[Profile, Profile], float]
"""Compares two texts: `score`, or a `Scorer` of `meaning`."""


def score(a: Profile, b: Profile) -> float:
    """0 to 1: how likely a reader is to say that the two texts state the same, by their words alone."""
    return by_words(features(a, b))


def by_words(found: Sequence[float]) -> float:
    """The score that goes with `features`."""
    return 1 / (1 + math.exp(-WORDS_BIAS - math.sumprod(WORDS, found)))


def by_words_and_meaning(found: Sequence[float], cosine: float) -> float:
    """The score that goes with `features` and the cosine of the two sentence vectors; on the same scale."""
    return 1 / (1 + math.exp(-WORDS_AND_MEANING_BIAS - math.sumprod(WORDS_AND_MEANING, (*found, cosine))))
