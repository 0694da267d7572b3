"""Made-up articles, claims and entities out of lines of text, as reading and resolving hand them to the store.

Each line is a claim. It stands as a sentence in an article of 25, five to a paragraph, of which the first line is the
title too, and where a sentence names somebody, there is an entity with its mention. No claim has two sources, and none
a chain of speakers: to read and resolve a million real statements takes hours, and what is measured is the store, the
index and the search.

`keep` writes them to a file and `kept` reads them again, so that a bench can make them before its clock starts and
never has more than a few articles in memory.
"""

from __future__ import annotations

import marshal
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import batched
from pathlib import Path
from typing import NamedTuple

from explorer.text.ids import content_id

PARAGRAPH, ARTICLE = 5, 25
"""Claims in a paragraph and in an article."""

_NAMES_A_SOURCE = 2
_NAME = re.compile(r"[a-z,] ([A-Z][a-z]+(?: [A-Z][a-z]+)+)")
_FIRM = re.compile(
    r"(?:Group|Holdings|Energy|Bank|Technologies|Airlines|Institute|Motors|Foods|Media|Labs|Pharma|Inc)$"
)
_OUTLETS = tuple(
    f"{place} {paper}"
    for paper in ("Courier", "Herald", "Post", "Wire")
    for place in "Ardal Brenn Corvia Dunmore Elster Farrow Gant Halden Ister Jorvik".split()
)
_WORTHS = (3, 2, 1, 0)
_SHARES = (0.4, 0.4, 0.15, 0.05)
"""Check-worthiness and the share of the claims that have it; the list of claims begins with the worthiest."""
_TOGETHER = 100  # articles in a block
_LENGTH = 8  # bytes of the length of a block


class Article(NamedTuple):
    """An article; every claim is evidence of itself, and its own sentence."""

    identity: str
    path: str
    sha256: str
    text: str
    title: str
    outlet: str
    day: str
    paragraphs: list[tuple[int, int]]
    """Start and end of each."""
    claims: list[tuple[str, int, int, int]]
    """Identity, start, end and worth of each."""


class Entity(NamedTuple):
    """Somebody who is named; `places`: number of the article, start, end, number of the claim, each from 1."""

    identity: str
    name: str
    kind: str
    places: list[tuple[int, int, int, int]]


Block = list[Article] | list[Entity]
"""Some of the articles, or, at the end, of the entities."""


def made(lines: Iterable[str], count: int) -> Iterator[Block]:
    """Everything, made of `count` distinct lines."""
    worths = _worths(count)
    named: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
    numbered = enumerate(batched(lines, ARTICLE))
    for some in batched(numbered, _TOGETHER):
        articles = []
        for number, claims in some:
            article = _article(number, claims, worths)
            for name, start, end, place in _names(claims, article):
                named[name].append((number + 1, start, end, number * ARTICLE + place + 1))
            articles.append(article)
        yield articles
    entities = (
        Entity(content_id("e", name), name, "organization" if _FIRM.search(name) else "person", places)
        for name, places in named.items()
    )
    for several in batched(entities, _TOGETHER):
        yield [*several]


def keep(blocks: Iterable[Block], path: Path) -> None:
    """Write them to a file."""
    with path.open("wb") as file:
        for block in blocks:
            data = marshal.dumps((isinstance(block[0], Article), [tuple(one) for one in block]))
            file.write(len(data).to_bytes(_LENGTH, "little") + data)


def kept(path: Path) -> Iterator[Block]:
    """Read them from a file that `keep` has written."""
    with path.open("rb") as file:
        while length := int.from_bytes(file.read(_LENGTH), "little"):
            is_articles, block = marshal.loads(file.read(length))  # noqa: S302 - the bench wrote it
            yield [Article(*one) for one in block] if is_articles else [Entity(*one) for one in block]


def _worths(count: int) -> Iterator[int]:
    """The worth of one claim after the other, best first."""
    for worth, share in zip(_WORTHS, _SHARES, strict=True):
        for _ in range(round(count * share)):
            yield worth
    while True:
        yield _WORTHS[-1]


def _article(number: int, lines: tuple[str, ...], worths: Iterator[int]) -> Article:
    title = lines[0][:60].rpartition(" ")[0]
    parts = [" ".join(part) for part in batched(lines, PARAGRAPH)]
    text = "\n\n".join([title, *parts])
    sha = sha256(text.encode()).hexdigest()
    at, paragraphs, claims = len(title) + 2, [], []
    for several, part in zip(batched(lines, PARAGRAPH), parts, strict=True):
        paragraphs.append((at, at + len(part)))
        for line in several:
            end = at + len(line)
            claims.append((content_id("c", sha, f"{at}:{end}"), at, end, next(worths)))
            at = end + 1
        at += 1
    day = f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    outlet = _OUTLETS[number % len(_OUTLETS)]
    return Article(content_id("s", sha), f"{number:07d}.txt", sha, text, title, outlet, day, paragraphs, claims)


def _names(lines: tuple[str, ...], article: Article) -> Iterator[tuple[str, int, int, int]]:
    """The first names in an article that begin no sentence: name, start, end, number of the claim in the article."""
    found = 0
    for number, (line, (_, start, _, _)) in enumerate(zip(lines, article.claims, strict=True)):
        for match in _NAME.finditer(line):
            yield match[1], start + match.start(1), start + match.end(1), number
            found += 1
            if found == _NAMES_A_SOURCE:
                return
