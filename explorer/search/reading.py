"""What a search took a query for: words read as others, and why a row was found that does not show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from explorer.lists import Meant
from explorer.search.highlighting import highlight
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


def reasons(words: Sequence[str], shown: str, hidden: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Where the words stand that a row does not show; `hidden` gives what a text is called, and the text."""
    left = [word for word in words if not highlight(word, shown)]
    for name, text in hidden:
        if not left:
            return
        spans = [(word, highlight(word, text)) for word in left]
        held = [word for word, places in spans if places]
        if held:
            first = min(places[0] for _, places in spans if places)
            yield f"{name}: “{_excerpt(text, first.start, first.end)}”"
            left = [word for word in left if word not in held]


def _excerpt(text: str, start: int, end: int) -> str:
    """A line around a match."""
    low, high = max(0, start - _SHOWN), min(len(text), end + _SHOWN)
    if low:
        low = max(text.find(" ", low, start) + 1, low)
    if high < len(text):
        high = max(text.rfind(" ", end, high), end)
    around = " ".join(text[low:high].split())
    return shortened(f"{'…' if low else ''}{around}{'…' if high < len(text) else ''}", 3 * _SHOWN)
