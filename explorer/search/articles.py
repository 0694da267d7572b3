"""The words of whole articles, each kept where it stands: those of a passage or a claim are cut out of them.

So no sentence is taken apart twice. What a cut would go through in the middle of a word has to be read by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from explorer.search.tokenising import Tokeniser, in_batches

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LONGEST = 255
"""Of the length of a word so much is kept; one as long as that, or longer, is taken to go on for ever."""


class Runs(NamedTuple):
    """Words one behind the other in those of all articles: from `firsts` on, so many each."""

    firsts: NDArray[np.int64]
    lengths: NDArray[np.int64]


class _Block(NamedTuple):
    """Some articles."""

    first: int
    """The number of its first word among those of all."""
    sources: NDArray[np.int64]
    homes: NDArray[np.int64]
    """Where each article begins, in code points, and where the last ends."""
    counts: NDArray[np.int64]
    starts: NDArray[np.uint32]
    lengths: NDArray[np.uint8]
    """Of what stands between two cuts and has the word."""


class Articles:
    """The words of articles, which are given once and in any order."""

    def __init__(self, tokeniser: Tokeniser) -> None:
        self._tokeniser = tokeniser
        self._blocks: list[_Block] = []
        self._words: list[NDArray[np.uint32]] = [np.empty(0, np.uint32)]
        self._size = 0

    def add(self, texts: Iterable[tuple[int, str]]) -> None:
        """Read the texts of some articles, each with the row of its source."""
        for batch in in_batches(texts):
            rows, contents = zip(*batch, strict=True)
            found = self._tokeniser.stand(contents)
            homes = np.cumsum([0, *map(len, contents)])
            lengths = np.minimum(found.ends - found.starts, _LONGEST).astype(np.uint8)
            starts = found.starts.astype(np.uint32)
            self._blocks.append(_Block(self._size, np.array(rows, np.int64), homes, found.counts, starts, lengths))
            self._words.append(found.words)
            self._size += len(found.words)

    @property
    def words(self) -> NDArray[np.uint32]:
        """The words of all articles, as the tokeniser numbers them."""
        if len(self._words) > 1:
            self._words = [np.concatenate(self._words)]
        return self._words[0]

    def whole(self) -> tuple[NDArray[np.int64], Runs]:
        """All articles: the rows of their sources, and their words."""
        none = [np.empty(0, np.int64)]
        lengths = np.concatenate([*none, *(block.counts for block in self._blocks)])
        sources = np.concatenate([*none, *(block.sources for block in self._blocks)])
        return sources, Runs(np.cumsum(lengths) - lengths, lengths)

    def cut(
        self, sources: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[Runs, NDArray[np.bool_]]:
        """The words within spans of articles, and which spans cut through no word. Of other articles none is known."""
        firsts, stops = np.zeros(len(sources), np.int64), np.zeros(len(sources), np.int64)
        is_clean = np.zeros(len(sources), np.bool_)
        held = np.concatenate([np.empty(0, np.int64), *(block.sources for block in self._blocks)])
        if not len(held):
            return Runs(firsts, stops), is_clean
        order = np.argsort(held, kind="stable")
        places = order[np.minimum(np.searchsorted(held, sources, sorter=order), len(order) - 1)]
        asked = np.flatnonzero(held[places] == sources)
        asked = asked[np.argsort(places[asked], kind="stable")]
        bases = np.cumsum([0, *(len(block.sources) for block in self._blocks)])
        bounds = np.searchsorted(places[asked], bases)
        for number, block in enumerate(self._blocks):
            some = asked[bounds[number] : bounds[number + 1]]
            if len(some):
                at = places[some] - bases[number]
                firsts[some], stops[some], is_clean[some] = _within(block, at, starts[some], ends[some])
        return Runs(firsts, stops - firsts), is_clean


def _within(
    block: _Block, at: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """The first word of each span of the articles at some places of a block, the first beyond it, and whether both
    stand between words.
    """
    lowest, highest = block.homes[at], block.homes[at + 1]
    begin = np.clip(lowest + starts, lowest, highest).astype(np.uint32)
    end = np.clip(lowest + ends, begin, highest).astype(np.uint32)
    firsts, stops = np.searchsorted(block.starts, begin), np.searchsorted(block.starts, end)
    is_clean = ~(_is_inside(block, firsts, begin) | _is_inside(block, stops, end))
    return block.first + firsts, block.first + stops, is_clean


def _is_inside(block: _Block, following: NDArray[np.intp], places: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Whether the word before `following` goes on beyond each of some places."""
    if not len(block.starts):
        return np.zeros(len(places), np.bool_)
    before = np.maximum(following - 1, 0)
    lengths = block.lengths[before]
    goes_on: NDArray[np.bool_] = (block.starts[before] + lengths > places) | (lengths == _LONGEST)
    return goes_on & (following > 0)
