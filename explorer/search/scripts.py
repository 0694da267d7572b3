"""Runs of letters in scripts that put no space between words: they are known by their characters, two by two.

"阿里巴巴集团" is known by 阿里, 里巴, 巴巴, 巴集, 集团 and by 团 alone. So any two or more characters of a run find
it by the pairs they consist of, and a single one finds the pairs that begin with it and the end of the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f00-\u0fff"  # Tibetan
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
"""For the inside of a regular expression's set."""


@cache
def _run() -> re.Pattern[str]:
    """Compiled when it is first asked, like all with this set: with so many letters that takes two milliseconds."""
    return re.compile(f"[{UNSPACED}]+")


@cache
def _part() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")


def is_unspaced(word: str) -> bool:
    """Whether any letter of a word is of a script without spaces."""
    return not word.isascii() and _run().search(word) is not None


def index_pieces(word: str) -> Iterator[str]:
    """What a word with such letters is known by."""
    for part in _part().findall(word):
        if _run().match(part):
            yield from (part[at : at + 2] for at in range(len(part)))
        else:
            yield part


def query_pieces(word: str) -> Iterator[str]:
    """What a word with such letters asks for: pieces that the index knows, each of them."""
    for part in _part().findall(word):
        if _run().match(part) and len(part) > 1:
            yield from (part[at : at + 2] for at in range(len(part) - 1))
        else:
            yield part
