"""Attributions in the passive, and judgements that nobody is named for: "is expected to", "seems to".

What is said of the subject is said by whoever stands behind "by"; with no such phrase nobody is named.
"""

from __future__ import annotations

from explorer.extract.cues import cue_lemma, lexicon
from explorer.extract.holders import is_holder
from explorer.extract.paragraph import Attribution
from explorer.extract.syntax import agent, child, is_measure, is_passive, own_subject, reach
from explorer.extract.tree import Token
from explorer.models import CueKind

_COMPLEMENTS = frozenset({"xcomp", "oprd", "ccomp", "prep", "advcl"})
_ADDRESSING = frozenset("ask tell urge order advise warn press question encourage remind".split())
"""Verbs whose passive subject is spoken to, and is no part of what is said: "was asked to resign"."""
_SURE = frozenset("clear certain obvious evident plain apparent likely probable sure inevitable true safe".split())
"""What may be in "it seems ... that": what seems so is the clause; "unlikely" and its like belong to it."""


def passive(verb: Token) -> Attribution | None:
    """`is expected to fall`, `was accused of fraud (by ...)`, `was asked to resign`, `was praised by ...`."""
    lemma = cue_lemma(verb)
    if not is_passive(verb):
        return None
    by = agent(verb) or _late_agent(verb)
    if lemma in _ADDRESSING:
        return _addressed(verb, lemma, by)
    lex = lexicon()
    if lemma in lex.passive and (found := _judged(verb, lemma, by)) is not None:
        return found
    kind = lex.verb(lemma, "object")
    subject = child(verb, "nsubjpass")
    if kind is None or (by is None and lemma not in lex.told):
        return None
    if subject is not None:
        content = reach(subject)
    elif verb.dep_ == "acl" and by is not None and verb.i > verb.head.i:
        content = reach(verb.head) - reach(verb)
    else:
        return None
    if by is not None and not is_holder(by):
        return None
    parts = [w for w in verb.children if w.dep_ in {"prep", "oprd"} and w.i > verb.i and w.lower_ in {"as", "for"}]
    content = content.union(*(reach(part) for part in parts)) - (reach(by) if by is not None else set())
    return Attribution(verb, lemma, kind, content, by, whole=True, impersonal=by is None)


def _late_agent(verb: Token) -> Token | None:
    """`described as reckless by the union`, with the last phrase hung on "reckless"."""
    last = max((w for w in verb.children if w.dep_ in _COMPLEMENTS and w.i > verb.i), key=lambda w: w.i, default=None)
    if last is None or verb.lemma_.lower() not in lexicon().passive:
        return None
    for word in last.subtree:
        noun = child(word, "pobj") if word.lower_ == "by" and word.dep_ in {"prep", "agent"} else None
        if noun is None or noun.right_edge.i != last.right_edge.i:
            continue
        if is_holder(noun) and not is_measure(noun):
            return noun
    return None


def _judged(verb: Token, lemma: str, by: Token | None) -> Attribution | None:
    """The subject with what is expected, said or thought of it."""
    lex = lexicon()
    subject = child(verb, "nsubjpass")
    parts = [w for w in verb.children if w.dep_ in _COMPLEMENTS and w.i > verb.i]
    parts = [w for w in parts if w.dep_ != "advcl" or w.tag_ in {"VB", "VBG"}]
    parts = [w for w in parts if w.dep_ != "prep" or w.lower_ in {"of", "as", "for", "to", "with"}]
    if subject is None or not (parts or by is not None):
        return None
    content = reach(subject).union(*(reach(part) for part in parts))
    if by is not None:
        content -= reach(by) | {by.head.i}
    kind: CueKind = lex.verb(lemma, "clause") or lex.verb(lemma, "object") or "say"
    return Attribution(verb, lemma, kind, content, by, whole=True, impersonal=by is None)


def _addressed(verb: Token, lemma: str, by: Token | None) -> Attribution | None:
    """`was asked to resign`, `was asked about the loan`."""
    for word in verb.children:
        if word.i < verb.i:
            continue
        if word.dep_ in {"xcomp", "ccomp"}:
            content = reach(word)
        elif word.dep_ == "prep" and word.lower_ == "about":
            content = reach(word) - {word.i}
        else:
            continue
        if by is not None:
            content -= reach(by) | {by.head.i}
        return Attribution(verb, lemma, "say", content, by, whole=True, impersonal=by is None)
    return None


def raising(verb: Token) -> Attribution | None:
    """`seems to have won`, `it appears that ...`: somebody judges, nobody is named."""
    if verb.lemma_.lower() not in lexicon().raising:
        return None
    subject = own_subject(verb)
    part = child(verb, "xcomp", "oprd", "ccomp", "acomp")
    if part is None or subject is None:
        return None
    if subject.dep_ == "expl" or subject.lower_ == "it":
        clause = child(verb, "ccomp") or child(part, "ccomp")
        sure = part.lemma_.lower() in _SURE and clause is not None
        content = (set() if sure else reach(part)) | (reach(clause) if clause is not None else set())
    else:
        content = reach(part) | reach(subject)
    return Attribution(verb, verb.lemma_.lower(), "think", content, whole=True, impersonal=True)
