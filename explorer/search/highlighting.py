"""Which characters of a text match the words of a query. Asked only for texts on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from explorer.models import Span
from explorer.search.words import COMPOUND, POSSESSIVE, edits_allowed, is_abbreviation, query_words
from explorer.text.fold import fold_with_map, unfold
from explorer.text.spans import merge

_EXACT, _BEGINNING, _INNER, _ERROR, _ABBREVIATION = range(5)


class _Place(NamedTuple):
    """A word of the text: its letters without joiners, and where each of them stands in the folded text."""

    letters: str
    offsets: range | list[int]


class _Match(NamedTuple):
    quality: int
    start: int
    end: int


def highlight(query: str, text: str) -> list[Span]:
    """Spans of `text` that match `query`, sorted and apart, in code points.

    Every exact match and every beginning is marked; where a word has neither, its best other matches are.
    """
    wanted, _ = query_words(query)
    if not wanted:
        return []
    folded, origin = fold_with_map(text)
    places = list(_places(folded))
    found: list[Span] = []
    for word in wanted:
        matches = _matches(word, places) or _split_matches(word, places)
        best = min((match.quality for match in matches), default=0)
        keep = max(best, _BEGINNING) if best <= _BEGINNING else best
        found += [unfold(origin, start, end) for quality, start, end in matches if quality <= keep]
    return merge(found)


def _places(folded: str) -> Iterator[_Place]:
    """The words of a folded text: the pieces of a compound, and the whole without its joiners."""
    for match in COMPOUND.finditer(folded):
        end = match.end() - (2 if match.group().endswith(POSSESSIVE) else 0)
        offsets = [at for at in range(match.start(), end) if folded[at].isalnum()]
        run = [offsets[0]]
        pieces: list[list[int]] = []
        for at in offsets[1:]:
            if at != run[-1] + 1:
                pieces.append(run)
                run = []
            run.append(at)
        pieces.append(run)
        for piece in pieces:
            yield _Place(folded[piece[0] : piece[-1] + 1], piece)
        if len(pieces) > 1:
            yield _Place("".join(folded[at] for at in offsets), offsets)


def _matches(word: str, places: Sequence[_Place]) -> list[_Match]:
    return [match for place in places if (match := _compare(word, place))]


def _compare(word: str, place: _Place) -> _Match | None:
    """How `word` matches one word of the text, if it does."""
    letters, at = place
    if letters == word:
        return _Match(_EXACT, at[0], at[-1] + 1)
    if letters.startswith(word):
        return _Match(_BEGINNING, at[0], at[len(word) - 1] + 1)
    if len(word) > 2 or not word.isascii():
        inner = letters.find(word)
        if inner >= 0:
            return _Match(_INNER, at[inner], at[inner + len(word) - 1] + 1)
    if _is_error(word, letters):
        return _Match(_ERROR, at[0], at[-1] + 1)
    if len(letters) > len(word) and letters[0] == word[0] and _is_error(word, letters[: len(word)]):
        return _Match(_ERROR, at[0], at[len(word) - 1] + 1)
    if len(word) > 2 and is_abbreviation(word, letters):
        return _Match(_ABBREVIATION, at[0], at[-1] + 1)
    return None


def _is_error(word: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    edits = edits_allowed(word)
    return abs(len(word) - len(other)) <= edits > 0 and OSA.distance(word, other, score_cutoff=edits) <= edits


def _split_matches(word: str, places: Sequence[_Place]) -> list[_Match]:
    """Matches of the two halves of a run-together word, cut where both match best."""
    best: list[_Match] = []
    best_quality = 2 * _ABBREVIATION + 1
    if not 5 <= len(word) <= 20:
        return best
    for cut in range(2, len(word) - 1):
        halves = [[m for m in _matches(half, places) if m.quality != _ERROR] for half in (word[:cut], word[cut:])]
        if all(halves):
            quality = sum(min(match.quality for match in half) for half in halves)
            if quality < best_quality:
                kept = [(half, min(match.quality for match in half)) for half in halves]
                best = [match._replace(quality=_EXACT) for half, top in kept for match in half if match.quality == top]
                best_quality = quality
    return best
