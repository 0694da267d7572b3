"""A parsed region as the words that names are made of.

Words are spaCy's tokens, with those cut apart that hide two names ("U.S.-China"); each knows its place in the text of
record, so that every span of words is a span of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explorer.extract.names_lexicon import lexicon

if TYPE_CHECKING:
    from explorer.extract.parsing import Parsed
    from explorer.extract.tree import Token

_PARTY_AND_STATE = re.compile(r"^([DRI])(-)([A-Z][\w.]+)$")
_NO_NAME = frozenset('"<>@#=_/\\{}|~*%$')
_HYPHENED = re.compile(r"^((?:[A-Z]\.)+|[A-Z][\w.]{2,})([-/–—])([A-Z].*)$")
_INNER_CAPITAL = re.compile(
    r"^[dl]'[A-Z]\w+$|^[a-z]{1,2}[A-Z][A-Za-z0-9]*$|^[A-Z][a-z]+[A-Z]\w*$|^[A-Z]{2,}[a-z]+[A-Z]\w*$|^[A-Z]{3,}[a-z]{3,}$"
)
_ALPHANUMERIC = re.compile(
    r"^(?=[\w./-]*\d)(?=[\w./-]*[A-Z])[A-Za-z]{1,12}[-.]?\d[\w.-]*$|^\d{1,2}[A-Z][a-z]\w+$|^\d[A-Z]$"
)
_DATED = re.compile(r"^(?:Jan|Feb|Mar|Apr|May|Jun|June|Jul|July|Aug|Sep|Sept|Oct|Nov|Dec)\.?\d{1,4}$")
_HYPHENS = frozenset("-/–—")
_OPENING = frozenset({":", '"', "•", "—", "–", "“", "*", ";", "(", "..."})
"""Marks behind which a capital may be due to the position."""
_ACRONYM = re.compile(r"^(?:[A-Z]{2,6}|(?:[A-Z]\.){2,6}|[A-Z]{1,4}&[A-Z]{1,3})$")
_SMALL_VERBS = frozenset("is are was were be been has have had".split())
_SMALL_IN_TITLES = _SMALL_VERBS | frozenset(
    "a about after against amid among an and as at before between but by during for from if in into its it nor of off "
    "on onto or out over per since so than that the through to toward under until up upon via vs when with without yet "
    "he his her she s t".split()
)
"""What headlines in title case may write small."""
_NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "NORP"})


@dataclass(slots=True)
class Word:
    """One word: text with straight marks, span in the text of record, what the parser says of it."""

    text: str
    start: int
    end: int
    token: Token
    first: bool
    """Whether a capital here may be due to the position alone: sentence start, after a colon, mark or bullet."""
    capital: bool
    """Whether the word is written like a part of a name."""

    @property
    def label(self) -> str:
        """The model's entity label, "" when it sees no name here."""
        label = self.token.ent_type_
        return label if label in _NAME_LABELS else ""


@dataclass(slots=True)
class Passage:
    """The words of one parsed region. `titled`: capitals tell nothing here (headline case, all capitals)."""

    parsed: Parsed
    words: list[Word]
    titled: bool
    upper: bool
    texts: list[str] = field(default_factory=list)
    taken: list[bool] = field(default_factory=list)
    """Words that belong to a name found already."""

    def glued(self, i: int) -> bool:
        """Whether word `i` follows its predecessor without a space."""
        return i > 0 and self.words[i].start == self.words[i - 1].end


def is_camel(word: str) -> bool:
    """Whether capitals stand inside the word as in brands: "iPhone", "TensorFlow"; "McCain" counts as well."""
    return bool(_INNER_CAPITAL.match(word))


def is_model_number(word: str) -> bool:
    """Whether letters and digits mix as in "H20", "GPT-5", "F-35"; "Q3" and "CO2" are on the list of no names."""
    if word.isalpha() or not _ALPHANUMERIC.match(word):
        return False
    return not _DATED.match(word) and not lexicon().has("blocked.abbreviations", word)


def is_acronym(word: str) -> bool:
    """Whether the word is written as an abbreviation: "SMIC", "U.N.", "AT&T"."""
    return bool(_ACRONYM.match(word))


def read_words(parsed: Parsed) -> Passage:
    """The words of a region, with the marks of their positions."""
    words: list[Word] = []
    fresh, offset = True, parsed.offset
    for token in parsed.doc:
        whole = token.text
        if whole.isspace():
            continue
        fresh = fresh or (token.is_sent_start is True and not _after_initial(words))
        place = offset + token.idx
        plain = whole.isalpha() or len(whole) == 1
        for text, start in ((whole, place),) if plain else _cut(whole, place):
            words.append(Word(text, start, start + len(text), token, fresh, _written_as_name(text)))
            fresh = text in _OPENING or (fresh and not any(c.isalnum() for c in text))
    titled, upper = _case(parsed, words)
    return Passage(parsed, words, titled, upper, [word.text for word in words], [False] * len(words))


def _written_as_name(text: str) -> bool:
    """Whether a word begins big, or is written like a brand or a model number."""
    if text.islower() or not _NO_NAME.isdisjoint(text) or _DATED.match(text):
        return False
    return text[0].isupper() or is_camel(text) or is_model_number(text)


def _after_initial(words: Sequence[Word]) -> bool:
    """Whether the last word is a name's initial, behind which the parser likes to end a sentence: "Ada M. | Reed"."""
    last = len(words) - 1
    if last > 0 and words[last].text == ".":
        last -= 1
    return last > 0 and len(words[last].text.rstrip(".")) == 1 and words[last].capital and words[last - 1].capital


def _cut(text: str, start: int) -> Iterator[tuple[str, int]]:
    """A token as words with their places; most are one word."""
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if not _HYPHENS.isdisjoint(text) and not text[0].isdigit() and not any(c.isdigit() for c in text):
        match = _PARTY_AND_STATE.match(text)
        if match and match.group(3) not in lexicon().states:
            match = None
        match = match or _HYPHENED.match(text)
        if match:
            left, mark, right = match.groups()
            middle = start + len(left)
            yield from ((left, start), (mark, middle), (right, middle + 1))
            return
    if text[-1:] == "." and len(text) > 2 and is_model_number(text[:-1]):
        yield text[:-1], start  # "beats the MI300X."
        yield ".", start + len(text) - 1
    elif text.endswith("'s") and len(text) > 2:
        yield text[:-2], start
        yield "'s", start + len(text) - 2
    else:
        yield text, start


def _case(parsed: Parsed, words: Sequence[Word]) -> tuple[bool, bool]:
    """Whether the region is in headline case, and whether it is all in capitals."""
    long = [word.text for word in words if len(word.text) > 3 and word.text.isalpha()]
    heading = parsed.region.kind in {"title", "heading"}
    if not long:
        return heading and len(words) > 1, False
    raised = sum(text[0].isupper() for text in long) / len(long)
    if raised < 0.6:
        return False, False
    upper = len(long) > 1 and sum(text.isupper() for text in long) / len(long) > 0.7
    plain = [word.text for word in words if word.text.isalpha() and word.text.islower()]
    small = sum(text not in _SMALL_IN_TITLES for text in plain)
    if heading:
        headline = small * 6 <= len(words)
    else:  # a bold line or a headline of the body; a sentence full of names has small words and a full stop
        ended = words[-1].text in {".", "?", "!", '"'}
        small += ended * sum(text in _SMALL_VERBS for text in plain)
        listing = sum(word.text == "," for word in words) > 1
        headline = not small and raised >= 0.8 and len(long) >= (8 if ended else 5) and not listing
    return headline or upper, upper
