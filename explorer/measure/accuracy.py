"""The measured accuracy of the reading: the shipped set, read with the real reader, scored kind by kind.

Each item is a folder of one article: ingest, extract and resolve do with it what a build does. How a row counts is
said beside it; `explorer about --accuracy` prints the rows and the largest classes of errors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from explorer.extract import Reader
from explorer.ingest.source import read_article
from explorer.measure.items import FORMS, OWN_KINDS, SAID_KINDS, Item, Said
from explorer.measure.matching import EXACT, Score, Text, Words, jaccard, match
from explorer.measure.readings import Findings, Found, findings, span_of
from explorer.measure.speakers import same_speaker
from explorer.measure.values import compare_names, compare_values
from explorer.models import EntityType, Span
from explorer.resolve import resolve
from explorer.text.fold import fold
from explorer.text.spans import overlaps

_NEAR = 0.15
"""Jaccard index from which a failed match is one of boundaries and no invention."""

Progress = Callable[[int, int], None]
"""Told how many items of how many are read."""


@dataclass(frozen=True, slots=True)
class Error:
    """A class of errors: how often, and where it is seen first."""

    name: str
    count: int
    example: str


@dataclass(slots=True)
class Accuracy:
    """Scores by the name of their row, in the order of the table, and the errors by class, most frequent first."""

    items: int = 0
    sentences: int = 0
    statements: int = 0
    reviewed_twice: int = 0
    rows: dict[str, Score] = field(default_factory=dict)
    forms: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """By construction: statements, those found, those found with the right speaker."""
    _errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, row: str, score: Score) -> None:
        """Count towards a row."""
        self.rows[row] = self.rows.get(row, Score()) + score

    def note(self, error: str, example: str) -> None:
        """Count an error of that class."""
        self._errors[error].append(example)

    @property
    def errors(self) -> list[Error]:
        """Most frequent first."""
        found = [Error(name, len(examples), examples[0]) for name, examples in self._errors.items()]
        return sorted(found, key=lambda error: (-error.count, error.name))


def measure(items: Sequence[Item], progress: Progress | None = None) -> Accuracy:
    """Read every item and score what was read. Loads the model on first use."""
    result = Accuracy(rows=dict.fromkeys(ROWS, Score()))
    forms: Counter[tuple[str, int]] = Counter()
    for done, item in enumerate(items, 1):
        _Judge(item, read_item(item), result, forms).judge()
        if progress is not None:
            progress(done, len(items))
    result.items = len(items)
    result.sentences = sum(item.sentences for item in items)
    result.statements = sum(len(item.said) for item in items)
    result.reviewed_twice = sum(len(item.reviewed) > 1 for item in items)
    result.forms = {form: (forms[form, 0], forms[form, 1], forms[form, 2]) for form in FORMS if forms[form, 0]}
    return result


def read_item(item: Item) -> tuple[Findings, dict[str, frozenset[str]]]:
    """What the program finds in the item, and the folded names and aliases of each entity."""
    source = read_article(item.text.encode(), f"{item.id}.txt")
    resolution = resolve([Reader().read(source)])
    names = {
        one.id: frozenset(map(_plain, [one.name, *(a.surface for a in one.aliases)])) for one in resolution.entities
    }
    found = findings(resolution).get(source.id, Findings())
    inside = [one for one in found.found if one.statement.start >= item.body.start]
    return Findings(inside, [one for one in found.names if one.span.start >= item.body.start]), names


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ").strip()


GROUPS: Mapping[str, tuple[str, ...]] = {
    "statements": (
        "all statements", "the same words", "with the right speaker", *SAID_KINDS.values(), "no speaker named",
    ),
    "speakers": (
        "speaker's words", "speaker's name", "of it, by pronoun, surname or noun", "how many unnamed people",
        "chain of speakers",
    ),
    "the article's own voice": tuple(OWN_KINDS.values()),
    "details": (
        *(f"name: {kind}" for kind in get_args(EntityType)), "quantities", "of it, with the unit", "dates", "hedges",
    ),
    "right in": ("hard negatives kept silent", "kind told right", "worth, the same degree", "worth, within one"),
}  # fmt: skip
"""The rows of the table under their headings; those of the last group are shares, the others have a precision and a
recall. The row of a kind counts what was found of that kind, right where it overlaps any statement of somebody, and
what there is of that kind, reached where anything found overlaps it: whether the kind is told right is a row itself.
Speakers, hedges and worth are looked at where the statement was found."""
ROWS = tuple(row for rows in GROUPS.values() for row in rows)


class _Judge:
    """One item against what was found in it."""

    def __init__(
        self,
        item: Item,
        read: tuple[Findings, dict[str, frozenset[str]]],
        result: Accuracy,
        forms: Counter[tuple[str, int]],
    ) -> None:
        self.item, self.result, self.forms = item, result, forms
        self.findings, self.names = read
        self.text = Text(item.text)
        self.said = [one for one in self.findings.found if one.is_said]
        self.add, self.note = result.add, result.note

    def judge(self) -> None:
        """Count everything."""
        if self.item.trap:
            self.add("hard negatives kept silent", Score.of(not self.said, 1, 1))
        gold = [self._words(one.segments) for one in self.item.said]
        found = [self._words(one.statement.segments) for one in self.said]
        pairs = match(gold, found)
        self.add("the same words", Score.of(len(match(gold, found, EXACT)), len(found), len(gold)))
        self._statements(pairs)
        for i, j in pairs:
            self._pair(self.item.said[i], self.said[j])
        self._missed(pairs, gold, found)
        self._own()
        compare_names(self.item, self.findings.names, self.add, self.note)
        compare_values(self.item, self.findings.found, self.add, self.note)

    def _words(self, segments: Iterable[Span]) -> Words:
        """The words of a content, without the "that" that some count as its first and others as part of the cue."""
        words = self.text.words(segments)
        first = min(words, default=0)
        return words - {first} if len(words) > 1 and self.text.word(first) == "that" else words

    # -- statements ------------------------------------------------------------------------------------------------

    def _statements(self, pairs: list[tuple[int, int]]) -> None:
        item, right = self.item, sum(self._speaker_is_right(self.item.said[i], self.said[j]) for i, j in pairs)
        self.add("all statements", Score.of(len(pairs), len(self.said), len(item.said)))
        self.add("with the right speaker", Score.of(right, len(self.said), len(item.said)))
        for kind in SAID_KINDS.values():
            self.add(
                kind,
                Score(
                    sum(one.statement.kind == kind for one in self.said),
                    sum(one.kind == kind for one in item.said),
                    sum(self.said[j].statement.kind == kind for _, j in pairs),
                    sum(item.said[i].kind == kind for i, _ in pairs),
                ),
            )
        null = sum(item.said[i].speaker is None and not self.said[j].links for i, j in pairs)
        nobody = sum(one.speaker is None for one in item.said)
        self.add("no speaker named", Score.of(null, sum(not one.links for one in self.said), nobody))
        for one in item.said:
            self.forms[one.form, 0] += 1
        for i, j in pairs:
            self.forms[item.said[i].form, 1] += 1
            self.forms[item.said[i].form, 2] += self._speaker_is_right(item.said[i], self.said[j])

    def _speaker_is_right(self, gold: Said, found: Found) -> bool:
        """Whether the nearest or the farthest of the speakers is the one."""
        if not found.links:
            return gold.speaker is None
        return any(same_speaker(self.text, gold.speaker, span_of(found.links[end])) for end in (0, -1))

    def _pair(self, gold: Said, found: Found) -> None:
        self.add("kind told right", Score.of(gold.kind == found.statement.kind, 1, 1))
        if gold.worth is not None:
            self._worth(gold.worth, found.statement.worth)
        if gold.hedges is not None:
            hedges = found.statement.hedges
            hits = sum(any(overlaps(one, other) for other in hedges) for one in gold.hedges)
            self.add("hedges", Score.of(hits, max(len(hedges), hits), len(gold.hedges)))
        right = self._speaker_is_right(gold, found)
        if gold.speaker is not None:
            self.add("speaker's words", Score.of(right, bool(found.links), 1))
        if not right:
            given = ", ".join(link.text for link in found.links) or "nobody"
            self.note(f"the wrong speaker: {gold.form}", f"{self._quote(gold.segments)} (found: {given})")
            return
        self._who(gold, found)
        if gold.count is not None:
            count = found.links[-1].count if found.links else None
            self.add("how many unnamed people", Score.of(count == gold.count, count is not None, 1))
        if gold.via and gold.speaker is not None:
            chain = (*gold.via, gold.speaker)
            same = len(chain) == len(found.links) and all(
                same_speaker(self.text, one, span_of(link)) for one, link in zip(chain, found.links, strict=True)
            )
            self.add("chain of speakers", Score.of(same, len(found.links) > 1, 1))

    def _who(self, gold: Said, found: Found) -> None:
        ends = {link.id for link in found.links[:1] + found.links[-1:] if link.id is not None}
        given = {name for identity in ends for name in self.names.get(identity, ())}
        right = gold.who is not None and _plain(gold.who) in given
        self.add("speaker's name", Score.of(right, bool(given), gold.who is not None))
        if gold.who is None or gold.speaker is None:
            return
        if gold.who.casefold() not in self.item.text[gold.speaker.start : gold.speaker.end].casefold():
            self.add("of it, by pronoun, surname or noun", Score.of(right, bool(given), 1))
        if not right:
            words = self.item.text[gold.speaker.start : gold.speaker.end]
            self.note("a speaker without name or with the wrong one", f"{words!r} is {gold.who} ({self.item.id})")

    def _missed(self, pairs: list[tuple[int, int]], gold: list[Words], found: list[Words]) -> None:
        reached, right = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, told in enumerate(self.item.said):
            if i not in reached:
                near = max((jaccard(gold[i], words) for words in found), default=0.0)
                what = "found with other boundaries" if near >= _NEAR else "not found"
                self.note(f"{what}: {told.form}", self._quote(told.segments))
        for j, other in enumerate(self.said):
            if j not in right:
                near = max((jaccard(words, found[j]) for words in gold), default=0.0)
                if near < _NEAR:
                    where = f"in a hard negative: {self.item.trap}" if self.item.trap else "elsewhere"
                    self.note(f"nobody's statement, {where}", self._quote(other.statement.segments))

    def _own(self) -> None:
        if self.item.own is None:
            return
        given = [one for one in self.findings.found if not one.is_said]
        pairs = match(
            [self.text.words(one.segments) for one in self.item.own],
            [self.text.words(one.statement.segments) for one in given],
        )
        for kind in OWN_KINDS.values():
            score = Score(
                sum(one.statement.kind == kind for one in given),
                sum(one.kind == kind for one in self.item.own),
                sum(given[j].statement.kind == kind for _, j in pairs),
                sum(self.item.own[i].kind == kind for i, _ in pairs),
            )
            self.add(kind, score)
        for i, j in pairs:
            worth = self.item.own[i].worth
            self.add("kind told right", Score.of(self.item.own[i].kind == given[j].statement.kind, 1, 1))
            if worth is not None:
                self._worth(worth, given[j].statement.worth)
        for i in sorted(set(range(len(self.item.own))) - {i for i, _ in pairs}):
            self.note("the article's own statement not found", self._quote(self.item.own[i].segments))

    def _worth(self, gold: int, found: int) -> None:
        self.add("worth, the same degree", Score.of(gold == found, 1, 1))
        self.add("worth, within one", Score.of(abs(gold - found) < 2, 1, 1))

    def _quote(self, segments: Iterable[Span]) -> str:
        words = " … ".join(self.item.text[span.start : span.end] for span in segments)
        return f"{words} ({self.item.id})"
