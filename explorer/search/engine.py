"""From the words of a query to numbered documents: widening by stages, joining, and the best few by word weight.

Nothing here reads a text: what comes out is ranked by the words alone, the best-placed document first among equals.
All working memory is made for one search, so that several threads may search at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from explorer.search.postings import Index
from explorer.search.vocabulary import EXACT, STAGE_ABBREVIATION, STAGE_EXACT, STAGE_TYPO, Reach, Vocabulary
from explorer.text.tokens import STOPWORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENOUGH = 20
"""With so many documents found, a search is not widened to typing errors and abbreviations."""

ENOUGH_IN_FULL = 5
"""With fewer documents that match every word, those that miss a word follow them."""

OUT_OF_SIGHT = 8
"""Taken off a word's weight where the row does not show it."""

_VERY_COMMON = 60_000  # postings; above it a first look at the best-placed documents is enough
_FIRST_LOOKS = (32, 4)  # parts of all documents
_LEAST_LOOK = 1 << 15
_GALLOP_LISTS, _GALLOP_RATIO = 6, 30


class Found(NamedTuple):
    """Documents, ascending, and for each the mean weight of the query's words (0–100)."""

    documents: NDArray[np.int64]
    weights: NDArray[np.float32]


NOTHING = Found(np.empty(0, np.int64), np.empty(0, np.float32))


class Engine:
    """Searches one index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.vocabulary = Vocabulary(index.words)

    @property
    def size(self) -> int:
        """How many documents there are: 0 to `size - 1`."""
        return self.index.size

    def holding(self, word: str, *, is_prefix: bool = False, widen: bool = False) -> NDArray[np.bool_]:
        """A flag a document: whether it holds `word`, or a word that begins so, or (`widen`) what it may stand for."""
        raise NotImplementedError

    def field(self, name: str, value: str, *, is_prefix: bool = False) -> NDArray[np.bool_]:
        """A flag a document: whether one of its values of the field is called so."""
        raise NotImplementedError

    def values(self, name: str) -> list[str]:
        """The values of a field, the most frequent first."""
        raise NotImplementedError

    def range(self, name: str, low: float | None, high: float | None, unit: str = "") -> NDArray[np.bool_]:
        """A flag a document: whether it has a value of the field from `low` to `high`, both included."""
        raise NotImplementedError

    def rows(self, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """The row numbers of documents."""
        return documents + 1

    def documents(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The documents of those `rows` that the list has."""
        return rows[(rows > 0) & (rows <= self.size)] - 1

    def find(
        self, words: Sequence[str], *, is_open: bool, most: int, allowed: NDArray[np.bool_] | None = None
    ) -> Found:
        """The best `most` documents for `words` (in `allowed`, a flag a document), in order of number.

        `is_open` says that the last word may still be being typed.
        """
        found = NOTHING
        for stage in (STAGE_EXACT, STAGE_TYPO, STAGE_ABBREVIATION):
            reaches = self._expand(words, is_open, stage)
            found = self._match_all(reaches, most if stage == STAGE_EXACT else None, allowed)
            if len(found.documents) >= (ENOUGH if stage == STAGE_EXACT else 1):
                break
        if not len(found.documents):
            found = self._match_split(words, reaches, allowed)
        if len(found.documents) < ENOUGH_IN_FULL and len(words) > 1:
            found = self._add_partial(found, words, is_open, most, allowed)
        return _best(found, most)

    # -- words ---------------------------------------------------------------------------------------------------

    def _is_common(self, word: int) -> bool:
        count = len(self.vocabulary.words)
        length = self.index.length(word, word + 1) + self.index.length(count + word, count + word + 1)
        return length > self.index.size // 100

    def _expand(self, words: Sequence[str], is_open: bool, stage: int) -> list[list[Reach]]:
        last = len(words) - 1
        return [
            self._in_both_lists(
                self.vocabulary.expand(word, is_open=is_open and number == last, stage=stage, is_common=self._is_common)
            )
            for number, word in enumerate(words)
        ]

    def _in_both_lists(self, reaches: Iterable[Reach]) -> list[Reach]:
        """The same words among those out of sight too, a little lighter; lightest first."""
        count = len(self.vocabulary.words)
        both = [
            reach
            for weight, low, high in reaches
            for reach in (Reach(weight, low, high), Reach(weight - OUT_OF_SIGHT, count + low, count + high))
            if self.index.length(reach.low, reach.high)
        ]
        return sorted(both)

    def _postings(self, reaches: Iterable[Reach]) -> int:
        return sum(self.index.length(low, high) for _, low, high in reaches)

    # -- documents -----------------------------------------------------------------------------------------------

    def _match_all(self, words: Sequence[list[Reach]], enough: int | None, allowed: NDArray[np.bool_] | None) -> Found:
        """Documents that match every word. With `enough`, very common words stop at the best-placed documents."""
        sizes = [self._postings(word) for word in words]
        if not words or not all(sizes):
            return NOTHING
        if enough is not None and allowed is None and min(sizes) > _VERY_COMMON:
            for part in _FIRST_LOOKS:
                found = self._join(words, sizes, max(_LEAST_LOOK, self.index.size // part), None)
                if len(found.documents) >= enough:
                    return found
        return self._join(words, sizes, self.index.size, allowed)

    def _join(
        self, words: Sequence[list[Reach]], sizes: Sequence[int], bound: int, allowed: NDArray[np.bool_] | None
    ) -> Found:
        """Documents below `bound` in every word's lists, beginning with the rarest word."""
        order = sorted(range(len(words)), key=sizes.__getitem__)
        scattered = self._scatter(words[order[0]], bound)
        documents = np.flatnonzero(scattered != 0)
        if allowed is not None:
            documents = documents[allowed[documents]]
        weights = scattered[documents].astype(np.float32)
        for number in order[1:]:
            if not len(documents):
                return NOTHING
            if len(words[number]) <= _GALLOP_LISTS and sizes[number] > _GALLOP_RATIO * len(documents):
                more = self._look_up(words[number], documents, bound)
            else:
                more = self._scatter(words[number], bound)[documents]
            both = more > 0
            documents, weights = documents[both], weights[both] + more[both]
        return Found(documents, weights / np.float32(len(words)))

    def _scatter(self, reaches: Iterable[Reach], bound: int) -> NDArray[np.uint8]:
        """For each document below `bound` the weight of the best of `reaches` (lightest first), or 0."""
        weights = np.zeros(bound, np.uint8)
        for weight, low, high in reaches:
            documents = self.index.documents(low, high)
            if bound < self.index.size:
                documents = documents[documents < bound]
            weights[documents] = weight
        return weights

    def _look_up(self, reaches: Iterable[Reach], documents: NDArray[np.int64], bound: int) -> NDArray[np.uint8]:
        """As `_scatter`, for a few `documents`: seek each of them in long lists instead of reading these."""
        weights = np.zeros(len(documents), np.uint8)
        for weight, low, high in reaches:
            if high - low > 1:  # not sorted as a whole
                part = self._scatter([Reach(weight, low, high)], bound)[documents]
                np.copyto(weights, part, where=part > 0)
                continue
            postings = self.index.documents(low, high)
            places = np.minimum(np.searchsorted(postings, documents.astype(np.uint32)), len(postings) - 1)
            weights[postings[places] == documents] = weight
        return weights

    def _match_split(
        self, words: Sequence[str], reaches: Sequence[list[Reach]], allowed: NDArray[np.bool_] | None
    ) -> Found:
        """Documents for a word that runs two together, `nvdah20` for "Nvidia" and "H20", beside the other words."""
        lost = [number for number, word in enumerate(reaches) if not word] or ([0] if len(words) == 1 else [])
        if len(lost) != 1 or not 5 <= len(words[lost[0]]) <= 20:
            return NOTHING
        word, best = words[lost[0]], NOTHING
        others = [reach for number, reach in enumerate(reaches) if number != lost[0]]
        for cut in range(2, len(word) - 1):
            halves = [self._in_both_lists(self.vocabulary.parts(half)) for half in (word[:cut], word[cut:])]
            found = self._match_all([*others, *halves], None, allowed)
            if len(found.documents) and (not len(best.documents) or found.weights.max() > best.weights.max()):
                best = found
        return best

    def _add_partial(
        self,
        full: Found,
        words: Sequence[str],
        is_open: bool,
        most: int,
        allowed: NDArray[np.bool_] | None,
    ) -> Found:
        """`full`, and under it documents that miss one or more of the words; a rarer word weighs more."""
        total, share = np.zeros(self.index.size, np.float32), np.float32(0)
        for word, reaches in zip(words, self._expand(words, is_open, STAGE_TYPO), strict=True):
            if word in STOPWORDS or len(word) < 2:
                continue
            size = self._postings(reaches)
            rarity = np.float32(1 + 4 / (1 + np.log2(1 + size)))
            share += rarity
            if size:
                total += self._scatter(reaches, self.index.size) * rarity
        if not share:
            return full
        total[full.documents] = 0
        if allowed is not None:
            total[~allowed] = 0
        documents = np.flatnonzero(total > 0)
        ceiling = float(full.weights.min()) - 1 if len(full.documents) else EXACT
        partial = _best(Found(documents, np.minimum(total[documents] / share, np.float32(ceiling))), most)
        merged = np.concatenate([full.documents, partial.documents])
        order = np.argsort(merged, kind="stable")
        return Found(merged[order], np.concatenate([full.weights, partial.weights])[order])


def _best(found: Found, most: int) -> Found:
    """The heaviest `most`, the lower number first among equals, in order of number."""
    if len(found.documents) <= most:
        return found
    kept = np.sort(np.lexsort((found.documents, -found.weights))[:most])
    return Found(found.documents[kept], found.weights[kept])
