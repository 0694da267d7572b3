"""The data sets that `resolving.py` measures on, read from one folder; none of them is ours to ship.

    mrpc/MSRP_Corpus/msr_paraphrase_{train_backup,test}.txt    pairs of news sentences: do they say the same?
    sts/data/stsbenchmark/sts-{train,dev,test}.csv             pairs with the likeness that readers gave them, 0 to 5
    ecb/ECB+_LREC2014/                                         sentences of many articles, with the events they tell of
    reuters/data/reut2-*.sgm                                   21,578 dispatches of an agency
    ag/data/ag_news_csv/test.csv, nltk/packages/corpora/rte/   more news sentences, for scale alone

A set is split into what rules and weights may be made with (`develop`) and the rest, on which they are measured. Every
loader raises `NotFoundError` for a set that is not there, and yields the same things in the same order everywhere.
"""

from __future__ import annotations

import csv
import html
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import nan
from pathlib import Path
from typing import Literal

DEVELOP_TOPICS = range(1, 36)
"""Topics of ECB+ that rules and weights may be made with."""

REST_TOPICS = range(36, 46)
"""Topics of ECB+ that nothing was made with."""


class NotFoundError(Exception):
    """A data set that is not in the folder; the message is one line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `wanted` is the least that `value` must reach, or with `at_most` the most it may be."""

    measure: str
    value: float
    wanted: float | None
    at_most: bool = False
    note: str = ""


def each(*parts: Callable[[], Sequence[Row]]) -> list[Row]:
    """The rows of all parts; one whose data set is missing gives a row of nothing but its note."""
    rows: list[Row] = []
    for part in parts:
        try:
            rows += part()
        except NotFoundError as missing:
            rows.append(Row("", nan, None, note=str(missing)))
    return rows


def _existing(path: Path) -> Path:
    if not path.exists():
        raise NotFoundError(f"not found: {path}")
    return path


# -- pairs of sentences ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences and what readers made of them: 1 or 0 for the same or not, or a likeness from 0 to 5."""

    a: str
    b: str
    label: float


def mrpc(data: Path, develop: bool) -> list[Pair]:
    """The MSR Paraphrase Corpus: 4,076 pairs to develop with, 1,725 others; two in three are paraphrases."""
    name = "msr_paraphrase_train_backup.txt" if develop else "msr_paraphrase_test.txt"
    lines = _existing(data / "mrpc" / "MSRP_Corpus" / name).read_text("utf-8-sig").split("\n")[1:]
    cells = [line.rstrip("\r").split("\t") for line in lines]
    return [Pair(cell[3], cell[4], int(cell[0])) for cell in cells if len(cell) >= 5]


def sts_news(data: Path, part: Literal["train", "dev", "test"], *, headlines: bool = False) -> list[Pair]:
    """The news of STS-B with likeness 0 to 5: headlines, and unless they alone are wanted sentences of articles."""
    path = _existing(data / "sts" / "data" / "stsbenchmark" / f"sts-{part}.csv")
    cells = [line.split("\t") for line in path.read_text("utf-8").split("\n")]
    news = [cell for cell in cells if cell[0] == "main-news"]
    return [
        Pair(cell[5], cell[6].rstrip("\r"), float(cell[4])) for cell in news if not (headlines and cell[1] == "MSRpar")
    ]


# -- sentences with the events they tell of ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EventSentence:
    """A sentence of ECB+ whose annotation was checked. Instances are named alike in all articles of a topic."""

    topic: int
    document: str
    number: int
    text: str
    events: frozenset[str]
    others: frozenset[str]
    """Participants, places and times."""


@dataclass(frozen=True, slots=True)
class EventPair:
    """Two sentences, by place in the list, of different documents of one topic, each with some event.

    *weak*: they share an event. *strong*: they share two, or all events of the poorer one, and a participant, place or
    time as well.
    """

    a: int
    b: int
    weak: bool
    strong: bool


def event_sentences(data: Path, topics: range) -> list[EventSentence]:
    """The checked sentences of ECB+ in these topics, by topic, document and place."""
    base = data / "ecb" / "ECB+_LREC2014"
    checked: dict[tuple[int, str], set[int]] = defaultdict(set)
    with _existing(base / "ECBplus_coreference_sentences.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            checked[int(row["Topic"]), row["File"]].add(int(row["Sentence Number"]))
    found: list[EventSentence] = []
    for (topic, name), numbers in sorted(checked.items()):
        path = base / "ECB+" / str(topic) / f"{topic}_{name}.xml"
        if topic in topics and path.exists():
            found += _document(path, topic, numbers)
    return found


def _sentences(root: ET.Element) -> dict[int, str]:
    tokens: dict[int, list[str]] = defaultdict(list)
    for token in root.iter("token"):
        tokens[int(token.get("sentence", "0"))].append(token.text or "")
    return {number: _joined(words) for number, words in sorted(tokens.items())}


def _joined(tokens: Sequence[str]) -> str:
    """The words with blanks where print has them."""
    text = re.sub(r" ([.,;:!?%)\]’”])", r"\1", " ".join(tokens))
    text = re.sub(r"([(\[$“‘]) ", r"\1", text)
    return re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m|’s)\b", r"\1", text)


def _document(path: Path, topic: int, numbers: set[int]) -> list[EventSentence]:
    root = ET.parse(path).getroot()  # noqa: S314 - a data set that the user names
    texts = _sentences(root)
    instances = _instances(root)
    return [
        EventSentence(
            topic=topic,
            document=path.stem,
            number=number,
            text=texts[number],
            events=frozenset(name for is_event, name in instances[number] if is_event),
            others=frozenset(name for is_event, name in instances[number] if not is_event),
        )
        for number in sorted(numbers)
        if number in texts
    ]


def _instances(root: ET.Element) -> dict[int, set[tuple[bool, str]]]:
    """The instances that each sentence names: (whether an event, its name across documents)."""
    sentence_of = {token.get("t_id"): int(token.get("sentence", "0")) for token in root.iter("token")}
    place: dict[str, int] = {}
    is_event: dict[str, bool] = {}
    named: dict[str, str] = {}
    for mark in root.findall("Markables/*"):
        key = mark.get("m_id", "")
        anchors = [anchor.get("t_id") for anchor in mark.findall("token_anchor")]
        if anchors:
            place[key] = sentence_of[anchors[0]]
            is_event[key] = mark.tag.startswith(("ACTION", "NEG_ACTION"))
        else:
            named[key] = mark.get("instance_id", "")
    found: dict[int, set[tuple[bool, str]]] = defaultdict(set)
    for link in root.findall("Relations/CROSS_DOC_COREF"):
        target = link.find("target")
        name = link.get("note") or named.get(target.get("m_id", "") if target is not None else "", "")
        for one in link.findall("source"):
            key = one.get("m_id", "")
            if key in place:
                found[place[key]].add((is_event[key], name))
    return found


def event_pairs(sentences: Sequence[EventSentence]) -> list[EventPair]:
    """All pairs of sentences of different documents of one topic where both tell of some event."""
    by_topic: dict[int, list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        if sentence.events:
            by_topic[sentence.topic].append(place)
    return [
        _event_pair(i, j, sentences[i], sentences[j])
        for places in by_topic.values()
        for i, j in combinations(places, 2)
        if sentences[i].document != sentences[j].document
    ]


def _event_pair(i: int, j: int, a: EventSentence, b: EventSentence) -> EventPair:
    shared = a.events & b.events
    full = len(shared) >= 2 or shared in (a.events, b.events)
    return EventPair(i, j, bool(shared), bool(shared) and full and bool(a.others & b.others))


# -- many articles, many sentences -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One article of Reuters-21578."""

    number: int
    date: str
    title: str
    body: str


_DISPATCH = re.compile(r"<REUTERS[^>]*NEWID=\"(\d+)\".*?</REUTERS>", re.DOTALL)


def reuters(data: Path) -> list[Dispatch]:
    """Reuters-21578 in its own order; the body of some articles is empty."""
    paths = sorted(_existing(data / "reuters" / "data").glob("reut2-*.sgm"))
    found = [
        Dispatch(int(match[1]), _tag(match[0], "DATE"), _tag(match[0], "TITLE"), _body(match[0]))
        for path in paths
        for match in _DISPATCH.finditer(path.read_text("latin-1"))
    ]
    if not found:
        raise NotFoundError(f"not found: {data / 'reuters' / 'data'} holds no reut2-*.sgm")
    return found


def _tag(text: str, tag: str) -> str:
    match = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
    return html.unescape(match[1]).strip() if match else ""


def _body(text: str) -> str:
    """The text, its lines joined (a paragraph begins with four blanks there), without the agency's name at its foot."""
    plain = _tag(text, "BODY").replace("\x03", "").replace("\r", "")
    return re.sub(r"\s*\b(?:Reuter|REUTER)\s*$", "", re.sub(r"[ \t]*\n(?! {4})[ \t]*", " ", plain))


_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z\d])|\n+")
_SHORT = re.compile(r"(?:\b(?:U\.S|Mr|Mrs|Ms|Dr|Inc|Corp|Ltd|No|St|vs|Sen|Rep|Gen|dlrs|mln)|\b[A-Z])\.$")


def split_sentences(text: str) -> list[str]:
    """A rough cut of plain news prose into sentences, good enough for scale."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if "\n" not in match[0] and _SHORT.search(text, max(start, match.start() - 6), match.start()):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    return [one for one in [*found, text[start:].strip()] if one]


def news_sentences(data: Path, develop: bool, limit: int | None = None) -> list[str]:
    """Different sentences of news, about 130,000 with all sets: those of MRPC and ECB+ come first, then the others.

    With `develop` the parts of MRPC and ECB+ that nothing may be made with are left out.
    """
    seen: dict[str, None] = {}
    for text in _raw_sentences(data, develop):
        one = re.sub(r"\s+", " ", text).strip()
        if 30 <= len(one) <= 600 and sum(c.isdigit() for c in one) < len(one) / 3:
            seen.setdefault(one)
        if limit is not None and len(seen) >= limit:
            break
    return list(seen)


def _raw_sentences(data: Path, develop: bool) -> Iterator[str]:
    for part in (True,) if develop else (True, False):
        for pair in mrpc(data, part):
            yield from (pair.a, pair.b)
        for sentence in event_sentences(data, DEVELOP_TOPICS if part else REST_TOPICS):
            yield sentence.text
    for path in sorted((data / "nltk" / "packages" / "corpora" / "rte").glob("*.xml")):
        for match in re.finditer(r"<([th])>(.*?)</\1>", path.read_text("utf-8", errors="replace"), re.DOTALL):
            yield html.unescape(match[2])
    table = data / "ag" / "data" / "ag_news_csv" / "test.csv"
    if table.exists():
        with table.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                yield from split_sentences(row[2])
    for dispatch in reuters(data):
        yield from split_sentences(dispatch.body)
