"""The words of a text as the index knows them, and the words of a query.

A word joined by points, apostrophes, ampersands or hyphens is known by its pieces and by the whole without joiners:
"T-Head" is found by `t-head`, `head` and `thead`, "U.S." by `u.s.` and `us`. Figures are never glued together. Of
scripts without spaces every two characters are a word: see `scripts`. "15%" has the word `percent`, as "15 percent".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from explorer.search.scripts import index_pieces, is_unspaced, query_pieces
from explorer.text.fold import fold, straighten

LONGEST_QUERY = 1000
"""Characters of a query that are read; what is pasted beyond them cannot make a match any better."""

MOST_WORDS = 16
"""Words of a query that are looked up: a pasted sentence is found by far fewer."""

COMPOUND = re.compile(r"[^\W_]+(?:[-.'&][^\W_]+)*")
"""Letters and digits with single joiners between them, in folded text."""

_JOINER = re.compile(r"[-.'&]")
_TIGHT = re.compile(r"[.'&]")
POSSESSIVE = "'s"

SHARE_SIGN, SHARE = "%", "percent"
"""A sign that is a word, and which; "per cent", and "pct" behind a figure, are the same to a query."""

SHARES = rf"(?:\bper cent\b|\b{SHARE}\b|(?<=\d)\s?pct\b|{SHARE_SIGN})"
"""What finds a share in folded text, however it is written."""

_SHARES = re.compile(rf"\s?{SHARES}")

_ASKED = re.compile(rf"{COMPOUND.pattern}|(?<=\d){SHARE_SIGN}")


def flatten(text: str) -> str:
    """What `fold` returns, by a shorter way where nothing but quotes and dashes is not ASCII, as in most news."""
    plain = text if text.isascii() else straighten(text)
    return plain.lower() if plain.isascii() else fold(plain)


def spell_shares(folded: str) -> str:
    """A folded text with every share as the word: "15%" and "15 per cent" are "15 percent"."""
    return _SHARES.sub(f" {SHARE}", folded)


def _is_figure(left: str, right: str) -> bool:
    return left[-1].isdigit() and right[0].isdigit()


def _glued(pieces: list[str]) -> str | None:
    """The pieces as one word, or None where they are no word: figures ("40-60"), strings of four and more."""
    if not 2 <= len(pieces) <= 3 or any(_is_figure(a, b) for a, b in pairwise(pieces)):
        return None
    return "".join(pieces)


def index_words(text: str) -> Iterator[str]:
    """Every form under which a word of `text` can be looked up; repeats included."""
    folded = flatten(text)
    if SHARE_SIGN in folded:
        yield SHARE
    for compound in COMPOUND.findall(folded):
        if compound.isalnum():  # most are: worth a quick way out
            yield from index_pieces(compound) if is_unspaced(compound) else (compound,)
            continue
        bare = compound.removesuffix(POSSESSIVE)
        pieces = _JOINER.split(bare)
        tight = (_glued(_TIGHT.split(part)) for part in bare.split("-"))  # the AT&T of "AT&T-owned"
        for word in dict.fromkeys(filter(None, (*pieces, *tight, _glued(pieces)))):
            yield from index_pieces(word) if is_unspaced(word) else (word,)


def query_words(query: str) -> tuple[list[str], bool]:
    """The distinct words asked for, in order, and whether the last of them may still be being typed."""
    folded = flatten(query[:LONGEST_QUERY])
    found: dict[str, None] = {}
    for match in _ASKED.finditer(folded):
        if match.group() == SHARE_SIGN:
            found[SHARE] = None
            continue
        for part in match.group().removesuffix(POSSESSIVE).split("-"):
            pieces = _TIGHT.split(part)
            whole = _glued(pieces)
            for word in [whole] if whole else pieces:
                found.update(dict.fromkeys(query_pieces(word) if is_unspaced(word) else (word,)))
    words = list(found)[:MOST_WORDS]
    is_open = bool(words) and folded[-1:].isalnum() and words[-1].endswith(folded[-1])
    return words, is_open


ABBREVIATED = 3
"""How many times as long as its abbreviation a word may be: three letters are found in order in any long word."""


def is_abbreviation(short: str, word: str) -> bool:
    """Whether the letters of `short` stand in `word` in order, beginning with its first, and it is not far longer.

    A figure abbreviates nothing.
    """
    if is_figure(short) or not word.startswith(short[:1]) or not len(short) <= len(word) <= ABBREVIATED * len(short):
        return False
    letters = iter(word)
    return all(letter in letters for letter in short)


def edits_allowed(word: str) -> int:
    """Typing errors forgiven in a word of this length: none below 4 letters, one below 8, else two.

    None in a figure: with another digit it is another figure, not the same one mistyped.
    """
    return 0 if len(word) < 4 or is_figure(word) else 1 if len(word) < 8 else 2


def is_figure(word: str) -> bool:
    """Whether a word is digits for the greater part, as "2025", "5090x" and numbers of files are."""
    return 2 * sum(map(str.isdigit, word)) > len(word)
