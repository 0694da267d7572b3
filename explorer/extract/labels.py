"""Speakers named by punctuation alone: `Smith: "We did."`, `Poll: voters turn away`, `"We did." — Ann Smith`."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.extract.cues import lexicon
from explorer.extract.holders import is_name
from explorer.extract.paragraph import Attribution, Paragraph
from explorer.extract.tree import Token
from explorer.models import Span

_LONGEST_LABEL = 6
"""Words of a name with its office before a colon or behind a dash."""
_LABELS = frozenset("poll survey study report research analysis paper census source sources".split())
"""Bearers of evidence that headlines put before a colon."""
_DASHES = frozenset({"—", "–", "―", "-", "--", "~"})
_LABEL_TAGS = frozenset({"PROPN", "NOUN", "DET", "ADJ", "ADP", "PRON", "NUM", "PUNCT", "PART", "CCONJ"})


def find_labels(paragraph: Paragraph) -> Iterator[Attribution]:
    """Attributions whose cue is a colon or a dash."""
    yield from _colons(paragraph)
    signed = _signature(paragraph)
    if signed is not None:
        yield signed


def _colons(paragraph: Paragraph) -> Iterator[Attribution]:
    """A short label at the start of a sentence; what follows the colon is said."""
    for colon in paragraph.loose_words():
        if colon.text != ":" or colon.i + 1 >= len(paragraph.doc):
            continue
        start = colon.sent.start
        label = [word for word in paragraph.doc[start : colon.i] if not word.is_space and not word.is_punct]
        head = _speaking_head(label)
        if head is None or any(paragraph.quoted[word.i] for word in label):
            continue
        end = colon.sent.end
        quote = next((q for q in paragraph.quotations if 0 <= q.start - colon.idx <= 3), None)
        if quote is not None:
            content = {word.i for word in paragraph.words_in(quote)}
        else:
            content = {word.i for word in paragraph.doc[colon.i + 1 : end] if not word.is_space}
            if len(content) < 4:
                content |= {word.i for word in paragraph.doc[end:] if not word.is_space and word.sent.start == end}
        if len(content) >= 3:
            yield Attribution(colon, ":", "say", content, head)


def _speaking_head(label: list[Token]) -> Token | None:
    """The head of a label that can speak: a name, people, a body, a bearer of evidence; no verb in it."""
    if not 0 < len(label) <= _LONGEST_LABEL or any(word.pos_ not in _LABEL_TAGS for word in label):
        return None
    inside = {word.i for word in label}
    head = next((word for word in label if word.head.i not in inside), label[-1])
    if head.ent_type_ in {"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "GPE", "LOC"}:
        return None
    lemma = head.lemma_.lower()
    lex = lexicon()
    if lemma in _LABELS or lemma in lex.bodies or (lex.is_person(lemma) and not is_name(head)):
        return head
    named = head.ent_type_ in {"PERSON", "ORG"} or (head.pos_ == "PROPN" and len(label) == 1)
    return head if named and len(head) > 2 else None


def _signature(paragraph: Paragraph) -> Attribution | None:
    """`"..." — Ann Smith` at the end of a paragraph."""
    if not paragraph.quotations:
        return None
    text = paragraph.doc.text
    quote: Span = paragraph.quotations[-1]
    rest = [word for word in paragraph.doc if word.idx >= quote.end and not word.is_space]
    if not rest or rest[0].text not in _DASHES or text[quote.start : quote.end].count(" ") < 3:
        return None
    name = [word for word in rest[1:] if not word.is_punct]
    if not 0 < len(name) <= 2 * _LONGEST_LABEL or not name[0].text[:1].isupper():
        return None
    if any(word.pos_ in {"VERB", "AUX"} for word in name):
        return None
    inside = {word.i for word in name}
    head = next((word for word in name if word.head.i not in inside and word.pos_ in {"PROPN", "NOUN"}), name[-1])
    content = {word.i for word in paragraph.words_in(quote)}
    return Attribution(rest[0], rest[0].text, "say", content, head)
