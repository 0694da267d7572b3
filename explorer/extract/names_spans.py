"""Where names stand: runs of capitalised words, cut until each is one bare name.

A run of capitals is the start; small words may join two runs ("Bank of England"), titles and roles cut them ("Marlow
CEO Ada Reed" is two names), and a capital that only opens a sentence is believed when something else speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from explorer.extract.names_joins import PROPER, Runs
from explorer.extract.names_marks import is_head
from explorer.extract.names_words import Passage, Word, is_acronym, is_camel
from explorer.models import EntityType

_GENERIC = tuple(
    "organizations.heads organizations.legal organizations.of_heads places.heads laws.heads events.heads "
    "blocked.openers".split()
)
"""Lists whose words are no name when they stand alone."""
_SAYING_OF_ONE = frozenset({"VBD", "VBZ", "MD", "WP", "WDT"})
"""Tags of what goes on behind a noun: verbs, "who", "which"."""


@dataclass(slots=True)
class Span:
    """A candidate name: words `i`..`j` (exclusive) of a passage. `kind` is set where a list knows the whole name."""

    passage: Passage
    i: int
    j: int
    kind: EntityType | None = None
    doubtful: bool = False
    """Only a sentence-initial capital and the tagger speak for it; kept when the name stands elsewhere too."""

    @property
    def words(self) -> list[Word]:
        """The words of the name."""
        return self.passage.words[self.i : self.j]

    @property
    def texts(self) -> tuple[str, ...]:
        """The words as strings, the key of a surface."""
        return tuple(self.passage.texts[self.i : self.j])


class _Reader(Runs):
    """Finds the names of one passage. `small` holds the words that the article writes in small letters."""

    def __init__(self, passage: Passage, small: frozenset[str]) -> None:
        super().__init__(passage)
        self.small = small

    def spans(self) -> Iterator[Span]:
        """The names in text order."""
        at = 0
        while at < len(self.words):
            if self.marks.phrase[at] is None and not (self.words[at].capital and self.opens(at)):
                at += 1
                continue
            start, end = self.begin(at), self.extend(at)
            yield from self.cut(start, at, end)
            at = end

    def cut(self, start: int, at: int, end: int) -> Iterator[Span]:
        """The run as bare names: nationality before a person, country before a common head, peoples' words."""
        phrase = self.marks.phrase[at]
        if phrase and phrase[0] == at and phrase[1] == end:
            if phrase[2]:
                yield Span(self.passage, at, end, cast(EntityType, phrase[2]))  # the table holds nothing else
            return
        split = self.leading(at, end)
        if split > at:
            if self.marks.phrase[at] or all(self.texts[k] in self.lex.country_of for k in range(at, split)):
                yield Span(self.passage, at, split)
            start = at = split
        while end > at and self.marks.phrase[end - 1] is None and self.loose_end(at, end):
            end -= 1
        if end - at > 1 and all(self.describes(text) for text in self.texts[at:end]):
            start = at = end - 1  # "Lithuanian Americans", "Northern European"
        if start < at and (end - at > 4 or self.texts[at] in self.lex.country_of):
            start = at
        counted = start == at == end - 1 and self.counted(at)
        if end > at and not counted and not self.common(at, end) and self.evident(at, end):
            yield Span(self.passage, start, end, doubtful=self.is_doubtful(at, end))

    def common(self, at: int, end: int) -> bool:
        """Whether the words are capitalised and yet no name: a people, a bare "Committee", shouted words."""
        texts = self.texts[at:end]
        if all(self.lex.has("blocked.peoples", text) for text in texts):
            return True
        if self.marks.phrase[at]:
            return False
        if all(self.unnaming(text) for text in texts):
            return True
        if len(texts) == 1 and texts[0].endswith(("ism", "isms", "phobia")):
            return True
        if len(texts) == 1 and not self.listed(texts[0]) and not is_camel(texts[0]):
            if self.lex.numbered(texts[0]) or any(self.lex.has(group, texts[0]) for group in _GENERIC):
                return not self.articled(at)
            return texts[0].isupper() and (texts[0].lower() in self.small or self.one_of_many(at))
        if texts[-1] in {"Republican", "Democrat"}:
            return True  # "a Blue Dog Democrat"
        shouted = [text for text in texts if text.isupper() and len(text) > 2 and text.isalpha()]
        calling = len(shouted) == len(texts) and all(self.lex.has("blocked.openers", text.title()) for text in texts)
        return len(shouted) > 1 and (calling or any(len(text) > 5 or text.lower() in self.small for text in shouted))

    def unnaming(self, text: str) -> bool:
        """Whether a field or a department names nobody by itself: "Physics", "Public Relations"."""
        return self.lex.has("blocked.fields", text) or self.lex.has("blocked.departments", text)

    def one_of_many(self, at: int) -> bool:
        """Whether a shouted word has an article and a verb around it, as no name has: "A WOMAN was injured"."""
        article = at > 0 and self.texts[at - 1].lower() in {"a", "an"}
        return article and at + 1 < len(self.words) and self.words[at + 1].token.tag_ in _SAYING_OF_ONE

    def counted(self, at: int) -> bool:
        """Whether a number counts what the letters stand for: "three RBI"."""
        if not at or not is_acronym(self.texts[at]) or self.listed(self.texts[at]):
            return False
        number = self.words[at - 1]
        return number.token.tag_ == "CD" and not (len(number.text) == 4 and number.text.isdigit())

    def articled(self, at: int) -> bool:
        """Whether a big article inside a sentence makes a name of a common word: "told The Statesman"."""
        return at > 1 and self.texts[at - 1] == "The" and not self.words[at - 1].first and not self.passage.titled

    def leading(self, at: int, end: int) -> int:
        """Where the name begins behind words that only describe it ("German | Ada Reed")."""
        phrase, texts = self.marks.phrase[at], self.texts
        split = phrase[1] if phrase else at + 1
        if split >= end:
            return at
        if texts[split] in {"for", "of"}:
            return at  # "Americans for Prosperity"
        if texts[at] in self.lex.adjectives and all(self.lex.has("blocked.departments", t) for t in texts[split:end]):
            return split  # "the Indian | Naval base"
        describes = self.describes(texts[at])
        located = bool(phrase and phrase[2] == "place") or texts[at] in self.lex.country_of
        if not describes and not located:
            return at
        placed = self.marks.phrase[split]
        if placed and placed[2] == "place" and placed[1] == end:
            return split
        if is_head(texts[end - 1]) or self.lex.has("places.heads", texts[end - 1]) or "of" in texts[at:end]:
            return at
        person = self.words[split].label == "PERSON" or self.lex.has("people.given", texts[split])
        if person and self.words[split].token.ent_iob_ == "I" and self.lex.has("people.given", texts[at]):
            return at  # "Danish Rehman": a given name that is also a nationality
        return at if self.same_entity(at, end - 1) and not person else split

    def loose_end(self, at: int, end: int) -> bool:
        """Whether the last word of a run is no part of a name: a preposition of a headline, a lone particle."""
        word = self.words[end - 1]
        if word.text == "I" and end - at > 1:
            return False  # "Carlos I"
        if word.text.lower() in {"the", "of", "and", "for", "in", "on", "to", "&", "-", "'s"}:
            return True
        if end - at > 1 and self.lex.has("blocked.affiliations", word.text) and self.texts[end - 2] in self.lex.places:
            return True  # "Iowa | Latino voters"
        inside = bool(word.label) and word.token.ent_iob_ == "I"
        return end - at > 1 and self.lex.has("blocked.openers", word.text) and not inside

    def describes(self, text: str) -> bool:
        """Whether the word tells a people, faith or party, and is no name beside such a word."""
        return text in self.lex.adjectives or self.lex.has("blocked.peoples", text)

    def evident(self, at: int, end: int) -> bool:
        """Whether something beside a capital letter speaks for a name."""
        return (
            self.backs(end - 1)
            or self.unheard(self.words[at])
            or any(
                word.label or word.token.tag_ in PROPER or self.shaped(word) or self.listed(word.text)
                for word in self.words[at:end]
            )
        )

    def is_doubtful(self, at: int, end: int) -> bool:
        """Whether the capital may be the sentence's: one word, on no list, not seen as a name by the model."""
        word = self.words[at]
        if end - at > 1 or not word.first:
            return False
        if self.backs(at):
            return False
        known = self.shaped(word) or word.text in self.lex.places or word.text in self.lex.country_of
        return not known and (not word.label or word.text.lower() in self.small)


def find_spans(passage: Passage, small: frozenset[str]) -> list[Span]:
    """The names of a passage in running case, in text order, without overlap."""
    return list(_Reader(passage, small).spans())


def match_known(passage: Passage, known: Mapping[str, Sequence[tuple[str, ...]]]) -> Iterator[Span]:
    """Occurrences of names known from elsewhere, longest first; `known` maps a first word to names by length."""
    fold = passage.upper
    texts = [text.upper() for text in passage.texts] if fold else passage.texts
    at = 0
    while at < len(texts):
        for name in known.get(texts[at], ()):
            end = at + len(name)
            if tuple(texts[at:end]) == name and not any(passage.taken[at:end]):
                yield Span(passage, at, end)
                at = end - 1
                break
        at += 1
