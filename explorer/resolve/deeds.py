"""What happens to somebody but once, or to a number of people: two reports of it are of one event, however worded.

"Orla Vane, who led the port for nine years, died on Monday" and "Vane has died at 71" share few words; who died is
told apart by no wording. The same holds of the dead and the hurt, if as many are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explorer.models import Quantity, Span
from explorer.resolve.measures import FATES, fate_of
from explorer.resolve.subjects import Subject

COUNTED = tuple(f"{fate}:" for fate in sorted(FATES))
"""What begins a deed told of a number of people."""

_LEAD = 4
"""Words in front of a number of people who are the subject of what is told."""

_SKIPPED = (
    r"(?:[\s,\"')]|\(?\d{1,3}\)?,|(?:has|have|had|is|was|were|been|be|also|just|reportedly|peacefully|suddenly|late|"
    r"early|finally|later|now)\b)*"
)
"""What may stand between a name and its verb: marks, an age, auxiliaries."""
_PASSIVE = r"[\s,\"')]*(?:(?:has|have|had)\s)?(?:is|was|were|been)\s(?:also\s)?"
_ONCE = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("die", rf"{_SKIPPED}(?:die[sd]|passed away|passes away|perish(?:ed|es)|succumb(?:ed|s))\b"),
        ("die", rf"{_PASSIVE}killed\b"),
        ("born", rf"{_SKIPPED}born\b"),
        ("resign", rf"{_SKIPPED}(?:resign(?:ed|s)|step(?:s|ped) down)\b"),
        ("retire", rf"{_SKIPPED}retire[sd]\b"),
        ("elect", rf"{_PASSIVE}(?:re-)?elected\b"),
        ("bury", rf"{_PASSIVE}buried\b"),
        ("fire", rf"{_PASSIVE}(?:fired|sacked|dismissed|ousted)\b"),
    )
)
"""What is told right behind the name of whom it happens to."""
_THAT = re.compile(r"\b(?:that|which|who|whom)\s+(?:[a-z]+\s+){0,2}$")
_FATE_BEFORE = re.compile(
    r"\b(?:kill(?:ed|s|ing)|injur(?:ed|es|ing)|wound(?:ed|s|ing)|hurt(?:s|ing)?|left|leaving|leaves)\b[^,;]{0,24}$"
)


def deeds(plain: str, about: Subject, whom: str, spans: Sequence[Span], numbers: Sequence[Quantity]) -> frozenset[str]:
    """What the stretches `spans` tell that happens once: a word and whom it happens to, or how many, behind a colon.

    `whom` is the entity that `about` stands for, or ""; `numbers` are the amounts of the statement.
    """
    return frozenset([*_of_one(plain, about, whom, spans), *_of_many(plain, spans, numbers)])


def other_fates(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both count people, and none of them for one and the same: so many dead, and so many hurt."""
    mine, theirs = ({deed.partition(":")[0] for deed in side if deed.startswith(COUNTED)} for side in (a, b))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _of_one(plain: str, about: Subject, whom: str, spans: Sequence[Span]) -> Iterator[str]:
    if not whom:
        return
    place = about.pronoun or Span(about.mentions[-1].start, about.mentions[-1].end)
    rest = " ".join(plain[max(span.start, place.end) : span.end] for span in spans if span.end > place.end)
    for name, pattern in _ONCE:
        if pattern.match(rest):
            yield f"{name}:{whom}"


def _of_many(plain: str, spans: Sequence[Span], numbers: Sequence[Quantity]) -> Iterator[str]:
    for quantity in numbers:
        home = next((span for span in spans if span.start <= quantity.start and quantity.end <= span.end), None)
        if home is None or quantity.low is None or quantity.low != quantity.high:
            continue
        fate = fate_of(plain, Span(home.start, spans[-1].end), quantity)
        before = plain[spans[0].start : quantity.start]
        by = _FATE_BEFORE.search(before)
        is_subject = len(before.split()) <= _LEAD
        if fate and (is_subject or (by and not _THAT.search(before[: by.start()]))):
            yield f"{fate}:{quantity.low:g}"
