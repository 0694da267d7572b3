"""Ordinals, scores and decades of life: numbers of a shape of their own, kept apart from those that count.

An ordinal ("third", "21st") has the unit "ordinal". A score or a vote ("won 3-2", "51-49", "voted 7 to 2") has the unit
"score", its smaller number as `low` and its larger one as `high`; the printed text keeps their order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from explorer.models import Quantity
from explorer.text.nouns import starts_sentence
from explorer.text.numerals import WORDS, S

_LISTS: Mapping[str, frozenset[str]] = {name: frozenset(words) for name, words in WORDS["lists"].items()}
_ORDINALS: Mapping[str, int] = WORDS["ordinals"]
_TENS = {word[:-4] + "y": value for word, value in _ORDINALS.items() if word.endswith("tieth")}
_COMPOUND = re.compile(rf"(?P<tens>{'|'.join(_TENS)})-(?P<word>{'|'.join(list(_ORDINALS)[:9])})(?!\w)", re.I)
_FIGURE = re.compile(r"(?P<n>\d{1,3}(?:,\d{3})?)(?:st|nd|rd|th)(?!\w)")
_NEXT = re.compile(rf"(?:{S}|-)([A-Za-z][\w'’]*)")
_WORD_BEFORE = re.compile(r"([A-Za-z]+)(?:\s|-)$")
_TO_DO = re.compile(r" [a-z]+(?: [a-z]+)? (?:to|ever|in|since)\b")

_SCORE = re.compile(r"(?P<a>\d{1,3})(?:[-–]|(?P<to>-to-| to ))(?P<b>\d{1,3})(?![\w%]|[-–.,:/]\d|-\w|\s%)")
_LAST_WORDS = re.compile(r"[A-Za-z]+")
_REACH = 48
"""Code points before a score, in its sentence, in which the word for a contest stands."""

RANK_WORDS = frozenset(_ORDINALS) | frozenset(_TENS)
"""Words that may open an ordinal, beside figures."""


def ordinal_at(text: str, offset: int) -> Quantity | None:
    """An ordinal that ranks: not a name ("Fifth Avenue"), a period ("second half"), or an adverb ("First, ...").

    "first" and "second" are read only where the words around them tell a rank.
    """
    found = _ordinal(text, offset)
    if found is None:
        return None
    value, end = found
    following = _NEXT.match(text, end)
    word = following[1] if following else ""
    if word[:1].isupper() or word.lower() in _LISTS["not_ranked"] or text[end : end + 1] in ("'", "’"):
        return None
    if text[offset].isupper() and (not starts_sentence(text, offset) or text.startswith(",", end)):
        return None
    joined = text[end : end + 1] == "-"
    if value < 3 and not text[offset].isdecimal() and not _ranks(text, offset, end, "-" + word if joined else word):
        return None
    if joined and "-" + word.lower() not in _LISTS["rank_after"]:
        return None
    return Quantity(offset, end, "", value, value, "ordinal")


def _ordinal(text: str, offset: int) -> tuple[int, int] | None:
    if figure := _FIGURE.match(text, offset):
        return int(figure["n"].replace(",", "")), figure.end()
    if compound := _COMPOUND.match(text, offset):
        return _TENS[compound["tens"].lower()] + _ORDINALS[compound["word"].lower()], compound.end()
    word = _LAST_WORDS.match(text, offset)
    value = _ORDINALS.get(word.group().lower()) if word else None
    return (value, word.end()) if word and value else None


def _ranks(text: str, start: int, end: int, word: str) -> bool:
    before = _WORD_BEFORE.search(text[max(0, start - 16) : start])
    if word.lower() in _LISTS["rank_after"]:
        return (
            word.startswith("-")
            or word in ("place", "straight", "consecutive", "successive")
            or bool(before and before[1].lower() == "the" and _TO_DO.match(text, end))
        )
    closed = not word or word in ("in", "behind", "with", "after", "to", "at", "overall", "and")
    return closed and before is not None and before[1].lower() in _LISTS["rank_before"] - {"was", "is", "in", "come"}


def score_at(text: str, offset: int) -> Quantity | None:
    """A score or a vote: two numbers below a thousand beside a word for a contest.

    "3 to 2" is one only after "voted" or "ruled"; with a dash any word for winning, losing or voting will do.
    """
    match = _SCORE.match(text, offset)
    if match is None:
        return None
    a, b = int(match["a"]), int(match["b"])
    said = _LAST_WORDS.findall(text[max(0, offset - _REACH) : offset].lower().rpartition(". ")[2])
    after = _NEXT.match(text, match.end())
    following = after[1].lower() if after else ""
    if match["to"]:
        joined = match["to"] == "-to-" and _is_contest(following)
        cued = joined or not _LISTS["verdicts"].isdisjoint(said[-4:])
    else:
        verdict = not following or following in _LISTS["score_after"] or following in _LISTS["score_goes_on"]
        cued = verdict and (bool(_LISTS["score_before"].intersection(said)) or _is_contest(following))
    if not cued:
        return None
    return Quantity(offset, match.end(), "", float(min(a, b)), float(max(a, b)), "score")


def _is_contest(word: str) -> bool:
    return word in _LISTS["score_after"]


_DECADE = re.compile(r"(?P<decade>[1-9]0)s(?!\w)")
_LIFE = re.compile(rf"\bin{S}(?:his|her|their|your|my|our){S}(?:(?P<part>early|mid|late)(?:{S}|-))?$", re.IGNORECASE)
_PART_OF_DECADE = {None: (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}


def decade_of_life_at(text: str, offset: int) -> Quantity | None:
    """ "in her late 30s": an age from 37 to 39."""
    match = _DECADE.match(text, offset)
    life = _LIFE.search(text[max(0, offset - 18) : offset]) if match else None
    if match is None or life is None:
        return None
    low, high = _PART_OF_DECADE[life["part"].lower() if life["part"] else None]
    decade = int(match["decade"])
    return Quantity(offset, match.end(), "", float(decade + low), float(decade + high), "year of age")
