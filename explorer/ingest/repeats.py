"""What a file prints twice: runs of the same words, found in linear time through shingles of five words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from explorer.ingest.paragraphs import Piece, cut
from explorer.models import Span
from explorer.text.tokens import word_list, words

SHINGLE = 5
"""Five words in a row seldom occur twice by chance."""
MIN_RUN = 20
"""A shorter run is a phrase or a quotation used twice, unless it is a whole paragraph."""
_MIN_WHOLE = 4
_SUMMARY_SHARE = 0.5
_SUMMARY_SHINGLE = 3
_MIN_SUMMARY_WORDS = 15
_MAX_PULL_QUOTE = 40
_MAX_HOMES = 8
_OPENING = "\"'“‘(["
_GLUED = re.compile(r"([^\W\d_]{2,})\.([A-Z]\w*)")
_SENTENCE_END = (".", "!", "?", "…", "]", '"', "”", ")")


@dataclass(frozen=True, slots=True)
class Run:
    """The characters `start`..`end` print again what stands from `first` to `first_end`.

    `lag` is how many words lie between the two printings of a word.
    """

    start: int
    end: int
    first: int
    first_end: int
    lag: int


class Tokens:
    """The words of a text in order, as strings and spans."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for found in words(text):
            for word, span in _unglued(text, *found) if "." in found[0] else (found,):
                self.words.append(word)
                self.starts.append(span.start)
                self.ends.append(span.end)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The range of the words that lie in a span of characters."""
        return bisect_left(self.starts, start), bisect_right(self.ends, end)


def _unglued(text: str, word: str, span: Span) -> Iterator[tuple[str, Span]]:
    """A word, or the two that a lost space after a full stop made one ("it.The")."""
    glued = _GLUED.fullmatch(text, span.start, span.end)
    if glued and len(word) == span.end - span.start:
        dot = glued.end(1)
        yield word[: dot - span.start], Span(span.start, dot)
        yield word[dot + 1 - span.start :], Span(dot + 1, span.end)
    else:
        yield word, span


def label_summary_leads(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Name as *summary* a paragraph that is a short version of the next one, as sites print above an article.

    Half of its three-word shingles stand in the next paragraph, which is longer.
    """
    out = list(pieces)
    for index, (piece, after) in enumerate(pairwise(pieces)):
        longer = after.end - after.start > piece.end - piece.start
        if piece.kind == after.kind == "body" and longer and _is_digest(text, piece, after):
            out[index] = piece.named("summary")
    return out


def summary_leads(text: str, pieces: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    """Each digest with the paragraph after it, where it says nearly the same words."""
    return [
        (piece, after)
        for piece, after in pairwise(pieces)
        if piece.kind == "summary" and after.kind in ("body", "repeat") and _is_digest(text, piece, after)
    ]


def _is_digest(text: str, piece: Piece, after: Piece) -> bool:
    short = word_list(piece.of(text))
    return len(short) >= _MIN_SUMMARY_WORDS and _share(short, word_list(after.of(text))) > _SUMMARY_SHARE


def _share(short: list[str], long: list[str]) -> float:
    def shingles(tokens: list[str]) -> set[tuple[str, ...]]:
        return {tuple(tokens[i : i + _SUMMARY_SHINGLE]) for i in range(len(tokens) - _SUMMARY_SHINGLE + 1)}

    mine = shingles(short)
    return len(mine & shingles(long)) / len(mine) if mine else 0.0


def find_runs(text: str, tokens: Tokens, pieces: Sequence[Piece]) -> list[Run]:
    """The maximal runs of at least MIN_RUN words that print again what stands earlier in the file."""
    skipped = _unread(tokens, pieces)
    seen: dict[tuple[str, ...], int] = {}
    runs: list[Run] = []
    index = 0
    while index + SHINGLE <= len(tokens.words):
        if skipped[index]:
            index += 1
            continue
        first = seen.setdefault(tuple(tokens.words[index : index + SHINGLE]), index)
        length = 0 if first == index else _common(tokens.words, first, index)
        if length >= MIN_RUN:
            runs.append(_run(text, tokens, first, index, length))
        index += length if length >= MIN_RUN else 1
    return runs


def _unread(tokens: Tokens, pieces: Sequence[Piece]) -> list[bool]:
    """For each word whether it stands in a digest or in boilerplate, where a repeat says nothing."""
    flags = [True] * len(tokens.words)
    for piece in pieces:
        if piece.kind in ("body", "list", "reference", "heading"):
            low, high = tokens.within(piece.start, piece.end)
            flags[low:high] = [False] * max(0, high - low)
    return flags


def _common(tokens: list[str], first: int, second: int) -> int:
    """How many words the printings at `first` and `second` have in common, without running into each other."""
    length = 0
    limit = min(second - first, len(tokens) - second)
    while length < limit and tokens[first + length] == tokens[second + length]:
        length += 1
    return length


def _run(text: str, tokens: Tokens, first: int, second: int, length: int) -> Run:
    first_end, end = tokens.ends[first + length - 1], tokens.ends[second + length - 1]
    while end < len(text) and text[first_end] == text[end] and not text[end].isalnum() and not text[end].isspace():
        first_end, end = first_end + 1, end + 1
    return Run(tokens.starts[second], end, tokens.starts[first], first_end, second - first)


def label_repeats(text: str, tokens: Tokens, pieces: Sequence[Piece], runs: Sequence[Run]) -> list[Piece]:
    """Name what is printed again as *repeat*; a paragraph that only ends or begins with a repeat is cut there.

    The first printing keeps its kind. Cuts fall only between sentences.
    """
    ends = [run.end for run in runs]
    out: list[Piece] = []
    for piece in pieces:
        if piece.kind not in ("body", "list"):
            out.append(piece)
            continue
        touching = []
        for index in range(bisect_right(ends, piece.start), len(runs)):
            if runs[index].start >= piece.end:
                break
            touching.append(runs[index])
        out += [_named_repeat(tokens, part, touching) for part in cut(text, piece, *_edges(text, piece, touching))]
    return _pull_quotes(text, tokens, _whole_repeats(text, out))


def _edges(text: str, piece: Piece, runs: Sequence[Run]) -> list[int]:
    """Where a piece may be cut: at the ends of runs that are ends of sentences."""
    edges = []
    for run in runs:
        for edge in (run.start, run.end):
            while edge > piece.start and text[edge - 1] in _OPENING and text[edge - 2].isspace():
                edge -= 1
            if piece.start < edge < piece.end and text[max(0, edge - 3) : edge].rstrip().endswith(_SENTENCE_END):
                edges.append(edge)
    return edges


def _named_repeat(tokens: Tokens, part: Piece, runs: Sequence[Run]) -> Piece:
    low, high = tokens.within(part.start, part.end)
    for run in runs:
        if low < high and run.start <= tokens.starts[low] and tokens.ends[high - 1] <= run.end:
            return replace(part, kind="repeat", repeat_of=tokens.starts[low - run.lag])
    return part


def _whole_repeats(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Name paragraphs of a few words that stand as a paragraph before, such as a headline printed twice."""
    seen: dict[tuple[str, ...], Piece] = {}
    out = []
    for piece in pieces:
        if piece.kind in ("title", "heading", "body", "list"):
            key = tuple(word_list(piece.of(text)))
            first = seen.setdefault(key, piece)
            if first is not piece and len(key) >= _MIN_WHOLE and piece.kind != "title":
                piece = replace(piece, kind="repeat", repeat_of=first.start)
        out.append(piece)
    return out


def _pull_quotes(text: str, tokens: Tokens, pieces: Sequence[Piece]) -> list[Piece]:
    """Name as *repeat* a short line of its own that stands word for word inside a longer paragraph of the body."""
    out = list(pieces)
    short: list[tuple[int, Piece, list[str]]] = []
    for at, piece in enumerate(pieces):
        if piece.kind == "heading" or (piece.kind == "body" and piece.of(text)[:1] in ("“", '"', "‘", "«")):
            low, high = tokens.within(piece.start, piece.end)
            if SHINGLE <= high - low <= _MAX_PULL_QUOTE:
                short.append((at, piece, tokens.words[low:high]))
    homes = _homes(tokens, pieces, {tuple(mine[:SHINGLE]) for _, _, mine in short}) if short else {}
    for at, piece, mine in short:
        low, high = tokens.within(piece.start, piece.end)
        for home in homes.get(tuple(mine[:SHINGLE]), [])[:_MAX_HOMES]:
            if not low <= home < high and tokens.words[home : home + len(mine)] == mine:
                out[at] = replace(piece, kind="repeat", repeat_of=tokens.starts[home])
                break
    return out


def _homes(tokens: Tokens, pieces: Sequence[Piece], shingles: set[tuple[str, ...]]) -> dict[tuple[str, ...], list[int]]:
    """Where each of some shingles stands in the paragraphs of the body."""
    homes: dict[tuple[str, ...], list[int]] = {}
    first = {shingle[0] for shingle in shingles}
    for piece in pieces:
        if piece.kind == "body":
            low, high = tokens.within(piece.start, piece.end)
            for index in range(low, high - SHINGLE + 1):
                if tokens.words[index] in first:
                    homes.setdefault(tuple(tokens.words[index : index + SHINGLE]), []).append(index)
    return homes
