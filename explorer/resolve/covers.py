"""Which statements of an article are compared: not those that only restate the finer statements within them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.extract.interviews import QUESTION
from explorer.models import Reading, Span, Statement
from explorer.resolve.features import tokens_of
from explorer.text.fold import straighten
from explorer.text.spans import contains

_LEAST_MORE = 2
"""Content words that a statement must have beyond the finer ones within it to stand beside them."""


def without_covers(reading: Reading) -> list[Statement]:
    """The statements of a reading without those that only restate the finer statements inside them.

    What the publication asks in an interview claims nothing.
    """
    best: dict[tuple[Span, ...], Statement] = {}
    for statement in sorted(reading.statements, key=_place):
        if _asks(statement):
            continue
        known = best.get(statement.readable)
        if known is None or _is_fuller(statement, known):
            best[statement.readable] = statement
    statements = sorted(best.values(), key=_place)
    whole = [s for position, s in enumerate(statements) if not _is_fragment(reading, s, statements, position)]
    return [s for position, s in enumerate(whole) if not _is_covered(reading, s, whole, position)]


def _asks(statement: Statement) -> bool:
    """Whether a statement is the question of an interview, under its label "Q"."""
    label = statement.cue is not None and statement.cue.lemma == ":" and len(statement.chain) == 1
    return label and statement.chain[0].text.casefold() in QUESTION


def _is_fuller(statement: Statement, known: Statement) -> bool:
    """Of two that read alike the article's own stays, for its words are the whole; else the longer chain."""
    if (statement.cue is None and not statement.chain) != (known.cue is None and not known.chain):
        return statement.cue is None and not statement.chain
    return len(statement.chain) > len(known.chain)


def _place(statement: Statement) -> tuple[Span, tuple[Span, ...]]:
    return statement.extent, statement.readable


_CLAUSE_FOLLOWS = re.compile(
    r"\s*[^\w\s]|\s+(?:and|or|but|after|before|because|while|when|where|as|since|although|though|if|until|unless|so|by|"
    r"following|despite|with|without|for|in|on|at|to|from|amid|during)\b"
)
"""What may follow a clause that is complete without the rest: punctuation, a conjunction, a preposition."""


def _is_fragment(reading: Reading, inner: Statement, statements: Sequence[Statement], position: int) -> bool:
    """Whether a longer statement begins at the same place and goes on in the middle of this one's last phrase."""
    if inner.kind == "direct_quote":
        return False  # its marks say where it ends
    span = inner.extent
    after = [s.extent for s in statements[position + 1 : position + 4]]
    longer = any(other.start == span.start and other.end > span.end for other in after)
    return longer and _CLAUSE_FOLLOWS.match(reading.source.text, span.end) is None


def _is_covered(reading: Reading, outer: Statement, statements: Sequence[Statement], position: int) -> bool:
    inner = [s for s in nested(statements, position) if len(s.chain) >= len(outer.chain)]
    if not inner:
        return False
    text = reading.source.text
    tellers = [span for s in inner if s.kind.endswith("quote") for span in _credit(s)] if outer.chain else []
    left = _minus(outer.readable, [*tellers, *(span for s in inner for span in s.readable)])
    return sum(len(tokens_of(straighten(text[s.start : s.end]))) for s in left) < _LEAST_MORE


def _credit(statement: Statement) -> list[Span]:
    """Where it is printed who says it: "'The pump failed,' Moe said, according to the Post" tells of no saying."""
    places = [Span(link.start, link.end) for link in statement.chain if link.start is not None and link.end is not None]
    return places + ([Span(statement.cue.start, statement.cue.end)] if statement.cue else [])


def nested(statements: Sequence[Statement], position: int) -> list[Statement]:
    """The statements whose content lies within that of the one at `position`; they are sorted by place."""
    whole = statements[position].extent
    found: list[Statement] = []
    for before in range(position - 1, -1, -1):
        extent = statements[before].extent
        if extent.start != whole.start:
            break
        if extent.end < whole.end:
            found.append(statements[before])
    for behind in range(position + 1, len(statements)):
        extent = statements[behind].extent
        if extent.start >= whole.end:
            break
        if contains(whole, extent) and extent != whole:
            found.append(statements[behind])
    return found


def _minus(spans: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """What is left of `spans` without `holes`."""
    left: list[Span] = []
    for span in spans:
        start = span.start
        for hole in sorted(holes):
            if hole.end <= start or hole.start >= span.end:
                continue
            if hole.start > start:
                left.append(Span(start, hole.start))
            start = max(start, hole.end)
        if start < span.end:
            left.append(Span(start, span.end))
    return left
