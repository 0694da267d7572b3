"""The engine of one list: what stands for the words of a query, widened by stages, and the best documents for them.

Nothing here reads a text: what comes out is ranked by the words alone, the best-placed document first among equals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from explorer.search.field_names import FieldNames
from explorer.search.lexicon import PREFIX, STAGE_ABBREVIATION, STAGE_EXACT, STAGE_TYPO, Reach
from explorer.search.matching import NOTHING, Found, Place, Query, match_all, match_some
from explorer.search.parts import Part
from explorer.search.patterns import Pattern, Patterns, pattern
from explorer.store.connections import QueryInterruptedError
from explorer.text.tokens import STOPWORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ENOUGH", "NOTHING", "Engine", "Found"]

ENOUGH = 20
"""With so many documents found, a search is not widened to typing errors and abbreviations."""

ENOUGH_WIDENED = 10
"""With so many found by typing errors too, it is not widened to abbreviations: a screen's first rows are full."""

ENOUGH_IN_FULL = 5
"""With fewer documents that match every word, those that miss a word follow them."""

_SHORTEST_SPLIT, _LONGEST_SPLIT = 5, 20
_COMMON = 8  # a word in more than this part of the documents adds nothing to those that miss a word


def _never() -> bool:
    """The search is wanted."""
    return False


class Engine:
    """Searches the index of one list. Documents are numbered from 0, the worthiest first; see `contents`."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """`parts` one behind the other: the index, and what came after it was built."""
        self.parts = parts
        self.size = sum(part.size for part in parts)
        """How many documents there are."""
        self._places = [
            Place(at, number, part.first + segment.first, segment.size, segment.first)
            for at, part in enumerate(parts)
            for number, segment in enumerate(part.shown.segments)
        ]
        self._document_of: NDArray[np.int64] | None = None
        self._known = Patterns()

    def warm(self) -> None:
        """Compute what the first typing error would otherwise have to wait for."""
        for part in self.parts:
            part.lexicon.warm()
            for postings, sums in part.postings:
                postings.across(len(sums) - 1)

    # -- ranked search -------------------------------------------------------------------------------------------------

    def find(
        self,
        words: Sequence[str],
        *,
        is_open: bool,
        most: int,
        allowed: NDArray[np.bool_] | None = None,
        cancelled: Callable[[], bool] = _never,
    ) -> Found:
        """The best `most` documents for `words` (in `allowed`, a flag a document), in order of number.

        `is_open` says that the last word may still be being typed; `cancelled`, asked before each segment, ends the
        search with QueryInterruptedError.
        """

        def check() -> None:
            if cancelled():
                raise QueryInterruptedError("a search was stopped, because its answer is no longer wanted")

        try:
            return self._find(words, is_open, most, Query(self._places, (), allowed, check))
        finally:
            self._known.trim()

    def _find(self, words: Sequence[str], is_open: bool, most: int, query: Query) -> Found:
        found = NOTHING
        for stage in (STAGE_EXACT, STAGE_TYPO, STAGE_ABBREVIATION):
            query = query._replace(words=self._patterns(words, is_open, stage))
            found = match_all(query, most)
            if stage == STAGE_EXACT and not found.total:
                found = self._match_joined(words, is_open, query, most)
                if found.total:
                    break
            if found.total >= (ENOUGH if stage == STAGE_EXACT else ENOUGH_WIDENED):
                break
        if not found.total:
            found = self._match_split(words, query, most)
        if found.total < min(ENOUGH_IN_FULL, most) and len(words) > 1:
            query = query._replace(words=self._patterns(words, is_open, STAGE_TYPO))
            found = match_some(query, self._rarities(words, query.words), found, most)
        return found

    def is_common(self, word: str) -> bool:
        """Whether a word stands in many documents."""
        return any((at := part.lexicon.find(word)) is not None and part.is_common(at) for part in self.parts)

    def nearest(self, word: str, most: int) -> list[str]:
        """Words of the index that are most like `word`."""
        return list(dict.fromkeys(near for part in self.parts for near in part.lexicon.nearest(word, most)))[:most]

    def _patterns(self, words: Sequence[str], is_open: bool, stage: int) -> list[list[Pattern]]:
        """What stands for each word at a stage, by part."""
        last = len(words) - 1
        return [
            [
                self._known.of(part, word, is_open=is_open and number == last, stage=stage)
                for number, word in enumerate(words)
            ]
            for part in self.parts
        ]

    def _match_joined(self, words: Sequence[str], is_open: bool, query: Query, most: int) -> Found:
        """Documents for two words that are one in the text, `h 20` and `H-20` for "H20", beside the other words."""
        best = NOTHING
        for at in range(len(words) - 1):
            whole = words[at] + words[at + 1]
            if not any(part.lexicon.find(whole) is not None for part in self.parts):
                continue
            joined = [*words[:at], whole, *words[at + 2 :]]
            found = match_all(query._replace(words=self._patterns(joined, is_open, STAGE_EXACT)), most)
            if found.total and (not best.total or found.weights.max() > best.weights.max()):
                best = found
        return best

    def _match_split(self, words: Sequence[str], query: Query, most: int) -> Found:
        """Documents for a word that runs two together, `nvdah20` for "Nvidia" and "H20", beside the other words.

        One of the two must be a whole word: two abbreviations in a row fit anything.
        """
        lost = [number for number in range(len(words)) if not any(part[number] for part in query.words)] or (
            [0] if len(words) == 1 else []
        )
        if len(lost) != 1 or not _SHORTEST_SPLIT <= len(words[lost[0]]) <= _LONGEST_SPLIT:
            return NOTHING
        word, best = words[lost[0]], NOTHING
        for cut in range(2, len(word) - 1):
            query.check()
            both = word[:cut], word[cut:]
            if not any(part.lexicon.find(half) is not None for part in self.parts for half in both):
                continue
            halves = [[pattern(part.lexicon.parts(half), part.postings) for half in both] for part in self.parts]
            if not any(all(both) for both in halves):
                continue
            whole = [
                [*(other for number, other in enumerate(part) if number != lost[0]), *both]
                for part, both in zip(query.words, halves, strict=True)
            ]
            found = match_all(query._replace(words=whole), most)
            if found.total and (not best.total or found.weights.max() > best.weights.max()):
                best = found
        return best

    def _rarities(self, words: Sequence[str], patterns: Sequence[Sequence[Pattern]]) -> list[float]:
        """How much each word counts among documents that miss a word: the rarer, the more; a stop word nothing."""
        sizes = [sum(part[number].size for part in patterns) for number in range(len(words))]
        told = [number for number, word in enumerate(words) if word not in STOPWORDS and len(word) > 1]
        rare = [number for number in told if sizes[number] <= self.size // _COMMON]
        if any(sizes[number] for number in rare):
            told = rare
        return [1 + 4 / (1 + float(np.log2(1 + size))) if at in told else 0.0 for at, size in enumerate(sizes)]

    # -- flags -------------------------------------------------------------------------------------------------------

    def holding(self, word: str, *, is_prefix: bool = False, widen: bool = False) -> NDArray[np.bool_]:
        """A flag a document: whether it holds `word`, or a word that begins so, or (`widen`) what it may stand for."""
        if widen:
            for stage in (STAGE_EXACT, STAGE_TYPO, STAGE_ABBREVIATION):
                words = [part[0] for part in self._patterns([word], is_prefix, stage)]
                if any(words):
                    break
        else:
            words = [pattern(self._plain(part, word, is_prefix), part.postings) for part in self.parts]
        flags = np.zeros(self.size, np.bool_)
        for place in self._places:
            held = words[place.part]
            if held:
                flags[place.first : place.first + place.size] = held.paint(place.number)[: place.size] != 0
        return flags

    def _plain(self, part: Part, word: str, is_prefix: bool) -> list[Reach]:
        if is_prefix:
            low, high = part.lexicon.beginning_with(word)
            return [Reach.over(PREFIX, low, high)] if low < high else []
        return part.lexicon.expand(word, is_open=False, stage=STAGE_EXACT, is_meant=part.is_meant)

    # -- fields ------------------------------------------------------------------------------------------------------

    def field(self, name: str, value: str, *, is_prefix: bool = False) -> NDArray[np.bool_]:
        """A flag a document: whether one of its values of a name or a choice is called so (`FieldNames.find`)."""
        return np.concatenate(
            [
                column.having(column.names.find(value, is_prefix=is_prefix, whole_first=not is_prefix))
                for column in (part.column(name) for part in self.parts)
            ]
        )

    def names(self, name: str) -> FieldNames:
        """What the values of a name or a choice are called, the most frequent first."""
        return self.parts[0].column(name).names

    def counts(self, name: str) -> Sequence[int]:
        """How many documents have each value, in the order of `names`."""
        return self.parts[0].column(name).counts

    def values(self, name: str) -> list[str]:
        """The values of a name or a choice, the most frequent first."""
        return list(dict.fromkeys(shown for part in self.parts for shown in part.column(name).names.shown))

    def range(self, name: str, low: float | None, high: float | None, unit: str = "") -> NDArray[np.bool_]:
        """A flag a document: whether it has a value that meets `low` to `high`, both included, in `unit` or a rate."""
        return np.concatenate([part.column(name).within(low, high, unit) for part in self.parts])

    def touched(self, name: str, documents: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The keys, which are rows of another list, that flagged documents have in a field or a link."""
        keys = []
        for part in self.parts:
            column = part.column(name)
            flags = documents[part.first : part.first + part.size]
            found = column.keys[column.values_in(flags)]
            keys.append(found[found >= 0])
        return np.unique(np.concatenate(keys))

    def reached(self, name: str, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """A flag a document: whether it has one of these keys in a field or a link."""
        columns = [part.column(name) for part in self.parts]
        return np.concatenate([column.having(np.flatnonzero(np.isin(column.keys, rows))) for column in columns])

    # -- rows --------------------------------------------------------------------------------------------------------

    def rows(self, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """The row numbers of documents."""
        rows = np.zeros(len(documents), np.int64)
        for part in self.parts:
            own = (documents >= part.first) & (documents < part.first + part.size)
            rows[own] = part.rows_of(documents[own] - part.first)
        return rows

    def documents(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The documents of those `rows` that the list has."""
        if self._document_of is None:
            known = np.concatenate([part.rows() for part in self.parts])
            document_of = np.full(int(known.max(initial=0)) + 1, -1, np.int64)
            document_of[known] = np.arange(len(known))
            self._document_of = document_of
        rows = rows[(rows > 0) & (rows < len(self._document_of))]
        found = self._document_of[rows]
        return found[found >= 0]
