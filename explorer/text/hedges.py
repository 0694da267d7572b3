"""How a number is hedged, by the words before and after it: "over", "under", "nearly", "about", or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from explorer.text.numerals import WORDS, S
from explorer.text.units import TIMES, either

_HEDGES: Mapping[str, str] = {phrase: hedge for hedge, phrases in WORDS["hedges"].items() for phrase in phrases}
_REACH = 36
"""Code points before a number in which its hedge stands."""

_BEFORE = re.compile(rf"(?<![\w-])(?P<hedge>{either(list(_HEDGES))}){S}(?:the{S}|a{S}|between{S}|from{S})?$", re.I)
_AFTER = re.compile(
    rf",?{S}(?:or|and(?={S}(?:older|younger|over|up|above|under|higher)\b(?!{S}(?:to\b|[\d$€£]))))"
    rf"{S}(?:(?P<over>more|higher|above|older|over|up|better|longer)|(?P<under>less|fewer|lower|under|below|younger)|so)\b"
)
_AT_END = re.compile(rf",?{S}(?:(?P<over>at{S}least|and{S}counting)|(?P<under>at{S}most|tops)|give{S}or{S}take)(?!\w)")
OR_SO = re.compile(rf"{S}or{S}(?:so|more|fewer)(?={S}[a-z])")
"""Between a number and its noun: "40,000 or so fans", "two or more years"."""


def hedge_before(text: str, start: int) -> str:
    """The hedge of a number that starts at `start`, by the words before it."""
    found = _BEFORE.search(text[max(0, start - _REACH) : start])
    return _HEDGES[re.sub(r"\s", " ", found["hedge"]).lower()] if found else ""


def hedge_of(text: str, start: int, ends: tuple[int, ...], unit: str) -> str:
    """The hedge of a quantity, by the words after any of `ends` or before `start`.

    "over two years" is mostly a duration, not a bound.
    """
    for end in ends:
        found = _AFTER.match(text, end) or _AT_END.match(text, end)
        if found:
            return "over" if found["over"] else "under" if found["under"] else "about"
    hedge = hedge_before(text, start)
    plain = hedge == "over" and unit in TIMES and re.search(r"(?<![\w-])over\s$", text[max(0, start - 6) : start], re.I)
    return "" if plain else hedge
