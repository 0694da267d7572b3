"""Attributions become utterances: stretches of text, with whole quotations, joined and continued.

An utterance is never split over its cue (`"A," she said. "B."` is one with two segments), and a quotation that stands
without a cue continues whoever spoke last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from explorer.extract.beside import SMALL_WORDS, give_quotations
from explorer.extract.paragraph import Attribution, Paragraph
from explorer.extract.quoted import telling
from explorer.extract.syntax import actor, child, is_passive, own_subject, reach, stretches
from explorer.extract.tree import Token
from explorer.models import Span
from explorer.text.spans import merge, overlaps

LEAST_WORDS = 4
"""A shorter quotation without a cue is a name, a title or a distancing mark, not a statement."""
_CUE_CLAUSE = 45
"""Most words between the halves of one interrupted quotation."""
_ADDRESSEE = 2
"""Words before the colon of a quotation that are no part of what is said."""
_LEAST_LEFT = 2
"""Words before a quotation that may be a statement without it."""
_SENTENCE_INSIDE = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?] +(?=[A-Z\"])")
"""A full stop that ends a sentence, not one behind an initial or a short title (Mr., Sen., Gov.)."""


@dataclass(slots=True)
class Utterance:
    """Spans are offsets of the parse: `segments` of what is said, `whole` of the clause to read where that makes no
    sense alone. `attribution` is None for a quotation whose speaker is only continued."""

    segments: list[Span]
    attribution: Attribution | None
    speaker: Token | None
    quotes: list[Span] = field(default_factory=list)
    whole: list[Span] = field(default_factory=list)


def find_utterances(paragraph: Paragraph, attributions: list[Attribution]) -> list[Utterance]:
    """Utterances in text order; quotations that no cue claims come last in their place, with `attribution` None."""
    found: list[Utterance] = []
    taken: set[Span] = set()
    turn = paragraph.turn
    if turn is not None:
        attributions = [turn, *(one for one in attributions if one.content.isdisjoint(turn.content))]
    give_quotations(paragraph, attributions)
    attributions = _given_to_quoted(attributions)
    for one in attributions:
        quotes = _quotes_of(paragraph, one)
        segments = _grown(paragraph, one, quotes)
        if segments:
            taken.update(quotes)
            found.append(Utterance(segments, one, one.speaker, quotes, _whole(paragraph, one, segments)))
    for quote in paragraph.quotations:
        if quote in taken:
            continue
        earlier = _continued(paragraph, quote, found) if _is_sentence(paragraph, quote) else None
        if earlier is not None:
            earlier.segments = merge([*earlier.segments, quote])
            earlier.quotes.append(quote)
            continue
        alone = _stands_alone(paragraph, quote)
        if not _speaks(paragraph, quote, 2 if alone and _is_sentence(paragraph, quote) else LEAST_WORDS):
            continue
        holder = _holder(paragraph, quote)
        if holder is not None or alone:
            found.append(Utterance([quote], None, holder, [quote]))
    found.sort(key=lambda utterance: utterance.segments[0])
    return found


def _given_to_quoted(attributions: list[Attribution]) -> list[Attribution]:
    """`Holm quoted Reyl as saying ...`: the words are Reyl's, in Holm's account, and told once."""
    kept: list[Attribution] = []
    for one in attributions:
        verb = one.cue.head.head if one.cue.dep_ == "pcomp" else one.cue
        told = telling(verb) if verb.pos_ == "VERB" else None
        quoted = child(verb, "nsubjpass" if is_passive(verb) else "dobj") if told is not None else None
        if quoted is None or told is None:
            kept.append(one)
            continue
        if one.cue.i == verb.i and any(other.cue.i == told.i for other in attributions):
            continue
        by = actor(verb)
        one.cue, one.lemma, one.whole, one.impersonal = verb, verb.lemma_.lower(), False, False
        one.speaker, one.cited = (by, [quoted]) if by is not None else (quoted, [])
        one.content -= reach(quoted) | {told.i, told.head.i} | (reach(by) if by is not None else set())
        kept.append(one)
    return kept


def _quotes_of(paragraph: Paragraph, one: Attribution) -> list[Span]:
    """Quotations that the content touches and that do not hold the cue."""
    if one is paragraph.turn:
        return list(paragraph.quotations)
    quotes = []
    first, last = min(one.content, default=0), max(one.content, default=-1)
    for quote in paragraph.quotations:
        if paragraph.position(quote.end) <= first or paragraph.position(quote.start) > last:
            continue
        words = [word.i for word in paragraph.words_in(quote)]
        if words and not quote.start <= one.cue.idx < quote.end and not one.content.isdisjoint(words):
            quotes.append(quote)
    return quotes


def _grown(paragraph: Paragraph, one: Attribution, quotes: list[Span]) -> list[Span]:
    """The content's stretches, each grown to the whole of the quotations it touches."""
    segments = stretches(paragraph.doc, one.content)
    grown = merge([*segments, *(quote for quote in quotes if any(overlaps(quote, s) for s in segments))])
    return [with_marks(paragraph, _snap(paragraph, span, quotes)) for span in _without_crumbs(paragraph, grown)]


def with_marks(paragraph: Paragraph, span: Span) -> Span:
    """A stretch with both marks of each quotation in it, and without the mark of one that only begins or ends there.

    A single word before a quotation is the beginning of its sentence: `Moe "is the best there is", Roe said`.
    """
    text, (start, end) = paragraph.text, (span.start, span.end)
    for quote in paragraph.quotations:
        if start < quote.start == end - 1:
            words = sum(map(_is_worded, text[start : quote.start].split()))
            end = quote.end if words < _LEAST_LEFT else len(text[: quote.start].rstrip())
        elif start <= quote.start < end < quote.end and not _is_worded(text[end : quote.end]):
            end = quote.end
        if quote.start < start == quote.end - 1 < end - 1:
            start = quote.end
        elif quote.start == start - 1 and start < quote.end <= end:
            start = quote.start
    return Span(start, end)


def _is_worded(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _whole(paragraph: Paragraph, one: Attribution, segments: list[Span]) -> list[Span]:
    """The clause with subject and cue, where what is said makes no sense without them; else nothing."""
    if not one.whole:
        return []
    own = {one.cue.i} | {w.i for w in one.cue.children if w.dep_ in {"aux", "auxpass", "neg", "prt"}}
    if one.speaker is not None and one.speaker.head.i == one.cue.i:
        own |= reach(one.speaker)
    elif one.impersonal and (empty := own_subject(one.cue)) is not None and empty.lower_ == "it":
        own.add(empty.i)  # "it seems that"
    spans = merge([*segments, *stretches(paragraph.doc, own | one.content)])
    return [Span(spans[0].start, spans[-1].end)] if _is_compact(spans) else spans


def _is_compact(spans: list[Span]) -> bool:
    gaps = sum(b.start - a.end for a, b in pairwise(spans))
    return gaps <= 60 or gaps * 3 <= spans[-1].end - spans[0].start


def _without_crumbs(paragraph: Paragraph, spans: list[Span]) -> list[Span]:
    """Single little words that the parse left behind are dropped where there is a larger piece; a subject is none."""
    text = paragraph.text
    large = [
        span
        for span in spans
        if len(text[span.start : span.end].split()) > 1
        or any(word.dep_ in {"nsubj", "nsubjpass"} for word in paragraph.words_in(span))
    ]
    return large or spans


def _snap(paragraph: Paragraph, span: Span, quotes: list[Span]) -> Span:
    """A span that is a quotation but for a word or two at its edge, or for whom it was told, becomes that quotation."""
    for quote in quotes:
        if quote.start >= span.start and quote.end <= span.end:
            before, after = (
                paragraph.text[span.start : quote.start].split(),
                paragraph.text[quote.end : span.end].split(),
            )
            rest = [*before, *after]
            if len(rest) <= 1 and not any(word[:1].isalnum() for word in rest):
                return quote
            if 0 < len(before) <= _ADDRESSEE and before[-1].endswith(":") and not any(map(_is_worded, after)):
                return quote  # "scolded him: “…”"
    return span


def _speaks(paragraph: Paragraph, quote: Span, least: int = LEAST_WORDS) -> bool:
    """Whether a quotation without a cue is speech: long enough, and no title in capitals."""
    words = paragraph.words_in(quote)
    large = [word for word in words if word.pos_ not in SMALL_WORDS]
    return len(words) >= least and not (large and all(not word.is_lower for word in large))


def _is_sentence(paragraph: Paragraph, quote: Span) -> bool:
    """Whether a quotation may resume speech: it is long enough, or a sentence of its own however short ("No way.")."""
    text = paragraph.text
    return _speaks(paragraph, quote) or (
        text[quote.start + 1 : quote.start + 2].isupper() and text[quote.end - 2] in ".!?"
    )


def _stands_alone(paragraph: Paragraph, quote: Span) -> bool:
    """Whether a quotation is no part of a sentence of the article: it begins where a sentence or a speech may."""
    before = paragraph.text[: quote.start].rstrip()
    return not before or before[-1] in '.!?:"' or (before[-1] in ",—–-" and paragraph.text[quote.start + 1].isupper())


def _continued(paragraph: Paragraph, quote: Span, found: list[Utterance]) -> Utterance | None:
    """The utterance whose interrupted quotation this one resumes or opens: only its cue clause stands between."""
    text = paragraph.text
    best: Utterance | None = None
    for one in found:
        if one.attribution is None or not one.quotes:
            continue
        if max(one.quotes).end <= quote.start and text[: quote.start].rstrip()[-1:] in ",.:;?!—–-)":
            between = Span(max(one.quotes).end, quote.start)
        elif quote.end <= min(one.quotes).start and text[quote.end - 2] in ",?!-—–":
            between = Span(quote.end, min(one.quotes).start)
        else:
            continue
        cue = one.attribution.cue.idx
        if not between.start <= cue < between.end or not _is_cue_clause(paragraph, between):
            continue
        if not any(overlaps(s, between) for other in found if other is not one for s in other.quotes):
            best = one
    return best


def _is_cue_clause(paragraph: Paragraph, between: Span) -> bool:
    """Whether a stretch between two quotations is one clause: short, and no sentence ends inside it."""
    inner = paragraph.text[between.start : between.end].strip().rstrip(".:")
    return len(paragraph.words_in(between)) <= _CUE_CLAUSE and not _SENTENCE_INSIDE.search(inner)


def _holder(paragraph: Paragraph, quote: Span) -> Token | None:
    """Who acts in the sentence in which a quoted phrase stands; None where the quotation is the sentence."""
    words = paragraph.words_in(quote)
    inside = {word.i for word in words}
    top = words[0]
    while top.head.i != top.i and top.i in inside:
        top = top.head
    while top.head.i != top.i and not (top.pos_ in {"VERB", "AUX"} and own_subject(top) is not None):
        top = top.head
    if top.i in inside or top.pos_ not in {"VERB", "AUX"} or paragraph.quoted[top.i]:
        return None
    who = actor(top)
    return who if who is not None and (who.pos_ in {"PROPN", "PRON"} or who.ent_type_) else None
