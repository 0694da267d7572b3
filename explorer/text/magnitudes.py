"""The magnitude of an earthquake, however it is printed: "a magnitude of 6.4", "6.4 on the Richter scale".

A bare figure is one where the words beside it say so, or where the same sentence has told one before ("it was 5.9").
"""

from __future__ import annotations

import re

from explorer.text.amounts import Amount
from explorer.text.nouns import counted_noun
from explorer.text.numerals import S

_REACH = 120
"""Code points before a figure in which its sentence may have told a magnitude."""

LARGEST = 10
"""No earthquake reaches it: the largest ever measured was of magnitude 9.5."""

_QUAKE = r"(?:earthquakes?|quakes?|temblors?|tremors?|aftershocks?|foreshocks?|shocks?|seisms?|jolts?)"
_SCALE = rf"(?:degrees?{S})?(?:on|of){S}the{S}(?:[\w-]+{S}){{0,2}}Richter(?:{S}[Ss]cale)?|Richter(?:{S}[Ss]cale)?"
_HEDGE = (
    rf"(?:(?:about|around|roughly|approximately|nearly|almost|over|only|at{S}least|up{S}to|more{S}than|between){S})?"
)
_NAMED = re.compile(
    rf"\b[Mm]agnitudes?(?:[\s-]|{S}(?:of|at|was|is|as|to|from){S}|{S}(?:was|is|has{S}been|of|at){S}[a-z]+{S}(?:at|as|to)"
    rf"{S})"
    rf"{_HEDGE}$"
)
_AFTER = re.compile(
    rf"{S}(?:{_SCALE})(?!\w)|(?:(?:-|{S})(?:magnitude|strength|degrees?))(?={S}(?:[a-z]+{S})?{_QUAKE}\b)"
)
_QUAKE_AFTER = re.compile(rf"{S}(?:[a-z]+{S})?{_QUAKE}\b")
_MEASURED = re.compile(
    rf"\b{_QUAKE}\b[^.;]{{0,60}}\b(?:measur(?:ed|ing|es)|register(?:ed|ing|s)|rated(?:{S}at)?){S}{_HEDGE}$",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\bmagnitudes?\b|\bRichter\b", re.IGNORECASE)
_AGAIN = re.compile(
    rf"\b(?:it|which|that|this|reading|estimate|figure|strength){S}(?:was|is|as|at|of|to|had{S}been){S}{_HEDGE}$|"
    rf"\b(?:it|that|this|estimate|reading|figure|strength|down|up|revised)(?:{S}(?:down|up|again|later))?"
    rf"{S}(?:at|as|to|from){S}{_HEDGE}$"
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"'“‘(])")
_DECIMAL = re.compile(r"\d\.\d\d?")


def magnitude_end(text: str, first: Amount, last: Amount) -> int | None:
    """Where the magnitude ends whose figures run from `first` to `last`; None when they are no magnitude."""
    if last.factor != 1 or last.letter or last.unit not in ("", "degree", "magnitude"):
        return None
    if not 0 < last.base < LARGEST or "," in text[last.start : last.end]:
        return None
    if last.unit == "degree":
        scaled = _AFTER.match(text, last.end)
        return scaled.end() if scaled else last.end if _QUAKE_AFTER.match(text, last.end) else None
    if after := _AFTER.match(text, last.end):
        return after.end()
    before = text[max(0, first.start - _REACH) : first.start]
    decimal = _DECIMAL.fullmatch(text[last.start : last.end]) is not None
    bare = counted_noun(text, last.end, plural=True) is None
    if last.unit == "magnitude" or (_NAMED.search(before) and (decimal or bare or _QUAKE_AFTER.match(text, last.end))):
        return last.end
    sentence = _SENTENCE_END.split(before)[-1]
    again = _AGAIN.search(sentence) is not None and _TOLD.search(sentence) is not None
    return last.end if bare and decimal and (again or _MEASURED.search(sentence)) else None
