"""One source, read: parse, names, statements, in this order."""

from __future__ import annotations

from explorer.collecting import uncollected
from explorer.extract.mentions import find_mentions
from explorer.extract.parsing import Parsed, parse
from explorer.extract.speakers import Speakers
from explorer.extract.statements import find_statements
from explorer.models import STATING, Reading, Source, Span
from explorer.text.spans import trim


def read(source: Source) -> Reading:
    """Everything we take from one source.

    Each word of a parse is an object, knows the others, and is needed until the last statement is found.
    """
    with uncollected():
        return _read(source)


def _read(source: Source) -> Reading:
    parsed = parse(source)
    mentions = find_mentions(source, parsed)
    speakers = Speakers(source.id, source.text, mentions)
    statements = tuple(find_statements(source, parsed, mentions, speakers))
    return Reading(source, mentions, statements, tuple(_sentences(source.text, parsed)), speakers.pronouns())


def _sentences(text: str, parsed: list[Parsed]) -> list[Span]:
    return [
        trim(text, piece.offset + sentence.start_char, piece.offset + sentence.end_char)
        for piece in parsed
        if piece.region.kind in STATING
        for sentence in piece.doc.sents
        if sentence.text.strip()
    ]
