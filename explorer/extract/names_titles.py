"""Titles of works between quotation marks ("Meet the Press", "The Crown"), and nicknames there (Ada "Duke" Reed).

A quotation written like a title - every word capitalised but the small ones - is one name, and no name stands inside
it. Speech, slogans shouted by somebody and scare quotes have small words, a full stop or a speaker behind them.
"""

from __future__ import annotations

from collections.abc import Iterator

from explorer.extract.names_lexicon import Lexicon, lexicon
from explorer.extract.names_words import Passage

_MARKS = frozenset({'"', "'", "`"})
_SMALL = frozenset(
    "a an and as at but by for from in into is it of off on or over the to up upon vs. vs v. with n de la le du del "
    "der des et y 's 'm 'n n't - & , : ! ? ... / '".split()
)
"""What stands small in a title, and marks."""
_SPEECH = frozenset(
    "said says say told tells asked asks tweeted wrote added shouted chanted yelled replied he she they I we".split()
)
_SLOGANS = frozenset(
    "slogan slogans hashtag motto mantra chant chants chanted chanting sign signs banner banners hat hats cap caps "
    "label phrase term word words so-called dubbed nickname nicknamed moniker t-shirt t-shirts placard bill law "
    "amendment rule doctrine plan".split()
)
"""What stands near quoted words that are no work."""
_SHOWING = frozenset("on in of 's ' for to and , ; called titled entitled host co-host".split())
_MAKING = frozenset(
    "watch read write direct publish sing record perform film release host produce star compose pen title entitle "
    "include headline play".split()
)
"""Words before the title of a work."""
_LONGEST = 10
"""Longest title, in words; what is longer is speech."""
_NEAR = 5
"""Words before a quotation in which a noun ("film", "song") makes a title of a single word."""


def find_titles(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """The words of each quoted title, without its marks, with "work"; "" for a slogan or heading that names nothing."""
    if passage.titled or _MARKS.isdisjoint(passage.texts):
        return
    lex, texts, at = lexicon(), passage.texts, 0
    while at < len(texts):
        end = _closing(passage, at) if texts[at] in _MARKS else None
        if end is None:
            at += 1
            continue
        last = end - 1 if texts[end - 1] in {",", "."} else end
        kind = None if _spoken(texts, end) else _kind(passage, at + 1, last, lex)
        if kind is not None:
            yield at + 1, last, kind
        at = end + 1


def nickname_end(passage: Passage, at: int) -> int | None:
    """The end of the name behind a nickname whose opening mark stands at `at`; None if there is none."""
    texts, words = passage.texts, passage.words
    if not at or words[at - 1].label != "PERSON" or not passage.glued(at + 1):
        return None
    closing = ")" if texts[at] == "(" else texts[at]
    for k in range(at + 1, min(at + 5, len(texts) - 1)):
        if texts[k] == closing:
            behind = words[k + 1]
            return k + 2 if k > at + 1 and behind.capital and not passage.glued(k + 1) else None
        if not words[k].capital and texts[k] not in {"the", "of"}:
            return None
    return None


def _closing(passage: Passage, at: int) -> int | None:
    """The mark that closes what opens at `at`, within the length of a title."""
    texts = passage.texts
    if at + 1 >= len(texts) or not passage.glued(at + 1) or (texts[at] == "'" and passage.glued(at)):
        return None
    for k in range(at + 2, min(at + _LONGEST + 2, len(texts))):
        if texts[k] == texts[at] and passage.glued(k):
            return k
    return None


def _kind(passage: Passage, start: int, end: int, lex: Lexicon) -> str | None:
    """What a quotation names as a whole: a work, nothing; None where its words are to be read one by one."""
    words = passage.words[start:end]
    if not words or not (words[0].text[0].isupper() or words[0].text[0].isdigit()):
        return None
    told = 0
    for word in words:
        text = word.text
        if text[0].isupper():
            told += not (lex.has("blocked.openers", text) or lex.has("blocked.dates", text))
        elif text.lower() not in _SMALL and not text.isdigit():
            return None
    if not told or any(word.text == "." for word in words):
        return None
    near = _around(passage, start, end)
    slogan = any(text.lower() in _SLOGANS for text in near)
    if not slogan and any(lex.kind_of.get(text.lower()) == "work" for text in near):
        return "work"
    several = sum(word.text[0].isupper() for word in words) > 1 and len(words) > 1
    named = words[-1].label in {"PERSON", "GPE", "ORG"} and len(words) <= 2 and words[0].text not in {"The", "A", "An"}
    headed = any(lex.has(group, words[-1].text) for group in ("laws.heads", "organizations.heads", "people.given"))
    owned = passage.texts[start - 2 : start - 1] in (["'s"], ["'"], ["on"], ["host"])
    if not several or named or (headed and not owned):
        return None
    return "work" if not slogan and _shown(passage, start - 2) else ""


def _around(passage: Passage, start: int, end: int) -> list[str]:
    """The words near a quotation, on both sides."""
    return passage.texts[max(0, start - 1 - _NEAR) : start - 1] + passage.texts[end + 1 : end + 4]


def _shown(passage: Passage, k: int) -> bool:
    """Whether the word before a quotation presents a work: "host of", "NBC's", "starred in"."""
    return k >= 0 and (passage.texts[k] in _SHOWING or passage.words[k].token.lemma_ in _MAKING)


def _spoken(texts: list[str], end: int) -> bool:
    """Whether a speaker or a verb of saying follows the closing mark."""
    behind = texts[end + 1 : end + 4]
    return bool(behind) and (behind[0] in _SPEECH or (behind[0][:1].isupper() and not _SPEECH.isdisjoint(behind)))
