"""Ages told by the words around a number: "aged 18-29", "Ann Smith, 47,", "He was 88.", "65 and older"."""

from __future__ import annotations

import re

from explorer.text.amounts import Amount
from explorer.text.nouns import counted_noun
from explorer.text.numerals import S

_REACH = 40
"""Code points before a number that are looked at."""

_AGE_BEFORE = re.compile(rf"\b(?:[Aa]ged?|[Aa]ges){S}(?:of{S})?(?:between{S}|about{S})?$")
_AGE_LIST_BEFORE = re.compile(rf"\b[Aa]ge[ds]{S}(?:\d{{1,2}}(?:,{S}|,?{S}and{S}))+$")
_AGE_APPOSITION = re.compile(
    r"(?:[A-Z][\w'’.-]+|\b(?:man|woman|boy|girl|teenager|student|driver|father|mother|son|daughter|brother|sister"
    r"|wife|husband|widow|child|teacher|nurse|officer)), (?:then |now |aged )?$"
)
_AGE_ALONE = re.compile(r"\b[a-z]+(?:er|or|ist|man|ian|ant|ent|ee|est|yst|ic|eur), $")
"""A noun for a person, as its ending tells: "the striker, 19, cost"."""
_AGE_BE = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|I|who)(?:{S}(?:was|is|am|turned|turns|were)|['’](?:s|m)){S}(?:only{S}|just{S})?$"
)
_AGE_OF_LAW = re.compile(
    rf"\b(?:voting|retirement|pension|minimum|drinking|legal|marriage|average|median){S}age{S}(?:[\w'’]+{S}){{0,5}}$",
    re.I,
)
_CLAUSE_ENDS = re.compile(r"[.,;:!?)\"”’]|$|\s(?:when|at|and|but|from|to|then|in)\b")
_LEGAL = 10
"""Years from which a law sets an age."""
_AGE_GROUP = re.compile(rf"{S}(?:and|or){S}(?:older|over|up|above|younger|under)\b")
_AGE_OVER = re.compile(
    rf"\b(?:people|adults|men|women|those|voters|Americans|anyone){S}(?:over|under|older{S}than){S}$", re.I
)


def is_age(text: str, first: Amount, last: Amount) -> bool:
    """Whether the words around a bare number, or a range of two, make it an age in years."""
    before = text[max(0, first.start - _REACH) : first.start]
    if last.factor > 1 or not 0 < last.base < 116:
        return False
    if _AGE_BEFORE.search(before) or _AGE_LIST_BEFORE.search(before) or _AGE_GROUP.match(text, last.end):
        return True
    if first.digits and _AGE_OVER.search(before):
        return counted_noun(text, last.end, plural=True) is None
    if first is last and _AGE_BE.search(before) and _CLAUSE_ENDS.match(text, last.end):
        return True
    if first.digits and last.base >= _LEGAL and _AGE_OF_LAW.search(before) and _CLAUSE_ENDS.match(text, last.end):
        return True
    if first is not last or not first.digits:
        return False
    if _AGE_ALONE.search(before) and last.base > 15 and text.startswith(", ", last.end):
        return True
    return bool(_AGE_APPOSITION.search(before)) and text[last.end : last.end + 1] in tuple(",.;)")
