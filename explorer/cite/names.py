"""The names of a byline: persons, who are inverted for a reference list, and houses, who never are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from explorer.text.fold import fold


@dataclass(frozen=True, slots=True)
class Name:
    """A byline taken apart. `literal` is how it stands in the file; a house, and whatever we dare not split, has no
    family name. `family` holds a capital particle ("De Niro"); a small one stands in `particle` ("van der").
    """

    literal: str
    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    doubt: str = ""

    @property
    def last(self) -> str:
        """What an in-text citation calls the author: "van der Berg", or the literal name."""
        return f"{self.particle} {self.family}".strip() if self.family else self.literal

    @property
    def initials(self) -> str:
        """ "Anna-Maria J." → "A.-M. J."."""
        return " ".join("-".join(map(_initial, filter(None, part.split("-")))) for part in self.given.split())


def _initial(name: str) -> str:
    """ "Anna" → "A."; initials written as one word keep their letters: "JK" → "J. K."."""
    if name.isupper() and 1 < len(name) < 4 and name.isalpha():
        return " ".join(f"{letter}." for letter in name)
    return f"{name[:1].upper()}."


@cache
def _words(name: str) -> frozenset[str]:
    import tomllib  # both cost milliseconds that the first frame need not wait for
    from importlib.resources import files

    text = files("explorer.cite").joinpath("names.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[name])


_GIVEN_LAST = re.compile(r"[A-Z][a-z]+-[a-z]+")
"""A given name as Korean and Taiwanese names write it, after the family name: "Ing-wen", "Yo-jong"."""

_PERSONAL = re.compile(r"[^\W\d_]+(?:['’.\-‐][^\W\d_]*)*\.?")


def _is(word: str, kind: str) -> bool:
    return word.lower() in _words(kind)


def read_name(byline: str, publisher: str | None = None) -> Name:
    """Take a byline apart; whatever is not surely the name of one person comes back whole.

    `publisher` tells a house byline ("Ainvest" of AInvest) from a person with one name.
    """
    literal = " ".join(byline.split())
    whole = Name(literal)
    if publisher and fold(literal) == fold(publisher):
        return whole
    comma = [part.strip() for part in literal.split(",")]
    words = comma[0].split()
    suffix = ""
    if len(comma) == 2 and _is(comma[1], "suffixes"):
        suffix = comma[1]
    elif len(comma) == 2 and _is_family(words) and _all_personal(comma[1].split()):
        return _build(literal, comma[1].split(), words, "")
    elif len(comma) != 1:
        return whole
    while words and _is(words[0], "honorifics"):
        words = words[1:]
    if len(words) > 2 and not suffix and _is(words[-1], "suffixes"):
        words, suffix = words[:-1], words[-1]
    if len(words) < 2 or not _all_personal(words) or _is_house(literal):
        return whole
    if _is(words[0], "family_first") or _GIVEN_LAST.fullmatch(words[-1]):
        return Name(literal, doubt=f"The byline “{literal}” may begin with the family name: it is not turned round.")
    cut = len(words) - 1
    while cut > 1 and _is(words[cut - 1], "particles"):
        cut -= 1
    return _build(literal, words[:cut], words[cut:], suffix)


def _is_family(words: list[str]) -> bool:
    """Whether the words before a comma are a family name alone: one word after its particles."""
    return len(words) > 0 and all(_is(word, "particles") for word in words[:-1]) and not _is_house(" ".join(words))


def _all_personal(words: list[str]) -> bool:
    """Whether every word may stand in a personal name; "staff", "of", "3rd" and all-capital acronyms may not."""
    for word in words:
        bare = word.strip(".").lower()
        if not _PERSONAL.fullmatch(word) or bare in _words("houses") or bare in _words("joints"):
            return False
        if not (word[0].isupper() or _is(word, "particles") or not word[0].isascii()):
            return False
    return bool(words)


def _is_house(name: str) -> bool:
    # Imported here: the screen's first frame needs styles' names, and no list of outlets.
    from explorer.ingest.outlets import known_outlet

    return known_outlet(name) is not None


def _build(literal: str, given: list[str], family: list[str], suffix: str) -> Name:
    small = 0
    while small < len(family) - 1 and family[small][0].islower():
        small += 1
    return Name(literal, " ".join(given), " ".join(family[:small]), " ".join(family[small:]), suffix)
