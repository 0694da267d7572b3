"""Small invented articles as `Source` records, and their readings, for the tests of reading."""

from __future__ import annotations

from functools import cache

from explorer.extract import Reader
from explorer.models import Field, Reading, Region, RegionKind, Source, Statement


def article(*paragraphs: str, kind: RegionKind = "body", published: str | None = None) -> Source:
    """A source whose paragraphs are regions of one kind."""
    text = "\n".join(paragraphs)
    regions, start = list[Region](), 0
    for paragraph in paragraphs:
        regions.append(Region(kind, start, start + len(paragraph)))
        start += len(paragraph) + 1
    date = Field(published, "stated", 0, 1, "test") if published else Field()
    return Source("s1", "a.txt", "0" * 64, text, "utf-8", "en", Field(), Field(), (), date, tuple(regions))


@cache
def reading_of(*paragraphs: str) -> Reading:
    """The reading of an invented article; the model is loaded once a process."""
    return Reader().read(article(*paragraphs))


def statements(*paragraphs: str) -> tuple[Statement, ...]:
    """All statements of an invented article."""
    return reading_of(*paragraphs).statements


def said(*paragraphs: str) -> list[tuple[str, tuple[str, ...]]]:
    """Content (its segments joined by " / ") and printed speakers, of the attributed statements only."""
    text = "\n".join(paragraphs)
    return [
        (
            " / ".join(text[span.start : span.end] for span in one.segments),
            tuple(link.text for link in one.chain),
        )
        for one in statements(*paragraphs)
        if one.cue is not None or one.chain
    ]


def asserted(*paragraphs: str) -> list[str]:
    """The contents of what the article says in its own voice."""
    text = "\n".join(paragraphs)
    return [text[one.start : one.end] for one in statements(*paragraphs) if one.cue is None and not one.chain]


def pieces(*paragraphs: str) -> list[str]:
    """As `asserted`, with an ellipsis between the segments of one statement."""
    text = "\n".join(paragraphs)
    own = [one for one in statements(*paragraphs) if one.cue is None and not one.chain]
    return [" … ".join(text[span.start : span.end] for span in one.segments) for one in own]
