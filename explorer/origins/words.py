"""The word lists of `data/parties.toml`, and how a phrase for a speaker falls into words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from explorer.text.fold import straighten

_WORD = re.compile(r"[^\W_](?:[\w&'-]|\.(?=\w))*")
_CUT = re.compile(r"[,;:(\[—–\n]")


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = tomllib.loads((files("explorer.origins") / "data" / "parties.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


def has(name: str, word: str) -> bool:
    """Whether the list `name` holds a word."""
    return word in _lists()[name]


def is_listed(word: str) -> bool:
    """Whether any list holds a word, so that it is no name."""
    return any(word in words for words in _lists().values())


def overlaps(name: str, words: frozenset[str]) -> bool:
    """Whether the list `name` holds one of the words."""
    return not words.isdisjoint(_lists()[name])


def tokens(text: str) -> list[str]:
    """The words of a text as printed, straightened, without what marks a possessive."""
    found = _WORD.findall(straighten(text))
    return [word.removesuffix("'s").removesuffix("'").rstrip("-") for word in found]


def level(word: str) -> str:
    """A word in lower case and, roughly, in the singular: "Officials" and "official" are one word."""
    low = word.lower().replace(".", "")
    if low in {"police", "news", "press"} or len(low) < 4 or low.endswith(("ss", "us", "is")):
        return low
    if low.endswith("ies") and len(low) > 5:
        return low[:-3] + "y"
    return low.removesuffix("s")


def first_clause(text: str) -> str:
    """A phrase up to its first comma, bracket or dash."""
    cut = _CUT.search(text)
    return text[: cut.start()] if cut and cut.start() else text


def alike(one: str, other: str) -> bool:
    """Whether two levelled words are one, or a place and its adjective: "india", "indian"; "norway", "norwegian"."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 4:
        return False
    return long.startswith(short[:4]) and long[len(short) - 1 :].removesuffix("s").endswith(("an", "ish", "ese", "n"))


def within(some: frozenset[str], more: frozenset[str]) -> bool:
    """Whether each of `some` words, of which there is one at least, is alike to one of `more`."""
    return bool(some) and all(any(alike(word, other) for other in more) for word in some)
