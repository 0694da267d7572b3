"""Whether words speak of what is to come or of what has been.

A weekday or a month may mean either, and so may a participle: the words beside it decide.
"""

from __future__ import annotations

import re

_PLAN = re.compile(
    r"\b(?:will|won't|shall|due|scheduled|slated|set to|expects?|expected|plans?|planned|is to|are to|was to|were to"
    r"|going to|must|upcoming|likely to|begins?|starts|opens|returns|resumes|takes place|heading into"
    r"|hoping|if|unless|can|may|might|should|would|could|hopes? to|aims? to"
    r"|wants? to|intends? to|deadline)\b|['’]ll\b"
)
_DEADLINE = re.compile(r"\b(?:until|till|by|before|ahead of|starting|beginning|effective)[ \u00a0\n]$")
_STATE = re.compile(
    r"\b(?:be|is|are|stays?|staying|remains?|remaining|keeps?|keeping)[ \n](?:\w+ly[ \n])?[a-z]{3,}ed\b"
)
""" "Will stay closed", "are suspended": a state that lasts, and nothing that has been."""
_REPORT = re.compile(
    r"\b(?:said|says|told|reported|announced|added|wrote|was|were|had|did|cited|confirmed|showed|made|took|began|fell"
    r"|rose|met|killed|posted|signed|issued|approved|warned|denied|agreed|filed|released|published|opened|closed)\b"
)
_PAST = re.compile(r"\b(?:was|were|had|did|said|told|wrote|made|took|began|fell|rose|met|won|lost|left|[a-z]{3,}ed)\b")
_IRREGULAR = re.compile(
    r"\b(?:struck|shook|came|went|gave|got|became|grew|broke|brought|built|bought|caught|chose|drew|drove|flew|fought"
    r"|found|held|kept|knew|led|paid|ran|rang|saw|sent|sold|shot|sank|spent|spoke|stood|stole|swept|taught|thought"
    r"|threw|tore|wore|withdrew|laid|hid|fled|slid|sued"
    r"|(?:an?|one|another)(?:[ \n][\w'’.-]+){1,8}?[ \n](?:hit|cut|put|beat|quit|shut|hurt|burst))\b"
)
"""Forms that are of the past only; "a quake hit" has no -s, and so is of the past too."""
_OPENING = re.compile(r"^\W*(?:[\w'’-]+[ \n]){0,3}$")
"""At most these words stand before a date that opens its clause: "And back in February"."""
_ATTRIBUTE = re.compile(r"\b(?:the|an?|its|their|his|her|newly|recently)[ \n](?:\w+ly[ \n])?[a-z]+ed\b")
""" "the newly formed panel" tells nothing of when it meets."""
_CREDIT = re.compile(r"\b(?:said|told|added|wrote)$")
_CLAUSE_END = re.compile(r"[,;:—–](?:\s|$)|\s[—–-]\s")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s")
_REACH = 100
"""Code points before a date that are looked at, as far as they belong to its sentence."""


def _before(match: re.Match[str]) -> str:
    return _SENTENCE_END.split(match.string[max(0, match.start() - _REACH) : match.start()])[-1]


def is_planned(match: re.Match[str]) -> bool:
    """Whether the words before, in the same sentence, speak of what is to come, with no report in between."""
    before = _before(match)
    if _DEADLINE.search(before):
        return True
    plan = max((found.end() for found in _PLAN.finditer(before)), default=-1)
    return plan >= 0 and not _REPORT.search(before, plan)


def is_past(text: str) -> bool:
    """Whether a verb of the past stands in the first sentence of `text`."""
    return _PAST.search(_SENTENCE_END.split(text)[0]) is not None


def is_told(match: re.Match[str]) -> bool:
    """Whether a verb of the past stands before, in the same sentence, and nothing is planned after it."""
    before = _before(match)
    events = _STATE.sub(lambda found: " " * len(found[0]), before)
    past = max((found.end() for found in _PAST.finditer(events)), default=-1)
    plan = max((found.end() for found in _PLAN.finditer(before)), default=-1)
    return past > plan


def is_told_after(match: re.Match[str]) -> bool:
    """Whether a date opens a clause whose verb, behind it, is of the past: "In February, a quake hit Ostby"."""
    if not _OPENING.search(_CLAUSE_END.split(_before(match))[-1]):
        return False
    after = _SENTENCE_END.split(match.string[match.end() : match.end() + _REACH])[0]
    clause = _CLAUSE_END.split(after.lstrip(" ,\n"))[0]
    clause = _ATTRIBUTE.sub("", clause)
    past = _PAST.search(clause) or _IRREGULAR.search(clause)
    return past is not None and not _CREDIT.search(clause) and not _PLAN.search(after)
