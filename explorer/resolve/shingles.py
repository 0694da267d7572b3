"""Copied text: five-word runs, of which every fourth is kept, found through an inverted index.

Keeping every fourth run by its checksum finds 98 % of the article pairs that share 30 % of their runs, at a quarter of
the space (measured on 13,675 news articles); MinHash found 65 %.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, combinations
from zlib import crc32

from explorer.models import Source
from explorer.text.fold import straighten
from explorer.text.tokens import bare_words

COPIED = 0.30
"""Share of the runs of the shorter text, found in the other, from which it is a copy."""

RUN = 5
_KEEP_EVERY = 4
_LIKELY = 0.2
_LEAST_SHARED = 3
CROWD = 100
"""Among more holders of a run than this, only pairs with the first of them are counted: all copies of one text meet
there, and the work stays in proportion to the number of texts."""

QUOTED = re.compile(r'"([^"\n]{20,600})"')
"""A quotation in a straightened text."""


def running_text(source: Source) -> str:
    """The running text of an article, without what stands above, below and between."""
    return "\n".join(source.text[region.start : region.end] for region in source.regions if region.kind == "body")


def told(source: Source) -> str:
    """The running text without its quotations, which two independent reporters share word for word."""
    return QUOTED.sub(" ", straighten(running_text(source)))


def runs(text: str) -> frozenset[int]:
    """Checksums of the five-word runs of `text`, whatever its quotes and case."""
    words = [word.encode() for word in bare_words(text)]
    joined = b" ".join(words)
    starts = [0, *accumulate(len(word) + 1 for word in words)]
    return frozenset(crc32(joined[start : behind - 1]) for start, behind in zip(starts, starts[RUN:], strict=False))


def sample(text: str) -> list[int]:
    """Every fourth run of `text` by its checksum, sorted."""
    return sorted(run for run in runs(text) if run % _KEEP_EVERY == 0)


def copied(sampled: Sequence[Sequence[int]], text: Callable[[int], str]) -> dict[tuple[int, int], float]:
    """Pairs (i, j), i < j, of texts of which the shorter shares at least `COPIED` of its runs, with that share.

    `sampled` holds what `sample` gives of each text; `text` gives a text itself by its place.
    """
    holders: dict[int, list[int]] = defaultdict(list)
    for index, kept in enumerate(sampled):
        for run in kept:
            holders[run].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for group in holders.values():
        shared.update(combinations(group, 2) if len(group) <= CROWD else ((group[0], other) for other in group[1:]))
    found: dict[tuple[int, int], float] = {}
    whole = cache(lambda index: runs(text(index)))
    for (a, b), count in sorted(shared.items()):
        if count >= _LEAST_SHARED and count >= _LIKELY * min(len(sampled[a]), len(sampled[b])):
            share = contained(whole(a), whole(b))
            if share >= COPIED:
                found[a, b] = share
    return found


def contained(a: frozenset[int], b: frozenset[int]) -> float:
    """Share of the smaller set that the other one holds."""
    return len(a & b) / max(1, min(len(a), len(b)))
