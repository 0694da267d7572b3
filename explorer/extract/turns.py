"""Turns of a transcript or an interview (`SMITH: ...`, `Q: ...`), and names signed under a quotation.

One line with a colon proves nothing ("Update: ..."); labels that return at the start of paragraphs are speakers. What
follows such a label is that speaker's words to the end of the paragraph, whether it stands in quotation marks or not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from explorer.extract.interviews import ANSWER, QUESTION
from explorer.extract.paragraph import Attribution, Paragraph
from explorer.extract.tree import Token
from explorer.models import Span
from explorer.text.fold import straighten

_LABEL = re.compile(r"[\s\"'(\[]*((?:[A-Z][\w.'-]*)(?: (?:[A-Z(][\w.'()-]*|de|van|von|of|the)){0,4})\s?([:.]) ?(?=\S)")
_SIGNED = re.compile(r"[ ]?(?:--?|[—–―~])[ ]?((?:[A-Z]|\w+ [A-Z])[^:;!?\"]{1,80}?)\.?\s*$")
_NO_SPEAKERS = frozenset(
    "note update updated correction editor's video photo photos image images watch read related breaking more source "
    "sources via credit listen live topics tags share opinion analysis exclusive warning contact email phone time date "
    "place when where what why how who price address summary transcript".split()
)
_LEAST_TURNS = 2
_LEAST_SAID = 2
"""Words behind a label that may be speech: "Smith: 547" is an entry of a table."""
_MOST_SIGNED = 12
"""Words of a name with what its bearer is."""


def find_labels_of_turns(paragraphs: Iterable[str]) -> frozenset[str]:
    """The labels that mark turns in an article: "Q" with "A", capitals or names that return before a colon."""
    seen = Counter(label for label in map(_label, paragraphs) if label is not None)
    pairs = {label for label in seen if label.casefold() in QUESTION | ANSWER}
    asked = any(label.casefold() in QUESTION for label in pairs)
    answered = any(label.casefold() in ANSWER for label in pairs)
    named = {label for label in seen if label not in pairs}
    capitals = {label for label in named if label.isupper() and len(label) > 1}
    turns = sum(seen[label] for label in capitals)
    returning = {label for label in named - capitals if seen[label] >= _LEAST_TURNS}
    kept = set(pairs) if asked and answered else set()
    if turns >= _LEAST_TURNS:
        kept |= capitals
    if kept or len(returning) >= 2 or sum(seen[label] for label in returning) > _LEAST_TURNS:
        kept |= returning
    return frozenset(kept)


def _label(paragraph: str) -> str | None:
    """What stands before a colon at the start of a paragraph, if it can name a speaker."""
    match = _LABEL.match(straighten(paragraph[:120]))
    if match is None:
        return None
    label = match.group(1)
    if match.group(2) == "." and label.casefold() not in {"q", "a"}:
        return None
    words = sum(word[:1].isalpha() for word in match.string[match.end() :].split())
    return None if words < _LEAST_SAID or label.casefold().split()[0].rstrip(".") in _NO_SPEAKERS else label


def take_turn(paragraph: Paragraph, labels: frozenset[str]) -> None:
    """Make what follows a known label, or stands over a signature, the words of whom it names; in place."""
    match = _LABEL.match(paragraph.text[:120]) if labels and _label(paragraph.text) in labels else None
    if match is None:
        _sign(paragraph)
        return
    head, cue = paragraph.token_at(match.end(1) - 1), paragraph.token_at(match.start(2))
    said = Span(match.end(), len(paragraph.text.rstrip()))
    if said.start < said.end and _is_label(match.group(1), head):
        paragraph.quote(said)
        paragraph.turn = Attribution(cue, ":", "say", {word.i for word in paragraph.words_in(said)}, head)


def _is_label(label: str, head: Token) -> bool:
    return label.isupper() or head.pos_ == "PROPN" or bool(head.ent_type_) or label.casefold() in QUESTION | ANSWER


def _sign(paragraph: Paragraph) -> None:
    """`"..." — Ann Smith`: the name that ends a paragraph of quotation."""
    text = paragraph.text
    if not paragraph.quotations:
        return
    quote = Span(paragraph.quotations[0].start, paragraph.quotations[-1].end)
    signed = _SIGNED.match(text, quote.end)
    if signed is None or text[: quote.start].strip() or text[quote.start : quote.end].count(" ") < 3:
        return
    words = paragraph.words_in(Span(signed.start(1), signed.end(1)))
    if not 0 < len(words) <= _MOST_SIGNED or any(word.pos_ in {"VERB", "AUX"} for word in words):
        return
    inside = {word.i for word in words}
    head = next((w for w in words if w.head.i not in inside and w.pos_ in {"PROPN", "NOUN"}), words[0])
    dash = paragraph.token_at(signed.start(1) - 1)
    paragraph.quote(quote)
    paragraph.turn = Attribution(dash, "—", "say", {word.i for word in paragraph.words_in(quote)}, head)
