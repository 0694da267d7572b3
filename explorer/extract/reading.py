"""One source, read: parse, names, statements, in this order."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from explorer.extract.mentions import find_mentions
from explorer.extract.parsing import Parsed, parse
from explorer.extract.speakers import Speakers
from explorer.extract.statements import find_statements
from explorer.models import STATING, Reading, Source, Span
from explorer.text.spans import trim


def read(source: Source) -> Reading:
    """Everything we take from one source."""
    with _uncollected():
        return _read(source)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without a search for objects that nobody needs any more.

    Each word of a parse is one, knows the others, and is needed until the last statement is found: the collector
    would go through all of them again and again. Afterwards it finds them at once, as they have not grown old.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


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
