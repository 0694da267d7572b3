"""Statements made comparable: each with its text, the things it names, whom it is about, and its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from explorer.models import Date, EntityType, Link, Quantity, Reading, Source, Span, Statement
from explorer.resolve.deeds import deeds
from explorer.resolve.features import Profile, Weights
from explorer.resolve.lookups import Lookup, Named
from explorer.resolve.notes import Note
from explorer.resolve.story import Story
from explorer.resolve.subjects import NOBODY, Subject, first_word, leading, subject
from explorer.text.spans import overlaps

_LEAST_CORE = 3
"""Content words of a centre below which only the whole is compared."""
_CODE = re.compile(r"\b(?=\w*\d)(?=\w*[A-Z])[A-Z][A-Za-z]*-?\d+[A-Za-z]?\b")
"""A model code: capitals and digits in one word (H20, P800, F-35). It names a product even if nobody tagged it."""


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
        """Where the statement stands in its source, in code points."""
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


def by_source(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Items by the id of their source, those of each in the order in which they come."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.source.id, []).append(item)
    return found


def content_text(source: Source, statement: Statement) -> str:
    """The words to read of a statement, its stretches joined by a blank."""
    return " ".join(source.text[span.start : span.end] for span in statement.readable)


def build_items(
    readings: Sequence[Reading], lookups: Sequence[Lookup], notes: Sequence[Note]
) -> tuple[list[Item], Weights]:
    """Items of all statements, in the order of `readings` and of the text, and the word weights of the folder.

    `lookups` and `notes` are those of the readings, in the same order. A statement that says no more than finer
    statements within it, or that repeats another of the same span, is left out: the same words must not stand as two
    claims.
    """
    kept = [note.statements(reading) for reading, note in zip(readings, notes, strict=True)]
    weights = Weights(
        lookup.worded(statement.readable).tokens
        for lookup, statements in zip(lookups, kept, strict=True)
        for statement in statements
    )
    items: list[Item] = []
    for index, (reading, lookup, note, statements) in enumerate(zip(readings, lookups, notes, kept, strict=True)):
        for statement, compared in zip(statements, _compared(lookup, note, statements, weights), strict=True):
            items.append(_item(len(items), index, reading, statement, lookup, compared))
    return items, weights


def _compared(lookup: Lookup, note: Note, statements: Sequence[Statement], weights: Weights) -> Iterator[_Compared]:
    """What of each statement of an article is compared."""
    profiles = [lookup.profile(s.readable, s.quantities, weights) for s in statements]
    story = Story(profiles)
    for position, (statement, own) in enumerate(zip(statements, profiles, strict=True)):
        host = lookup.profile((statement.sentence,), (), weights)
        borrowed = borrowed_subject(statement)
        rest = statement.readable[1:] if borrowed else ()
        told = lookup.profile(rest, statement.quantities, weights) if rest else own
        spans = note.cores.get(position, ())
        core = _core(lookup, statement, spans, weights)
        yield _Compared(own, host, told, story, borrowed, core, spans or statement.readable)


def borrowed_subject(statement: Statement) -> Span | None:
    """The subject put in front of a clause that lacks one: the first readable span, if it is no part of the content."""
    spans = statement.whole
    if len(spans) < 2 or any(overlaps(spans[0], segment) for segment in statement.segments):
        return None
    return spans[0]


def _core(lookup: Lookup, statement: Statement, spans: tuple[Span, ...], weights: Weights) -> Profile | None:
    """The profile of a statement without what is put into it; None where nothing is."""
    if not spans:
        return None
    inside = tuple(q for q in statement.quantities if any(span.start <= q.start < span.end for span in spans))
    core = lookup.profile(spans, inside, weights)
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
