"""The mentions of one article by place, with the entities they name, and the words of its stretches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from explorer.extract.people import PRONOUNS, people
from explorer.models import EntityType, Link, Mention, Quantity, Reading, Span
from explorer.resolve.features import Name, Profile, Weights, Worded, weighed, worded
from explorer.resolve.stretches import Stretches
from explorer.text.fold import straighten

MentionKey = tuple[str, int, int]
"""(source id, start, end) of a mention."""

_FAR = 7
"""Sentences, its own among them, in which the name of a pronoun is looked for."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that a statement names, with the mention that does so."""

    entity: str
    type: EntityType
    mention: Mention


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
        names = (Name(Span(m.start, m.end), known.entity) for m in self.mentions if (known := self.named(m)))
        self._stretches = Stretches(self.plain, list(names))
        self._worded: dict[tuple[Span, ...], Worded] = {}
        self._profiles: dict[tuple[Span, ...], Profile] = {}

    def worded(self, spans: tuple[Span, ...]) -> Worded:
        """The words of these stretches, joined by blanks, with a name as one of them."""
        found = self._worded.get(spans)
        if found is None:
            found = self._worded[spans] = self._stretches.cut(spans) or worded(*self.named_text(spans))
        return found

    def profile(self, spans: tuple[Span, ...], numbers: Sequence[Quantity], weights: Weights) -> Profile:
        """The profile of these stretches with the amounts told in them."""
        found = self._profiles.get(spans)
        if found is None:
            found = self._profiles[spans] = weighed(self.worded(spans), (), weights)
        return replace(found, numbers=tuple(numbers)) if numbers else found

    def within(self, span: Span) -> list[Mention]:
        """The mentions that lie in `span` whole, in text order."""
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
        """The entity that a mention names; None where it names none."""
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
