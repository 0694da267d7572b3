"""Who speaks: phrases become links of a chain, and pronouns, bare surnames and nominals find their name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from explorer.extract.actors import Actor, title_gender
from explorer.extract.coreference import Answer, Coreference
from explorer.extract.cues import lexicon
from explorer.extract.interviews import Interview
from explorer.extract.paragraph import Paragraph
from explorer.extract.syntax import Phrase, child, phrase
from explorer.extract.tags import SUBJECTS
from explorer.extract.tree import Token
from explorer.extract.unnamed import count_of
from explorer.models import Link, Mention, Span

_REPORT = frozenset({"report", "article", "story", "outlet", "publication", "newspaper", "magazine", "paper", "agency"})
_OUTLETS = frozenset(
    "newspaper paper magazine daily weekly tabloid broadcaster network channel station website portal outlet "
    "publication".split()
)
_OUTLET_TYPES = frozenset({"organization", "work", "product"})
_AUTHORS = frozenset({"from", "by", "of"})
"""Prepositions that lead from a document to who speaks in it: "a statement from the family"."""
_OWNED = frozenset("view opinion word account estimate reading telling judgment judgement assessment mind".split())
"""What tells for its owner: "the judge's account", beside the bearers of words and the nouns that are cues."""
_ADDRESSING = frozenset({"i", "we", "me", "us", "myself", "my", "our"})


_PERSONAL = re.compile(r"(?:he|she|him|his|her|hers)\b", re.IGNORECASE)


class Speakers:
    """Resolves the speakers of one source, paragraph after paragraph, in text order."""

    def __init__(self, source: str, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._source = source
        self._mentions = sorted(mentions, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._mentions]
        self._named: list[Mention] = []
        """Names that spoke so far, latest last."""
        self._last: Link | None = None
        self._parted = False
        """Whether somebody else was named, in a paragraph without a quotation, since the last one spoke."""
        self._coreference = Coreference(text, mentions)
        self._interview = Interview(text)

    def enter(self, paragraph: Paragraph) -> None:
        """Begin a paragraph: note who is named in it and whom its pronouns mean."""
        self._coreference.read(paragraph)
        turn = paragraph.turn
        start, end = paragraph.offset, paragraph.offset + len(paragraph.text)
        here = self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        people = [one for one in here if one.type == "person"]
        self._parted |= not paragraph.quotations and any(self._is_other(one) for one in people)
        self._interview.introduce(people, turn.speaker.text if turn is not None and turn.speaker is not None else None)

    def link(self, head: Token, cue: Token, offset: int) -> Link:
        """The link for a speaker phrase whose parse begins at `offset` of the text."""
        self._last, self._parted = self._link(head, cue, offset), False
        return self._last

    def _is_other(self, person: Mention) -> bool:
        """Whether a person is not, by the last word of the name, the one who spoke last."""
        named = self._last.referent if self._last is not None else None
        return named is None or person.text.split()[-1] not in self._text[named.start : named.end].split()

    def last(self) -> Link | None:
        """Whoever spoke last, for a quotation that goes on without a cue."""
        if self._last is None or self._parted:
            return None
        return replace(self._last, reason="goes on speaking")

    def pronouns(self) -> tuple[Link, ...]:
        """Every pronoun for a person read so far whose name is known, in text order."""
        found: list[Link] = []
        for offset, answer in self._coreference.answers():
            word = _PERSONAL.match(self._text, offset)
            if word and answer.actor is not None and answer.actor.is_named and answer.actor.gender:
                name = answer.actor.named_before(offset)
                referent = Span(name.start, name.end)
                found.append(Link("entity", word.group(), offset, word.end(), referent=referent, reason=answer.reason))
        return tuple(found)

    def _link(self, head: Token, cue: Token, offset: int) -> Link:
        said = phrase(head, cue)
        before = self._name_before(said, offset)
        if before is not None:
            said = replace(said, start=before.start - offset)
        start, end = offset + said.start, offset + max(_with_relative(said, cue), _with_manner(said))
        text = self._text[start:end]
        name = before or self._name_inside(said, offset)
        if name is not None:
            self._named.append(name)
            name, reason = self._fullest(name)
            return Link("entity", text, start, end, referent=Span(name.start, name.end), reason=reason)
        guest = self._interview.guest(text) if cue.is_punct else None
        if guest is not None:
            reason = f"the answers are those of {guest.text}, who is introduced before the first question"
            return Link("entity", text, start, end, referent=Span(guest.start, guest.end), reason=reason)
        answer = self._behind(head, offset)
        if answer.actor is not None and answer.actor.is_named:
            found = answer.actor.named_before(start)
            self._named.append(found)
            return Link("entity", text, start, end, referent=Span(found.start, found.end), reason=answer.reason)
        return self._unnamed(head, answer, Link("unnamed", text, start, end))

    def _fullest(self, name: Mention) -> tuple[Mention, str]:
        """ "Mrs. Stone" as the Vera Stone of the article, because the surname alone is two people's."""
        if name.type != "person" or " " in name.text or not title_gender(self._text, name.start):
            return name, ""
        actor = self._coreference.named(name)
        fuller = next((one for one in actor.mentions if " " in one.text), None) if actor is not None else None
        if fuller is None:
            return name, ""
        return fuller, f"“{name.text}” with this form of address is {fuller.text}"

    def _behind(self, head: Token, offset: int) -> Answer:
        """Whom a phrase without a name of its own means."""
        lemma = head.lemma_.lower()
        owner = child(head, "poss")
        if owner is not None and (lemma in lexicon().bearers or lemma in lexicon().nouns or lemma in _OWNED):
            return self._owner(head, owner, offset)
        definite = any(word.lower_ in {"the", "this", "that", "its"} for word in head.children)
        own = _is_outlet(head) and self._has_own_name(head, offset)
        if definite and lemma in _REPORT and not own:
            outlets = [mention for mention in self._named if mention.type in {"organization", "work"}]
            if outlets and (actor := self._coreference.named(outlets[-1])) is not None:
                phrased = head.doc.text[head.left_edge.idx : head.idx + len(head)]
                return Answer(actor, f"“{phrased}”: {outlets[-1].text} was named as reporting before")
        if lemma in lexicon().bearers:
            for word in head.children:
                of = child(word, "pobj") if word.dep_ == "prep" and word.lower_ in _AUTHORS else None
                found = self._at(of, offset) if of is not None else None
                if found is not None and found.kind in {"person", "organization"}:
                    return Answer(found, f"the {lemma} is that of {found.label}")
        return Answer(None) if own else self._coreference.answer(offset + head.idx)

    def _has_own_name(self, head: Token, offset: int) -> bool:
        """Whether a paper or agency bears a name, if not one that we know of: "the Press Courier newspaper"."""
        for word in head.children:
            if word.dep_ == "compound" and word.pos_ == "PROPN":
                mention = self._mention_at(offset + word.idx)
                if mention is None or mention.type != "place":
                    return True
        return False

    def _owner(self, head: Token, owner: Token, offset: int) -> Answer:
        """`her statement`, `the ministry's report`: a document speaks for its owner."""
        found = self._at(owner, offset)
        if found is not None and found.kind in {"person", "organization"}:
            return Answer(found, f"the {head.lower_} is that of {found.label}")
        return Answer(None)

    def _at(self, word: Token, offset: int) -> Actor | None:
        """The named actor that a word names or means."""
        at = offset + word.idx
        if (mention := self._mention_at(at)) is not None:
            return self._coreference.named(mention)
        found = self._coreference.answer(at).actor
        return found if found is not None and found.is_named else None

    def _unnamed(self, head: Token, answer: Answer, link: Link) -> Link:
        """The link of people without a name; `referent` is where they were described first, if that was before."""
        if head.lower_ in _ADDRESSING:
            return replace(link, reason=f"“{head.text}” is whoever writes the article")
        actor = answer.actor
        if actor is None or actor.phrase is None or link.start is None or actor.phrase.start >= link.start:
            return replace(link, count=count_of(head), reason=answer.reason)
        own = count_of(head)
        if own is not None and actor.count != own and (actor.count or any(map(str.isdigit, actor.label))):
            return replace(link, count=own)  # "the two people" are not the "about 14,000 people" of the line before
        return replace(link, count=actor.count or count_of(head), referent=actor.phrase, reason=answer.reason)

    def _name_inside(self, said: Phrase, offset: int) -> Mention | None:
        """The name that the phrase is about: one that holds its head word, not "Nvidia" of "an Nvidia spokesman"."""
        at = offset + said.head.idx
        if (mention := self._mention_at(at)) is not None:
            other = child(said.head, "conj") if mention.type == "event" else None  # "years after the war and Holt said"
            joined = self._mention_at(offset + other.idx) if other is not None else None
            return joined or mention
        if said.head.pos_ != "NOUN":
            return None
        if (mention := self._outlet_before(said.head, offset) or self._described(said.head, offset)) is not None:
            return mention
        for word in said.head.children:  # "CEO Ada Reed" parsed with the title as head; "Reed, CEO of ..."
            mention = self._mention_at(offset + word.idx) if word.dep_ == "appos" else None
            if mention is not None and mention.type == "person":
                return mention
        last = self._mention_at(offset + said.end - 1)  # "a spokesman for Northwind, Ian Holt"
        behind = last is not None and last.start > at and self._text[last.start - 2 : last.start] == ", "
        return last if behind and last is not None and last.type == "person" and said.head.tag_ == "NN" else None

    def _outlet_before(self, head: Token, offset: int) -> Mention | None:
        """The outlet that stands before what it is: "the Aftenbladet newspaper", "the Norpress news agency"."""
        if not _is_outlet(head):
            return None
        first = min((word.i for word in head.children if word.dep_ == "compound"), default=head.i)
        mention = self._mention_at(offset + head.doc[first].idx)
        return mention if mention is not None and mention.type in _OUTLET_TYPES else None

    def _described(self, head: Token, offset: int) -> Mention | None:
        """ "Ann Reyl, a family friend who wrote": the name that a description stands behind."""
        name = head.head
        if head.dep_ != "appos" or name.i > head.i or head.tag_ != "NN" or head.doc[head.left_edge.i - 1].text != ",":
            return None
        mention = self._mention_at(offset + name.idx)
        return mention if mention is not None and mention.type in {"person", "organization"} else None

    def _name_before(self, said: Phrase, offset: int) -> Mention | None:
        """The name that begins a sentence before ", the captain's lawyer, said", parsed without a tie to the verb."""
        head, start = said.head, offset + said.start
        if head.tag_ != "NN" or head.dep_ not in SUBJECTS or self._text[start - 2 : start] != ", ":
            return None
        mention = self._mention_at(start - 3)
        if mention is None or mention.type != "person" or self._text[offset + said.end : offset + said.end + 1] != ",":
            return None
        opens = offset + head.sent.start_char == mention.start and lexicon().is_person(head.lemma_.lower())
        return mention if opens and mention.end == start - 2 else None

    def _mention_at(self, at: int) -> Mention | None:
        """The name that covers an offset of the text of record."""
        for mention in self._mentions[max(bisect_right(self._starts, at) - 2, 0) : bisect_right(self._starts, at)]:
            if mention.start <= at < mention.end and mention.form != "adjective":
                return mention
        return None


def _is_outlet(noun: Token) -> bool:
    """Whether what bears the name is a paper or station: a "news agency", for agencies are many things."""
    kinds = {word.lower_ for word in noun.children if word.dep_ == "compound"}
    return noun.lemma_.lower() in _OUTLETS or (noun.lower_ == "agency" and not kinds.isdisjoint({"news", "press"}))


def _with_relative(said: Phrase, cue: Token) -> int:
    """Where the phrase ends with the pronoun that is the cue's own subject: "Ann Reyl, who" denied it."""
    verb = cue
    for _ in range(4):
        if verb.dep_ == "relcl" and verb.head.i == said.head.i:
            break
        verb = verb.head
    else:
        return said.end
    subject = next((word for word in verb.children if word.dep_ in SUBJECTS), None)
    if subject is None or subject.lower_ not in {"who", "which", "that"}:
        return said.end
    return subject.idx + len(subject) if 0 < subject.idx - said.end <= 2 else said.end


def _with_manner(said: Phrase) -> int:
    """Where the phrase ends with "publicly": officials "not authorized to speak publicly" did not say it publicly."""
    found = said.head.doc.char_span(said.start, said.end)
    last = found[-1] if found is not None else said.head
    if last.lower_ not in {"speak", "comment", "talk"} or last.i + 1 >= len(last.doc):
        return said.end
    manner = last.nbor()
    return manner.idx + len(manner) if manner.lower_ in {"publicly", "openly", "freely"} else said.end
