"""The search that is asked how much another one misses: every claim scored for every query, without any short cut.

It takes from the search on trial what a word may stand for and how much each reading weighs, and how much likeness to
the query adds; the claims it reads itself. So there is no cap on candidates, no stage that is left out because an
earlier one has found enough, and no index.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from explorer.search.lexicon import STAGE_ABBREVIATION
from explorer.search.ranking import likeness
from explorer.search.words import flatten, index_words, query_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from explorer.search.parts import Part


class Reference:
    """All claims of a list as the words they hold; `part` is the index that knows these words."""

    def __init__(self, part: Part, claims: Sequence[str]) -> None:
        """`claims` in the order of their rows."""
        self._part, self._claims = part, claims
        numbers: dict[str, int] = {}
        flat, starts = array("I"), array("q")
        for text in claims:
            starts.append(len(flat))
            flat.extend(numbers.setdefault(word, len(numbers)) for word in index_words(text))
        self._flat, self._starts = np.frombuffer(flat, np.uint32), np.frombuffer(starts, np.int64)
        known = [part.lexicon.find(word) for word in numbers]
        self._places = np.array([-1 if place is None else place for place in known], np.int64)
        """Where the words stand in the index."""

    def recall(self, query: str, rows: Sequence[int], most: int) -> float | None:
        """The share of the best `most` claims that `rows` are among; None where no claim holds every word.

        Claims of equal score are equally right.
        """
        scores = self._scores(query)
        matching = np.flatnonzero(scores)
        if not len(matching):
            return None
        texts = [flatten(self._claims[at]) for at in matching.tolist()]
        scores[matching] = np.rint(scores[matching] + likeness(query.strip(), texts, has_names=False))
        most = min(most, len(matching))
        least = float(np.partition(scores[matching], -most)[-most])
        right = sum(bool(scores[row - 1] >= least) for row in rows)
        return min(1.0, right / most)

    def _scores(self, query: str) -> NDArray[np.float64]:
        """The mean weight of the query's words in each claim, 0 where it misses one."""
        words, is_open = query_words(query)
        total = np.zeros(len(self._claims))
        everywhere = np.full(len(self._claims), bool(words))
        for number, word in enumerate(words):
            weights = np.zeros(int(self._places.max(initial=0)) + 1, np.uint8)
            reaches = self._part.lexicon.expand(
                word,
                is_open=is_open and number == len(words) - 1,
                stage=STAGE_ABBREVIATION,
                is_meant=self._part.is_meant,
            )
            for weight, lows, highs in reaches:
                for low, high in zip(lows.tolist(), highs.tolist(), strict=True):
                    weights[low:high] = weight
            by_word = np.where(self._places >= 0, weights[self._places], 0)
            best = np.maximum.reduceat(by_word[self._flat], self._starts)
            everywhere &= best > 0
            total += best
        scores: NDArray[np.float64] = np.where(everywhere, total / max(len(words), 1), 0.0)
        return scores
