"""What one account leaves out, though it tells all that stands around it and the others state it.

Articles leave out nearly everything, so silence mostly means nothing. It is told only where a reader would ask why: a
denial, a count of victims, a named accusation; only of an article that is as long as the others, came no earlier, and
tells what they tell next to it; and once for a claim.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from explorer.models import Claim, Source
from explorer.resolve.accounts import Contrast, Voice, quoted
from explorer.resolve.align import Alignment
from explorer.resolve.features import SAME_CLAIM
from explorer.resolve.items import Item, by_source
from explorer.resolve.similarity import similarity
from explorer.text.fold import straighten

LEAST_STATING = 3
"""Articles that state a claim before the silence of one more means something."""

WORTH = 2
"""Least worth of a claim that is missed."""

AROUND = 4
"""Claims before and behind a statement that count as standing around it."""

COVERED = 3
"""Claims of those around it that the silent article must tell."""

AS_LONG = 0.8
"""Length of the silent article, as a share of the middle one of the others."""

LONGEST = 12
"""Words of the claim that the note quotes."""

_TELLING = {
    "denial": re.compile(
        r"\b(?:den(?:y|ies|ied|ying)|denials?|pleaded not guilty|pleads not guilty|reject(?:s|ed)?|disput(?:es?|ed)|"
        r"refut(?:es?|ed)|rebut(?:s|ted)?|no wrongdoing|baseless|unfounded)\b"
    ),
    "victims": re.compile(
        r"\b(?:dead|died|dies|deaths?|killed|kills|injur(?:ed|ies)|wounded|missing|victims?|casualt\w+|toll|hurt|fatal\w*)\b"
    ),
    "accusation": re.compile(
        r"\b(?:accus(?:e|es|ed|ing|ations?)|alleg(?:e|es|ed|ing|ations?)|blam(?:e|es|ed|ing)|charg(?:ed|es) with|"
        r"indict(?:ed|ment)|suspected of|pleaded guilty|convicted)\b"
    ),
}


def omissions(alignment: Alignment, items: Sequence[Item], claims: Mapping[int, Claim]) -> Iterator[Contrast]:
    """At most one contrast for each claim; `claims` maps the order of an item to its claim."""
    claimed = by_source(item for item in items if item.order in claims)
    told = {source: _in_order(mine, claims) for source, mine in claimed.items()}
    for cluster in alignment.clusters:
        members = [
            items[order] for order in cluster.members if items[order].statement.role == "body" and order in claims
        ]
        stating = {item.source.id: item for item in reversed(members)}
        kind = _kind(items[cluster.centre])
        if len(stating) < LEAST_STATING or not kind or claims[cluster.centre].worth < WORTH:
            continue
        around = _around(stating, told, claims)
        for silent in sorted(told.keys() - stating.keys()):
            near = [item for item in claimed[silent] if claims[item.order].id in around]
            fits = len({claims[item.order].id for item in near}) >= COVERED and _may_know(silent, stating, claimed)
            if fits and not _tells(claimed[silent], items[cluster.centre], kind):
                yield _contrast(items[cluster.centre], [stating[key] for key in sorted(stating)], near[0])
                break


def _contrast(centre: Item, stating: Sequence[Item], near: Item) -> Contrast:
    words = " ".join(centre.text.split()[:LONGEST]).rstrip(".,;")
    ellipsis = "…" if len(centre.text.split()) > LONGEST else ""
    voices = (
        Voice("says", quoted(words + ellipsis), tuple(stating)),
        Voice("leaves", "it out, though it tells what they tell next to it", (near,)),
    )
    return Contrast("presence", 1, voices)


def _kind(centre: Item) -> str:
    """Why the silence of an article about a statement would mean something, or ""."""
    plain = straighten(centre.text).lower()
    if _TELLING["victims"].search(plain) and any(q.unit not in ("ordinal", "year of age") for q in centre.quantities):
        return "victims"
    named = centre.named or centre.subjects or centre.statement.chain
    return next((kind for kind in ("denial", "accusation") if named and _TELLING[kind].search(plain)), "")


def _in_order(mine: Sequence[Item], claims: Mapping[int, Claim]) -> list[str]:
    """The claims of an article's body in the order of the text, each once."""
    body = sorted((item for item in mine if item.statement.role == "body"), key=lambda item: item.span)
    return list(dict.fromkeys(claims[item.order].id for item in body))


def _around(
    stating: Mapping[str, Item], told: Mapping[str, Sequence[str]], claims: Mapping[int, Claim]
) -> frozenset[str]:
    """The claims that stand near the statement in two or more of the articles that have it."""
    times: dict[str, int] = defaultdict(int)
    for source, item in stating.items():
        order, own = told[source], claims[item.order].id
        at = order.index(own)
        for other in order[max(0, at - AROUND) : at + AROUND + 1]:
            times[other] += other != own
    return frozenset(key for key, count in times.items() if count > 1)


def _may_know(silent: str, stating: Mapping[str, Item], claimed: Mapping[str, Sequence[Item]]) -> bool:
    """Whether the silent article is as long as the others and no earlier than the first of them."""
    lengths = {source: sum(len(item.text) for item in claimed[source]) for source in (silent, *stating)}
    if lengths[silent] < AS_LONG * median(lengths[source] for source in stating):
        return False
    days = [_day(item.source) for item in stating.values()]
    own = _day(claimed[silent][0].source)
    return not own or not all(days) or own >= min(days)


def _day(source: Source) -> str:
    return (source.published.value or "")[:10]


def _tells(mine: Sequence[Item], centre: Item, kind: str) -> bool:
    """Whether the article has the claim in other words, or one of its kind about the same names."""
    who = centre.subjects | {named.entity for named in centre.named} | {link.id for link in centre.statement.chain}
    for item in mine:
        if similarity(centre, item) >= SAME_CLAIM:
            return True
        names = item.subjects | {named.entity for named in item.named} | {link.id for link in item.statement.chain}
        about = kind == "victims" or bool(who & names)
        sentence = item.source.text[item.statement.sentence.start : item.statement.sentence.end]
        if about and _TELLING[kind].search(straighten(sentence).lower()):
            return True
    return False
