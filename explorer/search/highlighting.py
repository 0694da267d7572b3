"""Which characters of a text match the words of a query. Asked only for texts on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from explorer.lists import SearchKind
from explorer.models import Quantity, Span
from explorer.search.fields import FIELDS
from explorer.search.parsing import parse
from explorer.search.query import All, Any, Field, Leaf, Near, Node, Not, Phrase, Prefix, Range, Word
from explorer.search.scripts import is_unspaced
from explorer.search.sequences import near_spans, phrase_spans, sequence
from explorer.search.words import COMPOUND, POSSESSIVE, SHARE, SHARES, edits_allowed, is_abbreviation
from explorer.text.fold import fold_with_map, unfold
from explorer.text.spans import merge

_SHARES = re.compile(SHARES)

_EXACT, _BEGINNING, _INNER, _ERROR, _ABBREVIATION = range(5)


class _Place(NamedTuple):
    """A word of the text: its letters without joiners, and where each of them stands in the folded text."""

    letters: str
    offsets: range | list[int]


class _Match(NamedTuple):
    quality: int
    start: int
    end: int


def highlight(query: str, text: str, kind: SearchKind = "claim") -> list[Span]:
    """Spans of `text` that match `query`, asked in the list `kind`: sorted and apart, in code points.

    Of a plain word every exact match and every beginning is marked; where it has neither, its best other matches are.
    Phrases and distances are marked where they stand as asked for, names, figures and dates where the text tells them.
    What is excluded is never marked.
    """
    return mark(asked(query, kind), text)


def asked(query: str, kind: SearchKind) -> list[Leaf]:
    """What a query asks for, part by part, without what it excludes."""
    return _positive(parse(query, kind).node)


def mark(parts: Sequence[Leaf], text: str) -> list[Span]:
    """Spans of `text` that match any of `parts`: sorted and apart."""
    if not parts:
        return []
    folded, origin = fold_with_map(text)
    places = list(_places(folded))
    found: list[Span] = []
    for part in parts:
        if isinstance(part, Range):
            found += _in_range(part, text)
        else:
            found += [unfold(origin, start, end) for start, end in _spans(part, folded, places)]
    return merge(found)


def _positive(node: Node | None) -> list[Leaf]:
    match node:
        case None | Not():
            return []
        case All(nodes) | Any(nodes):
            return list(dict.fromkeys(leaf for part in nodes for leaf in _positive(part)))
        case _:
            return [node]


def _spans(part: Leaf, folded: str, places: Sequence[_Place]) -> list[tuple[int, int]]:
    """Where a part of a query stands in a folded text."""
    match part:
        case Word(word) if is_unspaced(word):
            return [match.span() for match in re.finditer(re.escape(word), folded)]
        case Word(word) if word == SHARE:
            return [match.span() for match in _SHARES.finditer(folded)]
        case Word(word):
            matches = _beginnings(word, places)
            if not matches:
                others = _matches(word, places) or _split_matches(word, places)
                best = min((match.quality for match in others), default=0)
                matches = [match for match in others if match.quality <= best]
            return [(start, end) for _, start, end in matches]
        case Prefix(text):
            return phrase_spans((text,), folded, is_open=True)
        case Phrase(words, is_open):
            return phrase_spans(words, folded, is_open=is_open)
        case Near(left, right, distance, is_open):
            return near_spans(left, right, distance, folded, is_open=is_open)
        case Field(name, value, is_open) if FIELDS[name].sort == "name":
            return phrase_spans(sequence(value), folded, is_open=is_open)
        case _:
            return []


def _in_range(part: Range, text: str) -> list[Span]:
    """The figures, or the dates that tell their year, which meet a range."""
    if part.name == "number":
        from explorer.text.quantities import find_quantities  # both are slow to import, and few queries need them

        return [
            Span(figure.start, figure.end)
            for figure in find_quantities(text)
            if _is_unit(figure.unit, part.unit) and _meets(part, *_hedged(figure))
        ]
    if part.name == "date":
        from explorer.text.dates import find_dates

        return [
            Span(day.start, day.end) for day in find_dates(text, None) if _meets(part, _day(day.low), _day(day.high))
        ]
    return []


def _hedged(figure: Quantity) -> tuple[float | None, float | None]:
    """The ends of a figure as the index keeps them: "over $50 billion" is more than 50e9."""
    share = {"over": 1e-9, "under": -1e-9, "nearly": -1e-9}.get(figure.hedge, 0.0)
    low, high = (end if end is None else end + abs(end) * share for end in (figure.low, figure.high))
    return low, high


def _is_unit(unit: str, wanted: str) -> bool:
    return not wanted or unit == wanted or unit.startswith(f"{wanted}/")


def _meets(part: Range, low: float | None, high: float | None) -> bool:
    if low is None or high is None:
        return False
    return (part.low is None or high >= part.low) and (part.high is None or low <= part.high)


def _day(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def _places(folded: str) -> Iterator[_Place]:
    """The words of a folded text: the pieces of a compound, and the whole without its joiners."""
    for match in COMPOUND.finditer(folded):
        if match.group().isalnum():  # most are: worth a quick way out
            yield _Place(match.group(), range(*match.span()))
            continue
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


def _beginnings(word: str, places: Sequence[_Place]) -> list[_Match]:
    """The words of the text that are `word` or begin with it; with one of them, nobody looks for errors."""
    return [_Match(_BEGINNING, at[0], at[len(word) - 1] + 1) for letters, at in places if letters.startswith(word)]


def _matches(word: str, places: Sequence[_Place]) -> list[_Match]:
    compared = ((_compare(word, letters), at) for letters, at in places)
    return [_Match(like[0], at[like[1]], at[like[2] - 1] + 1) for like, at in compared if like is not None]


@lru_cache(maxsize=4096)
def _compare(word: str, letters: str) -> tuple[int, int, int] | None:
    """How well `word` matches one word of a text, and which of its letters, if it does.

    Remembered, because the next letter asks for most words again.
    """
    if letters == word:
        return _EXACT, 0, len(letters)
    if letters.startswith(word):
        return _BEGINNING, 0, len(word)
    if len(word) > 2 or not word.isascii():
        inner = letters.find(word)
        if inner >= 0:
            return _INNER, inner, inner + len(word)
    if _is_error(word, letters):
        return _ERROR, 0, len(letters)
    if len(letters) > len(word) and letters[0] == word[0] and _is_error(word, letters[: len(word)]):
        return _ERROR, 0, len(word)
    if len(word) > 2 and is_abbreviation(word, letters):
        return _ABBREVIATION, 0, len(letters)
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
