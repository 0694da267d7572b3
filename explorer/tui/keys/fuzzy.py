"""Finding an action by a few letters of its words: for small lists of our own words, never for data. Pure.

Every word typed must be found: at the beginning of a word, inside one, or (in the name alone) as letters in their
order. Whatever is found by mere letters stands below what is found by words: too fuzzy is no help.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from explorer.models import Span

_START, _INSIDE, _ELSEWHERE, _LETTERS = 8, 4, 2, 1  # the worth of a word typed, by where it was found


def worth(query: str, name: str, more: str = "") -> int:
    """How well `query` fits a thing of this `name`, of which `more` tells what else; 0 where it does not fit."""
    total = 0
    folded, rest = name.casefold(), more.casefold()
    for word in query.casefold().split():
        if any(part.startswith(word) for part in _words(folded)):
            found = _START
        elif word in folded:
            found = _INSIDE
        elif any(part.startswith(word) for part in _words(rest)):
            found = _ELSEWHERE
        elif len(word) > 1 and _in_order(word, folded):
            found = _LETTERS
        else:
            return 0
        total += found
    return total


def found_by_words(query: str, name: str, more: str = "") -> bool:
    """Whether each word of the query stands in the words themselves, and not only its letters somewhere."""
    return worth(query, name, more) >= _ELSEWHERE * max(1, len(query.split()))


def best[Thing](things: Iterable[Thing], query: str, words: Callable[[Thing], tuple[str, str]]) -> list[Thing]:
    """The things that fit, the best first and otherwise in their order; all of them for an empty query."""
    if not query.strip():
        return list(things)
    rated = [(worth(query, *words(thing)), thing) for thing in things]
    return [thing for rate, thing in sorted(rated, key=lambda pair: -pair[0]) if rate]


def marks(query: str, text: str) -> list[Span]:
    """Where the words of a query stand in a text whose lower case is as long as itself."""
    folded = text.lower()
    if len(folded) != len(text):
        return []
    spans = []
    for word in query.lower().split():
        at = folded.find(word)
        if at >= 0:
            spans.append(Span(at, at + len(word)))
    return sorted(spans)


def _words(text: str) -> Sequence[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text).split()


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
