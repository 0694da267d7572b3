"""Speakers behind speakers: one attribution inside what another one covers.

"Prices fell, the ministry said, according to the agency": the agency is nearest to us, the ministry behind it. What
stands inside is the statement; what stands around it only lengthens the chain.
"""

from __future__ import annotations

from explorer.extract.utterances import Utterance
from explorer.models import Link, Span

_REPORTS = frozenset({"report", "article", "story", "account", "post", "rumor", "rumour", "newspaper", "medium"})
_MOSTLY = 0.6
"""Share of the outer content that an inner statement must cover for the outer one to add nothing but its speaker."""


def chain_of(one: Utterance, everyone: list[Utterance], links: dict[int, tuple[Link, ...]]) -> tuple[Link, ...]:
    """The links of an utterance, nearest first: those who report its speakers, then the speakers."""
    chain = links[id(one)]
    for outer in _around(one, everyone):
        chain = chain + links[id(outer)] if _cites(one, outer) else links[id(outer)] + chain
    return tuple(link for i, link in enumerate(chain) if not any(_same(link, other) for other in chain[:i]))


def _same(link: Link, other: Link) -> bool:
    return (link.start, link.end) == (other.start, other.end) or (
        link.referent is not None and link.referent == other.referent
    )


def is_covered(one: Utterance, everyone: list[Utterance]) -> bool:
    """Whether other utterances already say what this one says.

    That is so for a frame around a longer chain ("according to ...", "reportedly"), and for an impersonal phrase
    ("is expected to") inside what somebody says, which is only a hedge there.
    """
    if one.attribution is None:
        return False
    if one.attribution.impersonal and one.attribution.cue.pos_ != "ADV":
        return any(outer.attribution is not None and not _is_bare(outer) for outer in _around(one, everyone))
    for outer in _around(one, everyone):
        kind = outer.attribution.kind if outer.attribution is not None else None
        deed = one.attribution.whole and one.attribution.kind == "say" and not _is_bare(outer)
        if kind == "evidence" or deed:
            return True
    if one.attribution.kind == "evidence":
        return False
    inner = [other for other in everyone if one in _around(other, everyone) and not _is_bare(other)]
    covered = sum(_shared(one, other) for other in inner)
    return covered >= _MOSTLY * sum(span.end - span.start for span in one.segments)


def _around(one: Utterance, everyone: list[Utterance]) -> list[Utterance]:
    """Utterances whose content holds this one's cue, and not the other way round, the widest last."""
    if one.attribution is None:
        return []
    cue = one.attribution.cue
    found = [
        outer
        for outer in everyone
        if outer is not one
        and outer.attribution is not None
        and _holds(outer.segments, cue.idx)
        and (not _holds(one.segments, outer.attribution.cue.idx) or outer.attribution.cue.pos_ == "ADV")
    ]
    return sorted(found, key=lambda outer: sum(span.end - span.start for span in outer.segments))


def _cites(one: Utterance, outer: Utterance) -> bool:
    """`Reports indicate ..., according to employees`: the reports rest on the employees, not they on the reports."""
    return (
        one.speaker is not None
        and outer.attribution is not None
        and outer.attribution.lemma == "according to"
        and one.speaker.lemma_.lower() in _REPORTS
        and (outer.speaker is None or outer.speaker.lemma_.lower() not in _REPORTS)
    )


def _is_bare(one: Utterance) -> bool:
    """Impersonal: adds no speaker to a chain."""
    return one.attribution is not None and one.attribution.impersonal


def _holds(segments: list[Span], offset: int) -> bool:
    return any(span.start <= offset < span.end for span in segments)


def _shared(one: Utterance, other: Utterance) -> int:
    return sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.segments for b in other.segments
    )  # fmt: skip
