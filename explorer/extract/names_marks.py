"""What lists say about the words of one passage: known names of several words, and titles and roles.

A title cuts a run of capitals ("Marlow CEO Ada Reed" is two names) unless it is part of a name itself ("Justice
Department", "Billie Jean King").
"""

from __future__ import annotations

from explorer.extract.names_lexicon import lexicon
from explorer.extract.names_titles import find_titles
from explorer.extract.names_words import Passage
from explorer.text.titles import TITLES

# Titles that are surnames, places or first words of bodies as often as titles.
_NAMELIKE_TITLES = frozenset(
    "King Prince Princess Bishop Major Pope Judge Duke Earl Count Baron Lord Marshal Chief Justice Father Coach Saint "
    "General Cardinal Chair Private Queen Lady Sister Brother Miss Chancellor Commander Captain Officer Attorney "
    "Sen Rep Gov Col Gen Lt Maj Capt Hon Fr Sec Prof Sgt Det Rev Deputy Director Counsel Leader Founder Editor "
    "Senator Governor Treasurer Secretary Minister President Mayor Fellow".split()
)
# Written short they stand before a name, or are no title.
_SHORT_TITLES = _NAMELIKE_TITLES & frozenset(TITLES)
_ROLES_ONLY = frozenset("CEO CFO COO CTO CIO President Chairman Chairwoman Minister Secretary Senator Governor".split())


class Marks:
    """What lists say about the words of one passage: known phrases, and titles that stand before or behind names."""

    def __init__(self, passage: Passage) -> None:
        self.phrase: list[tuple[int, int, str] | None] = [None] * len(passage.texts)
        """The known name that each word belongs to: first word, end, type."""
        self.title = [False] * len(passage.texts)
        """Whether each word is a title or role beside a name, and no part of it."""
        self._mark_phrases(passage)
        self._mark_titles(passage)

    def _mark_phrases(self, passage: Passage) -> None:
        lex, texts, at = lexicon(), passage.texts, 0
        firsts, size = lex.phrases.firsts, len(texts)
        while at < size:
            found = lex.phrases.match(texts, at) if texts[at] in firsts else None
            if found and texts[at] == "The" and passage.words[at].first and not _speaks(passage, at + found[0]):
                found = None
            end = at + found[0] if found else at + 1
            if found:
                self.phrase[at:end] = [(at, end, found[1])] * found[0]
            at = end
        for start, end, kind in find_titles(passage):
            if not any(mark and (mark[0] < start or mark[1] > end) for mark in self.phrase[start:end]):
                self.phrase[start:end] = [(start, end, kind)] * (end - start)

    def _mark_titles(self, passage: Passage) -> None:
        lex, texts, at = lexicon(), passage.texts, 0
        firsts, size = lex.titles.firsts, len(texts)
        while at < size:
            known = texts[at] in firsts and not self.phrase[at]
            found = lex.titles.match(texts, at) if known else None
            end = at + 1
            if found and not _part_of_name(passage, at, found[0]):
                start, end = at, at + found[0]
                while start and lex.has("people.portfolios", texts[start - 1]) and not self.phrase[start - 1]:
                    start -= 1  # "Education Minister", "Assistant Secretary of State"
                self.title[start:end] = [True] * (end - start)
            elif not found and passage.words[at].capital and not self.phrase[at] and _role_before_person(passage, at):
                self.title[at] = True
            at = end


def _speaks(passage: Passage, at: int) -> bool:
    """Whether a verb follows, so that a sentence-initial "The Information" is the paper and not some information."""
    return at < len(passage.words) and passage.words[at].token.tag_ in {"VBD", "VBZ", "POS"}


def _role_before_person(passage: Passage, at: int) -> bool:
    """Whether a role is written big between names: "FAA Administrator Mike Whitaker"."""
    if at + 1 >= len(passage.words) or not lexicon().has("people.roles", passage.texts[at].lower()):
        return False
    after = passage.words[at + 1]
    given = lexicon().has("people.given", after.text)
    return passage.texts[at][0].isupper() and after.capital and (given or after.label == "PERSON")


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
    if end - at > 1 and lex.has("people.suffixes", texts[end - 1]):
        end -= 1  # "Martin Luther King Jr."
    if end - at == 1 and at > 1 and texts[at - 1] in {"of", "and", "for"} and passage.words[at - 2].capital:
        return word not in _ROLES_ONLY  # "Department of Justice"
    if end - at > 1 and (is_head(texts[end - 1]) or lex.has("places.heads", texts[end - 1])):
        return word not in _ROLES_ONLY
    if word == "Major" and texts[at + 1] in {"League", "Leagues", "Soccer"}:
        return True
    before = texts[at - 1] if at else ""
    named = lex.has("people.given", before) or (at > 0 and passage.words[at - 1].label == "PERSON")
    return end - at == 1 and named and word not in _ROLES_ONLY


def is_head(word: str) -> bool:
    """Whether the word closes the names of bodies: "Bank", "Ministry", "Inc."."""
    lex = lexicon()
    return lex.has("organizations.heads", word) or lex.has("organizations.legal", word)
