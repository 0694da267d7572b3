"""Readings of invented articles, made from lightly marked text, so that resolving can be tested without a parser.

Every line of an article is one sentence and one paragraph. `{…}` marks the content of a statement, `[…]` its speaker;
a line without braces is a plain assertion of the article as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256

from explorer.models import (
    EntityType,
    EvidenceKind,
    Field,
    Link,
    Mention,
    Reading,
    Reference,
    Region,
    RegionKind,
    Role,
    Source,
    Span,
    Statement,
)
from explorer.text.dates import find_dates
from explorer.text.ids import content_id
from explorer.text.quantities import find_quantities
from explorer.text.spans import contains

_BY_TYPE: dict[EntityType, tuple[str, ...]] = {
    "organization": ("Norvik Ferries", "Norvik", "Baltic Lines", "Reuters", "The Harbour Post"),
    "person": ("Ingrid Solberg", "Solberg", "Per Aune", "Kari Moe"),
    "place": ("Halden", "Oslo", "Lund", "Norway"),
    "product": ("K200", "K400", "Seahawk", "Merlin", "Osprey"),
}
NAMES = {name: kind for kind, names in _BY_TYPE.items() for name in names}

_MARK = re.compile(r"[{}\[\]]")


def article(
    path: str,
    lines: Sequence[str],
    *,
    title: str = "",
    publisher: str = "",
    published: str | None = None,
    references: Sequence[Reference] = (),
    roles: Mapping[int, Role] | None = None,
    kinds: Mapping[int, EvidenceKind] | None = None,
) -> Reading:
    """The reading of one article; `roles` and `kinds` are those of the statements of a line, by its number."""
    pieces = ([title] if title else []) + [_MARK.sub("", line) for line in lines]
    text = "\n\n".join(pieces) + "\n"
    starts = [sum(len(piece) + 2 for piece in pieces[:i]) for i in range(len(pieces))]
    source_id = content_id("s", path, text)
    mentions = _mentions(source_id, text)
    spans = [Span(start, start + len(piece)) for start, piece in zip(starts, pieces, strict=True)]
    regions = [Region(_region(i, bool(title), roles or {}), span.start, span.end) for i, span in enumerate(spans)]
    body = spans[1:] if title else spans
    source = Source(
        id=source_id,
        path=path,
        sha256=sha256(text.encode()).hexdigest(),
        text=text,
        encoding="utf-8",
        language="en",
        title=Field(title, "stated", 0, len(title), "first line") if title else Field(),
        publisher=_publisher(publisher, text),
        authors=(),
        published=Field(published, "stated") if published else Field(),
        regions=tuple(regions),
        references=tuple(references),
    )
    statements = [
        _statement(source, span, line, mentions, (roles or {}).get(i, "body"), (kinds or {}).get(i))
        for i, (span, line) in enumerate(zip(body, lines, strict=True))
    ]
    return Reading(source, tuple(mentions), tuple(statements), tuple(spans))


def _region(index: int, has_title: bool, roles: Mapping[int, Role]) -> RegionKind:
    if has_title and index == 0:
        return "title"
    return roles.get(index - has_title, "body")


def _publisher(name: str, text: str) -> Field:
    at = text.find(name)
    return Field(name, "stated", at, at + len(name), "dateline") if name else Field()


def _mentions(source: str, text: str) -> list[Mention]:
    found: list[Mention] = []
    for name in sorted(NAMES, key=lambda one: -len(one)):
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            if not any(m.start < match.end() and match.start() < m.end for m in found):
                found.append(Mention(source, match.start(), match.end(), name, NAMES[name], confidence=0.9))
    return sorted(found, key=lambda m: m.start)


def _statement(
    source: Source, sentence: Span, line: str, mentions: Sequence[Mention], role: Role, kind: EvidenceKind | None
) -> Statement:
    segments, speakers = _marked(line, sentence.start)
    segments = segments or [sentence]
    chain = tuple(_link(source.text, speaker, mentions) for speaker in speakers)
    whole = Span(segments[0].start, segments[-1].end)
    return Statement(
        source=source.id,
        start=whole.start,
        end=whole.end,
        segments=tuple(segments),
        sentence=sentence,
        kind=kind or ("indirect_quote" if chain else "assertion"),
        role=role,
        chain=chain,
        quantities=tuple(q for q in find_quantities(source.text) if contains(whole, Span(q.start, q.end))),
        dates=tuple(
            d for d in find_dates(source.text, source.published.value) if contains(whole, Span(d.start, d.end))
        ),
        worth=3,
    )


def _marked(line: str, start: int) -> tuple[list[Span], list[Span]]:
    segments: list[Span] = []
    speakers: list[Span] = []
    opened = at = start
    for char in line:
        if char in "{[":
            opened = at
        elif char == "}":
            segments.append(Span(opened, at))
        elif char == "]":
            speakers.append(Span(opened, at))
        else:
            at += 1
    return segments, speakers


def _link(text: str, speaker: Span, mentions: Sequence[Mention]) -> Link:
    named = [m for m in mentions if contains(speaker, Span(m.start, m.end))]
    words = text[speaker.start : speaker.end]
    if named:
        referent = Span(named[-1].start, named[-1].end)
        return Link("entity", words, speaker.start, speaker.end, referent=referent)
    count = {"two": 2, "three": 3, "four": 4}.get(words.split()[0].lower())
    return Link("unnamed", words, speaker.start, speaker.end, count=count)
