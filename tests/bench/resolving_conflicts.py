"""How many changes of a number, a date or the polarity are seen, and how often a true paraphrase is called a conflict.

The sentence pairs that readers called paraphrases (MRPC) are taken as they are, which must raise no alarm; then one
side is changed in one place, by a fixed seed, which must raise one of the right kind. What is changed is found by
patterns of this module, not by the reader of quantities that is on trial, and only a number or date is changed that
both sides state.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.match_data import Row, mrpc
from tests.conflicts import kinds_of_conflict

SEED = 7

WANTED = {"date": 0.95, "number": 0.75, "negation": 0.73, "antonym": None}
"""The least recall of each kind of change; no goal for antonyms, because which words to swap is a matter of taste."""

MOST_ALARMS = 0.04
"""The largest share of true paraphrases that may be flagged; some of them do give two figures for one thing."""

TOLD_AS = {"date": "date", "number": "number", "negation": "polarity", "antonym": "polarity"}

_MONTHS = "January February March April May June July August September October November December".split()
_LONG = {"January", "March", "May", "July", "August", "October", "December"}
"""Months that have a 31st."""
_SHORT = "|".join(name[:3] for name in _MONTHS)
_DATE = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)}|(?:{_SHORT}|Sept)\b\.?)(?=\s+\d)"
    r"|(?<![\w$£€.,-])(?P<year>(?:19|20)\d\d)(?![\w%]|[.,]\d)"
)
_NUMBER = re.compile(r"(?<![\w.,/:-])[$£€]?(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?(?![\w/:]|[.,-]\d)")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|could|should|has|had|have)\b(?! not|n't)")
_OPPOSITES = """rise fall|rose fell|rising falling|increase decrease|increased decreased|gain lose|gained lost|
higher lower|won lost|accepted rejected|approved rejected|support oppose|supported opposed|began ended|opened closed|
bought sold|survived died|convicted acquitted|raised cut|strong weak|stronger weaker|growth decline|profit loss|
confirmed denied|expanded shrank|legal illegal|increase reduce"""
_AGAINST = {
    word: other
    for pair in _OPPOSITES.replace("\n", "").split("|")
    for word, other in (pair.split(), reversed(pair.split()))
}


@dataclass(frozen=True, slots=True)
class Change:
    """A paraphrase with one change: `text` was the second sentence of the pair."""

    kind: str
    text: str


def changes(other: str, text: str, chance: random.Random) -> Iterator[Change]:
    """Every number and date of `text` that `other` states too, changed in turn; then one denial, one swapped word."""
    stated_days = {_day(match) for match in _dates(other)}
    for match in _dates(text):
        changed = _with_other_day(text, match, chance)
        if _day(match) in stated_days and not {_day(day) for day in _dates(changed)} <= stated_days:
            yield Change("date", changed)
    stated = {_value(match) for match in _numbers(other)}
    for match in _numbers(text):
        value = float(match["number"].replace(",", "") + (match["part"] or "")) * chance.choice([0.5, 1.3, 2, 3]) + 1
        new = f"{value:,.1f}" if match["part"] else f"{int(value):,}"
        if _value(match) in stated and new.replace(",", "") not in stated:
            yield Change("number", text[: match.start("number")] + new + text[match.end() :])
    if auxiliary := _AUXILIARY.search(text):
        yield Change("negation", f"{text[: auxiliary.end()]} not{text[auxiliary.end() :]}")
    if words := [match for match in re.finditer(r"\b[a-z]+\b", text) if match[0] in _AGAINST]:
        word = chance.choice(words)
        yield Change("antonym", text[: word.start()] + _AGAINST[word[0]] + text[word.end() :])


def _dates(text: str) -> list[re.Match[str]]:
    """Months with a figure behind them, and years that are no part of a name ("Windows 2000")."""
    return [m for m in _DATE.finditer(text) if m["month"] or not _is_named(text[: m.start()])]


def _is_named(before: str) -> bool:
    """Whether a name stands directly before: a capitalised word that is no month and does not begin the text."""
    word = re.search(r"\s([A-Z][\w.]*) $", before)
    return word is not None and not any(word[1].startswith(month[:3]) for month in _MONTHS)


def _numbers(text: str) -> list[re.Match[str]]:
    """Numbers in figures that are no date, code, index or score."""
    days = [m.end() for m in _DATE.finditer(text)]
    found = [m for m in _NUMBER.finditer(text) if not any(0 <= m.start() - end <= 2 for end in days)]
    return [m for m in found if not _DATE.fullmatch(m[0]) and not re.search(r"[A-Z][\w&]* $|No\. $", text[: m.start()])]


def _value(match: re.Match[str]) -> str:
    return match["number"].replace(",", "") + (match["part"] or "")


def _day(match: re.Match[str]) -> str:
    """A month with the figure behind it, or a year."""
    if match["year"]:
        return match["year"]
    day = re.compile(r"\.?\s+(\d+)").match(match.string, match.end())
    return match["month"][:3] + (day[1] if day else "")


def _with_other_day(text: str, match: re.Match[str], chance: random.Random) -> str:
    if match["year"]:
        new = str(int(match["year"]) + chance.choice([-2, 1, 3]))
    else:
        new = chance.choice([m for m in _MONTHS if m in _LONG and m[:3] != match["month"][:3]])
    return text[: match.start()] + new + text[match.end() :]


def rows(data: Path, develop: bool) -> list[Row]:
    """Recall by kind of change, and the share of untouched paraphrases that are flagged."""
    chance = random.Random(SEED)  # a fixed seed makes the same changes on every machine
    pairs = [(pair.a, pair.b) for pair in mrpc(data, develop) if pair.label == 1]
    made: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    flagged = 0
    for a, b in pairs:
        before = kinds_of_conflict(a, b)
        alarms.update(before)
        flagged += bool(before)
        for change in changes(a, b, chance):
            if TOLD_AS[change.kind] not in before:
                made[change.kind] += 1
                seen[change.kind] += TOLD_AS[change.kind] in kinds_of_conflict(a, change.text)
    found = [
        Row(f"changed {kind} is seen", _share(seen[kind], made[kind]), wanted, note=f"{seen[kind]} of {made[kind]}")
        for kind, wanted in WANTED.items()
    ]
    by_kind = ", ".join(f"{kind} {count}" for kind, count in sorted(alarms.items()))
    note = f"{flagged} of {len(pairs)} true paraphrases: {by_kind}"
    return [
        *found,
        Row("alarms on true paraphrases", _share(flagged, len(pairs)), MOST_ALARMS, at_most=True, note=note),
    ]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
