"""Whole articles, ready to be compared: their own sentences, details, quotations and credits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.models import EntityType, Mention, Quantity, RegionKind, Source, Span
from explorer.resolve.features import Profile, Weights
from explorer.resolve.items import Item
from explorer.resolve.lookups import Lookup, MentionKey
from explorer.resolve.shingles import QUOTED, running_text, told
from explorer.text.fold import fold, straighten
from explorer.text.spans import contains
from explorer.text.tokens import word_list

LEAST_WORDS = 6
"""A shorter sentence is a label or a scrap."""

LEAST_QUOTED = 6
"""Words of a quotation whose standing in two articles is no accident."""

NUMBER_WEIGHT = 5.0
"""What an amount counts among the details, beside names that count by their rarity."""

_HEADLINES: frozenset[RegionKind] = frozenset({"standfirst", "heading"})
"""What stands above a text and tells of the story, not of who tells it, unless it is but a name."""
_NAME = 4
"""Words of a line above a text that may be no more than the name of its outlet or author."""

_DATELINE = re.compile(r"[^\n]{0,60}?\(([^()\n]{2,40})\)\s*[-–—]")
"""The agency at the start of the running text: "LUND, March 4 (Baltic Wire) - "."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Detail:
    """A name or an amount that an article gives, at its first place: what a second reporter would have to find out."""

    weight: float
    entity: str
    """The entity named, or "" for an amount."""
    type: EntityType | None
    text: str
    span: Span
    number: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One source: the sentences of its running text with their profiles, and what its statements state and credit."""

    source: Source
    sentences: tuple[Span, ...]
    """Those long enough to be compared."""
    lines: tuple[Span, ...]
    """All of them."""
    profiles: tuple[Profile, ...]
    items: tuple[Item, ...]
    """Its statements in the running text."""
    body: str
    told: str
    """The running text without its quotations, which two independent reporters share word for word."""
    words: str
    """All words of the running text, folded, between blanks, so that a phrase is found by its words."""
    details: tuple[Detail, ...]
    quotations: Mapping[str, Span]
    """Words of a quotation, folded, to the place where it is printed."""
    credits: Mapping[str, str]
    """Entities that are speakers of statements, with their printed names."""
    named: frozenset[str]
    """All entities that the running text names."""
    forms: tuple[frozenset[str], ...]
    """The words of each name in the running text."""
    publisher: str
    """The entity that publishes it, or ""."""
    head: str
    """All words of its byline and dateline, folded, between blanks."""
    agency: Span | None
    """The agency that the dateline names, or the publisher that the file states."""
    amounts: frozenset[tuple[float | None, float | None]]
    """The bounds of each amount among the details."""

    def holds(self, words: str) -> bool:
        """Whether the running text holds these words in this order."""
        return f" {' '.join(word_list(words))} " in self.words

    def heads(self, name: str) -> bool:
        """Whether the byline or dateline gives this name: it is the article's own publisher or author."""
        return f" {' '.join(word_list(name))} " in self.head

    def printed(self, span: Span) -> str:
        """The words at `span`, on one line."""
        return " ".join(self.source.text[span.start : span.end].split())


class Articles:
    """The articles of a folder by the index of their readings, each made when it is first asked for: most are like no
    other, and their words are all that is asked of them."""

    def __init__(
        self, lookups: Sequence[Lookup], items: Sequence[Item], weights: Weights, entity_of: Mapping[MentionKey, str]
    ) -> None:
        """`lookups` are those of the readings, in order."""
        self._lookups, self._weights, self._entity_of = lookups, weights, entity_of
        self._items: dict[int, list[Item]] = defaultdict(list)
        for item in items:
            self._items[item.index].append(item)
        self._made: dict[int, Article] = {}

    def __getitem__(self, index: int) -> Article:
        found = self._made.get(index)
        if found is None:
            found = _article(self._lookups[index], self._items[index], self._weights, self._entity_of)
            self._made[index] = found
        return found

    def told(self, index: int) -> str:
        """The `Article.told` of one article, which need not be made for it."""
        return told(self._lookups[index].source)


def _article(lookup: Lookup, items: Sequence[Item], weights: Weights, entity_of: Mapping[MentionKey, str]) -> Article:
    source = lookup.source
    body = [Span(region.start, region.end) for region in source.regions if region.kind == "body"]
    lines = [sentence for sentence in lookup.sentences if any(contains(span, sentence) for span in body)]
    sentences = [span for span in lines if len(source.text[span.start : span.end].split()) >= LEAST_WORDS]
    own = tuple(item for item in items if item.statement.role == "body")
    numbers = _numbers(own)
    profiles = [
        lookup.profile((span,), [q for q in numbers if span.start <= q.start and q.end <= span.end], weights)
        for span in sentences
    ]
    mentions = [mention for span in sentences for mention in lookup.within(span)]
    details = _details(source, mentions, numbers, profiles, entity_of)
    text = running_text(source)
    return Article(
        source=source,
        sentences=tuple(sentences),
        lines=tuple(lines),
        profiles=tuple(profiles),
        items=own,
        body=text,
        told=told(source),
        words=f" {' '.join(word_list(text))} ",
        details=details,
        quotations=_quotations(source.text, body),
        credits=_credits(items),
        named=frozenset(key for one in profiles for key in one.names),
        forms=tuple(dict.fromkeys(frozenset(word_list(mention.text)) for mention in mentions)),
        publisher=_publisher(source, entity_of),
        head=_head(source),
        agency=_agency(source),
        amounts=frozenset((one.number.low, one.number.high) for one in details if one.number is not None),
    )


def _numbers(items: Sequence[Item]) -> list[Quantity]:
    """Amounts in text order; a rank ("the third site") is none."""
    stated = [q for item in items for q in item.quantities if q.low is not None and q.unit != "ordinal"]
    found = {(q.start, q.end): q for q in stated}
    return [found[place] for place in sorted(found)]


def _details(
    source: Source,
    mentions: Sequence[Mention],
    numbers: Sequence[Quantity],
    profiles: Sequence[Profile],
    entity_of: Mapping[MentionKey, str],
) -> tuple[Detail, ...]:
    """Each name once and each amount once."""
    weight = {key: value for one in profiles for key, value in one.names.items()}
    found: dict[object, Detail] = {}
    for mention in mentions:
        entity = entity_of.get((source.id, mention.start, mention.end), "")
        if entity in weight and mention.form != "metonym":  # "Washington" for a government is a manner of speaking
            found.setdefault(entity, _detail(mention, entity, weight[entity]))
    for number in numbers:
        key = (number.unit, number.low, number.high)
        found.setdefault(key, Detail(NUMBER_WEIGHT, "", None, number.text, Span(number.start, number.end), number))
    return tuple(found.values())


def _detail(mention: Mention, entity: str, weight: float) -> Detail:
    return Detail(weight, entity, mention.type, mention.text, Span(mention.start, mention.end))


def _publisher(source: Source, entity_of: Mapping[MentionKey, str]) -> str:
    stated = source.publisher
    if stated.start is None or stated.end is None:
        return ""
    return entity_of.get((source.id, stated.start, stated.end), "")


def _head(source: Source) -> str:
    """The words of what stands before the running text, but for headlines, and of the agency that begins it."""
    first = next((region.start for region in source.regions if region.kind == "body"), len(source.text))
    above = [r for r in source.regions if r.kind != "title" and (r.end <= first or r.kind == "byline")]
    spans = [
        (region.start, region.end)
        for region in above
        if region.kind not in _HEADLINES or len(word_list(source.text[region.start : region.end])) <= _NAME
    ]
    agency = _agency(source)
    spans += [(agency.start, agency.end)] if agency else []
    return f" {' '.join(word for start, end in spans for word in word_list(source.text[start:end]))} "


def _agency(source: Source) -> Span | None:
    stated = source.publisher
    if stated.status == "stated" and stated.start is not None and stated.end is not None:
        return Span(stated.start, stated.end)
    first = next((region.start for region in source.regions if region.kind == "body"), len(source.text))
    found = _DATELINE.match(source.text, first)
    return Span(found.start(1), found.end(1)) if found else None


def _quotations(text: str, body: Sequence[Span]) -> dict[str, Span]:
    found: dict[str, Span] = {}
    plain = straighten(text)
    for span in body:
        for match in QUOTED.finditer(plain, span.start, span.end):
            words = _WORD.findall(fold(match.group(1)))
            if len(words) >= LEAST_QUOTED:
                found.setdefault(" ".join(words), Span(match.start(1), match.end(1)))
    return found


def _credits(items: Sequence[Item]) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in items:
        for link in item.statement.chain:
            if link.kind == "entity" and link.id and link.referent:
                printed = item.source.text[link.referent.start : link.referent.end]
                found.setdefault(link.id, " ".join(printed.split()))
    return found
