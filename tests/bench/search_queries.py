"""Queries as people type them, made of the words of a corpus by seed, or read from a file; and what they meant.

A query has the words that it means, without the typing errors and abbreviations that were put in. A result is right if
the claim holds all of them, which knows nothing of any scorer. Where the corpus has no such claim, or a query means
nothing certain (a beginning, a single letter), it is typed and timed but not judged.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from explorer.text.fold import fold
from explorer.text.inert import make_inert

JUDGED = 10
"""So many results of a query are looked at."""

_WORD = re.compile(r"[^\W_]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FREQUENT = 150  # the commonest words are nothing that one searches for
_PRODUCT = re.compile(r"\b([A-Z][a-z]{4,})[ -]((?:[A-Z]{1,2})?\d{2,4}[A-Z]?)\b(?![,.]\d)")
_MONTHS = "January February March April June July August September October November December".split()
_LONGEST = 300  # code points of a query
_TRIES = 20_000  # draws for one query before its kind is given up: a tiny corpus has no five rare words in a row


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, the words that it means (folded; empty where nothing is certain), and which kind it is of."""

    text: str
    words: tuple[str, ...] = ()
    kind: str = "given"


def words_of(text: str) -> list[str]:
    """The folded words of a text, as a reader would tell them apart: letters and digits."""
    return _WORD.findall(fold(text))


# -- made by seed ------------------------------------------------------------------------------------------------------


def make_queries(claims: Sequence[str], seed: int) -> list[Query]:
    """About 110 queries of 16 kinds out of the words of `claims` (100,000 of them are plenty)."""
    maker = _Maker(claims, random.Random(seed))
    return list(maker.queries())


def typo(word: str, chance: random.Random, count: int = 1) -> str:
    """`word` with a letter changed, left out, put in or swapped with the next, `count` times; the first stays."""
    for _ in range(count):
        if len(word) < 3:
            break
        at, letter = chance.randrange(1, len(word) - 1), chance.choice(_LETTERS)
        edits = (
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
        word = chance.choice(edits)
    return word


def skeleton(word: str) -> str:
    """A word without its vowels but for a first one, as people shorten names: "hanguang" is "hngng"."""
    return word[0] + "".join(letter for letter in word[1:] if letter not in "aeiou")


class _Maker:
    """Draws words and claims from one corpus."""

    def __init__(self, claims: Sequence[str], chance: random.Random) -> None:
        self.claims, self.chance = claims, chance
        self.held = Counter(word for claim in claims for word in set(words_of(claim)))
        self.frequent = {word for word, _ in self.held.most_common(_FREQUENT)}
        ranked = sorted(self.held.items())
        self.known = [(word, count) for word, count in ranked if word.isascii() and word.isalpha()]
        # The bounds below are of 100,000 claims.
        self.scale = max(len(claims), 1) / 100_000

    def queries(self) -> Iterator[Query]:
        """All kinds, one after the other; what the corpus has not is left out."""
        chance, word = self.chance, self._word
        singles: list[tuple[str, int, int, int, int, Callable[[str], str], bool]] = [
            ("exact", 8, 50, 3000, 5, str, True),
            ("rare", 6, 2, 15, 6, str, True),
            ("prefix", 8, 50, 3000, 7, lambda w: w[: chance.randint(3, 5)], False),
            ("one typo", 10, 20, 3000, 6, lambda w: typo(w, chance), True),
            ("two typos", 8, 20, 3000, 9, lambda w: typo(w, chance, 2), True),
        ]
        for kind, count, low, high, length, change, meant in singles:
            for _ in range(count):
                if one := word(low, high, length):
                    yield Query(change(one), (one,) if meant else (), kind)
        yield from self._common()
        yield from self._several("several", (2, 2, 3, 3, 3, 4, 4, 5), 4, list)
        yield from self._several("out of order", (2, 2, 3, 3, 4, 4), 4, self._shuffled)
        yield from self._several("several, one typo", (2, 2, 2, 3, 3, 3, 4, 4), 5, self._one_typo)
        yield from self._several("several, all typos", (2, 2, 3, 3), 6, lambda ws: [typo(w, chance) for w in ws])
        opened = self._several("open last word", (2, 2, 3, 3, 4), 5, lambda ws: [*ws[:-1], ws[-1][:3]])
        yield from (Query(query.text, (), query.kind) for query in opened)
        yield from self._products()
        yield from (Query(letter, (), "single letter") for letter in ("a", "x", "7", "s"))
        yield from (Query(text, (), "stop words") for text in ("of the", "in a", "said on"))
        yield from self._phrases()

    def _word(self, low: int, high: int, length: int) -> str | None:
        """A word of at least `length` letters that `low` to `high` claims in 100,000 hold."""
        least, most = max(2, round(low * self.scale)), max(3, round(high * self.scale))
        fit = [word for word, count in self.known if least <= count <= most and len(word) >= length]
        return self.chance.choice(fit) if fit else None

    def _common(self) -> Iterator[Query]:
        """The commonest word, and some that stand in very many claims."""
        ranked = [word for word, _ in self.held.most_common(400) if word.isalpha()]
        for word in [*ranked[:1], *self.chance.sample(ranked[20:], min(5, len(ranked[20:])))]:
            yield Query(word, (word,), "common")

    def _claim(self) -> str:
        return self.chance.choice(self.claims)

    def _several(
        self, kind: str, counts: Sequence[int], length: int, change: Callable[[list[str]], list[str]]
    ) -> Iterator[Query]:
        """Words of one claim, in its order before `change`."""
        for count in counts:
            for _ in range(_TRIES):
                words = [
                    w for w in dict.fromkeys(words_of(self._claim())) if len(w) >= length and w not in self.frequent
                ]
                words = [word for word in words if word.isascii() and word.isalpha()]
                if len(words) > count:
                    places = sorted(self.chance.sample(range(len(words)), count))
                    meant = [words[place] for place in places]
                    yield Query(" ".join(change(meant)), tuple(meant), kind)
                    break

    def _shuffled(self, words: list[str]) -> list[str]:
        return self.chance.sample(words, len(words))

    def _one_typo(self, words: list[str]) -> list[str]:
        at = self.chance.randrange(len(words))
        return [typo(word, self.chance) if place == at else word for place, word in enumerate(words)]

    def _products(self) -> Iterator[Query]:
        """Names with their numbers: with a typing error in the name, turned round, and run together without vowels."""
        found: dict[tuple[str, str], None] = {}
        for _ in range(_TRIES):
            match = _PRODUCT.search(self._claim())
            if match and match[1] not in _MONTHS:
                found[fold(match[1]), fold(match[2])] = None
            if len(found) == 16:
                break
        shapes: list[tuple[str, Callable[[str, str], str]]] = [
            ("product", lambda name, number: f"{typo(name, self.chance)} {number}"),
            ("product", lambda name, number: f"{number} {name}"),
            ("abbreviation", lambda name, number: skeleton(name) + number),
            ("product", lambda name, number: f"{name}-{number}"),
        ]
        for place, (name, number) in enumerate(found):
            kind, shape = shapes[place % len(shapes)]
            yield Query(shape(name, number), (name, number), kind)

    def _phrases(self) -> Iterator[Query]:
        """A stretch of a claim, as it is pasted, cut off within a word."""
        for _ in range(4):
            claim = self._claim()
            start = claim.find(" ", self.chance.randrange(len(claim) // 2)) + 1
            yield Query(claim[start : start + self.chance.randint(18, 34)].strip().lower(), (), "phrase")


# -- read from a file --------------------------------------------------------------------------------------------------


def read_queries(path: Path) -> tuple[list[Query], list[str]]:
    """The queries in a file of JSON lines `{"query", "words"}`, and a sentence for each line that is none.

    `words` may be left out. Raises OSError.
    """
    found, problems = [], []
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                found.append(_query(json.loads(line)))
            except (ValueError, RecursionError) as error:
                reason = make_inert(str(error)) if type(error) is ValueError else "it is no JSON"
                problems.append(f"{make_inert(str(path))} line {number}: {reason}; left out")
    return found, problems


def _query(given: object) -> Query:
    if not isinstance(given, dict) or not isinstance(given.get("query"), str) or not given["query"].strip():
        raise ValueError('it is no object with a "query"')
    words = given.get("words", [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ValueError('its "words" are no list of words')
    if len(given["query"]) > _LONGEST:
        raise ValueError(f"its query is longer than {_LONGEST} characters")
    return Query(given["query"], tuple(part for word in words for part in words_of(word)))


# -- what is right -----------------------------------------------------------------------------------------------------


def holders(queries: Iterable[Query], claims: Iterable[str]) -> dict[Query, int]:
    """How many claims hold all the words of each query; counted up to `JUDGED`, which is all that matters."""
    counts = {query: 0 for query in queries if query.words}
    wanted: dict[str, list[Query]] = {}
    for query in counts:  # by one word of each: only claims that hold it are looked at
        wanted.setdefault(max(query.words, key=len), []).append(query)
    for claim in claims:
        if not wanted:
            break
        words = set(words_of(claim))
        for word in wanted.keys() & words:
            for query in wanted[word]:
                counts[query] += words.issuperset(query.words)
            wanted[word] = [query for query in wanted[word] if counts[query] < JUDGED]
            if not wanted[word]:
                del wanted[word]
    return counts


def intent(query: Query, results: Iterable[str], held: int) -> float | None:
    """The share of the best results that hold every word that was meant; None where there is nothing to judge."""
    if not query.words or not held:
        return None
    right = sum(set(query.words) <= set(words_of(text)) for text in list(results)[:JUDGED])
    return min(1.0, right / min(JUDGED, held))
