"""The leaves of a query's tree answered by the index of one list: which documents match, and which of them may.

The index knows which documents hold all words of a phrase; whether they stand side by side `stands_in` tells of a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from explorer.search.query import Field, Near, Node, Phrase, Prefix, Range, Word
from explorer.search.scripts import is_unspaced
from explorer.search.sequences import near_spans, phrase_spans
from explorer.search.trees import Bounds, Forgiving
from explorer.search.words import query_words

if TYPE_CHECKING:
    from explorer.search.list_index import Flags, ListIndex


def leaf_bounds(index: ListIndex, node: Node, *, forgiving: Forgiving) -> Bounds:
    """Which documents match a leaf, for sure and perhaps."""
    match node:
        case Word(text, is_open):
            return exactly(_word(index, text, is_open=is_open, forgiving=forgiving))
        case Prefix(text):
            return exactly(index.holding(text, is_prefix=True))
        case Phrase(words, is_open):
            holding = _all_held(index, words, is_open=is_open)
            is_sure = len(words) == 1 and not is_unspaced(words[0])
            return exactly(holding) if is_sure else Bounds(np.zeros_like(holding), holding)
        case Near(left, right, _, is_open):
            holding = _all_held(index, left, is_open=False) & _all_held(index, right, is_open=is_open)
            return Bounds(np.zeros_like(holding), holding)
        case Field(name, value, is_open):
            return exactly(_called(index, name, value, is_open=is_open))
        case Range(name, low, high, unit):
            return exactly(index.range(name, low, high, unit))
    raise AssertionError("no leaf")  # `bounds` sends none


def _word(index: ListIndex, text: str, *, is_open: bool, forgiving: Forgiving) -> Flags:
    """A word beside OR, or in a group, is forgiven its typing errors only where nothing holds it as it is."""
    flags = index.holding(text, is_prefix=is_open and forgiving)
    return index.holding(text, widen=True) if forgiving and not flags.any() else flags


def exactly(flags: Flags) -> Bounds:
    """What the index knows for sure."""
    return Bounds(flags, flags)


def _all_held(index: ListIndex, words: Sequence[str], *, is_open: bool) -> Flags:
    """Whether a document holds all words of a phrase."""
    text = words[0]
    for before, word in pairwise(words):
        text += word if is_unspaced(before) and is_unspaced(word) else f" {word}"
    flags = [
        index.holding(word, is_prefix=(is_open and word == words[-1]) or (len(word) == 1 and is_unspaced(word)))
        for word in query_words(text)[0]
    ]
    return reduce(np.logical_and, flags)


def _called(index: ListIndex, name: str, value: str, *, is_open: bool) -> Flags:
    """Whether a document has a value of that name; where there is none, of a name that begins so."""
    flags = index.field(name, value, is_prefix=is_open)
    return flags if is_open or flags.any() else index.field(name, value, is_prefix=True)


def stands_in(part: Phrase | Near, folded: str) -> bool:
    """Whether the words stand in a folded text as the phrase, or the distance, wants them."""
    if isinstance(part, Phrase):
        return bool(phrase_spans(part.words, folded, is_open=part.is_open))
    return bool(near_spans(part.left, part.right, part.distance, folded, is_open=part.is_open))
