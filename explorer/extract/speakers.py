"""Who speaks: phrases become links of a chain, and pronouns, bare surnames and nominals find their name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from explorer.extract.cues import lexicon
from explorer.extract.syntax import Phrase, phrase
from explorer.models import Link, Mention, Span

_HE = frozenset({"he", "him", "himself"})
_SHE = frozenset({"she", "her", "herself"})
_THEY = frozenset({"they", "them", "we", "us"})
_IT = frozenset({"it"})
_REPORT = frozenset({"report", "article", "story", "outlet", "publication", "newspaper", "magazine", "paper", "agency"})
_BODY = frozenset("company firm group organization organisation agency bank carmaker chipmaker maker startup giant "
                  "retailer party union ministry university business corporation".split())  # fmt: skip
_SMALL = {
    "one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "both": 2, "another": 1,
}  # fmt: skip


class Speakers:
    """Resolves the speakers of one source, paragraph after paragraph, in text order."""

    def __init__(self, source: str, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._source = source
        self._mentions = sorted(mentions, key=lambda mention: mention.start)
        self._named: list[Mention] = []
        """Names that spoke so far, latest last."""
        self._last: Link | None = None
        self._subjects: set[int] = set()
        self._paragraph = 0
        self._genders: dict[str, str] = {}

    def enter(self, doc: Doc, offset: int) -> None:
        """Begin a paragraph: note which names are subjects in it, because pronouns mostly go on with those."""
        self._paragraph = offset
        for mention in self._mentions:
            if offset <= mention.start < offset + len(doc.text):
                words = doc.char_span(mention.start - offset, mention.end - offset, alignment_mode="expand")
                if words is not None and words.root.dep_ in {"nsubj", "nsubjpass"}:
                    self._subjects.add(mention.start)

    def link(self, head: Token, cue: Token, offset: int) -> Link:
        """The link for a speaker phrase whose parse begins at `offset` of the text."""
        self._last = self._link(head, cue, offset)
        return self._last

    def _link(self, head: Token, cue: Token, offset: int) -> Link:
        said = phrase(head, cue)
        start, end = offset + said.start, offset + said.end
        text = self._text[start:end]
        name = self._name_inside(said, offset)
        if name is not None:
            self._named.append(name)
            return Link("entity", text, start, end, referent=Span(name.start, name.end))
        found, reason = self._antecedent(head, start)
        if found is not None:
            self._named.append(found)
            return Link("entity", text, start, end, referent=Span(found.start, found.end), reason=reason)
        return Link("unnamed", text, start, end, count=count_of(head))

    def last(self) -> Link | None:
        """Whoever spoke last, for a quotation that goes on without a cue."""
        return replace(self._last, reason="goes on speaking") if self._last is not None else None

    def _name_inside(self, said: Phrase, offset: int) -> Mention | None:
        """The name that the phrase is about: one that holds its head word, not "Nvidia" of "an Nvidia spokesman"."""
        at = offset + said.head.idx
        for mention in self._mentions:
            if mention.start <= at < mention.end and mention.form != "adjective":
                return mention
        for word in said.head.children:  # "CEO Jensen Huang" parsed with the title as head; "Jain, CEO of ..."
            if word.dep_ == "appos" and said.head.pos_ == "NOUN":
                at = offset + word.idx
                for mention in self._mentions:
                    if mention.start <= at < mention.end and mention.type == "person":
                        return mention
        return None

    def _antecedent(self, head: Token, start: int) -> tuple[Mention | None, str]:
        word = head.lower_
        before = [mention for mention in self._mentions if mention.end <= start]
        people = [mention for mention in before if mention.type == "person"]
        bodies = [mention for mention in before if mention.type == "organization"]
        if word in _HE | _SHE:
            gender = "he" if word in _HE else "she"
            found, reason = self._person(people, gender)
            if found is not None:
                self._genders.setdefault(_surname(found), gender)
            return found, reason
        if word in _IT and bodies:
            return bodies[-1], f'"{head.text}" after {bodies[-1].text}'
        definite = any(child.lower_ in {"the", "this", "that", "its"} for child in head.children)
        lemma = head.lemma_.lower()
        if definite and lemma in _REPORT:
            outlets = [mention for mention in self._named if mention.type in {"organization", "work"}]
            if outlets:
                return outlets[-1], f'"{self._phrase(head)}": {outlets[-1].text} was named as reporting before'
            return None, ""
        if definite and lemma in _BODY and head.tag_ == "NN" and bodies:
            return bodies[-1], f'"{self._phrase(head)}" after {bodies[-1].text}'
        return None, ""

    def _person(self, people: list[Mention], word: str) -> tuple[Mention | None, str]:
        """Who "he" or "she" is: the subject named before in this paragraph, else who spoke last, else who came last."""
        fitting = [person for person in people if self._genders.get(_surname(person), word) == word]
        acting = [person for person in fitting if person.start in self._subjects]
        here = [person for person in acting if person.start >= self._paragraph]
        spoke = [mention for mention in self._named if mention.type == "person" and mention in fitting]
        if here:
            return here[-1], f'"{word}" after {here[-1].text}, who acts in the same paragraph'
        if spoke:
            return spoke[-1], f'"{word}" after {spoke[-1].text}, who spoke last'
        if acting:
            return acting[-1], f'"{word}" after {acting[-1].text}, who acts before'
        if fitting:
            return fitting[-1], f'"{word}" after {fitting[-1].text}, the person named last'
        return None, ""

    @staticmethod
    def _phrase(head: Token) -> str:
        return head.doc.text[head.left_edge.idx : head.idx + len(head)]


def _surname(person: Mention) -> str:
    return person.text.split()[-1].casefold()


def count_of(head: Token) -> int | None:
    """How many unnamed people a phrase speaks of, where it says so: "four people" 4, "an aide" 1, "analysts" None."""
    if not lexicon().is_person(head.lemma_.lower()):
        return None
    for word in head.children:
        if word.dep_ in {"nummod", "det", "predet", "amod"}:
            if word.lower_ in _SMALL and (word.lower_ not in {"a", "an", "one", "another"} or head.tag_ != "NNS"):
                if word.lower_ in {"a", "an", "another"} and head.lemma_.lower() in {
                    "number",
                    "group",
                    "dozen",
                    "handful",
                }:
                    return None
                return _SMALL[word.lower_]
            if word.like_num and word.text.isdigit():
                return int(word.text)
    if head.tag_ == "NN" and any(word.lower_ in {"the", "that", "this"} for word in head.children):
        return 1
    return None
