"""What two articles have in common, as sentences with facts in them."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import islice

from explorer.resolve.articles import Article
from explorer.resolve.comparing import Comparison
from explorer.text.tokens import words

MOST_WORDS = 4000
"""Words of each article among which the longest common run is looked for, which takes long where words repeat."""

LEAST_RUN = 6
"""Words of common wording that are worth printing."""


def evidence(comparison: Comparison, rewrite: Article, origin: Article) -> list[str]:
    """Why the two belong together; which came first is another matter."""
    later = comparison.later
    reasons: list[str] = []
    if comparison.copied:
        which = later if len(rewrite.told) <= len(origin.told) else "the original"
        reasons.append(f"{comparison.copied:.0%} of the five-word runs of {which} stand in the other article too")
    pairs = sorted(comparison.partners if rewrite is comparison.a else [(b, a) for a, b in comparison.partners])
    if pairs:
        kept = _longest_rise([b for _, b in pairs])
        order = (
            ""
            if len(pairs) == 1
            else ", all in the same order"
            if kept == len(pairs)
            else f", {kept} in the same order"
        )
        reasons.append(
            f"{len(pairs)} of {len(rewrite.sentences)} sentences of {later} restate one of the original{order}"
        )
    if comparison.quotation:
        count = len(comparison.quotation.split())
        reasons.append(f"the same quotation of {count} words stands in both: “{comparison.quotation}”")
    wording = "" if comparison.copied else longest_common(rewrite, origin)
    if wording:
        reasons.append(f"outside quotations both say “{wording}”")
    if not comparison.copied:
        held = 1 - comparison.shared.fresh_of(rewrite)
        reasons.append(f"{held:.0%} of the names and amounts of {later}, by weight, stand in the original too")
    return reasons


def longest_common(rewrite: Article, origin: Article) -> str:
    """The longest run of words outside quotations that both articles print, if it is long enough to tell; else ""."""
    mine, theirs = (list(islice(words(one.told), MOST_WORDS)) for one in (rewrite, origin))
    match = SequenceMatcher(None, [word for word, _ in mine], [word for word, _ in theirs], autojunk=False)
    found = match.find_longest_match()
    if found.size < LEAST_RUN:
        return ""
    start, end = mine[found.a][1].start, mine[found.a + found.size - 1][1].end
    return " ".join(rewrite.told[start:end].split())


def _longest_rise(values: Sequence[int]) -> int:
    """Length of the longest run, with gaps, in which the values only rise: how far the order of telling is kept."""
    best = [1] * len(values)
    for i, value in enumerate(values):
        best[i] = 1 + max((best[j] for j in range(i) if values[j] < value), default=0)
    return max(best, default=0)
