"""Shares, multiples and vague numbers in words: "two-thirds of voters", "one in ten", "doubled", "tens of thousands".

Each reader takes the blanked text and the offset of the word that may open its phrase, and returns a quantity without
its printed text, or None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from explorer.models import Quantity
from explorer.text.hedges import hedge_before
from explorer.text.nouns import counted_noun, noun_phrase
from explorer.text.numerals import SMALL, WORDS, S, numeral_at
from explorer.text.units import TIMES, unit_at

_PARTS: Mapping[str, int] = WORDS["parts"]
_NUMERATORS = {"a": 1, "an": 1} | {word: value for word, value in SMALL.items() if 0 < value < 20}
_FRACTION = re.compile(
    rf"(?P<n>{'|'.join(_NUMERATORS)})(?P<join>-|{S})(?P<part>{'|'.join(_PARTS)})(?P<s>s?)(?![\w-])", re.I
)
_SPLIT = re.compile(
    rf"(?:an?|one|(?P<three>three))(?:{S}|-)(?P<part>half|quarter)(?:-|{S})"
    rf"(?=(?:percentage|percent|point|mile|hour|inch|century|pound|acre|million|billion|trillion)\b)",
    re.IGNORECASE,
)
"""A part right before what it is a part of: "a quarter point", "a half-mile"."""
_OF = re.compile(rf"{S}of{S}")
_OF_ONE = re.compile(rf"{S}of{S}(?:an?|one){S}")
_SHARED = re.compile(rf"{S}(?:in|nationally|nationwide|overall)\b|[,;]")
_HALF = re.compile(
    rf"half(?:(?={S}(?:of|the|its|their|his|her|all|our|my|your|those|these|that)\b)|(?P<end>(?=[\s.,;)])))", re.I
)
_HALF_CUE = re.compile(
    rf"\b(?:by|than|about|nearly|almost|around|roughly|least|over|only|under|shy{S}of){S}(?:a{S}|one{S})?$"
)
_NOT_HALF = re.compile(rf"\b(?:first|second|latter|other|in|top|bottom|one|a|better|early|opening){S}$", re.I)
_IN = re.compile(rf"{S}(?:in|out{S}of)(?:{S}every)?{S}(?:a{S}(?=million|thousand|hundred|billion))?")
_PERIODS = TIMES | {"game", "match", "race", "attempt", "case", "try", "season", "poll", "election", "place", "way"}
_ROUND = frozenset({3, 4, 5, 10, 20, 100, 1000})
_MULTIPLES: Mapping[str, Decimal] = {word: Decimal(value) for word, value in WORDS["multiples"].items()}
_BARE = frozenset(WORDS["lists"]["bare_multiples"])
_BARE_BEFORE = re.compile(
    rf"\b(?:to|will|would|could|may|might|can|should|than|almost|nearly|about|is|are|was|were|be|pay|roughly|now){S}$"
)
_BARE_AFTER = re.compile(rf"{S}(?:the|its|their|his|her|our|that|what|from|by|over|as|last|this)\b")
_NOT_MULTIPLE = re.compile(rf"-|{S}(?:down|back|up|over|as{S}an?|standards?|check(?:ed)?|lives|jeopardy)\b|['’]")
_COMPARED = re.compile(
    rf"{S}(?:as\b|more|less|the|that{S}(?:of|in|amount|number|figure|much|many|rate|level|size)|its|their|his|her|our|what|larger|bigger|higher|greater|faster|stronger|wider"
    rf"|longer|cheaper|smaller|lower|heavier|better|older|worse|likelier|this|last|over|higher|richer)\b"
)
_FOLD = re.compile(r"(?:[- ]?fold|x)(?!\w)")
_TIMES = re.compile(rf"(?:{S}|-)times(?!\w)")
_VAGUE_HEADS: Mapping[str, int] = WORDS["vague"]
_VAGUE = re.compile(
    rf"(?P<head>{'|'.join(_VAGUE_HEADS)})(?:{S}of{S}(?P<tail>thousands|millions|billions|trillions))?(?P<of>{S}of(?={S}))?"
    rf"(?!\w)",
    re.I,
)
_SOME = re.compile(
    rf"(?:several|few|couple(?:{S}of)?|many){S}(?P<some>hundred|thousand|million|billion|trillion|dozen)(?!\w)", re.I
)
_DOZENS = frozenset({12, 20})
_NOT_VAGUE_BEFORE = re.compile(r"(?:\d|\bthe|\bin|\b(?:two|three|four|five|six))\s$", re.I)


def fraction_at(text: str, offset: int) -> Quantity | None:
    """ "two-thirds of voters", "a quarter of a million pounds", "a tenth of one percent"."""
    match = _FRACTION.match(text, offset)
    if split := _SPLIT.match(text, offset):
        value = (3 if split["three"] else 1) * Decimal("0.25" if split["part"].lower() == "quarter" else "0.5")
        return _part_of(text, offset, split.end(), value, hedge_before(text, offset))
    if match is None:
        return None
    numerator, part = _NUMERATORS[match["n"].lower()], _PARTS[match["part"].lower()]
    plural, of, hedge = bool(match["s"]), _OF.match(text, match.end()), hedge_before(text, offset)
    if plural == (numerator == 1) or numerator >= part:
        return None
    shared = of or hedge or text.endswith("by ", 0, offset) or _SHARED.match(text, match.end())
    if match["join"] != "-" and not plural and not shared:
        return None  # "a third man", "a quarter"
    value = Decimal(numerator) / Decimal(part)
    one = _OF_ONE.match(text, match.end())
    return (_part_of(text, offset, one.end(), value, hedge) if one else None) or _share(
        text, offset, match.end(), float(value), hedge
    )


def _part_of(text: str, start: int, at: int, value: Decimal, hedge: str) -> Quantity | None:
    """A part of "a million pounds", "one percent", "a mile": the number itself stands before `at`."""
    magnitude = WORDS["magnitudes"]
    word = re.compile(r"[a-z]+").match(text, at)
    factor = magnitude.get(word.group(), 1) if word else 1
    end = word.end() if word and factor > 1 else at - 1
    found = unit_at(text, end, figures=False)
    if found:
        unit, end = found
        amount = value * factor * unit.scale
        name = "GBP" if unit.name == "pound" and factor > 1 else unit.name
        number = float(amount / 100 if name == "%" else amount)
        return Quantity(start, end, "", number, number, "ratio" if name == "%" else name, hedge)
    if factor == 1:
        return None
    noun = counted_noun(text, end, plural=True) or ("count", end)
    return Quantity(start, noun[1], "", float(value * factor), float(value * factor), noun[0], hedge)


def half_at(text: str, offset: int) -> Quantity | None:
    """ "half of the wells", "half its fleet", "by half"."""
    match = _HALF.match(text, offset)
    before = text[max(0, offset - 16) : offset]
    if match is None or _NOT_HALF.search(before) or (match["end"] is not None and not _HALF_CUE.search(before)):
        return None
    if match["end"] is not None and re.match(rf"{S}(?:an?\b|-)", text[match.end() : match.end() + 4]):
        return None  # "more than half a mile"
    return _share(text, offset, match.end(), 0.5, hedge_before(text, offset))


def _share(text: str, start: int, end: int, value: float, hedge: str) -> Quantity:
    return Quantity(
        start, end, "", value, value, "ratio", hedge, whole_of(text, end) or _direct_whole(text, start, end)
    )


def whole_of(text: str, end: int) -> str:
    """The whole of a share that ends at `end`: "China sales" after "15% of China sales"."""
    of = _OF.match(text, end)
    return noun_phrase(text, of.end()) if of else ""


def _direct_whole(text: str, start: int, end: int) -> str:
    """ "half the budget": the whole of "half" needs no "of"."""
    half = text[start:end].lower() == "half" and text[end : end + 1] == " "
    return noun_phrase(text, end + 1) if half else ""


def one_in_at(text: str, offset: int) -> Quantity | None:
    """ "three in five parents", "one out of every four", "one in a million"."""
    first = numeral_at(text, offset)
    gap = _IN.match(text, first.end) if first and first.factor == 1 else None
    second = numeral_at(text, gap.end()) if gap and text[gap.end() : gap.end() + 1].isalnum() else None
    if second is None and gap and text.endswith(" a ", gap.start(), gap.end()):
        second = numeral_at(text, gap.end() - 2)
    if first is None or second is None or re.compile(r"[\w%]|[.,:]\d|-\w").match(text, second.end):
        return None
    low, high = first.base, second.base * second.factor
    noun = counted_noun(text, second.end, plural=True)
    if not 0 < low < high or (noun and noun[0] in _PERIODS) or not (low == 1 or high in _ROUND):
        return None
    phrase = noun_phrase(text, second.end + 1) if text[second.end : second.end + 1] == " " else ""
    value = float(low / high)
    return Quantity(offset, second.end, "", value, value, "ratio", hedge_before(text, offset), phrase)


def multiple_at(text: str, offset: int, word: str) -> Quantity | None:
    """ "doubled", "twice the size", "tenfold", "to triple": a multiple in one word; "jailed twice" is two times."""
    value = _MULTIPLES.get(word)
    end = offset + len(word)
    if value is None or _NOT_MULTIPLE.match(text, end):
        return None
    before = text[max(0, offset - 10) : offset]
    if word in _BARE and not (_BARE_BEFORE.search(before) or _BARE_AFTER.match(text, end)):
        return None
    unit = "time" if word in ("twice", "thrice") and not _COMPARED.match(text, end) else "fold"
    return Quantity(offset, end, "", float(value), float(value), unit, hedge_before(text, offset))


def times_at(text: str, offset: int) -> Quantity | None:
    """ "3.5-fold", "2x", "three times as dear" are multiples, "five times" are occasions."""
    number = numeral_at(text, offset)
    if number is None or number.letter:
        return None
    value, hedge = float(number.base * number.factor), hedge_before(text, offset)
    fold = _FOLD.match(text, number.end)
    if fold and (number.figures or not fold.group().endswith("x")):
        return Quantity(offset, fold.end(), "", value, value, "fold", hedge)
    times = _TIMES.match(text, number.end)
    if times is None or (text[times.start()] == "-" and not text.startswith(" ", times.end())):
        return None
    unit = "fold" if _COMPARED.match(text, times.end()) else "time"
    return Quantity(offset, times.end(), "", value, value, unit, hedge)


def vague_at(text: str, offset: int) -> Quantity | None:
    """ "hundreds of people" is 200 to 999, "tens of thousands" 20,000 to 99,999: from twice to just under ten times."""
    match, some = _VAGUE.match(text, offset), _SOME.match(text, offset)
    start = offset
    if match:
        scale = _VAGUE_HEADS[match["head"].lower()]
        top = 100 if scale in _DOZENS else scale * 10
        tail = _VAGUE_HEADS[match["tail"].lower()] if match["tail"] else 1
        scale, top = scale * tail, top * tail
        end, counted = match.start("of") if match["of"] else match.end(), match.end()
        bare = not match["tail"] and not match["of"]
        before = text[max(0, offset - 8) : offset]
        if bare and (match["head"].lower() in ("tens", "scores") or _NOT_VAGUE_BEFORE.search(before)):
            return None
    elif some:
        scale = _VAGUE_HEADS[some["some"].lower() + "s"]
        top = 100 if scale in _DOZENS else scale * 10
        end = counted = some.end()
        start -= 2 if offset > 1 and text.startswith(("a ", "A "), offset - 2) else 0
    else:
        return None
    alone = end == counted and not some  # "hundreds cast their votes"
    unit, end = (None if alone else counted_noun(text, counted, plural=True)) or ("count", end)
    measured = None if alone else unit_at(text, counted, figures=False)
    if measured and (measured[0].money or measured[0].name in TIMES):
        unit, end = measured[0].name, measured[1]
    hedge = "about" if some else hedge_before(text, offset) or "about"
    return Quantity(start, end, "", scale * 2.0, top - 1.0, unit, hedge)


SHARE_WORDS = frozenset(_VAGUE_HEADS) | frozenset(_MULTIPLES) | {"half", "several", "few", "couple", "many", "a", "an"}
"""Words that may open a phrase of this module, beside numbers."""
