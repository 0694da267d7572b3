"""The sentence or paragraph around a few words, for readers: wide rather than cut short."""

from __future__ import annotations

import re

from explorer.models import Source, Span
from explorer.text.spans import trim
from explorer.text.titles import TITLE_BEFORE_NAME

_SENTENCE_END = re.compile(r"[^\s.]{3,}[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-z])")
"""A word of three letters or more with its stop, then something that begins large: "Inc. said" and "U.S. rules" do
not end a sentence here. Too long a quotation is better than one cut short."""
_TITLE = re.compile(rf"{TITLE_BEFORE_NAME}\s")


def paragraph(source: Source, span: Span) -> Span:
    """The region or run of regions that holds `span`; the span itself when no region does."""
    touching = [region for region in source.regions if region.start < span.end and span.start < region.end]
    if not touching:
        return span
    return Span(min(touching[0].start, span.start), max(touching[-1].end, span.end))


def sentence_around(source: Source, span: Span) -> Span:
    """The sentence around a few words, within its paragraph."""
    around = paragraph(source, span)
    found = _SENTENCE_END.finditer(source.text, around.start, around.end)
    ends = [match.end() for match in found if _TITLE.match(match.group()) is None]
    start = max((end for end in ends if end <= span.start), default=around.start)
    return trim(source.text, start, min((end for end in ends if end >= span.end), default=around.end))
