"""Words as a phrase or a name has them: one right after the other, exactly, whatever stands between them.

"Alibaba’s T-Head" is `alibaba`, `t`, `head`; "the U.S. ban" is `the`, `us`, `ban`: a possessive falls away, a hyphen
parts words, points, apostrophes and ampersands do not. A letter of a script that is written without spaces is a word by
itself, so that a phrase of Chinese is found inside a sentence. A phrase with a share has it however it is written.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import pairwise

from explorer.search.scripts import UNSPACED, is_unspaced
from explorer.search.words import COMPOUND, POSSESSIVE, SHARE, SHARES, flatten, spell_shares

_JOINERS = "[.'&]"
_APART = r"(?:'s)?[\W_]{1,40}"
_CLOSE = r"(?:'s)?[\W_]{0,40}"
_END = r"(?![^\W_])"


@cache
def _pieces() -> re.Pattern[str]:
    return re.compile(rf"[{UNSPACED}]|[^{UNSPACED}]+")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:{_JOINERS}[^\W_{UNSPACED}]+)*")


def sequence(text: str) -> tuple[str, ...]:
    """The words of `text` in order, folded, as a phrase compares them."""
    found: list[str] = []
    for compound in COMPOUND.findall(flatten(text)):
        if compound.isascii() and compound.isalnum():  # most are: worth a quick way out
            found.append(compound)
            continue
        for part in compound.removesuffix(POSSESSIVE).split("-"):
            for piece in _unglued(part):
                found += _pieces().findall(piece)
    return tuple(found)


def asked_sequence(text: str) -> tuple[str, ...]:
    """The words of a phrase that is asked for, "15%" and "15 per cent" as `15`, `percent`."""
    return sequence(spell_shares(flatten(text)))


def _unglued(part: str) -> list[str]:
    """A word without the points, apostrophes and ampersands inside; figures, and long strings, in their pieces."""
    pieces = re.split(_JOINERS, part)
    is_figure = any(a[-1].isdigit() and b[0].isdigit() for a, b in pairwise(pieces))
    return pieces if is_figure or len(pieces) > 3 else ["".join(pieces)]


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...], is_open: bool) -> re.Pattern[str]:
    """What finds `words`, which `sequence` made, one after the other in a folded text."""
    parts: list[str] = []
    for place, word in enumerate(words):
        if word == SHARE:
            parts.append(rf"[\W_]{{0,40}}?{SHARES}" if place else SHARES)
            continue
        if place:
            is_close = is_unspaced(word[0]) or is_unspaced(words[place - 1][0])
            parts.append(_CLOSE if is_close else _APART)
        parts.append(_letters(word, is_first=not place))
    if not is_open and words[-1] != SHARE and not is_unspaced(words[-1][0]):
        parts.append(_END)
    return re.compile("".join(parts))


def _letters(word: str, *, is_first: bool) -> str:
    """The letters of a word with any joiner between them, as in "U.S." and "AT&T"; figures are never glued.

    That no letter stands before the first word is asked after its first letter, which alone is quick to look for.
    """
    first = re.escape(word[0])
    parts = [rf"{first}(?<![^\W_]{first})" if is_first and not is_unspaced(word[0]) else first]
    for before, char in pairwise(word):
        parts.append("" if before.isdigit() and char.isdigit() else f"{_JOINERS}?")
        parts.append(re.escape(char))
    return "".join(parts)


def phrase_spans(words: tuple[str, ...], folded: str, *, is_open: bool = False) -> list[tuple[int, int]]:
    """Where `words` stand one after the other in a folded text; `is_open` lets the last be a beginning."""
    return [match.span() for match in _pattern(words, is_open).finditer(folded)] if words else []


def near_spans(
    left: tuple[str, ...], right: tuple[str, ...], distance: int, folded: str, *, is_open: bool = False
) -> list[tuple[int, int]]:
    """The places of both sides, in any order, that have at most `distance` words between them."""
    ones = phrase_spans(left, folded)
    others = phrase_spans(right, folded, is_open=is_open) if ones else []
    if not others:
        return []
    starts = [match.start() for match in _counted().finditer(folded)]
    found: set[tuple[int, int]] = set()
    for one in ones:
        first, last = bisect_left(starts, one[0]), bisect_left(starts, one[1])
        low = starts[max(first - distance - len(right), 0)]
        high = starts[min(last + distance, len(starts) - 1)]
        for other in others[bisect_left(others, (low, 0)) : bisect_left(others, (high + 1, 0))]:
            apart = (
                bisect_left(starts, other[0]) - last if other[0] >= one[1] else first - bisect_left(starts, other[1])
            )
            if (other[0] >= one[1] or other[1] <= one[0]) and apart <= distance:
                found |= {one, other}
    return sorted(found)
