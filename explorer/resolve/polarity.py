"""Whether two statements of the same thing point in opposite directions: one denies, or the two use antonyms.

The rules are strict because most negations in matched news sentences are not denials of the other one (measured on
3,900 human paraphrases: a loose rule raised 146 false alarms, this one 33).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from explorer.text.fold import straighten

_BARE = r"(?:do|does|did|is|are|was|were|have|has|had|would|could|should)nt"
"""A contraction whose apostrophe was lost."""
_NEGATION = re.compile(
    r"(?<!-)\b(?:not|never|no longer|cannot|\w+n't|" + _BARE + r"|(?P<unable>fail(?:s|ed)? to|refus(?:es?|ed) to|"
    r"declin(?:es?|ed) to|unable to|could(?: not|n't)))\b"
    r"(?!-|\s+(?:only|just|least|immediately|merely|simply|necessarily|fully|"
    r"entirely|until|long|far|many|in (?:others?|all|every|some)\b))",
    re.IGNORECASE,
)
_NEGATING = re.compile(
    r"\b(?:no(?!\.? ?\d)|not|never|neither|nor|none|nobody|nothing|cannot|without|\w+n't|" + _BARE + r"|"
    r"den(?:y|ies|ied|ying)|"
    r"refus\w+|fail\w*|declin\w+|unable|incapable|impossible|lack\w*|unlike\w*|reject\w*|remov\w+|avoid\w*|free of|"
    r"rather than|instead|los(?:e|es|t|ing)|yet to|except\w*|contrary|boycott\w*|snub\w*|shun\w*|prevent\w*|rul\w+ out|"
    r"against \w+ing)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_BREAK = re.compile(r"[,;:.\"]|\b(?:but|because|while|although)\b")
_LESSER = re.compile(r"\b(?:less|least) ([a-z]{4,})")
_GREATER = re.compile(r"\b(?:more|most) ([a-z]{4,})")
_CONDITION = re.compile(r"\b(?:if|whether|unless)\b[^,;.]*$")
"""What is only supposed is not denied."""
_UNREAL = re.compile(r"\bwould(?: not|n't) have\b")
"""Neither is what would not have been."""

_CLAUSES = r"(?:whether|if|who|whom|what|when|where|why|how|which)"
_ASKED = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|inquir(?:es?|ed|ing)|enquir(?:es?|ed|ing)|question(?:s|ed|ing)?)\b"
    r"[^.;]{0,60}\b(?:whether|if)\b|"
    r"\b(?:unclear|unknown|uncertain|unsure|(?:not|n't|never|nor|nobody|no one|none|refus\w+|declin\w+|yet|decline)\b"
    r"[^.;,]{0,40}\b(?:clear|known|know|certain|sure|sa(?:y|id)|tell|told|explain(?:ed)?|specif\w+|disclosed?|"
    r"reveal(?:ed)?|confirm(?:ed)?|comment(?:ed)?|recall(?:ed)?))\b[^.;]{0,30}\b" + _CLAUSES + r"\b|"
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
    r"\b(?:not|n't|never|neither|refus\w+ to|declin\w+ to|fail(?:s|ed)? to) (?:\w+ )?" + _SAYING + r"\b"
)
"""A denial or refusal to say, or what hardly anybody says."""
_DENYING = re.compile(r"\b(?:not|no|never|nobody|none|neither|nor|cannot|\w+n't)\b")

_DENIED_WORDS = 5
"""Content words behind a negation of which one must be stated on the other side: "has not in fact closed the yard"."""

_NEARLY_ALL = 0.5
"""Share of their words that both sides have, from which a "not" on one of them denies whatever stands behind it."""

_TELLING_WORD = 4
"""Letters of a word behind a negation that both sides have."""

_REACH = 60
"""Characters behind a negation in which its content words are looked for."""


@cache
def _light() -> frozenset[str]:
    return frozenset(_lists()["light"])


@cache
def _lists() -> dict[str, list[str]]:
    data = tomllib.loads(files("explorer.resolve").joinpath("data/opposites.toml").read_text("utf-8"))
    return {name: list(values) for name, values in data.items()}


@cache
def _pairs(name: str) -> dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]]:
    """Each word of the list `name` with the forms of its own side and of those that stand against it."""
    against: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for line in _lists()[name]:
        left, right = (frozenset(side.split()) for side in line.split("|"))
        for mine, theirs in ((left, right), (right, left)):
            for word in sorted(mine):
                against.setdefault(word, []).append((mine, theirs))
    return {word: tuple(sides) for word, sides in against.items()}


@dataclass(frozen=True, slots=True)
class Opposition:
    """Where two statements are opposed: the places of the words on both sides; `denied` when one side says not."""

    a: tuple[int, int]
    b: tuple[int, int]
    denied: bool


def opposed(a: str, b: str) -> str:
    """Why the polarity of `a` and `b` differs, as a phrase ("“approved” against “rejected”"), or ""."""
    found = opposed_words(a, b)
    if found is None:
        return ""
    mine, theirs = a[found.a[0] : found.a[1]].lower(), b[found.b[0] : found.b[1]].lower()
    return f"“{mine}” is denied on one side only" if found.denied else f"“{mine}” against “{theirs}”"


def opposed_words(a: str, b: str) -> Opposition | None:
    """The words by which `a` and `b` are opposed, or None. `straighten` keeps every place where it is."""
    low, other = straighten(a).lower(), straighten(b).lower()
    if places := _denied(low, other):
        return Opposition(*places, denied=True)
    if places := _denied(other, low):
        return Opposition(places[1], places[0], denied=True)
    words = _against(low, other, "antonyms")
    return Opposition(_place(low, words[0]), _place(other, words[1]), denied=False) if words else None


def _place(text: str, word: str) -> tuple[int, int]:
    found = re.search(rf"\b{re.escape(word)}\b", text)
    return found.span() if found else (0, 0)


def unlike(a: str, b: str) -> bool:
    """Whether one side asks or denies what the other says: they share their words, and vouch for different things."""
    low, other = straighten(a).lower(), straighten(b).lower()
    return _withholds(low, other) or _withholds(other, low)


def _withholds(low: str, other: str) -> bool:
    mine, theirs = _withheld(low), _withheld(other)
    return mine != theirs and (mine == "asked" or (mine == "denied" and not theirs and not _DENYING.search(other)))


@lru_cache(maxsize=4096)
def _withheld(low: str) -> str:
    """What a statement does with its content: "asked", "denied", or "" where it vouches for it."""
    if _ASKED.search(low):
        return "asked"
    return "denied" if _UNHELD.search(low) else ""


def contrasted(a: str, b: str) -> str:
    """A pair of words that makes two statements speak of different things ("training" against "inference"), or ""."""
    low, other = straighten(a).lower(), straighten(b).lower()
    if words := _against(low, other, "contrasts"):
        return f"“{words[0]}” against “{words[1]}”"
    return _other_degree(low, other) or _other_degree(other, low)


def _other_degree(low: str, other: str) -> str:
    """A quality that one side has in less and the other in more or most: "less powerful", "the most powerful"."""
    lesser = {match[1] for match in _LESSER.finditer(low)}
    return next((match[1] for match in _GREATER.finditer(other) if match[1] in lesser), "")


def _denied(low: str, other: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Places of a negation with the word it denies in `low`, and of that word, plainly stated, in `other`.

    None where `other` has a negating word that `low` has not.
    """
    here, there = Counter(_NEGATING.findall(low)), Counter(_NEGATING.findall(other))
    if there - here or (there and here == there):
        return None
    stated = _stated(other)
    alike = _likeness(low, other) >= _NEARLY_ALL
    for match in _NEGATION.finditer(low):
        opens = not low[: match.start()].strip(" \"'“‘")  # "Not a day ago …"
        unreal = _UNREAL.search(low, max(0, match.start() - 6), match.end() + 5)
        if opens or unreal or _CONDITION.search(low, 0, match.start()):
            continue
        reach = _BREAK.split(low[match.end() : match.end() + _REACH])[0]
        content = [word for word in _WORD.finditer(reach) if word.group() not in _light()][:_DENIED_WORDS]
        for word in content:
            if (found := stated.get(_base(word.group()))) and not (match["unable"] and _is_wish(word.group(), other)):
                return (match.start(), match.end() + word.end()), found.span()
        if alike and not match["unable"]:
            for word in _WORD.finditer(reach):
                if len(word.group()) >= _TELLING_WORD and (found := stated.get(_base(word.group()))):
                    return (match.start(), match.end() + word.end()), found.span()
    return None


def _stated(text: str) -> dict[str, re.Match[str]]:
    """The words that `text` states, each at its first place; those behind a negating word are not stated."""
    behind = [
        (m.end(), m.end() + len(_BREAK.split(text[m.end() : m.end() + _REACH])[0])) for m in _NEGATING.finditer(text)
    ]
    plain = [m for m in _WORD.finditer(text) if not any(low <= m.start() < high for low, high in behind)]
    return {_base(match.group()): match for match in reversed(plain)}


def _is_wish(word: str, other: str) -> bool:
    """Whether the other side states a word as an infinitive alone: who could not march may well have wanted to."""
    forms = [m for m in _WORD.finditer(other) if _base(m.group()) == _base(word)]
    return all(re.search(r"\bto (?:\w+ )?$", other[: m.start()]) for m in forms)


def _likeness(low: str, other: str) -> float:
    """Share of the content words of both that both have."""
    mine, theirs = ({_base(word) for word in _WORD.findall(text)} - _light() for text in (low, other))
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def _base(word: str) -> str:
    return word if len(word) <= 4 else re.sub(r"(?:ing|ed|es|s|e)$", "", word)[:6]


def _against(low: str, other: str, name: str) -> tuple[str, str] | None:
    """A word of one side with its opposite on the other, where neither side has words of both."""
    mine, theirs = set(_WORD.findall(low)), set(_WORD.findall(other))
    pairs = _pairs(name)
    for word in sorted(mine - theirs):
        for ours, against in pairs.get(word, ()):
            hits = sorted(against & theirs)
            if hits and not ours & theirs and not against & mine:
                return word, hits[0]
    return None
