"""What stands around a number and tells that it names, labels, lists or times something, and so counts nothing."""

from __future__ import annotations

import re

from explorer.text.amounts import Amount
from explorer.text.calendar import WEEKDAYS
from explorer.text.nouns import counted_noun, starts_sentence
from explorer.text.numerals import WORDS, S

_LABELS = frozenset(WORDS["lists"]["labels"])
_FREE = frozenset(WORDS["lists"]["free"])
_WORD_BEFORE = re.compile(
    r"(?<![\w$€£])([\w'’.&-]*\w['’]?|(?:[A-Z]\.)+|[Nn]o\.|[Aa]pt\.|[Ff]ig\.|[Vv]ol\.)[ \u00a0\u202f]$"
)
_NAME_OF = re.compile(r"\b(?:Group|Gang|Class|Committee|Council|Club|Band|Order) of $")
_NAME_AFTER = re.compile(rf"[ ](?!(?:{'|'.join(WEEKDAYS)})\b)(?-i:[A-Z])", re.IGNORECASE)
_ADDRESS = re.compile(rf"(?:{S}[A-Z0-9][\w'’.]*){{1,3}}?{S}(?:{'|'.join(WORDS['lists']['streets'])})(?!\w)")
_CLOCK_BEFORE = re.compile(r"\b(?:[Aa]t|[Bb]y|[Aa]round|[Aa]bout|[Aa]fter|[Bb]efore|[Uu]ntil|[Ff]rom|[Tt]ill?)\s$")
_HOURS = re.compile(rf"\b[Ff]rom{S}(?:\d{{1,2}}){S}to{S}(?:\d{{1,2}})(?![\w%]|{S}\w)|\b[Ff]rom{S}\d{{1,2}}{S}to{S}$")
_PRONOUN_BEFORE = re.compile(r"\b(?:the|these|those|both|all|other|as|no|of|in)\s$", re.IGNORECASE)
_POINT_BEFORE = re.compile(r"\b[Aa]t\s$")
_SPAN_BEFORE = re.compile(r"\b(?:in|for|after|within|than|only|just|least|about|over|under|by|last|all)\s$")
_LINE_ENDS = re.compile(r"[.):]?\s*(?:\n|$)")
_INDENT = 8
"""Code points by which the number of an item may be set in."""
_CLOSED = re.compile(r"\.?\)")
_SHORT_YEAR = re.compile(r"\d\d(?!\w)")
_ARTICLE_BEFORE = re.compile(r"\b(a|an|the|his|her|its|their)\s$", re.IGNORECASE)
_PEOPLE_AFTER = re.compile(rf"{S}(?:who|that|killed|dead|injured|wounded|others?|were|are|have|had)\b")
_K_NAMES = re.compile(rf"{S}(?:runs?|races?|TVs?|television|video|screens?|resolution|filing|display|monitor|film)\b")


def is_glued(text: str, start: int, end: int, *, united: bool) -> bool:
    """ "F-16", "3-D", "one-way": a hyphen joins the number to a word that is no unit of it."""
    before = text[start - 1 : start]
    if text.endswith(("magnitude-", "Magnitude-"), 0, start):
        return False
    if before in ("'", "’", "‘") and _SHORT_YEAR.match(text, start):
        return True
    if before in ("-", "–", "'", "’") and start > 1 and not (text[start - 2].isspace() or text[start - 2] == "%"):
        return True
    return not united and text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum()


def is_list_number(text: str, amount: Amount) -> bool:
    """ "1. Wash the pan." at the start of a line, a line of nothing else, or a lone number in parentheses."""
    start, end = amount.start, amount.end
    if not amount.digits or amount.unit or amount.factor > 1 or amount.base >= 100:
        return False
    if text[start - 1 : start] == "(" and _CLOSED.match(text, end):
        return True
    line = text[max(0, start - _INDENT) : start].rpartition("\n")
    at_start = bool(line[1]) or start <= _INDENT
    opens = (at_start and not line[2].strip(" (\t\u00a0")) or text[start - 1 : start] in ("—", ":")
    return opens and (text[end : end + 2] in (". ", ") ") or _LINE_ENDS.match(text, end) is not None)


def is_name(text: str, amount: Amount, end: int) -> bool:
    """Whether words beside it turn a bare number that ends at `end` into a name or a label: "page 12", "Big Four"."""
    start = amount.start
    if "," in text[start:end]:
        return False
    if amount.digits and (_NAME_OF.search(text[max(0, start - 14) : start]) or _ADDRESS.match(text, end)):
        return True
    before = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    word = before[1] if before else ""
    if word.lower() in _LABELS:
        return True
    possessive = word.endswith(("'s", "’s"))
    if possessive and word[0].isupper() and counted_noun(text, end, plural=True) is None:
        return True  # "Ocean's 11"
    capital = text[start].isupper()
    if word == word.lower() or word.lower() in _FREE or possessive or word.endswith(("'", "’")):
        return capital and not starts_sentence(text, start) and (word == "of" or _is_title(text, end, word))
    return amount.digits or capital


def _is_title(text: str, end: int, word: str) -> bool:
    """Whether a number word with a capital inside a sentence begins a name ("the Four Seasons"), and no headline."""
    return word[:1].isupper() or bool(_NAME_AFTER.match(text, end))


def counts_nothing(text: str, amount: Amount, last: Amount) -> bool:
    """Whether a bare number without a noun is a pronoun, a clock time, a year, or part of a name."""
    start, end = amount.start, last.end
    before = text[max(0, start - 24) : start]
    if text.startswith(" of ", end) and last.base > 1:
        return False  # "in five of the past six"
    if last.factor == 1 and not amount.digits and (last.base <= 1 or _PRONOUN_BEFORE.search(before)):
        return True  # "one", "the two"
    if last.factor == 1 and last.base <= 24 and amount.digits and _CLOCK_BEFORE.search(before):
        return not re.search(r"\b[Bb]y\s$", before) or last.base <= 12  # "at 10", "after 9"
    if last.factor == 1 and not amount.digits and last.base <= 12 and re.search(r"\b[Aa]t\s$", before):
        return True
    if amount.digits and last.base <= 12 and _HOURS.search(text, max(0, start - 12), end + 9):
        return True
    if amount.digits and last.factor == 1 and 1000 <= last.base < 2200 and end - start == 4:
        return True
    if amount.digits and last.factor == 1 and (before.endswith(("§ ", "§")) or _is_model(text, start, end)):
        return True
    return (amount.digits or text[start].isupper()) and last.factor == 1 and bool(_NAME_AFTER.match(text, end))


def _is_model(text: str, start: int, end: int) -> bool:
    """ "a 757", "the 757 and a smaller jet", "his 757 jet": what a number with an article names is a thing."""
    article = _ARTICLE_BEFORE.search(text[max(0, start - 7) : start])
    if article is None or end - start != len("757"):
        return False
    return article[1].lower() in ("a", "an") or not _PEOPLE_AFTER.match(text, end)


def is_idle_unit(text: str, amount: Amount) -> bool:
    """ "one day", "at one point", "Three Mile Island": a number before a unit that measures nothing."""
    written = text[amount.start : amount.end]
    if amount.digits or amount.factor > 1:
        return False
    if " " in written and written[0].isupper() and written.rpartition(" ")[2][:1].isupper():
        return not amount.money
    if amount.base != 1 or not written.lower().startswith("one"):
        return False
    before = text[max(0, amount.start - 8) : amount.start]
    if amount.unit == "point":
        return bool(_POINT_BEFORE.search(before))
    return amount.unit == "day" and not _SPAN_BEFORE.search(before)


def is_distance_name(text: str, amount: Amount) -> bool:
    """ "4K screens", "a 10K run": a K that names a format or a race."""
    return text[amount.end - 1] == "K" and not amount.money and bool(_K_NAMES.match(text, amount.end))
