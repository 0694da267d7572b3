"""Whether a statement vouches for its content: it may only ask it, deny it, leave it open, or say it of nobody."""

from __future__ import annotations

import re
from functools import lru_cache

from explorer.resolve.opposites import says_less
from explorer.resolve.tenses import verb_forms
from explorer.text.fold import straighten

_CLAUSES = r"(?:whether|if|who|whom|what|when|where|why|how|which)"
_ASKED = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|inquir(?:es?|ed|ing)|enquir(?:es?|ed|ing)|question(?:s|ed|ing)?)\b"
    r"[^.;]{0,60}\b(?:whether|if)\b|"
    r"\b(?:unclear|unknown|uncertain|unsure|(?:not|\w+n't|never|nor|nobody|no one|none|refus\w+|declin\w+|yet)\b"
    r"[^.;,]{0,40}\b(?:clear|known|know|certain|sure|sa(?:y|id)|tell|told|explain(?:ed)?|specif\w+|disclosed?|"
    r"reveal(?:ed)?|confirm(?:ed)?|comment(?:ed)?|recall(?:ed)?|decid\w+))\b[^.;]{0,30}\b" + _CLAUSES + r"\b|"
    r"\bremains? to be seen\b|\?[\"'”’)]*\s*$"
)
"""A question, asked or left open."""
_REPORTED = (
    r"(?:that|(?:claims?|reports?|rumou?rs?|allegations?|suggestions?|accusations?|speculation|idea|notion|"
    r"assertions?|charges?|stories|story|talk)\s+(?:that|of|about|by|in|from))"
)
_SAYING = (
    r"(?:sa(?:y|ys|id|ying)|claim\w*|confirm\w*|believ\w+|th(?:ink|inks|ought)|conclud\w+|suggest\w*|argu(?:e|es|ed|ing)|"
    r"prov(?:e|es|ed|en|ing)|accus\w+|recall\w*|expect\w*|admit\w*|acknowledg\w+|report(?:s|ed)?|told|tell|sa[iy]d?)"
)
_UNHELD = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss\w*|reject\w*|rubbish\w*|scotch\w*|quash\w*|refut\w+|disput\w+|debunk\w*|"
    r"doubt(?:s|ed|ing)?|(?:laugh|brush|shrug|wav)(?:s|es|ed)? (?:off|aside|away)|(?:hit|push)(?:es|ed)? back)\b"
    r"(?:\s+[\w'’-]+){0,6}?\s+" + _REPORTED + r"\b|"
    r"\bden(?:y|ies|ied|ying)\s+\w+ing\b|"
    r"^\W*(?:nobody|no[- ]one|none of|neither|few(?!er)|very few|hardly any\w*|"
    r"no (?!fewer|less|doubt)\w+|only (?:\w+ ){1,3}(?:of|in))\b[^.;]{0,60}?\b" + _SAYING + r"\b|"
    r"\b(?:no|little|scant) (?:[\w-]+ )?(?:evidence|basis|reason|proof|indications?|grounds)\b|"
    r"\b(?:short of|far from|without|refrain\w* from) " + _SAYING + r"\b|"
    r"\b(?:falsely|wrongly|mistakenly|incorrectly|erroneously) " + _SAYING + r"\b|"
    r"\b(?:not|\w+n't|never|neither|refus\w+ to|declin\w+ to|fail(?:s|ed)? to) (?:\w+ )?" + _SAYING + r"\b"
)
"""A denial or refusal to say, or what hardly anybody says."""
_UNTOLD = re.compile(
    r"\b(?:(?:would|will|did|does|do|could|can)(?: not|n't)|cannot|(?:declin|refus)\w+ to|unwilling to)\s+(?:\w+ly\s+)?"
    r"(?:discuss|disclose|reveal|specify|elaborate|identify|comment|name|describe|divulge|answer)\b"
)
"""A refusal to tell: it says neither this nor that of what it is about."""
_PERMITTED = re.compile(
    r"\b(?:licen[sc]ed|certified|authori[sz]ed|permitted|entitled|eligible|rated|allowed|obliged|supposed) to "
    r"([a-z]{3,})\b"
)
"""What one may or shall do: not what was done."""
_DENYING = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|nor|cannot|without|nothing|\w+n't|un(?:hurt|harmed|injured|scathed|damaged|"
    r"touched|affected)|safe(?:ly)?|intact|empty|zero|free of|escap\w+|avoid\w*|surviv\w+|spared)\b"
)
"""What tells of nobody or nothing, in whatever words: "No one was hurt", "they escaped unharmed"."""
_NOBODY = re.compile(
    r"^\W*(?:(?:and|but|that|while|although|though|when|as)\s+)?"
    r"(?:no[- ]one|nobody|none|nothing|neither|"
    r"no (?!doubt|longer|fewer|less|matter|wonder|sooner|surprise|secret)[a-z]+)\b"
)
"""A statement about nobody and nothing."""

_PATTERNS = (("asked", _ASKED), ("untold", _UNTOLD), ("denied", _UNHELD))
_CLAUSE_END = re.compile(r"[,;:—–](?:\s|$)")


def unlike(a: str, b: str) -> bool:
    """Whether one side asks or denies what the other says: they share their words, and vouch for different things."""
    low, other = straighten(a).lower(), straighten(b).lower()
    return _withholds(low, other) or _withholds(other, low) or says_less(straighten(a), straighten(b))


def _only_permitted(low: str, other: str) -> str:
    """A deed that `low` says to be permitted or due, and `other` to be done; "" where there is none."""
    permitted = _PERMITTED.search(low)
    if permitted is None or _PERMITTED.search(other):
        return ""
    forms = "|".join(sorted(verb_forms(permitted[1]) - {permitted[1]}))
    done = re.search(rf"\b(?:{forms})\b", other)
    return permitted.group() if done and not _DENYING.search(low) and not _DENYING.search(other) else ""


def _withholds(low: str, other: str) -> bool:
    if _only_permitted(low, other):
        return True
    if _NOBODY.search(low) and not _DENYING.search(other):
        return True
    mine, theirs = _withheld(low), _withheld(other)
    if not mine - theirs or mine & theirs:
        return False
    return mine != {"denied"} or (not theirs and not _DENYING.search(other))


def withheld_part(a: str, b: str) -> tuple[str, str]:
    """How one side withholds what the other says ("asked", "untold", "denied", "nobody", "permitted", "less"), and its
    words from there to the end of the clause; two empty strings where neither does."""
    low, other = straighten(a).lower(), straighten(b).lower()
    for mine, theirs in ((low, other), (other, low)):
        if _withholds(mine, theirs):
            if permitted := _only_permitted(mine, theirs):
                return "permitted", permitted + _CLAUSE_END.split(mine.partition(permitted)[2])[0]
            if found := _NOBODY.search(mine):
                return "nobody", mine
            for name, pattern in _PATTERNS:
                if (found := pattern.search(mine)) and name not in _withheld(theirs):
                    return name, found.group() + _CLAUSE_END.split(mine[found.end() :])[0]
    return ("less", low) if says_less(straighten(a), straighten(b)) else ("", "")


@lru_cache(maxsize=4096)
def _withheld(low: str) -> frozenset[str]:
    """What a statement does with its content: "asked", "untold" or "denied", or nothing where it vouches for it."""
    return frozenset(name for name, pattern in _PATTERNS if pattern.search(low))
