"""Whole articles, ready to be compared: their own sentences, details, quotations and credits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.models import Reading, Source, Span
from explorer.resolve.features import Profile, Weights, profile, score
from explorer.resolve.items import Item, Lookup, MentionKey
from explorer.text.fold import fold, straighten

FIRM = 0.55
"""Score from which two sentences are partners; whole sentences of rewrites score lower than short statements."""

LEAST_WORDS = 6
"""A shorter sentence is a label or a scrap."""

LEAST_QUOTED = 6
"""Words of a quotation whose standing in two articles is no accident."""

NUMBER_WEIGHT = 5.0
"""What an amount counts among the details, beside names that count by their rarity."""

_QUOTED = re.compile(r'"([^"\n]{20,600})"')
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Article:
    """One source: the sentences of its running text with their profiles, and what its statements state and credit."""

    source: Source
    sentences: tuple[Span, ...]
    profiles: tuple[Profile, ...]
    body: str
    told: str
    """The running text without its quotations, which two independent reporters share word for word."""
    details: Mapping[str, float]
    quotations: Mapping[str, str]
    """Words of a quotation, folded, to the quotation as printed."""
    credits: Mapping[str, str]
    """Entities that are speakers of statements, with their printed names."""
    named: frozenset[str]
    """All entities that the running text names."""
    publisher: str
    """The entity that publishes it, or ""."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles sentence by sentence. `partners` are pairs of sentence numbers (of a, of b)."""

    a: Article
    b: Article
    partners: tuple[tuple[int, int], ...]
    mean_best: float
    details: float
    """Share of the poorer article's details that the other one holds."""
    copied: float
    quotation: str
    """The longest quotation that stands in both, or ""."""


def build_articles(
    readings: Sequence[Reading], items: Sequence[Item], weights: Weights, entity_of: Mapping[MentionKey, str]
) -> list[Article]:
    """An `Article` for each reading, in order."""
    by_reading: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        by_reading[item.index].append(item)
    return [_article(reading, by_reading[index], weights, entity_of) for index, reading in enumerate(readings)]


def _article(reading: Reading, items: Sequence[Item], weights: Weights, entity_of: Mapping[MentionKey, str]) -> Article:
    source = reading.source
    lookup = Lookup(reading, entity_of, {})
    body = [region for region in source.regions if region.kind == "body"]
    sentences = [
        sentence
        for sentence in lookup.sentences
        if any(region.start <= sentence.start and sentence.end <= region.end for region in body)
        and len(source.text[sentence.start : sentence.end].split()) >= LEAST_WORDS
    ]
    profiles = [profile(*lookup.named_text((sentence,)), (), weights) for sentence in sentences]
    details: dict[str, float] = {}
    for item in items:
        if item.statement.role == "body":
            details.update({f"{q.unit} {q.low} {q.high}": NUMBER_WEIGHT for q in item.quantities if q.low is not None})
    for one in profiles:
        details.update(one.names)
    publisher = source.publisher
    at = (source.id, publisher.start, publisher.end) if publisher.start is not None and publisher.end else None
    return Article(
        source=source,
        sentences=tuple(sentences),
        profiles=tuple(profiles),
        body="\n".join(source.text[region.start : region.end] for region in body),
        told=_QUOTED.sub(" ", lookup.plain[body[0].start : body[-1].end]) if body else "",
        details=details,
        quotations=_quotations(source.text, body_spans=[Span(r.start, r.end) for r in body]),
        credits=_credits(items),
        named=frozenset(key for one in profiles for key in one.names),
        publisher=(entity_of.get(at, "") if at else ""),
    )


def _quotations(text: str, body_spans: Sequence[Span]) -> dict[str, str]:
    found: dict[str, str] = {}
    plain = straighten(text)
    for span in body_spans:
        for match in _QUOTED.finditer(plain, span.start, span.end):
            words = _WORD.findall(fold(match.group(1)))
            if len(words) >= LEAST_QUOTED:
                found.setdefault(" ".join(words), " ".join(text[match.start(1) : match.end(1)].split()).strip(" ,."))
    return found


def _credits(items: Sequence[Item]) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in items:
        for link in item.statement.chain:
            if link.kind == "entity" and link.id and link.referent:
                printed = item.source.text[link.referent.start : link.referent.end]
                found.setdefault(link.id, " ".join(printed.split()))
    return found


def compare(a: Article, b: Article, copied: float) -> Comparison:
    """Set the sentences of two articles against each other."""
    matrix = [[score(x, y) for y in b.profiles] for x in a.profiles]
    partners: list[tuple[int, int]] = []
    best_a = [max(range(len(row)), key=lambda j: (row[j], -j)) for row in matrix] if b.profiles else []
    for i, j in enumerate(best_a):
        column = [row[j] for row in matrix]
        if matrix[i][j] >= FIRM and max(range(len(column)), key=lambda k: (column[k], -k)) == i:
            partners.append((i, j))
    means = (0.0, 0.0)
    if a.profiles and b.profiles:
        rows = [max(row) for row in matrix]
        columns = [max(row[j] for row in matrix) for j in range(len(b.profiles))]
        means = (sum(rows) / len(rows), sum(columns) / len(columns))
    shared = sum(weight for key, weight in a.details.items() if key in b.details)
    poorer = min(sum(a.details.values()), sum(b.details.values()))
    common = sorted(a.quotations.keys() & b.quotations.keys(), key=lambda words: (-len(words), words))
    return Comparison(
        a=a,
        b=b,
        partners=tuple(partners),
        mean_best=max(means),
        details=shared / poorer if poorer else 0.0,
        copied=copied,
        quotation=a.quotations[common[0]] if common else "",
    )


def own_details(article: Article, other: Article) -> float:
    """The weight of what `article` names or counts and `other` does not."""
    return sum(weight for key, weight in article.details.items() if key not in other.details)
