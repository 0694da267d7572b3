"""Small arithmetic on half-open spans of code points."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.models import Span

_SPACES = " \t\r\n\u00a0"


def overlaps(a: Span, b: Span) -> bool:
    """Whether the spans share a character."""
    return a.start < b.end and b.start < a.end


def contains(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies wholly within `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def trim(text: str, start: int, end: int) -> Span:
    """Narrow a span until it neither begins nor ends with white space; what holds nothing else ends up empty."""
    while start < end and text[start] in _SPACES:
        start += 1
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    return Span(start, end)


def merge(spans: Iterable[Span]) -> list[Span]:
    """Sort spans and join those that touch or overlap."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
