"""Names that are written in Latin letters by ear: Gaddafi, Qaddafi and Gadhafi; Mohammed and Muhammad; Zelensky.

What languages with other letters write in one way is printed in several: some sounds have two or three spellings
(q, k, g and gh; kh and h; dh and d; zh and j; ou and u), and what vowel stands between them is open. Two words are one
name where they have the same sounds in the same order and the spelling of one at least is of those that only such
names have: other vowels alone make other names, Frances and Francis.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache
from typing import Literal

SHORT = 3
"""Letters of a word that is compared by its sounds."""

LEAST_LETTERS = 5
"""Letters of one whose spelling tells that it is romanised."""

LONG = 6
"""Letters from which an o may be a u."""

type Likeness = Literal[0, 1, 2, 3]

_GLIDES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(?<=[aeiou])y(?=[aeou])|^y(?=e)", ""),  # Tsarnayev, Yevgeny
        (r"(?<=[^aeiou])i?y(?=[aou])", "i"),  # Dariya, Darya
        (r"(?:[ij]?y|yj|i[ij]|i)$", "i"),  # Zelenskiy, Zelenskyj
        (r"(?<=a)h$", ""),  # Abdullah
        (r"x", "ks"),  # Alexei
    )
)
_SOUND = re.compile(r"tch|dzh|[kgdz]h|dj|sh|ch|th|t[sz]|o[uo]|a[eiy]|e[eiy]|.")
_MARKED = tuple(
    map(
        frozenset,
        (
            ("q", "k"), ("q", "g"), ("q", "gh"), ("q", "kh"), ("gh", "g"), ("kh", "h"), ("kh", "k"),
            ("dh", "d"), ("zh", "j"), ("dj", "j"), ("dzh", "dj"), ("dzh", "j"), ("tch", "ch"), ("tz", "ts"),
            ("ou", "u"), ("ou", "o"), ("oo", "u"), ("o", "u"), ("ai", "ae"),
        ),
    )
)  # fmt: skip
"""Spellings of one sound between which only the romanisation of a name chooses."""
_MARKED_LAST = (frozenset(("ei", "ey")), frozenset(("ai", "ay")))
"""The same at the end of a word: Sergei, Nikolay."""
_VOWELS = tuple(map(frozenset, (("a", "e"), ("e", "i"), ("ee", "i"), ("ei", "e"), ("ai", "ei"), ("ay", "ai"))))
"""Vowels of which either may be heard, in other names than these too."""
_CLASSES = dict.fromkeys(("q", "g", "gh", "kh", "h"), "k") | dict.fromkeys(("zh", "dj", "dzh"), "j")
_CLASSES |= {"dh": "d", "tch": "ch", "tz": "ts"}


def same_romanised(name: Sequence[str], form: Set[str], *, person: bool, beside: str) -> bool:
    """Whether a name and the words of another one are the same in two romanisations (see `spelling.same_name`).

    Every word that only the other has must be heard in one of the name's, of a person's the surname before all.
    `beside` is the text that has the name: a spelling that it has too is that of somebody else.
    """
    mine = {word for word in name if len(word) > 1}
    left, other = mine - form, {word for word in form - mine if len(word) > 1}
    if not left or not other or len(other) > len(left):
        return False
    if not person and len(other) != len(left):
        return False
    if any(f" {word} " in beside for word in other):
        return False
    if person and name[-1] in left and not any(_likeness(name[-1], word) for word in other):
        return False
    found = [max(_likeness(word, one) for one in left) for word in other]
    return all(found) and max(found) >= (2 if person or len(form) > 1 else 3)


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """The consonants of a plain word, those that romanisations exchange as one: words that may be one have the same."""
    return "".join(_CLASSES.get(sound, sound) for sound in _sounds(word) if sound[0] not in "aeiouy")


@lru_cache(maxsize=65_536)
def _likeness(a: str, b: str) -> Likeness:
    """Whether two plain words sound the same: from 2 on their spelling tells that they are romanised, firmly with 3.

    An o for a u alone is not firm: Colombia and Columbia are two.
    """
    if a == b:
        return 1
    shorter = min(len(a), len(b))
    if shorter < SHORT or not (a.isalpha() and b.isalpha()):
        return 0
    mine, theirs = _sounds(a), _sounds(b)
    if len(mine) != len(theirs):
        return 0
    marked = mine == theirs  # then the glides alone differ
    firm, others = marked, 0
    for place, (one, other) in enumerate(zip(mine, theirs, strict=True)):
        if one == other:
            continue
        both, others = frozenset((one, other)), others + 1
        last = place == len(mine) - 1
        if both in _MARKED or (last and both in _MARKED_LAST):
            firm = firm or both != {"o", "u"}
            marked = marked or firm or shorter >= LONG
        elif last or both not in _VOWELS:  # the last vowel makes a name a man's or a woman's
            return 0
    if not marked or shorter < LEAST_LETTERS:
        return 1
    return 3 if firm or others > 1 else 2


@lru_cache(maxsize=65_536)
def _sounds(word: str) -> tuple[str, ...]:
    for pattern, by in _GLIDES:
        word = pattern.sub(by, word)
    return tuple(_SOUND.findall(word))
