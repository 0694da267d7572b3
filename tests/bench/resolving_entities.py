"""Named participants of ECB+ as entities of a folder: are two places that name the same one joined, and only those?

ECB+ marks people, organizations, things and places in some sentences of each topic and says across the articles of a
topic which marks are one instance. Each topic is one folder here. A mark counts where our reader of names has a mention
that ends with it; what is scored is the joining alone, over pairs of such marks within a topic.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import comb
from pathlib import Path

from explorer.extract.mentions import find_mentions
from explorer.extract.parsing import parse
from explorer.models import Field, Reading, Region, Source, Span
from explorer.resolve.entities import EntityIndex, resolve_entities
from explorer.text.ids import content_id
from tests.bench.match_data import DEVELOP_TOPICS, REST_TOPICS, NotFoundError, Row

FOLDER = Path("ecb") / "ECB+_LREC2014" / "ECB+"
_KINDS = ("HUMAN_PART", "NON_HUMAN_PART", "LOC")
_NO_BLANK_BEFORE = frozenset(". , ; : ! ? ) ] % 's ' n't 're 've 'll 'd 'm".split())
_NO_BLANK_BEHIND = frozenset("( [ $ # ``".split())


@dataclass(frozen=True, slots=True)
class Marked:
    """An article as running text, one sentence a line, with the span and the instance of each mark."""

    source: Source
    marks: tuple[tuple[Span, str], ...]


def rows(data: Path, develop: bool) -> list[Row]:
    """Share of same-instance pairs of named marks that become one entity, and of joined pairs that are one instance."""
    if not (data / FOLDER).is_dir():
        raise NotFoundError(f"not found: {data / FOLDER}")
    joined = Joins()
    for topic in DEVELOP_TOPICS if develop else REST_TOPICS:
        marked = list(read_topic(data, topic))
        index = resolve_entities([_reading(article.source) for article in marked])
        joined.add(marked, index)
    return [
        Row("entities: same named participants joined (ECB+)", joined.recall, None, note=f"{joined.same} pairs"),
        Row("entities: joined pairs that are one (ECB+)", joined.precision, None, note=f"{joined.ours} pairs"),
    ]


@dataclass(slots=True)
class Joins:
    """Counts of pairs of marks: of one instance, joined by us, and both."""

    same: int = 0
    ours: int = 0
    both: int = 0

    @property
    def recall(self) -> float:
        """Share of the pairs of one instance that we joined."""
        return self.both / self.same if self.same else 0.0

    @property
    def precision(self) -> float:
        """Share of the pairs that we joined that are of one instance."""
        return self.both / self.ours if self.ours else 0.0

    def add(self, marked: Sequence[Marked], index: EntityIndex) -> None:
        """Count the pairs of one topic."""
        found = Counter((instance, entity) for instance, entity, _, _ in named_marks(marked, index))
        by_instance, by_entity = Counter[str](), Counter[str]()
        for (instance, entity), n in found.items():
            by_instance[instance] += n
            by_entity[entity] += n
        self.same += sum(comb(n, 2) for n in by_instance.values())
        self.ours += sum(comb(n, 2) for n in by_entity.values())
        self.both += sum(comb(n, 2) for n in found.values())


def named_marks(marked: Sequence[Marked], index: EntityIndex) -> list[tuple[str, str, str, Span]]:
    """Instance, entity, source and span of the mention for each mark that names: a mention within it ends with it."""
    ends: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for entity in index.entities:
        for mention in entity.mentions:
            if mention.form != "adjective":  # "the American" names nobody
                ends[mention.source, mention.end].append((mention.start, entity.id))
    found = []
    for article in marked:
        for span, instance in article.marks:
            inside = [found for found in ends[article.source.id, span.end] if found[0] >= span.start]
            if inside:
                start, named = min(inside)
                found.append((instance, named, article.source.id, Span(start, span.end)))
    return found


def read_topic(data: Path, topic: int) -> Iterator[Marked]:
    """The articles of a topic, in order of their names."""
    for path in sorted((data / FOLDER / str(topic)).glob("*.xml")):
        yield read_article(path)


def read_article(path: Path) -> Marked:
    """One ECB+ document."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - a data set that the user names
    text, places, lines = _running_text(root)
    instance_of = _instances(root)
    marks = []
    for mark in root.iterfind("Markables/*"):
        tokens = [places[anchor.get("t_id", "")] for anchor in mark.iterfind("token_anchor")]
        instance = instance_of.get(mark.get("m_id", ""))
        if tokens and instance and mark.tag.startswith(_KINDS):
            marks.append((Span(min(t.start for t in tokens), max(t.end for t in tokens)), instance))
    digest = sha256(text.encode()).hexdigest()
    none = Field()
    regions = tuple(Region("body", line.start, line.end) for line in lines)
    identifier = content_id("s", digest)
    source = Source(identifier, path.name, digest, text, "utf-8", "en", none, none, (), none, regions)
    return Marked(source, tuple(marks))


def _running_text(root: ElementTree.Element) -> tuple[str, Mapping[str, Span], list[Span]]:
    """The tokens as text, the span of each by its id, and the span of each sentence."""
    parts: list[str] = []
    places: dict[str, Span] = {}
    lines: list[Span] = []
    at, begun, sentence, glued = 0, 0, None, True
    for token in root.iterfind("token"):
        word = (token.text or "").strip()
        if token.get("sentence") != sentence:
            if parts:
                lines.append(Span(begun, at))
                parts.append("\n")
                at += 1
            begun, sentence, glued = at, token.get("sentence"), True
        if not glued and word not in _NO_BLANK_BEFORE:
            parts.append(" ")
            at += 1
        glued = word in _NO_BLANK_BEHIND
        word = '"' if word in {"``", "''"} else word
        parts.append(word)
        places[token.get("t_id", "")] = Span(at, at + len(word))
        at += len(word)
    lines.append(Span(begun, at))
    return "".join(parts), places, [line for line in lines if line.start < line.end]


def _instances(root: ElementTree.Element) -> dict[str, str]:
    """The instance of each mark that ECB+ relates across documents."""
    found: dict[str, str] = {}
    for relation in root.iterfind("Relations/CROSS_DOC_COREF"):
        for mark in relation.iterfind("source"):
            found[mark.get("m_id", "")] = relation.get("note", "")
    return found


def _reading(source: Source) -> Reading:
    return Reading(source, find_mentions(source, parse(source)), (), ())
