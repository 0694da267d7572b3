"""Whether a cue leaves what it governs unsaid: nobody says it, somebody rejects it, or it is called false.

What is said is then no claim of anybody's when it is read alone, so that `standing.voiced` reads the whole clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from explorer.extract.holders import is_holder
from explorer.extract.paragraph import Attribution
from explorer.extract.syntax import RELATIVE_PRONOUNS, agent, child, own_subject, reach
from explorer.extract.tree import Doc, Token

_NOBODY = frozenset("nobody none neither no not hardly scarcely barely few fewer".split())
"""What opens a subject that is nobody, or too few to speak for the rest; "a few" and "no fewer than" are many."""
_SOME = frozenset({"few", "handful", "minority", "fraction", "some", "half", "quarter", "third", "percent", "%"})
"""With "only" before them, these are too few."""
_MANY = frozenset({"fewer", "less", "only", "just", "doubt"})
"""Behind "no" or "not" these affirm: "no fewer than ten", "not only Holm", "no doubt"."""
_RARELY = frozenset("hardly scarcely barely rarely seldom never neither nor".split())
_FALSELY = frozenset(
    "falsely wrongly mistakenly incorrectly erroneously untruthfully inaccurately misleadingly baselessly wrongfully "
    "untruly groundlessly spuriously fraudulently dishonestly".split()
)
_FALSE = frozenset(
    "false untrue baseless unfounded groundless wrong incorrect untruthful inaccurate debunked discredited bogus "
    "erroneous mistaken misleading fabricated unsupported unsubstantiated fake nonsense rubbish lie fabrication "
    "hoax".split()
)
_REJECTING = frozenset(
    "deny dispute refute disprove debunk dismiss reject rubbish scotch quash dispel discount discredit contradict "
    "rebuff repudiate rebut ridicule deride scorn downplay doubt disavow disown squelch pooh-pooh decry".split()
)
_BRUSHING = frozenset(
    "laugh:off brush:off brush:aside shrug:off wave:away wave:off bat:away knock:down shoot:down "
    "play:down brush:away laugh:at scoff:at sneer:at hit:at fight:off push:against push:on react:to "
    "respond:to hit:out shrug:aside swat:away push:back pour:on hit:back".split()
)
"""Verbs that reject with a small word only."""
_SHORT_OF = frozenset({"short", "far", "without", "instead", "refrain", "shy", "rather"})
"""What stands before "of saying" or "from saying" where nobody says it."""
_NONE_OF = frozenset({"no", "little", "scant", "insufficient", "neither", "zero"})
_LACKING = frozenset({"lack", "absence", "dearth"})
_UP = frozenset("xcomp pcomp prep acl ccomp advmod acomp dobj attr pobj amod oprd conj advcl relcl".split())
_SMALL = frozenset({"advmod", "neg", "preconj", "cc", "det", "dep", "mark"})
_MODALS = frozenset({"would", "should", "'d"})
_MAYBE = frozenset({"may", "might", "could", "must"})
_NEAR = 4
"""Words before "saying" among which "short of" or "far from" is looked for."""


def is_unsaid(one: Attribution) -> bool:
    """Whether nobody, or hardly anybody, says what is governed, or it is called false in the same breath."""
    cue = one.cue
    if cue.pos_ == "NOUN":
        return _is_rejected(cue) or _is_no(cue) or _is_under_denial(cue)
    words = [
        word.lower_
        for word in (*cue.children, *(cue.head.children if cue.dep_ == "conj" else ()))
        if word.dep_ in _SMALL
    ]
    if any(word in _FALSELY or word in _RARELY for word in words) or _is_maybe(cue):
        return True
    if _is_asked_of(cue):
        return True
    subject = one.speaker if one.speaker is not None and one.speaker.i < cue.i else own_subject(_top(cue))
    near = (cue.head, *(w for w in cue.head.children if w.dep_ == "acomp"))
    if cue.dep_ == "xcomp" and any(word.lower_ in _FALSE for word in near):  # "was wrong to say"
        return True
    return (subject is not None and _is_nobody(subject)) or _is_short_of(cue) or _is_under_denial(cue)


def is_counterfactual(cue: Token) -> bool:
    """`had she said that`, `if he had told us that`, `would have said that`: nobody has said it."""
    if cue.pos_ not in {"VERB", "AUX"}:
        return False
    helping = [word for word in cue.children if word.dep_ in {"aux", "auxpass"} and word.i < cue.i]
    lower = {word.lower_ for word in helping}
    if lower & _MODALS and "have" in lower:
        return True
    subject = own_subject(cue)
    if subject is None or subject.i > cue.i:
        return False
    first = subject.left_edge.i - 1
    if first >= cue.sent.start and cue.doc[first].lower_ == "had":
        return first == cue.sent.start or cue.doc[first - 1].is_punct
    mark = child(cue, "mark")
    return cue.dep_ == "advcl" and "had" in lower and mark is not None and mark.lower_ == "if"


def put_right(one: Attribution) -> None:
    """Name who stops short of saying something, and nobody where there is "no reason to say" it.

    Who rejects a claim does not make it, and who was asked does not ask.
    """
    cue = one.cue
    if cue.pos_ == "NOUN":
        if one.speaker is not None and one.speaker.dep_ == "nsubj" and _is_rejected(cue) and not _is_called_false(cue):
            one.speaker, one.impersonal = None, True
        return
    if _is_asked_of(cue):
        one.speaker = agent(cue)
        one.impersonal = one.speaker is None
        return
    if own_subject(cue) is not None:
        return
    if one.speaker is not None and one.speaker.lower_ == "it" and cue.tag_ == "VB":  # "it would be wrong to say"
        one.speaker, one.impersonal = None, True
    if _is_short_of(cue) and one.speaker is None:
        subject = own_subject(_top(cue))
        if subject is not None and is_holder(subject):
            one.speaker = subject
    elif any(word.pos_ == "NOUN" and _is_none(word) for word in _above(cue)):
        one.speaker, one.impersonal = None, True


def clause_of(doc: Doc, one: Attribution, content: AbstractSet[int]) -> set[int]:
    """The words from the subject of the clause that holds a cue to the end of what it governs; empty where the clause
    has no subject of its own in front of it, or where what it governs stands first.
    """
    cue = one.cue
    top = _top(cue)
    subject = own_subject(top)
    parted = subject is not None and top.i == cue.i and _is_asked_of(cue)
    if subject is None or parted or subject.lower_ in RELATIVE_PRONOUNS or min(content, default=0) < cue.i:
        return set()
    first = min((subject.left_edge.i, *(w.i for w in top.children if w.dep_ in {"aux", "auxpass", "preconj", "neg"})))
    while first > top.sent.start and doc[first - 1].lower_ in _RARELY:
        first -= 1
    last = max(content)
    if first > cue.i or last < top.i:
        return set()
    last = max([last, *(i for w in top.children if w.dep_ in {"prep", "oprd", "prt"} for i in reach(w))])
    return set(range(first, last + 1))


def _top(cue: Token) -> Token:
    """The verb whose clause holds the cue: the first one on the way up that has a subject."""
    top = cue
    for _ in range(8):
        if top.pos_ in {"VERB", "AUX"} and own_subject(top) is not None:
            return top
        if top.head.i == top.i:
            return top
        top = top.head
    return top


def _above(word: Token) -> Iterator[Token]:
    """What a word without a subject of its own hangs on, up to the verb that has one."""
    for _ in range(8):
        alone = word.pos_ in {"VERB", "AUX"} and own_subject(word) is not None
        if word.head.i == word.i or alone or word.dep_ not in _UP:
            return
        word = word.head
        yield word


def _is_nobody(subject: Token) -> bool:
    """`nobody`, `none of them`, `hardly anyone`, `few voters`, `only two of nine`."""
    doc, start = subject.doc, subject.left_edge.i
    before = doc[start - 1].lower_ if start > subject.sent.start else ""
    words = [word for word in doc[start : subject.i + 1] if not word.is_space]
    if not words:
        return False
    first, second = words[0].lower_, (words[1].lower_ if len(words) > 1 else "")
    if before in {"no", "not"} and first in _MANY:
        return False
    if before in {"hardly", "scarcely", "barely", "not"} or (first in _NOBODY and second not in _MANY):
        return True
    if first == "no-one" or (first == "very" and second == "few"):
        return True
    counted = [*words, *(w for w in subject.children if w.i > subject.i)]
    return (first in {"only", "just"} or before in {"only", "just"}) and any(
        w.like_num or w.lower_ in _SOME for w in counted
    )


def _is_asked_of(cue: Token) -> bool:
    """`(when) asked whether`: the subject of the sentence is who was asked, not who asks."""
    if cue.lemma_.lower() not in {"ask", "question", "press", "quiz"} or cue.tag_ not in {"VBN", "VBD"}:
        return False
    subject = own_subject(cue)
    if subject is None:
        return child(cue, "aux") is None and cue.dep_ in {"advcl", "acl"}
    between = cue.doc[subject.left_edge.i : cue.i]  # "Holm, asked whether ..., left": no subject ends in a comma
    return len(between) > 0 and between[-1].text == "," and sum(word.text == "," for word in between) == 1


def _is_short_of(cue: Token) -> bool:
    """`stopped short of saying`, `far from saying`, `without saying`."""
    if cue.tag_ != "VBG" or cue.dep_ not in {"pcomp", "pobj", "advcl", "xcomp", "prep"}:
        return False
    first = max(cue.sent.start, cue.i - _NEAR)
    near = cue.doc[first : cue.i]
    return any(w.lower_ in {"of", "from", "than", "without"} for w in near[-2:]) and any(
        w.lemma_.lower() in _SHORT_OF for w in near
    )


def _is_no(noun: Token) -> bool:
    return any(word.lower_ in _NONE_OF for word in noun.children if word.i < noun.i)


def _is_none(noun: Token) -> bool:
    return _is_no(noun) or noun.lemma_.lower() in _LACKING


def _is_under_denial(cue: Token) -> bool:
    """`no reason to say that`, `did not recall saying that`: what the cue hangs on is denied.

    "Did not comment or say" denies both; behind "did not comment but said" the finite verb stands on its own.
    """
    if cue.dep_ == "conj" and cue.tag_ in {"VBD", "VBZ", "VBP"}:
        return False
    for word in _above(cue):
        if word.pos_ == "NOUN" and _is_none(word):
            return True
        if word.pos_ in {"VERB", "AUX", "ADJ"} and any(w.dep_ == "neg" for w in word.children):
            return word.i < cue.i and cue.dep_ != "advcl"
    return False


def _is_maybe(cue: Token) -> bool:
    """`may have said`: nobody knows."""
    lower = {word.lower_ for word in cue.children if word.dep_ == "aux" and word.i < cue.i}
    return cue.tag_ == "VBN" and bool(lower & _MAYBE) and "have" in lower


def _is_called_false(noun: Token) -> bool:
    return any(w.lower_ in _FALSE and w.dep_ in {"amod", "compound"} for w in noun.children)


def _is_rejected(noun: Token) -> bool:
    """Whether somebody rejects a report, claim or rumour, or it is called false."""
    if _is_called_false(noun):
        return True
    top = noun
    while top.dep_ in {"pobj", "conj"} and top.head.pos_ in {"NOUN", "ADP", "PROPN"} and top.head.i != top.i:
        top = top.head
        if top.dep_ == "prep" and top.head.pos_ in {"VERB", "AUX"}:
            break
    verb = top.head
    lemma = verb.lemma_.lower()
    if lemma in _REJECTING | {"face"} and top.dep_ in {"dobj", "nsubjpass", "prep", "nsubj", "ccomp"}:
        return True
    small = {w.lower_ for w in verb.children if w.dep_ in {"prt", "prep", "advmod"}} | {top.lower_}
    if any(f"{lemma}:{joint}" in _BRUSHING for joint in small):
        return True
    return top.dep_ in {"nsubj", "nsubjpass"} and any(
        w.lower_ in _FALSE and w.dep_ in {"acomp", "attr", "oprd"} for w in verb.children
    )
