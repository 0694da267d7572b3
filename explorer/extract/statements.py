"""Utterances and plain sentences become statements of the text of record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explorer.extract.attribution import find_attributions, own_clause
from explorer.extract.beside import announced
from explorer.extract.blocks import Blocks, Handover
from explorer.extract.carried import NOTHING, find_carried
from explorer.extract.chains import Nesting
from explorer.extract.clause_facts import LEAST_WORDS
from explorer.extract.clauses import Clause, span_of, split
from explorer.extract.cues import lexicon
from explorer.extract.denials import clause_of, is_unsaid
from explorer.extract.kinds import kind_of_assertion, kind_of_utterance
from explorer.extract.nominals import find_nominals
from explorer.extract.nouns import is_aside
from explorer.extract.paragraph import Attribution, Paragraph
from explorer.extract.parsing import Parsed
from explorer.extract.quotations import uses_single_marks
from explorer.extract.quoted import is_shell
from explorer.extract.speakers import Speakers
from explorer.extract.standing import is_loose, standing, voiced
from explorer.extract.syntax import child, is_question, own_subject, stretches
from explorer.extract.tags import FINITE
from explorer.extract.tree import Span as SpacySpan
from explorer.extract.tree import Token
from explorer.extract.turns import find_labels_of_turns, take_turn
from explorer.extract.utterances import Utterance, find_utterances, with_marks
from explorer.extract.wording import find_hedges
from explorer.extract.worth import FLOURISH, Features, is_rhetoric, weigh
from explorer.models import (
    STATING,
    Cue,
    Date,
    EvidenceKind,
    Link,
    Mention,
    Quantity,
    RegionKind,
    Role,
    Source,
    Span,
    Statement,
)
from explorer.text.dates import find_dates
from explorer.text.quantities import count_figures, find_quantities
from explorer.text.spans import overlaps, trim

_LABEL_WINDOW = 120
"""Code points at the start of a paragraph in which the label of a turn is sought."""
MOST_OF_ASIDE = 1
"""Worth of what a mere noun says ("their call for steel"): the clause around it tells more."""
MOST_OF_NOUN = 2
"""Worth that a fact hidden in a noun has at most: it is implied, not told."""

_ROLES: dict[RegionKind, Role] = {
    "title": "title",
    "standfirst": "summary",
    "summary": "summary",
    "repeat": "repeat",
}
LEAST_PARTED = 14
"""Words of an indirect statement in front of its cue from which its clauses are told apart."""


def find_statements(
    source: Source, parsed: Sequence[Parsed], mentions: Sequence[Mention], speakers: Speakers | None = None
) -> list[Statement]:
    """Every statement of the regions that may state something, in text order; `speakers` reads the article along."""
    speakers = speakers or Speakers(source.id, source.text, mentions)
    single = uses_single_marks(source.text)
    labels = find_labels_of_turns(source.text[piece.offset : piece.offset + _LABEL_WINDOW] for piece in parsed)
    blocks = Blocks()
    carried = find_carried([p.doc.text if p.region.kind == "body" else "" for p in parsed], single=single)
    for place, piece in enumerate(parsed):
        if piece.region.kind in STATING:
            raw = source.text[piece.offset : piece.offset + len(piece.doc.text)]
            carry = carried.get(place, NOTHING)
            paragraph = Paragraph.of(piece, raw, carry, single=single or piece.region.kind == "title")
            take_turn(paragraph, labels)
            inside = [m for m in mentions if piece.region.start <= m.start < piece.region.end]
            reader = _Paragraph(source, paragraph, speakers, inside, _finds(source, piece))
            blocks.add(paragraph, list(reader.statements()), reader.handover())
    return sorted(blocks.statements, key=lambda one: (one.start, one.end))


@dataclass(frozen=True, slots=True)
class Finds:
    """Quantities and dates of one paragraph, at offsets of the text of record."""

    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]


def _finds(source: Source, piece: Parsed) -> Finds:
    text = source.text[piece.offset : piece.offset + len(piece.doc.text)]
    published = source.published.value if source.published.status == "stated" else None
    by, dates = piece.offset, find_dates(text, published)
    return Finds(
        tuple(replace(q, start=q.start + by, end=q.end + by) for q in find_quantities(text, dates)),
        tuple(replace(d, start=d.start + by, end=d.end + by) for d in dates),
    )


class _Paragraph:
    """The statements of one paragraph."""

    def __init__(
        self, source: Source, paragraph: Paragraph, speakers: Speakers, mentions: Sequence[Mention], finds: Finds
    ) -> None:
        self.source, self.paragraph, self.speakers = source, paragraph, speakers
        self.mentions, self.finds = mentions, finds
        self.offset, self.doc = paragraph.offset, paragraph.doc
        self._told: list[tuple[Attribution, tuple[Link, ...]]] = []
        """Who says what, by cues, with the chains."""

    def statements(self) -> Iterator[Statement]:
        """Attributed statements, then the article's own."""
        self.speakers.enter(self.paragraph)
        attributions = find_attributions(self.paragraph)
        utterances = find_utterances(self.paragraph, attributions)
        links = {id(one): self._links(one) for one in sorted(utterances, key=_order)}
        nesting = Nesting(utterances, links)
        for one in utterances:
            if not nesting.is_covered(one):
                chain = nesting.chain(one)
                if one.attribution is not None:
                    self._told.append((one.attribution, chain))
                yield from self._uttered(one, chain)
        yield from self._asserted(utterances)

    def handover(self) -> Handover | None:
        """Whom a paragraph that ends in a colon gives the word."""
        side = announced(self.paragraph)
        if side is None or side.speaker is None:
            return None
        link = self.speakers.link(side.speaker, side.cue, self.offset)
        start, lemma = self.offset + side.cue.idx, side.cue.lemma_.lower()
        return Handover(Cue(start, start + len(side.cue), lemma, lexicon().verb(lemma, "clause") or "say"), (link,))

    # -- attributed ---------------------------------------------------------------------------------------------

    def _uttered(self, one: Utterance, chain: tuple[Link, ...]) -> Iterator[Statement]:
        """One statement, or several where what is said indirectly holds several claims."""
        words = [word for span in one.segments for word in self.paragraph.words_in(span)]
        kind = kind_of_utterance(one.attribution, words, self.paragraph.printed)
        impersonal = one.attribution is not None and one.attribution.impersonal
        parts = [(sorted(one.segments), self._voiced(one, kind))]
        if kind in {"indirect_quote", "evidence"} and one.attribution is not None and not one.attribution.whole:
            parts = parts if parts[0][1] else self._parted(parts[0][0], one.attribution.cue)
        sentence = self._sentences(one)
        cue = self._cue(one.attribution)
        for part, whole in parts:
            part = self._without_stop(part) if kind != "direct_quote" else part
            statement = self._statement(part, sentence, kind, cue, chain, impersonal, whole)
            aside = one.attribution is not None and is_aside(one.attribution)
            yield replace(statement, worth=min(statement.worth, MOST_OF_ASIDE)) if aside else statement

    def _voiced(self, one: Utterance, kind: EvidenceKind) -> list[Span]:
        """What to read of an utterance that does not stand on its own."""
        if one.attribution is None or kind == "direct_quote":
            return one.whole
        content = {w.i for span in one.segments for w in self.paragraph.tokens_in(span)}
        return voiced(self.doc, one.attribution, content, one.whole)

    def _parted(self, segments: list[Span], cue: Token) -> list[tuple[list[Span], list[Span]]]:
        """What is said indirectly, in one piece; two where a whole sentence in front of its cue parts in two.

        "Prices fell, hurting farmers, while rents rose, the bank said" reads as plain sentences that end in a cue, and
        other accounts tell its clauses apart.
        """
        inside = {w.i for span in segments for w in self.paragraph.tokens_in(span)}
        if max(inside) > cue.i or len(inside) < LEAST_PARTED:
            return [(segments, [])]
        parts = [(span_of(self.doc, clause), standing(self.doc, clause)) for clause in split(self.doc, inside)]
        return [part for part in parts if part[0]] or [(segments, [])]

    def _without_stop(self, part: list[Span]) -> list[Span]:
        """What is said, without the full stop of the sentence that says it."""
        last = part[-1]
        stop = any(word.text == "." for word in self.paragraph.tokens_in(Span(last.end - 1, last.end)))
        return [*part[:-1], Span(last.start, last.end - 1)] if stop and last.end - last.start > 1 else part

    def _statement(
        self,
        part: list[Span],
        sentence: Span,
        kind: EvidenceKind,
        cue: Cue | None = None,
        chain: tuple[Link, ...] = (),
        impersonal: bool = False,
        whole: Sequence[Span] = (),
    ) -> Statement:
        text = self.source.text
        content, around = self._stretches(part), self._stretches(whole)
        segments = around or content
        quantities = tuple(q for q in self.finds.quantities if _within(q.start, q.end, segments))
        dates = tuple(d for d in self.finds.dates if _within(d.start, d.end, segments))
        wording = " ".join(text[span.start : span.end] for span in segments)
        names = {mention.text for mention in self.mentions if _within(mention.start, mention.end, segments)}
        weight = weigh(
            Features(
                [word for span in whole or part for word in self.paragraph.words_in(span)],
                wording,
                kind,
                count_figures(quantities),
                len(dates),
                len(names),
                attributed=cue is not None or bool(chain),
            )
        )
        return Statement(
            self.source.id,
            content[0].start,
            content[-1].end,
            content,
            sentence,
            kind,
            self._role(),
            cue,
            chain,
            impersonal,
            quantities,
            dates,
            find_hedges(text, segments),
            weight.worth,
            weight.reasons,
            around,
        )

    def _stretches(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(trim(self.source.text, span.start + self.offset, span.end + self.offset) for span in spans)

    def _links(self, one: Utterance) -> tuple[Link, ...]:
        if one.attribution is None:
            if one.speaker is not None:
                return (self.speakers.link(one.speaker, one.speaker, self.offset),)
            last = self.speakers.last()
            return (last,) if last is not None else ()
        cue = one.attribution.cue
        if one.attribution.impersonal and cue.pos_ == "ADV":
            start = self.offset + cue.idx
            return (Link("unnamed", self.source.text[start : start + len(cue)], start, start + len(cue)),)
        cited = [self.speakers.link(head, cue, self.offset) for head in one.attribution.cited]
        own = [self.speakers.link(one.speaker, cue, self.offset)] if one.speaker is not None else []
        return (*own, *cited)

    def _cue(self, one: Attribution | None) -> Cue | None:
        if one is None:
            return None
        last = one.cue.doc[max(one.cue_end, one.cue.i)]
        return Cue(self.offset + one.cue.idx, self.offset + last.idx + len(last), one.lemma, one.kind)

    def _sentences(self, one: Utterance) -> Span:
        spans = [*one.segments]
        if one.attribution is not None:
            spans.append(Span(one.attribution.cue.idx, one.attribution.cue.idx + len(one.attribution.cue)))
        inner = [s for s in self.doc.sents if any(overlaps(Span(s.start_char, s.end_char), x) for x in spans)]
        first, last = min(s.start_char for s in inner), max(s.end_char for s in inner)
        return trim(self.source.text, self.offset + first, self.offset + last)

    # -- the article's own --------------------------------------------------------------------------------------

    def _asserted(self, utterances: list[Utterance]) -> Iterator[Statement]:
        """What no cue covers, sentence by sentence and clause by clause."""
        taken: set[int] = set()
        for one in utterances:
            if one.attribution is not None and is_aside(one.attribution):
                continue
            taken |= {w.i for span in one.segments for w in self.paragraph.tokens_in(span)}
            if one.attribution is not None:
                taken |= own_clause(one.attribution)
                if is_unsaid(one.attribution):  # read as one clause with what nobody says
                    content = {w.i for span in one.segments for w in self.paragraph.tokens_in(span)}
                    taken |= clause_of(self.doc, one.attribution, content)
        for sentence in self.doc.sents:
            free = {w.i for w in sentence if not w.is_space} - taken
            words = sum(self.doc[i].is_alpha or self.doc[i].like_num for i in free)
            if words < LEAST_WORDS or is_question(sentence):
                continue
            yield from self._clauses(sentence, free)

    def _clauses(self, sentence: SpacySpan, free: set[int]) -> Iterator[Statement]:
        where = trim(self.source.text, self.offset + sentence.start_char, self.offset + sentence.end_char)
        flourish = is_rhetoric(sentence.text)
        clauses = split(self.doc, free)
        alone = len(clauses) == 1 and all(w.i in free for w in sentence if not w.is_space)
        for clause in clauses:
            spans = span_of(self.doc, clause)
            if not spans or not _states(clause, self._role()) or is_shell(self.doc[i] for i in sorted(clause.words)):
                continue
            if alone and spans[0].start <= sentence.start_char + 1:
                spans = [Span(where.start - self.offset, self._full_stop(spans[-1].end))]
            kind = kind_of_assertion(clause.head, [self.doc[i] for i in sorted(clause.words)])
            spans = [with_marks(self.paragraph, span) for span in spans]
            whole = standing(self.doc, clause)
            if not whole and is_loose(clause) and self._role() != "title":
                continue
            teller = self._teller(clause.head)
            if teller is not None:
                cue, chain = self._cue(teller[0]), teller[1]
                statement = self._statement(spans, where, "indirect_quote", cue, chain, whole=whole)
            else:
                statement = self._statement(spans, where, kind, whole=whole)
            if self._has_content(statement, flourish):
                yield statement
        yield from self._nominals(free, where, clauses, flourish=flourish)

    def _teller(self, head: Token) -> tuple[Attribution, tuple[Link, ...]] | None:
        """Who says a clause that goes on with what was said: "…, but that he died", cut off from "Moe said that …"."""
        if head.dep_ != "conj" or not any(word.dep_ == "mark" and word.lower_ == "that" for word in head.children):
            return None
        said = [one for one in self._told if one[0].cue.i < head.i and not one[0].impersonal]
        last = max(said, key=lambda one: one[0].cue.i, default=None)
        return last if last is not None and last[0].cue.sent.start == head.sent.start else None

    def _nominals(self, free: set[int], where: Span, clauses: list[Clause], *, flourish: bool) -> Iterator[Statement]:
        """Facts that a noun takes for granted, unless a clause says little more; none is worth more than 2."""
        if self._role() == "title" or flourish:
            return
        for _, phrase in find_nominals(self.doc, free):
            rest = [c.words - phrase for c in clauses if len(c.words & phrase) > len(phrase) / 2]
            if any(sum(self.doc[i].is_alpha for i in words) < LEAST_WORDS for words in rest):
                continue
            spans = stretches(self.doc, phrase)
            statement = self._statement(spans, where, "assertion", whole=spans)
            if self._has_content(statement, flourish):
                yield replace(statement, worth=min(statement.worth, MOST_OF_NOUN))

    def _has_content(self, statement: Statement, flourish: bool) -> bool:
        """Whether a plain statement is worth a row; in a sentence that flourishes only names and figures count."""
        if FLOURISH in statement.worth_reasons:
            return False
        names = any(_within(mention.start, mention.end, statement.readable) for mention in self.mentions)
        return names or bool(statement.quantities) or (statement.worth > 0 and not flourish)

    def _full_stop(self, end: int) -> int:
        """A whole sentence keeps its full stop."""
        return end + 1 if self.source.text[self.offset + end : self.offset + end + 1] in {".", "!"} else end

    def _role(self) -> Role:
        return _ROLES.get(self.paragraph.parsed.region.kind, "body")


def _states(clause: Clause, role: Role) -> bool:
    """Whether a clause has a verb of its own and is no command; titles may lack the verb."""
    head = clause.head
    if role == "title":
        return True
    if not clause.main:
        return head.tag_ != "VB" or own_subject(head) is not None or child(head, "aux", "mark") is not None
    if head.pos_ not in {"VERB", "AUX"}:
        return any(head.doc[i].tag_ in FINITE for i in clause.words)
    return not (head.tag_ == "VB" and own_subject(head) is None and child(head, "aux") is None)


def _within(start: int, end: int, segments: tuple[Span, ...]) -> bool:
    return any(segment.start <= start and end <= segment.end for segment in segments)


def _order(one: Utterance) -> int:
    if one.attribution is not None:
        return one.attribution.cue.idx
    return one.segments[0].start
