"""Views told without a verb of saying: "In the judge's view, ...", "To critics, ...", "Her position is that ...".

A phrase at the head of its sentence says whose view the sentence tells; a noun such as "view" may also be the subject
of a sentence that tells it behind "is that".
"""

from __future__ import annotations

from collections.abc import Iterator

from explorer.extract.cues import lexicon
from explorer.extract.holders import is_holder, is_human
from explorer.extract.paragraph import Attribution, Paragraph
from explorer.extract.syntax import child, reach
from explorer.extract.tree import Token
from explorer.models import CueKind

_VIEWS = frozenset("view opinion eye judgment judgement estimation mind telling word reckoning account".split())
"""What a sentence may be told "in": "in her view", "in the words of the judge", "in his telling"."""
_TELLING = frozenset({"word", "telling", "account"})
"""Of these, the ones that are speech."""
_POSITIONS = frozenset("position stance answer reply verdict response reasoning argument view opinion".split())
"""Nouns that tell something behind "is that", with those that are cues before a "that" of their own."""
_JUDGING = frozenset({"be", "seem", "look", "mean", "represent", "remain", "matter"})
"""Verbs of the sentence behind "To critics,": others tell what happens to them."""


def find_views(paragraph: Paragraph) -> Iterator[Attribution]:
    """`In X's view, ...`, `To X, ...`, `X's position is that ...`."""
    for word in paragraph.loose_words():
        found: Attribution | None = None
        if word.pos_ == "NOUN":
            found = _position(word)
        elif word.lower_ in {"in", "to", "for"} and _opens(word):
            found = _in_view(word) if word.lower_ == "in" else _to(word)
        if found is not None and found.content:
            yield found


def _opens(word: Token) -> bool:
    """Whether a preposition begins its sentence or clause, but for a conjunction."""
    before = word.doc[word.i - 1] if word.i > word.sent.start else None
    return before is None or before.is_punct or before.is_space or before.dep_ == "cc"


def _comma_behind(word: Token) -> bool:
    last = word.right_edge.i
    return last + 1 < word.sent.end and word.doc[last + 1].text == ","


def _in_view(word: Token) -> Attribution | None:
    """`In the judge's view, the contract was void`, `in the opinion of the court, ...`."""
    noun = child(word, "pobj")
    if noun is None or noun.lemma_.lower() not in _VIEWS or not _comma_behind(word):
        return None
    if noun.lower_ == "accounts":  # books, not tales
        return None
    of = next((other for other in noun.children if other.lower_ == "of"), None)
    holder = child(noun, "poss") or (child(of, "pobj") if of is not None else None)
    if holder is None or not is_holder(holder) or holder.lower_ in {"my", "our", "your"}:
        return None
    kind: CueKind = "say" if noun.lemma_.lower() in _TELLING else "think"
    return Attribution(noun, noun.lemma_.lower(), kind, _rest(word), holder)


def _to(word: Token) -> Attribution | None:
    """`To critics, the law is a wish list`: a judgement, in the eyes of people who are named first."""
    noun, main = child(word, "pobj"), word.head
    if noun is None or not is_human(noun) or not _comma_behind(word) or word.i != _first(word):
        return None
    if main.lemma_ not in _JUDGING or child(main, "attr", "acomp", "ccomp", "prep") is None or main.i < word.i:
        return None
    if word.lower_ == "for" and (noun.ent_type_ != "PERSON" or child(main, "expl") is not None):
        return None
    return Attribution(word, word.lower_, "think", _rest(word), noun)


def _first(word: Token) -> int:
    """The first word of the sentence that is neither a mark nor a conjunction."""
    return next((other.i for other in word.sent if not other.is_punct and not other.is_space and other.dep_ != "cc"), 0)


def _rest(word: Token) -> set[int]:
    """The clause that a phrase opens, without the phrase and without a conjunction in front of it."""
    main = word.head
    words = {i for i in reach(main) if i > word.right_edge.i}
    return words - {i for i in words if main.doc[i].is_space}


def _position(noun: Token) -> Attribution | None:
    """`The senator's position is that the law was a mistake`."""
    verb, owner = noun.head, child(noun, "poss")
    lemma = noun.lemma_.lower()
    kind = lexicon().nouns.get(lemma) or ("say" if lemma in _POSITIONS else None)
    if kind is None or owner is None or noun.dep_ != "nsubj" or verb.lemma_ != "be" or not is_holder(owner):
        return None
    clause = child(verb, "ccomp")
    mark = child(clause, "mark") if clause is not None else None
    if clause is None or clause.i < verb.i or mark is None or mark.lower_ != "that":
        return None
    return Attribution(noun, lemma, "say" if kind in {"stance", "intent"} else kind, reach(clause), owner)
