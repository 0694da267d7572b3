"""Where words stand in a text as they were typed: what a search engine forgives is not forgiven here."""

from __future__ import annotations

import re

from explorer.models import Span
from explorer.text.fold import fold, fold_with_map, unfold


def occurrences(text: str, words: str) -> list[Span]:
    """The stretches of `text` (code points, sorted and apart) that read as `words` do, in the middle of a word too.

    Case, accents and the shape of quotes are levelled as `fold` does it; any blanks or line ends between words are
    one blank, and those around `words` do not count. Words that hold nothing else stand nowhere.
    """
    pieces = fold(words).split()
    if not pieces:
        return []
    folded, origin = fold_with_map(text)
    found: list[Span] = []
    for match in re.finditer(r"\s+".join(map(re.escape, pieces)), folded):
        span = unfold(origin, match.start(), match.end())
        if not found or span.start >= found[-1].end:  # one character may fold to several, and so be found twice
            found.append(span)
    return found
