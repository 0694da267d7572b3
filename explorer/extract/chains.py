"""Speakers behind speakers: one attribution inside what another one covers.

"Prices fell, the ministry said, according to the agency": the agency is nearest to us, the ministry behind it. What
stands inside is the statement; what stands around it only lengthens the chain.
"""

from __future__ import annotations

from explorer.extract.utterances import Utterance
from explorer.models import Link, Span

_REPORTS = frozenset({"report", "article", "story", "account", "post", "rumor", "rumour", "newspaper", "medium"})
DEEPEST = 12
"""Most speakers around one utterance that are followed: prose has two or three, hostile text has no end."""
_MOSTLY = 0.6
"""Share of the outer content that an inner statement must cover for the outer one to add nothing but its speaker."""


class Nesting:
    """Which utterances of a paragraph stand inside which."""

    def __init__(self, utterances: list[Utterance], links: dict[int, tuple[Link, ...]]) -> None:
        self._links = links
        self._around = {id(one): _around(one, utterances) for one in utterances}
        self._inside: dict[int, list[Utterance]] = {id(one): [] for one in utterances}
        for one in utterances:
            for outer in self._around[id(one)]:
                self._inside[id(outer)].append(one)

    def chain(self, one: Utterance) -> tuple[Link, ...]:
        """The links of an utterance, nearest first: those who report its speakers, then the speakers.

        Who stands there twice ("Ann Reyl said she thought ...") is kept in the farther place, beside the words.
        """
        chain = self._links[id(one)]
        for outer in self._around[id(one)][:DEEPEST]:
            links = self._links[id(outer)]
            chain = chain + links if _cites(one, outer) else links + chain
        return tuple(link for i, link in enumerate(chain) if not any(_same(link, other) for other in chain[i + 1 :]))

    def is_covered(self, one: Utterance) -> bool:
        """Whether other utterances already say what this one says.

        That is so for a frame around a longer chain ("according to ...", "reportedly"), for an impersonal phrase
        ("is expected to") inside what somebody says, which is only a hedge there, and for what evidence shows of
        people ("polls show that most oppose ..."), and for a view that is the whole of what somebody tells ("she said
        that she backed the plan"): that one stays whole.
        """
        if one.attribution is None:
            return False
        around = self._around[id(one)]
        if one.attribution.impersonal and one.attribution.cue.pos_ != "ADV":
            return any(not _is_bare(outer) for outer in around)
        for outer in around:
            shown = outer.attribution is not None and outer.attribution.kind == "evidence"
            if shown or (_is_deed(one) and not _is_bare(outer)):
                return True
            if _is_view(one) and not _is_bare(outer) and _covers([one], outer):
                return True
        if one.attribution.kind == "evidence":
            return False
        inside = [o for o in self._inside[id(one)] if not _is_bare(o) and not _is_deed(o) and not _is_view(o)]
        return _covers(inside, one)


def _same(link: Link, other: Link) -> bool:
    return (link.start, link.end) == (other.start, other.end) or (
        link.referent is not None and link.referent == other.referent
    )


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


def _is_deed(one: Utterance) -> bool:
    """`agreed to buy`, `wrote the play`: told by somebody else, it is a deed and no further speech."""
    return one.attribution is not None and one.attribution.whole and one.attribution.kind in {"say", "write"}


def _is_view(one: Utterance) -> bool:
    """What somebody thinks, wants or backs."""
    return one.attribution is not None and one.attribution.kind in {"think", "stance", "intent"}


def _covers(inside: list[Utterance], outer: Utterance) -> bool:
    """Whether utterances within another one say most of what it says."""
    length = sum(span.end - span.start for span in outer.segments)
    return sum(_shared(outer, other) for other in inside) >= _MOSTLY * length


def _holds(segments: list[Span], offset: int) -> bool:
    return any(span.start <= offset < span.end for span in segments)


def _shared(one: Utterance, other: Utterance) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.segments for b in other.segments)
