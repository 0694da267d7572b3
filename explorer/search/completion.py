"""What the word before the cursor may go on as: names of fields, and values that the lists have.

Quick enough for every key: the names of a field lie in the index in the order of how many rows have them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.lists import SearchKind
from explorer.search.fields import FIELDS, FieldSpec, choices_in
from explorer.search.lexing import Lexer, Token
from explorer.search.sequences import sequence
from explorer.search.words import LONGEST_QUERY
from explorer.text.phrases import plural

if TYPE_CHECKING:
    from explorer.search.list_index import ListIndex

MOST = 8
"""Completions offered at once."""

_SHORTEST = 2  # letters of a word that may be the beginning of a field's name
_LOOKED_AT = 200  # values with equal names, such as the articles of one outlet, are offered once
_PLAIN = frozenset("-_./'&")  # beside letters and digits: needs no quotation marks


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` goes in the place of `start`..`end` (code points of the query, end exclusive); `means` is a short note."""

    text: str
    means: str
    start: int
    end: int


def complete(
    query: str, cursor: int, kind: SearchKind | None, index_of: Callable[[SearchKind], ListIndex]
) -> list[Completion]:
    """The likeliest completions of what stands before the cursor, for the list `kind`; none inside a word."""
    head = query[:cursor]
    if cursor > LONGEST_QUERY or query[cursor : cursor + 1].isalnum():
        return []
    tokens = Lexer(head, is_finished=False).tokens()
    last = tokens[-1] if tokens else None
    if last is None or last.end < len(head):
        return []
    if last.shape == "word":
        return _names(last)
    spec = FIELDS.get(last.text) if last.shape == "field" else None
    return _values(spec, last, head, kind or "claim", index_of) if spec else []


def _names(word: Token) -> list[Completion]:
    """Fields that begin as a word does."""
    begun = word.text.lower()
    if len(begun) < _SHORTEST:
        return []
    return [
        Completion(f"{name}:", spec.means, word.start, word.end)
        for name, spec in FIELDS.items()
        if name.startswith(begun)
    ]


def _values(
    spec: FieldSpec, field: Token, head: str, kind: SearchKind, index_of: Callable[[SearchKind], ListIndex]
) -> list[Completion]:
    """Values of a field that begin as what stands behind its colon, or behind its last comma."""
    typed = field.values[-1] if field.values and field.values[-1].is_open else None
    begun = typed.text if typed else ""
    if typed is None and head[-1] not in ":,":
        return []  # behind a closing quotation mark
    start = len(head) - len(begun) - bool(typed and typed.is_quoted)
    if spec.sort in ("number", "date"):
        found = {text: means for text, means in spec.hints if not begun}
        return [Completion(text, means, start, len(head)) for text, means in found.items()]
    if spec.sort == "choice":
        counted = _choices(spec, begun, kind, index_of)
    else:
        counted = _called(spec, begun, kind if kind in spec.lists else "claim", index_of)
    return [Completion(f"{_quoted(name)} ", means, start, len(head)) for name, means in list(counted.items())[:MOST]]


def _choices(
    spec: FieldSpec, begun: str, kind: SearchKind, index_of: Callable[[SearchKind], ListIndex]
) -> dict[str, str]:
    """The choices of a list, and of claims, in their fixed order; each that occurs, with how many rows
    have it."""
    wanted = " " + " ".join(sequence(begun))
    counts: dict[str, str] = {}
    for owner in dict.fromkeys((kind, "claim")):
        if owner in spec.lists:
            index = index_of(owner)
            shown, numbers = index.names(spec.name).shown, index.counts(spec.name)
            for choice, number in zip(shown, numbers, strict=False):
                counts.setdefault(choice, plural(number, owner))
    return {
        choice: counts[choice]
        for choice in choices_in(spec, kind)
        if choice in counts and wanted.rstrip() in f" {' '.join(sequence(choice))}"
    }


def _called(
    spec: FieldSpec, begun: str, kind: SearchKind, index_of: Callable[[SearchKind], ListIndex]
) -> dict[str, str]:
    """Names that hold a word which begins so, the most frequent first; each with how many rows have it."""
    index = index_of(kind)
    names, counts = index.names(spec.name), index.counts(spec.name)
    numbers = names.beginning(begun, _LOOKED_AT)
    rows: Counter[str] = Counter()
    for number in numbers:
        rows[" ".join(names.shown[number].split())] += counts[number]
    is_all = len(numbers) < _LOOKED_AT
    return {name: plural(count, kind) if is_all else "" for name, count in rows.most_common(MOST)}


def _quoted(name: str) -> str:
    """A value as it can be typed."""
    is_plain = all(char.isalnum() or char in _PLAIN for char in name)
    return name if is_plain else f'"{name.replace(chr(34), "")}"'
