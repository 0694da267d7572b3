"""Statements made comparable: each with its text, the things it names, whom it is about, and its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from explorer.extract.interviews import QUESTION
from explorer.extract.people import PRONOUNS, people
from explorer.models import Date, EntityType, Link, Mention, Quantity, Reading, Source, Span, Statement
from explorer.resolve.cores import core_spans
from explorer.resolve.deeds import deeds
from explorer.resolve.features import Name, Profile, Weights, Worded, tokens_of, weighed, worded
from explorer.resolve.story import Story
from explorer.resolve.subjects import NOBODY, Subject, first_word, leading, subject
from explorer.text.fold import straighten
from explorer.text.spans import contains, overlaps

MentionKey = tuple[str, int, int]
"""(source id, start, end) of a mention."""

_FAR = 7
"""Sentences, its own among them, in which the name of a pronoun is looked for."""
_CODE = re.compile(r"\b(?=\w*\d)(?=\w*[A-Z])[A-Z][A-Za-z]*-?\d+[A-Za-z]?\b")
"""A model code: capitals and digits in one word (H20, P800, F-35). It names a product even if nobody tagged it."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that a statement names, with the mention that does so."""

    entity: str
    type: EntityType
    mention: Mention


@dataclass(frozen=True, slots=True)
class Item:
    """One statement, ready to be compared. `order` is its place among all items; `index` that of its reading."""

    order: int
    index: int
    source: Source
    statement: Statement
    text: str
    named: tuple[Named, ...]
    subject: Subject
    subjects: frozenset[str]
    profile: Profile
    host: Profile
    """The profile of the sentence (or run of sentences) that holds the statement."""
    codes: frozenset[str]
    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]
    story: Story
    """What its whole article speaks of; one object for all items of an article."""
    told: Profile
    """The profile without a subject that is borrowed from elsewhere in the sentence; else that of the whole."""
    core: Profile | None = None
    deeds: frozenset[str] = frozenset()
    borrowed: Span | None = None
    """The subject in front of a clause that has none of its own ("Norvik … cutting 90 jobs")."""
    pronouns: tuple[tuple[Link, Named], ...] = ()
    """The pronouns for persons in it, with whom they name."""

    @property
    def span(self) -> Span:
        return self.statement.extent

    @property
    def told_spans(self) -> tuple[Span, ...]:
        """The spans to read without a borrowed subject."""
        return self.statement.readable[1:] if self.borrowed else self.statement.readable

    @property
    def is_clause(self) -> bool:
        """Whether the statement is clearly less than its sentence, or but a clause of it with the subject in front."""
        sentence = self.statement.sentence
        return self.borrowed is not None or len(self.text) < 0.8 * (sentence.end - sentence.start)

    def entities(self, *types: EntityType) -> frozenset[str]:
        """Ids of the entities of these types that the statement names."""
        return frozenset(named.entity for named in self.named if named.type in types)


def content_text(source: Source, statement: Statement) -> str:
    """The words to read of a statement, its stretches joined by a blank."""
    return " ".join(source.text[span.start : span.end] for span in statement.readable)


def build_items(readings: Sequence[Reading], lookups: Sequence[Lookup]) -> tuple[list[Item], Weights]:
    """Items of all statements, in the order of `readings` and of the text, and the word weights of the folder.

    `lookups` are those of the readings, in the same order. A statement that says no more than finer statements within
    it, or that repeats another of the same span, is left out: the same words must not stand as two claims.
    """
    kept = [(index, reading, _without_covers(reading)) for index, reading in enumerate(readings)]
    weights = Weights(
        lookups[index].worded(statement.readable).tokens for index, _, statements in kept for statement in statements
    )
    items: list[Item] = []
    for index, reading, statements in kept:
        lookup = lookups[index]
        profiles = [lookup.profile(s.readable, s.quantities, weights) for s in statements]
        story = Story(profiles)
        for statement, own in zip(statements, profiles, strict=True):
            host = lookup.profile((statement.sentence,), (), weights)
            borrowed = borrowed_subject(statement)
            rest = statement.readable[1:] if borrowed else ()
            told = lookup.profile(rest, statement.quantities, weights) if rest else own
            spans = core_spans(lookup.plain, statement, statements)
            core = _core(lookup, statement, spans, weights)
            compared = _Compared(own, host, told, story, borrowed, core, tuple(spans) or statement.readable)
            items.append(_item(len(items), index, reading, statement, lookup, compared))
    return items, weights


def borrowed_subject(statement: Statement) -> Span | None:
    """The subject put in front of a clause that lacks one: the first readable span, if it is no part of the content."""
    spans = statement.whole
    if len(spans) < 2 or any(overlaps(spans[0], segment) for segment in statement.segments):
        return None
    return spans[0]


def _core(lookup: Lookup, statement: Statement, spans: Sequence[Span], weights: Weights) -> Profile | None:
    """The profile of a statement without what is put into it; None where nothing is."""
    if not spans:
        return None
    inside = tuple(q for q in statement.quantities if any(span.start <= q.start < span.end for span in spans))
    core = lookup.profile(tuple(spans), inside, weights)
    return core if len(core.weight) >= _LEAST_CORE else None


@dataclass(frozen=True, slots=True)
class _Compared:
    """What of a statement is compared; the fields are those of `Item`."""

    profile: Profile
    host: Profile
    told: Profile
    story: Story
    borrowed: Span | None
    core: Profile | None
    spans: tuple[Span, ...]


class Lookup:
    """The mentions of one reading by place, with the entities they name, and the words of its stretches.

    Words and profiles of a stretch are made once, for a sentence is compared as a statement, as the sentence of its
    clauses and as one of its article; so all profiles of one lookup are of the same weights.
    """

    def __init__(self, reading: Reading, entity_of: Mapping[MentionKey, str], types: Mapping[str, EntityType]) -> None:
        self.source = reading.source
        self.plain = straighten(reading.source.text)
        self.mentions = sorted(reading.mentions, key=lambda m: (m.start, m.end))
        self._starts = [m.start for m in self.mentions]
        self._entity_of, self._types = entity_of, types
        self.sentences = sorted(reading.sentences)
        self._sentence_starts = [s.start for s in self.sentences]
        self._pronouns = reading.pronouns
        self._pronoun_starts = [link.start or 0 for link in reading.pronouns]
        self._by_start = {m.start: m for m in self.mentions}
        self._sexes = {
            known.entity: PRONOUNS[link.text.lower()] for link in self._pronouns if (known := self._meant(link))
        }
        self._worded: dict[tuple[Span, ...], Worded] = {}
        self._profiles: dict[tuple[Span, ...], Profile] = {}

    def worded(self, spans: tuple[Span, ...]) -> Worded:
        """The words of these stretches, joined by blanks, with a name as one of them."""
        found = self._worded.get(spans)
        if found is None:
            found = self._worded[spans] = worded(*self.named_text(spans))
        return found

    def profile(self, spans: tuple[Span, ...], numbers: Sequence[Quantity], weights: Weights) -> Profile:
        """The profile of these stretches with the amounts told in them."""
        found = self._profiles.get(spans)
        if found is None:
            found = self._profiles[spans] = weighed(self.worded(spans), (), weights)
        return replace(found, numbers=tuple(numbers)) if numbers else found

    def within(self, span: Span) -> list[Mention]:
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [m for m in self.mentions[first:last] if m.end <= span.end]

    def pronouns(self, span: Span, sentence: Span) -> list[tuple[Link, Named]]:
        """The pronouns of `span` that surely stand for a named person, in text order."""
        first, last = bisect_left(self._pronoun_starts, span.start), bisect_left(self._pronoun_starts, span.end)
        found: list[tuple[Link, Named]] = []
        for link in self._pronouns[first:last]:
            known = self._meant(link)
            if known is not None and not self._is_rivalled(link, known, sentence):
                found.append((link, known))
        return found

    def is_doubtful(self, start: int, sentence: Span) -> bool:
        """Whether the pronoun at `start` was read as a person's, but may be another's."""
        at = bisect_left(self._pronoun_starts, start)
        link = self._pronouns[at] if at < len(self._pronouns) and self._pronouns[at].start == start else None
        known = self._meant(link) if link is not None else None
        return link is not None and known is not None and self._is_rivalled(link, known, sentence)

    def _meant(self, link: Link) -> Named | None:
        mention = self._by_start.get(link.referent.start) if link.referent is not None else None
        return self.named(mention) if mention is not None else None

    def _is_rivalled(self, link: Link, known: Named, sentence: Span) -> bool:
        """Whether the pronoun may mean somebody else: another person is named before it in its sentence, or
        leads the last sentence that names any; or nobody is named in the few sentences before.
        """
        here = self._fitting(Span(sentence.start, link.start or sentence.start), link)
        if here:
            return any(named.entity != known.entity for named in here)
        last = bisect_right(self._sentence_starts, sentence.start)
        for place in reversed(self.sentences[max(0, last - _FAR) : last]):
            there = self._fitting(place, link) if place.end <= sentence.start else []
            if there:
                return there[0].entity != known.entity
        return True

    def _fitting(self, span: Span, link: Link) -> list[Named]:
        """The persons named in `span` whom a pronoun may mean, in text order."""
        persons = [named for mention in self.within(span) if (named := self.named(mention)) and named.type == "person"]
        return [named for named in persons if not self._is_other_sex(named, link)]

    def _is_other_sex(self, named: Named, link: Link) -> bool:
        given = named.mention.text.split()
        known = self._sexes.get(named.entity) or (people().gender_of_name(given[0]) if len(given) > 1 else "")
        return bool(known) and known != PRONOUNS[link.text.lower()]

    def named(self, mention: Mention) -> Named | None:
        entity = self._entity_of.get((self.source.id, mention.start, mention.end))
        return Named(entity, self._types.get(entity, mention.type), mention) if entity else None

    def named_text(self, segments: Sequence[Span]) -> tuple[str, list[Name]]:
        """The straightened text of the segments, joined by blanks, and the names in it."""
        parts: list[str] = []
        names: list[Name] = []
        length = 0
        for segment in segments:
            for mention in self.within(segment):
                known = self.named(mention)
                if known:
                    shift = length - segment.start
                    names.append(Name(Span(mention.start + shift, mention.end + shift), known.entity))
            parts.append(self.plain[segment.start : segment.end])
            length += segment.end - segment.start + 1
        return " ".join(parts), names

    def near(self, sentence: Span) -> tuple[list[Mention], list[Span]]:
        """The mentions and sentences of `sentence` and the three before it."""
        last = bisect_right(self._sentence_starts, sentence.start)
        nearby = self.sentences[max(0, last - 4) : last]
        start = min([sentence.start, *(s.start for s in nearby)])
        return self.within(Span(start, sentence.end)), nearby


def _item(order: int, index: int, reading: Reading, statement: Statement, lookup: Lookup, compared: _Compared) -> Item:
    text = " ".join(lookup.plain[span.start : span.end] for span in statement.readable)
    named = tuple(known for s in statement.readable for m in lookup.within(s) if (known := lookup.named(m)))
    mentions, sentences = lookup.near(statement.sentence)
    pronouns = tuple(pair for span in statement.readable for pair in lookup.pronouns(span, statement.sentence))
    about = subject(lookup.plain, mentions, sentences, statement.readable[0], statement.sentence)
    if about.pronoun is not None and lookup.is_doubtful(about.pronoun.start, statement.sentence):
        about = NOBODY
    about = _about_person(about, lookup.plain, statement.readable[0], pronouns)
    keys = frozenset(known.entity for m in about.mentions if (known := lookup.named(m)))
    return Item(
        order=order,
        index=index,
        source=reading.source,
        statement=statement,
        text=content_text(reading.source, statement),
        named=named,
        subject=about,
        subjects=keys,
        profile=compared.profile,
        host=compared.host,
        story=compared.story,
        told=compared.told,
        borrowed=compared.borrowed,
        core=compared.core,
        deeds=_deeds(about, statement, lookup, compared.spans),
        codes=frozenset(match.group().replace("-", "") for match in _CODE.finditer(text)),
        quantities=statement.quantities,
        dates=statement.dates,
        pronouns=pronouns,
    )


def _deeds(about: Subject, statement: Statement, lookup: Lookup, spans: tuple[Span, ...]) -> frozenset[str]:
    """What the statement tells that happens once; behind "after a night of talks," its centre may have a subject."""
    if not about.mentions and spans[0].start > statement.readable[0].start:
        about = leading(lookup.plain, lookup.within(spans[0]), spans[0])
    return deeds(lookup.plain, about, _of_whom(about, lookup), spans, statement.quantities)


def _of_whom(about: Subject, lookup: Lookup) -> str:
    """The one entity that a statement is about: the only one, or the only person, behind what describes it; or ""."""
    known = [named for mention in about.mentions if (named := lookup.named(mention))]
    if about.owned or about.elided or about.phrase is not None or not known or len(known) < len(about.mentions):
        return ""
    others = [named for named in known[:-1] if named.entity != known[-1].entity]
    only = not others or (known[-1].type == "person" and all(named.type != "person" for named in others))
    return known[-1].entity if only else ""


def _about_person(about: Subject, plain: str, first: Span, pronouns: Sequence[tuple[Link, Named]]) -> Subject:
    """What leads the statement, where that is a pronoun of which reading knows whom it names."""
    for link, known in pronouns[:1]:
        leads = link.start == first_word(plain, first) and link.text.lower() != "him"
        if leads and link.start is not None and link.end is not None:
            owned = link.text.lower() in {"his", "her"}
            return Subject((known.mention,), Span(link.start, link.end), owned=owned)
    return about


_LEAST_CORE = 3

_LEAST_MORE = 2
"""Content words that a statement must have beyond the finer ones within it to stand beside them."""


def _without_covers(reading: Reading) -> list[Statement]:
    """The statements of a reading without those that only restate the finer statements inside them.

    What the publication asks in an interview claims nothing.
    """
    best: dict[tuple[Span, ...], Statement] = {}
    for statement in sorted(reading.statements, key=_place):
        if _asks(statement):
            continue
        known = best.get(statement.readable)
        if known is None or _is_fuller(statement, known):
            best[statement.readable] = statement
    statements = sorted(best.values(), key=_place)
    whole = [s for position, s in enumerate(statements) if not _is_fragment(reading, s, statements, position)]
    return [s for position, s in enumerate(whole) if not _is_covered(reading, s, whole, position)]


def _asks(statement: Statement) -> bool:
    """Whether a statement is the question of an interview, under its label "Q"."""
    label = statement.cue is not None and statement.cue.lemma == ":" and len(statement.chain) == 1
    return label and statement.chain[0].text.casefold() in QUESTION


def _is_fuller(statement: Statement, known: Statement) -> bool:
    """Of two that read alike the article's own stays, for its words are the whole; else the longer chain."""
    if (statement.cue is None and not statement.chain) != (known.cue is None and not known.chain):
        return statement.cue is None and not statement.chain
    return len(statement.chain) > len(known.chain)


def _place(statement: Statement) -> tuple[Span, tuple[Span, ...]]:
    return statement.extent, statement.readable


_CLAUSE_FOLLOWS = re.compile(
    r"\s*[^\w\s]|\s+(?:and|or|but|after|before|because|while|when|where|as|since|although|though|if|until|unless|so|by|"
    r"following|despite|with|without|for|in|on|at|to|from|amid|during)\b"
)
"""What may follow a clause that is complete without the rest: punctuation, a conjunction, a preposition."""


def _is_fragment(reading: Reading, inner: Statement, statements: Sequence[Statement], position: int) -> bool:
    """Whether a longer statement begins at the same place and goes on in the middle of this one's last phrase."""
    if inner.kind == "direct_quote":
        return False  # its marks say where it ends
    span = inner.extent
    after = [s.extent for s in statements[position + 1 : position + 4]]
    longer = any(other.start == span.start and other.end > span.end for other in after)
    return longer and _CLAUSE_FOLLOWS.match(reading.source.text, span.end) is None


def _is_covered(reading: Reading, outer: Statement, statements: Sequence[Statement], position: int) -> bool:
    inner = [s for s in _nested(outer, statements, position) if len(s.chain) >= len(outer.chain)]
    if not inner:
        return False
    text = reading.source.text
    tellers = [span for s in inner if s.kind.endswith("quote") for span in _credit(s)] if outer.chain else []
    left = _minus(outer.readable, [*tellers, *(span for s in inner for span in s.readable)])
    return sum(len(tokens_of(straighten(text[s.start : s.end]))) for s in left) < _LEAST_MORE


def _credit(statement: Statement) -> list[Span]:
    """Where it is printed who says it: "'The pump failed,' Moe said, according to the Post" tells of no saying."""
    places = [Span(link.start, link.end) for link in statement.chain if link.start is not None and link.end is not None]
    return places + ([Span(statement.cue.start, statement.cue.end)] if statement.cue else [])


def _nested(outer: Statement, statements: Sequence[Statement], position: int) -> list[Statement]:
    """The statements whose content lies within that of `outer`, of those near it in a sorted list."""
    whole = outer.extent
    found: list[Statement] = []
    before = position - 1
    while before >= 0 and statements[before].extent.start == whole.start:
        if statements[before].extent.end < whole.end:
            found.append(statements[before])
        before -= 1
    for other in statements[position + 1 :]:
        if other.extent.start >= whole.end:
            break
        if contains(whole, other.extent) and other.extent != whole:
            found.append(other)
    return found


def _minus(spans: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """What is left of `spans` without `holes`."""
    left: list[Span] = []
    for span in spans:
        start = span.start
        for hole in sorted(holes):
            if hole.end <= start or hole.start >= span.end:
                continue
            if hole.start > start:
                left.append(Span(start, hole.start))
            start = max(start, hole.end)
        if start < span.end:
            left.append(Span(start, span.end))
    return left
