"""Utterances and plain sentences become statements of the text of record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.extract.attribution import find_attributions
from explorer.extract.paragraph import Attribution, Paragraph
from explorer.extract.parsing import Parsed
from explorer.extract.speakers import Speakers
from explorer.extract.utterances import Utterance, find_utterances
from explorer.models import STATING, Cue, EvidenceKind, Link, Mention, RegionKind, Role, Source, Span, Statement
from explorer.text.spans import overlaps, trim

_ROLES: dict[RegionKind, Role] = {
    "title": "title", "standfirst": "summary", "summary": "summary", "repeat": "repeat",
}  # fmt: skip


def find_statements(source: Source, parsed: Sequence[Parsed], mentions: Sequence[Mention]) -> list[Statement]:
    """Every statement of the regions that may state something, in text order."""
    speakers = Speakers(source.id, source.text, mentions)
    found: list[Statement] = []
    for piece in parsed:
        if piece.region.kind in STATING:
            found += _Paragraph(source, Paragraph.of(piece), speakers).statements()
    return sorted(found, key=lambda one: (one.start, one.end))


class _Paragraph:
    """The statements of one paragraph."""

    def __init__(self, source: Source, paragraph: Paragraph, speakers: Speakers) -> None:
        self.source, self.paragraph, self.speakers = source, paragraph, speakers
        self.offset = paragraph.offset

    def statements(self) -> Iterator[Statement]:
        attributions = find_attributions(self.paragraph)
        utterances = find_utterances(self.paragraph, attributions)
        links = {id(one): self._links(one) for one in sorted(utterances, key=_order)}
        for one in utterances:
            yield self._statement(one, utterances, links)
        covered = [span for one in utterances for span in one.segments]
        covered += [Span(a.cue.idx, a.cue.idx + len(a.cue)) for a in attributions]
        for sentence in self.paragraph.doc.sents:
            span = trim(self.source.text, self.offset + sentence.start_char, self.offset + sentence.end_char)
            inner = Span(sentence.start_char, sentence.end_char)
            if any(overlaps(inner, other) for other in covered) or not sentence.text.strip():
                continue
            yield Statement(self.source.id, span.start, span.end, (span,), span, "assertion", self._role())

    def _role(self) -> Role:
        return _ROLES.get(self.paragraph.parsed.region.kind, "body")

    def _links(self, one: Utterance) -> tuple[Link, ...]:
        if one.attribution is None:
            if one.speaker is not None:
                return (self.speakers.link(one.speaker, one.speaker, self.offset),)
            last = self.speakers.last()
            if last is None:
                return ()
            where = Span(last.start, last.end)
            return (Link("entity", last.text, last.start, last.end, referent=where, reason="goes on speaking"),)
        cue = one.attribution.cue
        if one.attribution.impersonal and cue.pos_ == "ADV":
            start = self.offset + cue.idx
            return (Link("unnamed", cue.text, start, start + len(cue)),)
        heads = [one.speaker, *one.attribution.cited]
        return tuple(self.speakers.link(head, cue, self.offset) for head in heads if head is not None)

    def _statement(self, one: Utterance, everyone: list[Utterance], links: dict[int, tuple[Link, ...]]) -> Statement:
        segments = tuple(Span(s.start + self.offset, s.end + self.offset) for s in sorted(one.segments))
        start, end = segments[0].start, segments[-1].end
        chain = links[id(one)]
        for outer in everyone:
            if outer is not one and one.attribution is not None and outer.attribution is not None:
                cue = one.attribution.cue.idx
                holds = any(s.start <= cue < s.end for s in outer.segments) and not one.attribution.impersonal
                if holds and not any(s.start <= outer.attribution.cue.idx < s.end for s in one.segments):
                    chain = links[id(outer)] + chain
        return Statement(
            self.source.id, start, end, segments, self._sentences(one), self._kind(one), self._role(),
            cue=self._cue(one.attribution), chain=chain,
            impersonal=one.attribution is not None and one.attribution.impersonal,
        )  # fmt: skip

    def _cue(self, one: Attribution | None) -> Cue | None:
        if one is None:
            return None
        last = one.cue.doc[max(one.cue_end, one.cue.i)]
        start, end = self.offset + one.cue.idx, self.offset + last.idx + len(last)
        return Cue(start, end, one.lemma, one.kind)

    def _sentences(self, one: Utterance) -> Span:
        spans = [*one.segments]
        if one.attribution is not None:
            spans.append(Span(one.attribution.cue.idx, one.attribution.cue.idx + len(one.attribution.cue)))
        inner = [s for s in self.paragraph.doc.sents if any(overlaps(Span(s.start_char, s.end_char), x) for x in spans)]
        first, last = min(s.start_char for s in inner), max(s.end_char for s in inner)
        return trim(self.source.text, self.offset + first, self.offset + last)

    def _kind(self, one: Utterance) -> EvidenceKind:
        words = [w for span in one.segments for w in self.paragraph.words_in(span)]
        quoted = sum(self.paragraph.quoted[w.i] for w in words)
        if words and quoted >= 0.9 * len(words):
            return "direct_quote"
        kind = one.attribution.kind if one.attribution is not None else "say"
        if kind in {"stance", "intent", "evidence"}:
            return "stance" if kind == "stance" else "intent" if kind == "intent" else "evidence"
        return "mixed_quote" if quoted else "indirect_quote"


def _order(one: Utterance) -> int:
    if one.attribution is not None:
        return one.attribution.cue.idx
    return one.segments[0].start
