"""Whom a pronoun or a common noun means: "she", "the mayor", "the company", "the officials".

Paragraph after paragraph the names, the describing nouns and the pronouns are read in text order. Each appearance makes
an actor present; the pronoun goes to whoever is most present and fits in number and gender, the noun to whoever the
text called so before. Where two are about equally present nobody is chosen: an open question is better than a false
name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.extract.actors import Actor, Appearance, gather, is_country
from explorer.extract.callings import (
    PLACES,
    answers_to,
    contradicts,
    has_word,
    is_another,
    is_body,
    is_person,
    modifiers,
    printed,
)
from explorer.extract.paragraph import Paragraph
from explorer.extract.people import PRONOUNS, Gender, people
from explorer.extract.roles import roles_of
from explorer.extract.short_names import defined_names
from explorer.extract.syntax import child, reach
from explorer.extract.tags import SUBJECTS
from explorer.extract.tree import Token
from explorer.extract.unnamed import count_of
from explorer.models import Mention, Span

_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_DESCRIBING = frozenset({"compound", "amod", "nmod", "appos", "attr", "oprd", "npadvmod", "intj"})
"""Relations in which a noun describes somebody else and stands for nobody of its own."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_DOUBT = 0.95
"""From this share of the strongest candidate's presence a second one makes the answer doubtful."""
_LEAST = 0.12
"""Less present actors are not meant: they were last named long ago, or only in passing."""
_PRESENT = 0.3
"""From here on somebody is still spoken of: alone so, one is meant by a noun that nobody was called before."""
_AHEAD = 300
"""How far ahead of a pronoun its name may follow, in code points, where nobody fits before."""
_REMEMBERED = 3
"""Sentences after which a pronoun no longer means somebody without a name."""
_UNKNOWN = 0.8
"""Weight of a person of whom nothing tells the gender, against one whose gender fits."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is meant and why; no actor where it stays open."""

    actor: Actor | None
    reason: str = ""


class Coreference:
    """Reads the paragraphs of one article in text order and answers for the words read so far."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self._starts = [mention.start for mention in self._mentions]
        self._actor_of = gather(self._mentions, text, defined_names(text, self._mentions))
        self._cast: dict[str, list[Actor]] = {}
        """Those who appeared so far by their kind, in the order of their first appearance."""
        self._described: dict[tuple[str, bool], Actor] = {}
        """The last actor without a name for each noun, in the singular and in the plural (True)."""
        self._answers: dict[int, Answer] = {}
        self._sentence = 0
        self._names: dict[int, Actor] = {}

    def answer(self, offset: int) -> Answer:
        """Whom the word at `offset` of the text of record means."""
        return self._answers.get(offset, Answer(None))

    def answers(self) -> list[tuple[int, Answer]]:
        """Every answer given so far with the offset of its word, in text order."""
        return sorted(self._answers.items(), key=lambda pair: pair[0])

    def named(self, mention: Mention) -> Actor | None:
        """The actor of a mention."""
        return self._actor_of.get(mention.start)

    def read(self, paragraph: Paragraph) -> None:
        """Take in the next paragraph."""
        offset, quoted = paragraph.offset, paragraph.quoted
        roots, covered = self._roots(paragraph)
        self._names = {i: self._actor_of[mention.start] for i, mention in roots.items()}
        for i, actor in self._names.items():
            if actor.kind in {"person", "organization", "place", "work"}:
                found = roles_of(paragraph.doc[i], roots[i].start - offset, roots[i].end - offset)
                actor.roles |= found.roles
                actor.words |= found.words
                actor.gender = actor.gender or found.gender
        weaker = 0.4 if paragraph.parsed.region.kind in {"title", "standfirst", "summary"} else 1.0
        for word in paragraph.doc:
            i = word.i
            if word.is_sent_start:
                self._sentence += 1
            if i in self._names:
                weight = _weight(word) * (0.3 if quoted[i] else 1.0) * weaker
                self._appear(self._names[i], roots[i].start, weight)
                self._pair(word, offset)
            elif i not in covered and not quoted[i]:
                tag = word.tag_
                if tag in {"PRP", "PRP$"}:
                    self._pronoun(word, offset)
                elif tag in {"NN", "NNS", "NNP", "NNPS"} and word.dep_ not in _DESCRIBING:
                    self._noun(word, offset)

    # -- appearances ------------------------------------------------------------------------------------------------

    def _roots(self, paragraph: Paragraph) -> tuple[dict[int, Mention], set[int]]:
        """The head word of each name in the paragraph, and all words of names."""
        doc, offset, starts = paragraph.doc, paragraph.offset, paragraph.starts
        roots: dict[int, Mention] = {}
        covered: set[int] = set()
        end = offset + (doc[-1].idx + len(doc[-1]) if len(doc) else 0)
        for mention in self._mentions[bisect_left(self._starts, offset) : bisect_left(self._starts, end)]:
            first = bisect_left(starts, mention.start - offset)
            last = bisect_left(starts, mention.end - offset) - 1
            if mention.start not in self._actor_of or last < first:
                continue
            root = next((i for i in range(last, first - 1, -1) if not first <= doc[i].head.i <= last), last)
            roots.setdefault(root, mention)
            covered.update(range(first, last + 1))
        return roots, covered

    def _appear(self, actor: Actor, start: int, weight: float) -> None:
        if not actor.appearances:
            self._cast.setdefault(actor.kind, []).append(actor)
        actor.appearances.append(Appearance(start, self._sentence, weight))

    def _pair(self, word: Token, offset: int) -> None:
        """`Robert and Carol Vance` together are somebody of their own, for "they"."""
        if word.dep_ in SUBJECTS and any(other.dep_ == "conj" for other in word.children):
            words = reach(word)
            start, end = word.doc[min(words)].idx, word.doc[max(words)].idx + len(word.doc[max(words)])
            pair = Actor("group", self._text[offset + start : offset + end], phrase=Span(offset + start, offset + end))
            self._appear(pair, offset + word.idx, 1.0)

    # -- pronouns ---------------------------------------------------------------------------------------------------

    def _pronoun(self, word: Token, offset: int) -> None:
        lower = word.lower_
        if lower in PRONOUNS:
            answer = self._person(word, offset, PRONOUNS[lower])
        elif lower in _IT and word.dep_ != "expl":
            answer = self._body_meant(word)
        elif lower in _THEY:
            answer = self._many(word)
        else:
            return
        self._answers[offset + word.idx] = answer
        if answer.actor is not None:
            acts = word.dep_ in SUBJECTS
            if acts and not answer.actor.gender and lower in PRONOUNS:
                answer.actor.gender = PRONOUNS[lower]
            self._appear(answer.actor, offset + word.idx, _weight(word) if acts else 0.4)

    def _person(self, word: Token, offset: int, gender: Gender) -> Answer:
        """Who "he" or "she" is."""
        barred = self._barred(word)
        ranked: list[tuple[float, Actor]] = []
        for actor in self._all("person", "individual"):
            if actor in barred or actor.gender not in {gender, ""} or self._is_forgotten(actor):
                continue
            presence = actor.presence(self._sentence) * (1.0 if actor.gender else _UNKNOWN)
            ranked.append((presence * (1.0 if actor.is_named else 0.85), actor))
        answer = self._strongest(word, ranked)
        if answer is not None:
            return answer
        follows = self._following(offset + word.idx, gender)
        if follows is not None:
            return Answer(follows, f"“{word.text}” before {follows.label}, whom nobody precedes who fits")
        return Answer(None)

    def _barred(self, word: Token) -> set[Actor]:
        """Those whom the pronoun cannot mean: named behind it in its own clause, or the other party of its verb."""
        verb = word.head
        if word.dep_ in SUBJECTS:
            if verb.dep_ == "advcl" and verb.i < verb.head.i:
                return set()
            inside = reach(verb)
            return {actor for i, actor in self._names.items() if i > word.i and i in inside}
        if word.tag_ == "PRP" and word.dep_ in {"dobj", "dative"}:
            subject = child(verb, "nsubj")
            return {self._names[subject.i]} if subject is not None and subject.i in self._names else set()
        return set()

    def _following(self, offset: int, gender: Gender) -> Actor | None:
        """The first person named soon behind a pronoun that nobody before fits ("..., he said. Walter Finch, who")."""
        ahead = slice(bisect_left(self._starts, offset), bisect_left(self._starts, offset + _AHEAD))
        for mention in self._mentions[ahead]:
            actor = self._actor_of.get(mention.start)
            if actor is not None and actor.kind == "person" and actor.gender in {gender, ""}:
                return actor
        return None

    def _body_meant(self, word: Token) -> Answer:
        """What "it" is: a body of people; other things speak too rarely to be followed."""
        ranked: list[tuple[float, Actor]] = []
        for actor in self._all("organization", "body", "work", "place"):
            if (actor.kind != "place" or is_country(actor)) and not self._is_forgotten(actor):
                presence = actor.presence(self._sentence)
                ranked.append((presence * (1.0 if actor.kind == "organization" else 0.8), actor))
        return self._strongest(word, ranked) or Answer(None)

    def _many(self, word: Token) -> Answer:
        """Who "they" are: people named together, a group without a name, or a body of people."""
        ranked: list[tuple[float, Actor]] = []
        for actor in self._all("group", "organization", "body"):
            if self._is_forgotten(actor):
                continue
            presence = actor.presence(self._sentence)
            ranked.append((presence * (1.0 if actor.kind == "group" else 0.7), actor))
        return self._strongest(word, ranked) or Answer(None)

    def _is_forgotten(self, actor: Actor) -> bool:
        """Whether people without a name were last spoken of too long ago for a pronoun to mean them."""
        return not actor.is_named and self._sentence - actor.appearances[-1].sentence > _REMEMBERED

    def _strongest(self, word: Token, ranked: list[tuple[float, Actor]]) -> Answer | None:
        """The most present of the candidates; an open answer between two equals, None where nobody is present."""
        ranked = [pair for pair in ranked if pair[0] >= _LEAST]
        if not ranked:
            return None
        ranked.sort(key=lambda pair: (-pair[0], -pair[1].appearances[-1].start))
        best = ranked[0][1]
        if len(ranked) > 1 and ranked[1][0] > _DOUBT * ranked[0][0]:
            return Answer(None, f"“{word.text}” may be {best.label} or {ranked[1][1].label}")
        return Answer(best, f"“{word.text}” after {best.label}, {self._why(best)}")

    def _why(self, actor: Actor) -> str:
        gap = self._sentence - actor.appearances[-1].sentence
        where = "in this sentence" if gap == 0 else "in the sentence before" if gap == 1 else f"{gap} sentences before"
        return f"most prominent {where}"

    # -- nouns ------------------------------------------------------------------------------------------------------

    def _noun(self, word: Token, offset: int) -> None:
        lemma = word.lemma_.lower()
        body, person = is_body(lemma), is_person(lemma)
        if not (person or body) or (word.dep_ == "pobj" and word.head.lower_ == "as"):
            return
        if any(other.i in self._names and other.dep_ == "appos" for other in word.children):
            return
        if word.dep_ == "nsubj" and (attr := child(word.head, "attr")) is not None and attr.i in self._names:
            return
        definite = any(other.lower_ in _DEFINITE for other in word.children if other.dep_ == "det")
        plural = word.tag_ in {"NNS", "NNPS"} or lemma in {"people", "police"}
        answer = Answer(None)
        if definite and not plural:
            answer = self._body_called(word, lemma) if body else answer
            answer = self._called(word, lemma) if person and answer.actor is None else answer
        if answer.actor is None:
            answer = self._unnamed(word, lemma, offset, plural=plural, definite=definite, person=person and not body)
        self._answers[offset + word.idx] = answer
        if answer.actor is not None:
            self._appear(answer.actor, offset + word.idx, _weight(word))

    def _called(self, word: Token, noun: str) -> Answer:
        """Whom "the mayor" means: who was called so, or the one person that the article speaks of."""
        described = modifiers(word)
        people_here = self._all("person")
        fitting = [a for a in people_here if people().fits(noun, a.roles) and not contradicts(described, a)]
        if described & {"chief"} and noun == "executive":
            fitting = [a for a in people_here if "executive" in a.roles]
        known = [a for a in fitting if described <= a.words | a.roles] or fitting
        if known:
            best = max(known, key=lambda a: (a.presence(self._sentence), a.appearances[-1].start))
            return Answer(best, f"“{printed(word)}”: {best.label} was called {noun} before")
        gender = people().nouns.get(noun, "")
        if noun in people().common or not people_here:
            return Answer(None)
        present = [
            a
            for a in people_here
            if a.presence(self._sentence) >= _PRESENT and (not gender or a.gender in {gender, ""})
        ]
        free = [a for a in present if not a.roles]
        if len(present) == 1 and free:
            return Answer(free[0], f"“{printed(word)}” after {free[0].label}, the only person spoken of")
        return Answer(None)

    def _body_called(self, word: Token, noun: str) -> Answer:
        """Which body "the company" or "the ministry" means."""
        described = modifiers(word)
        if noun in PLACES:
            ranked = [a for a in self._all("place") if is_country(a) == PLACES[noun]]
        else:
            bodies = self._all("organization", "work")
            ranked = [a for a in bodies if answers_to(a, noun) and not is_another(described, a, noun)]
            ranked = [a for a in ranked if has_word(a, noun)] or ranked
        found = self._strongest(word, [(a.presence(self._sentence), a) for a in ranked])
        if found is None or found.actor is None:
            return found or Answer(None)
        return Answer(found.actor, f"“{printed(word)}” after {found.actor.label}, {self._why(found.actor)}")

    def _unnamed(self, word: Token, noun: str, offset: int, *, plural: bool, definite: bool, person: bool) -> Answer:
        """Somebody without a name: those described before by the same noun, or new ones."""
        same = self._described.get((noun, plural)) if definite else None
        if same is not None:
            return Answer(same, f"“{printed(word)}” after “{same.label}”")
        owned = child(word, "prep") if noun == "member" else None
        if (
            owned is not None
            and owned.lower_ == "of"
            and (of := child(owned, "pobj")) is not None
            and of.i in self._names
        ):
            return Answer(self._names[of.i], f"“{printed(word)}”")
        start, end = word.left_edge.idx, word.idx + len(word)
        kind = "group" if plural and person else "individual" if person else "body"
        actor = Actor(
            kind,
            self._text[offset + start : offset + end],
            gender=people().nouns.get(noun, ""),
            phrase=Span(offset + start, offset + end),
            count=count_of(word),
        )
        self._described[noun, plural] = actor
        return Answer(actor)

    def _all(self, *kinds: str) -> list[Actor]:
        """Those of some kinds who appeared so far."""
        return [actor for kind in kinds for actor in self._cast.get(kind, ())]


def _weight(word: Token) -> float:
    """How much a word's place in its sentence puts its actor forward: the subject of the main clause most."""
    while word.dep_ in {"appos", "conj"} and word.head.i != word.i and word.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        word = word.head
    relation = word.dep_
    if relation in SUBJECTS:
        verb = word.head
        main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
        return 1.0 if main else 0.7
    if relation in {"agent", "pobj"} and word.head.dep_ == "agent":
        return 0.7
    if relation == "pobj" and word.head.lower_ == "to" and word.head.head.lower_ == "according":
        return 1.0
    if relation in {"dobj", "dative", "attr", "ROOT"}:
        return 0.6
    if relation in {"compound", "nmod", "amod"}:
        return 0.2
    return 0.45
