"""Whether two statements of the same thing point in opposite directions: one denies, or the two use antonyms.

The rules are strict because most negations in matched news sentences are not denials of the other one (measured on
3,900 human paraphrases: a loose rule raised 146 false alarms, this one 33).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from explorer.text.fold import straighten

_NEGATION = re.compile(
    r"\b(?:not|never|no longer|cannot|\w+n't|fail(?:s|ed)? to|refus(?:es?|ed) to|"
    r"declin(?:es?|ed) to|unable to)\b(?!\s+(?:only|just|least|immediately|merely|simply|necessarily|fully|entirely))",
    re.IGNORECASE,
)
_NEGATING = re.compile(
    r"\b(?:no|not|never|neither|nor|none|nobody|nothing|cannot|without|\w+n't|den(?:y|ies|ied|ying)|refus\w+|fail\w*|"
    r"declin\w+|unable|lack\w*|unlike\w*|reject\w*|remov\w+|avoid\w*|free of|rather than|instead|halt\w*|stop\w*|"
    r"less|short of|against)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_BREAK = re.compile(r"[,;:.\"]|\b(?:but|because|while|although)\b")
_LESSER = re.compile(r"\b(?:less|least) ([a-z]{4,})")
_GREATER = re.compile(r"\b(?:more|most) ([a-z]{4,})")
_CONDITION = re.compile(r"\b(?:if|whether|unless)\b[^,;.]*$")
"""What is only supposed is not denied."""

_REACH = 60
"""Characters behind a negation in which its two content words are looked for."""


@cache
def _light() -> frozenset[str]:
    return frozenset(_lists()["light"])


@cache
def _lists() -> dict[str, list[str]]:
    data = tomllib.loads(files("explorer.resolve").joinpath("data/opposites.toml").read_text("utf-8"))
    return {name: list(values) for name, values in data.items()}


@cache
def _pairs(name: str) -> dict[str, frozenset[str]]:
    """Each word of the list `name` with the words that stand against it."""
    against: dict[str, set[str]] = {}
    for line in _lists()[name]:
        left, right = (side.split() for side in line.split("|"))
        for a in left:
            against.setdefault(a, set()).update(right)
        for b in right:
            against.setdefault(b, set()).update(left)
    return {word: frozenset(others) for word, others in against.items()}


def opposed(a: str, b: str) -> str:
    """Why the polarity of `a` and `b` differs, as a phrase ("“approved” against “rejected”"), or ""."""
    low, other = straighten(a).lower(), straighten(b).lower()
    denied = _denied(low, other) or _denied(other, low)
    if denied:
        return f"“{denied}” is denied on one side only"
    return _against(low, other, "antonyms")


def contrasted(a: str, b: str) -> str:
    """A pair of words that makes two statements speak of different things ("training" against "inference"), or ""."""
    low, other = straighten(a).lower(), straighten(b).lower()
    return _against(low, other, "contrasts") or _other_degree(low, other) or _other_degree(other, low)


def _other_degree(low: str, other: str) -> str:
    """A quality that one side has in less and the other in more or most: "less powerful", "the most powerful"."""
    lesser = {match[1] for match in _LESSER.finditer(low)}
    return next((match[1] for match in _GREATER.finditer(other) if match[1] in lesser), "")


def _denied(low: str, other: str) -> str:
    """A word negated in `low` and plainly stated in `other`, which has no negating word at all."""
    if _NEGATING.search(other):
        return ""
    stated = {_base(word) for word in _WORD.findall(other)}
    for match in _NEGATION.finditer(low):
        if _CONDITION.search(low, 0, match.start()):
            continue
        reach = _BREAK.split(low[match.end() : match.end() + _REACH])[0]
        content = [word for word in _WORD.findall(reach) if word not in _light()][:1]
        for word in content:
            if _base(word) in stated:
                return str(word)
    return ""


def _base(word: str) -> str:
    return word if len(word) <= 4 else re.sub(r"(?:ing|ed|es|s|e)$", "", word)[:6]


def _against(low: str, other: str, name: str) -> str:
    mine, theirs = set(_WORD.findall(low)), set(_WORD.findall(other))
    pairs = _pairs(name)
    for word in sorted(mine - theirs):
        hits = sorted((pairs.get(word, frozenset()) & theirs) - mine)
        if hits:
            return f"“{word}” against “{hits[0]}”"
    return ""
