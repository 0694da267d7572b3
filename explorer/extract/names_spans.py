"""Where names stand: spans of capitalised words, joined and cut until each is one bare name.

A run of capitals is the start; small words may join two runs ("Bank of England"), titles and roles cut them ("Marlow
CEO Ada Reed" is two names), and a capital that only opens a sentence is believed when something else speaks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.extract.names_lexicon import lexicon
from explorer.extract.names_words import Passage, Word, is_acronym, is_camel, is_model_number
from explorer.models import EntityType

_PROPER = frozenset({"NNP", "NNPS"})
_PARTICLES = frozenset("upon de da di del della der den du van von bin ibn bint al el la ul ur ter dos".split())
_PREFIXES = frozenset("Afro Anglo Austro Euro Franco Indo Russo Sino".split())
_COMMITTEES = frozenset({"Committee", "Subcommittee"})
_ORDINAL = re.compile(r"^\d{1,3}(?:st|nd|rd|th)$")
_JOINING = frozenset("of for and the in on to &".split())
# Titles that are surnames, places or first words of bodies as often as titles.
_NAMELIKE_TITLES = frozenset(
    "King Prince Princess Bishop Major Pope Judge Duke Earl Count Baron Lord Marshal Chief Justice Father Coach Saint "
    "General Cardinal Chair Private Queen Lady Sister Brother Miss Chancellor Commander Captain Officer Attorney "
    "Sen Rep Gov Col Gen Lt Maj Capt Hon Fr Sec Prof Sgt Det Rev Deputy Director Counsel Leader Founder Editor "
    "Senator Governor Treasurer Secretary Minister President Mayor Fellow".split()
)
_HEADS = ("organizations.heads", "organizations.legal", "places.heads", "laws.heads")
_GENERIC = (*_HEADS, "organizations.of_heads", "events.heads", "laws.heads")
_SHORT_TITLES = frozenset("Sen Rep Gov Col Gen Lt Maj Capt Hon Fr Sec Prof Sgt Det Rev".split())
_ROLES_ONLY = frozenset("CEO CFO COO CTO CIO President Chairman Chairwoman Minister Secretary Senator Governor".split())


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


class _Marks:
    """What lists say about the words of one passage: known phrases, and titles that stand before or behind names."""

    def __init__(self, passage: Passage) -> None:
        lex, texts, n = lexicon(), passage.texts, len(passage.texts)
        self.phrase: list[tuple[int, int, str] | None] = [None] * n
        self.title = [False] * n
        at = 0
        while at < n:
            found = lex.phrases.match(texts, at)
            if found and not (texts[at] == "The" and passage.words[at].first and not _speaks(passage, at + found[0])):
                for k in range(at, at + found[0]):
                    self.phrase[k] = (at, at + found[0], found[1])
                at += found[0]
            else:
                at += 1
        at = 0
        while at < n:
            found = None if self.phrase[at] else lex.titles.match(texts, at)
            if found and not _part_of_name(passage, at, found[0]):
                start = at
                while start and lex.has("people.portfolios", texts[start - 1]) and not self.phrase[start - 1]:
                    start -= 1  # "Education Minister", "Assistant Secretary of State"
                self.title[start : at + found[0]] = [True] * (at + found[0] - start)
                at += found[0]
            else:
                at += 1


def _speaks(passage: Passage, at: int) -> bool:
    """Whether a verb follows, so that a sentence-initial "The Information" is the paper and not some information."""
    return at < len(passage.words) and passage.words[at].token.tag_ in {"VBD", "VBZ", "POS"}


def _part_of_name(passage: Passage, at: int, length: int) -> bool:
    """Whether a word of the title list belongs to a name here: "Justice Department", "Billie Jean King"."""
    lex, texts = lexicon(), passage.texts
    if length > 1:
        return False
    word, end = texts[at], at + 1
    if word not in _NAMELIKE_TITLES:
        return False
    nxt = at + 2 if at + 1 < len(texts) and texts[at + 1] == "." else at + 1
    if word in _SHORT_TITLES and not (nxt < len(texts) and passage.words[nxt].capital):
        return True
    while end < len(texts) and passage.words[end].capital and texts[end] not in {"I", "The"}:
        end += 1
    if end - at == 1 and at > 1 and texts[at - 1] in {"of", "and", "for"} and passage.words[at - 2].capital:
        return word not in _ROLES_ONLY  # "Department of Justice"
    if end - at > 1 and (_is_head(texts[end - 1]) or lex.has("places.heads", texts[end - 1])):
        return word not in _ROLES_ONLY
    before = texts[at - 1] if at else ""
    named = lex.has("people.given", before) or (at > 0 and passage.words[at - 1].label == "PERSON")
    return end - at == 1 and named and word not in _ROLES_ONLY


def _is_head(word: str) -> bool:
    lex = lexicon()
    return lex.has("organizations.heads", word) or lex.has("organizations.legal", word)


class _Reader:
    """Finds the names of one passage. `small` holds the words that the article writes in small letters."""

    def __init__(self, passage: Passage, small: frozenset[str]) -> None:
        self.passage, self.small, self.lex = passage, small, lexicon()
        self.words, self.texts = passage.words, passage.texts
        self.marks = _Marks(passage)

    def spans(self) -> Iterator[Span]:
        at = 0
        while at < len(self.words):
            phrase = self.marks.phrase[at]
            if phrase is None and not self.opens(at):
                at += 1
                continue
            start = self.with_article(at)
            end = self.extend(at)
            yield from self.cut(start, at, end)
            at = end

    # -- where a name may begin and go on

    def allowed(self, i: int) -> bool:
        """Whether word `i` may be part of a name at all."""
        word = self.words[i]
        if self.marks.phrase[i]:
            return True
        if not word.capital or self.marks.title[i] or not any(c.isalpha() for c in word.text):
            return False
        if self.lex.has("blocked.dates", word.text):
            return word.label in {"PERSON", "ORG"} and (self.near(i, -1) or self.near(i, 1))
        if self.lex.has("blocked.abbreviations", word.text):
            return False
        if word.text in _PREFIXES and self.texts[i + 1 : i + 2] == ["-"] and self.passage.glued(i + 1):
            return False
        if len(word.text.rstrip(".")) == 1:  # an initial needs a name beside it
            return any(
                0 <= k < len(self.words) and self.words[k].capital and len(self.texts[k]) > 1 for k in (i - 1, i + 1)
            )
        return not (self.lex.has("blocked.openers", word.text) and not word.label and word.token.tag_ not in _PROPER)

    def near(self, i: int, step: int) -> bool:
        """Whether the neighbour is capitalised and of the same entity in the model's eyes."""
        k = i + step
        return 0 <= k < len(self.words) and self.words[k].capital and self.words[k].label == self.words[i].label

    def opens(self, i: int) -> bool:
        """Whether a name may begin at word `i`."""
        word = self.words[i]
        if not self.allowed(i):
            return False
        if not word.first:
            return True
        if self.lex.has("blocked.openers", word.text):
            return word.token.tag_ in _PROPER and word.token.ent_iob_ == "B" and self.near(i, 1)
        if self.shaped(word) or self.listed(word.text):
            return True
        if i + 1 < len(self.words) and not word.label and self.words[i + 1].token.ent_iob_ == "B":
            return not (self.words[i + 1].label == "PERSON" and self.words[i + 1].capital)  # "Broker | Ada Reed"
        return word.token.tag_ in _PROPER

    def shaped(self, word: Word) -> bool:
        """Whether the writing alone makes a name of it."""
        return is_camel(word.text) or is_model_number(word.text) or is_acronym(word.text)

    def listed(self, text: str) -> bool:
        """Whether a list holds the word."""
        lex = self.lex
        return text in lex.country_of or text in lex.places or text in lex.known or lex.has("people.given", text)

    def with_article(self, at: int) -> int:
        """Include a capital "The" inside a sentence: "told The Chronicle"."""
        if at and self.texts[at - 1] == "The" and not self.words[at - 1].first and not self.passage.titled:
            return at - 1
        if (
            at > 1
            and self.texts[at - 1] == "-"
            and self.texts[at - 2].lower() in {"al", "el"}
            and self.passage.glued(at)
        ):
            return at - 2
        if at and self.texts[at - 1] in _PARTICLES and self.words[at - 1].label == "PERSON":
            return at - 1  # "bin Laden" alone
        return at

    def extend(self, at: int) -> int:
        """The end of the run of capitals that begins at `at`, over the small words that join names."""
        end = self.marks.phrase[at][1] if self.marks.phrase[at] else at + 1  # type: ignore[index]  # tested just before
        while end < len(self.words):
            step = self.step(at, end)
            if step is None:
                break
            end = step
        return self.with_number(at, end)

    def step(self, at: int, end: int) -> int | None:
        """The end after one more word, or None where the name ends."""
        text = self.texts[end]
        if self.allowed(end) and not self.words[end].first:
            return self.marks.phrase[end][1] if self.marks.phrase[end] else end + 1  # type: ignore[index]
        if end + 1 >= len(self.words):
            return None
        if text == "." and self.passage.glued(end) and len(self.texts[end - 1]) == 1 and self.allowed(end + 1):
            return end + 1
        if text in {"-", "‑"} and self.passage.glued(end) and self.passage.glued(end + 1):
            return self.over_hyphen(end)
        if text in _JOINING or text == "'s" or text == "'":
            return self.over_small_words(at, end)
        if (
            text == ","
            and self.lex.has("people.suffixes", self.texts[end + 1])
            and self.words[end - 1].label == "PERSON"
        ):
            return end + 2
        if text in _PARTICLES:
            return self.over_particles(end)
        return None

    def over_particles(self, end: int) -> int | None:
        """Join "Ludwig van Beethoven", "Joost van der Berg", "Bashar al-Assad"."""
        while end < len(self.texts) and self.texts[end] in _PARTICLES:
            end += 1
        if (
            end + 1 < len(self.texts)
            and self.texts[end] == "-"
            and self.passage.glued(end)
            and self.passage.glued(end + 1)
        ):
            end += 1
        return end + 1 if end < len(self.texts) and self.allowed(end) else None

    def over_hyphen(self, end: int) -> int | None:
        """Join "Jean-Claude", part "China-Russia"."""
        left, right = self.texts[end - 1], self.texts[end + 1]
        if right.islower() and self.words[end + 1].label == "PERSON" and self.words[end + 1].token.ent_iob_ == "I":
            return end + 2  # "Chen Chun-yeh"
        if is_acronym(left) and is_acronym(right) and left not in self.lex.country_of:
            return end + 2  # "AFL-CIO"
        if not self.allowed(end + 1) or left in self.lex.country_of or left in self.lex.places:
            return None
        return None if right in self.lex.country_of else end + 2

    def over_small_words(self, at: int, end: int) -> int | None:
        """Join over "of", "and", "for", "&", "'s" where both sides are one name."""
        nxt = end + 1
        if self.texts[nxt] == "the" and self.texts[end] in {"of", "for", "in"}:
            nxt += 1
        if nxt >= len(self.words) or not self.allowed(nxt):
            return None
        if self.texts[end] == "&":
            return None if is_camel(self.texts[end - 1]) and len(self.texts[end - 1]) > 6 else nxt + 1
        left, entity = self.texts[end - 1], self.same_entity(end - 1, nxt)
        if self.texts[nxt - 1] != "the" and not self.listed(left) and self.last_of_run(nxt) == "Act":
            return nxt + 1
        if self.texts[end] == "of":
            head = self.lex.has("organizations.of_heads", left) and end - at <= 6
            listed = (
                left in self.lex.country_of or self.texts[nxt] in self.lex.country_of or bool(self.marks.phrase[nxt])
            )
            joined = head or (entity and not listed and self.texts[nxt - 1] != "the")
        elif self.texts[end] in {"'s", "'"}:
            joined = entity and not self.listed(left) and self.ends_with_head(nxt)
        elif self.texts[end] == "and":
            joined = (
                entity and (self.texts[at:end].count("of") > 0 or self.ends_with_head(nxt)) and not self.listed(left)
            )
        else:
            joined = entity and any(
                _is_head(t) or self.lex.has("organizations.of_heads", t) for t in self.texts[at:end]
            )
        return nxt + 1 if joined else None

    def same_entity(self, i: int, k: int) -> bool:
        """Whether the model puts words `i` and `k` into one name."""
        return all(w.label and w.token.ent_iob_ == "I" for w in self.words[i + 1 : k + 1]) and bool(self.words[i].label)

    def ends_with_head(self, i: int) -> bool:
        """Whether the run of capitals from `i` ends in the head of a body's or place's name."""
        last = self.last_of_run(i)
        return any(self.lex.has(group, last) for group in _HEADS)

    def last_of_run(self, i: int) -> str:
        """The last of the capitalised words from `i` on."""
        while i + 1 < len(self.words) and self.words[i + 1].capital:
            i += 1
        return self.texts[i]

    def with_number(self, at: int, end: int) -> int:
        """Take in the number of a model ("Qwen 3", "Boeing 737 MAX") but not a count ("Marlow 26 stores")."""
        if end >= len(self.words) or not self.texts[end].isdigit() or len(self.texts[end]) > 4:
            return end
        if self.passage.glued(end) or self.texts[end - 1] in self.lex.places:
            return end
        behind = self.texts[end + 1] if end + 1 < len(self.texts) else ""
        if self.lex.has("products.suffixes", behind):
            return end + 2
        owned = any(t in {"'s", "'", "its", "their"} for t in self.texts[max(0, at - 3) : at])
        product = self.words[end].token.ent_type_ == "PRODUCT" or self.lex.has("products.nouns", behind)
        closes = not behind or behind in {"'s", "and", ".", ",", ";", ":", ")", "?", "!", '"'}
        year = len(self.texts[end]) == 4 and self.texts[end][:2] in {"19", "20"}
        return end + 1 if product or (owned and closes and not year) else end

    # -- one run, several names

    def cut(self, start: int, at: int, end: int) -> Iterator[Span]:
        """The run as bare names: nationality before a person, country before a common head, peoples' words."""
        phrase = self.marks.phrase[at]
        if phrase and phrase[0] == at and phrase[1] == end:
            if phrase[2]:
                kind: EntityType = phrase[2]  # type: ignore[assignment]  # the table holds entity types
                yield Span(self.passage, at, end, kind)
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
        if end > at and not self.common(at, end) and self.evident(at, end):
            yield Span(self.passage, start, end, doubtful=self.is_doubtful(at, end))

    def common(self, at: int, end: int) -> bool:
        """Whether the words are capitalised and yet no name: a people, a bare "Committee", shouted words."""
        texts = self.texts[at:end]
        if all(self.lex.has("blocked.peoples", text) for text in texts):
            return True
        if self.marks.phrase[at]:
            return False
        if len(texts) == 1 and not self.listed(texts[0]) and not is_camel(texts[0]):
            if any(self.lex.has(group, texts[0]) for group in (*_GENERIC, "blocked.openers")):
                return True
            return texts[0].isupper() and texts[0].lower() in self.small
        shouted = [text for text in texts if text.isupper() and len(text) > 2 and text.isalpha()]
        return len(shouted) > 1 and any(len(text) > 5 or text.lower() in self.small for text in shouted)

    def leading(self, at: int, end: int) -> int:
        """Where the name begins behind words that only describe it ("German | Ada Reed")."""
        phrase, texts = self.marks.phrase[at], self.texts
        split = phrase[1] if phrase else at + 1
        if split >= end:
            return at
        describes = self.describes(texts[at])
        located = bool(phrase and phrase[2] == "place") or texts[at] in self.lex.country_of
        if not describes and not located:
            return at
        if _is_head(texts[end - 1]) or self.lex.has("places.heads", texts[end - 1]) or "of" in texts[at:end]:
            return at
        person = self.words[split].label == "PERSON" or self.lex.has("people.given", texts[split])
        if person and self.words[split].token.ent_iob_ == "I" and self.lex.has("people.given", texts[at]):
            return at  # "Danish Faruqui": a given name that is also a nationality
        placed = self.marks.phrase[split]
        if placed and placed[2] == "place" and placed[1] == end:
            return split
        return at if self.same_entity(at, end - 1) and not person else split

    def loose_end(self, at: int, end: int) -> bool:
        """Whether the last word of a run is no part of a name: a preposition of a headline, a lone particle."""
        word = self.words[end - 1]
        if word.text.lower() in {"the", "of", "and", "for", "in", "on", "to", "&", "-", "'s"}:
            return True
        inside = bool(word.label) and word.token.ent_iob_ == "I"
        return end - at > 1 and self.lex.has("blocked.openers", word.text) and not inside

    def describes(self, text: str) -> bool:
        """Whether the word tells a people, faith or party, and is no name beside such a word."""
        return text in self.lex.adjectives or self.lex.has("blocked.peoples", text)

    def evident(self, at: int, end: int) -> bool:
        """Whether something beside a capital letter speaks for a name."""
        return any(
            word.label or word.token.tag_ in _PROPER or self.shaped(word) or self.listed(word.text)
            for word in self.words[at:end]
        )

    def is_doubtful(self, at: int, end: int) -> bool:
        """Whether the capital may be the sentence's: one word, on no list, not seen as a name by the model."""
        word = self.words[at]
        if end - at > 1 or not word.first:
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
