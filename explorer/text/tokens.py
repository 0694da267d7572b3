"""Words and their stems, for matching statements and for the search index. No model is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from explorer.models import Span
from explorer.text.fold import fold, fold_with_map, unfold

_WORD = re.compile(r"[^\W_]+(?:[.'&][^\W_]+)*")
"""Letters and digits, joined by single inner points, apostrophes and ampersands: "U.S", "don't", "AT&T"."""

_BARE = re.compile(r"[^\W_]+")

STOPWORDS = frozenset(
    "a about after all also although an and any are as at be because been before being between both but by can could "
    "did do does during each for from further had has have having he her here him his how however i if in into is it "
    "its itself just may me meanwhile might more most must my neither nevertheless no nor not now of off on once only "
    "or other our out over own s said same she should so some still such than that the their them then there these "
    "they this those through to too under until up very was we were what when where which while who whom why will "
    "with would you your t".split()
)


def words(text: str) -> Iterator[tuple[str, Span]]:
    """Folded words with their spans in `text`; a possessive 's is left out of the word and of its span."""
    folded, origin = fold_with_map(text)
    for match in _WORD.finditer(folded):
        word = match.group()
        start, end = match.span()
        if word.endswith("'s"):
            word, end = word[:-2], end - 2
        yield word, unfold(origin, start, end)


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of `words`, in half the time, with where each begins in `text` and where it ends there with its
    possessive 's. What folds to more than one word ("½") is where each of them is."""
    folded, origin = fold_with_map(text)
    for match in _WORD.finditer(folded):
        yield match.group().removesuffix("'s"), origin[match.start()], origin[match.end() - 1] + 1


def word_list(text: str) -> list[str]:
    """The words of `words` alone, in a third of the time."""
    return [word.removesuffix("'s") for word in _WORD.findall(fold(text))]


def bare_words(text: str) -> list[str]:
    """The folded letters and digits of a text with nothing inside a word: "don't" and "AT&T" are two each."""
    return _BARE.findall(fold(text))


_SUFFIXES = ("ations", "ation", "ings", "ing", "ments", "ment", "ies", "ied", "ers", "er", "ed", "es", "ly", "s")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light suffix stripper: enough to bring "trains", "training" and "trained" together, never a product name."""
    if len(word) < 4 or any(c.isdigit() for c in word):
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            base = word[: -len(suffix)]
            if suffix in ("ies", "ied"):
                base += "y"
            if suffix == "s" and base.endswith(("s", "u", "i")):
                return word
            if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
                base = base[:-1]
            return base.removesuffix("e") if len(base) > 3 else base
    return word.removesuffix("e") if len(word) > 4 else word


def stems(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order, with repeats."""
    return [stem(word) for word in word_list(text) if word not in STOPWORDS]
