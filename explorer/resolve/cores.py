"""What a statement says at its centre: without the clauses, asides and circumstances that are put into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explorer.models import Span, Statement

_RELATIVE = re.compile(r",\s+(?:who|whom|whose|which|where)\b[^,;]*(?:,\"?(?=\s)|(?=;|$))")
"""A clause about the noun before it."""
_ASIDE = re.compile(r"(?<=[\w\"')]),\s+(?:an?|the|one of|former|then|aged?|\d+)\b[^,;]{0,90},\"?(?=\s[a-z])")
"""What a noun is, between commas: "Vane, the mayor, resigned"."""
_PARENTHESES = re.compile(r"\s\([^()]*\)")
_TRAILING = re.compile(
    r",\s+(?:[a-z]{3,}ing|after|before|as|while|when|amid|although|though|because|since|despite|including|according to|"
    r"with|where|just)\s.*$",
    re.DOTALL,
)
"""A clause or circumstance at the end."""
_LEADING = re.compile(
    r"(?:(?:in|on|at(?! (?:least|most)\b)|after|as|while|when|during|despite|following|before|since|by|with|for|"
    r"although|though|under|[a-z]{3,}ing)\s[^,;]{2,90}|earlier|later|yesterday|today|meanwhile|last [a-z]+),\s+",
    re.IGNORECASE,
)
"""The same in front."""
_TURNING = re.compile(
    r"\b(?:no|not|never|nobody|nothing|cannot|\w+n't|den(?:y|ies|ied|ying)|reject\w*|refus\w*|fail\w*|dismiss\w*|"
    r"disput\w*|withdr\w+|cancel\w*|revers\w*|overturn\w*|false\w*|wrong\w*|if|unless|until|would|could|may|might)\b",
    re.IGNORECASE,
)
"""What may take back, or make a mere possibility, of what stands beside it."""
_LEAST = 4
"""Words that must be left."""


def core_spans(plain: str, statement: Statement, inner: Sequence[Statement]) -> list[Span]:
    """What is left of a statement without the finer statements within it and without its asides.

    Empty where nothing is put into it, where it reports what somebody says, where too little would be left, and where
    what is left out might take back the rest. `plain` is the straightened text of the source, `inner` are the finer
    statements.
    """
    if len(statement.readable) > 1 or statement.role == "title":
        return []
    whole = statement.readable[0]
    if any(len(s.chain) > len(statement.chain) for s in inner):
        return []
    left = _without(whole, sorted(span for s in inner for span in (s.readable[1:] or s.readable)))
    if not left or left[0].start > whole.start + 2:
        left = [whole]
    holes = [hole for span in left for hole in _asides(plain, span, whole)]
    left = [part for span in left for part in _without(span, sorted(holes))]
    if _TURNING.search(plain, whole.start, whole.end) and _turns(plain, whole, left):
        return []
    words = sum(len(plain[span.start : span.end].split()) for span in left)
    return left if left != [whole] and words >= _LEAST else []


def _turns(plain: str, whole: Span, left: Sequence[Span]) -> bool:
    """Whether something that is left out denies or takes back what is left."""
    return any(_TURNING.search(plain, gap.start, gap.end) for gap in _without(whole, left))


def _asides(plain: str, span: Span, whole: Span) -> Iterator[Span]:
    for pattern in (_RELATIVE, _ASIDE, _PARENTHESES):
        for match in pattern.finditer(plain, span.start, span.end):
            yield Span(match.start(), match.end())
    trailing = _TRAILING.search(plain, span.start, span.end)
    if trailing and len(plain[whole.start : trailing.start()].split()) >= _LEAST:
        yield Span(trailing.start(), span.end)
    leading = _LEADING.match(plain, span.start, span.end) if span.start == whole.start else None
    if leading and len(plain[leading.end() : span.end].split()) >= _LEAST:
        yield Span(span.start, leading.end())


def _without(span: Span, holes: Sequence[Span]) -> list[Span]:
    left: list[Span] = []
    start = span.start
    for hole in holes:
        if hole.end <= start or hole.start >= span.end:
            continue
        if hole.start > start:
            left.append(Span(start, hole.start))
        start = hole.end
    if start < span.end:
        left.append(Span(start, span.end))
    return left
