"""What a number counts, by word shape alone: the first plural after it, and the whole of a share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.text.numerals import SMALL, WORDS

_PLURALS: dict[str, str] = WORDS["plurals"]
_SINGULARS = frozenset(_PLURALS.values()).union(
    "soldier officer worker employee patient victim suspect student teenager official".split()
)
_STOPS = frozenset(WORDS["lists"]["stops"])
_ADJECTIVE_PLURALS = frozenset({"dead", "wounded", "injured", "missing", "homeless", "other", "police", "staff"})
_NOT_PLURAL = ("ss", "us", "is", "'s", "’s", "ous")
_SCIENCES = frozenset(WORDS["lists"]["sciences"])
_WORD = re.compile(r"(?:[ \u00a0\u202f]{1,2}|\n)((?:[A-Z]\.)+(?=[ ])|[^\W_](?:[\w'’&/-]|,(?=\d{3}))*)")
_NUMBERS = frozenset(SMALL) | {
    word + end for word in ("dozen", "hundred", "thousand", "million", "billion", "trillion") for end in ("", "s")
}
_HEDGING = frozenset({"the", "a", "an", "nearly", "almost", "roughly", "some", "its", "their", "his", "her"})
_PRONOUNS = frozenset({"them", "us", "it", "which", "whom", "those", "these"})
_REACH = 4
"""How many words after the number may belong to its noun ("10,000 freshly trained Russian troops")."""


def singular(noun: str) -> str:
    """The singular of a plural noun, by the commonest spelling rules."""
    lowered = noun.lower()
    if lowered in _PLURALS:
        return _PLURALS[lowered]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "zzes", "ches", "shes")) or (noun.endswith("oes") and len(noun) > len("shoes")):
        return noun[:-2]
    return noun.removesuffix("s")


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    lowered = word.lower()
    if lowered in _PLURALS:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(_NOT_PLURAL) and lowered not in _SCIENCES


def _following(text: str, offset: int) -> Iterator[re.Match[str]]:
    """The words after `offset`, as long as nothing but a space parts them."""
    while match := _WORD.match(text, offset):
        yield match
        offset = match.end()


def _is_number(word: str) -> bool:
    return word.replace(",", "").isdecimal() or word.lower().partition("-")[0] in _NUMBERS


def counted_noun(text: str, offset: int, *, plural: bool) -> tuple[str, int] | None:
    """The singular of the noun counted by a number that ends at `offset`, and where it ends; None if there is none.

    With `plural` the first plural within reach; else the next word, when it is a person or another plain singular.
    """
    found: tuple[str, int] | None = None
    for reach, match in enumerate(_following(text, offset)):
        word = match[1]
        if word.lower() in _STOPS or reach >= _REACH or _is_number(word):
            break
        if not plural:
            return (word, match.end()) if word in _SINGULARS else None
        if is_plural(word):
            found = singular(word), match.end()
            if word.lower() not in _ADJECTIVE_PLURALS and not (word[0].isupper() and _goes_on(text, match.end())):
                break
        elif found and not (found[0][0].isupper() and _goes_on(text, match.start())):
            break
    return found


def _goes_on(text: str, offset: int) -> bool:
    """Whether a plain plural follows within two words, so that a name in -s before it is no plural: "Dallas police"."""
    words = [match[1] for match, _ in zip(_following(text, offset), range(2), strict=False)]
    stop = next((n for n, word in enumerate(words) if word.lower() in _STOPS), len(words))
    return any(word[0].islower() and is_plural(word) for word in words[:stop])


def noun_phrase(text: str, offset: int) -> str:
    """The phrase that starts at `offset`, up to its first plural, a stop word, a verb's auxiliary or a mark."""
    end, first = offset, True
    for match in _following(text, offset - 1):
        word = match[1]
        if match.end() > offset + 80 or (not first and word.lower() in _STOPS):
            break
        if first and word.lower() in _STOPS and word.lower() not in ("a", "an", "each"):
            break
        if not first and word.endswith("ed") and _ends_here(text, match.end()):
            break  # "three-quarters of the board voted"
        end, first = match.end(), False
        if is_plural(word) or word.lower() in _PRONOUNS:
            break
    phrase = re.sub(r"\s", " ", text[offset:end])
    return "" if phrase.rpartition(" ")[2].lower() in _HEDGING else phrase


def _ends_here(text: str, offset: int) -> bool:
    """Whether no further noun follows: a stop word, a mark or the end."""
    following = _WORD.match(text, offset)
    return following is None or following[1].lower() in _STOPS


def starts_sentence(text: str, offset: int) -> bool:
    """Whether nothing, or the end of a sentence, or an opening quotation mark stands before `offset`."""
    before = text[max(0, offset - 4) : offset].rstrip(" \u00a0")
    return not before or before[-1] in "\n\"'“‘(.!?:;•—–*-…"
