"""Whom a stretch of text is about: the names that lead it, or those that a leading pronoun stands for.

No parse is at hand here, so only the plain cases are decided: names that stand in the first words, and a pronoun
whose sentence, or the one before, is itself led by a fitting name. Everything else stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.models import Mention, Span
from explorer.text.fold import straighten

LEAD_WORDS = 5
"""A name that begins after more words than this does not lead its sentence."""

_OPENING = re.compile(
    r"[\s\"'(]*(?:(?:but|and|so|yet|however|meanwhile|nevertheless|still|also|moreover|furthermore|additionally|"
    r"in addition|although|though|while|when|as|since|because|if|after|before|despite|that|which|who)\b,?\s*)*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?P<pronoun>it|they|he|she|both|both (?:companies|firms|men|women)|the (?:two )?(?P<noun>company|companies|firm|"
    r"firms|group|agency|ministry|bank|maker|chipmaker|automaker|carmaker|airline|startup|giant))\b(?!')",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"(?:[a-z]+ly\s+)?[a-z]{2,}ing\s", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:,|,?\s*and|,?\s*or|&)\s*|'s?\s+|\s+|\s*\(|\)\s*", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?\s")
_PEOPLE = frozenset({"he", "she"})
_MANY = frozenset({"they", "both"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The mentions a text is about. `pronoun` is the span that stands for them, None when they are named there.

    `owned` tells that the names only possess the true subject ("Alibaba's new chip"). `elided` tells that the text
    is a participle clause ("partly replacing …"), whose subject leads the sentence; `pronoun` is then empty and
    stands where the clause begins.
    """

    mentions: tuple[Mention, ...]
    pronoun: Span | None = None
    owned: bool = False
    elided: bool = False


NOBODY = Subject(())


def leading(text: str, mentions: Sequence[Mention], span: Span) -> Subject:
    """The names that lead `span`; `mentions` are those of the source in order. Titles before a name are passed over."""
    plain = straighten(text)
    opening = _OPENING.match(plain, span.start, span.end)
    start = opening.end() if opening else span.start
    inside = [m for m in mentions if span.start <= m.start and m.end <= span.end and m.form != "host"]
    group: list[Mention] = []
    for mention in inside:
        if not group:
            lead = plain[start : mention.start]
            if len(lead.split()) > LEAD_WORDS or re.search(r"[,;:.]", lead):
                break
            group.append(mention)
        elif _JOINT.fullmatch(plain[group[-1].end : mention.start]):
            group.append(mention)
        elif len(group) == 1 and mention.type == "person" and _is_role(plain[group[-1].end : mention.start]):
            group = [mention]
        else:
            break
    return _headed(plain, group)


def _is_role(between: str) -> bool:
    """Whether the words between an organization and a person can be a role: "Nvidia CEO Jensen Huang"."""
    return 0 < len(between.split()) <= 3 and re.fullmatch(r"(?:'s)?[\w\s-]+", between) is not None


def _headed(plain: str, group: list[Mention]) -> Subject:
    """Drop possessors before their own names: "China's Alibaba and Baidu" is about Alibaba and Baidu."""
    if not group:
        return NOBODY
    heads = [
        mention
        for mention, after in zip(group, [*group[1:], None], strict=True)
        if after is None or not _owns(plain, mention, after)
    ]
    owned = _POSSESSIVE.match(plain, heads[-1].end) is not None or heads[-1].form == "adjective"
    return Subject(tuple(heads), owned=owned)


def _owns(plain: str, mention: Mention, after: Mention) -> bool:
    between = plain[mention.end : after.start]
    return between.startswith("'") or (mention.form == "adjective" and not between.strip())


def subject(
    text: str, mentions: Sequence[Mention], sentences: Sequence[Span], content: Span, sentence: Span
) -> Subject:
    """Whom the content is about, or `NOBODY`. `sentences` are those of the source in order."""
    named = leading(text, mentions, content)
    if named.mentions:
        return named
    plain = straighten(text)
    opening = _OPENING.match(plain, content.start, content.end)
    if _PARTICIPLE.match(plain, content.start, content.end) and sentence.start < content.start:
        lead = leading(text, mentions, Span(sentence.start, content.start))
        return NOBODY if lead.owned else Subject(lead.mentions, Span(content.start, content.start), elided=True)
    found = _PRONOUN.match(plain, opening.end() if opening else content.start, content.end)
    if not found:
        return NOBODY
    word = found.group("pronoun").lower()
    noun = (found.group("noun") or "").lower()
    before = [Span(sentence.start, content.start)] if content.start - sentence.start > 3 else []
    earlier = [s for s in sentences if s.end <= sentence.start and "\n\n" not in text[s.end : sentence.start]]
    before += list(reversed([s for s in sentences if s.end <= sentence.start][-1:] if not earlier else earlier[-2:]))
    for place in before:
        fitting = _fitting(text, mentions, place, word, noun)
        if fitting:
            return Subject(fitting, Span(found.start(), found.end()))
    return NOBODY


def _fitting(text: str, mentions: Sequence[Mention], place: Span, word: str, noun: str) -> tuple[Mention, ...]:
    """The names of `place` that the pronoun can stand for; empty when none does or several could."""
    lead = leading(text, mentions, place)
    if word in _PEOPLE:
        return lead.mentions if _all(lead, "person") and len(lead.mentions) == 1 else ()
    if word in _MANY or word.startswith("both") or noun in ("companies", "firms"):
        return lead.mentions if _all(lead, "organization") and len(lead.mentions) > 1 and not lead.owned else ()
    if noun:
        inside = [m for m in mentions if place.start <= m.start and m.end <= place.end and m.type == "organization"]
        return (inside[0],) if len({m.text for m in inside}) == 1 else ()
    if len(lead.mentions) == 1 and lead.mentions[0].type != "person" and not lead.owned:
        return lead.mentions
    return ()


def _all(lead: Subject, kind: str) -> bool:
    return bool(lead.mentions) and all(m.type == kind for m in lead.mentions)
