"""Text folded for comparison, with a map back to where each folded character came from.

`straighten` keeps every offset and is what the parser reads; `fold` may change lengths (NFKD, casefold), so whoever
highlights with it must go through the map.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from explorer.models import Span

_ONE_FOR_ONE = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u2032": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    }
)  # fmt: skip

_EXOTIC = re.compile(f"[{''.join(map(chr, _ONE_FOR_ONE))}]")
"""Looking for the few characters to be changed is ten times quicker than looking up every one of a text."""

_PARAGRAPH = 2_000
"""Only shorter texts are remembered, so that they take at most a megabyte or two."""


def straighten(text: str) -> str:
    """Curly quotes, exotic hyphens and spaces as plain ones, one for one: every offset stays valid."""
    if text.isascii():
        return text
    return _straight(text) if len(text) < _PARAGRAPH else _EXOTIC.sub(_plain, text)


@lru_cache(maxsize=256)
def _straight(text: str) -> str:
    """One paragraph, which each rule of ingest asks for again."""
    return _EXOTIC.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    return match.group().translate(_ONE_FOR_ONE)


def fold(text: str) -> str:
    """Case, accents, quotes and ellipses levelled; two texts a reader would call equal fold to the same string."""
    return fold_with_map(text)[0]


@lru_cache(maxsize=8192)
def _fold_char(char: str) -> str:
    """What one character folds to: nothing for a combining mark or an invisible format character."""
    pieces = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char.translate(_ONE_FOR_ONE)).casefold())
    kept = (p for p in pieces.translate(_ONE_FOR_ONE) if not unicodedata.combining(p))
    return "".join(p for p in kept if unicodedata.category(p) != "Cf")


def fold_with_map(text: str) -> tuple[str, Sequence[int]]:
    """Fold `text` and return for each folded character the offset of the character it came from.

    The sequence has one element more than the folded string: the length of `text`, so that ends can be looked up too.
    It is a range where every character folds to one, as in nearly all prose.
    """
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    out = list(map(_fold_char, text))
    folded = "".join(out)
    if len(folded) == len(text) and "" not in out:
        return folded, range(len(text) + 1)
    origin = [offset for offset, pieces in enumerate(out) for _ in pieces]
    return folded, [*origin, len(text)]


def unfold(origin: Sequence[int], start: int, end: int) -> Span:
    """The span of the original text behind the folded characters `start`..`end` (end exclusive)."""
    if start >= end:
        return Span(origin[start], origin[start])
    if isinstance(origin, range):  # nothing moved
        return Span(start, end)
    last = origin[end - 1]
    return Span(origin[start], origin[bisect_left(origin, last + 1)])
