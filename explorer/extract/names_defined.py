"""What a text says outright about a name: "Marlow is a village", "Marlow, a chip maker", "the album Marlow".

A defining noun is the clearest company a name can have, in any genre; `data/names_kinds.toml` tells its type. Weights
were set by hand.
"""

from __future__ import annotations

from typing import cast

from explorer.extract.names_lexicon import Lexicon
from explorer.extract.names_spans import Span
from explorer.extract.names_types import Votes
from explorer.extract.names_words import Passage, Word
from explorer.models import EntityType

_COPULAS = frozenset({"is", "was", "are", "were", "became", "becomes", "remains", "remained", "be"})
_ARTICLES = frozenset({"a", "an", "the", "one", "its", "his", "her", "their", "our", "another"})
_CALLED = frozenset({"called", "named", "dubbed", "titled", "entitled", "nicknamed", "codenamed"})
_THROUGH = frozenset({"group", "chain", "series", "set", "pair", "network", "body", "family", "collection", "order"})
"""Nouns that hand on to the one behind their "of": "a chain of hotels", "a group of islands"."""
_BRACKET = 30
"""Longest bracket, in words, skipped between a name and its verb ("Marlow (born May 3, 1901, in Kent) was a")."""
_ENDS = frozenset({"IN", "WDT", "WP", "WRB", "TO", "VBD", "VBZ", "MD", "."})
"""Tags with which a noun phrase is over."""
_BREAKS = frozenset({";", ":", "(", "-", "—"})
_PHRASE = 14
"""Longest defining phrase, in words."""


def defining_votes(span: Span, lex: Lexicon, out: Votes) -> None:
    """Add what the noun that defines this occurrence says, if there is one."""
    _behind(span, lex, out)
    _before(span, lex, out)


# -- behind the name


def _behind(span: Span, lex: Lexicon, out: Votes) -> None:
    texts, at = span.passage.texts, span.j
    if at >= len(texts):
        return
    if texts[at] == "(":
        _lifetime(texts, at + 1, out)
        at = _past_bracket(texts, at)
    if at < len(texts) and texts[at] == ",":
        _apposition(span, at + 1, lex, out)
        at = _past_commas(texts, at)
    if at + 1 < len(texts) and texts[at] in _COPULAS:
        _predicate(span, at + 1, lex, out)


def _lifetime(texts: list[str], at: int, out: Votes) -> None:
    """ "(born May 3, 1901)": a person."""
    if texts[at : at + 1] in (["born"], ["née"], ["b."]):
        out["person"] += 2.5


def _past_bracket(texts: list[str], at: int) -> int:
    """The word behind the bracket that opens at `at`; `at` where it is too long or never closes."""
    depth = 0
    for k in range(at, min(at + _BRACKET, len(texts))):
        depth += (texts[k] == "(") - (texts[k] == ")")
        if not depth:
            return k + 1
    return at


def _past_commas(texts: list[str], at: int) -> int:
    """The verb behind "Aisby, Lincolnshire, | is"; `at` if there is none."""
    for k in range(at + 2, min(at + 6, len(texts) - 1)):
        if texts[k] == ",":
            return k + 1 if texts[k + 1] in _COPULAS else at
    return at


def _apposition(span: Span, at: int, lex: Lexicon, out: Votes) -> None:
    """ "Marlow, a chip maker", "Marlow, founded in 1990", "Reed, chief economist at Tern"."""
    passage = span.passage
    if at >= len(passage.texts):
        return
    text = passage.texts[at]
    sign = lex.sign_of.get(text)
    if sign:
        _add(out, sign, 1.0)
    noun = _noun(passage, at, lex)
    if noun is None:
        return
    told = text.lower() in _ARTICLES
    kind = _kind(noun, lex)
    if kind == "person" or (told and kind):
        _add(out, kind, 1.4 if told else 1.0)
    elif kind == "":
        out["person"] += 0.6


def _predicate(span: Span, at: int, lex: Lexicon, out: Votes) -> None:
    """ "Marlow is a village", "Marlow was founded in 1990"."""
    passage = span.passage
    while at < len(passage.texts) and passage.words[at].token.tag_ == "RB":
        at += 1
    if at >= len(passage.texts):
        return
    text = passage.texts[at]
    sign = lex.sign_of.get(text)
    if sign:
        _add(out, sign, 0.8)
    if text not in _ARTICLES:
        return
    noun = _noun(passage, at, lex)
    kind = _kind(noun, lex) if noun else None
    if kind:
        _add(out, kind, 2.4)
    elif kind == "":
        out["person"] += 0.3
        out["organization"] += 0.3


def _noun(passage: Passage, at: int, lex: Lexicon) -> Word | None:
    """The head of the noun phrase that begins at `at`: "village" in "a small village in Kent"."""
    if passage.texts[at : at + 2] == ["one", "of"]:
        at += 2
    found: Word | None = None
    for k in range(at, min(at + _PHRASE, len(passage.words))):
        word = passage.words[k]
        tag = word.token.tag_
        if word.text == "of" and found is not None and found.text in _THROUGH:
            found = None
        elif tag in {"NN", "NNS"}:
            found = word
        elif tag == "POS":
            found = None  # "the city's largest bank"
        elif tag in _ENDS or word.text in _BREAKS:
            break
        if (tag == "CC" or word.text == ",") and found is not None and _kind(found, lex) is not None:
            break
    return found


# -- before the name


def _before(span: Span, lex: Lexicon, out: Votes) -> None:
    passage, k = span.passage, span.i - 1
    if k >= 0 and passage.texts[k] in {'"', "'", "`"}:
        k -= 1
    if k < 0:
        return
    text = passage.texts[k]
    weight = 2.2
    if text in _CALLED or (text == "as" and passage.texts[k - 1 : k] == ["known"]):
        k -= 1 if text != "as" else 2
        weight = 1.5
    elif text == "," and _closed(passage, span.j):
        k -= 1  # "their first album, Marlow, was"
        weight = 1.0
    if k < 0:
        return
    word = passage.words[k]
    if word.token.tag_ != "NN" or not word.text.islower() or (weight > 1.5 and _owns(passage, k)):
        return
    kind = _kind(word, lex)
    agent = kind == "organization" and lex.has("people.given", span.texts[0])
    if kind and kind != "person" and not agent:  # "film maker Ada Reed"
        _add(out, kind, weight)


def _closed(passage: Passage, j: int) -> bool:
    """Whether the name ends its phrase, as an apposition does."""
    return j >= len(passage.texts) or passage.texts[j] in {",", ".", ";", ")", '"'}


def _owns(passage: Passage, k: int) -> bool:
    """Whether the noun and the name are no pair: "told the bank Reed had left" is not seen, "at war Marlow" is."""
    return passage.texts[k - 1 : k] == ["at"]


def _kind(word: Word, lex: Lexicon) -> str | None:
    """The type that a noun gives a name, "" for a vague one, None for any other noun."""
    lemma = word.token.lemma_.lower()
    return lex.kind_of.get(lemma if word.token.tag_ == "NNS" else word.text.lower())


def _add(out: Votes, kind: str, weight: float) -> None:
    out[cast(EntityType, kind)] += weight  # the tables hold nothing else
