"""Words that are one word in two spellings: adviser and advisor, centre and center, Pickell and Pickel."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from explorer.resolve.romanised import same_romanised
from explorer.text.tokens import word_list

LEAST_LETTERS = 6
"""Letters of a word of which one may be another, if all other words of a name are the same."""

LONG = 8
"""Letters of a surname, which is written by ear, of which two may be others."""

_RULES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(?<=[a-z]{2})ies$", "y"),  # the plural: Ferries
        (r"(?<=[a-z]{3})(?<![isu])s$", ""),  # Oscars; but Davis, Princess, Campus
        (r"(?<=[a-z])ae(?=[a-z]{3})|oe(?=[a-z]{4})", "e"),  # encyclopaedia, manoeuvre; but Boeing, Israel
        (r"(?<=[a-z]{2})our", "or"),  # harbour, labour
        (r"(?<=[a-z]{3})or$", "er"),  # advisor, protestor
        (r"(?<=[a-z]{2})([iy])s(?=(?:e|ed|er|ing|ation|able)$)", r"\1z"),  # organisation, analyse
        (r"(?<=[a-z])([bcdgptv])re$", r"\1er"),  # centre, theatre
        (r"(?<=[a-z]{2})ence$", "ense"),  # defence, licence
        (r"ogue$", "og"),  # catalogue
        (r"dgement", "dgment"),
        (r"sulph", "sulf"),
        (r"gramme$", "gram"),
        (r"(?<=[a-z])([a-z])\1", r"\1"),  # counsellor, Mohammed
    )
)
_ODD = {"grey": "gray", "cheque": "check", "tyre": "tire", "plough": "plow", "mould": "mold", "storey": "story"}
_ODD |= {"aluminium": "aluminum", "jewellery": "jewelry", "kerb": "curb", "sceptical": "skeptical"}
_LEAST_RULED = 5
"""Letters from which a word has two spellings by rule: "four" and "for" are two words."""
_LEAST_BASE = 4
"""Letters of a surname that may also be written with a mute e: Rait and Raite."""
_SHORT = range(3, 6)
"""Letters of a given name in its short form."""
_CUT = 3
"""Letters that it lacks at least; of fewer it is the name of a man or of a woman."""


@lru_cache(maxsize=65_536)
def plain_spelling(word: str) -> str:
    """A folded word in the one spelling that stands for all that language knows of it; most words are their own."""
    if word in _ODD:
        return _ODD[word]
    if len(word) < _LEAST_RULED or not word.isalpha():
        return word
    for pattern, by in _RULES:
        word = pattern.sub(by, word)
    return word


def plain_words(text: str) -> list[str]:
    """The words of a text, folded, each in its plain spelling."""
    return [plain_spelling(word) for word in word_list(text)]


def spelled(text: str) -> str:
    """The same between blanks, so that a phrase is found by its words."""
    return f" {' '.join(plain_words(text))} "


def same_name(name: Sequence[str], form: Set[str], *, person: bool, beside: str) -> bool:
    """Whether a name and the words of another one are the same but for how they are spelled.

    All words are plain, as `plain_words` and `spelled` give them. One may be a shorter form of the other, or have a
    shorter given name, for Ben Moe is Benjamin Moe. A slip of the pen is allowed in one word if all others are equal,
    in a person's name in the surname alone (Christian and Christina are two), which may stand alone. More may differ
    in names of other alphabets (see `romanised`). `beside` is the text that has the name: a word that it has too is no
    slip.
    """
    mine: Set[str] = set(name)
    if mine <= form or (form and form <= mine) or same_romanised(name, form, person=person, beside=beside):
        return True
    alone = len(form) == 1
    left, other = mine - form, form - mine
    if person and name[-1] in form:
        return _are_shortened(left, other) or _are_shortened(other, left)
    if person:
        left, other = ({word for word in words if len(word) > 1} for words in (left, other))  # no initials
    if len(other) != 1 or not (person if alone else len(left) == 1):
        return False
    word, slip = name[-1] if person else next(iter(left)), next(iter(other))
    return word in left and f" {slip} " not in beside and _is_slip(word, slip, person=person, alone=alone)


def _are_shortened(short: Set[str], long: Set[str]) -> bool:
    """Whether given names are initials or short forms of others; an article may print both of one person."""
    return bool(short) and all(any(_is_short_form(one, other) for other in long) for one in short)


def _is_short_form(short: str, long: str) -> bool:
    """Whether one given name is another one cut off: Ben of Benjamin, and not Martin of Martina."""
    cut = len(short) == 1 or (len(short) in _SHORT and len(long) >= len(short) + _CUT)
    return cut and long.startswith(short)


def _is_slip(a: str, b: str, *, person: bool, alone: bool) -> bool:
    """Whether two words may be one by their length, first letter and the number of letters that differ."""
    shorter = min(len(a), len(b))
    if a[0] != b[0] or not (a.isalpha() and b.isalpha()):
        return False
    if shorter < LEAST_LETTERS:
        return person and not alone and shorter >= _LEAST_BASE and {a, b} in ({a, f"{a}e"}, {b, f"{b}e"})
    return _edits(a, b) <= (2 if person and not alone and shorter >= LONG else 1)


def _edits(a: str, b: str) -> int:
    """Letters to be added, dropped or changed to make `b` of `a`."""
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (one != other))
    return row[-1]
