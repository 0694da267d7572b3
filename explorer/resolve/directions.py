"""Which of two articles with the same content came first, as far as the files show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.models import UNTOLD, Source
from explorer.origins.parties import is_outlet, receiver_of
from explorer.resolve.articles import Article
from explorer.resolve.comparing import Comparison, gives_name
from explorer.resolve.counterparts import restatements
from explorer.resolve.items import Item
from explorer.resolve.versions import day_went_by, days_of, rise_of_toll

_CREDITED = 8
_DATED = 6
_UPDATED = _ROSE = 5
_PASSED = 4
_FRESH = _HEARD = _RELAYED = 3
_SOURCED = _BARE = 2
_RICHER = _PUBLISHED = 1
"""What each reason counts. Naming the other as one's source decides; being poorer in details only tips the balance."""

_OF_TIME = 4
"""Reasons that count this much tell of the order itself; what an article lacks is weighed only where they are even."""

FRESH = 0.30
"""Share of the details of a rewrite, by weight, that its original need not hold; a second report has more."""

MARKEDLY = 1.3
"""An article has markedly more of its own when its own details outweigh the other's by this much."""

LEAST_BARE = 2
"""So many more statements without a source in the one than in the other tell which is the rewrite."""

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)

_UPDATE = re.compile(r"(?:UPDATE|WRAPUP|REFILE|CORRECTED|RPT|2ND LEAD|LEAD)\b(?:\s*\d+)?|updated\b", re.IGNORECASE)
"""How agencies head a later version of their own report."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which article is taken for the rewrite and which for its origin, and the reasons as plain sentences.

    `credited`: the rewrite names the origin's publisher.
    """

    rewrite: Article
    origin: Article
    reasons: tuple[str, ...]
    credited: bool = False
    directed: bool = True
    """Whether anything shows which of the two came first."""


@dataclass(frozen=True, slots=True)
class _Sign:
    weight: int
    reason: str
    shows: bool = True
    """Whether it shows which came first; others only tip the balance, and the reader is told so."""


def direct(comparison: Comparison) -> Verdict:
    """The likelier direction; where nothing tells, the richer one stands as the origin and the reasons say so."""
    a, b = comparison.a, comparison.b
    for_a, for_b = _signs(comparison, a, b), _signs(comparison, b, a)
    mine, theirs = _weigh(for_a), _weigh(for_b)
    if mine == theirs:
        rewrite, origin = sorted((b, a), key=lambda article: (len(article.body), article.source.sha256))
        signs: list[_Sign] = []
    else:
        rewrite, origin, signs = (a, b, for_a) if mine > theirs else (b, a, for_b)
    reasons = [sign.reason for sign in signs]
    common = _one_publisher(rewrite, origin)
    if common:
        reasons.append(common)
    elif any(sign.shows for sign in signs) and comparison.copied and len(rewrite.body) > MARKEDLY * len(origin.body):
        reasons.append("the copy is the longer one, so it may be an update of the original")
    directed = any(sign.shows for sign in signs)
    if not directed:
        update, third = "one may be an update of the other", "they may share one source that is not in the folder"
        perhaps = update if common else f"{update}, or {third}" if comparison.copied else third
        reasons.append(f"{UNTOLD}: {perhaps}")
    return Verdict(
        rewrite,
        origin,
        tuple(reasons),
        credited=any(sign.weight == _CREDITED for sign in signs),
        directed=directed,
    )


def _weigh(signs: Sequence[_Sign]) -> tuple[int, int]:
    """What tells of time first; all together only where that is even."""
    weights = [sign.weight for sign in signs]
    return sum(weight for weight in weights if weight >= _OF_TIME), sum(weights)


def _signs(comparison: Comparison, rewrite: Article, origin: Article) -> list[_Sign]:
    """Reasons to think that `rewrite` came after `origin`, each with its weight."""
    later = comparison.later
    found: list[_Sign] = []
    credited = _credited(rewrite, origin)
    if credited:
        found.append(_Sign(_CREDITED, f"{later} credits {credited}, who published the original"))
    found += _signs_of_time(rewrite, origin, later)
    title = rewrite.source.title.value or ""
    if _UPDATE.match(title) and not _UPDATE.match(origin.source.title.value or ""):
        found.append(_Sign(_UPDATED, f"the headline of {later} calls it an update"))
    heard = "" if credited else _heard(rewrite, origin)
    if heard:
        found.append(_Sign(_HEARD, f"{later} credits {heard}, to whom people speak in the original"))
    relayed = _relayed(rewrite, origin)
    if relayed:
        why = f"{later} has from {relayed} what the original has from those who say it"
        found.append(_Sign(_RELAYED, why, shows=False))
    found += _signs_of_loss(comparison, rewrite, origin)
    found += _signs_of_details(comparison, rewrite, origin)
    if origin.agency and not rewrite.agency:
        found.append(_Sign(_PUBLISHED, f"the original says who published it, {later} does not", shows=False))
    return found


def _signs_of_loss(comparison: Comparison, rewrite: Article, origin: Article) -> Iterator[_Sign]:
    """Of whom the rewrite has things without saying so, or at all."""
    later = comparison.later
    # Who published the one is not known: it may be the very outlet that the other credits, and so name no outlet.
    unsure = bool(_relayed(origin, rewrite))
    lost = [
        name
        for entity, name in origin.credits.items()
        if _is_lost(entity, name, rewrite, origin) and (not is_outlet(name) or _is_retold(entity, origin, rewrite))
    ]
    if lost:
        names = ", ".join(list(dict.fromkeys(lost))[:3])
        # A longer version of the same words may have got its sources only later.
        grown = bool(comparison.copied) or bool(_one_publisher(rewrite, origin))
        why = f"{later} never names {names}, credited in the original"
        yield _Sign(_SOURCED, why, shows=not (grown or unsure))
    bare, other = _bare(rewrite, origin), _bare(origin, rewrite)
    if bare >= other + LEAST_BARE:
        why = f"{later} says in its own voice {bare} things that the original has from somebody"
        yield _Sign(_BARE, why, shows=not unsure)


def _signs_of_details(comparison: Comparison, rewrite: Article, origin: Article) -> Iterator[_Sign]:
    """That the original is much richer in names and amounts of its own."""
    mine, theirs = comparison.shared.own(rewrite), comparison.shared.own(origin)
    if sum(detail.weight for detail in theirs) > MARKEDLY * sum(detail.weight for detail in mine):
        few = "none stands" if not mine else f"{len(mine)} {'stands' if len(mine) == 1 else 'stand'}"
        only = comparison.shared.fresh_of(rewrite) <= FRESH < comparison.shared.fresh_of(origin)
        why = f"of the names and amounts {few} only in {comparison.later}, {len(theirs)} only in the original"
        yield _Sign(_FRESH if only else _RICHER, why, shows=False)


def _signs_of_time(rewrite: Article, origin: Article, later: str) -> list[_Sign]:
    """What the two print of days, and of what grows and passes with them."""
    found: list[_Sign] = []
    dated = _order(origin.source, rewrite.source, later)
    if dated:
        found.append(_Sign(_DATED, dated))
    rise = rise_of_toll(origin, rewrite)
    if rise:
        found.append(_Sign(_ROSE, f"the toll is higher in {later}: “{rise[1]}” after “{rise[0]}”"))
    passed = day_went_by(origin, rewrite)
    if passed:
        found.append(_Sign(_PASSED, f"{later} speaks of “{passed}”, the original only of the day itself"))
    return found


def _order(first: Source, second: Source, later: str) -> str:
    """How the days that both print show that `first` is the earlier one; "" where they do not."""
    before, after = _days(first, second)
    if before < after:
        return f"the original is dated {before}, {later} {after}"
    one, other = days_of(first), days_of(second)
    if (one.published and other.published) or not "" < one.latest < other.earliest:
        return ""
    return f"the original is {_said(one.updated, one.latest)}, {later} {_said(other.updated, other.earliest)}"


def _said(updated: str, day: str) -> str:
    return f"last updated on {day}" if day == updated else f"dated {day}"


def _credited(rewrite: Article, origin: Article) -> str:
    """The name under which `rewrite` credits the publisher of `origin`, or ""."""
    for entity, name in rewrite.credits.items():
        if entity == rewrite.publisher or rewrite.heads(name):
            continue
        if entity == origin.publisher or origin.heads(name):
            return name
    return ""


def _relayed(teller: Article, other: Article) -> str:
    """The outlet from which `teller` has what `other`, whose publisher nobody knows, has from people by name; or ""."""
    if other.publisher or other.agency:
        return ""
    for item in teller.items:
        for name in _outlets(item):
            if teller.heads(name) or other.holds(_bare_name(name)):
                continue
            found = restatements(item, other.items)
            if found.sure and any(link.kind == "entity" for link in found.later[0].statement.chain):
                return name
    return ""


def _heard(rewrite: Article, origin: Article) -> str:
    """The outlet that `rewrite` credits and that is told something in `origin`, whose publisher nobody knows; or ""."""
    if origin.publisher or origin.agency:
        return ""
    cues = [item.statement.cue for item in origin.items if item.statement.cue]
    found = [receiver_of(cue.end, cue.lemma, origin.source) for cue in cues]
    heard = {_bare_name(one[0].label) for one in found if one}
    credited = [name for item in rewrite.items for name in _outlets(item) if not rewrite.heads(name)]
    return next((name for name in credited if _bare_name(name) in heard), "")


def _outlets(item: Item) -> list[str]:
    """The outlets among the steps of a statement, as printed, without an article that is no part of the name."""
    names = [" ".join(link.text.split()) for link in item.statement.chain if link.kind in ("entity", "unnamed")]
    return [name.removeprefix("the ") for name in names if is_outlet(name)]


def _bare_name(name: str) -> str:
    return _ARTICLE.sub("", name)


def _is_lost(entity: str, name: str, rewrite: Article, origin: Article) -> bool:
    own = entity == rewrite.publisher or rewrite.heads(name)
    person = any(detail.entity == entity and detail.type == "person" for detail in origin.details)
    return not own and entity not in rewrite.named and not gives_name(rewrite, name, origin, person=person)


def _is_retold(entity: str, origin: Article, rewrite: Article) -> bool:
    """Whether the rewrite tells anything that `origin` has from an outlet; else it had no need to name that one."""
    items = [item for item in origin.items if any(link.id == entity for link in item.statement.chain)]
    return not items or any(restatements(item, rewrite.items).later for item in items)


def _days(first: Source, second: Source) -> tuple[str, str]:
    """When the two were published, to the minute where both say so; "" and "" where either is silent."""
    before, after = first.published.value or "", second.published.value or ""
    if not before or not after:
        return "", ""
    if len(before) != len(after) or before[16:] != after[16:]:
        before, after = before[:10], after[:10]
    return before, after


def _bare(rewrite: Article, origin: Article) -> int:
    """How many attributed statements of `origin` stand in `rewrite` without anybody who says so."""
    pairs = [restatements(item, rewrite.items) for item in origin.items if item.statement.chain]
    told = [pair.later for pair in pairs if pair.later]
    return sum(not any(item.statement.chain or item.statement.impersonal for item in later) for later in told)


def _one_publisher(a: Article, b: Article) -> str:
    """One sentence where one outlet publishes both articles; else ""."""
    if a.publisher and a.publisher == b.publisher:
        return f"both are published by {a.source.publisher.value}, so they may be two versions of one report"
    return ""
