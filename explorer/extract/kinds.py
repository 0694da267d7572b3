"""What kind of evidence a statement is, from its quotation marks, its cue and its verb."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.extract.cues import lexicon
from explorer.extract.paragraph import Attribution
from explorer.extract.signs import auxiliaries_of
from explorer.extract.syntax import child, is_passive
from explorer.extract.tree import Token
from explorer.extract.wording import wording
from explorer.models import EvidenceKind

DIRECT = 0.9
"""Share of quoted words from which a statement counts as a direct quotation."""


def kind_of_utterance(one: Attribution | None, words: list[Token], quoted: list[bool]) -> EvidenceKind:
    """The kind of an attributed statement; `quoted` says for each word of the parse if it stands in quotation."""
    share = sum(quoted[word.i] for word in words) / len(words) if words else 0.0
    if share >= DIRECT:
        return "direct_quote"
    if one is not None:
        if one.kind == "stance":
            return "stance"
        if one.kind == "evidence":
            return "evidence"
        if one.kind == "intent" and share == 0:
            return "intent"
        if one.impersonal and share == 0:
            return _kind_of_impersonal(one)
    return "mixed_quote" if share > 0 else "indirect_quote"


def _kind_of_impersonal(one: Attribution) -> EvidenceKind:
    if one.lemma in {"expect", "predict", "forecast", "project", "schedule", "intend", "anticipate"}:
        return "prediction"
    if one.lemma in {"seem", "appear", "consider", "regard", "view", "see", "deem", "seemingly", "apparently"}:
        return "opinion"
    return "indirect_quote"


def kind_of_assertion(head: Token, words: Iterable[Token]) -> EvidenceKind:
    """The kind of what an article says in its own voice, read off the clause's verb."""
    verb = head if head.pos_ in {"VERB", "AUX"} else next((w for w in head.subtree if w.pos_ in {"VERB", "AUX"}), head)
    auxiliaries = auxiliaries_of(verb)
    lists = wording()
    if auxiliaries & lists.advice or (child(verb, "xcomp") is not None and verb.lemma_ in {"need", "ought"}):
        return "opinion"
    if _is_evaluative(verb):
        return "opinion"
    future = lists.future | {"'ll", "wo", "ca", "'d"}
    if {"could", "can", "might", "would"} & auxiliaries and child(verb, "neg") is not None:
        return "assertion"  # "could not be reached": what failed, not what is to come
    if auxiliaries & future and "have" not in auxiliaries:
        return "prediction"
    complements = {w.lower_ for w in verb.children if w.dep_ in {"acomp", "oprd", "attr", "xcomp"}}
    if verb.lemma_ == "be" and complements & lists.future_heads:
        return "prediction"
    if verb.lemma_ == "go" and any(w.dep_ == "xcomp" for w in verb.children) and verb.tag_ == "VBG":
        return "prediction"
    if is_passive(verb) and verb.lemma_ in {"expect", "project", "forecast", "predict", "schedule"}:
        return "prediction"
    lex = lexicon()
    if lex.verb(verb.lemma_.lower(), "infinitive") == "intent" and child(verb, "xcomp") is not None:
        return "intent"
    if any(w.lower_ in lists.future_heads and w.head.i == verb.i for w in words if w.pos_ == "ADJ"):
        return "prediction"
    return "assertion"


def _is_evaluative(verb: Token) -> bool:
    """`The plan is reckless`, `This was a brilliant move`: the predicate itself judges."""
    for word in verb.children:
        if word.dep_ in {"acomp", "attr"}:
            modifiers = {word.lower_, *(w.lower_ for w in word.children if w.dep_ in {"amod", "compound"})}
            if modifiers & wording().evaluative and not any(w.like_num for w in word.subtree):
                return True
    return False
