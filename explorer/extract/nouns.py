"""Attributions that hang on a noun or an adjective: "her call for talks", "is worried about prices".

A noun speaks for its owner: the possessor ("his claim that ..."), the subject of a verb that adds nothing to it ("made
the claim that ..."), or whoever stands behind "by" or "from". With none of these nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from explorer.extract.cues import lexicon
from explorer.extract.holders import is_holder
from explorer.extract.paragraph import Attribution, Paragraph
from explorer.extract.syntax import actor, child, is_passive, reach
from explorer.extract.tree import Token
from explorer.models import CueKind

_LIGHT = frozenset(
    "make have issue express raise voice offer give deliver release send post share repeat reiterate renew keep "
    "hold level lodge launch pose field show state air cast declare announce reaffirm maintain lead echo get put "
    "drop add pay feel cite set strike sound tell take wage mount abandon withdraw include ask receive spark draw "
    "prompt".split()
)
"""Verbs that add nothing to the noun they govern: "made the claim", "raised questions", "voiced concern"."""
_STANDING = frozenset({"come", "serve", "act", "stand", "arrive", "function"})
"""With "as" these say what the subject is, not what it says: "the deaths come as a reminder that …"."""
_GETTING = frozenset({"receive", "face", "draw", "spark", "prompt", "get"})
"""With these the subject is spoken of, not speaking: "drew criticism"."""
_TAKING = frozenset(
    "hear learn read see answer respond react reply survive suffer meet fight ignore follow avoid shrug brush bristle "
    "laugh counter defy withstand resist escape".split()
)
"""With these the noun is somebody else's: "heard the claim", "bristled at the suggestion"."""
_MADE = frozenset({"clear", "plain", "explicit"})
"""What one can make a fact: "made clear that prices would rise"."""
_BOUND = {"case": "make", "point": "make", "story": "tell"}
"""Nouns that say something only with one verb: "made the case for reform", "told the story of her escape"."""
_PREDICATES = frozenset({"acomp", "oprd", "ROOT", "conj", "amod", "acl", "ccomp"})
"""Where an adjective stands for what somebody thinks."""
_COPULAS = frozenset({"be", "feel", "seem", "remain", "sound", "become", "stay", "grow", "appear"})


def find_nouns(paragraph: Paragraph) -> Iterator[Attribution]:
    """`his claim that ...`, `her call for talks`, `raised questions about ...`."""
    for word in paragraph.loose_words():
        if word.pos_ != "NOUN":
            continue
        lemma = word.lemma_.lower()
        kind, anchor = _complement(word, lemma)
        if kind is None or anchor is None:
            continue
        if lemma in _BOUND and not (word.dep_ == "dobj" and word.head.lemma_.lower() == _BOUND[lemma]):
            continue
        owner = _owner(word)
        if owner is not None and not is_holder(owner):
            continue
        content = reach(anchor) - ({anchor.i} if anchor.dep_ == "prep" else set())
        yield Attribution(word, lemma, kind, content, owner, whole=not _has_that(anchor), impersonal=owner is None)


def _complement(noun: Token, lemma: str) -> tuple[CueKind | None, Token | None]:
    """What the noun says, with the kind of cue it is with that."""
    lex = lexicon()
    for word in noun.children:
        if word.i < noun.i:
            continue
        if word.dep_ == "prep" and child(word, "pobj", "pcomp") is not None:
            kind = lex.noun_frames.get((lemma, word.lower_))
        elif word.dep_ == "acl" and word.tag_ == "VB":
            kind = lex.noun_frames.get((lemma, "to"))
        elif word.dep_ in {"acl", "ccomp", "relcl"} and _has_that(word):
            kind = lex.nouns.get(lemma)
            kind = None if kind in {"intent", "stance"} and child(noun, "poss") is None else kind
        else:
            continue
        if kind is not None:
            return kind, word
    return None, None


def is_aside(one: Attribution) -> bool:
    """Whether a cue is a mere noun in a clause that tells something else: "the plan meets their call for steel"."""
    noun = one.cue
    if noun.pos_ != "NOUN" or not one.whole:
        return False
    return not (noun.dep_ == "dobj" and noun.head.lemma_.lower() in _LIGHT)


def _has_that(clause: Token) -> bool:
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ == "that"


def _owner(noun: Token) -> Token | None:
    """Whose word the noun is; None where nobody is named."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    for word in noun.children:
        if word.dep_ == "prep" and word.lower_ in {"by", "from"} and (behind := child(word, "pobj")) is not None:
            return behind
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in _LIGHT - _GETTING and not is_passive(verb):
        return actor(verb)
    return _governing(noun)


def _governing(noun: Token) -> Token | None:
    """Who acts in a clause that does something with the noun: "peppered him with attacks", "campaigned on the idea".

    Not with verbs that judge the noun or take it from somebody else ("rejected the claim", "heard the claim").
    """
    top = noun
    while top.dep_ in {"dobj", "pobj", "prep", "conj"} and top.head.i != top.i and top.head.pos_ not in {"VERB", "AUX"}:
        top = top.head
    verb = top.head
    lemma = verb.lemma_.lower()
    judges = lexicon().verb(lemma, "object") is not None or lemma in _GETTING | _TAKING
    judges = judges or (lemma in _STANDING and top.dep_ == "prep" and top.lower_ == "as")
    if top.dep_ not in {"dobj", "prep"} or verb.pos_ != "VERB" or judges or is_passive(verb):
        return None
    found = actor(verb)
    return found if found is not None and is_holder(found) else None


def find_adjectives(paragraph: Paragraph) -> Iterator[Attribution]:
    """`is confident that ...`, `was critical of the plan`, `seems eager to sell`."""
    lex = lexicon()
    for word in paragraph.loose_words():
        if word.pos_ not in {"ADJ", "VERB"} or word.dep_ not in _PREDICATES:
            continue
        lemma = word.lemma_.lower() if word.pos_ == "ADJ" else word.lower_
        for other in word.children:
            if other.i < word.i:
                continue
            if other.dep_ == "prep" and child(other, "pobj", "pcomp") is not None:
                joint = other.lower_
            elif other.dep_ == "xcomp" and other.tag_ == "VB":
                joint = "to"
            elif other.dep_ == "ccomp":
                joint = "that"
            else:
                continue
            kind = lex.adjectives.get((lemma, joint))
            if kind is None:
                continue
            speaker = _bearer(word)
            if speaker is None or not is_holder(speaker):
                break
            content = reach(other) - ({other.i} if other.dep_ == "prep" else set())
            yield Attribution(word, lemma, kind, content, speaker, whole=joint != "that")
            break


def _bearer(adjective: Token) -> Token | None:
    """Who is of that mind."""
    verb = adjective.head
    if adjective.dep_ in {"acomp", "oprd"} and verb.lemma_.lower() in _COPULAS:
        return actor(verb)
    if verb.lemma_.lower() == "make" and adjective.lower_ in _MADE:
        return actor(verb)
    if adjective.dep_ == "conj" and verb.dep_ == "acomp":
        return _bearer(verb)
    if adjective.pos_ == "VERB" and adjective.tag_ == "VBN":
        return child(adjective, "nsubjpass", "nsubj")
    if adjective.dep_ == "amod" and adjective.i > verb.i:
        return verb
    return None
