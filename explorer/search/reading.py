"""What a search took a query for: words read as others, and why a row was found that does not show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from explorer.lists import Meant
from explorer.search.highlighting import mark
from explorer.search.query import Leaf
from explorer.search.words import edits_allowed, flatten, index_words, is_abbreviation
from explorer.text.phrases import shortened

_SHOWN = 60  # code points before and behind a match that are told
_MOST = 3  # words that one typed word is said to have been read as


def meant(words: Sequence[str], texts: Iterable[str]) -> tuple[Meant, ...]:
    """The words of a query that none of `texts`, which it found, holds as they were typed, and what stands instead."""
    folded = [flatten(text) for text in texts]
    lost = [word for word in words if not any(word in text for text in folded)]
    if not lost:
        return ()
    counts = Counter(word for text in folded for word in set(index_words(text)))
    found = []
    for word in lost:
        if word not in counts and not any(word in other for other in counts):
            like = sorted(_like(word, counts), key=lambda other: (-counts[other], other))
            if like:
                found.append(Meant(word, tuple(like[:_MOST])))
    return tuple(found)


def _like(word: str, others: Iterable[str]) -> list[str]:
    """Those that `word` may be an error for, else those that begin so but for an error, else those it abbreviates."""
    from rapidfuzz.distance import OSA

    edits = edits_allowed(word)
    all_others = list(others)
    near = [other for other in all_others if edits and OSA.distance(word, other, score_cutoff=edits) <= edits]
    if not near and edits:
        near = [other for other in all_others if OSA.distance(word, other[: len(word)], score_cutoff=edits) <= edits]
    return near or [other for other in all_others if len(word) > 2 and is_abbreviation(word, other)]


def reasons(parts: Sequence[Leaf], shown: str, hidden: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Where the parts of a query stand that a row does not show; `hidden` gives what a text is called, and the text.

    A field that no text of the row spells out is left out.
    """
    left = [part for part in parts if not mark([part], shown)]
    for name, text in hidden:
        if not left:
            return
        held = [(part, places[0]) for part in left if (places := mark([part], text))]
        if held:
            first = min(place for _, place in held)
            yield f"{name}: “{_excerpt(text, first.start, first.end)}”"
            left = [part for part in left if all(part is not other for other, _ in held)]


def _excerpt(text: str, start: int, end: int) -> str:
    """A line around a match."""
    low, high = max(0, start - _SHOWN), min(len(text), end + _SHOWN)
    if low:
        low = max(text.find(" ", low, start) + 1, low)
    if high < len(text):
        high = max(text.rfind(" ", end, high), end)
    around = " ".join(text[low:high].split())
    return shortened(f"{'…' if low else ''}{around}{'…' if high < len(text) else ''}", 3 * _SHOWN)
